//! Rows below a line of column names: an export with commas, semicolons or tabs, a query's result, a table in a mail.
//!
//! Edge: a cell may hold line breaks, doubled quotation marks and JSON; what it means is not known here.

use std::ops::Range;
use std::sync::Arc;

use super::collect::Collector;
use super::json;
use super::{Damage, Structure};
use crate::knowledge::Knowledge;
use crate::model::Span;

/// Fewer known names than this in a line are no head of a table.
const LEAST_COLUMNS: usize = 4;
/// A line of names is not longer than this, in bytes.
const LONGEST_HEAD: usize = 8192;
/// A quoted cell that goes on for longer lacks its closing mark.
const LONGEST_CELL: usize = 1 << 16;
/// A table of this many columns is an export; a strange line in it is damage and not its end.
const MANY_COLUMNS: usize = 8;
/// After so many quotation marks that were never closed, none is believed.
const MOST_ASTRAY: usize = 20;
/// What may stand between columns.
const DELIMITERS: [char; 4] = ['\t', '|', ';', ','];

/// All tables of a text.
pub(super) fn read(input: usize, text: &str, knowledge: &Knowledge) -> Structure {
    let mut collector = Collector::new(input);
    let mut columns: Vec<Arc<str>> = Vec::new();
    let mut head: Option<Head> = None;
    let mut at = 0;
    while at < text.len() && !collector.is_full() {
        let line_end = line_end(text, at);
        if let Some(table) = &mut head {
            match table.row(text, at, &mut collector) {
                Row::Read(end) => {
                    at = end;
                    continue;
                }
                Row::Skip => {
                    at = line_end;
                    continue;
                }
                Row::End => {}
            }
        }
        if let Some(next) = Head::of(text, at, line_end, knowledge) {
            columns.extend(next.columns.iter().cloned());
            collector.place(at, line_end);
            collector.list();
            head = Some(next);
        } else {
            head = None;
        }
        at = line_end;
    }
    let mut found = collector.finish();
    found.columns = columns;
    found
}

/// One past the line end.
fn line_end(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |len| at + len + 1)
}

/// The names of columns.
struct Head {
    delimiter: char,
    columns: Vec<Arc<str>>,
    /// How often a quoted cell went on over the end of its line and made no row.
    astray: usize,
}

/// What a line below a head is.
enum Row {
    /// A row that ends here.
    Read(usize),
    /// Nothing, or damage.
    Skip,
    /// No part of the table.
    End,
}

impl Head {
    fn of(text: &str, start: usize, end: usize, knowledge: &Knowledge) -> Option<Self> {
        if end - start > LONGEST_HEAD {
            return None;
        }
        let line = text.get(start..end)?;
        let fits = |delimiter: &char| line.matches(*delimiter).count() + 1 >= LEAST_COLUMNS;
        DELIMITERS.into_iter().filter(fits).find_map(|delimiter| {
            let (cells, _) = cells(text.get(..end)?, start, delimiter)?;
            let names: Vec<&str> = cells.iter().map(|cell| text.get(cell.clone()).unwrap_or_default()).collect();
            let known = |name: &&&str| knowledge.is_named_in_logs(name) || knowledge.label(name).is_some();
            (names.iter().filter(known).count() >= LEAST_COLUMNS).then(|| Self {
                delimiter,
                columns: names.into_iter().map(plain_name).collect(),
                astray: 0,
            })
        })
    }

    fn row(&mut self, text: &str, at: usize, out: &mut Collector) -> Row {
        let end_of_line = line_end(text, at);
        let line = text.get(at..end_of_line).unwrap_or_default();
        let bare = line.trim_matches(|c: char| c.is_whitespace() || c == '>');
        if bare.is_empty() {
            return if self.columns.len() >= MANY_COLUMNS { Row::Skip } else { Row::End };
        }
        // The rule below the head of a drawn table.
        if bare.chars().all(|c| matches!(c, '|' | '-' | ':' | '+' | '=' | ' ')) {
            out.place(at, end_of_line);
            return Row::Skip;
        }
        // Where quotation marks are lost again and again, a line is a row.
        let limit = if self.astray < MOST_ASTRAY { text.len() } else { end_of_line };
        let within = text.get(..limit).unwrap_or_default();
        let Some((cells, end)) = cells(within, at, self.delimiter) else {
            self.astray += 1;
            return self.strange(at, end_of_line, out);
        };
        // A delimiter at the end of each row makes one cell more.
        let last = cells.last().filter(|cell| !cell.is_empty());
        let fits = cells.len() == self.columns.len() || cells.len() == self.columns.len() + 1 && last.is_none();
        let is_cut = cells.len() < self.columns.len() && end == text.len() && !line.ends_with('\n');
        if fits || is_cut && cells.len() > 2 {
            self.read_row(text, at, &cells, end, out);
            if is_cut && !fits {
                out.damage(Damage::Cut(Span::new(out.input(), at, end)));
            }
            return Row::Read(end);
        }
        self.astray += usize::from(end > end_of_line);
        if cells.len() < 3 && self.columns.len() < MANY_COLUMNS {
            return Row::End;
        }
        self.strange(at, end_of_line, out)
    }

    /// A line that is no row.
    fn strange(&self, at: usize, end: usize, out: &mut Collector) -> Row {
        if self.columns.len() < MANY_COLUMNS {
            return Row::End;
        }
        if out.damaged() < 100 {
            out.damage(Damage::Broken(Span::new(out.input(), at, end)));
        }
        Row::Skip
    }

    fn read_row(&self, text: &str, at: usize, cells: &[Range<usize>], end: usize, out: &mut Collector) {
        out.place(at, end);
        out.begin(at);
        let outer = out.begin_object();
        for (name, cell) in self.columns.iter().zip(cells) {
            let raw = text.get(cell.clone()).unwrap_or_default();
            if raw.is_empty() {
                continue;
            }
            let before = out.enter(name);
            let quoted = text.as_bytes().get(cell.start.wrapping_sub(1)) == Some(&b'"');
            json::cell(raw, cell.start, quoted, out);
            out.leave(before);
        }
        out.end_object(outer);
        out.end(end);
    }
}

/// A name of a column as it is looked up: dots would read as names in names.
fn plain_name(name: &str) -> Arc<str> {
    name.trim().trim_matches(['*', '`', '\u{feff}', '"']).trim().into()
}

/// The cells of the row that starts here, without blanks and quotation marks around them, and where the row ends.
/// `None`: a quotation mark is never closed.
fn cells(text: &str, start: usize, delimiter: char) -> Option<(Vec<Range<usize>>, usize)> {
    let mut cells = Vec::new();
    let mut cell = start;
    let mut at = start;
    let rest = text.get(start..)?;
    let mut chars = rest.char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        at = start + offset;
        let begins =
            |at| text.get(cell..at).is_some_and(|start| start.trim_start_matches([' ', '>', '\u{feff}']).is_empty());
        if c == '"' && begins(at) {
            let mut lines = 0;
            loop {
                let (inside, c) = chars.next()?;
                if inside - offset > LONGEST_CELL {
                    return None;
                }
                lines += usize::from(c == '\n');
                if c == '"' && chars.next_if(|(_, next)| *next == '"').is_none() {
                    break;
                }
            }
            // A mark that closes nothing opens the next quoted cell: the one before lacks its own.
            let next = chars.peek().map(|(_, next)| *next);
            if lines > 0 && next.is_some_and(|next| next != delimiter && !next.is_whitespace()) {
                return None;
            }
        } else if c == delimiter {
            cells.push(trimmed(text, cell..at));
            cell = at + c.len_utf8();
        } else if c == '\n' {
            cells.push(trimmed(text, cell..at));
            return Some((drawn(text, cells, start..at, delimiter), at + 1));
        }
        at += c.len_utf8();
    }
    let end = text.len().max(at);
    cells.push(trimmed(text, cell..end));
    Some((drawn(text, cells, start..end, delimiter), end))
}

/// A table drawn with bars has an empty cell on either side.
fn drawn(text: &str, mut cells: Vec<Range<usize>>, line: Range<usize>, delimiter: char) -> Vec<Range<usize>> {
    let line = text.get(line).unwrap_or_default().trim_matches(|c: char| c.is_whitespace() || c == '>');
    if delimiter == '|' && line.starts_with('|') && !cells.is_empty() {
        cells.remove(0);
        if line.ends_with('|') {
            cells.pop();
        }
    }
    cells
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let around = |c: char| c.is_whitespace() || matches!(c, '*' | '`' | '\u{feff}' | '\u{a0}');
    let cell = text.get(range.clone()).unwrap_or_default();
    let start = range.start + (cell.len() - cell.trim_start_matches(around).len());
    let range = start..start + cell.trim_matches(around).len();
    let inner = text.get(range.clone()).unwrap_or_default();
    // A mark of quoting in a mail stands before the first cell.
    let inner = inner.trim_start_matches(['>', ' ']);
    let start = range.end - inner.len();
    match inner.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(quoted) => start + 1..start + 1 + quoted.len(),
        None => start..range.end,
    }
}
