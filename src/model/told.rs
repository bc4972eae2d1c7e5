//! What the person says when asked: answers to questions, and how it went with what was tried.

/// The format of an input that holds what the person said.
pub const SAID: &str = "said";

/// Everything told about one analysis. Empty: nothing was asked yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Sign-ins of which the text does not say whose they are belong to one person.
    pub one_person: bool,
    /// The answers, in the order in which they were given.
    pub answers: Vec<Answer>,
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Key of a sign-in of the person who answers, see [`SignIn::key`](super::SignIn::key). `None`: of the only person there is.
    pub of: Option<String>,
    /// What is answered.
    pub about: About,
}

/// What an answer is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// A step was tried.
    Step {
        /// Id of the step.
        id: String,
        /// How it went.
        outcome: Outcome,
    },
    /// A question was answered.
    Question {
        /// Id of the question.
        id: String,
        /// Id of the answer.
        answer: String,
    },
}

/// How it went with something that was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The sign-in worked that way.
    Worked,
    /// It was refused that way too.
    Blocked,
}

impl Outcome {
    /// The word used on the command line and in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Worked => "worked",
            Self::Blocked => "blocked",
        }
    }
}

impl Told {
    /// Takes an answer; it replaces an earlier one to the same.
    pub fn take(&mut self, answer: Answer) {
        self.forget(&answer);
        self.answers.push(answer);
    }

    /// Takes back what was answered to the same.
    pub fn forget(&mut self, answer: &Answer) {
        let same = |other: &Answer| other.of == answer.of && other.about.is_about(&answer.about);
        self.answers.retain(|other| !same(other));
    }
}

impl About {
    /// Whether both are about the same step or question.
    fn is_about(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Step { id, .. }, Self::Step { id: other, .. })
            | (Self::Question { id, .. }, Self::Question { id: other, .. }) => id == other,
            _ => false,
        }
    }
}
