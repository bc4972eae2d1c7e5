//! Signs with their word: the four meanings of a verdict, and how sure a cause is. Never a colour alone.

use eframe::egui::{Color32, CornerRadius, Frame, Label, Margin, Painter, Pos2, Rect, Sense, Shape, Stroke, Ui, vec2};

use crate::gui::theme::{bold, colours, size, space};
use crate::model::Certainty;
use crate::view::Tone;

/// A verdict: its icon and its word on its colour.
pub(crate) fn tone_badge_ui(ui: &mut Ui, tone: Tone, word: &str) -> eframe::egui::Response {
    let pair = colours(ui).tone(tone);
    Frame::new()
        .fill(pair.back.into())
        .corner_radius(CornerRadius::same(16))
        .inner_margin(Margin { left: 8, right: 16, top: 2, bottom: 2 })
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                tone_icon_ui(ui, tone, 20.0);
                ui.add(Label::new(bold(word, size().body).color(pair.fore)).wrap())
            })
            .inner
        })
        .inner
}

/// The icon of one of the four meanings.
pub(crate) fn tone_icon_ui(ui: &mut Ui, tone: Tone, side: f32) {
    let (rect, _) = ui.allocate_exact_size(vec2(side, side), Sense::hover());
    paint_tone(ui, tone, rect.center(), side);
}

/// Paints that icon in room that is taken already.
pub(super) fn paint_tone(ui: &Ui, tone: Tone, middle: Pos2, side: f32) {
    let colour = Color32::from(colours(ui).tone(tone).fore);
    let painter = ui.painter();
    let radius = side * 0.42;
    let pen = Stroke::new(side / 10.0, colour);
    match tone {
        Tone::Structural => no_entry(painter, middle, radius, pen),
        Tone::Temporary => clock(painter, middle, radius, pen),
        Tone::Unknown => question(painter, middle, radius, pen),
        Tone::Fine => tick(painter, middle, radius, pen),
    }
}

/// The icon of another way: a road that forks.
pub(crate) fn fork_icon_ui(ui: &mut Ui, side: f32) {
    let (rect, _) = ui.allocate_exact_size(vec2(side, side), Sense::hover());
    let pen = Stroke::new(side / 10.0, Color32::from(colours(ui).text));
    let point = |x: f32, y: f32| rect.center() + vec2(x, y) * side * 0.42;
    let painter = ui.painter();
    painter.add(Shape::line(vec![point(-0.35, 0.9), point(-0.35, -0.8)], pen));
    painter.add(Shape::line(vec![point(-0.35, 0.5), point(-0.25, 0.05), point(0.05, -0.15), point(0.6, -0.2)], pen));
    painter.add(Shape::line(vec![point(0.3, -0.55), point(0.65, -0.2), point(0.3, 0.15)], pen));
}

fn no_entry(painter: &Painter, middle: Pos2, radius: f32, pen: Stroke) {
    painter.circle_stroke(middle, radius, pen);
    let half = vec2(radius * 0.5, 0.0);
    painter.line_segment([middle - half, middle + half], Stroke::new(pen.width * 1.5, pen.color));
}

fn clock(painter: &Painter, middle: Pos2, radius: f32, pen: Stroke) {
    painter.circle_stroke(middle, radius, pen);
    painter.line_segment([middle, middle - vec2(0.0, radius * 0.6)], pen);
    painter.line_segment([middle, middle + vec2(radius * 0.45, radius * 0.2)], pen);
}

fn question(painter: &Painter, middle: Pos2, radius: f32, pen: Stroke) {
    painter.circle_stroke(middle, radius, pen);
    let point = |x: f32, y: f32| middle + vec2(x, y) * radius;
    let hook =
        [(-0.3, -0.3), (-0.22, -0.5), (0.0, -0.58), (0.22, -0.5), (0.3, -0.3), (0.2, -0.1), (0.0, 0.05), (0.0, 0.25)];
    painter.add(Shape::line(hook.map(|(x, y)| point(x, y)).to_vec(), pen));
    painter.circle_filled(point(0.0, 0.55), pen.width * 0.65, pen.color);
}

fn tick(painter: &Painter, middle: Pos2, radius: f32, pen: Stroke) {
    painter.circle_stroke(middle, radius, pen);
    let point = |x: f32, y: f32| middle + vec2(x, y) * radius;
    painter.add(Shape::line(vec![point(-0.42, 0.02), point(-0.1, 0.34), point(0.45, -0.32)], pen));
}

/// How sure a cause is: one to three filled bars and the word.
pub(crate) fn certainty_ui(ui: &mut Ui, certainty: Certainty, word: &str) {
    let colours = colours(ui);
    let filled = match certainty {
        Certainty::RuledOut => 0,
        Certainty::Possible => 1,
        Certainty::Likely => 2,
        Certainty::Established => 3,
    };
    let (rect, _) = ui.allocate_exact_size(vec2(20.0, 16.0), Sense::hover());
    for bar in 0..3_u8 {
        let left = rect.left() + f32::from(bar) * 7.0;
        let height = 6.0 + f32::from(bar) * 4.0;
        let area = Rect::from_min_max(
            Pos2::new(left, rect.bottom() - 1.0 - height),
            Pos2::new(left + 5.0, rect.bottom() - 1.0),
        );
        let colour = if bar < filled { colours.accent } else { colours.line };
        ui.painter().rect_filled(area, 1.0, Color32::from(colour));
    }
    ui.add_space(-space().tight);
    ui.label(bold(word, size().small).color(colours.weak));
}
