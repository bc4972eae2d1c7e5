//! How names and values are put together in the language of a report: its colon, and the blanks beside it.

use super::{Words, fill};

/// How names and values are put together in a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// "{name}: {value}".
    pair: String,
    /// "{name}:".
    heading: String,
}

impl Form {
    pub(crate) fn new(words: Words<'_>) -> Self {
        Self { pair: words.get("form.pair"), heading: words.get("form.heading") }
    }

    /// A name and its value in a line of text.
    pub fn pair(&self, name: &str, value: &str) -> String {
        fill(&self.pair, &[("name", name), ("value", value)])
    }

    /// A name before what belongs to it, with its colon.
    pub fn heading(&self, name: &str) -> String {
        fill(&self.heading, &[("name", name)])
    }
}

impl Default for Form {
    fn default() -> Self {
        Self { pair: "{name}: {value}".to_owned(), heading: "{name}:".to_owned() }
    }
}
