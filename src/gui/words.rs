//! The words of the interface in one language.

use crate::knowledge::Knowledge;
use crate::knowledge::fill;

/// Looks words up by their key.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    knowledge: &'a Knowledge,
    tag: &'a str,
}

impl<'a> Words<'a> {
    /// The words of the language with this tag; English where it has none.
    pub fn new(knowledge: &'a Knowledge, tag: &'a str) -> Self {
        Self { knowledge, tag }
    }

    /// BCP 47 tag of the language.
    pub fn tag(self) -> &'a str {
        self.tag
    }

    /// The languages that can be chosen: tag, and own name.
    pub fn languages(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.knowledge.displayed()
    }

    /// The word with this key in every language.
    pub(super) fn in_all_languages(self, key: &'a str) -> impl Iterator<Item = &'a str> {
        self.languages().map(move |(tag, _)| self.knowledge.word(tag, key))
    }

    /// The word with this key.
    pub fn get(self, key: &'a str) -> &'a str {
        self.knowledge.word(self.tag, key)
    }

    /// The word with this key, its `{places}` filled in.
    pub fn fill(self, key: &'a str, values: &[(&str, &str)]) -> String {
        fill(self.get(key), values)
    }
}
