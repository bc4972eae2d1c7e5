//! A page in a language whose labels are not known: the shapes of the values and their order on the page are enough.

use std::sync::LazyLock;

use regex::Regex;

use super::labels::Reading;
use super::normal::Mapped;
use super::{instants, shapes};
use crate::model::{FactKind, Via};

/// Reads `anything: value` lines by the page's own order: request id, correlation id, time, application, address, device.
///
/// Used only where no label was understood, and only where an id and a time stand in the same form: GUIDs alone could
/// be anything.
pub(super) fn read(normal: &Mapped) -> Vec<Reading> {
    static LINE: LazyLock<Regex> = LazyLock::new(|| shapes::regex(r"(?m)^[^\n:]{2,60}:[ \t]*(\S[^\n]*)"));
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
