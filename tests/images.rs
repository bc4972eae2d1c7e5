//! A few pictures of the real window: does it look right? Without a renderer they are skipped, and say so.
//!
//! The reference pictures are drawn by Mesa's lavapipe. `UPDATE_SNAPSHOTS=1 cargo test --test images` draws them anew.
#![expect(clippy::print_stdout, reason = "a skipped test must say so")]
#![expect(clippy::expect_used, reason = "a test may stop where its own ground is missing")]

mod common;

use std::time::{Duration, Instant};

use eframe::egui::{Event, Theme};
use egui_kittest::kittest::Queryable as _;
use egui_kittest::{Harness, SnapshotResults};
use whyblocked::gui::App;

const PAGE: &str = include_str!("../assets/examples/blocked-page.txt");

fn window(size: [f32; 2], theme: Theme) -> Harness<'static, App> {
    let mut harness = Harness::builder()
        .with_size(size)
        .with_theme(theme)
        .build_eframe(|cc| App::new(&cc.egui_ctx, common::setup(Vec::new())));
    harness.step();
    harness
}

fn answered(size: [f32; 2], theme: Theme) -> Harness<'static, App> {
    let mut harness = window(size, theme);
    harness.event(Event::Paste(PAGE.to_owned()));
    let begun = Instant::now();
    while harness.query_by_label("Copy for IT").is_none() {
        assert!(begun.elapsed() < Duration::from_secs(20), "no answer came");
        harness.step();
        std::thread::sleep(Duration::from_millis(5));
    }
    harness.run_ok();
    harness
}

/// Whether anything here can draw. kittest panics without an adapter, so one picture is tried first.
fn can_draw() -> bool {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let drawn =
        std::panic::catch_unwind(|| Harness::new_ui(|ui| drop(ui.label("x"))).render().is_ok()).unwrap_or(false);
    std::panic::set_hook(hook);
    drawn
}

#[test]
fn pictures() {
    if !can_draw() {
        println!("skipped: no graphics adapter, not even a software one (Debian: mesa-vulkan-drivers libvulkan1)");
        return;
    }
    let (large, small) = ([1100.0, 720.0], [640.0, 480.0]);
    let mut results = SnapshotResults::new();
    for (theme, name) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        let mut start = window(large, theme);
        start.run_ok();
        results.add(start.try_snapshot(format!("start-{name}")));
        let mut answer = answered(large, theme);
        results.add(answer.try_snapshot(format!("answer-{name}")));
        answer.get_by_label("Copy").scroll_to_me();
        answer.run_ok();
        results.add(answer.try_snapshot(format!("report-{name}")));
        results.add(answered(small, theme).try_snapshot(format!("narrow-{name}")));
    }
}
