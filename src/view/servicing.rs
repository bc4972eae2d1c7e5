//! Until when the version of a system gets updates, as a statement dated by the present.
//!
//! Edge: the end of updates is a hint. Which version is accepted, the organisation's own rule decides.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::{Options, Words};
use crate::knowledge::{Editions, Servicing, SystemRow};

/// A statement about the version that a device names, where it is in the table.
pub(super) fn statement(system: &str, version: &str, words: Words<'_>, options: &Options) -> Option<String> {
    let servicing = words.knowledge().servicing(system, version)?;
    let today = options.now.map(|now| TimeZone::UTC.to_datetime(now).date());
    let past = |row: &SystemRow| row.ends.zip(today).is_some_and(|(ends, today)| ends < today);
    let (ended, kept): (Vec<&SystemRow>, Vec<&SystemRow>) = servicing.rows.iter().copied().partition(|row| past(row));
    let parts = [("servicing.ended", ended), ("servicing.kept", kept)].map(|(key, rows)| {
        let (open, closed): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.ends.is_none());
        let of_open = open.first().map(|row| words.fill("servicing.open", &[("source", &row.source)]));
        let dates: Vec<String> = closed.into_iter().filter_map(|row| Some(date(row, row.ends?, words))).collect();
        let of_dated = (!dates.is_empty()).then(|| {
            // Without a present nobody can say whether a day is past.
            let key = if today.is_none() { "servicing.ends" } else { key };
            words.fill(key, &[("dates", &words.list(&dates))])
        });
        of_dated.into_iter().chain(of_open).collect::<Vec<_>>()
    });
    let parts = words.parts(&parts.concat());
    Some(words.fill("servicing.statement", &[("system", &named(&servicing)?), ("parts", &parts)]))
}

/// Whether no edition that it may be gets updates any more.
pub(super) fn has_ended(system: &str, version: &str, words: Words<'_>, options: &Options) -> bool {
    let today = options.now.map(|now| TimeZone::UTC.to_datetime(now).date());
    let servicing = words.knowledge().servicing(system, version);
    servicing.zip(today).is_some_and(|(servicing, today)| servicing.has_ended(today))
}

/// "2026-10-13 (Home, Pro)".
fn date(row: &SystemRow, ends: Date, words: Words<'_>) -> String {
    match row.editions {
        Editions::All => ends.to_string(),
        editions => format!("{ends} ({})", words.get(&format!("edition.{}", editions.id()))),
    }
}

/// "Windows 11 24H2 (26100)", "macOS 15 Sequoia".
fn named(servicing: &Servicing<'_>) -> Option<String> {
    let row = servicing.rows.first()?;
    let name = row.system.name();
    Some(match (name.starts_with("Windows"), row.release.as_str()) {
        (true, "") => format!("{name} ({})", row.version),
        (true, release) => format!("{name} {release} ({})", row.version),
        (false, "") => format!("{name} {}", row.version),
        (false, release) => format!("{name} {} {release}", row.version),
    })
}
