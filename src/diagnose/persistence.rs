//! Temporary or structural: from the code, from the cause that the text establishes, from a change it tells of, and from
//! the person's other attempts.

use super::{has_support, open};
use crate::knowledge::{Code, Knowledge, Nature, SentenceKind, Shows, Step, VAGUE};
use crate::model::{
    About, Aspect, Basis, Bearing, Certainty, Contrast, FactKind, Finding, History, Others, Outcome, Persistence,
    Phrase, SignIn, Verdict,
};

/// So many refusals alike, over at least so many hours, show that waiting does not help; over a day they settle it
/// (facts `temporary_vs_structural` section 1, 2026-11-23).
const ENOUGH_REFUSALS: usize = 3;
const ENOUGH_HOURS: i64 = 2;
const HOURS_OF_A_DAY: i64 = 24;

/// Can the same person get in by waiting?
pub(super) fn judge(
    sign_in: &SignIn,
    findings: &[Finding],
    code: Option<&Code>,
    (history, said): (&History, &[About]),
    knowledge: &Knowledge,
) -> Persistence {
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
    persistence.decided_by = decisive.map(|cause| Phrase::Text(cause.decided_by.clone()));
    // A code that says for itself what waiting does knows better than the cause that it makes likely.
    let another_way =
        persistence.basis != Basis::Code && cause.is_some_and(|cause| cause.persistence == Nature::Conditional);
    persistence.other_way_works |= another_way && persistence.verdict == Verdict::Structural;
    if is_open(nature) {
        follow_steps(&mut persistence, said, knowledge);
    }
    follow_history(&mut persistence, nature, history);
    persistence
}

/// Whether what a code or cause usually means leaves room for what was seen.
fn is_open(nature: Nature) -> bool {
    matches!(nature, Nature::Default | Nature::Unknown | Nature::UnlessRecent | Nature::Conditional)
}

/// What the person tried since.
fn follow_steps(persistence: &mut Persistence, said: &[About], knowledge: &Knowledge) {
    let tried = said.iter().filter_map(|about| match about {
        About::Step { id, outcome } => Some((knowledge.guidance.step(id)?, *outcome)),
        About::Question { .. } => None,
    });
    let tried: Vec<(&Step, Outcome)> = tried.collect();
    let with = |shows, outcome| tried.iter().any(|(step, was)| step.shows == shows && *was == outcome);
    let (verdict, reason, decided_by) = if with(Shows::ItPasses, Outcome::Worked) {
        (Verdict::Temporary, "reason.tried-passes", "decided.next-time")
    } else if with(Shows::ItWasChanged, Outcome::Worked) {
        (Verdict::Structural, "reason.tried-changed", "decided.next-time")
    } else if with(Shows::AnotherWay, Outcome::Worked) {
        persistence.other_way_works = true;
        (Verdict::Structural, "reason.tried-another-way", "decided.log-row")
    } else if with(Shows::ItPasses, Outcome::Blocked) {
        persistence.verdict = Verdict::Structural;
        persistence.basis = Basis::Text;
        persistence.reasons.insert(0, Phrase::Filled("reason.tried-again", Vec::new()));
        return;
    } else {
        return;
    };
    persistence.verdict = verdict;
    persistence.certainty = Certainty::Likely;
    persistence.basis = Basis::Text;
    persistence.other_way_works &= verdict == Verdict::Structural;
    persistence.reasons = vec![Phrase::Filled(reason, Vec::new())];
    persistence.decided_by = Some(Phrase::Word(decided_by));
}

/// What the person's other attempts show goes before what a code usually means, but not before what it always means.
fn follow_history(persistence: &mut Persistence, nature: Nature, history: &History) {
    let repeated = repeated(history);
    if let Some(shared) = &history.others {
        persistence.reasons.insert(0, others(shared));
        // A fault of the service passes, a changed policy does not: the refusals of many look the same.
        if nature == Nature::Default {
            persistence.verdict = Verdict::Unknown;
            persistence.certainty = Certainty::Possible;
            persistence.basis = Basis::History;
            persistence.reasons.truncate(1);
            persistence.decided_by = Some(Phrase::Word("decided.health"));
        }
    }
    let shown = match (&history.contrast, repeated) {
        (Some(contrast), _) if contrast.is_same() && contrast.later == Some(true) => {
            Some((Verdict::Temporary, Certainty::Likely, Phrase::Filled("reason.worked-later", Vec::new())))
        }
        (Some(contrast), _) if differs(contrast) => {
            Some((Verdict::Structural, Certainty::Likely, Phrase::Filled(worked_elsewhere(contrast), Vec::new())))
        }
        // A fault shared by many can last longer than that: then repetition shows nothing.
        (_, Some(hours)) if history.others.is_none() => {
            let certainty = if hours >= HOURS_OF_A_DAY { Certainty::Established } else { Certainty::Likely };
            let (count, hours) = (history.alike.to_string(), hours.to_string());
            let reason = Phrase::Filled("reason.repeated", vec![("n", count), ("hours", hours)]);
            Some((Verdict::Structural, certainty, reason))
        }
        _ => None,
    };
    // What a code always means does not depend on where it worked.
    let Some((verdict, certainty, reason)) = shown.filter(|_| is_open(nature)) else { return };
    // Soon after a change the same refusals go on until the change has arrived, for a day at most.
    let still_arriving = persistence.verdict == Verdict::Temporary && certainty < Certainty::Established;
    if !(verdict == Verdict::Structural && still_arriving) {
        persistence.verdict = verdict;
        persistence.certainty = certainty;
        persistence.basis = Basis::History;
        persistence.other_way_works |= verdict == Verdict::Structural && history.contrast.as_ref().is_some_and(differs);
        persistence.other_way_works &= verdict == Verdict::Structural;
        // What is tried elsewhere has been tried: only the log, or the next attempt, can tell more.
        if history.contrast.as_ref().is_some_and(differs) {
            persistence.decided_by = Some(Phrase::Word("decided.log-row"));
        } else if verdict == Verdict::Temporary {
            persistence.decided_by = Some(Phrase::Word("decided.next-time"));
        }
        persistence.reasons.retain(|reason| matches!(reason, Phrase::Filled("reason.others", _)));
    }
    persistence.reasons.insert(0, reason);
}

/// Over how many hours the same attempt was refused again and again, and never worked; `None` where that shows nothing yet.
fn repeated(history: &History) -> Option<i64> {
    let hours = history.first?.duration_until(history.last?).as_hours();
    (history.alike >= ENOUGH_REFUSALS && hours >= ENOUGH_HOURS && !history.interrupted).then_some(hours)
}

fn differs(contrast: &Contrast) -> bool {
    contrast.only().is_some() || contrast.is_device_shown()
}

fn worked_elsewhere(contrast: &Contrast) -> &'static str {
    match contrast.only() {
        Some(Aspect::Network) => "reason.worked-network",
        Some(Aspect::Browser) => "reason.worked-browser",
        Some(Aspect::App) => "reason.worked-app",
        Some(Aspect::Device) => "reason.worked-device",
        Some(Aspect::Flow) => "reason.worked-flow",
        None => "reason.worked-shown",
    }
}

fn others(others: &Others) -> Phrase {
    let since = others.since.strftime("%Y-%m-%d %H:%M UTC").to_string();
    Phrase::Filled("reason.others", vec![("n", others.people.to_string()), ("since", since)])
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
