//! Instants: ISO 8601 and the other forms of date and time that Microsoft's pages, programs and people's tools print.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use regex::{Captures, Regex};

use super::shapes::{Shape, regex};
use crate::model::Via;

/// The forms of a date, the surest first; each is followed by a time of day.
const DATES: [&str; 6] = [
    // 2026-11-20T09:26:53Z, wraps inside undone
    r"(?<year>\d{4})\s*-\s*(?<month>\d{1,2})\s*-\s*(?<day>\d{1,2})(?:\s*[Tt]\s*|\s*,\s*|\s+at\s+|\s+)",
    // 20261120T092653Z has its own form of time
    r"(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)T",
    // 2026年11月20日, 2026년 11월 20일, 2026. 11. 20.
    r"(?<year>\d{4})(?:年|년|\.)\s?(?<month>\d{1,2})(?:月|월|\.)\s?(?<day>\d{1,2})(?:日|일|\.)?,?\s*",
    // Fri, 20 Nov 2026
    r"(?:[A-Za-z]{3,9},?\s+)?(?<day>\d{1,2})(?:st|nd|rd|th|\.)?[\s-](?<name>[A-Za-z]{3,9})\.?,?[\s-](?<year>\d{4})(?:,?\s+at\s+|,?\s+)",
    // Friday, November 20, 2026
    r"(?:[A-Za-z]{3,9},?\s+)?(?<name>[A-Za-z]{3,9})\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<year>\d{4})(?:,?\s+at\s+|,?\s+)",
    // 20.11.2026, 11/20/2026
    r"(?<first>\d{1,4})(?<mark>[/.-])(?<second>\d{1,2})[/.-](?<third>\d{4}|\d{1,2})(?:,?\s+|T)",
];

/// A time of day, its half of the day on either side, and its zone.
const TIME: &str = r"(?<early>(?:오전|上午|午前)\s?)?(?<late>(?:오후|下午|午後)\s?)?(?<hour>\d{1,2})(?::\s*|\.)(?<minute>\d{2})(?:(?::\s*|\.)(?<second_>\d{2})(?:[.,](?<fraction>\d{1,9}))?)?(?:\s?(?<half>AM|PM|am|pm|a\.\s?m\.|p\.\s?m\.))?(?<zone>\s?Z\b|\s?z\b|\s?\(?UTC\)?|\s?GMT|\s?[+-]\d{2}:?\d{2})?";
/// The same without colons.
const SHORT_TIME: &str = r"(?<hour>\d\d)(?<minute>\d\d)(?<second_>\d\d)(?:\.(?<fraction>\d{1,9}))?(?<zone>Z\b)";

/// The months as mail and HTTP print them.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// An instant at the start of a text. Without a zone it is UTC, as Microsoft's pages and messages are. Where day and
/// month can be read in two ways, its words are the value, and the instant is missing.
pub(super) fn instant(text: &str) -> Option<Shape> {
    static FORMS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
        let time = |date: &str| if date.ends_with(r"(?<day>\d\d)T") { SHORT_TIME } else { TIME };
        DATES.iter().map(|date| regex(&format!("^{date}{}", time(date)))).collect()
    });
    // Every form begins with a figure or a name, so most places of a text are passed over at once.
    if !text.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let found = FORMS.iter().find_map(|form| form.captures(text))?;
    let whole = found.get(0)?;
    match date(&found)? {
        Date::Known(date) => finish(&found, date),
        Date::Ambiguous => Some(Shape::plain(whole.len(), whole.as_str().to_owned())),
    }
}

/// What the words of a date say.
enum Date {
    /// Year, month and day.
    Known([i64; 3]),
    /// Day and month can be read in two ways.
    Ambiguous,
}

fn date(found: &Captures<'_>) -> Option<Date> {
    if let Some(day) = number(found, "day") {
        let month = number(found, "month").or_else(|| month_of(found.name("name")?.as_str()))?;
        return Some(Date::Known([number(found, "year")?, month, day]));
    }
    let [first, second, third] = ["first", "second", "third"].map(|name| number(found, name));
    let (first, second, third) = (first?, second?, third?);
    // "1.2.3" is a version.
    if first.max(third) < 10 {
        return None;
    }
    let year = if third < 100 { third + 2000 } else { third };
    let dots = found.name("mark").is_some_and(|mark| mark.as_str() == ".");
    Some(if first > 31 {
        Date::Known([first, second, third])
    } else if dots || first > 12 {
        Date::Known([year, second, first])
    } else if found.name("half").is_some() || second > 12 {
        Date::Known([year, first, second])
    } else {
        // 03/04/2026 is March or April: shown, not guessed.
        Date::Ambiguous
    })
}

fn month_of(name: &str) -> Option<i64> {
    let start = name.get(..3)?.to_ascii_lowercase();
    MONTHS.iter().zip(1..).find(|(month, _)| **month == start).map(|(_, number)| number)
}

fn number(found: &Captures<'_>, name: &str) -> Option<i64> {
    found.name(name)?.as_str().parse().ok()
}

fn finish(found: &Captures<'_>, [year, month, day]: [i64; 3]) -> Option<Shape> {
    let hour = number(found, "hour")?;
    let half = found.name("half").map(|half| half.as_str().to_ascii_lowercase());
    let late = found.name("late").is_some() || half.as_ref().is_some_and(|half| half.starts_with('p'));
    let early = found.name("early").is_some() || half.as_ref().is_some_and(|half| half.starts_with('a'));
    let hour = match hour {
        hour if late && hour < 12 => hour + 12,
        12 if early => 0,
        hour => hour,
    };
    let second = number(found, "second_").unwrap_or(0);
    let fraction = found.name("fraction").map_or("0", |m| m.as_str());
    let nanosecond: i32 = format!("{fraction:0<9}").get(..9)?.parse().ok()?;
    let civil = DateTime::new(
        year.try_into().ok()?,
        month.try_into().ok()?,
        day.try_into().ok()?,
        hour.try_into().ok()?,
        number(found, "minute")?.try_into().ok()?,
        second.min(59).try_into().ok()?,
        nanosecond,
    )
    .ok()?;
    let shift = found.name("zone").map_or(Some(0), |zone| zone_seconds(zone.as_str()))?;
    let instant = TimeZone::UTC.to_timestamp(civil).ok()?.checked_sub(jiff::SignedDuration::from_secs(shift)).ok()?;
    Some(shape(found.get(0)?.as_str(), instant))
}

fn shape(text: &str, instant: Timestamp) -> Shape {
    let value = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let repaired = text.contains(['\n', '\r']).then_some(Via::Repaired);
    Shape { len: text.len(), value, instant: Some(instant), repaired }
}

/// Seconds east of UTC.
fn zone_seconds(zone: &str) -> Option<i64> {
    let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() {
        return Some(0);
    }
    let sign = if zone.contains('-') { -1 } else { 1 };
    let hours: i64 = digits.get(..2)?.parse().ok()?;
    let minutes: i64 = digits.get(2..)?.parse().ok()?;
    Some(sign * (hours * 3600 + minutes * 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> Option<String> {
        instant(text).and_then(|s| s.instant).map(|t| t.to_string())
    }

    #[test]
    fn instants_are_utc_unless_they_say_else() {
        assert_eq!(utc("2026-09-03T13:32:53.761Z App").as_deref(), Some("2026-09-03T13:32:53.761Z"));
        assert_eq!(utc("2026-02-17 18:39:09Z").as_deref(), Some("2026-02-17T18:39:09Z"));
        assert_eq!(utc("2026-02-17 18:39:09 +02:00").as_deref(), Some("2026-02-17T16:39:09Z"));
        assert_eq!(utc("2026-02-\n17 18:39:09Z").as_deref(), Some("2026-02-17T18:39:09Z"));
        assert_eq!(utc("2/17/2026, 6:39:09 PM").as_deref(), Some("2026-02-17T18:39:09Z"));
        assert_eq!(utc("17.02.2026 18:39:09").as_deref(), Some("2026-02-17T18:39:09Z"));
        assert_eq!(utc("03/04/2026 10:00:00"), None);
        assert_eq!(utc("2026-13-40 99:99:99Z"), None);
    }

    #[test]
    fn every_usual_form_is_read() {
        for text in [
            "Tue, 17 Feb 2026 18:39:09 GMT",
            "February 17, 2026 6:39:09 PM UTC",
            "Tuesday, February 17, 2026 at 18:39:09",
            "17-Feb-2026 18:39:09",
            "17-02-2026 18:39:09",
            "2026/02/17 18:39:09",
            "20260217T183909Z",
            "2026年2月17日 18:39:09",
            "2026. 2. 17. 오후 6:39:09",
            "2026-02-17 18.39.09",
            "2026-02-17 at 18:39:09Z",
            "2/17/26, 6:39:09 PM",
        ] {
            assert_eq!(utc(text).as_deref(), Some("2026-02-17T18:39:09Z"), "{text}");
        }
        for text in ["53003 18:39", "1.2.3 18:39:09", "Nov 17 18:39:09", "203.0.113.7 18:39"] {
            assert_eq!(utc(text), None, "{text}");
        }
    }
}
