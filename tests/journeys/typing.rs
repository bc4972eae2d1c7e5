//! Texts that are changed in the window, files too, and what can be undone.

use std::sync::Arc;

use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use whyblocked::gui::App;

use super::{Dropped, PAGE, answering, click, wait_for, wait_until_gone, window};

/// The text that is shown.
fn text(harness: &Harness<'_, App>) -> String {
    harness.get_by_label("Text that was read").accesskit_node().value().unwrap_or_default()
}

const CODE: &[u8] = b"AADSTS50126: Error validating credentials.";

#[test]
fn a_wrong_letter_of_a_file_is_changed_here_only_and_that_is_said_once() {
    let path = std::env::temp_dir().join(format!("whyblocked-typing-{}.txt", std::process::id()));
    std::fs::write(&path, CODE).expect("a file");
    let mut harness = window(vec![path.clone()]);
    wait_for(&mut harness, "Copy for IT");
    harness.get_by_label("Text that was read").set_text_value_accesskit("AADSTS53003: Access has been blocked.");
    wait_for(&mut harness, "Microsoft accepted who you are");
    wait_for(&mut harness, "the file is as it was");
    click(&mut harness, "Dismiss");
    harness.get_by_label("Text that was read").set_text_value_accesskit("AADSTS50126: Error.");
    wait_until_gone(&mut harness, "Microsoft accepted who you are");
    assert!(harness.query_all_by_label_contains("the file is as it was").next().is_none(), "once");
    assert_eq!(std::fs::read(&path).expect("it is still there"), CODE);
    std::fs::remove_file(&path).expect("a file");
}

#[test]
fn a_document_stays_as_it_is() {
    let page: &[u8] = br"{\rtf1\ansi AADSTS53003: Access has been blocked.\par}";
    let mut harness = window(Vec::new());
    harness.step();
    harness.input_mut().dropped_files.push(Arc::new(Dropped("/nowhere/page.rtf".into(), Some(page))));
    wait_for(&mut harness, "Copy for IT");
    let shown = text(&harness);
    assert!(shown.contains("53003") && !shown.contains("rtf1"), "{shown}");
    harness.get_by_label("Text that was read").focus();
    harness.run_ok();
    harness.event(Event::Text("x".to_owned()));
    harness.run_ok();
    assert_eq!(text(&harness), shown);
    // What is pasted while it has the focus is not lost.
    harness.event(Event::Paste(PAGE.to_owned()));
    wait_for(&mut harness, "Pasted text");
}

#[test]
fn a_change_is_undone_and_nothing_comes_back_that_was_forgotten() {
    let mut harness = answering("AADSTS50126: Error validating credentials.");
    harness.get_by_label("Text that was read").focus();
    harness.run_ok();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.event(Event::Text("AADSTS53003".to_owned()));
    wait_for(&mut harness, "a rule then refused");
    assert_eq!(text(&harness), "AADSTS53003");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    wait_until_gone(&mut harness, "a rule then refused");
    assert_eq!(text(&harness), "AADSTS50126: Error validating credentials.");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::N);
    wait_for(&mut harness, "Try an example");
    harness.event(Event::Paste("AADSTS90072: another text".to_owned()));
    wait_for(&mut harness, "Copy for IT");
    harness.get_by_label("Text that was read").focus();
    harness.run_ok();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run_ok();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run_ok();
    assert_eq!(text(&harness), "AADSTS90072: another text");
}
