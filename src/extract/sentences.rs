//! Known titles, sentences and remarks; and whether a text is about a refused Microsoft sign-in at all.

use std::collections::HashSet;

use super::Found;
use super::normal::{Mapped, collapsed};
use super::shapes;
use crate::knowledge::{Knowledge, SentenceKind, Whose};
use crate::model::{Document, Fact, FactKind, Span, Via};

/// All known sentences of the text.
pub(super) fn read(normal: &Mapped, input: usize, knowledge: &Knowledge) -> Vec<Found> {
    let flat = collapsed(&normal.text);
    let whole_words = |start: usize, end: usize| {
        let inside = flat.text.get(start..end).unwrap_or_default();
        let before = flat.text.get(..start).and_then(|t| t.chars().next_back());
        let after = flat.text.get(end..).and_then(|t| t.chars().next());
        !inside.is_ascii()
            || !(before.is_some_and(|c| c.is_ascii_alphanumeric()) || after.is_some_and(|c| c.is_ascii_lowercase()))
    };
    knowledge
        .matchers
        .sentences(&flat.folded)
        .filter(|hit| whole_words(hit.start, hit.end))
        .map(|hit| {
            let raw = normal.raw(&flat.raw(&(hit.start..hit.end)));
            let span = Span::new(input, raw.start, raw.end);
            Found::new(Fact::new(FactKind::Sentence, hit.id, span, Via::Pattern), 0)
        })
        .collect()
}

/// What the person wrote around the errors: it holds for every sign-in of the text.
pub(super) fn remarks(found: &[Found], knowledge: &Knowledge) -> Vec<Fact> {
    let is_remark = |fact: &Fact| {
        fact.kind == FactKind::Sentence
            && knowledge.sentences.get(&fact.value).is_some_and(|sentence| sentence.kind == SentenceKind::Remark)
    };
    let mut seen = HashSet::new();
    found
        .iter()
        .map(|item| &item.fact)
        .filter(|fact| is_remark(fact) && seen.insert(fact.value.as_str()))
        .cloned()
        .collect()
}

/// Whether a fact is a sentence that by itself says that a sign-in was refused.
pub(super) fn refuses(fact: &Fact, knowledge: &Knowledge) -> bool {
    fact.kind == FactKind::Sentence && knowledge.sentences.get(&fact.value).is_some_and(|sentence| sentence.refusal)
}

/// What the whole text says about a number in it.
pub(super) struct Context {
    /// Whose sign-in it speaks of.
    pub(super) whose: Whose,
    /// It quotes a page or message that refuses.
    pub(super) page: bool,
    /// It is nothing but one code.
    pub(super) alone: bool,
}

impl Context {
    pub(super) fn of(normal: &Mapped, document: &Document, sentences: &[Found], knowledge: &Knowledge) -> Self {
        let whose = knowledge.matchers.whose(&normal.folded);
        let page = sentences.iter().any(|item| refuses(&item.fact, knowledge));
        let alone = knowledge.format(&document.format).is_some_and(|format| format.detect.bare_code);
        Self { whose, page, alone }
    }
}

/// Whether a group of facts is a refused Microsoft sign-in.
///
/// A code that the service prints with its own prefix is one. A labelled number needs company: ids of the same page, the
/// Conditional Access family, or words that name Microsoft's sign-in. Ports, prices and other vendors' codes have none.
pub(super) fn is_refusal(group: &[Found], context: &Context, knowledge: &Knowledge) -> bool {
    let facts = || group.iter().map(|item| &item.fact);
    let own_id = |fact: &Fact| {
        matches!(
            fact.kind,
            FactKind::RequestId | FactKind::TraceId | FactKind::CorrelationId | FactKind::AppId | FactKind::DeviceState
        ) && fact.via != Via::Pattern
    };
    let ids = facts().filter(|fact| own_id(fact)).count();
    let company = ids > 0;
    let talks_of_sign_in = facts().any(|fact| fact.kind == FactKind::Sentence);
    let is_code = |item: &&Found| matches!(item.fact.kind, FactKind::ErrorCode | FactKind::OtherCode);
    let by_code = group.iter().filter(is_code).any(|item| {
        let fact = &item.fact;
        let code = knowledge.code(&fact.value);
        let known = code.is_some();
        let common = code.is_some_and(|code| code.written);
        if fact.value == "0" {
            return false;
        }
        if shapes::is_broker_number(&fact.value) {
            return true;
        }
        match fact.via {
            // Printed with the service's own prefix.
            Via::Pattern if item.weight >= 2 && fact.value.len() <= 7 => true,
            Via::Pattern => {
                let talks = context.whose.about && ids == 0;
                known
                    && !talks
                    && (context.whose.microsoft || company || in_policy_family(&fact.value) && !context.whose.foreign)
            }
            _ => {
                let told = in_policy_family(&fact.value) || talks_of_sign_in;
                known && (company || context.whose.microsoft || !context.whose.foreign && common && told)
                    || ids >= 2
                    || company && context.whose.microsoft
            }
        }
    });
    // A lesson or an advertisement quotes a title too, and names no event.
    by_code || !(context.whose.about && ids == 0) && facts().any(|fact| refuses(fact, knowledge))
}

/// So many codes in a row make a list of codes.
const LEAST_LISTED: usize = 3;

/// Whether a text is a list that explains codes, one a line, and tells of no event: no id, no time, no person.
pub(super) fn lists_codes(found: &[Found], text: &str) -> bool {
    let event = found.iter().any(|item| {
        let kind = item.fact.kind;
        super::is_event_id(kind) || matches!(kind, FactKind::Timestamp | FactKind::User | FactKind::IpAddress)
    });
    let codes = found.iter().filter(|item| item.fact.kind == FactKind::ErrorCode);
    let begins_line = |item: &Found| {
        let before = text.get(..item.fact.span.start).unwrap_or_default();
        let marks = |c: char| c.is_alphabetic() || matches!(c, ' ' | '|' | '*' | '-' | '`' | '#' | '\t' | '>');
        let left = before.trim_end_matches(marks);
        (left.is_empty() || left.ends_with('\n')) && before.len() - left.len() < LONGEST_MARKS
    };
    let values: HashSet<&str> = codes.clone().map(|item| item.fact.value.as_str()).collect();
    !event && values.len() >= LEAST_LISTED && codes.clone().all(begins_line)
}

/// What stands before the code in a line of such a list is not longer, in bytes.
const LONGEST_MARKS: usize = 16;

fn in_policy_family(code: &str) -> bool {
    code.starts_with("53") && code.len() >= 5
}
