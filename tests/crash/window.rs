//! The real window with a panel that panics on purpose in its fifth frame: is it told, and does the program end with status 3?
//!
//! `cargo run --example crash-window` on a screen; `tests/crash.rs` runs it where there is one.
#![expect(clippy::panic, reason = "on purpose")]

use std::process::ExitCode;
use std::sync::Arc;

use eframe::egui::{Context, Ui};
use whyblocked::gui::{self, App, Ended, Renderer, Setup, Words};
use whyblocked::knowledge::Knowledge;
use whyblocked::organisation::Found;
use whyblocked::settings::Settings;

struct Panicking(App);

impl eframe::App for Panicking {
    fn logic(&mut self, ctx: &Context, frame: &mut eframe::Frame) {
        self.0.logic(ctx, frame);
    }

    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        self.0.ui(ui, frame);
        ui.request_repaint();
        let text = "password=Contoso-2026";
        assert!(ui.cumulative_frame_nr() < 5, "while {text} was shown");
    }
}

fn main() -> ExitCode {
    whyblocked::crash::prepare();
    let Ok(knowledge) = Knowledge::embedded().map(Arc::new) else { panic!("the knowledge is sound") };
    let setup = Setup {
        knowledge: Arc::clone(&knowledge),
        settings: Settings::default(),
        language: "en".to_owned(),
        paths: Vec::new(),
        now: None,
        organisation: Found::default(),
        of_this_machine: false,
    };
    let ended = gui::run_with(Renderer::Glow, |cc| Some(Box::new(Panicking(App::new(&cc.egui_ctx, setup)))));
    let Err(Ended::Crashed(crash)) = ended else { return ExitCode::FAILURE };
    // A test that nobody looks at waits for no click.
    if std::env::args().any(|argument| argument == "--show") {
        gui::tell_of_crash(Words::new(&knowledge, "en"), crash.as_ref());
    }
    ExitCode::from(gui::CRASHED)
}
