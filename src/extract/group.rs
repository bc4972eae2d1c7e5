//! Which facts belong to one sign-in.
//!
//! A new sign-in begins where a request, trace or correlation id says something else than before; where no id does, at a
//! code that comes with a time, a page or a message of its own. What stands between the two (the code, the title above it,
//! the person named there) belongs to the one that follows.

use std::collections::{HashMap, HashSet};

use super::codes::{LABELLED, NAMED};
use super::{Found, Layout};
use crate::model::{FactKind, Record, Via};

const IDS: [FactKind; 3] = [FactKind::RequestId, FactKind::TraceId, FactKind::CorrelationId];
/// Facts of which one sign-in has one: a second value beside the first is another sign-in's.
const SINGLE: [FactKind; 8] = [
    FactKind::Timestamp,
    FactKind::User,
    FactKind::IpAddress,
    FactKind::DeviceId,
    FactKind::DeviceState,
    FactKind::DevicePlatform,
    FactKind::AppId,
    FactKind::AppName,
];

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
pub(super) fn group(found: Vec<Found>, records: &[Record], layout: &Layout<'_>) -> Vec<Vec<Found>> {
    let openings = openings(&found, layout);
    let mut groups: Vec<Vec<Found>> = Vec::new();
    let mut current = Event::default();
    let ids = ids_of_records(&found, records);
    let mut record = 0;
    for (number, item) in found.into_iter().enumerate() {
        let at = number_of(&item, records);
        if at != record {
            record = at;
            let is_same = |id: &String| ids.get(&at).is_some_and(|known| known.contains(id));
            if !current.ids().any(is_same) {
                groups.push(std::mem::take(&mut current).items);
            }
        }
        if current.is_contradicted_by(&item) || current.has_code && openings.contains(&number) {
            let rest = current.items.split_off(tail(&current.items, &item, layout));
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

/// The ids that each record names.
fn ids_of_records(found: &[Found], records: &[Record]) -> HashMap<usize, Vec<String>> {
    let mut ids: HashMap<usize, Vec<String>> = HashMap::new();
    for item in found.iter().filter(|item| IDS.contains(&item.fact.kind)) {
        ids.entry(number_of(item, records)).or_default().push(item.fact.value.clone());
    }
    ids
}

/// The number of the record that a fact stands in, from 1; 0 before the first, and where the text is one record.
fn number_of(item: &Found, records: &[Record]) -> usize {
    if records.len() < 2 {
        return 0;
    }
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

/// The codes, by number, at which another event begins although no id says so.
///
/// Two printed codes are two events where each is followed by a time of its own and the times differ; where each has a
/// person of its own; where a page's block begins anew; and where the messages stand in paragraphs of their own and
/// neither has an id or a time that could tie them together.
fn openings(found: &[Found], layout: &Layout<'_>) -> HashSet<usize> {
    let is_code = |item: &Found| item.fact.kind == FactKind::ErrorCode && item.weight >= NAMED;
    let codes: Vec<usize> = found.iter().enumerate().filter(|(_, item)| is_code(item)).map(|(at, _)| at).collect();
    let bare = !found.iter().any(|item| is_id(item) || item.fact.kind == FactKind::Timestamp);
    let mut openings = HashSet::new();
    let mut opening = codes.first().copied().unwrap_or(0);
    for (place, &at) in codes.iter().enumerate().skip(1) {
        let end = codes.get(place + 1).copied().unwrap_or(found.len());
        let before = head(found.get(opening..at).unwrap_or_default());
        let after = head(found.get(at..end).unwrap_or_default());
        // Where ids are, they decide; a code without any, a minute away, is another event all the same.
        if before.iter().chain(after).any(is_id) {
            if !after.iter().any(is_id) && tells_other_time(before, after, MINUTE) {
                openings.insert(at);
                opening = at;
            }
            continue;
        }
        let differs =
            before.first().is_some_and(|first| after.first().is_some_and(|a| a.fact.value != first.fact.value));
        let apart = bare
            && differs
            && is_message(before)
            && is_message(after)
            && before.first().zip(after.first()).is_some_and(|(one, other)| layout.breaks_paragraph(one, other));
        let other_person = tells_other_person(found, opening, at, layout);
        if tells_other_time(before, after, 1) || other_person || is_new_page(before, after) || apart {
            openings.insert(at);
            opening = at;
        }
    }
    openings
}

const MINUTE: i64 = 60;

/// So many facts of a piece are looked at; a heap of facts is no page.
const MOST_FACTS: usize = 64;

fn head(piece: &[Found]) -> &[Found] {
    piece.get(..MOST_FACTS).unwrap_or(piece)
}

fn is_message(piece: &[Found]) -> bool {
    piece.first().is_some_and(|item| item.weight >= LABELLED && !item.wraps)
}

fn first(piece: &[Found], kind: FactKind) -> Option<&Found> {
    piece.iter().find(|item| item.fact.kind == kind)
}

/// Whether both pieces tell a time, and these lie further apart than so many seconds.
fn tells_other_time(before: &[Found], after: &[Found], seconds: i64) -> bool {
    let instant = |piece| first(piece, FactKind::Timestamp).and_then(|item| item.fact.instant);
    match (instant(before), instant(after)) {
        (Some(one), Some(other)) => one.duration_until(other).abs().as_secs() >= seconds,
        _ => false,
    }
}

/// Whether another person is named between two codes than before the first of them.
fn tells_other_person(found: &[Found], opening: usize, at: usize, layout: &Layout<'_>) -> bool {
    let last_person =
        |piece: &'_ [Found]| piece.iter().rev().take(MOST_FACTS).position(|item| item.fact.kind == FactKind::User);
    let (above, between) = (found.get(..opening).unwrap_or_default(), found.get(opening..at).unwrap_or_default());
    let person = |piece: &[Found]| last_person(piece).and_then(|back| piece.len().checked_sub(back + 1));
    let (Some(one), Some(other)) = (person(above), person(between)) else { return false };
    match (above.get(one), between.get(other), between.first()) {
        (Some(one), Some(other), Some(code)) => one.fact.value != other.fact.value && layout.breaks_line(code, other),
        _ => false,
    }
}

/// Whether both pieces hold the same labels: a page's block, and another one below it.
fn is_new_page(before: &[Found], after: &[Found]) -> bool {
    let labelled = |piece: &[Found]| -> HashSet<FactKind> {
        let own = piece.iter().filter(|item| SINGLE.contains(&item.fact.kind) && item.fact.via == Via::Label);
        own.map(|item| item.fact.kind).collect()
    };
    let by_label = |piece: &[Found]| piece.first().is_some_and(|item| item.fact.via == Via::Label);
    by_label(before) && by_label(after) && labelled(before).intersection(&labelled(after)).count() >= LEAST_LABELS
}

/// So many labels in common make two blocks.
const LEAST_LABELS: usize = 2;

/// Where the facts begin that already belong to the sign-in of `next`.
fn tail(current: &[Found], next: &Found, layout: &Layout<'_>) -> usize {
    // In a row of a log the time stands before the id: a second time opens the second event.
    let is_time = |item: &&Found| item.fact.kind == FactKind::Timestamp;
    let opening = current.len() - current.iter().rev().take_while(is_time).count();
    if opening < current.len() && current.iter().take(opening).any(|item| is_time(&item)) {
        return opening;
    }
    let last_id = current
        .iter()
        .rposition(|item| IDS.contains(&item.fact.kind) || item.fact.kind == FactKind::Timestamp)
        .map_or(0, |at| at + 1);
    let is_code = |item: &Found| item.fact.kind == FactKind::ErrorCode;
    // Where the ids stand before the code, line by line, the code after them is theirs.
    let code_first = current.iter().take(last_id).any(is_code);
    let after_ids = if code_first {
        last_id
    } else if last_id == 0 {
        current.iter().rposition(is_code).map_or(0, |at| at + 1)
    } else {
        current.iter().position(is_code).map_or(current.len(), |at| at + 1)
    };
    let code = next_code(current, after_ids, layout).unwrap_or(current.len());
    let begins = code.min(repeated(current, after_ids)).min(layout.begins_near(
        current,
        after_ids,
        current.get(code).unwrap_or(next),
    ));
    // A title above belongs to it.
    let above = current.get(after_ids..begins).unwrap_or_default();
    begins - above.iter().rev().take_while(|item| item.fact.kind == FactKind::Sentence).count()
}

/// The code of the event that follows: not one with which the message of this event ends its page.
fn next_code(current: &[Found], after_ids: usize, layout: &Layout<'_>) -> Option<usize> {
    let codes = || {
        let codes = current.iter().enumerate().skip(after_ids);
        codes.filter(|(_, item)| item.fact.kind == FactKind::ErrorCode)
    };
    let last_id = after_ids.checked_sub(1).and_then(|at| current.get(at));
    let own: HashSet<&str> = current.iter().take(after_ids).map(|item| item.fact.value.as_str()).collect();
    let is_next = |item: &Found| {
        !own.contains(item.fact.value.as_str()) || last_id.is_some_and(|id| layout.breaks_paragraph(id, item))
    };
    codes().find(|(_, item)| is_next(item)).or_else(|| codes().next()).map(|(at, _)| at)
}

/// The first fact that says something else than the last one before of a kind of which there is one.
fn repeated(current: &[Found], after: usize) -> usize {
    let (before, rest) = current.split_at(after.min(current.len()));
    let known: HashMap<FactKind, &str> = before.iter().map(|item| (item.fact.kind, item.fact.value.as_str())).collect();
    let is_other = |item: &Found| {
        SINGLE.contains(&item.fact.kind) && known.get(&item.fact.kind).is_some_and(|value| *value != item.fact.value)
    };
    rest.iter().position(is_other).map_or(current.len(), |at| after + at)
}

/// Joins groups that name the same request, and drops those that say nothing of their own.
fn join(groups: Vec<Vec<Found>>) -> Vec<Vec<Found>> {
    let mut joined: Vec<Vec<Found>> = Vec::new();
    let mut by_request: HashMap<String, usize> = HashMap::new();
    for group in groups.into_iter().filter(|group| !group.is_empty()) {
        let id = |kinds: &[FactKind]| {
            group.iter().find(|item| kinds.contains(&item.fact.kind)).map(|item| item.fact.value.clone())
        };
        // Without a request id, the same code under the same correlation id is the same event.
        let request = id(&[FactKind::RequestId, FactKind::TraceId]).or_else(|| {
            Some(format!("{} {}", id(&[FactKind::CorrelationId])?, id(&[FactKind::ErrorCode]).unwrap_or_default()))
        });
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
