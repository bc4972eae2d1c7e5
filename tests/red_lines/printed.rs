//! Every text of the finished views and reports of the case folders, for each reader, in each format.
//!
//! Edge: words quoted from the input are the person's own and are not judged.

use std::fs;
use std::path::{Path, PathBuf};

use whyblocked::job::Progress;
use whyblocked::knowledge::Knowledge;
use whyblocked::model::{Analysis, Origin, Source};
use whyblocked::pipeline::analyse;
use whyblocked::report::{self, Format};
use whyblocked::view::report::{Audience, Redaction, ReportView};
use whyblocked::view::{CaseView, Options, Views};

use crate::rules::{Reader, Text};

/// All of them.
pub(crate) fn all() -> Vec<Text> {
    let knowledge = Knowledge::embedded().expect("sound knowledge");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut folders: Vec<PathBuf> =
        fs::read_dir(root).expect("cases").filter_map(|entry| Some(entry.ok()?.path())).collect();
    folders.sort();
    folders.iter().flat_map(|folder| of_folder(folder, &knowledge)).collect()
}

fn of_folder(folder: &Path, knowledge: &Knowledge) -> Vec<Text> {
    let options = Options { language: "en".to_owned(), now: None, zone: None, organisation: None };
    let analysis = analysis(folder, knowledge);
    let place = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut texts = Vec::new();
    let views = Views::build(&analysis, knowledge, &options);
    for (number, case) in views.cases.iter().enumerate() {
        let policy = analysis.diagnoses.get(number).is_some_and(|diagnosis| diagnosis.policy_refusal);
        let add = |words| text(&place, Reader::Person, policy, words);
        texts.extend(of_case(case).into_iter().map(add));
    }
    let others = views.notes.iter().map(|note| note.text.clone());
    let of_devices = views.devices.iter().flat_map(|device| {
        let rows = device.rows.iter().map(|row| row.text.clone());
        rows.chain(device.remarks.iter().cloned())
    });
    let nothing = views.nothing.iter().flat_map(|nothing| std::iter::once(&nothing.headline).chain(&nothing.lines));
    let shown = others.chain(of_devices).chain(nothing.cloned());
    texts.extend(shown.map(|words| text(&place, Reader::Person, false, words)));
    for (audience, reader) in [(Audience::HelpDesk, Reader::HelpDesk), (Audience::Admin, Reader::Admin)] {
        for redaction in [Redaction::Personal, Redaction::Secrets] {
            for case in 0..analysis.diagnoses.len().max(1) {
                let policy = analysis.diagnoses.get(case).is_some_and(|diagnosis| diagnosis.policy_refusal);
                let view = whyblocked::view::report::report(&analysis, case, knowledge, &options, audience, redaction);
                texts.extend(
                    of_report(&view, reader, knowledge)
                        .into_iter()
                        .map(|(reader, words)| text(&place, reader, policy, words)),
                );
                for format in Format::ALL {
                    let lines = lines(&report::render(&view, format), format);
                    texts.extend(lines.into_iter().map(|words| text(&place, reader, policy, words)));
                }
            }
            let json = report::json::render(&analysis, knowledge, "en", audience, redaction);
            // Its texts are those of the views; only what nobody else may read is looked for in it as a whole.
            if reader == Reader::HelpDesk {
                let named = ["insider", "adaptive protection"].iter().any(|word| json.to_lowercase().contains(word));
                assert!(!named, "{place}: {json}");
            }
        }
    }
    texts
}

fn text(place: &str, reader: Reader, policy: bool, words: String) -> Text {
    let password_due = words.contains("at risk");
    Text { place: place.to_owned(), reader, policy, password_due, words }
}

fn analysis(folder: &Path, knowledge: &Knowledge) -> Analysis {
    let entries = fs::read_dir(folder).expect("a case");
    let mut inputs: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    inputs.retain(|path| path.file_stem().is_some_and(|stem| stem.to_string_lossy().starts_with("input")));
    inputs.sort();
    let source = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Source::text(name, Origin::Pasted, &fs::read_to_string(path).expect("an input"))
    };
    let sources: Vec<Source> = inputs.iter().map(source).collect();
    analyse(&sources, knowledge, &Progress::default()).expect("not cancelled")
}

fn of_case(case: &CaseView) -> Vec<String> {
    let strip = &case.strip;
    let verdict = &case.verdict;
    let mut texts = vec![strip.sentence.clone(), strip.who.clone(), strip.now.clone(), verdict.word.clone()];
    texts.extend(verdict.other_way.iter().chain(&verdict.decided_by).cloned());
    texts.extend(verdict.explanation.iter().chain(&verdict.reasons).chain(&verdict.not_meaning).cloned());
    texts.extend(case.known.iter().map(|known| known.text.clone()));
    texts.extend(case.ruled_out.iter().map(|known| format!("It is not this: {}", known.text)));
    texts.extend(case.not_knowable.iter().chain(&case.conflicts).chain(&case.steps).chain(&case.clocks).cloned());
    for cause in &case.causes {
        texts.extend([cause.title.clone(), cause.summary.clone()]);
        texts.extend(cause.evidence.iter().map(|evidence| evidence.because.clone()));
        texts.extend(cause.missing.iter().cloned());
    }
    texts
}

/// The lines of a report; those of the section for the user are the user's.
fn of_report(view: &ReportView, reader: Reader, knowledge: &Knowledge) -> Vec<(Reader, String)> {
    let mut texts = vec![(reader, view.route.clone()), (reader, view.title.clone())];
    for section in &view.sections {
        let for_user = section.heading == knowledge.word("en", "report.steps");
        let reader = if for_user { Reader::Person } else { reader };
        texts.extend(section.lines.iter().map(|line| (reader, line.clone())));
    }
    texts.extend([&view.removed, &view.mode, &view.footer].into_iter().map(|words| (reader, words.clone())));
    texts.extend(view.queries.iter().map(|query| (reader, query.title.clone())));
    texts
}

/// The lines of a rendered report, put together again where they were wrapped, without the marks of the format.
fn lines(rendered: &str, format: Format) -> Vec<String> {
    let text = match format {
        Format::Text => rendered.replace("\n  ", " "),
        Format::Markdown => rendered.replace('\\', ""),
        Format::Html => {
            let body = rendered.split("</style>").last().unwrap_or_default();
            let without_marks = body.split('<').filter_map(|piece| piece.split_once('>').map(|(_, words)| words));
            without_marks
                .collect::<Vec<_>>()
                .join("\n")
                .replace("&#39;", "'")
                .replace("&quot;", "\"")
                .replace("&amp;", "&")
        }
        Format::Json => {
            let value: serde_json::Value = serde_json::from_str(rendered).expect("JSON");
            let mut found = Vec::new();
            strings(&value, &mut found);
            found.join("\n")
        }
    };
    text.lines()
        .map(|line| line.trim_start_matches(['-', '*', '#', ' ']).trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect()
}

fn strings(value: &serde_json::Value, found: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => found.push(text.clone()),
        serde_json::Value::Array(list) => list.iter().for_each(|value| strings(value, found)),
        serde_json::Value::Object(members) => members.values().for_each(|value| strings(value, found)),
        _ => {}
    }
}
