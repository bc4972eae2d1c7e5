//! Colours, sizes and faces of the window, read from `assets/theme.toml`; the only place where egui's look is set.

use std::sync::LazyLock;

use eframe::egui::epaint::Shadow;
use eframe::egui::style::{ScrollStyle, WidgetVisuals};
use eframe::egui::{
    Color32, Context, CornerRadius, FontFamily, FontId, Margin, RichText, Stroke, Style, TextStyle, Theme as Mode, Ui,
    vec2,
};
use serde::Deserialize;
use serde::de::Error as _;

use crate::view::Tone;

static THEME: LazyLock<Theme> =
    LazyLock::new(|| toml::from_str(include_str!("../../assets/theme.toml")).unwrap_or_default());

/// The whole of `theme.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Theme {
    size: Size,
    space: Space,
    light: Colours,
    dark: Colours,
}

/// Heights of text, in points.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Size {
    pub(crate) display: f32,
    pub(crate) title: f32,
    pub(crate) body: f32,
    pub(crate) small: f32,
    pub(crate) mono: f32,
    /// Signs beside text.
    pub(crate) icon: f32,
    /// From one line of running text to the next.
    pub(crate) line: f32,
    /// The same for text as it is copied.
    pub(crate) mono_line: f32,
}

/// Distances, in points.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Space {
    pub(crate) tight: f32,
    pub(crate) small: f32,
    pub(crate) medium: f32,
    pub(crate) large: f32,
    pub(crate) huge: f32,
    pub(crate) radius: f32,
}

/// The colours of one theme, by what they are for.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Colours {
    pub(crate) window: Colour,
    pub(crate) surface: Colour,
    pub(crate) sunken: Colour,
    pub(crate) text: Colour,
    pub(crate) weak: Colour,
    pub(crate) line: Colour,
    pub(crate) edge: Colour,
    pub(crate) hover: Colour,
    pub(crate) accent: Colour,
    pub(crate) accent_hover: Colour,
    pub(crate) on_accent: Colour,
    pub(crate) mark: Colour,
    pub(crate) on_mark: Colour,
    pub(crate) chosen: Colour,
    pub(crate) on_chosen: Colour,
    structural: Pair,
    temporary: Pair,
    unknown: Pair,
    fine: Pair,
}

/// A text colour and what it stands on.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Pair {
    pub(crate) fore: Colour,
    pub(crate) back: Colour,
}

/// A colour written as `#rrggbb`.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Colour(Color32);

impl From<Colour> for Color32 {
    fn from(colour: Colour) -> Self {
        colour.0
    }
}

impl<'de> Deserialize<'de> for Colour {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Color32::from_hex(&text).map(Self).map_err(|_unreadable| D::Error::custom("a colour is written #rrggbb"))
    }
}

impl Colours {
    /// The colours of one of the four meanings.
    pub(crate) fn tone(&self, tone: Tone) -> Pair {
        match tone {
            Tone::Structural => self.structural,
            Tone::Temporary => self.temporary,
            Tone::Unknown => self.unknown,
            Tone::Fine => self.fine,
        }
    }
}

/// The colours that are in use.
pub(crate) fn colours(ui: &Ui) -> &'static Colours {
    of(if ui.visuals().dark_mode { Mode::Dark } else { Mode::Light })
}

/// The distances.
pub(crate) fn space() -> &'static Space {
    &THEME.space
}

/// The heights of text.
pub(crate) fn size() -> &'static Size {
    &THEME.size
}

fn of(mode: Mode) -> &'static Colours {
    match mode {
        Mode::Light => &THEME.light,
        Mode::Dark => &THEME.dark,
    }
}

/// The face for headings and for what must be seen first.
pub(crate) fn strong() -> FontFamily {
    FontFamily::Name(super::fonts::STRONG.into())
}

/// Text in the heavier face.
pub(crate) fn bold(text: impl Into<String>, size: f32) -> RichText {
    RichText::new(text).font(FontId::new(size, strong()))
}

/// Gives both themes their look.
pub(crate) fn apply(ctx: &Context) {
    for mode in [Mode::Light, Mode::Dark] {
        ctx.style_mut_of(mode, |style| dress(style, of(mode)));
    }
}

fn dress(style: &mut Style, colours: &Colours) {
    let Theme { size, space, .. } = &*THEME;
    style.text_styles = [
        (TextStyle::Heading, FontId::new(size.display, strong())),
        (TextStyle::Body, FontId::new(size.body, FontFamily::Proportional)),
        (TextStyle::Button, FontId::new(size.body, FontFamily::Proportional)),
        (TextStyle::Small, FontId::new(size.small, FontFamily::Proportional)),
        (TextStyle::Monospace, FontId::new(size.mono, FontFamily::Monospace)),
    ]
    .into();
    style.spacing.item_spacing = vec2(space.small, space.small);
    style.spacing.button_padding = vec2(space.medium, space.tight);
    style.spacing.interact_size.y = 28.0;
    style.spacing.menu_margin = Margin::same(8);
    style.spacing.scroll = ScrollStyle { dormant_handle_opacity: 0.5, floating_width: 6.0, ..ScrollStyle::floating() };
    style.animation_time = 0.08;
    dress_visuals(style, colours);
}

fn dress_visuals(style: &mut Style, colours: &Colours) {
    let radius = corner();
    let look = |fill: Colour, edge: Color32, text: Colour| WidgetVisuals {
        bg_fill: fill.into(),
        weak_bg_fill: fill.into(),
        bg_stroke: Stroke::new(1.0, edge),
        corner_radius: radius,
        fg_stroke: Stroke::new(1.0, Color32::from(text)),
        expansion: 0.0,
    };
    let visuals = &mut style.visuals;
    visuals.widgets.noninteractive = look(colours.surface, colours.line.into(), colours.text);
    visuals.widgets.inactive = look(colours.surface, colours.edge.into(), colours.text);
    visuals.widgets.hovered = look(colours.hover, colours.text.into(), colours.text);
    visuals.widgets.active = look(colours.hover, colours.accent.into(), colours.text);
    visuals.widgets.open = look(colours.hover, colours.edge.into(), colours.text);
    visuals.override_text_color = None;
    visuals.weak_text_color = Some(colours.weak.into());
    visuals.hyperlink_color = colours.accent.into();
    visuals.selection.bg_fill = colours.mark.into();
    visuals.selection.stroke = Stroke::new(1.0, Color32::from(colours.on_mark));
    visuals.text_cursor.stroke = Stroke::new(2.0, Color32::from(colours.accent));
    // A blinking cursor asks for frames for ever.
    visuals.text_cursor.blink = false;
    visuals.panel_fill = colours.window.into();
    visuals.window_fill = colours.surface.into();
    visuals.window_stroke = Stroke::new(1.0, Color32::from(colours.line));
    visuals.extreme_bg_color = colours.surface.into();
    visuals.text_edit_bg_color = Some(colours.surface.into());
    visuals.faint_bg_color = colours.sunken.into();
    visuals.code_bg_color = colours.sunken.into();
    visuals.warn_fg_color = colours.structural.fore.into();
    visuals.error_fg_color = colours.structural.fore.into();
    visuals.window_corner_radius = radius;
    visuals.menu_corner_radius = radius;
    visuals.popup_shadow = Shadow { offset: [0, 4], blur: 16, spread: 0, color: Color32::from_black_alpha(48) };
    visuals.window_shadow = visuals.popup_shadow;
    visuals.collapsing_header_frame = false;
    visuals.indent_has_left_vline = false;
}

/// The rounding of cards and controls.
pub(crate) fn corner() -> CornerRadius {
    CornerRadius::from(space().radius)
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test may stop where its own ground is missing")]
mod tests {
    use super::*;

    fn luminance(colour: Colour) -> f32 {
        let linear = |channel: u8| {
            let c = f32::from(channel) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        let [r, g, b, _] = colour.0.to_array();
        0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
    }

    fn contrast(a: Colour, b: Colour) -> f32 {
        let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
        a.max(b) / a.min(b)
    }

    /// Every pair that a panel puts together: what, fore, back, least contrast.
    fn pairs(c: &Colours) -> Vec<(&'static str, Colour, Colour, f32)> {
        let mut pairs = Vec::new();
        for (name, back) in [("window", c.window), ("surface", c.surface), ("sunken", c.sunken), ("hover", c.hover)] {
            pairs.extend([(name, c.text, back, 4.5), (name, c.weak, back, 4.5), (name, c.accent, back, 4.5)]);
            pairs.push((name, c.edge, back, if name == "hover" { 2.5 } else { 3.0 }));
        }
        pairs.extend([
            ("primary button", c.on_accent, c.accent, 4.5),
            ("primary button under the pointer", c.on_accent, c.accent_hover, 4.5),
            ("mark", c.on_mark, c.mark, 4.5),
            ("chosen mark", c.on_chosen, c.chosen, 4.5),
            ("focus ring on a mark", c.accent, c.mark, 3.0),
        ]);
        for tone in [Tone::Structural, Tone::Temporary, Tone::Unknown, Tone::Fine] {
            let Pair { fore, back } = c.tone(tone);
            pairs.extend([
                ("tone", fore, back, 4.5),
                ("tone on a card", fore, c.surface, 4.5),
                ("text on a tone", c.text, back, 4.5),
            ]);
        }
        pairs
    }

    #[test]
    fn the_file_can_be_read() {
        toml::from_str::<Theme>(include_str!("../../assets/theme.toml")).expect("theme.toml is well formed");
    }

    #[test]
    fn every_pair_can_be_read_by_everybody() {
        for mode in [Mode::Light, Mode::Dark] {
            for (what, fore, back, least) in pairs(of(mode)) {
                let got = contrast(fore, back);
                assert!(got >= least, "{mode:?}, {what}: {got:.2} is less than {least}: {:?} on {:?}", fore.0, back.0);
            }
        }
    }

    #[test]
    fn distances_follow_the_grid() {
        let Space { tight, small, medium, large, huge, radius: _ } = space();
        for distance in [tight, small, medium, large, huge] {
            assert!(distance % 4.0 == 0.0, "{distance} is off the grid of four points");
        }
    }
}
