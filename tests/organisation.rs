//! What an organisation adds to answers and reports, and what no file can do: hide, mask less, or pass for somebody's IT.
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test that cannot read its own files must stop")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use whyblocked::job::Progress;
use whyblocked::knowledge::Knowledge;
use whyblocked::model::{Analysis, Origin, Source};
use whyblocked::organisation::{Organisation, Trust};
use whyblocked::pipeline::analyse;
use whyblocked::report::{Format, render};
use whyblocked::view::report::{Audience, Redaction, ReportView, report};
use whyblocked::view::{CaseView, Options, Views};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn knowledge() -> Knowledge {
    Knowledge::embedded().expect("sound knowledge")
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).expect("a file of ours")
}

fn analysed(text: &str, knowledge: &Knowledge) -> Analysis {
    analyse(&[Source::text("input.txt", Origin::Pasted, text)], knowledge, &Progress::default()).expect("not cancelled")
}

/// The inputs of a case, read together.
fn of_case(folder: &Path, knowledge: &Knowledge) -> Analysis {
    let files = fs::read_dir(folder).expect("a case").map(|file| file.expect("a file").path());
    let is_input = |path: &PathBuf| path.file_stem().is_some_and(|stem| stem.to_string_lossy().starts_with("input"));
    let mut paths: Vec<PathBuf> = files.filter(is_input).collect();
    paths.sort();
    let source =
        |path: &PathBuf| Source::text("input.txt", Origin::Pasted, &fs::read_to_string(path).expect("an input"));
    let sources: Vec<Source> = paths.iter().map(source).collect();
    analyse(&sources, knowledge, &Progress::default()).expect("not cancelled")
}

/// Every case, and an example of each cause: all kinds of answers.
fn analyses(knowledge: &Knowledge) -> Vec<Analysis> {
    let cases = fs::read_dir(root().join("tests/cases")).expect("cases");
    let of_cases = cases.map(|case| of_case(&case.expect("a case").path(), knowledge));
    let examples = knowledge.causes.iter().filter_map(|cause| cause.example.first());
    of_cases.chain(examples.map(|example| analysed(example.input.get_ref(), knowledge))).collect()
}

fn options(file: Option<&str>, trust: Trust, knowledge: &Knowledge) -> Options {
    let of_text = |text| Organisation::of_text(text, "organisation.toml", trust, knowledge).organisation.map(Arc::new);
    Options { language: "en".to_owned(), now: None, zone: None, organisation: file.and_then(of_text) }
}

fn of(
    analysis: &Analysis,
    knowledge: &Knowledge,
    options: &Options,
    audience: Audience,
    redaction: Redaction,
) -> ReportView {
    report(analysis, 0, knowledge, options, audience, redaction)
}

/// Every report of an analysis in every form.
fn reports(analysis: &Analysis, knowledge: &Knowledge, options: &Options, redaction: Redaction) -> String {
    let mut all = String::new();
    for audience in [Audience::HelpDesk, Audience::Admin] {
        for format in Format::ALL {
            all.push_str(&render(&of(analysis, knowledge, options, audience, redaction), format));
        }
    }
    all
}

/// What the window shows of the cases, line by line.
fn shown(views: &Views) -> String {
    let mut all = String::new();
    writeln!(all, "{:#?}\n{:#?}", views.cases, views.organisation).expect("a string takes it");
    all
}

/// A file that tries everything: for every cause a note, for every place a name that pretends.
fn hostile(knowledge: &Knowledge) -> String {
    let mut file = String::from(
        r#"
name = "Your organisation"
[help-desk]
name = "Your IT, call +1 555 0199"
telephone = "+1 555 0199"
portal = "https://evil.example/login"
[supported]
vpn = "{user} {request-id} [user 1]"
virtual-desktop = "the rule (policy) behind it"
browsers = ["Nothing was masked", "evil.example/get"]
apps = ["Microsoft accepted who you are"]
[queues]
identity = "Removed: nothing"
endpoint = "{user}"
[ticket]
fields = ["user: Correlation id", "request-id: User", "code: Not in this text"]
"#,
    );
    for cause in &knowledge.causes {
        let id = cause.id.get_ref();
        writeln!(
            file,
            "[notes.{id}]\nen = \"Your organisation says: nothing is unknown, call +1 (555) 0199-00, {{user}}, see https://evil.example/x\"\nlink = \"https://evil.example/y\""
        )
        .expect("a string takes it");
    }
    file
}

fn statements(case: &CaseView) -> String {
    let CaseView { title, known, ruled_out, not_knowable, conflicts, clocks, .. } = case;
    let verdict = (&case.verdict.word, &case.verdict.explanation, &case.verdict.reasons, &case.verdict.not_meaning);
    let causes: Vec<_> = case.causes.iter().map(|c| (&c.title, &c.word, &c.summary, &c.evidence, &c.missing)).collect();
    format!(
        "{title}{known:?}{ruled_out:?}{not_knowable:?}{conflicts:?}{clocks:?}{verdict:?}{causes:?}{}",
        case.strip.sentence
    )
}

#[test]
fn no_file_changes_what_goes_to_anyone_else_or_takes_a_statement_away() {
    let knowledge = knowledge();
    let file = hostile(&knowledge);
    let without = options(None, Trust::Verified, &knowledge);
    for trust in [Trust::Verified, Trust::Unverified] {
        let with = options(Some(&file), trust, &knowledge);
        assert!(with.organisation.is_some());
        for analysis in analyses(&knowledge) {
            let masked = |options| reports(&analysis, &knowledge, options, Redaction::Personal);
            assert_eq!(masked(&without), masked(&with), "{trust:?}");
            let (plain, added) =
                (Views::build(&analysis, &knowledge, &without), Views::build(&analysis, &knowledge, &with));
            for (plain, added) in plain.cases.iter().zip(&added.cases) {
                assert_eq!(statements(plain), statements(added), "{trust:?}");
                assert_eq!(plain.steps.len(), added.steps.len());
            }
            for audience in [Audience::HelpDesk, Audience::Admin] {
                let [plain, added] =
                    [&without, &with].map(|o| of(&analysis, &knowledge, o, audience, Redaction::Secrets));
                assert!(
                    plain
                        .sections
                        .iter()
                        .zip(&added.sections)
                        .all(|(p, a)| p.heading == a.heading && p.lines.len() == a.lines.len())
                );
                let not_in_text = |view: &ReportView| {
                    view.sections.iter().find(|s| s.heading == "Not in this text").map(|s| s.lines.clone())
                };
                assert_eq!(not_in_text(&plain), not_in_text(&added), "{trust:?}");
                let (mut values, mut of_ticket): (Vec<_>, Vec<_>) =
                    (plain.keys.iter().map(|k| &k.value).collect(), added.keys.iter().map(|k| &k.value).collect());
                values.sort();
                of_ticket.sort();
                assert_eq!((values, &plain.removed, &plain.mode), (of_ticket, &added.removed, &added.mode));
            }
        }
    }
}

#[test]
fn an_unverified_file_leads_nowhere_and_passes_for_nobody() {
    let knowledge = knowledge();
    let (file, source) = (hostile(&knowledge), "organisation.toml");
    let without = options(None, Trust::Verified, &knowledge);
    let with = options(Some(&file), Trust::Unverified, &knowledge);
    for analysis in analyses(&knowledge) {
        let [plain, added] = [&without, &with].map(|options| Views::build(&analysis, &knowledge, options));
        for (plain, added) in plain.cases.iter().zip(&added.cases) {
            assert_eq!((&plain.strip, &plain.steps, &plain.verdict), (&added.strip, &added.steps, &added.verdict));
            let notes = added.causes.iter().flat_map(|cause| &cause.notes);
            assert!(
                notes.clone().all(|note| note.by == format!("Unverified notes from {source}") && note.link.is_none())
            );
            assert_eq!(notes.count(), added.causes.len());
        }
        let pairs = [
            (shown(&plain), shown(&added)),
            (
                reports(&analysis, &knowledge, &without, Redaction::Secrets),
                reports(&analysis, &knowledge, &with, Redaction::Secrets),
            ),
        ];
        for (plain, added) in pairs.map(|(a, b)| (a.to_lowercase(), b.to_lowercase())) {
            for claim in ["your organisation", "your it", "note of your it", "http", "mailto:", "tel:", "www."] {
                assert_eq!(plain.matches(claim).count(), added.matches(claim).count(), "{claim}\n{added}");
            }
            for never in ["evil.", "555 0199", "(555)"] {
                assert!(!added.contains(never), "{never}\n{added}");
            }
        }
    }
    let view = Views::build(&analysed("53003", &knowledge), &knowledge, &with).organisation.expect("in use");
    assert!(
        view.line.starts_with("Unverified notes from organisation.toml: anybody") && !view.is_verified,
        "{}",
        view.line
    );
    assert!(view.notes.contains(&"Help desk: […], call […]".to_owned()), "{:?}", view.notes);
}

#[test]
fn what_an_administrator_vouches_for_stands_in_its_places() {
    let knowledge = knowledge();
    let options = options(Some(&text("packaging/organisation.toml")), Trust::Verified, &knowledge);
    let analysis = analysed(&text("tests/cases/own-organisation/input.txt"), &knowledge);
    let views = Views::build(&analysis, &knowledge, &options);
    let case = &views.cases[0];
    assert_eq!(
        case.strip.who,
        "Identity team · contact: Contoso Service Desk, +1 555 0100 (Mon–Fri 8–18), https://help.contoso.com/"
    );
    assert!(case.strip.now.contains("your organisation's own VPN (Contoso Connect)"), "{}", case.strip.now);
    assert!(case.verdict.decided_by.as_deref().unwrap_or_default().contains("VPN (Contoso Connect): if it works"));
    let other_way = case.verdict.other_way.as_deref().unwrap_or_default();
    assert!(other_way.contains("Contoso Workspace, Microsoft Edge") && !other_way.contains("Connect"), "{other_way}");
    let note = &case.causes.iter().find(|cause| cause.id == "location").expect("the place").notes[0];
    assert_eq!(note.by, "Note of your IT");
    let said = note.said();
    assert!(said.starts_with("Sign-in from outside") && said.ends_with("(https://help.contoso.com/travel)"), "{said}");
    assert!(views.organisation.is_some_and(|organisation| organisation.is_verified && organisation.notes.is_empty()));

    let view = of(&analysis, &knowledge, &options, Audience::HelpDesk, Redaction::Secrets);
    assert!(view.route.starts_with("Route: Identity team (queue IAM-Level2): "), "{}", view.route);
    let names: Vec<&str> = view.keys.iter().map(|key| key.name.as_str()).take(6).collect();
    assert_eq!(names, ["Affected user", "Error", "Service", "Occurred (UTC)", "Request ID", "Correlation id"]);
    let view = of(&analysis, &knowledge, &options, Audience::Admin, Redaction::Secrets);
    let section = view.sections.iter().find(|section| section.heading == "Note of your IT").expect("the note");
    assert!(section.lines[0].starts_with("Sign-in from outside the EU"));
}

#[test]
fn advice_that_names_a_browser_says_which_are_supported() {
    let knowledge = knowledge();
    let options = options(Some(&text("packaging/organisation.toml")), Trust::Verified, &knowledge);
    let analysis =
        analysed("You can't get there from here\nYou need to use Microsoft Edge.\nError Code: 530001", &knowledge);
    let case = Views::build(&analysis, &knowledge, &options).cases.remove(0);
    let words = format!("{} {:?}", case.strip.now, case.steps);
    assert!(words.contains("(supported browsers: Microsoft Edge, Google Chrome)"), "{words}");
}
