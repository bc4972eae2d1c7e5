//! Plain structs for people, their attempts, and what can be tried and told.

use crate::model::Outcome;

/// One person and the attempts that are theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonView {
    /// "alex@contoso.com", "Person 2, not named".
    pub title: String,
    /// "3 refused, 2 worked, 2026-11-20 09:12 to 11:40 UTC".
    pub counts: String,
    /// Number of the case that is shown first.
    pub lead: usize,
    /// Numbers of the cases that stand for different problems.
    pub problems: Vec<usize>,
    /// The headings of the table of attempts.
    pub headings: Vec<String>,
    /// The attempts, in the order of time; the last ones of many.
    pub attempts: Vec<AttemptView>,
    /// How many earlier ones are left out.
    pub skipped: usize,
}

/// One attempt in the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttemptView {
    /// Number of its case; `None` where it worked.
    pub case: Option<usize>,
    /// One for each heading.
    pub cells: Vec<String>,
}

/// A refused attempt beside one that worked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparisonView {
    /// What it shows.
    pub sentence: String,
    /// Field by field.
    pub rows: Vec<ComparedView>,
}

/// One field of both attempts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedView {
    /// Its name.
    pub name: String,
    /// Its value where the attempt was refused.
    pub refused: String,
    /// Its value where it worked.
    pub worked: String,
    /// Whether that is a difference that can matter.
    pub differs: bool,
}

/// A step that would tell open causes apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestView {
    /// Its id.
    pub id: String,
    /// What to do.
    pub text: String,
    /// How it went, once it was tried.
    pub outcome: Option<Outcome>,
}

/// What only the person can tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionView {
    /// Its id.
    pub id: String,
    /// The question.
    pub text: String,
    /// What can be answered.
    pub answers: Vec<ChoiceView>,
    /// What follows from the answer that was given.
    pub told: Vec<String>,
}

/// An answer to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChoiceView {
    /// Its id.
    pub id: String,
    /// The answer.
    pub text: String,
    /// Whether it is the one that was given.
    pub given: bool,
}
