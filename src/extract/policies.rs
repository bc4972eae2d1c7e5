//! What the members of one log record say together: the conditions of the policies that failed, and an empty device.
//!
//! Edge: which member means what stands in the format's file.

use super::Found;
use super::codes;
use crate::model::{Fact, FactKind, Field, Span, Via};

/// Names of the numbers that Log Analytics adds up. The names of higher ones are not known for sure.
const NUMBERED: [&str; 10] = [
    "application",
    "users",
    "devicePlatform",
    "location",
    "clientType",
    "signInRisk",
    "userRisk",
    "time",
    "deviceState",
    "client",
];

/// Whether a value is one of Graph's own words, which may look like a label or like something taken out: `appId`,
/// `anonymizedIPAddress`.
pub(super) fn is_word(kind: FactKind) -> bool {
    matches!(kind, FactKind::PolicyCondition | FactKind::RiskEvent)
}

/// The words of a value: conditions come as one string with commas, or as the sum of their numbers.
pub(super) fn parts(kind: FactKind, field: &Field) -> Vec<(String, Span)> {
    if !is_word(kind) {
        return vec![(field.value.clone(), field.span)];
    }
    if let Ok(sum) = field.value.parse::<u32>() {
        // A sum with an unknown number in it would be read as if that condition were not there.
        let known = (1_u32 << NUMBERED.len()) - 1;
        let names = NUMBERED.iter().enumerate().filter(|(bit, _)| sum <= known && sum >> bit & 1 == 1);
        return names.map(|(_, name)| ((*name).to_owned(), field.span)).collect();
    }
    let plain = field.value.len() == field.span.end - field.span.start;
    let mut at = field.span.start;
    let mut parts = Vec::new();
    for piece in field.value.split(',') {
        let word = piece.trim();
        let lead = piece.len() - piece.trim_start().len();
        // Each word points at itself alone, so that one of them can be kept from view.
        let span = if plain { Span::new(field.span.input, at + lead, at + lead + word.len()) } else { field.span };
        at += piece.len() + 1;
        if !matches!(word, "" | "none" | "unknownFutureValue") {
            parts.push((word.to_owned(), span));
        }
    }
    // Escapes inside leave one place for all of them.
    if plain || parts.len() == 1 { parts } else { Vec::new() }
}

/// The facts of one record on their way, each with the policy that it is a member of.
#[derive(Default)]
pub(super) struct Record {
    items: Vec<(usize, Found)>,
    empty_device: bool,
    /// Where the record says that the device was not compliant; it says so of no device at all as well.
    not_compliant: Option<Span>,
}

impl Record {
    /// Takes notice of a member, whether or not its value is a fact.
    pub(super) fn note(&mut self, kind: FactKind, field: &Field) {
        let value = field.value.trim();
        self.empty_device |= kind == FactKind::DeviceId && value.is_empty();
        if kind == FactKind::DeviceState && value.eq_ignore_ascii_case("false") {
            self.not_compliant = Some(field.span);
        }
    }

    pub(super) fn push(&mut self, policy: usize, found: Found) {
        self.items.push((policy, found));
    }

    /// The facts, and those that follow from several of them.
    pub(super) fn finish(self) -> Vec<Found> {
        let of_policy = |kind| move |item: &&(usize, Found)| item.1.fact.kind == kind && item.0 > 0;
        let blocks = |policy: usize| {
            self.items
                .iter()
                .filter(of_policy(FactKind::GrantControl))
                .any(|(other, found)| *other == policy && found.fact.value.eq_ignore_ascii_case("block"))
        };
        let conditions = self.items.iter().filter(of_policy(FactKind::PolicyCondition));
        let mut derived: Vec<Found> = conditions
            .filter(|(policy, _)| blocks(*policy))
            .map(|(_, found)| Found {
                fact: Fact { kind: FactKind::BlockCondition, ..found.fact.clone() },
                weight: found.weight,
            })
            .collect();
        let has_device = self.items.iter().any(|(_, found)| found.fact.kind == FactKind::DeviceId);
        // Missing is not empty: without the member nothing is known about the device.
        let compliance = match (has_device, self.empty_device) {
            (true, _) => Some("not-compliant"),
            (false, true) => Some("no-device"),
            (false, false) => None,
        };
        if let (Some(span), Some(value)) = (self.not_compliant, compliance) {
            let fact = Fact::new(FactKind::DeviceCompliance, value, span, Via::Field);
            derived.push(Found { fact, weight: codes::LABELLED });
        }
        self.items.into_iter().map(|(_, found)| found).chain(derived).collect()
    }
}
