//! What IT searches by: the ids, the time and the code of a sign-in, each with its name.
//!
//! Edge: values stand here as they were read; what must not leave is masked by the report.

use super::report::{Audience, KeyView};
use super::subject::Subject;
use super::{clock, recognition};
use crate::model::FactKind;

/// User, application, correlation id, request id, time, code: the order in which the sign-in diagnostic asks.
pub(super) fn keys(subject: Subject<'_>) -> Vec<KeyView> {
    let words = subject.words;
    let mut keys = Vec::new();
    let mut add = |name: &str, value: Option<String>| {
        keys.extend(value.map(|value| KeyView { name: words.get(name), value }));
    };
    let printed = |kind| subject.value(kind).map(str::to_owned);
    add("key.user", printed(FactKind::User).or_else(|| words.find("key.no-user")));
    add("key.app", subject.app_with_id());
    add("key.correlation-id", printed(FactKind::CorrelationId));
    add("key.request-id", printed(FactKind::RequestId));
    let trace = printed(FactKind::TraceId).filter(|trace| Some(trace.as_str()) != subject.value(FactKind::RequestId));
    add("key.trace-id", trace);
    let instant = clock::instant(subject);
    add("key.time", instant.map(clock::utc));
    add("key.time-local", instant.and_then(|instant| clock::local(subject, instant)));
    add("key.time-printed", printed(FactKind::Timestamp).filter(|_| instant.is_none()));
    add("key.code", code_key(subject));
    if subject.audience == Audience::Admin {
        add("key.read-from", recognition::of_sign_in(subject));
        let others: Vec<String> = subject.sign_in().all(FactKind::OtherCode).map(|fact| fact.value.clone()).collect();
        add("key.other-codes", (!others.is_empty()).then(|| words.list(&others)));
    }
    keys
}

/// The code with its symbolic name, if it has one.
fn code_key(subject: Subject<'_>) -> Option<String> {
    let code = subject.value(FactKind::ErrorCode)?;
    let name = subject.code().map(|code| code.name.as_str()).filter(|name| !name.is_empty());
    Some(name.map_or_else(|| code.to_owned(), |name| format!("{code} ({name})")))
}
