//! Windows event logs (`.evtx`): the events of a sign-in, written as Event Viewer copies them.
//!
//! The crates that read these files bring fifty others and much that is not needed here; what is needed is small, and
//! reading it here keeps every size and depth bounded. Edge: only events are chosen here; what they mean is not known.

mod binxml;
mod event;
#[cfg(test)]
mod tests;

use std::fmt::Write as _;

use jiff::Timestamp;

use super::Piece;
use event::Event;

/// Chunks follow a head of this size, in bytes.
const HEAD: usize = 4096;
/// A chunk has this size.
const CHUNK: usize = 1 << 16;
/// Records of a chunk begin here.
const FIRST_RECORD: usize = 512;
/// A record's own head.
const RECORD_HEAD: usize = 24;
/// More events than this are not read one by one; the most recent ones count.
const MOST_EVENTS: usize = 500;
/// Providers that tell of sign-ins and of the device's registration.
const PROVIDERS: [&str; 2] = ["Microsoft-Windows-AAD", "Microsoft-Windows-User Device Registration"];

/// The events of sign-ins in a log, as one text with the most recent last.
pub(super) fn read(name: &str, bytes: &[u8]) -> Piece {
    let mut channel = String::new();
    let mut wanted: Vec<(u64, Event)> = Vec::new();
    let mut left_out = false;
    // What a log says is about as long as the log; only a hostile one takes many times its length.
    let mut steps = bytes.len().saturating_mul(4);
    for chunk in bytes.get(HEAD..).unwrap_or_default().chunks(CHUNK) {
        for (number, event) in records(chunk, &mut steps) {
            if channel.is_empty() {
                channel.clone_from(&event.channel);
            }
            if is_wanted(&event) {
                wanted.push((number, event));
            }
        }
        // Chunks are written in a ring, so the numbers tell the order. Sorting now and then keeps the memory bounded.
        if wanted.len() > 2 * MOST_EVENTS {
            left_out |= keep_latest(&mut wanted);
        }
    }
    left_out |= keep_latest(&mut wanted);
    let mut piece = Piece { name: name.to_owned(), ..Piece::default() };
    if wanted.is_empty() {
        piece.notes.push(if channel.is_empty() { "event-log" } else { "event-log-without-sign-ins" });
        piece.values.push(("log", channel));
        return piece;
    }
    if left_out {
        piece.notes.push("event-log-too-long");
        piece.values.push(("count", MOST_EVENTS.to_string()));
    }
    for (number, event) in &wanted {
        print(*number, event, &mut piece.text);
    }
    piece
}

/// Sorts events by their numbers and drops the older ones where there are too many.
fn keep_latest(events: &mut Vec<(u64, Event)>) -> bool {
    events.sort_by_key(|(number, _)| *number);
    let surplus = events.len().saturating_sub(MOST_EVENTS);
    events.drain(..surplus);
    surplus > 0
}

fn is_wanted(event: &Event) -> bool {
    PROVIDERS.contains(&event.provider.as_str()) || event.data.iter().any(|(_, text)| text.contains("AADSTS"))
}

/// The records of a chunk, with their numbers. What cannot be read is passed over.
fn records(chunk: &[u8], steps: &mut usize) -> Vec<(u64, Event)> {
    let mut events = Vec::new();
    let mut at = FIRST_RECORD;
    if !chunk.starts_with(b"ElfChnk\0") {
        return events;
    }
    while chunk.get(at..at + 4) == Some(b"**\0\0") {
        let Some(size) = number::<4>(chunk, at + 4).map(|size| usize::try_from(size).unwrap_or(usize::MAX)) else {
            break;
        };
        let end = at.saturating_add(size);
        if size < RECORD_HEAD + 4 || end > chunk.len() {
            break;
        }
        let (id, time) = (number::<8>(chunk, at + 8), number::<8>(chunk, at + 16));
        if let Some(mut event) = binxml::read(chunk, at + RECORD_HEAD, end - 4, steps) {
            if event.time.is_empty() {
                event.time = time.and_then(file_time).unwrap_or_default();
            }
            events.push((id.unwrap_or_default(), event));
        }
        at = end;
    }
    events
}

/// A number of some bytes, the lowest first.
fn number<const BYTES: usize>(bytes: &[u8], at: usize) -> Option<u64> {
    let raw = bytes.get(at..at.checked_add(BYTES)?)?;
    Some(raw.iter().rev().fold(0, |sum, &byte| sum << 8 | u64::from(byte)))
}

/// Hundreds of nanoseconds since 1601, as ISO 8601.
fn file_time(ticks: u64) -> Option<String> {
    const TO_1970: i64 = 11_644_473_600;
    let ticks = i64::try_from(ticks).ok()?;
    let time = Timestamp::new(ticks / 10_000_000 - TO_1970, i32::try_from(ticks % 10_000_000).ok()? * 100).ok()?;
    Some(time.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string())
}

/// An event as Event Viewer copies it, its time in UTC.
fn print(number: u64, event: &Event, out: &mut String) {
    let Event { channel, provider, id, time, computer, data } = event;
    // Writing into a string cannot fail.
    let _infallible = write!(
        out,
        "Log Name:      {channel}\nSource:        {provider}\nDate:          {time}\nEvent ID:      {id}\n\
         Record ID:     {number}\nComputer:      {computer}\nDescription:\n"
    );
    for (label, text) in data {
        let named = !matches!(label.as_str(), "" | "Data" | "ErrorMessage" | "Message");
        let _infallible = if named { writeln!(out, "{label}: {text}") } else { writeln!(out, "{text}") };
    }
    out.push('\n');
}
