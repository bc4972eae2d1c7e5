//! What a device says of itself: facts from the output of its tools, and which sign-ins they speak of.
//!
//! Edge: which value means what stands in the format; here the rules are only followed. An output of another device, or
//! of one of several, says nothing about a sign-in.

use super::Extracted;
use super::{fields, servicing, shapes};
use crate::knowledge::{Format, Knowledge, State};
use crate::model::{
    Comparison, DeviceStatus, Document, Fact, FactKind, Field, SignIn, Span, StatusBlock, Via, Warning,
};

/// What a device says about itself that bears on a refusal.
const EVIDENCE: [FactKind; 7] = [
    FactKind::JoinType,
    FactKind::WorkAccount,
    FactKind::PrimaryRefreshToken,
    FactKind::DeviceAuthStatus,
    FactKind::Enrolment,
    FactKind::DeviceKeys,
    FactKind::PlatformSso,
];
/// The token is renewed every so many seconds while the device is in use (entra-docs concept-primary-refresh-token, 2025-03-03).
const RENEWED_EVERY: i64 = 4 * 3600;
/// Names and values this far apart, in bytes, are no longer quoted together.
const LONGEST_QUOTE: usize = 300;

/// The devices of one document.
pub(super) fn read(input: usize, document: &Document, knowledge: &Knowledge) -> Vec<DeviceStatus> {
    let statuses = document.statuses.iter().filter_map(|block| {
        let format = knowledge.format(&block.format)?;
        Some(status(input, &document.text, block, format, knowledge)).filter(|status| !status.facts.is_empty())
    });
    statuses.collect()
}

fn status(input: usize, text: &str, block: &StatusBlock, format: &Format, knowledge: &Knowledge) -> DeviceStatus {
    let run_as = facts_of_states(FactKind::RunAs, text, &block.fields.iter().collect::<Vec<_>>(), format);
    let counts = |field: &&Field| run_as.is_none() || !format.pairs.person.iter().any(|name| is_named(field, name));
    let fields: Vec<&Field> = block.fields.iter().filter(counts).collect();
    let states = FactKind::ALL.iter().filter(|&&kind| kind != FactKind::RunAs);
    let mut facts: Vec<Fact> = states.filter_map(|&kind| facts_of_states(kind, text, &fields, format)).collect();
    for field in &fields {
        let kind = format.fields.iter().find(|(name, _)| is_named(field, name)).map(|(_, kind)| *kind);
        let fact = kind.and_then(|kind| named_value(kind, field, text, knowledge));
        facts.extend(fact.filter(|fact| !facts.iter().any(|known| known.kind == fact.kind)));
    }
    // The time of a token that means nothing means nothing.
    let has_token = facts.iter().any(|fact| fact.kind == FactKind::PrimaryRefreshToken);
    facts.retain(|fact| has_token || fact.kind != FactKind::PrtUpdated);
    facts.extend(run_as);
    facts.sort_by_key(|fact| fact.kind);
    let system = format.device.clone().filter(|system| !system.is_empty());
    let system = system.or_else(|| facts.iter().find(|fact| fact.kind == FactKind::OsVersion).map(|f| f.value.clone()));
    DeviceStatus { input, format: block.format.clone(), system: system.unwrap_or_default(), facts }
}

/// The first state of this kind that holds. A fact points at the names and values that it follows from.
fn facts_of_states(kind: FactKind, text: &str, fields: &[&Field], format: &Format) -> Option<Fact> {
    let state = format.state.iter().filter(|state| state.fact == kind).find(|state| holds(state, fields))?;
    let places: Vec<Span> =
        state.when.iter().filter_map(|(name, words)| place(text, having(fields, name, words)?, name)).collect();
    let first = places.iter().min_by_key(|place| place.start)?;
    let last = places.iter().max_by_key(|place| place.end)?;
    let end = if last.end - first.start <= LONGEST_QUOTE { last.end } else { first.end };
    Some(Fact::new(kind, &state.is, Span { end, ..*first }, Via::Field))
}

fn holds(state: &State, fields: &[&Field]) -> bool {
    state.when.iter().all(|(name, words)| having(fields, name, words).is_some())
        && !state.unless.iter().any(|(name, words)| having(fields, name, words).is_some())
}

/// The field of this name, if its value is one of those asked for.
fn having<'a>(fields: &[&'a Field], name: &str, words: &[String]) -> Option<&'a Field> {
    let fits = |value: &str| {
        let value = value.to_lowercase();
        words.is_empty()
            || words.iter().map(|word| word.to_lowercase()).any(|word| match word.strip_prefix('*') {
                Some(inside) => value.contains(inside),
                None => value.strip_prefix(&word).is_some_and(|rest| ends_word(&word, rest)),
            })
    };
    fields.iter().copied().find(|field| is_named(field, name) && fits(&field.value))
}

/// Whether nothing goes on a word behind it; a word that ends in a mark, such as `com.microsoft.`, may be gone on.
fn ends_word(word: &str, rest: &str) -> bool {
    !(word.ends_with(char::is_alphanumeric) && rest.starts_with(char::is_alphanumeric))
}

/// Whether this is the field of a name, given with its heading or without, in any case of letters.
fn is_named(field: &Field, name: &str) -> bool {
    let Some((heading, own)) = field.path.len().checked_sub(name.len()).and_then(|at| field.path.split_at_checked(at))
    else {
        return false;
    };
    own.eq_ignore_ascii_case(name) && (heading.is_empty() || heading.ends_with('.'))
}

/// A name with its value, as it stands in the text.
fn place(text: &str, field: &Field, name: &str) -> Option<Span> {
    let name = name.rsplit('.').next().unwrap_or(name).to_ascii_lowercase();
    let before = text.get(..field.span.start)?;
    let from = (before.len().saturating_sub(LONGEST_QUOTE)..=before.len()).find(|&at| text.is_char_boundary(at))?;
    let start = before.get(from..)?.to_ascii_lowercase().rfind(&name).map_or(field.span.start, |at| from + at);
    Some(Span { start, ..field.span })
}

/// The value of a field with a meaning of its own.
fn named_value(kind: FactKind, field: &Field, text: &str, knowledge: &Knowledge) -> Option<Fact> {
    if kind == FactKind::User {
        return user(field, text);
    }
    let bare = field.value.strip_prefix('{').and_then(|value| value.strip_suffix('}')).unwrap_or(&field.value);
    let (value, instant) = fields::value(kind, bare, knowledge)?;
    let mut fact = Fact::new(kind, value, field.span, Via::Field);
    fact.instant = instant;
    Some(fact)
}

/// `CONTOSO\alex, alex@contoso.com`: the name with which the person signs in.
fn user(field: &Field, text: &str) -> Option<Fact> {
    let words = text.get(field.span.start..field.span.end)?;
    let at = words.split([',', ' ']).find(|word| word.contains('@'))?;
    let shape = shapes::user(at)?;
    let start = field.span.start + words.find(at)?;
    Some(Fact::new(FactKind::User, shape.value, Span { start, end: start + shape.len, ..field.span }, Via::Field))
}

/// Gives each sign-in what its device says of itself, where there is one device only and nothing says that it is another.
pub(super) fn join(extracted: &mut Extracted, knowledge: &Knowledge) {
    let Extracted { sign_ins, devices, warnings, .. } = extracted;
    warnings.extend(
        devices
            .iter()
            .filter_map(|device| device.first(FactKind::RunAs).map(|fact| Warning::at(fact.span, "device-elevated"))),
    );
    if sign_ins.is_empty() || devices.is_empty() {
        return;
    }
    if let Some(other) = other_device(devices) {
        warnings.push(Warning::whole(other.input, "several-devices"));
        return;
    }
    let people = people(sign_ins);
    for sign_in in sign_ins {
        if let Some(warning) = devices.iter().find_map(|device| strange(sign_in, device)) {
            warnings.push(warning);
            continue;
        }
        if !is_of_its_person(sign_in, devices, people) {
            continue;
        }
        warnings.extend(out_of_step(sign_in, devices));
        let ended = servicing::ended(sign_in, devices, knowledge);
        let facts = devices.iter().flat_map(|device| &device.facts);
        let evidence = facts.filter(|fact| EVIDENCE.contains(&fact.kind)).cloned();
        evidence.chain(ended).for_each(|fact| sign_in.push(fact));
    }
    dedup(warnings);
}

/// A device that cannot be the same as the first: several outputs may be of one device.
fn other_device(devices: &[DeviceStatus]) -> Option<&DeviceStatus> {
    let differs = |a: &DeviceStatus, b: &DeviceStatus| {
        let systems = a.family().zip(b.family()).is_some_and(|(a, b)| a != b);
        let same = [FactKind::DeviceId, FactKind::DeviceName].into_iter().chain(EVIDENCE);
        // One tool sees an enrolment, another that its last report failed: both can be true of one device.
        let same = same.filter(|&kind| kind != FactKind::Enrolment || a.format == b.format);
        let values = |kind| Some((a.value(kind)?, b.value(kind)?));
        systems || same.filter_map(values).any(|(a, b)| !a.eq_ignore_ascii_case(b))
    };
    devices.iter().enumerate().find_map(|(number, device)| {
        devices.iter().take(number).any(|before| differs(before, device)).then_some(device)
    })
}

/// How many different people sign in.
fn people(sign_ins: &[SignIn]) -> usize {
    let users: std::collections::BTreeSet<&str> = sign_ins.iter().filter_map(|s| s.value(FactKind::User)).collect();
    users.len()
}

/// Among the sign-ins of several people, only those of the device's own person and of its own id are its.
fn is_of_its_person(sign_in: &SignIn, devices: &[DeviceStatus], people: usize) -> bool {
    let shares = |kind| {
        let value = sign_in.value(kind);
        value.is_some() && devices.iter().any(|device| device.value(kind) == value)
    };
    people <= 1 || shares(FactKind::DeviceId) || shares(FactKind::User)
}

/// A remark where the sign-in names another device or another system.
fn strange(sign_in: &SignIn, device: &DeviceStatus) -> Option<Warning> {
    match device.compare(sign_in) {
        Comparison::OtherId => Some(Warning::at(device.first(FactKind::DeviceId)?.span, "device-other")),
        Comparison::OtherSystem(theirs, own) => {
            let remark = Warning::whole(device.input, "device-other-system");
            Some(remark.with("theirs", &theirs.name()).with("own", &own.name()))
        }
        Comparison::SameId | Comparison::SameSystem(_) | Comparison::Open => None,
    }
}

/// Whether the device's token is of another time than the sign-in; said only where the text gives both times.
fn out_of_step(sign_in: &SignIn, devices: &[DeviceStatus]) -> Option<Warning> {
    let at = sign_in.all(FactKind::Timestamp).find_map(|fact| fact.instant)?;
    let renewed = devices.iter().find_map(|device| device.first(FactKind::PrtUpdated))?;
    let seconds = at.duration_since(renewed.instant?).as_secs();
    if seconds < 0 {
        Some(Warning::at(renewed.span, "device-newer"))
    } else if seconds > RENEWED_EVERY {
        Some(Warning::at(renewed.span, "device-older"))
    } else {
        None
    }
}

/// The same remark about the same place is made once.
fn dedup(warnings: &mut Vec<Warning>) {
    let mut kept: Vec<Warning> = Vec::with_capacity(warnings.len());
    for warning in warnings.drain(..) {
        let is_device = warning.key.starts_with("device-");
        if !(is_device && kept.contains(&warning)) {
            kept.push(warning);
        }
    }
    *warnings = kept;
}
