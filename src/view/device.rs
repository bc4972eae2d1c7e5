//! What a device says of itself, and what that does not prove.
//!
//! Edge: it is told as the device's own words. Whether a refusal follows from them is the causes' business.

use super::report::Audience;
use super::subject::Subject;
use super::{
    DeviceView, NothingView, Options, QuoteView, StatementView, Words, clock, same_device, servicing, subject,
};
use crate::model::{Analysis, Comparison, DeviceStatus, Fact, FactKind};

/// Kinds that the headline of a device alone names, in its order.
const IN_SHORT: [FactKind; 8] = [
    FactKind::JoinType,
    FactKind::PlatformSso,
    FactKind::WorkAccount,
    FactKind::PrimaryRefreshToken,
    FactKind::DeviceAuthStatus,
    FactKind::Enrolment,
    FactKind::OtherCode,
    FactKind::OsVersion,
];
/// Kinds in the order in which they are told: what bears on a refusal, then what IT finds the device by.
const IN_ORDER: [FactKind; 16] = [
    FactKind::JoinType,
    FactKind::PlatformSso,
    FactKind::WorkAccount,
    FactKind::PrimaryRefreshToken,
    FactKind::PrtUpdated,
    FactKind::DeviceAuthStatus,
    FactKind::Enrolment,
    FactKind::DeviceKeys,
    FactKind::RunAs,
    FactKind::OtherCode,
    FactKind::OsVersion,
    FactKind::VpnInterface,
    FactKind::DeviceName,
    FactKind::DeviceId,
    FactKind::TenantId,
    FactKind::User,
];
/// So many of them bear on a refusal.
const STATES: usize = 12;
/// Values of a join to Entra.
const JOINED: [&str; 3] = ["entra-joined", "hybrid-joined", "joined"];
/// The most that the headline names.
const MOST_IN_SHORT: usize = 3;

/// Every device that speaks in the inputs.
pub(super) fn devices(analysis: &Analysis, words: Words<'_>, options: &Options) -> Vec<DeviceView> {
    analysis.devices.iter().map(|device| view(analysis, device, words, options)).collect()
}

fn view(analysis: &Analysis, device: &DeviceStatus, words: Words<'_>, options: &Options) -> DeviceView {
    let format = words.find(&format!("format.{}", device.format));
    let title = format.or_else(|| words.knowledge().format(&device.format).map(|format| words.text(&format.title)));
    let rows = rows(device, &IN_ORDER, words, options).into_iter();
    let row = |(fact, text): (&Fact, String)| StatementView { text, quote: quote(analysis, fact, words) };
    DeviceView {
        title: title.unwrap_or_default(),
        rows: rows.map(row).collect(),
        remarks: remarks(device, words, options),
    }
}

/// What a device says about these kinds, in their order.
fn rows<'a>(
    device: &'a DeviceStatus,
    kinds: &[FactKind],
    words: Words<'_>,
    options: &Options,
) -> Vec<(&'a Fact, String)> {
    // A joined device needs no work account beside it.
    let joined = device.value(FactKind::JoinType).is_some_and(|value| JOINED.contains(&value));
    let facts = kinds.iter().filter_map(|&kind| device.first(kind));
    let facts = facts.filter(|fact| !(joined && fact.kind == FactKind::WorkAccount && fact.value == "none"));
    let told = |fact: &'a Fact| {
        let serviced = (fact.kind == FactKind::OsVersion)
            .then(|| servicing::statement(&device.system, &fact.value, words, options))
            .flatten();
        told(device, fact, "device.row", words).into_iter().chain(serviced).map(move |text| (fact, text))
    };
    facts.flat_map(told).collect()
}

/// The words for a value of its own, else those for its kind; kinds without any are not told.
fn told(device: &DeviceStatus, fact: &Fact, family: &str, words: Words<'_>) -> Option<String> {
    let special = format!("{family}.{}.{}", fact.kind.id(), fact.value);
    let general = format!("{family}.{}", fact.kind.id());
    let key = [special, general].into_iter().find(|key| words.find(key).is_some())?;
    let value = match fact.instant {
        Some(instant) => clock::utc(instant),
        None if fact.kind == FactKind::OsVersion && fact.value.starts_with(|c: char| c.is_ascii_digit()) => {
            format!("{} {}", device.system, fact.value)
        }
        None => fact.value.clone(),
    };
    Some(words.fill(&key, &[("value", &value)])).filter(|text| !text.is_empty())
}

fn quote(analysis: &Analysis, fact: &Fact, words: Words<'_>) -> Option<QuoteView> {
    subject::quote(analysis, fact.span, words)
}

/// What must be known to read the rows rightly.
fn remarks(device: &DeviceStatus, words: Words<'_>, options: &Options) -> Vec<String> {
    let is = |kind, values: &[&str]| device.value(kind).is_some_and(|value| values.contains(&value));
    let joined = is(FactKind::JoinType, &JOINED);
    let has_join = device.first(FactKind::JoinType).is_some();
    let identity = |fact: &Fact| !matches!(fact.kind, FactKind::OsVersion | FactKind::VpnInterface);
    let says_identity = device.facts.iter().any(identity);
    let version = device.value(FactKind::OsVersion);
    let ended = version.is_some_and(|version| servicing::has_ended(&device.system, version, words, options));
    let has_vpn = device.value(FactKind::VpnInterface).is_some_and(|value| value != "none");
    let elevated = device.first(FactKind::RunAs).is_some();
    let told = [
        (elevated, "device.remark.elevated"),
        (says_identity, "device.remark.compliant"),
        (has_join && !joined && is(FactKind::WorkAccount, &["registered"]), "device.remark.registered-only"),
        (joined && is(FactKind::PrimaryRefreshToken, &["missing"]), "device.remark.no-token"),
        (joined && is(FactKind::PrimaryRefreshToken, &["present"]), "device.remark.token"),
        (is(FactKind::DeviceAuthStatus, &["error"]), "device.remark.untested"),
        (device.format == "dsregcmd" && device.first(FactKind::Enrolment).is_none(), "device.remark.enrolment"),
        (!says_identity, "device.remark.system-only"),
        (ended, "device.remark.servicing"),
        (has_vpn, "device.remark.vpn"),
    ];
    told.into_iter().filter(|(holds, _)| *holds).map(|(_, key)| words.get(key)).collect()
}

/// The answer where devices speak and no refusal was found; `None` where no device does.
pub(super) fn alone(analysis: &Analysis, words: Words<'_>) -> Option<NothingView> {
    if analysis.devices.is_empty() {
        return None;
    }
    let mut short = short(analysis, &IN_SHORT, words);
    short.truncate(MOST_IN_SHORT);
    let headline = if short.is_empty() {
        words.get("nothing.device-bare")
    } else {
        words.fill("nothing.device", &[("what", &words.list(&short))])
    };
    let lines = ["nothing.device-next", "nothing.usable"].map(|key| words.get(key)).to_vec();
    Some(NothingView { headline, lines })
}

/// The lines of a report: what bears on a refusal, what that does not prove, and last what IT finds the device by. The help
/// desk gets the first of these in one line.
pub(super) fn lines(analysis: &Analysis, words: Words<'_>, options: &Options, in_short: bool) -> Vec<String> {
    let devices = || analysis.devices.iter();
    let (states, ids) = IN_ORDER.split_at(STATES);
    let told = |kinds| devices().flat_map(move |device| rows(device, kinds, words, options)).map(|(_, text)| text);
    let short = short(analysis, states, words);
    let states = told(states).filter(|_| !in_short || short.is_empty());
    let mut lines: Vec<String> = if in_short && !short.is_empty() { vec![words.list(&short)] } else { Vec::new() };
    let remarks = devices().flat_map(|device| remarks(device, words, options));
    for line in states.chain(remarks).chain(told(ids)) {
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}

/// What the devices say about these kinds, in a few words each.
fn short(analysis: &Analysis, kinds: &[FactKind], words: Words<'_>) -> Vec<String> {
    let mut short: Vec<String> = Vec::new();
    for kind in kinds {
        let facts = analysis.devices.iter().filter_map(|device| Some((device, device.first(*kind)?)));
        for text in facts.filter_map(|(device, fact)| told(device, fact, "device.short", words)) {
            if !short.contains(&text) {
                short.push(text);
            }
        }
    }
    short
}

/// The same for a report on one sign-in, with whether it is the device that signed in: first of all where it is another.
pub(super) fn lines_of(subject: Subject<'_>) -> Vec<String> {
    let (words, devices) = (subject.words, &subject.analysis.devices);
    let in_short = subject.audience == Audience::HelpDesk;
    let mut lines = lines(subject.analysis, words, subject.options, in_short);
    let compares = |comparison| devices.iter().any(|device| device.compare(subject.sign_in()) == comparison);
    if devices.iter().any(|device| device.compare(subject.sign_in()).is_other()) {
        lines.splice(0..0, same_device::statements(subject).into_iter().map(|statement| statement.text));
    } else if compares(Comparison::SameId)
        && let Some(first) = lines.first_mut()
    {
        let same = words.get(if in_short { "compare.short.same-id" } else { "compare.same-id" });
        let both = [same, std::mem::take(first)];
        *first = if in_short { words.list(&both) } else { words.parts(&both) };
    }
    lines
}
