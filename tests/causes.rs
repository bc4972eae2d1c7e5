//! The causes, one by one: what brings each to the first place, what rules it out, what leaves it open; who may be told of
//! insider risk; and whether waiting helps, code by code.
//!
//! The texts stand in `tests/causes/`, written by hand in our own words.
#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot read its own files must stop")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use serde::Deserialize;
use whyblocked::job::Progress;
use whyblocked::knowledge::Knowledge;
use whyblocked::model::{Analysis, Certainty, Diagnosis, FactKind, Origin, Source, Via};
use whyblocked::pipeline::analyse;
use whyblocked::report::{self, Format};
use whyblocked::view::report::{Audience, Redaction};
use whyblocked::view::{Options, Views};

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::embedded().expect("sound knowledge"));

/// One file of the table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    cause: Vec<Row>,
}

/// One cause and its three texts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Row {
    id: String,
    first: Cell,
    ruled_out: Cell,
    open: Cell,
}

/// A text, or why there can be none.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
enum Cell {
    Text(String),
    Why(String),
}

impl Cell {
    fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Why(_) => None,
        }
    }
}

/// Cells without a text; each more has to be argued for here as well.
const WITHOUT_TEXT: usize = 10;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/causes")
}

fn table() -> Vec<Row> {
    let mut rows = Vec::new();
    for entry in fs::read_dir(folder()).expect("the table") {
        let path = entry.expect("the table").path();
        if path.file_name().is_some_and(|name| name != "verdicts.toml") {
            let text = fs::read_to_string(&path).expect("a table");
            let table: Table = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            rows.extend(table.cause);
        }
    }
    rows
}

fn run(text: &str) -> Analysis {
    let source = Source::text("text", Origin::Pasted, text);
    analyse(&[source], &KNOWLEDGE, &Progress::default()).expect("not cancelled")
}

fn diagnosis(analysis: &Analysis) -> Option<&Diagnosis> {
    analysis.diagnoses.first()
}

fn certainty(analysis: &Analysis, cause: &str) -> Option<Certainty> {
    let findings = &diagnosis(analysis)?.findings;
    findings.iter().find(|finding| finding.cause == cause).map(|finding| finding.certainty)
}

#[test]
fn the_table_holds_every_cause_once() {
    let rows = table();
    let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    let known: BTreeSet<&str> = KNOWLEDGE.causes.iter().map(|cause| cause.id.get_ref().as_str()).collect();
    assert_eq!(unique, known);
    assert_eq!(unique.len(), ids.len(), "a cause stands twice");
}

#[test]
fn each_cause_comes_first_is_ruled_out_and_stays_open_where_it_must() {
    let mut wrong = Vec::new();
    let mut without = 0;
    for row in table() {
        for (what, cell) in [("first", &row.first), ("ruled out", &row.ruled_out), ("open", &row.open)] {
            let text = match cell {
                Cell::Text(text) => text,
                Cell::Why(why) => {
                    assert!(what != "first", "{}: each cause comes first somewhere", row.id);
                    assert!(why.ends_with('.') && why.len() > 40, "{}: say why: {why}", row.id);
                    without += 1;
                    continue;
                }
            };
            let analysis = run(text);
            let found = certainty(&analysis, &row.id);
            let leads = diagnosis(&analysis).is_some_and(|d| d.findings.first().is_some_and(|f| f.cause == row.id))
                && found > Some(Certainty::RuledOut);
            let vague = row.id == "policy-block-unspecified";
            let as_it_must = match what {
                "first" => leads,
                "ruled out" => found == Some(Certainty::RuledOut),
                _ => found == Some(Certainty::Possible) || found == Some(Certainty::Likely) || vague && found.is_some(),
            };
            if !as_it_must {
                wrong.push(format!("{} is not {what} but {found:?} in\n{text}", row.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(without, WITHOUT_TEXT, "cells that say why there is no text");
}

#[test]
fn most_texts_of_the_table_are_not_those_of_the_knowledge() {
    let examples: BTreeSet<&str> = KNOWLEDGE
        .causes
        .iter()
        .flat_map(|cause| {
            let counter = cause.counter_example.iter().map(|example| example.input.get_ref().trim());
            cause.example.iter().map(|example| example.input.get_ref().trim()).chain(counter)
        })
        .collect();
    let rows = table();
    let texts: Vec<&str> =
        rows.iter().flat_map(|row| [&row.first, &row.ruled_out, &row.open]).filter_map(Cell::text).collect();
    let own = texts.iter().filter(|text| !examples.contains(text.trim())).count();
    assert!(own * 2 >= texts.len(), "only {own} of {} texts are new", texts.len());
}

/// Every text in which something may be said: of the table, and of the knowledge.
fn all_texts() -> Vec<String> {
    let rows = table();
    let of_table = rows.iter().flat_map(|row| [&row.first, &row.ruled_out, &row.open]).filter_map(Cell::text);
    let of_causes = KNOWLEDGE.causes.iter().flat_map(|cause| {
        let counter = cause.counter_example.iter().map(|example| example.input.get_ref().as_str());
        cause.example.iter().map(|example| example.input.get_ref().as_str()).chain(counter)
    });
    of_table.chain(of_causes).map(str::to_owned).collect()
}

/// Whether a log's own member names it; words of a text never do.
fn is_named_by_a_log(analysis: &Analysis) -> bool {
    let facts = analysis.diagnoses.iter().flat_map(|diagnosis| diagnosis.sign_in.facts());
    facts
        .filter(|fact| fact.kind == FactKind::PolicyCondition && fact.via == Via::Field)
        .any(|fact| fact.value.eq_ignore_ascii_case("insiderRisk"))
}

#[test]
fn insider_risk_is_named_to_an_administrator_alone_and_only_from_a_log() {
    let options = Options { language: "en".to_owned(), now: None, zone: None, organisation: None };
    let names = |text: &str| {
        let text = text.to_lowercase();
        ["insider", "purview", "adaptive protection"].iter().any(|word| text.contains(word))
    };
    let mut told = 0;
    for text in all_texts() {
        // What stands in the person's own words may be quoted back.
        if names(&text) && !text.contains("insiderRisk") {
            assert_eq!(certainty(&run(&text), "insider-risk"), None, "{text}");
            continue;
        }
        let analysis = run(&text);
        assert_eq!(certainty(&analysis, "insider-risk").is_some(), is_named_by_a_log(&analysis), "{text}");
        for case in Views::build(&analysis, &KNOWLEDGE, &options).cases {
            assert!(!names(&format!("{case:?}")), "the employee's view names it: {text}\n{case:?}");
        }
        for case in 0..analysis.diagnoses.len() {
            for redaction in [Redaction::Personal, Redaction::Secrets] {
                let report = |audience| {
                    whyblocked::view::report::report(&analysis, case, &KNOWLEDGE, &options, audience, redaction)
                };
                for format in Format::ALL {
                    let help_desk = report::render(&report(Audience::HelpDesk), format);
                    assert!(!names(&help_desk), "the help desk is told: {help_desk}");
                    if is_named_by_a_log(&analysis) {
                        assert!(names(&report::render(&report(Audience::Admin), format)), "{text}");
                        told += 1;
                    }
                }
                let json = |audience| report::json::render(&analysis, &KNOWLEDGE, "en", audience, redaction);
                assert!(!names(&json(Audience::HelpDesk)), "{}", json(Audience::HelpDesk));
            }
        }
    }
    assert!(told > 0, "no log of the table names it");
}

#[test]
fn a_policy_that_did_not_refuse_is_never_blamed() {
    for result in
        ["reportOnlyFailure", "reportOnlyInterrupted", "notApplied", "notEnabled", "success", "unknownFutureValue"]
    {
        let text = format!(
            r#"{{"id":"8f2c1d3e-4a5b-6c7d-8e9f-0a1b2c3d4e5f","status":{{"errorCode":53003}},"appliedConditionalAccessPolicies":[{{"displayName":"CA099 Trial","result":"{result}","enforcedGrantControls":["Block"],"conditionsSatisfied":"application,users,insiderRisk,location","includeRulesSatisfied":[{{"conditionalAccessCondition":"deviceState","ruleSatisfied":"deviceFilter"}}]}}]}}"#
        );
        let analysis = run(&text);
        let sign_in = &diagnosis(&analysis).expect("a refusal").sign_in;
        for kind in [FactKind::PolicyName, FactKind::GrantControl, FactKind::PolicyCondition, FactKind::BlockCondition]
        {
            assert_eq!(sign_in.value(kind), None, "{result}: {kind:?}");
        }
        for cause in ["insider-risk", "device-filter"] {
            assert_eq!(certainty(&analysis, cause), None, "{result}: {cause}");
        }
    }
}

/// `verdicts.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Verdicts {
    verdict: Vec<Expected>,
}

/// What is to be said of one code, or of several in the same situation.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Expected {
    codes: Vec<String>,
    /// Words around the code; `CODE` stands for it.
    text: String,
    verdict: String,
    certainty: Option<String>,
    other_way_works: bool,
    team: Option<String>,
    /// The row of `facts/temporary_vs_structural` that it follows, or why it does not.
    why: String,
}

#[test]
fn whether_waiting_helps_is_said_code_by_code() {
    let text = fs::read_to_string(folder().join("verdicts.toml")).expect("the verdicts");
    let table: Verdicts = toml::from_str(&text).unwrap_or_else(|error| panic!("{error}"));
    let mut wrong = Vec::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for row in &table.verdict {
        assert!(!row.why.is_empty());
        for code in &row.codes {
            *seen.entry(code.clone()).or_default() += 1;
            let analysis = run(&row.text.replace("CODE", code));
            let Some(found) = diagnosis(&analysis) else {
                wrong.push(format!("{code}: no refusal recognised"));
                continue;
            };
            let persistence = &found.persistence;
            let told = (persistence.verdict.id(), persistence.other_way_works);
            if told != (row.verdict.as_str(), row.other_way_works) {
                wrong.push(format!(
                    "{code}: {told:?} instead of {:?}: {}",
                    (&row.verdict, row.other_way_works),
                    row.why
                ));
            }
            if row.certainty.as_ref().is_some_and(|certainty| certainty != persistence.certainty.id()) {
                wrong.push(format!("{code}: {} instead of {:?}", persistence.certainty.id(), row.certainty));
            }
            if row.team.as_ref().is_some_and(|team| team != found.route.team.id()) {
                wrong.push(format!("{code}: {} instead of {:?}", found.route.team.id(), row.team));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen.len() >= 150, "only {} codes", seen.len());
}
