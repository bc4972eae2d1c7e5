//! From documents to sign-ins: every fact with its place, grouped by event.
//!
//! Edge: it says what the text states. What follows from it is `diagnose`'s business.

mod codes;
mod derive;
mod group;
mod labels;
mod normal;
mod places;
mod secrets;
mod sentences;
mod shapes;
mod unlabelled;

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
pub struct Extracted {
    /// The refused sign-ins, in the order of the input.
    pub sign_ins: Vec<SignIn>,
    /// What was read with doubt, or must be known before the text is passed on.
    pub warnings: Vec<Warning>,
}

/// Reads every refused sign-in out of the documents.
pub fn extract(documents: &[Document], knowledge: &Knowledge) -> Extracted {
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
    let no_id = !readings.iter().any(|r| matches!(r.kind, FactKind::RequestId | FactKind::TraceId | FactKind::CorrelationId));
    if no_id {
        readings.extend(unlabelled::read(&normal));
    }
    let mut found: Vec<Found> = readings.into_iter().map(|reading| from_reading(reading, &normal, input)).collect();
    found.extend(fields(document, knowledge));
    found.extend(codes::read(&normal, input, knowledge));
    found.extend(places::read(&normal, input, knowledge));
    found.extend(sentences::read(&normal, input, knowledge));
    found.retain(|item| !secrets.iter().any(|secret| secret.overlaps(item.fact.span)));
    found.sort_by_key(|item| (item.fact.span.start, item.fact.via, std::cmp::Reverse(item.weight)));

    let remarks = sentences::remarks(&found, knowledge);
    let context = sentences::Context::of(&normal, knowledge);
    for group in group::group(found) {
        if let Some(sign_in) = sign_in(group, &remarks, &context, knowledge) {
            extracted.sign_ins.push(sign_in);
        }
    }
}

fn from_reading(reading: Reading, normal: &Mapped, input: usize) -> Found {
    let raw = normal.raw(&reading.range());
    let Reading { kind, shape, via, .. } = reading;
    let mut fact = Fact::new(kind, shape.value, Span::new(input, raw.start, raw.end), via);
    fact.instant = shape.instant;
    Found { fact, weight: codes::LABELLED }
}

/// The named values of structured records, by the format's own map of names.
fn fields(document: &Document, knowledge: &Knowledge) -> Vec<Found> {
    let Some(format) = knowledge.format(&document.format) else { return Vec::new() };
    let mut found = Vec::new();
    for field in document.records.iter().flat_map(|record| &record.fields) {
        let Some(&kind) = format.fields.get(&field.path) else { continue };
        let Some((value, instant)) = field_value(kind, &field.value, knowledge) else { continue };
        let mut fact = Fact::new(kind, value, field.span, Via::Field);
        fact.instant = instant;
        found.push(Found { fact, weight: codes::LABELLED });
    }
    found
}

fn field_value(kind: FactKind, value: &str, knowledge: &Knowledge) -> Option<(String, Option<jiff::Timestamp>)> {
    let whole = |shape: Option<shapes::Shape>| shape.filter(|shape| shape.len == value.len());
    let plain = |shape: shapes::Shape| (shape.value, None);
    match kind {
        FactKind::ErrorCode => whole(shapes::code(value)).map(plain),
        FactKind::RequestId | FactKind::TraceId | FactKind::CorrelationId | FactKind::AppId | FactKind::ResourceId
        | FactKind::DeviceId | FactKind::TenantId | FactKind::UserId => whole(shapes::guid(value)).map(plain),
        FactKind::Timestamp => shapes::instant(value).map(|shape| (shape.value, shape.instant)),
        FactKind::IpAddress => whole(shapes::address(value)).map(plain),
        FactKind::User => whole(shapes::user(value)).map(plain),
        _ => labels::normal_value(kind, value, knowledge).map(|value| (value, None)),
    }
}

/// One sign-in from one group, if it is a refusal at all.
fn sign_in(mut group: Vec<Found>, remarks: &[Fact], context: &sentences::Context, knowledge: &Knowledge) -> Option<SignIn> {
    codes::choose(&mut group, knowledge);
    if !sentences::is_refusal(&group, context, knowledge) {
        return None;
    }
    group.sort_by_key(|item| (item.fact.kind, item.fact.via == Via::Pattern, std::cmp::Reverse(item.weight), item.fact.span.start));
    let mut facts: Vec<Fact> = Vec::with_capacity(group.len());
    for fact in group.into_iter().map(|item| item.fact).chain(remarks.iter().cloned()) {
        if !facts.iter().any(|known| known.kind == fact.kind && known.value == fact.value) {
            facts.push(fact);
        }
    }
    derive::derive(&mut facts, knowledge);
    Some(SignIn::new(facts))
}
