//! The fonts of a PDF: which letters the bytes of a string mean, and how far each moves on.

use std::collections::HashMap;
use std::sync::LazyLock;

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

use super::cmap::ToUnicode;
use super::streams::content;
use crate::intake::unpack::budget::Budget;

/// Names of letters and the letters, as Adobe's glyph list has them.
static GLYPHS: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| include_str!("glyphs.txt").lines().filter_map(|line| line.split_once(' ')).collect());
/// Fewer ranges of widths than this make up any font.
const MOST_WIDTHS: usize = 1 << 16;

/// A font.
pub(super) struct Font {
    to_unicode: Option<ToUnicode>,
    /// Letters of the codes of one byte, where nothing better is known.
    letters: Letters,
    widths: Widths,
}

enum Letters {
    /// One byte a code.
    Single { encoding: &'static Encoding, differences: HashMap<u8, String> },
    /// Two bytes a code, which are a letter themselves (`UniGB-UCS2-H`).
    Unicode,
    /// Two bytes a code, which mean nothing without a table.
    Numbers,
}

enum Widths {
    Simple {
        first: u32,
        widths: Vec<f64>,
        scale: f64,
    },
    Ranges {
        ranges: Vec<(u32, u32, f64)>,
        other: f64,
    },
    /// One of the fonts that every reader has, in the manner of Helvetica.
    Known,
}

/// One letter of a string.
pub(super) struct Glyph {
    /// What it means, where that is known.
    pub(super) text: Option<String>,
    /// How far it moves on, in parts of the font's size.
    pub(super) width: f64,
    /// Whether word spacing applies.
    pub(super) is_blank: bool,
}

impl Font {
    pub(super) fn of(dict: &Dict, budget: &mut Budget) -> Self {
        let map = dict.get::<Stream>("ToUnicode").and_then(|stream| content(&stream)).map(|data| {
            budget.spend(data.len());
            ToUnicode::parse(&data)
        });
        let is_composite = dict.get::<Name>("Subtype").is_some_and(|name| name.as_str() == "Type0");
        let (letters, widths) = if is_composite { composite(dict) } else { simple(dict) };
        Self { to_unicode: map, letters, widths }
    }

    /// The letters of a string.
    pub(super) fn glyphs(&self, bytes: &[u8]) -> Vec<Glyph> {
        match self.letters {
            Letters::Single { .. } => bytes.iter().map(|&byte| self.glyph(u32::from(byte), byte == b' ')).collect(),
            _ => bytes
                .chunks_exact(2)
                .map(|two| self.glyph(two.iter().fold(0, |code, &byte| code << 8 | u32::from(byte)), false))
                .collect(),
        }
    }

    fn glyph(&self, code: u32, is_blank: bool) -> Glyph {
        let mapped = self.to_unicode.as_ref().and_then(|map| map.get(code)).filter(|text| !text.is_empty());
        let text = mapped.or_else(|| self.letters.get(code));
        let width = self.widths.get(code, text.as_deref());
        Glyph { text, width, is_blank }
    }
}

impl Letters {
    fn get(&self, code: u32) -> Option<String> {
        match self {
            Self::Single { encoding, differences } => {
                let byte = u8::try_from(code).ok()?;
                differences.get(&byte).cloned().or_else(|| {
                    let bytes = [byte];
                    let (text, _) = encoding.decode_without_bom_handling(&bytes);
                    (byte >= 32).then(|| text.into_owned())
                })
            }
            Self::Unicode => char::from_u32(code).map(String::from),
            Self::Numbers => None,
        }
    }
}

fn simple(dict: &Dict) -> (Letters, Widths) {
    let mut differences = HashMap::new();
    let mut encoding = dict.get::<Name>("Encoding").map_or(WINDOWS_1252, |name| named(name.as_str()));
    if let Some(own) = dict.get::<Dict>("Encoding") {
        encoding = own.get::<Name>("BaseEncoding").map_or(WINDOWS_1252, |name| named(name.as_str()));
        let mut code = 0_u8;
        for object in own.get::<Array>("Differences").iter().flat_map(Array::iter::<Object>) {
            match object {
                Object::Number(number) => code = u8::try_from(number.as_i64()).unwrap_or(0),
                Object::Name(name) => {
                    differences.extend(letter(name.as_str()).map(|letter| (code, letter)));
                    code = code.wrapping_add(1);
                }
                _ => {}
            }
        }
    }
    (Letters::Single { encoding, differences }, simple_widths(dict))
}

fn simple_widths(dict: &Dict) -> Widths {
    let Some(array) = dict.get::<Array>("Widths") else { return Widths::Known };
    // The letters of a font that is drawn by the file itself have a scale of their own.
    let matrix = dict.get::<Array>("FontMatrix").and_then(|matrix| matrix.iter::<f64>().next());
    Widths::Simple {
        first: dict.get::<u32>("FirstChar").unwrap_or(0),
        widths: array.iter::<f64>().take(256).collect(),
        scale: matrix.unwrap_or(0.001),
    }
}

fn named(name: &str) -> &'static Encoding {
    if name == "MacRomanEncoding" { MACINTOSH } else { WINDOWS_1252 }
}

/// The letter of a name: `eacute`, `uni00E9`, `u1F600`, `f_i`, `a.alt`.
fn letter(name: &str) -> Option<String> {
    let stem = name.split('.').next().filter(|stem| !stem.is_empty())?;
    if stem.contains('_') {
        return stem.split('_').map(letter).collect();
    }
    if let Some(known) = GLYPHS.get(stem) {
        return Some((*known).to_owned());
    }
    let digits = stem.strip_prefix("uni").or_else(|| stem.strip_prefix('u'))?;
    u32::from_str_radix(digits.get(..4.max(digits.len().min(6)))?, 16).ok().and_then(char::from_u32).map(String::from)
}

fn composite(dict: &Dict) -> (Letters, Widths) {
    let is_unicode = dict
        .get::<Name>("Encoding")
        .is_some_and(|name| name.as_str().contains("UCS2") || name.as_str().contains("UTF16"));
    let below = dict.get::<Array>("DescendantFonts").and_then(|fonts| fonts.iter::<Dict>().next()).unwrap_or_default();
    let other = below.get::<f64>("DW").unwrap_or(1000.0) / 1000.0;
    let mut ranges = below.get::<Array>("W").map(|array| width_ranges(&array)).unwrap_or_default();
    ranges.sort_by_key(|range| range.0);
    let letters = if is_unicode { Letters::Unicode } else { Letters::Numbers };
    (letters, Widths::Ranges { ranges, other })
}

/// `first [w w w]` and `first last w`, one after the other.
fn width_ranges(array: &Array) -> Vec<(u32, u32, f64)> {
    let mut ranges = Vec::new();
    let mut open: Vec<f64> = Vec::new();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a code, or nonsense that fits none")]
    let code = |number: f64| number as u32;
    for object in array.iter::<Object>() {
        match object {
            Object::Number(number) => open.push(number.as_f64()),
            Object::Array(widths) => {
                let first = open.last().copied().map_or(0, code);
                let widths = widths.iter::<f64>().take(MOST_WIDTHS);
                ranges.extend((first..).zip(widths).map(|(code, width)| (code, code, width / 1000.0)));
                open.clear();
            }
            _ => {}
        }
        if let [first, last, width] = open.as_slice() {
            ranges.push((code(*first), code(*last), width / 1000.0));
            open.clear();
        }
        if ranges.len() > MOST_WIDTHS {
            break;
        }
    }
    ranges
}

impl Widths {
    fn get(&self, code: u32, text: Option<&str>) -> f64 {
        match self {
            Self::Simple { first, widths, scale } => {
                let index = code.checked_sub(*first).and_then(|index| usize::try_from(index).ok());
                index.and_then(|index| widths.get(index)).map_or(0.5, |width| width * scale)
            }
            Self::Ranges { ranges, other } => {
                let next = ranges.partition_point(|range| range.0 <= code);
                let range = next.checked_sub(1).and_then(|last| ranges.get(last));
                range.filter(|range| code <= range.1).map_or(*other, |range| range.2)
            }
            Self::Known => text.and_then(|text| text.chars().next()).map_or(0.5, usual_width),
        }
    }
}

/// About how wide a letter of Helvetica is.
fn usual_width(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | '\'' | '|' => 0.22,
        ' ' | '.' | ',' | ':' | ';' | '/' | '!' | 'f' | 't' | 'I' | '[' | ']' => 0.28,
        '-' | '(' | ')' | 'r' | '`' | '"' | '*' => 0.34,
        'm' | 'M' | 'W' | '%' => 0.84,
        '@' => 1.0,
        'w' | 'C' | 'D' | 'G' | 'H' | 'N' | 'O' | 'Q' | 'R' | 'U' => 0.74,
        c if c.is_uppercase() => 0.66,
        _ => 0.55,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_letters_are_known() {
        let all: Vec<_> =
            ["eacute", "fi", "uni00E9", "f_i", "zero.alt", "Euro", "nonsense", ".notdef"].map(letter).into();
        let want = ["é", "ﬁ", "é", "fi", "0", "€"].map(|text| Some(text.to_owned()));
        assert_eq!(all.get(..6), Some(&want[..]));
        assert_eq!(all.get(6..), Some(&[None, None][..]));
    }
}
