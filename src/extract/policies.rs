//! What the members of one log record say together: the conditions of the policies that failed, and an empty device.
//!
//! Edge: which member means what stands in the format's file.

use super::Found;
use super::codes;
use crate::model::{Fact, FactKind, Field, Span, Via};

/// Whether a value is one of Graph's own words, which may look like a label or like something taken out: `appId`,
/// `anonymizedIPAddress`.
pub(super) fn is_word(kind: FactKind) -> bool {
    matches!(kind, FactKind::PolicyCondition | FactKind::RiskEvent)
}

/// The words of a value: conditions come as one string with commas, or as the sum of their bits, whose names are `bits`.
pub(super) fn words(field: &Field, bits: &[String]) -> Vec<(String, Span)> {
    if let Ok(sum) = field.value.trim().parse::<u64>() {
        let set = (0..u64::BITS).filter(|bit| sum >> bit & 1 == 1);
        let names = set.map(|bit| bits.get(bit as usize).filter(|name| !name.is_empty()));
        // A sum with an unknown bit in it would be read as if that condition were not there.
        let names: Option<Vec<&String>> = names.collect();
        return names.unwrap_or_default().into_iter().map(|name| (name.clone(), field.span)).collect();
    }
    let known = |word: &str| bits.iter().find(|name| name.eq_ignore_ascii_case(word)).cloned();
    let plain = field.value.len() == field.span.end - field.span.start;
    let mut at = field.span.start;
    let mut words = Vec::new();
    for piece in field.value.split(',') {
        let word = piece.trim();
        let lead = piece.len() - piece.trim_start().len();
        // Each word points at itself alone, so that one of them can be kept from view.
        let span = if plain { Span::new(field.span.input, at + lead, at + lead + word.len()) } else { field.span };
        at += piece.len() + 1;
        if !matches!(word, "" | "none" | "unknownFutureValue") {
            words.push((known(word).unwrap_or_else(|| word.to_owned()), span));
        }
    }
    // Escapes inside leave one place for all of them.
    if plain || words.len() == 1 { words } else { Vec::new() }
}

/// What one record says that means more together: members of its policies, and its device.
#[derive(Default)]
pub(super) struct Members {
    /// Grant controls and conditions, each with its policy.
    of_policies: Vec<((usize, usize), Fact)>,
    has_device: bool,
    empty_device: bool,
    /// Where the record says that the device was not compliant; it says so of no device at all as well.
    not_compliant: Option<Span>,
}

impl Members {
    /// Takes notice of a field, whether or not its value is a fact.
    pub(super) fn note(&mut self, kind: FactKind, field: &Field) {
        let value = field.value.trim();
        self.empty_device |= kind == FactKind::DeviceId && value.is_empty();
        if kind == FactKind::DeviceState && value.eq_ignore_ascii_case("false") {
            self.not_compliant = Some(field.span);
        }
    }

    /// Takes notice of a fact, and of the policy whose member it is.
    pub(super) fn add(&mut self, policy: Option<(usize, usize)>, fact: &Fact) {
        self.has_device |= fact.kind == FactKind::DeviceId;
        let wanted = matches!(fact.kind, FactKind::GrantControl | FactKind::PolicyCondition);
        if let Some(policy) = policy.filter(|_| wanted) {
            self.of_policies.push((policy, fact.clone()));
        }
    }

    /// The facts that follow from several of them.
    pub(super) fn derived(&self) -> Vec<Found> {
        let is_block = |fact: &Fact| fact.kind == FactKind::GrantControl && fact.value.eq_ignore_ascii_case("block");
        let blocks = |policy| self.of_policies.iter().any(|(other, fact)| *other == policy && is_block(fact));
        let mut derived: Vec<Fact> = self
            .of_policies
            .iter()
            .filter(|(policy, fact)| fact.kind == FactKind::PolicyCondition && blocks(*policy))
            .map(|(_, fact)| Fact { kind: FactKind::BlockCondition, ..fact.clone() })
            .collect();
        // Missing is not empty: without the member nothing is known about the device.
        let compliance = match (self.has_device, self.empty_device) {
            (true, _) => Some("not-compliant"),
            (false, true) => Some("no-device"),
            (false, false) => None,
        };
        if let (Some(span), Some(value)) = (self.not_compliant, compliance) {
            derived.push(Fact::new(FactKind::DeviceCompliance, value, span, Via::Field));
        }
        derived.into_iter().map(|fact| Found::new(fact, codes::LABELLED)).collect()
    }
}
