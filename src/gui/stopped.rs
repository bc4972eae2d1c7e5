//! What the person is told, in boxes of the system, when a mistake of the program has ended the window.

use rfd::{FileDialog, MessageButtons, MessageDialog, MessageDialogResult, MessageLevel};

use super::command::write;
use super::words::Words;
use crate::crash::Crash;

/// What the program ends with then.
pub const CRASHED: u8 = 3;

/// Tells it and offers a file for a report. It is written only where the person says so.
pub fn tell_of_crash(words: Words<'_>, crash: Option<&Crash>) {
    let (text, offer) = (words.get("crash.text"), words.get("crash.offer"));
    let Some(crash) = crash else {
        message(text).show();
        return;
    };
    let asked = message(&format!("{text}.\n\n{offer}")).set_buttons(MessageButtons::YesNo).show();
    if asked != MessageDialogResult::Yes {
        return;
    }
    let Some(path) = FileDialog::new().set_file_name("whyblocked-crash.txt").save_file() else { return };
    if let Err(error) = write(&path, &crash.to_string()) {
        message(&words.fill("crash.not-saved", &[("reason", &error.to_string())])).show();
    }
}

fn message(text: &str) -> MessageDialog {
    MessageDialog::new().set_level(MessageLevel::Error).set_title("WhyBlocked").set_description(text)
}
