//! Temporary or structural: from the code, from the cause that the text establishes, and from a change it tells of.

use super::{VAGUE, has_support, open};
use crate::knowledge::{Code, Knowledge, Nature, SentenceKind};
use crate::model::{Basis, Bearing, Certainty, FactKind, Finding, Persistence, Phrase, SignIn, Verdict};

/// Can the same person get in by waiting?
pub(super) fn judge(sign_in: &SignIn, findings: &[Finding], code: Option<&Code>, knowledge: &Knowledge) -> Persistence {
    let leading = open(findings).next();
    let cause = leading.and_then(|finding| knowledge.cause(&finding.cause));
    // The text itself may prove more than the code says.
    let proved_by_text = leading.is_some_and(|finding| {
        finding.certainty == Certainty::Established && has_support(finding) && !VAGUE.contains(&finding.cause.as_str())
    });
    // Two reasons behind one code: the one that the message names decides, not the usual one.
    let told_otherwise = leading
        .is_some_and(|finding| finding.certainty >= Certainty::Likely && has_message(finding, knowledge))
        && code.is_some_and(|code| {
            code.proves.is_none() && matches!(code.persistence, Nature::Temporary | Nature::Unknown | Nature::None)
        });
    let proved_by_text = proved_by_text || told_otherwise;
    let code_decides = !told_otherwise
        && code.is_some_and(|code| !matches!(code.persistence, Nature::Default | Nature::Unknown) || !proved_by_text);
    let (nature, basis, certainty) = match (code, cause) {
        (Some(code), _) if code_decides => (
            code.persistence,
            Basis::Code,
            if code.proves.is_some() { Certainty::Established } else { Certainty::Likely },
        ),
        (_, Some(cause)) => (
            cause.persistence,
            Basis::Text,
            leading.map_or(Certainty::Possible, |finding| finding.certainty.min(Certainty::Likely)),
        ),
        (_, None) => (Nature::Unknown, Basis::Default, Certainty::Possible),
    };
    let mut persistence = verdict(nature, basis, certainty, changed_lately(sign_in, knowledge));
    let from_code =
        code.map(|code| &code.persistence_reason).filter(|reason| !reason.is_empty() && basis == Basis::Code);
    persistence.reasons.extend(from_code.cloned().map(Phrase::Text));
    // Among causes that are merely possible, the test that tells them apart decides, not the one for the first of them.
    let general = open(findings).find(|finding| VAGUE.contains(&finding.cause.as_str()));
    let undecided = leading.is_some_and(|finding| finding.certainty == Certainty::Possible);
    let decisive = general.filter(|_| undecided).and_then(|finding| knowledge.cause(&finding.cause)).or(cause);
    persistence.decided_by = decisive.map(|cause| cause.decided_by.clone());
    // A code that says for itself what waiting does knows better than the cause that it makes likely.
    let another_way =
        persistence.basis != Basis::Code && cause.is_some_and(|cause| cause.persistence == Nature::Conditional);
    persistence.other_way_works |= another_way && persistence.verdict == Verdict::Structural;
    persistence
}

/// Whether the service's own words, not the person's, speak for the cause.
fn has_message(finding: &Finding, knowledge: &Knowledge) -> bool {
    let own_words =
        |id: &str| knowledge.sentences.get(id).is_some_and(|sentence| sentence.kind != SentenceKind::Remark);
    finding.evidence.iter().any(|evidence| {
        matches!(evidence.bearing, Bearing::Proves | Bearing::Supports)
            && evidence.fact.kind == FactKind::Sentence
            && own_words(&evidence.fact.value)
    })
}

fn changed_lately(sign_in: &SignIn, knowledge: &Knowledge) -> bool {
    sign_in
        .all(FactKind::Sentence)
        .any(|fact| knowledge.sentences.get(&fact.value).is_some_and(|sentence| sentence.recent))
}

fn verdict(nature: Nature, basis: Basis, certainty: Certainty, changed_lately: bool) -> Persistence {
    let (verdict, basis, certainty, other_way_works, reason) = match nature {
        Nature::Temporary => (Verdict::Temporary, basis, certainty, false, "reason.temporary"),
        Nature::Structural => (Verdict::Structural, basis, certainty, false, "reason.structural"),
        Nature::Conditional => (Verdict::Structural, basis, certainty, true, "reason.conditional"),
        Nature::UnlessRecent if changed_lately => {
            (Verdict::Temporary, Basis::Text, Certainty::Possible, false, "reason.recent-change")
        }
        Nature::UnlessRecent => (Verdict::Structural, basis, Certainty::Likely, false, "reason.unless-recent"),
        Nature::Default => (Verdict::Structural, Basis::Default, Certainty::Likely, false, "reason.default"),
        Nature::Unknown => (Verdict::Unknown, basis, Certainty::Possible, false, "reason.unknown"),
        Nature::None => (Verdict::Unknown, basis, Certainty::Possible, false, "reason.interrupt"),
    };
    Persistence { verdict, certainty, basis, other_way_works, reasons: vec![Phrase::Word(reason)], decided_by: None }
}
