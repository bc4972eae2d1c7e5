//! What could not be read, or was read with doubt: said with its place, never lost.

use super::Span;

/// A remark about one input. It never stops the work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Number of the input it is about.
    pub input: usize,
    /// Where in its decoded text, if it has a place.
    pub span: Option<Span>,
    /// Which remark: the display word `warning.<key>` says what, and what to do about it.
    pub key: &'static str,
    /// What the place may mean, where the remark proposes a reading; it stands for `{proposal}` in the word.
    pub proposal: Option<String>,
}

impl Warning {
    /// A remark about an input as a whole.
    pub fn whole(input: usize, key: &'static str) -> Self {
        Self { input, span: None, key, proposal: None }
    }

    /// A remark about one place.
    pub fn at(span: Span, key: &'static str) -> Self {
        Self { input: span.input, span: Some(span), key, proposal: None }
    }

    /// The same remark with a reading of its place.
    #[must_use]
    pub fn proposing(self, reading: String) -> Self {
        Self { proposal: Some(reading), ..self }
    }

    /// The remark in the words of a language.
    pub fn in_words(&self, words: &str) -> String {
        words.replace("{proposal}", self.proposal.as_deref().unwrap_or("\u{2026}"))
    }
}
