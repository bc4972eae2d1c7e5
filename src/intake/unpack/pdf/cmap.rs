//! `ToUnicode` of a font: which letters its codes mean.

use std::collections::HashMap;

/// A font with more codes than there are letters is no font.
const MOST: usize = 1 << 17;

/// Which letters the codes of a font mean.
#[derive(Debug, Default)]
pub(super) struct ToUnicode {
    letters: HashMap<u32, String>,
    /// Ranges of codes whose letters follow one another: first, last, letter of the first.
    ranges: Vec<(u32, u32, String)>,
}

impl ToUnicode {
    /// Reads the program that a PDF keeps beside a font; only its tables matter.
    pub(super) fn parse(data: &[u8]) -> Self {
        let mut map = Self::default();
        let mut table = Table::None;
        let mut open: Vec<Vec<u8>> = Vec::new();
        let mut list: Option<Vec<String>> = None;
        for token in Tokens(data) {
            match token {
                Token::Word(b"beginbfchar") => (table, open) = (Table::Letters, Vec::new()),
                Token::Word(b"beginbfrange") => (table, open) = (Table::Ranges, Vec::new()),
                Token::Word(word) if word.starts_with(b"end") => table = Table::None,
                Token::Word(_) => {}
                Token::Open => list = Some(Vec::new()),
                Token::Close => {
                    if let (Some(letters), [first, _]) = (list.take(), open.as_slice()) {
                        let codes = code(first)..;
                        map.letters.extend(codes.zip(letters));
                    }
                    open.clear();
                }
                Token::Hex(bytes) => match (&mut list, table) {
                    (Some(list), _) => list.push(utf16(&bytes)),
                    (None, Table::None) => {}
                    (None, _) => open.push(bytes),
                },
            }
            match (table, open.as_slice()) {
                (Table::Letters, [from, to]) => {
                    map.letters.insert(code(from), utf16(to));
                    open.clear();
                }
                (Table::Ranges, [from, until, to]) => {
                    map.ranges.push((code(from), code(until), utf16(to)));
                    open.clear();
                }
                _ => {}
            }
            if map.letters.len() + map.ranges.len() > MOST {
                break;
            }
        }
        map.ranges.sort_by_key(|range| range.0);
        map
    }

    /// The letters of a code.
    pub(super) fn get(&self, code: u32) -> Option<String> {
        if let Some(letters) = self.letters.get(&code) {
            return Some(letters.clone());
        }
        let next = self.ranges.partition_point(|range| range.0 <= code);
        let (first, last, letters) = self.ranges.get(next.checked_sub(1)?)?;
        if code > *last {
            return None;
        }
        let mut letters = letters.clone();
        let end = letters.pop()?;
        letters.push(char::from_u32(u32::from(end).checked_add(code - first)?)?);
        Some(letters)
    }
}

#[derive(Clone, Copy)]
enum Table {
    None,
    Letters,
    Ranges,
}

fn code(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |code, &byte| code << 8 | u32::from(byte))
}

fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = match bytes {
        [one] => vec![u16::from(*one)],
        more => more.chunks_exact(2).filter_map(|two| two.try_into().ok()).map(u16::from_be_bytes).collect(),
    };
    char::decode_utf16(units).filter_map(Result::ok).filter(|&c| c != '\0').collect()
}

enum Token<'a> {
    Word(&'a [u8]),
    Hex(Vec<u8>),
    Open,
    Close,
}

/// What stands in a program one after the other: words, codes and lists of codes.
struct Tokens<'a>(&'a [u8]);

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let rest = self.0.trim_ascii_start();
            let (&first, after) = rest.split_first()?;
            self.0 = after;
            match first {
                b'[' => return Some(Token::Open),
                b']' => return Some(Token::Close),
                b'<' if after.first() != Some(&b'<') => {
                    let end = after.iter().position(|&b| b == b'>')?;
                    let digits: Vec<u8> = after.get(..end)?.iter().filter_map(|&b| hex(b)).collect();
                    self.0 = after.get(end + 1..)?;
                    return Some(Token::Hex(digits.chunks(2).map(|p| p.iter().fold(0, |b, d| b << 4 | d)).collect()));
                }
                b'%' => {
                    let end = after.iter().position(|&b| matches!(b, b'\n' | b'\r')).unwrap_or(after.len());
                    self.0 = after.get(end..)?;
                }
                b if b.is_ascii_alphabetic() => {
                    let end = rest.iter().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(rest.len());
                    self.0 = rest.get(end..)?;
                    return Some(Token::Word(rest.get(..end)?));
                }
                _ => {}
            }
        }
    }
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_ranges_and_lists_are_read() {
        let map = ToUnicode::parse(
            b"begincodespacerange <00> <ff> endcodespacerange 2 beginbfchar <03> <0020> <0004> <00660069> endbfchar\n\
              3 beginbfrange <24><26><0041> <30> <31> [<0058> <0059>] <40><42><D83DDE00> endbfrange",
        );
        let all: String = [3, 4, 0x24, 0x26, 0x30, 0x31, 0x41].iter().filter_map(|&code| map.get(code)).collect();
        assert_eq!(all, " fiACXY\u{1f601}");
        assert_eq!((map.get(0x27), map.get(0)), (None, None));
    }

    #[test]
    fn hostile_ranges_cost_nothing() {
        let map = ToUnicode::parse(b"beginbfrange <00000000> <ffffffff> <0041> <1> <2> [<41> endbfrange <");
        assert_eq!(map.get(0xffff_ffff), None);
        assert!(ToUnicode::parse(b"beginbfchar <").letters.is_empty());
    }
}
