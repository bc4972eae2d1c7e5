//! Strings of JSON: where they end, what they say, and where each of their characters stands.

use std::iter::Peekable;
use std::str::CharIndices;

/// Length of the raw text of a string up to its closing quotation mark; `None` where there is none.
pub(super) fn raw_len(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut at = 0;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

/// What a raw string says.
pub(super) fn unescaped(raw: &str) -> String {
    if raw.contains('\\') { Unescape::new(raw).map(|(_, c)| c).collect() } else { raw.to_owned() }
}

/// For each byte of what a raw string says, the byte of the raw string it stands for; and one past the last.
pub(super) fn offsets(raw: &str) -> Vec<usize> {
    let mut offsets = Vec::with_capacity(raw.len() + 1);
    for (at, c) in Unescape::new(raw) {
        offsets.extend(std::iter::repeat_n(at, c.len_utf8()));
    }
    offsets.push(raw.len());
    offsets
}

/// The characters of a string with the place of the first raw byte of each.
struct Unescape<'a> {
    chars: Peekable<CharIndices<'a>>,
}

impl<'a> Unescape<'a> {
    fn new(raw: &'a str) -> Self {
        Self { chars: raw.char_indices().peekable() }
    }

    /// Four hexadecimal digits.
    fn unit(&mut self) -> Option<u32> {
        let mut unit = 0;
        for _ in 0..4 {
            let digit = self.chars.next_if(|(_, c)| c.is_ascii_hexdigit())?.1.to_digit(16)?;
            unit = unit * 16 + digit;
        }
        Some(unit)
    }

    /// The character of `\u` and four digits, of two such where one is half a character.
    fn unicode(&mut self) -> char {
        let Some(first) = self.unit() else { return char::REPLACEMENT_CHARACTER };
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER);
        }
        let mut ahead = self.chars.clone();
        let is_pair = matches!(ahead.next(), Some((_, '\\'))) && matches!(ahead.next(), Some((_, 'u')));
        if !is_pair {
            return char::REPLACEMENT_CHARACTER;
        }
        self.chars = ahead;
        let second = self.unit().filter(|unit| (0xdc00..0xe000).contains(unit));
        let joined = second.map(|second| 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00));
        joined.and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER)
    }
}

impl Iterator for Unescape<'_> {
    type Item = (usize, char);

    fn next(&mut self) -> Option<Self::Item> {
        let (at, c) = self.chars.next()?;
        if c != '\\' {
            return Some((at, c));
        }
        let c = match self.chars.next() {
            Some((_, 'n')) => '\n',
            Some((_, 'r')) => '\r',
            Some((_, 't')) => '\t',
            Some((_, 'u')) => self.unicode(),
            Some((_, other)) => other,
            None => '\\',
        };
        Some((at, c))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_string_says_and_where_it_stands() {
        assert_eq!(raw_len(r#"a\"b" rest"#), Some(4));
        assert_eq!(raw_len(r"cut off\"), None);
        assert_eq!(unescaped(r"a\r\n\u00e4\ud83d\ude00\/\ud83d"), "a\r\nä😀/\u{fffd}");
        assert_eq!(offsets(r#"a\"b"#), [0, 1, 3, 4]);
        assert_eq!(offsets(r"\u00e4x"), [0, 0, 6, 7]);
    }
}
