//! The language of the window and that of the report, chosen as people choose them.
#![expect(clippy::expect_used, reason = "a test may stop where its own ground is missing")]

mod common;

use std::time::{Duration, Instant};

use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use whyblocked::gui::{App, Setup};

use common::KNOWLEDGE;

const PAGE: &str = include_str!("../assets/examples/blocked-page.txt");

fn window(language: &str, text: &str) -> Harness<'static, App> {
    let setup = Setup { language: language.to_owned(), ..common::setup(Vec::new()) };
    let builder = Harness::builder().with_size([1100.0, 720.0]).allow_missing_glyphs();
    let harness = builder.build_eframe(|cc| App::new(&cc.egui_ctx, setup));
    if !text.is_empty() {
        harness.event(Event::Paste(text.to_owned()));
    }
    harness
}

fn word(tag: &str, key: &'static str) -> &'static str {
    KNOWLEDGE.word(tag, key)
}

fn is_there(harness: &Harness<'_, App>, name: &str) -> bool {
    harness.query_all_by_label_contains(name).next().is_some()
}

fn wait_for(harness: &mut Harness<'_, App>, name: &str) {
    let begun = Instant::now();
    while !is_there(harness, name) {
        assert!(begun.elapsed() < Duration::from_secs(20), "no {name:?} in\n{}", common::outline(harness.root()));
        std::thread::sleep(Duration::from_millis(5));
        harness.step();
    }
}

fn click(harness: &mut Harness<'_, App>, name: &str) {
    harness.get_all_by_label(name).next().expect("it is there").scroll_to_me();
    harness.run_ok();
    harness.get_all_by_label(name).next().expect("it is still there").click();
    for _ in 0..4 {
        harness.step();
    }
}

/// The name of the button with the language in use.
fn button(key: &'static str, tag: &str, name: &str) -> String {
    word(tag, key).replace("{name}", name)
}

/// What screen readers are told, all of it.
fn shown(harness: &Harness<'_, App>) -> String {
    common::outline(harness.root())
}

#[test]
fn another_language_changes_all_that_is_shown_at_once() {
    let mut harness = window("en", PAGE);
    wait_for(&mut harness, word("en", "strip.copy"));
    click(&mut harness, &button("bar.language", "en", "English"));
    click(&mut harness, "Deutsch");
    // No word is waited for: nothing is read again.
    for key in ["strip.copy", "strip.who", "answer.causes", "share.heading", "verdict.default"] {
        assert!(is_there(&harness, word("de", key)), "{key} in\n{}", shown(&harness));
        assert!(!is_there(&harness, word("en", key)) || word("en", key) == word("de", key), "{key} is still English");
    }
    let title = &KNOWLEDGE.cause("device-proof-missing").expect("a cause").title;
    assert!(is_there(&harness, KNOWLEDGE.text("de", title)) && !is_there(&harness, title), "{}", shown(&harness));
    assert!(shown(&harness).contains(word("de", "report.begin")), "the report follows");
    assert!(is_there(&harness, word("de", "source.pasted")), "{}", shown(&harness));
    assert!(harness.query_by_label(&button("bar.language", "de", "Deutsch")).is_some());
    // And back again.
    click(&mut harness, &button("bar.language", "de", "Deutsch"));
    click(&mut harness, "English");
    assert!(is_there(&harness, word("en", "strip.copy")) && shown(&harness).contains(word("en", "report.begin")));
}

#[test]
fn the_language_of_the_report_is_chosen_apart() {
    let mut harness = window("en", PAGE);
    wait_for(&mut harness, word("en", "strip.copy"));
    click(&mut harness, &button("share.language.name", "en", "English"));
    click(&mut harness, "Français");
    assert!(shown(&harness).contains(word("fr", "report.begin")), "{}", shown(&harness));
    assert!(is_there(&harness, word("en", "strip.copy")) && is_there(&harness, word("en", "share.heading")));
    // It stays when the window changes its own.
    click(&mut harness, &button("bar.language", "en", "English"));
    click(&mut harness, "Español");
    assert!(shown(&harness).contains(word("fr", "report.begin")) && is_there(&harness, word("es", "strip.copy")));
    assert!(harness.query_by_label(&button("share.language.name", "es", "Français")).is_some(), "{}", shown(&harness));
}

#[test]
fn the_language_can_be_chosen_with_the_keyboard() {
    let mut harness = window("en", "");
    harness.run_ok();
    harness.get_by_label(&button("bar.language", "en", "English")).focus();
    harness.run_ok();
    harness.key_press(Key::Enter);
    harness.run_ok();
    assert!(harness.query_by_label("Deutsch").is_some(), "the menu opens\n{}", shown(&harness));
    for _ in 0..2 {
        harness.key_press(Key::Tab);
        harness.run_ok();
    }
    harness.key_press(Key::Enter);
    harness.run_ok();
    assert!(harness.query_by_label(word("de", "start.question")).is_some(), "{}", shown(&harness));
    // Escape closes a menu and changes nothing.
    harness.get_by_label(&button("bar.language", "de", "Deutsch")).click();
    harness.run_ok();
    harness.key_press_modifiers(Modifiers::NONE, Key::Escape);
    harness.run_ok();
    assert!(harness.query_by_label("English").is_none(), "{}", shown(&harness));
}

#[test]
fn without_letters_for_a_language_english_is_shown_and_that_is_said() {
    let mut harness = window("ja", "");
    harness.run_ok();
    let told = word("en", "notice.no-font-for").replace("{tag}", "ja");
    assert!(is_there(&harness, &told) && is_there(&harness, word("en", "start.question")), "{}", shown(&harness));
    click(&mut harness, &button("bar.language", "en", "English"));
    assert!(is_there(&harness, &word("en", "bar.language.no-font").replace("{tag}", "ja")), "{}", shown(&harness));
    assert!(!is_there(&harness, "日本語"));
}

#[test]
fn missing_letters_of_a_text_are_told_once() {
    let mut harness = window("en", &format!("{PAGE}\nアクセスがブロックされました"));
    wait_for(&mut harness, word("en", "strip.copy"));
    assert!(is_there(&harness, word("en", "notice.no-font")), "{}", shown(&harness));
    click(&mut harness, word("en", "notice.dismiss"));
    harness.event(Event::Paste("もう一度".to_owned()));
    wait_for(&mut harness, &format!("{} 2", word("en", "source.pasted")));
    assert!(!is_there(&harness, word("en", "notice.no-font")), "{}", shown(&harness));
    let mut harness = window("en", PAGE);
    wait_for(&mut harness, word("en", "strip.copy"));
    assert!(!is_there(&harness, word("en", "notice.no-font")));
}
