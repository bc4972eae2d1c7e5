//! The cases of an analysis in JSON: whose attempts are whose, what was tried, and what the comparison shows.

use serde::Serialize;

use super::{Mask, Printer};
use crate::model::{Attempt, Case, Diagnosis, Outcome, SignIn};

#[derive(Serialize)]
pub(super) struct CaseJson {
    person: Option<String>,
    attempts: Vec<AttemptJson>,
}

/// Numbers of `sign_ins` and of `worked`.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum AttemptJson {
    Refused(usize),
    Worked(usize),
}

#[derive(Serialize)]
pub(super) struct HistoryJson {
    /// How often the same attempt was refused.
    alike: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    first: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contrast: Option<ContrastJson>,
    /// How many people are refused alike, where they began together.
    #[serde(skip_serializing_if = "Option::is_none")]
    people: Option<usize>,
}

#[derive(Serialize)]
struct ContrastJson {
    worked: usize,
    differs: Vec<&'static str>,
    untold: Vec<&'static str>,
    device_shown_only_there: bool,
}

#[derive(Serialize)]
pub(super) struct TestJson {
    id: String,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<&'static str>,
}

#[derive(Serialize)]
pub(super) struct QuestionJson {
    id: String,
    text: String,
    answer: Option<String>,
}

pub(super) fn case(case: &Case, mask: &Mask) -> CaseJson {
    let attempts = case.attempts.iter().map(|attempt| match *attempt {
        Attempt::Refused(number) => AttemptJson::Refused(number),
        Attempt::Worked(number) => AttemptJson::Worked(number),
    });
    CaseJson { person: case.person.as_deref().map(|person| mask.text(person)), attempts: attempts.collect() }
}

pub(super) fn history(diagnosis: &Diagnosis) -> HistoryJson {
    let history = &diagnosis.history;
    let contrast = history.contrast.as_ref().map(|contrast| ContrastJson {
        worked: contrast.worked,
        differs: contrast.differs.iter().map(|aspect| aspect.id()).collect(),
        untold: contrast.untold.iter().map(|aspect| aspect.id()).collect(),
        device_shown_only_there: contrast.device_shown_only_there,
    });
    HistoryJson {
        alike: history.alike,
        first: history.first.map(|instant| instant.to_string()),
        last: history.last.map(|instant| instant.to_string()),
        contrast,
        people: history.others.map(|others| others.people),
    }
}

/// Steps that are offered, or were tried.
pub(super) fn tests(printer: &Printer<'_>, diagnosis: &Diagnosis) -> Vec<TestJson> {
    let guidance = &printer.knowledge.guidance;
    let tests = diagnosis.guide.tests.iter().filter_map(|test| {
        let text = filled(printer, &guidance.step(&test.step)?.text, &diagnosis.sign_in);
        Some(TestJson { id: test.step.clone(), text, outcome: test.outcome.map(Outcome::id) })
    });
    tests.collect()
}

/// Questions that are asked, with what was answered: by the person, or by the text.
pub(super) fn questions(printer: &Printer<'_>, diagnosis: &Diagnosis) -> Vec<QuestionJson> {
    let guidance = &printer.knowledge.guidance;
    let questions = diagnosis.guide.questions.iter().filter_map(|(id, answer)| {
        let text = filled(printer, &guidance.question(id)?.text, &diagnosis.sign_in);
        Some(QuestionJson { id: id.clone(), text, answer: answer.clone() })
    });
    questions.collect()
}

fn filled(printer: &Printer<'_>, text: &str, sign_in: &SignIn) -> String {
    printer.mask.text(&printer.knowledge.filled(printer.language, text, sign_in))
}
