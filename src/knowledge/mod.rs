//! What the program knows: codes, causes, formats, languages, applications and queries, read from `assets/`.
//!
//! Edge: the files are read, typed and cross-checked here, once; after that [`Knowledge`] never changes. Whether
//! the samples inside the files do what they say is `proof`'s business.

mod causes;
mod check;
mod check_display;
mod check_guidance;
mod codes;
mod display;
mod formats;
mod load;
mod matchers;
mod message;
mod named;
mod pairs;
mod places;
pub mod schema;
mod systems;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use crate::model::FactKind;
pub use codes::Code;
pub use load::File;
pub use matchers::{LabelHit, LabelUse, Matchers, SentenceHit, Whose, fold, stands_alone};
pub use pairs::{Name, Names, Role};
pub use places::fill;
pub use schema::{
    Audience, Cause, Choice, Clause, Cloud, CodeKind, Condition, Delay, Family, Format, Guidance, Language, Nature,
    Observed, Query, Question, Reference, Remedy, Sentence, SentenceKind, Shows, State, Step, Syntax, Tally, Who, fits,
};
pub use systems::{Editions, Product, Servicing, SystemRow};

/// Causes that say only "refused" or "unknown": they never stand before a cause that says more.
pub(crate) const VAGUE: [&str; 2] = ["policy-block-unspecified", "unknown-code"];

/// A mistake in a knowledge file, told so that whoever wrote it can mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file, below the knowledge folder.
    pub file: String,
    /// Its line, counted from 1; 0 where the file as a whole is meant.
    pub line: usize,
    /// What is wrong and what to do.
    pub message: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { file, line, message } = self;
        match line {
            0 => write!(f, "{file}: {message}"),
            _ => write!(f, "{file}:{line}: {message}"),
        }
    }
}

/// Everything known, immutable after loading.
#[derive(Debug)]
pub struct Knowledge {
    /// The newest date that stands in an entry, `YYYY-MM-DD`.
    pub date: String,
    /// Causes in the order of their rank.
    pub causes: Vec<Cause>,
    /// Formats in the order in which they are tried.
    pub formats: Vec<Format>,
    /// Titles, sentences and remarks by id.
    pub sentences: BTreeMap<String, Sentence>,
    /// What an administrator can run.
    pub queries: Vec<Query>,
    /// Microsoft's clouds.
    pub clouds: Vec<Cloud>,
    /// What a person can try and tell.
    pub guidance: Guidance,
    /// Versions of operating systems and until when they are serviced.
    pub systems: Vec<SystemRow>,
    /// Labels and sentences of all languages, ready to be searched for.
    pub matchers: Matchers,
    /// The names in the output of each tool, ready to be searched for.
    pub names: Vec<Names>,
    names_in_logs: HashSet<String>,
    codes: HashMap<String, Code>,
    languages: Vec<Language>,
    displays: Vec<display::Display>,
    apps: HashMap<String, App>,
    app_kinds_by_name: HashMap<String, String>,
    app_names: HashSet<String>,
    /// Advice with places for an organisation's own names, by the same without them.
    with_places: HashMap<String, String>,
}

/// An application known by its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct App {
    /// Display name.
    pub name: String,
    /// browser, desktop, mobile, command-line, legacy, service, or empty.
    pub kind: String,
    /// A remark worth knowing, or empty.
    pub note: String,
}

impl Knowledge {
    /// The knowledge that the program brings with it.
    pub fn embedded() -> Result<Self, Vec<Problem>> {
        // That the texts of other languages fit is shown by the tests: here they would be read for nothing.
        let files = load::embedded();
        Self::checked(&files, |parsed| check::check(parsed, &files))
    }

    /// The knowledge in a folder laid out like `assets/`.
    pub fn load(folder: &Path) -> Result<Self, Vec<Problem>> {
        Self::from_files(&load::folder(folder)?)
    }

    /// The knowledge in these files, if nothing is wrong with them.
    pub fn from_files(files: &[File]) -> Result<Self, Vec<Problem>> {
        Self::checked(files, |parsed| {
            let mut problems = check::check(parsed, files);
            // A slip in an English text would show as five translations of nothing besides.
            if problems.is_empty() {
                problems = check_display::check(parsed);
            }
            problems
        })
    }

    fn checked(files: &[File], check: impl FnOnce(&load::Parsed) -> Vec<Problem>) -> Result<Self, Vec<Problem>> {
        let parsed = load::parse(files)?;
        let problems = check(&parsed);
        if problems.is_empty() { Ok(Self::build(parsed)) } else { Err(problems) }
    }

    /// For each language that can be displayed but English, the words and texts that it lacks: the file, and the key or the
    /// English text.
    pub fn untranslated(files: &[File]) -> Result<Vec<(String, String)>, Vec<Problem>> {
        Ok(check_display::lacking(&load::parse(files)?))
    }

    fn build(parsed: load::Parsed) -> Self {
        let date = parsed.newest_date();
        let load::Parsed {
            codes,
            rows,
            causes,
            sentences,
            languages,
            displays,
            formats,
            apps,
            queries,
            clouds,
            guidance,
            systems,
        } = parsed;
        let mut causes: Vec<Cause> = causes.into_iter().map(|(_, cause)| cause).collect();
        let with_places = named::take_out(&mut causes);
        causes.sort_by(|a, b| a.rank.cmp(&b.rank).then_with(|| a.id.get_ref().cmp(b.id.get_ref())));
        let mut formats: Vec<Format> = formats.into_iter().map(|(_, format)| format).collect();
        formats.sort_by_key(|format| format.order);
        let mut languages: Vec<Language> = languages.into_iter().map(|(_, language)| language).collect();
        languages.sort_by_key(|language| (language.tag != "en", language.tag.clone()));
        let matchers = Matchers::new(&languages, &formats);
        formats::complete(&mut formats);
        let apps: HashMap<String, App> =
            apps.into_iter().map(|row| (row.app_id, App { name: row.name, kind: row.kind, note: row.note })).collect();
        let app_names = apps.values().map(|app| fold(&app.name)).collect();
        let app_kinds_by_name =
            apps.values().filter(|app| !app.kind.is_empty()).map(|app| (fold(&app.name), app.kind.clone())).collect();
        Self {
            date,
            matchers,
            names: formats.iter().filter_map(Names::new).collect(),
            names_in_logs: formats::names(&formats),
            sentences: sentences.into_iter().map(|s| (s.id.get_ref().clone(), s)).collect(),
            codes: codes::merge(rows, codes),
            causes,
            formats,
            languages,
            displays: display::Display::all(displays),
            apps,
            app_kinds_by_name,
            app_names,
            queries,
            clouds,
            guidance,
            with_places,
            systems: systems.into_iter().map(|(_, row)| row).collect(),
        }
    }

    /// What is known about a code (digits only).
    pub fn code(&self, code: &str) -> Option<&Code> {
        self.codes.get(code)
    }

    /// How many codes are known.
    pub fn code_count(&self) -> usize {
        self.codes.len()
    }

    /// A cause by its id.
    pub fn cause(&self, id: &str) -> Option<&Cause> {
        self.causes.iter().find(|cause| cause.id.get_ref() == id)
    }

    /// A piece of advice with `{places}` for an organisation's own names in a language, where it has any.
    pub fn with_places(&self, tag: &str, advice: &str) -> Option<&str> {
        self.with_places.get(advice).map(|template| self.text(tag, template))
    }

    /// A format by its id.
    pub fn format(&self, id: &str) -> Option<&Format> {
        self.formats.iter().find(|format| format.id.get_ref() == id)
    }

    /// Whether some log has a field or column of this name.
    pub fn is_named_in_logs(&self, name: &str) -> bool {
        self.names_in_logs.contains(&fold(name.trim()))
    }

    /// What stands behind a label of this name, in the languages that are known.
    pub fn label(&self, name: &str) -> Option<FactKind> {
        let folded = fold(name.trim());
        let hits = self.matchers.labels(&folded, |start, end, cue| !cue && start == 0 && end == folded.len());
        hits.first()?.uses.iter().find_map(|label| label.kind.filter(|_| !label.cue))
    }

    /// An application by its id, in lower case.
    pub fn app(&self, id: &str) -> Option<&App> {
        self.apps.get(id)
    }

    /// What kind of application bears this name.
    pub fn app_kind_by_name(&self, name: &str) -> Option<&str> {
        self.app_kinds_by_name.get(&fold(name)).map(String::as_str)
    }

    /// Whether a known application bears this name.
    pub fn is_app_name(&self, name: &str) -> bool {
        self.app_names.contains(&fold(name))
    }

    /// The languages, English first.
    pub fn languages(&self) -> &[Language] {
        &self.languages
    }

    /// The language whose labels and sentences occur most often in a text, or `None` where none does.
    pub fn language_of(&self, text: &str) -> Option<&Language> {
        let folded = fold(text);
        let mut counts = vec![0_usize; self.languages.len()];
        let of_labels = self.matchers.label_uses(text, &folded).filter_map(|label| label.language);
        let of_sentences = self.matchers.sentences(&folded).map(|hit| hit.language);
        for number in of_labels.chain(of_sentences) {
            if let Some(count) = counts.get_mut(number) {
                *count += 1;
            }
        }
        let most = counts.iter().copied().max().filter(|&most| most > 0)?;
        let number = counts.iter().position(|&count| count == most)?;
        self.languages.get(number)
    }

    /// The cloud with this id; the public cloud when it is not known.
    pub fn cloud(&self, id: &str) -> Option<&Cloud> {
        self.clouds.iter().find(|cloud| cloud.id == id).or_else(|| self.clouds.first())
    }

    /// Until when a version of a system gets updates; `None` where the version is not known, or not told exactly.
    pub fn servicing(&self, system: &str, version: &str) -> Option<Servicing<'_>> {
        systems::find(&self.systems, system, version)
    }

    /// The languages in which the program can speak, English first: tag, and its own name for itself.
    pub fn displayed(&self) -> impl Iterator<Item = (&str, &str)> {
        self.displays.iter().map(|display| {
            let known = self.languages.iter().find(|language| language.tag == display.tag);
            (display.tag.as_str(), known.map_or(display.tag.as_str(), |language| language.name.as_str()))
        })
    }

    /// The tag of the language that is meant by another one: the same, or the same language of another place.
    pub fn displayed_as(&self, asked: &str) -> Option<&str> {
        let general = |tag: &str| tag.split(['-', '_', '.', '@']).next().unwrap_or_default().to_ascii_lowercase();
        let tags = || self.displayed().map(|(tag, _)| tag);
        tags().find(|tag| *tag == asked).or_else(|| tags().find(|tag| general(tag) == general(asked)))
    }

    /// A word to display. English where the language lacks it; the key itself where English does.
    pub fn word<'a>(&'a self, tag: &str, key: &'a str) -> &'a str {
        let word = |tag: &str| self.display(tag)?.word(key);
        word(tag).or_else(|| word(display::ENGLISH)).unwrap_or(key)
    }

    /// A text of the knowledge in a language; the same text where the language lacks it.
    pub fn text<'a>(&'a self, tag: &str, english: &'a str) -> &'a str {
        let display = self.display(tag).filter(|_| tag != display::ENGLISH);
        display.and_then(|display| display.text(english)).unwrap_or(english)
    }

    fn display(&self, tag: &str) -> Option<&display::Display> {
        self.displays.iter().find(|display| display.tag == tag)
    }
}
