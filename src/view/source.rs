//! The inputs as they are shown: their lines, what was understood in them, and remarks.
//!
//! Edge: places are bytes of the decoded text; nothing is drawn or measured.

use std::ops::Range;

use super::recognition::recognition;
use super::{Mark, NoteView, NothingView, SourceView, Words, device, said};
use crate::model::{Analysis, Fact, FactKind};

/// Every input.
pub(super) fn sources(analysis: &Analysis, words: Words<'_>) -> Vec<SourceView> {
    let mut marks = marks(analysis, words);
    analysis
        .documents
        .iter()
        .enumerate()
        .map(|(input, document)| {
            let (mine, others) = marks.drain(..).partition(|mark| mark.span.input == input);
            marks = others;
            let said = said::said(input, analysis, words);
            let (name, text) = said.as_ref().map_or((&document.name, &document.text), |said| (&said.name, &said.text));
            SourceView {
                name: name.clone(),
                source: document.source,
                recognition: recognition(input, analysis, words),
                text: text.as_str().into(),
                lines: lines(text),
                marks: mine,
            }
        })
        .collect()
}

/// The byte range of each line, without its line end.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    text.split('\n')
        .map(|line| {
            let range = start..start + line.strip_suffix('\r').unwrap_or(line).len();
            start += line.len() + 1;
            range
        })
        .collect()
}

/// The pieces that were understood, in order. Of two that overlap the shorter stays: it says more exactly what it is.
fn marks(analysis: &Analysis, words: Words<'_>) -> Vec<Mark> {
    let facts = analysis.diagnoses.iter().enumerate().flat_map(|(case, diagnosis)| {
        diagnosis.sign_in.facts().iter().filter(|fact| !is_derived(fact)).map(move |fact| (case, fact))
    });
    // A device belongs to every case; a click on its words leads to the first.
    let of_devices = analysis.devices.iter().flat_map(|device| device.facts.iter().map(|fact| (0, fact)));
    let facts = facts.chain(of_devices);
    let mut facts: Vec<(usize, &Fact)> = facts.filter(|(_, fact)| fact.span.start < fact.span.end).collect();
    facts.sort_by_key(|(case, fact)| (fact.span.input, fact.span.start, fact.span.end, *case));
    let mut kept: Vec<(usize, &Fact)> = Vec::with_capacity(facts.len());
    for (case, fact) in facts {
        let length = |fact: &Fact| fact.span.end - fact.span.start;
        match kept.last_mut().filter(|(_, last)| last.span.overlaps(fact.span)) {
            Some(last) if length(fact) < length(last.1) => *last = (case, fact),
            Some(_) => {}
            None => kept.push((case, fact)),
        }
    }
    let mark = |(case, fact): (usize, &Fact)| Mark {
        span: said::place(fact.span, analysis, words).map_or(fact.span, |(span, _)| span),
        label: words.get(&format!("fact.{}", fact.kind.id())),
        kind: fact.kind,
        case,
    };
    kept.into_iter().map(mark).collect()
}

/// Looked-up facts point at the words of another fact.
fn is_derived(fact: &Fact) -> bool {
    matches!(fact.kind, FactKind::AppKind | FactKind::IpKind | FactKind::Servicing)
}

/// What could not be read, and what to take care of.
pub(super) fn notes(analysis: &Analysis, words: Words<'_>) -> Vec<NoteView> {
    let note = |warning: &crate::model::Warning| {
        let values: Vec<(&str, &str)> = warning.values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        NoteView { text: words.warning(warning.key, &values), span: warning.span }
    };
    analysis.warnings.iter().map(note).collect()
}

/// The kind answer when no refusal was recognised: what a device says, where one speaks.
pub(super) fn nothing(analysis: &Analysis, words: Words<'_>) -> NothingView {
    device::alone(analysis, words).unwrap_or_else(|| nothing_at_all(words))
}

fn nothing_at_all(words: Words<'_>) -> NothingView {
    let lines = ["nothing.looked-for", "nothing.usable", "nothing.example", "nothing.not-meaning"];
    NothingView { headline: words.get("nothing.headline"), lines: lines.map(|key| words.get(key)).to_vec() }
}
