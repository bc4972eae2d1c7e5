//! A text as the scanners see it, with the way back to the text as it came.
//!
//! People paste JSON with escaped line ends, URLs with `%20`, typographic quotes and full-width colons. All of that is
//! made plain here, once, so that no scanner needs to know about it, and every place still maps to the bytes that
//! stand in the input.

mod escapes;
mod html;
mod mojibake;
mod plain;

use std::ops::Range;

use crate::knowledge::fold;
use crate::model::Span;
use escapes::{escape, percent, terminal, url_encoded_len};
use html::{entity, tag};
use mojibake::Page;
use plain::plain;

/// A rewritten text that knows where each piece came from.
#[derive(Debug, Default)]
pub(super) struct Mapped {
    /// The rewritten text.
    pub(super) text: String,
    /// The same, folded to lower case; places are the same in both.
    pub(super) folded: String,
    changes: Vec<Change>,
}

/// A piece that is not a plain copy.
#[derive(Clone, Copy, Debug)]
struct Change {
    out: usize,
    out_len: usize,
    raw: usize,
    raw_len: usize,
}

impl Mapped {
    /// Where the piece `range` of the rewritten text stands in the original.
    pub(super) fn raw(&self, range: &Range<usize>) -> Range<usize> {
        self.raw_start(range.start)..self.raw_end(range.end)
    }

    fn raw_start(&self, out: usize) -> usize {
        let next = self.changes.partition_point(|change| change.out <= out);
        match next.checked_sub(1).and_then(|i| self.changes.get(i)) {
            None => out,
            Some(change) if out < change.out + change.out_len => change.raw,
            Some(change) => change.raw + change.raw_len + (out - change.out - change.out_len),
        }
    }

    fn raw_end(&self, out: usize) -> usize {
        let next = self.changes.partition_point(|change| change.out < out);
        match next.checked_sub(1).and_then(|i| self.changes.get(i)) {
            None => out,
            Some(change) if out <= change.out + change.out_len => change.raw + change.raw_len,
            Some(change) => change.raw + change.raw_len + (out - change.out - change.out_len),
        }
    }

    fn replace(&mut self, raw: usize, raw_len: usize, with: &str) {
        self.changes.push(Change { out: self.text.len(), out_len: with.len(), raw, raw_len });
        self.text.push_str(with);
    }

    fn finish(mut self) -> Self {
        self.folded = fold(&self.text);
        self
    }
}

/// Undoes escapes, URL encoding and HTML entities, and makes quotes, dashes, blanks and digits plain. Of the places to
/// `skip`, in order, a line end is left.
pub(super) fn normal(raw: &str, skip: &[Span]) -> Mapped {
    let mut skip = skip.iter().peekable();
    let mut out = Mapped::default();
    out.text.reserve(raw.len());
    let mut at = 0;
    let mut encoded_until = 0;
    let mut line_end = 0;
    let mut page: Option<Page> = None;
    while let Some(c) = raw.get(at..).and_then(|rest| rest.chars().next()) {
        if let Some(place) = skip.next_if(|place| place.start <= at) {
            let len = place.end.saturating_sub(at);
            if len > 0 {
                out.replace(at, len, "\n");
                at += len;
            }
            continue;
        }
        let rest = raw.get(at..).unwrap_or_default();
        let starts_word = at == 0 || raw.as_bytes().get(at - 1).is_some_and(u8::is_ascii_whitespace);
        if starts_word {
            encoded_until = at + url_encoded_len(rest);
        }
        if at >= line_end {
            let line = rest.split_inclusive('\n').next().unwrap_or(rest);
            line_end = at + line.len();
            page = mojibake::page_of(line);
        }
        let taken = match c {
            '\\' => escape(rest),
            '&' => entity(rest),
            '<' => tag(rest),
            '%' | '+' if at < encoded_until => percent(rest),
            '\u{1b}' => terminal(rest),
            c if c.is_ascii() => None,
            c if let Some((len, meant)) = page.and_then(|page| page.undo(rest)) => {
                debug_assert!(len > c.len_utf8());
                Some((len, plain(meant).unwrap_or_else(|| meant.to_string())))
            }
            c => plain(c).map(|with| (c.len_utf8(), with)),
        };
        if let Some((len, with)) = taken {
            out.replace(at, len, &with);
            at += len;
        } else {
            out.text.push(c);
            at += c.len_utf8();
        }
    }
    out.finish()
}

/// Runs of white space become one blank; marks of quoting at the start of a line are dropped.
pub(super) fn collapsed(normal: &str) -> Mapped {
    let mut out = Mapped::default();
    out.text.reserve(normal.len());
    let mut chars = normal.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if !c.is_whitespace() {
            out.text.push(c);
            continue;
        }
        let mut end = start + c.len_utf8();
        let mut line_start = c == '\n';
        while let Some(&(at, next)) = chars.peek() {
            if !(next.is_whitespace() || line_start && matches!(next, '>' | '|')) {
                break;
            }
            line_start |= next == '\n';
            end = at + next.len_utf8();
            chars.next();
        }
        if end - start == 1 && c == ' ' { out.text.push(' ') } else { out.replace(start, end - start, " ") }
    }
    out.finish()
}

#[cfg(test)]
#[expect(clippy::panic, reason = "a test may stop where its own ground is missing")]
mod tests {
    use super::*;

    fn found<'a>(raw: &'a str, words: &str) -> &'a str {
        let mapped = normal(raw, &[]);
        let start = mapped.text.find(words).unwrap_or_else(|| panic!("{words:?} not in {:?}", mapped.text));
        &raw[mapped.raw(&(start..start + words.len()))]
    }

    #[test]
    fn escaped_line_ends_at_any_depth_are_line_ends() {
        assert_eq!(normal(r"a\r\nTrace ID: b", &[]).text, "a\r\nTrace ID: b");
        assert_eq!(normal(r"a\\\\r\\\\nTrace", &[]).text, "a\r\nTrace");
        assert_eq!(normal(r"C:\new\readme", &[]).text, r"C:\new\readme");
    }

    #[test]
    fn places_lead_back_to_the_bytes_that_came() {
        assert_eq!(found("x%3A%20Timestamp%3a+2026", ": Timestamp"), "%3A%20Timestamp");
        assert_eq!(found("Error Code\u{ff1a}\u{ff15}3003", "53003"), "\u{ff15}3003");
        assert_eq!(found("a\u{201c}b\u{201d}c", "b"), "b");
        assert_eq!(found("zero\u{200b}width", "zerowidth"), "zero\u{200b}width");
    }

    #[test]
    fn a_plus_is_kept_outside_encoded_text() {
        assert_eq!(normal("1 + 1 = a+b", &[]).text, "1 + 1 = a+b");
        assert_eq!(
            normal("error_description=AADSTS53003%3a+Access%20blocked", &[]).text,
            "error_description=AADSTS53003: Access blocked"
        );
    }

    #[test]
    fn white_space_collapses_with_marks_of_quoting() {
        assert_eq!(collapsed("> You cannot\n> access  this").text, "> You cannot access this");
    }
}
