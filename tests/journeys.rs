//! Whole ways through the real window: what people do, found by the names that a screen reader finds.
#![expect(clippy::expect_used, clippy::panic, reason = "a test may stop where its own ground is missing")]

mod common;
#[path = "journeys/find.rs"]
mod find;
#[path = "journeys/hand_on.rs"]
mod hand_on;
#[path = "journeys/keys.rs"]
mod keys;
#[path = "journeys/pictures.rs"]
mod pictures;
#[path = "journeys/typing.rs"]
mod typing;

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

/// A record of the sign-in log. A device that is shown has an id and is compliant.
fn record(number: u32, user: &str, minute: u32, code: u32, browser: &str, shown: bool) -> String {
    let (device, trust) = if shown { ("7d0e3c1f-6a52-4b7a-9f43-2a6f0d8e1b00", "AzureAd") } else { ("", "") };
    format!(
        r#"{{"id":"a1b2c3d4-{number:04}-4a5b-8c9d-e0f1a2b3c4d5","createdDateTime":"2026-11-23T09:{minute:02}:53Z",
"userPrincipalName":"{user}","appDisplayName":"Contoso Expenses","appId":"6a5b4c3d-2e1f-4a0b-9c8d-7e6f5a4b3c2d",
"ipAddress":"203.0.113.7","clientAppUsed":"Browser","correlationId":"c1b2c3d4-{number:04}-4a5b-8c9d-e0f1a2b3c4d5",
"status":{{"errorCode":{code}}},"deviceDetail":{{"deviceId":"{device}","operatingSystem":"Windows10",
"browser":"{browser}","isCompliant":{shown},"trustType":"{trust}"}},"appliedConditionalAccessPolicies":[]}}"#
    )
}

fn refused_and_worked() -> String {
    let alex = "alex@contoso.com";
    let records = [
        record(1, alex, 12, 53003, "Firefox 145.0", false),
        record(2, alex, 26, 53003, "Firefox 145.0", false),
        record(3, alex, 31, 0, "Edge 142.0.0", true),
    ];
    format!("[{}]", records.join(","))
}

/// A window that shows the answer to this text.
fn answering(text: &str) -> Harness<'static, App> {
    let mut harness = window(Vec::new());
    harness.step();
    harness.event(Event::Paste(text.to_owned()));
    wait_for(&mut harness, "Copy for IT");
    harness.run_ok();
    harness
}

/// The report as it is shown.
fn report(harness: &Harness<'_, App>) -> String {
    let outline = common::outline(harness.root());
    let start = outline.find("BEGIN WhyBlocked report").expect("a report is shown");
    outline.get(start..).and_then(|rest| rest.split("END WhyBlocked report").next()).expect("it ends").to_owned()
}

/// Steps until nothing has this name any more.
fn wait_until_gone(harness: &mut Harness<'_, App>, name: &str) {
    let begun = Instant::now();
    while harness.query_all_by_label_contains(name).next().is_some() {
        assert!(begun.elapsed() < Duration::from_secs(20), "{name:?} stays in\n{}", common::outline(harness.root()));
        harness.step();
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Names of what can be chosen, as a screen reader says them, those that begin so.
fn choices(harness: &Harness<'_, App>, beginning: &str) -> Vec<String> {
    let outline = common::outline(harness.root());
    let buttons = outline.lines().filter_map(|line| line.trim().strip_prefix("RadioButton \""));
    let names = buttons.filter_map(|name| Some(name.rsplit_once('"')?.0.to_owned()));
    names.filter(|name| name.starts_with(beginning)).collect()
}

/// Tells that a journey has no ground yet.
fn skipped(what: &str) {
    use std::io::Write as _;
    let told = format!("\nskipped: {what}; the knowledge offers none for this sign-in\n");
    std::io::stderr().write_all(told.as_bytes()).expect("standard error is open");
}

#[test]
fn a_refused_attempt_stands_beside_the_one_that_worked() {
    let mut harness = answering(&refused_and_worked());
    wait_for(&mut harness, "3 attempts of this person");
    wait_for(&mut harness, "that browser showed the device");
    assert!(report(&harness).contains("a1b2c3d4-0002"), "the last refusal leads: {}", report(&harness));
    let first = "2026-11-23 09:12:53 UTC · refused 53003 · Contoso Expenses · Firefox · Windows 10 · 203.0.113.7";
    click(&mut harness, first);
    wait_for(&mut harness, "Request id: a1b2c3d4-0001");
    assert!(report(&harness).contains("a1b2c3d4-0001"), "{}", report(&harness));
}

#[test]
fn people_are_told_apart_and_nothing_mixes() {
    let alex = refused_and_worked();
    let megan = record(4, "megan@contoso.com", 40, 50126, "Chrome 142.0.0", false);
    let mut harness = answering(&format!("{},{megan}]", alex.trim_end_matches(']')));
    wait_for(&mut harness, "2 people were refused");
    click(&mut harness, "My own IT");
    harness.run_ok();
    let of_alex = report(&harness);
    assert!(of_alex.contains("alex@contoso.com") && !of_alex.contains("megan"), "{of_alex}");
    click(&mut harness, "megan@contoso.com: 1 refused, 2026-11-23 09:40:53 UTC");
    wait_for(&mut harness, "Request id: a1b2c3d4-0004");
    let of_megan = report(&harness);
    assert!(of_megan.contains("megan@contoso.com") && !of_megan.contains("alex"), "{of_megan}");
    let outline = common::outline(harness.root());
    for of_alex in ["Edge", "3 attempts", "that browser showed"] {
        let answer = outline.split("2 people were refused").nth(1).expect("the answer");
        assert!(!answer.contains(of_alex), "{of_alex:?} is another person's: {answer}");
    }
    harness.get_by_label("New").click();
    wait_for(&mut harness, "Try an example");
    assert!(harness.query_all_by_label_contains("megan").next().is_none());
}

#[test]
fn what_was_tried_changes_the_tests_and_the_report() {
    let mut harness = answering(&refused_and_worked());
    let offered = choices(&harness, "Worked: ");
    let Some(first) = offered.first() else { return skipped("steps to try") };
    let before = report(&harness);
    click(&mut harness, first);
    wait_for(&mut harness, "What you said");
    harness.run_ok();
    assert_ne!(choices(&harness, "Worked: ").first(), Some(first), "another test decides now");
    assert_ne!(report(&harness), before);
    assert!(report(&harness).contains("it worked"), "{}", report(&harness));

    // By the keyboard too, and the focus stays on it wherever it moves.
    harness.get_by_label(first).focus();
    harness.step();
    harness.key_press(Key::Enter);
    wait_until_gone(&mut harness, "What you said");
    assert!(harness.get_by_label(first).is_focused());
    assert_eq!(report(&harness), before, "taken back");

    click(&mut harness, first);
    wait_for(&mut harness, "What you said");
    click(&mut harness, "What you said");
    wait_for(&mut harness, "Remove What you said");
    click(&mut harness, "Remove What you said");
    wait_until_gone(&mut harness, "What you said");
    assert_eq!(report(&harness), before, "forgotten");
}

#[test]
fn an_answer_given_for_one_attempt_is_that_of_the_person() {
    let mut harness = answering(&refused_and_worked());
    let offered = choices(&harness, "Worked: ");
    let Some(step) = offered.first().and_then(|name| name.strip_prefix("Worked: ")) else {
        return skipped("steps to try");
    };
    click(&mut harness, &format!("Worked: {step}"));
    wait_for(&mut harness, "What you said");
    click(
        &mut harness,
        "2026-11-23 09:12:53 UTC · refused 53003 · Contoso Expenses · Firefox · Windows 10 · 203.0.113.7",
    );
    harness.run_ok();
    let Some(blocked) = choices(&harness, "Still blocked: ").into_iter().find(|name| name.ends_with(step)) else {
        return skipped("the same step for the earlier attempt");
    };
    click(&mut harness, &blocked);
    wait_for(&mut harness, "What you said");
    harness.run_ok();
    click(&mut harness, &blocked);
    wait_until_gone(&mut harness, "What you said");
}

#[test]
fn a_question_is_answered_and_the_answer_taken_back() {
    let mut harness = answering(PAGE);
    let asked = choices(&harness, "").into_iter().find(|name| name.contains('?'));
    let Some(name) = asked else { return skipped("questions") };
    let before = report(&harness);
    click(&mut harness, &name);
    wait_for(&mut harness, "What you said");
    harness.run_ok();
    assert!(common::outline(harness.root()).contains(&format!("{name:?} (chosen)")), "{name}");
    assert_ne!(report(&harness), before);
    click(&mut harness, &name);
    wait_until_gone(&mut harness, "What you said");
    assert_eq!(report(&harness), before);
}

#[test]
fn sign_ins_without_a_name_are_joined_when_the_person_says_so() {
    let mut harness = answering(PAGE);
    let other = PAGE.replace("3c1f6a52-7d0e-4b7a-9f43-2a6f0d8e1b00", "4d2f6a52-7d0e-4b7a-9f43-2a6f0d8e1b00");
    harness.event(Event::Paste(other));
    wait_for(&mut harness, "Up to 2 people were refused");
    click(&mut harness, "Yes: Are these sign-ins all of one person?");
    wait_for(&mut harness, "2 attempts of this person");
    assert!(harness.query_by_label("Up to 2 people were refused").is_none());
    click(&mut harness, "Yes: Are these sign-ins all of one person?");
    wait_for(&mut harness, "Up to 2 people were refused");
    harness.get_by_label("New").click();
    wait_for(&mut harness, "Try an example");
    harness.event(Event::Paste(PAGE.to_owned()));
    wait_for(&mut harness, "Copy for IT");
    assert!(harness.query_all_by_label_contains("of one person").next().is_none(), "New forgets it");
}

#[test]
fn the_clock_of_flagging_runs_and_asks_for_one_frame_a_minute() {
    let mut harness = answering(PAGE);
    click(&mut harness, "I switched flagging on");
    wait_for(&mut harness, "Flagging runs until 10:20 UTC, 20 min left");
    harness.run_ok();
    harness.step();
    let delay = harness.output().viewport_output.values().map(|viewport| viewport.repaint_delay).min();
    assert!(delay.is_some_and(|delay| delay > Duration::from_secs(1) && delay <= Duration::from_mins(1)), "{delay:?}");
    click(&mut harness, "Stop this clock");
    wait_for(&mut harness, "I switched flagging on");
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
