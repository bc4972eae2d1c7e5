//! Cards, headings, lists and blocks of text.

use eframe::egui::{Color32, Frame, Label, Margin, Response, RichText, Sense, Stroke, TextStyle, Ui, vec2};

use super::is_heading;
use crate::gui::theme::{bold, colours, corner, size, space};

/// A card on the window's ground.
pub(crate) fn card_ui<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let colours = colours(ui);
    Frame::new()
        .fill(colours.surface.into())
        .stroke(Stroke::new(1.0, Color32::from(colours.line)))
        .corner_radius(corner())
        .inner_margin(Margin::same(16))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = space().small;
            contents(ui)
        })
        .inner
}

/// The heading of a card.
pub(crate) fn heading_ui(ui: &mut Ui, text: &str) -> Response {
    let response = ui.add(Label::new(bold(text, size().title)).wrap());
    is_heading(ui, response.id, text);
    response
}

/// The heading of a part of a card.
pub(crate) fn subheading_ui(ui: &mut Ui, text: &str) -> Response {
    let response = ui.add(Label::new(bold(text, size().body)).wrap());
    is_heading(ui, response.id, text);
    response
}

/// Running text.
pub(crate) fn paragraph_ui(ui: &mut Ui, text: &str) -> Response {
    ui.add(Label::new(RichText::new(text).line_height(Some(size().line))).wrap())
}

/// A remark.
pub(crate) fn small_ui(ui: &mut Ui, text: &str) -> Response {
    ui.add(Label::new(RichText::new(text).text_style(TextStyle::Small).weak()).wrap())
}

/// A point of a list.
pub(crate) fn bullet_ui<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let colours = colours(ui);
    led_by(ui, space().medium, contents, |ui, lead| {
        let line = size().line;
        ui.painter().circle_filled(lead.min + vec2(3.0, line / 2.0), 2.0, Color32::from(colours.weak));
    })
}

/// A step of a list.
pub(crate) fn numbered_ui<R>(ui: &mut Ui, number: usize, contents: impl FnOnce(&mut Ui) -> R) -> R {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space().small;
        let lead = vec2(space().large, size().line);
        ui.add_sized(lead, Label::new(bold(format!("{number}"), size().body).color(colours(ui).accent)));
        ui.vertical(|ui| contents(ui)).inner
    })
    .inner
}

fn led_by<R>(
    ui: &mut Ui,
    width: f32,
    contents: impl FnOnce(&mut Ui) -> R,
    lead: impl FnOnce(&Ui, eframe::egui::Rect),
) -> R {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let (rect, _) = ui.allocate_exact_size(vec2(width, size().line), Sense::hover());
        lead(ui, rect);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.x = space().small;
            contents(ui)
        })
        .inner
    })
    .inner
}

/// Text that is shown exactly as it will be copied.
pub(crate) fn block_ui(ui: &mut Ui, text: &str) -> Response {
    let colours = colours(ui);
    Frame::new()
        .fill(colours.sunken.into())
        .stroke(Stroke::new(1.0, Color32::from(colours.line)))
        .corner_radius(corner())
        .inner_margin(Margin::same(12))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add(Label::new(RichText::new(text).monospace().line_height(Some(size().mono_line))).wrap())
        })
        .inner
}
