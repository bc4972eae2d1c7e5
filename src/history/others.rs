//! Several people refused alike since about the same time: an incident, or a rule that was changed for all of them.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::model::{Case, FactKind, History, Others, SignIn};

/// So many people make a pattern.
const LEAST_PEOPLE: usize = 3;
/// Their first refusals lie within so many seconds.
const TOGETHER: i64 = 3600;

/// Tells each refusal how many people were refused with its code in its application since about the same time, where most of
/// those refused at all began then: in a long log some people always begin within an hour of each other.
pub(super) fn tell(histories: &mut [History], cases: &[Case], refused: &[SignIn]) {
    let mut firsts: BTreeMap<(String, String), BTreeMap<usize, Timestamp>> = BTreeMap::new();
    for (person, case) in cases.iter().enumerate().filter(|(_, case)| case.person.is_some()) {
        for sign_in in case.refused().filter_map(|number| refused.get(number)) {
            let (Some(key), Some(at)) = (key(sign_in), sign_in.instant()) else { continue };
            let first = firsts.entry(key).or_default().entry(person).or_insert(at);
            *first = at.min(*first);
        }
    }
    let waves: BTreeMap<&(String, String), Others> =
        firsts.iter().filter_map(|(key, people)| Some((key, wave(people.values().copied().collect())?))).collect();
    for case in cases.iter().filter(|case| case.person.is_some()) {
        for number in case.refused() {
            let key = refused.get(number).and_then(key);
            if let (Some(key), Some(history)) = (key, histories.get_mut(number)) {
                history.others = waves.get(&key).copied();
            }
        }
    }
}

/// The code with the application.
fn key(sign_in: &SignIn) -> Option<(String, String)> {
    let app = sign_in.value(FactKind::AppId).or_else(|| sign_in.value(FactKind::AppName)).unwrap_or_default();
    Some((sign_in.value(FactKind::ErrorCode)?.to_owned(), app.to_owned()))
}

/// The largest number of people who began together, if they are most of all.
fn wave(mut firsts: Vec<Timestamp>) -> Option<Others> {
    firsts.sort_unstable();
    let from = |at: usize| {
        let since = *firsts.get(at)?;
        let together = |other: &&Timestamp| since.duration_until(**other).as_secs() <= TOGETHER;
        Some(Others { people: firsts.iter().skip(at).take_while(together).count(), since })
    };
    let largest =
        (0..firsts.len()).filter_map(from).max_by_key(|others| (others.people, std::cmp::Reverse(others.since)))?;
    (largest.people >= LEAST_PEOPLE && largest.people * 4 >= firsts.len() * 3).then_some(largest)
}
