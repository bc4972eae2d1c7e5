//! Ids and times whose labels are not known: the shapes of the values and their order are enough.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::labels::Reading;
use super::normal::Mapped;
use super::shapes::Shape;
use super::{instants, shapes};
use crate::model::{FactKind, Via};

/// Reads `anything: value` lines by the page's own order: request id, correlation id, time, application, address, device.
///
/// Used only where no label was understood, and only where an id and a time stand in the same form: GUIDs alone could
/// be anything.
pub(super) fn page(normal: &Mapped) -> Vec<Reading> {
    static LINE: LazyLock<Regex> =
        LazyLock::new(|| shapes::regex(r"(?m)^(?:[^\n:\t]{2,60}(?::|\t|\s-\s)\s*)?(\S[^\n]*)"));
    let mut readings: Vec<Reading> = Vec::new();
    let mut guids = 0;
    let mut seen_time = false;
    for found in LINE.captures_iter(&normal.text).filter_map(|line| line.get(1)) {
        let value = found.as_str();
        let (kind, shape) = if let Some(shape) = shapes::guid(value) {
            guids += 1;
            let kind = match (seen_time, guids) {
                (false, 1) => FactKind::RequestId,
                (false, 2) => FactKind::CorrelationId,
                (true, 3) => FactKind::AppId,
                (true, 4) => FactKind::DeviceId,
                _ => continue,
            };
            (kind, shape)
        } else if let Some(shape) = instants::instant(value).filter(|_| guids > 0 && !seen_time) {
            seen_time = true;
            (FactKind::Timestamp, shape)
        } else if let Some(shape) = shapes::address(value).filter(|_| seen_time) {
            (FactKind::IpAddress, shape)
        } else if let Some(shape) =
            shapes::code(value).filter(|shape| guids == 0 && shape.len == value.trim_end().len())
        {
            (FactKind::ErrorCode, shape)
        } else {
            continue;
        };
        let via = shape.repaired.unwrap_or(Via::Pattern);
        readings.push(Reading { kind, shape, start: found.start(), via });
    }
    let has = |kind| readings.iter().any(|reading| reading.kind == kind);
    if has(FactKind::RequestId) && has(FactKind::Timestamp) { readings } else { Vec::new() }
}

/// Bytes between the values of one message: a label in any language.
const LABEL: usize = 96;

/// Reads the two ids before a time in the order of the service's messages, trace id first, where one of their labels was
/// not understood, or none in a text that prints an `AADSTS` code.
pub(super) fn message(normal: &Mapped, known: &[Reading]) -> Vec<Reading> {
    static GUID: LazyLock<Regex> =
        LazyLock::new(|| shapes::regex(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"));
    let read: std::collections::HashMap<usize, FactKind> = known.iter().map(|one| (one.start, one.kind)).collect();
    let coded = normal.folded.contains("aadsts");
    let places: Vec<Range<usize>> = GUID.find_iter(&normal.folded).map(|found| found.range()).collect();
    let mut readings = Vec::new();
    for pair in places.windows(2) {
        let [first, second] = pair else { continue };
        let near = second.start - first.end <= LABEL && is_label(normal, first.end..second.start);
        let Some((at, time)) = near.then(|| time_after(normal, second.end)).flatten() else { continue };
        let (trace, correlation) = match (read.get(&first.start), read.get(&second.start)) {
            (Some(FactKind::TraceId | FactKind::RequestId), None) => (false, true),
            (None, Some(FactKind::CorrelationId)) => (true, false),
            (None, None) if coded => (true, true),
            _ => continue,
        };
        let mut add = |kind, place: &Range<usize>, shape: Option<Shape>| {
            readings.extend(shape.map(|shape| Reading { kind, shape, start: place.start, via: Via::Pattern }));
        };
        let guid = |place: &Range<usize>| normal.text.get(place.clone()).and_then(shapes::guid);
        if trace {
            add(FactKind::TraceId, first, guid(first));
        }
        if correlation {
            add(FactKind::CorrelationId, second, guid(second));
        }
        if !read.contains_key(&at) {
            add(FactKind::Timestamp, &(at..at), Some(time));
        }
    }
    readings
}

/// Whether a label, and no other value or address, stands here.
fn is_label(normal: &Mapped, place: Range<usize>) -> bool {
    let between = normal.text.get(place).unwrap_or_default();
    between.chars().any(char::is_alphabetic) && !between.contains(['/', '@', '{', '}', '.'])
}

/// The time that stands behind one label.
fn time_after(normal: &Mapped, from: usize) -> Option<(usize, Shape)> {
    let rest = normal.text.get(from..)?;
    let at =
        rest.char_indices().take_while(|&(at, _)| at <= LABEL).find(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at)?;
    Some((from + at, instants::instant(rest.get(at..)?)?))
}

#[cfg(test)]
mod tests {
    use super::super::normal::normal;
    use super::*;

    #[test]
    fn a_message_in_any_language_has_its_ids_in_order() {
        let ids = "8f2c1d3e-4a5b-4c7d-8e9f-0a1b2c3d4e5f Sambandskenni: 1b2c3d4e-5f60-4718-9a0b-1c2d3e4f5061";
        let text = format!("AADSTS53003: Lokað. Rakningarkenni: {ids} Tímastimpill: 2026-11-20 09:26:53Z");
        let kinds: Vec<FactKind> = message(&normal(&text, &[]), &[]).iter().map(|reading| reading.kind).collect();
        assert_eq!(kinds, [FactKind::TraceId, FactKind::CorrelationId, FactKind::Timestamp]);
        assert!(message(&normal(&text.replace("AADSTS53003", "Villa"), &[]), &[]).is_empty());
    }
}
