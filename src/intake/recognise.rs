//! What an input is: the first format whose marks it bears.

use std::collections::BTreeSet;

use super::structure::{Structure, Writing};
use crate::knowledge::{Format, Knowledge, Syntax, fold};
use crate::model::{FactKind, StatusBlock};

/// Names are gathered from this many records: all of one log have the same.
const LOOKED_AT: usize = 60;

/// The log that has this structure, if it is one that is known.
pub(super) fn log<'a>(writing: Writing, structure: &Structure, knowledge: &'a Knowledge) -> Option<&'a Format> {
    let marks = Marks::of(structure);
    let logs = knowledge.formats.iter().filter(|format| format.syntax.is_log() && writing.suits(format.syntax));
    logs.into_iter().find(|format| marks.fit(format, knowledge))
}

/// The single JSON object that has this structure, if it is one that is known.
pub(super) fn object<'a>(structure: &Structure, knowledge: &'a Knowledge) -> Option<&'a Format> {
    let marks = Marks::of(structure);
    knowledge.formats.iter().filter(|format| format.syntax == Syntax::Json).find(|format| marks.fit(format, knowledge))
}

/// What tells one structure from another: the names in it, and the query that it answers.
struct Marks {
    names: BTreeSet<String>,
    answers: Option<String>,
    is_empty: bool,
}

impl Marks {
    fn of(structure: &Structure) -> Self {
        let records = structure.records.iter().take(LOOKED_AT).flat_map(|record| &record.fields);
        let fields = records.chain(&structure.envelope).map(|field| &field.path);
        let mut names: BTreeSet<String> = fields.chain(&structure.columns).map(|name| fold(name.trim())).collect();
        // What stands in a list or an object has that one's name as well.
        let above = |name: &String| {
            name.match_indices('.').map(|(at, _)| name.get(..at).unwrap_or_default().to_owned()).collect::<Vec<_>>()
        };
        let parents: Vec<String> = names.iter().flat_map(above).collect();
        names.extend(parents);
        let first = structure.records.first().map(|record| &record.fields);
        let around = structure.envelope.iter().chain(first.into_iter().flatten());
        let answers = around.into_iter().find(|field| &*field.path == "@odata.context").map(|field| fold(&field.value));
        let is_empty = structure.is_list
            && structure.records.is_empty()
            && structure.columns.is_empty()
            && structure.damage.is_empty();
        Self { names, answers, is_empty }
    }

    fn fit(&self, format: &Format, knowledge: &Knowledge) -> bool {
        let detect = &format.detect;
        let answered =
            self.answers.as_ref().is_some_and(|query| detect.answers.iter().any(|name| query.contains(name)));
        let has = |name: &String| self.names.contains(name);
        let labelled = detect.least_labels.is_some_and(|least| self.labels(format, knowledge) >= least);
        let named = !(detect.fields.is_empty() && detect.all_fields.is_empty())
            && (detect.fields.is_empty() || detect.fields.iter().any(has))
            && detect.all_fields.iter().all(has);
        let is_empty = detect.empty_list && self.is_empty && self.names.iter().all(|name| name.starts_with('@'));
        answered || named || labelled || is_empty
    }
}

impl Marks {
    /// How many of the facts that a format gives are named by labels of any language. Without a column for the code there
    /// are none: a list of people or devices has many of the same columns.
    fn labels(&self, format: &Format, knowledge: &Knowledge) -> usize {
        let kinds: BTreeSet<_> = self.names.iter().filter_map(|name| knowledge.label(name)).collect();
        if !kinds.contains(&FactKind::ErrorCode) {
            return 0;
        }
        format.expected.iter().filter(|kind| kinds.contains(kind)).count()
    }
}

/// The format of a running text, or `None` where nothing known was found in it.
pub(super) fn text<'a>(text: &str, statuses: &[StatusBlock], knowledge: &'a Knowledge) -> Option<&'a Format> {
    let folded = fold(text);
    let labels = knowledge
        .matchers
        .label_uses(text, &folded)
        .filter_map(|label| label.kind.filter(|_| !label.cue && label.language.is_some()))
        .collect::<BTreeSet<_>>();
    let running = |format: &&Format| matches!(format.syntax, Syntax::Text | Syntax::Pairs);
    knowledge.formats.iter().filter(running).find(|format| {
        let detect = &format.detect;
        let labels_fit = detect
            .least_labels
            .is_none_or(|least| format.expected.iter().filter(|kind| labels.contains(kind)).count() >= least);
        let words_fit =
            detect.contains.is_empty() || detect.contains.iter().any(|words| folded.contains(words.as_str()));
        let code_fits = !detect.bare_code || is_bare_code(text);
        let names_fit =
            format.syntax != Syntax::Pairs || statuses.iter().any(|block| block.format == *format.id.get_ref());
        names_fit && labels_fit && words_fit && code_fits
    })
}

/// A code typed alone, give or take the word "error": `53003`, `AADSTS50126?`, `error 53003`, `0xCAA2000C`.
fn is_bare_code(text: &str) -> bool {
    let text = fold(text.trim());
    if text.len() > 40 {
        return false;
    }
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_number = |word: &&&str| {
        let digits = word.strip_prefix("aadsts").unwrap_or(word);
        (4..=10).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) || digits.starts_with("0x")
    };
    let numbers = words.iter().filter(is_number).count();
    let fillers = words
        .iter()
        .filter(|word| ["aadsts", "error", "code", "microsoft", "fehler", "nr", "no", "number", "err"].contains(word))
        .count();
    numbers == 1 && numbers + fillers == words.len()
}
