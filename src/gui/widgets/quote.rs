//! Words of an input, shown where something rests on them; a click brings them into sight there.

use eframe::egui::accesskit::Role;
use eframe::egui::{Button, Color32, RichText, Stroke, Ui, WidgetInfo, vec2};

use super::follow_focus;
use crate::gui::theme::{colours, space};
use crate::gui::{Command, Words};
use crate::model::Span;
use crate::view::QuoteView;

/// Draws the words. `chosen` is what was asked for last.
pub(crate) fn quote_ui(ui: &mut Ui, words: Words<'_>, quote: &QuoteView, chosen: Option<Span>) -> Option<Command> {
    let colours = colours(ui);
    let is_chosen = chosen.is_some_and(|span| span.overlaps(quote.span));
    let (back, fore) = if is_chosen { (colours.chosen, colours.on_chosen) } else { (colours.mark, colours.on_mark) };
    let text = RichText::new(quote.text.replace(['\n', '\r'], " ")).monospace().color(fore);
    let response = ui
        .scope(|ui| {
            ui.spacing_mut().button_padding = vec2(space().tight, 0.0);
            ui.spacing_mut().interact_size.y = 20.0;
            let rim = Stroke::new(1.0, Color32::from(back));
            ui.visuals_mut().widgets.inactive.bg_stroke = rim;
            ui.add(Button::new(text).fill(back).truncate())
        })
        .inner;
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, words.fill("quote.name", &[("words", &quote.text)])));
    let response = follow_focus(response);
    let clicked = response.clicked();
    response.on_hover_text(words.get("quote.hint"));
    clicked.then_some(Command::ShowSpan(quote.span))
}
