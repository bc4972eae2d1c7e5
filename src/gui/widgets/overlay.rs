//! A card over the window that is left by Escape, by its button or by a click beside it.

use eframe::egui::{Color32, Frame, Id, Margin, Modal, Stroke, Ui};

use crate::gui::Command;
use crate::gui::theme::{colours, corner, space};

/// Draws it; what is behind cannot be used meanwhile.
pub(crate) fn overlay_ui(
    ui: &Ui,
    id: Id,
    width: f32,
    contents: impl FnOnce(&mut Ui) -> Option<Command>,
) -> Option<Command> {
    let colours = colours(ui);
    let frame = Frame::new()
        .fill(colours.surface.into())
        .stroke(Stroke::new(1.0, Color32::from(colours.line)))
        .corner_radius(corner())
        .inner_margin(Margin::same(16));
    let room = ui.ctx().content_rect().width() - 4.0 * space().large;
    let card = Modal::new(id).frame(frame).show(ui.ctx(), |ui| {
        ui.set_width(width.min(room));
        ui.spacing_mut().item_spacing.y = space().small;
        contents(ui)
    });
    let left = card.backdrop_response.clicked().then_some(Command::CloseOverlay);
    card.inner.or(left)
}
