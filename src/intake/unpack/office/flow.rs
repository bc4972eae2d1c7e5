//! Running text of Word, PowerPoint and OpenDocument: paragraphs as lines, tables row by row with tabs between cells.
//!
//! The three dialects name their elements so alike that one reading serves them all.

use super::super::budget::Budget;
use super::super::has_extension;
use super::members::Members;
use super::xml::{Part, each};

/// Tables in tables in tables: deeper ones are read as running text.
const DEEPEST_TABLE: usize = 16;
/// A row with a cell of more lines than this is a layout, not a table, and its cells are read one after the other.
const MOST_CELL_LINES: usize = 3;
/// The most that one document says, in bytes; it is a log then, and its beginning is read.
const LONGEST: usize = 16 << 20;
/// More blanks in one place are not kept.
const MOST_BLANKS: usize = 40;

/// The text of a Word or PowerPoint file: what stands above and below the pages comes before and after the text itself.
pub(super) fn read_all(members: &mut Members, budget: &mut Budget) -> String {
    let names = members.names();
    let of = |folder: &str, start: &str| {
        let beginning = format!("{folder}{start}");
        names
            .iter()
            .filter(|name| name.starts_with(&beginning) && has_extension(name, "xml"))
            .cloned()
            .collect::<Vec<_>>()
    };
    let mut parts = of("word/", "header");
    parts.extend(of("word/", "document"));
    for start in ["footnotes", "endnotes", "footer"] {
        parts.extend(of("word/", start));
    }
    parts.extend(of("ppt/slides/", "slide"));
    parts.extend(of("ppt/notesSlides/", "notesSlide"));
    if !parts.iter().any(|part| part.contains("document") || part.contains("slide")) {
        members.is_damaged = true;
    }
    let mut text = String::new();
    for part in parts {
        let (words, sound) = read(&members.text(&part, budget), false);
        members.is_damaged |= !sound && !members.is_cut;
        if !words.trim().is_empty() {
            text.push_str(words.trim_end());
            text.push_str("\n\n");
        }
        if text.len() > LONGEST {
            text.truncate(text.floor_char_boundary(LONGEST));
            members.is_cut = true;
            break;
        }
    }
    text
}

/// The text of one part, and whether it is sound. In an OpenDocument file every character of a paragraph counts.
pub(super) fn read(xml: &str, is_open_document: bool) -> (String, bool) {
    let mut flow = Flow { is_open_document, ..Flow::default() };
    let sound = each(xml, |part| {
        flow.take(&part);
        true
    });
    (flow.finish(), sound)
}

#[derive(Default)]
struct Flow {
    is_open_document: bool,
    /// The text under way: that of the document, and of each cell within it.
    open: Vec<Frame>,
    text: String,
    /// Elements whose words do not count: old versions, remarks, alternatives for older programs.
    skipped: usize,
    /// How many elements are open whose characters count.
    in_words: usize,
}

/// A row of a table under way, or one of its cells.
enum Frame {
    Row(Vec<String>),
    Cell(String),
}

impl Flow {
    fn take(&mut self, part: &Part) {
        match part {
            Part::Start(element) if is_skipped(element.name) => self.skipped += 1,
            Part::End(name) if is_skipped(name) => self.skipped = self.skipped.saturating_sub(1),
            _ if self.skipped > 0 => {}
            Part::Text(text) if self.in_words > 0 => self.push(text),
            Part::Text(_) => {}
            Part::Start(element) => match element.name {
                "t" => self.in_words += 1,
                "p" | "h" => self.in_words += usize::from(self.is_open_document),
                // A tab stop's definition is a `tab` as well, but has a place.
                "tab" if element.attribute("pos").is_none() => self.push("\t"),
                "br" | "cr" | "line-break" => self.push("\n"),
                "noBreakHyphen" => self.push("-"),
                "s" if self.is_open_document => {
                    self.push(&" ".repeat(element.number("c").unwrap_or(1).min(MOST_BLANKS)));
                }
                "txbxContent" | "text-box" => self.end_line(),
                "tr" | "table-row" => self.start(Frame::Row(Vec::new())),
                "tc" | "table-cell" => self.start(Frame::Cell(String::new())),
                _ => {}
            },
            Part::End(name) => match *name {
                "t" => self.in_words = self.in_words.saturating_sub(1),
                "p" | "h" => {
                    self.in_words = self.in_words.saturating_sub(usize::from(self.is_open_document));
                    self.push("\n");
                }
                "tr" | "table-row" => self.end_row(),
                "tc" | "table-cell" => self.end_cell(),
                _ => {}
            },
        }
    }

    fn push(&mut self, text: &str) {
        let cell = self.open.iter_mut().rev().find_map(|frame| match frame {
            Frame::Cell(cell) => Some(cell),
            Frame::Row(_) => None,
        });
        cell.unwrap_or(&mut self.text).push_str(text);
    }

    fn end_line(&mut self) {
        let ends = match self.open.last() {
            Some(Frame::Cell(cell)) => cell.is_empty() || cell.ends_with('\n'),
            _ => self.text.is_empty() || self.text.ends_with('\n'),
        };
        if !ends {
            self.push("\n");
        }
    }

    fn start(&mut self, frame: Frame) {
        if self.open.len() < 2 * DEEPEST_TABLE {
            self.open.push(frame);
        }
    }

    fn end_cell(&mut self) {
        if let Some(Frame::Cell(cell)) = self.open.pop_if(|frame| matches!(frame, Frame::Cell(_))) {
            match self.open.last_mut() {
                Some(Frame::Row(cells)) => cells.push(cell),
                _ => self.push(&cell),
            }
        }
    }

    fn end_row(&mut self) {
        if let Some(Frame::Row(cells)) = self.open.pop_if(|frame| matches!(frame, Frame::Row(_))) {
            self.push(&row(&cells));
        }
    }

    fn finish(mut self) -> String {
        // A file that is cut off inside a table has open rows.
        while !self.open.is_empty() {
            self.end_cell();
            self.end_row();
        }
        self.text
    }
}

fn is_skipped(name: &str) -> bool {
    matches!(name, "Fallback" | "del" | "moveFrom" | "annotation" | "tracked-changes" | "instrText" | "sequence-decls")
}

/// The cells of a row as one line.
fn row(cells: &[String]) -> String {
    let cells: Vec<&str> = cells.iter().map(|cell| cell.trim()).collect();
    if cells.len() < 2 || cells.iter().any(|cell| cell.lines().count() > MOST_CELL_LINES) {
        return cells.iter().fold(String::new(), |text, cell| text + cell + "\n");
    }
    let plain = cells.iter().map(|cell| cell.split(['\n', '\t']).map(str::trim).collect::<Vec<_>>().join(" "));
    plain.collect::<Vec<_>>().join("\t") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_lines_and_rows_have_tabs() {
        let word = "<w:document><w:body><w:p><w:pPr><w:tabs><w:tab w:pos=\"20\"/></w:tabs></w:pPr>\
            <w:r><w:t>Error Co</w:t></w:r><w:r><w:t xml:space=\"preserve\">de: 53003</w:t></w:r><w:hyperlink><w:r><w:tab/>\
            <w:t>more</w:t></w:r></w:hyperlink></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Request Id</w:t></w:r></w:p></w:tc>\
            <w:tc><w:p><w:r><w:t>8f2c</w:t></w:r></w:p><w:p><w:r><w:t>copied</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
            <w:p><w:del><w:r><w:delText>old</w:delText></w:r></w:del></w:p></w:body></w:document>";
        assert_eq!(read(word, false), ("Error Code: 53003\tmore\nRequest Id\t8f2c copied\n\n".to_owned(), true));
    }

    #[test]
    fn a_text_box_is_read_once() {
        let word = "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>53003</w:t></w:r></w:p>\
            </w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>53003</w:t></w:r></w:p></w:txbxContent>\
            </mc:Fallback></mc:AlternateContent></w:r></w:p>";
        assert_eq!(read(word, false).0.matches("53003").count(), 1);
    }

    #[test]
    fn a_layout_table_keeps_its_lines() {
        let cell = |lines: &[&str]| {
            let all = lines
                .iter()
                .map(|line| format!("<a:p><a:r><a:t>{line}</a:t></a:r></a:p>"))
                .collect::<Vec<_>>()
                .concat();
            format!("<a:tc>{all}</a:tc>")
        };
        let row = format!("<a:tr>{}{}</a:tr>", cell(&["1", "2", "3", "4"]), cell(&["x"]));
        assert_eq!(read(&row, false).0, "1\n2\n3\n4\nx\n");
    }

    #[test]
    fn open_document_text_is_read() {
        let text = "<office:text><text:p>Error<text:s text:c=\"2\"/>Code:<text:tab/><text:span>53003</text:span></text:p>\
            <table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell>\
            <text:p>b</text:p></table:table-cell></table:table-row></table:table></office:text>";
        assert_eq!(read(text, true).0, "Error  Code:\t53003\na\tb\n");
    }

    #[test]
    fn hostile_depth_ends() {
        assert!(!read(&"<w:tr><w:tc>".repeat(100_000), false).1);
        assert!(!read(&"<w:tr><w:tc><w:t>x".repeat(1000), false).0.is_empty());
    }
}
