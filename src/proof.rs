//! Runs every sample that stands in the knowledge through the pipeline: what an entry claims must come out.

use crate::job::Progress;
use crate::knowledge::{Cause, Format, Knowledge, Problem};
use crate::model::{Analysis, Certainty, Finding, Origin, Source};
use crate::pipeline;

/// Everything that the samples disprove, in the order of the entries.
pub fn prove(knowledge: &Knowledge) -> Vec<Problem> {
    let causes = knowledge.causes.iter().flat_map(|cause| prove_cause(cause, knowledge));
    let formats = knowledge.formats.iter().flat_map(|format| prove_format(format, knowledge));
    causes.chain(formats).collect()
}

fn run(text: &str, knowledge: &Knowledge) -> Analysis {
    let source = Source::text("sample", Origin::Example, text);
    // Nobody cancels this progress; an empty analysis would show as a problem all the same.
    pipeline::analyse(&[source], knowledge, &Progress::default()).unwrap_or_default()
}

fn finding<'a>(analysis: &'a Analysis, cause: &str) -> Option<&'a Finding> {
    analysis.diagnoses.iter().flat_map(|diagnosis| &diagnosis.findings).find(|finding| finding.cause == cause)
}

fn prove_cause(cause: &Cause, knowledge: &Knowledge) -> Vec<Problem> {
    let id = cause.id.get_ref();
    let mut problems = Vec::new();
    let mut used = vec![false; cause.when.len()];
    let mut problem = |message: String| problems.push(Problem { file: format!("causes/{id}.toml"), line: 0, message });
    for (number, example) in cause.example.iter().enumerate() {
        let analysis = run(example.input.get_ref(), knowledge);
        note_clauses(cause, &analysis, &mut used);
        let found = finding(&analysis, id).map(|finding| finding.certainty);
        if found != Some(example.expect) {
            let found = found.map_or("not found", Certainty::id);
            problem(format!("example {} expects {}, but the cause is {found}", number + 1, example.expect.id()));
        }
    }
    for (number, example) in cause.counter_example.iter().enumerate() {
        let analysis = run(example.input.get_ref(), knowledge);
        note_clauses(cause, &analysis, &mut used);
        let found = finding(&analysis, id).map(|finding| finding.certainty);
        if let Some(certainty) = found.filter(|&certainty| certainty != Certainty::RuledOut) {
            problem(format!("counter-example {} must not find the cause, but it is {}", number + 1, certainty.id()));
        }
    }
    for (number, clause) in cause.when.iter().enumerate() {
        if used.get(number) != Some(&true) {
            let fact = clause.fact.get_ref().id();
            problem(format!(
                "no example exercises [[when]] number {} (fact = {fact:?}); add one that does",
                number + 1
            ));
        }
    }
    problems
}

/// Marks the clauses that hold.
fn note_clauses(cause: &Cause, analysis: &Analysis, used: &mut [bool]) {
    for diagnosis in &analysis.diagnoses {
        for (clause, used) in cause.when.iter().zip(used.iter_mut()) {
            *used |= clause.holds(&diagnosis.sign_in).is_some();
        }
    }
}

fn prove_format(format: &Format, knowledge: &Knowledge) -> Vec<Problem> {
    let id = format.id.get_ref();
    let mut problems = Vec::new();
    let mut problem = |message: String| problems.push(Problem { file: format!("formats/{id}.toml"), line: 0, message });
    for (number, sample) in format.sample.iter().enumerate() {
        let number = number + 1;
        let analysis = run(sample.input.get_ref(), knowledge);
        let taken_for = analysis.documents.first().map_or("", |document| document.format.as_str());
        if taken_for != id {
            problem(format!(
                "sample {number} is taken for {taken_for:?}; make [detect] or the order of the formats tell them apart"
            ));
        }
        for (kind, want) in &sample.expect {
            let of_sign_in = analysis.diagnoses.first().and_then(|diagnosis| diagnosis.sign_in.value(*kind));
            let found = of_sign_in.or_else(|| analysis.devices.first().and_then(|device| device.value(*kind)));
            if found != Some(want) {
                problem(format!("sample {number} expects {} = {want:?}, but {found:?} was read", kind.id()));
            }
        }
    }
    problems
}
