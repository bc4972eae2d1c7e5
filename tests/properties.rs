//! Properties that hold for every sign-in, however it was printed: what stands in a text is read from it exactly, and
//! nothing else is.
//!
//! A made-up event is printed in one of the shapes in which people hand it over; then the analysis must give back its
//! code, ids and time, each with a place at which exactly its words stand.
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test may stop where its own ground is missing")]

#[path = "properties/event.rs"]
mod event;
#[path = "properties/shapes.rs"]
mod shapes;

use std::sync::LazyLock;

use proptest::prelude::*;
use whyblocked::job::Progress;
use whyblocked::knowledge::Knowledge;
use whyblocked::model::{Analysis, FactKind, Origin, SignIn, Source};
use whyblocked::pipeline::analyse;

use event::{Event, event};

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::embedded().expect("sound knowledge"));

fn analysis(text: &str) -> Analysis {
    let source = Source::text("input", Origin::Pasted, text);
    analyse(&[source], &KNOWLEDGE, &Progress::default()).expect("nobody cancels")
}

/// The first value of a kind, in its normal form.
fn value(sign_in: &SignIn, kind: FactKind) -> Option<&str> {
    sign_in.first(kind).map(|fact| fact.value.as_str())
}

/// A page's request id and a program's trace id name the same thing.
fn request(sign_in: &SignIn) -> Option<&str> {
    value(sign_in, FactKind::RequestId).or_else(|| value(sign_in, FactKind::TraceId))
}

/// What must have been read of this event.
fn is_event(sign_in: &SignIn, event: &Event) -> Result<(), TestCaseError> {
    prop_assert_eq!(value(sign_in, FactKind::ErrorCode), Some(event.code.as_str()));
    prop_assert_eq!(request(sign_in), Some(event.request_id.as_str()));
    prop_assert_eq!(value(sign_in, FactKind::CorrelationId), Some(event.correlation_id.as_str()));
    let instant = sign_in.first(FactKind::Timestamp).and_then(|fact| fact.instant);
    prop_assert_eq!(instant.map(jiff::Timestamp::as_second), Some(event.time.as_second()));
    Ok(())
}

/// Every fact stands where it says.
fn places_hold(analysis: &Analysis) -> Result<(), TestCaseError> {
    for fact in analysis.diagnoses.iter().flat_map(|diagnosis| diagnosis.sign_in.facts()) {
        let text = analysis.documents.get(fact.span.input).map(|document| document.text.as_str()).unwrap_or_default();
        prop_assert!(text.get(fact.span.start..fact.span.end).is_some(), "{:?}", fact);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_event_in_any_shape_is_read_back(event in event(), shape in 0..shapes::ALL.len(), dressing in 0..shapes::DRESSINGS.len()) {
        let (name, print) = shapes::ALL[shape];
        let (dress_name, dress) = shapes::DRESSINGS[dressing];
        prop_assume!(shapes::may_wear(name, dress_name));
        let text = dress(&print(&event));
        let analysis = analysis(&text);
        places_hold(&analysis)?;
        prop_assert_eq!(analysis.diagnoses.len(), 1, "{}/{}: {}", name, dress_name, text);
        let sign_in = &analysis.diagnoses[0].sign_in;
        is_event(sign_in, &event).map_err(|error| TestCaseError::fail(format!("{name}/{dress_name}: {error}\n{text}")))?;
    }

    #[test]
    fn several_events_stay_apart_and_in_order(events in prop::collection::vec(event(), 2..5), shape in 0..shapes::ALL.len()) {
        let (name, print) = shapes::ALL[shape];
        let text = events.iter().map(print).collect::<Vec<_>>().join("\n\n");
        let analysis = analysis(&text);
        places_hold(&analysis)?;
        prop_assert_eq!(analysis.diagnoses.len(), events.len(), "{}: {}", name, text);
        for (diagnosis, event) in analysis.diagnoses.iter().zip(&events) {
            is_event(&diagnosis.sign_in, event).map_err(|error| TestCaseError::fail(format!("{name}: {error}\n{text}")))?;
        }
    }

    #[test]
    fn the_same_event_twice_is_one(event in event(), first in 0..shapes::ALL.len(), second in 0..shapes::ALL.len()) {
        let text = format!("{}\n\n{}", (shapes::ALL[first].1)(&event), (shapes::ALL[second].1)(&event));
        let analysis = analysis(&text);
        prop_assert_eq!(analysis.diagnoses.len(), 1, "{}", text);
        is_event(&analysis.diagnoses[0].sign_in, &event).map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
    }

    #[test]
    fn an_id_with_blanks_or_a_wrap_in_it_is_put_together(event in event(), at in 1..36_usize, wrap in 0..4_usize) {
        let blank = [" ", "\n", "\r\n", "\n    "][wrap];
        let (before, after) = event.request_id.split_at(at);
        let text = shapes::page(&event).replace(&event.request_id, &format!("{before}{blank}{after}"));
        let analysis = analysis(&text);
        prop_assert_eq!(analysis.diagnoses.len(), 1, "{}", text);
        prop_assert_eq!(request(&analysis.diagnoses[0].sign_in), Some(event.request_id.as_str()), "{}", text);
    }

    #[test]
    fn an_id_with_a_changed_letter_is_never_taken(event in event(), at in 0..36_usize, letter in "[oOlI]") {
        prop_assume!(event.request_id.as_bytes()[at] != b'-');
        let mut damaged = event.request_id.clone();
        damaged.replace_range(at..=at, &letter);
        let text = shapes::page(&event).replace(&event.request_id, &damaged);
        let analysis = analysis(&text);
        prop_assert_eq!(analysis.diagnoses.len(), 1, "{}", text);
        let read = request(&analysis.diagnoses[0].sign_in);
        prop_assert_eq!(read, None, "{}", text);
    }

    #[test]
    fn any_words_at_all_are_survived(text in "\\PC{0,400}") {
        places_hold(&analysis(&text))?;
    }

    #[test]
    fn numbers_without_a_sign_in_are_no_refusal(number in 10_000..800_000_u32, words in "[a-z ]{10,80}") {
        let text = format!("The {words} cost {number} and went to port {number}.");
        prop_assert!(analysis(&text).diagnoses.is_empty(), "{}", text);
    }
}
