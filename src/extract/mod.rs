//! From documents to sign-ins: every fact with its place, grouped by event.
//!
//! Edge: it says what the text states. What follows from it is `diagnose`'s business.

mod codes;
mod derive;
mod device;
mod doubts;
mod fields;
mod group;
mod heads;
mod instants;
mod join;
mod labels;
mod layout;
mod messages;
mod normal;
mod people;
mod places;
mod policies;
mod records;
mod secrets;
mod sentences;
mod servicing;
mod shapes;
mod stamps;
mod times;
mod unlabelled;

use std::collections::{HashMap, HashSet};

use crate::knowledge::Knowledge;
use crate::model::{DeviceStatus, Document, Fact, FactKind, SignIn, Span, Via, Warning};

use fields::FieldReader;
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
    /// Sign-ins of logs that worked, of the people who were refused.
    pub(crate) worked: Vec<SignIn>,
    /// What devices say of themselves.
    pub(crate) devices: Vec<DeviceStatus>,
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
        extracted.devices.extend(device::read(input, document, knowledge));
    }
    if documents.len() > 1 {
        join::join(&mut extracted.sign_ins, knowledge);
    }
    device::join(&mut extracted, knowledge);
    extracted
}

fn read_document(input: usize, document: &Document, knowledge: &Knowledge, extracted: &mut Extracted) {
    let secrets = secrets::find(&document.text, input);
    if let Some(&first) = secrets.first() {
        extracted.warnings.push(Warning::at(first, "secret"));
    }
    let format = knowledge.format(&document.format);
    let log = format
        .filter(|format| format.syntax.is_log())
        .map(|format| records::read(document, format, &secrets, knowledge))
        .unwrap_or_default();
    extracted.warnings.extend(log.warnings);
    let text = running_text(input, document, &secrets, knowledge);
    let remarks = sentences::remarks(&text.found, knowledge);
    // Beside a log, words that name no sign-in of their own speak of the ones in the log.
    let is_log = !document.logs.is_empty();
    let records = if is_log { &[] } else { document.records.as_slice() };
    let layout = Layout::of(&text.normal, &document.text);
    let told = group::group(text.found, records, &layout).into_iter().chain(text.attempts).filter(|group| {
        sentences::is_refusal(group, &text.context, knowledge) && (!is_log || group.iter().any(group::is_id))
    });
    let mut groups: Vec<Vec<Found>> = told.collect();
    let by_request: HashMap<String, usize> =
        groups.iter().enumerate().filter_map(|(at, group)| Some((group::request(group)?.to_owned(), at))).collect();
    for record in log.refused {
        let told = group::request(&record).and_then(|id| by_request.get(id)).and_then(|&at| groups.get_mut(at));
        match told {
            Some(same) => same.extend(record),
            None => groups.push(record),
        }
    }
    if !groups.is_empty() || text.context.whose.microsoft {
        extracted.warnings.extend(doubts::find(&text.normal, input, knowledge));
    }
    extracted.warnings.extend(text.unlabelled.filter(|_| !groups.is_empty()));
    extracted.worked.extend(log.worked.into_iter().map(|group| sign_in(group, &[], knowledge)));
    groups.sort_by_key(|group| group.iter().map(|item| item.fact.span.start).min());
    for group in groups {
        if extracted.sign_ins.len() >= MOST_SIGN_INS {
            extracted.warnings.push(Warning::whole(input, "too-many-sign-ins"));
            break;
        }
        extracted.sign_ins.push(sign_in(group, &remarks, knowledge));
    }
}

/// What stands in the text outside of any record of a log.
struct RunningText {
    normal: Mapped,
    found: Vec<Found>,
    /// Said where the order of ids was taken from the page's, since their labels are not known.
    unlabelled: Option<Warning>,
    /// Failed attempts in a device's own words.
    attempts: Vec<Vec<Found>>,
    context: sentences::Context,
}

fn running_text(input: usize, document: &Document, secrets: &[Span], knowledge: &Knowledge) -> RunningText {
    let normal = normal::normal(&document.text, &document.logs);
    let heads = heads::Heads::of(&normal, knowledge);
    let mut readings = labels::read(&normal, knowledge);
    readings.retain(|reading| !(reading.kind == FactKind::Timestamp && heads.cover(reading.start)));
    readings.extend(messages::read(&normal, knowledge));
    let unlabelled = add_unlabelled(&mut readings, &normal, input);
    let mut found: Vec<Found> = readings.into_iter().map(|reading| from_reading(reading, &normal, input)).collect();
    let mut meaningless = Vec::new();
    if let Some(format) = knowledge.format(&document.format).filter(|format| !format.syntax.is_log()) {
        let mut reader = FieldReader::new(format, knowledge);
        found.extend(document.records.iter().flat_map(|record| reader.read(record).found));
        meaningless = fields::without_meaning(document, format);
    }
    let sentences = sentences::read(&normal, input, knowledge);
    let context = sentences::Context::of(&normal, document, &sentences, knowledge);
    found.extend(codes::read(&normal, input, &context, knowledge));
    found.extend(places::read(&normal, input, knowledge));
    found.extend(sentences);
    found.extend(people::read(&normal, input, &heads, &found, knowledge));
    let codes = places_of_codes(&found, codes::MENTIONED);
    found.extend(stamps::read(&normal, input, &heads, &codes, knowledge));
    found.retain(|item| !overlaps_any(secrets, item.fact.span) && !overlaps_any(&meaningless, item.fact.span));
    found.sort_by_key(|item| (item.fact.span.start, item.fact.via, std::cmp::Reverse(item.weight)));
    for item in found.iter_mut().filter(|item| item.fact.kind == FactKind::ErrorCode) {
        item.wraps = knowledge.code(&item.fact.value).is_some_and(|code| code.wraps);
    }
    if sentences::lists_codes(&found, &document.text) {
        found.clear();
    }
    let (found, attempts) = apart(found, document);
    RunningText { normal, found, unlabelled, attempts, context }
}

/// Adds what stands behind labels that are not known; a remark where that leaves open which id is which.
fn add_unlabelled(readings: &mut Vec<Reading>, normal: &Mapped, input: usize) -> Option<Warning> {
    let has_id = readings.iter().any(|reading| is_event_id(reading.kind));
    let mut unlabelled = if has_id { Vec::new() } else { unlabelled::page(normal) };
    if unlabelled.is_empty() {
        unlabelled = unlabelled::message(normal, readings);
    }
    let mut ids = unlabelled.iter().filter(|reading| is_event_id(reading.kind));
    let warning = ids.next().zip(ids.next()).map(|(first, _)| {
        let raw = normal.raw(&first.range());
        let place = Span::new(input, raw.start, raw.end);
        Warning::at(place, "unlabelled-ids")
    });
    readings.extend(unlabelled);
    warning
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

/// What stands in a device's own words is no part of the text around them, and each attempt in them is an event of its own.
fn apart(mut found: Vec<Found>, document: &Document) -> (Vec<Found>, Vec<Vec<Found>>) {
    let mut attempts = Vec::new();
    for block in &document.statuses {
        for attempt in &block.attempts {
            let (inside, outside) = found.into_iter().partition(|item| attempt.overlaps(item.fact.span));
            found = outside;
            attempts.push(inside);
        }
        found.retain(|item| !overlaps_any(&block.covered, item.fact.span));
    }
    (found, attempts)
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

/// One sign-in from one group.
fn sign_in(mut group: Vec<Found>, remarks: &[Fact], knowledge: &Knowledge) -> SignIn {
    codes::choose(&mut group, knowledge);
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
    SignIn::new(facts)
}
