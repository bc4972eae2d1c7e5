//! Whole ways through the real window: what people do, found by the names that a screen reader finds.
#![expect(clippy::expect_used, reason = "a test may stop where its own ground is missing")]

mod common;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe::egui::{DroppedFile, Event, Key, Modifiers, OutputCommand};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use whyblocked::gui::App;

const PAGE: &str = include_str!("../assets/examples/blocked-page.txt");

fn window(paths: Vec<PathBuf>) -> Harness<'static, App> {
    Harness::builder().with_size([1100.0, 720.0]).build_eframe(|cc| App::new(&cc.egui_ctx, common::setup(paths)))
}

/// Steps until something with this name is there. A job runs on its own thread, so frames alone do not tell.
fn wait_for(harness: &mut Harness<'_, App>, name: &str) {
    let begun = Instant::now();
    loop {
        harness.step();
        if harness.query_all_by_label_contains(name).next().is_some() {
            return;
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "no {name:?} in\n{}", common::outline(harness.root()));
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Brings the first control with this name into sight and presses it.
fn press(harness: &mut Harness<'_, App>, name: &str) {
    harness.get_all_by_label(name).next().expect("it is there").scroll_to_me();
    harness.run_ok();
    harness.get_all_by_label(name).next().expect("it is still there").click();
}

fn click(harness: &mut Harness<'_, App>, name: &str) {
    press(harness, name);
    harness.step();
    harness.step();
}

/// Presses a button and tells what reached the clipboard by it.
fn copied_by(harness: &mut Harness<'_, App>, wish: impl FnOnce(&mut Harness<'_, App>)) -> Option<String> {
    wish(harness);
    for _ in 0..4 {
        let commands = &harness.output().platform_output.commands;
        if let Some(text) = commands.iter().find_map(|command| match command {
            OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        }) {
            return Some(text);
        }
        harness.step();
    }
    None
}

#[derive(Debug)]
struct Dropped(PathBuf, Option<&'static [u8]>);

impl DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        self.1.map(<[u8]>::to_vec).ok_or_else(|| "not a file".to_owned())
    }
}

#[test]
fn a_pasted_page_is_answered_and_its_report_copied() {
    let mut harness = window(Vec::new());
    harness.step();
    harness.event(Event::Paste(PAGE.to_owned()));
    wait_for(&mut harness, "Copy for IT");
    let masked =
        copied_by(&mut harness, |harness| harness.get_by_label("Copy for IT").click()).expect("something was copied");
    assert!(masked.contains("3c1f6a52-7d0e-4b7a-9f43-2a6f0d8e1b00"), "{masked}");
    assert!(!masked.contains("203.0.113.24") || masked.contains("nothing personal"), "{masked}");
    wait_for(&mut harness, "Report copied with personal data masked");

    click(&mut harness, "Admin");
    click(&mut harness, "My own IT");
    wait_for(&mut harness, "For an administrator to run");
    // Each queued event has a frame of its own, so what a key copies cannot be caught; that it copied is told.
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::C);
    harness.step();
    assert!(harness.query_by_label("Report copied").is_some());
    let whole = copied_by(&mut harness, |harness| press(harness, "Copy")).expect("something was copied");
    assert_ne!(whole, masked);
    assert!(whole.contains("203.0.113.24"), "{whole}");
}

#[test]
fn what_is_shown_is_exactly_what_is_copied() {
    let mut harness = window(Vec::new());
    harness.step();
    harness.event(Event::Paste(PAGE.to_owned()));
    wait_for(&mut harness, "Copy for IT");
    let copied = copied_by(&mut harness, |harness| press(harness, "Copy")).expect("something was copied");
    let shown = common::outline(harness.root());
    assert!(shown.contains(&format!("{:?}", copied.trim_end())), "{shown}");
}

#[test]
fn a_dropped_file_is_read_and_so_are_the_files_of_a_folder() {
    let mut harness = window(Vec::new());
    harness.step();
    harness.input_mut().dropped_files.push(Arc::new(Dropped("/nowhere/page.txt".into(), Some(PAGE.as_bytes()))));
    wait_for(&mut harness, "Copy for IT");
    assert!(harness.query_all_by_label_contains("page.txt").next().is_some());

    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/examples");
    harness.input_mut().dropped_files.push(Arc::new(Dropped(folder, None)));
    wait_for(&mut harness, "session-expired.txt");
    assert!(harness.query_by_label("Copy for IT").is_some(), "what was there before stays");
}

#[test]
fn a_path_given_at_the_start_is_read() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/examples/command-line.txt");
    let mut harness = window(vec![path]);
    wait_for(&mut harness, "Copy for IT");
    let mut harness = window(vec!["/nowhere/at/all.txt".into()]);
    wait_for(&mut harness, "This file could not be read");
}

#[test]
fn every_example_is_answered_and_new_forgets_it() {
    for name in ["Blocked page", "Command-line error", "Wrong password", "Expired session"] {
        let mut harness = window(Vec::new());
        wait_for(&mut harness, name);
        click(&mut harness, name);
        wait_for(&mut harness, "Copy for IT");
        harness.get_by_label("New").click();
        wait_for(&mut harness, "Try an example");
        assert!(harness.query_all_by_label_contains("53003").next().is_none(), "nothing of the example is left");
    }
}

#[test]
fn a_text_without_a_refusal_gets_a_kind_answer() {
    let mut harness = window(Vec::new());
    harness.step();
    harness.event(Event::Paste("The weather is fine today.".to_owned()));
    wait_for(&mut harness, "See an example");
    assert!(harness.query_by_label("Copy for IT").is_none());
    click(&mut harness, "See an example");
    wait_for(&mut harness, "Copy for IT");
}

#[test]
fn a_typed_number_is_explained_with_enter() {
    let mut harness = window(Vec::new());
    harness.step();
    harness.event(Event::Text("53003".to_owned()));
    wait_for(&mut harness, "Explain");
    harness.step();
    harness.key_press(Key::Enter);
    wait_for(&mut harness, "Copy for IT");
}

#[test]
fn the_answer_follows_an_edit() {
    let mut harness = window(Vec::new());
    harness.step();
    harness.event(Event::Paste("AADSTS50126: Error validating credentials.".to_owned()));
    wait_for(&mut harness, "50126");
    harness.get_by_label("Text that was read").set_text_value_accesskit("AADSTS53003: Access has been blocked.");
    wait_for(&mut harness, "Microsoft accepted who you are");
}

#[test]
fn a_click_on_quoted_words_shows_them_in_the_text() {
    let mut harness = window(Vec::new());
    harness.step();
    harness.event(Event::Paste(PAGE.to_owned()));
    wait_for(&mut harness, "“Unregistered”, show in the text");
    press(&mut harness, "“Unregistered”, show in the text");
    wait_for(&mut harness, "Device state: Unregistered");
    harness.key_press(Key::Escape);
    wait_for(&mut harness, "Select a marked word");
}

#[test]
fn a_picture_is_refused_with_advice() {
    let mut harness = window(Vec::new());
    harness.step();
    harness.event(Event::PasteImage(Arc::new(eframe::egui::ColorImage::filled([2, 2], eframe::egui::Color32::WHITE))));
    wait_for(&mut harness, "Pictures cannot be read yet");
    click(&mut harness, "Dismiss");
    assert!(harness.query_all_by_label_contains("Pictures cannot").next().is_none());
}

#[test]
fn a_narrow_window_has_two_tabs() {
    let mut harness = window(Vec::new());
    harness.set_size([640.0, 480.0].into());
    harness.step();
    harness.event(Event::Paste(PAGE.to_owned()));
    wait_for(&mut harness, "Copy for IT");
    assert!(harness.query_by_label("Text that was read").is_none());
    click(&mut harness, "Text");
    wait_for(&mut harness, "Text that was read");
    assert!(harness.query_by_label("Copy for IT").is_some(), "the strip stays");
}

#[test]
fn f6_walks_through_the_panes_and_an_idle_window_asks_for_no_frames() {
    let mut harness = window(Vec::new());
    harness.step();
    harness.event(Event::Paste(PAGE.to_owned()));
    wait_for(&mut harness, "Copy for IT");
    for name in ["Open…", "Text that was read", "Copy for IT", "Open…"] {
        harness.key_press(Key::F6);
        harness.step();
        harness.step();
        assert!(harness.get_by_label(name).is_focused(), "{name}");
    }
    harness.run_ok();
    harness.step();
    let delay = harness.output().viewport_output.values().map(|viewport| viewport.repaint_delay).min();
    assert!(delay.is_some_and(|delay| delay > Duration::from_hours(1)), "{delay:?}");
}

#[test]
fn this_computer_enters_an_answer_only_when_the_person_says_so() {
    let mut harness = window(Vec::new());
    harness.step();
    harness.event(Event::Paste(PAGE.to_owned()));
    wait_for(&mut harness, "Copy for IT");
    assert!(
        harness.query_all_by_label_contains("Operating system: ").next().is_none(),
        "nothing is read without a click"
    );

    click(&mut harness, "Look at this computer…");
    wait_for(&mut harness, "What this computer tells about itself");
    assert!(harness.query_all_by_label_contains("This computer, as the program reads it").next().is_none());
    click(&mut harness, "Leave it out");
    harness.run_ok();
    assert!(harness.query_by_label("What this computer tells about itself").is_none());

    click(&mut harness, "Look at this computer…");
    wait_for(&mut harness, "What this computer tells about itself");
    harness.key_press(Key::Escape);
    harness.step();
    harness.step();
    assert!(harness.query_by_label("What this computer tells about itself").is_none());

    click(&mut harness, "Look at this computer…");
    wait_for(&mut harness, "Add to the answer");
    click(&mut harness, "Add to the answer");
    wait_for(&mut harness, "This computer, as the program reads it");
}
