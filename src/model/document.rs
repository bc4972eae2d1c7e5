//! What can be pointed at: decoded text, and the named values found in its structure.

use std::sync::Arc;

use super::{Span, StatusBlock};

/// One text after decoding. Every [`Span`] means bytes of `text`.
#[derive(Clone, Debug)]
pub struct Document {
    /// What to call it: the name of its source, followed by its own where the source holds several.
    pub name: String,
    /// Number of the source that it came from.
    pub source: usize,
    /// Id of the format it was taken for, such as `sign-in-page`.
    pub format: String,
    /// How much structure was found.
    pub quality: Quality,
    /// The text, decoded to UTF-8 and otherwise unchanged.
    pub text: String,
    /// The records in it, in order. A page or a line of log text is one record; an empty log has none.
    pub records: Vec<Record>,
    /// What tools printed about a device, in the order of the text; other words may stand around it.
    pub statuses: Vec<StatusBlock>,
    /// The pieces of text that the records of a log were read from, in order: nothing in them is running text.
    pub logs: Vec<Span>,
}

/// How much of an input's structure could be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quality {
    /// Nothing known was found in it.
    Unstructured,
    /// Known pieces in running text.
    SemiStructured,
    /// Named fields throughout.
    Structured,
}

impl Quality {
    /// The word used in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Unstructured => "unstructured",
            Self::SemiStructured => "semi-structured",
            Self::Structured => "structured",
        }
    }
}

/// One record of an input: a JSON object, a row of a table, a block of names and values, or a whole text.
#[derive(Clone, Debug)]
pub struct Record {
    /// Where it stands.
    pub span: Span,
    /// Its named values, nested names joined by dots.
    pub fields: Vec<Field>,
}

/// A named value of a structured input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name with the names around it up to its record, for example `status.errorCode`. List positions are left out.
    pub path: Arc<str>,
    /// Its value, unescaped.
    pub value: String,
    /// Where the raw value stands, without quotation marks.
    pub span: Span,
    /// Number of the object that it is a member of, or that the list it stands in is a member of.
    pub object: usize,
}
