//! What the window remembers from one start to the next: languages, theme, zoom. One small file.
//!
//! Edge: never a word of what was pasted or opened, and no path of it.

use std::path::PathBuf;
use std::{fs, io};

use serde::Deserialize;

use crate::places;

/// What is remembered.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Settings {
    /// BCP 47 tag of the interface's language, if one was chosen; else the system's counts.
    pub language: Option<String>,
    /// BCP 47 tag of the language of reports, if one was chosen; else it is that of the interface.
    pub report_language: Option<String>,
    /// Light, dark, or as the system has it.
    pub theme: ThemeChoice,
    /// Size of everything; 1 is the system's own.
    pub zoom: f32,
}

/// Which theme is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ThemeChoice {
    /// As the system has it.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl ThemeChoice {
    /// The word in the file.
    pub fn id(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The one that the button offers next.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self { language: None, report_language: None, theme: ThemeChoice::System, zoom: 1.0 }
    }
}

impl Settings {
    /// The settings on this machine. A missing or spoilt file means the usual ones: it holds nothing worth a message.
    pub fn load() -> Self {
        let text = file().and_then(|path| fs::read_to_string(path).ok());
        text.and_then(|text| Self::parse(&text)).unwrap_or_default()
    }

    fn parse(text: &str) -> Option<Self> {
        let settings: Self = toml::from_str(text).ok()?;
        let zoom = if settings.zoom.is_finite() { settings.zoom.clamp(0.5, 3.0) } else { 1.0 };
        Some(Self { zoom, ..settings })
    }

    /// Writes them to this machine.
    pub fn save(&self) -> io::Result<()> {
        let Some(path) = file() else { return Ok(()) };
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, self.text())
    }

    fn text(&self) -> String {
        let Self { language, report_language, theme, zoom } = self;
        // A tag holds letters, digits and hyphens only; anything else must not break the file.
        let tag = |tag: &str| tag.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect::<String>();
        let chosen = [("language", language), ("report-language", report_language)];
        let chosen = chosen.into_iter().filter_map(|(key, value)| Some((key, tag(value.as_deref()?))));
        let lines = chosen.map(|(key, tag)| format!("{key} = \"{tag}\"\n")).collect::<Vec<_>>().concat();
        format!("{lines}theme = \"{}\"\nzoom = {zoom:.2}\n", theme.id())
    }
}

/// The file, in the place that the system has for such files.
fn file() -> Option<PathBuf> {
    Some(places::of_the_person()?.join("settings.toml"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let settings = Settings {
            language: Some("pt-BR".to_owned()),
            report_language: Some("ja".to_owned()),
            theme: ThemeChoice::Dark,
            zoom: 1.3,
        };
        assert_eq!(Settings::parse(&settings.text()), Some(settings));
        assert_eq!(Settings::parse(&Settings::default().text()), Some(Settings::default()));
    }

    #[test]
    fn a_spoilt_file_is_no_settings_and_a_wild_zoom_is_tamed() {
        assert_eq!(Settings::parse("zoom = \"big\""), None);
        assert_eq!(Settings::parse("zoom = 90.0").map(|settings| settings.zoom), Some(3.0));
        assert_eq!(Settings::parse("zoom = nan").map(|settings| settings.zoom), Some(1.0));
    }

    #[test]
    fn a_language_cannot_break_the_file() {
        let settings = Settings { language: Some("en\"\nzoom = 9".to_owned()), ..Settings::default() };
        assert_eq!(
            Settings::parse(&settings.text()).map(|settings| settings.language),
            Some(Some("enzoom9".to_owned()))
        );
    }
}
