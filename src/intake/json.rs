//! JSON with places, complete or not.
//!
//! The usual parsers give no positions and reject what is cut off, and cut-off pastes are the normal case here. This
//! one reads on as far as it can and never fails.

use crate::model::{Field, Span};

/// Deeper nesting than this is not a sign-in error; what lies below is skipped.
const DEEPEST: usize = 32;
/// More fields than this are not one error message.
const MOST_FIELDS: usize = 20_000;

/// The named values of all objects in a text that starts, after at most a line of words, with JSON.
pub(super) fn fields(input: usize, text: &str) -> Vec<Field> {
    let Some(start) = text.find(['{', '[']) else { return Vec::new() };
    let mut reader = Reader { text, at: start, input, path: Vec::new(), objects: 0, object: 0, fields: Vec::new() };
    reader.value(0);
    reader.fields
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    input: usize,
    path: Vec<String>,
    objects: usize,
    object: usize,
    fields: Vec<Field>,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_blanks(&mut self) {
        while self.peek().is_some_and(|b| b.is_ascii_whitespace() || b == b',') {
            self.at += 1;
        }
    }

    /// Reads one value. `false`: nothing more can be read.
    fn value(&mut self, depth: usize) -> bool {
        self.skip_blanks();
        if depth > DEEPEST || self.fields.len() >= MOST_FIELDS {
            return false;
        }
        match self.peek() {
            Some(b'{') => {
                let outer = self.object;
                self.objects += 1;
                self.object = self.objects;
                let goes_on = self.members(depth);
                self.object = outer;
                goes_on
            }
            Some(b'[') => self.array(depth),
            Some(b'"') => {
                let Some((value, start, end)) = self.string() else { return false };
                self.add(value, start, end);
                true
            }
            Some(_) => self.bare(),
            None => false,
        }
    }

    fn members(&mut self, depth: usize) -> bool {
        self.at += 1;
        loop {
            self.skip_blanks();
            match self.peek() {
                Some(b'}') => {
                    self.at += 1;
                    return true;
                }
                Some(b'"') => {}
                _ => return false,
            }
            let Some((name, ..)) = self.string() else { return false };
            self.skip_blanks();
            if self.peek() != Some(b':') {
                return false;
            }
            self.at += 1;
            self.path.push(name);
            let goes_on = self.value(depth + 1);
            self.path.pop();
            if !goes_on {
                return false;
            }
        }
    }

    fn array(&mut self, depth: usize) -> bool {
        self.at += 1;
        loop {
            self.skip_blanks();
            if self.peek() == Some(b']') {
                self.at += 1;
                return true;
            }
            if !self.value(depth + 1) {
                return false;
            }
        }
    }

    /// A string: its unescaped value and the place of its raw characters. Cut off: what there is.
    fn string(&mut self) -> Option<(String, usize, usize)> {
        let start = self.at + 1;
        let mut value = String::new();
        let mut chars = self.text.get(start..)?.char_indices();
        while let Some((offset, c)) = chars.next() {
            match c {
                '"' => {
                    self.at = start + offset + 1;
                    return Some((value, start, start + offset));
                }
                '\\' => match chars.next()?.1 {
                    'n' => value.push('\n'),
                    'r' => value.push('\r'),
                    't' => value.push('\t'),
                    'u' => {
                        let digits: String = chars.by_ref().take(4).map(|(_, c)| c).collect();
                        value.extend(u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32));
                    }
                    other => value.push(other),
                },
                c => value.push(c),
            }
        }
        None
    }

    /// A number, `true`, `false` or `null`.
    fn bare(&mut self) -> bool {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let len =
            rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))).unwrap_or(rest.len());
        if len == 0 {
            return false;
        }
        let word = rest.get(..len).unwrap_or_default();
        let start = self.at;
        self.at += len;
        if word != "null" {
            self.add(word.to_owned(), start, start + len);
        }
        true
    }

    fn add(&mut self, value: String, start: usize, end: usize) {
        if !self.path.is_empty() {
            let span = Span::new(self.input, start, end);
            self.fields.push(Field { path: self.path.join(".").into(), value, span, object: self.object });
        }
    }
}

#[cfg(test)]
#[expect(clippy::indexing_slicing, reason = "a test may stop where its own ground is missing")]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, String)> {
        fields(0, text).into_iter().map(|f| (f.path.to_string(), f.value)).collect()
    }

    fn pair(path: &str, value: &str) -> (String, String) {
        (path.to_owned(), value.to_owned())
    }

    #[test]
    fn nested_names_are_joined_and_places_are_raw() {
        let text = r#"{"status":{"errorCode":53003},"error_codes":[50076,53003],"d":"a\r\nb","n":null}"#;
        let want = [
            pair("status.errorCode", "53003"),
            pair("error_codes", "50076"),
            pair("error_codes", "53003"),
            pair("d", "a\r\nb"),
        ];
        assert_eq!(read(text), want);
        let field = &fields(0, text)[3];
        assert_eq!(&text[field.span.start..field.span.end], r"a\r\nb");
    }

    #[test]
    fn what_is_cut_off_keeps_what_came_before() {
        assert_eq!(read(r#"{"error":"invalid_grant","trace_id":"8f2"#), [pair("error", "invalid_grant")]);
        assert_eq!(read(r#"{"a":1,"b""#), [pair("a", "1")]);
    }

    #[test]
    fn hostile_depth_is_no_danger() {
        assert!(read(&"[".repeat(1_000_000)).is_empty());
        assert!(read(&r#"{"a":"#.repeat(100_000)).is_empty());
    }
}
