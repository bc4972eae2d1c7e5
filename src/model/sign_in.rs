//! One sign-in event: the facts that belong together.

use super::{Fact, FactKind};

/// The facts of one sign-in, best first within each kind.
#[derive(Clone, Debug, Default)]
pub struct SignIn {
    facts: Vec<Fact>,
}

impl SignIn {
    /// Collects facts. Their order within a kind is kept.
    pub fn new(facts: Vec<Fact>) -> Self {
        Self { facts }
    }

    /// All facts, in the order in which they were ranked.
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// The facts of one kind, best first.
    pub fn all(&self, kind: FactKind) -> impl Iterator<Item = &Fact> {
        self.facts.iter().filter(move |fact| fact.kind == kind)
    }

    /// The best fact of one kind.
    pub fn first(&self, kind: FactKind) -> Option<&Fact> {
        self.all(kind).next()
    }

    /// The normalised value of the best fact of one kind.
    pub fn value(&self, kind: FactKind) -> Option<&str> {
        self.first(kind).map(|fact| fact.value.as_str())
    }

    /// Adds a fact behind those of its kind.
    pub fn push(&mut self, fact: Fact) {
        self.facts.push(fact);
    }
}
