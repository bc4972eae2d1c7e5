//! The bar that finds words in the shown text.

use eframe::egui::{Align, Layout, TextEdit, Ui, vec2};

use super::find_id;
use crate::gui::find::Find;
use crate::gui::theme::space;
use crate::gui::widgets::{Icon, announce, icon_button, name_ui, small_ui};
use crate::gui::{Command, Words};

/// The least room for the words.
const LEAST_FIELD: f32 = 80.0;

/// Draws the words that are looked for, how many there are, and the ways to the next, to the one before and out.
pub(super) fn find_ui(ui: &mut Ui, words: Words<'_>, find: &Find) -> Option<Command> {
    let mut command = None;
    // A row of its own: by itself such a layout would take all the height there is.
    let room = vec2(ui.available_width(), ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(room, Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = space().tight;
        if icon_button(ui, Icon::Close, words.get("find.close")).clicked() {
            command = Some(Command::CloseFind);
        }
        if icon_button(ui, Icon::Next, words.get("find.next")).clicked() {
            command = Some(Command::FindStep(true));
        }
        if icon_button(ui, Icon::Before, words.get("find.before")).clicked() {
            command = Some(Command::FindStep(false));
        }
        let count = small_ui(ui, &count(words, find));
        announce(ui, count.id);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let mut wanted = find.wanted.clone();
            let edit = TextEdit::singleline(&mut wanted)
                .id(find_id())
                .hint_text(words.get("find.hint"))
                // Enter goes to the next place, which the keys of the window do; the focus stays.
                .return_key(None)
                .desired_width(ui.available_width().max(LEAST_FIELD));
            let response = ui.add(edit);
            name_ui(ui, &response, words.get("find.box"));
            if response.changed() {
                command = Some(Command::Find(wanted));
            }
        });
    });
    command
}

/// "3 of 17".
fn count(words: Words<'_>, find: &Find) -> String {
    if find.wanted.trim().is_empty() {
        return String::new();
    }
    if find.is_searching {
        return words.get("find.searching").to_owned();
    }
    if find.found.is_empty() {
        return words.get("find.none").to_owned();
    }
    let key = if find.is_cut { "find.many" } else { "find.count" };
    words.fill(key, &[("at", &(find.at + 1).to_string()), ("count", &find.found.len().to_string())])
}
