//! The answer in its fixed order: verdict, what is known and not, causes, next steps, clocks, report.

use eframe::egui::{Align, Frame, Id, Margin, ScrollArea, Ui};

use super::causes::causes_ui;
use super::computer::ask_ui;
use super::device::devices_ui;
use super::report::report_ui;
use super::statements::{statements_ui, verdict_ui};
use crate::device;
use crate::gui::theme::space;
use crate::gui::widgets::{
    bullet_ui, card_ui, chip_button, heading_ui, numbered_ui, paragraph_ui, plain_button, small_ui, tone_icon_ui,
};
use crate::gui::{Command, ReportShown, Selection, Words};
use crate::view::{CaseView, NoteView, NothingView, OrganisationView, Tone, Views};

/// The height of a row in the list of cases.
const CASE_ROW: f32 = 28.0;

/// Draws what was found out.
pub fn answer_ui(
    ui: &mut Ui,
    words: Words<'_>,
    views: &Views,
    selection: &Selection,
    report: Option<&ReportShown>,
) -> Option<Command> {
    ScrollArea::vertical()
        .id_salt(("answer", selection.case))
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
    let switched = cases_ui(ui, words, &views.cases, selection.case);
    verdict_ui(ui, words, &case.verdict);
    let stated = statements_ui(ui, words, case, selection);
    let of_device = devices_ui(ui, words, &views.devices, &case.compared, selection);
    let explained = causes_ui(ui, words, &case.causes, selection);
    steps_ui(ui, words, case);
    if let Some(organisation) = &views.organisation {
        organisation_ui(ui, organisation);
    }
    let asks = ask_ui(ui, words, device::system(), case.system);
    let reported = report.and_then(|report| report_ui(ui, words, report, selection));
    switched.or(stated).or(of_device).or(explained).or(asks).or(reported)
}

/// Draws the list of cases, where there is more than one.
pub fn cases_ui(ui: &mut Ui, words: Words<'_>, cases: &[CaseView], chosen: usize) -> Option<Command> {
    if cases.len() < 2 {
        return None;
    }
    let mut command = None;
    card_ui(ui, |ui| {
        heading_ui(ui, &words.fill("answer.cases", &[("count", &cases.len().to_string())]));
        let mut area = ScrollArea::vertical().id_salt("cases").max_height(160.0).auto_shrink([false, true]);
        if is_new_choice(ui, chosen) {
            let row = CASE_ROW + ui.spacing().item_spacing.y;
            area = area.vertical_scroll_offset((u16::try_from(chosen).map_or(0.0, f32::from) - 1.0).max(0.0) * row);
        }
        area.show_rows(ui, CASE_ROW, cases.len(), |ui, rows| {
            for (number, case) in cases.iter().enumerate().take(rows.end).skip(rows.start) {
                let row = ui.push_id(number, |ui| chip_button(ui, number == chosen, &case.title)).inner;
                if row.clicked() {
                    command = Some(Command::ShowCase(number));
                }
            }
        });
    });
    command
}

/// Whether another case was chosen since the last frame, here or by a click in the text.
fn is_new_choice(ui: &Ui, chosen: usize) -> bool {
    let key = Id::unique("case shown last");
    let before = ui.data(|data| data.get_temp::<usize>(key));
    ui.data_mut(|data| data.insert_temp(key, chosen));
    before != Some(chosen)
}

fn steps_ui(ui: &mut Ui, words: Words<'_>, case: &CaseView) {
    card_ui(ui, |ui| {
        heading_ui(ui, words.get("answer.steps"));
        for (number, step) in case.steps.iter().enumerate() {
            numbered_ui(ui, number + 1, |ui| paragraph_ui(ui, step));
        }
        for clock in &case.clocks {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space().small;
                tone_icon_ui(ui, Tone::Temporary, 16.0);
                small_ui(ui, clock);
            });
        }
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
