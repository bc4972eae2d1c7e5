//! Times: when it happened, how long ago, and until when IT can find it.
//!
//! Edge: the present and the zone come from the options; nothing here asks the system.

use jiff::{SignedDuration, Timestamp};

use super::subject::Subject;
use crate::model::FactKind;

/// Days that sign-in logs are kept without and with a P1 or P2 licence (entra-docs reference-reports-data-retention, 2026-01-06).
const KEPT_DAYS: [i64; 2] = [7, 30];

/// When it happened, if the text says so beyond doubt.
pub(super) fn instant(subject: Subject<'_>) -> Option<Timestamp> {
    subject.sign_in().all(FactKind::Timestamp).find_map(|fact| fact.instant)
}

/// "2026-03-14 09:26:53 UTC".
pub(super) fn utc(instant: Timestamp) -> String {
    instant.strftime("%Y-%m-%d %H:%M:%S UTC").to_string()
}

/// "2026-03-14 09:26 UTC".
pub(super) fn utc_minute(instant: Timestamp) -> String {
    instant.strftime("%Y-%m-%d %H:%M UTC").to_string()
}

/// "09:26 UTC".
pub(super) fn utc_short(instant: Timestamp) -> String {
    instant.strftime("%H:%M UTC").to_string()
}

/// "2026-03-14 10:26:53 +01:00", if a zone is known.
pub(super) fn local(subject: Subject<'_>, instant: Timestamp) -> Option<String> {
    let zone = subject.options.zone.clone()?;
    Some(instant.to_zoned_datetime(zone).strftime("%Y-%m-%d %H:%M:%S %:z").to_string())
}

/// How old the event is, and until when its row is in the log.
pub(super) fn clocks(subject: Subject<'_>) -> Vec<String> {
    spoken(subject, "clock")
}

/// The same in the short words of a report, on one line.
pub(super) fn in_short(subject: Subject<'_>) -> String {
    let mut parts = spoken(subject, "report.log");
    parts.reverse();
    subject.words.parts(&parts)
}

fn spoken(subject: Subject<'_>, words: &str) -> Vec<String> {
    let Some(instant) = instant(subject) else { return vec![subject.words.get(&format!("{words}.no-time"))] };
    age(subject, instant, words).into_iter().chain(retention(subject, instant, words)).collect()
}

fn age(subject: Subject<'_>, instant: Timestamp, words: &str) -> Option<String> {
    let seconds = subject.options.now?.duration_since(instant).as_secs();
    let (number, unit) = match seconds {
        ..0 => return None,
        0..120 => return Some(subject.words.get(&format!("{words}.just-now"))),
        120..7_200 => (seconds / 60, "minutes-ago"),
        7_200..172_800 => (seconds / 3_600, "hours-ago"),
        _ => (seconds / 86_400, "days-ago"),
    };
    Some(subject.words.fill(&format!("{words}.{unit}"), &[("n", &number.to_string())]))
}

/// Until when IT can find the row: "… until 2026-03-21 (Free) or 2026-04-13 (P1 or P2)".
fn retention(subject: Subject<'_>, instant: Timestamp, words: &str) -> Option<String> {
    let [free, paid] = KEPT_DAYS.map(|days| instant.checked_add(SignedDuration::from_hours(24 * days)).ok());
    let (free, paid) = (free?, paid?);
    let key = match subject.options.now {
        Some(now) if now > paid => "gone",
        Some(now) if now > free => "paid-only",
        _ => "kept",
    };
    let day = |instant: Timestamp| instant.strftime("%Y-%m-%d").to_string();
    Some(subject.words.fill(&format!("{words}.{key}"), &[("free", &day(free)), ("paid", &day(paid))]))
}
