//! The verdict and the three lists: what is known, what is ruled out, what this text cannot show.

use eframe::egui::{Align, CornerRadius, Frame, Label, Margin, RichText, Stroke, Ui};

use crate::gui::theme::{bold, colours, size, space};
use crate::gui::widgets::{bullet_ui, card_ui, paragraph_ui, quote_ui, small_ui, subheading_ui, tone_badge_ui};
use crate::gui::{Command, Reveal, Selection, Words};
use crate::view::{CaseView, StatementView, VerdictView};

/// Draws the verdict.
pub fn verdict_ui(ui: &mut Ui, words: Words<'_>, verdict: &VerdictView) {
    let VerdictView { tone, word, other_way, explanation, reasons, decided_by, not_meaning } = verdict;
    card_ui(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            tone_badge_ui(ui, *tone, word);
            if let Some(other_way) = other_way {
                outlined_ui(ui, other_way);
            }
        });
        for text in explanation {
            paragraph_ui(ui, text);
        }
        for text in reasons {
            small_ui(ui, text);
        }
        if let Some(observation) = decided_by {
            ui.add_space(space().tight);
            subheading_ui(ui, words.get("verdict.decided-by"));
            paragraph_ui(ui, observation);
        }
        list_ui(ui, words.get("verdict.not-meaning"), not_meaning);
    });
}

/// A chip with an outline, for what is said beside a badge.
fn outlined_ui(ui: &mut Ui, text: &str) {
    let colours = colours(ui);
    Frame::new()
        .stroke(Stroke::new(1.0, eframe::egui::Color32::from(colours.edge)))
        .corner_radius(CornerRadius::same(16))
        .inner_margin(Margin::symmetric(12, 7))
        .show(ui, |ui| ui.add(Label::new(text).wrap()));
}

fn list_ui(ui: &mut Ui, heading: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    ui.add_space(space().tight);
    subheading_ui(ui, heading);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = space().tight;
        for line in lines {
            bullet_ui(ui, |ui| paragraph_ui(ui, line));
        }
    });
}

/// Draws the three lists, side by side where there is room.
pub fn statements_ui(ui: &mut Ui, words: Words<'_>, case: &CaseView, selection: &Selection) -> Option<Command> {
    card_ui(ui, |ui| {
        let mut command = None;
        let lists: [(&str, List<'_>); 3] = [
            ("answer.known", List::Statements(&case.known)),
            ("answer.ruled-out", List::Statements(&case.ruled_out)),
            ("answer.not-in-text", List::Lines(&case.not_knowable)),
        ];
        if ui.available_width() > 520.0 {
            ui.spacing_mut().item_spacing.x = space().huge;
            ui.columns_const(|columns: &mut [Ui; 3]| {
                for (column, (key, list)) in columns.iter_mut().zip(&lists) {
                    column.spacing_mut().item_spacing.x = space().small;
                    command = column_ui(column, words, key, list, selection).or(command.take());
                }
            });
        } else {
            for (key, list) in &lists {
                command = column_ui(ui, words, key, list, selection).or(command);
                ui.add_space(space().tight);
            }
        }
        list_ui(ui, words.get("answer.conflicts"), &case.conflicts);
        command
    })
}

enum List<'a> {
    Statements(&'a [StatementView]),
    Lines(&'a [String]),
}

fn column_ui(ui: &mut Ui, words: Words<'_>, key: &'static str, list: &List<'_>, selection: &Selection) -> Option<Command> {
    let mut command = None;
    let heading = ui.add(Label::new(bold(words.get(key), size().body)).wrap());
    crate::gui::widgets::role(ui, heading.id, eframe::egui::accesskit::Role::Heading);
    match list {
        List::Statements([]) | List::Lines([]) => {
            small_ui(ui, words.get("answer.none"));
        }
        List::Statements(statements) => {
            for statement in *statements {
                command = bullet_ui(ui, |ui| statement_ui(ui, words, statement, selection)).or(command);
            }
        }
        List::Lines(lines) => {
            for line in *lines {
                bullet_ui(ui, |ui| ui.add(Label::new(RichText::new(line)).wrap()));
            }
        }
    }
    command
}

fn statement_ui(ui: &mut Ui, words: Words<'_>, statement: &StatementView, selection: &Selection) -> Option<Command> {
    ui.spacing_mut().item_spacing.y = 2.0;
    let label = paragraph_ui(ui, &statement.text);
    let quote = statement.quote.as_ref()?;
    if selection.reveal == Some(Reveal::Answer) && selection.span.is_some_and(|span| span.overlaps(quote.span)) {
        label.scroll_to_me(Some(Align::Center));
    }
    quote_ui(ui, words, quote, selection.span)
}
