//! Excel workbooks before 2007 (.xls): the records of BIFF8, and of BIFF5 as far as they are alike.

use std::collections::HashMap;

use encoding_rs::{Encoding, WINDOWS_1252};

use super::super::office::{Sheet, date_text, is_date_format, number_text, sheet_pieces};
use super::super::rtf::code_page;
use super::Piece;

/// More sheets than this are not read.
const MOST_SHEETS: usize = 100;
/// Kinds of records.
const BEGIN: u16 = 0x0809;
const PROTECTED: u16 = 0x002f;
const SHEET: u16 = 0x0085;
const STRINGS: u16 = 0x00fc;
const CONTINUED: u16 = 0x003c;
const FORMAT: u16 = 0x041e;
const CELL_FORMAT: u16 = 0x00e0;
const SINCE_1904: u16 = 0x0022;
const CODE_PAGE: u16 = 0x0042;
const FORMULA: u16 = 0x0006;
const NUMBER: u16 = 0x0203;
const SHORT_NUMBER: u16 = 0x027e;
const SHORT_NUMBERS: u16 = 0x00bd;
const SHARED_STRING: u16 = 0x00fd;
const OWN_STRING: u16 = 0x0204;
const RICH_STRING: u16 = 0x00d6;
const RESULT_STRING: u16 = 0x0207;
const TRUTH: u16 = 0x0205;
const END: u16 = 0x000a;

/// The sheets of the stream of a workbook.
pub(super) fn open(name: &str, book: &[u8]) -> Vec<Piece> {
    let mut reader = Workbook::new();
    if let Err(note) = reader.globals(book) {
        return vec![Piece::unread(name, note)];
    }
    let mut sheets = Vec::new();
    for (title, at) in std::mem::take(&mut reader.titles) {
        let mut sheet = Sheet::new(title);
        reader.cells(book.get(at..).unwrap_or_default(), &mut sheet);
        sheets.push(sheet);
    }
    let mut pieces = sheet_pieces(name, sheets);
    if pieces.is_empty() {
        pieces.push(Piece::read(name, String::new(), vec!["office-without-text"]));
    }
    pieces
}

/// What the sheets share.
struct Workbook {
    is_wide: bool,
    encoding: &'static Encoding,
    titles: Vec<(String, usize)>,
    strings: Vec<String>,
    formats: HashMap<u16, String>,
    dates: Vec<u16>,
    since_1904: bool,
}

impl Workbook {
    fn new() -> Self {
        Self {
            is_wide: true,
            encoding: WINDOWS_1252,
            titles: Vec::new(),
            strings: Vec::new(),
            formats: HashMap::new(),
            dates: Vec::new(),
            since_1904: false,
        }
    }

    fn globals(&mut self, book: &[u8]) -> Result<(), &'static str> {
        let mut records = Records(book).peekable();
        while let Some((kind, data)) = records.next() {
            match kind {
                BEGIN => self.is_wide = two(data, 0) == Some(0x0600),
                PROTECTED => return Err("protected"),
                CODE_PAGE => self.encoding = two(data, 0).map_or(WINDOWS_1252, |page| code_page(i64::from(page))),
                SINCE_1904 => self.since_1904 = two(data, 0) == Some(1),
                SHEET if self.titles.len() < MOST_SHEETS => {
                    let at = four(data, 0).and_then(|at| usize::try_from(at).ok());
                    self.titles.extend(at.map(|at| (self.short_string(data.get(6..).unwrap_or_default()), at)));
                }
                FORMAT => {
                    let code = self.string(data.get(2..).unwrap_or_default());
                    self.formats.extend(two(data, 0).map(|id| (id, code)));
                }
                CELL_FORMAT => self.dates.push(two(data, 2).unwrap_or(0)),
                STRINGS => {
                    let mut chunks = vec![data.get(8..).unwrap_or_default()];
                    while let Some((_, more)) = records.next_if(|(kind, _)| *kind == CONTINUED) {
                        chunks.push(more);
                    }
                    self.strings = Chunks { parts: &chunks, part: 0, at: 0 }.strings();
                }
                END => return Ok(()),
                _ => {}
            }
        }
        Ok(())
    }

    fn cells(&self, from: &[u8], sheet: &mut Sheet) {
        let mut row = None;
        let mut result_at = None;
        for (kind, data) in Records(from) {
            if kind == END {
                return;
            }
            if kind == RESULT_STRING {
                sheet.put(result_at.take().unwrap_or(0), &self.string(data));
                continue;
            }
            let is_cell = matches!(
                kind,
                FORMULA | NUMBER | SHORT_NUMBER | SHORT_NUMBERS | SHARED_STRING | OWN_STRING | RICH_STRING | TRUTH
            );
            let (true, Some(own_row), Some(column)) = (is_cell, two(data, 0), two(data, 2).map(usize::from)) else {
                continue;
            };
            if row != Some(own_row) {
                row = Some(own_row);
                if !sheet.start_row() {
                    return;
                }
            }
            if kind == SHORT_NUMBERS {
                let numbers = data.get(4..data.len().saturating_sub(2)).unwrap_or_default();
                for (column, cell) in (column..).zip(numbers.chunks_exact(6)) {
                    sheet.put(column, &self.short_number(cell));
                }
                continue;
            }
            // A formula whose result is a string has it in the record after.
            result_at = (kind == FORMULA && data.get(12..14) == Some(&[0xff, 0xff])).then_some(column);
            sheet.put(column, &self.value(kind, data).unwrap_or_default());
        }
    }

    fn value(&self, kind: u16, data: &[u8]) -> Option<String> {
        match kind {
            SHARED_STRING => self.strings.get(usize::try_from(four(data, 6)?).ok()?).cloned(),
            OWN_STRING | RICH_STRING => Some(self.string(data.get(6..)?)),
            TRUTH if data.get(7) == Some(&0) => Some((data.get(6) != Some(&0)).to_string()),
            TRUTH => None,
            SHORT_NUMBER => Some(self.short_number(data.get(4..10)?)),
            FORMULA if data.get(12..14) == Some(&[0xff, 0xff]) => None,
            _ => Some(self.number(f64::from_le_bytes(data.get(6..14)?.try_into().ok()?), two(data, 4)?)),
        }
    }

    /// Format and value in six bytes: two bits tell whether it is an integer, and whether it is a hundred times too big.
    fn short_number(&self, cell: &[u8]) -> String {
        let (Some(format), Some(raw)) = (two(cell, 0), four(cell, 2)) else { return String::new() };
        let plain =
            if raw & 2 == 0 { f64::from_bits(u64::from(raw & !3) << 32) } else { f64::from(raw.cast_signed() >> 2) };
        self.number(if raw & 1 == 0 { plain } else { plain / 100.0 }, format)
    }

    fn number(&self, number: f64, cell_format: u16) -> String {
        let format = self.dates.get(usize::from(cell_format)).copied().unwrap_or(0);
        let is_date = is_date_format(usize::from(format), self.formats.get(&format).map(String::as_str));
        is_date.then(|| date_text(number, self.since_1904)).flatten().unwrap_or_else(|| number_text(number))
    }

    /// A string whose length takes two bytes.
    fn string(&self, data: &[u8]) -> String {
        let len = two(data, 0).map_or(0, usize::from);
        if self.is_wide {
            letters(data.get(3..).unwrap_or_default(), len, data.get(2).is_some_and(|flags| flags & 1 == 1))
        } else {
            self.narrow(data.get(2..).unwrap_or_default(), len)
        }
    }

    /// A string whose length takes one byte.
    fn short_string(&self, data: &[u8]) -> String {
        let len = data.first().copied().map_or(0, usize::from);
        if self.is_wide {
            letters(data.get(2..).unwrap_or_default(), len, data.get(1).is_some_and(|flags| flags & 1 == 1))
        } else {
            self.narrow(data.get(1..).unwrap_or_default(), len)
        }
    }

    fn narrow(&self, data: &[u8], len: usize) -> String {
        self.encoding.decode_without_bom_handling(data.get(..len.min(data.len())).unwrap_or_default()).0.into_owned()
    }
}

fn two(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(data.get(at..at + 2)?.try_into().ok()?))
}

fn four(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(data.get(at..at + 4)?.try_into().ok()?))
}

/// So many letters, of one or two bytes each.
fn letters(data: &[u8], len: usize, two_bytes: bool) -> String {
    if two_bytes {
        let units = data.chunks_exact(2).take(len).filter_map(|unit| unit.try_into().ok()).map(u16::from_le_bytes);
        char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    } else {
        data.iter().take(len).map(|&byte| char::from(byte)).collect()
    }
}

/// The records of a stream: their kind and their data.
struct Records<'a>(&'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (kind, len) = (two(self.0, 0)?, usize::from(two(self.0, 2)?));
        // The last record of a cut file is shorter than it says.
        let end = (4 + len).min(self.0.len());
        let data = self.0.get(4..end)?;
        self.0 = self.0.get(end..)?;
        Some((kind, data))
    }
}

/// The shared strings, which run on from record to record. Where one is broken, the letters after the break say anew
/// whether they take one byte or two.
struct Chunks<'a> {
    parts: &'a [&'a [u8]],
    part: usize,
    at: usize,
}

impl Chunks<'_> {
    fn strings(mut self) -> Vec<String> {
        let mut strings = Vec::new();
        while let Some(string) = self.string() {
            strings.push(string);
        }
        strings
    }

    fn rest(&self) -> &[u8] {
        self.parts.get(self.part).and_then(|part| part.get(self.at..)).unwrap_or_default()
    }

    /// The next bytes, which a break may part.
    fn take(&mut self, len: usize) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        while bytes.len() < len {
            if self.rest().is_empty() {
                self.next_chunk()?;
                continue;
            }
            let part = self.rest().get(..(len - bytes.len()).min(self.rest().len()))?.to_vec();
            self.at += part.len();
            bytes.extend(part);
        }
        Some(bytes)
    }

    fn next_chunk(&mut self) -> Option<()> {
        self.part += 1;
        self.at = 0;
        (self.part < self.parts.len()).then_some(())
    }

    fn string(&mut self) -> Option<String> {
        let head = self.take(3)?;
        let len = usize::from(two(&head, 0)?);
        let flags = *head.get(2)?;
        let runs = if flags & 8 != 0 { usize::from(two(&self.take(2)?, 0)?) } else { 0 };
        let spoken = if flags & 4 != 0 { usize::try_from(four(&self.take(4)?, 0)?).ok()? } else { 0 };
        let mut wide = flags & 1 == 1;
        let mut text = String::new();
        let mut left = len;
        while left > 0 {
            if self.rest().is_empty() {
                self.next_chunk()?;
                wide = self.take(1)?.first()? & 1 == 1;
                continue;
            }
            let size = if wide { 2 } else { 1 };
            let here = left.min(self.rest().len() / size).max(1);
            let bytes = self.take(here * size)?;
            text.push_str(&letters(&bytes, here, wide));
            left -= here;
        }
        self.skip(runs * 4)?;
        self.skip(spoken)?;
        Some(text)
    }

    fn skip(&mut self, mut len: usize) -> Option<()> {
        while len > self.rest().len() {
            len -= self.rest().len();
            self.next_chunk()?;
        }
        self.at += len;
        Some(())
    }
}

#[cfg(test)]
#[expect(clippy::indexing_slicing, reason = "a test may stop where its own ground is missing")]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let len = u16::try_from(data.len()).unwrap_or(u16::MAX);
        [&kind.to_le_bytes(), &len.to_le_bytes(), data].concat()
    }

    fn book() -> Vec<u8> {
        let mut globals = record(BEGIN, &[0, 6, 5, 0]);
        globals.extend(record(CELL_FORMAT, &[0, 0, 0, 0]));
        globals.extend(record(CELL_FORMAT, &[0, 0, 22, 0]));
        // Two strings; the second is broken and goes on with two bytes a letter.
        globals.extend(record(STRINGS, b"\x02\0\0\0\x02\0\0\0\x04\0\0User\x06\0\0al"));
        globals.extend(record(CONTINUED, b"\x01e\0x\0@\0c\0"));
        let at = u32::try_from(globals.len() + 4 + 12 + 4).unwrap_or(0).to_le_bytes();
        globals.extend(record(SHEET, &[&at[..], b"\0\0\x04\0Main"].concat()));
        globals.extend(record(END, &[]));
        globals.extend(record(BEGIN, &[0, 6, 16, 0]));
        globals.extend(record(SHARED_STRING, b"\0\0\0\0\0\0\0\0\0\0"));
        globals.extend(record(SHARED_STRING, b"\x01\0\0\0\0\0\x01\0\0\0"));
        globals
            .extend(record(SHORT_NUMBER, &[&b"\x01\0\x01\0\0\0"[..], &((53003_u32 << 2) | 2).to_le_bytes()].concat()));
        let date = 46_346.393_668_981_f64.to_le_bytes();
        globals.extend(record(NUMBER, &[&b"\x01\0\x02\0\x01\0"[..], &date].concat()));
        globals.extend(record(FORMULA, b"\x01\0\x03\0\0\0\0\0\0\0\0\0\xff\xff\0\0\0\0\0\0\0\0"));
        globals.extend(record(RESULT_STRING, b"\x02\0\0ok"));
        globals.extend(record(END, &[]));
        globals
    }

    #[test]
    fn cells_of_all_kinds_are_read() {
        let pieces = open("", &book());
        let text: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(text, "User\nalex@c\t53003\t2026-11-20T09:26:53\tok\n");
    }

    #[test]
    fn cut_damaged_and_protected_books_end() {
        let book = book();
        for at in 0..book.len() {
            let mut damaged = book.clone();
            damaged[at] ^= 0xff;
            open("", &damaged);
            open("", &book[..at]);
        }
        assert_eq!(
            open("", &record(PROTECTED, &[0; 6])).first().map(|piece| piece.notes.clone()),
            Some(vec!["protected"])
        );
    }
}
