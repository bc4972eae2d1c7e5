//! What an input is: the first format whose marks it bears.

use crate::knowledge::{Format, Knowledge, Syntax, fold};
use crate::model::{Field, StatusBlock};

/// The format of a text, or `None` where nothing known was found in it.
pub(super) fn recognise<'a>(
    text: &str,
    fields: &[Field],
    statuses: &[StatusBlock],
    knowledge: &'a Knowledge,
) -> Option<&'a Format> {
    let folded = fold(text);
    let labels = knowledge
        .matchers
        .label_uses(text, &folded)
        .filter_map(|label| label.kind.filter(|_| !label.cue && label.language.is_some()))
        .collect::<std::collections::BTreeSet<_>>();
    knowledge.formats.iter().find(|format| {
        let detect = &format.detect;
        let json_fits = format.syntax != Syntax::Json || !fields.is_empty();
        let labels_fit = detect
            .least_labels
            .is_none_or(|least| format.expected.iter().filter(|kind| labels.contains(kind)).count() >= least);
        let words_fit =
            detect.contains.is_empty() || detect.contains.iter().any(|words| folded.contains(words.as_str()));
        let fields_fit =
            detect.fields.is_empty() || detect.fields.iter().any(|path| fields.iter().any(|field| field.path == *path));
        let code_fits = !detect.bare_code || is_bare_code(text);
        let names_fit =
            format.syntax != Syntax::Pairs || statuses.iter().any(|block| block.format == *format.id.get_ref());
        names_fit && json_fits && labels_fit && words_fit && fields_fit && code_fits
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
