//! The strip that never scrolls away: what happened, who must act, one thing to do now, and the report for IT.

use eframe::egui::{
    Align, Color32, FontId, Frame, Key, KeyboardShortcut, Label, Layout, Margin, Modifiers, RichText, ScrollArea,
    Stroke, Ui, vec2,
};

use super::{Pane, begins_pane};
use crate::gui::theme::{bold, colours, size, space, strong};
use crate::gui::widgets::{Icon, announce, name_width, paragraph_ui, primary_sign_button};
use crate::gui::{Command, Words};
use crate::view::{CaseView, StripView};

/// The most of the window's height that the strip takes.
const MOST_OF_WINDOW: f32 = 0.45;
/// Room for "Who" and "Now", where the language has no longer words.
const NAME_WIDTH: f32 = 40.0;

/// Draws the strip.
pub fn strip_ui(ui: &mut Ui, words: Words<'_>, case: &CaseView) -> Option<Command> {
    let colours = colours(ui);
    let tone = colours.tone(case.verdict.tone);
    let roomy = ui.available_width() > 600.0;
    let drawn = Frame::new()
        .fill(colours.surface.into())
        .inner_margin(Margin { left: 20, right: 16, top: 12, bottom: 12 })
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            // Where letters are very large the strip itself can scroll, so that nothing is cut and the rest keeps its place.
            let most = (ui.content_rect().height() * MOST_OF_WINDOW).max(80.0);
            let area = ScrollArea::vertical().max_height(most).min_scrolled_height(most).auto_shrink([false, true]);
            area.show(ui, |ui| contents_ui(ui, words, &case.strip, roomy)).inner
        });
    // The colour repeats what the badge below says in words.
    let edge = drawn.response.rect;
    ui.painter().rect_filled(edge.with_max_x(edge.min.x + space().tight), 0.0, Color32::from(tone.fore));
    ui.painter().hline(edge.x_range(), edge.bottom(), Stroke::new(1.0, Color32::from(colours.line)));
    drawn.inner
}

fn contents_ui(ui: &mut Ui, words: Words<'_>, strip: &StripView, roomy: bool) -> Option<Command> {
    let button = words.get("strip.copy");
    let font = FontId::new(size().body, strong());
    let text_width = ui.fonts_mut(|fonts| fonts.layout_no_wrap(button.to_owned(), font, Color32::WHITE).size().x);
    let button_width = text_width + size().icon + space().tight + 2.0 * space().large + 2.0;
    if ui.available_width() < 3.5 * button_width {
        told_ui(ui, words, strip, false);
        return copy_ui(ui, words, button);
    }
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(ui.available_width() - button_width - space().large);
            told_ui(ui, words, strip, roomy);
        });
        ui.add_space(ui.available_width() - button_width);
        copy_ui(ui, words, button)
    })
    .inner
}

fn told_ui(ui: &mut Ui, words: Words<'_>, strip: &StripView, roomy: bool) {
    ui.spacing_mut().item_spacing.y = space().tight;
    let height = if roomy { size().title } else { size().body };
    let sentence = ui.add(Label::new(bold(&strip.sentence, height)).wrap());
    announce(ui, sentence.id);
    let names = [words.get("strip.who"), words.get("strip.now")];
    let width = names.map(|name| name_width(ui, name)).into_iter().fold(NAME_WIDTH, f32::max);
    for (name, value) in names.into_iter().zip([&strip.who, &strip.now]) {
        line_ui(ui, (name, width), value);
    }
}

fn copy_ui(ui: &mut Ui, words: Words<'_>, name: &str) -> Option<Command> {
    let keys = ui.format_shortcut(&KeyboardShortcut::new(Modifiers::COMMAND | Modifiers::SHIFT, Key::C));
    let copy =
        primary_sign_button(ui, Icon::Copy, name).on_hover_text(words.fill("strip.copy.hint", &[("keys", &keys)]));
    begins_pane(ui, Pane::Answer, &copy);
    copy.clicked().then_some(Command::CopyReport)
}

fn line_ui(ui: &mut Ui, (name, width): (&str, f32), value: &str) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.allocate_ui_with_layout(vec2(width, size().line), Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_width(width);
            ui.label(RichText::new(name).small().weak());
        });
        paragraph_ui(ui, value);
    });
}
