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
    /// A zip archive.
    Zip,
    /// A document, workbook or presentation, which is a zip archive of its own making.
    Office,
    /// Something packed with gzip.
    Gzip,
    /// A tar archive.
    Tar,
    /// Packed in a way that is not unpacked here; the key of the message that names it.
    Packed(&'static str),
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
            Self::Zip | Self::Gzip | Self::Tar => "archive-damaged",
            Self::Packed(key) => key,
            Self::EventLog => "event-log",
            _ => "binary",
        }
    }
}

/// The kind of these bytes.
pub(super) fn of(bytes: &[u8]) -> Kind {
    match signature(bytes) {
        Some(Kind::Zip) if is_office(bytes) => Kind::Office,
        Some(kind) => kind,
        None if !decode::is_text(bytes) => Kind::Binary,
        None if is_message(bytes) => Kind::Message,
        None => Kind::Text,
    }
}

fn signature(bytes: &[u8]) -> Option<Kind> {
    let known: [(&[u8], Kind); 20] = [
        (b"\x89PNG", Kind::Picture),
        (b"\xff\xd8\xff", Kind::Picture),
        (b"GIF8", Kind::Picture),
        (b"BM\x36", Kind::Picture),
        (b"II*\0", Kind::Picture),
        (b"MM\0*", Kind::Picture),
        (b"%PDF", Kind::Pdf),
        (b"PK\x03\x04", Kind::Zip),
        (b"PK\x05\x06", Kind::Zip),
        (b"\x1f\x8b", Kind::Gzip),
        (b"7z\xbc\xaf", Kind::Packed("packed-7z")),
        (b"Rar!\x1a\x07", Kind::Packed("packed-rar")),
        (b"\xfd7zXZ\0", Kind::Packed("packed-xz")),
        (b"\x28\xb5\x2f\xfd", Kind::Packed("packed-zstd")),
        (b"BZh1", Kind::Packed("packed-bzip2")),
        (b"BZh9", Kind::Packed("packed-bzip2")),
        (b"MSCF\0\0\0\0", Kind::Packed("packed-cab")),
        (b"ElfFile\0", Kind::EventLog),
        (b"\xd0\xcf\x11\xe0", Kind::Compound),
        (b"{\\rtf", Kind::RichText),
    ];
    let webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    let heic = bytes.get(4..8) == Some(b"ftyp");
    if webp || heic {
        return Some(Kind::Picture);
    }
    if is_tar(bytes) {
        return Some(Kind::Tar);
    }
    known.iter().find(|(start, _)| bytes.starts_with(start)).map(|&(_, kind)| kind)
}

/// Whether bytes begin with the head of a tar archive: it holds the sum of its own bytes.
fn is_tar(bytes: &[u8]) -> bool {
    let Some(head) = bytes.get(..512) else { return false };
    let Some(digits) = head.get(148..156) else { return false };
    let digits = String::from_utf8_lossy(digits);
    let Ok(stated) = u32::from_str_radix(digits.trim_matches([' ', '\0']), 8) else { return false };
    // The sum is made with blanks in its own place.
    let sum = |(at, &byte): (usize, &u8)| u32::from(if (148..156).contains(&at) { b' ' } else { byte });
    stated > 0 && stated == head.iter().enumerate().map(sum).sum::<u32>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_is_called_by_its_name() {
        assert_eq!(of(b"\x89PNG\r\n\x1a\n0000"), Kind::Picture);
        assert_eq!(of(b"PK\x03\x04zip"), Kind::Zip);
        assert_eq!(of(b"Rar!\x1a\x07\x01\0"), Kind::Packed("packed-rar"));
        assert_eq!(of(&[0, 1, 2, 3, 200, 5, 6, 7, 8, 250]), Kind::Binary);
        let english: Vec<u8> = "Error Code: 53003".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(of(&english), Kind::Text);
    }
}
