//! What the person can try and tell: which step would tell the open causes apart, which question, and what will not help.
//!
//! Edge: a step decides as much as the clauses of the causes make of its two outcomes; nothing here knows any step.

use super::open;
use crate::knowledge::{Cause, Clause, Knowledge, Question, Step, VAGUE, fits};
use crate::model::{About, Bearing, Certainty, Fact, FactKind, Finding, Guide, Outcome, SignIn, Span, Test, Via};

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
    let is_telling = |cause: &&&Cause| !VAGUE.contains(&cause.id.get_ref().as_str());
    let settles =
        |finding: &Finding| finding.certainty == Certainty::Established && !VAGUE.contains(&finding.cause.as_str());
    let is_settled = open(findings).any(settles);
    // Once a cause is settled, only what moves it is worth trying.
    let is_in_question = |cause: &&Cause| !is_settled || leading.contains(&cause.id.get_ref().as_str());
    let telling: Vec<&Cause> = causes.iter().filter(is_telling).copied().filter(is_in_question).collect();
    let guidance = &knowledge.guidance;
    let is_open =
        |names: &[String]| names.is_empty() || names.iter().any(|name| causes.iter().any(|c| c.id.get_ref() == name));
    let leads = |names: &[String]| names.is_empty() || names.iter().any(|name| leading.contains(&name.as_str()));
    let asked = |question: &&Question| {
        given(question, said, sign_in, knowledge).is_some()
            || is_open(&question.causes) && fits(&question.when, &question.unless, sign_in)
    };
    let questions = guidance.questions.iter().filter(asked);
    // Of a wrong password nobody may say that a new one does not help.
    let is_for = |causes: &[String]| if causes.is_empty() { policy_refusal } else { leads(causes) };
    let remedies = guidance.remedies.iter();
    let remedies = remedies.filter(|remedy| is_for(&remedy.causes) && fits(&remedy.when, &remedy.unless, sign_in));
    let delay = guidance.delays.iter().find(|delay| leads(&delay.causes) && fits(&delay.when, &[], sign_in));
    Guide {
        tests: tests(sign_in, said, (&telling, &leading), knowledge),
        questions: questions
            .map(|question| (question.id.get_ref().clone(), given(question, said, sign_in, knowledge)))
            .collect(),
        remedies: remedies.map(|remedy| remedy.id.get_ref().clone()).collect(),
        delay: delay.map(|delay| delay.id.get_ref().clone()),
    }
}

/// The causes that are as sure as the surest one that says something; the vague ones where there is no other.
fn leading(findings: &[Finding]) -> Vec<&str> {
    let is_telling = |finding: &&Finding| !VAGUE.contains(&finding.cause.as_str());
    let surest = open(findings).filter(is_telling).map(|finding| finding.certainty).max();
    let leads = |finding: &&Finding| surest.is_none() || is_telling(finding) && Some(finding.certainty) == surest;
    open(findings).filter(leads).map(|finding| finding.cause.as_str()).collect()
}

/// Steps that would move open causes, those that move most first; then what was tried.
fn tests(
    sign_in: &SignIn,
    said: &[About],
    (causes, leading): (&[&Cause], &[&str]),
    knowledge: &Knowledge,
) -> Vec<Test> {
    let mut probe = sign_in.clone();
    let mut open: Vec<(&str, Vec<usize>)> = Vec::new();
    let mut tried = Vec::new();
    for step in &knowledge.guidance.steps {
        let id = step.id.get_ref();
        if let Some(outcome) = outcome(step, said) {
            tried.push(Test { step: id.clone(), decides: 0, outcome: Some(outcome) });
        } else if step.is_for(sign_in) && !is_known(step, sign_in) {
            open.push((id, moves(step, &mut probe, causes, leading)));
        }
    }
    let mut offered = chosen(open, causes.len());
    offered.extend(tried);
    offered
}

/// The steps to offer, given how far each moves each cause: first the one that moves most, then those that move what the ones
/// before leave where it is.
fn chosen(mut open: Vec<(&str, Vec<usize>)>, causes: usize) -> Vec<Test> {
    let mut offered: Vec<Test> = Vec::new();
    let mut is_moved = vec![false; causes];
    while offered.len() < MOST_TESTS {
        let worth = |moves: &[usize]| -> (usize, usize) {
            let fresh = moves.iter().zip(&is_moved).filter(|(_, moved)| !**moved).map(|(moves, _)| moves).sum();
            (fresh, moves.iter().sum())
        };
        // Of several as good, the first stays: their order is the knowledge's.
        let best = (0..open.len()).rev().max_by_key(|&at| open.get(at).map(|(_, moves)| worth(moves)));
        let Some((step, moves)) = best.map(|at| open.remove(at)).filter(|(_, moves)| moves.iter().any(|&m| m > 0))
        else {
            break;
        };
        is_moved.iter_mut().zip(&moves).for_each(|(moved, moves)| *moved |= *moves > 0);
        offered.push(Test { step: step.to_owned(), decides: moves.iter().sum(), outcome: None });
    }
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
fn given(question: &Question, said: &[About], sign_in: &SignIn, knowledge: &Knowledge) -> Option<String> {
    let said = said.iter().find_map(|about| match about {
        About::Question { id, answer } if id == question.id.get_ref() => Some(answer.clone()),
        _ => None,
    });
    // That an attempt is not one's own is asked all the same: one's own devices may not have been thought of.
    let is_misuse = |id: &str| knowledge.sentences.get(id).is_some_and(|sentence| sentence.misuse);
    let is_there =
        |id: &str| !id.is_empty() && !is_misuse(id) && sign_in.all(FactKind::Sentence).any(|fact| fact.value == id);
    said.or_else(|| question.answer.iter().find(|choice| is_there(&choice.says)).map(|choice| choice.id.clone()))
}

/// How far the two outcomes of a step would move each of the open causes apart: by one for each outcome that says something of
/// it, and twice as far if it leads.
fn moves(step: &Step, probe: &mut SignIn, causes: &[&Cause], leading: &[&str]) -> Vec<usize> {
    let mut bearings = |observation: &str| -> Vec<Option<Bearing>> {
        if observation.is_empty() {
            return vec![None; causes.len()];
        }
        probe.push(Fact::new(FactKind::Sentence, observation, Span::new(0, 0, 0), Via::Said));
        let bearings = causes.iter().map(|cause| bearing(observation, probe, cause)).collect();
        probe.pop();
        bearings
    };
    let outcomes = bearings(&step.worked).into_iter().zip(bearings(&step.blocked));
    let move_of = |(cause, (worked, blocked)): (&&Cause, (Option<Bearing>, Option<Bearing>))| {
        let leads = usize::from(leading.contains(&cause.id.get_ref().as_str()));
        let told = usize::from(worked.is_some()) + usize::from(blocked.is_some());
        if worked == blocked { 0 } else { told * (1 + leads) }
    };
    causes.iter().zip(outcomes).map(move_of).collect()
}

/// In which direction an observation would point for a cause.
fn bearing(observation: &str, sign_in: &SignIn, cause: &Cause) -> Option<Bearing> {
    let speaks =
        |clause: &&Clause| *clause.fact.get_ref() == FactKind::Sentence && clause.is.iter().any(|id| id == observation);
    let holding = cause.when.iter().filter(speaks).filter(|clause| clause.holds(sign_in).is_some());
    holding.map(|clause| clause.bearing).max()
}
