//! One sign-in with everything that its views are built from, and the few judgements that several of them share.
//!
//! Edge: which cause may be named to whom is decided here, once; the words are chosen elsewhere.

use super::report::Audience;
use super::{Options, QuoteView, Words, organisation, said};
use crate::knowledge::{self, Cause, Code, CodeKind, VAGUE};
use crate::model::{Analysis, Certainty, Diagnosis, Fact, FactKind, Finding, SignIn, Span};

/// Causes by which a policy refuses somebody of whom nothing was accepted yet.
const BEFORE_IDENTITY: [&str; 2] = ["guest-or-tenant-restriction", "workload-identity"];
/// The most of an input that is quoted, in characters.
const LONGEST_QUOTE: usize = 120;

/// One sign-in and what its views need.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) analysis: &'a Analysis,
    pub(super) diagnosis: &'a Diagnosis,
    pub(super) words: Words<'a>,
    pub(super) options: &'a Options,
    pub(super) audience: Audience,
}

impl<'a> Subject<'a> {
    pub(super) fn sign_in(self) -> &'a SignIn {
        &self.diagnosis.sign_in
    }

    pub(super) fn value(self, kind: FactKind) -> Option<&'a str> {
        self.sign_in().value(kind)
    }

    /// Number of the case in which this attempt stands.
    pub(super) fn person(self) -> Option<usize> {
        let number = self.analysis.diagnoses.iter().position(|diagnosis| std::ptr::eq(diagnosis, self.diagnosis))?;
        self.analysis.cases.iter().position(|case| case.refused().any(|refused| refused == number))
    }

    /// What is known about the code that says why.
    pub(super) fn code(self) -> Option<&'a Code> {
        self.value(FactKind::ErrorCode).and_then(|code| self.words.knowledge().code(code))
    }

    /// Whether a cause may be named to this audience.
    fn may_name(self, cause: &Cause) -> bool {
        cause.audience == knowledge::Audience::Everyone || self.audience == Audience::Admin
    }

    fn findings(self) -> impl Iterator<Item = (&'a Finding, &'a Cause)> {
        let knowledge = self.words.knowledge();
        self.diagnosis.findings.iter().filter_map(|finding| Some((finding, knowledge.cause(&finding.cause)?)))
    }

    /// Open causes that may be named, best first.
    pub(super) fn open(self) -> impl Iterator<Item = (&'a Finding, &'a Cause)> {
        self.findings().filter(move |(finding, cause)| finding.certainty != Certainty::RuledOut && self.may_name(cause))
    }

    /// Open causes that say something; the vague ones only where there is no other.
    pub(super) fn open_to_show(self) -> Vec<(&'a Finding, &'a Cause)> {
        let specific: Vec<_> = self.open().filter(|(_, cause)| !is_vague(cause)).collect();
        if specific.is_empty() { self.open().take(1).collect() } else { specific }
    }

    /// Causes that the text excludes and that may be named.
    pub(super) fn excluded(self) -> impl Iterator<Item = (&'a Finding, &'a Cause)> {
        self.findings().filter(move |(finding, cause)| finding.certainty == Certainty::RuledOut && self.may_name(cause))
    }

    /// The best open cause that may be named.
    pub(super) fn leading(self) -> Option<(&'a Finding, &'a Cause)> {
        self.open().next()
    }

    /// The cause whose advice comes first: the best one, unless it is no more than possible and a general one is open.
    pub(super) fn speaking(self) -> Option<(&'a Finding, &'a Cause)> {
        let leading = self.leading()?;
        let general = self.open().find(|(_, cause)| is_vague(cause));
        Some(general.filter(|_| leading.0.certainty == Certainty::Possible).unwrap_or(leading))
    }

    /// How many causes that say something are as sure as the best one.
    pub(super) fn equally_sure(self) -> usize {
        let specific = || self.open().filter(|(_, cause)| !is_vague(cause)).map(|(finding, _)| finding.certainty);
        let surest = specific().max();
        specific().filter(|certainty| Some(*certainty) == surest).count()
    }

    /// The best open cause, if the text points to it and to no other as much.
    pub(super) fn pointed_at(self) -> Option<(&'a Finding, &'a Cause)> {
        let (finding, cause) = self.leading().filter(|(_, cause)| !is_vague(cause))?;
        let as_sure =
            self.open().filter(|(other, cause)| !is_vague(cause) && other.certainty == finding.certainty).count();
        let points =
            finding.certainty == Certainty::Established || finding.certainty == Certainty::Likely && as_sure == 1;
        points.then_some((finding, cause))
    }

    /// Causes that are not for this audience: nothing that only they say may be shown.
    fn hidden(self) -> impl Iterator<Item = (&'a Finding, &'a Cause)> {
        self.findings().filter(move |(_, cause)| !self.may_name(cause))
    }

    /// Whether a fact speaks for a hidden cause.
    pub(super) fn is_hidden_fact(self, fact: &Fact) -> bool {
        self.hidden()
            .any(|(finding, _)| finding.evidence.iter().any(|e| e.fact == *fact && e.fact.kind != FactKind::ErrorCode))
    }

    /// A piece of advice with the organisation's own names in it.
    pub(super) fn named(self, advice: &str) -> String {
        organisation::named(self, advice)
    }

    /// These pieces of advice without what comes from a hidden cause, with the organisation's own names in them.
    pub(super) fn without_hidden(self, texts: &'a [String]) -> Vec<String> {
        let is_hidden = |text: &str| {
            self.hidden().any(|(_, cause)| {
                let advice = &cause.advice;
                let mut all =
                    advice.user.iter().chain(&advice.helpdesk).chain(&advice.admin).chain([&cause.decided_by]);
                all.any(|other| other == text)
            })
        };
        texts.iter().filter(|text| !is_hidden(text)).map(|text| self.named(text)).collect()
    }

    /// A policy refused, and before that Microsoft had accepted who it was.
    pub(super) fn identity_accepted(self) -> bool {
        let refusal = match (self.value(FactKind::ErrorCode), self.code()) {
            (_, Some(code)) => code.kind == CodeKind::Refusal,
            (Some(code), None) => code.starts_with("53"),
            (None, None) => true,
        };
        let before = self.leading().is_some_and(|(_, cause)| BEFORE_IDENTITY.contains(&cause.id.get_ref().as_str()));
        self.diagnosis.policy_refusal && refusal && !before
    }

    /// What happened, in one sentence.
    pub(super) fn headline(self) -> String {
        if let Some(headline) = self.pointed_at().and_then(|(_, cause)| cause.headline.as_ref()) {
            return self.words.text(headline);
        }
        if self.identity_accepted() {
            return self.words.get("headline.policy");
        }
        let of_cause = self.leading().map(|(_, cause)| cause.headline.as_ref().unwrap_or(&cause.title));
        let of_code = self.code().map(|code| &code.summary);
        of_cause
            .or(of_code)
            .map_or_else(|| self.words.get("headline.unknown"), |text| bare(&self.words.text(text)).to_owned())
    }

    /// The application's name, as printed or by its id.
    pub(super) fn app_name(self) -> Option<&'a str> {
        let by_id =
            || self.value(FactKind::AppId).and_then(|id| self.words.knowledge().app(id)).map(|app| app.name.as_str());
        self.value(FactKind::AppName).or_else(by_id)
    }

    /// "Microsoft Azure CLI (04b07795-8ddb-461a-bbee-02f9e1bf7b46)".
    pub(super) fn app_with_id(self) -> Option<String> {
        match (self.app_name(), self.value(FactKind::AppId)) {
            (Some(name), Some(id)) => Some(format!("{name} ({id})")),
            (name, id) => name.or(id).map(str::to_owned),
        }
    }

    /// The words at a place, on one line, cut if long.
    pub(super) fn quote(self, span: Span) -> Option<QuoteView> {
        quote(self.analysis, span, self.words)
    }
}

/// The words at a place of an analysis, on one line, cut if long.
pub(super) fn quote(analysis: &Analysis, span: Span, words: Words<'_>) -> Option<QuoteView> {
    let printed = || Some((span, analysis.documents.get(span.input)?.text.get(span.start..span.end)?.to_owned()));
    let (span, text) = said::place(span, analysis, words).or_else(printed)?;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then(|| QuoteView { text: cut(&text, LONGEST_QUOTE), span })
}

pub(super) fn is_vague(cause: &Cause) -> bool {
    VAGUE.contains(&cause.id.get_ref().as_str())
}

/// The text with at most so many characters; what is left out shows as "…".
pub(super) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(most.saturating_sub(1)).collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

/// A sentence without its full stop, as one-sentence texts are shown.
pub(super) fn bare(text: &str) -> &str {
    let text = text.trim();
    let without = text.strip_suffix(['.', '。']).unwrap_or(text);
    if without.contains(". ") || without.contains('。') { text } else { without }
}
