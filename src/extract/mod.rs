//! From documents to sign-ins: every fact with its place, grouped by event.
//!
//! Edge: it says what the text states. What follows from it is `diagnose`'s business.

mod codes;
mod derive;
mod doubts;
mod fields;
mod group;
mod heads;
mod instants;
mod labels;
mod layout;
mod messages;
mod normal;
mod people;
mod places;
mod secrets;
mod sentences;
mod shapes;
mod tables;
mod times;
mod unlabelled;

use std::collections::{HashMap, HashSet};

use crate::knowledge::Knowledge;
use crate::model::{Document, Fact, FactKind, SignIn, Span, Via, Warning};

use labels::Reading;
use layout::Layout;
use normal::Mapped;

/// A fact on its way to a sign-in; for codes, how strongly the text states it.
#[derive(Clone, Debug)]
struct Found {
    fact: Fact,
    weight: u8,
    /// A code that only says that something inside failed.
    wraps: bool,
}

impl Found {
    fn new(fact: Fact, weight: u8) -> Self {
        Self { fact, weight, wraps: false }
    }
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
    let heads = heads::Heads::of(&normal, knowledge);
    let mut readings = labels::read(&normal, knowledge);
    readings.retain(|reading| !(reading.kind == FactKind::Timestamp && heads.cover(reading.start)));
    readings.extend(messages::read(&normal, knowledge));
    let tables = tables::read(&normal, knowledge);
    readings.retain(|reading| !tables.covers(reading.start));
    readings.extend(tables.readings);
    let no_id = !readings.iter().any(|reading| is_event_id(reading.kind));
    let mut unlabelled = if no_id { unlabelled::page(&normal) } else { Vec::new() };
    if unlabelled.is_empty() {
        unlabelled = unlabelled::message(&normal, &readings);
    }
    let ambiguous = unlabelled.iter().filter(|reading| is_event_id(reading.kind)).count() > 1;
    let first_id = unlabelled.iter().find(|reading| is_event_id(reading.kind)).map(Reading::range);
    readings.extend(unlabelled);
    let mut found: Vec<Found> = readings.into_iter().map(|reading| from_reading(reading, &normal, input)).collect();
    found.extend(fields::read(document, knowledge));
    let sentences = sentences::read(&normal, input, knowledge);
    let context = sentences::Context::of(&normal, document, &sentences, knowledge);
    found.extend(codes::read(&normal, input, &context, knowledge));
    found.extend(places::read(&normal, input, knowledge));
    found.extend(sentences);
    found.extend(people::read(&normal, input, &heads, &found, knowledge));
    let codes = places_of_codes(&found, codes::MENTIONED);
    found.extend(times::read(&normal, input, &heads, &codes, knowledge));
    found.retain(|item| !overlaps_any(&secrets, item.fact.span));
    found.sort_by_key(|item| (item.fact.span.start, item.fact.via, std::cmp::Reverse(item.weight)));

    for item in found.iter_mut().filter(|item| item.fact.kind == FactKind::ErrorCode) {
        item.wraps = knowledge.code(&item.fact.value).is_some_and(|code| code.wraps);
    }
    if sentences::lists_codes(&found, &document.text) {
        return;
    }
    let (told, warned) = (extracted.sign_ins.len(), extracted.warnings.len());
    let layout = Layout::of(&normal, &document.text);
    let remarks = sentences::remarks(&found, knowledge);
    for group in group::group(found, &layout) {
        if extracted.sign_ins.len() >= MOST_SIGN_INS {
            extracted.warnings.push(Warning::whole(input, "too-many-sign-ins"));
            break;
        }
        if let Some(sign_in) = sign_in(group, &remarks, &context, knowledge) {
            extracted.sign_ins.push(sign_in);
        }
    }
    if extracted.sign_ins.len() > told || context.whose.microsoft {
        extracted.warnings.extend(doubts::find(&normal, input, knowledge));
    }
    if let Some(range) = first_id.filter(|_| ambiguous && extracted.sign_ins.len() > told) {
        let raw = normal.raw(&range);
        let place = Span::new(input, raw.start, raw.end);
        extracted.warnings.insert(warned, Warning::at(place, "unlabelled-ids"));
    }
}

/// Whether values of this kind tell one sign-in from another.
fn is_event_id(kind: FactKind) -> bool {
    matches!(kind, FactKind::RequestId | FactKind::TraceId | FactKind::CorrelationId)
}

/// Where error codes stand that the text states at least so strongly, in the order of the text.
fn places_of_codes(found: &[Found], least: u8) -> Vec<usize> {
    let is_code = |item: &&Found| item.fact.kind == FactKind::ErrorCode && item.weight >= least;
    let mut codes: Vec<usize> = found.iter().filter(is_code).map(|item| item.fact.span.start).collect();
    codes.sort_unstable();
    codes
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
    Found::new(fact, codes::LABELLED)
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
    // A time without a label stands in only where none has one.
    if group.iter().any(|item| item.fact.kind == FactKind::Timestamp && item.fact.via != Via::Pattern) {
        group.retain(|item| item.fact.kind != FactKind::Timestamp || item.fact.via != Via::Pattern);
    }
    let code_at = group.iter().find(|item| item.fact.kind == FactKind::ErrorCode).map(|item| item.fact.span.start);
    group.sort_by_key(|item| {
        // Of several people named, the one named closest to the error is the one who signed in.
        let place = match (item.fact.kind, code_at) {
            (FactKind::User | FactKind::Timestamp, Some(code)) => item.fact.span.start.abs_diff(code),
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
