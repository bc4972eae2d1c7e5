//! Error codes: where they stand, how strongly the text states them, and which one says why.

use std::sync::LazyLock;

use regex::Regex;

use super::Found;
use super::normal::Mapped;
use super::sentences::Context;
use super::shapes;
use crate::knowledge::{CodeKind, Knowledge};
use crate::model::{Fact, FactKind, Span, Via};

/// How strongly a text states a code: it prints it, it names it, it talks about it.
const PRINTED: u8 = 3;
pub(super) const NAMED: u8 = 2;
pub(super) const MENTIONED: u8 = 1;

/// The weight of a code read beside a label or from a field.
pub(super) const LABELLED: u8 = PRINTED;

/// All codes that the text gives without a label.
pub(super) fn read(normal: &Mapped, input: usize, context: &Context, knowledge: &Knowledge) -> Vec<Found> {
    let mut found = Vec::new();
    let mut add = |kind, range: std::ops::Range<usize>, value: &str, weight| {
        let raw = normal.raw(&range);
        let span = Span::new(input, raw.start, raw.end);
        found.push(Found::new(Fact::new(kind, value, span, Via::Pattern), weight));
    };
    prefixed(&normal.folded, &mut add);
    listed(&normal.folded, &mut add);
    in_prose(&normal.folded, context, knowledge, &mut add);
    system_numbers(&normal.text, &mut add);
    found
}

type Add<'a> = dyn FnMut(FactKind, std::ops::Range<usize>, &str, u8) + 'a;

/// `AADSTS53003: …`; in an address or a file name it is only talked about.
fn prefixed(folded: &str, add: &mut Add<'_>) {
    static PREFIXED: LazyLock<Regex> = LazyLock::new(|| shapes::regex(r"a?adsts[\s_]?(\d{4,7})(\s?:|\b|[a-z])"));
    for found in PREFIXED.captures_iter(folded) {
        let (Some(digits), Some(after)) = (found.get(1), found.get(2)) else { continue };
        let before = folded.get(..found.get(0).map_or(0, |m| m.start())).unwrap_or_default();
        let in_address = before.ends_with(['/', '-', '#', '_', '='])
            || folded.get(digits.end()..).is_some_and(|t| t.starts_with('-'));
        let weight = match after.as_str() {
            _ if in_address => MENTIONED,
            colon if colon.ends_with(':') => PRINTED,
            _ => NAMED,
        };
        add(FactKind::ErrorCode, digits.range(), digits.as_str(), weight);
    }
}

/// `"error_codes":[50076,53003]`.
fn listed(folded: &str, add: &mut Add<'_>) {
    static LISTED: LazyLock<Regex> =
        LazyLock::new(|| shapes::regex(r#"codes?["']?\s*[:=]\s*\[\s*((?:["']?\d{4,7}["']?\s*,?\s*)+)"#));
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| shapes::regex(r"\d{4,7}"));
    for list in LISTED.captures_iter(folded).filter_map(|found| found.get(1)) {
        for number in NUMBER.find_iter(list.as_str()) {
            let start = list.start() + number.start();
            add(FactKind::ErrorCode, start..start + number.len(), number.as_str(), LABELLED);
        }
    }
}

/// "we all get error 53003 in Teams": only codes that are known, and only where the words around them fit. A code typed
/// alone needs no words, nor does a policy's code in a text that quotes the block page.
fn in_prose(folded: &str, context: &Context, knowledge: &Knowledge, add: &mut Add<'_>) {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| shapes::regex(r"\d+"));
    for number in NUMBER.find_iter(folded) {
        if !(5..=7).contains(&number.len()) || knowledge.code(number.as_str()).is_none() {
            continue;
        }
        let before = folded.get(..number.start()).unwrap_or_default();
        let after = folded.get(number.end()..).unwrap_or_default();
        if context.alone {
            add(FactKind::ErrorCode, number.range(), number.as_str(), NAMED);
            continue;
        }
        // Six digits of the policy family are no accident where the text speaks of Microsoft's sign-in; nor is a usual
        // code where it quotes a page that refuses.
        let policy = number.as_str().starts_with("53");
        let usual = context.page && knowledge.code(number.as_str()).is_some_and(|code| code.written);
        let family = usual || policy && (context.page || number.len() == 6 && context.whose.microsoft);
        if !is_glued(before, after) && knowledge.matchers.reads_as_code(before, after, family) {
            add(FactKind::ErrorCode, number.range(), number.as_str(), MENTIONED);
        }
    }
}

/// Whether a number is a piece of something longer: a price, a telephone number, a path, a word.
fn is_glued(before: &str, after: &str) -> bool {
    let close = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '_' | ':' | '/' | '$' | '\u{20ac}');
    let behind_number = before.trim_end().ends_with(|c: char| c.is_ascii_digit() || c == '/');
    before.ends_with(close) && !before.ends_with("code:")
        || behind_number
        || after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '/' | '%' | '#'))
        || after.starts_with(['.', '-', ',', ':']) && after.chars().nth(1).is_some_and(char::is_alphanumeric)
}

/// HRESULTs of the sign-in broker, and tags that stand beside them, are context and never the reason.
fn system_numbers(text: &str, add: &mut Add<'_>) {
    static HRESULT: LazyLock<Regex> =
        LazyLock::new(|| shapes::regex(r"0[xX][0-9a-fA-F]{8}\b|\b3399[56]\d{5}\b|-89\d{7}\b"));
    for found in HRESULT.find_iter(text) {
        if let Some(shape) = shapes::system_number(text.get(found.start()..).unwrap_or_default()) {
            add(FactKind::OtherCode, found.range(), &shape.value, NAMED);
        }
    }
}

/// Orders the codes of one sign-in: the one that says why stays an error code, all others become other codes.
///
/// A wrapper never says why. Of the rest, one that the text prints goes before one that it names, and that before one that
/// it talks about; then a policy's
/// refusal before any other failure before a step in between; then a code that says more than the general block; then
/// the order of the text.
pub(super) fn choose(found: &mut [Found], knowledge: &Knowledge) {
    let rank = |item: &Found| {
        let code = knowledge.code(&item.fact.value);
        let kind = code.map(|code| match code.kind {
            CodeKind::Refusal => 3,
            CodeKind::Failure => 2,
            CodeKind::Interrupt => 1,
            CodeKind::Success => 0,
        });
        let says_more = code.is_some_and(|code| code.proves.as_deref() != Some("policy-block-unspecified"));
        (item.weight, kind.unwrap_or(2), says_more, code.is_some())
    };
    let is_wrapper = |item: &Found| {
        knowledge.code(&item.fact.value).is_some_and(|code| code.wraps || code.kind == CodeKind::Success)
    };
    let mut best: Option<usize> = None;
    for (number, item) in found.iter().enumerate() {
        if item.fact.kind != FactKind::ErrorCode || is_wrapper(item) {
            continue;
        }
        if best.and_then(|b| found.get(b)).is_none_or(|b| rank(item) > rank(b)) {
            best = Some(number);
        }
    }
    let chosen = best.and_then(|b| found.get(b)).map(|item| item.fact.value.clone());
    for item in found.iter_mut().filter(|item| item.fact.kind == FactKind::ErrorCode) {
        if Some(&item.fact.value) != chosen.as_ref() {
            item.fact.kind = FactKind::OtherCode;
        }
    }
}
