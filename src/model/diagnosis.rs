//! What follows from the facts: causes with their evidence, the verdict, who must act.

use serde::Deserialize;

use super::{About, Case, DeviceStatus, Document, Fact, History, Outcome, SignIn, Warning};

/// Everything that one run found out.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// The inputs, decoded, in the order given.
    pub documents: Vec<Document>,
    /// One diagnosis for each refused sign-in, in the order of the input. Empty: no refusal was recognised.
    pub diagnoses: Vec<Diagnosis>,
    /// Sign-ins of a log that worked, of people who were refused elsewhere. Not all of a large log are kept.
    pub worked: Vec<SignIn>,
    /// The same sign-ins by person, in the order in which the input names them.
    pub cases: Vec<Case>,
    /// What devices say of themselves, in the order of the input. None of it is a refusal.
    pub devices: Vec<DeviceStatus>,
    /// What could not be read.
    pub warnings: Vec<Warning>,
}

/// The judgement on one sign-in.
#[derive(Clone, Debug)]
pub struct Diagnosis {
    /// The facts it rests on.
    pub sign_in: SignIn,
    /// Causes, best first; those ruled out come last.
    pub findings: Vec<Finding>,
    /// What this text cannot show, in the order of importance. Ids of display words.
    pub not_knowable: Vec<&'static str>,
    /// Can waiting help?
    pub persistence: Persistence,
    /// Which team can act.
    pub route: Route,
    /// What to do, by audience.
    pub steps: Steps,
    /// Facts of which the text gives more than one value.
    pub conflicts: Vec<Conflict>,
    /// A policy refused a sign-in whose identity was accepted.
    pub policy_refusal: bool,
    /// What other attempts say about it.
    pub history: History,
    /// What the person said of it when asked.
    pub said: Vec<About>,
    /// What the person can try and tell.
    pub guide: Guide,
    /// The words by which the attempt is not the person's own, or he was led to it.
    pub misuse: Option<Fact>,
}

/// What the person can try and tell: ids of entries of the knowledge.
#[derive(Clone, Debug, Default)]
pub struct Guide {
    /// Steps, those that decide most first; then those that were tried.
    pub tests: Vec<Test>,
    /// Questions, with the answers that were given.
    pub questions: Vec<(String, Option<String>)>,
    /// Remedies that will not help.
    pub remedies: Vec<String>,
    /// How long waiting makes sense.
    pub delay: Option<String>,
}

/// A step that would tell open causes apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Test {
    /// Id of the step.
    pub step: String,
    /// How much its outcome would move the open causes apart: more is better, only the order has a meaning.
    pub decides: usize,
    /// How it went, once it was tried.
    pub outcome: Option<Outcome>,
}

/// One possible cause, with what speaks for and against it.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Id of the cause in the knowledge.
    pub cause: String,
    /// How sure.
    pub certainty: Certainty,
    /// The facts it rests on, strongest first.
    pub evidence: Vec<Evidence>,
    /// What would settle it.
    pub missing: Vec<String>,
}

/// A fact and what it says about a cause.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// The fact.
    pub fact: Fact,
    /// In which direction it points.
    pub bearing: Bearing,
    /// Why.
    pub because: Because,
}

/// Why a fact speaks for or against a cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Because {
    /// A clause of the cause says so, in its own words.
    Clause(String),
    /// The code alone makes the cause this certain.
    Code(Certainty),
    /// The code is in no table.
    NotInTable,
}

impl Because {
    /// The clause's own words; empty where the code is the reason.
    pub fn clause(&self) -> &str {
        match self {
            Self::Clause(words) => words,
            Self::Code(_) | Self::NotInTable => "",
        }
    }
}

/// In which direction a piece of evidence points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bearing {
    /// Enough by itself.
    Proves,
    /// Makes it more likely.
    Supports,
    /// Makes it less likely.
    Contradicts,
    /// Excludes it.
    RulesOut,
}

impl Bearing {
    /// The word used in JSON and in the knowledge files.
    pub fn id(self) -> &'static str {
        match self {
            Self::Proves => "proves",
            Self::Supports => "supports",
            Self::Contradicts => "contradicts",
            Self::RulesOut => "rules-out",
        }
    }
}

/// How sure a cause is: an order, never a percentage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// The text excludes it.
    RuledOut,
    /// Nothing speaks against it.
    Possible,
    /// The text points to it.
    Likely,
    /// The text proves it.
    Established,
}

impl Certainty {
    /// The word used in JSON and in the knowledge files.
    pub fn id(self) -> &'static str {
        match self {
            Self::RuledOut => "ruled-out",
            Self::Possible => "possible",
            Self::Likely => "likely",
            Self::Established => "established",
        }
    }
}

/// Whether waiting can help, and how that is known.
#[derive(Clone, Debug)]
pub struct Persistence {
    /// Temporary, structural or unknown.
    pub verdict: Verdict,
    /// How sure.
    pub certainty: Certainty,
    /// What it rests on.
    pub basis: Basis,
    /// Another supported way of connecting may work now.
    pub other_way_works: bool,
    /// Reasons, strongest first.
    pub reasons: Vec<Phrase>,
    /// The observation that would decide it.
    pub decided_by: Option<Phrase>,
}

/// Something to say: a display word by its key, or a text of the knowledge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phrase {
    /// Key of a display word.
    Word(&'static str),
    /// The same with values in its places.
    Filled(&'static str, Vec<(&'static str, String)>),
    /// A text as it stands in a knowledge entry.
    Text(String),
}

/// Can the same person get in by waiting?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// By waiting, signing in again or finishing MFA.
    Temporary,
    /// Only when somebody changes something.
    Structural,
    /// The text cannot show it.
    Unknown,
}

impl Verdict {
    /// The word used in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Temporary => "temporary",
            Self::Structural => "structural",
            Self::Unknown => "unknown",
        }
    }
}

/// What a verdict rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The usual case for this code; one refusal cannot show it.
    Default,
    /// The code alone.
    Code,
    /// Other words of the text.
    Text,
    /// Other attempts of the same person.
    History,
}

impl Basis {
    /// The word used in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Code => "code",
            Self::Text => "text",
            Self::History => "history",
        }
    }
}

/// Who can act, and why they.
#[derive(Clone, Debug)]
pub struct Route {
    /// The team.
    pub team: Team,
    /// Why: the cause that the choice rests on, if it rests on one.
    pub because_of: Option<String>,
}

macro_rules! teams {
    ($($(#[$doc:meta])* $variant:ident = $id:literal,)*) => {
        /// A team that a case can be given to.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Team { $($(#[$doc])* $variant,)* }

        impl Team {
            /// Every team.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The id used in the knowledge files and in JSON.
            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)* }
            }
        }
    };
}

teams! {
    /// The person can do it alone.
    User = "user",
    /// First-line help desk.
    ServiceDesk = "service-desk",
    /// Those who manage devices.
    Endpoint = "endpoint",
    /// Those who manage accounts and policies.
    Identity = "identity",
    /// Those who handle incidents.
    Security = "security",
    /// Those who manage networks.
    Network = "network",
    /// Whoever owns the application.
    AppOwner = "app-owner",
    /// The IT of another organisation.
    OtherOrganisation = "other-organisation",
    /// Microsoft's support.
    Microsoft = "microsoft",
}

/// What to do, by audience; the most deciding step first.
#[derive(Clone, Debug, Default)]
pub struct Steps {
    /// For the person who was refused.
    pub user: Vec<String>,
    /// For the help desk.
    pub helpdesk: Vec<String>,
    /// For the identity administrator.
    pub admin: Vec<String>,
}

/// A fact of which the text gives more than one value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// What it is about.
    pub kind: super::FactKind,
    /// The values, the chosen one first.
    pub values: Vec<String>,
}
