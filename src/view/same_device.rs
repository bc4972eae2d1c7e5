//! Whether a sign-in and what a device says of itself are about the same device, as a statement either way.
//!
//! Edge: a device that differs is evidence of nothing about the sign-in; that is held where evidence is joined.

use super::StatementView;
use super::subject::Subject;
use crate::model::{Comparison, FactKind};

/// One statement for each way in which the devices compare with this sign-in.
pub(super) fn statements(subject: Subject<'_>) -> Vec<StatementView> {
    let words = subject.words;
    let mut statements: Vec<StatementView> = Vec::new();
    for device in &subject.analysis.devices {
        let (kind, text) = match device.compare(subject.sign_in()) {
            Comparison::SameId => (FactKind::DeviceId, words.get("compare.same-id")),
            Comparison::OtherId => (FactKind::DeviceId, words.get("compare.other-id")),
            Comparison::SameSystem(system) => {
                (FactKind::DevicePlatform, words.fill("compare.same-system", &[("system", system.name())]))
            }
            Comparison::OtherSystem(theirs, own) => {
                let systems = [("theirs", theirs.name()), ("own", own.name())];
                (FactKind::DevicePlatform, words.fill("compare.other-system", &systems))
            }
            Comparison::Open => continue,
        };
        if !statements.iter().any(|statement| statement.text == text) {
            let quote = subject.sign_in().first(kind).and_then(|fact| subject.quote(fact.span));
            statements.push(StatementView { text, quote });
        }
    }
    statements
}
