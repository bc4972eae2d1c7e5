//! Office files: Word, Excel and PowerPoint since 2007, and the OpenDocument files of LibreOffice.
//!
//! Edge: the words and cells are taken as they stand; what a cell computes or a field would show is what the program
//! that saved the file wrote there.

mod cells;
mod flow;
mod members;
mod opendocument;
mod workbook;
mod xml;

pub(super) use cells::{Sheet, date_text, is_date_format, number_text};
use members::Members;

use super::budget::Budget;
use super::{Piece, inside};

/// Whether an archive is an office file, by the names of its members. Of a file that is cut off only the first member
/// counts: the others may be those of an office file inside it.
pub(in crate::intake) fn is_office(archive: &[u8]) -> bool {
    let members = Members::of(archive);
    if members.is_damaged {
        let first = members.first().unwrap_or_default();
        return ["[Content_Types].xml", "mimetype", "_rels/", "docProps/", "word/", "xl/", "ppt/"]
            .iter()
            .any(|start| first.starts_with(start));
    }
    let has_folder = |folder: &str| members.names().iter().any(|name| name.starts_with(folder));
    members.has("content.xml") && members.has("mimetype")
        || members.has("[Content_Types].xml") && ["word/", "xl/", "ppt/"].into_iter().any(has_folder)
}

/// Opens an office file and adds its texts.
pub(super) fn open(name: &str, bytes: &[u8], budget: &mut Budget, pieces: &mut Vec<Piece>) {
    let mut members = Members::of(bytes);
    let mut opened = if opendocument::is_protected(&mut members, budget) {
        vec![Piece::unread(name, "protected")]
    } else if members.has("content.xml") {
        opendocument::open(name, &mut members, budget)
    } else if members.names().iter().any(|member| member.starts_with("xl/")) {
        workbook::open(name, &mut members, budget)
    } else {
        vec![Piece::read(name, flow::read_all(&mut members, budget), Vec::new())]
    };
    if opened.is_empty() {
        opened.push(Piece::read(name, String::new(), Vec::new()));
    }
    if let Some(first) = opened.first_mut() {
        let is_empty = first.text.trim().is_empty() && first.notes.is_empty();
        if members.is_cut {
            first.notes.push("unpacked-in-part");
        } else if members.is_damaged {
            first.notes.push("damaged-office");
        } else if is_empty {
            first.notes.push("office-without-text");
        }
    }
    pieces.extend(opened);
}

/// The sheets of a workbook as texts; where only one holds anything, it is the text of the file.
pub(super) fn sheet_pieces(name: &str, sheets: Vec<Sheet>) -> Vec<Piece> {
    let mut filled: Vec<Sheet> = sheets.into_iter().filter(|sheet| !sheet.is_empty()).collect();
    let single = filled.len() == 1;
    filled
        .drain(..)
        .map(|sheet| {
            let name = if single { name.to_owned() } else { inside(name, &sheet.name) };
            let notes = if sheet.is_cut { vec!["sheet-in-part"] } else { Vec::new() };
            Piece::read(&name, sheet.text(), notes)
        })
        .collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop where its own ground is missing")]
pub(super) mod testing {
    use std::io::{Cursor, Write as _};

    /// A zip archive of these members.
    pub(in super::super) fn zipped(members: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        for (name, text) in members {
            writer.start_file(*name, options).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }
}
