//! Buttons and choices.

use std::sync::Arc;

use eframe::egui::accesskit::Role;
use eframe::egui::style::WidgetVisuals;
use eframe::egui::{
    Align, Button, Color32, Layout, Response, RichText, Stroke, TextStyle, TextWrapMode, Ui, WidgetInfo, vec2,
};

use super::follow_focus;
use super::icon::Icon;
use crate::gui::theme::{bold, colours, size, space};
use crate::settings::ThemeChoice;

/// The one button of a place that people came for.
pub(crate) fn primary_button(ui: &mut Ui, text: &str) -> Response {
    follow_focus(as_primary(ui, |ui| ui.add(Button::new(bold(text, size().body)))))
}

/// Draws a button in the accent colour.
fn as_primary(ui: &mut Ui, button: impl FnOnce(&mut Ui) -> Response) -> Response {
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
        button(ui)
    })
    .inner
}

/// A button like any other.
pub(crate) fn plain_button(ui: &mut Ui, text: &str) -> Response {
    follow_focus(ui.add(Button::new(text)))
}

/// A button with an icon before its word.
pub(crate) fn sign_button(ui: &mut Ui, icon: Icon, text: &str) -> Response {
    let sign = icon.text(size().icon).color(colours(ui).weak);
    let response = ui.add(Button::new((sign, text)));
    named(response, text)
}

/// The same for the one button of a place that people came for.
pub(crate) fn primary_sign_button(ui: &mut Ui, icon: Icon, text: &str) -> Response {
    let response = as_primary(ui, |ui| ui.add(Button::new((icon.text(size().icon), bold(text, size().body)))));
    named(response, text)
}

/// A button that is an icon alone.
pub(crate) fn icon_button(ui: &mut Ui, icon: Icon, name: &str) -> Response {
    let sign = icon.text(size().icon).color(colours(ui).weak);
    let response = ui
        .scope(|ui| {
            ui.spacing_mut().button_padding = vec2(space().tight, space().tight);
            ui.add(Button::new(sign).frame_when_inactive(false).min_size(vec2(28.0, 28.0)))
        })
        .inner;
    named(response, name).on_hover_text(name)
}

/// A button whose sign is the theme in use: half and half for the system's, a sun, a moon.
pub(crate) fn theme_button(ui: &mut Ui, theme: ThemeChoice, name: &str) -> Response {
    let icon = match theme {
        ThemeChoice::System => Icon::ThemeSystem,
        ThemeChoice::Light => Icon::ThemeLight,
        ThemeChoice::Dark => Icon::ThemeDark,
    };
    icon_button(ui, icon, name)
}

/// Says what a button with an icon is called: the icon is no letter that could be read out.
fn named(response: Response, name: &str) -> Response {
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    follow_focus(response)
}

/// The most characters of a chip.
const LONGEST_CHIP: usize = 40;

/// One of several things to look at: the chosen one is filled and ticked.
pub(crate) fn chip_button(ui: &mut Ui, chosen: bool, text: &str) -> Response {
    let short = match text.char_indices().nth(LONGEST_CHIP) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    };
    let is_cut = short.len() < text.len();
    let response = follow_focus(ui.add(Button::selectable(chosen, short).frame_when_inactive(true)));
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, chosen, text));
    if is_cut { response.on_hover_text(text) } else { response }
}

/// Room for the name of a choice, so that choices below one another line up; a longer name takes more.
const NAME_WIDTH: f32 = 56.0;

/// Room for a name in small letters, and the gap behind it.
pub(crate) fn name_width(ui: &Ui, name: &str) -> f32 {
    let font = TextStyle::Small.resolve(ui.style());
    let length = ui.fonts_mut(|fonts| fonts.layout_no_wrap(name.to_owned(), font, Color32::WHITE).size().x);
    length.ceil() + space().small
}

/// A name and the choice behind it.
pub(crate) fn named_ui<R>(ui: &mut Ui, name: &str, choice: impl FnOnce(&mut Ui) -> R) -> R {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space().tight, space().tight);
        let width = NAME_WIDTH.max(name_width(ui, name));
        let area = vec2(width, ui.spacing().interact_size.y);
        ui.allocate_ui_with_layout(area, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_width(width);
            ui.label(RichText::new(name).small().weak());
        });
        choice(ui)
    })
    .inner
}

/// A choice among a few, all in sight. Gives the number of the one that was clicked.
pub(crate) fn segments_ui(ui: &mut Ui, name: &str, choices: &[(&str, bool)]) -> Option<usize> {
    let mut clicked = None;
    named_ui(ui, name, |ui| {
        for (number, &(text, chosen)) in choices.iter().enumerate() {
            if choice_button(ui, (chosen, true), text, text).clicked() {
                clicked = Some(number);
            }
        }
    });
    clicked
}

/// A choice among a few that wrap where there is no room. `name` makes of a choice what a screen reader says; `nothing` is the
/// number of the one that says nothing yet. Gives the number of the one that was clicked.
pub(crate) fn choices_ui(
    ui: &mut Ui,
    name: impl Fn(&str) -> String,
    choices: &[(&str, bool)],
    nothing: Option<usize>,
) -> Option<usize> {
    let mut clicked = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space().tight, space().tight);
        for (number, &(text, chosen)) in choices.iter().enumerate() {
            let is_quiet = nothing == Some(number) && chosen;
            // A scope of its own would stay in its row, so the look is changed for this one button and put back.
            let style = Arc::clone(ui.style());
            if is_quiet {
                ui.visuals_mut().selection.bg_fill = colours(ui).hover.into();
                ui.visuals_mut().selection.stroke.color = colours(ui).text.into();
            }
            let response = choice_button(ui, (chosen, !is_quiet), text, &name(text));
            ui.set_style(style);
            // Where an answer changes what stands here, the second click of a double click is not meant for that.
            if response.clicked() && !response.double_clicked() {
                clicked = Some(number);
            }
        }
    });
    clicked
}

fn choice_button(ui: &mut Ui, (chosen, ticked): (bool, bool), text: &str, name: &str) -> Response {
    let shown = if chosen && ticked { format!("✓ {text}") } else { text.to_owned() };
    // What has room in a row of its own goes there whole; only what is longer than that is broken.
    let font = TextStyle::Button.resolve(ui.style());
    let length = ui.fonts_mut(|fonts| fonts.layout_no_wrap(shown.clone(), font, Color32::WHITE).size().x);
    let has_room = length + 2.0 * ui.spacing().button_padding.x <= ui.max_rect().width();
    let wrap = if has_room { TextWrapMode::Extend } else { TextWrapMode::Wrap };
    let button = Button::selectable(chosen, shown).frame_when_inactive(true).wrap_mode(wrap);
    let response = follow_focus(ui.add(button));
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, name));
    response
}
