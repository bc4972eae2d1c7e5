//! The names that stand in the output of a tool, compiled for one pass over a text.
//!
//! Edge: where a name counts, and where its value ends, is the splitter's business.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use super::schema::{Format, Syntax};

/// The names of one format.
#[derive(Debug)]
pub struct Names {
    /// Id of the format.
    pub format: String,
    /// It is one line with nothing around it.
    pub alone: bool,
    /// Names inside a failed attempt, in lower case.
    pub attempt_names: Vec<String>,
    automaton: AhoCorasick,
    entries: Vec<Name>,
}

/// One name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// As the format writes it.
    pub name: String,
    /// The heading below which it counts, where it is bound to one.
    pub section: Option<String>,
    /// What it is for.
    pub role: Role,
}

/// What a name is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A heading.
    Section,
    /// A name that stands nowhere else.
    Telling,
    /// A name that may stand elsewhere too.
    Plain,
    /// A message that is its own value.
    Phrase,
    /// It begins a failed attempt.
    Attempt,
}

impl Names {
    /// The names of a format, if it is one of names and values.
    pub(super) fn new(format: &Format) -> Option<Self> {
        if format.syntax != Syntax::Pairs {
            return None;
        }
        let pairs = &format.pairs;
        let of = |names: &[String], role| names.iter().map(|name| Name::new(name, role)).collect::<Vec<_>>();
        let entries = [
            of(&pairs.sections, Role::Section),
            of(&pairs.telling, Role::Telling),
            of(&pairs.names, Role::Plain),
            of(&pairs.phrases, Role::Phrase),
            of(&pairs.attempt_begins, Role::Attempt),
        ]
        .concat();
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .build(entries.iter().map(|name| &name.name))
            .ok()?;
        let attempt_names = pairs.attempt_names.iter().map(|name| name.to_lowercase()).collect();
        Some(Self { format: format.id.get_ref().clone(), alone: pairs.alone, attempt_names, automaton, entries })
    }

    /// Every place in a text where one of the names occurs, from left to right, the longest at each.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Range<usize>, &'a Name)> {
        self.automaton
            .find_iter(text)
            .filter_map(|found| Some((found.range(), self.entries.get(found.pattern().as_usize())?)))
    }
}

impl Name {
    fn new(written: &str, role: Role) -> Self {
        match written.split_once('.').filter(|_| role == Role::Plain || role == Role::Telling) {
            Some((section, name)) => Self { name: name.to_owned(), section: Some(section.to_owned()), role },
            None => Self { name: written.to_owned(), section: None, role },
        }
    }
}
