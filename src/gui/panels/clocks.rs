//! Clocks: how long waiting makes sense, until when IT can find the attempt, and the flagging that is on.

use eframe::egui::Ui;

use crate::gui::theme::{size, space};
use crate::gui::widgets::{
    announce, bullet_ui, card_ui, heading_ui, paragraph_ui, plain_button, small_ui, subheading_ui, tone_icon_ui,
};
use crate::gui::{Command, Flag, Selection, Words};
use crate::view::{CaseView, Tone, Views};

/// Draws the clocks.
pub fn clocks_ui(
    ui: &mut Ui,
    words: Words<'_>,
    views: &Views,
    case: &CaseView,
    selection: &Selection,
) -> Option<Command> {
    if case.waiting.is_empty() && case.clocks.is_empty() {
        return None;
    }
    card_ui(ui, |ui| {
        if case.waiting.is_empty() {
            heading_ui(ui, words.get("clocks.log"));
        } else {
            heading_ui(ui, words.get("clocks.waiting"));
            for line in &case.waiting {
                bullet_ui(ui, |ui| paragraph_ui(ui, line));
            }
            ui.add_space(space().tight);
            subheading_ui(ui, words.get("clocks.log"));
        }
        for clock in &case.clocks {
            bullet_ui(ui, |ui| paragraph_ui(ui, clock));
        }
        // Flagging marks a repeated attempt, and nobody is asked to repeat what may be somebody else's.
        if case.misuse { None } else { flagging_ui(ui, words, case, flag_of(views, case, selection)) }
    })
}

/// The flagging that this case's person switched on.
fn flag_of<'a>(views: &Views, case: &CaseView, selection: &'a Selection) -> Option<&'a Flag> {
    let flag = selection.flag.as_ref()?;
    let of = views.cases.iter().find(|other| other.key == flag.of)?;
    (of.person == case.person).then_some(flag)
}

fn flagging_ui(ui: &mut Ui, words: Words<'_>, case: &CaseView, flag: Option<&Flag>) -> Option<Command> {
    ui.add_space(space().tight);
    let Some(flag) = flag else {
        small_ui(ui, words.get("flagging.how"));
        let on = plain_button(ui, words.get("flagging.on"));
        return on.clicked().then(|| Command::Flag(Some(case.key.clone())));
    };
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space().small;
        let (tone, text) = if flag.left > 0 {
            let values = [("until", flag.until.as_str()), ("left", &flag.left.to_string())];
            (Tone::Temporary, words.fill("flagging.runs", &values))
        } else {
            (Tone::Unknown, words.get("flagging.over").to_owned())
        };
        tone_icon_ui(ui, tone, size().line);
        let told = paragraph_ui(ui, &text);
        announce(ui, told.id);
    });
    let stop = plain_button(ui, words.get(if flag.left > 0 { "flagging.off" } else { "flagging.again" }));
    stop.clicked().then(|| Command::Flag((flag.left <= 0).then(|| case.key.clone())))
}
