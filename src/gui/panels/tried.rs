//! What the person can try, the step that decides most first, and how it went.

use eframe::egui::{Color32, Frame, Id, Margin, Ui, UiBuilder};

use super::note_place;
use crate::gui::theme::{bold, colours, corner, size, space};
use crate::gui::widgets::{Fold, card_ui, choices_ui, fold_ui, heading_ui, paragraph_ui, subheading_ui, tone_icon_ui};
use crate::gui::{Command, Part, Selection, Words};
use crate::model::Outcome;
use crate::view::{CaseView, TestView, Tone};

/// How many steps are offered beside the one that decides before the rest is folded.
const AT_ONCE: usize = 2;

/// Draws the steps to try.
pub fn tests_ui(ui: &mut Ui, words: Words<'_>, case: &CaseView, selection: &Selection) -> Option<Command> {
    note_place(ui, Part::Tests, selection);
    if case.tests.is_empty() {
        return None;
    }
    let (tried, open): (Vec<_>, Vec<_>) = case.tests.iter().partition(|test| test.outcome.is_some());
    card_ui(ui, |ui| {
        heading_ui(ui, words.get("test.heading"));
        let Some((first, others)) = open.split_first() else { return each_ui(ui, words, case, &tried) };
        let decided = first_ui(ui, words, case, first);
        // What was just answered stays in sight, right below what to try next.
        let told = listed_ui(ui, words, case, "test.done", &tried);
        let (some, more) = others.split_at(others.len().min(AT_ONCE));
        let other = listed_ui(ui, words, case, "test.others", some);
        decided.or(told).or(other).or(more_ui(ui, words, case, more))
    })
}

fn listed_ui(
    ui: &mut Ui,
    words: Words<'_>,
    case: &CaseView,
    heading: &'static str,
    tests: &[&TestView],
) -> Option<Command> {
    if tests.is_empty() {
        return None;
    }
    ui.add_space(space().small);
    subheading_ui(ui, words.get(heading));
    each_ui(ui, words, case, tests)
}

/// The step that decides most, set off from the others.
fn first_ui(ui: &mut Ui, words: Words<'_>, case: &CaseView, test: &TestView) -> Option<Command> {
    let colours = colours(ui);
    let margin = Margin { left: 16, right: 12, top: 12, bottom: 12 };
    let frame = Frame::new().fill(colours.sunken.into()).corner_radius(corner()).inner_margin(margin);
    let drawn = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        subheading_ui(ui, words.get("test.decides"));
        test_ui(ui, words, case, test)
    });
    let edge = drawn.response.rect;
    let edge = edge.with_max_x(edge.min.x + space().tight);
    ui.painter().rect_filled(edge, corner(), Color32::from(colours.accent));
    drawn.inner
}

fn each_ui(ui: &mut Ui, words: Words<'_>, case: &CaseView, tests: &[&TestView]) -> Option<Command> {
    let mut command = None;
    for (number, test) in tests.iter().enumerate() {
        ui.add_space(if number == 0 { 0.0 } else { space().small });
        command = test_ui(ui, words, case, test).or(command);
    }
    command
}

fn more_ui(ui: &mut Ui, words: Words<'_>, case: &CaseView, tests: &[&TestView]) -> Option<Command> {
    if tests.is_empty() {
        return None;
    }
    let title = words.fill("test.more", &[("count", &tests.len().to_string())]);
    let id = Id::unique("more tests");
    fold_ui(ui, id, Fold::Closed, |_| {}, bold(title, size().body), |ui| each_ui(ui, words, case, tests))
}

/// A step and how it went. It keeps its focus when the order changes.
fn test_ui(ui: &mut Ui, words: Words<'_>, case: &CaseView, test: &TestView) -> Option<Command> {
    let outcomes = [Some(Outcome::Worked), Some(Outcome::Blocked), None];
    let own = UiBuilder::new().scope_id(Id::unique(("test", &test.id)));
    let draw = |ui: &mut Ui| {
        ui.horizontal_top(|ui| {
            let sign = match test.outcome {
                Some(Outcome::Worked) => Some(Tone::Fine),
                Some(Outcome::Blocked) => Some(Tone::Structural),
                None => None,
            };
            if let Some(tone) = sign {
                tone_icon_ui(ui, tone, size().line);
            }
            paragraph_ui(ui, &test.text);
        });
        let names = ["test.worked", "test.blocked", "test.not-tried"].map(|key| words.get(key));
        let mut choices = [("", false); 3];
        for ((choice, name), outcome) in choices.iter_mut().zip(names).zip(outcomes) {
            *choice = (name, outcome == test.outcome);
        }
        let name = |choice: &str| words.fill("test.choice", &[("choice", choice), ("what", &test.text)]);
        choices_ui(ui, name, &choices, Some(2))
    };
    let clicked = ui.scope_builder(own, draw).inner?;
    // A click on what is chosen takes it back.
    let outcome = outcomes.get(clicked).copied().flatten().filter(|outcome| Some(*outcome) != test.outcome);
    Some(Command::Tried { key: case.key.clone(), step: test.id.clone(), outcome })
}
