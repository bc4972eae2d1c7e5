//! The parts of a report, and how names and values are put together in its language: the colon, and the blanks beside it.

use serde::Serialize;

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

/// A search key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KeyView {
    /// "Request Id".
    pub name: String,
    /// Its value.
    pub value: String,
}

/// A headed list of lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SectionView {
    /// Its heading.
    pub heading: String,
    /// Its lines.
    pub lines: Vec<String>,
}

/// A query with its places filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QueryView {
    /// What it shows.
    pub title: String,
    /// portal, graph, powershell or kql.
    pub language: String,
    /// Who may run it.
    pub roles: String,
    /// The text to copy.
    pub text: String,
}
