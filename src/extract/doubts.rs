//! Values with a letter where only another can stand: what they may mean is proposed, never taken.

use std::sync::LazyLock;

use regex::Regex;

use super::normal::Mapped;
use super::shapes;
use crate::knowledge::Knowledge;
use crate::model::{Span, Warning};

/// More changed letters than this are no slip of a reader of pictures.
const MOST_CHANGED: usize = 6;
/// So many are said; a text full of them is no error report.
const MOST_DOUBTS: usize = 20;

/// What may be misread in a text: ids, and codes of the sign-in service.
pub(super) fn find(normal: &Mapped, input: usize, knowledge: &Knowledge) -> Vec<Warning> {
    static GUID: LazyLock<Regex> = LazyLock::new(|| {
        shapes::regex(r"\b[0-9A-Za-z|]{8}-[0-9A-Za-z|]{4}-[0-9A-Za-z|]{4}-[0-9A-Za-z|]{4}-[0-9A-Za-z|]{12}\b")
    });
    static CODE: LazyLock<Regex> =
        LazyLock::new(|| shapes::regex(r"(?i)(?:aadsts\s?|code\s?[:#]?\s{0,2})([0-9][0-9OoIl|SsZz]{3,6})\b"));
    let span = |place: std::ops::Range<usize>| {
        let raw = normal.raw(&place);
        Span::new(input, raw.start, raw.end)
    };
    let ids = GUID.find_iter(&normal.text).filter_map(|found| {
        let meant = meant(found.as_str(), char::is_ascii_hexdigit)?;
        let place = span(found.range());
        Some(Warning::at(place, "doubtful-id").with("proposal", &shapes::guid(&meant)?.value))
    });
    let codes = CODE.captures_iter(&normal.text).filter_map(|found| found.get(1)).filter_map(|found| {
        let meant = meant(found.as_str(), char::is_ascii_digit)?;
        knowledge.code(&meant)?;
        let place = span(found.range());
        Some(Warning::at(place, "doubtful-code").with("proposal", &meant))
    });
    let mut doubts: Vec<Warning> = ids.chain(codes).take(MOST_DOUBTS).collect();
    doubts.sort_by_key(|warning| warning.span.map(|span| span.start));
    doubts
}

/// The value with the letters that pictures and pens confuse changed back; `None` where nothing had to be changed, or
/// something cannot be.
fn meant(text: &str, fits: fn(&char) -> bool) -> Option<String> {
    let mut changed = 0;
    let mut meant = String::with_capacity(text.len());
    for c in text.chars() {
        meant.push(match c {
            c if c == '-' || fits(&c) => c,
            _ => {
                changed += 1;
                match c {
                    'O' | 'o' | 'Q' => '0',
                    'I' | 'l' | 'i' | '|' => '1',
                    'Z' | 'z' => '2',
                    'S' | 's' => '5',
                    'G' => '6',
                    'g' | 'q' => '9',
                    _ => return None,
                }
            }
        });
    }
    (1..=MOST_CHANGED).contains(&changed).then_some(meant)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop where its own ground is missing")]
mod tests {
    use super::super::normal::normal;
    use super::*;

    #[test]
    fn a_changed_letter_is_proposed_with_its_place() {
        let knowledge = Knowledge::embedded().unwrap();
        let doubts = |text: &str| {
            let said = |warning: Warning| {
                let span = warning.span.unwrap();
                (text[span.start..span.end].to_owned(), warning.values.first().unwrap().1.clone())
            };
            find(&normal(text, &[]), 0, &knowledge).into_iter().map(said).collect::<Vec<_>>()
        };
        let id = "8f2c1d3e-4a5b-4c7d-8e9f-Oa1b2c3d4e5f";
        let proposed =
            ("8f2c1d3e-4a5b-4c7d-8e9f-Oa1b2c3d4e5f".to_owned(), "8f2c1d3e-4a5b-4c7d-8e9f-0a1b2c3d4e5f".to_owned());
        assert_eq!(doubts(&format!("Request Id: {id}")), [proposed]);
        assert_eq!(doubts("Error Code: 53OO3"), [("53OO3".to_owned(), "53003".to_owned())]);
        for sound in [
            "8f2c1d3e-4a5b-4c7d-8e9f-0a1b2c3d4e5f",
            "xxxxxxxx-4a5b-4c7d-8e9f-0a1b2c3d4e5f",
            "code: 5HELLO",
            "code 53003",
        ] {
            assert!(doubts(sound).is_empty(), "{sound}");
        }
    }
}
