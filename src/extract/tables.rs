//! Rows below a line of column names: copied from a log viewer, a query's result or a spreadsheet.

use std::ops::Range;

use super::fields;
use super::labels::Reading;
use super::normal::Mapped;
use super::shapes::Shape;
use crate::knowledge::{Knowledge, fold};
use crate::model::{FactKind, Via};

/// Fewer known names than this in a line are no head of a table.
const LEAST_COLUMNS: usize = 4;
/// A line of names is not longer than this, in bytes.
const LONGEST_HEAD: usize = 4096;
/// What may stand between columns.
const DELIMITERS: [char; 4] = ['\t', '|', ';', ','];

/// What the tables of a text say, and where they stand: nothing in them is to be read as running text.
#[derive(Default)]
pub(super) struct Tables {
    pub(super) readings: Vec<Reading>,
    places: Vec<Range<usize>>,
}

impl Tables {
    /// Whether a place lies in a table.
    pub(super) fn covers(&self, at: usize) -> bool {
        let next = self.places.partition_point(|place| place.end <= at);
        self.places.get(next).is_some_and(|place| place.contains(&at))
    }
}

/// All tables of a text.
pub(super) fn read(normal: &Mapped, knowledge: &Knowledge) -> Tables {
    let mut tables = Tables::default();
    let mut head: Option<Head> = None;
    let mut at = 0;
    for line in normal.text.split_inclusive('\n') {
        let place = at..at + line.len();
        at = place.end;
        let text = line.trim_end_matches(['\n', '\r']);
        if let Some(columns) = &head {
            let cells = cells(text, columns.delimiter);
            if cells.len() == columns.kinds.len() {
                let row = columns
                    .kinds
                    .iter()
                    .zip(&cells)
                    .filter_map(|(kind, cell)| read_cell((*kind)?, text, cell, knowledge));
                tables.readings.extend(row.map(|reading| Reading { start: place.start + reading.start, ..reading }));
                tables.places.push(place);
                continue;
            }
        }
        head = Head::of(text, knowledge);
        if head.is_some() {
            tables.places.push(place);
        }
    }
    tables
}

/// The names of columns.
struct Head {
    delimiter: char,
    kinds: Vec<Option<FactKind>>,
}

impl Head {
    fn of(line: &str, knowledge: &Knowledge) -> Option<Self> {
        if line.len() > LONGEST_HEAD {
            return None;
        }
        DELIMITERS.into_iter().filter(|&delimiter| line.matches(delimiter).count() + 1 >= LEAST_COLUMNS).find_map(
            |delimiter| {
                let kinds: Vec<Option<FactKind>> =
                    cells(line, delimiter).iter().map(|cell| column(line.get(cell.clone())?, knowledge)).collect();
                (kinds.iter().flatten().count() >= LEAST_COLUMNS).then_some(Self { delimiter, kinds })
            },
        )
    }
}

/// What a column of this name holds.
fn column(name: &str, knowledge: &Knowledge) -> Option<FactKind> {
    let folded = fold(name);
    let hits = knowledge.matchers.labels(&folded, |start, end, cue| !cue && start == 0 && end == folded.len());
    hits.first()?.uses.iter().find_map(|label| label.kind.filter(|_| !label.cue))
}

/// The cells of a line, without blanks and quotation marks around them.
fn cells(line: &str, delimiter: char) -> Vec<Range<usize>> {
    let mut cells = Vec::new();
    let mut start = 0;
    let mut quoted = false;
    for (at, c) in line.char_indices() {
        if c == '"' {
            quoted = !quoted;
        } else if c == delimiter && !quoted {
            cells.push(trimmed(line, start..at));
            start = at + c.len_utf8();
        }
    }
    cells.push(trimmed(line, start..line.len()));
    // A table drawn with bars has an empty cell on either side.
    if delimiter == '|' {
        cells.retain(|cell| !cell.is_empty());
    }
    cells
}

fn trimmed(line: &str, range: Range<usize>) -> Range<usize> {
    let around = |c: char| c.is_whitespace() || matches!(c, '"' | '*' | '`');
    let text = line.get(range.clone()).unwrap_or_default();
    let start = range.start + (text.len() - text.trim_start_matches(around).len());
    start..start + text.trim_matches(around).len()
}

fn read_cell(kind: FactKind, line: &str, cell: &Range<usize>, knowledge: &Knowledge) -> Option<Reading> {
    let (value, instant) = fields::value(kind, line.get(cell.clone())?, knowledge)?;
    Some(Reading {
        kind,
        shape: Shape { len: cell.len(), value, instant, repaired: None },
        start: cell.start,
        via: Via::Label,
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop where its own ground is missing")]
mod tests {
    use super::super::normal::normal;
    use super::*;

    fn read_all(text: &str) -> Vec<(FactKind, String)> {
        let knowledge = Knowledge::embedded().unwrap();
        read(&normal(text), &knowledge).readings.into_iter().map(|r| (r.kind, r.shape.value)).collect()
    }

    #[test]
    fn rows_are_read_by_the_names_of_their_columns() {
        let tabs = "Request ID\tUsername\tApplication\tIP address\tSign-in error code\n\
                    8f2c1d3e-4a5b-6c7d-8e9f-0a1b2c3d4e5f\talex@contoso.com\tOfficeHome\t203.0.113.7\t53003\n\nbye\n";
        let want = [
            (FactKind::RequestId, "8f2c1d3e-4a5b-6c7d-8e9f-0a1b2c3d4e5f"),
            (FactKind::User, "alex@contoso.com"),
            (FactKind::AppName, "OfficeHome"),
            (FactKind::IpAddress, "203.0.113.7"),
            (FactKind::ErrorCode, "53003"),
        ];
        assert_eq!(read_all(tabs), want.map(|(kind, value)| (kind, value.to_owned())));
        let quoted = tabs.replace("OfficeHome", "\"Contoso; Expenses\"").replace('\t', ";");
        assert!(read_all(&quoted).contains(&(FactKind::AppName, "Contoso; Expenses".to_owned())));
    }

    #[test]
    fn words_with_commas_are_no_table() {
        assert!(read_all("The app, the user, the browser, the place\na, b, c, d\n").is_empty());
        assert!(read_all("Request ID, Username and two more, please, thanks\n1, 2, 3, 4\n").is_empty());
    }
}
