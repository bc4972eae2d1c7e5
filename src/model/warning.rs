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
    /// What stands in the places of that word.
    pub values: Vec<(&'static str, String)>,
}

impl Warning {
    /// A remark about an input as a whole.
    pub fn whole(input: usize, key: &'static str) -> Self {
        Self { input, span: None, key, values: Vec::new() }
    }

    /// A remark about one place.
    pub fn at(span: Span, key: &'static str) -> Self {
        Self { input: span.input, span: Some(span), key, values: Vec::new() }
    }

    /// The same remark with a value for the place `{name}` of its word.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: &impl ToString) -> Self {
        self.values.push((name, value.to_string()));
        self
    }
}
