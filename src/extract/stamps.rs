//! Times without a label of their own: on a line alone, behind an everyday word, or with their zone beside the error.
//!
//! They count only for a sign-in that has no time beside a label, so a chat's or a log's stamp never takes its place.

use std::sync::LazyLock;

use regex::Regex;

use super::Found;
use super::heads::Heads;
use super::instants::instant;
use super::normal::Mapped;
use super::shapes::{self, Shape};
use crate::knowledge::Knowledge;
use crate::model::{Fact, FactKind, Span, Via};

/// Bytes between an error and a time that stands somewhere in running text.
const NEAR: usize = 400;
/// No line is looked at further than this for a time at its start.
const LONGEST_START: usize = 80;

/// All such times. `codes` are the places of error codes, in the order of the text as it came.
pub(super) fn read(normal: &Mapped, input: usize, heads: &Heads, codes: &[usize], knowledge: &Knowledge) -> Vec<Found> {
    let mut found = Vec::new();
    let mut add = |start: usize, shape: Shape| {
        let raw = normal.raw(&(start..start + shape.len));
        let via = shape.repaired.unwrap_or(Via::Pattern);
        let mut fact = Fact::new(FactKind::Timestamp, shape.value, Span::new(input, raw.start, raw.end), via);
        // Undone wraps make a value no surer.
        fact.via = if via == Via::Repaired { Via::Pattern } else { via };
        // A person's or a viewer's own way of writing a time is in that person's zone, which is not known.
        fact.instant = shape.instant.filter(|_| is_universal(&fact.value));
        found.push(Found::new(fact, 0));
    };
    let mut at = 0;
    let mut after_word = false;
    for line in normal.text.split_inclusive('\n') {
        let place = at;
        at += line.len();
        if heads.cover(place) {
            after_word = false;
            continue;
        }
        let start = line.len() - line.trim_start_matches(is_mark).len();
        let text = line.get(start..).unwrap_or_default();
        if let Some(shape) = instant(text) {
            let rest = text.get(shape.len..).unwrap_or_default();
            if ends(rest) && (after_word || has_seconds(&shape)) {
                add(place + start, shape);
            }
        } else if let Some((offset, shape)) = behind_word(text, knowledge) {
            add(place + start + offset, shape);
        }
        after_word = knowledge.matchers.is_time_word(text.trim_end_matches(|c: char| is_mark(c) || c == ':'));
    }
    for (start, shape) in with_zone(&normal.text) {
        let raw = normal.raw(&(start..start + shape.len)).start;
        let nearest = codes.partition_point(|&code| code + NEAR < raw);
        if !heads.cover(start)
            && stands_free(normal.text.get(..start).unwrap_or_default(), knowledge)
            && codes.get(nearest).is_some_and(|code| code.abs_diff(raw) <= NEAR)
        {
            add(start, shape);
        }
    }
    found
}

/// Quoting, lists, tables and brackets around a value.
fn is_mark(c: char) -> bool {
    c.is_whitespace() || matches!(c, '>' | '*' | '-' | '|' | '(' | ')' | '[' | ']' | '#' | '`')
}

/// Whether nothing but marks is left of a line.
fn ends(rest: &str) -> bool {
    rest.trim_start_matches(|c: char| is_mark(c) || matches!(c, '.' | ',' | ';')).is_empty()
}

/// Whether a time is written as machines write it, or names its zone.
fn is_universal(value: &str) -> bool {
    let year_first =
        value.get(..5).is_some_and(|start| start.ends_with('-') && start.starts_with(|c: char| c.is_ascii_digit()));
    let zoned = value.ends_with(['Z', 'z']) || value.trim_end_matches(')').ends_with("UTC") || value.ends_with("GMT");
    year_first || zoned || value.contains('+')
}

/// A chat's stamp has no seconds.
fn has_seconds(shape: &Shape) -> bool {
    shape.value.matches([':', '.']).count() >= 2 && shape.instant.is_some()
}

/// `Datum: 20.11.2026 09:26:53`, and how far into the line the time begins.
fn behind_word(text: &str, knowledge: &Knowledge) -> Option<(usize, Shape)> {
    let end = text
        .char_indices()
        .take(LONGEST_START)
        .find(|&(_, c)| matches!(c, ':' | '=' | '|' | '\t'))
        .map(|(at, _)| at)?;
    let word = text.get(..end)?.trim_end_matches(is_mark);
    if !knowledge.matchers.is_time_word(word) {
        return None;
    }
    let rest = text.get(end + 1..)?;
    let value = rest.trim_start_matches(|c: char| is_mark(c) || c == ':');
    Some((text.len() - value.len(), instant(value)?))
}

/// Whether no sentence leads to the value: "issued on 2026-11-20 …" is the time of something else.
fn stands_free(before: &str, knowledge: &Knowledge) -> bool {
    let before = before.trim_end_matches([' ', '"', '\'']);
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    word.is_empty() || word.contains(|c: char| c.is_ascii_digit()) || knowledge.matchers.is_time_word(word)
}

/// Instants that name their zone, anywhere.
fn with_zone(text: &str) -> impl Iterator<Item = (usize, Shape)> {
    static ZONED: LazyLock<Regex> = LazyLock::new(|| {
        shapes::regex(r"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?\s?(?:Z\b|UTC\b|[+-]\d\d:?\d\d\b)")
    });
    ZONED.find_iter(text).filter_map(|found| Some((found.start(), instant(found.as_str())?)))
}
