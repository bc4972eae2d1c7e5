//! What is wrong with the steps, questions, remedies and delays: ids, names of sentences and causes, empty texts.

use std::collections::BTreeSet;

use toml::Spanned;

use super::Problem;
use super::load::{File, Parsed, line_of};
use super::schema::Condition;
use crate::model::FactKind;

/// Everything wrong with these entries.
pub(super) fn check(parsed: &Parsed, files: &[File]) -> Vec<Problem> {
    let guidance = &parsed.guidance;
    let mut checker = Checker {
        files,
        causes: parsed.causes.iter().map(|(_, cause)| cause.id.get_ref().as_str()).collect(),
        sentences: parsed.sentences.iter().map(|sentence| sentence.id.get_ref().as_str()).collect(),
        problems: Vec::new(),
    };
    checker.ids("steps.toml", guidance.steps.iter().map(|entry| &entry.id));
    checker.ids("questions.toml", guidance.questions.iter().map(|entry| &entry.id));
    checker.ids("remedies.toml", guidance.remedies.iter().map(|entry| &entry.id));
    checker.ids("delays.toml", guidance.delays.iter().map(|entry| &entry.id));
    for step in &guidance.steps {
        let place = Place("steps.toml", &step.id);
        checker.observation(place, &step.worked, false);
        checker.observation(place, &step.blocked, true);
        checker.conditions(place, step.when.iter().chain(&step.unless));
        checker.sentence(place, &step.text);
        checker.filled(place, &[&step.short, &step.source]);
    }
    for question in &guidance.questions {
        let place = Place("questions.toml", &question.id);
        checker.conditions(place, question.when.iter().chain(&question.unless));
        checker.named(place, &question.causes);
        checker.sentence(place, &question.text);
        checker.filled(place, &[&question.source]);
        let ids: BTreeSet<&str> = question.answer.iter().map(|choice| choice.id.as_str()).collect();
        if ids.len() < question.answer.len() || ids.len() < 2 {
            checker.problem(place, "give at least two answers, each with an id of its own");
        }
        for choice in &question.answer {
            checker.observation(place, &choice.says, true);
            checker.filled(place, &[&choice.text]);
            choice.told.iter().for_each(|told| checker.sentence(place, told));
        }
    }
    for remedy in &guidance.remedies {
        let place = Place("remedies.toml", &remedy.id);
        checker.conditions(place, remedy.when.iter().chain(&remedy.unless));
        checker.named(place, &remedy.causes);
        checker.sentence(place, &remedy.text);
        checker.filled(place, &[&remedy.source]);
    }
    for delay in &guidance.delays {
        let place = Place("delays.toml", &delay.id);
        checker.conditions(place, delay.when.iter());
        checker.named(place, &delay.causes);
        checker.sentence(place, &delay.wait);
        checker.sentence(place, &delay.then);
        checker.filled(place, &[&delay.source]);
    }
    checker.problems
}

/// An entry: its file, and its id with its place in it.
#[derive(Clone, Copy)]
struct Place<'a>(&'static str, &'a Spanned<String>);

struct Checker<'a> {
    files: &'a [File],
    causes: BTreeSet<&'a str>,
    sentences: BTreeSet<&'a str>,
    problems: Vec<Problem>,
}

impl Checker<'_> {
    fn problem(&mut self, Place(file, id): Place<'_>, message: &str) {
        let text = self.files.iter().find(|f| f.name == file).map_or("", |f| &*f.text);
        let message = format!("{:?}: {message}", id.get_ref());
        self.problems.push(Problem { file: file.to_owned(), line: line_of(text, id.span().start), message });
    }

    fn ids<'a>(&mut self, file: &'static str, ids: impl Iterator<Item = &'a Spanned<String>>) {
        let mut seen = BTreeSet::new();
        for id in ids {
            if !seen.insert(id.get_ref()) {
                self.problem(Place(file, id), "this id stands twice; keep one entry");
            }
        }
    }

    fn observation(&mut self, place: Place<'_>, id: &str, may_be_empty: bool) {
        if !(self.sentences.contains(id) || id.is_empty() && may_be_empty) {
            self.problem(place, &format!("no sentence {id:?} in sentences.toml"));
        }
    }

    fn conditions<'a>(&mut self, place: Place<'_>, conditions: impl Iterator<Item = &'a Condition>) {
        for condition in conditions.filter(|condition| condition.fact == FactKind::Sentence) {
            condition.is.iter().for_each(|id| self.observation(place, id, false));
        }
    }

    fn named(&mut self, place: Place<'_>, causes: &[String]) {
        for cause in causes.iter().filter(|cause| !self.causes.contains(cause.as_str())).collect::<Vec<_>>() {
            self.problem(place, &format!("the cause {cause:?} has no file in causes/"));
        }
    }

    fn sentence(&mut self, place: Place<'_>, text: &str) {
        if !text.ends_with(['.', '?']) {
            self.problem(place, &format!("a sentence ends in a full stop or a question mark: {text:?}"));
        }
    }

    fn filled(&mut self, place: Place<'_>, texts: &[&str]) {
        if texts.iter().any(|text| text.trim().is_empty()) {
            self.problem(place, "a text is empty");
        }
    }
}
