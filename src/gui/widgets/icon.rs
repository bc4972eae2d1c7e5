//! The icons: one family, Phosphor in its bold weight, as a face of its own. `packaging/fonts` keeps of it what is named here.

use eframe::egui::{Align2, Color32, FontFamily, FontId, Pos2, RichText, Sense, Ui, vec2};

use crate::gui::fonts::ICONS;

/// What an icon stands for. Each one has a word beside it, or a name for who cannot see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Icon {
    /// Open files.
    Open,
    /// Paste.
    Paste,
    /// Begin anew.
    New,
    /// Copy.
    Copy,
    /// Save to a file.
    Save,
    /// Write a message.
    Mail,
    /// Tell on the telephone.
    Telephone,
    /// Explain this program.
    Help,
    /// Go to the next one.
    Next,
    /// Go to the one before.
    Before,
    /// Close, or take away.
    Close,
    /// The system's theme.
    ThemeSystem,
    /// The light theme.
    ThemeLight,
    /// The dark theme.
    ThemeDark,
    /// Something must change.
    Structural,
    /// Waiting can help.
    Temporary,
    /// It cannot be told.
    Unknown,
    /// In order.
    Fine,
    /// Another way is open.
    AnotherWay,
}

impl Icon {
    /// Its place in the face.
    pub(crate) fn sign(self) -> char {
        match self {
            Self::Open => '\u{e256}',
            Self::Paste => '\u{e198}',
            Self::New => '\u{e3d4}',
            Self::Copy => '\u{e1ca}',
            Self::Save => '\u{e20c}',
            Self::Mail => '\u{e218}',
            Self::Telephone => '\u{e3b8}',
            Self::Next => '\u{e136}',
            Self::Before => '\u{e13c}',
            Self::Close => '\u{e4f6}',
            Self::ThemeSystem => '\u{e18c}',
            Self::ThemeLight => '\u{e472}',
            Self::ThemeDark => '\u{e330}',
            Self::Structural => '\u{e32c}',
            Self::Temporary => '\u{e19a}',
            Self::Help | Self::Unknown => '\u{e3e8}',
            Self::Fine => '\u{e184}',
            Self::AnotherWay => '\u{e89c}',
        }
    }

    /// It as text of a height, for a button.
    pub(crate) fn text(self, side: f32) -> RichText {
        RichText::new(self.sign()).font(font(side))
    }
}

/// Draws an icon in room of its own. `side` is its height and width, in points.
pub(crate) fn icon_ui(ui: &mut Ui, icon: Icon, side: f32, colour: impl Into<Color32>) {
    let (rect, _) = ui.allocate_exact_size(vec2(side, side), Sense::hover());
    paint_icon(ui, icon, rect.center(), side, colour);
}

/// Draws an icon where room is taken already.
pub(crate) fn paint_icon(ui: &Ui, icon: Icon, middle: Pos2, side: f32, colour: impl Into<Color32>) {
    ui.painter().text(middle, Align2::CENTER_CENTER, icon.sign(), font(side), colour.into());
}

fn font(side: f32) -> FontId {
    FontId::new(side, FontFamily::Name(ICONS.into()))
}
