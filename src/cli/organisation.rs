//! The organisation's additions at the console: which to use, and what is wrong with them.
//!
//! Edge: a mistake in them never keeps a text from being explained; only the check ends with it.

use std::path::Path;
use std::sync::Arc;

use super::arguments::{Additions, Explain, Output};
use super::{Done, Redaction, complain, listed};
use crate::knowledge::Knowledge;
use crate::organisation::{self, Contents, Found, Organisation, Trust};

/// What to use. Mistakes are told, and the rest is used; so is a file that this output leaves out.
pub(super) fn wanted(explain: &Explain, knowledge: &Knowledge) -> Option<Arc<Organisation>> {
    let is_for_own_it = matches!((explain.format, explain.redaction), (Output::Report(_), Redaction::Secrets));
    if matches!(explain.additions, Additions::OfFile(_)) && !is_for_own_it {
        complain("the organisation's additions stand only in reports for its own IT; add --redact secrets");
    }
    let Found { organisation, problems } = match &explain.additions {
        Additions::OfThisMachine => organisation::of_this_machine(knowledge),
        Additions::OfFile(path) => organisation::of_file(path, knowledge),
        Additions::None => Found::default(),
    };
    if !problems.is_empty() {
        complain(&listed(&problems));
    }
    organisation.map(Arc::new)
}

/// Every mistake in a file, or in what this machine uses; else what it says and whether it is trusted there.
pub(super) fn check(path: Option<&Path>, knowledge: &Knowledge) -> Result<Done, String> {
    let found = match path {
        Some(path) => organisation::as_if_trusted(path, knowledge),
        None => organisation::of_this_machine(knowledge),
    };
    if !found.problems.is_empty() {
        return Err(listed(&found.problems));
    }
    let Some(organisation) = found.organisation else {
        let nothing = "no mistake found, but nothing is said there; see “For administrators” in the README\n";
        return Ok(Done::said(nothing.to_owned()));
    };
    let said = said(organisation.attributed());
    let trust = match (organisation.trust(), path.and_then(organisation::why_unverified)) {
        (_, Some(why)) => format!("not trusted there, so only names and notes count: {why}"),
        (Trust::Verified, None) => "trusted: only an administrator can write there".to_owned(),
        (Trust::Unverified, None) => "not trusted there, so only names and notes count".to_owned(),
    };
    Ok(Done::said(format!("no mistake found: {said}\n{trust}\nread from {}\n", organisation.source())))
}

/// "help desk, 3 ways of working, 2 queues, 9 ticket fields, 4 notes".
fn said(contents: &Contents) -> String {
    let supported = &contents.supported;
    let ways = [supported.vpn.is_some(), supported.virtual_desktop.is_some()].into_iter().filter(|&is| is).count();
    let ways = ways + supported.browsers.len() + supported.apps.len();
    let counts = [
        (ways, "ways of working"),
        (contents.queues.len(), "queues"),
        (contents.ticket.len(), "ticket fields"),
        (contents.notes.len(), "notes"),
    ];
    let desk = (contents.help_desk != organisation::HelpDesk::default()).then(|| "help desk".to_owned());
    let counted = counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"));
    let said: Vec<String> = desk.into_iter().chain(counted).collect();
    if said.is_empty() { "a name or a language".to_owned() } else { said.join(", ") }
}
