//! Which facts belong to one sign-in.
//!
//! A new sign-in begins where a request, trace or correlation id says something else than before. What stands
//! between the two (the code, the title above it) belongs to the one whose id follows.

use std::collections::HashMap;

use super::Found;
use crate::model::{FactKind, Record, Via};

const IDS: [FactKind; 3] = [FactKind::RequestId, FactKind::TraceId, FactKind::CorrelationId];

/// Whether this says which event it is.
pub(super) fn is_id(item: &Found) -> bool {
    IDS.contains(&item.fact.kind) && item.fact.via != Via::Pattern
}

/// The request that a group of facts names.
pub(super) fn request(group: &[Found]) -> Option<&str> {
    let is_request = |item: &&Found| matches!(item.fact.kind, FactKind::RequestId | FactKind::TraceId);
    group.iter().find(is_request).map(|item| item.fact.value.as_str())
}

/// Splits facts, given in the order of the text, into sign-ins; the same event printed twice is joined.
///
/// Where a text has several records, each is an event of its own unless it names the same request as the one before it.
pub(super) fn group(found: Vec<Found>, records: &[Record]) -> Vec<Vec<Found>> {
    let mut groups: Vec<Vec<Found>> = Vec::new();
    let mut current = Event::default();
    let mut ids = HashMap::new();
    if records.len() > 1 {
        for item in found.iter().filter(|item| IDS.contains(&item.fact.kind)) {
            ids.entry(number_of(item, records)).or_insert_with(Vec::new).push(item.fact.value.clone());
        }
    }
    let mut record = 0;
    for item in found {
        let number = if records.len() > 1 { number_of(&item, records) } else { 0 };
        if number != record {
            record = number;
            let is_same = |id: &&String| ids.get(&number).is_some_and(|known| known.contains(id));
            if !current.ids().any(|id| is_same(&id)) {
                groups.push(std::mem::take(&mut current).items);
            }
        }
        if current.is_contradicted_by(&item) {
            let rest = current.items.split_off(tail(&current.items));
            groups.push(std::mem::take(&mut current).items);
            for item in rest {
                current.push(item);
            }
        }
        current.push(item);
    }
    groups.push(current.items);
    join(groups)
}

/// The number of the record that a fact stands in, from 1; 0 before the first.
fn number_of(item: &Found, records: &[Record]) -> usize {
    records.partition_point(|record| record.span.start <= item.fact.span.start)
}

/// The facts of one event, and what they say so far about which event it is.
#[derive(Default)]
struct Event {
    items: Vec<Found>,
    /// A page's request id and a program's trace id name the same thing.
    request: Option<String>,
    correlation: Option<String>,
    has_code: bool,
}

impl Event {
    fn push(&mut self, item: Found) {
        match item.fact.kind {
            FactKind::RequestId | FactKind::TraceId if item.fact.via != Via::Pattern => {
                self.request = Some(item.fact.value.clone());
            }
            FactKind::CorrelationId if item.fact.via != Via::Pattern => {
                self.correlation = Some(item.fact.value.clone());
            }
            FactKind::ErrorCode => self.has_code = true,
            _ => {}
        }
        self.items.push(item);
    }

    /// The values of the ids that it names.
    fn ids(&self) -> impl Iterator<Item = &String> {
        self.items.iter().filter(|item| IDS.contains(&item.fact.kind)).map(|item| &item.fact.value)
    }

    /// Whether this id says that another event begins.
    fn is_contradicted_by(&self, item: &Found) -> bool {
        let differs = |known: &Option<String>| known.as_ref().is_some_and(|known| *known != item.fact.value);
        match item.fact.kind {
            _ if item.fact.via == Via::Pattern => false,
            FactKind::RequestId | FactKind::TraceId => differs(&self.request),
            FactKind::CorrelationId => self.has_code && differs(&self.correlation),
            _ => false,
        }
    }
}

/// Where the facts begin that already belong to the sign-in that follows.
fn tail(current: &[Found]) -> usize {
    // In a row of a log the time stands before the id: a second time opens the second event.
    let is_time = |item: &&Found| item.fact.kind == FactKind::Timestamp;
    let opening = current.len() - current.iter().rev().take_while(is_time).count();
    if opening < current.len() && current.iter().take(opening).any(|item| is_time(&item)) {
        return opening;
    }
    let last_id =
        current.iter().rposition(|item| IDS.contains(&item.fact.kind) || item.fact.kind == FactKind::Timestamp);
    let after_ids = last_id.map_or(0, |at| at + 1);
    let first_code = current.iter().skip(after_ids).position(|item| item.fact.kind == FactKind::ErrorCode);
    let Some(code) = first_code.map(|at| after_ids + at) else { return current.len() };
    // A title above the code belongs to it.
    let titles = current
        .get(after_ids..code)
        .unwrap_or_default()
        .iter()
        .rev()
        .take_while(|item| item.fact.kind == FactKind::Sentence)
        .count();
    code - titles
}

/// Joins groups that name the same request, and drops those that say nothing of their own.
fn join(groups: Vec<Vec<Found>>) -> Vec<Vec<Found>> {
    let mut joined: Vec<Vec<Found>> = Vec::new();
    let mut by_request: HashMap<String, usize> = HashMap::new();
    for group in groups.into_iter().filter(|group| !group.is_empty()) {
        let request = group
            .iter()
            .find(|item| matches!(item.fact.kind, FactKind::RequestId | FactKind::TraceId))
            .map(|item| item.fact.value.clone());
        let says_why = group
            .iter()
            .any(|item| matches!(item.fact.kind, FactKind::ErrorCode | FactKind::OtherCode | FactKind::Sentence));
        let target = request
            .as_ref()
            .and_then(|id| by_request.get(id).copied())
            .or_else(|| if says_why { None } else { joined.len().checked_sub(1) });
        if let Some(earlier) = target.and_then(|at| joined.get_mut(at)) {
            earlier.extend(group);
        } else {
            if let Some(id) = request {
                by_request.insert(id, joined.len());
            }
            joined.push(group);
        }
    }
    joined
}
