//! What bytes are, by how they begin and what they contain; a name or an extension is never believed.

use super::decode;
use super::unpack::{is_message, is_office};

/// What an input is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text in some encoding.
    Text,
    /// A picture.
    Picture,
    /// A PDF document.
    Pdf,
    /// An archive.
    Archive,
    /// A document, workbook or presentation, which is an archive of its own making.
    Office,
    /// A Windows event log.
    EventLog,
    /// A compound file: an Outlook message, an older office document, or a protected one.
    Compound,
    /// Rich text.
    RichText,
    /// A message, or a page saved as one file, with its header.
    Message,
    /// Bytes without the look of any text.
    Binary,
}

impl Kind {
    /// Key of the message that says that this is not read.
    pub(super) fn unread_key(self) -> &'static str {
        match self {
            Self::Picture => "picture",
            Self::Archive => "archive",
            Self::EventLog => "event-log",
            _ => "binary",
        }
    }
}

/// The kind of these bytes.
pub(super) fn of(bytes: &[u8]) -> Kind {
    match signature(bytes) {
        Some(Kind::Archive) if is_office(bytes) => Kind::Office,
        Some(kind) => kind,
        None if !decode::is_text(bytes) => Kind::Binary,
        None if is_message(bytes) => Kind::Message,
        None => Kind::Text,
    }
}

fn signature(bytes: &[u8]) -> Option<Kind> {
    let known: [(&[u8], Kind); 13] = [
        (b"\x89PNG", Kind::Picture),
        (b"\xff\xd8\xff", Kind::Picture),
        (b"GIF8", Kind::Picture),
        (b"BM\x36", Kind::Picture),
        (b"II*\0", Kind::Picture),
        (b"MM\0*", Kind::Picture),
        (b"%PDF", Kind::Pdf),
        (b"PK\x03\x04", Kind::Archive),
        (b"\x1f\x8b", Kind::Archive),
        (b"7z\xbc\xaf", Kind::Archive),
        (b"ElfFile\0", Kind::EventLog),
        (b"\xd0\xcf\x11\xe0", Kind::Compound),
        (b"{\\rtf", Kind::RichText),
    ];
    let webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    let heic = bytes.get(4..8) == Some(b"ftyp");
    if webp || heic {
        return Some(Kind::Picture);
    }
    known.iter().find(|(start, _)| bytes.starts_with(start)).map(|&(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_is_called_by_its_name() {
        assert_eq!(of(b"\x89PNG\r\n\x1a\n0000"), Kind::Picture);
        assert_eq!(of(b"PK\x03\x04zip"), Kind::Archive);
        assert_eq!(of(&[0, 1, 2, 3, 200, 5, 6, 7, 8, 250]), Kind::Binary);
        let english: Vec<u8> = "Error Code: 53003".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(of(&english), Kind::Text);
    }
}
