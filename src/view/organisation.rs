//! What an organisation adds to an answer, in words: whom to ask, its own names, its remarks, the fields of its tickets.
//!
//! Edge: names and fields count where an administrator vouches for them; everything else is shown only with its source, and
//! nothing here replaces or leaves out a statement of ours.

use std::sync::Arc;

use super::report::{KeyView, ReportView, SectionView};
use super::subject::{Subject, cut};
use super::{Options, Words};
use crate::knowledge::fill;
use crate::organisation::{Contents, Organisation, Trust};

/// The most characters of a place that stands in a heading.
const LONGEST_SOURCE: usize = 44;
/// The most causes whose remarks a report brings.
const CAUSES_IN_REPORT: usize = 3;

/// What is in use, and who vouches for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationView {
    /// Where it is from, and whether an administrator vouches for it, in one line.
    pub line: String,
    /// Whether an administrator vouches for it.
    pub is_verified: bool,
    /// What it says apart from remarks on causes, where nobody vouches for it; else that stands in its places.
    pub notes: Vec<String>,
}

/// A remark that somebody else than this program makes on a cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddedNoteView {
    /// Who says it: "Note of your IT".
    pub by: String,
    /// What it says.
    pub text: String,
    /// Where to read more, where an administrator vouches for it.
    pub link: Option<String>,
}

impl AddedNoteView {
    /// What it says, with where to read more as plain text: nothing that a file brings can be clicked.
    pub fn said(&self) -> String {
        let Self { text, link, .. } = self;
        link.as_ref().map_or_else(|| text.clone(), |link| format!("{text} ({link})"))
    }
}

impl Options {
    /// For a text that may go to anyone: what an organisation says would tell which one it is.
    #[must_use]
    pub fn for_anyone(&self) -> Self {
        Self { organisation: None, ..self.clone() }
    }

    /// For the organisation's own IT: in its language, where an administrator has set one.
    #[must_use]
    pub fn for_own_it(&self) -> Self {
        let wanted = self.verified().and_then(|contents| contents.report_language.clone());
        Self { language: wanted.unwrap_or_else(|| self.language.clone()), ..self.clone() }
    }

    /// For a report in a language that the person has chosen, which counts more than an organisation's wish.
    #[must_use]
    pub fn in_report_language(&self, chosen: Option<&str>) -> Self {
        let Some(chosen) = chosen else { return self.clone() };
        let organisation = self.organisation.as_deref().cloned().map(Organisation::in_chosen_language);
        Self { language: chosen.to_owned(), organisation: organisation.map(Arc::new), ..self.clone() }
    }

    /// Without the names that make advice longer.
    pub(super) fn without_names(&self) -> Self {
        let organisation = self.organisation.as_deref().map(|organisation| Arc::new(organisation.without_names()));
        Self { organisation, ..self.clone() }
    }

    /// What an organisation says, where an administrator vouches for it.
    pub(super) fn verified(&self) -> Option<&Contents> {
        self.organisation.as_deref().and_then(Organisation::verified)
    }
}

/// What is in use.
pub(super) fn in_use(words: Words<'_>, options: &Options) -> Option<OrganisationView> {
    let organisation = options.organisation.as_deref()?;
    let is_verified = organisation.trust() == Trust::Verified;
    let notes = if is_verified { Vec::new() } else { names(words, organisation.attributed()) };
    let key = if is_verified { "added.in-use" } else { "added.unverified-in-use" };
    let line = words.fill(key, &[("source", organisation.source())]);
    Some(OrganisationView { line, is_verified, notes })
}

/// Whose a remark is. A heading of a report has no room for a long place.
fn by_whom(words: Words<'_>, organisation: &Organisation, longest: usize) -> String {
    match organisation.trust() {
        Trust::Verified => words.get("added.note"),
        Trust::Unverified => words.fill("added.unverified", &[("source", &cut(organisation.source(), longest))]),
    }
}

/// The names that are said, one line each.
fn names(words: Words<'_>, contents: &Contents) -> Vec<String> {
    let supported = &contents.supported;
    let texts = [
        ("added.name.help-desk", contents.help_desk.name.clone().unwrap_or_default()),
        ("added.name.vpn", supported.vpn.clone().unwrap_or_default()),
        ("added.name.virtual-desktop", supported.virtual_desktop.clone().unwrap_or_default()),
        ("added.name.browsers", words.list(&supported.browsers)),
        ("added.name.apps", words.list(&supported.apps)),
    ];
    let said = texts.into_iter().filter(|(_, name)| !name.is_empty());
    said.map(|(key, name)| words.fill(key, &[("name", &name)])).collect()
}

/// The remarks on a cause.
pub(super) fn notes(subject: Subject<'_>, cause: &str) -> Vec<AddedNoteView> {
    let Some(organisation) = subject.options.organisation.as_deref() else { return Vec::new() };
    let note = organisation.attributed().notes.get(cause);
    let view = note.and_then(|note| {
        Some(AddedNoteView {
            by: by_whom(subject.words, organisation, usize::MAX),
            text: note.text(&subject.options.language)?.to_owned(),
            link: note.link.clone(),
        })
    });
    view.into_iter().collect()
}

/// The remarks for a report, under the heading that says whose they are.
pub(super) fn section(subject: Subject<'_>) -> SectionView {
    let heading = subject.options.organisation.as_deref();
    let heading = heading.map(|organisation| by_whom(subject.words, organisation, LONGEST_SOURCE));
    let causes = subject.open_to_show().into_iter().take(CAUSES_IN_REPORT);
    let lines = causes.flat_map(|(_, cause)| notes(subject, cause.id.get_ref()).into_iter().map(|note| note.said()));
    SectionView { heading: heading.unwrap_or_default(), lines: lines.collect() }
}

/// Who must act, and how the person reaches somebody.
pub(super) fn who(subject: Subject<'_>, team: String) -> String {
    let Some(desk) = subject.options.verified().map(|contents| &contents.help_desk) else { return team };
    let number = match (&desk.telephone, &desk.hours) {
        (Some(number), Some(hours)) => Some(format!("{number} ({hours})")),
        (number, _) => number.clone(),
    };
    let ways = [desk.name.clone(), number, desk.portal.clone().or_else(|| desk.email.clone())];
    let contact = subject.words.list(&ways.into_iter().flatten().collect::<Vec<_>>());
    if contact.is_empty() {
        return team;
    }
    subject.words.fill("added.who", &[("team", &team), ("contact", &contact)])
}

/// A team with the name of its queue in the ticket system.
pub(super) fn with_queue(subject: Subject<'_>, team: String) -> String {
    let queue = subject.options.verified().and_then(|contents| contents.queues.get(subject.diagnosis.route.team.id()));
    let named = queue.map(|queue| subject.words.fill("added.queue", &[("team", &team), ("queue", queue)]));
    named.unwrap_or(team)
}

/// A piece of advice with the organisation's own names in it.
pub(super) fn named(subject: Subject<'_>, advice: &str) -> String {
    let template = subject.words.knowledge().with_places(subject.words.tag(), advice);
    let (Some(contents), Some(template)) = (subject.options.verified(), template) else {
        return subject.words.text(advice);
    };
    let supported = &contents.supported;
    let words = subject.words;
    let word = |id: &str, name: String| {
        if name.is_empty() { name } else { subject.words.fill(&format!("place.{id}"), &[("name", &name)]) }
    };
    let vpn = word("vpn", supported.vpn.clone().unwrap_or_default());
    let desktop = word("virtual-desktop", supported.virtual_desktop.clone().unwrap_or_default());
    let (browsers, apps) =
        (word("browsers", words.list(&supported.browsers)), word("apps", words.list(&supported.apps)));
    fill(template, &[("vpn", &vpn), ("virtual-desktop", &desktop), ("browsers", &browsers), ("apps", &apps)])
}

/// The ways other than a VPN that the organisation names; whether a VPN is the way, only the advice on a place can say.
pub(super) fn other_ways(subject: Subject<'_>) -> Option<String> {
    let supported = &subject.options.verified()?.supported;
    let ways = supported.virtual_desktop.iter().chain(&supported.browsers).chain(&supported.apps);
    Some(subject.words.list(&ways.cloned().collect::<Vec<_>>())).filter(|ways| !ways.is_empty())
}

/// Whether a report with additions holds every line that it has without them.
pub(super) fn keeps_all_of(plain: &ReportView, view: &ReportView) -> bool {
    let keeps = |(ours, theirs): (&SectionView, &SectionView)| {
        ours.heading == theirs.heading && ours.lines.len() <= theirs.lines.len()
    };
    plain.sections.len() <= view.sections.len() && plain.sections.iter().zip(&view.sections).all(keeps)
}

/// The search keys as the fields of a ticket: those that are named first and in their order, and then all others.
pub(super) fn as_ticket(subject: Subject<'_>, mut keys: Vec<KeyView>) -> Vec<KeyView> {
    let fields = subject.options.verified().map_or(&[][..], |contents| &contents.ticket);
    let mut ticket = Vec::with_capacity(keys.len());
    for field in fields {
        let ours = subject.words.get(&format!("key.{}", field.key));
        if let Some(at) = keys.iter().position(|key| key.name == ours) {
            ticket.push(KeyView { name: field.name.clone(), value: keys.remove(at).value });
        }
    }
    ticket.extend(keys);
    ticket
}
