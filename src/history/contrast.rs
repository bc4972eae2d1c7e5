//! A refused attempt beside those of the same person that worked: which of them differs least, and in what.

use crate::model::{Aspect, Contrast, FactKind, SignIn};

/// The attempt that worked and differs least; of several, the nearest in time.
pub(super) fn nearest(refused: &SignIn, worked: &[(usize, &SignIn)]) -> Option<Contrast> {
    let apart = |other: &SignIn| match (refused.instant(), other.instant()) {
        (Some(one), Some(other)) => one.duration_until(other).abs().as_secs(),
        _ => i64::MAX,
    };
    let compared = worked.iter().map(|&(number, other)| (compare(refused, other, number), apart(other)));
    compared
        .min_by_key(|(contrast, apart)| {
            (contrast.differs.len() + contrast.untold.len(), contrast.differs.len(), *apart)
        })
        .map(|(contrast, _)| contrast)
}

fn compare(refused: &SignIn, other: &SignIn, number: usize) -> Contrast {
    let mut contrast = Contrast {
        worked: number,
        differs: Vec::new(),
        untold: Vec::new(),
        device_shown_only_there: refused.first(FactKind::DeviceId).is_none()
            && other.first(FactKind::DeviceId).is_some(),
        later: refused.instant().zip(other.instant()).map(|(refused, other)| other > refused),
    };
    for aspect in Aspect::ALL {
        match differ(aspect, refused, other) {
            Some(true) => contrast.differs.push(aspect),
            Some(false) => {}
            None => contrast.untold.push(aspect),
        }
    }
    // Another network does not make a browser show its device, so that is a difference of its own.
    if contrast.device_shown_only_there && contrast.differs == [Aspect::Network] {
        contrast.differs.push(Aspect::Device);
        contrast.untold.retain(|aspect| *aspect != Aspect::Device);
    }
    contrast
}

/// Whether the two differ in this; `None` where one of them does not tell.
pub(super) fn differ(aspect: Aspect, one: &SignIn, other: &SignIn) -> Option<bool> {
    let both = |kind| one.value(kind).zip(other.value(kind));
    let unequal = |kind| both(kind).map(|(a, b)| !a.eq_ignore_ascii_case(b));
    match aspect {
        Aspect::Network => unequal(FactKind::IpAddress),
        Aspect::Browser => match (one.value(FactKind::Browser), other.value(FactKind::Browser)) {
            (Some(a), Some(b)) => Some(family(a) != family(b)),
            // Programs with windows of their own are no browsers, and both tell so by their kind.
            (None, None) => Some(false),
            _ => unequal(FactKind::ClientApp).filter(|differ| *differ).map(|_| false),
        },
        Aspect::App => {
            let client = unequal(FactKind::ClientApp).unwrap_or(false);
            let app = unequal(FactKind::AppId).or_else(|| unequal(FactKind::AppName));
            if client { Some(true) } else { app }
        }
        Aspect::Device => device(unequal(FactKind::DeviceId), unequal(FactKind::DevicePlatform)),
        Aspect::Flow => Some(by_code(one) != by_code(other)),
    }
}

/// Two ids decide; where one side shows none, another system is another device, and the same one may be the same.
fn device(ids_differ: Option<bool>, systems_differ: Option<bool>) -> Option<bool> {
    ids_differ.or(systems_differ)
}

/// `Edge 131.0.0` without its version: a browser that was updated in between is no other browser.
fn family(browser: &str) -> String {
    let is_version = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    browser.split_whitespace().filter(|word| !is_version(word)).collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Whether the sign-in went by a code typed on another device, or was handed over from one.
fn by_code(sign_in: &SignIn) -> Option<&str> {
    let by_code = |flow: &&str| flow.to_ascii_lowercase().starts_with("devicecode") || flow.contains("Transfer");
    sign_in.value(FactKind::AuthFlow).filter(by_code)
}
