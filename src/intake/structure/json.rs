//! JSON with places, complete or not, taken apart into records.
//!
//! The usual parsers give no positions and reject what is cut off, and cut-off pastes are the normal case here. This
//! one reads on as far as it can, goes on with the next whole record behind damage, and never fails. JSON inside a string
//! is read as if it stood there by itself.

use super::collect::Collector;
use super::strings;
use super::{Damage, Structure};
use crate::model::Span;

/// Deeper nesting than this is no log; what lies below is damage.
const DEEPEST: usize = 32;
/// Text in text in text: a search's raw event with a column of its own.
const DEEPEST_STRING: usize = 4;
/// More places than this need not be shown.
const MOST_DAMAGE: usize = 100;

/// How far the first two names of a record are looked for.
const LONGEST_HEAD: usize = 1024;

/// Names of lists of records, and of what such lists stand in.
const CONTAINERS: [&str; 21] = [
    "value",
    "values",
    "records",
    "results",
    "result",
    "rows",
    "items",
    "data",
    "events",
    "entries",
    "hits",
    "responses",
    "body",
    "d",
    "tables",
    "alerts",
    "properties",
    "signins",
    "_raw",
    "logs",
    "content",
];

/// All records of a text that begins, maybe after some words, with JSON; also several in a row, or one on each line.
pub(super) fn read(input: usize, text: &str) -> Structure {
    let mut collector = Collector::new(input);
    if text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}') == "[]" {
        collector.list();
    }
    let mut at = next_root(text, 0);
    while let Some(start) = at {
        let mut reader = Reader { text, at: start, offsets: None, strings: 0, out: &mut collector };
        let whole = reader.value(0, true);
        let end = if whole { reader.at } else { reader.stopped(start) };
        let end = end.clamp(start + 1, text.len());
        collector.place(start, floor(text, end));
        at = if collector.is_full() { None } else { next_root(text, end) };
    }
    collector.finish()
}

/// The next place at which a value may begin: behind blanks and commas, or else at the start of a line.
fn next_root(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    let blanks = rest.find(|c: char| !(c.is_whitespace() || matches!(c, ',' | ']' | '}' | '\u{feff}')))?;
    let opens = |at: usize| matches!(text.as_bytes().get(at), Some(b'{' | b'['));
    if opens(from + blanks) {
        return Some(from + blanks);
    }
    if from == 0 {
        return rest.find(['{', '[']);
    }
    let lines = rest.match_indices('\n').map(|(at, _)| from + at + 1);
    let starts =
        lines.map(|at| at + text.get(at..).map_or(0, |line| line.len() - line.trim_start_matches([' ', '\t']).len()));
    starts.into_iter().find(|&at| opens(at))
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// For text in a string: where each of its bytes stands in the text of the input.
    offsets: Option<&'a [usize]>,
    /// How many strings this one stands in.
    strings: usize,
    out: &'a mut Collector,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The place in the text of the input.
    fn place(&self, at: usize) -> usize {
        self.offsets.map_or(at, |offsets| offsets.get(at).or(offsets.last()).copied().unwrap_or(0))
    }

    fn skip_blanks(&mut self) {
        while self.peek().is_some_and(|b| b.is_ascii_whitespace() || b == b',') {
            self.at += 1;
        }
    }

    /// Reads one value. `listed`: records may stand in it, for all names around it are those of containers.
    /// `false`: nothing more can be read.
    fn value(&mut self, depth: usize, listed: bool) -> bool {
        self.skip_blanks();
        if depth > DEEPEST {
            self.out.give_up();
        }
        if self.out.is_full() {
            return false;
        }
        match self.peek() {
            Some(b'{') if self.out.depth() == 0 => self.record(depth, listed),
            Some(b'{') => self.members(depth, listed),
            Some(b'[') => self.array(depth, listed),
            Some(b'"') => self.string(depth, listed),
            Some(_) => self.bare(),
            None => false,
        }
    }

    /// An object that is a record of its own.
    fn record(&mut self, depth: usize, listed: bool) -> bool {
        self.out.begin(self.place(self.at));
        let whole = self.members(depth, listed);
        if whole {
            self.out.end(self.place(self.at));
        }
        whole
    }

    fn members(&mut self, depth: usize, listed: bool) -> bool {
        let outer = self.out.begin_object();
        self.at += 1;
        loop {
            self.skip_blanks();
            match self.peek() {
                Some(b'}') => {
                    self.at += 1;
                    self.out.end_object(outer);
                    return true;
                }
                Some(b'"') => {}
                _ => return false,
            }
            let Some(name) = self.quoted() else { return false };
            self.skip_blanks();
            if self.peek() != Some(b':') {
                return false;
            }
            self.at += 1;
            let folded = name.to_ascii_lowercase();
            let before = self.out.enter(&name);
            let goes_on = self.value(depth + 1, listed && CONTAINERS.contains(&folded.as_str()));
            self.out.leave(before);
            if listed && folded == "columns" {
                self.out.take_columns();
            }
            if !goes_on {
                return false;
            }
        }
    }

    fn array(&mut self, depth: usize, listed: bool) -> bool {
        self.at += 1;
        let mut first = true;
        loop {
            self.skip_blanks();
            let opens = self.peek();
            let goes_on = match opens {
                Some(b']') => {
                    // An empty list is a list of records too.
                    if first && listed && self.out.depth() > 0 {
                        self.out.holds_records();
                    }
                    self.at += 1;
                    return true;
                }
                Some(b'{') if listed => {
                    self.out.holds_records();
                    self.record(depth + 1, true)
                }
                Some(b'[') if listed && self.out.has_columns() => {
                    self.out.holds_records();
                    self.row(depth + 1)
                }
                _ => self.value(depth + 1, listed),
            };
            first = false;
            if !goes_on {
                return false;
            }
        }
    }

    /// A row of a table whose columns were named before.
    fn row(&mut self, depth: usize) -> bool {
        let start = self.place(self.at);
        self.at += 1;
        let mut cells = Vec::new();
        while let Some(name) = self.out.column(cells.len()) {
            cells.push(name);
        }
        let mut cells = cells.into_iter();
        self.out.begin(start);
        let outer = self.out.begin_object();
        loop {
            self.skip_blanks();
            if self.peek() == Some(b']') {
                self.at += 1;
                self.out.end_object(outer);
                self.out.end(self.place(self.at));
                return true;
            }
            let name = cells.next().unwrap_or_else(|| "".into());
            let before = self.out.enter(&name);
            let goes_on = self.value(depth + 1, false);
            self.out.leave(before);
            if !goes_on {
                return false;
            }
        }
    }

    /// The raw place of a string, behind which reading goes on.
    fn raw(&mut self) -> Option<(usize, &'a str)> {
        let start = self.at + 1;
        let rest = self.text.get(start..)?;
        let Some(len) = strings::raw_len(rest) else {
            self.at = self.text.len();
            return None;
        };
        self.at = start + len + 1;
        Some((start, rest.get(..len)?))
    }

    fn quoted(&mut self) -> Option<String> {
        self.raw().map(|(_, raw)| strings::unescaped(raw))
    }

    /// A string, or the JSON that it holds.
    fn string(&mut self, depth: usize, listed: bool) -> bool {
        let Some((start, raw)) = self.raw() else { return false };
        let value = strings::unescaped(raw);
        if self.strings < DEEPEST_STRING && holds_json(&value) {
            let offsets = strings::offsets(raw).into_iter().map(|at| self.place(start + at)).collect::<Vec<_>>();
            self.text_in_text(&value, &offsets, depth, listed);
            return !self.out.is_full();
        }
        let (from, to) = (self.place(start), self.place(start + raw.len()));
        self.out.add(value, from, to)
    }

    /// JSON in a string. Where it is cut off inside its quotation marks, the text around it goes on all the same.
    fn text_in_text(&mut self, text: &str, offsets: &[usize], depth: usize, listed: bool) {
        let strings = self.strings + 1;
        let (open, path) = (self.out.depth(), self.out.path_len());
        let mut inner = Reader { text, at: 0, offsets: Some(offsets), strings, out: &mut *self.out };
        let whole = inner.value(depth + 1, listed);
        let stopped = inner.place(inner.at);
        while !whole && self.out.depth() > open {
            self.out.end(stopped);
        }
        self.out.leave(path);
    }

    /// A number, `true`, `false` or `null`.
    fn bare(&mut self) -> bool {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let goes_on = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
        let len = rest.find(|c: char| !goes_on(c)).unwrap_or(rest.len());
        if len == 0 {
            return false;
        }
        let word = rest.get(..len).unwrap_or_default();
        let start = self.at;
        self.at += len;
        // A number that ends with the text may have more digits.
        if self.at == self.text.len() && self.out.depth() > 0 && self.offsets.is_none() {
            return false;
        }
        if word == "null" {
            return true;
        }
        let (from, to) = (self.place(start), self.place(self.at));
        self.out.add(word.to_owned(), from, to)
    }

    /// Closes what is open where nothing more can be read, and says where to go on.
    fn stopped(&mut self, root: usize) -> usize {
        let at = floor(self.text, self.at.min(self.text.len()));
        let record = self.out.record_start();
        let input = self.out.input();
        let line_end = self.text.get(at..).and_then(|rest| rest.find('\n')).map_or(self.text.len(), |len| at + len);
        let span = Span::new(input, at.min(line_end), line_end);
        let is_cut = self.text.get(at..).is_none_or(|rest| rest.trim().is_empty());
        let was_open = self.out.depth() > 0;
        while self.out.depth() > 0 {
            self.out.end(at);
        }
        self.out.leave(0);
        let from = record.unwrap_or(root);
        let next = if self.out.is_full() { None } else { next_record(self.text, from) };
        let first_line =
            self.text.get(from..).and_then(|rest| rest.find('\n')).map_or(self.text.len(), |len| from + len);
        let damage = match () {
            () if !was_open => None,
            () if self.out.is_full() => Some(Damage::TooMuch(span)),
            () if is_cut && next.is_none() => {
                // The last words of the text show best where it was cut off.
                let tail = floor(self.text, at.saturating_sub(40).max(from));
                Some(Damage::Cut(Span::new(input, tail, self.text.len())))
            }
            // A quotation mark that is missing shows only at the end of the text; the record is where it is missing.
            () if is_cut => Some(Damage::Broken(Span::new(input, from, first_line))),
            () => Some(Damage::Broken(span)),
        };
        if let Some(damage) = damage.filter(|_| self.out.damaged() < MOST_DAMAGE) {
            self.out.damage(damage);
        }
        next.unwrap_or(if was_open { self.text.len() } else { line_end })
    }
}

/// Whether a string looks like JSON itself: an object, or a list of something.
fn holds_json(value: &str) -> bool {
    let inner = value.trim();
    inner.len() > 2
        && (inner.starts_with('{') && inner.contains(':') || inner.starts_with('[') && inner.contains(['{', '"']))
}

/// Where the next record begins behind the one at `from`, which is damaged: an object with the same first two names.
fn next_record(text: &str, from: usize) -> Option<usize> {
    let own = first_names(text.get(from..)?)?;
    let mut at = from + 1;
    loop {
        at += text.get(at..)?.find('{')?;
        if first_names(text.get(at..)?).is_some_and(|names| names == own) {
            return Some(at);
        }
        at += 1;
    }
}

/// The first two names of an object whose first value is simple.
fn first_names(object: &str) -> Option<(&str, &str)> {
    let object = object.get(..floor(object, LONGEST_HEAD.min(object.len())))?;
    let name = |rest: &str| strings::raw_len(rest.strip_prefix('"')?).filter(|&len| len < 64);
    let rest = object.strip_prefix('{')?.trim_start();
    let first_len = name(rest)?;
    let first = rest.get(1..=first_len)?;
    let value = rest.get(first_len + 2..)?.trim_start().strip_prefix(':')?.trim_start();
    let behind = match value.strip_prefix('"') {
        Some(text) => text.get(strings::raw_len(text)? + 1..)?,
        None => value.get(value.find([',', '}', '{', '['])?..)?,
    };
    let rest = behind.trim_start().strip_prefix(',')?.trim_start();
    Some((first, rest.get(1..=name(rest)?)?))
}

/// Adds a cell of a table; in a quoted one quotation marks are doubled. JSON in it is read as such.
pub(super) fn cell(raw: &str, start: usize, quoted: bool, out: &mut Collector) {
    let mut value = String::with_capacity(raw.len());
    let mut offsets = Vec::new();
    let is_json = raw.starts_with(['{', '[']);
    let mut chars = raw.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c == '"' && quoted {
            chars.next_if(|(_, next)| *next == '"');
        }
        value.push(c);
        if is_json {
            offsets.extend(std::iter::repeat_n(start + at, c.len_utf8()));
        }
    }
    if is_json && holds_json(&value) {
        offsets.push(start + raw.len());
        let mut reader = Reader { text: &value, at: 0, offsets: Some(&offsets), strings: 1, out };
        let path = reader.out.path_len();
        reader.value(1, false);
        out.leave(path);
    } else {
        out.add(value, start, start + raw.len());
    }
}
