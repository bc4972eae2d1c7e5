//! A refused attempt beside the one that worked and differs least: field by field, and what the difference shows.

use super::subject::Subject;
use super::{ComparedView, ComparisonView, clock};
use crate::model::{Aspect, Contrast, FactKind, SignIn};

/// What is compared, in its order, and to which aspect it belongs; times and ids differ always and are no difference.
const COMPARED: [(FactKind, Option<Aspect>); 12] = [
    (FactKind::Timestamp, None),
    (FactKind::AppName, Some(Aspect::App)),
    (FactKind::ClientApp, Some(Aspect::App)),
    (FactKind::ResourceName, None),
    (FactKind::Browser, Some(Aspect::Browser)),
    (FactKind::DevicePlatform, Some(Aspect::Device)),
    (FactKind::DeviceId, Some(Aspect::Device)),
    (FactKind::DeviceState, Some(Aspect::Device)),
    (FactKind::IpAddress, Some(Aspect::Network)),
    (FactKind::Location, Some(Aspect::Network)),
    (FactKind::AuthFlow, Some(Aspect::Flow)),
    (FactKind::RiskLevel, None),
];

/// The comparison, where an attempt of the same person worked.
pub(super) fn comparison(subject: Subject<'_>) -> Option<ComparisonView> {
    let contrast = subject.diagnosis.history.contrast.as_ref()?;
    let worked = subject.analysis.worked.get(contrast.worked)?;
    let rows = COMPARED.iter().filter_map(|&(kind, aspect)| row(subject, worked, kind, aspect)).collect();
    Some(ComparisonView { sentence: sentence(subject, contrast), rows })
}

fn row(subject: Subject<'_>, worked: &SignIn, kind: FactKind, aspect: Option<Aspect>) -> Option<ComparedView> {
    let value = |sign_in: &SignIn| match kind {
        FactKind::Timestamp => sign_in.instant().map(clock::utc),
        kind => sign_in.value(kind).map(str::to_owned),
    };
    let (refused, worked) = (value(subject.sign_in()), value(worked));
    if refused.is_none() && worked.is_none() {
        return None;
    }
    let differs = aspect.is_some() && refused != worked;
    let untold = || subject.words.get("compare.untold");
    Some(ComparedView {
        name: subject.words.get(&format!("fact.{}", kind.id())),
        refused: refused.unwrap_or_else(untold),
        worked: worked.unwrap_or_else(untold),
        differs,
    })
}

/// What the comparison shows, in one sentence.
pub(super) fn sentence(subject: Subject<'_>, contrast: &Contrast) -> String {
    let words = subject.words;
    if contrast.is_same() {
        return words.get("compare.same");
    }
    if contrast.is_device_shown() {
        return words.get("compare.device-shown");
    }
    if let Some(only) = contrast.only() {
        let shown = only == Aspect::Browser && contrast.device_shown_only_there;
        return words.get(if shown { "compare.only-browser-shown" } else { only_key(only) });
    }
    let names = |aspects: &[Aspect]| {
        let names = aspects.iter().map(|aspect| words.get(&format!("aspect.{}", aspect.id())));
        words.list(&names.collect::<Vec<_>>())
    };
    match (contrast.differs.as_slice(), contrast.untold.as_slice()) {
        ([], untold) => words.fill("compare.untold-only", &[("untold", &names(untold))]),
        (differs, []) => words.fill("compare.several", &[("what", &names(differs))]),
        (differs, untold) => {
            words.fill("compare.several-untold", &[("what", &names(differs)), ("untold", &names(untold))])
        }
    }
}

fn only_key(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Network => "compare.only-network",
        Aspect::Browser => "compare.only-browser",
        Aspect::App => "compare.only-app",
        Aspect::Device => "compare.only-device",
        Aspect::Flow => "compare.only-flow",
    }
}
