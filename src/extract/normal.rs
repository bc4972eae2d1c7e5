//! A text as the scanners see it, with the way back to the text as it came.
//!
//! People paste JSON with escaped line ends, URLs with `%20`, typographic quotes and full-width colons. All of that is
//! made plain here, once, so that no scanner needs to know about it, and every place still maps to the bytes that
//! stand in the input.

use std::ops::Range;

use crate::knowledge::fold;
use crate::model::Span;

/// A rewritten text that knows where each piece came from.
#[derive(Debug, Default)]
pub(super) struct Mapped {
    /// The rewritten text.
    pub(super) text: String,
    /// The same, folded to lower case; places are the same in both.
    pub(super) folded: String,
    changes: Vec<Change>,
}

/// A piece that is not a plain copy.
#[derive(Clone, Copy, Debug)]
struct Change {
    out: usize,
    out_len: usize,
    raw: usize,
    raw_len: usize,
}

impl Mapped {
    /// Where the piece `range` of the rewritten text stands in the original.
    pub(super) fn raw(&self, range: &Range<usize>) -> Range<usize> {
        self.raw_start(range.start)..self.raw_end(range.end)
    }

    fn raw_start(&self, out: usize) -> usize {
        let next = self.changes.partition_point(|change| change.out <= out);
        match next.checked_sub(1).and_then(|i| self.changes.get(i)) {
            None => out,
            Some(change) if out < change.out + change.out_len => change.raw,
            Some(change) => change.raw + change.raw_len + (out - change.out - change.out_len),
        }
    }

    fn raw_end(&self, out: usize) -> usize {
        let next = self.changes.partition_point(|change| change.out < out);
        match next.checked_sub(1).and_then(|i| self.changes.get(i)) {
            None => out,
            Some(change) if out <= change.out + change.out_len => change.raw + change.raw_len,
            Some(change) => change.raw + change.raw_len + (out - change.out - change.out_len),
        }
    }

    fn replace(&mut self, raw: usize, raw_len: usize, with: &str) {
        self.changes.push(Change { out: self.text.len(), out_len: with.len(), raw, raw_len });
        self.text.push_str(with);
    }

    fn finish(mut self) -> Self {
        self.folded = fold(&self.text);
        self
    }
}

/// Undoes escapes, URL encoding and HTML entities, and makes quotes, dashes, blanks and digits plain. Of the places to
/// `skip`, in order, a line end is left.
pub(super) fn normal(raw: &str, skip: &[Span]) -> Mapped {
    let mut skip = skip.iter().peekable();
    let mut out = Mapped::default();
    out.text.reserve(raw.len());
    let mut at = 0;
    let mut encoded_until = 0;
    while let Some(c) = raw.get(at..).and_then(|rest| rest.chars().next()) {
        if let Some(place) = skip.next_if(|place| place.start <= at) {
            let len = place.end.saturating_sub(at);
            if len > 0 {
                out.replace(at, len, "\n");
                at += len;
            }
            continue;
        }
        let rest = raw.get(at..).unwrap_or_default();
        let starts_word = at == 0 || raw.as_bytes().get(at - 1).is_some_and(u8::is_ascii_whitespace);
        if starts_word {
            encoded_until = at + url_encoded_len(rest);
        }
        let taken = match c {
            '\\' => escape(rest),
            '&' => entity(rest),
            '<' => tag(rest),
            '%' | '+' if at < encoded_until => percent(rest),
            c if c.is_ascii() => None,
            c => plain(c).map(|with| (c.len_utf8(), with)),
        };
        if let Some((len, with)) = taken {
            out.replace(at, len, &with);
            at += len;
        } else {
            out.text.push(c);
            at += c.len_utf8();
        }
    }
    out.finish()
}

/// Runs of white space become one blank; marks of quoting at the start of a line are dropped.
pub(super) fn collapsed(normal: &str) -> Mapped {
    let mut out = Mapped::default();
    out.text.reserve(normal.len());
    let mut chars = normal.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if !c.is_whitespace() {
            out.text.push(c);
            continue;
        }
        let mut end = start + c.len_utf8();
        let mut line_start = c == '\n';
        while let Some(&(at, next)) = chars.peek() {
            if !(next.is_whitespace() || line_start && matches!(next, '>' | '|')) {
                break;
            }
            line_start |= next == '\n';
            end = at + next.len_utf8();
            chars.next();
        }
        if end - start == 1 && c == ' ' { out.text.push(' ') } else { out.replace(start, end - start, " ") }
    }
    out.finish()
}

/// Length of the word at the start, if it is URL-encoded text; else 0.
fn url_encoded_len(rest: &str) -> usize {
    // A word that is scanned again for each of its characters would cost its length squared; words start only after
    // white space, so each is looked at once.
    let word = rest.split([' ', '\n', '\r', '\t']).next().unwrap_or_default();
    let mut pairs = 0;
    let bytes = word.as_bytes();
    for triple in bytes.windows(3) {
        if let [b'%', a, b] = triple
            && a.is_ascii_hexdigit()
            && b.is_ascii_hexdigit()
        {
            pairs += 1;
            if pairs == 2 {
                return word.len();
            }
        }
    }
    // Some programs write only blanks as `+`: `Trace+ID:+8f2c…`.
    let blanks = word.contains(":+") || word.matches('+').count() >= 4;
    if blanks || word.contains("error_description=") { word.len() } else { 0 }
}

/// `\r\n`, `\"`, `\u0027` and the same with the backslash itself escaped, however often.
fn escape(rest: &str) -> Option<(usize, String)> {
    let slashes = rest.bytes().take(DEEPEST).take_while(|&b| b == b'\\').count();
    let after = rest.get(slashes..)?;
    let letter = after.chars().next()?;
    let next = after.chars().nth(1);
    // `\new` may be a path; `\n` before anything but a small letter, or `\r\n`, is a line end.
    let ends_line = next.is_none_or(|n| !n.is_ascii_lowercase());
    match letter {
        'n' if ends_line => Some((slashes + 1, "\n".to_owned())),
        'r' if ends_line => Some((slashes + 1, "\r".to_owned())),
        't' if ends_line => Some((slashes + 1, "\t".to_owned())),
        // JSON escapes the first three, Markdown the others.
        '"' | '\'' | '/' | '@' | '_' | '*' | '#' | '[' | ']' | '-' | '.' | '(' | ')' => {
            Some((slashes + 1, letter.to_string()))
        }
        'u' => {
            let code = u32::from_str_radix(after.get(1..5)?, 16).ok()?;
            let c = char::from_u32(code)?;
            Some((slashes + 5, plain(c).unwrap_or_else(|| c.to_string())))
        }
        _ => None,
    }
}

/// `&quot;` and its kin, also when the ampersand itself was escaped.
fn entity(rest: &str) -> Option<(usize, String)> {
    let mut name_at = 1;
    while name_at < 4 * DEEPEST && rest.get(name_at..)?.starts_with("amp;") {
        name_at += 4;
    }
    let known = [
        ("quot;", "\""),
        ("apos;", "'"),
        ("#39;", "'"),
        ("#x27;", "'"),
        ("#34;", "\""),
        ("lt;", "<"),
        ("gt;", ">"),
        ("nbsp;", " "),
        ("#160;", " "),
        ("#13;", "\r"),
        ("#10;", "\n"),
        ("#xD;", "\r"),
        ("#xA;", "\n"),
        ("#58;", ":"),
    ];
    let name = rest.get(name_at..)?;
    let found = known.iter().find(|(entity, _)| name.starts_with(entity));
    match found {
        Some((entity, with)) => Some((name_at + entity.len(), (*with).to_owned())),
        None if name_at > 1 => Some((name_at, "&".to_owned())),
        None => None,
    }
}

/// Escapes are undone up to this depth; hostile ones are not followed for ever.
const DEEPEST: usize = 16;
/// Bytes of URL encoding that are taken together.
const LONGEST_RUN: usize = 64;

/// A tag of an HTML source: those that begin a line become a line end, the others nothing. `<redacted>` is no tag.
fn tag(rest: &str) -> Option<(usize, String)> {
    const LINES: [&str; 12] = ["br", "p", "div", "tr", "li", "td", "th", "h1", "h2", "h3", "ul", "table"];
    const WORDS: [&str; 14] =
        ["strong", "b", "i", "em", "span", "a", "code", "pre", "font", "u", "html", "body", "head", "tbody"];
    let name_at = if rest.starts_with("</") { 2 } else { 1 };
    let after = rest.get(name_at..)?;
    let name_len = after.find(|c: char| !c.is_ascii_alphanumeric())?;
    let name = after.get(..name_len)?.to_ascii_lowercase();
    let with = if LINES.contains(&name.as_str()) {
        "\n"
    } else if WORDS.contains(&name.as_str()) {
        ""
    } else {
        return None;
    };
    let end = rest.bytes().take(LONGEST_TAG).position(|b| b == b'>')?;
    Some((end + 1, with.to_owned()))
}

/// A tag with its attributes is not longer than this, in bytes.
const LONGEST_TAG: usize = 600;

/// `%3a`, `%253a` and `+` of URL-encoded text.
fn percent(rest: &str) -> Option<(usize, String)> {
    if rest.starts_with('+') {
        return Some((1, " ".to_owned()));
    }
    let mut bytes = Vec::new();
    let mut at = 0;
    while bytes.len() < LONGEST_RUN
        && let Some((byte, len)) = percent_byte(rest.get(at..)?)
    {
        bytes.push(byte);
        at += len;
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) if text.is_empty() => return None,
        Ok(text) => text,
        // A run that is cut inside a character, or no UTF-8 at all: its first piece is kept as it came.
        Err(_) => return Some((1, "%".to_owned())),
    };
    let text = text.chars().map(|c| plain(c).unwrap_or_else(|| c.to_string())).collect::<String>();
    Some((at, text.replace('+', " ")))
}

fn percent_byte(rest: &str) -> Option<(u8, usize)> {
    let mut at = 1;
    if !rest.starts_with('%') {
        return None;
    }
    while at < 4 * DEEPEST && rest.get(at..at + 2)? == "25" && rest.get(at + 2..at + 4).is_some_and(is_hex) {
        at += 2;
    }
    let digits = rest.get(at..at + 2).filter(|digits| is_hex(digits))?;
    Some((u8::from_str_radix(digits, 16).ok()?, at + 2))
}

fn is_hex(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_hexdigit())
}

/// The plain form of a typographic character; `None` where it stays as it is.
fn plain(c: char) -> Option<String> {
    let digit = |zero: u32| char::from_digit(u32::from(c).wrapping_sub(zero), 10);
    let plain = match c {
        '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{2039}' | '\u{203a}' => '\'',
        '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{ab}' | '\u{bb}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => ' ',
        '\u{200b}'..='\u{200f}'
        | '\u{ad}'
        | '\u{feff}'
        | '\u{2060}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' => {
            return Some(String::new());
        }
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0)?,
        '\u{660}'..='\u{669}' => digit(0x660)?,
        '\u{6f0}'..='\u{6f9}' => digit(0x6f0)?,
        '\u{966}'..='\u{96f}' => digit(0x966)?,
        _ => return None,
    };
    Some(plain.to_string())
}

#[cfg(test)]
#[expect(clippy::panic, reason = "a test may stop where its own ground is missing")]
mod tests {
    use super::*;

    fn found<'a>(raw: &'a str, words: &str) -> &'a str {
        let mapped = normal(raw, &[]);
        let start = mapped.text.find(words).unwrap_or_else(|| panic!("{words:?} not in {:?}", mapped.text));
        &raw[mapped.raw(&(start..start + words.len()))]
    }

    #[test]
    fn escaped_line_ends_at_any_depth_are_line_ends() {
        assert_eq!(normal(r"a\r\nTrace ID: b", &[]).text, "a\r\nTrace ID: b");
        assert_eq!(normal(r"a\\\\r\\\\nTrace", &[]).text, "a\r\nTrace");
        assert_eq!(normal(r"C:\new\readme", &[]).text, r"C:\new\readme");
    }

    #[test]
    fn places_lead_back_to_the_bytes_that_came() {
        assert_eq!(found("x%3A%20Timestamp%3a+2026", ": Timestamp"), "%3A%20Timestamp");
        assert_eq!(found("Error Code\u{ff1a}\u{ff15}3003", "53003"), "\u{ff15}3003");
        assert_eq!(found("a\u{201c}b\u{201d}c", "b"), "b");
        assert_eq!(found("zero\u{200b}width", "zerowidth"), "zero\u{200b}width");
    }

    #[test]
    fn a_plus_is_kept_outside_encoded_text() {
        assert_eq!(normal("1 + 1 = a+b", &[]).text, "1 + 1 = a+b");
        assert_eq!(
            normal("error_description=AADSTS53003%3a+Access%20blocked", &[]).text,
            "error_description=AADSTS53003: Access blocked"
        );
    }

    #[test]
    fn white_space_collapses_with_marks_of_quoting() {
        assert_eq!(collapsed("> You cannot\n> access  this").text, "> You cannot access this");
    }
}
