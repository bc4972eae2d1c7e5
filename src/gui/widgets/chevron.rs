//! The buttons that go to the next thing and to the one before; their signs are drawn, since not every face has them.

use eframe::egui::{Color32, Response, Shape, Stroke, Ui, vec2};

use super::icon_button;
use crate::gui::theme::colours;

/// Draws such a button: `forward` points down.
pub(crate) fn chevron_button(ui: &mut Ui, name: &str, forward: bool) -> Response {
    let response = icon_button(ui, "", name);
    let down = if forward { 2.5 } else { -2.5 };
    let points = [(-5.0, -down), (0.0, down), (5.0, -down)].map(|(x, y)| response.rect.center() + vec2(x, y));
    ui.painter().add(Shape::line(points.to_vec(), Stroke::new(2.0, Color32::from(colours(ui).weak))));
    response
}
