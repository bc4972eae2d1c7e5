//! Several refused sign-ins in one text: told apart, never mixed, in the order of the text.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use whyblocked::job::Progress;
use whyblocked::knowledge::Knowledge;
use whyblocked::model::{FactKind, Origin, Source};
use whyblocked::pipeline::analyse;

const FIRST: &str = "8f2c1d3e-4a5b-4c7d-8e9f-0a1b2c3d4e5f";
const SECOND: &str = "9a3d2e4f-5b6c-4d8e-9fa0-1b2c3d4e5f60";
const CORRELATION: &str = "1b2c3d4e-5f60-4718-9a0b-1c2d3e4f5061";

/// Code, user and time of each sign-in; what is missing is empty.
fn events(text: &str) -> Vec<[String; 3]> {
    let knowledge = Knowledge::embedded().unwrap();
    let analysis = analyse(&[Source::text("text", Origin::Pasted, text)], &knowledge, &Progress::default()).unwrap();
    let kinds = [FactKind::ErrorCode, FactKind::User, FactKind::Timestamp];
    let row =
        |sign_in: &whyblocked::model::SignIn| kinds.map(|kind| sign_in.value(kind).unwrap_or_default().to_owned());
    analysis.diagnoses.iter().map(|diagnosis| row(&diagnosis.sign_in)).collect()
}

fn want(rows: &[[&str; 3]]) -> Vec<[String; 3]> {
    rows.iter().map(|row| row.map(str::to_owned)).collect()
}

#[test]
fn the_errors_of_several_people_stay_apart() {
    let text = format!(
        "User: alex@contoso.com\nAADSTS53003: blocked. Trace ID: {FIRST} Timestamp: 2026-11-20 09:26:53Z\n\n\
         User: robin@contoso.com\nAADSTS50126: wrong. Trace ID: {SECOND} Timestamp: 2026-11-20 10:00:00Z\n"
    );
    let rows =
        [["53003", "alex@contoso.com", "2026-11-20 09:26:53Z"], ["50126", "robin@contoso.com", "2026-11-20 10:00:00Z"]];
    assert_eq!(events(&text), want(&rows));
}

#[test]
fn ids_before_the_code_are_its_own_line_by_line() {
    let line = |id, time, code| format!("Trace ID: {id} Correlation ID: {CORRELATION} Timestamp: {time} {code}: x\n");
    let text =
        line(FIRST, "2026-11-20 09:26:53Z", "AADSTS53003") + &line(SECOND, "2026-11-20 09:26:55Z", "AADSTS50126");
    assert_eq!(events(&text), want(&[["53003", "", "2026-11-20 09:26:53Z"], ["50126", "", "2026-11-20 09:26:55Z"]]));
}

#[test]
fn without_ids_two_messages_with_times_or_paragraphs_are_two_sign_ins() {
    let timed =
        "AADSTS50126: wrong. Timestamp: 2026-11-20 09:00:00Z\nAADSTS53003: blocked. Timestamp: 2026-11-20 09:05:00Z\n";
    assert_eq!(events(timed), want(&[["50126", "", "2026-11-20 09:00:00Z"], ["53003", "", "2026-11-20 09:05:00Z"]]));
    let apart =
        "With my password: AADSTS50126: Error validating credentials.\n\nWith the other: AADSTS53003: blocked.\n";
    assert_eq!(events(apart), want(&[["50126", "", ""], ["53003", "", ""]]));
}

#[test]
fn the_same_event_told_twice_is_one() {
    let message = format!("AADSTS53003: blocked. Trace ID: {FIRST} Timestamp: 2026-11-20 09:26:53Z\n");
    assert_eq!(events(&message.repeat(2)).len(), 1);
    let text = format!("{message}AADSTS50126: x. Trace ID: {SECOND} Timestamp: 2026-11-20 09:27:53Z\n{message}");
    assert_eq!(events(&text).len(), 2);
}
