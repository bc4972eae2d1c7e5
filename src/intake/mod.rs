//! From bytes to documents: read, decode, recognise, take apart.
//!
//! Edge: nothing here knows what a value means; it only says what the input is and where its named values stand.

mod decode;
mod json;
mod kind;
mod recognise;
mod unpack;

use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

use crate::knowledge::{Knowledge, Syntax};
use crate::model::{Document, Origin, Quality, Record, Source, Span, Warning};

/// The most that is read of one input, in bytes. A sign-in error is a few kilobytes; a text log some megabytes.
pub const MOST_BYTES: usize = 32 << 20;

/// Why a path could not be read.
#[derive(Debug)]
pub struct Unreadable {
    /// The path.
    pub path: std::path::PathBuf,
    /// What the system said.
    pub error: std::io::Error,
}

/// Reads a file, at most [`MOST_BYTES`] and one byte of it.
pub fn read(path: &Path) -> Result<Source, Unreadable> {
    let unreadable = |error| Unreadable { path: path.to_owned(), error };
    let metadata = std::fs::metadata(path).map_err(unreadable)?;
    if metadata.is_dir() {
        return Err(unreadable(std::io::Error::new(
            std::io::ErrorKind::IsADirectory,
            "it is a folder; give the files in it",
        )));
    }
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let bytes = read_limited(file).map_err(unreadable)?;
    let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    Ok(Source { name, origin: Origin::File(path.to_owned()), bytes })
}

/// Reads standard input, at most [`MOST_BYTES`] and one byte of it.
pub fn read_standard_input() -> std::io::Result<Source> {
    let bytes = read_limited(std::io::stdin().lock())?;
    Ok(Source { name: "standard input".to_owned(), origin: Origin::StandardInput, bytes })
}

fn read_limited(from: impl std::io::Read) -> std::io::Result<Arc<[u8]>> {
    let mut bytes = Vec::new();
    // One byte more tells that there was more.
    from.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes.into())
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
    for (input, piece) in (first..).zip(unpack::pieces(bytes)) {
        warnings.extend(piece.notes.iter().map(|note| Warning::whole(input, note)));
        if piece.text.trim().is_empty() && piece.notes.is_empty() {
            warnings.push(Warning::whole(input, "empty"));
        }
        let name =
            if piece.name.is_empty() { source.name.clone() } else { format!("{} › {}", source.name, piece.name) };
        documents.push(document(input, name, number, piece.text, knowledge));
    }
    (documents, warnings)
}

fn document(input: usize, name: String, source: usize, text: String, knowledge: &Knowledge) -> Document {
    let fields = json::fields(input, &text);
    let recognised = recognise::recognise(&text, &fields, knowledge);
    let whole = Span::new(input, 0, text.len());
    let (format, quality, fields) = match recognised {
        Some(format) => {
            let structured = format.syntax == Syntax::Json;
            let quality = if structured || format.detect.least_labels.is_some() {
                Quality::Structured
            } else {
                Quality::SemiStructured
            };
            (format.id.get_ref().clone(), quality, if structured { fields } else { Vec::new() })
        }
        None => ("unknown".to_owned(), Quality::Unstructured, Vec::new()),
    };
    Document { name, source, format, quality, records: vec![Record { span: whole, fields }], text }
}
