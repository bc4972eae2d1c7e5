//! The causes that are open, best first, each with the words that speak for and against it.

use eframe::egui::{Id, Label, RichText, Ui};

use crate::gui::theme::{bold, size, space};
use crate::gui::widgets::{
    Fold, bullet_ui, card_ui, certainty_ui, fold_ui, heading_ui, paragraph_ui, quote_ui, small_ui,
};
use crate::gui::{Command, Selection, Words};
use crate::view::{CauseView, EvidenceView};

/// Draws the causes; the first one is open.
pub fn causes_ui(ui: &mut Ui, words: Words<'_>, causes: &[CauseView], selection: &Selection) -> Option<Command> {
    if causes.is_empty() {
        return None;
    }
    card_ui(ui, |ui| {
        heading_ui(ui, words.get("answer.causes"));
        let mut command = None;
        for (rank, cause) in causes.iter().enumerate() {
            command = cause_ui(ui, words, cause, rank == 0, selection).or(command);
        }
        command
    })
}

fn cause_ui(ui: &mut Ui, words: Words<'_>, cause: &CauseView, first: bool, selection: &Selection) -> Option<Command> {
    let id = Id::unique(("cause", selection.case, &cause.id));
    let fold = if first { Fold::Open } else { Fold::Closed };
    let certainty = |ui: &mut Ui| {
        ui.scope(|ui| certainty_ui(ui, cause.certainty, &cause.word));
    };
    fold_ui(ui, id, fold, certainty, bold(&cause.title, size().body), |ui| body_ui(ui, words, cause, selection))
}

fn body_ui(ui: &mut Ui, words: Words<'_>, cause: &CauseView, selection: &Selection) -> Option<Command> {
    let mut command = None;
    paragraph_ui(ui, &cause.summary);
    for evidence in &cause.evidence {
        command = evidence_ui(ui, words, evidence, selection).or(command);
    }
    if !cause.missing.is_empty() {
        small_ui(ui, words.get("cause.missing"));
        for missing in &cause.missing {
            bullet_ui(ui, |ui| paragraph_ui(ui, missing));
        }
    }
    for note in &cause.notes {
        small_ui(ui, &note.by);
        paragraph_ui(ui, &note.said());
    }
    ui.add_space(space().tight);
    command
}

fn evidence_ui(ui: &mut Ui, words: Words<'_>, evidence: &EvidenceView, selection: &Selection) -> Option<Command> {
    let EvidenceView { quote, bearing, because } = evidence;
    ui.horizontal_wrapped(|ui| {
        let command = quote_ui(ui, words, quote, selection.span);
        ui.label(RichText::new(bearing).small().strong());
        if !because.is_empty() {
            ui.add(Label::new(RichText::new(because).small().weak()).wrap());
        }
        command
    })
    .inner
}
