//! Cases by person: who was refused, the attempts of each, and what people in the same input have in common.
//!
//! Edge: a person's attempts are told in that person's own view; of others only how many they are.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::subject::Subject;
use super::{AttemptView, PersonView, Words, clock};
use crate::model::{Analysis, Attempt, Case, FactKind, SignIn};

/// So many attempts of one person are shown; more are a log.
const MOST_ROWS: usize = 60;

/// The columns of the table of attempts besides time and outcome, in their order: the word over each, and the kinds of which
/// the first that is told stands there.
const COLUMNS: [Column; 5] = [
    ("attempts.app", &[FactKind::AppName, FactKind::AppId]),
    ("attempts.client", &[FactKind::Browser, FactKind::ClientApp]),
    ("attempts.device", &[FactKind::DeviceName, FactKind::DeviceId, FactKind::DevicePlatform, FactKind::DeviceState]),
    ("attempts.network", &[FactKind::IpAddress]),
    ("attempts.flow", &[FactKind::AuthFlow]),
];

/// Stands where an attempt does not tell.
const NOTHING: &str = "–";

type Column = (&'static str, &'static [FactKind]);

/// Everybody who was refused.
pub(super) fn people(analysis: &Analysis, words: Words<'_>) -> Vec<PersonView> {
    let several = analysis.cases.len() > 1;
    let mut nameless = 0;
    let views = analysis.cases.iter().map(|case| {
        nameless += usize::from(case.person.is_none());
        let title = match &case.person {
            Some(person) => person.clone(),
            None if several => words.fill("people.nameless-number", &[("n", &nameless.to_string())]),
            None => words.get("people.nameless"),
        };
        person(analysis, case, title, words)
    });
    views.collect()
}

fn person(analysis: &Analysis, case: &Case, title: String, words: Words<'_>) -> PersonView {
    let refused: Vec<usize> = case.refused().collect();
    let columns: Vec<Column> = COLUMNS.into_iter().filter(|(_, kinds)| is_told(analysis, case, kinds)).collect();
    let mut headings = vec![words.get("attempts.time"), words.get("attempts.outcome")];
    headings.extend(columns.iter().map(|(key, _)| words.get(key)));
    // What was tried last is of most use, so a long history is cut at its beginning.
    let skipped = case.attempts.len().saturating_sub(MOST_ROWS);
    let rows = case.attempts.iter().skip(skipped).filter_map(|&attempt| row(analysis, attempt, &columns, words));
    PersonView {
        title,
        counts: counts(analysis, case, words),
        lead: lead(analysis, &refused),
        problems: problems(analysis, case),
        headings,
        attempts: rows.collect(),
        skipped,
    }
}

/// Whether the column holds anything for this person.
fn is_told(analysis: &Analysis, case: &Case, kinds: &[FactKind]) -> bool {
    let sign_ins = case.attempts.iter().filter_map(|&attempt| sign_in(analysis, attempt));
    sign_ins.flat_map(|sign_in| kinds.iter().map(|&kind| sign_in.first(kind))).any(|fact| fact.is_some())
}

fn row(analysis: &Analysis, attempt: Attempt, columns: &[Column], words: Words<'_>) -> Option<AttemptView> {
    let sign_in = sign_in(analysis, attempt)?;
    let (case, outcome) = match attempt {
        Attempt::Refused(number) => {
            let code = sign_in.value(FactKind::ErrorCode).unwrap_or_default();
            (Some(number), words.fill("attempts.refused", &[("code", code)]).trim_end().to_owned())
        }
        Attempt::Worked(_) => (None, words.get("attempts.worked")),
    };
    let time = sign_in.instant().map_or_else(|| words.get("attempts.no-time"), clock::utc);
    let cell = |kinds: &[FactKind]| kinds.iter().find_map(|&kind| sign_in.value(kind)).unwrap_or(NOTHING).to_owned();
    let mut cells = vec![time, outcome];
    cells.extend(columns.iter().map(|(_, kinds)| cell(kinds)));
    Some(AttemptView { case, cells })
}

/// An attempt in one line of a report: when, how it ended, with what, from where, and its request id.
pub(super) fn line(subject: Subject<'_>, attempt: Attempt) -> Option<String> {
    let AttemptView { cells, .. } = row(subject.analysis, attempt, &COLUMNS, subject.words)?;
    let sign_in = sign_in(subject.analysis, attempt)?;
    let id = sign_in.value(FactKind::RequestId).or_else(|| sign_in.value(FactKind::TraceId)).map(str::to_owned);
    Some(cells.into_iter().filter(|cell| cell != NOTHING).chain(id).collect::<Vec<_>>().join(" · "))
}

/// An attempt's sign-in.
pub(super) fn sign_in(analysis: &Analysis, attempt: Attempt) -> Option<&SignIn> {
    match attempt {
        Attempt::Refused(number) => analysis.diagnoses.get(number).map(|diagnosis| &diagnosis.sign_in),
        Attempt::Worked(number) => analysis.worked.get(number),
    }
}

/// "3 refused, 2 worked, 2026-11-20 09:12 to 11:40 UTC".
pub(super) fn counts(analysis: &Analysis, case: &Case, words: Words<'_>) -> String {
    let (refused, worked) = (case.refused().count().to_string(), case.worked().count());
    let instants = || case.attempts.iter().filter_map(|&attempt| sign_in(analysis, attempt)?.instant());
    let worked_too = (worked > 0).then(|| words.fill("people.worked", &[("n", &worked.to_string())]));
    let span = instants().min().zip(instants().max()).map(|(first, last)| span(first, last, words));
    let parts = [Some(words.fill("people.refused", &[("n", &refused)])), worked_too, span];
    words.list(&parts.into_iter().flatten().collect::<Vec<_>>())
}

fn span(first: Timestamp, last: Timestamp, words: Words<'_>) -> String {
    let day = |at: Timestamp| at.strftime("%Y-%m-%d").to_string();
    if first == last {
        return clock::utc(first);
    }
    let to = if day(first) == day(last) { clock::utc_short(last) } else { clock::utc(last) };
    words.fill("people.span", &[("from", &first.strftime("%Y-%m-%d %H:%M").to_string()), ("to", &to)])
}

/// The refusal that is shown first: the one that points to its cause most clearly, of these the last.
fn lead(analysis: &Analysis, refused: &[usize]) -> usize {
    let sure = |number: usize| {
        let diagnosis = analysis.diagnoses.get(number);
        diagnosis.and_then(|diagnosis| diagnosis.findings.first()).map(|finding| finding.certainty)
    };
    let instant = |number: usize| analysis.diagnoses.get(number).and_then(|diagnosis| diagnosis.sign_in.instant());
    let best = refused.iter().copied().max_by_key(|&number| (sure(number), instant(number), std::cmp::Reverse(number)));
    best.unwrap_or_default()
}

/// The refusals that stand for different problems, a code in an application each: of each the one that is shown first.
pub(super) fn problems(analysis: &Analysis, case: &Case) -> Vec<usize> {
    let mut problems: Vec<Vec<usize>> = Vec::new();
    for number in case.refused() {
        let is_same = |numbers: &&mut Vec<usize>| {
            numbers.first().is_some_and(|&first| problem(analysis, first) == problem(analysis, number))
        };
        match problems.iter_mut().find(is_same) {
            Some(numbers) => numbers.push(number),
            None => problems.push(vec![number]),
        }
    }
    problems.iter().map(|numbers| lead(analysis, numbers)).collect()
}

/// The code and the application of a refusal.
fn problem(analysis: &Analysis, number: usize) -> [Option<&str>; 2] {
    let value = |kind| analysis.diagnoses.get(number).and_then(|diagnosis| diagnosis.sign_in.value(kind));
    [value(FactKind::ErrorCode), value(FactKind::AppId).or_else(|| value(FactKind::AppName))]
}

/// What people have in common, a sentence each: how many were refused alike, since when.
pub(super) fn shared(analysis: &Analysis, words: Words<'_>) -> Vec<String> {
    let mut told = BTreeSet::new();
    let mut lines = Vec::new();
    for diagnosis in &analysis.diagnoses {
        let Some(others) = diagnosis.history.others else { continue };
        let value = |kind| diagnosis.sign_in.value(kind);
        let code = value(FactKind::ErrorCode).unwrap_or_default();
        let app = value(FactKind::AppName).or_else(|| value(FactKind::AppId));
        if told.insert((code, app)) {
            let app = app.map_or_else(|| words.get("place.app"), str::to_owned);
            let (people, since) = (others.people.to_string(), clock::utc_minute(others.since));
            let values = [("n", people.as_str()), ("code", code), ("app", &app), ("since", &since)];
            lines.push(words.fill("people.shared", &values));
        }
    }
    lines
}

/// Whether the text leaves open if several sign-ins are of one person.
pub(super) fn is_unclear(analysis: &Analysis) -> bool {
    let named: BTreeSet<&str> = analysis.cases.iter().filter_map(|case| case.person.as_deref()).collect();
    analysis.cases.len() > 1 && named.len() < 2 && analysis.cases.iter().any(|case| case.person.is_none())
}
