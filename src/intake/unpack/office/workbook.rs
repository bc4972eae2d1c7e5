//! Excel workbooks since 2007 (.xlsx, .xlsm): sheets, shared strings, and the formats that tell dates from numbers.

use std::collections::HashMap;

use super::super::budget::Budget;
use super::super::{Piece, has_extension};
use super::cells::{Sheet, date_text, is_date_format, number_text};
use super::members::Members;
use super::sheet_pieces;
use super::xml::{Element, Part, each};

/// The text of a workbook's sheets.
pub(super) fn open(name: &str, members: &mut Members, budget: &mut Budget) -> Vec<Piece> {
    let mut book = Book::default();
    let (sheets, since_1904) = sheets(members, budget);
    book.since_1904 = since_1904;
    book.dates = styles(&members.text("xl/styles.xml", budget));
    book.strings = strings(&members.text("xl/sharedStrings.xml", budget));
    let mut read = Vec::new();
    for (title, path) in sheets {
        let xml = members.text(&path, budget);
        let mut sheet = Sheet::new(title);
        let sound = book.read(&xml, &mut sheet);
        members.is_damaged |= !sound && !members.is_cut;
        read.push(sheet);
    }
    sheet_pieces(name, read)
}

/// Titles and members of the sheets in their order, and whether days are counted from 1904. Where the list is missing
/// or damaged, whatever looks like a sheet is one.
fn sheets(members: &mut Members, budget: &mut Budget) -> (Vec<(String, String)>, bool) {
    let mut targets = HashMap::new();
    each(&members.text("xl/_rels/workbook.xml.rels", budget), |part| {
        if let Part::Start(element) = part
            && element.name == "Relationship"
        {
            targets.insert(element.attribute("Id"), element.attribute("Target").unwrap_or_default());
        }
        true
    });
    let mut sheets = Vec::new();
    let mut since_1904 = false;
    each(&members.text("xl/workbook.xml", budget), |part| {
        let Part::Start(element) = part else { return true };
        match element.name {
            "workbookPr" => {
                since_1904 = element.attribute("date1904").is_some_and(|value| value == "1" || value == "true");
            }
            "sheet" => {
                let target = targets.get(&element.attribute("id"));
                let path = target.map(|target| match target.strip_prefix('/') {
                    Some(whole) => whole.to_owned(),
                    None => format!("xl/{target}"),
                });
                sheets.extend(path.map(|path| (element.attribute("name").unwrap_or_default(), path)));
            }
            _ => {}
        }
        true
    });
    sheets.retain(|(_, path)| members.has(path));
    if sheets.is_empty() {
        let names = members.names();
        let like = names.iter().filter(|name| name.starts_with("xl/worksheets/") && has_extension(name, "xml"));
        sheets = like.map(|path| (title_of(path), path.clone())).collect();
    }
    (sheets, since_1904)
}

/// `sheet1` of `xl/worksheets/sheet1.xml`.
fn title_of(path: &str) -> String {
    path.rsplit('/').next().unwrap_or_default().trim_end_matches(".xml").to_owned()
}

/// Which cell formats show dates, by their number.
fn styles(xml: &str) -> Vec<bool> {
    let mut codes: HashMap<usize, String> = HashMap::new();
    let mut dates = Vec::new();
    let mut in_formats = false;
    each(xml, |part| {
        match part {
            Part::Start(element) if element.name == "numFmt" => {
                if let (Some(id), Some(code)) = (element.number("numFmtId"), element.attribute("formatCode")) {
                    codes.insert(id, code);
                }
            }
            Part::Start(element) if element.name == "cellXfs" => in_formats = true,
            Part::End("cellXfs") => in_formats = false,
            Part::Start(element) if in_formats && element.name == "xf" => {
                let id = element.number("numFmtId").unwrap_or(0);
                dates.push(is_date_format(id, codes.get(&id).map(String::as_str)));
            }
            _ => {}
        }
        true
    });
    dates
}

/// The strings that cells share. How words are spoken (`rPh`) is left out.
fn strings(xml: &str) -> Vec<String> {
    let mut strings = Vec::new();
    let mut words = Words::default();
    each(xml, |part| {
        match part {
            Part::Start(element) if element.name == "si" => words.text.clear(),
            Part::End("si") => strings.push(std::mem::take(&mut words.text)),
            part => words.take(&part),
        }
        true
    });
    strings
}

/// The characters of `t` elements.
#[derive(Default)]
struct Words {
    text: String,
    is_open: bool,
    is_spoken: bool,
}

impl Words {
    fn take(&mut self, part: &Part) {
        match part {
            Part::Start(element) if element.name == "rPh" => self.is_spoken = true,
            Part::End("rPh") => self.is_spoken = false,
            Part::Start(element) if element.name == "t" => self.is_open = true,
            Part::End("t") => self.is_open = false,
            Part::Text(text) if self.is_open && !self.is_spoken => self.text.push_str(text),
            _ => {}
        }
    }
}

/// What a workbook's sheets share.
#[derive(Default)]
struct Book {
    strings: Vec<String>,
    dates: Vec<bool>,
    since_1904: bool,
}

/// A cell under way.
#[derive(Default)]
struct Cell {
    column: usize,
    kind: String,
    is_date: bool,
    value: String,
    words: Words,
}

impl Book {
    /// Reads the rows of a sheet. `false`: the sheet is damaged.
    fn read(&self, xml: &str, sheet: &mut Sheet) -> bool {
        let mut cell = Cell::default();
        let mut in_value = false;
        let mut next_column = 0;
        each(xml, |part| {
            match part {
                Part::Start(element) if element.name == "row" => {
                    next_column = 0;
                    return sheet.start_row();
                }
                Part::Start(element) if element.name == "c" => {
                    cell = self.start(&element, next_column);
                    next_column = cell.column + 1;
                }
                Part::Start(element) if element.name == "v" => in_value = true,
                Part::End("v") => in_value = false,
                Part::Text(text) if in_value => cell.value.push_str(text),
                Part::End("c") => sheet.put(cell.column, &self.shown(&cell)),
                Part::End("sheetData") => return false,
                part => cell.words.take(&part),
            }
            true
        })
    }

    fn start(&self, element: &Element, next_column: usize) -> Cell {
        let column = element.attribute("r").and_then(|place| column_of(&place)).unwrap_or(next_column);
        let style = element.number("s").unwrap_or(0);
        let is_date = self.dates.get(style).copied().unwrap_or(false);
        Cell { column, kind: element.attribute("t").unwrap_or_default(), is_date, ..Cell::default() }
    }

    fn shown(&self, cell: &Cell) -> String {
        match cell.kind.as_str() {
            "s" => cell.value.trim().parse().ok().and_then(|index: usize| self.strings.get(index).cloned()),
            "inlineStr" => Some(cell.words.text.clone()),
            "b" => Some(if cell.value.trim() == "1" { "true" } else { "false" }.to_owned()),
            "str" | "e" | "d" => Some(cell.value.clone()),
            _ => cell.value.trim().parse().ok().and_then(|number: f64| {
                let date = cell.is_date.then(|| date_text(number, self.since_1904)).flatten();
                date.or_else(|| Some(number_text(number)))
            }),
        }
        .unwrap_or_default()
    }
}

/// The column of a place such as `AB12`, counted from 0.
fn column_of(place: &str) -> Option<usize> {
    let letters = place.bytes().take(4).take_while(u8::is_ascii_alphabetic);
    let column = letters.fold(0, |column, letter| column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    column.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::super::testing::zipped;
    use super::*;

    fn book(sheet: &str) -> Vec<u8> {
        zipped(&[
            ("[Content_Types].xml", "<Types/>"),
            (
                "xl/workbook.xml",
                "<workbook><sheets><sheet name=\"Sign-ins\" r:id=\"r1\"/><sheet name=\"x\" r:id=\"r2\"/></sheets></workbook>",
            ),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/a.xml\"/><Relationship Id=\"r2\" Target=\"/xl/b.xml\"/></Relationships>",
            ),
            (
                "xl/styles.xml",
                "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy-mm-dd hh:mm:ss\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>",
            ),
            (
                "xl/sharedStrings.xml",
                "<sst><si><t>User</t></si><si><r><t>al</t></r><r><t>ex@contoso.com</t></r><rPh><t>no</t></rPh></si></sst>",
            ),
            ("xl/worksheets/a.xml", sheet),
            ("xl/b.xml", "<worksheet><sheetData/></worksheet>"),
        ])
    }

    fn text(sheet: &str) -> String {
        let bytes = book(sheet);
        open("", &mut Members::of(&bytes), &mut Budget::default()).iter().map(|piece| piece.text.as_str()).collect()
    }

    #[test]
    fn cells_are_read_with_their_strings_dates_and_codes() {
        let sheet = "<worksheet><sheetData><row><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"C1\" t=\"inlineStr\"><is><t>Code</t></is></c></row>\
            <row><c t=\"s\"><v>1</v></c><c s=\"1\"><v>46346.393668981</v></c><c><v>5.3003E4</v></c><c t=\"b\"><v>1</v></c></row></sheetData></worksheet>";
        assert_eq!(text(sheet), "User\t\tCode\t\nalex@contoso.com\t2026-11-20T09:26:53\t53003\ttrue\n");
    }

    #[test]
    fn a_cut_or_hostile_sheet_ends() {
        assert_eq!(text("<worksheet><sheetData><row><c><v>53003</v></c><c><v>1"), "53003\n");
        assert_eq!(
            text("<worksheet><sheetData><row><c r=\"ZZZZZZZZZZZ1\"><v>1</v></c><c t=\"s\"><v>99999999999</v></c>"),
            ""
        );
    }
}
