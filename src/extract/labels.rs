//! Labels and what stands behind them, in any order, with or without line breaks.

use std::ops::Range;

use super::normal::Mapped;
use super::shapes::{self, Shape};
use crate::knowledge::{Knowledge, LabelHit};
use crate::model::{FactKind, Via};

/// A fact read from the normal text; places are still those of the normal text.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    pub(super) kind: FactKind,
    pub(super) shape: Shape,
    pub(super) start: usize,
    pub(super) via: Via,
}

impl Reading {
    pub(super) fn range(&self) -> Range<usize> {
        self.start..self.start + self.shape.len
    }
}

/// How far a value may stand from its label, in bytes. Tables pad with blanks.
const REACH: usize = 96;
/// The longest name or word that is a value and not a paragraph.
const LONGEST_WORDS: usize = 100;

/// All labelled values, in the order of the text.
pub(super) fn read(normal: &Mapped, knowledge: &Knowledge) -> Vec<Reading> {
    let hits: Vec<LabelHit<'_>> =
        knowledge.matchers.labels(&normal.folded).filter(|hit| stands_alone(&normal.text, hit)).collect();
    let mut readings = Vec::new();
    for (number, hit) in hits.iter().enumerate() {
        let limit = hits.get(number + 1).map_or(normal.text.len(), |next| next.start);
        if let Some(kind) = hit.label.kind
            && let Some(reading) = value_behind(&normal.text, hit, kind, limit, knowledge)
        {
            readings.push(reading);
        }
    }
    readings
}

/// Labels are whole words, also in a block mashed on one line (`53003Request Id`).
fn stands_alone(text: &str, hit: &LabelHit<'_>) -> bool {
    let label = text.get(hit.start..hit.end).unwrap_or_default();
    let before = text.get(..hit.start).and_then(|t| t.chars().next_back());
    let after = text.get(hit.end..).and_then(|t| t.chars().next());
    let starts_big = label.starts_with(char::is_uppercase);
    let before_fits = match before {
        Some('_') => false,
        Some(c) if c.is_ascii_digit() => true,
        Some(c) if c.is_alphanumeric() && label.is_ascii() => starts_big && c.is_lowercase(),
        _ => true,
    };
    let after_fits = match after {
        Some('_') => false,
        Some(c) if c.is_alphanumeric() && label.is_ascii() => !hit.label.cue && (c.is_uppercase() || c.is_ascii_digit()),
        _ => true,
    };
    before_fits && after_fits
}

fn value_behind(text: &str, hit: &LabelHit<'_>, kind: FactKind, limit: usize, knowledge: &Knowledge) -> Option<Reading> {
    let (start, separated) = skip_separators(text, hit.end);
    // A label that follows at once may be part of the value: `AADSTS` behind `Error Code`.
    if start > limit || start - hit.end > REACH {
        return None;
    }
    let rest = text.get(start..)?;
    let line_len = rest.find(['\n', '\r']).unwrap_or(rest.len());
    let room = rest.get(..line_len.min(limit - start))?;
    let shape = match kind {
        FactKind::ErrorCode | FactKind::OtherCode => shapes::code(rest).or_else(|| shapes::system_number(rest)),
        FactKind::RequestId | FactKind::TraceId | FactKind::CorrelationId | FactKind::AppId | FactKind::ResourceId
        | FactKind::DeviceId | FactKind::TenantId | FactKind::UserId => shapes::guid(rest),
        FactKind::Timestamp => shapes::instant(rest),
        FactKind::IpAddress => shapes::address(rest),
        FactKind::User => shapes::user(rest),
        _ if separated || hit.label.cue => words(room, text, start, kind, knowledge),
        _ => None,
    }?;
    // A number that is no code of the sign-in service is a code of something else.
    let kind = match kind {
        FactKind::ErrorCode if shape.value.len() > 7 => FactKind::OtherCode,
        kind => kind,
    };
    let via = shape.repaired.unwrap_or(if hit.label.language.is_some() { Via::Label } else { Via::Field });
    Some(Reading { kind, shape, start, via })
}

/// The first byte behind colons, quotes, blanks and marks of tables; and whether something more than a blank was there.
fn skip_separators(text: &str, from: usize) -> (usize, bool) {
    let mut separated = false;
    let mut lines = 0;
    for (at, c) in text.get(from..).unwrap_or_default().char_indices() {
        match c {
            ' ' | '*' | '_' | '`' | '\'' | '"' | '(' | '[' | '{' | '>' | '#' | '\u{b7}' => {}
            ':' | '=' | '|' | '\t' => separated = true,
            '\n' if lines < 2 => {
                lines += 1;
                separated = true;
            }
            '\r' => {}
            '-' | '<' if lines == 0 && !separated => {}
            _ => return (from + at, separated),
        }
    }
    (text.len(), separated)
}

/// A name or a word of the state: up to the end of the line, the closing quote or the next label.
fn words(room: &str, text: &str, start: usize, kind: FactKind, knowledge: &Knowledge) -> Option<Shape> {
    let opening = text.get(..start).and_then(|t| t.chars().next_back());
    let end = match opening {
        Some(quote @ ('"' | '\'' | '`')) => room.find(quote).unwrap_or(room.len()),
        _ => room.find(['|', '\t', '"', '<']).unwrap_or(room.len()),
    };
    let room = room.get(..end)?;
    let room = room.split("  ").next().unwrap_or(room);
    let value = room.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '*' | '`' | '\'' | '}' | ']'));
    if value.is_empty() || value.len() > LONGEST_WORDS {
        return None;
    }
    let normal = normal_value(kind, value, knowledge)?;
    Some(Shape { len: value.len(), value: normal, instant: None, repaired: None })
}

/// The normalised form of a word, or `None` where it stands for "nothing here".
pub(super) fn normal_value(kind: FactKind, value: &str, knowledge: &Knowledge) -> Option<String> {
    if knowledge.matchers.is_absent(value) || is_redacted(value) {
        return None;
    }
    let folded = crate::knowledge::fold(value);
    for language in knowledge.languages() {
        let Some(values) = language.values.get(&kind) else { continue };
        let known = values
            .iter()
            .find(|(normal, spellings)| crate::knowledge::fold(normal) == folded || spellings.iter().any(|s| crate::knowledge::fold(s) == folded));
        if let Some((normal, _)) = known {
            return Some(normal.clone());
        }
    }
    match kind {
        // A state is one word of Microsoft's; prose behind the label is none.
        FactKind::DeviceState => None,
        FactKind::DevicePlatform if value.split_whitespace().count() > 3 => None,
        _ => Some(value.to_owned()),
    }
}

/// Whether somebody took the value out: `***`, `xxxx-xxxx`, `<redacted>`, `[tenant id]`.
pub(super) fn is_redacted(value: &str) -> bool {
    let value = value.trim();
    let filler = |c: char| matches!(c, 'x' | 'X' | '*' | '#' | '.' | '-' | '_' | '?' | '\u{2022}' | '\u{2588}' | '\u{2026}' | ' ' | '0');
    let bracketed = (value.starts_with(['<', '[', '{', '(']) && value.ends_with(['>', ']', '}', ')'])) && value.len() > 2;
    let folded = value.to_lowercase();
    value.chars().all(filler)
        || bracketed
        || ["redact", "removed", "masked", "anonymi", "euii", "hidden", "scrubbed", "omitted", "****", "xxxx", "####"].iter().any(|w| folded.contains(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_took_out_is_recognised() {
        for value in ["***", "xxxx", "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx", "<redacted>", "[tenant id]", "REDACTED", "{EUII Hidden}", "####"] {
            assert!(is_redacted(value), "{value}");
        }
        for value in ["Windows 10", "Microsoft Azure CLI", "Box"] {
            assert!(!is_redacted(value), "{value}");
        }
    }
}
