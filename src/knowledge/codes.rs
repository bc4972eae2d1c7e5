//! Error codes: the table of all of them, with those written with care laid over it.

use std::collections::HashMap;

use super::schema::{CodeEntry, CodeKind, CodeRow, Nature, Who};

/// What is known about one code.
#[derive(Clone, Debug)]
pub struct Code {
    /// Digits only.
    pub code: String,
    /// Microsoft's symbolic name, or empty.
    pub name: String,
    /// One plain sentence.
    pub summary: String,
    /// Two or three sentences for a lay reader, or empty.
    pub detail: String,
    /// What its appearance means.
    pub kind: CodeKind,
    /// Who can fix it.
    pub who: Who,
    /// Whether waiting helps.
    pub persistence: Nature,
    /// Why, and what would decide; or empty.
    pub persistence_reason: String,
    /// The cause that it establishes by itself.
    pub proves: Option<String>,
    /// Causes that it makes likely by itself.
    pub likely: Vec<String>,
    /// Causes that it leaves possible by itself, most frequent first.
    pub possible: Vec<String>,
    /// It only says that something inside failed.
    pub wraps: bool,
    /// Whether the entry was written with care, not taken from the table.
    pub written: bool,
    /// Where that is from.
    pub source: String,
}

/// One entry for each code; an entry written with care replaces its row.
pub(super) fn merge(rows: Vec<CodeRow>, entries: Vec<(String, CodeEntry)>) -> HashMap<String, Code> {
    let from_rows = rows.into_iter().map(|row| (row.code.clone(), from_row(row)));
    let from_entries = entries.into_iter().map(|(_, entry)| (entry.code.get_ref().clone(), from_entry(entry)));
    from_rows.chain(from_entries).collect()
}

fn from_row(row: CodeRow) -> Code {
    let kind = match (row.code.as_str(), row.persistence) {
        ("0", _) => CodeKind::Success,
        (code, _) if code.starts_with("530") => CodeKind::Refusal,
        (_, Nature::None) => CodeKind::Interrupt,
        _ => CodeKind::Failure,
    };
    Code {
        code: row.code,
        name: row.name,
        summary: row.summary,
        detail: String::new(),
        kind,
        who: row.who,
        persistence: row.persistence,
        persistence_reason: String::new(),
        proves: None,
        likely: Some(row.cause).filter(|cause| !cause.is_empty()).into_iter().collect(),
        possible: Vec::new(),
        wraps: false,
        written: false,
        source: row.source,
    }
}

fn from_entry(entry: CodeEntry) -> Code {
    Code {
        code: entry.code.into_inner(),
        name: entry.name,
        summary: entry.summary,
        detail: entry.detail,
        kind: entry.kind,
        who: entry.who,
        persistence: entry.persistence,
        persistence_reason: entry.persistence_reason,
        proves: entry.proves,
        likely: entry.likely,
        possible: entry.possible,
        wraps: entry.wraps,
        written: true,
        source: entry.source,
    }
}
