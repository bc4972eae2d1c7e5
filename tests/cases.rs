//! Whole reports: each folder of `tests/cases` holds one or several inputs and the plain help-desk report that must come out of it.
//!
//! Where a folder holds `organisation.toml` too, the report is the one for the organisation's own IT: a report for anyone
//! else never shows what an organisation adds. It counts as verified unless the folder's name begins with `unverified`.
//!
//! Where it holds a file `language`, the report is written in the language with that tag.
//!
//! `UPDATE=1 cargo test --test cases` writes the expected reports anew; read the difference before you commit it.
#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot read its own files must stop")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use whyblocked::job::Progress;
use whyblocked::knowledge::Knowledge;
use whyblocked::model::{About, Analysis, Answer, Origin, Outcome, Source, Told};
use whyblocked::organisation::{Organisation, Trust};
use whyblocked::pipeline::analyse_told;
use whyblocked::report::{Format, render};
use whyblocked::view::Options;
use whyblocked::view::report::{Audience, Redaction, problems, report};

fn knowledge() -> Knowledge {
    Knowledge::embedded().expect("sound knowledge")
}

fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut folders: Vec<PathBuf> =
        fs::read_dir(root).expect("cases").filter_map(|entry| Some(entry.ok()?.path())).collect();
    folders.sort();
    folders
}

fn analysis(folder: &Path, knowledge: &Knowledge) -> Analysis {
    let sources: Vec<Source> = inputs(folder).iter().map(|path| source(path)).collect();
    analyse_told(&sources, &told(folder), knowledge, &Progress::default()).expect("not cancelled")
}

/// What the person said, in `told.txt`: `one-person`, `step ID worked`, `step ID blocked` or `question ID ANSWER`, a line each.
fn told(folder: &Path) -> Told {
    let mut told = Told::default();
    let text = fs::read_to_string(folder.join("told.txt")).unwrap_or_default();
    for line in text.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let about = match words.as_slice() {
            ["one-person"] => {
                told.one_person = true;
                continue;
            }
            ["step", id, "worked"] => About::Step { id: (*id).to_owned(), outcome: Outcome::Worked },
            ["step", id, "blocked"] => About::Step { id: (*id).to_owned(), outcome: Outcome::Blocked },
            ["question", id, answer] => About::Question { id: (*id).to_owned(), answer: (*answer).to_owned() },
            _ => panic!("{}: {line:?} says nothing", folder.display()),
        };
        told.take(Answer { of: None, about });
    }
    told
}

/// `input.txt`, or `input1.txt`, `input2.txt` and so on, which are read together.
fn inputs(folder: &Path) -> Vec<PathBuf> {
    let is_input = |path: &PathBuf| path.file_stem().is_some_and(|stem| stem.to_string_lossy().starts_with("input"));
    let mut inputs: Vec<PathBuf> =
        fs::read_dir(folder).expect("a case").filter_map(|entry| Some(entry.ok()?.path())).filter(is_input).collect();
    assert!(!inputs.is_empty(), "{}: no input", folder.display());
    inputs.sort();
    inputs
}

fn source(path: &Path) -> Source {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Source::text(name, Origin::Pasted, &fs::read_to_string(path).expect("an input"))
}

fn options(folder: &Path, knowledge: &Knowledge) -> Options {
    let organisation = fs::read_to_string(folder.join("organisation.toml")).ok().and_then(|text| {
        let is_unverified = folder.file_name().is_some_and(|name| name.to_string_lossy().starts_with("unverified"));
        let trust = if is_unverified { Trust::Unverified } else { Trust::Verified };
        let found = Organisation::of_text(&text, "organisation.toml", trust, knowledge);
        assert!(found.problems.is_empty(), "{}: {:?}", folder.display(), found.problems);
        found.organisation
    });
    Options { language: language(folder), now: None, zone: None, organisation: organisation.map(Arc::new) }
}

/// The language in which the report is written: English, or what the file `language` says.
fn language(folder: &Path) -> String {
    fs::read_to_string(folder.join("language")).map_or_else(|_english| "en".to_owned(), |tag| tag.trim().to_owned())
}

fn reports(
    analysis: &Analysis,
    knowledge: &Knowledge,
    options: &Options,
    audience: Audience,
    redaction: Redaction,
    format: Format,
) -> Vec<String> {
    let problems = problems(analysis);
    let cases = if problems.is_empty() { vec![0] } else { problems };
    cases
        .into_iter()
        .map(|case| render(&report(analysis, case, knowledge, options, audience, redaction), format))
        .collect()
}

#[test]
fn every_case_gives_its_report() {
    let knowledge = knowledge();
    let mut wrong = Vec::new();
    for folder in folders() {
        let analysis = analysis(&folder, &knowledge);
        let options = options(&folder, &knowledge);
        let redaction = if options.organisation.is_some() { Redaction::Secrets } else { Redaction::Personal };
        let texts = reports(&analysis, &knowledge, &options, Audience::HelpDesk, redaction, Format::Text);
        // The date of the knowledge moves with every entry.
        let text = texts.join("\n").replace(&knowledge.date, "DATE");
        let path = folder.join("expected.txt");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, &text).expect("written");
        } else if fs::read_to_string(&path).unwrap_or_default() != text {
            wrong.push(format!("{}\n{text}", folder.display()));
        }
    }
    assert!(wrong.is_empty(), "not as expected; UPDATE=1 rewrites:\n{}", wrong.join("\n"));
}

#[test]
fn reports_for_the_help_desk_are_short_and_narrow() {
    let knowledge = knowledge();
    for folder in folders() {
        let analysis = analysis(&folder, &knowledge);
        let options = options(&folder, &knowledge);
        for redaction in [Redaction::Personal, Redaction::Secrets] {
            for text in reports(&analysis, &knowledge, &options, Audience::HelpDesk, redaction, Format::Text) {
                assert!(text.lines().count() <= 40, "{}: {} lines\n{text}", folder.display(), text.lines().count());
                let widest = text.lines().map(columns).max().unwrap_or(0);
                assert!(widest <= 72, "{}: {widest} characters\n{text}", folder.display());
                let [begin, end] = ["report.begin", "report.end"].map(|key| knowledge.word(&options.language, key));
                assert!(text.starts_with(begin) && text.trim_end().ends_with(end), "{text}");
            }
        }
    }
}

/// Columns of a line: Japanese letters and their signs take two.
fn columns(line: &str) -> usize {
    line.chars().map(|c| if matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ff00}'..='\u{ff60}') { 2 } else { 1 }).sum()
}

#[test]
fn masked_reports_hold_no_personal_value_in_any_format() {
    let knowledge = knowledge();
    for folder in folders() {
        let analysis = analysis(&folder, &knowledge);
        let options = options(&folder, &knowledge);
        for audience in [Audience::HelpDesk, Audience::Admin] {
            for format in Format::ALL {
                let texts = reports(&analysis, &knowledge, &options, audience, Redaction::Personal, format);
                let text = texts.join("\n").to_lowercase();
                for value in [
                    "@contoso",
                    "@fabrikam",
                    "203.0.113.",
                    "198.51.100.",
                    "192.0.2.",
                    "2001:db8:",
                    "contoso.onmicrosoft",
                    "contoso-",
                    "eyj",
                ] {
                    assert!(!text.contains(value), "{}: {format:?} holds {value}\n{text}", folder.display());
                }
                let unfilled = ["{user}", "{request-id}", "{from}", "{code}", "{value}", "{what}"];
                assert!(
                    unfilled.iter().all(|place| !text.contains(place)),
                    "{}: unfilled place\n{text}",
                    folder.display()
                );
            }
        }
    }
}
