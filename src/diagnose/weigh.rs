//! One cause against one sign-in: which clauses hold, and how sure that makes it.

use crate::knowledge::{Audience, Cause, Clause, Code, CodeKind, Knowledge};
use crate::model::{Bearing, Because, Certainty, Evidence, FactKind, Finding, SignIn};

/// Every cause that something speaks for, unordered, and those that would be open were they not ruled out.
pub(super) fn findings(sign_in: &SignIn, code: Option<&Code>, knowledge: &Knowledge) -> Vec<Finding> {
    let mut findings: Vec<Finding> = knowledge.causes.iter().filter_map(|cause| weigh(cause, sign_in, code)).collect();
    if findings.iter().all(|finding| finding.certainty == Certainty::RuledOut) {
        findings.extend(fallback(sign_in));
    }
    findings
}

/// What the code alone says about a cause.
fn from_code(cause: &str, code: Option<&Code>) -> Option<Certainty> {
    let code = code?;
    let names = |list: &[String]| list.iter().any(|id| id == cause);
    if code.proves.as_deref() == Some(cause) {
        Some(Certainty::Established)
    } else if names(&code.likely) {
        Some(Certainty::Likely)
    } else if names(&code.possible) {
        Some(Certainty::Possible)
    } else {
        None
    }
}

fn weigh(cause: &Cause, sign_in: &SignIn, code: Option<&Code>) -> Option<Finding> {
    let by_code = from_code(cause.id.get_ref(), code);
    let mut evidence: Vec<Evidence> = cause.when.iter().filter_map(|clause| evidence_of(clause, sign_in)).collect();
    let count = |bearing| evidence.iter().filter(|e| e.bearing == bearing).count();
    let (proofs, supports) = (count(Bearing::Proves), count(Bearing::Supports));
    let open = match (by_code, proofs, supports) {
        (Some(Certainty::Established), ..) | (_, 1.., _) => Certainty::Established,
        (Some(Certainty::Likely), ..) | (Some(_), _, 1..) | (None, _, 2..) => Certainty::Likely,
        (Some(_), ..) | (None, _, 1) => Certainty::Possible,
        // A policy's refusal raises the question of every policy cause, so what the text excludes is worth saying.
        (None, 0, 0) if count(Bearing::RulesOut) > 0 && is_policy(code) => Certainty::Possible,
        (None, 0, 0) => return None,
    };
    let certainty = if count(Bearing::RulesOut) > 0 {
        Certainty::RuledOut
    } else if count(Bearing::Contradicts) > 0 && open == Certainty::Likely {
        Certainty::Possible
    } else {
        open
    };
    // What only an administrator may be told needs a log's own words, never the mere code.
    if cause.audience == Audience::Admin && supports + proofs == 0 {
        return None;
    }
    if let (Some(certainty), Some(fact)) =
        (by_code, sign_in.first(FactKind::ErrorCode).or_else(|| sign_in.first(FactKind::OtherCode)))
    {
        let bearing = if certainty == Certainty::Established { Bearing::Proves } else { Bearing::Supports };
        evidence.insert(0, Evidence { fact: fact.clone(), bearing, because: Because::Code(certainty) });
    }
    evidence.sort_by_key(|e| e.bearing);
    let missing = cause.missing.iter().filter(|what| super::is_wanted(what, sign_in)).cloned().collect();
    Some(Finding { cause: cause.id.get_ref().clone(), certainty, evidence, missing })
}

/// The evidence of a clause, if all that it asks for is there.
fn evidence_of(clause: &Clause, sign_in: &SignIn) -> Option<Evidence> {
    let fact = clause.holds(sign_in)?;
    Some(Evidence { fact: fact.clone(), bearing: clause.bearing, because: Because::Clause(clause.because.clone()) })
}

fn is_policy(code: Option<&Code>) -> bool {
    code.is_some_and(|code| code.kind == CodeKind::Refusal)
}

/// A code that is not in the table, or none at all: its family is the most that can be said.
fn fallback(sign_in: &SignIn) -> Option<Finding> {
    let fact = sign_in
        .first(FactKind::ErrorCode)
        .or_else(|| sign_in.first(FactKind::OtherCode))
        .or_else(|| sign_in.facts().first())?;
    let in_family = fact.kind == FactKind::ErrorCode && fact.value.starts_with("53");
    let cause = if in_family { "policy-block-unspecified" } else { "unknown-code" };
    let evidence = vec![Evidence { fact: fact.clone(), bearing: Bearing::Supports, because: Because::NotInTable }];
    Some(Finding { cause: cause.to_owned(), certainty: Certainty::Possible, evidence, missing: Vec::new() })
}
