//! Labels, cues, field names and sentences of all languages, compiled for one pass over a text.

use aho_corasick::{AhoCorasick, MatchKind};

use super::schema::{Format, Hints, Language};
use crate::model::FactKind;

/// Everything that is searched for by its words.
#[derive(Debug)]
pub struct Matchers {
    labels: AhoCorasick,
    label_uses: Vec<LabelUse>,
    sentences: AhoCorasick,
    sentence_ids: Vec<(String, usize)>,
    absent: Vec<String>,
    microsoft: AhoCorasick,
    foreign: AhoCorasick,
    code_words: AhoCorasick,
    number_words: AhoCorasick,
}

/// What a label is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelUse {
    /// The fact that follows it; `None` for words that only end the value before them.
    pub kind: Option<FactKind>,
    /// A cue stands in a running sentence: no colon between it and the value.
    pub cue: bool,
    /// Number of the language it belongs to; `None` for field names.
    pub language: Option<usize>,
}

/// A label found in a text.
#[derive(Clone, Copy, Debug)]
pub struct LabelHit<'a> {
    /// First byte of the label.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// What it is for.
    pub label: &'a LabelUse,
}

/// A sentence found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SentenceHit<'a> {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Id of the sentence.
    pub id: &'a str,
    /// Number of the language it was found in.
    pub language: usize,
}

impl Matchers {
    pub(super) fn new(languages: &[Language], formats: &[Format]) -> Self {
        let mut texts: Vec<String> = Vec::new();
        let mut label_uses = Vec::new();
        let mut add = |text: &str, label: LabelUse| {
            let text = pattern(text);
            if !texts.contains(&text) {
                texts.push(text);
                label_uses.push(label);
            }
        };
        for (number, language) in languages.iter().enumerate() {
            let language_number = Some(number);
            for (&kind, labels) in &language.labels {
                labels.iter().for_each(|l| add(l, LabelUse { kind: Some(kind), cue: false, language: language_number }));
            }
            for (&kind, cues) in &language.cues {
                cues.iter().for_each(|c| add(c, LabelUse { kind: Some(kind), cue: true, language: language_number }));
            }
            language.ends.iter().for_each(|e| add(e, LabelUse { kind: None, cue: false, language: language_number }));
        }
        for format in formats {
            for (path, &kind) in &format.fields {
                // A nested name means something only in its place; the JSON reader knows that place.
                if !path.contains('.') {
                    add(path, LabelUse { kind: Some(kind), cue: false, language: None });
                }
            }
        }
        let mut sentence_texts: Vec<String> = Vec::new();
        let mut sentence_ids = Vec::new();
        for (number, language) in languages.iter().enumerate() {
            for (id, variants) in &language.sentences {
                for variant in variants {
                    sentence_texts.push(pattern(variant));
                    sentence_ids.push((id.clone(), number));
                }
            }
        }
        let mut absent: Vec<String> = languages.iter().flat_map(|l| &l.absent).map(|a| fold(a)).collect();
        absent.sort();
        absent.dedup();
        let hints = |pick: fn(&Hints) -> &Vec<String>| {
            let words: Vec<String> = languages.iter().flat_map(|l| pick(&l.hints)).map(|w| pattern(w)).collect();
            compile(&words)
        };
        Self {
            microsoft: hints(|h| &h.microsoft),
            foreign: hints(|h| &h.foreign),
            code_words: hints(|h| &h.code),
            number_words: hints(|h| &h.other_number),
            labels: compile(&texts),
            label_uses,
            sentences: compile(&sentence_texts),
            sentence_ids,
            absent,
        }
    }

    /// All labels in a folded text, from left to right, the longest at each place.
    pub fn labels<'a>(&'a self, folded: &'a str) -> impl Iterator<Item = LabelHit<'a>> {
        self.labels.find_iter(folded).filter_map(|found| {
            let label = self.label_uses.get(found.pattern().as_usize())?;
            Some(LabelHit { start: found.start(), end: found.end(), label })
        })
    }

    /// All known sentences in a folded text whose runs of white space are single blanks, from left to right.
    pub fn sentences<'a>(&'a self, folded: &'a str) -> impl Iterator<Item = SentenceHit<'a>> {
        self.sentences.find_iter(folded).filter_map(|found| {
            let (id, language) = self.sentence_ids.get(found.pattern().as_usize())?;
            Some(SentenceHit { start: found.start(), end: found.end(), id, language: *language })
        })
    }

    /// Whether a folded text names Microsoft's sign-in, and whether it names somebody else's.
    pub fn whose(&self, folded: &str) -> (bool, bool) {
        (has_word(&self.microsoft, folded), has_word(&self.foreign, folded))
    }

    /// Whether a number between these folded texts reads as an error code, by the words close to it.
    pub fn reads_as_code(&self, before: &str, after: &str) -> bool {
        let near_before = last(before, 48);
        let near_after = first(after, 48);
        let closest = last(before, 16);
        let says_code = has_word(&self.code_words, near_before) || has_word(&self.code_words, near_after);
        says_code && !has_word(&self.number_words, closest) && !has_word(&self.number_words, first(after, 12))
    }

    /// Whether these words stand for "no value here" in some language.
    pub fn is_absent(&self, value: &str) -> bool {
        self.absent.binary_search(&fold(value)).is_ok()
    }
}

/// Whether one of the words occurs as a whole word.
fn has_word(words: &AhoCorasick, folded: &str) -> bool {
    words.find_iter(folded).any(|found| {
        let before = folded.get(..found.start()).and_then(|t| t.chars().next_back());
        let after = folded.get(found.end()..).and_then(|t| t.chars().next());
        !before.is_some_and(|c| c.is_ascii_alphabetic()) && !after.is_some_and(|c| c.is_ascii_alphabetic())
    })
}

fn last(text: &str, bytes: usize) -> &str {
    let from = text.len().saturating_sub(bytes);
    let from = (from..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    text.get(from..).unwrap_or_default()
}

fn first(text: &str, bytes: usize) -> &str {
    let to = bytes.min(text.len());
    let to = (0..=to).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    text.get(..to).unwrap_or_default()
}

#[expect(clippy::expect_used, reason = "fails only for patterns of several gigabytes, and these are our own")]
fn compile(texts: &[String]) -> AhoCorasick {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(texts)
        .expect("the knowledge's own words fit an automaton")
}

/// The form in which words are searched for: folded, with plain quotation marks, as the searched text has them.
fn pattern(words: &str) -> String {
    fold(&words.replace(['\u{2018}', '\u{2019}'], "'").replace(['\u{201c}', '\u{201d}'], "\""))
}

/// Lower case without changing the number of bytes.
///
/// Places found in the folded text are therefore places in the text itself.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        let mut lower = c.to_lowercase();
        match (lower.next(), lower.next()) {
            (Some(l), None) if l.len_utf8() == c.len_utf8() => folded.push(l),
            _ => folded.push(c),
        }
    }
    folded
}
