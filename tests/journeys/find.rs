//! Finding words in the text, by the keyboard.

use std::time::{Duration, Instant};

use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use whyblocked::gui::App;

use super::{PAGE, answering, common, wait_for, window};

fn keys(harness: &mut Harness<'_, App>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run_ok();
}

fn look_for(harness: &mut Harness<'_, App>, words: &str) {
    keys(harness, Modifiers::COMMAND, Key::F);
    assert!(harness.get_by_label("Find in this text").is_focused());
    harness.event(Event::Text(words.to_owned()));
    harness.run_ok();
}

#[test]
fn words_are_found_walked_through_and_the_focus_goes_back() {
    let mut harness = answering(PAGE);
    harness.get_by_label("Copy for IT").focus();
    harness.run_ok();
    let count = PAGE.to_lowercase().matches("id").count();
    look_for(&mut harness, "iD");
    wait_for(&mut harness, &format!("1 of {count}"));
    let (bar, text) =
        (harness.get_by_label("Find in this text").rect(), harness.get_by_label("Text that was read").rect());
    assert!(
        bar.bottom() < text.top() && text.top() < bar.bottom() + 40.0,
        "the text stands right below: {bar:?} {text:?}"
    );
    keys(&mut harness, Modifiers::NONE, Key::Enter);
    wait_for(&mut harness, &format!("2 of {count}"));
    assert!(harness.get_by_label("Find in this text").is_focused(), "Enter leaves the focus where it is");
    keys(&mut harness, Modifiers::NONE, Key::F3);
    wait_for(&mut harness, &format!("3 of {count}"));
    keys(&mut harness, Modifiers::SHIFT, Key::Enter);
    keys(&mut harness, Modifiers::SHIFT, Key::F3);
    keys(&mut harness, Modifiers::SHIFT, Key::F3);
    wait_for(&mut harness, &format!("{count} of {count}"));
    keys(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(harness.query_by_label("Find in this text").is_none());
    assert!(harness.get_by_label("Copy for IT").is_focused());
    assert!(harness.query_by_label("Copy for IT").is_some(), "the answer stays");
}

#[test]
fn what_is_found_follows_an_edit_and_another_input() {
    let mut harness = answering("AADSTS53003: blocked, Blocked.");
    look_for(&mut harness, "blocked");
    wait_for(&mut harness, "1 of 2");
    harness.get_by_label("Text that was read").set_text_value_accesskit("AADSTS53003: blocked, Blocked, BLOCKED.");
    wait_for(&mut harness, "1 of 3");
    // Once out of the search, which gives the focus back to the text, and once out of the text.
    keys(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(harness.get_by_label("Text that was read").is_focused());
    keys(&mut harness, Modifiers::NONE, Key::Escape);
    harness.event(Event::Paste("AADSTS53003: blocked four times: blocked, blocked, blocked".to_owned()));
    wait_for(&mut harness, "Pasted text 2");
    look_for(&mut harness, "blocked");
    wait_for(&mut harness, "1 of 4");
    harness.get_by_label("Pasted text").click();
    wait_for(&mut harness, "1 of 3");
}

#[test]
fn a_narrow_window_turns_to_its_text() {
    let mut harness = answering(PAGE);
    harness.set_size([640.0, 480.0].into());
    harness.run_ok();
    assert!(harness.query_by_label("Text that was read").is_none());
    look_for(&mut harness, "unregistered");
    wait_for(&mut harness, "1 of 1");
    assert!(harness.query_by_label("Text that was read").is_some());
}

#[test]
fn a_text_of_many_megabytes_is_searched_without_holding_up_a_frame() {
    let line = "2026-11-23 09:12:53 the service has started and reads its settings\n";
    let log = format!("{PAGE}\n{}the needle stands here\n{}", line.repeat(20_000), line.repeat(20_000));
    assert!(log.len() > 2 << 20);
    let mut harness = window(Vec::new());
    harness.step();
    harness.event(Event::Paste(log));
    wait_for(&mut harness, "Copy for IT");
    keys(&mut harness, Modifiers::COMMAND, Key::F);
    harness.event(Event::Text("NEEDLE stands".to_owned()));
    let (begun, mut slowest) = (Instant::now(), Duration::ZERO);
    while harness.query_by_label("1 of 1").is_none() {
        let frame = Instant::now();
        harness.step();
        slowest = slowest.max(frame.elapsed());
        assert!(begun.elapsed() < Duration::from_secs(20), "{}", common::outline(harness.root()));
    }
    harness.run_ok();
    let shown = common::outline(harness.root());
    assert!(shown.contains("the needle stands here"), "brought into sight: {shown}");
    // A search of the whole in one frame of an unoptimised build takes longer than this.
    assert!(slowest < Duration::from_millis(500), "{slowest:?}");
}
