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

    /// By what this sign-in is known again when more is read: its request, else its correlation id, else the place of its code
    /// or of its first fact. Sentences count last: what a person says of an attempt may be taken back.
    pub fn key(&self) -> String {
        let ids = [FactKind::RequestId, FactKind::TraceId, FactKind::CorrelationId];
        let first = || self.facts.iter().min_by_key(|fact| (fact.kind == FactKind::Sentence, fact.span));
        let place = || first().map(|fact| format!("{}:{}", fact.span.input, fact.span.start));
        ids.into_iter().find_map(|kind| self.value(kind)).map(str::to_owned).or_else(place).unwrap_or_default()
    }

    /// When it happened, if the text says so beyond doubt.
    pub fn instant(&self) -> Option<jiff::Timestamp> {
        self.all(FactKind::Timestamp).find_map(|fact| fact.instant)
    }

    /// Keeps the facts that pass.
    pub fn retain(&mut self, wanted: impl FnMut(&Fact) -> bool) {
        self.facts.retain(wanted);
    }

    /// Takes back the fact that was added last.
    pub fn pop(&mut self) {
        self.facts.pop();
    }

    /// Adds a fact behind those of its kind.
    pub fn push(&mut self, fact: Fact) {
        self.facts.push(fact);
    }
}
