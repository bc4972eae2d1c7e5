//! The cells of a sheet, whatever program wrote it, and its text: a line for each row, tabs between its cells.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};

/// Columns beyond this are left out.
const MOST_COLUMNS: usize = 256;
/// The most that one sheet says, in bytes; tabs of empty cells count.
const LONGEST_SHEET: usize = 16 << 20;
/// A sheet with more rows than this is a log, and its first rows are read.
const MOST_ROWS: usize = 100_000;
/// A cell holds no more in Excel either.
const LONGEST_CELL: usize = 32_767 * 4;

/// A sheet under way: rows of cells, in order.
#[derive(Debug, Default)]
pub(in super::super) struct Sheet {
    pub(in super::super) name: String,
    /// Whether cells were left out.
    pub(in super::super) is_cut: bool,
    rows: Vec<Row>,
    len: usize,
}

#[derive(Debug, Default)]
struct Row {
    line: String,
    cells: usize,
}

impl Sheet {
    pub(in super::super) fn new(name: String) -> Self {
        Self { name, ..Self::default() }
    }

    /// Whether no cell holds anything.
    pub(in super::super) fn is_empty(&self) -> bool {
        self.rows.iter().all(|row| row.cells == 0)
    }

    /// Begins a row. `false`: there is no room for more.
    pub(in super::super) fn start_row(&mut self) -> bool {
        // Rows that hold nothing are not kept, or a sheet of a million of them would cost as much as one with words.
        if self.rows.last().is_some_and(|row| row.cells == 0) {
            self.rows.pop();
        }
        let is_full = self.rows.len() >= MOST_ROWS || self.len >= LONGEST_SHEET;
        self.is_cut |= is_full;
        if !is_full {
            self.rows.push(Row::default());
        }
        !is_full
    }

    /// Puts a value into a column of the last row; columns come in order.
    pub(in super::super) fn put(&mut self, column: usize, value: &str) {
        let value = value.trim();
        let Some(row) = self.rows.last_mut() else { return };
        if value.is_empty() || column < row.cells {
            return;
        }
        if column >= MOST_COLUMNS || value.len() > LONGEST_CELL || self.len >= LONGEST_SHEET {
            self.is_cut = true;
            return;
        }
        let before = row.line.len();
        let tabs = column - row.cells + usize::from(row.cells > 0);
        row.line.extend(std::iter::repeat_n('\t', tabs));
        // A line end or a tab inside a cell would break the row in two.
        row.line.extend(value.chars().map(|c| if c.is_control() { ' ' } else { c }));
        row.cells = column + 1;
        self.len += row.line.len() - before + 1;
    }

    /// The text of the sheet. Rows of a table have as many cells as its head, so that a cell that is empty at the end
    /// is one all the same.
    pub(in super::super) fn text(&self) -> String {
        let widest = self.rows.iter().map(|row| row.cells).max().unwrap_or(0);
        let mut text = String::with_capacity(self.len);
        for row in &self.rows {
            text.push_str(&row.line);
            if row.cells > 1 && text.len() < 2 * LONGEST_SHEET {
                text.extend(std::iter::repeat_n('\t', widest - row.cells));
            }
            text.push('\n');
        }
        text
    }
}

/// A number as a person would type it: `53003`, not `53003.0` or `5.3003E4`.
pub(in super::super) fn number_text(number: f64) -> String {
    if number.abs() < 1e15 && (number - number.round()).abs() < 1e-9 {
        format!("{:.0}", number.round())
    } else {
        number.to_string()
    }
}

/// Seconds of a day.
const DAY: f64 = 86_400.0;

/// A day count of a workbook as ISO text. A count below one is a time of day. `None`: it is out of any calendar.
pub(in super::super) fn date_text(serial: f64, since_1904: bool) -> Option<String> {
    if !(0.0..2_958_466.0).contains(&serial) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "the range is tested above")]
    let (mut days, mut seconds) = (serial.floor() as i64, (serial.fract() * DAY).round() as i64);
    if seconds >= 86_400 {
        (days, seconds) = (days + 1, 0);
    }
    let time = format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if days == 0 && !since_1904 {
        return Some(time);
    }
    // Excel believes in 29 February 1900; from March on the count starts a day earlier.
    let start: Date = if since_1904 { date(1904, 1, 1) } else { date(1899, 12, 30) };
    let day = start.checked_add(days.days()).ok()?;
    Some(if seconds == 0 { day.to_string() } else { format!("{day}T{time}") })
}

/// Whether a number format shows a date or a time.
pub(in super::super) fn is_date_format(id: usize, code: Option<&str>) -> bool {
    let Some(code) = code else { return matches!(id, 14..=22 | 27..=36 | 45..=47 | 50..=58) };
    let mut plain = String::new();
    let mut chars = code.split(';').next().unwrap_or_default().chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => drop(chars.by_ref().find(|&c| c == '"')),
            '\\' | '_' | '*' => drop(chars.next()),
            // `[h]` counts hours, `[Red]` and `[$-409]` say nothing about the value.
            '[' => {
                let inside: String = chars.by_ref().take_while(|&c| c != ']').collect();
                if matches!(inside.to_ascii_lowercase().as_str(), "h" | "hh" | "m" | "mm" | "s" | "ss") {
                    plain.push('h');
                }
            }
            c => plain.push(c.to_ascii_lowercase()),
        }
    }
    !plain.contains("general") && plain.contains(['d', 'm', 'y', 'h', 's'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_a_table_are_equally_wide() {
        let mut sheet = Sheet::new("one".to_owned());
        for row in [&[(0, "a"), (1, "b"), (3, "d")][..], &[], &[(1, "x\ny")], &[(0, "a title")]] {
            assert!(sheet.start_row());
            for (column, value) in row {
                sheet.put(*column, value);
            }
        }
        assert_eq!(sheet.text(), "a\tb\t\td\n\tx y\t\t\na title\n");
    }

    #[test]
    fn a_far_cell_costs_nothing() {
        let mut sheet = Sheet::default();
        for _ in 0..1_000_000 {
            if !sheet.start_row() {
                break;
            }
            sheet.put(16_000, "x");
            sheet.put(255, "y");
        }
        assert!(sheet.is_cut && sheet.text().len() <= 3 * LONGEST_SHEET);
    }

    #[test]
    fn dates_are_iso_text_and_codes_are_integers() {
        assert_eq!(number_text(53003.0), "53003");
        assert_eq!(number_text(0.25), "0.25");
        assert_eq!(date_text(46_346.393_668_981, false).as_deref(), Some("2026-11-20T09:26:53"));
        assert_eq!(date_text(46_346.0, false).as_deref(), Some("2026-11-20"));
        assert_eq!(date_text(0.5, false).as_deref(), Some("12:00:00"));
        assert_eq!(date_text(1e300, false), None);
        assert!(is_date_format(14, None) && is_date_format(164, Some("[$-409]yyyy\\-mm\\-dd hh:mm")));
        assert!(!is_date_format(0, None) && !is_date_format(165, Some("[Red]0.00\"days\"")));
        assert!(!is_date_format(166, Some("General")));
    }
}
