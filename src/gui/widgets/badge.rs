//! Signs with their word: the four meanings of a verdict, and how sure a cause is. Never a colour alone.

use eframe::egui::{Color32, CornerRadius, Frame, Label, Margin, Pos2, Rect, Sense, Ui, vec2};

use super::icon::{Icon, icon_ui, paint_icon};
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
    icon_ui(ui, icon_of(tone), side, colours(ui).tone(tone).fore);
}

/// Paints that icon in room that is taken already.
pub(super) fn paint_tone(ui: &Ui, tone: Tone, middle: Pos2, side: f32) {
    paint_icon(ui, icon_of(tone), middle, side, colours(ui).tone(tone).fore);
}

fn icon_of(tone: Tone) -> Icon {
    match tone {
        Tone::Structural => Icon::Structural,
        Tone::Temporary => Icon::Temporary,
        Tone::Unknown => Icon::Unknown,
        Tone::Fine => Icon::Fine,
    }
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
