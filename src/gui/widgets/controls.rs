//! Buttons and choices.

use eframe::egui::accesskit::Role;
use eframe::egui::style::WidgetVisuals;
use eframe::egui::{Align, Button, Color32, Layout, Response, RichText, Stroke, Ui, WidgetInfo, vec2};

use crate::gui::theme::{bold, colours, size, space};

/// The one button of a place that people came for.
pub(crate) fn primary_button(ui: &mut Ui, text: &str) -> Response {
    let colours = colours(ui);
    ui.scope(|ui| {
        let dress = |visuals: &mut WidgetVisuals, fill: Color32| {
            visuals.weak_bg_fill = fill;
            visuals.bg_stroke = Stroke::new(1.0, fill);
            visuals.fg_stroke = Stroke::new(1.0, Color32::from(colours.on_accent));
        };
        let widgets = &mut ui.visuals_mut().widgets;
        dress(&mut widgets.inactive, colours.accent.into());
        dress(&mut widgets.hovered, colours.accent_hover.into());
        dress(&mut widgets.active, colours.accent_hover.into());
        ui.spacing_mut().button_padding = vec2(space().large, space().small);
        ui.add(Button::new(bold(text, size().body)))
    })
    .inner
}

/// A button like any other.
pub(crate) fn plain_button(ui: &mut Ui, text: &str) -> Response {
    ui.add(Button::new(text))
}

/// A button that looks like text until it is pointed at.
pub(crate) fn icon_button(ui: &mut Ui, sign: &str, name: &str) -> Response {
    let response = ui.add(Button::new(RichText::new(sign).color(colours(ui).weak)).frame_when_inactive(false).min_size(vec2(28.0, 28.0)));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    response.on_hover_text(name)
}

/// One of several things to look at: the chosen one is filled and ticked.
pub(crate) fn chip_button(ui: &mut Ui, chosen: bool, text: &str) -> Response {
    let response = ui.add(Button::selectable(chosen, text).frame_when_inactive(true).truncate());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, chosen, text));
    response
}

/// Room for the name of a choice, so that choices below one another line up.
const NAME_WIDTH: f32 = 56.0;

/// A choice among a few, all in sight. Gives the number of the one that was clicked.
pub(crate) fn segments_ui(ui: &mut Ui, name: &str, choices: &[(&str, bool)]) -> Option<usize> {
    let mut clicked = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space().tight;
        ui.allocate_ui_with_layout(vec2(NAME_WIDTH, ui.spacing().interact_size.y), Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_width(NAME_WIDTH);
            ui.label(RichText::new(name).small().weak());
        });
        for (number, &(text, chosen)) in choices.iter().enumerate() {
            let shown = if chosen { format!("✓ {text}") } else { text.to_owned() };
            let response = ui.add(Button::selectable(chosen, shown).frame_when_inactive(true));
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, text));
            if response.clicked() {
                clicked = Some(number);
            }
        }
    });
    clicked
}
