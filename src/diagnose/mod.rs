//! From sign-ins to diagnoses: which causes, how sure, whether waiting helps, who can act.
//!
//! Edge: all knowledge about codes and causes comes from the files; this module only weighs.

mod guide;
mod persistence;
mod rank;
mod weigh;

use crate::knowledge::{Code, Knowledge, VAGUE, Who};
use crate::model::{
    About, Bearing, Certainty, Conflict, Diagnosis, Fact, FactKind, Finding, History, Route, SignIn, Steps, Team, Via,
};

/// Microsoft's own set of rules for a whole organisation: no policy with a name and conditions stands behind it.
const NO_POLICY: &str = "security-defaults";

/// The command that makes a device say how it is joined.
const STATUS_COMMAND: &str = "dsregcmd /status";
/// How many steps one audience is given; more are not read.
const MOST_STEPS: usize = 6;
/// How many of the open causes the steps are taken from.
const CAUSES_WITH_STEPS: usize = 3;

/// A refused sign-in on its way to a judgement.
pub(crate) struct Refusal {
    pub(crate) sign_in: SignIn,
    /// What other attempts say about it.
    pub(crate) history: History,
    /// What the person said of it when asked.
    pub(crate) said: Vec<About>,
}

/// Judges one refused sign-in.
pub(crate) fn diagnose(refusal: Refusal, knowledge: &Knowledge) -> Diagnosis {
    let Refusal { sign_in, history, said } = refusal;
    // Where only a wrapper is printed, it is all there is to go by.
    let codes = [FactKind::ErrorCode, FactKind::OtherCode].into_iter().filter_map(|kind| sign_in.value(kind));
    let code = codes.into_iter().find_map(|code| knowledge.code(code));
    let mut findings = weigh::findings(&sign_in, code, knowledge);
    rank::rank(&mut findings, code, knowledge);
    let persistence = persistence::judge(&sign_in, &findings, code, (&history, &said), knowledge);
    let policy_refusal = is_policy_refusal(&findings, knowledge);
    let misuse = misuse(&sign_in, knowledge);
    let mut guide = guide::guide(&sign_in, &said, &findings, policy_refusal, knowledge);
    // An attempt that may be somebody else's is not to be repeated.
    guide.tests.retain(|test| misuse.is_none() || test.outcome.is_some());
    Diagnosis {
        route: if misuse.is_some() {
            Route { team: Team::Security, because_of: None }
        } else {
            route(&findings, code, knowledge)
        },
        guide,
        history,
        said,
        misuse,
        steps: steps(&findings, &sign_in, knowledge),
        not_knowable: not_knowable(&sign_in, policy_refusal, &findings),
        conflicts: conflicts(&sign_in, knowledge),
        persistence,
        policy_refusal,
        findings,
        sign_in,
    }
}

/// The words by which the attempt is not the person's own, unless other words take that back.
fn misuse(sign_in: &SignIn, knowledge: &Knowledge) -> Option<Fact> {
    let sentence = |fact: &Fact| knowledge.sentences.get(&fact.value);
    let told = || sign_in.all(FactKind::Sentence);
    let is_cleared = |id: &String| told().filter_map(sentence).any(|other| other.clears.contains(id));
    told().find(|fact| sentence(fact).is_some_and(|s| s.misuse) && !is_cleared(&fact.value)).cloned()
}

/// The causes still open, best first.
pub(crate) fn open(findings: &[Finding]) -> impl Iterator<Item = &Finding> {
    findings.iter().filter(|finding| finding.certainty != Certainty::RuledOut)
}

fn is_policy_refusal(findings: &[Finding], knowledge: &Knowledge) -> bool {
    open(findings)
        .next()
        .and_then(|finding| knowledge.cause(&finding.cause))
        .is_some_and(|cause| cause.family == crate::knowledge::Family::Policy)
}

/// The team of the leading cause where the text points to one; else whoever can fix the code.
fn route(findings: &[Finding], code: Option<&Code>, knowledge: &Knowledge) -> Route {
    let leading = open(findings).next();
    // Where several causes are equally likely, only whoever can read the policies can tell.
    let as_sure = leading.map_or(0, |first| {
        open(findings)
            .filter(|other| other.certainty == first.certainty && !VAGUE.contains(&other.cause.as_str()))
            .count()
    });
    let points = |finding: &&Finding| match finding.certainty {
        Certainty::Established => true,
        Certainty::Likely => as_sure <= 1 || code.is_some_and(|code| code.likely.first() == Some(&finding.cause)),
        Certainty::Possible | Certainty::RuledOut => code.is_none(),
    };
    let pointed_at = leading.filter(points);
    if let Some(cause) = pointed_at.and_then(|finding| knowledge.cause(&finding.cause)) {
        return Route { team: cause.route, because_of: Some(cause.id.get_ref().clone()) };
    }
    let team = match code.map(|code| code.who) {
        Some(Who::User | Who::Wait) => Team::User,
        Some(Who::Helpdesk) => Team::ServiceDesk,
        Some(Who::Developer) => Team::AppOwner,
        Some(Who::Microsoft) => Team::Microsoft,
        Some(Who::Admin) | None => Team::Identity,
    };
    Route { team, because_of: None }
}

/// Whether a text asks for nothing that is there already: the output of this command, where a device said how it is joined.
pub(crate) fn is_wanted(text: &str, sign_in: &SignIn) -> bool {
    !(text.contains(STATUS_COMMAND) && sign_in.first(FactKind::JoinType).is_some())
}

/// The steps of the leading causes, in turns, so that the first steps decide between them.
fn steps(findings: &[Finding], sign_in: &SignIn, knowledge: &Knowledge) -> Steps {
    let leading: Vec<_> =
        open(findings).filter_map(|finding| knowledge.cause(&finding.cause)).take(CAUSES_WITH_STEPS).collect();
    let sure = open(findings)
        .next()
        .is_some_and(|finding| finding.certainty == Certainty::Established && !VAGUE.contains(&finding.cause.as_str()));
    let leading = if sure { leading.get(..1).unwrap_or_default() } else { &leading };
    let in_turns = |pick: fn(&crate::knowledge::Cause) -> &Vec<String>| {
        let longest = leading.iter().map(|cause| pick(cause).len()).max().unwrap_or(0);
        let mut steps: Vec<String> = Vec::new();
        for turn in 0..longest {
            for step in leading.iter().filter_map(|cause| pick(cause).get(turn)) {
                if steps.len() < MOST_STEPS && !steps.contains(step) && is_wanted(step, sign_in) {
                    steps.push(step.clone());
                }
            }
        }
        steps
    };
    Steps {
        user: in_turns(|cause| &cause.advice.user),
        helpdesk: in_turns(|cause| &cause.advice.helpdesk),
        admin: in_turns(|cause| &cause.advice.admin),
    }
}

/// What the sign-in log has and this text has not.
fn not_knowable(sign_in: &SignIn, policy_refusal: bool, findings: &[Finding]) -> Vec<&'static str> {
    let mut unknown = Vec::new();
    if policy_refusal && sign_in.first(FactKind::PolicyName).is_none() {
        let leading = open(findings).next();
        let is_policy = |finding: &Finding| finding.cause != NO_POLICY || finding.certainty != Certainty::Established;
        if leading.is_none_or(is_policy) {
            unknown.extend(["unknown.policy", "unknown.condition"]);
        }
        if sign_in.first(FactKind::ResourceName).is_none() && sign_in.first(FactKind::ResourceId).is_none() {
            unknown.push("unknown.resource");
        }
        match sign_in.value(FactKind::DeviceState) {
            Some("Unregistered") => unknown.push("unknown.device-unregistered"),
            None => unknown.push("unknown.device"),
            Some(_) => {}
        }
        if sign_in.first(FactKind::IpAddress).is_none() {
            unknown.push("unknown.place");
        } else {
            unknown.push("unknown.country");
        }
    }
    if sign_in.first(FactKind::User).is_none() {
        unknown.push("unknown.user");
    }
    unknown.push("unknown.repeats");
    unknown
}

/// Facts that can have one value only and have several here.
fn conflicts(sign_in: &SignIn, knowledge: &Knowledge) -> Vec<Conflict> {
    let single = [
        FactKind::User,
        FactKind::AppId,
        FactKind::IpAddress,
        FactKind::DeviceId,
        FactKind::DeviceState,
        FactKind::TenantId,
    ];
    let mut conflicts: Vec<Conflict> = single
        .into_iter()
        // A log tells join and compliance of one device in two members; that is no contradiction.
        .filter(|&kind| kind != FactKind::DeviceState || sign_in.all(kind).any(|fact| fact.via != Via::Field))
        .map(|kind| Conflict { kind, values: sign_in.all(kind).map(|fact| fact.value.clone()).collect() })
        .filter(|conflict| conflict.values.len() > 1 && !hold_at_once(conflict))
        .collect();
    let says_why = |code: &str| {
        knowledge.code(code).is_some_and(|c| {
            !c.wraps && matches!(c.kind, crate::knowledge::CodeKind::Refusal | crate::knowledge::CodeKind::Failure)
        })
    };
    let others = sign_in.all(FactKind::OtherCode).filter(|fact| says_why(&fact.value)).map(|fact| fact.value.clone());
    let codes: Vec<String> = sign_in.value(FactKind::ErrorCode).map(str::to_owned).into_iter().chain(others).collect();
    if codes.len() > 1 {
        conflicts.insert(0, Conflict { kind: FactKind::ErrorCode, values: codes });
    }
    conflicts
}

/// Whether the values can all be true of one device: a log tells how it is joined and that it is compliant.
fn hold_at_once(conflict: &Conflict) -> bool {
    let has = |state: &str| conflict.values.iter().any(|value| value == state);
    let joined = usize::from(has("Registered")) + usize::from(has("DomainJoined"));
    let judged = usize::from(has("Compliant")) + usize::from(has("NotCompliant"));
    conflict.kind == FactKind::DeviceState && joined <= 1 && judged <= 1 && !has("Unregistered")
}

/// Whether something speaks for the cause besides the code.
pub(crate) fn has_support(finding: &Finding) -> bool {
    finding.evidence.iter().any(|evidence| {
        matches!(evidence.bearing, Bearing::Proves | Bearing::Supports) && evidence.fact.kind != FactKind::ErrorCode
    })
}
