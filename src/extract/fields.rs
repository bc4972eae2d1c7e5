//! The named values of structured records, by the format's own map of names.

use std::collections::BTreeMap;

use super::Found;
use super::codes;
use super::labels;
use super::policies;
use super::shapes::{self, Reader};
use crate::knowledge::{Format, Knowledge};
use crate::model::{Document, Fact, FactKind, Field, Via};

/// All facts that stand in fields with a known meaning.
pub(super) fn read(document: &Document, knowledge: &Knowledge) -> Vec<Found> {
    let Some(format) = knowledge.format(&document.format) else { return Vec::new() };
    let mut found = Vec::new();
    for record in &document.records {
        let lists = lists(&record.fields, format);
        let mut read = policies::Record::default();
        for field in &record.fields {
            let Some(&kind) = format.fields.get(&field.path) else { continue };
            let Some(member_of) = counts(field, format, &lists) else { continue };
            read.note(kind, field);
            for (part, span) in policies::parts(kind, field) {
                let read_value =
                    if policies::is_word(kind) { Some((part, None)) } else { value(kind, &part, knowledge) };
                let Some((value, instant)) = read_value else { continue };
                let mut fact = Fact::new(kind, value, span, Via::Field);
                fact.instant = instant;
                read.push(member_of, Found { fact, weight: codes::LABELLED });
            }
        }
        found.extend(read.finish());
    }
    found
}

/// The objects of conditional lists, by their numbers, each with its deciding member.
type Lists<'a> = BTreeMap<usize, Option<&'a str>>;

fn lists<'a>(fields: &'a [Field], format: &Format) -> Lists<'a> {
    let mut lists = Lists::new();
    for field in fields {
        let Some((path, member)) = field.path.rsplit_once('.') else { continue };
        let Some(only) = format.only.iter().find(|only| only.path == path) else { continue };
        let deciding = lists.entry(field.object).or_default();
        if only.member == member {
            *deciding = Some(&field.value);
        }
    }
    lists
}

/// The object of a conditional list that a field belongs to, 0 for none; `None` where the condition does not hold.
fn counts(field: &Field, format: &Format, lists: &Lists<'_>) -> Option<usize> {
    let Some(only) = format.only.iter().find(|only| field.path.starts_with(&format!("{}.", only.path))) else {
        return Some(0);
    };
    // Objects are numbered as they begin, so what is nested in one has a higher number, and the next one a higher still.
    let (&object, deciding) = lists.range(..=field.object).next_back()?;
    deciding.is_some_and(|value| only.is.iter().any(|wanted| wanted == value)).then_some(object)
}

/// A value in its normal form, if the whole text is one of this kind.
pub(super) fn value(kind: FactKind, value: &str, knowledge: &Knowledge) -> Option<(String, Option<jiff::Timestamp>)> {
    match shapes::reader(kind) {
        Reader::Shape(read) => {
            // A time may be followed by a note of its zone that adds nothing.
            let shape = read(value).filter(|shape| shape.len == value.len() || kind == FactKind::Timestamp)?;
            Some((shape.value, shape.instant))
        }
        Reader::Words => labels::known_word(kind, value, knowledge).map(|(_, word)| (word, None)),
        Reader::Name => labels::normal_value(kind, value, knowledge).map(|value| (value, None)),
    }
}
