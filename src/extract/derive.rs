//! What follows from a fact by looking it up: the application's name and kind, the kind of an address.

use super::shapes;
use crate::knowledge::Knowledge;
use crate::model::{Fact, FactKind};

/// Adds looked-up facts; each points at the words that it was derived from.
pub(super) fn derive(facts: &mut Vec<Fact>, knowledge: &Knowledge) {
    let mut derived = Vec::new();
    let first = |kind| facts.iter().find(|fact| fact.kind == kind);
    if let Some(id) = first(FactKind::AppId) {
        if let Some(kind) = knowledge.app(&id.value).map(|app| app.kind.as_str()).filter(|kind| !kind.is_empty()) {
            derived.push(Fact { kind: FactKind::AppKind, value: kind.to_owned(), ..id.clone() });
        }
    } else if let Some(name) = first(FactKind::AppName)
        && let Some(kind) = knowledge.app_kind_by_name(&name.value)
    {
        derived.push(Fact { kind: FactKind::AppKind, value: kind.to_owned(), ..name.clone() });
    }
    if let Some(ip) = first(FactKind::IpAddress)
        && let Some(kind) = shapes::address_kind(&ip.value)
    {
        derived.push(Fact { kind: FactKind::IpKind, value: kind.to_owned(), ..ip.clone() });
    }
    facts.extend(derived);
}
