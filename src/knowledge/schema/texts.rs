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
    /// The person says that the attempt is not his own, or that somebody led him to it.
    #[serde(default)]
    pub misuse: bool,
    /// Sentences that say so and that this one takes back.
    #[serde(default)]
    pub clears: Vec<String>,
    /// It also follows from an attempt of the same person that worked and differs in this alone.
    pub observed: Option<Observed>,
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

/// In what an attempt that worked differs from one that was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Observed {
    /// The address or place.
    Network,
    /// The browser.
    Browser,
    /// The application.
    App,
    /// The device.
    Device,
    /// The way of signing in.
    Flow,
    /// Only that the device was shown.
    DeviceShown,
    /// Nothing that is shown.
    Nothing,
    /// Nothing: others are refused too, since about the same time.
    Others,
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
    /// What IT needs of it: where one of these is missing, a better copy is worth asking for.
    #[serde(default)]
    pub essential: Vec<FactKind>,
    /// Meaning of field names, nested names joined by dots.
    #[serde(default)]
    pub fields: BTreeMap<String, FactKind>,
    /// Names that count only in a record in which no other name gave the fact: the envelope's, for example.
    #[serde(default)]
    pub fallback: BTreeMap<String, FactKind>,
    /// Names that are known to stand in it and give no fact: further columns, labels of a page.
    #[serde(default)]
    pub names: Vec<String>,
    /// For events: labels of the line with which each begins when it is copied as text.
    #[serde(default)]
    pub begins: Vec<String>,
    /// Members of lists that count only under a condition.
    #[serde(default)]
    pub only: Vec<Only>,
    /// Where it is what a device says of itself: the device's system, or nothing where that is not known.
    pub device: Option<String>,
    /// For names and values: the names that stand in it.
    #[serde(default)]
    pub pairs: Pairs,
    /// Facts that follow from values; of several for one fact the first that holds counts.
    #[serde(default)]
    pub state: Vec<State>,
    /// Id of the format whose fields, fallbacks, names and conditions hold here as well.
    pub fields_from: Option<String>,
    /// Only records of these kinds are sign-ins.
    pub keep: Option<Keep>,
    /// Names of a policy's conditions in the order of their bits, where a log gives their sum; one whose name is not known
    /// is left empty.
    #[serde(default)]
    pub condition_bits: Vec<String>,
    /// Whether its records can be refused sign-ins. A log of something else is called by its name and holds none.
    #[serde(default = "yes")]
    pub refusals: bool,
    /// Its times are those of somebody's computer unless they name their zone.
    #[serde(default)]
    pub local_times: bool,
    /// Name of the field that tells one session from another.
    pub session: Option<String>,
    /// Name of a field whose values are counted, and the values.
    pub tally: Option<Tally>,
    /// Texts of this format and what must be read from them.
    pub sample: Vec<Sample>,
}

/// The names that stand in the output of a tool. `Heading.Name` counts below that heading only.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Pairs {
    /// Headings.
    pub sections: Vec<String>,
    /// Names that stand nowhere else: one of them, and one more name, make an output.
    pub telling: Vec<String>,
    /// Other names.
    pub names: Vec<String>,
    /// Whole messages without a value; one makes an output.
    pub phrases: Vec<String>,
    /// Names of values that mean little where the tool was run as another person than the one who signs in.
    pub person: Vec<String>,
    /// Names with which a failed attempt to get a token begins.
    pub attempt_begins: Vec<String>,
    /// Names inside such an attempt.
    pub attempt_names: Vec<String>,
    /// It is one line with nothing around it.
    pub alone: bool,
}

/// A fact that follows from values of an output.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// What it is about.
    pub fact: FactKind,
    /// Its value.
    pub is: String,
    /// Names whose values must all begin with one of these words; `*word`: contain it; none: any value.
    pub when: BTreeMap<String, Vec<String>>,
    /// Names of which none may have such a value.
    #[serde(default)]
    pub unless: BTreeMap<String, Vec<String>>,
}

impl Pairs {
    /// Every name that a value stands behind.
    pub fn all_names(&self) -> impl Iterator<Item = &String> {
        self.telling.iter().chain(&self.names).chain(&self.sections).chain(&self.phrases)
    }
}

fn yes() -> bool {
    true
}

/// What tells a sign-in from other records of the same log.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keep {
    /// Name of the field that says it.
    pub path: String,
    /// What it says of a sign-in.
    pub is: Vec<String>,
}

/// A field whose values are counted in the remark about the input.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// Its name.
    pub path: String,
    /// Values that mean: on.
    pub on: Vec<String>,
    /// Values that mean: only reported.
    pub reported: Vec<String>,
}

/// Values below `path` count only where the same object says so.
#[derive(Clone, Debug, Deserialize)]
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
    /// One JSON object, complete or not, whose words are read as well.
    Json,
    /// Running text with labels.
    Text,
    /// Names and values below headings, as tools print them.
    Pairs,
    /// Records with named values only, as JSON, as a table or as blocks of names and values.
    Records,
    /// Labels and values on lines of their own, copied from a page.
    Pane,
}

impl Syntax {
    /// Whether it consists of records, so that nothing in it is running text.
    pub fn is_log(self) -> bool {
        matches!(self, Self::Records | Self::Pane)
    }
}

/// How a format is recognised: all that is given must hold.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Detect {
    /// At least this many facts were read beside a label.
    pub least_labels: Option<usize>,
    /// One of these texts occurs; case does not matter. For running text only.
    #[serde(default)]
    pub contains: Vec<String>,
    /// One of these fields occurs (for JSON and records).
    #[serde(default)]
    pub fields: Vec<String>,
    /// All of these fields occur.
    #[serde(default)]
    pub all_fields: Vec<String>,
    /// One of these stands in the address of the query that the text says it answers; that alone is enough.
    #[serde(default)]
    pub answers: Vec<String>,
    /// A list with nothing in it, and no word of what it would hold.
    #[serde(default)]
    pub empty_list: bool,
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
