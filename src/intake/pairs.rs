//! The output of tools that tell a device's state: headings, and names with values, wherever they stand in a text.
//!
//! People paste such output indented, quoted, drawn in boxes, cut off, on one line, or inside a ticket. So this looks for
//! the names that a format lists, and what stands around them stays running text. Edge: what a value means is not known
//! here.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use crate::knowledge::{Knowledge, Name, Names, Role};
use crate::model::{Field, Span, StatusBlock};

/// So many different names make an output, one of them a telling one.
const LEAST_NAMES: usize = 2;
/// More outputs than this in one text are not read.
const MOST_BLOCKS: usize = 50;
/// No value is longer, in bytes.
const LONGEST_VALUE: usize = 512;
/// A line of such output is not longer than this, in bytes.
const LONGEST_LINE: usize = 4096;
/// A message that ends a failed attempt is not longer than this, in lines.
const MOST_TAIL_LINES: usize = 6;
/// What tools of macOS print where there is nothing.
const NOTHING: &str = "(null)";
/// What may stand around a name or a value without being part of it.
const AROUND: [char; 9] = ['"', '\'', '`', '*', '\\', '|', '>', ',', ';'];

/// Every output of a known tool in a text.
pub(super) fn blocks(input: usize, text: &str, knowledge: &Knowledge) -> Vec<StatusBlock> {
    let mut blocks = Vec::new();
    for names in &knowledge.names {
        blocks.extend(of_format(input, text, names));
        blocks.truncate(MOST_BLOCKS);
    }
    blocks.sort_by_key(|block| block.covered.first().map_or(0, |span| span.start));
    blocks
}

/// The text with blanks, byte for byte, where outputs stand.
pub(super) fn without(text: &str, blocks: &[StatusBlock]) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for span in blocks.iter().flat_map(|block| block.covered.iter().chain(&block.attempts)) {
        for byte in bytes.get_mut(span.start..span.end).unwrap_or_default() {
            if !matches!(byte, b'\n' | b'\r') {
                *byte = b' ';
            }
        }
    }
    // Whole characters were replaced, so what is left is text still.
    String::from_utf8(bytes).unwrap_or_default()
}

/// A name at a place where it counts.
struct Hit<'a> {
    name: &'a Name,
    at: Range<usize>,
    /// Where its value begins; for headings and messages the same as the end.
    value_at: usize,
}

fn of_format(input: usize, text: &str, names: &Names) -> Vec<StatusBlock> {
    if names.alone && text.trim().contains('\n') {
        return Vec::new();
    }
    let hits: Vec<Hit<'_>> = names.find(text).filter_map(|(at, name)| hit(text, at, name)).collect();
    let mut found = Vec::new();
    let mut current = Draft::new(input);
    let mut attempt_end = 0;
    for (number, hit) in hits.iter().enumerate() {
        if hit.at.start < attempt_end {
            continue;
        }
        let next = hits.get(number + 1..).unwrap_or_default();
        match hit.name.role {
            Role::Section => current.head(text, hit),
            Role::Attempt => {
                let other = next.iter().find(|next| next.name.role != Role::Attempt);
                let range = attempt(text, hit, names, other.map_or(text.len(), |other| other.at.start));
                attempt_end = range.end;
                current.attempts.push(Span::new(input, range.start, range.end));
                continue;
            }
            _ => {}
        }
        let value = value(text, hit, next.first().map_or(text.len(), |next| next.at.start));
        if current.contradicts(hit.name, text.get(value.clone()).unwrap_or_default()) {
            found.push(std::mem::replace(&mut current, Draft::new(input)));
        }
        current.add(text, hit, value);
    }
    found.push(current);
    found.retain(|draft| draft.is_output(names));
    found.into_iter().map(|draft| draft.finish(&names.format)).collect()
}

/// An output on its way.
struct Draft<'a> {
    input: usize,
    section: Option<&'a str>,
    fields: Vec<Field>,
    /// The number of the field of each path.
    paths: HashMap<String, usize>,
    covered: Vec<Span>,
    attempts: Vec<Span>,
    names: BTreeSet<&'a str>,
    is_telling: bool,
    has_phrase: bool,
}

impl<'a> Draft<'a> {
    fn new(input: usize) -> Self {
        Self {
            input,
            section: None,
            fields: Vec::new(),
            paths: HashMap::new(),
            covered: Vec::new(),
            attempts: Vec::new(),
            names: BTreeSet::new(),
            is_telling: false,
            has_phrase: false,
        }
    }

    /// A heading: what follows stands below it.
    fn head(&mut self, text: &str, hit: &Hit<'a>) {
        self.section = Some(&hit.name.name);
        let line = line_around(text, hit.at.start);
        self.covered.push(Span::new(self.input, line.start, line.end));
    }

    fn path(&self, name: &Name) -> String {
        match (self.section, name.role) {
            (Some(section), Role::Telling | Role::Plain) => format!("{section}.{}", name.name),
            _ => name.name.clone(),
        }
    }

    /// Whether this name has another value already, so that another output begins.
    fn contradicts(&self, name: &Name, value: &str) -> bool {
        let counts = matches!(name.role, Role::Telling | Role::Plain) && !value.is_empty() && self.fits(name);
        let known = self.paths.get(&self.path(name)).and_then(|&number| self.fields.get(number));
        counts && known.is_some_and(|field| field.value != value)
    }

    /// Whether the name stands below the heading that it is bound to.
    fn fits(&self, name: &Name) -> bool {
        name.section.is_none() || name.section.as_deref() == self.section
    }

    fn add(&mut self, text: &str, hit: &Hit<'a>, value: Range<usize>) {
        if !self.fits(hit.name) {
            return;
        }
        let is_name = matches!(hit.name.role, Role::Telling | Role::Plain);
        if is_name {
            self.names.insert(&hit.name.name);
        }
        self.is_telling |= hit.name.role == Role::Telling;
        self.has_phrase |= hit.name.role == Role::Phrase;
        let range = if hit.name.role == Role::Phrase { hit.at.clone() } else { value };
        let Some(words) = text.get(range.clone()).filter(|words| !words.is_empty()) else {
            self.covered.push(Span::new(self.input, hit.at.start, hit.at.end));
            return;
        };
        // A heading with nothing below it is said in so many words, and is as telling as a name.
        if hit.name.role == Role::Section && words == NOTHING {
            self.names.insert(&hit.name.name);
            self.is_telling = true;
        }
        let span = Span::new(self.input, range.start, range.end);
        self.covered.push(Span::new(self.input, hit.at.start, range.end));
        let path = self.path(hit.name);
        if !self.paths.contains_key(&path) {
            self.paths.insert(path.clone(), self.fields.len());
            self.fields.push(Field { path: path.into(), value: words.to_owned(), span, object: 0 });
        }
    }

    fn is_output(&self, names: &Names) -> bool {
        let enough = self.names.len() >= LEAST_NAMES || names.alone && !self.names.is_empty();
        self.has_phrase || self.is_telling && enough && !self.fields.is_empty()
    }

    fn finish(mut self, format: &str) -> StatusBlock {
        self.covered.sort();
        let Self { fields, covered, attempts, .. } = self;
        StatusBlock { format: format.to_owned(), fields, covered, attempts }
    }
}

/// The name at this place, if it stands there as one: a whole word, and before a value unless it is a heading or message.
fn hit<'a>(text: &str, at: Range<usize>, name: &'a Name) -> Option<Hit<'a>> {
    let before = text.get(..at.start)?;
    let after = text.get(at.end..)?;
    let joined = before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '$' | '{'))
        && !(before.ends_with("YES") || before.ends_with("NO"));
    if joined || after.starts_with(|c: char| c.is_alphanumeric() || c == '_') {
        return None;
    }
    let value_at = match name.role {
        Role::Phrase => at.end,
        Role::Section => heading_end(text, &at)?,
        Role::Telling | Role::Plain | Role::Attempt => at.end + separator(after)?,
    };
    Some(Hit { name, at, value_at })
}

/// The end of a heading: it has its line for itself, give or take the marks of a box or a colon.
fn heading_end(text: &str, at: &Range<usize>) -> Option<usize> {
    let line = line_around(text, at.start);
    let mark = |c: char| c.is_whitespace() || AROUND.contains(&c) || matches!(c, ':' | '+' | '-' | '=' | '#');
    let before = text.get(line.start..at.start)?;
    let after = text.get(at.end..line.end)?;
    let rest = after.trim_start_matches(mark);
    let ends = rest.is_empty() || rest.starts_with(['<', '{', '(']);
    (before.chars().all(mark) || before.trim_end().ends_with(['|', '>']) && ends)
        .then_some(())
        .filter(|()| ends)
        .map(|()| at.end + (after.len() - rest.len()))
}

/// Length of what separates a name from its value; `None` where nothing does.
fn separator(after: &str) -> Option<usize> {
    let mut separated = false;
    for (at, c) in after.char_indices() {
        match c {
            ':' | '=' | '|' | '\t' | '\u{ff1a}' => separated = true,
            '"' | '\'' | '`' | '*' | '\\' | ' ' | '\u{a0}' => {}
            _ => return separated.then_some(at),
        }
    }
    separated.then_some(after.len())
}

/// Where a value stands: up to the end of its line or the next name, without what only surrounds it. A value may begin
/// on the next line.
fn value(text: &str, hit: &Hit<'_>, next: usize) -> Range<usize> {
    let nothing = hit.value_at..hit.value_at;
    if hit.name.role == Role::Phrase || hit.value_at >= next {
        return nothing;
    }
    let line_end = line_around(text, hit.value_at).end;
    let on_line = trimmed(text, hit.value_at..line_end.min(next));
    if !on_line.is_empty() || line_end >= next {
        return on_line;
    }
    let below =
        text.get(line_end..).map_or(0, |rest| rest.len() - rest.trim_start_matches(['\r', '\n', ' ', '>', '\t']).len());
    let start = line_end + below;
    if start >= next || text.get(line_end..start).is_none_or(|gap| gap.matches('\n').count() > 2) {
        return nothing;
    }
    let range = trimmed(text, start..line_around(text, start).end.min(next));
    let words = text.get(range.clone()).unwrap_or_default();
    if words.contains(" : ") || words.contains(": ") || words.starts_with(['+', '|', '-']) { nothing } else { range }
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let Some(words) = text.get(range.clone()) else { return range.start..range.start };
    let stops = [words.find('<'), words.find(r"\r"), words.find(r"\n"), words.find(LONGEST_BLANK)];
    let stop = stops.into_iter().flatten().min().unwrap_or(words.len()).min(floor(words, LONGEST_VALUE));
    let words = words.get(..stop).unwrap_or_default();
    let around = |c: char| c.is_whitespace() || AROUND.contains(&c);
    let start = range.start + (words.len() - words.trim_start_matches(around).len());
    start..start + words.trim_matches(around).len()
}

/// So many blanks end a value: another column follows.
const LONGEST_BLANK: &str = "    ";

fn floor(text: &str, most: usize) -> usize {
    (0..=most.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// The line in which a byte stands, without its line end; of a line that is too long to be one, what is near.
fn line_around(text: &str, at: usize) -> Range<usize> {
    let from = (at.saturating_sub(LONGEST_LINE)..=at).find(|&at| text.is_char_boundary(at)).unwrap_or(at);
    let to = at + floor(text.get(at..).unwrap_or_default(), LONGEST_LINE);
    let start = text.get(from..at).and_then(|before| before.rfind('\n')).map_or(from, |end| from + end + 1);
    let end = text.get(at..to).and_then(|after| after.find('\n')).map_or(to, |end| at + end);
    start..end
}

/// A failed attempt: the lines that name its parts, and those of the message that ends it.
fn attempt(text: &str, hit: &Hit<'_>, names: &Names, limit: usize) -> Range<usize> {
    let mut end = hit.at.start;
    let mut begun = false;
    let mut tail = 0;
    for line in text.get(hit.at.start..limit).unwrap_or_default().split_inclusive('\n') {
        let words = line.trim_matches(|c: char| c.is_whitespace() || AROUND.contains(&c)).to_lowercase();
        let is_member = names.attempt_names.iter().any(|name| words.starts_with(name.as_str()));
        let begins = words.starts_with("previous prt attempt");
        if begins && begun || words.contains("prtdiagnostics") && end > hit.at.start {
            break;
        }
        begun |= begins;
        if is_member {
            tail = 0;
        } else if !words.is_empty() {
            tail += 1;
            if tail > MOST_TAIL_LINES || words.starts_with('+') {
                break;
            }
        } else if tail > 0 {
            // The message ends with its paragraph.
            break;
        }
        end += line.len();
    }
    hit.at.start..end
}
