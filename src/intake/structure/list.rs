//! Blocks of `Name   : value` with all colons below one another, as `Format-List` prints objects.

use super::Structure;
use super::collect::Collector;
use crate::knowledge::Knowledge;

/// Fewer known names than this in a block are a piece of text that happens to have colons.
const LEAST_NAMES: usize = 4;

/// All blocks of a text in which known names stand.
pub(super) fn read(input: usize, text: &str, knowledge: &Knowledge) -> Structure {
    let mut collector = Collector::new(input);
    let mut block: Option<Block<'_>> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let place = Line { text: line.trim_end(), start };
        if let Some(open) = block.as_mut().filter(|open| open.takes(&place)) {
            open.add(place, at);
            continue;
        }
        if let Some(done) = block.take() {
            done.finish(text, knowledge, &mut collector);
        }
        block = Block::begin(place, at);
        if collector.is_full() {
            break;
        }
    }
    if let Some(done) = block {
        done.finish(text, knowledge, &mut collector);
    }
    collector.finish()
}

/// A line without its end.
#[derive(Clone, Copy)]
struct Line<'a> {
    text: &'a str,
    start: usize,
}

/// A name with its value, which may go on over several lines.
struct Entry<'a> {
    name: &'a str,
    start: usize,
    end: usize,
}

/// Entries whose colons stand below one another.
struct Block<'a> {
    start: usize,
    end: usize,
    column: usize,
    entries: Vec<Entry<'a>>,
}

impl<'a> Block<'a> {
    fn begin(line: Line<'a>, end: usize) -> Option<Self> {
        let column = colon(line.text)?;
        let mut block = Self { start: line.start, end, column, entries: Vec::new() };
        block.add(line, end);
        Some(block)
    }

    /// Whether a line goes on with the block: its colon stands in the same column, or it is the rest of a value.
    fn takes(&self, line: &Line<'_>) -> bool {
        colon(line.text) == Some(self.column) || !line.text.is_empty() && indent(line.text) == self.column + 2
    }

    fn add(&mut self, line: Line<'a>, end: usize) {
        self.end = end;
        let last = line.start + line.text.len();
        if colon(line.text) != Some(self.column) {
            if let Some(entry) = self.entries.last_mut() {
                entry.end = last;
            }
            return;
        }
        let name = line.text.get(..self.column).unwrap_or_default().trim();
        let start = (line.start + self.column + 2).min(last);
        self.entries.push(Entry { name, start, end: last });
    }

    fn finish(self, text: &str, knowledge: &Knowledge, out: &mut Collector) {
        let known = |entry: &&Entry<'_>| knowledge.is_named_in_logs(entry.name);
        if self.entries.iter().filter(known).count() < LEAST_NAMES {
            return;
        }
        out.place(self.start, self.end);
        out.list();
        out.begin(self.start);
        let outer = out.begin_object();
        for entry in &self.entries {
            let before = out.enter(entry.name);
            let raw = text.get(entry.start..entry.end).unwrap_or_default();
            if let Some(inner) = raw.strip_prefix("@{").and_then(|inner| inner.strip_suffix('}')) {
                members(inner, entry.start + 2, out);
            } else {
                let joined = if raw.contains('\n') {
                    raw.split_whitespace().collect::<Vec<_>>().join(" ")
                } else {
                    raw.to_owned()
                };
                // The type of an object that was not printed says nothing.
                if !joined.is_empty() && joined != "{}" && !joined.starts_with("Microsoft.Graph.PowerShell.Models.") {
                    out.add(joined, entry.start, entry.end);
                }
            }
            out.leave(before);
        }
        out.end_object(outer);
        out.end(self.end);
    }
}

/// `errorCode=53003; failureReason=…`
fn members(inner: &str, start: usize, out: &mut Collector) {
    let mut at = start;
    for piece in inner.split_inclusive("; ") {
        let member = piece.trim_end_matches("; ");
        if let Some((name, value)) = member.split_once('=') {
            let before = out.enter(name.trim());
            let from = at + name.len() + 1;
            out.add(value.to_owned(), from, from + value.len());
            out.leave(before);
        }
        at += piece.len();
    }
}

/// The column of the colon behind a name that is padded with blanks.
fn colon(line: &str) -> Option<usize> {
    let at = line.find(" :").map(|at| at + 1)?;
    let name = line.get(..at)?.trim_end();
    let fits = !name.is_empty()
        && name.len() < 64
        && !name.starts_with(' ')
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | ' ' | '-' | '.' | '(' | ')'));
    let behind = line.get(at + 1..)?;
    (fits && (behind.is_empty() || behind.starts_with(' '))).then_some(at)
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}
