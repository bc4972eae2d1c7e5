//! A few pictures of the real window: does it look right? Without the software renderer they are skipped,
//! and say so.
//!
//! The reference pictures are drawn by Mesa's lavapipe (Debian: mesa-vulkan-drivers). `.ci/run` compares them;
//! `UPDATE_SNAPSHOTS=1 cargo test --test images` draws them anew.
#![expect(clippy::expect_used, reason = "a test may stop where its own ground is missing")]

mod common;

use std::io::Write as _;
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

/// Another renderer draws other pixels, so the pictures are compared only where the one they were drawn by is set up.
fn is_asked_for() -> bool {
    ["WHYBLOCKED_PICTURES", "UPDATE_SNAPSHOTS"].iter().any(|name| std::env::var_os(name).is_some())
}

#[test]
fn pictures() {
    if !is_asked_for() {
        // Written past the test runner, which hides what a passing test prints.
        let skipped = "\nskipped: pictures; with Mesa's lavapipe, WHYBLOCKED_PICTURES=1 compares them\n";
        std::io::stderr().write_all(skipped.as_bytes()).expect("standard error is open");
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
