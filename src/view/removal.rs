//! What is taken out of a report before it is printed, and the line that says so.
//!
//! Edge: what a personal value or a secret is, `redact` knows; what is shortened, `fit`.

use super::Words;
use super::fit::{Draft, fit, wrap};
use super::redact::{Group, Masker};
use super::report::{Audience, Redaction, ReportView};
use crate::model::Analysis;

/// Takes out what must not go to this destination, says so, and shortens the report for the help desk. The queries need
/// nothing: those that hold a personal value are not there.
pub(super) fn redacted(
    mut view: ReportView,
    mut drafts: Vec<Draft>,
    masker: &Masker,
    analysis: &Analysis,
    words: Words<'_>,
    audience: Audience,
) -> ReportView {
    let redact = |text: &mut String| {
        *text = match view.redaction {
            Redaction::Personal => masker.mask(text),
            Redaction::Secrets => masker.without_secrets(text),
        };
    };
    [&mut view.route, &mut view.title].into_iter().for_each(redact);
    view.keys.iter_mut().map(|key| &mut key.value).for_each(redact);
    drafts.iter_mut().flat_map(|draft| &mut draft.section.lines).for_each(redact);
    // First as if all lines stayed, or none: whichever is longer in this language, so that the line never grows after the
    // fitting.
    let all: Vec<&String> = drafts.iter().flat_map(|draft| &draft.section.lines).collect();
    let lines = [all.as_slice(), &[]].map(|kept| removed(analysis, words, &view, kept));
    view.removed = lines.into_iter().max_by_key(|line| wrap(line, "  ").len()).unwrap_or_default();
    if audience == Audience::HelpDesk {
        view = fit(view, drafts);
    } else {
        view.sections =
            drafts.into_iter().map(|draft| draft.section).filter(|section| !section.lines.is_empty()).collect();
    }
    let kept: Vec<&String> = view.sections.iter().flat_map(|section| &section.lines).collect();
    view.removed = removed(analysis, words, &view, &kept);
    view
}

/// What was taken out of these lines and of the rest of the report.
fn removed(analysis: &Analysis, words: Words<'_>, view: &ReportView, lines: &[&String]) -> String {
    let elsewhere = [&view.route, &view.title].into_iter().chain(view.keys.iter().map(|key| &key.value));
    let texts: Vec<&String> = lines.iter().copied().chain(elsewhere).collect();
    let is_masked =
        |group: &Group| view.redaction == Redaction::Personal && texts.iter().any(|text| group.stands_in(text));
    let masked = Group::ALL
        .into_iter()
        .filter(is_masked)
        .map(|group| words.get(&format!("mask.{}", group.id().replace(' ', "-"))));
    let what = words.list(&masked.collect::<Vec<_>>());
    let has_secret = analysis.warnings.iter().any(|warning| warning.key == "secret");
    let key = match (what.is_empty(), has_secret, view.redaction) {
        (true, true, _) => "report.removed-secret",
        (true, false, Redaction::Personal) => "report.removed-nothing",
        (true, false, Redaction::Secrets) => "report.removed-no-secret",
        (false, true, _) => "report.removed-both",
        (false, false, _) => "report.removed-personal",
    };
    words.fill(key, &[("what", &what)])
}
