//! Runs every sample that stands in the knowledge through the pipeline: what an entry claims must come out.

use std::collections::BTreeSet;

use crate::job::Progress;
use crate::knowledge::{Cause, Format, Knowledge, Language, Problem, Sentence, fold};
use crate::model::{Analysis, Certainty, FactKind, Finding, Origin, Source};
use crate::pipeline;

/// Everything that the samples disprove, in the order of the entries.
pub fn prove(knowledge: &Knowledge) -> Vec<Problem> {
    let causes = knowledge.causes.iter().flat_map(|cause| prove_cause(cause, knowledge));
    let formats = knowledge.formats.iter().flat_map(|format| prove_format(format, knowledge));
    let sentences = knowledge.sentences.values().flat_map(|sentence| prove_sentence(sentence, knowledge));
    let languages = knowledge.languages().iter().flat_map(|language| prove_language(language, knowledge));
    causes.chain(formats).chain(sentences).chain(languages).chain(prove_messages(knowledge)).collect()
}

/// Every shape of a message can be searched for.
fn prove_messages(knowledge: &Knowledge) -> impl Iterator<Item = Problem> {
    let shapes = knowledge.matchers.messages().iter().filter(|message| message.pattern().is_none());
    shapes.map(|message| Problem {
        file: "languages".to_owned(),
        line: 0,
        message: format!("a message with places for {:?} is too long; shorten it", message.kinds),
    })
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

/// A refusal below each sample of a sentence, so that there is a sign-in for it to belong to.
const REFUSAL: &str = "Error Code: 53003\nRequest Id: 8f2c1d3e-4a5b-6c7d-8e9f-0a1b2c3d4e5f\n";

fn prove_sentence(sentence: &Sentence, knowledge: &Knowledge) -> Vec<Problem> {
    let id = sentence.id.get_ref();
    let is_found = |sample: &String| {
        let analysis = run(&format!("{sample}\n\n{REFUSAL}"), knowledge);
        analysis
            .diagnoses
            .iter()
            .any(|diagnosis| diagnosis.sign_in.all(FactKind::Sentence).any(|fact| fact.value == *id))
    };
    let missed = sentence.samples.iter().zip(1..).filter(|(sample, _)| !is_found(sample));
    let problem = |(_, number): (&String, i32)| Problem {
        file: "sentences.toml".to_owned(),
        line: 0,
        message: format!("sample {number} of the sentence {id:?} does not show it; word it as a language file has it"),
    };
    missed.map(problem).collect()
}

/// Each label must give its fact in a line of a sample of its language.
fn prove_language(language: &Language, knowledge: &Knowledge) -> Vec<Problem> {
    let mut read: BTreeSet<(FactKind, String)> = BTreeSet::new();
    for sample in &language.samples {
        for diagnosis in run(sample, knowledge).diagnoses {
            for fact in diagnosis.sign_in.facts() {
                let before = sample.get(..fact.span.start).unwrap_or_default();
                let label = before.rsplit('\n').next().unwrap_or_default().trim_end_matches(": ");
                read.insert((fact.kind, fold(label)));
            }
        }
    }
    let labels = language.labels.iter().flat_map(|(&kind, labels)| labels.iter().map(move |label| (kind, label)));
    let missed = labels.filter(|(kind, label)| !read.contains(&(*kind, fold(label))));
    let problem = |(kind, label): (FactKind, &String)| Problem {
        file: format!("languages/{}.toml", language.tag),
        line: 0,
        message: format!("no sample gives {} behind the label {label:?}; another label may take its place", kind.id()),
    };
    missed.map(problem).collect()
}
