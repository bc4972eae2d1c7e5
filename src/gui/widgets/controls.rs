//! Buttons and choices.

use std::f32::consts::{FRAC_PI_2, PI};
use std::sync::Arc;

use eframe::egui::accesskit::Role;
use eframe::egui::style::WidgetVisuals;
use eframe::egui::{
    Align, Button, Color32, Layout, Response, RichText, Shape, Stroke, TextStyle, TextWrapMode, Ui, Vec2, WidgetInfo,
    vec2,
};

use super::follow_focus;
use crate::gui::theme::{bold, colours, size, space};
use crate::settings::ThemeChoice;

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
        follow_focus(ui.add(Button::new(bold(text, size().body))))
    })
    .inner
}

/// A button like any other.
pub(crate) fn plain_button(ui: &mut Ui, text: &str) -> Response {
    follow_focus(ui.add(Button::new(text)))
}

/// A button that looks like text until it is pointed at.
pub(crate) fn icon_button(ui: &mut Ui, sign: &str, name: &str) -> Response {
    let response = ui
        .scope(|ui| {
            ui.spacing_mut().button_padding = vec2(space().tight, space().tight);
            ui.add(
                Button::new(RichText::new(sign).color(colours(ui).weak))
                    .frame_when_inactive(false)
                    .min_size(vec2(28.0, 28.0)),
            )
        })
        .inner;
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    follow_focus(response).on_hover_text(name)
}

/// A button whose sign is the theme in use: half and half for the system's, a sun, a moon.
pub(crate) fn theme_button(ui: &mut Ui, theme: ThemeChoice, name: &str) -> Response {
    let response = icon_button(ui, "", name);
    let colours = colours(ui);
    let (middle, ink) = (response.rect.center(), Color32::from(colours.weak));
    let painter = ui.painter();
    match theme {
        ThemeChoice::System => {
            painter.circle_stroke(middle, 7.0, Stroke::new(1.5, ink));
            let half = (0_u8..=16).map(|step| middle + 7.0 * Vec2::angled(FRAC_PI_2 + f32::from(step) * PI / 16.0));
            painter.add(Shape::convex_polygon(half.collect(), ink, Stroke::NONE));
        }
        ThemeChoice::Light => {
            painter.circle_filled(middle, 4.0, ink);
            for ray in 0_u8..8 {
                let way = Vec2::angled(f32::from(ray) * PI / 4.0);
                painter.line_segment([middle + 6.0 * way, middle + 8.5 * way], Stroke::new(1.5, ink));
            }
        }
        ThemeChoice::Dark => {
            // A disc, and a second one of the ground's colour in front of it.
            let ground = if response.hovered() || response.has_focus() { colours.hover } else { colours.surface };
            painter.circle_filled(middle, 7.0, ink);
            painter.circle_filled(middle + vec2(3.5, -2.5), 6.0, Color32::from(ground));
        }
    }
    response
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
    length.ceil() + space().tight
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
