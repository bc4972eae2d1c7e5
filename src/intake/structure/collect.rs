//! Where a reader puts what it finds: the record that is open, the finished ones, the names around a value.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Damage, MOST_FIELDS, Structure};
use crate::model::{Field, Record, Span};

/// Names of what wraps a record up: they are taken off the paths of its values.
const WRAPPERS: [&str; 14] = [
    "value",
    "d",
    "properties",
    "result",
    "_raw",
    "_source",
    "event",
    "body",
    "auditdata",
    "data",
    "fields",
    "azure",
    "signinlogs",
    "message",
];

/// A record that is being read.
#[derive(Debug, Default)]
struct Draft {
    start: usize,
    /// Length of the path of names that lead to it.
    base: usize,
    fields: Vec<Field>,
    /// The object that its own members belong to.
    object: usize,
    /// Records stand inside it: it is an envelope.
    holds_records: bool,
    /// Names of the columns of the rows in it.
    columns: Vec<Arc<str>>,
}

/// Collects records.
#[derive(Debug)]
pub(super) struct Collector {
    input: usize,
    found: Structure,
    drafts: Vec<Draft>,
    path: String,
    /// A path as it stands, and as it counts.
    paths: HashMap<String, Arc<str>>,
    objects: usize,
    object: usize,
    fields: usize,
}

impl Collector {
    pub(super) fn new(input: usize) -> Self {
        Self {
            input,
            found: Structure::default(),
            drafts: Vec::new(),
            path: String::new(),
            paths: HashMap::new(),
            objects: 0,
            object: 0,
            fields: 0,
        }
    }

    /// Goes down to a name; the length to come back to with [`Self::leave`].
    pub(super) fn enter(&mut self, name: &str) -> usize {
        let before = self.path.len();
        if !self.path.is_empty() {
            self.path.push('.');
        }
        self.path.push_str(name);
        before
    }

    pub(super) fn leave(&mut self, before: usize) {
        self.path.truncate(before);
    }

    /// Begins an object; the number of the one around it, to come back to with [`Self::end_object`].
    pub(super) fn begin_object(&mut self) -> usize {
        self.objects += 1;
        std::mem::replace(&mut self.object, self.objects)
    }

    pub(super) fn end_object(&mut self, outer: usize) {
        self.object = outer;
    }

    /// Begins a record.
    pub(super) fn begin(&mut self, start: usize) {
        let object = self.object;
        self.drafts.push(Draft { start, base: self.path.len(), object, ..Draft::default() });
    }

    /// Ends the record that was begun last. One that holds records, or nothing, is none itself.
    pub(super) fn end(&mut self, end: usize) {
        let Some(draft) = self.drafts.pop() else { return };
        self.object = draft.object;
        self.path.truncate(draft.base);
        if draft.holds_records {
            self.found.envelope.extend(draft.fields);
        } else if !draft.fields.is_empty() {
            let span = Span::new(self.input, draft.start, end);
            self.found.records.push(Record { span, fields: draft.fields });
        }
    }

    /// How many records are open.
    pub(super) fn depth(&self) -> usize {
        self.drafts.len()
    }

    /// The open record holds a list of records.
    pub(super) fn holds_records(&mut self) {
        self.found.is_list = true;
        if let Some(draft) = self.drafts.last_mut() {
            draft.holds_records = true;
        }
    }

    /// A list of records is there, be it empty.
    pub(super) fn list(&mut self) {
        self.found.is_list = true;
    }

    /// The first byte of the open record.
    pub(super) fn record_start(&self) -> Option<usize> {
        self.drafts.last().map(|draft| draft.start)
    }

    /// What the open record tells of columns becomes their names, and is no value of its own.
    pub(super) fn take_columns(&mut self) {
        let Some(draft) = self.drafts.last_mut() else { return };
        let is_column = |field: &&Field| &*field.path == "columns" || &*field.path == "columns.name";
        draft.columns = draft.fields.iter().filter(is_column).map(|field| field.value.as_str().into()).collect();
        draft.fields.retain(|field| !field.path.starts_with("columns"));
        self.found.columns.clone_from(&draft.columns);
    }

    /// The name of a column of the open record's rows.
    pub(super) fn column(&self, number: usize) -> Option<Arc<str>> {
        self.drafts.last()?.columns.get(number).cloned()
    }

    /// Whether the open record has said what its rows hold.
    pub(super) fn has_columns(&self) -> bool {
        self.drafts.last().is_some_and(|draft| !draft.columns.is_empty())
    }

    /// Adds a value under the names entered. `false`: no more are taken.
    pub(super) fn add(&mut self, value: String, start: usize, end: usize) -> bool {
        let Some(draft) = self.drafts.last_mut() else { return true };
        let path = self.path.get(draft.base..).unwrap_or_default().trim_start_matches('.');
        if path.is_empty() {
            return true;
        }
        let path = if let Some(known) = self.paths.get(path) {
            known.clone()
        } else {
            let short: Arc<str> = unwrapped(path).into();
            self.paths.insert(path.to_owned(), short.clone());
            short
        };
        draft.fields.push(Field { path, value, span: Span::new(self.input, start, end), object: self.object });
        self.fields += 1;
        self.fields < MOST_FIELDS
    }

    /// Nothing more is taken: what comes is no log.
    pub(super) fn give_up(&mut self) {
        self.fields = MOST_FIELDS;
    }

    /// Whether no more values are taken.
    pub(super) fn is_full(&self) -> bool {
        self.fields >= MOST_FIELDS
    }

    /// Notes the piece of text that was read.
    pub(super) fn place(&mut self, start: usize, end: usize) {
        self.found.places.push(Span::new(self.input, start, end));
    }

    /// Notes where reading stopped.
    pub(super) fn damage(&mut self, damage: Damage) {
        self.found.damage.push(damage);
    }

    /// How many places were noted where reading stopped.
    pub(super) fn damaged(&self) -> usize {
        self.found.damage.len()
    }

    /// Length of the path of names entered.
    pub(super) fn path_len(&self) -> usize {
        self.path.len()
    }

    pub(super) fn input(&self) -> usize {
        self.input
    }

    pub(super) fn finish(mut self) -> Structure {
        self.found.records.sort_by_key(|record| record.span.start);
        self.found
    }
}

/// A path without the names of what only wraps it up.
fn unwrapped(path: &str) -> &str {
    let mut rest = path;
    while let Some((first, behind)) = rest.split_once('.') {
        if !WRAPPERS.contains(&first.to_ascii_lowercase().as_str()) {
            break;
        }
        rest = behind;
    }
    rest
}
