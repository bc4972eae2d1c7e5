//! A refused attempt beside one that worked, field by field, with what differs marked.

use eframe::egui::accesskit::Role;
use eframe::egui::{Align, Color32, Label, Layout, RichText, Sense, Stroke, Ui, WidgetInfo, vec2};

use crate::gui::Words;
use crate::gui::theme::{bold, colours, size, space};
use crate::gui::widgets::{paragraph_ui, tone_icon_ui};
use crate::view::{ComparedView, ComparisonView, Tone};

/// Room for the sign of a difference.
const SIGN: f32 = 20.0;
/// Room for the names of the fields, as a part of the whole, and at most.
const NAMES: (f32, f32) = (0.26, 160.0);

/// Draws what a comparison shows, and its fields.
pub fn compared_ui(ui: &mut Ui, words: Words<'_>, comparison: &ComparisonView) {
    paragraph_ui(ui, &comparison.sentence);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = space().tight;
        let room = ui.available_width() - SIGN;
        let names = (room * NAMES.0).min(NAMES.1);
        let widths = [names, (room - names) / 2.0];
        heads_ui(ui, words, widths);
        for row in &comparison.rows {
            row_ui(ui, words, row, widths);
        }
    });
}

fn heads_ui(ui: &mut Ui, words: Words<'_>, [names, values]: [f32; 2]) {
    line_ui(ui);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_space(SIGN + names);
        for (tone, key) in [(Tone::Structural, "compare.refused"), (Tone::Fine, "compare.worked")] {
            cell_ui(ui, values, |ui| {
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = space().tight;
                    tone_icon_ui(ui, tone, 16.0);
                    ui.add(Label::new(bold(words.get(key), size().small)).wrap());
                });
            });
        }
    });
}

fn row_ui(ui: &mut Ui, words: Words<'_>, row: &ComparedView, [names, values]: [f32; 2]) {
    line_ui(ui);
    let colours = colours(ui);
    let text = |text: &str| {
        if row.differs { bold(text, size().small) } else { RichText::new(text).size(size().small).color(colours.weak) }
    };
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        cell_ui(ui, SIGN, |ui| {
            if row.differs {
                differs_ui(ui, words.get("compare.differs"));
            }
        });
        cell_ui(ui, names, |ui| ui.add(Label::new(text(&row.name)).wrap()));
        for value in [&row.refused, &row.worked] {
            cell_ui(ui, values, |ui| ui.add(Label::new(text(value)).wrap()));
        }
    });
}

/// The sign of a difference, drawn: not every face has one of this size.
fn differs_ui(ui: &mut Ui, name: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(12.0, 16.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
    let pen = Stroke::new(1.5, Color32::from(colours(ui).tone(Tone::Structural).fore));
    let point = |x: f32, y: f32| rect.center() + vec2(x, y);
    for y in [-2.0, 2.0] {
        ui.painter().line_segment([point(-5.0, y), point(5.0, y)], pen);
    }
    ui.painter().line_segment([point(-3.0, 6.0), point(3.0, -6.0)], pen);
    response.on_hover_text(name);
}

/// Room of one width for a cell, with a gap behind it.
fn cell_ui<R>(ui: &mut Ui, width: f32, contents: impl FnOnce(&mut Ui) -> R) {
    ui.allocate_ui_with_layout(vec2(width, size().line), Layout::top_down(Align::LEFT), |ui| {
        ui.set_width(width - space().small);
        contents(ui);
    });
    ui.add_space(space().small);
}

fn line_ui(ui: &mut Ui) {
    let at = ui.next_widget_position();
    let across = at.x..=at.x + ui.available_width();
    ui.painter().hline(across, at.y - space().tight / 2.0, Stroke::new(1.0, Color32::from(colours(ui).line)));
}
