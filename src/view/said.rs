//! What the person said, in the language of the view: the analysis keeps it in English, a line for each answer.

use std::ops::Range;

use super::Words;
use crate::model::{Analysis, Document, SAID, Span};

/// What was said of one case, as an input.
pub(super) struct Said {
    pub(super) name: String,
    pub(super) text: String,
    /// The bytes of each line.
    lines: Vec<Range<usize>>,
}

/// The input with this number in the language of the words, where it is what somebody said.
pub(super) fn said(input: usize, analysis: &Analysis, words: Words<'_>) -> Option<Said> {
    let is_said = |document: &&Document| document.format == SAID;
    let document = analysis.documents.get(input).filter(is_said)?;
    let before = analysis.documents.iter().take(input).filter(is_said).count();
    let told: Vec<String> =
        analysis.cases.iter().filter_map(|case| lines(case.refused().next()?, analysis, words)).nth(before)?;
    let (mut text, mut lines) = (String::new(), Vec::new());
    for line in &told {
        let start = text.len();
        text.push_str(line);
        lines.push(start..text.len());
        text.push('\n');
    }
    let name = words.get("source.said");
    let name = if before == 0 { name } else { format!("{name} {}", before + 1) };
    (document.text.lines().count() == lines.len()).then_some(Said { name, text, lines })
}

/// Where a line of what was said stands as it is shown, and its words there.
pub(super) fn place(span: Span, analysis: &Analysis, words: Words<'_>) -> Option<(Span, String)> {
    let said = said(span.input, analysis, words)?;
    let before = analysis.documents.get(span.input)?.text.get(..span.start)?;
    let line = said.lines.get(before.matches('\n').count())?;
    Some((Span::new(span.input, line.start, line.end), said.text.get(line.clone())?.to_owned()))
}

/// What was said of a sign-in, a line each; `None` where nothing was.
fn lines(refused: usize, analysis: &Analysis, words: Words<'_>) -> Option<Vec<String>> {
    let diagnosis = analysis.diagnoses.get(refused)?;
    let line = |about| words.knowledge().told(words.tag(), about, &diagnosis.sign_in);
    let lines: Vec<String> = diagnosis.said.iter().filter_map(line).collect();
    (!lines.is_empty()).then_some(lines)
}
