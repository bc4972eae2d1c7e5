//! What was written, before anybody asks what it means: one tree, whether from TOML, the registry or a property list.
//!
//! Edge: no key has a meaning here.

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    /// Its line, counted from 1; 0 where there are no lines.
    pub(super) line: usize,
    pub(super) value: Value,
}

/// What can be written.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Text(String),
    List(Vec<Node>),
    Table(Vec<(String, Node)>),
    /// Something that no key takes.
    Other(&'static str),
}

impl Node {
    pub(super) fn new(line: usize, value: Value) -> Self {
        Self { line, value }
    }
}

impl Value {
    /// What to call it in a message.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
            Self::Other(kind) => kind,
        }
    }
}
