//! Rows of a list in which one is chosen: the chosen one is filled and ticked.

use std::sync::Arc;

use eframe::egui::accesskit::{Action, Role};
use eframe::egui::style::ScrollAnimation;
use eframe::egui::text::{LayoutJob, TextWrapping};
use eframe::egui::{
    Color32, FontId, Galley, Id, Rect, Response, Sense, Shape, Stroke, TextFormat, Ui, WidgetInfo, vec2,
};

use super::badge::paint_tone;
use super::follow_focus;
use crate::gui::theme::{colours, corner, space};
use crate::view::Tone;

/// Room for the tick before a row's words.
pub(crate) const GUTTER: f32 = 20.0;

/// Notes that a row is to come into sight.
const WANTED: &str = "row to be seen";

/// A row before its words are drawn.
pub(crate) struct Row<'a> {
    /// By what it is known again in the next frame.
    pub(crate) id: Id,
    /// Whether it is the one that is shown.
    pub(crate) chosen: bool,
    /// Whether it can be chosen.
    pub(crate) open: bool,
    /// What a screen reader says.
    pub(crate) name: &'a str,
}

/// Takes the room of a row and draws its ground.
pub(crate) fn row_ui(ui: &mut Ui, row: &Row<'_>, width: f32, height: f32) -> Response {
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let sense = if row.open { Sense::click() } else { Sense::hover() };
    let is_asked = ui.input(|input| input.has_accesskit_action_request(row.id, Action::ScrollIntoView));
    let response = follow_focus(ui.interact(rect, row.id, sense));
    response.widget_info(|| WidgetInfo::labeled(Role::Row, true, row.name));
    if is_asked || response.gained_focus() {
        ui.data_mut(|data| data.insert_temp(Id::unique(WANTED), true));
    }
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(row.chosen));
    let colours = colours(ui);
    if row.chosen {
        ui.painter().rect_filled(rect, corner(), Color32::from(colours.mark));
        let at = rect.left_center() + vec2(GUTTER / 2.0, 0.0);
        let tick = [(-4.0, 0.0), (-1.0, 3.0), (4.0, -4.0)].map(|(x, y)| at + vec2(x, y));
        ui.painter().add(Shape::line(tick.to_vec(), Stroke::new(2.0, Color32::from(colours.on_mark))));
    } else if row.open && response.hovered() {
        ui.painter().rect_filled(rect, corner(), Color32::from(colours.hover));
    }
    response
}

/// Brings a list that scrolls by itself into sight when one of its rows is to be seen, by the Tab key or a screen reader: the list
/// moves the row only within itself. Called behind the list.
pub(crate) fn follow_into(ui: &Ui, list: Rect) {
    if ui.data_mut(|data| data.remove_temp::<bool>(Id::unique(WANTED))).is_some() {
        ui.scroll_to_rect_animation(list, None, ScrollAnimation::none());
    }
}

/// One line of text, cut with "…" where it is longer than this.
pub(crate) fn cut(ui: &Ui, text: &str, font: FontId, colour: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.replace(['\n', '\r'], " "), TextFormat::simple(font, colour));
    job.wrap = TextWrapping::truncate_at_width(width);
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// Draws the icon of one of the four meanings where no room is taken for it. Gives where its words begin, from its left.
pub(crate) fn sign_ui(ui: &Ui, tone: Tone, left_middle: eframe::egui::Pos2) -> f32 {
    const SIDE: f32 = 16.0;
    paint_tone(ui, tone, left_middle + vec2(SIDE / 2.0, 0.0), SIDE);
    SIDE + space().tight
}
