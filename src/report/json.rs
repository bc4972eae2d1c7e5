//! The analysis as JSON, as scripts rely on it. Additions are free; a change of what is here bumps `SCHEMA`.
//!
//! What is written to be read follows the language that is asked for: `missing`, `because`, `not_knowable`, `reasons`,
//! `decided_by`, the `reason` of the route, `steps`, the `text` of tests and questions, and the `message` of warnings. Names,
//! ids, values, quoted words and everything else are the same in every language.
//!
//! Edge: this is the whole analysis for machines; the report for a ticket has its own JSON twin.

mod cases;

use std::collections::BTreeMap;

use serde::Serialize;

use cases::{CaseJson, HistoryJson, QuestionJson, TestJson};

use crate::knowledge::fill;
use crate::knowledge::{self, Knowledge};
use crate::model::{Analysis, DeviceStatus, Diagnosis, Document, Evidence, Fact, FactKind, Finding, Phrase, Warning};
use crate::view::redact::Masker;
use crate::view::report::{Audience, Redaction};
use crate::view::{MISUSE_STEPS, Words};

/// Version of the layout.
const SCHEMA: u32 = 1;

/// The analysis as one JSON document with a line end. What only an administrator may be told is left out for anybody else.
pub fn render(
    analysis: &Analysis,
    knowledge: &Knowledge,
    language: &str,
    audience: Audience,
    redaction: Redaction,
) -> String {
    let mask = Mask { masker: Masker::of_all(analysis), redaction };
    let printer = Printer { analysis, knowledge, language, audience, redaction, mask };
    let mut text =
        serde_json::to_string_pretty(&printer.root()).unwrap_or_else(|error| format!("{{\"error\":\"{error}\"}}"));
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Root {
    schema: u32,
    tool: Tool,
    redaction: &'static str,
    inputs: Vec<Input>,
    sign_ins: Vec<SignInJson>,
    worked: Vec<WorkedJson>,
    cases: Vec<CaseJson>,
    devices: Vec<DeviceJson>,
    warnings: Vec<WarningJson>,
}

#[derive(Serialize)]
struct Tool {
    version: &'static str,
    knowledge: String,
}

#[derive(Serialize)]
struct Input {
    name: String,
    format: String,
    quality: &'static str,
    language: Option<String>,
    records: usize,
}

/// A sign-in that worked, of a person who was refused elsewhere.
#[derive(Serialize)]
struct WorkedJson {
    facts: BTreeMap<&'static str, Vec<FactJson>>,
}

#[derive(Serialize)]
struct SignInJson {
    facts: BTreeMap<&'static str, Vec<FactJson>>,
    findings: Vec<FindingJson>,
    not_knowable: Vec<String>,
    persistence: PersistenceJson,
    route: RouteJson,
    steps: StepsJson,
    conflicts: Vec<ConflictJson>,
    history: HistoryJson,
    tests: Vec<TestJson>,
    questions: Vec<QuestionJson>,
    /// The attempt may not be the person's own.
    possible_misuse: bool,
}

#[derive(Serialize)]
struct DeviceJson {
    input: usize,
    format: String,
    facts: BTreeMap<&'static str, Vec<FactJson>>,
}

#[derive(Serialize)]
struct FactJson {
    value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    utc: Option<String>,
    text: String,
    input: usize,
    start: usize,
    end: usize,
    via: &'static str,
}

#[derive(Serialize)]
struct FindingJson {
    cause: String,
    certainty: &'static str,
    evidence: Vec<EvidenceJson>,
    missing: Vec<String>,
}

#[derive(Serialize)]
struct EvidenceJson {
    fact: &'static str,
    bearing: &'static str,
    because: String,
    text: String,
    input: usize,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct PersistenceJson {
    verdict: &'static str,
    certainty: &'static str,
    basis: &'static str,
    other_way_works: bool,
    reasons: Vec<String>,
    decided_by: Option<String>,
}

#[derive(Serialize)]
struct RouteJson {
    team: &'static str,
    reason: String,
}

#[derive(Serialize)]
struct StepsJson {
    user: Vec<String>,
    helpdesk: Vec<String>,
    admin: Vec<String>,
}

#[derive(Serialize)]
struct ConflictJson {
    fact: &'static str,
    values: Vec<String>,
}

#[derive(Serialize)]
struct WarningJson {
    input: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<usize>,
    message: String,
}

struct Printer<'a> {
    analysis: &'a Analysis,
    knowledge: &'a Knowledge,
    language: &'a str,
    audience: Audience,
    redaction: Redaction,
    mask: Mask,
}

impl Printer<'_> {
    fn word(&self, key: &str) -> String {
        self.knowledge.word(self.language, key).to_owned()
    }

    fn text(&self, english: &str) -> String {
        self.knowledge.text(self.language, english).to_owned()
    }

    fn root(&self) -> Root {
        let worked = self.analysis.worked.iter();
        let worked = worked.map(|sign_in| WorkedJson { facts: self.facts(sign_in.facts().iter(), &self.mask) });
        Root {
            schema: SCHEMA,
            tool: Tool { version: env!("CARGO_PKG_VERSION"), knowledge: self.knowledge.date.clone() },
            redaction: match self.redaction {
                Redaction::Personal => "personal",
                Redaction::Secrets => "secrets",
            },
            inputs: self.analysis.documents.iter().map(|document| self.input(document)).collect(),
            sign_ins: self.analysis.diagnoses.iter().map(|diagnosis| self.sign_in(diagnosis)).collect(),
            worked: worked.collect(),
            cases: self.analysis.cases.iter().map(|case| cases::case(case, &self.mask)).collect(),
            devices: self.analysis.devices.iter().map(|device| self.device(device)).collect(),
            warnings: self.analysis.warnings.iter().map(|warning| self.warning(warning)).collect(),
        }
    }

    fn input(&self, document: &Document) -> Input {
        Input {
            name: document.name.clone(),
            format: document.format.clone(),
            quality: document.quality.id(),
            language: self.knowledge.language_of(&document.text).map(|language| language.tag.clone()),
            records: document.records.len(),
        }
    }

    fn device(&self, device: &DeviceStatus) -> DeviceJson {
        DeviceJson {
            input: device.input,
            format: device.format.clone(),
            facts: self.facts(device.facts.iter(), &self.mask),
        }
    }

    fn sign_in(&self, diagnosis: &Diagnosis) -> SignInJson {
        let mask = &self.mask;
        let strings = |list: &[String]| {
            let told = list.iter().filter(|text| !self.says_hidden(diagnosis, text));
            told.map(|text| mask.text(&self.text(text))).collect()
        };
        let told = diagnosis.sign_in.facts().iter().filter(|fact| !self.is_hidden_fact(diagnosis, fact));
        let persistence = &diagnosis.persistence;
        let decided_by = persistence.decided_by.as_ref();
        // Whose text it is shows in English only.
        let may_say = |phrase: &&Phrase| !matches!(phrase, Phrase::Text(text) if self.says_hidden(diagnosis, text));
        SignInJson {
            facts: self.facts(told, mask),
            findings: diagnosis
                .findings
                .iter()
                .filter(|finding| !self.is_hidden(&finding.cause))
                .map(|finding| FindingJson {
                    cause: finding.cause.clone(),
                    certainty: finding.certainty.id(),
                    evidence: finding.evidence.iter().map(|evidence| self.evidence(evidence, mask)).collect(),
                    missing: finding.missing.iter().map(|what| self.text(what)).collect(),
                })
                .collect(),
            not_knowable: diagnosis.not_knowable.iter().map(|key| self.word(key)).collect(),
            persistence: PersistenceJson {
                verdict: persistence.verdict.id(),
                certainty: persistence.certainty.id(),
                basis: persistence.basis.id(),
                other_way_works: persistence.other_way_works,
                reasons: persistence.reasons.iter().map(|reason| self.phrase(reason)).collect(),
                decided_by: decided_by.filter(may_say).map(|phrase| self.phrase(phrase)),
            },
            route: RouteJson { team: diagnosis.route.team.id(), reason: self.route_reason(diagnosis) },
            steps: StepsJson {
                user: if diagnosis.misuse.is_some() { self.misuse_steps() } else { strings(&diagnosis.steps.user) },
                helpdesk: strings(&diagnosis.steps.helpdesk),
                admin: strings(&diagnosis.steps.admin),
            },
            conflicts: diagnosis
                .conflicts
                .iter()
                .map(|conflict| ConflictJson { fact: conflict.kind.id(), values: strings(&conflict.values) })
                .collect(),
            history: cases::history(diagnosis),
            tests: cases::tests(self, diagnosis),
            questions: cases::questions(self, diagnosis),
            possible_misuse: diagnosis.misuse.is_some(),
        }
    }

    fn misuse_steps(&self) -> Vec<String> {
        MISUSE_STEPS.map(|key| self.word(key)).to_vec()
    }

    /// Whether a cause is not for this audience.
    fn is_hidden(&self, cause: &str) -> bool {
        let cause = self.knowledge.cause(cause);
        self.audience != Audience::Admin && cause.is_some_and(|cause| cause.audience == knowledge::Audience::Admin)
    }

    fn hidden<'d>(&self, diagnosis: &'d Diagnosis) -> impl Iterator<Item = &'d Finding> {
        diagnosis.findings.iter().filter(|finding| self.is_hidden(&finding.cause))
    }

    /// Whether a fact speaks for a cause that is not for this audience.
    fn is_hidden_fact(&self, diagnosis: &Diagnosis, fact: &Fact) -> bool {
        fact.kind != FactKind::ErrorCode
            && self.hidden(diagnosis).flat_map(|finding| &finding.evidence).any(|evidence| evidence.fact == *fact)
    }

    /// Whether a text is that of a cause that is not for this audience.
    fn says_hidden(&self, diagnosis: &Diagnosis, text: &str) -> bool {
        let causes = self.hidden(diagnosis).filter_map(|finding| self.knowledge.cause(&finding.cause));
        causes
            .flat_map(|cause| {
                let advice = &cause.advice;
                advice.user.iter().chain(&advice.helpdesk).chain(&advice.admin).chain([&cause.decided_by, &cause.title])
            })
            .any(|other| other == text)
    }

    fn facts<'f>(&self, of: impl Iterator<Item = &'f Fact>, mask: &Mask) -> BTreeMap<&'static str, Vec<FactJson>> {
        let mut facts: BTreeMap<&'static str, Vec<FactJson>> = BTreeMap::new();
        for fact in of {
            facts.entry(fact.kind.id()).or_default().push(FactJson {
                value: mask.text(&fact.value),
                utc: fact.instant.map(|instant| instant.to_string()),
                text: mask.text(self.words_of(fact)),
                input: fact.span.input,
                start: fact.span.start,
                end: fact.span.end,
                via: fact.via.id(),
            });
        }
        facts
    }

    fn evidence(&self, evidence: &Evidence, mask: &Mask) -> EvidenceJson {
        let fact = &evidence.fact;
        EvidenceJson {
            fact: fact.kind.id(),
            bearing: evidence.bearing.id(),
            because: self.text(evidence.because.clause()),
            text: mask.text(self.words_of(fact)),
            input: fact.span.input,
            start: fact.span.start,
            end: fact.span.end,
        }
    }

    /// Exactly what stands in the input.
    fn words_of(&self, fact: &Fact) -> &str {
        let document = self.analysis.documents.get(fact.span.input);
        document.and_then(|document| document.text.get(fact.span.start..fact.span.end)).unwrap_or_default()
    }

    fn phrase(&self, phrase: &Phrase) -> String {
        match phrase {
            Phrase::Word(key) => self.word(key),
            Phrase::Filled(key, values) => {
                fill(&self.word(key), &values.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>())
            }
            Phrase::Text(text) => self.text(text),
        }
    }

    fn route_reason(&self, diagnosis: &Diagnosis) -> String {
        let because_of = diagnosis.route.because_of.as_ref().filter(|id| !self.is_hidden(id));
        let cause = because_of.and_then(|id| self.knowledge.cause(id));
        cause.map_or_else(|| self.word("route.by-code"), |cause| self.text(&cause.title))
    }

    fn warning(&self, warning: &Warning) -> WarningJson {
        // A proposed id is as personal as the id that it may be, and stands in no fact by which it could be masked.
        let shown = |name: &str| name != "proposal" || self.mask.redaction == Redaction::Secrets;
        let value = |(name, value): &'_ (&'static str, String)| {
            (*name, if shown(name) { value.clone() } else { "\u{2026}".to_owned() })
        };
        let values: Vec<(&str, String)> = warning.values.iter().map(value).collect();
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        WarningJson {
            input: warning.input,
            start: warning.span.map(|span| span.start),
            end: warning.span.map(|span| span.end),
            message: Words::new(self.knowledge, self.language).warning(warning.key, &values),
        }
    }
}

/// Masks where the destination asks for it.
struct Mask {
    masker: Masker,
    redaction: Redaction,
}

impl Mask {
    fn text(&self, text: &str) -> String {
        match self.redaction {
            Redaction::Personal => self.masker.mask(text),
            Redaction::Secrets => self.masker.without_secrets(text),
        }
    }
}
