//! What must hold for every view: words exist, sentences are short, marks are in order, nothing is named to the wrong reader.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use std::path::Path;

use regex::Regex;

use super::report::{Audience, Redaction, ReportView, report};
use super::{Options, Tone, Views, fit};
use crate::job::Progress;
use crate::knowledge::Knowledge;
use crate::model::{Analysis, Bearing, Certainty, FactKind, Origin, Source, Team};
use crate::pipeline::analyse;
use crate::report::{Format, render};

const PAGE: &str = "You don't have access to this\nError Code: 53003\nRequest Id: 3b6f0d3e-92c4-4f0b-8a57-1c2d3e4f5a00\n\
    Correlation Id: 7d1e2f30-4a5b-4c6d-9e8f-0a1b2c3d4e5f\nTimestamp: 2026-11-20T08:41:17.204Z\nApp name: OfficeHome\n\
    App id: 4765445b-32c6-49b0-83e6-1d93765276ca\nIP address: 203.0.113.40\nDevice identifier: Not available\n\
    Device platform: Windows 10\nDevice state: Unregistered\nUser: o'hara@contoso.com\n";

fn read(text: &str, knowledge: &Knowledge) -> Analysis {
    analyse(&[Source::text("pasted text", Origin::Pasted, text)], knowledge, &Progress::default()).unwrap()
}

fn options() -> Options {
    Options { language: "en".to_owned(), now: None, zone: None, organisation: None }
}

fn of(text: &str, audience: Audience, redaction: Redaction, options: &Options) -> ReportView {
    let knowledge = Knowledge::embedded().unwrap();
    report(&read(text, &knowledge), 0, &knowledge, options, audience, redaction)
}

#[test]
fn every_word_that_the_code_asks_for_is_there() {
    let knowledge = Knowledge::embedded().unwrap();
    let mut keys: Vec<String> = FactKind::ALL.iter().map(|kind| format!("fact.{}", kind.id())).collect();
    keys.extend(Team::ALL.iter().map(|team| format!("team.{}", team.id())));
    keys.extend(
        [Certainty::RuledOut, Certainty::Possible, Certainty::Likely, Certainty::Established]
            .map(|c| format!("certainty.{}", c.id())),
    );
    keys.extend(
        [Bearing::Proves, Bearing::Supports, Bearing::Contradicts, Bearing::RulesOut]
            .map(|b| format!("bearing.{}", b.id())),
    );
    keys.extend(super::redact::Group::ALL.map(|group| format!("mask.{}", group.id().replace(' ', "-"))));
    for clock in ["clock", "report.log"] {
        keys.extend(
            ["no-time", "just-now", "minutes-ago", "hours-ago", "days-ago", "kept", "paid-only", "gone"]
                .map(|k| format!("{clock}.{k}")),
        );
    }
    let heads = "headline|strip|case|verdict|reason|because|route|unknown|known|ruled-out|conflict|recognised|nothing|key|report|what-if|query";
    let literal = Regex::new(&format!(r#""((?:{heads})\.[a-z][a-z.-]*[a-z])""#)).unwrap();
    let warning = Regex::new(r#"(?:Warning::(?:at|whole)\([^"]*|Self::\w+ => |note: |Some\()"([a-z-]+)""#).unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for folder in ["view", "report", "diagnose"] {
        for file in std::fs::read_dir(root.join(folder)).unwrap() {
            let path = file.unwrap().path();
            if path.is_dir() {
                continue;
            }
            let text = std::fs::read_to_string(path).unwrap();
            keys.extend(
                literal.captures_iter(&text).map(|found| found[1].to_owned()).filter(|key| key != "report.log"),
            );
        }
    }
    for file in ["intake/mod.rs", "intake/decode.rs", "extract/mod.rs", "extract/doubts.rs"] {
        let text = std::fs::read_to_string(root.join(file)).unwrap();
        let text = text.split("#[cfg(test)]").next().unwrap();
        keys.extend(warning.captures_iter(text).map(|found| format!("warning.{}", &found[1])));
    }
    let missing: Vec<&String> = keys.iter().filter(|key| knowledge.word("en", key) == key.as_str()).collect();
    assert!(missing.is_empty(), "no English word for {missing:?}");
}

#[test]
fn every_code_has_a_short_answer_and_a_short_report() {
    let knowledge = Knowledge::embedded().unwrap();
    let table = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/codes.csv")).unwrap();
    let codes = table
        .lines()
        .filter_map(|line| line.split(',').next())
        .filter(|code| code.len() > 3 && code.bytes().all(|b| b.is_ascii_digit()));
    for (number, code) in codes.enumerate() {
        let text = format!(
            "AADSTS{code}: Refused. Trace ID: 3b6f0d3e-92c4-4f0b-8a57-1c2d3e4f5a00 Timestamp: 2026-11-20 08:41:17Z"
        );
        let analysis = read(&text, &knowledge);
        let views = Views::build(&analysis, &knowledge, &options());
        for case in &views.cases {
            let sentence = &case.strip.sentence;
            assert!(sentence.split_whitespace().count() <= 25, "{code}: {sentence}");
            assert!(!case.verdict.word.is_empty() && !case.known.is_empty(), "{code}");
        }
        // The families stand together in the table: every fourth meets all of them.
        if !number.is_multiple_of(4) && !code.starts_with("53") {
            continue;
        }
        let view = report(&analysis, 0, &knowledge, &options(), Audience::HelpDesk, Redaction::Personal);
        let lines = fit::plain(&view);
        assert!(lines.len() <= fit::MOST_LINES, "{code}: {}", lines.join("\n"));
        assert!(view.title.chars().count() <= 100, "{}", view.title);
    }
}

#[test]
fn every_example_gives_a_report_that_fits_and_keeps_the_person_hidden() {
    let knowledge = Knowledge::embedded().unwrap();
    let personal =
        Regex::new(r"(?i)[\w.-]+@[\w-]+\.\w|\b(?:203\.0\.113|198\.51\.100|192\.0\.2)\.\d|2001:db8:").unwrap();
    for (cause, example) in
        knowledge.causes.iter().flat_map(|cause| cause.example.iter().map(move |example| (cause, example)))
    {
        let analysis = read(example.input.get_ref(), &knowledge);
        for case in 0..analysis.diagnoses.len() {
            let view = report(&analysis, case, &knowledge, &options(), Audience::HelpDesk, Redaction::Personal);
            let lines = fit::plain(&view);
            assert!(lines.len() <= fit::MOST_LINES, "{}: {}", cause.id.get_ref(), lines.join("\n"));
            assert!(lines.iter().all(|line| line.chars().count() <= fit::WIDTH), "{}", lines.join("\n"));
            let admin = report(&analysis, case, &knowledge, &options(), Audience::Admin, Redaction::Personal);
            for text in [render(&view, Format::Text), render(&admin, Format::Json)] {
                assert!(!personal.is_match(&text), "{:?}\n{text}", personal.find(&text));
            }
        }
    }
}

#[test]
fn the_word_for_the_verdict_fits_the_cause() {
    let knowledge = Knowledge::embedded().unwrap();
    let word = |text: &str| Views::build(&read(text, &knowledge), &knowledge, &options()).cases[0].verdict.clone();
    assert_eq!(word("AADSTS53003: x").word, "Waiting will probably not help");
    assert_eq!(word("AADSTS53003: x").tone, Tone::Structural);
    assert_eq!(word("AADSTS50126: x").word, "Something must change");
    assert_eq!(word("AADSTS700082: x").word, "Waiting or signing in again can help");
    assert_eq!(word("AADSTS50105: x").word, "Something must change");
}

#[test]
fn marks_are_in_order_and_apart_and_lines_cover_the_text() {
    let knowledge = Knowledge::embedded().unwrap();
    let analysis = read(&PAGE.replace('\n', "\r\n"), &knowledge);
    let source = &Views::build(&analysis, &knowledge, &options()).sources[0];
    assert!(source.marks.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
    assert!(source.marks.iter().any(|mark| mark.kind == FactKind::IpAddress) && source.marks.len() > 8);
    let lines: Vec<&str> = source.lines.iter().map(|line| &source.text[line.clone()]).collect();
    assert_eq!(lines[1], "Error Code: 53003");
    assert_eq!(lines.len(), PAGE.split('\n').count());
    let line = &source.recognition.line;
    assert!(line.starts_with("Sign-in page, details block · English · 9 of 10"), "{line}");
}

#[test]
fn times_are_told_by_the_clock_that_is_given() {
    let knowledge = Knowledge::embedded().unwrap();
    let analysis = read(PAGE, &knowledge);
    let clocks = |now: &str| {
        let zone = jiff::tz::TimeZone::fixed(jiff::tz::offset(2));
        let options = Options { now: Some(now.parse().unwrap()), zone: Some(zone), ..options() };
        Views::build(&analysis, &knowledge, &options).cases[0].clocks.join(". ")
    };
    assert!(clocks("2026-11-20T08:42:00Z").starts_with("It happened just now. "));
    assert!(
        clocks("2026-11-20T11:00:00Z").starts_with("It happened 2 hours ago. The log keeps this row until 2026-11-27")
    );
    assert!(clocks("2026-11-30T00:00:00Z").contains("until 2026-12-20"));
    assert!(clocks("2027-01-30T00:00:00Z").contains("repeat the attempt"));
    // A clock that runs behind tells no age.
    assert!(clocks("2026-11-01T00:00:00Z").starts_with("The log keeps"));
    let view = of(
        PAGE,
        Audience::HelpDesk,
        Redaction::Personal,
        &Options { zone: Some(jiff::tz::TimeZone::fixed(jiff::tz::offset(2))), ..options() },
    );
    assert!(view.keys.iter().any(|key| key.value == "2026-11-20 10:41:17 +02:00"));
}

#[test]
fn queries_are_filled_and_go_only_where_they_may() {
    let full = of(PAGE, Audience::Admin, Redaction::Secrets, &options());
    let text: String = full.queries.iter().map(|query| query.text.as_str()).collect();
    assert!(
        text.contains("userPrincipalName eq 'o''hara@contoso.com'") && text.contains("Username = o'hara@contoso.com")
    );
    assert!(text.contains("datetime(2026-11-20T07:41:17Z)") && text.contains("-Environment Global"));
    assert!(text.contains("@{ n = 'Code'; e = { $_.Status.ErrorCode } }"), "braces of the language stay");
    let masked = of(PAGE, Audience::Admin, Redaction::Personal, &options());
    assert!(masked.queries.len() < full.queries.len());
    assert!(masked.queries.iter().all(|query| !query.text.contains("contoso") && !query.text.contains("[user")));
    assert!(of(PAGE, Audience::HelpDesk, Redaction::Secrets, &options()).queries.is_empty());
    let program = "AADSTS53003: x Trace ID: 3b6f0d3e-92c4-4f0b-8a57-1c2d3e4f5a00";
    let by_trace = of(program, Audience::Admin, Redaction::Personal, &options());
    assert!(
        by_trace.queries.iter().any(|query| query.text.contains("Request ID = 3b6f0d3e-92c4-4f0b-8a57-1c2d3e4f5a00"))
    );
    assert!(by_trace.queries.iter().all(|query| query.language != "kql" || !query.text.contains("{from}")));
}

#[test]
fn insider_risk_is_named_to_an_administrator_only() {
    let knowledge = Knowledge::embedded().unwrap();
    let Some(cause) = knowledge.cause("insider-risk") else { return };
    for example in &cause.example {
        let analysis = read(example.input.get_ref(), &knowledge);
        let views = format!("{:?}", Views::build(&analysis, &knowledge, &options()).cases).to_lowercase();
        assert!(!views.contains("insider"), "{views}");
        for redaction in [Redaction::Personal, Redaction::Secrets] {
            for format in Format::ALL {
                let view = report(&analysis, 0, &knowledge, &options(), Audience::HelpDesk, redaction);
                let text = render(&view, format).to_lowercase();
                assert!(!text.contains("insider"), "{text}");
            }
        }
        let admin = report(&analysis, 0, &knowledge, &options(), Audience::Admin, Redaction::Secrets);
        assert!(render(&admin, Format::Text).contains(&cause.title), "{}", render(&admin, Format::Text));
    }
}

#[test]
fn pages_are_self_contained_and_hostile_text_stays_text() {
    let hostile = PAGE.replace("OfficeHome", "<script src=//x>[a](b)</script>");
    let page = render(&of(&hostile, Audience::HelpDesk, Redaction::Secrets, &options()), Format::Html);
    assert!(!page.contains("<script") && !page.contains("http://") && !page.contains("src="), "{page}");
    let twin = render(&of(PAGE, Audience::Admin, Redaction::Secrets, &options()), Format::Json);
    let value: serde_json::Value = serde_json::from_str(&twin).unwrap();
    assert_eq!(value["redaction"], "secrets");
    assert_eq!(value["keys"][0]["value"], "o'hara@contoso.com");
    assert_eq!(Format::from_extension("HTM"), Some(Format::Html));
}
