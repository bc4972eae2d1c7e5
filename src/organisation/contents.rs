//! What an organisation can say. Every part may be missing.
//!
//! Edge: plain data. What is in here was checked, bounded and freed of what cannot be seen.

use std::collections::BTreeMap;

use super::clean::harmless;

/// What an organisation says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// Its own name.
    pub name: Option<String>,
    /// BCP 47 tag of the language in which its IT wants reports.
    pub report_language: Option<String>,
    /// Whom its people ask.
    pub help_desk: HelpDesk,
    /// The ways of working that it supports.
    pub supported: Supported,
    /// What the queue of a team is called in its ticket system, by the id of the team.
    pub queues: BTreeMap<String, String>,
    /// The fields of its tickets, in their order.
    pub ticket: Vec<TicketField>,
    /// Remarks, by the id of the cause.
    pub notes: BTreeMap<String, Note>,
}

/// Whom people ask.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HelpDesk {
    /// What it is called.
    pub name: Option<String>,
    /// Its telephone number.
    pub telephone: Option<String>,
    /// Its mail address.
    pub email: Option<String>,
    /// The address of its portal, with `https`.
    pub portal: Option<String>,
    /// When somebody answers.
    pub hours: Option<String>,
}

/// Ways of working that are meant to be used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Supported {
    /// What the VPN is called.
    pub vpn: Option<String>,
    /// What the virtual desktop is called.
    pub virtual_desktop: Option<String>,
    /// Browsers.
    pub browsers: Vec<String>,
    /// Applications.
    pub apps: Vec<String>,
}

/// A field of a ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketField {
    /// Which search key stands in it: `user`, `request-id`, ….
    pub key: String,
    /// What it is called in the ticket system.
    pub name: String,
}

/// A remark on a cause.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// Its words, by language.
    pub texts: BTreeMap<String, String>,
    /// Where to read more: `https`, `mailto` or `tel`.
    pub link: Option<String>,
}

impl Note {
    /// Its words in a language, else in the same language of another place, else in English, else in any.
    pub fn text(&self, tag: &str) -> Option<&str> {
        let general = tag.split('-').next().unwrap_or(tag);
        let found = [tag, general, "en"].into_iter().find_map(|tag| self.texts.get(tag));
        found.or_else(|| self.texts.values().next()).map(String::as_str)
    }
}

impl Contents {
    /// Whether nothing at all is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What is said here counts; the rest comes from below.
    pub(super) fn over(self, below: Self) -> Self {
        let longer = |above: Vec<String>, below: Vec<String>| if above.is_empty() { below } else { above };
        let mut queues = below.queues;
        queues.extend(self.queues);
        let mut notes = below.notes;
        notes.extend(self.notes);
        Self {
            name: self.name.or(below.name),
            report_language: self.report_language.or(below.report_language),
            help_desk: HelpDesk {
                name: self.help_desk.name.or(below.help_desk.name),
                telephone: self.help_desk.telephone.or(below.help_desk.telephone),
                email: self.help_desk.email.or(below.help_desk.email),
                portal: self.help_desk.portal.or(below.help_desk.portal),
                hours: self.help_desk.hours.or(below.help_desk.hours),
            },
            supported: Supported {
                vpn: self.supported.vpn.or(below.supported.vpn),
                virtual_desktop: self.supported.virtual_desktop.or(below.supported.virtual_desktop),
                browsers: longer(self.supported.browsers, below.supported.browsers),
                apps: longer(self.supported.apps, below.supported.apps),
            },
            queues,
            ticket: if self.ticket.is_empty() { below.ticket } else { self.ticket },
            notes,
        }
    }

    /// What of it may be shown when nobody vouches for it: names and remarks, with nobody to call and nowhere to go.
    pub(super) fn harmless(self) -> Self {
        let name = |name: Option<String>| name.map(|name| harmless(&name));
        let names = |names: Vec<String>| names.iter().map(|name| harmless(name)).collect();
        let note = |note: Note| Note {
            texts: note.texts.into_iter().map(|(tag, text)| (tag, harmless(&text))).collect(),
            link: None,
        };
        Self {
            help_desk: HelpDesk { name: name(self.help_desk.name), ..HelpDesk::default() },
            supported: Supported {
                vpn: name(self.supported.vpn),
                virtual_desktop: name(self.supported.virtual_desktop),
                browsers: names(self.supported.browsers),
                apps: names(self.supported.apps),
            },
            notes: self.notes.into_iter().map(|(cause, of_cause)| (cause, note(of_cause))).collect(),
            ..Self::default()
        }
    }
}
