//! The files about texts: sentences, languages and formats. Codes, causes and queries are its parent's.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::model::FactKind;

/// `sentences.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SentencesFile {
    /// Titles, sentences and remarks that carry meaning.
    #[serde(default)]
    pub sentence: Vec<Sentence>,
}

/// A title, sentence or remark; its words stand in the language files.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sentence {
    /// Stable id.
    pub id: Spanned<String>,
    /// Where it is found.
    pub kind: SentenceKind,
    /// Standing alone, without a code, it is a refusal of a Microsoft sign-in.
    pub refusal: bool,
    /// It tells of a change made lately, whose delay may still run.
    #[serde(default)]
    pub recent: bool,
    /// What it tells.
    pub meaning: String,
    /// Where that is from.
    pub source: String,
    /// Texts of our own in which it must be found, differently worded.
    #[serde(default)]
    pub samples: Vec<String>,
}

/// Where a sentence is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SentenceKind {
    /// Title of a page.
    Title,
    /// Sentence of a page.
    Body,
    /// Fixed part of a program's message.
    Message,
    /// What a person writes around it.
    Remark,
}

/// `languages/<tag>.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Language {
    /// BCP 47 tag, the same as the file's name.
    pub tag: String,
    /// Its own name for itself.
    pub name: String,
    /// Pages in this language; each label stands at the start of a line of one of them, with a value that must be read.
    #[serde(default)]
    pub samples: Vec<String>,
    /// Labels to recognise, by fact. Their value is separated by a colon or the like.
    #[serde(default)]
    pub labels: BTreeMap<FactKind, Vec<String>>,
    /// Words that stand directly before a value in a running sentence.
    #[serde(default)]
    pub cues: BTreeMap<FactKind, Vec<String>>,
    /// Whole pieces of messages with `{fact}` in the places of values.
    #[serde(default)]
    pub messages: Vec<String>,
    /// Words that end a value in a block without line breaks.
    #[serde(default)]
    pub ends: Vec<String>,
    /// Words that stand for "no value here".
    #[serde(default)]
    pub absent: Vec<String>,
    /// Everyday words before a time, which are labels only alone at the start of a line.
    #[serde(default)]
    pub times: Vec<String>,
    /// Words before the colon in the lines of a mail's head.
    #[serde(default)]
    pub headers: Vec<String>,
    /// Other spellings of a normalised value.
    #[serde(default)]
    pub values: BTreeMap<FactKind, BTreeMap<String, Vec<String>>>,
    /// Words that tell whether a number is a code of the sign-in service.
    #[serde(default)]
    pub hints: Hints,
    /// Words of known sentences.
    #[serde(default)]
    pub sentences: BTreeMap<String, Vec<String>>,
    /// Words to display.
    #[serde(default)]
    pub words: BTreeMap<String, String>,
}

/// Words that tell whether a number is a code of the sign-in service.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Hints {
    /// Words that name Microsoft's sign-in.
    pub microsoft: Vec<String>,
    /// Words of any sign-in: Microsoft's, unless somebody else is named.
    pub sign_in: Vec<String>,
    /// Words that name somebody else's sign-in.
    pub foreign: Vec<String>,
    /// Words near a number that make it a code.
    pub code: Vec<String>,
    /// Words before a number that is sent to prove who somebody is.
    pub one_time: Vec<String>,
    /// Words of texts that speak of refusals in general: lessons, advertisements.
    pub about: Vec<String>,
    /// Names before the `@` of an address that belong to a desk or a program.
    pub roles: Vec<String>,
    /// Words near a number that make it something else: a port, a price, an order.
    pub other_number: Vec<String>,
}

/// `formats/<id>.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Format {
    /// Stable id, the same as the file's name.
    pub id: Spanned<String>,
    /// What to call it.
    pub title: String,
    /// How it is taken apart.
    pub syntax: Syntax,
    /// Order in which formats are tried; smaller first.
    pub order: u32,
    /// How it is recognised.
    pub detect: Detect,
    /// What a full copy contains.
    #[serde(default)]
    pub expected: Vec<FactKind>,
    /// Meaning of field names, nested names joined by dots.
    #[serde(default)]
    pub fields: BTreeMap<String, FactKind>,
    /// Members of lists that count only under a condition.
    #[serde(default)]
    pub only: Vec<Only>,
    /// Texts of this format and what must be read from them.
    pub sample: Vec<Sample>,
}

/// Values below `path` count only where the same object says so.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Only {
    /// Path of the list of objects.
    pub path: String,
    /// Name of the deciding member.
    pub member: String,
    /// What it must be.
    pub is: Vec<String>,
}

/// How a text is taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Syntax {
    /// JSON objects, complete or not.
    Json,
    /// Running text with labels.
    Text,
}

/// How a format is recognised: all that is given must hold.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Detect {
    /// At least this many facts were read beside a label.
    pub least_labels: Option<usize>,
    /// One of these texts occurs; case does not matter.
    #[serde(default)]
    pub contains: Vec<String>,
    /// One of these fields occurs (for JSON).
    #[serde(default)]
    pub fields: Vec<String>,
    /// The whole text is one code, give or take a word.
    #[serde(default)]
    pub bare_code: bool,
}

/// A text of a format.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sample {
    /// The text.
    pub input: Spanned<String>,
    /// The best value that must be read, by fact.
    pub expect: BTreeMap<FactKind, String>,
}
