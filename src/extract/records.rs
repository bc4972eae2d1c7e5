//! The sign-ins of a log: one record is one sign-in, and a step in between is none of its own.

use std::collections::{HashMap, HashSet};

use super::fields::{FieldReader, Read};
use super::{Found, group, overlaps_any, sentences};
use crate::knowledge::{CodeKind, Format, Knowledge};
use crate::model::{Document, FactKind, Span, Warning};

/// A later record of the same session settles a step in between only within this many seconds.
const SESSION_REACH: i64 = 600;
/// So many sign-ins that worked are kept of one log, to compare refused ones with.
const MOST_WORKED: usize = 2000;

/// What the records of a log say.
#[derive(Default)]
pub(super) struct Log {
    /// The facts of each refused sign-in, in the order of the log.
    pub(super) refused: Vec<Vec<Found>>,
    /// The facts of sign-ins that worked, of the people who were refused elsewhere in it; of all where nobody was.
    pub(super) worked: Vec<Vec<Found>>,
    pub(super) warnings: Vec<Warning>,
}

/// How a sign-in ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Allowed,
    Refused,
    /// A step in between: more was asked of the person.
    Interrupted,
    /// A step in between of a sign-in that is there with its end.
    Settled,
    /// The record does not say.
    Unknown,
}

struct Entry<'a> {
    outcome: Outcome,
    read: Read<'a>,
}

/// Reads the records of a log.
pub(super) fn read(document: &Document, format: &Format, secrets: &[Span], knowledge: &Knowledge) -> Log {
    let mut log = Log::default();
    if !format.refusals {
        return log;
    }
    let mut reader = FieldReader::new(format, knowledge);
    let mut entries: Vec<Entry<'_>> = Vec::with_capacity(document.records.len());
    for record in &document.records {
        let mut read = reader.read(record);
        read.found.retain(|item| !overlaps_any(secrets, item.fact.span));
        let local = read.local_times.iter().map(|field| Warning::at(field.span, "local-time"));
        log.warnings.extend(local);
        entries.push(Entry { outcome: outcome(&read, knowledge), read });
    }
    settle(&mut entries);
    let people: HashSet<String> = entries.iter().filter(|entry| is_refused(entry)).flat_map(person).collect();
    for entry in joined(entries) {
        if is_refused(&entry) {
            log.refused.push(entry.read.found);
        } else if log.worked.len() < MOST_WORKED && (people.is_empty() || person(&entry).any(|id| people.contains(&id)))
        {
            log.worked.push(entry.read.found);
        }
    }
    log
}

fn is_refused(entry: &Entry<'_>) -> bool {
    matches!(entry.outcome, Outcome::Refused | Outcome::Interrupted)
}

/// By what the log calls the person.
fn person(entry: &Entry<'_>) -> impl Iterator<Item = String> {
    let value = |kind| value(&entry.read, kind).map(str::to_lowercase);
    [value(FactKind::User), value(FactKind::UserId)].into_iter().flatten()
}

fn outcome(read: &Read<'_>, knowledge: &Knowledge) -> Outcome {
    let codes = read.found.iter().filter(|item| item.fact.kind == FactKind::ErrorCode);
    let mut outcome = if read.success { Outcome::Allowed } else { Outcome::Unknown };
    for item in codes {
        outcome = match knowledge.code(&item.fact.value).map(|code| code.kind) {
            Some(CodeKind::Success) if outcome == Outcome::Unknown => Outcome::Allowed,
            Some(CodeKind::Interrupt) if outcome != Outcome::Refused => Outcome::Interrupted,
            Some(CodeKind::Success | CodeKind::Interrupt) => outcome,
            Some(CodeKind::Refusal | CodeKind::Failure) | None => Outcome::Refused,
        };
    }
    // Where the code is missing, other words of the log may say that it was refused.
    let told = || read.found.iter().any(|item| sentences::refuses(&item.fact, knowledge));
    if outcome == Outcome::Unknown && told() { Outcome::Refused } else { outcome }
}

/// Takes out the steps in between after which the same sign-in went on; what it ended with tells of them.
fn settle(entries: &mut [Entry<'_>]) {
    let mut by_correlation: HashMap<String, Vec<usize>> = HashMap::new();
    let mut by_session: HashMap<String, Vec<usize>> = HashMap::new();
    for (number, entry) in entries.iter().enumerate() {
        if entry.outcome == Outcome::Unknown {
            continue;
        }
        if let Some(id) = value(&entry.read, FactKind::CorrelationId) {
            by_correlation.entry(id.to_owned()).or_default().push(number);
        }
        if let Some(id) = entry.read.session.filter(|id| id.len() > 8) {
            by_session.entry(id.to_owned()).or_default().push(number);
        }
    }
    let mut settled: Vec<(usize, usize)> = Vec::new();
    for (groups, reach) in [(by_correlation, None), (by_session, Some(SESSION_REACH))] {
        for numbers in groups.into_values().filter(|numbers| numbers.len() > 1) {
            settled.extend(settled_by(&numbers, entries, reach));
        }
    }
    for (step, by) in settled {
        let Some(entry) = entries.get_mut(step).filter(|entry| entry.outcome == Outcome::Interrupted) else { continue };
        entry.outcome = Outcome::Settled;
        let is_code = |item: &&Found| item.fact.kind == FactKind::ErrorCode;
        let Some(mut code) = entry.read.found.iter().find(is_code).cloned() else { continue };
        code.fact.kind = FactKind::OtherCode;
        if let Some(end) = entries.get_mut(by).filter(|entry| entry.outcome == Outcome::Refused) {
            end.read.found.push(code);
        }
    }
}

/// Steps in between, each with the record that settles it: the next one in time that is none, or else a later step.
fn settled_by(numbers: &[usize], entries: &[Entry<'_>], reach: Option<i64>) -> Vec<(usize, usize)> {
    let mut timed: Vec<(Option<i64>, bool, usize)> = numbers
        .iter()
        .filter_map(|&number| {
            let entry = entries.get(number)?;
            let is_time = |item: &&Found| item.fact.kind == FactKind::Timestamp;
            let time = entry.read.found.iter().find(is_time).and_then(|item| item.fact.instant);
            // Of two at the same moment the one that is no step is the end.
            Some((time.map(jiff::Timestamp::as_millisecond), entry.outcome != Outcome::Interrupted, number))
        })
        .collect();
    timed.sort_unstable();
    let mut settled = Vec::new();
    let mut end: Option<(Option<i64>, usize)> = None;
    for &(time, is_end, number) in timed.iter().rev() {
        let near = |later: Option<i64>| match (reach, time, later) {
            (None, ..) => true,
            (Some(reach), Some(time), Some(later)) => later - time <= reach * 1000,
            _ => false,
        };
        match end {
            Some((later, by)) if !is_end && near(later) => settled.push((number, by)),
            _ if is_end || reach.is_none() => end = Some((time, number)),
            _ => {}
        }
    }
    settled
}

/// The sign-ins; the same request, exported twice, is one.
fn joined(entries: Vec<Entry<'_>>) -> Vec<Entry<'_>> {
    let mut joined: Vec<Entry<'_>> = Vec::with_capacity(entries.len());
    let mut by_request: HashMap<String, usize> = HashMap::new();
    for entry in entries.into_iter().filter(|entry| is_refused(entry) || entry.outcome == Outcome::Allowed) {
        let request = group::request(&entry.read.found).map(str::to_owned);
        let earlier = request.as_ref().and_then(|id| by_request.get(id)).and_then(|&at| joined.get_mut(at));
        if let Some(earlier) = earlier.filter(|earlier| is_refused(earlier) == is_refused(&entry)) {
            earlier.read.found.extend(entry.read.found);
            continue;
        }
        if let Some(id) = request {
            by_request.insert(id, joined.len());
        }
        joined.push(entry);
    }
    joined
}

fn value<'a>(read: &'a Read<'_>, kind: FactKind) -> Option<&'a str> {
    read.found.iter().find(|item| item.fact.kind == kind).map(|item| item.fact.value.as_str())
}
