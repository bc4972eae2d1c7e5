//! The window. The only place where egui may be named.
//!
//! Edge: it shows views and hands what people give it to a job; what a text means is decided elsewhere. Panels are
//! functions from a view to an optional [`Command`]; commands run between frames, in `App::logic`.

mod app;
mod command;
mod computer;
mod drop;
mod examples;
mod find;
mod fonts;
mod hand_on;
mod help;
mod inputs;
mod layout;
mod output;
pub mod panels;
mod pictures;
mod said;
mod shown;
mod stopped;
mod theme;
mod tongues;
mod widgets;
mod words;

use std::any::Any;
use std::cell::OnceCell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use eframe::egui::{Context, IconData, ViewportBuilder, vec2};

pub use app::{App, Setup};
pub use command::Command;
pub use eframe::Renderer;
pub use find::Find;
pub use help::{HelpPage, HelpView, Licences};
pub use pictures::{Picture, PictureState, PictureView};
pub use said::Flag;
pub use shown::{Hold, Page, Part, ReportShown, Reveal, Selection};
pub use stopped::{CRASHED, tell_of_crash};
pub use tongues::language;
pub use words::Words;

use crate::crash::{self, Crash};

/// Why there is no window any more.
#[derive(Debug)]
pub enum Ended {
    /// This renderer cannot draw one here; another may.
    NotOpened(String),
    /// It was there, and a mistake of the program ended it.
    Crashed(Option<Crash>),
}

/// Gives egui the faces and colours of this window.
pub fn dress(ctx: &Context) {
    fonts::install(ctx);
    theme::apply(ctx);
}

/// Opens the window and stays until it is closed. `setup` is asked for when the system has given a window and nothing is
/// shown in it yet; if there is none, the window is given up.
pub fn run(setup: impl FnOnce() -> Option<Setup>, renderer: Renderer) -> Result<(), Ended> {
    run_with(renderer, |cc| {
        let mut app = App::new(&cc.egui_ctx, setup()?).drawn_with(drawn_with(cc, renderer));
        app.drops = drop::Drops::on(cc);
        Some(Box::new(app))
    })
}

/// The same with another content of the window: for a test of what happens when it makes a mistake.
pub fn run_with(
    renderer: Renderer,
    make: impl FnOnce(&eframe::CreationContext<'_>) -> Option<Box<dyn eframe::App>>,
) -> Result<(), Ended> {
    let options = eframe::NativeOptions {
        renderer,
        // After a failed attempt with one renderer the program must live on to try the other.
        run_and_return: true,
        viewport: ViewportBuilder::default()
            .with_title("WhyBlocked")
            .with_app_id("whyblocked")
            .with_icon(icon())
            .with_inner_size(vec2(1100.0, 720.0))
            .with_min_inner_size(vec2(480.0, 360.0))
            .with_drag_and_drop(true),
        // `fonts` has its own, which waits until it is needed.
        system_font_fallback: false,
        ..Default::default()
    };
    let context = OnceCell::new();
    let window = || {
        let create = |cc: &eframe::CreationContext<'_>| -> Option<Box<dyn eframe::App>> {
            context.get_or_init(|| cc.egui_ctx.clone());
            fonts::borrow_from_system(&cc.egui_ctx);
            make(cc)
        };
        eframe::run_native("WhyBlocked", options, Box::new(|cc| create(cc).ok_or_else(|| "nothing to show".into())))
    };
    match catch_unwind(AssertUnwindSafe(window)) {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(Ended::NotOpened(error.to_string())),
        // The frame count is at one while the first is drawn: a renderer that fails over it has shown nothing.
        Err(_) if context.get().is_some_and(|context: &Context| context.cumulative_frame_nr() > 1) => {
            Err(Ended::Crashed(crash::last()))
        }
        // No text was shown yet that the message of this panic could quote.
        Err(panic) => Err(Ended::NotOpened(panic_text(panic.as_ref()))),
    }
}

/// The renderer and what it stands on: for whoever is asked why a window looks wrong.
fn drawn_with(cc: &eframe::CreationContext<'_>, renderer: Renderer) -> String {
    let below = cc.wgpu_render_state.as_ref().map(|state| {
        let adapter = state.adapter.get_info();
        format!(", {}, {}", adapter.backend, adapter.name)
    });
    format!("{renderer}{}", below.unwrap_or_default())
}

fn panic_text(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("panic").lines().next().unwrap_or_default().to_owned()
}

/// The icon of the window, for task bars that take it from there. On macOS it is left to the bundle, which has it sharper.
fn icon() -> IconData {
    let drawn = include_bytes!("../../assets/icon/128.png");
    if cfg!(target_os = "macos") { None } else { eframe::icon_data::from_png_bytes(drawn).ok() }.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #[test]
    #[cfg(not(target_os = "macos"))]
    fn the_icon_is_a_picture() {
        let icon = super::icon();
        assert_eq!((icon.width, icon.height), (128, 128));
    }
}
