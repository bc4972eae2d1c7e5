//! From bytes to documents: read, decode, recognise, take apart.
//!
//! Edge: nothing here knows what a value means; it only says what the input is and where its named values stand.

mod decode;
mod events;
mod folder;
mod har;
mod har_values;
mod json;
mod kind;
mod pairs;
mod recognise;
mod structure;
mod text;
mod unpack;

use std::io::Read as _;
use std::sync::Arc;

use crate::knowledge::Knowledge;
use crate::model::{Document, Origin, Source, Warning};

/// The most that is read of one input, in bytes. A sign-in error is a few kilobytes; a text log some megabytes.
pub const MOST_BYTES: usize = 32 << 20;

pub use folder::{Handed, LeftOut, Unreadable, read};

/// Reads standard input, at most [`MOST_BYTES`] and one byte of it.
pub fn read_standard_input() -> std::io::Result<Source> {
    let bytes = read_limited(std::io::stdin().lock())?;
    Ok(Source { name: "standard input".to_owned(), origin: Origin::StandardInput, bytes })
}

/// The text in bytes of any encoding.
pub fn decoded(bytes: &[u8]) -> String {
    decode::decode(bytes).text
}

/// The words of a page as lines, as those of a message are read.
pub fn words_of_html(html: &str) -> String {
    unpack::words_of_html(html)
}

fn read_limited(from: impl std::io::Read) -> std::io::Result<Arc<[u8]>> {
    let mut bytes = Vec::new();
    // One byte more tells that there was more.
    from.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes.into())
}

/// Whether these bytes are a picture.
pub fn is_picture(bytes: &[u8]) -> bool {
    kind::of(bytes) == kind::Kind::Picture
}

/// Whether a text is all that a source holds: it was neither unpacked nor shortened on the way.
pub fn is_whole(source: &Source, text: &str) -> bool {
    source.bytes.len() <= MOST_BYTES
        && kind::of(&source.bytes) == kind::Kind::Text
        && decode::decode(&source.bytes).text == text
}

/// Turns a source into documents, at least one; the first gets the number `first`. What could not be read is said in the
/// warnings; its document is then empty.
pub fn intake(first: usize, number: usize, source: &Source, knowledge: &Knowledge) -> (Vec<Document>, Vec<Warning>) {
    let mut warnings = Vec::new();
    if source.bytes.len() > MOST_BYTES {
        warnings.push(Warning::whole(first, "too-long"));
    }
    let bytes = source.bytes.get(..MOST_BYTES).unwrap_or(&source.bytes);
    let mut documents = Vec::new();
    let unpacked = unpack::unpack(bytes);
    if let Some(left_out) = unpacked.left_out {
        let warning = Warning::whole(first, "archive-too-much");
        warnings.push(warning.with("read", &left_out.read).with("all", &left_out.all));
    }
    if unpacked.untold > 0 {
        warnings.push(Warning::whole(first, "archive-other-files").with("count", &unpacked.untold));
    }
    for (input, mut piece) in (first..).zip(unpacked.pieces) {
        if let Some(digest) = har::digest(&piece.text, knowledge) {
            piece.text = digest.text;
            piece.notes.extend(digest.notes);
        }
        let remark = |note: &&'static str| Warning { values: piece.values.clone(), ..Warning::whole(input, note) };
        warnings.extend(piece.notes.iter().map(remark));
        if piece.text.trim().is_empty() && piece.notes.is_empty() {
            warnings.push(Warning::whole(input, "empty"));
        }
        let name =
            if piece.name.is_empty() { source.name.clone() } else { format!("{} › {}", source.name, piece.name) };
        let (document, remarks) = text::document(input, name, number, piece.text, knowledge);
        documents.push(document);
        warnings.extend(remarks);
    }
    (documents, warnings)
}
