//! What is dragged in from other programs: selected text, pages, pictures, files, attachments of a mail.
//!
//! winit passes file drops only, so each system has a part of its own here, which speaks the system's drag and drop and
//! tells this window what hovers and what was dropped. Which of the forms on offer is taken is decided once, in `offer`.
//!
//! Edge: what was dropped is handed on as text, bytes and paths; nothing here reads files or knows what a text means.
//! Wayland has no such part: only the client that owns the seat's data device hears of a drag, which here is winit's, and
//! winit 0.30 takes no drops there at all; pasting works. Where a part cannot start, winit's own file drops stay.

#[cfg(any(windows, test))]
mod dib;
#[cfg(any(windows, test))]
mod file_group;
#[cfg(any(windows, test))]
mod html_format;
mod offer;
mod pasted;
#[cfg(target_os = "macos")]
#[path = "macos.rs"]
mod system;
#[cfg(windows)]
#[path = "windows/mod.rs"]
mod system;
#[cfg(all(unix, not(target_os = "macos")))]
#[path = "x11/mod.rs"]
mod system;
mod taken;
#[cfg(any(all(unix, not(target_os = "macos")), test))]
mod uri_list;

pub(super) use pasted::PasteKey;

use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, Sender};

use eframe::CreationContext;
use eframe::egui::Context;
use raw_window_handle::HasWindowHandle as _;

/// Something that was dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Dropped {
    /// Selected text.
    Text(String),
    /// Part of a page, where no plain text came with it.
    Html(String),
    /// Files and folders.
    Files(Vec<PathBuf>),
    /// A file that lies nowhere, such as an attachment in a mail program.
    File {
        /// Its name, without a folder.
        name: String,
        /// What is in it.
        bytes: Vec<u8>,
    },
    /// A picture, as the bytes of a file (PNG, BMP, TIFF or JPEG).
    Picture(Vec<u8>),
}

/// What hovers over the window, as far as it can be told before it is dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Picture,
    Files,
}

enum News {
    Hovering(Option<Kind>),
    Dropped(Vec<Dropped>),
}

/// How the system's part tells the window.
#[derive(Clone)]
struct Teller {
    news: Sender<News>,
    wake: Context,
}

impl Teller {
    fn hovering(&self, kind: Option<Kind>) {
        self.tell(News::Hovering(kind));
    }

    fn dropped(&self, dropped: Vec<Dropped>) {
        self.tell(News::Dropped(dropped));
    }

    fn tell(&self, news: News) {
        // A window that is gone needs no news.
        drop(self.news.send(news));
        self.wake.request_repaint();
    }
}

/// The drops on one window.
#[derive(Default)]
pub(super) struct Drops {
    news: Option<Receiver<News>>,
    hovering: Option<Kind>,
    _system: Option<system::Listener>,
}

impl Drops {
    /// Listens for drops on this window.
    pub(super) fn on(cc: &CreationContext<'_>) -> Self {
        let (sender, news) = mpsc::channel();
        let teller = Teller { news: sender, wake: cc.egui_ctx.clone() };
        let listener = cc.window_handle().ok().and_then(|window| system::listen(window.as_raw(), teller));
        Self { news: Some(news), hovering: None, _system: listener }
    }

    /// What hovers over the window.
    pub(super) fn hovering(&self) -> Option<Kind> {
        self.hovering
    }

    /// What was dropped since the last time.
    fn poll(&mut self) -> Vec<Dropped> {
        let mut dropped = Vec::new();
        for news in self.news.iter().flat_map(Receiver::try_iter) {
            match news {
                News::Hovering(kind) => self.hovering = kind,
                News::Dropped(more) => {
                    self.hovering = None;
                    dropped.extend(more);
                }
            }
        }
        dropped
    }
}
