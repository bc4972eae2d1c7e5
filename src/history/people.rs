//! Whose sign-in is whose.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::model::{Attempt, Case, FactKind, SignIn};

/// The sign-ins by person, in the order in which the refused ones are given.
pub(super) fn cases(refused: &[SignIn], worked: &[SignIn], one_person: bool) -> Vec<Case> {
    let names = Names::of(refused.iter().chain(worked));
    let people: BTreeSet<String> = refused.iter().chain(worked).filter_map(|sign_in| names.key(sign_in)).collect();
    let nameless = one_person.then(|| if people.len() == 1 { people.first().cloned() } else { None });
    let mut cases: Vec<Case> = Vec::new();
    let mut by_person: HashMap<Option<String>, usize> = HashMap::new();
    for (number, sign_in) in refused.iter().enumerate() {
        let key = match names.key(sign_in) {
            Some(key) => Some(Some(key)),
            None => nameless.clone(),
        };
        let at = key.clone().and_then(|key| by_person.get(&key).copied()).unwrap_or(cases.len());
        if at == cases.len() {
            cases.push(Case { person: key.clone().flatten(), attempts: Vec::new() });
            key.map(|key| by_person.insert(key, at));
        }
        if let Some(case) = cases.get_mut(at) {
            case.attempts.push(Attempt::Refused(number));
        }
    }
    for (number, sign_in) in worked.iter().enumerate() {
        let at = by_person.get(&names.key(sign_in));
        if let Some(case) = at.and_then(|&at| cases.get_mut(at)) {
            case.attempts.push(Attempt::Worked(number));
        }
    }
    let instant = |attempt: &Attempt| match *attempt {
        Attempt::Refused(number) => refused.get(number).and_then(SignIn::instant),
        Attempt::Worked(number) => worked.get(number).and_then(SignIn::instant),
    };
    for case in &mut cases {
        case.attempts.sort_by_key(|attempt| (instant(attempt).is_none(), instant(attempt)));
    }
    cases
}

/// How the people of an analysis are called: by name, by the directory's id, or by both.
struct Names {
    by_id: BTreeMap<String, String>,
}

impl Names {
    fn of<'a>(sign_ins: impl Iterator<Item = &'a SignIn>) -> Self {
        let both = |sign_in: &'a SignIn| Some((sign_in.value(FactKind::UserId)?, sign_in.value(FactKind::User)?));
        let mut by_id = BTreeMap::new();
        for (id, user) in sign_ins.filter_map(both) {
            by_id.entry(id.to_owned()).or_insert_with(|| user.to_owned());
        }
        Self { by_id }
    }

    /// What tells a person from others: the name, or the id where no sign-in tells its name.
    fn key(&self, sign_in: &SignIn) -> Option<String> {
        let by_id = || {
            let id = sign_in.value(FactKind::UserId)?;
            Some(self.by_id.get(id).cloned().unwrap_or_else(|| id.to_owned()))
        };
        sign_in.value(FactKind::User).map(str::to_owned).or_else(by_id)
    }
}
