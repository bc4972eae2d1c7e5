//! Pictures of the real window, which are also those that the README shows: does it look right? Without the software renderer
//! they are skipped, and say so.
//!
//! The reference pictures are drawn by Mesa's lavapipe (Debian: mesa-vulkan-drivers), the Japanese one with Noto Sans CJK
//! (Debian: fonts-noto-cjk). `.ci/run` compares them; `UPDATE_SNAPSHOTS=1 cargo test --test images` draws them anew.
#![expect(clippy::expect_used, reason = "a test may stop where its own ground is missing")]

mod common;

use std::io::Write as _;
use std::time::{Duration, Instant};

use eframe::egui::epaint::text::{FontInsert, FontPriority, InsertFontFamily};
use eframe::egui::{Context, Event, FontData, FontFamily, Key, Modifiers, Theme};
use egui_kittest::kittest::Queryable as _;
use egui_kittest::{Harness, SnapshotOptions, SnapshotResults};
use whyblocked::gui::App;

const PAGE: &str = include_str!("../assets/examples/blocked-page.txt");
const ATTEMPTS: &str = include_str!("cases/attempts-edge-firefox/input.txt");
/// The face for the Japanese picture, on Debian.
const JAPANESE: &str = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc";
const FOLDER: &str = "assets/screens";
const LARGE: [f32; 2] = [1100.0, 720.0];
const SMALL: [f32; 2] = [640.0, 480.0];
const THEMES: [(Theme, &str); 2] = [(Theme::Light, "light"), (Theme::Dark, "dark")];

fn window(size: [f32; 2], theme: Theme, language: &str) -> Harness<'static, App> {
    let mut harness = Harness::builder().with_size(size).with_theme(theme).build_eframe(|cc| {
        let mut setup = common::setup(Vec::new());
        language.clone_into(&mut setup.language);
        let app = App::new(&cc.egui_ctx, setup);
        if language == "ja" {
            add_japanese(&cc.egui_ctx);
        }
        app
    });
    harness.step();
    harness
}

fn add_japanese(ctx: &Context) {
    let families = [FontFamily::Proportional, FontFamily::Monospace, FontFamily::Name("strong".into())];
    let families = families.map(|family| InsertFontFamily { family, priority: FontPriority::Lowest });
    let bytes = std::fs::read(JAPANESE).expect("the face can be read");
    ctx.add_font(FontInsert::new("japanese", FontData::from_owned(bytes), families.into()));
}

/// The window with an answer to a text; `done` is a button of it.
fn answered(size: [f32; 2], theme: Theme, language: &str, text: &str) -> Harness<'static, App> {
    let mut harness = window(size, theme, language);
    let done = common::KNOWLEDGE.word(language, "strip.copy").to_owned();
    harness.event(Event::Paste(text.to_owned()));
    let begun = Instant::now();
    while harness.query_by_label(&done).is_none() {
        assert!(begun.elapsed() < Duration::from_secs(20), "no answer came");
        harness.step();
        std::thread::sleep(Duration::from_millis(5));
    }
    harness.run_ok();
    harness
}

/// Another renderer draws other pixels, so the pictures are compared only where the one they were drawn by is set up.
fn is_asked_for() -> bool {
    ["WHYBLOCKED_PICTURES", "UPDATE_SNAPSHOTS"].iter().any(|name| std::env::var_os(name).is_some())
}

/// Written past the test runner, which hides what a passing test prints.
fn skipped(what: &str) {
    std::io::stderr().write_all(format!("\nskipped: {what}\n").as_bytes()).expect("standard error is open");
}

fn take(results: &mut SnapshotResults, harness: &mut Harness<'_, App>, name: &str) {
    results.add(harness.try_snapshot_options(name, &SnapshotOptions::default().output_path(FOLDER)));
}

#[test]
fn pictures() {
    if !is_asked_for() {
        return skipped("pictures; with Mesa's lavapipe, WHYBLOCKED_PICTURES=1 compares them");
    }
    let mut results = SnapshotResults::new();
    for (theme, name) in THEMES {
        let mut start = window(LARGE, theme, "en");
        start.run_ok();
        take(&mut results, &mut start, &format!("start-{name}"));
        let mut answer = answered(LARGE, theme, "en", PAGE);
        take(&mut results, &mut answer, &format!("answer-{name}"));
        answer.get_by_label("Copy").scroll_to_me();
        answer.run_ok();
        take(&mut results, &mut answer, &format!("report-{name}"));
        take(&mut results, &mut answered(SMALL, theme, "en", PAGE), &format!("narrow-{name}"));
    }
    let mut attempts = answered(LARGE, Theme::Dark, "en", ATTEMPTS);
    attempts.get_by_label_contains("attempts of this person").scroll_to_me();
    attempts.run_ok();
    take(&mut results, &mut attempts, "attempts-dark");
    let mut finding = answered(LARGE, Theme::Light, "en", PAGE);
    finding.key_press_modifiers(Modifiers::COMMAND, Key::F);
    finding.run_ok();
    finding.event(Event::Text("device".to_owned()));
    finding.run_ok();
    take(&mut results, &mut finding, "find-light");
    let mut telephone = answered(LARGE, Theme::Dark, "en", PAGE);
    telephone.get_by_label("By telephone…").scroll_to_me();
    telephone.run_ok();
    telephone.get_by_label("By telephone…").click();
    telephone.run_ok();
    take(&mut results, &mut telephone, "telephone-dark");
    let mut help = window(LARGE, Theme::Light, "en");
    help.key_press(Key::F1);
    help.run_ok();
    take(&mut results, &mut help, "help-light");
    take(&mut results, &mut answered(LARGE, Theme::Light, "de", PAGE), "german-light");
    take(&mut results, &mut answered(SMALL, Theme::Dark, "de", PAGE), "german-narrow-dark");
    if std::path::Path::new(JAPANESE).exists() {
        take(&mut results, &mut answered(LARGE, Theme::Light, "ja", PAGE), "japanese-light");
    } else {
        skipped("the Japanese picture; it needs Debian's fonts-noto-cjk");
    }
}
