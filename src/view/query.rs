//! Queries for the administrator with their places filled in, and the inputs for What If.
//!
//! Edge: the texts stand in the knowledge; only the named places are replaced, and a query that lacks a value is left out.

use jiff::SignedDuration;

use super::report::{QueryView, Redaction};
use super::subject::Subject;
use super::{clock, fill};
use crate::knowledge::Query;
use crate::model::FactKind;

/// Hours before and after the event in which a query searches.
const WINDOW_HOURS: i64 = 1;

/// What an administrator can run for this sign-in.
pub(super) fn queries(subject: Subject<'_>, redaction: Redaction) -> Vec<QueryView> {
    let queries = subject.words.knowledge().queries.iter();
    let may_go = |query: &&Query| !query.personal || redaction == Redaction::Secrets;
    queries.filter(may_go).filter_map(|query| filled(query, subject)).collect()
}

fn filled(query: &Query, subject: Subject<'_>) -> Option<QueryView> {
    if !query.needs.iter().all(|&kind| has(subject, kind)) {
        return None;
    }
    let values: Vec<(&str, String)> = PLACES
        .iter()
        .filter(|place| query.text.contains(&format!("{{{place}}}")))
        .map(|&place| {
            // A person reads the portal's steps and can do without the time; a program cannot.
            let spare = || (query.language == "portal").then(|| subject.words.get("query.unknown-time"));
            value(place, subject)
                .map(|value| quoted(&value, &query.language))
                .or_else(spare)
                .map(|value| (place, value))
        })
        .collect::<Option<_>>()?;
    let values: Vec<(&str, &str)> = values.iter().map(|(place, value)| (*place, value.as_str())).collect();
    Some(QueryView {
        title: subject.words.text(&query.title),
        language: query.language.clone(),
        roles: subject.words.text(&query.roles),
        text: fill(subject.words.text(&query.text).trim(), &values),
    })
}

const PLACES: [&str; 9] =
    ["request-id", "correlation-id", "user", "code", "from", "to", "device-id", "graph-host", "environment"];

fn has(subject: Subject<'_>, kind: FactKind) -> bool {
    match kind {
        FactKind::RequestId => request_id(subject).is_some(),
        FactKind::Timestamp => clock::instant(subject).is_some(),
        kind => subject.value(kind).is_some(),
    }
}

/// The log's id of the row: a program's trace id is the same thing.
pub(super) fn request_id(subject: Subject<'_>) -> Option<&str> {
    subject.value(FactKind::RequestId).or_else(|| subject.value(FactKind::TraceId))
}

fn value(place: &str, subject: Subject<'_>) -> Option<String> {
    let cloud = || subject.words.knowledge().cloud(subject.value(FactKind::Cloud).unwrap_or("public"));
    let around = |hours: i64| {
        let instant = clock::instant(subject)?.checked_add(SignedDuration::from_hours(hours)).ok()?;
        Some(instant.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
    };
    match place {
        "request-id" => request_id(subject).map(str::to_owned),
        "correlation-id" => subject.value(FactKind::CorrelationId).map(str::to_owned),
        "user" => subject.value(FactKind::User).map(str::to_owned),
        "code" => subject.value(FactKind::ErrorCode).map(str::to_owned),
        "device-id" => subject.value(FactKind::DeviceId).map(str::to_owned),
        "from" => around(-WINDOW_HOURS),
        "to" => around(WINDOW_HOURS),
        "graph-host" => cloud().map(|cloud| cloud.graph.clone()),
        "environment" => cloud().map(|cloud| cloud.environment.clone()),
        _ => None,
    }
}

/// A value as it must stand inside a query of this language.
fn quoted(value: &str, language: &str) -> String {
    let doubled = value.replace('\'', "''");
    match language {
        // In an address `#` would begin a fragment, and `+` and `&` would mean something else.
        "graph" => doubled.replace('%', "%25").replace('#', "%23").replace('+', "%2B").replace('&', "%26"),
        "powershell" => doubled,
        "kql" => value.replace('\\', "\\\\").replace('"', "\\\""),
        _ => value.to_owned(),
    }
}

/// What an administrator fills into What If; the row itself has the rest.
pub(super) fn what_if(subject: Subject<'_>) -> Vec<String> {
    if !subject.diagnosis.policy_refusal {
        return Vec::new();
    }
    let words = subject.words;
    let from_text = |kind: FactKind| subject.value(kind).map(str::to_owned);
    let client = from_text(FactKind::ClientApp)
        .or_else(|| words.find(&format!("client-app.{}", subject.value(FactKind::AppKind)?)));
    let resource = from_text(FactKind::ResourceName).or_else(|| from_text(FactKind::ResourceId));
    let inputs = [
        ("what-if.user", from_text(FactKind::User)),
        ("what-if.app", subject.app_with_id()),
        ("what-if.resource", Some(resource.unwrap_or_else(|| words.get("what-if.in-row")))),
        ("what-if.platform", from_text(FactKind::DevicePlatform)),
        ("what-if.client", client),
        ("what-if.address", from_text(FactKind::IpAddress)),
        ("what-if.device", from_text(FactKind::DeviceState)),
        ("what-if.flow", from_text(FactKind::AuthFlow)),
    ];
    inputs.into_iter().filter_map(|(key, value)| value.map(|value| words.fill(key, &[("value", &value)]))).collect()
}
