//! What to read on the telephone, in large letters, over the window.

use eframe::egui::accesskit::Role;
use eframe::egui::{FontFamily, FontId, Id, Label, RichText, ScrollArea, Ui, WidgetInfo};

use crate::gui::theme::{size, space};
use crate::gui::widgets::{copy_ui, heading_ui, overlay_ui, plain_button, small_ui};
use crate::gui::{Command, Words};
use crate::view::report::Redaction;
use crate::view::telephone::{SpokenView, TelephoneView};

/// Width of the card.
const WIDTH: f32 = 560.0;
/// Room that the heading and the button need beside the lines.
const AROUND: f32 = 170.0;

/// Draws the card.
pub fn telephone_ui(ui: &Ui, words: Words<'_>, card: &TelephoneView, redaction: Redaction) -> Option<Command> {
    overlay_ui(ui, Id::unique("telephone"), WIDTH, |ui| {
        heading_ui(ui, words.get("telephone.heading"));
        let remark = match redaction {
            Redaction::Personal => "telephone.masked",
            Redaction::Secrets => "telephone.whole",
        };
        small_ui(ui, words.get(remark));
        let mut command = None;
        let most = (ui.content_rect().height() - AROUND).max(120.0);
        let area = ScrollArea::vertical().max_height(most).auto_shrink([false, true]);
        area.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            if let Some(call) = &card.call {
                ui.add(Label::new(RichText::new(call).size(size().title)).wrap());
            }
            for line in &card.lines {
                command = line_ui(ui, words, line).or(command.take());
            }
        });
        let closed = plain_button(ui, words.get("help.close")).clicked().then_some(Command::CloseOverlay);
        command.or(closed)
    })
}

fn line_ui(ui: &mut Ui, words: Words<'_>, line: &SpokenView) -> Option<Command> {
    let SpokenView { name, value, spelled, whole } = line;
    ui.add_space(space().tight);
    small_ui(ui, name);
    ui.horizontal(|ui| {
        let copied = copy_ui(ui, words, whole);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            let face = if spelled.is_some() { FontFamily::Monospace } else { FontFamily::Proportional };
            let text = RichText::new(value).font(FontId::new(size().display, face));
            let label = ui.add(Label::new(text).wrap());
            label.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{name}: {value}")));
            if let Some(spelled) = spelled {
                small_ui(ui, spelled);
            }
        });
        copied
    })
    .inner
}
