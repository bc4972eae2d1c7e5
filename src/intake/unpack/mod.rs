//! From bytes to texts: what is packed is unpacked, what is a document gives its words, what is text is decoded.
//!
//! One input may hold several texts (the files of an archive, a message and what is attached to it). Edge: nothing here
//! knows what a text means. Everything is bounded by a [`Budget`], whatever the sizes that a file claims.

mod budget;
mod compound;
mod html;
mod mail;
mod office;
mod pdf;
mod rtf;

use budget::Budget;
pub(super) use mail::is_message;
pub(super) use office::is_office;

use super::decode;
use super::kind::{self, Kind};

/// One text of an input.
#[derive(Debug, Default)]
pub(super) struct Piece {
    /// What it is called inside its input; empty for the input itself.
    pub(super) name: String,
    /// The text, empty where nothing could be read.
    pub(super) text: String,
    /// Keys of remarks: what could not be read, or was read with doubt.
    pub(super) notes: Vec<&'static str>,
}

impl Piece {
    /// A text that was read.
    fn read(name: &str, text: String, notes: Vec<&'static str>) -> Self {
        Self { name: name.to_owned(), text, notes }
    }

    /// Something that could not be read, and why.
    fn unread(name: &str, note: &'static str) -> Self {
        Self { name: name.to_owned(), text: String::new(), notes: vec![note] }
    }
}

/// Every text of an input, in order; at least one.
pub(super) fn pieces(bytes: &[u8]) -> Vec<Piece> {
    let mut budget = Budget::default();
    let mut pieces = Vec::new();
    open("", bytes, 0, &mut budget, &mut pieces);
    pieces
}

/// Opens what `name` holds and adds its texts. What a container holds is opened in turn, `depth` containers down.
fn open(name: &str, bytes: &[u8], depth: usize, budget: &mut Budget, pieces: &mut Vec<Piece>) {
    if depth > budget::DEEPEST || !budget.take_piece() {
        pieces.push(Piece::unread(name, "unpacked-in-part"));
        return;
    }
    match kind::of(bytes) {
        Kind::Office => office::open(name, bytes, budget, pieces),
        Kind::Compound => compound::open(name, bytes, depth, budget, pieces),
        Kind::Pdf => pdf::open(name, bytes, budget, pieces),
        Kind::RichText => pieces.push(rich_text(name, bytes)),
        Kind::Message => mail::open(name, bytes, depth, budget, pieces),
        Kind::Text => pieces.push(text(name, bytes)),
        other => pieces.push(Piece::unread(name, other.unread_key())),
    }
}

/// Whether a name ends in this extension.
fn has_extension(name: &str, extension: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case(extension))
}

/// What a thing inside a container is called.
fn inside(container: &str, name: &str) -> String {
    if container.is_empty() { name.to_owned() } else { format!("{container} › {name}") }
}

fn rich_text(name: &str, bytes: &[u8]) -> Piece {
    let (text, is_whole) = rtf::to_text(bytes);
    Piece::read(name, text, if is_whole { Vec::new() } else { vec!["damaged-office"] })
}

fn text(name: &str, bytes: &[u8]) -> Piece {
    let decoded = decode::decode(bytes);
    Piece { name: name.to_owned(), text: decoded.text, notes: decoded.note.into_iter().collect() }
}
