//! The text of PDF documents: as printed from a browser, Word, LibreOffice or a Mac, or written by a reporting program.
//!
//! The objects, their encryption and the repair of damaged files are a crate's business; what a page says is read here,
//! since only so is everything that is unpacked bounded, and nothing of fonts' shapes, colours and pictures is needed.
//! Edge: words in pictures are not read, nor those in fonts that do not tell which letters they draw.

mod cmap;
mod content;
mod fonts;
mod lines;
mod streams;

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_syntax::{LoadPdfError, Pdf};

use super::Piece;
use super::budget::Budget;

/// More pages than this are a book.
const MOST_PAGES: usize = 2000;
/// Where a sound file says that it ends.
const TAIL: usize = 2048;

/// Opens a PDF and adds its text.
pub(super) fn open(name: &str, bytes: &[u8], budget: &mut Budget, pieces: &mut Vec<Piece>) {
    if !streams::tables_are_bearable(bytes) {
        pieces.push(Piece::unread(name, "damaged-pdf"));
        return;
    }
    // The parser is tested with damaged files by its authors; should one slip through, it costs this input alone.
    let read = catch_unwind(AssertUnwindSafe(|| read(bytes, budget)));
    let (text, note) = read.unwrap_or((String::new(), Some("damaged-pdf")));
    pieces.push(Piece::read(name, text, note.into_iter().collect()));
}

fn read(bytes: &[u8], budget: &mut Budget) -> (String, Option<&'static str>) {
    let pdf = match Pdf::new(bytes.to_vec()) {
        Ok(pdf) => pdf,
        Err(LoadPdfError::Decryption(_)) => return (String::new(), Some("protected")),
        Err(LoadPdfError::Invalid) => return (String::new(), Some("damaged-pdf")),
    };
    let mut painter = content::Painter::new(budget);
    let mut text = String::new();
    for page in pdf.pages().iter().take(MOST_PAGES) {
        let runs = painter.page(page.raw(), page.resources());
        text.push_str(&lines::text(runs));
        text.push('\n');
    }
    let tail = bytes.get(bytes.len().saturating_sub(TAIL)..).unwrap_or_default();
    let is_whole = streams::find(tail, b"%%EOF").is_some();
    let note = if painter.is_cut || pdf.pages().len() > MOST_PAGES {
        Some("unpacked-in-part")
    } else if !is_whole {
        Some("damaged-pdf")
    } else if text.trim().is_empty() {
        Some("pdf-without-text")
    } else if painter.unknown * 5 > painter.letters {
        Some("pdf-unreadable-letters")
    } else {
        None
    };
    (text, note)
}
