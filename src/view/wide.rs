//! How many columns a text takes where all letters are equally wide, as in mails and tickets, and where it can be broken.
//!
//! Edge: letters of East Asian scripts take two columns and stand without blanks; nothing else is treated apart.

/// Signs that never begin a line.
const CLOSING: &str = "、。，．：；？！）］｝」』】〉》〕・ー々ゃゅょっァィゥェォャュョッ…";
/// Signs that never end a line.
const OPENING: &str = "（［｛「『【〈《〔";

/// Columns of a text.
pub(crate) fn columns(text: &str) -> usize {
    text.chars().map(of).sum()
}

/// Columns of a letter.
pub(crate) fn of(c: char) -> usize {
    1 + usize::from(is_wide(c))
}

/// Whether a letter belongs to a script that is written without blanks, or to its signs.
pub(crate) fn is_wide(c: char) -> bool {
    matches!(u32::from(c),
        0x1100..=0x115f | 0x2e80..=0x303e | 0x3041..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xfe30..=0xfe4f
        | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x1f300..=0x1faff | 0x20000..=0x3fffd)
}

/// The pieces between which a line may end, each with whether a blank stood before it.
pub(crate) fn pieces(text: &str) -> Vec<(bool, &str)> {
    let is_blank = |c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}');
    let words = text.split(is_blank).filter(|word| !word.is_empty());
    words.flat_map(|word| unbroken(word).into_iter().enumerate().map(|(number, piece)| (number == 0, piece))).collect()
}

/// A word, taken apart where its script has no blanks.
fn unbroken(word: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in word.char_indices() {
        let may_break = before
            .is_some_and(|before| (is_wide(before) || is_wide(c)) && !CLOSING.contains(c) && !OPENING.contains(before));
        if may_break {
            pieces.extend(word.get(start..at));
            start = at;
        }
        before = Some(c);
    }
    pieces.extend(word.get(start..));
    pieces
}
