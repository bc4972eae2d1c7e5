//! From documents to sign-ins: every fact with its place, grouped by event.
//!
//! Edge: it says what the text states. What follows from it is `diagnose`'s business.

mod codes;
mod derive;
mod fields;
mod group;
mod labels;
mod messages;
mod normal;
mod people;
mod places;
mod policies;
mod secrets;
mod sentences;
mod shapes;
mod tables;
mod unlabelled;

use std::collections::{HashMap, HashSet};

use crate::knowledge::Knowledge;
use crate::model::{Document, Fact, FactKind, SignIn, Span, Via, Warning};

use labels::Reading;
use normal::Mapped;

/// A fact on its way to a sign-in; for codes, how strongly the text states it.
#[derive(Clone, Debug)]
struct Found {
    fact: Fact,
    weight: u8,
}

/// What one or more documents tell.
#[derive(Debug, Default)]
pub(crate) struct Extracted {
    /// The refused sign-ins, in the order of the input.
    pub(crate) sign_ins: Vec<SignIn>,
    /// What was read with doubt, or must be known before the text is passed on.
    pub(crate) warnings: Vec<Warning>,
}

/// One sign-in has one value of most kinds; of a heap of them, this many are kept.
const MOST_VALUES: usize = 40;
/// A text with more refusals than this is a log, and only its first ones are told one by one.
const MOST_SIGN_INS: usize = 1000;

/// Reads every refused sign-in out of the documents.
pub(crate) fn extract(documents: &[Document], knowledge: &Knowledge) -> Extracted {
    let mut extracted = Extracted::default();
    for (input, document) in documents.iter().enumerate() {
        read_document(input, document, knowledge, &mut extracted);
    }
    extracted
}

fn read_document(input: usize, document: &Document, knowledge: &Knowledge, extracted: &mut Extracted) {
    let secrets = secrets::find(&document.text, input);
    if let Some(&first) = secrets.first() {
        extracted.warnings.push(Warning::at(first, "secret"));
    }
    let normal = normal::normal(&document.text);
    let mut readings = labels::read(&normal, knowledge);
    readings.extend(messages::read(&normal, knowledge));
    let tables = tables::read(&normal, knowledge);
    readings.retain(|reading| !tables.covers(reading.start));
    readings.extend(tables.readings);
    let no_id =
        !readings.iter().any(|r| matches!(r.kind, FactKind::RequestId | FactKind::TraceId | FactKind::CorrelationId));
    if no_id {
        readings.extend(unlabelled::read(&normal));
    }
    let mut found: Vec<Found> = readings.into_iter().map(|reading| from_reading(reading, &normal, input)).collect();
    found.extend(fields::read(document, knowledge));
    let sentences = sentences::read(&normal, input, knowledge);
    let context = sentences::Context::of(&normal, document, &sentences, knowledge);
    found.extend(codes::read(&normal, input, &context, knowledge));
    found.extend(places::read(&normal, input, knowledge));
    found.extend(sentences);
    found.extend(people::read(&normal, input, &found));
    found.retain(|item| !overlaps_any(&secrets, item.fact.span));
    found.sort_by_key(|item| (item.fact.span.start, item.fact.via, std::cmp::Reverse(item.weight)));

    let remarks = sentences::remarks(&found, knowledge);
    for group in group::group(found) {
        if extracted.sign_ins.len() >= MOST_SIGN_INS {
            extracted.warnings.push(Warning::whole(input, "too-many-sign-ins"));
            break;
        }
        if let Some(sign_in) = sign_in(group, &remarks, &context, knowledge) {
            extracted.sign_ins.push(sign_in);
        }
    }
}

/// Whether one of these places, in the order of the text and apart from each other, overlaps `span`.
fn overlaps_any(places: &[Span], span: Span) -> bool {
    let next = places.partition_point(|place| place.end <= span.start);
    places.get(next).is_some_and(|place| place.overlaps(span))
}

fn from_reading(reading: Reading, normal: &Mapped, input: usize) -> Found {
    let raw = normal.raw(&reading.range());
    let Reading { kind, shape, via, .. } = reading;
    let mut fact = Fact::new(kind, shape.value, Span::new(input, raw.start, raw.end), via);
    fact.instant = shape.instant;
    Found { fact, weight: codes::LABELLED }
}

/// One sign-in from one group, if it is a refusal at all.
fn sign_in(
    mut group: Vec<Found>,
    remarks: &[Fact],
    context: &sentences::Context,
    knowledge: &Knowledge,
) -> Option<SignIn> {
    codes::choose(&mut group, knowledge);
    if !sentences::is_refusal(&group, context, knowledge) {
        return None;
    }
    let code_at = group.iter().find(|item| item.fact.kind == FactKind::ErrorCode).map(|item| item.fact.span.start);
    group.sort_by_key(|item| {
        // Of several people named, the one named closest to the error is the one who signed in.
        let place = match (item.fact.kind, code_at) {
            (FactKind::User, Some(code)) => item.fact.span.start.abs_diff(code),
            _ => item.fact.span.start,
        };
        (item.fact.kind, item.fact.via == Via::Pattern, std::cmp::Reverse(item.weight), place)
    });
    let mut seen = HashSet::new();
    let all = group.into_iter().map(|item| item.fact).chain(remarks.iter().cloned());
    let mut counts: HashMap<FactKind, usize> = HashMap::new();
    let mut wanted = |fact: &Fact| {
        let new = seen.insert((fact.kind, fact.value.clone()));
        let count = counts.entry(fact.kind).or_default();
        *count += usize::from(new);
        new && *count <= MOST_VALUES
    };
    let mut facts: Vec<Fact> = all.filter(|fact| wanted(fact)).collect();
    derive::derive(&mut facts, knowledge);
    Some(SignIn::new(facts))
}
