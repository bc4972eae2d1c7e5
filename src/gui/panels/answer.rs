//! The answer in its fixed order: verdict and its reasons, evidence (attempts, what is known and not, causes), next steps, report.

use eframe::egui::{Align, Frame, Id, Margin, ScrollArea, Ui};

use super::attempts::attempts_ui;
use super::causes::causes_ui;
use super::clocks::clocks_ui;
use super::computer::ask_ui;
use super::device::devices_ui;
use super::hold_place;
use super::people::people_ui;
use super::questions::{own_ui, questions_ui};
use super::report::report_ui;
use super::statements::{statements_ui, verdict_ui};
use super::tried::tests_ui;
use crate::device;
use crate::gui::theme::{bold, size, space};
use crate::gui::widgets::{
    Fold, bullet_ui, card_ui, fold_ui, heading_ui, numbered_ui, paragraph_ui, plain_button, small_ui, tone_icon_ui,
};
use crate::gui::{Command, ReportShown, Selection, Words};
use crate::view::{CaseView, NoteView, NothingView, OrganisationView, Tone, Views};

/// Draws what was found out.
pub fn answer_ui(
    ui: &mut Ui,
    words: Words<'_>,
    views: &Views,
    selection: &Selection,
    report: Option<&ReportShown>,
) -> Option<Command> {
    let person = views.cases.get(selection.case).map(|case| case.person);
    ScrollArea::vertical()
        .id_salt(("answer", person))
        .auto_shrink(false)
        .show(ui, |ui| {
            Frame::new()
                .inner_margin(Margin::same(16))
                .show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = space().medium;
                    let noted = notes_ui(ui, words, &views.notes);
                    let found = match (views.cases.get(selection.case), &views.nothing) {
                        (Some(case), _) => case_ui(ui, words, views, case, selection, report),
                        (None, Some(nothing)) => {
                            let asked = nothing_ui(ui, words, nothing);
                            let of_device = devices_ui(ui, words, &views.devices, &[], selection);
                            // Where a device speaks, others may be asked; without any, a refusal is what is missing.
                            let asks = !views.devices.is_empty();
                            let further = if asks { ask_ui(ui, words, device::system(), None) } else { None };
                            asked.or(of_device).or(further)
                        }
                        (None, None) => None,
                    };
                    hold_place(ui, selection);
                    noted.or(found)
                })
                .inner
        })
        .inner
}

fn case_ui(
    ui: &mut Ui,
    words: Words<'_>,
    views: &Views,
    case: &CaseView,
    selection: &Selection,
    report: Option<&ReportShown>,
) -> Option<Command> {
    let switched = people_ui(ui, words, views, selection);
    verdict_ui(ui, words, &case.verdict);
    let own = own_ui(ui, words, case, selection);
    let person = views.people.get(case.person);
    let compared = person.and_then(|person| attempts_ui(ui, words, person, case, selection));
    let stated = statements_ui(ui, words, case, selection);
    let of_device = devices_ui(ui, words, &views.devices, &case.compared, selection);
    let explained = causes_ui(ui, words, &case.causes, selection);
    let tried = tests_ui(ui, words, case, selection);
    let told = questions_ui(ui, words, case, selection);
    steps_ui(ui, words, case);
    if let Some(organisation) = &views.organisation {
        organisation_ui(ui, organisation);
    }
    let flagged = clocks_ui(ui, words, views, case, selection);
    let asks = ask_ui(ui, words, device::system(), case.system);
    let reported = report.and_then(|report| report_ui(ui, words, report, selection));
    let evidence = switched.or(own).or(compared).or(stated).or(of_device).or(explained);
    evidence.or(tried).or(told).or(flagged).or(asks).or(reported)
}

fn steps_ui(ui: &mut Ui, words: Words<'_>, case: &CaseView) {
    card_ui(ui, |ui| {
        heading_ui(ui, words.get("answer.steps"));
        for (number, step) in case.steps.iter().enumerate() {
            numbered_ui(ui, number + 1, |ui| paragraph_ui(ui, step));
        }
        not_helping_ui(ui, words, &case.not_helping);
    });
}

/// Draws where an organisation's additions are from; what nobody vouches for stands together in a card of its own.
pub fn organisation_ui(ui: &mut Ui, organisation: &OrganisationView) {
    if organisation.notes.is_empty() {
        small_ui(ui, &organisation.line);
        return;
    }
    card_ui(ui, |ui| {
        small_ui(ui, &organisation.line);
        for note in &organisation.notes {
            bullet_ui(ui, |ui| paragraph_ui(ui, note));
        }
    });
}

/// What people are often told to do and what does not help, folded: it is no step.
fn not_helping_ui(ui: &mut Ui, words: Words<'_>, remedies: &[String]) {
    if remedies.is_empty() {
        return;
    }
    let title = words.fill("answer.not-helping", &[("count", &remedies.len().to_string())]);
    let title = bold(title, size().body);
    fold_ui(
        ui,
        Id::unique("not helping"),
        Fold::Closed,
        |_| {},
        title,
        |ui| {
            for remedy in remedies {
                bullet_ui(ui, |ui| paragraph_ui(ui, remedy));
            }
            None
        },
    );
}

/// Draws the kind answer when no refusal was recognised.
pub fn nothing_ui(ui: &mut Ui, words: Words<'_>, nothing: &NothingView) -> Option<Command> {
    let mut command = None;
    card_ui(ui, |ui| {
        ui.horizontal_top(|ui| {
            tone_icon_ui(ui, Tone::Unknown, 24.0);
            heading_ui(ui, &nothing.headline);
        });
        for line in &nothing.lines {
            bullet_ui(ui, |ui| paragraph_ui(ui, line));
        }
        ui.horizontal_wrapped(|ui| {
            if plain_button(ui, words.get("answer.example")).clicked() {
                command = Some(Command::Example(0));
            }
            if plain_button(ui, words.get("bar.new")).clicked() {
                command = Some(Command::New);
            }
        });
    });
    command
}

/// Draws the remarks about the inputs.
pub fn notes_ui(ui: &mut Ui, words: Words<'_>, notes: &[NoteView]) -> Option<Command> {
    if notes.is_empty() {
        return None;
    }
    let mut command = None;
    card_ui(ui, |ui| {
        for (number, note) in notes.iter().enumerate() {
            ui.horizontal_top(|ui| {
                tone_icon_ui(ui, Tone::Structural, 20.0);
                ui.with_layout(eframe::egui::Layout::top_down(Align::LEFT), |ui| {
                    paragraph_ui(ui, &note.text);
                    if let Some(span) = note.span
                        && ui.push_id(number, |ui| ui.link(words.get("note.show"))).inner.clicked()
                    {
                        command = Some(Command::ShowSpan(span));
                    }
                });
            });
        }
    });
    command
}
