//! Escapes undone: JSON's and Markdown's backslashes, URL encoding, and the colours of a terminal.

use super::plain::plain;

/// Escapes are undone up to this depth; hostile ones are not followed for ever.
pub(super) const DEEPEST: usize = 16;

/// Bytes of URL encoding that are taken together.
const LONGEST_RUN: usize = 64;

/// Length of the word at the start, if it is URL-encoded text; else 0.
pub(super) fn url_encoded_len(rest: &str) -> usize {
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
pub(super) fn escape(rest: &str) -> Option<(usize, String)> {
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
            if let Some((len, _)) = after.get(5..).and_then(colour).filter(|_| c == '\u{1b}') {
                return Some((slashes + 5 + len, String::new()));
            }
            Some((slashes + 5, plain(c).unwrap_or_else(|| c.to_string())))
        }
        _ => None,
    }
}

/// `ESC [ 31 m` and its kin: a terminal's colours.
pub(super) fn terminal(rest: &str) -> Option<(usize, String)> {
    let (len, nothing) = colour(rest.strip_prefix('\u{1b}')?)?;
    Some((len + 1, nothing))
}

/// `[31m`, without the sign that announces it.
fn colour(rest: &str) -> Option<(usize, String)> {
    let end = rest.strip_prefix('[')?.bytes().take(LONGEST_RUN).position(|b| b.is_ascii_alphabetic())?;
    Some((end + 2, String::new()))
}

/// `%3a`, `%253a` and `+` of URL-encoded text.
pub(super) fn percent(rest: &str) -> Option<(usize, String)> {
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
