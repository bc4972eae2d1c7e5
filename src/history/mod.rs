//! From sign-ins to cases: which are attempts of one person, and what the others say about each refusal.
//!
//! Edge: it compares what the sign-ins show. What follows from that is told by observations (sentences of the knowledge)
//! that `diagnose` weighs like any other fact.

mod alike;
mod contrast;
mod others;
mod people;

use crate::knowledge::{Knowledge, Observed};
use crate::model::{Aspect, Case, Contrast, Fact, FactKind, History, SignIn, Via};

/// The sign-ins by person, and what they say about each of the refused ones.
pub(crate) struct Related {
    pub(crate) cases: Vec<Case>,
    /// One for each refused sign-in.
    pub(crate) histories: Vec<History>,
}

/// Finds out which sign-ins belong together, and adds to each refused one what the others show.
///
/// `one_person`: the sign-ins of which the text does not say whose they are belong to one.
pub(crate) fn relate(refused: &mut [SignIn], worked: &[SignIn], one_person: bool, knowledge: &Knowledge) -> Related {
    let cases = people::cases(refused, worked, one_person);
    let mut histories: Vec<History> = refused.iter().map(|_| History { alike: 1, ..History::default() }).collect();
    others::tell(&mut histories, &cases, refused);
    for case in &cases {
        let allowed: Vec<(usize, &SignIn)> = case.worked().filter_map(|n| Some((n, worked.get(n)?))).collect();
        let alike = alike::groups(case, refused);
        for number in case.refused() {
            let (Some(sign_in), Some(history)) = (refused.get(number), histories.get_mut(number)) else { continue };
            // What worked before something began for many says nothing about this person's ways.
            let since = history.others.map(|others| others.since);
            let comparable: Vec<(usize, &SignIn)> =
                allowed.iter().copied().filter(|(_, other)| since.is_none() || other.instant() > since).collect();
            history.contrast = contrast::nearest(sign_in, &comparable);
            alike::tell(history, number, &alike, refused, &allowed);
        }
    }
    for (sign_in, history) in refused.iter_mut().zip(&histories) {
        for fact in observations(sign_in, history, worked, knowledge) {
            if sign_in.all(fact.kind).all(|known| known.value != fact.value) {
                sign_in.push(fact);
            }
        }
    }
    Related { cases, histories }
}

/// What a refusal's history shows, each with the words of the other attempt by which it shows.
fn observations(sign_in: &SignIn, history: &History, worked: &[SignIn], knowledge: &Knowledge) -> Vec<Fact> {
    let contrast = history.contrast.as_ref().and_then(|contrast| {
        let other = worked.get(contrast.worked)?;
        let (observed, kinds) = observed(contrast)?;
        Some((observed, kinds.iter().find_map(|&kind| other.first(kind)).or_else(|| other.facts().first())?))
    });
    let others = history.others.and_then(|_| Some((Observed::Others, sign_in.first(FactKind::ErrorCode)?)));
    let told = contrast.into_iter().chain(others);
    told.flat_map(|(observed, fact)| {
        let sentences = knowledge.sentences.values().filter(move |sentence| sentence.observed == Some(observed));
        sentences.map(|sentence| Fact::new(FactKind::Sentence, sentence.id.get_ref(), fact.span, Via::History))
    })
    .collect()
}

/// What it shows that another attempt worked, and the kinds of facts by which it differs. Where more than one thing
/// differs, or one side does not tell, it shows nothing.
fn observed(contrast: &Contrast) -> Option<(Observed, &'static [FactKind])> {
    if contrast.is_device_shown() {
        return Some((Observed::DeviceShown, &[FactKind::DeviceId]));
    }
    if contrast.is_same() {
        return Some((Observed::Nothing, &[FactKind::Timestamp]));
    }
    Some(match contrast.only()? {
        Aspect::Network => (Observed::Network, &[FactKind::IpAddress]),
        Aspect::Browser => (Observed::Browser, &[FactKind::Browser]),
        Aspect::App => (Observed::App, &[FactKind::ClientApp, FactKind::AppName, FactKind::AppId]),
        Aspect::Device => (Observed::Device, &[FactKind::DeviceId, FactKind::DevicePlatform]),
        Aspect::Flow => (Observed::Flow, &[FactKind::AuthFlow, FactKind::Timestamp]),
    })
}
