//! The bar at the top: what can be done at any time.

use eframe::egui::{Align, Key, KeyboardShortcut, Layout, Modifiers, Response, RichText, Ui};

use super::{Pane, begins_pane};
use crate::gui::theme::{bold, colours, size, space};
use crate::gui::widgets::{Icon, icon_button, sign_button, theme_button, tongue_button};
use crate::gui::{Command, Words};
use crate::settings::ThemeChoice;

/// Below this width the name of the program makes room for the buttons.
const ROOM_FOR_NAME: f32 = 520.0;

/// Draws the bar. Before there is an answer, the start screen has its own buttons.
pub fn bar_ui(ui: &mut Ui, words: Words<'_>, answered: bool, busy: bool, theme: ThemeChoice) -> Option<Command> {
    let mut command = None;
    ui.horizontal(|ui| {
        if !answered || ui.available_width() > ROOM_FOR_NAME {
            ui.label(bold(words.get("app.name"), size().title));
            ui.add_space(space().medium);
        }
        if answered {
            command = buttons_ui(ui, words);
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
            let button = theme_button(ui, theme, words.get(key)).on_hover_text(words.get("bar.theme.hint"));
            if !answered {
                begins_pane(ui, Pane::Bar, &button);
            }
            if button.clicked() {
                command = Some(Command::Theme(theme.next()));
            }
            let keys = ui.format_shortcut(&KeyboardShortcut::new(Modifiers::NONE, Key::F1));
            if icon_button(ui, Icon::Help, &words.fill("bar.help", &[("keys", &keys)])).clicked() {
                command = Some(Command::Help);
            }
            command = language_ui(ui, words).or(command.take());
        });
    });
    command
}

/// The language in use, and the others to choose from.
fn language_ui(ui: &mut Ui, words: Words<'_>) -> Option<Command> {
    let own_name = words.languages().find(|(tag, _)| *tag == words.tag()).map_or("", |(_, name)| name);
    let name = words.fill("bar.language", &[("name", own_name)]);
    let (button, chosen) = tongue_button(ui, words, (&words.tag().to_uppercase(), &name), words.tag());
    button.on_hover_text(words.get("bar.language.hint"));
    chosen.map(Command::Language)
}

fn buttons_ui(ui: &mut Ui, words: Words<'_>) -> Option<Command> {
    let mut command = None;
    let open = button_ui(ui, words, Icon::Open, "bar.open", "bar.open.hint", Key::O);
    begins_pane(ui, Pane::Bar, &open);
    if open.clicked() {
        command = Some(Command::Open);
    }
    if button_ui(ui, words, Icon::Paste, "bar.paste", "bar.paste.hint", Key::V).clicked() {
        command = Some(Command::Paste);
    }
    if button_ui(ui, words, Icon::New, "bar.new", "bar.new.hint", Key::N).clicked() {
        command = Some(Command::New);
    }
    command
}

fn button_ui(ui: &mut Ui, words: Words<'_>, icon: Icon, name: &'static str, hint: &'static str, key: Key) -> Response {
    let keys = ui.format_shortcut(&KeyboardShortcut::new(Modifiers::COMMAND, key));
    sign_button(ui, icon, words.get(name)).on_hover_text(words.fill(hint, &[("keys", &keys)]))
}
