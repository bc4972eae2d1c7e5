//! What the text shows, excludes and contradicts, as statements that quote it.
//!
//! Edge: one statement a fact; what follows from facts together is the causes' business.

use super::subject::{Subject, bare, is_vague};
use super::{QuoteView, StatementView, clock};
use crate::knowledge::SentenceKind;
use crate::model::{Bearing, Fact, FactKind, Finding, Via};

/// A statement and what it is about, so that a report can leave out what it says elsewhere.
pub(super) struct Known {
    pub(super) kind: FactKind,
    pub(super) statement: StatementView,
    /// A person's own remark: its words would only repeat it.
    pub(super) is_remark: bool,
}

/// Kinds with a statement each, in the order in which they are shown; the code and the application come before them, and
/// what only a log tells comes first.
const PLAIN: [FactKind; 31] = [
    FactKind::PolicyName,
    FactKind::PolicyCondition,
    FactKind::GrantControl,
    FactKind::SessionControl,
    FactKind::SessionControlUnmet,
    FactKind::DeviceState,
    FactKind::DeviceCompliance,
    FactKind::DevicePlatform,
    FactKind::IpKind,
    FactKind::Timestamp,
    FactKind::User,
    FactKind::AuthFlow,
    FactKind::ClientApp,
    FactKind::Browser,
    FactKind::OsVersion,
    FactKind::DeviceName,
    FactKind::DeviceId,
    FactKind::ResourceName,
    FactKind::Location,
    FactKind::NetworkType,
    FactKind::ResourceAddress,
    FactKind::RiskLevel,
    FactKind::AggregatedRisk,
    FactKind::RiskState,
    FactKind::RiskEvent,
    FactKind::TokenBinding,
    FactKind::CrossTenantAccess,
    FactKind::UserType,
    FactKind::TokenIssuer,
    FactKind::FailureReason,
    FactKind::Cloud,
];

/// Kinds of which every value is told.
const SEVERAL: [FactKind; 5] = [
    FactKind::PolicyName,
    FactKind::GrantControl,
    FactKind::SessionControl,
    FactKind::PolicyCondition,
    FactKind::SessionControlUnmet,
];

/// What the text shows.
pub(super) fn known(subject: Subject<'_>) -> Vec<Known> {
    let mut known: Vec<Known> = Vec::new();
    let mut add = |fact: &Fact, text: Option<String>| {
        if let Some(text) = text.filter(|_| !subject.is_hidden_fact(fact)) {
            let quote = subject.quote(fact.span);
            if !known.iter().any(|other| other.statement.text == text) {
                known.push(Known {
                    kind: fact.kind,
                    statement: StatementView { text, quote },
                    is_remark: is_remark(subject, fact),
                });
            }
        }
    };
    let sign_in = subject.sign_in();
    if let Some(fact) = sign_in.first(FactKind::ErrorCode).or_else(|| sign_in.first(FactKind::OtherCode)) {
        add(fact, Some(code_statement(subject, fact)));
    }
    if let Some(fact) = sign_in.first(FactKind::AppName).or_else(|| sign_in.first(FactKind::AppId)) {
        add(fact, Some(app_statement(subject, fact)));
    }
    for kind in PLAIN {
        let most = if SEVERAL.contains(&kind) { usize::MAX } else { 1 };
        for fact in sign_in.all(kind).take(most) {
            add(fact, statement(subject, fact));
        }
    }
    // What the page says counts more than what a person says about it.
    let (remarks, printed): (Vec<&Fact>, Vec<&Fact>) =
        sign_in.all(FactKind::Sentence).partition(|fact| is_remark(subject, fact));
    for fact in printed.into_iter().chain(remarks) {
        add(fact, sentence_statement(subject, fact));
    }
    known
}

fn is_remark(subject: Subject<'_>, fact: &Fact) -> bool {
    let sentence = subject.words.knowledge().sentences.get(&fact.value).filter(|_| fact.kind == FactKind::Sentence);
    sentence.is_some_and(|sentence| sentence.kind == SentenceKind::Remark)
}

fn code_statement(subject: Subject<'_>, fact: &Fact) -> String {
    let words = subject.words;
    let code = fact.value.as_str();
    match words.knowledge().code(code) {
        Some(known) => words.fill("known.code", &[("code", code), ("summary", bare(&words.text(&known.summary)))]),
        None if fact.kind == FactKind::OtherCode => words.fill("known.other-code", &[("code", code)]),
        None if code.starts_with("53") => words.fill("known.code-of-family", &[("code", code)]),
        None => words.fill("known.code-unknown", &[("code", code)]),
    }
}

fn app_statement(subject: Subject<'_>, fact: &Fact) -> String {
    let (words, value) = (subject.words, fact.value.as_str());
    match (fact.kind, words.knowledge().app(value)) {
        (FactKind::AppName, _) => words.fill("known.app-name", &[("value", value)]),
        (_, Some(app)) => words.fill("known.app-by-id", &[("value", &app.name)]),
        (_, None) => words.get("known.app-unknown"),
    }
}

/// The statement for a value of its own if there is one, else that of its kind; kinds without one are not stated.
fn statement(subject: Subject<'_>, fact: &Fact) -> Option<String> {
    let words = subject.words;
    let kind = fact.kind.id();
    if fact.kind == FactKind::Timestamp {
        return Some(time_statement(subject, fact));
    }
    let value = match fact.kind {
        FactKind::IpKind => subject.value(FactKind::IpAddress).unwrap_or_default(),
        _ => fact.value.as_str(),
    };
    let special = format!("known.{kind}.{}", fact.value);
    let general = format!("known.{kind}");
    let key = [special, general].into_iter().find(|key| words.find(key).is_some())?;
    Some(words.fill(&key, &[("value", value)])).filter(|text| !text.is_empty())
}

fn time_statement(subject: Subject<'_>, fact: &Fact) -> String {
    let words = subject.words;
    let Some(instant) = fact.instant else { return words.fill("known.time-unclear", &[("value", &fact.value)]) };
    let utc = clock::utc(instant);
    match clock::local(subject, instant) {
        Some(local) => words.fill("known.time-local", &[("utc", &utc), ("local", &local)]),
        None => words.fill("known.time", &[("utc", &utc)]),
    }
}

/// Remarks add something of their own. What is printed does so where a cause that says something rests on it, or where there
/// is no code; else it only repeats the code.
fn sentence_statement(subject: Subject<'_>, fact: &Fact) -> Option<String> {
    let sentence = subject.words.knowledge().sentences.get(&fact.value)?;
    let has_code = subject.sign_in().first(FactKind::ErrorCode).is_some();
    let rests_on_it = |finding: &Finding| finding.evidence.iter().any(|evidence| evidence.fact.value == fact.value);
    let adds = !has_code || subject.open().any(|(finding, cause)| !is_vague(cause) && rests_on_it(finding));
    let key = match sentence.kind {
        SentenceKind::Message if has_code => return None,
        SentenceKind::Title | SentenceKind::Body if !adds => return None,
        SentenceKind::Remark if fact.via == Via::History => "known.observed",
        SentenceKind::Remark => "known.remark",
        SentenceKind::Title | SentenceKind::Body | SentenceKind::Message => "known.sentence",
    };
    Some(subject.words.fill(key, &[("value", bare(&subject.words.text(&sentence.meaning)))]))
}

/// What the text excludes, each with its reason.
pub(super) fn ruled_out(subject: Subject<'_>) -> Vec<StatementView> {
    let mut statements: Vec<StatementView> = Vec::new();
    let accepted = subject.identity_accepted();
    if accepted {
        let text = subject.words.get("ruled-out.password");
        statements.push(StatementView { text, quote: policy_quote(subject) });
    }
    for (finding, cause) in subject.excluded() {
        if accepted && cause.id.get_ref() == "wrong-credentials" {
            continue;
        }
        let Some(evidence) = finding.evidence.iter().find(|e| e.bearing == Bearing::RulesOut) else { continue };
        let [title, because] = [&cause.title, evidence.because.clause()].map(|text| subject.words.text(text));
        let text = subject.words.fill("ruled-out.cause", &[("title", &title), ("because", &because)]);
        statements.push(StatementView { text, quote: subject.quote(evidence.fact.span) });
    }
    statements
}

/// The words that show that a policy refused: the code, else what the leading cause rests on.
fn policy_quote(subject: Subject<'_>) -> Option<QuoteView> {
    let of_finding = |finding: &Finding| finding.evidence.first().map(|evidence| evidence.fact.span);
    let code = subject.sign_in().first(FactKind::ErrorCode).map(|fact| fact.span);
    let span = code.or_else(|| subject.open().find_map(|(finding, _)| of_finding(finding)))?;
    subject.quote(span)
}

/// Values that contradict each other.
pub(super) fn conflicts(subject: Subject<'_>) -> Vec<String> {
    let words = subject.words;
    subject
        .diagnosis
        .conflicts
        .iter()
        .map(|conflict| {
            let what = words.get(&format!("fact.{}", conflict.kind.id()));
            let chosen = conflict.values.first().map_or("", String::as_str);
            let values = words.list(&conflict.values);
            words.fill("conflict.values", &[("what", &what), ("values", &values), ("chosen", chosen)])
        })
        .collect()
}
