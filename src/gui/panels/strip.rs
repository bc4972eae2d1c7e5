//! The strip that never scrolls away: what happened, who must act, one thing to do now, and the report for IT.

use eframe::egui::{Align, Color32, Frame, Label, Layout, Margin, RichText, Stroke, TextStyle, Ui, vec2};

use super::{Pane, begins_pane};
use crate::gui::theme::{bold, colours, size, space};
use crate::gui::widgets::{announce, primary_button};
use crate::gui::{Command, Words};
use crate::view::{CaseView, StripView};

/// Room for "Who" and "Now".
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
            contents_ui(ui, words, &case.strip, roomy)
        });
    // The colour repeats what the badge below says in words.
    let edge = drawn.response.rect;
    ui.painter().rect_filled(edge.with_max_x(edge.min.x + space().tight), 0.0, Color32::from(tone.fore));
    ui.painter().hline(edge.x_range(), edge.bottom(), Stroke::new(1.0, Color32::from(colours.line)));
    drawn.inner
}

fn contents_ui(ui: &mut Ui, words: Words<'_>, strip: &StripView, roomy: bool) -> Option<Command> {
    let button = words.get("strip.copy");
    let font = eframe::egui::FontId::new(size().body, crate::gui::theme::strong());
    let text_width = ui.fonts_mut(|fonts| fonts.layout_no_wrap(button.to_owned(), font, Color32::WHITE).size().x);
    let button_width = text_width + 2.0 * space().large + 2.0;
    let mut command = None;
    ui.horizontal_top(|ui| {
        let width = ui.available_width() - button_width - space().large;
        ui.vertical(|ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = space().tight;
            let height = if roomy { size().title } else { size().body };
            let sentence = ui.add(Label::new(bold(&strip.sentence, height)).wrap());
            announce(ui, sentence.id);
            line_ui(ui, words.get("strip.who"), &strip.who);
            line_ui(ui, words.get("strip.now"), &strip.now);
        });
        ui.add_space(ui.available_width() - button_width);
        let copy = primary_button(ui, button).on_hover_text(words.get("strip.copy.hint"));
        begins_pane(ui, Pane::Answer, &copy);
        if copy.clicked() {
            command = Some(Command::CopyReport);
        }
    });
    command
}

fn line_ui(ui: &mut Ui, name: &str, value: &str) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.allocate_ui_with_layout(vec2(NAME_WIDTH, ui.text_style_height(&TextStyle::Body)), Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_width(NAME_WIDTH);
            ui.label(RichText::new(name).small().weak());
        });
        ui.add(Label::new(value).wrap());
    });
}
