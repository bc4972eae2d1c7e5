//! What the person tries and answers: which step decides most, and what an answer changes.
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test that cannot read its own text must stop")]

use std::sync::LazyLock;

use whyblocked::job::Progress;
use whyblocked::knowledge::Knowledge;
use whyblocked::model::{
    About, Analysis, Answer, Basis, Diagnosis, FactKind, Origin, Outcome, Source, Team, Told, Verdict, Via,
};
use whyblocked::pipeline::analyse_told;
use whyblocked::view::{Options, Views};

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::embedded().expect("sound knowledge"));

const PAGE: &str = "You don't have access to this\nError Code: 53003\nRequest Id: 3b6f0d3e-92c4-4f0b-8a57-1c2d3e4f5a00\n\
    App name: OfficeHome\nIP address: 203.0.113.40\nDevice platform: Windows 10\nDevice state: Unregistered\n\
    Timestamp: 2026-11-20T08:41:17Z\n";

fn told(answers: &[(&str, &str)]) -> Told {
    let about = |&(id, answer): &(&str, &str)| match answer {
        "worked" => About::Step { id: id.to_owned(), outcome: Outcome::Worked },
        "blocked" => About::Step { id: id.to_owned(), outcome: Outcome::Blocked },
        answer => About::Question { id: id.to_owned(), answer: answer.to_owned() },
    };
    Told { one_person: false, answers: answers.iter().map(|a| Answer { of: None, about: about(a) }).collect() }
}

fn read(text: &str, told: &Told) -> Analysis {
    let source = Source::text("page", Origin::Pasted, text);
    analyse_told(&[source], told, &KNOWLEDGE, &Progress::default()).expect("not cancelled")
}

fn page(answers: &[(&str, &str)]) -> Diagnosis {
    read(PAGE, &told(answers)).diagnoses.remove(0)
}

fn open_tests(diagnosis: &Diagnosis) -> Vec<&str> {
    diagnosis.guide.tests.iter().filter(|t| t.outcome.is_none()).map(|test| test.step.as_str()).collect()
}

fn views(analysis: &Analysis) -> Views {
    Views::build(
        analysis,
        &KNOWLEDGE,
        &Options { language: "en".to_owned(), now: None, zone: None, organisation: None },
    )
}

#[test]
fn the_step_that_decides_most_stands_first_and_an_answer_changes_the_ranking() {
    let before = page(&[]);
    assert_eq!(before.findings[0].cause, "device-proof-missing");
    assert_eq!(open_tests(&before)[0], "edge-profile");
    let blocked = page(&[("edge-profile", "blocked")]);
    assert_ne!(blocked.findings[0].cause, "device-proof-missing");
    assert!(!open_tests(&blocked).contains(&"edge-profile"));
    let worked = page(&[("edge-profile", "worked")]);
    assert_eq!(worked.findings[0].cause, "device-proof-missing");
    assert!(worked.persistence.other_way_works);
    assert_ne!(before.persistence.decided_by, worked.persistence.decided_by, "what was tried does not decide again");
    let kept = worked.guide.tests.iter().find(|test| test.step == "edge-profile").expect("it stays in the list");
    assert_eq!(kept.outcome, Some(Outcome::Worked));
}

#[test]
fn what_passes_by_itself_is_temporary_and_what_fails_again_is_not() {
    let passed = page(&[("wait-once", "worked")]).persistence;
    assert_eq!((passed.verdict, passed.basis), (Verdict::Temporary, Basis::Text));
    let again = page(&[("sign-in-again", "blocked")]).persistence;
    assert_eq!((again.verdict, again.basis), (Verdict::Structural, Basis::Text));
    let changed = page(&[("updates", "worked")]).persistence;
    assert_eq!(changed.verdict, Verdict::Structural);
    let colleague = page(&[("ask-colleague", "worked")]).persistence;
    assert!(!colleague.other_way_works || colleague.basis == Basis::Default, "a colleague's way is not the person's");
}

#[test]
fn every_answer_is_a_line_that_its_fact_points_at() {
    let answers = [("edge-profile", "blocked"), ("vpn", "personal"), ("whose-device", "not-sure")];
    let analysis = read(PAGE, &told(&answers));
    let said = analysis.documents.last().expect("what was said");
    assert_eq!(said.text.lines().count(), 3, "{}", said.text);
    let facts = analysis.diagnoses[0].sign_in.all(FactKind::Sentence).filter(|fact| fact.via == Via::Said);
    let words: Vec<&str> = facts.map(|fact| &said.text[fact.span.start..fact.span.end]).collect();
    assert_eq!(words.len(), 2, "to be unsure tells nothing: {words:?}");
    assert!(words.iter().all(|words| said.text.lines().any(|line| line == *words)));
    assert!(!said.text.contains('{'), "{}", said.text);
}

#[test]
fn an_answer_goes_before_what_the_text_says_of_the_same() {
    let text = format!("I was using my personal VPN.\n{PAGE}");
    let has = |told: &Told, id: &str| read(&text, told).diagnoses[0].sign_in.facts().iter().any(|f| f.value == id);
    assert!(has(&Told::default(), "remark-vpn-personal"));
    assert!(!has(&told(&[("vpn", "none")]), "remark-vpn-personal"));
    assert!(has(&told(&[("vpn", "none")]), "remark-no-vpn"));
}

#[test]
fn an_attempt_that_is_not_the_persons_own_goes_to_security_and_is_not_repeated() {
    let analysis = read(PAGE, &told(&[("own-attempt", "neither")]));
    let diagnosis = &analysis.diagnoses[0];
    assert!(diagnosis.misuse.is_some());
    assert_eq!(diagnosis.route.team, Team::Security);
    let views = views(&analysis);
    let case = &views.cases[0];
    assert!(case.strip.sentence.starts_with("Possible account misuse"), "{}", case.strip.sentence);
    assert!(case.tests.is_empty() && case.verdict.other_way.is_none());
    assert!(case.steps.iter().all(|step| !step.contains("Try")), "{:?}", case.steps);
    let background = page(&[("own-attempt", "background")]);
    assert!(background.misuse.is_none() && background.route.team != Team::Security);
}

#[test]
fn a_code_that_somebody_sent_is_misuse_whatever_else_is_said() {
    let both = page(&[("code-sent", "sent"), ("own-attempt", "was-signing-in")]);
    assert!(both.misuse.is_some(), "the person signed in himself, led by somebody else");
}

#[test]
fn an_answer_belongs_to_its_own_person() {
    let row = |id: usize, user: &str| {
        format!(
            r#"{{"id":"5b2f7c10-61d4-4e0a-9a37-{id:012x}","createdDateTime":"2026-11-20T08:0{id}:00Z",
            "userPrincipalName":"{user}@contoso.com","appDisplayName":"Contoso Expenses","status":{{"errorCode":53003}}}}"#
        )
    };
    let log = format!("[{},{}]", row(1, "alex"), row(2, "megan"));
    let key = read(&log, &Told::default()).diagnoses[1].sign_in.key();
    let about = About::Question { id: "vpn".to_owned(), answer: "personal".to_owned() };
    let one = Told { one_person: false, answers: vec![Answer { of: Some(key), about: about.clone() }] };
    let analysis = read(&log, &one);
    let says = |n: usize| analysis.diagnoses[n].sign_in.facts().iter().any(|fact| fact.value == "remark-vpn-personal");
    assert!(!says(0) && says(1));
    let nobody = Told { one_person: false, answers: vec![Answer { of: None, about }] };
    assert_eq!(read(&log, &nobody).documents.len(), 1, "of two people nobody knows whose it is");
}

#[test]
fn of_a_wrong_password_nobody_says_that_a_new_one_does_not_help() {
    let text = "AADSTS50126: Error validating credentials due to invalid username or password. \
        Trace ID: 4c5d6e7f-8091-4a2b-9c3d-4e5f60718200";
    assert!(read(text, &Told::default()).diagnoses[0].guide.remedies.is_empty());
    assert!(page(&[]).guide.remedies.iter().any(|remedy| remedy == "reset-password"));
}

#[test]
fn waiting_is_told_with_its_end_after_a_change() {
    let analysis =
        read(&format!("Since my new group membership this morning.\n{PAGE}"), &told(&[("when-began", "group")]));
    let waiting = &views(&analysis).cases[0].waiting;
    assert_eq!(waiting.len(), 2, "how long, and what then: {waiting:?}");
}

#[test]
fn a_later_answer_replaces_the_earlier_one_and_can_be_taken_back() {
    let answer = |outcome| Answer { of: None, about: About::Step { id: "updates".to_owned(), outcome } };
    let mut told = Told::default();
    told.take(answer(Outcome::Worked));
    told.take(answer(Outcome::Blocked));
    assert_eq!(told.answers, [answer(Outcome::Blocked)]);
    told.forget(&answer(Outcome::Worked));
    assert!(told.answers.is_empty());
}
