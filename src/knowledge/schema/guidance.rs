//! `steps.toml`, `questions.toml`, `remedies.toml` and `delays.toml`: what a person can try and tell, and for how long to wait.

use serde::Deserialize;
use toml::Spanned;

use super::Condition;
use crate::model::SignIn;

/// What a person can try and tell, and what he is told about remedies and waiting.
#[derive(Debug, Default)]
pub struct Guidance {
    /// In the order in which they are offered where they decide equally much.
    pub steps: Vec<Step>,
    /// In the order in which they are asked.
    pub questions: Vec<Question>,
    /// In the order in which they are told.
    pub remedies: Vec<Remedy>,
    /// The first that fits is told.
    pub delays: Vec<Delay>,
}

/// `steps.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepsFile {
    /// The steps.
    pub step: Vec<Step>,
}

/// Something to try, of which the person tells how it went.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Stable id.
    pub id: Spanned<String>,
    /// One action, one sentence, with `{places}`.
    pub text: String,
    /// The same in a few words, for a report.
    pub short: String,
    /// What it shows where it worked.
    pub shows: Shows,
    /// The observation, a sentence's id, where it worked.
    pub worked: String,
    /// The observation where it is still blocked; empty where that teaches nothing.
    pub blocked: String,
    /// What must be there for it to be offered.
    #[serde(default)]
    pub when: Vec<Condition>,
    /// What must not be there.
    #[serde(default)]
    pub unless: Vec<Condition>,
    /// Document and its date.
    pub source: String,
}

/// What a step shows where it worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shows {
    /// That another way is open to the same person.
    AnotherWay,
    /// That it passes by waiting or signing in again.
    ItPasses,
    /// That it was in the way and no longer is.
    ItWasChanged,
    /// Nothing about this person's way to this service.
    Nothing,
}

/// `questions.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionsFile {
    /// The questions.
    pub question: Vec<Question>,
}

/// What only the person can tell.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Stable id.
    pub id: Spanned<String>,
    /// The question, with `{places}`.
    pub text: String,
    /// Asked while one of these causes is open; none given: whatever is open.
    #[serde(default)]
    pub causes: Vec<String>,
    /// What must be there for it to be asked.
    #[serde(default)]
    pub when: Vec<Condition>,
    /// What must not be there.
    #[serde(default)]
    pub unless: Vec<Condition>,
    /// Document and its date.
    pub source: String,
    /// What can be answered.
    pub answer: Vec<Choice>,
}

/// An answer to choose.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Stable id.
    pub id: String,
    /// The answer in a few words.
    pub text: String,
    /// The observation, a sentence's id; empty where the answer tells nothing.
    pub says: String,
    /// What follows from it for the person.
    #[serde(default)]
    pub told: Vec<String>,
}

/// `remedies.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemediesFile {
    /// The remedies.
    pub remedy: Vec<Remedy>,
}

/// What people are told to do and what does not help.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remedy {
    /// Stable id.
    pub id: Spanned<String>,
    /// What it is and why it does not help.
    pub text: String,
    /// Told while one of these causes leads; none given: of every refusal by a rule.
    #[serde(default)]
    pub causes: Vec<String>,
    /// What must be there.
    #[serde(default)]
    pub when: Vec<Condition>,
    /// The exceptions.
    #[serde(default)]
    pub unless: Vec<Condition>,
    /// Document and its date.
    pub source: String,
}

/// `delays.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DelaysFile {
    /// The delays.
    pub delay: Vec<Delay>,
}

/// For how long waiting makes sense after a change, and what then.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delay {
    /// Stable id.
    pub id: Spanned<String>,
    /// What must be there.
    #[serde(default)]
    pub when: Vec<Condition>,
    /// One of these causes leads; none given: whatever leads.
    #[serde(default)]
    pub causes: Vec<String>,
    /// How long to wait at most.
    pub wait: String,
    /// Who has to act then.
    pub then: String,
    /// Document and its date.
    pub source: String,
}

/// Whether all of `when` and none of `unless` is there.
pub fn fits(when: &[Condition], unless: &[Condition], sign_in: &SignIn) -> bool {
    when.iter().all(|condition| condition.holds(sign_in)) && !unless.iter().any(|condition| condition.holds(sign_in))
}

impl Step {
    /// Whether it makes sense for this sign-in.
    pub fn is_for(&self, sign_in: &SignIn) -> bool {
        fits(&self.when, &self.unless, sign_in)
    }
}

impl Guidance {
    /// A step by its id.
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.id.get_ref() == id)
    }

    /// A question by its id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.id.get_ref() == id)
    }
}
