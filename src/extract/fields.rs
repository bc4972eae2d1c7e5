//! The named values of structured records, by the format's own map of names.

use std::collections::HashMap;

use super::Found;
use super::codes;
use super::labels;
use super::shapes::{self, Reader};
use crate::knowledge::{Format, Knowledge};
use crate::model::{Document, Fact, FactKind, Field, Via};

/// All facts that stand in fields with a known meaning.
pub(super) fn read(document: &Document, knowledge: &Knowledge) -> Vec<Found> {
    let Some(format) = knowledge.format(&document.format) else { return Vec::new() };
    let mut found = Vec::new();
    for record in &document.records {
        let members = members(&record.fields, format);
        for field in &record.fields {
            let Some(&kind) = format.fields.get(&field.path) else { continue };
            if !counts(field, format, &members) {
                continue;
            }
            let Some((value, instant)) = value(kind, &field.value, knowledge) else { continue };
            let mut fact = Fact::new(kind, value, field.span, Via::Field);
            fact.instant = instant;
            found.push(Found::new(fact, codes::LABELLED));
        }
    }
    found
}

/// The deciding members of conditional lists, by object.
fn members<'a>(fields: &'a [Field], format: &Format) -> HashMap<usize, &'a str> {
    let deciding =
        |field: &&Field| format.only.iter().any(|only| field.path == format!("{}.{}", only.path, only.member));
    fields.iter().filter(deciding).map(|field| (field.object, field.value.as_str())).collect()
}

fn counts(field: &Field, format: &Format, members: &HashMap<usize, &str>) -> bool {
    format
        .only
        .iter()
        .filter(|only| field.path.starts_with(&format!("{}.", only.path)))
        .all(|only| members.get(&field.object).is_some_and(|value| only.is.iter().any(|wanted| wanted == value)))
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
