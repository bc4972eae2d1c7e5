//! The report for IT: one value, from which every format is printed.
//!
//! Specification: first line the route, then a title; search keys as `name: value`; at most 40 lines for the help desk.

use super::Options;
use crate::knowledge::Knowledge;
use crate::model::{Analysis, Diagnosis};

/// For whom the report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// First line: which team, which keys, what was tried.
    HelpDesk,
    /// Identity administrator: evidence, what to check, where.
    Admin,
}

/// Where the report goes, which decides what is taken out. Tokens are taken out always.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Redaction {
    /// For anyone else: user, names, address, device and tenant are masked.
    Personal,
    /// For the person's own IT: only secrets are taken out.
    Secrets,
}

/// A report, ready to be printed in any format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportView {
    /// Which team, and why.
    pub route: String,
    /// For the subject of a ticket: at most 100 characters.
    pub title: String,
    /// What IT searches by, in the order of the sign-in diagnostic.
    pub keys: Vec<KeyView>,
    /// Headed lists, in the order of the screen.
    pub sections: Vec<SectionView>,
    /// What was taken out, in one line.
    pub removed: String,
    /// Version of the program and of its knowledge.
    pub footer: String,
    /// What an administrator can run; not part of the body.
    pub queries: Vec<QueryView>,
    /// What was taken out.
    pub redaction: Redaction,
}

/// A search key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyView {
    /// "Request Id".
    pub name: String,
    /// Its value.
    pub value: String,
}

/// A headed list of lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionView {
    /// Its heading.
    pub heading: String,
    /// Its lines.
    pub lines: Vec<String>,
}

/// A query with its places filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
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
