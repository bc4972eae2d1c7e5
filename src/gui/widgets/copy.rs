//! A value that one click copies.

use eframe::egui::Ui;

use super::{Icon, icon_button};
use crate::gui::{Command, Words};

/// Draws the sign that copies this value.
pub(crate) fn copy_ui(ui: &mut Ui, words: Words<'_>, value: &str) -> Option<Command> {
    let response = icon_button(ui, Icon::Copy, &words.fill("copy.value", &[("value", value)]));
    response.clicked().then(|| Command::CopyText(value.to_owned()))
}

/// Whether a value is an id that people copy rather than read: a long one of letters, digits and hyphens.
pub(crate) fn is_id(value: &str) -> bool {
    value.len() >= 20
        && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && value.bytes().filter(u8::is_ascii_digit).count() >= 4
}

#[cfg(test)]
mod tests {
    use super::is_id;

    #[test]
    fn ids_are_told_from_words() {
        assert!(is_id("3c1f6a52-7d0e-4b7a-9f43-2a6f0d8e1b00"));
        for other in ["Unregistered", "53003", "alex@contoso.com", "device-proof-missing-in-the-browser", ""] {
            assert!(!is_id(other), "{other}");
        }
    }
}
