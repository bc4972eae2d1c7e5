//! An analysis in the words of one language, ready to be shown: window, text, Markdown, HTML and JSON all read this.
//!
//! Edge: plain structs without behaviour beyond building them; no drawing, no input or output. Nothing here is computed
//! again while drawing.

mod attempts;
mod case;
mod clock;
mod comparison;
mod device;
mod facts;
pub(crate) mod fit;
mod form;
mod guide;
mod keys;
mod organisation;
mod people;
mod query;
mod recognition;
pub mod redact;
mod removal;
pub mod report;
mod said;
mod same_device;
mod servicing;
mod source;
mod subject;
pub mod telephone;
#[cfg(test)]
mod tests;
pub(crate) mod wide;

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

pub use attempts::{AttemptView, ChoiceView, ComparedView, ComparisonView, PersonView, QuestionView, TestView};
pub(crate) use case::MISUSE_STEPS;

use crate::knowledge::{Knowledge, fill};
use crate::model::{Analysis, Certainty, FactKind, Span, System};
use crate::organisation::Organisation;
pub use organisation::{AddedNoteView, OrganisationView};
pub use recognition::RecognitionView;
use subject::Subject;

/// Everything shown for one analysis.
#[derive(Clone, Debug, Default)]
pub struct Views {
    /// The inputs, in order.
    pub sources: Vec<SourceView>,
    /// The refused sign-ins, in order. Empty: see `nothing`.
    pub cases: Vec<CaseView>,
    /// Who was refused, each with the attempts that are theirs.
    pub people: Vec<PersonView>,
    /// What several people have in common, a sentence each.
    pub shared: Vec<String>,
    /// The text leaves open whether all these sign-ins are of one person.
    pub unclear_people: bool,
    /// The kind answer when no refusal was recognised.
    pub nothing: Option<NothingView>,
    /// What devices say of themselves, in the order of the inputs.
    pub devices: Vec<DeviceView>,
    /// Remarks about the inputs: what could not be read, and what to take care of.
    pub notes: Vec<NoteView>,
    /// What an organisation adds, if anything.
    pub organisation: Option<OrganisationView>,
}

/// What a view depends on besides the analysis.
#[derive(Clone, Debug)]
pub struct Options {
    /// BCP 47 tag of the language of the words.
    pub language: String,
    /// The present, for the age of the event; `None` leaves everything out that depends on it.
    pub now: Option<Timestamp>,
    /// The person's own time zone; `None` shows UTC only.
    pub zone: Option<TimeZone>,
    /// What an organisation adds.
    pub organisation: Option<Arc<Organisation>>,
}

/// One input as it is shown.
#[derive(Clone, Debug)]
pub struct SourceView {
    /// What to call it.
    pub name: String,
    /// Number of the source that it came from; a source may hold several inputs.
    pub source: usize,
    /// How well it was read.
    pub recognition: RecognitionView,
    /// The text, decoded.
    pub text: Arc<str>,
    /// The byte range of each line, without its line end.
    pub lines: Vec<std::ops::Range<usize>>,
    /// The pieces that were understood, in order, never overlapping.
    pub marks: Vec<Mark>,
}

/// A piece of an input that was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where it stands.
    pub span: Span,
    /// What it is: "Error code".
    pub label: String,
    /// The same, for the machine.
    pub kind: FactKind,
    /// Number of the case in [`Views::cases`] that it belongs to.
    pub case: usize,
}

/// A remark about an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteView {
    /// What, and what to do.
    pub text: String,
    /// Where, if it has a place.
    pub span: Option<Span>,
}

/// The answer when no refusal was recognised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NothingView {
    /// One sentence.
    pub headline: String,
    /// What was looked for, and what a usable text looks like.
    pub lines: Vec<String>,
}

/// What one device says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceView {
    /// What it was read from: "Device status of Windows (dsregcmd)".
    pub title: String,
    /// What it says, a statement each.
    pub rows: Vec<StatementView>,
    /// What must be known to read that rightly, and what it does not prove.
    pub remarks: Vec<String>,
}

/// One refused sign-in as it is shown, in the order of the screen.
#[derive(Clone, Debug)]
pub struct CaseView {
    /// By what the sign-in is known again, see [`SignIn::key`](crate::model::SignIn::key).
    pub key: String,
    /// Number of its person in [`Views::people`].
    pub person: usize,
    /// For the list of cases: "53003 · Microsoft Azure CLI · 09:26 UTC".
    pub title: String,
    /// The attempt may not be the person's own: nothing invites to repeat it.
    pub misuse: bool,
    /// What stays in sight.
    pub strip: StripView,
    /// What it means, and whether waiting helps.
    pub verdict: VerdictView,
    /// What the text shows.
    pub known: Vec<StatementView>,
    /// What the text excludes.
    pub ruled_out: Vec<StatementView>,
    /// What the text cannot show.
    pub not_knowable: Vec<String>,
    /// Values that contradict each other.
    pub conflicts: Vec<String>,
    /// Open causes, best first.
    pub causes: Vec<CauseView>,
    /// This attempt beside one of the same person that worked.
    pub comparison: Option<ComparisonView>,
    /// Steps to try, the one that decides most first; then those that were tried.
    pub tests: Vec<TestView>,
    /// What only the person can tell.
    pub questions: Vec<QuestionView>,
    /// What the person can do besides.
    pub steps: Vec<String>,
    /// What people are often told to do and what does not help here.
    pub not_helping: Vec<String>,
    /// For how long waiting makes sense, and what then.
    pub waiting: Vec<String>,
    /// How old the event is, and until when IT can find it.
    pub clocks: Vec<String>,
    /// How the devices that speak compare with the one that signed in.
    pub compared: Vec<StatementView>,
    /// The system that the sign-in names, where it names one.
    pub system: Option<System>,
}

/// The strip that never scrolls away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StripView {
    /// What happened, at most 25 words.
    pub sentence: String,
    /// Who must act: "Identity team".
    pub who: String,
    /// One thing to do now.
    pub now: String,
}

/// Whether waiting helps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerdictView {
    /// Which of the four meanings it has, for colour and icon.
    pub tone: Tone,
    /// "Waiting will probably not help".
    pub word: String,
    /// "Another way that your organisation supports may work", where that is so.
    pub other_way: Option<String>,
    /// What happened, in two or three sentences.
    pub explanation: Vec<String>,
    /// Why the verdict is what it is.
    pub reasons: Vec<String>,
    /// The observation that would decide it.
    pub decided_by: Option<String>,
    /// What this does not mean.
    pub not_meaning: Vec<String>,
}

/// The four meanings of the window; each has its own colour, icon and word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Somebody must change something.
    Structural,
    /// Waiting or signing in again helps.
    Temporary,
    /// The text cannot show it.
    Unknown,
    /// Nothing is wrong.
    Fine,
}

/// A statement and the words it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementView {
    /// The statement.
    pub text: String,
    /// The words of the input, and where they stand.
    pub quote: Option<QuoteView>,
}

/// Words of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteView {
    /// The words, cut if long.
    pub text: String,
    /// Where they stand.
    pub span: Span,
}

/// A cause as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CauseView {
    /// Stable id.
    pub id: String,
    /// A plain statement.
    pub title: String,
    /// How sure.
    pub certainty: Certainty,
    /// The same in a word: "likely".
    pub word: String,
    /// What happened and why the organisation asks for it.
    pub summary: String,
    /// What speaks for and against it.
    pub evidence: Vec<EvidenceView>,
    /// What would settle it.
    pub missing: Vec<String>,
    /// What others than this program say about it, each with who says it.
    pub notes: Vec<AddedNoteView>,
}

/// Words of an input and what they say about a cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceView {
    /// The words.
    pub quote: QuoteView,
    /// "speaks for it", "speaks against it".
    pub bearing: String,
    /// Why.
    pub because: String,
}

impl Views {
    /// Everything that is shown for an analysis.
    pub fn build(analysis: &Analysis, knowledge: &Knowledge, options: &Options) -> Self {
        let words = Words::new(knowledge, &options.language);
        let subjects = analysis.diagnoses.iter().map(|diagnosis| Subject {
            analysis,
            diagnosis,
            words,
            options,
            audience: report::Audience::HelpDesk,
        });
        let cases: Vec<CaseView> = subjects.map(case::case).collect();
        Self {
            people: people::people(analysis, words),
            shared: people::shared(analysis, words),
            unclear_people: people::is_unclear(analysis),
            sources: source::sources(analysis, words),
            notes: source::notes(analysis, words),
            nothing: cases.is_empty().then(|| source::nothing(analysis, words)),
            devices: device::devices(analysis, words, options),
            cases,
            organisation: organisation::in_use(words, options),
        }
    }
}

/// The answer in one sentence where no refusal was recognised.
pub fn headline_of_nothing(analysis: &Analysis, knowledge: &Knowledge, options: &Options) -> String {
    source::nothing(analysis, Words::new(knowledge, &options.language)).headline
}

/// The display words of one language.
#[derive(Clone, Copy)]
pub(crate) struct Words<'a> {
    knowledge: &'a Knowledge,
    tag: &'a str,
}

impl<'a> Words<'a> {
    pub(crate) fn new(knowledge: &'a Knowledge, tag: &'a str) -> Self {
        Self { knowledge, tag }
    }

    /// What the words are read from.
    pub(crate) fn knowledge(self) -> &'a Knowledge {
        self.knowledge
    }

    /// BCP 47 tag of the language.
    pub(crate) fn tag(self) -> &'a str {
        self.tag
    }

    /// A text of the knowledge in this language.
    pub(crate) fn text(self, english: &str) -> String {
        self.knowledge.text(self.tag, english).to_owned()
    }

    /// Several things in a row.
    pub(crate) fn list(self, parts: &[String]) -> String {
        parts.join(&self.get("form.list"))
    }

    /// Several statements in a row.
    pub(crate) fn parts(self, parts: &[String]) -> String {
        parts.join(&self.get("form.parts"))
    }

    /// A name and what is behind its colon.
    pub(crate) fn pair(self, name: &str, value: &str) -> String {
        self.fill("form.pair", &[("name", name), ("value", value)])
    }

    /// The word with this key.
    pub(crate) fn get(self, key: &str) -> String {
        self.knowledge.word(self.tag, key).to_owned()
    }

    /// A remark about an input. What names a format is a text of the knowledge.
    pub(crate) fn warning(self, key: &str, values: &[(&str, &str)]) -> String {
        let in_words = |value: &str, name: &str| if name == "what" { self.text(value) } else { value.to_owned() };
        let values: Vec<(&str, String)> = values.iter().map(|&(name, value)| (name, in_words(value, name))).collect();
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.fill(&format!("warning.{key}"), &values)
    }

    /// The word with this key, if there is one.
    pub(crate) fn find(self, key: &str) -> Option<String> {
        Some(self.get(key)).filter(|word| word != key)
    }

    /// The word with this key, its `{places}` filled in. A value is never read for places.
    pub(crate) fn fill(self, key: &str, values: &[(&str, &str)]) -> String {
        fill(&self.get(key), values)
    }
}
