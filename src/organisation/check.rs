//! From a tree of values to what it says. Each mistake is told with its line and what to do; what it stands in is left out.
//!
//! Edge: every key, every limit and every list of valid words stands here.

use std::collections::BTreeMap;

use super::clean;
use super::contents::{Contents, HelpDesk, Note, Supported, TicketField};
use super::node::{Node, Value};
use crate::knowledge::{Knowledge, Problem};
use crate::model::Team;

/// The most characters of a name.
const LONGEST_NAME: usize = 60;
/// The most characters of what stands in one line with other things: a queue, a field of a ticket with its key.
const LONGEST_IN_LINE: usize = 40;
/// The most characters of an address.
const LONGEST_LINK: usize = 200;
/// The most characters of a remark on a cause.
const LONGEST_NOTE: usize = 400;
/// The most names in a list.
const MOST_NAMES: usize = 12;
/// The search keys of a report that a field of a ticket can hold.
pub(super) const KEYS: [&str; 11] = [
    "user",
    "app",
    "correlation-id",
    "request-id",
    "trace-id",
    "time",
    "time-local",
    "time-printed",
    "code",
    "read-from",
    "other-codes",
];

/// What these values say, and what is wrong with them.
pub(super) fn contents(root: &Node, source: &str, knowledge: &Knowledge) -> (Contents, Vec<Problem>) {
    let mut checker = Checker { source, knowledge, problems: Vec::new() };
    let contents = checker.contents(root);
    checker.problems.sort_by_key(|problem| problem.line);
    (contents, checker.problems)
}

struct Checker<'a> {
    source: &'a str,
    knowledge: &'a Knowledge,
    problems: Vec<Problem>,
}

/// The entries of a table by their keys.
type Fields<'n> = BTreeMap<&'n str, &'n Node>;

impl Checker<'_> {
    fn problem(&mut self, node: &Node, message: String) {
        self.problems.push(Problem { file: self.source.to_owned(), line: node.line, message });
    }

    fn contents(&mut self, root: &Node) -> Contents {
        let keys = ["name", "report-language", "help-desk", "supported", "queues", "ticket", "notes"];
        let fields = self.table(root, "file", &keys);
        Contents {
            name: self.name(&fields, "name"),
            report_language: self.report_language(&fields),
            help_desk: self.help_desk(&fields),
            supported: self.supported(&fields),
            queues: self.queues(&fields),
            ticket: self.ticket(&fields),
            notes: self.notes(&fields),
        }
    }

    /// The entries of a table; those with another key are told.
    fn table<'n>(&mut self, node: &'n Node, what: &str, known: &[&str]) -> Fields<'n> {
        let Value::Table(entries) = &node.value else {
            let message = format!("{what:?} is {}; write a table with: {}", node.value.kind(), known.join(", "));
            self.problem(node, message);
            return Fields::new();
        };
        let mut fields = Fields::new();
        for (key, value) in entries {
            if known.contains(&key.as_str()) {
                fields.insert(key, value);
            } else {
                let key = cut(&clean::visible(key));
                let message = format!("there is no key {key:?} in {what:?}; valid are: {}", known.join(", "));
                self.problem(value, message);
            }
        }
        fields
    }

    fn below<'n>(&mut self, fields: &Fields<'n>, what: &str, known: &[&str]) -> Fields<'n> {
        fields.get(what).map(|&node| self.table(node, what, known)).unwrap_or_default()
    }

    /// A text of at most so many characters, freed of what cannot be seen.
    fn text(&mut self, node: &Node, key: &str, most: usize) -> Option<String> {
        let Value::Text(text) = &node.value else {
            self.problem(node, format!("{key:?} is {}; write a text in quotation marks", node.value.kind()));
            return None;
        };
        if clean::has_hidden(text) {
            self.problem(
                node,
                format!("{key:?} holds characters that cannot be seen; they are taken out, so type it anew"),
            );
        }
        let seen = clean::visible(text);
        let length = seen.chars().count();
        if seen.is_empty() {
            self.problem(node, format!("{key:?} is empty; give it a text or take the line out"));
        } else if length > most {
            self.problem(node, format!("{key:?} has {length} characters; shorten it to {most}"));
        } else if clean::has_other_link(&seen) {
            self.problem(node, format!("{key:?} holds an address of another kind than https; take it out"));
        } else {
            return Some(seen);
        }
        None
    }

    fn name(&mut self, fields: &Fields<'_>, key: &str) -> Option<String> {
        let &node = fields.get(key)?;
        self.text(node, key, LONGEST_NAME)
    }

    /// A text that must have a certain form.
    fn formed(&mut self, fields: &Fields<'_>, key: &str, is: fn(&str) -> bool, form: &str) -> Option<String> {
        let &node = fields.get(key)?;
        let text = self.text(node, key, LONGEST_LINK)?;
        if !is(&text) {
            self.problem(node, format!("{key:?} is {text:?}; write it as {form}"));
            return None;
        }
        Some(text)
    }

    fn report_language(&mut self, fields: &Fields<'_>) -> Option<String> {
        let &node = fields.get("report-language")?;
        let tag = self.text(node, "report-language", LONGEST_NAME)?;
        let known: Vec<String> = self.knowledge.displayed().map(|(tag, _)| tag.to_owned()).collect();
        if !known.contains(&tag) {
            self.problem(node, format!("reports cannot be written in {tag:?}; choose one of: {}", known.join(", ")));
            return None;
        }
        Some(tag)
    }

    fn help_desk(&mut self, fields: &Fields<'_>) -> HelpDesk {
        let fields = self.below(fields, "help-desk", &["name", "telephone", "email", "portal", "hours"]);
        HelpDesk {
            name: self.name(&fields, "name"),
            telephone: self.formed(&fields, "telephone", clean::is_telephone, "+1 555 0100"),
            email: self.formed(&fields, "email", clean::is_email, "helpdesk@contoso.com"),
            portal: self.formed(&fields, "portal", clean::is_web, "https://help.contoso.com/"),
            hours: self.name(&fields, "hours"),
        }
    }

    fn supported(&mut self, fields: &Fields<'_>) -> Supported {
        let fields = self.below(fields, "supported", &["vpn", "virtual-desktop", "browsers", "apps"]);
        Supported {
            vpn: self.name(&fields, "vpn"),
            virtual_desktop: self.name(&fields, "virtual-desktop"),
            browsers: self.names(&fields, "browsers"),
            apps: self.names(&fields, "apps"),
        }
    }

    fn list<'n>(&mut self, fields: &Fields<'n>, key: &str, most: usize) -> &'n [Node] {
        let Some(&node) = fields.get(key) else { return &[] };
        let Value::List(items) = &node.value else {
            self.problem(node, format!("{key:?} is {}; write a list in square brackets", node.value.kind()));
            return &[];
        };
        if items.len() > most {
            self.problem(node, format!("{key:?} has {} entries; only the first {most} count", items.len()));
        }
        items.get(..most).unwrap_or(items)
    }

    fn names(&mut self, fields: &Fields<'_>, key: &str) -> Vec<String> {
        let items = self.list(fields, key, MOST_NAMES);
        items.iter().filter_map(|item| self.text(item, key, LONGEST_NAME)).collect()
    }

    fn queues(&mut self, fields: &Fields<'_>) -> BTreeMap<String, String> {
        let teams: Vec<&str> = Team::ALL.iter().map(|team| team.id()).collect();
        let fields = self.below(fields, "queues", &teams);
        let queues = fields.iter().map(|(&team, &node)| (team, self.text(node, team, LONGEST_IN_LINE)));
        queues.filter_map(|(team, queue)| Some((team.to_owned(), queue?))).collect()
    }

    fn ticket(&mut self, fields: &Fields<'_>) -> Vec<TicketField> {
        let fields = self.below(fields, "ticket", &["fields"]);
        let mut ticket: Vec<TicketField> = Vec::new();
        for node in self.list(&fields, "fields", KEYS.len()) {
            let Some(text) = self.text(node, "fields", LONGEST_IN_LINE) else { continue };
            let parts = text.split_once(':').map(|(key, name)| (key.trim(), name.trim()));
            match parts.filter(|(key, name)| KEYS.contains(key) && !name.is_empty()) {
                None => {
                    let message = format!(
                        "{text:?} is no field; write \"KEY: name in the ticket\" with one of: {}",
                        KEYS.join(", ")
                    );
                    self.problem(node, message);
                }
                Some((key, name)) if ticket.iter().any(|field| field.key == key || field.name == name) => {
                    self.problem(
                        node,
                        format!("{text:?}: the key {key:?} or the name {name:?} stands twice; keep one"),
                    );
                }
                Some((key, name)) => ticket.push(TicketField { key: key.to_owned(), name: name.to_owned() }),
            }
        }
        ticket
    }

    fn notes(&mut self, fields: &Fields<'_>) -> BTreeMap<String, Note> {
        let knowledge = self.knowledge;
        let causes: Vec<&str> = knowledge.causes.iter().map(|cause| cause.id.get_ref().as_str()).collect();
        let fields = self.below(fields, "notes", &causes);
        let mut notes = BTreeMap::new();
        for (cause, node) in fields {
            let note = self.note(node, cause);
            if !note.texts.is_empty() {
                notes.insert(cause.to_owned(), note);
            }
        }
        notes
    }

    fn note(&mut self, node: &Node, cause: &str) -> Note {
        let knowledge = self.knowledge;
        let tags = knowledge.languages().iter().map(|language| language.tag.as_str());
        let keys: Vec<&str> = tags.chain(["link"]).collect();
        let fields = self.table(node, cause, &keys);
        let link = self.formed(&fields, "link", clean::is_link, "https://…, mailto:… or tel:…");
        let texts = fields.iter().filter(|(tag, _)| **tag != "link");
        let texts = texts.filter_map(|(&tag, node)| Some((tag.to_owned(), self.text(node, tag, LONGEST_NOTE)?)));
        let texts: BTreeMap<String, String> = texts.collect();
        if texts.is_empty() {
            self.problem(node, format!("the note on {cause:?} has no text; give one, such as: en = \"…\""));
        }
        Note { texts, link }
    }
}

/// A key that somebody made up may be long.
fn cut(key: &str) -> String {
    key.chars().take(LONGEST_NAME).collect()
}
