//! What a device says of itself, in the output of its own tools.
//!
//! Edge: it is the device's view. Whether the directory agrees, and whether the device is compliant, it cannot show.

use super::{Fact, FactKind, Field, Span};

/// Output of a device's tool, taken apart; it may stand amid other words.
#[derive(Clone, Debug)]
pub struct StatusBlock {
    /// Id of the format that it was taken for, such as `dsregcmd`.
    pub format: String,
    /// Its named values, the heading above each before its name: `Device State.AzureAdJoined`.
    pub fields: Vec<Field>,
    /// Everything that belongs to it, in order and apart: none of it is to be read as running text.
    pub covered: Vec<Span>,
    /// Failed attempts to get a token that it tells of: sign-ins of their own.
    pub attempts: Vec<Span>,
}

/// What one tool printed about one device.
#[derive(Clone, Debug, Default)]
pub struct DeviceStatus {
    /// Number of the document.
    pub input: usize,
    /// Id of the format.
    pub format: String,
    /// Windows, macOS or Linux; empty where it is not known.
    pub system: String,
    /// What it says, in the order of the kinds.
    pub facts: Vec<Fact>,
}

impl DeviceStatus {
    /// The fact of one kind.
    pub fn first(&self, kind: FactKind) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.kind == kind)
    }

    /// The normalised value of the fact of one kind.
    pub fn value(&self, kind: FactKind) -> Option<&str> {
        self.first(kind).map(|fact| fact.value.as_str())
    }
}
