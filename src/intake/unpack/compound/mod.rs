//! Compound files: Outlook messages (.msg), Excel workbooks before 2007 (.xls), and office files under protection, which
//! are put into such a file whatever they were before.

mod lzfu;
mod message;
mod workbook;

use std::borrow::Cow;
use std::io::{Cursor, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use cfb::CompoundFile;

use super::budget::Budget;
use super::{Piece, inside};

/// A compound file in memory.
type File<'a> = CompoundFile<Cursor<Cow<'a, [u8]>>>;

/// No file is filled up to more than this, in bytes.
const LONGEST: usize = 64 << 20;

/// Opens a compound file and adds its texts.
pub(super) fn open(name: &str, bytes: &[u8], depth: usize, budget: &mut Budget, pieces: &mut Vec<Piece>) {
    let mut opened = Vec::new();
    // The container's parser is strict with damaged files; should one slip through, it costs this input alone.
    let read = catch_unwind(AssertUnwindSafe(|| read(name, bytes, depth, budget, &mut opened)));
    if read.is_err() || opened.is_empty() {
        opened.push(Piece::unread(name, "damaged-office"));
    }
    if let [only] = opened.as_mut_slice()
        && only.text.trim().is_empty()
        && only.notes.is_empty()
    {
        only.notes.push("damaged-office");
    }
    pieces.append(&mut opened);
}

fn read(name: &str, bytes: &[u8], depth: usize, budget: &mut Budget, pieces: &mut Vec<Piece>) {
    let Some(mut file) = container(bytes) else { return };
    if let Some(note) = protection(&file) {
        pieces.push(Piece::unread(name, note));
    } else if file.is_stream("/__properties_version1.0") {
        message::open(name, &mut file, Path::new("/"), depth, budget, pieces);
    } else if let Some(book) =
        ["/Workbook", "/Book"].into_iter().find_map(|path| stream(&mut file, Path::new(path), budget))
    {
        pieces.extend(workbook::open(name, &book));
    } else if file.is_stream("/WordDocument") || file.is_stream("/PowerPoint Document") {
        pieces.push(Piece::unread(name, "old-office-file"));
    } else {
        pieces.push(Piece::unread(name, "office-file"));
    }
}

/// The container. One that is shorter than its table says (cut off, or written carelessly) is filled up with zeros: the
/// parser would refuse it as a whole, though what is there can be read.
fn container(bytes: &[u8]) -> Option<File<'_>> {
    if let Ok(file) = CompoundFile::open(Cursor::new(Cow::Borrowed(bytes))) {
        return Some(file);
    }
    let shift = u32::from(u16::from_le_bytes(bytes.get(30..32)?.try_into().ok()?));
    let tables = usize::try_from(u32::from_le_bytes(bytes.get(44..48)?.try_into().ok()?)).ok()?;
    let sector = 1_usize.checked_shl(shift).filter(|size| matches!(size, 512 | 4096))?;
    let len = tables.checked_mul(sector / 4)?.checked_add(1)?.checked_mul(sector)?;
    let mut filled = bytes.to_vec();
    filled.resize(len.min(LONGEST).max(bytes.len()), 0);
    CompoundFile::open(Cursor::new(Cow::Owned(filled))).ok()
}

/// How a file is protected. A label or rights management leaves the marks of its own kind of encryption.
fn protection(file: &File) -> Option<&'static str> {
    let is_managed = ["/\u{9}DRMContent", "/\u{6}DataSpaces/TransformInfo/DRMEncryptedTransform"]
        .iter()
        .chain(&[
            "/\u{6}DataSpaces/TransformInfo/DRMEncryptedDataSpace",
            "/\u{6}DataSpaces/DataSpaceInfo/DRMEncryptedDataSpace",
        ])
        .any(|path| file.exists(path));
    if is_managed {
        return Some("protected-label");
    }
    (file.is_stream("/EncryptedPackage") || file.is_stream("/EncryptionInfo")).then_some("protected")
}

/// What a stream holds, as far as the budget reaches. `None`: there is no such stream.
fn stream(file: &mut File, path: &Path, budget: &mut Budget) -> Option<Vec<u8>> {
    let stream = file.open_stream(path).ok()?;
    let mut bytes = Vec::new();
    // Of a damaged stream what comes before the damage is kept.
    drop(stream.take(budget.bytes() as u64).read_to_end(&mut bytes));
    budget.spend(bytes.len());
    Some(bytes)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop where its own ground is missing")]
mod testing {
    use std::io::{Cursor, Write as _};
    use std::path::Path;

    /// A compound file of these streams.
    pub(super) fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        for (path, bytes) in streams {
            file.create_storage_all(Path::new(path).parent().unwrap()).unwrap();
            file.create_stream(path).unwrap().write_all(bytes).unwrap();
        }
        file.flush().unwrap();
        file.into_inner().into_inner()
    }
}

#[cfg(test)]
#[expect(clippy::indexing_slicing, reason = "a test may stop where its own ground is missing")]
mod tests {
    use super::testing::compound;
    use super::*;

    fn notes(bytes: &[u8]) -> Vec<&'static str> {
        let mut pieces = Vec::new();
        open("", bytes, 0, &mut Budget::default(), &mut pieces);
        pieces.into_iter().flat_map(|piece| piece.notes).collect()
    }

    #[test]
    fn what_is_protected_or_old_is_said() {
        assert_eq!(notes(&compound(&[("/EncryptedPackage", b"x"), ("/EncryptionInfo", b"x")])), ["protected"]);
        let label = [
            ("/EncryptedPackage", &b"x"[..]),
            ("/\u{6}DataSpaces/TransformInfo/DRMEncryptedTransform/\u{6}Primary", b"x"),
        ];
        assert_eq!(notes(&compound(&label)), ["protected-label"]);
        assert_eq!(notes(&compound(&[("/WordDocument", b"x")])), ["old-office-file"]);
        assert_eq!(notes(&compound(&[("/Other", b"x")])), ["office-file"]);
        assert_eq!(notes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), ["damaged-office"]);
    }

    #[test]
    fn a_message_whose_end_is_missing_is_read_or_said_to_be_damaged() {
        let body: Vec<u8> = "Error Code: 53003 ".repeat(600).encode_utf16().flat_map(u16::to_le_bytes).collect();
        let sound = compound(&[("/__properties_version1.0", &[0; 64]), ("/__substg1.0_1000001F", &body)]);
        let mut pieces = Vec::new();
        open("", &sound[..sound.len() - 3000], 0, &mut Budget::default(), &mut pieces);
        assert!(
            pieces.iter().any(|piece| piece.text.contains("53003") || piece.notes.contains(&"damaged-office")),
            "{pieces:?}"
        );
    }

    #[test]
    fn damage_anywhere_is_no_danger() {
        let sound = compound(&[("/__properties_version1.0", &[0; 64]), ("/__substg1.0_1000001F", &[65; 9000])]);
        for at in (0..sound.len()).step_by(37) {
            let mut bytes = sound.clone();
            bytes[at] ^= 0xff;
            notes(&bytes);
            notes(&sound[..at]);
        }
    }
}
