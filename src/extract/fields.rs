//! The named values of records, by the format's own map of names.

use std::collections::{BTreeMap, HashMap};

use super::Found;
use super::codes;
use super::labels;
use super::policies;
use super::shapes::{self, Reader};
use super::times;
use crate::knowledge::{Format, Knowledge, fold};
use crate::model::{Document, Fact, FactKind, Field, Record, Span, Via};

/// Reads records of one format. What a name means is looked up once.
pub(super) struct FieldReader<'a> {
    format: &'a Format,
    knowledge: &'a Knowledge,
    meanings: HashMap<&'a str, Meaning>,
}

/// What a name stands for.
#[derive(Clone, Copy, Default)]
struct Meaning {
    kind: Option<FactKind>,
    /// It counts only where no other name gives the fact.
    is_fallback: bool,
    /// Numbers of the conditions that it stands under.
    only: Option<usize>,
    is_session: bool,
}

/// What one record says.
#[derive(Default)]
pub(super) struct Read<'a> {
    pub(super) found: Vec<Found>,
    /// Places of times without a zone, where the format's times are local.
    pub(super) local_times: Vec<&'a Field>,
    pub(super) session: Option<&'a str>,
    /// Its code says that nothing is wrong.
    pub(super) success: bool,
    members: policies::Members,
}

/// An object of a conditional list: the number of the condition, and the object's own.
type Item = (usize, usize);

impl<'a> FieldReader<'a> {
    pub(super) fn new(format: &'a Format, knowledge: &'a Knowledge) -> Self {
        Self { format, knowledge, meanings: HashMap::new() }
    }

    /// All facts that stand in fields with a known meaning.
    pub(super) fn read(&mut self, record: &'a Record) -> Read<'a> {
        let mut read = Read::default();
        let items = self.items(record);
        for fallback in [false, true] {
            let before: Vec<FactKind> = read.found.iter().map(|item| item.fact.kind).collect();
            for field in &record.fields {
                let meaning = self.meaning(&field.path);
                if meaning.is_session {
                    read.session = Some(&field.value);
                }
                if let Some(kind) = meaning.kind.filter(|_| !fallback) {
                    read.members.note(kind, field);
                }
                let Some(kind) = meaning.kind.filter(|kind| {
                    meaning.is_fallback == fallback && !(fallback && before.contains(kind)) && !field.value.is_empty()
                }) else {
                    continue;
                };
                let item = match meaning.only.map(|number| self.item(number, field, &items)) {
                    Some(None) => continue,
                    Some(item) => item,
                    None => None,
                };
                self.add(meaning, kind, (field, item), &mut read);
            }
        }
        let derived = read.members.derived();
        read.found.extend(derived);
        read
    }

    fn add(&self, meaning: Meaning, kind: FactKind, (field, item): (&'a Field, Option<Item>), read: &mut Read<'a>) {
        if kind == FactKind::ErrorCode && matches!(field.value.trim(), "0" | "None") {
            read.success = true;
            return;
        }
        if kind == FactKind::Sentence {
            let ended = read.success || read.found.iter().any(|item| item.fact.kind == FactKind::ErrorCode);
            if !(meaning.is_fallback && ended) {
                self.add_sentences(field, read);
            }
            return;
        }
        // What running text says of its own is worth more than what stands around it.
        let weight = if meaning.is_fallback { 0 } else { codes::LABELLED };
        if policies::is_word(kind) {
            for (word, span) in policies::words(field, &self.format.condition_bits) {
                let fact = Fact::new(kind, word, span, Via::Field);
                read.members.add(item, &fact);
                read.found.push(Found::new(fact, weight));
            }
            return;
        }
        let Some((value, instant)) = value(kind, &field.value, self.knowledge) else { return };
        if kind == FactKind::Timestamp && self.format.local_times && !times::has_zone(&field.value, &field.path) {
            read.local_times.push(field);
            return;
        }
        let mut fact = Fact::new(kind, value, field.span, Via::Field);
        fact.instant = instant;
        read.members.add(item, &fact);
        read.found.push(Found::new(fact, weight));
    }

    /// A word that means something only beside the name of its field stands in the knowledge with that name.
    fn add_sentences(&self, field: &Field, read: &mut Read<'_>) {
        let name = field.path.rsplit('.').next().unwrap_or_default();
        let phrase = fold(&format!("{name} {}", field.value));
        for hit in self.knowledge.matchers.sentences(&phrase) {
            let fact = Fact::new(FactKind::Sentence, hit.id, field.span, Via::Field);
            read.found.push(Found::new(fact, codes::LABELLED));
        }
    }

    /// The objects of conditional lists, each with its deciding member.
    fn items(&self, record: &'a Record) -> BTreeMap<Item, Option<&'a str>> {
        let mut items = BTreeMap::new();
        for (number, only) in self.format.only.iter().enumerate() {
            for field in &record.fields {
                let Some((list, name)) = field.path.rsplit_once('.') else { continue };
                if !list.eq_ignore_ascii_case(&only.path) {
                    continue;
                }
                let deciding = items.entry((number, field.object)).or_default();
                if name.eq_ignore_ascii_case(&only.member) {
                    *deciding = Some(field.value.as_str());
                }
            }
        }
        items
    }

    /// The object of a conditional list that a field belongs to, if it says what is wanted.
    fn item(&self, number: usize, field: &Field, items: &BTreeMap<Item, Option<&str>>) -> Option<Item> {
        let only = self.format.only.get(number)?;
        // Objects are counted in the order of the text: the one around a deeper one is the last that began before.
        let (&item, deciding) = items.range((number, 0)..=(number, field.object)).next_back()?;
        deciding.is_some_and(|value| only.is.iter().any(|wanted| wanted.eq_ignore_ascii_case(value))).then_some(item)
    }

    fn meaning(&mut self, path: &'a str) -> Meaning {
        if let Some(&known) = self.meanings.get(path) {
            return known;
        }
        let format = self.format;
        let folded = fold(path.trim());
        let own = format.fields.get(&folded).copied();
        let fallback = format.fallback.get(&folded).copied().filter(|_| own.is_none());
        // A heading in another language is a label.
        let unknown = own.is_none() && fallback.is_none() && !folded.contains('.') && !format.names.contains(&folded);
        let label = if unknown && format.syntax.is_log() { self.knowledge.label(path) } else { None };
        let in_list = |only: &crate::knowledge::schema::Only| {
            folded.strip_prefix(only.path.as_str()).is_some_and(|rest| rest.starts_with('.'))
        };
        let meaning = Meaning {
            kind: own.or(fallback).or(label),
            is_fallback: fallback.is_some(),
            only: format.only.iter().position(in_list),
            is_session: format.session.as_ref() == Some(&folded),
        };
        self.meanings.insert(path, meaning);
        meaning
    }
}

/// Places of values that are known to give no fact, in the order of the text: the number of an event is no code.
pub(super) fn without_meaning(document: &Document, format: &Format) -> Vec<Span> {
    let fields = document.records.iter().flat_map(|record| &record.fields);
    let mut places: Vec<Span> =
        fields.filter(|field| format.names.contains(&fold(&field.path))).map(|field| field.span).collect();
    places.sort_unstable();
    places
}

/// A value in its normal form, if the whole text is one of this kind.
pub(super) fn value(kind: FactKind, value: &str, knowledge: &Knowledge) -> Option<(String, Option<jiff::Timestamp>)> {
    match shapes::reader(kind) {
        Reader::Shape(_) if kind == FactKind::Timestamp => {
            // A time may be followed by a note of its zone that adds nothing.
            let shape = times::read(value.trim())?;
            Some((shape.value, shape.instant))
        }
        Reader::Shape(read) => {
            let value = value.trim();
            let shape = read(value).filter(|shape| shape.len == value.len() || kind == FactKind::PrtUpdated)?;
            Some((shape.value, shape.instant))
        }
        Reader::Words => labels::known_word(kind, value, knowledge).map(|(_, word)| (word, None)),
        Reader::Name => labels::normal_value(kind, value, knowledge).map(|value| (value, None)),
    }
}
