//! Messages that are not part of an answer: what could not be read, what was done.

use eframe::egui::{Align, Layout, Ui};

use crate::gui::widgets::{Icon, announce, icon_button, paragraph_ui};
use crate::gui::{Command, Words};

/// Draws one line for each message, each with a way to take it off.
pub fn notices_ui<'t>(ui: &mut Ui, words: Words<'_>, texts: impl Iterator<Item = &'t str>) -> Option<Command> {
    let mut command = None;
    for (number, text) in texts.enumerate() {
        ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
            if icon_button(ui, Icon::Close, words.get("notice.dismiss")).clicked() {
                command = Some(Command::Dismiss(number));
            }
            ui.with_layout(Layout::top_down(Align::LEFT), |ui| {
                ui.add_space(4.0);
                let label = paragraph_ui(ui, text);
                announce(ui, label.id);
            });
        });
    }
    command
}
