//! The red lines: no text that the program can print teaches a way round a rule, does harm, guesses a place, blames a VPN,
//! or enrols a device before asking whose it is.
//!
//! Read are all texts of the knowledge, all display words, and the finished views and reports of every case.
#![expect(clippy::expect_used, reason = "a test that cannot read its own files must stop")]

mod printed;
mod rules;
mod samples;
mod stored;

use std::collections::HashSet;

use rules::{Text, broken};

#[track_caller]
fn none_crosses(texts: &[Text]) {
    let mut seen = HashSet::new();
    let mut told: Vec<String> = texts
        .iter()
        .filter(|text| seen.insert((text.reader, text.policy, text.password_due, &text.words)))
        .flat_map(|text| broken(text).into_iter().map(move |rule| format!("{}: {rule}: {}", text.place, text.words)))
        .collect();
    told.dedup();
    assert!(told.is_empty(), "{} texts cross a line:\n{}", told.len(), told.join("\n"));
}

#[test]
fn no_text_of_the_knowledge_crosses_a_line() {
    let texts = stored::all();
    assert!(texts.len() > 4000, "only {} texts found", texts.len());
    none_crosses(&texts);
}

#[test]
fn no_view_or_report_crosses_a_line() {
    let texts = printed::all();
    assert!(texts.len() > 2000, "only {} texts found", texts.len());
    none_crosses(&texts);
}
