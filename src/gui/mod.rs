//! The window. The only place where egui may be named.
//!
//! Edge: it shows views and hands what people give it to a job; what a text means is decided elsewhere. Panels are
//! functions from a view to an optional [`Command`]; commands run between frames, in `App::logic`.

mod app;
mod command;
mod examples;
mod fonts;
mod inputs;
mod layout;
mod output;
pub mod panels;
mod shown;
mod theme;
mod widgets;
mod words;

use eframe::egui::{Context, IconData, ViewportBuilder, vec2};

pub use app::{App, Setup};
pub use command::Command;
pub use eframe::Renderer;
pub use shown::{Page, ReportShown, Reveal, Selection};
pub use words::Words;

/// Gives egui the faces and colours of this window.
pub fn dress(ctx: &Context) {
    fonts::install(ctx);
    theme::apply(ctx);
}

/// Opens the window and stays until it is closed.
pub fn run(setup: Setup, renderer: Renderer) -> Result<(), String> {
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
        ..Default::default()
    };
    eframe::run_native("WhyBlocked", options, Box::new(|cc| Ok(Box::new(App::new(&cc.egui_ctx, setup)))))
        .map_err(|error| error.to_string())
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
