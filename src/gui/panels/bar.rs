//! The bar at the top: what can be done at any time.

use eframe::egui::{Align, Layout, RichText, Ui};

use super::{Pane, begins_pane};
use crate::gui::theme::{bold, colours, size, space};
use crate::gui::widgets::{icon_button, plain_button};
use crate::gui::{Command, Words};
use crate::settings::ThemeChoice;

/// Draws the bar. Before there is an answer, the start screen has its own buttons.
pub fn bar_ui(ui: &mut Ui, words: Words<'_>, answered: bool, busy: bool, theme: ThemeChoice) -> Option<Command> {
    let mut command = None;
    ui.horizontal(|ui| {
        ui.label(bold(words.get("app.name"), size().title));
        ui.add_space(space().medium);
        if answered {
            let open = plain_button(ui, words.get("bar.open")).on_hover_text(words.get("bar.open.hint"));
            begins_pane(ui, Pane::Bar, &open);
            if open.clicked() {
                command = Some(Command::Open);
            }
            if plain_button(ui, words.get("bar.paste")).on_hover_text(words.get("bar.paste.hint")).clicked() {
                command = Some(Command::Paste);
            }
            if plain_button(ui, words.get("bar.new")).on_hover_text(words.get("bar.new.hint")).clicked() {
                command = Some(Command::New);
            }
        }
        if busy {
            ui.label(RichText::new(words.get("bar.busy")).color(colours(ui).weak));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let key = match theme {
                ThemeChoice::System => "bar.theme.system",
                ThemeChoice::Light => "bar.theme.light",
                ThemeChoice::Dark => "bar.theme.dark",
            };
            let button = icon_button(ui, words.get(key), words.get(key)).on_hover_text(words.get("bar.theme.hint"));
            if !answered {
                begins_pane(ui, Pane::Bar, &button);
            }
            if button.clicked() {
                command = Some(Command::Theme(theme.next()));
            }
        });
    });
    command
}
