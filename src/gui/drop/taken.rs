//! What was dropped becomes inputs, as what is pasted or opened does.

use std::path::PathBuf;

use eframe::egui::Context;

use super::super::app::App;
use super::super::pictures::Picture;
use super::super::words::Words;
use super::{Dropped, Drops, Kind};
use crate::intake;
use crate::model::{Origin, Source};

impl Drops {
    /// What to say of that which hovers.
    pub(in super::super) fn landing<'a>(&self, words: Words<'a>) -> Option<&'a str> {
        self.hovering().map(|kind| match kind {
            Kind::Text => words.get("drop.text"),
            Kind::Picture => words.get("drop.picture"),
            Kind::Files => words.get("drop.here"),
        })
    }
}

impl App {
    /// Takes what other programs' drags have brought.
    pub(in super::super) fn take_drops(&mut self, ctx: &Context) {
        for dropped in self.drops.poll() {
            match dropped {
                Dropped::Text(text) => self.add_text_as("source.dropped", &text.replace("\r\n", "\n"), ctx),
                Dropped::Html(html) => self.add_html("source.dropped", &html, ctx),
                Dropped::Files(paths) => self.add_paths(paths, ctx),
                Dropped::File { name, bytes } => {
                    let origin = Origin::File(PathBuf::from(&name));
                    self.add(Source { name, origin, bytes: bytes.into() }, ctx);
                }
                Dropped::Picture(bytes) => self.add_picture(Picture::encoded(String::new(), bytes), ctx),
            }
        }
    }

    /// Takes a part of a page through its words.
    pub(in super::super) fn add_html(&mut self, name: &str, html: &str, ctx: &Context) {
        let words = intake::words_of_html(html);
        if !words.trim().is_empty() {
            self.add_text_as(name, &words, ctx);
        }
    }
}
