//! Who signs in, where no label says so: the name that stands in the line of the error, or just above it.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::Found;
use super::heads::Heads;
use super::normal::Mapped;
use super::shapes;
use crate::knowledge::Knowledge;
use crate::model::{Fact, FactKind, Span, Via};

/// User names close to a printed error code. A mail's head is recognised, its signature stands below.
pub(super) fn read(normal: &Mapped, input: usize, heads: &Heads, found: &[Found], knowledge: &Knowledge) -> Vec<Found> {
    let codes = super::places_of_codes(found, super::codes::NAMED);
    let names: Vec<Name> = names(normal, heads, knowledge);
    // Where a text names one person only, above the error, that is who signs in, however many paragraphs lie between.
    let sole = names.first().filter(|first| names.iter().all(|name| name.value == first.value));
    let told = |name: &Name| {
        let near = normal.raw(&name.near);
        let next = codes.get(codes.partition_point(|&code| code < near.start));
        let above = sole.is_some() && name.in_sentence;
        next.is_some_and(|&code| code < near.end || above && code < near.end + FURTHEST)
    };
    let fact = |name: &Name| {
        let raw = normal.raw(&name.place);
        let span = Span::new(input, raw.start, raw.end);
        Found::new(Fact::new(FactKind::User, name.value.as_str(), span, Via::Pattern), 0)
    };
    names.iter().filter(|name| told(name)).map(fact).collect()
}

/// An address that may be somebody's user name.
struct Name {
    value: String,
    place: Range<usize>,
    /// From the start of its line to where an error still belongs to it.
    near: Range<usize>,
    /// Other words stand in its line: it is no signature.
    in_sentence: bool,
}

fn names(normal: &Mapped, heads: &Heads, knowledge: &Knowledge) -> Vec<Name> {
    static AT: LazyLock<Regex> = LazyLock::new(|| shapes::regex(r"[\w.%+'-]+@[\w-]+(?:\.[\w-]+)+"));
    let mut names = Vec::new();
    for found in AT.find_iter(&normal.text) {
        // An address such as `https://user@host` or a package such as `msal-node@1.15.0` is nobody.
        let before = normal.text.get(..found.start()).unwrap_or_default();
        let is_version = found.as_str().rsplit('.').next().is_some_and(|end| end.bytes().any(|b| b.is_ascii_digit()));
        let is_desk = found.as_str().split('@').next().is_some_and(|name| knowledge.matchers.is_role(name));
        let in_url = before.ends_with(['/', '@', ':']) && !before.ends_with("mailto:");
        if in_url || is_version || is_desk || heads.cover(found.start()) {
            continue;
        }
        let window = tail(before);
        let line_start = found.start() - window.len() + window.rfind('\n').map_or(0, |at| at + 1);
        let line_before = normal.text.get(line_start..found.start()).unwrap_or_default();
        let after = normal.text.get(found.end()..).unwrap_or_default();
        let Some(shape) = shapes::user(found.as_str()).filter(|_| !is_header(line_before)) else { continue };
        names.push(Name {
            value: shape.value,
            place: found.start()..found.start() + shape.len,
            near: line_start..found.end() + reach(after),
            in_sentence: !is_entry(line_before)
                && has_words(line_before, head(after).lines().next().unwrap_or_default()),
        });
    }
    names
}

/// `Opened by: Alex Berg (`: an entry of a form, whoever it names.
fn is_entry(before: &str) -> bool {
    before.split_once(": ").is_some_and(|(label, _)| label.split_whitespace().count() <= LONGEST_ENTRY)
}

/// So many words stand before the colon of a form's entry, at most.
const LONGEST_ENTRY: usize = 4;

/// Whether a line says something besides the name in it.
fn has_words(before: &str, after: &str) -> bool {
    let words = |text: &str| text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).count();
    words(before) + words(after) >= 2
}

/// How far below a name an error still belongs to it, in bytes: to the end of its paragraph, some lines at most.
fn reach(after: &str) -> usize {
    let after = head(after);
    let mut end = 0;
    for (number, line) in after.split_inclusive('\n').enumerate() {
        let empty = line.trim_matches(|c: char| c.is_whitespace() || c == '>').is_empty();
        if number > 0 && (empty || number > LINES_BELOW) {
            break;
        }
        end += line.len();
    }
    end
}

/// A page's title, its sentence and the heading of its details stand between a name and the code.
const LINES_BELOW: usize = 8;

/// A line of a log is not longer than this; beyond it, nothing belongs to a name.
const FURTHEST: usize = 4096;

fn head(text: &str) -> &str {
    let to = (0..=FURTHEST.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    text.get(..to).unwrap_or_default()
}

fn tail(text: &str) -> &str {
    let from =
        (text.len().saturating_sub(FURTHEST)..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    text.get(from..).unwrap_or_default()
}

/// `From: `, `Cc: `, `Gesendet von: ` and the like.
fn is_header(before: &str) -> bool {
    before
        .trim_end()
        .trim_end_matches(['<', '"'])
        .trim_end()
        .strip_suffix(':')
        .is_some_and(|label| label.trim_matches(['>', ' ', '*']).split_whitespace().count() <= 2)
        || before.contains('<')
}
