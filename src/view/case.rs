//! One refused sign-in as the window shows it, in the order of the screen.
//!
//! Edge: nothing meant for administrators alone comes in here.

use super::subject::{Subject, bare, is_vague};
use super::{
    CaseView, CauseView, EvidenceView, StripView, Tone, VerdictView, clock, comparison, facts, guide, organisation,
    same_device,
};
use crate::knowledge::{Cause, CodeKind, Family};
use crate::model::{Basis, Because, Certainty, Evidence, FactKind, Finding, Phrase, System, Team, Verdict};

/// What to do where an attempt may not be the person's own: display words.
pub(crate) const MISUSE_STEPS: [&str; 3] = ["misuse.step-call", "misuse.step-prompt", "misuse.step-code"];
/// Causes that come after the first proof, though no rule refused.
const SECOND_PROOF: [&str; 2] = ["mfa-denied", "mfa-required"];
/// The most statements of what a refusal does not mean.
const MOST_NOT_MEANING: usize = 3;

/// Everything that is shown for one sign-in.
pub(super) fn case(subject: Subject<'_>) -> CaseView {
    CaseView {
        key: subject.sign_in().key(),
        person: subject.person().unwrap_or_default(),
        title: title(subject),
        misuse: subject.diagnosis.misuse.is_some(),
        strip: strip(subject),
        verdict: verdict(subject),
        known: facts::known(subject).into_iter().map(|known| known.statement).collect(),
        ruled_out: facts::ruled_out(subject),
        not_knowable: not_knowable(subject),
        conflicts: facts::conflicts(subject),
        causes: causes(subject),
        comparison: comparison::comparison(subject),
        tests: guide::tests(subject),
        questions: guide::questions(subject),
        steps: steps(subject),
        not_helping: guide::not_helping(subject),
        waiting: guide::waiting(subject),
        clocks: clock::clocks(subject),
        compared: same_device::statements(subject),
        system: subject.value(FactKind::DevicePlatform).and_then(System::of),
    }
}

/// "53003 · Microsoft Azure CLI · 09:26 UTC".
fn title(subject: Subject<'_>) -> String {
    let code = subject.value(FactKind::ErrorCode).map_or_else(|| subject.words.get("case.no-code"), str::to_owned);
    let time = clock::instant(subject).map(clock::utc_short);
    let parts = [Some(code), subject.app_name().map(str::to_owned), time];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn strip(subject: Subject<'_>) -> StripView {
    if subject.diagnosis.misuse.is_some() {
        let [sentence, now] = ["misuse.headline", "misuse.now"].map(|key| subject.words.get(key));
        return StripView { sentence, who: team(subject), now };
    }
    StripView { sentence: subject.headline(), who: organisation::who(subject, team(subject)), now: now(subject) }
}

/// One thing to do now. Once a way is known that works, the first thing is not to look for one.
fn now(subject: Subject<'_>) -> String {
    let words = subject.words;
    match subject.diagnosis.persistence.decided_by {
        Some(Phrase::Word("decided.log-row")) => words.get("strip.now-another-way"),
        Some(Phrase::Word("decided.next-time")) => words.get("strip.now-passed"),
        _ => subject
            .speaking()
            .map_or_else(|| words.get("strip.now-default"), |(_, cause)| bare(&subject.named(&cause.now)).to_owned()),
    }
}

/// What the person can do. Where the attempt may not be his own, only that: no step that repeats it.
pub(super) fn steps(subject: Subject<'_>) -> Vec<String> {
    if subject.diagnosis.misuse.is_some() {
        return ["misuse.step-call", "misuse.step-prompt", "misuse.step-code"]
            .map(|key| subject.words.get(key))
            .to_vec();
    }
    subject.without_hidden(&subject.diagnosis.steps.user)
}

/// Who must act, as the person is told.
pub(super) fn team(subject: Subject<'_>) -> String {
    subject.words.get(&format!("team.{}", subject.diagnosis.route.team.id()))
}

/// What the text cannot show. Whether it would happen again is told by a code whose cause is settled.
pub(super) fn not_knowable(subject: Subject<'_>) -> Vec<String> {
    let persistence = &subject.diagnosis.persistence;
    let settled = !subject.diagnosis.policy_refusal
        && persistence.basis != Basis::Default
        && persistence.verdict != Verdict::Unknown;
    let keys = subject.diagnosis.not_knowable.iter().filter(|key| !(settled && **key == "unknown.repeats"));
    keys.map(|key| subject.words.get(key)).collect()
}

/// The word for the verdict fits the cause.
pub(super) fn verdict_word(subject: Subject<'_>) -> String {
    let diagnosis = subject.diagnosis;
    let key = match (diagnosis.persistence.verdict, diagnosis.persistence.basis) {
        (Verdict::Temporary, _) => "verdict.temporary",
        (Verdict::Unknown, _) => "verdict.unknown",
        (Verdict::Structural, Basis::Default) if diagnosis.policy_refusal => "verdict.default",
        (Verdict::Structural, _) if diagnosis.policy_refusal && diagnosis.persistence.certainty < Certainty::Likely => {
            "verdict.default"
        }
        (Verdict::Structural, _) if diagnosis.policy_refusal => match diagnosis.route.team {
            Team::Endpoint | Team::User => "verdict.device",
            _ => "verdict.policy",
        },
        (Verdict::Structural, _) => "verdict.structural",
    };
    subject.words.get(key)
}

/// What the person may not do again is not judged by whether it would work again.
fn verdict_of_misuse(subject: Subject<'_>) -> VerdictView {
    VerdictView {
        tone: Tone::Structural,
        word: subject.words.get("verdict.misuse"),
        other_way: None,
        explanation: vec![misuse_explanation(subject)],
        reasons: Vec::new(),
        decided_by: Some(subject.words.get("decided.own-device-yours")),
        not_meaning: vec![subject.words.get("misuse.not-meaning")],
    }
}

/// How far whoever tried it got.
pub(super) fn misuse_explanation(subject: Subject<'_>) -> String {
    let family = subject.leading().map(|(_, cause)| cause.family);
    let second_proof = subject.leading().is_some_and(|(_, cause)| SECOND_PROOF.contains(&cause.id.get_ref().as_str()));
    let key = match family {
        _ if second_proof || subject.identity_accepted() => "misuse.explanation",
        Some(Family::Credentials | Family::Account) => "misuse.explanation-before",
        _ => "misuse.explanation-unknown",
    };
    subject.words.get(key)
}

fn verdict(subject: Subject<'_>) -> VerdictView {
    if subject.diagnosis.misuse.is_some() {
        return verdict_of_misuse(subject);
    }
    let persistence = &subject.diagnosis.persistence;
    VerdictView {
        tone: match persistence.verdict {
            Verdict::Structural => Tone::Structural,
            Verdict::Temporary => Tone::Temporary,
            Verdict::Unknown => Tone::Unknown,
        },
        word: verdict_word(subject),
        other_way: other_way(subject),
        explanation: explanation(subject),
        reasons: reasons(subject),
        decided_by: decided_by(subject),
        not_meaning: not_meaning(subject),
    }
}

/// Where another supported way may work, the sentence that says so.
pub(super) fn other_way(subject: Subject<'_>) -> Option<String> {
    let persistence = &subject.diagnosis.persistence;
    let another = persistence.other_way_works && persistence.verdict == Verdict::Structural;
    another.then(|| match organisation::other_ways(subject) {
        Some(ways) => subject.words.fill("verdict.other-way-named", &[("ways", &ways)]),
        None => subject.words.get("verdict.other-way"),
    })
}

/// What happened, in two or three sentences: what the code means, else what the leading cause means.
pub(super) fn explanation(subject: Subject<'_>) -> Vec<String> {
    let of_code = subject.code().map(|code| if code.detail.is_empty() { &code.summary } else { &code.detail });
    let has_detail = subject.code().is_some_and(|code| !code.detail.is_empty());
    let of_cause = subject.leading().filter(|_| !has_detail).map(|(_, cause)| &cause.summary);
    let step_in_between = subject.code().is_some_and(|code| code.kind == CodeKind::Interrupt && !has_detail);
    let remark = step_in_between.then(|| subject.words.get("reason.interrupt"));
    of_code.into_iter().chain(of_cause).map(|text| subject.words.text(text)).chain(remark).collect()
}

/// Why the verdict is what it is. A reason written for this very code or cause replaces the general one; what other attempts
/// show stands beside it.
pub(super) fn reasons(subject: Subject<'_>) -> Vec<String> {
    let reasons = &subject.diagnosis.persistence.reasons;
    let written = reasons.iter().any(|reason| matches!(reason, Phrase::Text(_)));
    let told = reasons.iter().filter_map(|reason| match reason {
        Phrase::Text(text) => Some(bare(&subject.words.text(text)).to_owned()),
        Phrase::Filled(key, values) => Some(filled(subject, key, values)),
        Phrase::Word(key) => (!written).then(|| subject.words.get(key)),
    });
    told.collect()
}

/// The observation that would decide.
pub(super) fn decided_by(subject: Subject<'_>) -> Option<String> {
    match subject.diagnosis.persistence.decided_by.as_ref()? {
        Phrase::Text(text) => {
            subject.without_hidden(std::slice::from_ref(text)).pop().map(|text| bare(&text).to_owned())
        }
        Phrase::Word(key) => Some(subject.words.get(key)),
        Phrase::Filled(key, values) => Some(filled(subject, key, values)),
    }
}

fn filled(subject: Subject<'_>, key: &str, values: &[(&'static str, String)]) -> String {
    subject.words.fill(key, &values.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>())
}

/// What it does not mean: of the leading cause, then of a policy's refusal in general.
fn not_meaning(subject: Subject<'_>) -> Vec<String> {
    let general =
        subject.identity_accepted().then(|| subject.words.knowledge().cause("policy-block-unspecified")).flatten();
    let leading = subject.leading().map(|(_, cause)| cause);
    let mut statements: Vec<String> = Vec::new();
    for statement in leading.into_iter().chain(general).flat_map(|cause| &cause.not_meaning) {
        let statement = bare(&subject.words.text(statement)).to_owned();
        if !statements.contains(&statement) && statements.len() < MOST_NOT_MEANING {
            statements.push(statement);
        }
    }
    statements
}

/// Open causes, best first.
pub(super) fn causes(subject: Subject<'_>) -> Vec<CauseView> {
    let mut open = subject.open_to_show();
    // Surest first; the sort is stable, so the order of the diagnosis stays within each.
    open.sort_by_key(|(finding, _)| std::cmp::Reverse(finding.certainty));
    open.into_iter().map(|(finding, cause)| cause_view(subject, finding, cause)).collect()
}

fn cause_view(subject: Subject<'_>, finding: &Finding, cause: &Cause) -> CauseView {
    CauseView {
        id: finding.cause.clone(),
        title: subject.words.text(&cause.title),
        certainty: finding.certainty,
        word: subject.words.get(&format!("certainty.{}", finding.certainty.id())),
        summary: subject.words.text(&cause.summary),
        evidence: finding.evidence.iter().filter_map(|evidence| evidence_view(subject, evidence)).collect(),
        missing: if finding.certainty == Certainty::Established && !is_vague(cause) {
            Vec::new()
        } else {
            finding.missing.iter().map(|what| subject.words.text(what)).collect()
        },
        notes: organisation::notes(subject, &finding.cause),
    }
}

fn evidence_view(subject: Subject<'_>, evidence: &Evidence) -> Option<EvidenceView> {
    let quote = subject.quote(evidence.fact.span)?;
    let because = match &evidence.because {
        Because::NotInTable => subject.words.get("because.not-in-table"),
        Because::Code(Certainty::Established) => subject.words.get("because.code-proves"),
        Because::Code(Certainty::Likely) => subject.words.get("because.code-likely"),
        Because::Code(_) => subject.words.get("because.code-possible"),
        Because::Clause(because) => subject.words.text(because),
    };
    Some(EvidenceView { quote, bearing: subject.words.get(&format!("bearing.{}", evidence.bearing.id())), because })
}
