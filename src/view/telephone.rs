//! What is read aloud when somebody calls the help desk: who, what, when, the code, and the ends of the ids.
//!
//! Edge: masked by destination like the report; the number to call is what an administrator has set.

use super::redact::Masker;
use super::report::{Audience, Redaction};
use super::subject::Subject;
use super::{Options, Words, clock};
use crate::knowledge::Knowledge;
use crate::model::{Analysis, FactKind};

/// How many of the last signs of an id are read aloud.
const LAST: usize = 6;
/// So many signs are read in one breath.
const GROUP: usize = 2;

/// A card to read from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TelephoneView {
    /// Whom to call, where an administrator says so.
    pub call: Option<String>,
    /// What to say, in the order in which it is asked for.
    pub lines: Vec<SpokenView>,
}

/// Something to read aloud.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpokenView {
    /// What it is.
    pub name: String,
    /// What is read.
    pub value: String,
    /// The letters in it as telephones spell them, where it is to be spelled.
    pub spelled: Option<String>,
    /// The whole value, for copying.
    pub whole: String,
}

/// The card of one sign-in; `None` where there is none with this number.
pub fn telephone(
    analysis: &Analysis,
    case: usize,
    knowledge: &Knowledge,
    options: &Options,
    redaction: Redaction,
) -> Option<TelephoneView> {
    let words = Words::new(knowledge, &options.language);
    let diagnosis = analysis.diagnoses.get(case)?;
    let subject = Subject { analysis, diagnosis, words, options, audience: Audience::HelpDesk };
    let masker = Masker::of_all(analysis);
    let passed = |text: &str| match redaction {
        Redaction::Personal => masker.mask(text),
        Redaction::Secrets => masker.without_secrets(text),
    };
    let instant = clock::instant(subject);
    let whole = |key: &str, value: Option<String>| {
        let value = passed(&value?);
        Some(SpokenView { name: words.get(key), whole: value.clone(), value, spelled: None })
    };
    let printed = |kind| subject.value(kind).map(str::to_owned);
    let end = |key: &str, kind| {
        let whole = passed(subject.value(kind)?);
        let end = last(&whole);
        Some(SpokenView {
            name: words.get(key),
            spelled: Some(spelled(&end, &words.get("telephone.letters"))),
            value: end,
            whole,
        })
    };
    let request = if subject.value(FactKind::RequestId).is_some() { FactKind::RequestId } else { FactKind::TraceId };
    let lines = [
        whole("key.user", printed(FactKind::User)),
        whole("key.app", subject.app_name().map(str::to_owned)),
        whole("key.time-local", instant.and_then(|instant| clock::local(subject, instant))),
        whole("key.time", instant.map(clock::utc).or_else(|| printed(FactKind::Timestamp))),
        whole("key.code", printed(FactKind::ErrorCode)),
        end("telephone.request-id", request),
        end("telephone.correlation-id", FactKind::CorrelationId),
    ];
    Some(TelephoneView { call: call(words, options), lines: lines.into_iter().flatten().collect() })
}

/// The help desk and its number.
fn call(words: Words<'_>, options: &Options) -> Option<String> {
    let desk = &options.verified()?.help_desk;
    let parts = [Some(desk.telephone.as_deref()?), desk.name.as_deref(), desk.hours.as_deref()];
    Some(words.fill("telephone.call", &[("who", &parts.into_iter().flatten().collect::<Vec<_>>().join(" · "))]))
}

/// The last signs of an id, in groups.
fn last(id: &str) -> String {
    let signs: Vec<char> = id.chars().filter(|c| c.is_alphanumeric()).collect();
    let end = signs.get(signs.len().saturating_sub(LAST)..).unwrap_or_default();
    end.chunks(GROUP).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// Digits as they are, letters by their names: "d8 e1" is "Delta 8, Echo 1".
fn spelled(groups: &str, names: &str) -> String {
    let name = |sign: char| {
        let wanted = sign.to_ascii_uppercase();
        let name =
            names.split_whitespace().find(|name| name.starts_with(wanted)).filter(|_| sign.is_ascii_alphabetic());
        name.map_or_else(|| sign.to_string(), str::to_owned)
    };
    let group = |group: &str| group.chars().map(name).collect::<Vec<_>>().join(" ");
    groups.split(' ').map(group).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_an_id_can_be_read_aloud() {
        let end = last("3c1f6a52-7d0e-4b7a-9f43-2a6f0d8e1b0c");
        assert_eq!(end, "8e 1b 0c");
        assert_eq!(spelled(&end, "Alfa Bravo Charlie Delta Echo Foxtrot"), "8 Echo, 1 Bravo, 0 Charlie");
        assert_eq!((last("7"), last("")), ("7".to_owned(), String::new()));
    }
}
