//! OpenDocument files of LibreOffice and others: texts and slides as running text, spreadsheets as sheets.

use super::super::Piece;
use super::super::budget::Budget;
use super::cells::Sheet;
use super::members::Members;
use super::xml::{Element, Part, each};
use super::{flow, sheet_pieces};

/// The same cell or row is not repeated more often; the last one of each row is repeated to the sheet's edge.
const MOST_REPEATS: usize = 100;

/// Whether the members are encrypted: the list of them says so, or the whole is one encrypted package.
pub(super) fn is_protected(members: &mut Members, budget: &mut Budget) -> bool {
    members.has("encrypted-package") || members.text("META-INF/manifest.xml", budget).contains(":encryption-data")
}

/// The texts of an OpenDocument file.
pub(super) fn open(name: &str, members: &mut Members, budget: &mut Budget) -> Vec<Piece> {
    let xml = members.text("content.xml", budget);
    let mut read = Sheets::default();
    if xml.contains("<office:spreadsheet") {
        let sound = each(&xml, |part| {
            read.take(&part);
            true
        });
        members.is_damaged |= !sound && !members.is_cut;
        return sheet_pieces(name, read.all);
    }
    let (text, sound) = flow::read(&xml, true);
    members.is_damaged |= !sound && !members.is_cut;
    vec![Piece::read(name, text, Vec::new())]
}

#[derive(Default)]
struct Sheets {
    all: Vec<Sheet>,
    column: usize,
    cell: Cell,
    row_repeats: usize,
    row: Vec<(usize, String)>,
    in_paragraph: bool,
    in_remark: bool,
}

#[derive(Default)]
struct Cell {
    /// The value behind what is shown, where it is plainer: a date, a number.
    value: Option<String>,
    shown: String,
    repeats: usize,
}

impl Sheets {
    fn take(&mut self, part: &Part) {
        match part {
            Part::Start(element) if element.name == "annotation" => self.in_remark = true,
            Part::End("annotation") => self.in_remark = false,
            _ if self.in_remark => {}
            Part::Start(element) => match element.name {
                "table" => self.all.push(Sheet::new(element.attribute("name").unwrap_or_default())),
                "table-row" => {
                    self.column = 0;
                    self.row.clear();
                    self.row_repeats = element.number("number-rows-repeated").unwrap_or(1);
                }
                "table-cell" | "covered-table-cell" => self.cell = Cell::of(element),
                "p" => self.in_paragraph = true,
                _ => {}
            },
            Part::Text(text) if self.in_paragraph => self.cell.shown.push_str(text),
            Part::Text(_) => {}
            Part::End(name) => match *name {
                "p" => {
                    self.in_paragraph = false;
                    self.cell.shown.push(' ');
                }
                "table-cell" | "covered-table-cell" => self.end_cell(),
                "table-row" => self.end_row(),
                _ => {}
            },
        }
    }

    fn end_cell(&mut self) {
        let cell = std::mem::take(&mut self.cell);
        let text = cell.value.unwrap_or(cell.shown);
        if !text.trim().is_empty() {
            for repeat in 0..cell.repeats.min(MOST_REPEATS) {
                self.row.push((self.column.saturating_add(repeat), text.clone()));
            }
        }
        self.column = self.column.saturating_add(cell.repeats);
    }

    fn end_row(&mut self) {
        let Some(sheet) = self.all.last_mut() else { return };
        let repeats = if self.row.is_empty() { 1 } else { self.row_repeats.min(MOST_REPEATS) };
        for _ in 0..repeats {
            if sheet.start_row() {
                self.row.iter().for_each(|(column, value)| sheet.put(*column, value));
            }
        }
    }
}

impl Cell {
    fn of(element: &Element) -> Self {
        let value = match element.attribute("value-type").as_deref() {
            Some("date") => element.attribute("date-value"),
            Some("float") => element.attribute("value"),
            _ => None,
        };
        Self { value, shown: String::new(), repeats: element.number("number-columns-repeated").unwrap_or(1) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::zipped;
    use super::*;

    #[test]
    fn cells_are_read_and_repeats_are_bounded() {
        let xml = "<office:document-content><office:spreadsheet><table:table table:name=\"Log\"><table:table-row>\
            <table:table-cell office:value-type=\"string\"><text:p>Error code</text:p></table:table-cell>\
            <table:table-cell table:number-columns-repeated=\"2\"/><table:table-cell><text:p>When</text:p></table:table-cell>\
            </table:table-row><table:table-row><table:table-cell office:value-type=\"float\" office:value=\"53003\">\
            <text:p>53.003,00</text:p></table:table-cell><table:table-cell table:number-columns-repeated=\"2\"/>\
            <table:table-cell office:value-type=\"date\" office:date-value=\"2026-11-20T09:26:53\"><text:p>20.11.26</text:p>\
            </table:table-cell><table:table-cell table:number-columns-repeated=\"99999999999999999\"><text:p>y</text:p>\
            </table:table-cell></table:table-row><table:table-row table:number-rows-repeated=\"1048570\">\
            <table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row></table:table>\
            </office:spreadsheet></office:document-content>";
        let bytes = zipped(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", xml)]);
        let pieces = open("", &mut Members::of(&bytes), &mut Budget::default());
        let text = pieces.iter().map(|piece| piece.text.as_str()).collect::<String>();
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines.first().is_some_and(|line| line.starts_with("Error code\t\t\tWhen")), "{text}");
        assert!(lines.get(1).is_some_and(|line| line.starts_with("53003\t\t\t2026-11-20T09:26:53\ty\ty")), "{text}");
        assert!(text.len() < 1000 && lines.len() == 3, "{}", lines.len());
    }
}
