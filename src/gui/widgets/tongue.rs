//! A choice of the language: a button with the one in use, and the others by their own names below it.

use eframe::egui::accesskit::Role;
use eframe::egui::containers::menu::MenuButton;
use eframe::egui::{Button, Response, Ui, WidgetInfo};

use super::{Icon, follow_focus};
use crate::gui::Words;
use crate::gui::theme::{colours, size};
use crate::gui::tongues::has_letters;

/// Draws the button, which shows `text` and is called `name`. Gives the button and the tag that was chosen.
pub(crate) fn tongue_button(
    ui: &mut Ui,
    words: Words<'_>,
    (text, name): (&str, &str),
    current: &str,
) -> (Response, Option<String>) {
    let button = Button::new((text, Icon::Next.text(size().small).color(colours(ui).weak)));
    let (response, chosen) = MenuButton::from_button(button).ui(ui, |ui| menu_ui(ui, words, current));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    (follow_focus(response), chosen.and_then(|chosen| chosen.inner))
}

fn menu_ui(ui: &mut Ui, words: Words<'_>, current: &str) -> Option<String> {
    let mut chosen = None;
    for (tag, name) in words.languages() {
        let has_font = has_letters(ui, name);
        let shown = if has_font { name.to_owned() } else { words.fill("bar.language.no-font", &[("tag", tag)]) };
        let is_current = tag == current;
        let response = ui.add_enabled(has_font, Button::selectable(is_current, &shown));
        response.widget_info(|| WidgetInfo::selected(Role::MenuItemRadio, has_font, is_current, &shown));
        if follow_focus(response).clicked() {
            chosen = Some(tag.to_owned());
            ui.close();
        }
    }
    chosen
}
