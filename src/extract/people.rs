//! Who signs in, where no label says so: the name that stands in the same line as the error.

use std::sync::LazyLock;

use regex::Regex;

use super::Found;
use super::normal::Mapped;
use super::shapes;
use crate::model::{Fact, FactKind, Span, Via};

/// User names in lines that print an error code. A mail's header and signature stand in other lines.
pub(super) fn read(normal: &Mapped, input: usize, found: &[Found]) -> Vec<Found> {
    static AT: LazyLock<Regex> = LazyLock::new(|| shapes::regex(r"[\w.%+'-]+@[\w-]+(?:\.[\w-]+)+"));
    let codes: Vec<usize> = found.iter().filter(|item| item.fact.kind == FactKind::ErrorCode && item.weight >= 2).map(|item| item.fact.span.start).collect();
    let mut people = Vec::new();
    for name in AT.find_iter(&normal.text) {
        // An address such as `https://user@host` or a package such as `msal-node@1.15.0` is nobody.
        let before = normal.text.get(..name.start()).unwrap_or_default();
        let is_version = name.as_str().rsplit('.').next().is_some_and(|end| end.bytes().any(|b| b.is_ascii_digit()));
        if before.ends_with(['/', '@', ':']) && !before.ends_with("mailto:") || is_version {
            continue;
        }
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line_end = normal.text.get(name.end()..).and_then(|rest| rest.find('\n')).map_or(normal.text.len(), |at| name.end() + at);
        let line = normal.raw(&(line_start..line_end));
        if !codes.iter().any(|code| line.contains(code)) {
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
