//! Heads of mails: their dates and addresses are about the mail, never about the sign-in.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::normal::Mapped;
use super::shapes;
use crate::knowledge::Knowledge;

/// The heads of mails in a text: lines that begin with the words of such a head, and "On Tuesday Alex wrote:".
#[derive(Debug, Default)]
pub(super) struct Heads(Vec<Range<usize>>);

/// So many lines make a head; one "Date:" or "User:" alone may well be about the sign-in.
const LEAST_LINES: usize = 2;

impl Heads {
    pub(super) fn of(normal: &Mapped, knowledge: &Knowledge) -> Self {
        let mut heads = Self::default();
        let mut block: Option<(Range<usize>, usize)> = None;
        let mut at = 0;
        for line in normal.text.split_inclusive('\n') {
            let place = at..at + line.len();
            at = place.end;
            let text = line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '>' | '*' | '|'));
            let named = text.split_once(':').is_some_and(|(name, _)| {
                knowledge.matchers.is_mail_header(name.trim_matches(|c: char| matches!(c, '*' | ' ')))
            });
            if named {
                let (mut range, lines) = block.take().unwrap_or((place.clone(), 0));
                range.end = place.end;
                block = Some((range, lines + 1));
                continue;
            }
            // A long list of recipients goes on in the next line.
            let goes_on = line.starts_with([' ', '\t']) && !text.is_empty() && block.is_some();
            if !goes_on {
                heads.close(&mut block);
            }
            if is_reply_line(text) {
                heads.0.push(place);
            }
        }
        heads.close(&mut block);
        heads
    }

    fn close(&mut self, block: &mut Option<(Range<usize>, usize)>) {
        self.0.extend(block.take().filter(|(_, lines)| *lines >= LEAST_LINES).map(|(range, _)| range));
    }

    /// Whether a place of the normal text lies in a head.
    pub(super) fn cover(&self, at: usize) -> bool {
        let next = self.0.partition_point(|head| head.end <= at);
        self.0.get(next).is_some_and(|head| head.contains(&at))
    }
}

/// "On 17 Nov 2026 at 10:30, Alex Berg <alex@contoso.com> wrote:" in any language: a date, and a colon at the end.
fn is_reply_line(line: &str) -> bool {
    static DATE: LazyLock<Regex> = LazyLock::new(|| {
        shapes::regex(r"\b(?:19|20)\d\d\b.*\b\d{1,2}[:.]\d\d\b|\b\d{1,2}[:.]\d\d\b.*\b(?:19|20)\d\d\b")
    });
    line.ends_with(':') && line.len() < LONGEST_REPLY_LINE && line.contains(' ') && DATE.is_match(line)
}

/// Longer lines are running text, in bytes.
const LONGEST_REPLY_LINE: usize = 240;

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop where its own ground is missing")]
mod tests {
    use super::super::normal::normal;
    use super::*;

    #[test]
    fn heads_and_reply_lines_are_found_and_lone_labels_are_not() {
        let knowledge = Knowledge::embedded().unwrap();
        let covered = |text: &str, words: &str| {
            let normal = normal(text, &[]);
            Heads::of(&normal, &knowledge).cover(normal.text.find(words).unwrap())
        };
        assert!(covered("From: a@contoso.com\nDate: 2026-11-20 09:26:53Z\nHi", "2026"));
        assert!(covered("> Von: a@contoso.com\n> Gesendet: 20.11.2026 09:26:53\nHallo", "20.11"));
        assert!(covered("Am 20.11.2026 um 09:26 schrieb Alex:\n> hi", "20.11"));
        assert!(!covered("Error Code: 53003\nDate: 2026-11-20 09:26:53Z\n", "2026"));
    }
}
