//! Pasting what egui does not pass: files that were copied in a file manager, and parts of pages without plain text.
//!
//! egui takes the keys of a paste for itself and gives the text or the picture for them. Where the clipboard holds neither,
//! it gives nothing; then only the release of the key is seen, without its press.

use eframe::egui::{Context, Event, Key, ViewportCommand};

use super::super::app::App;

/// What is known of a key that pastes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct PasteKey {
    /// Its press came through, or what it pasted did.
    answered: bool,
}

impl PasteKey {
    /// Heeds an event; whether a paste has been asked for that brought nothing.
    fn heard(&mut self, event: &Event) -> bool {
        match event {
            Event::Paste(_) | Event::PasteImage(_) => self.answered = true,
            Event::Key { key: Key::V | Key::Insert | Key::Paste, pressed, .. } => {
                return if *pressed {
                    self.answered = true;
                    false
                } else {
                    !std::mem::take(&mut self.answered)
                };
            }
            _ => {}
        }
        false
    }
}

impl App {
    /// Takes the files that a paste in this frame means, before its text is taken.
    pub(in super::super) fn take_pasted(&mut self, ctx: &Context) {
        let mut key = self.paste_key;
        let (came_empty, is_text) = ctx.input(|input| {
            // Each is heeded, whatever the one before it was.
            let empty = input.events.iter().filter(|event| key.heard(event)).count() > 0;
            (empty, input.events.iter().any(|event| matches!(event, Event::Paste(_))))
        });
        self.paste_key = key;
        if came_empty {
            self.paste_beyond_text(ctx);
        } else if is_text && !ctx.text_edit_focused() {
            // A file manager lays down the names as text beside the files.
            let files = self.clipboard.files();
            if !files.is_empty() {
                ctx.input_mut(|input| input.events.retain(|event| !matches!(event, Event::Paste(_))));
                self.add_paths(files, ctx);
            }
        }
    }

    /// Takes what the clipboard holds.
    pub(in super::super) fn paste(&mut self, ctx: &Context) {
        if !self.paste_beyond_text(ctx) {
            ctx.send_viewport_cmd(ViewportCommand::RequestPaste);
        }
    }

    /// Takes files, or part of a page without its plain text; whether there was one.
    fn paste_beyond_text(&mut self, ctx: &Context) -> bool {
        let files = self.clipboard.files();
        if !files.is_empty() {
            self.add_paths(files, ctx);
            return true;
        }
        let html = self.clipboard.html_alone().filter(|html| !html.trim().is_empty());
        if let Some(html) = &html {
            self.add_html("source.pasted", html, ctx);
        }
        html.is_some()
    }
}

#[cfg(test)]
mod tests {
    use eframe::egui::Modifiers;

    use super::*;

    fn key(key: Key, pressed: bool) -> Event {
        Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::COMMAND }
    }

    fn empty(events: &[Event]) -> usize {
        let mut state = PasteKey::default();
        events.iter().filter(|event| state.heard(event)).count()
    }

    #[test]
    fn a_release_without_its_press_is_a_paste_that_brought_nothing() {
        assert_eq!(empty(&[key(Key::V, false)]), 1);
        assert_eq!(empty(&[key(Key::V, false), key(Key::V, false)]), 2);
        assert_eq!(empty(&[key(Key::V, true), key(Key::V, false)]), 0, "a letter that was typed");
        assert_eq!(empty(&[Event::Paste("a".to_owned()), key(Key::V, false)]), 0, "a paste of text");
        assert_eq!(empty(&[Event::Paste("a".to_owned()), key(Key::V, false), key(Key::V, false)]), 1);
        assert_eq!(empty(&[key(Key::N, false)]), 0);
    }
}
