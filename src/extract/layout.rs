//! Paragraphs and lines: what stands together in a text belongs together.

use super::Found;
use super::normal::Mapped;

/// Lines are not looked at further than this, in bytes, so that a text without line ends costs no more than another.
const LONGEST_LINE: usize = 4096;

/// Where the paragraphs of a text begin, in bytes of the text as it came.
pub(super) struct Layout<'a> {
    text: &'a str,
    paragraphs: Vec<usize>,
}

impl<'a> Layout<'a> {
    pub(super) fn of(normal: &Mapped, text: &'a str) -> Self {
        let mut paragraphs = vec![0];
        let mut at = 0;
        let mut after_empty = false;
        for line in normal.text.split_inclusive('\n') {
            let empty = !line.chars().any(char::is_alphanumeric);
            if after_empty && !empty {
                paragraphs.push(normal.raw(&(at..at + 1)).start);
            }
            after_empty = empty;
            at += line.len();
        }
        Self { text, paragraphs }
    }

    /// Number of the paragraph of a place.
    fn paragraph(&self, place: usize) -> usize {
        self.paragraphs.partition_point(|&start| start <= place)
    }

    /// Whether two facts stand in different lines.
    pub(super) fn breaks_line(&self, one: &Found, other: &Found) -> bool {
        self.breaks_paragraph(one, other) || self.between(one, other).bytes().take(LONGEST_LINE).any(|b| b == b'\n')
    }

    fn between(&self, one: &Found, other: &Found) -> &str {
        self.text.get(one.fact.span.end..other.fact.span.start).unwrap_or_default()
    }

    /// Whether two facts stand in different paragraphs.
    pub(super) fn breaks_paragraph(&self, one: &Found, other: &Found) -> bool {
        self.paragraph(one.fact.span.start) != self.paragraph(other.fact.span.start)
    }

    /// The first fact from `from` on that stands in the line or the paragraph of `next`, where that is not the line or
    /// paragraph of the fact before `from` as well.
    pub(super) fn begins_near(&self, items: &[Found], from: usize, next: &Found) -> usize {
        let place = next.fact.span.start;
        let before = self.text.as_bytes().get(..place).unwrap_or_default();
        let back = before.iter().rev().take(LONGEST_LINE).position(|&b| b == b'\n').unwrap_or(LONGEST_LINE);
        let line = place.saturating_sub(back);
        let paragraph =
            self.paragraph(place).checked_sub(1).and_then(|at| self.paragraphs.get(at)).copied().unwrap_or(0);
        let last = from.checked_sub(1).and_then(|at| items.get(at)).map_or(0, |item| item.fact.span.start);
        let begins = if last < paragraph { paragraph } else { line };
        let found = items.iter().skip(from).position(|item| item.fact.span.start >= begins);
        found.filter(|_| last < begins).map_or(items.len(), |at| from + at)
    }
}
