//! Which facts belong to one sign-in.
//!
//! A new sign-in begins where a request, trace or correlation id says something else than before. What stands
//! between the two (the code, the title above it) belongs to the one whose id follows.

use std::collections::HashMap;

use super::Found;
use crate::model::{FactKind, Via};

const IDS: [FactKind; 3] = [FactKind::RequestId, FactKind::TraceId, FactKind::CorrelationId];

/// Splits facts, given in the order of the text, into sign-ins; the same event printed twice is joined.
pub(super) fn group(found: Vec<Found>) -> Vec<Vec<Found>> {
    let mut groups: Vec<Vec<Found>> = Vec::new();
    let mut current: Vec<Found> = Vec::new();
    for item in found {
        if begins_another(&current, &item) {
            let rest = current.split_off(tail(&current));
            groups.push(std::mem::replace(&mut current, rest));
        }
        current.push(item);
    }
    groups.push(current);
    join(groups)
}

/// Whether this id contradicts the one that the current sign-in has.
fn begins_another(current: &[Found], item: &Found) -> bool {
    if !IDS.contains(&item.fact.kind) || item.fact.via == Via::Pattern {
        return false;
    }
    let known = |kind: FactKind| current.iter().rev().find(|other| other.fact.kind == kind).map(|other| other.fact.value.as_str());
    let value = Some(item.fact.value.as_str());
    match item.fact.kind {
        // The two name the same thing.
        FactKind::RequestId | FactKind::TraceId => {
            let mine = known(item.fact.kind).or_else(|| known(FactKind::RequestId)).or_else(|| known(FactKind::TraceId));
            mine.is_some() && mine != value
        }
        kind => {
            let mine = known(kind);
            mine.is_some() && mine != value && current.iter().any(|other| other.fact.kind == FactKind::ErrorCode)
        }
    }
}

/// Where the facts begin that already belong to the sign-in that follows.
fn tail(current: &[Found]) -> usize {
    let last_id = current.iter().rposition(|item| IDS.contains(&item.fact.kind) || item.fact.kind == FactKind::Timestamp);
    let after_ids = last_id.map_or(0, |at| at + 1);
    let first_code = current.iter().skip(after_ids).position(|item| item.fact.kind == FactKind::ErrorCode);
    let Some(code) = first_code.map(|at| after_ids + at) else { return current.len() };
    // A title above the code belongs to it.
    let titles = current.get(after_ids..code).unwrap_or_default().iter().rev().take_while(|item| item.fact.kind == FactKind::Sentence).count();
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
        let says_why = group.iter().any(|item| matches!(item.fact.kind, FactKind::ErrorCode | FactKind::OtherCode | FactKind::Sentence));
        let target = request.as_ref().and_then(|id| by_request.get(id).copied()).or_else(|| if says_why { None } else { joined.len().checked_sub(1) });
        match target.and_then(|at| joined.get_mut(at)) {
            Some(earlier) => earlier.extend(group),
            None => {
                if let Some(id) = request {
                    by_request.insert(id, joined.len());
                }
                joined.push(group);
            }
        }
    }
    joined
}
