//! The same sign-in in two inputs: what the person pasted and the administrator's export of it.
//!
//! Edge: only ids join, a request's or, where one side has none, a correlation id with the same code.

use std::collections::HashMap;

use super::derive;
use crate::knowledge::Knowledge;
use crate::model::{Fact, FactKind, SignIn};

/// Joins sign-ins of different inputs; the first keeps its place and its facts stand first within each kind.
pub(super) fn join(sign_ins: &mut Vec<SignIn>, knowledge: &Knowledge) {
    let mut joined: Vec<SignIn> = Vec::with_capacity(sign_ins.len());
    let mut by_request: HashMap<String, usize> = HashMap::new();
    let mut by_correlation: HashMap<String, usize> = HashMap::new();
    for sign_in in sign_ins.drain(..) {
        let (request, correlation) = (request(&sign_in), correlation(&sign_in));
        let same_request = request.as_ref().and_then(|id| by_request.get(id).copied());
        // Several requests may share a correlation id, so it counts only where one side names no request.
        let same_correlation = || {
            let at = correlation.as_ref().and_then(|id| by_correlation.get(id).copied())?;
            (request.is_none() || joined.get(at).is_some_and(|earlier| self::request(earlier).is_none())).then_some(at)
        };
        let other_input = |at: &usize| joined.get(*at).is_some_and(|earlier| input(earlier) != input(&sign_in));
        let at = same_request.or_else(same_correlation).filter(other_input).unwrap_or(joined.len());
        request.map(|id| by_request.entry(id).or_insert(at));
        correlation.map(|id| by_correlation.entry(id).or_insert(at));
        match joined.get_mut(at) {
            Some(earlier) => *earlier = together(earlier, &sign_in, knowledge),
            None => joined.push(sign_in),
        }
    }
    *sign_ins = joined;
}

/// A page's request id and a program's trace id name the same thing.
fn request(sign_in: &SignIn) -> Option<String> {
    sign_in.value(FactKind::RequestId).or_else(|| sign_in.value(FactKind::TraceId)).map(str::to_owned)
}

/// The correlation id with the code: a step in between has another one.
fn correlation(sign_in: &SignIn) -> Option<String> {
    let code = sign_in.value(FactKind::ErrorCode)?;
    Some(format!("{} {code}", sign_in.value(FactKind::CorrelationId)?))
}

fn input(sign_in: &SignIn) -> Option<usize> {
    sign_in.facts().first().map(|fact| fact.span.input)
}

/// One sign-in from two readings of it. What was derived is derived anew.
fn together(first: &SignIn, second: &SignIn, knowledge: &Knowledge) -> SignIn {
    let mut facts: Vec<Fact> = first.facts().to_vec();
    for fact in second.facts() {
        if !facts.iter().any(|known| known.kind == fact.kind && known.value == fact.value) {
            facts.push(fact.clone());
        }
    }
    facts.retain(|fact| !matches!(fact.kind, FactKind::AppKind | FactKind::IpKind));
    facts.sort_by_key(|fact| fact.kind);
    derive::derive(&mut facts, knowledge);
    SignIn::new(facts)
}
