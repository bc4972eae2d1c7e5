//! Times as exports of logs write them, besides those of pages and messages.

use std::sync::LazyLock;

use jiff::Timestamp;
use regex::Regex;

use super::instants::instant;
use super::shapes::{self, Shape};

/// The time at the start of a value: any form that pages use, or `/Date(1794456000000)/`.
pub(super) fn read(text: &str) -> Option<Shape> {
    instant(text).or_else(|| since_1970(text))
}

/// Old JSON writers count milliseconds.
fn since_1970(text: &str) -> Option<Shape> {
    static COUNT: LazyLock<Regex> = LazyLock::new(|| shapes::regex(r"^/Date\((-?\d{1,14})(?:[+-]\d{4})?\)/"));
    let found = COUNT.captures(text)?;
    let instant = Timestamp::from_millisecond(found.get(1)?.as_str().parse().ok()?).ok()?;
    Some(Shape { len: found.get(0)?.len(), value: instant.to_string(), instant: Some(instant), repaired: None })
}

/// Whether a time says, or its name says, what zone it is in.
pub(super) fn has_zone(value: &str, name: &str) -> bool {
    static ZONE: LazyLock<Regex> =
        LazyLock::new(|| shapes::regex(r"(?i)(?:\d\s?z|\butc\b|\bgmt\b|[+-]\d{2}:?\d{2})\)?\s*$"));
    ZONE.is_match(value.trim()) && value.contains(':') || name.to_ascii_lowercase().contains("utc")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_exports_are_read() {
        let utc = |text| read(text).and_then(|shape| shape.instant).map(|instant| instant.to_string());
        assert_eq!(utc("/Date(1794456000000)/").as_deref(), Some("2026-11-12T04:00:00Z"));
        assert_eq!(utc("Nov 11, 2026 6:10:00 AM").as_deref(), Some("2026-11-11T06:10:00Z"));
        assert_eq!(utc("11/14/2026, 1:00:00.401 AM").as_deref(), Some("2026-11-14T01:00:00.401Z"));
        assert_eq!(utc("Nov 41, 2026 6:10:00 AM"), None);
    }

    #[test]
    fn a_zone_stands_in_the_value_or_the_name() {
        assert!(has_zone("2026-11-12T04:00:00Z", "date"));
        assert!(has_zone("11/20/2026, 2:22:05 PM UTC", "date"));
        assert!(has_zone("11/20/2026, 2:22:05 PM", "Date (UTC)"));
        assert!(!has_zone("11/20/2026, 2:22:05 PM", "date"));
        assert!(!has_zone("2026-11-20", "date"));
    }
}
