//! Refusals alike: how often the same attempt of the same person was refused, since when, and whether it worked in between.

use std::collections::HashMap;
use std::rc::Rc;

use super::contrast::differ;
use crate::model::{Aspect, Case, FactKind, History, SignIn};

/// What makes two refusals of one person the same attempt.
const SAME: [FactKind; 6] = [
    FactKind::ErrorCode,
    FactKind::AppId,
    FactKind::AppName,
    FactKind::IpAddress,
    FactKind::DeviceId,
    FactKind::Browser,
];

/// The refused attempts of a case that are alike; by each number the numbers of its group.
pub(super) fn groups(case: &Case, refused: &[SignIn]) -> HashMap<usize, Rc<[usize]>> {
    let mut alike: HashMap<[Option<&str>; 6], Vec<usize>> = HashMap::new();
    for number in case.refused() {
        let Some(sign_in) = refused.get(number) else { continue };
        alike.entry(SAME.map(|kind| sign_in.value(kind))).or_default().push(number);
    }
    let of_each = |group: Vec<usize>| {
        let all: Rc<[usize]> = group.as_slice().into();
        group.into_iter().map(move |number| (number, Rc::clone(&all)))
    };
    alike.into_values().flat_map(of_each).collect()
}

/// Tells a refusal how often it happened alike.
pub(super) fn tell(
    history: &mut History,
    number: usize,
    groups: &HashMap<usize, Rc<[usize]>>,
    refused: &[SignIn],
    worked: &[(usize, &SignIn)],
) {
    let Some(group) = groups.get(&number) else { return };
    let Some(sign_in) = refused.get(number) else { return };
    let instants = || group.iter().filter_map(|&number| refused.get(number)?.instant());
    history.alike = group.len();
    history.first = instants().min();
    history.last = instants().max();
    let between = |other: &SignIn| {
        let at = other.instant();
        at.is_some() && at > history.first && at < history.last
    };
    let same = |other: &SignIn| Aspect::ALL.into_iter().all(|aspect| differ(aspect, sign_in, other) != Some(true));
    history.interrupted = worked.iter().any(|(_, other)| between(other) && same(other));
}
