//! From a text to a document: what it is, its records, and what must be said about it.

use super::events;
use super::pairs;
use super::recognise;
use super::structure::{Damage, Structure, Writing};
use crate::knowledge::{Format, Knowledge, Syntax, fold};
use crate::model::{Document, FactKind, Quality, Record, Span, Warning};

/// The document of a decoded text, and remarks about it.
pub(super) fn document(
    input: usize,
    name: String,
    source: usize,
    text: String,
    knowledge: &Knowledge,
) -> (Document, Vec<Warning>) {
    for writing in Writing::ALL {
        let structure = writing.read(input, &text, knowledge);
        if structure.is_empty() {
            continue;
        }
        let log = recognise::log(writing, &structure, knowledge);
        // A pane without its code says less than its lines do as running text.
        if let Some(format) = log.filter(|format| writing != Writing::Pane || has_code(&structure, format)) {
            let mut remarks = remarks(input, &text, format, &structure);
            let logs = structure.places;
            let some = !structure.records.is_empty();
            let records = with_meaning(structure.records, format);
            if some && records.is_empty() {
                remarks.push(Warning::whole(input, "other-log").with("what", &format.title));
            }
            let format = format.id.get_ref().clone();
            let document = Document {
                name,
                source,
                format,
                quality: Quality::Structured,
                text,
                records,
                statuses: Vec::new(),
                logs,
            };
            return (document, remarks);
        }
        if writing == Writing::Json
            && let Some(format) = recognise::object(&structure, knowledge)
        {
            let fields = structure.records.into_iter().flat_map(|record| record.fields).chain(structure.envelope);
            let records = vec![Record { span: Span::new(input, 0, text.len()), fields: fields.collect() }];
            let format = format.id.get_ref().clone();
            let (statuses, logs) = (Vec::new(), Vec::new());
            let quality = Quality::Structured;
            let document = Document { name, source, format, quality, text, records, statuses, logs };
            return (document, Vec::new());
        }
    }
    (running_text(input, name, source, text, knowledge), Vec::new())
}

fn has_code(structure: &Structure, format: &Format) -> bool {
    structure.fields().any(|field| format.fields.get(&fold(&field.path)) == Some(&FactKind::ErrorCode))
}

fn running_text(input: usize, name: String, source: usize, text: String, knowledge: &Knowledge) -> Document {
    let statuses = pairs::blocks(input, &text, knowledge);
    let recognised = if statuses.is_empty() {
        recognise::text(&text, &[], knowledge)
    } else {
        // What a device says of itself is no page and no message, though their labels stand in it.
        recognise::text(&pairs::without(&text, &statuses), &statuses, knowledge)
    };
    let (format, quality) = match recognised {
        Some(format) => {
            let named = format.syntax == Syntax::Pairs || format.detect.least_labels.is_some();
            let quality = if named { Quality::Structured } else { Quality::SemiStructured };
            (format.id.get_ref().clone(), quality)
        }
        None => ("unknown".to_owned(), Quality::Unstructured),
    };
    let begins = recognised.map(|format| format.begins.as_slice()).unwrap_or_default();
    let events = if begins.is_empty() { Vec::new() } else { events::records(input, &text, begins) };
    let whole = || Record { span: Span::new(input, 0, text.len()), fields: Vec::new() };
    let records = if events.is_empty() { vec![whole()] } else { events };
    Document { name, source, format, quality, text, records, statuses, logs: Vec::new() }
}

/// The records that are sign-ins, without the values that have no meaning in this format: most of a log's bytes are such.
fn with_meaning(mut records: Vec<Record>, format: &Format) -> Vec<Record> {
    if let Some(keep) = &format.keep {
        records.retain(|record| {
            let kind = record.fields.iter().find(|field| fold(&field.path) == keep.path);
            kind.is_none_or(|kind| keep.is.iter().any(|name| name.eq_ignore_ascii_case(&kind.value)))
        });
    }
    let lists: Vec<String> = format.only.iter().map(|only| format!("{}.", only.path)).collect();
    for record in &mut records {
        record.fields.retain(|field| {
            let path = fold(&field.path);
            format.fields.contains_key(&path)
                || format.fallback.contains_key(&path)
                || !path.contains('.') && !format.names.contains(&path)
                || format.session.as_ref() == Some(&path)
                || lists.iter().any(|list| path.starts_with(list.as_str()))
        });
        record.fields.shrink_to_fit();
    }
    records
}

/// Type names that PowerShell prints in place of the objects that it did not write out.
const NOT_WRITTEN_OUT: [&str; 3] = ["Microsoft.Graph.PowerShell.Models.", "System.Object[]", "System.Collections."];

fn remarks(input: usize, text: &str, format: &Format, structure: &Structure) -> Vec<Warning> {
    let mut remarks = Vec::new();
    if let Some(tally) = &format.tally {
        let values =
            structure.fields().filter(|field| fold(&field.path) == tally.path).map(|field| field.value.as_str());
        let (mut on, mut reported, mut off) = (0_usize, 0_usize, 0_usize);
        for value in values {
            match () {
                () if tally.on.iter().any(|name| name == value) => on += 1,
                () if tally.reported.iter().any(|name| name == value) => reported += 1,
                () => off += 1,
            }
        }
        let remark = Warning::whole(input, "policies");
        remarks.push(remark.with("on", &on).with("reported", &reported).with("off", &off));
    } else if !format.refusals {
        remarks.push(Warning::whole(input, "other-log").with("what", &format.title));
    } else if structure.records.is_empty() {
        remarks.push(Warning::whole(input, "empty-log"));
    } else if NOT_WRITTEN_OUT.iter().any(|name| text.contains(name)) {
        remarks.push(Warning::whole(input, "not-written-out"));
    }
    let more = structure.envelope.iter().find(|field| fold(&field.path).ends_with("nextlink"));
    if let Some(next) = more.filter(|_| format.refusals) {
        remarks.push(Warning::at(next.span, "more-pages"));
    }
    let shown = structure.damage.iter().take(MOST_SHOWN);
    remarks.extend(shown.map(|damage| match *damage {
        Damage::Cut(span) => Warning::at(span, "cut-log"),
        Damage::Broken(span) => Warning::at(span, "damaged-log"),
        Damage::TooMuch(span) => Warning::at(span, "too-many-fields"),
    }));
    remarks
}

/// So many damaged places are shown one by one.
const MOST_SHOWN: usize = 10;
