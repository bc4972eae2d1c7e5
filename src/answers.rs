//! What the person said when asked, as an input of its own: each answer is a line of it, and a fact of every attempt of the
//! case that it was given for. It is kept in English; the view says it in the person's own language.
//!
//! Edge: which observation an answer is stands in the knowledge; what follows from it is `diagnose`'s business.

use crate::knowledge::{Knowledge, SentenceKind};
use crate::model::{About, Answer, Case, Document, Fact, FactKind, Outcome, Quality, SAID, SignIn, Span, Told, Via};

/// A line of what was said, and what it means.
struct Said {
    line: String,
    /// The observation, if the answer is one.
    says: Option<String>,
    /// Observations that it takes back: the other answers to the same.
    not: Vec<String>,
}

/// What was said, taken apart.
pub(crate) struct Added {
    /// One document for each case that something was said of.
    pub(crate) documents: Vec<Document>,
    /// What was said of each refused sign-in.
    pub(crate) of_each: Vec<Vec<About>>,
}

/// Adds the answers to the sign-ins of their cases. The documents are numbered from `first_input` on, as of source `source`.
pub(crate) fn add(
    told: &Told,
    cases: &[Case],
    refused: &mut [SignIn],
    (first_input, source): (usize, usize),
    knowledge: &Knowledge,
) -> Added {
    let mut documents = Vec::new();
    let mut of_each: Vec<Vec<About>> = vec![Vec::new(); refused.len()];
    for case in cases {
        let is_its = |answer: &&Answer| match &answer.of {
            Some(key) => case.refused().filter_map(|number| refused.get(number)).any(|sign_in| sign_in.key() == *key),
            None => cases.len() == 1,
        };
        let Some(first) = case.refused().next().and_then(|number| refused.get(number)) else { continue };
        let answers: Vec<&Answer> = told.answers.iter().filter(is_its).collect();
        let said: Vec<Said> = answers.iter().filter_map(|answer| said(answer, first, knowledge)).collect();
        if said.is_empty() {
            continue;
        }
        for number in case.refused() {
            of_each.get_mut(number).into_iter().for_each(|of| of.extend(answers.iter().map(|a| a.about.clone())));
        }
        let input = first_input + documents.len();
        let mut text = String::new();
        for Said { line, says, not } in said {
            let start = text.len();
            text.push_str(&line);
            let span = Span::new(input, start, text.len());
            text.push('\n');
            for number in case.refused() {
                if let Some(sign_in) = refused.get_mut(number) {
                    take(sign_in, says.as_deref(), &not, span, knowledge);
                }
            }
        }
        documents.push(document(text, documents.len(), source, knowledge));
    }
    Added { documents, of_each }
}

/// What was said last counts: it goes before what the text says of the same.
fn take(sign_in: &mut SignIn, says: Option<&str>, not: &[String], span: Span, knowledge: &Knowledge) {
    let cleared = says.and_then(|id| knowledge.sentences.get(id)).map_or(&[][..], |sentence| &sentence.clears);
    let is_remark = |id: &str| knowledge.sentences.get(id).is_some_and(|s| s.kind == SentenceKind::Remark);
    sign_in.retain(|fact| {
        let taken_back = not.contains(&fact.value) || cleared.contains(&fact.value);
        !(fact.kind == FactKind::Sentence && taken_back && is_remark(&fact.value))
    });
    if let Some(id) = says.filter(|id| sign_in.all(FactKind::Sentence).all(|fact| fact.value != **id)) {
        sign_in.push(Fact::new(FactKind::Sentence, id, span, Via::Said));
    }
}

fn said(answer: &Answer, sign_in: &SignIn, knowledge: &Knowledge) -> Option<Said> {
    let line = knowledge.told("en", &answer.about, sign_in)?;
    let filled = |id: &String| Some(id.clone()).filter(|id| !id.is_empty());
    match &answer.about {
        About::Step { id, outcome } => {
            let step = knowledge.guidance.step(id)?;
            let (says, not) = match outcome {
                Outcome::Worked => (&step.worked, &step.blocked),
                Outcome::Blocked => (&step.blocked, &step.worked),
            };
            Some(Said { line, says: filled(says), not: filled(not).into_iter().collect() })
        }
        About::Question { id, answer } => {
            let question = knowledge.guidance.question(id)?;
            let choice = question.answer.iter().find(|choice| choice.id == *answer)?;
            let others = question.answer.iter().filter(|other| other.id != *answer);
            let not = others.filter_map(|other| filled(&other.says)).collect();
            Some(Said { line, says: filled(&choice.says), not })
        }
    }
}

fn document(text: String, before: usize, source: usize, knowledge: &Knowledge) -> Document {
    let name = knowledge.word("en", "source.said");
    let name = if before == 0 { name.to_owned() } else { format!("{name} {}", before + 1) };
    Document {
        name,
        source,
        format: SAID.to_owned(),
        quality: Quality::Structured,
        text,
        records: Vec::new(),
        statuses: Vec::new(),
        logs: Vec::new(),
    }
}
