//! The order of causes, explainable in one sentence: surer first; then uncontradicted; then those the
//! code points to; then more evidence; then the order in which the code names them; then how often they occur.

use std::cmp::Reverse;

use crate::knowledge::{Code, Knowledge, VAGUE};
use crate::model::{Bearing, Certainty, Finding};

/// Sorts findings, best first. Those ruled out come last, and a cause that says nothing specific comes after every open
/// one that does.
pub(super) fn rank(findings: &mut [Finding], code: Option<&Code>, knowledge: &Knowledge) {
    findings.sort_by_cached_key(|finding| {
        let ruled_out = finding.certainty == Certainty::RuledOut;
        let vague = VAGUE.contains(&finding.cause.as_str());
        let count = |bearing| finding.evidence.iter().filter(|e| e.bearing == bearing).count();
        let named = code.map_or(usize::MAX, |code| {
            let order = code.proves.iter().chain(&code.likely).chain(&code.possible);
            order.into_iter().position(|id| *id == finding.cause).unwrap_or(usize::MAX)
        });
        // What the code itself points to goes before what only fits it.
        let pointed_at = code.is_some_and(|code| code.proves.iter().chain(&code.likely).any(|id| *id == finding.cause));
        let rank = knowledge.cause(&finding.cause).map_or(u32::MAX, |cause| cause.rank);
        (
            ruled_out,
            vague,
            Reverse(finding.certainty),
            count(Bearing::Contradicts),
            !pointed_at,
            Reverse(count(Bearing::Proves) + count(Bearing::Supports)),
            named,
            rank,
        )
    });
}
