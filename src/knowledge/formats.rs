//! Formats made ready for use: what one takes over from another, names folded.
//!
//! Edge: field names are compared without regard to case everywhere, since the same log is spelled `appDisplayName`,
//! `AppDisplayName` and `appdisplayname` by the programs that export it.

use std::collections::{BTreeMap, HashSet};

use super::fold;
use super::schema::{Format, Only};
use crate::model::FactKind;

/// What a format may hand on to others.
#[derive(Clone)]
struct Shared {
    fields: BTreeMap<String, FactKind>,
    fallback: BTreeMap<String, FactKind>,
    names: Vec<String>,
    only: Vec<Only>,
    condition_bits: Vec<String>,
}

/// Fills in what formats take over from one another and folds all names.
pub(super) fn complete(formats: &mut [Format]) {
    for format in formats.iter_mut() {
        fold_names(format);
    }
    let shared: BTreeMap<String, Shared> = formats
        .iter()
        .map(|format| {
            let Format { fields, fallback, names, only, condition_bits, .. } = format;
            let shared = Shared {
                fields: fields.clone(),
                fallback: fallback.clone(),
                names: names.clone(),
                only: only.clone(),
                condition_bits: condition_bits.clone(),
            };
            (format.id.get_ref().clone(), shared)
        })
        .collect();
    for format in formats.iter_mut() {
        let Some(other) = format.fields_from.as_ref().and_then(|id| shared.get(id)) else { continue };
        for (name, kind) in &other.fields {
            format.fields.entry(name.clone()).or_insert(*kind);
        }
        for (name, kind) in &other.fallback {
            if !format.fields.contains_key(name) {
                format.fallback.entry(name.clone()).or_insert(*kind);
            }
        }
        format.names.extend(other.names.iter().cloned());
        format.only.extend(other.only.iter().cloned());
        format.condition_bits.clone_from(&other.condition_bits);
    }
}

fn fold_names(format: &mut Format) {
    let folded = |map: &BTreeMap<String, FactKind>| map.iter().map(|(name, kind)| (fold(name), *kind)).collect();
    format.fields = folded(&format.fields);
    format.fallback = folded(&format.fallback);
    let detect = &mut format.detect;
    let lists = [&mut format.names, &mut detect.fields, &mut detect.all_fields, &mut detect.answers];
    for name in lists.into_iter().flatten() {
        *name = fold(name);
    }
    for only in &mut format.only {
        only.path = fold(&only.path);
        only.member = fold(&only.member);
    }
    let tally = format.tally.as_mut().map(|tally| &mut tally.path);
    let keep = format.keep.as_mut().map(|keep| &mut keep.path);
    for path in format.session.iter_mut().chain(tally).chain(keep) {
        *path = fold(path);
    }
}

/// All names that stand in the records of any log.
pub(super) fn names(formats: &[Format]) -> HashSet<String> {
    let logs = formats.iter().filter(|format| format.syntax.is_log());
    logs.flat_map(|format| {
        let maps = format.fields.keys().chain(format.fallback.keys());
        maps.chain(&format.names).chain(&format.detect.fields).chain(&format.detect.all_fields).cloned()
    })
    .collect()
}
