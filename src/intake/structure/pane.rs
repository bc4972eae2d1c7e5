//! The pane of one sign-in, copied from the portal: a name on one line and its value beside or below it, and the table
//! of policies.
//!
//! Edge: which names stand in the pane is knowledge; one that is not known is taken for a value.

use std::ops::Range;

use super::Structure;
use super::collect::Collector;
use crate::knowledge::{Format, Knowledge, Syntax, fold};

/// Fewer names than this are a text that happens to have them.
const LEAST_NAMES: usize = 5;
/// Of these so many are names that the sign-in page has not.
const LEAST_OWN: usize = 3;
/// Columns of the table of policies, in the words of the pane.
const POLICY_COLUMNS: [&str; 4] = ["policy name", "grant controls", "session controls", "result"];
/// The tab of policies.
const POLICIES: &str = "conditional access";
/// The tab of policies that refuse nothing.
const REPORT_ONLY: &str = "report-only";

/// The sign-ins of a text that shows the pane, one for each time that it begins anew.
pub(super) fn read(input: usize, text: &str, knowledge: &Knowledge) -> Structure {
    let mut collector = Collector::new(input);
    let Some(format) = knowledge.formats.iter().find(|format| format.syntax == Syntax::Pane) else {
        return collector.finish();
    };
    let cells = cells(text, format);
    let names = cells.iter().filter(|cell| cell.is_name(format)).count();
    let own = cells.iter().filter(|cell| format.names.contains(&cell.folded)).count();
    if names < LEAST_NAMES || own < LEAST_OWN {
        return collector.finish();
    }
    let mut pane = Pane { cells: &cells, format, at: 0, report_only: false, out: &mut collector, seen: Vec::new() };
    pane.read(text.len());
    let mut known = cells.iter().filter(|cell| cell.is_name(format));
    let (first, last) = (known.clone().next(), known.next_back());
    if let (Some(first), Some(last)) = (first, last) {
        // The last value, or the table of policies, goes on to the next empty line.
        let rest = text.get(last.place.end..).unwrap_or_default();
        let end = rest.find("\n\n").map_or(text.len(), |len| last.place.end + len);
        collector.place(first.place.start, end);
    }
    collector.finish()
}

/// A piece of a line between tabs.
struct Cell<'a> {
    text: &'a str,
    folded: String,
    place: Range<usize>,
}

impl Cell<'_> {
    fn is_name(&self, format: &Format) -> bool {
        let name = self.folded.as_str();
        format.fields.contains_key(name) || format.names.iter().any(|known| known == name)
    }
}

/// The pieces of all lines; `Name: value` on one line is two where the name is known.
fn cells<'a>(text: &'a str, format: &Format) -> Vec<Cell<'a>> {
    let known = |name: &str| {
        let name = fold(name);
        name != REPORT_ONLY && (format.fields.contains_key(&name) || format.names.contains(&name))
    };
    let mut cells = Vec::new();
    let mut at = 0;
    for piece in text.split_inclusive(['\n', '\t']) {
        let inner = piece.trim();
        let start = at + (piece.len() - piece.trim_start().len());
        at += piece.len();
        if inner.is_empty() {
            continue;
        }
        let (name, value) = match inner.split_once(": ") {
            Some((name, value)) if known(name) => (name, Some(value)),
            _ => (inner, None),
        };
        for part in [Some(name), value].into_iter().flatten() {
            let from = start + (part.as_ptr() as usize - inner.as_ptr() as usize);
            let part = part.trim();
            let folded = fold(part.trim_end_matches(':').trim());
            cells.push(Cell { text: part, folded, place: from..from + part.len() });
        }
    }
    cells
}

struct Pane<'a, 'b> {
    cells: &'a [Cell<'a>],
    format: &'a Format,
    at: usize,
    report_only: bool,
    out: &'b mut Collector,
    /// Names that the sign-in at hand has had already.
    seen: Vec<&'a str>,
}

impl Pane<'_, '_> {
    fn read(&mut self, end: usize) {
        self.out.begin(0);
        while let Some(cell) = self.cells.get(self.at) {
            if self.is_policy_head() {
                self.at += POLICY_COLUMNS.len();
                self.policies();
                continue;
            }
            self.at += 1;
            if !cell.is_name(self.format) {
                continue;
            }
            let value = self.cells.get(self.at).filter(|next| !next.is_name(self.format));
            // Beside the other tabs' names it is only the name of a tab.
            let beside = self.at.checked_sub(2).and_then(|at| self.cells.get(at)).map(|cell| cell.folded.as_str());
            if cell.folded == REPORT_ONLY {
                self.report_only = beside != Some(POLICIES);
            } else if cell.folded == POLICIES {
                self.report_only = false;
            }
            let Some(value) = value else { continue };
            self.at += 1;
            // The id of another sign-in begins another pane.
            if cell.folded == "request id" && self.seen.contains(&"request id") {
                self.out.end(cell.place.start);
                self.out.begin(cell.place.start);
                self.seen.clear();
            }
            self.seen.push(&cell.folded);
            let before = self.out.enter(&cell.folded);
            self.out.add(value.text.to_owned(), value.place.start, value.place.end);
            self.out.leave(before);
        }
        self.out.end(end);
    }

    fn is_policy_head(&self) -> bool {
        let head = self.cells.get(self.at..self.at + POLICY_COLUMNS.len()).unwrap_or_default();
        !head.is_empty()
            && head.iter().zip(POLICY_COLUMNS).all(|(cell, name)| cell.folded.trim_end_matches(" ↑") == name)
    }

    /// The rows of the table: a name, its controls, of which any may be missing, and the result.
    fn policies(&mut self) {
        loop {
            let rest = self.cells.get(self.at..).unwrap_or_default();
            let row = rest.iter().take(POLICY_COLUMNS.len()).position(|cell| is_result(&cell.folded));
            let Some(last) =
                row.filter(|&last| last > 0 && !rest.iter().take(last).any(|cell| cell.is_name(self.format)))
            else {
                return;
            };
            let result = rest.get(last).map_or("", |cell| cell.folded.as_str());
            let refused = !self.report_only && result == "failure";
            if let Some(name) = rest.first().filter(|_| refused) {
                self.add("policies.policy name", name);
            }
            if let Some(controls) = rest.get(1..last).and_then(<[_]>::first).filter(|_| refused) {
                self.controls(controls);
            }
            self.at += last + 1;
        }
    }

    /// `Require multifactor authentication, Require compliant device`: each is one.
    fn controls(&mut self, cell: &Cell<'_>) {
        let mut at = cell.place.start;
        for piece in cell.text.split_inclusive(", ") {
            let text = piece.trim_end_matches(", ");
            self.add("policies.grant controls", &Cell { text, folded: String::new(), place: at..at + text.len() });
            at += piece.len();
        }
    }

    fn add(&mut self, name: &str, cell: &Cell<'_>) {
        let before = self.out.enter(name);
        self.out.add(cell.text.to_owned(), cell.place.start, cell.place.end);
        self.out.leave(before);
    }
}

/// The words that end a row of the table of policies.
fn is_result(folded: &str) -> bool {
    let word = folded.strip_prefix("report-only:").map_or(folded, str::trim);
    matches!(
        word,
        "success" | "failure" | "not applied" | "not enabled" | "disabled" | "interrupted" | "user action required"
    )
}
