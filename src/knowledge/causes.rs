//! Clauses of causes: whether the facts of a sign-in are what one asks for.

use super::schema::{Clause, Condition, fits};
use crate::model::{Fact, FactKind, SignIn};

impl Clause {
    /// The fact that this clause speaks of, if all that it asks for is there.
    pub fn holds<'a>(&self, sign_in: &'a SignIn) -> Option<&'a Fact> {
        let fact = matching(*self.fact.get_ref(), &self.is, sign_in)?;
        fits(&self.and, &self.unless, sign_in).then_some(fact)
    }
}

impl Condition {
    /// Whether a fact that it asks for is there.
    pub fn holds(&self, sign_in: &SignIn) -> bool {
        matching(self.fact, &self.is, sign_in).is_some()
    }
}

fn matching<'a>(kind: FactKind, values: &[String], sign_in: &'a SignIn) -> Option<&'a Fact> {
    sign_in
        .all(kind)
        .find(|fact| values.is_empty() || values.iter().any(|value| value.eq_ignore_ascii_case(&fact.value)))
}
