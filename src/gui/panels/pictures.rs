//! A picture that was handed over, and what to do while pictures are not read.

use eframe::egui::accesskit::Role;
use eframe::egui::{Align, Color32, Image, Layout, ScrollArea, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, vec2};

use super::start::hand_over_ui;
use crate::gui::pictures::{PictureState, PictureView};
use crate::gui::theme::{colours, space};
use crate::gui::widgets::{Icon, bullet_ui, card_ui, heading_ui, icon_button, paragraph_ui, plain_button, small_ui};
use crate::gui::{Command, Words};
use crate::model::System;

/// Room for the sign that takes a picture away.
const REMOVE_WIDTH: f32 = 40.0;

/// Draws a picture so that it fits the pane, with its size and what to do with it.
pub fn picture_ui(ui: &mut Ui, words: Words<'_>, number: usize, picture: &PictureView) -> Option<Command> {
    let about = match &picture.state {
        PictureState::Opening => words.get("bar.busy").to_owned(),
        PictureState::Shown { size: [width, height], .. } => {
            words.fill("picture.size", &[("width", &width.to_string()), ("height", &height.to_string())])
        }
        PictureState::Refused(why) => words.get(why).to_owned(),
    };
    let removed = ui.horizontal(|ui| {
        let room = vec2(ui.available_width() - REMOVE_WIDTH, ui.spacing().interact_size.y);
        ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| {
            ui.set_width(room.x);
            small_ui(ui, &about);
        });
        let name = words.fill("source.remove", &[("name", &picture.name)]);
        icon_button(ui, Icon::Close, &name).clicked().then_some(Command::RemovePicture(number))
    });
    ScrollArea::vertical().id_salt(("picture", number)).auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(ui.available_width() - space().small);
        if let PictureState::Shown { texture, .. } = &picture.state {
            let room = Vec2::new(ui.available_width(), (ui.available_height() * 0.75).max(120.0));
            let image = Image::from_texture(texture).max_size(room).shrink_to_fit().corner_radius(4);
            let response = ui.add(image.sense(Sense::hover()));
            let edge = Stroke::new(1.0, Color32::from(colours(ui).line));
            ui.painter().rect_stroke(response.rect, 4.0, edge, StrokeKind::Outside);
            response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &picture.name));
        }
        small_ui(ui, words.get("picture.attached"));
    });
    removed.inner
}

/// Draws what helps until pictures are read, with a box for what stands in them: `here` is the system of this computer.
pub fn picture_advice_ui(ui: &mut Ui, words: Words<'_>, draft: &str, here: Option<System>) -> Option<Command> {
    ScrollArea::vertical()
        .id_salt("picture advice")
        .auto_shrink(false)
        .show(ui, |ui| {
            eframe::egui::Frame::new()
                .inner_margin(16)
                .show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = space().medium;
                    card_ui(ui, |ui| {
                        heading_ui(ui, words.get("picture.heading"));
                        paragraph_ui(ui, words.get("picture.why"));
                        let of_windows = (Some(System::Windows), "picture.windows");
                        let of_macos = (Some(System::MacOs), "picture.macos");
                        let mut ways = [of_windows, of_macos, (None, "picture.phone"), (None, "picture.page")];
                        // The way of this computer first.
                        ways.sort_by_key(|(system, _)| system.is_none() || *system != here);
                        for (_, key) in ways {
                            bullet_ui(ui, |ui| paragraph_ui(ui, words.get(key)));
                        }
                    });
                    let handed = card_ui(ui, |ui| hand_over_ui(ui, words, draft, "picture.type"));
                    let left = plain_button(ui, words.get("bar.new")).clicked().then_some(Command::New);
                    handed.or(left)
                })
                .inner
        })
        .inner
}
