//! The keyboard alone, and the other ways that people go.
#![expect(
    clippy::redundant_closure_for_method_calls,
    reason = "the method alone is not general enough in its lifetimes"
)]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers, Theme};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use whyblocked::gui::App;

use super::{Dropped, PAGE, answering, click, common, refused_and_worked, report, wait_for, window};

fn focused(harness: &Harness<'_, App>) -> String {
    let node = harness.query_all_by(|node| node.is_focused()).next();
    node.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
}

fn tab_to(harness: &mut Harness<'_, App>, wanted: &str) {
    for _ in 0..200 {
        if focused(harness).contains(wanted) {
            return;
        }
        harness.key_press(Key::Tab);
        harness.run_ok();
    }
    panic!("Tab never reaches {wanted:?}\n{}", common::outline(harness.root()));
}

#[test]
fn from_the_message_to_the_copied_report_by_keyboard_alone() {
    let mut harness = window(Vec::new());
    harness.step();
    harness.event(Event::Paste(PAGE.to_owned()));
    wait_for(&mut harness, "Copy for IT");
    harness.run_ok();
    tab_to(&mut harness, "My own IT");
    harness.key_press(Key::Enter);
    harness.run_ok();
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::C);
    harness.step();
    assert!(harness.query_by_label("Report copied").is_some());
    assert!(report(&harness).contains("For the user's own IT"), "{}", report(&harness));
}

#[test]
fn tab_reaches_every_control_that_is_drawn() {
    let mut harness = answering(PAGE);
    harness.set_size([1100.0, 6000.0].into());
    harness.run_ok();
    let roles = [
        Role::Row,
        Role::Button,
        Role::RadioButton,
        Role::Link,
        Role::Tab,
        Role::DisclosureTriangle,
        Role::MultilineTextInput,
    ];
    let all: Vec<_> =
        roles.iter().flat_map(|&role| harness.query_all_by_role(role)).map(|node| node.accesskit_node().id()).collect();
    assert!(all.len() > 30, "{}", all.len());
    let mut reached = std::collections::BTreeSet::new();
    for _ in 0..all.len() + 20 {
        harness.key_press(Key::Tab);
        harness.step();
        reached.extend(
            harness.query_all_by(|node| node.is_focused()).map(|node| format!("{:?}", node.accesskit_node().id())),
        );
    }
    let missed: Vec<_> = roles
        .iter()
        .flat_map(|&role| harness.query_all_by_role(role))
        .filter(|node| !reached.contains(&format!("{:?}", node.accesskit_node().id())))
        .map(|node| format!("{:?} {:?}", node.accesskit_node().role(), node.accesskit_node().label()))
        .collect();
    assert!(missed.is_empty(), "{missed:?}");
}

#[test]
fn arrows_walk_through_lists() {
    let mut harness = answering(&refused_and_worked());
    let rows: Vec<String> =
        harness.query_all_by_role(Role::Row).filter_map(|node| node.accesskit_node().label()).collect();
    let [first, second, ..] = rows.as_slice() else { panic!("{rows:?}") };
    harness.get_by_label(first).focus();
    harness.run_ok();
    harness.key_press(Key::ArrowDown);
    harness.run_ok();
    assert_eq!(&focused(&harness), second);
    harness.key_press(Key::ArrowUp);
    harness.run_ok();
    assert_eq!(&focused(&harness), first);
    harness.key_press(Key::Enter);
    wait_for(&mut harness, "Request id: a1b2c3d4-0001");

    harness.event(Event::Paste(PAGE.to_owned()));
    wait_for(&mut harness, "Pasted text 2");
    harness.run_ok();
    harness.get_by_label("Pasted text").focus();
    harness.run_ok();
    harness.key_press(Key::ArrowRight);
    harness.run_ok();
    assert_eq!(focused(&harness), "Pasted text 2");

    let mut causes = answering(PAGE);
    let folds: Vec<String> =
        causes.query_all_by_role(Role::DisclosureTriangle).filter_map(|node| node.accesskit_node().label()).collect();
    let last_two = folds.windows(2).find(|pair| pair.iter().all(|name| !name.contains('(') && !name.contains("more")));
    let [one, next] = last_two.expect("two causes") else { panic!("{folds:?}") };
    causes.get_by_role_and_label(Role::DisclosureTriangle, one).focus();
    causes.run_ok();
    causes.key_press(Key::ArrowDown);
    causes.run_ok();
    assert_eq!(&focused(&causes), next);
}

#[test]
fn five_dropped_files_are_five_inputs() {
    let mut harness = window(Vec::new());
    harness.step();
    for number in 1..=4 {
        let path = PathBuf::from(format!("/nowhere/page-{number}.txt"));
        harness.input_mut().dropped_files.push(Arc::new(Dropped(path, Some(PAGE.as_bytes()))));
    }
    let icon = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/icon/64.png");
    harness.input_mut().dropped_files.push(Arc::new(Dropped(icon, None)));
    wait_for(&mut harness, "Copy for IT");
    for name in ["page-1.txt", "page-2.txt", "page-3.txt", "page-4.txt", "64.png"] {
        assert!(harness.query_all_by_label(name).next().is_some(), "{name}: {}", common::outline(harness.root()));
    }
}

#[test]
fn the_theme_changes_and_zoom_follows_its_keys() {
    let mut harness = answering(PAGE);
    let dark = |harness: &Harness<'_, App>| harness.ctx.theme() == Theme::Dark;
    click(&mut harness, "Theme: system");
    harness.run_ok();
    assert!(!dark(&harness) && harness.query_by_label("Theme: light").is_some());
    click(&mut harness, "Theme: light");
    harness.run_ok();
    assert!(dark(&harness) && harness.query_by_label("Theme: dark").is_some());
    let zoom = |harness: &mut Harness<'_, App>, key: Key| {
        harness.key_press_modifiers(Modifiers::COMMAND, key);
        harness.run_ok();
        harness.ctx.zoom_factor()
    };
    assert!(zoom(&mut harness, Key::Plus) > 1.0);
    assert!(zoom(&mut harness, Key::Minus) < 1.01);
    assert!(zoom(&mut harness, Key::Minus) < 1.0);
    assert!((zoom(&mut harness, Key::Num0) - 1.0).abs() < 0.001);
}
