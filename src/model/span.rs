//! A place in the text of one input.

use serde::Serialize;

/// A range of bytes in the decoded text of one document.
///
/// `start` and `end` always lie on character boundaries of that text, and `start <= end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    /// Number of the document, in the order in which the inputs were given.
    pub input: usize,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range `start..end` of document `input`.
    pub fn new(input: usize, start: usize, end: usize) -> Self {
        Self { input, start, end }
    }

    /// The bytes that both cover, or touch.
    pub fn overlaps(self, other: Self) -> bool {
        self.input == other.input && self.start < other.end && other.start < self.end
    }
}
