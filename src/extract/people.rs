//! Who signs in, where no label says so: the name that stands in the line of the error, or just above it.

use std::sync::LazyLock;

use regex::Regex;

use super::Found;
use super::normal::Mapped;
use super::shapes;
use crate::model::{Fact, FactKind, Span, Via};

/// User names close to a printed error code. A mail's header is recognised, its signature stands below.
pub(super) fn read(normal: &Mapped, input: usize, found: &[Found]) -> Vec<Found> {
    static AT: LazyLock<Regex> = LazyLock::new(|| shapes::regex(r"[\w.%+'-]+@[\w-]+(?:\.[\w-]+)+"));
    let mut codes: Vec<usize> = found
        .iter()
        .filter(|item| item.fact.kind == FactKind::ErrorCode && item.weight >= 2)
        .map(|item| item.fact.span.start)
        .collect();
    codes.sort_unstable();
    let mut people = Vec::new();
    for name in AT.find_iter(&normal.text) {
        // An address such as `https://user@host` or a package such as `msal-node@1.15.0` is nobody.
        let before = normal.text.get(..name.start()).unwrap_or_default();
        let is_version = name.as_str().rsplit('.').next().is_some_and(|end| end.bytes().any(|b| b.is_ascii_digit()));
        if before.ends_with(['/', '@', ':']) && !before.ends_with("mailto:") || is_version {
            continue;
        }
        let window = tail(before);
        let line_start = name.start() - window.len() + window.rfind('\n').map_or(0, |at| at + 1);
        if is_header(normal.text.get(line_start..name.start()).unwrap_or_default()) {
            continue;
        }
        let reach = reach(normal.text.get(name.end()..).unwrap_or_default());
        let near = normal.raw(&(line_start..name.end() + reach));
        let first_behind = codes.partition_point(|&code| code < near.start);
        if codes.get(first_behind).is_none_or(|&code| code >= near.end) {
            continue;
        }
        if let Some(shape) = shapes::user(name.as_str()) {
            let raw = normal.raw(&(name.start()..name.start() + shape.len));
            let span = Span::new(input, raw.start, raw.end);
            people.push(Found { fact: Fact::new(FactKind::User, shape.value, span, Via::Pattern), weight: 0 });
        }
    }
    people
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
