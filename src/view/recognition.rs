//! How well an input was read: what it was taken for, in which language, how many of the details that such a text has,
//! and what a better copy would contain.

use super::Words;
use super::subject::Subject;
use crate::knowledge::Format;
use crate::model::{Analysis, Diagnosis, FactKind};

/// How well one input was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecognitionView {
    /// "Sign-in page, details block · English · 9 of 10 fields".
    pub line: String,
    /// What a better copy would contain, and how to get one; `None` where nothing is missing.
    pub better: Option<String>,
}

/// Of the input with this number.
pub(super) fn recognition(input: usize, analysis: &Analysis, words: Words<'_>) -> RecognitionView {
    let Some((document, format)) = analysis
        .documents
        .get(input)
        .and_then(|document| Some((document, words.knowledge().format(&document.format)?)))
    else {
        let said =
            analysis.documents.get(input).and_then(|document| words.find(&format!("format.{}", document.format)));
        return RecognitionView { line: said.unwrap_or_else(|| words.get("recognised.nothing")), better: None };
    };
    let title = words.find(&format!("format.{}", document.format)).unwrap_or_else(|| words.text(&format.title));
    if format.syntax.is_log() {
        return RecognitionView { line: log_line(&title, input, analysis, format, words), better: None };
    }
    let expected = format.expected.len();
    let read = expected - missing(&format.expected, input, analysis).len();
    let fields =
        (read > 0).then(|| words.fill("recognised.fields", &[("n", &read.to_string()), ("m", &expected.to_string())]));
    let language = words.knowledge().language_of(&document.text).map(|language| language.name.clone());
    let line = [Some(title), language, fields].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let mut facts = analysis.diagnoses.iter().flat_map(|diagnosis| diagnosis.sign_in.facts());
    // Without a refusal the question is not what a better copy of it would hold.
    let better = facts.any(|fact| fact.span.input == input).then(|| better(input, analysis, format, words)).flatten();
    RecognitionView { line, better }
}

/// "Sign-in log (JSON), 214 records, 12 refused".
fn log_line(title: &str, input: usize, analysis: &Analysis, format: &Format, words: Words<'_>) -> String {
    let is_here = |diagnosis: &&Diagnosis| diagnosis.sign_in.facts().iter().any(|fact| fact.span.input == input);
    let refused = analysis.diagnoses.iter().filter(is_here).count();
    let records = analysis.documents.get(input).map_or(0, |document| document.records.len());
    let counts = if format.refusals { "recognised.records" } else { "recognised.entries" };
    words.list(&[title.to_owned(), words.fill(counts, &[("n", &records.to_string()), ("m", &refused.to_string())])])
}

/// The line for the input that a sign-in's code, or its first fact, was read from.
pub(super) fn of_sign_in(subject: Subject<'_>) -> Option<String> {
    let sign_in = subject.sign_in();
    let fact = sign_in.first(FactKind::ErrorCode).or_else(|| sign_in.facts().first())?;
    Some(recognition(fact.span.input, subject.analysis, subject.words).line)
}

/// Which of these details no sign-in of this input has, in the same order.
fn missing(wanted: &[FactKind], input: usize, analysis: &Analysis) -> Vec<FactKind> {
    let is_read = |kind: FactKind| {
        let of_sign_ins = analysis.diagnoses.iter().flat_map(|diagnosis| diagnosis.sign_in.all(kind));
        let of_devices = analysis.devices.iter().filter_map(|device| device.first(kind));
        of_sign_ins.chain(of_devices).any(|fact| fact.span.input == input)
    };
    // A page's request id and a program's trace id name the same thing.
    let same = |kind| match kind {
        FactKind::RequestId => is_read(FactKind::TraceId),
        FactKind::TraceId => is_read(FactKind::RequestId),
        _ => false,
    };
    wanted.iter().copied().filter(|&kind| !is_read(kind) && !same(kind)).collect()
}

/// "A better copy would also hold: request id, time. On the page choose More details …".
fn better(input: usize, analysis: &Analysis, format: &Format, words: Words<'_>) -> Option<String> {
    let missing = missing(&format.essential, input, analysis);
    if missing.is_empty() {
        return None;
    }
    let names: Vec<String> = missing.iter().map(|kind| words.get(&format!("fact.{}", kind.id()))).collect();
    let what = words.fill("recognised.better", &[("what", &words.list(&names))]);
    let how = words.find(&format!("better.{}", format.id.get_ref()));
    Some(how.map_or_else(|| what.clone(), |how| words.fill("form.sentences", &[("one", &what), ("other", &how)])))
}
