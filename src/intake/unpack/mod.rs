//! From bytes to texts: what is packed is unpacked, what is a document gives its words, what is text is decoded.
//!
//! One input may hold several texts (the files of an archive, a message and what is attached to it). Edge: nothing here
//! knows what a text means. Everything is bounded by a [`Budget`], whatever the sizes that a file claims.

mod archive;
mod budget;
mod compound;
mod event_log;
mod html;
mod mail;
mod names;
mod office;
mod pdf;
mod rtf;
#[cfg(test)]
mod tests;

use archive::Container;
use budget::{Budget, LeftOut};
pub(super) use mail::is_message;
pub(super) use office::is_office;

use super::decode;
use super::kind::{self, Kind};

/// The words of an HTML text as lines.
pub(super) fn words_of_html(html: &str) -> String {
    html::to_text(html)
}

/// One text of an input.
#[derive(Debug, Default)]
pub(super) struct Piece {
    /// What it is called inside its input; empty for the input itself.
    pub(super) name: String,
    /// The text, empty where nothing could be read.
    pub(super) text: String,
    /// Keys of remarks: what could not be read, or was read with doubt.
    pub(super) notes: Vec<&'static str>,
    /// What stands in the places of those remarks' words.
    pub(super) values: Vec<(&'static str, String)>,
}

impl Piece {
    /// A text that was read.
    fn read(name: &str, text: String, notes: Vec<&'static str>) -> Self {
        Self { name: name.to_owned(), text, notes, ..Self::default() }
    }

    /// Something that could not be read, and why.
    fn unread(name: &str, note: &'static str) -> Self {
        Self { name: name.to_owned(), notes: vec![note], ..Self::default() }
    }
}

/// What came out of an input.
pub(super) struct Unpacked {
    /// Its texts, in order; at least one.
    pub(super) pieces: Vec<Piece>,
    /// How far it was read, where there was more than is read of one input.
    pub(super) left_out: Option<LeftOut>,
    /// How many more things in it are no text than were told one by one.
    pub(super) untold: usize,
}

/// Every text of an input.
pub(super) fn unpack(bytes: &[u8]) -> Unpacked {
    let mut budget = Budget::default();
    let mut pieces = Vec::new();
    open("", bytes, 0, &mut budget, &mut pieces);
    if pieces.is_empty() {
        pieces.push(Piece::unread("", "archive-empty"));
    }
    Unpacked { pieces, left_out: budget.left_out(), untold: budget.untold() }
}

/// Opens what `name` holds and adds its texts. What a container holds is opened in turn, `depth` containers down.
fn open(name: &str, bytes: &[u8], depth: usize, budget: &mut Budget, pieces: &mut Vec<Piece>) {
    if depth > budget::DEEPEST {
        return unread(name, "archive-too-deep", budget, pieces);
    }
    match kind::of(bytes) {
        Kind::Zip => archive::zip(bytes, Container { name, depth, budget, pieces }),
        Kind::Gzip => archive::gzip(bytes, Container { name, depth, budget, pieces }),
        Kind::Tar => archive::tar(bytes, Container { name, depth, budget, pieces }),
        kind @ (Kind::Picture | Kind::Packed(_) | Kind::Binary) => unread(name, kind.unread_key(), budget, pieces),
        _ if !budget.take_piece() => budget.leave_out(1),
        Kind::Text => pieces.push(text(name, bytes)),
        Kind::RichText => pieces.push(rich_text(name, bytes)),
        Kind::EventLog => pieces.push(event_log::read(name, bytes)),
        Kind::Pdf => pdf::open(name, bytes, budget, pieces),
        Kind::Office => office::open(name, bytes, budget, pieces),
        Kind::Compound => compound::open(name, bytes, depth, budget, pieces),
        Kind::Message => mail::open(name, bytes, depth, budget, pieces),
    }
}

/// Says that something is not read, unless that was said of many things before.
fn unread(name: &str, note: &'static str, budget: &mut Budget, pieces: &mut Vec<Piece>) {
    if budget.take_unread() {
        pieces.push(Piece::unread(name, note));
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
    let encoding = decoded.legacy.map(|encoding| ("encoding", encoding.to_owned()));
    Piece {
        name: name.to_owned(),
        text: decoded.text,
        notes: decoded.note.into_iter().collect(),
        values: encoding.into_iter().collect(),
    }
}
