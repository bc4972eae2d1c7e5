//! Places in advice for what an organisation calls its own ways: "its VPN{vpn}" reads "its VPN (Contoso Connect)" where the
//! name is known, and "its VPN" everywhere else.
//!
//! Edge: after loading no text holds a place any more; whoever knows a name asks for the text with its places.

use std::collections::HashMap;

use super::schema::Cause;

/// What can stand in braces.
pub(super) const PLACES: [&str; 4] = ["vpn", "virtual-desktop", "browsers", "apps"];

/// Takes the places out of all advice, and keeps each text that had one by what is left of it.
pub(super) fn take_out(causes: &mut [Cause]) -> HashMap<String, String> {
    let mut with_places = HashMap::new();
    for text in causes.iter_mut().flat_map(texts) {
        if let Some(bare) = without_places(text) {
            with_places.insert(bare.clone(), std::mem::replace(text, bare));
        }
    }
    with_places
}

/// The text without its places; `None` where it has none.
pub(super) fn without_places(text: &str) -> Option<String> {
    let bare = PLACES.iter().fold(text.to_owned(), |bare, place| bare.replace(&format!("{{{place}}}"), ""));
    (bare != text).then_some(bare)
}

/// The texts of a cause that can hold places.
fn texts(cause: &mut Cause) -> impl Iterator<Item = &mut String> {
    let Cause { now, decided_by, advice, .. } = cause;
    let steps = [&mut advice.user, &mut advice.helpdesk, &mut advice.admin];
    [now, decided_by].into_iter().chain(steps.into_iter().flatten())
}

/// What stands in braces in a text and is no place.
pub(super) fn unknown_place(text: &str) -> Option<&str> {
    let inside = text.split('{').skip(1).map(|after| after.split('}').next().unwrap_or(after));
    inside.into_iter().find(|name| !PLACES.contains(name))
}
