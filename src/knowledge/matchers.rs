//! Labels, cues, field names and sentences of all languages, compiled for one pass over a text.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

use aho_corasick::{AhoCorasick, MatchKind};

use super::message::Message;
use super::schema::{Format, Hints, Language, Syntax};
use crate::model::FactKind;

/// Everything that is searched for by its words.
#[derive(Debug)]
pub struct Matchers {
    labels: AhoCorasick,
    label_uses: Vec<Vec<LabelUse>>,
    sentences: AhoCorasick,
    sentence_ids: Vec<(String, usize)>,
    absent: Vec<String>,
    headers: Vec<String>,
    times: Vec<String>,
    roles: Vec<String>,
    messages: Vec<Message>,
    anchors: AhoCorasick,
    microsoft: AhoCorasick,
    sign_in: AhoCorasick,
    foreign: AhoCorasick,
    code_words: AhoCorasick,
    number_words: AhoCorasick,
    one_time: AhoCorasick,
    about: AhoCorasick,
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
    /// What it can be for, the most usual first: `Application` names one, and an id may follow it as well.
    pub uses: &'a [LabelUse],
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
        let (texts, label_uses): (Vec<String>, Vec<Vec<LabelUse>>) = labels(languages, formats).into_iter().unzip();
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
        let absent = sorted(languages.iter().flat_map(|l| &l.absent));
        let headers = sorted(languages.iter().flat_map(|l| &l.headers));
        let hints = |pick: fn(&Hints) -> &Vec<String>| {
            let words: Vec<String> = languages.iter().flat_map(|l| pick(&l.hints)).map(|w| pattern(w)).collect();
            compile(&words, MatchKind::LeftmostLongest)
        };
        let messages = languages.iter().flat_map(|l| &l.messages).filter_map(|template| Message::parse(template).ok());
        let messages: Vec<Message> = messages.collect();
        let anchors: Vec<String> = messages.iter().map(|message| message.anchor.clone()).collect();
        Self {
            messages,
            anchors: compile(&anchors, MatchKind::Standard),
            microsoft: hints(|h| &h.microsoft),
            sign_in: hints(|h| &h.sign_in),
            foreign: hints(|h| &h.foreign),
            code_words: hints(|h| &h.code),
            number_words: hints(|h| &h.other_number),
            one_time: hints(|h| &h.one_time),
            about: hints(|h| &h.about),
            labels: compile(&texts, MatchKind::Standard),
            label_uses,
            sentences: compile(&sentence_texts, MatchKind::LeftmostLongest),
            sentence_ids,
            absent,
            headers,
            times: sorted(languages.iter().flat_map(|l| &l.times)),
            roles: sorted(languages.iter().flat_map(|l| &l.hints.roles)),
        }
    }

    /// All labels in a folded text that stand where `fits` allows one, from left to right, the longest at each place.
    pub fn labels<'a>(&'a self, folded: &str, fits: impl Fn(usize, usize, bool) -> bool) -> Vec<LabelHit<'a>> {
        let mut hits: Vec<LabelHit<'a>> = self
            .labels
            .find_overlapping_iter(folded)
            .filter_map(|found| {
                let uses = self.label_uses.get(found.pattern().as_usize())?;
                let cue = uses.iter().all(|label| label.cue);
                fits(found.start(), found.end(), cue).then_some(LabelHit {
                    start: found.start(),
                    end: found.end(),
                    uses,
                })
            })
            .collect();
        hits.sort_by_key(|hit| (hit.start, Reverse(hit.end)));
        let mut last_end = 0;
        hits.retain(|hit| {
            let free = hit.start >= last_end;
            if free {
                last_end = hit.end;
            }
            free
        });
        hits
    }

    /// What the labels of a text as it came are for; words inside running sentences are left out.
    pub fn label_uses<'a>(&'a self, text: &str, folded: &str) -> impl Iterator<Item = &'a LabelUse> {
        let hits = self.labels(folded, |start, end, cue| !cue && stands_alone(text, start, end, cue));
        hits.into_iter().flat_map(|hit| hit.uses)
    }

    /// All known sentences in a folded text whose runs of white space are single blanks, from left to right.
    pub fn sentences<'a>(&'a self, folded: &'a str) -> impl Iterator<Item = SentenceHit<'a>> {
        self.sentences.find_iter(folded).filter_map(|found| {
            let (id, language) = self.sentence_ids.get(found.pattern().as_usize())?;
            Some(SentenceHit { start: found.start(), end: found.end(), id, language: *language })
        })
    }

    /// The shapes of known messages.
    pub fn messages(&self) -> &[Message] {
        &self.messages
    }

    /// The shapes of the known messages that a folded text may hold, in the order of the knowledge.
    pub fn messages_in(&self, folded: &str) -> impl Iterator<Item = &Message> {
        let here: HashSet<usize> =
            self.anchors.find_overlapping_iter(folded).map(|found| found.pattern().as_usize()).collect();
        self.messages.iter().enumerate().filter(move |(number, _)| here.contains(number)).map(|(_, message)| message)
    }

    /// Whether a folded text names Microsoft's sign-in, and whether it names somebody else's.
    pub fn whose(&self, folded: &str) -> Whose {
        let foreign = has_word(&self.foreign, folded);
        let microsoft = has_word(&self.microsoft, folded) || !foreign && has_word(&self.sign_in, folded);
        Whose { microsoft, foreign, about: has_word(&self.about, folded) }
    }

    /// Whether a number between these folded texts reads as an error code, by the words close to it. Where it is `certain`
    /// by itself, only words for other numbers speak against it.
    pub fn reads_as_code(&self, before: &str, after: &str, certain: bool) -> bool {
        let near_before = last(before, 48);
        let near_after = first(after, 14);
        let closest = last(before, 16);
        let says_code = has_word(&self.code_words, near_before) || has_word(&self.code_words, near_after);
        (certain || says_code)
            && !has_word(&self.number_words, closest)
            && !has_word(&self.one_time, near_before)
            && !has_word(&self.number_words, first(after, 12))
    }

    /// Whether these words stand for "no value here" in some language.
    pub fn is_absent(&self, value: &str) -> bool {
        self.absent.binary_search(&fold(value)).is_ok()
    }

    /// Whether a time may follow this word in some language.
    pub fn is_time_word(&self, word: &str) -> bool {
        self.times.binary_search(&fold(word)).is_ok()
    }

    /// Whether an address with this name before its `@` belongs to a desk or a program, and not to a person.
    pub fn is_role(&self, name: &str) -> bool {
        self.roles.binary_search(&fold(name)).is_ok()
    }

    /// Whether a line of a mail's head begins with this word in some language.
    pub fn is_mail_header(&self, word: &str) -> bool {
        self.headers.binary_search(&fold(word)).is_ok()
    }
}

fn sorted<'a>(words: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut folded: Vec<String> = words.map(|word| pattern(word)).collect();
    folded.sort();
    folded.dedup();
    folded
}

/// A label as a reader of pictures may give it: an l for the I that begins a word, a 1 for an l (`lP address`,
/// `Corre1ation ld`).
fn misread(label: &str) -> Vec<String> {
    let begins_word = |at: usize| label.get(..at).is_some_and(|before| !before.ends_with(char::is_alphanumeric));
    let form = |narrow: bool, one: bool| -> String {
        let letter = |(at, c): (usize, char)| match c {
            'i' | 'I' if narrow && begins_word(at) => 'l',
            'l' if one => '1',
            c => c,
        };
        pattern(&label.char_indices().map(letter).collect::<String>())
    };
    let mut forms = vec![form(true, false), form(false, true), form(true, true)];
    forms.sort();
    forms.dedup();
    forms.retain(|form| *form != pattern(label));
    forms
}

/// What each label, cue and field name can be for.
fn labels(languages: &[Language], formats: &[Format]) -> BTreeMap<String, Vec<LabelUse>> {
    let mut labels: BTreeMap<String, Vec<LabelUse>> = BTreeMap::new();
    let mut add = |text: &str, label: LabelUse| {
        let uses = labels.entry(text.to_owned()).or_default();
        if !uses.iter().any(|other| other.kind == label.kind && other.cue == label.cue) {
            uses.push(label);
        }
    };
    for (number, language) in languages.iter().enumerate() {
        let language_number = Some(number);
        for (&kind, labels) in &language.labels {
            for label in labels {
                let found = LabelUse { kind: Some(kind), cue: false, language: language_number };
                // The page's labels are mostly English, whatever its language.
                for misread in misread(label).iter().filter(|_| language.tag == "en") {
                    add(misread, found.clone());
                }
                add(&pattern(label), found);
            }
        }
        for (&kind, cues) in &language.cues {
            for cue in cues {
                add(&pattern(cue), LabelUse { kind: Some(kind), cue: true, language: language_number });
            }
        }
        for end in &language.ends {
            add(&pattern(end), LabelUse { kind: None, cue: false, language: language_number });
        }
    }
    // Names in the output of a tool mean something there only.
    for format in formats.iter().filter(|format| format.syntax != Syntax::Pairs) {
        for (path, &kind) in &format.fields {
            // A nested, very short or everyday name means something only in its place, which the readers of records know.
            let everyday =
                format.syntax.is_log() && !path.chars().skip(1).any(char::is_uppercase) || path.contains(' ');
            if !path.contains('.') && path.len() > 3 && !everyday {
                add(&pattern(path), LabelUse { kind: Some(kind), cue: false, language: None });
            }
        }
    }
    labels
}

/// Whose sign-in a text speaks of; both or none may be named.
#[derive(Clone, Copy, Debug)]
pub struct Whose {
    /// Microsoft's.
    pub microsoft: bool,
    /// Somebody else's.
    pub foreign: bool,
    /// It speaks of refusals in general: a lesson, an advertisement.
    pub about: bool,
}

/// Whether one of the words occurs as a whole word.
fn has_word(words: &AhoCorasick, folded: &str) -> bool {
    words.find_iter(folded).any(|found| {
        let before = folded.get(..found.start()).and_then(|t| t.chars().next_back());
        let after = folded.get(found.end()..).and_then(|t| t.chars().next());
        !before.is_some_and(joins) && !after.is_some_and(joins)
    })
}

/// Whether a letter goes on the word. Scripts without blanks have no such letters.
fn joins(c: char) -> bool {
    c.is_alphabetic() && (c.is_lowercase() || c.is_uppercase())
}

fn last(text: &str, bytes: usize) -> &str {
    let from = text.len().saturating_sub(bytes);
    let from = (from..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    let piece = text.get(from..).unwrap_or_default();
    // A word that is cut in two is no word: the end of "teams" is not "ms".
    let cut = text.get(..from).is_some_and(|t| t.ends_with(char::is_alphanumeric));
    if cut { piece.trim_start_matches(char::is_alphanumeric) } else { piece }
}

fn first(text: &str, bytes: usize) -> &str {
    let to = bytes.min(text.len());
    let to = (0..=to).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let piece = text.get(..to).unwrap_or_default();
    let cut = text.get(to..).is_some_and(|t| t.starts_with(char::is_alphanumeric));
    if cut { piece.trim_end_matches(char::is_alphanumeric) } else { piece }
}

#[expect(clippy::expect_used, reason = "fails only for patterns of several gigabytes, and these are our own")]
fn compile(texts: &[String], kind: MatchKind) -> AhoCorasick {
    AhoCorasick::builder().match_kind(kind).build(texts).expect("the knowledge's own words fit an automaton")
}

/// The form in which words are searched for: folded, with plain quotation marks, as the searched text has them.
fn pattern(words: &str) -> String {
    fold(&words.replace(['\u{2018}', '\u{2019}'], "'").replace(['\u{201c}', '\u{201d}'], "\""))
}

/// Whether a label at this place is a whole word, also in a block mashed on one line (`53003Request Id`).
pub fn stands_alone(text: &str, start: usize, end: usize, cue: bool) -> bool {
    let label = text.get(start..end).unwrap_or_default();
    let before = text.get(..start).and_then(|t| t.chars().next_back());
    let after = text.get(end..).and_then(|t| t.chars().next());
    let mut chars = label.chars();
    let is_title = chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_lowercase);
    let acronym = label.starts_with("IP ");
    let in_path =
        matches!(before, Some('.' | '-')) && text.get(..start - 1).is_some_and(|t| t.ends_with(char::is_alphanumeric));
    let before_fits = match before {
        Some('_') => false,
        Some('.' | '-') if in_path => is_title,
        Some(c) if c.is_alphanumeric() && label.is_ascii() => (is_title || acronym || c.is_ascii_digit()) && !cue,
        _ => true,
    };
    let after_fits = match after {
        Some('_') => false,
        Some(c) if c.is_alphanumeric() && label.is_ascii() && c.is_ascii() => {
            !cue && (c.is_uppercase() || c.is_ascii_digit())
        }
        _ => true,
    };
    before_fits && after_fits
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
