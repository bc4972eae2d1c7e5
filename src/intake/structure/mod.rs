//! The structure of a text: records with named values, whatever they are written as.
//!
//! Edge: it is known here how records are written and wrapped up, not what their values mean.

mod collect;
mod json;
mod list;
mod pane;
mod strings;
mod table;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::knowledge::{Knowledge, Syntax};
use crate::model::{Field, Record, Span};

/// What was found in a text that has, in part or as a whole, a structure.
#[derive(Debug, Default)]
pub(super) struct Structure {
    /// The records, in order.
    pub(super) records: Vec<Record>,
    /// Values that stand around the records: the envelope of an answer.
    pub(super) envelope: Vec<Field>,
    /// Names of columns, also where there is no row.
    pub(super) columns: Vec<Arc<str>>,
    /// The pieces of text that were read.
    pub(super) places: Vec<Span>,
    /// Where the reading stopped and went on with the next record, or ended.
    pub(super) damage: Vec<Damage>,
    /// A list of records was there, be it empty.
    pub(super) is_list: bool,
}

/// A place that could not be read.
#[derive(Clone, Copy, Debug)]
pub(super) enum Damage {
    /// The text ends within a record.
    Cut(Span),
    /// Something is wrong in the middle.
    Broken(Span),
    /// There is more than is read.
    TooMuch(Span),
}

/// A way of writing records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Writing {
    Json,
    Table,
    List,
    Pane,
}

impl Writing {
    /// In the order in which they are tried: the strictest first.
    pub(super) const ALL: [Self; 4] = [Self::Json, Self::Table, Self::List, Self::Pane];

    /// Whether a format of this syntax may be written so.
    pub(super) fn suits(self, syntax: Syntax) -> bool {
        match syntax {
            Syntax::Json => self == Self::Json,
            Syntax::Records => self != Self::Pane,
            Syntax::Pane => self == Self::Pane,
            Syntax::Text | Syntax::Pairs => false,
        }
    }

    /// Reads all that is written so.
    pub(super) fn read(self, input: usize, text: &str, knowledge: &Knowledge) -> Structure {
        match self {
            Self::Json => json::read(input, text),
            Self::Table => table::read(input, text, knowledge),
            Self::List => list::read(input, text, knowledge),
            Self::Pane => pane::read(input, text, knowledge),
        }
    }
}

impl Structure {
    /// Whether nothing at all was found.
    pub(super) fn is_empty(&self) -> bool {
        self.records.is_empty() && self.envelope.is_empty() && self.columns.is_empty() && !self.is_list
    }

    /// All fields, those of the records first.
    pub(super) fn fields(&self) -> impl Iterator<Item = &Field> {
        self.records.iter().flat_map(|record| &record.fields).chain(&self.envelope)
    }
}

/// More fields than this are not read out of one text, whatever it holds.
const MOST_FIELDS: usize = 1_500_000;
