//! From a file to its tree of values. A mistake is told with its line.
//!
//! Edge: no more than a fixed number of bytes is ever read, whatever the file says about itself.

use std::borrow::Cow;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use toml::de::{DeTable, DeValue};

use super::node::{Node, Value};
use crate::knowledge::Problem;

/// The most bytes of such a file. A note for every cause in ten languages fits.
const MOST_BYTES: usize = 256 * 1024;

/// The bytes of a file, if they are not too many.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Problem> {
    let problem = |message: String| Problem { file: path.display().to_string(), line: 0, message };
    let unreadable = |error: std::io::Error| problem(format!("cannot be read ({error}); check its rights"));
    // A pipe or a device would keep the program waiting.
    if !path.metadata().map_err(unreadable)?.is_file() {
        return Err(problem("is no file; give a TOML file".to_owned()));
    }
    let mut bytes = Vec::new();
    let most = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX);
    File::open(path).map_err(unreadable)?.take(most + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() > MOST_BYTES {
        return Err(problem(format!("is longer than {} KB; shorten its notes", MOST_BYTES / 1024)));
    }
    Ok(bytes)
}

/// The text of a file.
pub(super) fn read(path: &Path) -> Result<String, Problem> {
    let bytes = bytes(path)?;
    // Editors on Windows put this mark in front.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let text = String::from_utf8_lossy(bytes);
    match text.find(char::REPLACEMENT_CHARACTER) {
        Some(at) if matches!(text, Cow::Owned(_)) => {
            let line = Lines::of(&text).at(at);
            let message = "is not in UTF-8; save it in that encoding".to_owned();
            Err(Problem { file: path.display().to_string(), line, message })
        }
        _ => Ok(text.into_owned()),
    }
}

/// The tree of a TOML text.
pub(super) fn parse(text: &str, source: &str) -> Result<Node, Problem> {
    let lines = Lines::of(text);
    let table = DeTable::parse(text).map_err(|error| Problem {
        file: source.to_owned(),
        line: error.span().map_or(0, |span| lines.at(span.start)),
        message: format!("is no sound TOML: {}; mend this line", error.message().trim_end().replace('\n', "; ")),
    })?;
    Ok(Node::new(1, lines.table(table.get_ref())))
}

/// The bytes at which the lines of a text end, so that asking for many lines stays quick.
struct Lines {
    ends: Vec<usize>,
}

impl Lines {
    fn of(text: &str) -> Self {
        Self { ends: text.match_indices('\n').map(|(at, _)| at).collect() }
    }

    /// The line, counted from 1, of a byte.
    fn at(&self, byte: usize) -> usize {
        self.ends.partition_point(|&end| end < byte) + 1
    }

    fn table(&self, table: &DeTable<'_>) -> Value {
        let entry = |(key, value): (&toml::Spanned<Cow<'_, str>>, &toml::Spanned<DeValue<'_>>)| {
            (key.get_ref().clone().into_owned(), Node::new(self.at(key.span().start), self.value(value.get_ref())))
        };
        Value::Table(table.iter().map(entry).collect())
    }

    fn value(&self, value: &DeValue<'_>) -> Value {
        match value {
            DeValue::String(text) => Value::Text(text.clone().into_owned()),
            DeValue::Array(list) => Value::List(
                list.iter().map(|item| Node::new(self.at(item.span().start), self.value(item.get_ref()))).collect(),
            ),
            DeValue::Table(table) => self.table(table),
            DeValue::Integer(_) | DeValue::Float(_) => Value::Other("a number"),
            DeValue::Boolean(_) => Value::Other("true or false"),
            DeValue::Datetime(_) => Value::Other("a date"),
        }
    }
}
