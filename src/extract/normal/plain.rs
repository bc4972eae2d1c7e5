//! Typographic characters in their plain form: quotes, dashes, blanks, digits of every script, and what is not seen.

/// First digits of the scripts whose digits people paste besides the Latin ones.
const ZEROS: [u32; 14] =
    [0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0x1040];

/// The plain form of a character; `None` where it stays as it is, empty where it is not seen.
pub(super) fn plain(c: char) -> Option<String> {
    let plain = match c {
        '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{2039}' | '\u{203a}' | '\u{b4}' => '\'',
        '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{ab}' | '\u{bb}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2043}' | '\u{fe58}' | '\u{fe63}' => '-',
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => ' ',
        // Lines that programs draw beside and around what they say.
        '\u{2502}' | '\u{2503}' | '\u{2551}' | '\u{2506}' | '\u{250a}' => '|',
        '\u{2028}' | '\u{2029}' | '\u{85}' => '\n',
        '\u{2236}' | '\u{a789}' | '\u{fe55}' | '\u{fe13}' => ':',
        c if is_unseen(c) => return Some(String::new()),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0)?,
        _ => {
            let code = u32::from(c);
            let zero = ZEROS.into_iter().find(|&zero| (zero..zero + 10).contains(&code))?;
            char::from_digit(code - zero, 10)?
        }
    };
    Some(plain.to_string())
}

/// Marks of direction, joiners, soft hyphens and byte order marks inside a text.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{200b}'..='\u{200f}'
            | '\u{ad}'
            | '\u{feff}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{2060}'..='\u{2064}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{fe00}'..='\u{fe0f}'
    )
}
