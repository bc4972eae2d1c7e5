//! Labels and what stands behind them, in any order, with or without line breaks.

use std::ops::Range;

use super::normal::Mapped;
use super::shapes::{self, Reader, Shape};
use crate::knowledge::{Knowledge, LabelHit, LabelUse, fold, stands_alone};
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
    let hits = knowledge.matchers.labels(&normal.folded, |start, end, cue| stands_alone(&normal.text, start, end, cue));
    // Where many labels stand at the start of a line, somebody retyped the block, and a blank is enough behind them.
    let at_line_start = |hit: &&LabelHit<'_>| starts_line(&normal.text, hit.start);
    let retyped = hits.iter().filter(at_line_start).count() >= BLOCK;
    let mut readings = Vec::new();
    for (number, hit) in hits.iter().enumerate() {
        let next = hits.iter().skip(number + 1).find(|next| ends_value(&normal.text, next));
        let limit = next.map_or(normal.text.len(), |next| next.start);
        let place = Place { text: &normal.text, limit, blank_is_enough: retyped && at_line_start(&hit) };
        readings.extend(hit.uses.iter().find_map(|label| place.value(hit, label, knowledge)));
    }
    readings
}

/// Whether a label ends the value before it. A name may hold an everyday word: `Contoso Device Manager`.
fn ends_value(text: &str, hit: &LabelHit<'_>) -> bool {
    let label = text.get(hit.start..hit.end).unwrap_or_default();
    let everyday = label.is_ascii() && label.bytes().all(|b| b.is_ascii_alphabetic());
    let named = hit.uses.iter().any(|label| !label.cue);
    if hit.uses.iter().any(|label| label.kind.is_none()) {
        return true;
    }
    let after = text.get(hit.end..).unwrap_or_default().trim_start_matches([' ', '*', '"', '\'', '`']);
    named && (!everyday || starts_line(text, hit.start) || after.starts_with([':', '=', '|', '\t']))
}

/// No value is longer, so that a text without line ends is not searched to its end for every label.
const LONGEST_LINE: usize = 512;

fn floor(text: &str, most: usize) -> usize {
    (0..=most.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// So many labels at the start of lines make a block.
const BLOCK: usize = 4;

/// Whether only a few blanks stand between a place and the start of its line.
fn starts_line(text: &str, at: usize) -> bool {
    let blanks = text.get(..at).unwrap_or_default().bytes().rev().take(16).take_while(|&b| b == b' ').count();
    at == blanks || text.as_bytes().get(at - blanks - 1) == Some(&b'\n')
}

/// A label's surroundings.
struct Place<'a> {
    text: &'a str,
    /// Where the next label begins.
    limit: usize,
    blank_is_enough: bool,
}

impl Place<'_> {
    fn value(&self, hit: &LabelHit<'_>, label: &LabelUse, knowledge: &Knowledge) -> Option<Reading> {
        let mut kind = label.kind?;
        let (start, separated) = skip_separators(self.text, hit.end);
        if start > self.limit || start - hit.end > REACH {
            return None;
        }
        let rest = self.text.get(start..)?;
        let line_len = rest
            .bytes()
            .take(LONGEST_LINE)
            .position(|b| b == b'\n' || b == b'\r')
            .unwrap_or_else(|| floor(rest, LONGEST_LINE));
        let room = rest.get(..line_len.min(self.limit - start))?;
        // A name behind "Application" may be its id instead.
        if let Some(id) = id_kind(kind).filter(|_| shapes::guid(rest).is_some()) {
            kind = id;
        }
        // In a challenge of a service, the client is the service itself.
        if kind == FactKind::AppId && is_challenge(self.text, hit.start) {
            kind = FactKind::ResourceId;
        }
        let shape = match shapes::reader(kind) {
            Reader::Shape(read) => read(rest),
            Reader::Words | Reader::Name
                if separated || label.cue || self.blank_is_enough || says_enough(kind, hit) =>
            {
                wrapped_app(kind, rest, room, knowledge).or_else(|| words(room, self.text, start, kind, knowledge))
            }
            Reader::Words | Reader::Name => None,
        }?;
        // The everyday word "app" is a label before the name of a known one only.
        let everyday =
            kind == FactKind::AppName && self.text.get(hit.start..hit.end).is_some_and(|label| label.len() == 3);
        if everyday && !knowledge.is_app_name(&shape.value) {
            return None;
        }
        // A number that is no code of the sign-in service is a code of something else.
        if kind == FactKind::ErrorCode && shape.value.len() > 7 {
            kind = FactKind::OtherCode;
        }
        let via = shape.repaired.unwrap_or(if label.language.is_some() { Via::Label } else { Via::Field });
        Some(Reading { kind, shape, start, via })
    }
}

/// Behind "device state" and "device platform" only the vendor's own words are read, so a blank is enough.
fn says_enough(kind: FactKind, hit: &LabelHit<'_>) -> bool {
    matches!(kind, FactKind::DeviceState | FactKind::DevicePlatform) && hit.end - hit.start >= LONG_LABEL
}

/// A label of so many bytes is no everyday word.
const LONG_LABEL: usize = 9;

/// The kind of the id that may stand in the place of a name.
fn id_kind(name: FactKind) -> Option<FactKind> {
    match name {
        FactKind::AppName => Some(FactKind::AppId),
        FactKind::ResourceName => Some(FactKind::ResourceId),
        _ => None,
    }
}

/// Whether a label stands in `WWW-Authenticate: Bearer …, authorization_uri=…, client_id=…`.
fn is_challenge(text: &str, at: usize) -> bool {
    let from = floor(text, at.saturating_sub(LONGEST_LINE));
    let before = text.get(from..at).unwrap_or_default();
    before.rsplit('\n').next().is_some_and(|line| line.contains("authorization_uri=") && line.contains("Bearer"))
}

/// The first byte behind colons, quotes, blanks and marks of tables; and whether something more than a blank was there.
fn skip_separators(text: &str, from: usize) -> (usize, bool) {
    let mut separated = false;
    let mut lines = 0;
    let rest = text.get(from..).unwrap_or_default();
    // Leaders: `Error Code ........ 53003`.
    let dots = rest.trim_start_matches([' ', '.', '\u{2026}']);
    let leaders = rest.len() - dots.len();
    let led = rest.get(..leaders).is_some_and(|dots| dots.contains("...") || dots.contains('\u{2026}'));
    let from = if led { from + leaders } else { from };
    separated |= led;
    for (at, c) in text.get(from..).unwrap_or_default().char_indices() {
        match c {
            ' ' | '*' | '_' | '`' | '\'' | '"' | '(' | '[' | '{' | '>' | '#' | '\u{b7}' | '\r' => {}
            ':' | '=' | '|' | '\t' => separated = true,
            '\n' if lines < 2 => {
                lines += 1;
                separated = true;
            }
            ';' if lines == 0 && !separated => separated = true,
            '-' | '<' if lines == 0 && !separated => {}
            _ => return (from + at, separated),
        }
    }
    (text.len(), separated)
}

/// An application's name that goes on in the next line, if the two lines together name a known one.
fn wrapped_app(kind: FactKind, rest: &str, room: &str, knowledge: &Knowledge) -> Option<Shape> {
    let second_line = rest.get(room.len()..)?.trim_start_matches('\r').strip_prefix('\n')?;
    let second = second_line.lines().next()?.trim_matches(|c: char| c.is_whitespace() || c == '>');
    let begins = rest.len() - second_line.len();
    let name = format!("{} {second}", room.trim());
    if kind != FactKind::AppName || second.is_empty() || !knowledge.is_app_name(&name) {
        return None;
    }
    let len = begins + second_line.find(second)? + second.len();
    Some(Shape::plain(len, name))
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
    // `Microsoft Azure CLI (04b07795-…)`: the id in brackets is not part of the name.
    let room = room
        .find(" (")
        .filter(|&at| room.get(at + 2..).is_some_and(looks_like_id))
        .and_then(|at| room.get(..at))
        .unwrap_or(room);
    let value =
        room.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '*' | '`' | '\'' | '}' | ']'));
    // An error text behind a word that happens to be a label is no name.
    let is_message = value.to_ascii_lowercase().contains("aadsts");
    if value.is_empty() || value.len() > LONGEST_WORDS || is_message || is_guid_like(value) {
        return None;
    }
    let (len, normal) = match shapes::reader(kind) {
        Reader::Words => known_word(kind, value, knowledge)?,
        Reader::Shape(_) | Reader::Name => (value.len(), normal_value(kind, value, knowledge)?),
    };
    Some(Shape::plain(len, normal))
}

/// Whether a value has the form of a GUID, be it a real one or a stand-in such as `aaaaaaaa-bbbb-…`.
fn is_guid_like(value: &str) -> bool {
    let groups: Vec<&str> = value.trim_matches(['{', '}']).split('-').collect();
    let letters = |group: &&str| group.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'*');
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12]) && groups.iter().all(letters)
}

pub(super) fn looks_like_id(text: &str) -> bool {
    text.get(..8).is_some_and(|start| start.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// The longest known word of the vendor's at the start of a value: `Unregistered (this is the cause)`, `Firefox 152.0`.
pub(super) fn known_word(kind: FactKind, value: &str, knowledge: &Knowledge) -> Option<(usize, String)> {
    if knowledge.matchers.is_absent(value) || is_redacted(value) {
        return None;
    }
    let folded = fold(value);
    let begins_with = |spelling: &str| {
        let spelling = fold(spelling);
        let rest = folded.strip_prefix(&spelling)?;
        (!rest.starts_with(char::is_alphanumeric) || !spelling.is_ascii()).then_some(spelling.len())
    };
    let values = knowledge.languages().iter().filter_map(|language| language.values.get(&kind)).flatten();
    values
        .flat_map(|(normal, spellings)| spellings.iter().chain([normal]).map(move |spelling| (spelling, normal)))
        .filter_map(|(spelling, normal)| Some((begins_with(spelling)?, normal.clone())))
        .max_by_key(|(len, _)| *len)
}

/// The normalised form of a word, or `None` where it stands for "nothing here".
pub(super) fn normal_value(kind: FactKind, value: &str, knowledge: &Knowledge) -> Option<String> {
    if knowledge.matchers.is_absent(value) || is_redacted(value) {
        return None;
    }
    let folded = fold(value);
    for language in knowledge.languages() {
        let Some(values) = language.values.get(&kind) else { continue };
        let known = values.iter().find(|(normal, spellings)| {
            fold(normal) == folded || spellings.iter().any(|spelling| fold(spelling) == folded)
        });
        if let Some((normal, _)) = known {
            return Some(normal.clone());
        }
    }
    Some(value.to_owned())
}

/// Whether somebody took the value out: `***`, `xxxx-xxxx`, `<redacted>`, `[tenant id]`.
pub(super) fn is_redacted(value: &str) -> bool {
    let value = value.trim();
    let filler = |c: char| {
        matches!(c, 'x' | 'X' | '*' | '#' | '.' | '-' | '_' | '?' | '\u{2022}' | '\u{2588}' | '\u{2026}' | ' ' | '0')
    };
    let bracketed =
        (value.starts_with(['<', '[', '{', '(']) && value.ends_with(['>', ']', '}', ')'])) && value.len() > 2;
    let folded = value.to_lowercase();
    let variable = value.strip_prefix(['$', '%']).is_some_and(|name| {
        !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '%' | '{' | '}' | ':' | '.'))
    });
    value.chars().all(filler)
        || bracketed
        || variable
        || ["redact", "removed", "masked", "anonymi", "euii", "hidden", "scrubbed", "omitted", "****", "xxxx", "####"]
            .iter()
            .any(|w| folded.contains(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_took_out_is_recognised() {
        for value in [
            "***",
            "xxxx",
            "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
            "<redacted>",
            "[tenant id]",
            "REDACTED",
            "{EUII Hidden}",
            "####",
        ] {
            assert!(is_redacted(value), "{value}");
        }
        for value in ["Windows 10", "Microsoft Azure CLI", "Box"] {
            assert!(!is_redacted(value), "{value}");
        }
    }
}
