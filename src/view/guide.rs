//! What the person can try and tell, in words: steps, questions, what will not help, how long to wait.

use super::subject::Subject;
use super::{ChoiceView, QuestionView, TestView};
use crate::knowledge::Question;

/// Steps to try, the one that decides most first, then those that were tried.
pub(super) fn tests(subject: Subject<'_>) -> Vec<TestView> {
    let guidance = &subject.words.knowledge().guidance;
    let tests = subject.diagnosis.guide.tests.iter().filter_map(|test| {
        let step = guidance.step(&test.step)?;
        Some(TestView { id: test.step.clone(), text: filled(subject, &step.text), outcome: test.outcome })
    });
    tests.collect()
}

/// Questions, each with the answer that was given.
pub(super) fn questions(subject: Subject<'_>) -> Vec<QuestionView> {
    let guidance = &subject.words.knowledge().guidance;
    let asked = subject.diagnosis.guide.questions.iter();
    asked.filter_map(|(id, given)| Some(question(subject, guidance.question(id)?, given.as_deref()))).collect()
}

fn question(subject: Subject<'_>, question: &Question, given: Option<&str>) -> QuestionView {
    let choice = |choice: &crate::knowledge::Choice| ChoiceView {
        id: choice.id.clone(),
        text: subject.words.text(&choice.text),
        given: given == Some(choice.id.as_str()),
    };
    let told =
        question.answer.iter().filter(|choice| given == Some(choice.id.as_str())).flat_map(|choice| &choice.told);
    QuestionView {
        id: question.id.get_ref().clone(),
        text: filled(subject, &question.text),
        answers: question.answer.iter().map(choice).collect(),
        told: told.map(|text| filled(subject, text)).collect(),
    }
}

/// What people are often told to do and what does not help here.
pub(super) fn not_helping(subject: Subject<'_>) -> Vec<String> {
    let remedies = subject.words.knowledge().guidance.remedies.iter();
    let told = remedies.filter(|remedy| subject.diagnosis.guide.remedies.contains(remedy.id.get_ref()));
    told.map(|remedy| filled(subject, &remedy.text)).collect()
}

/// For how long waiting makes sense, and what then.
pub(super) fn waiting(subject: Subject<'_>) -> Vec<String> {
    let delays = subject.words.knowledge().guidance.delays.iter();
    let told = delays.filter(|delay| subject.diagnosis.guide.delay.as_ref() == Some(delay.id.get_ref())).take(1);
    told.flat_map(|delay| [filled(subject, &delay.wait), filled(subject, &delay.then)]).collect()
}

/// What was tried and told, a line each, for a report.
pub(super) fn tried(subject: Subject<'_>) -> Vec<String> {
    let words = subject.words;
    let line = |about| words.knowledge().told(words.tag(), about, subject.sign_in());
    subject.diagnosis.said.iter().filter_map(line).collect()
}

fn filled(subject: Subject<'_>, text: &str) -> String {
    subject.words.knowledge().filled(subject.words.tag(), text, subject.sign_in())
}
