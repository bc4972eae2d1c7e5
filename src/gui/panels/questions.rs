//! What only the person can tell: a few questions at once, each with its answers and what follows from the one that was given.

use eframe::egui::{Id, Ui, UiBuilder};

use super::note_place;
use crate::gui::said::OWN;
use crate::gui::theme::{bold, size, space};
use crate::gui::widgets::{Fold, bullet_ui, card_ui, choices_ui, fold_ui, heading_ui, paragraph_ui};
use crate::gui::{Command, Part, Selection, Words};
use crate::view::{CaseView, ChoiceView, QuestionView};

/// How many questions without an answer are asked at once, both places together.
const AT_ONCE: usize = 2;

/// Draws the questions whether it was the person himself.
pub fn own_ui(ui: &mut Ui, words: Words<'_>, case: &CaseView, selection: &Selection) -> Option<Command> {
    note_place(ui, Part::Own, selection);
    let own: Vec<_> = case.questions.iter().filter(|question| is_own(question)).collect();
    if own.is_empty() {
        return None;
    }
    card_ui(ui, |ui| {
        heading_ui(ui, words.get("question.own"));
        asked_ui(ui, words, case, &own, AT_ONCE)
    })
}

/// Draws the other questions.
pub fn questions_ui(ui: &mut Ui, words: Words<'_>, case: &CaseView, selection: &Selection) -> Option<Command> {
    note_place(ui, Part::Questions, selection);
    let (own, others): (Vec<_>, Vec<_>) = case.questions.iter().partition(|question| is_own(question));
    if others.is_empty() {
        return None;
    }
    let asked = own.into_iter().filter(|question| is_open(question)).count();
    card_ui(ui, |ui| {
        heading_ui(ui, words.get("question.heading"));
        asked_ui(ui, words, case, &others, AT_ONCE.saturating_sub(asked))
    })
}

fn is_own(question: &QuestionView) -> bool {
    OWN.contains(&question.id.as_str())
}

fn is_open(question: &QuestionView) -> bool {
    question.answers.iter().all(|answer| !answer.given)
}

/// Questions in their order; of those without an answer only the first few, the rest folded.
fn asked_ui(
    ui: &mut Ui,
    words: Words<'_>,
    case: &CaseView,
    questions: &[&QuestionView],
    at_once: usize,
) -> Option<Command> {
    let mut command = None;
    let mut open = 0;
    let (mut now, mut later) = (Vec::new(), Vec::new());
    for question in questions {
        open += usize::from(is_open(question));
        if is_open(question) && open > at_once { later.push(*question) } else { now.push(*question) }
    }
    for (number, question) in now.into_iter().enumerate() {
        ui.add_space(if number == 0 { 0.0 } else { space().small });
        command = question_ui(ui, words, case, question).or(command);
    }
    if later.is_empty() {
        return command;
    }
    let title = words.fill("question.more", &[("count", &later.len().to_string())]);
    let title = bold(title, size().body);
    let folded = fold_ui(
        ui,
        Id::unique("more questions"),
        Fold::Closed,
        |_| {},
        title,
        |ui| later.into_iter().filter_map(|question| question_ui(ui, words, case, question)).last(),
    );
    folded.or(command)
}

/// A question. It keeps its focus when others come and go.
fn question_ui(ui: &mut Ui, words: Words<'_>, case: &CaseView, question: &QuestionView) -> Option<Command> {
    let own = UiBuilder::new().scope_id(Id::unique(("question", &question.id)));
    let draw = |ui: &mut Ui| {
        paragraph_ui(ui, &question.text);
        let choices: Vec<(&str, bool)> =
            question.answers.iter().map(|answer| (answer.text.as_str(), answer.given)).collect();
        let name = |choice: &str| words.fill("test.choice", &[("choice", choice), ("what", &question.text)]);
        let clicked = choices_ui(ui, name, &choices, None);
        for told in &question.told {
            bullet_ui(ui, |ui| paragraph_ui(ui, told));
        }
        clicked
    };
    let clicked = ui.scope_builder(own, draw).inner?;
    let ChoiceView { id, given, .. } = question.answers.get(clicked)?;
    // A click on what is chosen takes it back.
    let answer = (!given).then(|| id.clone());
    Some(Command::Answer { key: case.key.clone(), question: question.id.clone(), answer })
}
