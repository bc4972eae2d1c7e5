//! The knowledge files, one to one: what may stand in them and nothing else.
//!
//! An unknown key or word is an error that names the valid ones. What the entries mean together is checked in `check`.

mod guidance;
mod texts;

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use crate::model::{Bearing, Certainty, FactKind, Team};
pub use guidance::{
    Choice, Delay, DelaysFile, Guidance, Question, QuestionsFile, RemediesFile, Remedy, Shows, Step, StepsFile, fits,
};
pub use texts::{
    Detect, Format, Hints, Keep, Language, Observed, Only, Pairs, Sample, Sentence, SentenceKind, SentencesFile, State,
    Syntax, Tally,
};

/// `codes/<family>.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodesFile {
    /// Codes written with care.
    pub code: Vec<CodeEntry>,
}

/// One code written with care.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CodeEntry {
    /// Digits only.
    pub code: Spanned<String>,
    /// Microsoft's symbolic name, or empty.
    #[serde(default)]
    pub name: String,
    /// One plain sentence.
    pub summary: String,
    /// Two or three sentences for a lay reader.
    #[serde(default)]
    pub detail: String,
    /// What its appearance means.
    pub kind: CodeKind,
    /// Who can fix it.
    pub who: Who,
    /// Whether waiting helps.
    pub persistence: Nature,
    /// Why, and what would decide.
    #[serde(default)]
    pub persistence_reason: String,
    /// The cause that this code alone establishes.
    pub proves: Option<String>,
    /// Causes that this code alone makes likely.
    #[serde(default)]
    pub likely: Vec<String>,
    /// Causes that this code alone leaves possible, the most frequent first.
    #[serde(default)]
    pub possible: Vec<String>,
    /// It only says that something inside failed; the code inside is the one that says why.
    #[serde(default)]
    pub wraps: bool,
    /// Document and its date.
    pub source: String,
    /// When it was read.
    pub checked: Datetime,
}

/// One row of `codes.csv`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeRow {
    /// Digits only.
    pub code: String,
    /// Microsoft's symbolic name, or empty.
    pub name: String,
    /// What it is about.
    pub area: String,
    /// Who can fix it.
    pub who: Who,
    /// Whether waiting helps.
    pub persistence: Nature,
    /// The cause it points to best, or empty.
    pub cause: String,
    /// One plain sentence.
    pub summary: String,
    /// Where that is from.
    pub source: String,
}

/// What the appearance of a code means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CodeKind {
    /// A policy refused an accepted identity.
    Refusal,
    /// A step in between; a failure only if nothing follows it.
    Interrupt,
    /// Any other failure.
    Failure,
    /// No error.
    Success,
}

/// Who can fix a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Who {
    /// The person.
    User,
    /// The help desk.
    Helpdesk,
    /// An administrator.
    Admin,
    /// Whoever develops the application.
    Developer,
    /// Microsoft.
    Microsoft,
    /// Nobody needs to: waiting is enough.
    Wait,
}

/// Whether waiting helps, as the knowledge puts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Nature {
    /// Waiting, signing in again or finishing MFA is enough.
    Temporary,
    /// Somebody has to change something.
    Structural,
    /// Structural for this way of connecting; another supported way works.
    Conditional,
    /// Temporary shortly after a change, else structural.
    UnlessRecent,
    /// Structural is the usual case, but one refusal cannot show it.
    Default,
    /// Cannot be said from the code or cause.
    Unknown,
    /// Not a failure.
    None,
}

/// `causes/<id>.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Cause {
    /// Stable id, the same as the file's name.
    pub id: Spanned<String>,
    /// A plain statement.
    pub title: String,
    /// What happened and why the organisation asks for it.
    pub summary: String,
    /// What kind of cause it is.
    pub family: Family,
    /// Whether waiting helps.
    pub persistence: Nature,
    /// Who can act.
    pub route: Team,
    /// Order among equally certain causes; smaller first.
    pub rank: u32,
    /// To whom it may be named.
    pub audience: Audience,
    /// The headline when it is the leading cause.
    pub headline: Option<String>,
    /// One thing to do now.
    pub now: String,
    /// The observation that would confirm or exclude it.
    pub decided_by: String,
    /// What would settle it.
    pub missing: Vec<String>,
    /// What it does not mean.
    pub not_meaning: Vec<String>,
    /// When the entry was written.
    pub since: Datetime,
    /// The evidence for and against it.
    #[serde(default)]
    pub when: Vec<Clause>,
    /// What to do.
    pub advice: Advice,
    /// Where it is from.
    pub reference: Vec<Reference>,
    /// Texts in which it must be found.
    pub example: Vec<Example>,
    /// Texts in which it must not be found.
    pub counter_example: Vec<CounterExample>,
}

/// What kind of cause it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    /// A rule of the organisation.
    Policy,
    /// The state of the account.
    Account,
    /// What was typed or shown to prove who one is.
    Credentials,
    /// The age or state of the session.
    Session,
    /// The application or its set-up.
    App,
    /// The service.
    Service,
}

/// To whom a cause may be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// Everyone.
    Everyone,
    /// An administrator whose own log names it.
    Admin,
}

/// One possible piece of evidence.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Clause {
    /// What kind of fact it is about.
    pub fact: Spanned<FactKind>,
    /// Any of these values; none given: any value.
    #[serde(default)]
    pub is: Vec<String>,
    /// What has to be there as well.
    #[serde(default)]
    pub and: Vec<Condition>,
    /// What must not be there. Where two causes rest on the same facts, each names the other's here, so that neither is
    /// taken for proved while both fit.
    #[serde(default)]
    pub unless: Vec<Condition>,
    /// In which direction it points.
    pub bearing: Bearing,
    /// Why, shown beside the quoted words.
    pub because: String,
    /// Document and its date.
    pub source: String,
}

/// A fact that has to be there.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// What kind of fact.
    pub fact: FactKind,
    /// Any of these values; none given: any value.
    #[serde(default)]
    pub is: Vec<String>,
}

/// What to do, by audience.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Advice {
    /// For the person.
    pub user: Vec<String>,
    /// For the help desk.
    pub helpdesk: Vec<String>,
    /// For the identity administrator.
    pub admin: Vec<String>,
}

/// Where an entry is from.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// When it was read.
    pub checked: Datetime,
}

/// A text in which a cause must be found.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// As a person would paste it.
    pub input: Spanned<String>,
    /// The certainty that the cause must get.
    pub expect: Certainty,
}

/// A text in which a cause must not be found.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CounterExample {
    /// As a person would paste it.
    pub input: Spanned<String>,
}

/// One row of `apps.csv`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppRow {
    /// GUID in lower case.
    pub app_id: String,
    /// Display name.
    pub name: String,
    /// browser, desktop, mobile, command-line, legacy, service, or empty.
    pub kind: String,
    /// A remark worth knowing.
    pub note: String,
}

/// `queries.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QueriesFile {
    /// What an administrator can run.
    pub query: Vec<Query>,
    /// Where the clouds live.
    pub cloud: Vec<Cloud>,
}

/// A query for the administrator, with places to fill in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Query {
    /// Stable id.
    pub id: Spanned<String>,
    /// What it shows.
    pub title: String,
    /// portal, graph, powershell or kql.
    pub language: String,
    /// Facts without which it is not shown.
    pub needs: Vec<FactKind>,
    /// Holds a personal value, so it is left out of reports for anyone else.
    pub personal: bool,
    /// Who may run it.
    pub roles: String,
    /// The text, with `{placeholders}`.
    pub text: String,
}

/// A cloud of Microsoft's and its hosts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cloud {
    /// public, usgov, usgov-dod or china.
    pub id: String,
    /// Hosts of its sign-in page.
    pub hosts: Vec<String>,
    /// Host of Microsoft Graph.
    pub graph: String,
    /// Argument of `Connect-MgGraph -Environment`, or empty.
    pub environment: String,
}
