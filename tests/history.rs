//! Several attempts: whose they are, what one that worked shows about one that was refused, and how often is often enough.
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test that cannot read its own text must stop")]

use std::sync::LazyLock;

use whyblocked::job::Progress;
use whyblocked::knowledge::Knowledge;
use whyblocked::model::{Analysis, Aspect, Attempt, Basis, Certainty, Diagnosis, Origin, Source, Told, Verdict, Via};
use whyblocked::pipeline::{analyse, analyse_told};
use whyblocked::view::{Options, Views};

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::embedded().expect("sound knowledge"));

/// An attempt in a log, with what the tests change.
#[derive(Clone)]
struct Row {
    at: &'static str,
    code: u32,
    user: &'static str,
    app: &'static str,
    client: &'static str,
    browser: &'static str,
    device: &'static str,
    system: &'static str,
    address: &'static str,
}

const REFUSED: Row = Row {
    at: "2026-11-20T08:00:00Z",
    code: 53003,
    user: "alex@contoso.com",
    app: "Contoso Expenses",
    client: "Browser",
    browser: "Firefox 133.0",
    device: "",
    system: "Windows10",
    address: "203.0.113.7",
};

const WORKED: Row = Row { at: "2026-11-20T08:30:00Z", code: 0, ..REFUSED };

fn log(rows: &[Row]) -> String {
    let rows = rows.iter().enumerate().map(|(number, row)| {
        let Row { at, code, user, app, client, browser, device, system, address } = row;
        format!(
            r#"{{"id":"5b2f7c10-61d4-4e0a-9a37-{number:012x}","correlationId":"7c10a2b3-0001-4d5e-8f60-{number:012x}",
            "createdDateTime":"{at}","userPrincipalName":"{user}","appDisplayName":"{app}","clientAppUsed":"{client}",
            "ipAddress":"{address}","status":{{"errorCode":{code}}},
            "deviceDetail":{{"deviceId":"{device}","operatingSystem":"{system}","browser":"{browser}"}}}}"#
        )
    });
    format!("[{}]", rows.collect::<Vec<_>>().join(","))
}

fn read(texts: &[&str], told: &Told) -> Analysis {
    let sources: Vec<Source> = texts.iter().map(|text| Source::text("input", Origin::Pasted, text)).collect();
    analyse_told(&sources, told, &KNOWLEDGE, &Progress::default()).expect("not cancelled")
}

fn of(rows: &[Row]) -> Analysis {
    read(&[&log(rows)], &Told::default())
}

fn certainty(diagnosis: &Diagnosis, cause: &str) -> Option<Certainty> {
    diagnosis.findings.iter().find(|finding| finding.cause == cause).map(|finding| finding.certainty)
}

fn views(analysis: &Analysis) -> Views {
    Views::build(
        analysis,
        &KNOWLEDGE,
        &Options { language: "en".to_owned(), now: None, zone: None, organisation: None },
    )
}

const DEVICE: &str = "9e8d7c6b-5a49-4838-a727-16150403f2e1";
const OTHER_DEVICE: &str = "1e8d7c6b-5a49-4838-a727-16150403f2e2";

#[test]
fn one_difference_shows_what_decides() {
    let on = Row { device: DEVICE, browser: "Edge 131.0.0", ..REFUSED };
    let cases = [
        (REFUSED, Row { address: "198.51.100.9", ..WORKED }, Aspect::Network, "remark-works-other-network"),
        (
            REFUSED,
            Row { browser: "Edge 131.0.0", device: DEVICE, ..WORKED },
            Aspect::Browser,
            "remark-works-other-browser",
        ),
        (REFUSED, Row { app: "Contoso Mail", ..WORKED }, Aspect::App, "remark-works-other-app"),
        (on.clone(), Row { code: 0, device: OTHER_DEVICE, ..on }, Aspect::Device, "remark-works-other-device"),
    ];
    for (refused, worked, aspect, says) in cases {
        let analysis = of(&[refused, worked]);
        let diagnosis = &analysis.diagnoses[0];
        let contrast = diagnosis.history.contrast.as_ref().expect("an attempt to compare with");
        assert_eq!(contrast.only(), Some(aspect), "{contrast:?}");
        let fact = diagnosis.sign_in.facts().iter().find(|fact| fact.value == says).expect("an observation");
        assert_eq!(fact.via, Via::History);
        let words = &analysis.documents[0].text[fact.span.start..fact.span.end];
        assert!(!words.is_empty() && fact.span.start > 0, "it points at the attempt that worked: {words}");
        assert_eq!(diagnosis.persistence.verdict, Verdict::Structural);
        assert_eq!(diagnosis.persistence.basis, Basis::History);
        assert!(diagnosis.persistence.other_way_works);
        assert!(views(&analysis).cases[0].comparison.as_ref().is_some_and(|c| c.rows.iter().any(|row| row.differs)));
    }
}

#[test]
fn a_device_that_was_shown_only_where_it_worked_is_a_difference() {
    let shown = Row { device: DEVICE, ..WORKED };
    let analysis = of(&[REFUSED, shown.clone()]);
    let diagnosis = &analysis.diagnoses[0];
    assert!(diagnosis.sign_in.facts().iter().any(|fact| fact.value == "remark-works-device-shown"));
    assert_eq!(diagnosis.findings[0].cause, "device-proof-missing");
    assert_eq!(diagnosis.persistence.verdict, Verdict::Structural, "though it worked later");
    let elsewhere = of(&[REFUSED, Row { address: "198.51.100.9", ..shown }]);
    let contrast = elsewhere.diagnoses[0].history.contrast.clone().expect("an attempt to compare with");
    assert_eq!(contrast.differs, [Aspect::Network, Aspect::Device]);
}

#[test]
fn two_differences_show_nothing_alone() {
    let worked = Row { address: "198.51.100.9", browser: "Edge 131.0.0", ..WORKED };
    let analysis = of(&[REFUSED, worked]);
    let diagnosis = &analysis.diagnoses[0];
    assert_eq!(diagnosis.history.contrast.as_ref().map(|contrast| contrast.differs.len()), Some(2));
    assert!(diagnosis.sign_in.facts().iter().all(|fact| fact.via != Via::History));
    assert_eq!(diagnosis.persistence.basis, Basis::Default);
}

#[test]
fn what_is_not_told_is_no_sameness() {
    let worked = Row { browser: "Edge 131.0.0", address: "", ..WORKED };
    let analysis = of(&[REFUSED, worked]);
    let contrast = analysis.diagnoses[0].history.contrast.clone().expect("an attempt to compare with");
    assert_eq!(contrast.untold, [Aspect::Network]);
    assert_eq!(contrast.only(), None);
    assert_eq!(analysis.diagnoses[0].persistence.basis, Basis::Default);
}

#[test]
fn the_nearest_of_several_attempts_is_compared() {
    let far = Row { address: "198.51.100.9", browser: "Edge 131.0.0", ..WORKED };
    let near = Row { at: "2026-11-20T09:30:00Z", address: "198.51.100.9", ..WORKED };
    let analysis = of(&[REFUSED, far, near]);
    assert_eq!(analysis.diagnoses[0].history.contrast.as_ref().map(|contrast| contrast.worked), Some(1));
}

#[test]
fn a_browser_that_was_updated_is_the_same_browser() {
    let analysis = of(&[REFUSED, Row { browser: "Firefox 134.0.1", ..WORKED }]);
    let diagnosis = &analysis.diagnoses[0];
    assert!(diagnosis.history.contrast.as_ref().is_some_and(whyblocked::model::Contrast::is_same));
    assert_eq!((diagnosis.persistence.verdict, diagnosis.persistence.basis), (Verdict::Temporary, Basis::History));
}

#[test]
fn what_worked_before_does_not_make_it_temporary() {
    let analysis = of(&[Row { at: "2026-11-20T07:00:00Z", ..WORKED }, REFUSED]);
    assert_eq!(analysis.diagnoses[0].persistence.verdict, Verdict::Structural);
    assert_eq!(analysis.diagnoses[0].persistence.basis, Basis::Default);
}

#[test]
fn three_refusals_over_two_hours_are_enough_and_fewer_are_not() {
    let at = |times: &[&'static str]| of(&times.iter().map(|&at| Row { at, ..REFUSED }).collect::<Vec<_>>());
    let basis = |analysis: &Analysis| {
        let persistence = &analysis.diagnoses[0].persistence;
        (persistence.verdict, persistence.basis, persistence.certainty)
    };
    let (two, day) = (["2026-11-20T08:00:00Z", "2026-11-20T08:10:00Z"], "2026-11-21T09:00:00Z");
    let usual = (Verdict::Structural, Basis::Default, Certainty::Likely);
    assert_eq!(basis(&at(&[two[0], "2026-11-20T12:00:00Z"])), usual, "two are no pattern");
    assert_eq!(basis(&at(&[two[0], two[1], "2026-11-20T09:59:00Z"])), usual, "less than two hours");
    let likely = (Verdict::Structural, Basis::History, Certainty::Likely);
    assert_eq!(basis(&at(&[two[0], two[1], "2026-11-20T10:00:00Z"])), likely);
    let settled = (Verdict::Structural, Basis::History, Certainty::Established);
    assert_eq!(basis(&at(&[two[0], two[1], day])), settled, "over a day");
}

#[test]
fn what_worked_in_between_breaks_the_repetition() {
    let refused = |at| Row { at, ..REFUSED };
    let between = Row { at: "2026-11-20T09:00:00Z", ..WORKED };
    let rows =
        [refused("2026-11-20T08:00:00Z"), refused("2026-11-20T08:30:00Z"), between, refused("2026-11-20T11:00:00Z")];
    let last = &of(&rows).diagnoses[2];
    assert!(last.history.interrupted);
    assert_eq!(last.persistence.basis, Basis::Default);
}

#[test]
fn people_are_kept_apart() {
    let other = Row { user: "megan@contoso.com", ..REFUSED };
    let worked = Row { user: "megan@contoso.com", browser: "Edge 131.0.0", ..WORKED };
    let analysis = of(&[REFUSED, other, worked]);
    assert_eq!(analysis.cases.len(), 2);
    assert_eq!(analysis.cases[0].attempts, [Attempt::Refused(0)]);
    assert_eq!(analysis.cases[1].attempts, [Attempt::Refused(1), Attempt::Worked(0)]);
    assert!(analysis.diagnoses[0].history.contrast.is_none(), "the other person's success says nothing here");
    let views = views(&analysis);
    assert!(!views.unclear_people);
    let first = format!("{:?} {:?}", views.cases[0], views.people[0]).to_lowercase();
    assert!(!first.contains("megan"), "{first}");
}

#[test]
fn the_directory_id_and_the_name_are_one_person() {
    let with_id = log(&[REFUSED]).replace(
        "\"userPrincipalName\":\"alex@contoso.com\"",
        "\"userPrincipalName\":\"Alex@Contoso.com\",\"userId\":\"0d3c9a51-7b62-4f18-8a90-1b2c3d4e5f60\"",
    );
    let only_id = log(&[Row { browser: "Edge 131.0.0", at: "2026-11-20T08:10:00Z", ..REFUSED }])
        .replace("5b2f", "6b2f")
        .replace("7c10", "8c10")
        .replace("\"userPrincipalName\":\"alex@contoso.com\"", "\"userId\":\"0d3c9a51-7b62-4f18-8a90-1b2c3d4e5f60\"");
    let analysis = read(&[&with_id, &only_id], &Told::default());
    assert_eq!(analysis.cases.len(), 1);
    assert_eq!(analysis.cases[0].person.as_deref(), Some("alex@contoso.com"));
}

const PAGE: &str = "You don't have access to this\nError Code: 53003\nRequest Id: 5b2f7c10-61d4-4e0a-9a37-000000000000\n\
    App name: Contoso Expenses\nIP address: 203.0.113.7\nDevice state: Unregistered\nTimestamp: 2026-11-20T08:00:00Z\n";

#[test]
fn a_page_and_its_row_in_the_log_are_one_sign_in() {
    let analysis = read(&[PAGE, &log(&[REFUSED])], &Told::default());
    assert_eq!(analysis.diagnoses.len(), 1);
    assert_eq!(analysis.cases[0].person.as_deref(), Some("alex@contoso.com"), "the log names the person");
    let inputs: std::collections::BTreeSet<usize> =
        analysis.diagnoses[0].sign_in.facts().iter().map(|fact| fact.span.input).collect();
    assert_eq!(inputs.len(), 2, "facts of both");
}

#[test]
fn nameless_sign_ins_are_asked_about_and_joined_when_told() {
    let other = PAGE.replace("000000000000", "000000000009").replace("08:00:00", "08:20:00");
    let apart = read(&[PAGE, &other], &Told::default());
    assert_eq!(apart.cases.len(), 2);
    assert!(views(&apart).unclear_people);
    let told = Told { one_person: true, ..Told::default() };
    let together = read(&[PAGE, &other], &told);
    assert_eq!(together.cases.len(), 1);
    assert!(!views(&together).unclear_people);
    let with_log = read(&[&other, &log(&[REFUSED])], &told);
    assert_eq!(with_log.cases.len(), 1, "the only person named is the one");
}

#[test]
fn several_people_since_the_same_minute_are_an_incident_to_check() {
    let at = |user, at| Row { at, user, ..REFUSED };
    let wave = [
        at("alex@contoso.com", "2026-11-20T09:12:04Z"),
        at("megan@contoso.com", "2026-11-20T09:12:40Z"),
        at("lee@contoso.com", "2026-11-20T09:31:00Z"),
        at("adele@contoso.com", "2026-11-20T09:50:00Z"),
    ];
    let analysis = of(&wave);
    let shared = views(&analysis).shared;
    assert_eq!(shared.len(), 1, "{shared:?}");
    assert!(shared[0].contains("4 people") && shared[0].contains("09:12"), "{shared:?}");
    assert!(analysis.diagnoses.iter().all(|d| d.sign_in.facts().iter().any(|fact| fact.value == "remark-everyone")));
    let scattered = [
        wave[0].clone(),
        at("megan@contoso.com", "2026-11-20T14:12:40Z"),
        at("lee@contoso.com", "2026-11-19T09:31:00Z"),
    ];
    assert!(views(&of(&scattered)).shared.is_empty());
    assert!(views(&of(&wave[..2])).shared.is_empty(), "two are no wave");
}

#[test]
fn a_wave_that_goes_on_for_hours_is_not_told_as_structural() {
    let users = ["alex@contoso.com", "megan@contoso.com", "lee@contoso.com"];
    let times = ["2026-11-20T09:12:00Z", "2026-11-20T10:00:00Z", "2026-11-20T12:30:00Z"];
    let all: Vec<Row> =
        users.iter().flat_map(|&user| times.iter().map(move |&at| Row { at, user, ..REFUSED })).collect();
    for diagnosis in of(&all).diagnoses {
        assert_eq!(diagnosis.persistence.verdict, Verdict::Unknown, "{:?}", diagnosis.persistence.reasons);
    }
    let alone: Vec<Row> = all.into_iter().filter(|row| row.user == users[0]).collect();
    assert_eq!(of(&alone).diagnoses[0].persistence.verdict, Verdict::Structural, "without the others it is a pattern");
}

#[test]
fn what_is_settled_by_its_code_is_not_overturned_by_history() {
    let at = |at| Row { at, code: 50126, ..REFUSED };
    let rows = [at("2026-11-20T08:00:00Z"), at("2026-11-20T09:00:00Z"), at("2026-11-20T11:00:00Z")];
    let diagnosis = &of(&rows).diagnoses[0];
    assert_eq!(diagnosis.persistence.basis, Basis::Code);
    assert_eq!(certainty(diagnosis, "wrong-credentials"), Some(Certainty::Established));
}

#[test]
fn one_sign_in_is_a_case_of_its_own() {
    let analysis = analyse(&[Source::text("page", Origin::Pasted, PAGE)], &KNOWLEDGE, &Progress::default())
        .expect("not cancelled");
    assert_eq!(analysis.cases.len(), 1);
    assert_eq!(analysis.diagnoses[0].history.alike, 1);
    let views = views(&analysis);
    assert!(!views.unclear_people && views.shared.is_empty() && views.cases[0].comparison.is_none());
}
