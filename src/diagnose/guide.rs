//! What the person can try and tell: which step would tell the open causes apart, which question, and what will not help.
//!
//! Edge: a step decides as much as the clauses of the causes make of its two outcomes; nothing here knows any step.

use super::{VAGUE, open};
use crate::knowledge::{Cause, Clause, Knowledge, Question, Step, fits};
use crate::model::{About, Bearing, Fact, FactKind, Finding, Guide, Outcome, SignIn, Span, Test, Via};

/// So many steps are offered at once.
const MOST_TESTS: usize = 4;

/// Everything to try and to tell for one refusal.
pub(super) fn guide(
    sign_in: &SignIn,
    said: &[About],
    findings: &[Finding],
    policy_refusal: bool,
    knowledge: &Knowledge,
) -> Guide {
    let causes: Vec<&Cause> = open(findings).filter_map(|finding| knowledge.cause(&finding.cause)).collect();
    let leading: Vec<&str> = leading(findings);
    let guidance = &knowledge.guidance;
    let is_open =
        |names: &[String]| names.is_empty() || names.iter().any(|name| causes.iter().any(|c| c.id.get_ref() == name));
    let leads = |names: &[String]| names.is_empty() || names.iter().any(|name| leading.contains(&name.as_str()));
    let asked = |question: &&Question| {
        given(question, said, sign_in).is_some()
            || is_open(&question.causes) && fits(&question.when, &question.unless, sign_in)
    };
    let questions = guidance.questions.iter().filter(asked);
    // Of a wrong password nobody may say that a new one does not help.
    let is_for = |causes: &[String]| if causes.is_empty() { policy_refusal } else { leads(causes) };
    let remedies = guidance.remedies.iter();
    let remedies = remedies.filter(|remedy| is_for(&remedy.causes) && fits(&remedy.when, &remedy.unless, sign_in));
    let delay = guidance.delays.iter().find(|delay| leads(&delay.causes) && fits(&delay.when, &[], sign_in));
    Guide {
        tests: tests(sign_in, said, &causes, knowledge),
        questions: questions.map(|question| (question.id.get_ref().clone(), given(question, said, sign_in))).collect(),
        remedies: remedies.map(|remedy| remedy.id.get_ref().clone()).collect(),
        delay: delay.map(|delay| delay.id.get_ref().clone()),
    }
}

/// The causes that are as sure as the surest one.
fn leading(findings: &[Finding]) -> Vec<&str> {
    let surest = open(findings).map(|finding| finding.certainty).max();
    open(findings).filter(|finding| Some(finding.certainty) == surest).map(|finding| finding.cause.as_str()).collect()
}

/// Steps that would move open causes, those that move most first; then what was tried.
fn tests(sign_in: &SignIn, said: &[About], causes: &[&Cause], knowledge: &Knowledge) -> Vec<Test> {
    let mut probe = sign_in.clone();
    let mut offered = Vec::new();
    let mut tried = Vec::new();
    for step in &knowledge.guidance.steps {
        let id = step.id.get_ref().clone();
        if let Some(outcome) = outcome(step, said) {
            tried.push(Test { step: id, decides: 0, outcome: Some(outcome) });
        } else if step.is_for(sign_in) && !is_known(step, sign_in) {
            let decides = decides(step, &mut probe, causes);
            offered.push(Test { step: id, decides, outcome: None });
        }
    }
    offered.retain(|test| test.decides > 0);
    offered.sort_by_key(|test| std::cmp::Reverse(test.decides));
    offered.truncate(MOST_TESTS);
    offered.extend(tried);
    offered
}

/// How a step went, if the person said so.
fn outcome(step: &Step, said: &[About]) -> Option<Outcome> {
    said.iter().find_map(|about| match about {
        About::Step { id, outcome } if id == step.id.get_ref() => Some(*outcome),
        _ => None,
    })
}

/// Whether the text, or another attempt, tells already what the step would show.
fn is_known(step: &Step, sign_in: &SignIn) -> bool {
    sign_in.all(FactKind::Sentence).any(|fact| fact.value == step.worked || fact.value == step.blocked)
}

/// The answer to a question, from what was said or from the text.
fn given(question: &Question, said: &[About], sign_in: &SignIn) -> Option<String> {
    let said = said.iter().find_map(|about| match about {
        About::Question { id, answer } if id == question.id.get_ref() => Some(answer.clone()),
        _ => None,
    });
    let is_there = |id: &str| !id.is_empty() && sign_in.all(FactKind::Sentence).any(|fact| fact.value == id);
    said.or_else(|| question.answer.iter().find(|choice| is_there(&choice.says)).map(|choice| choice.id.clone()))
}

/// How many of the open causes the two outcomes of a step would move apart.
fn decides(step: &Step, probe: &mut SignIn, causes: &[&Cause]) -> usize {
    let says_something = |cause: &&&Cause| !VAGUE.contains(&cause.id.get_ref().as_str());
    let mut bearings = |observation: &str| -> Vec<Option<Bearing>> {
        if !observation.is_empty() {
            probe.push(Fact::new(FactKind::Sentence, observation, Span::new(0, 0, 0), Via::Said));
        }
        let causes = causes.iter().filter(says_something);
        let bearings = causes.map(|cause| bearing(observation, probe, cause)).collect();
        if !observation.is_empty() {
            probe.pop();
        }
        bearings
    };
    let (worked, blocked) = (bearings(&step.worked), bearings(&step.blocked));
    worked.iter().zip(&blocked).filter(|(one, other)| one != other).count()
}

/// In which direction an observation would point for a cause.
fn bearing(observation: &str, sign_in: &SignIn, cause: &Cause) -> Option<Bearing> {
    let speaks =
        |clause: &&Clause| *clause.fact.get_ref() == FactKind::Sentence && clause.is.iter().any(|id| id == observation);
    let holding = cause.when.iter().filter(speaks).filter(|clause| clause.holds(sign_in).is_some());
    holding.map(|clause| clause.bearing).max()
}
