//! UTF-8 that some program read as windows-1252, windows-1251 or code page 437: `GerÃ¤testatus` is `Gerätestatus` again.
//!
//! Which page it was is told line by line, from how many of the line's characters make sense together. So a page pasted
//! below well-read words is mended, and well-read words are left alone.

use encoding_rs::{WINDOWS_1251, WINDOWS_1252};

/// The code page that the bytes of a line were wrongly read with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Page {
    Western,
    Cyrillic,
    Dos,
}

/// The upper half of code page 437.
const DOS: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// The last character of either Windows page.
const LAST: u32 = 0x2122;

/// Of a line's characters beyond ASCII, so many of ten must make sense together.
const MOST_OF_TEN: usize = 7;

/// The page that a line was wrongly read with, or `None` where it was read well.
pub(super) fn page_of(line: &str) -> Option<Page> {
    if line.is_ascii() {
        return None;
    }
    let wide = line.chars().filter(|c| !c.is_ascii()).count();
    [Page::Western, Page::Cyrillic, Page::Dos]
        .into_iter()
        .map(|page| (page, page.undone(line)))
        .filter(|&(page, Undone { characters, sequences, rare })| {
            // Two Cyrillic letters may make sense by accident; a line of them does not.
            let least = if page == Page::Cyrillic || rare { 3 } else { 1 };
            sequences >= least && characters * 10 >= wide * MOST_OF_TEN
        })
        .max_by_key(|(_, undone)| undone.characters)
        .map(|(page, _)| page)
}

/// How much of a line makes sense when it is read anew.
#[derive(Default)]
struct Undone {
    /// Characters that do.
    characters: usize,
    /// Characters that come of them.
    sequences: usize,
    /// Whether one of those belongs to a script that accidents lead to as well.
    rare: bool,
}

impl Page {
    /// The character that the beginning of a text was meant to be, and how many bytes stand for it.
    pub(super) fn undo(self, rest: &str) -> Option<(usize, char)> {
        let mut chars = rest.chars();
        let first = chars.next()?;
        let lead = self.byte(first)?;
        let more = match lead {
            0xc2..=0xdf => 1,
            0xe0..=0xef => 2,
            0xf0..=0xf4 => 3,
            _ => return None,
        };
        let mut bytes = vec![lead];
        let mut len = first.len_utf8();
        for c in chars.take(more) {
            bytes.push(self.byte(c)?);
            len += c.len_utf8();
        }
        let meant = std::str::from_utf8(&bytes).ok()?.chars().next()?;
        Some((len, meant))
    }

    /// The byte that this page shows as `c`.
    fn byte(self, c: char) -> Option<u8> {
        let code = u32::from(c);
        match self {
            _ if c.is_ascii() => None,
            Self::Western | Self::Cyrillic if code > LAST => None,
            // What the page leaves out stays as it was, or was read as ISO 8859-1.
            Self::Western if code < 0x100 => u8::try_from(code).ok(),
            Self::Western | Self::Cyrillic => {
                let page = if self == Self::Western { WINDOWS_1252 } else { WINDOWS_1251 };
                let mut buffer = [0; 4];
                let (bytes, _, lost) = page.encode(c.encode_utf8(&mut buffer));
                bytes.first().copied().filter(|_| !lost)
            }
            Self::Dos => DOS.chars().position(|known| known == c).and_then(|at| u8::try_from(at + 0x80).ok()),
        }
    }

    fn undone(self, line: &str) -> Undone {
        let mut undone = Undone::default();
        let mut rest = line;
        while let Some(c) = rest.chars().next() {
            let taken = if c.is_ascii() { None } else { self.undo(rest) };
            if let Some((len, meant)) = taken {
                undone.characters += rest.get(..len).map_or(0, |piece| piece.chars().count());
                undone.sequences += 1;
                undone.rare |= !matches!(meant, '\u{a0}'..='\u{24f}' | '\u{400}'..='\u{4ff}' | '\u{2000}'..='\u{20ff}');
                rest = rest.get(len..).unwrap_or_default();
            } else {
                rest = rest.get(c.len_utf8()..).unwrap_or_default();
            }
        }
        undone
    }
}

#[cfg(test)]
mod tests {
    use super::super::normal;
    use super::*;

    #[test]
    fn utf8_read_as_another_page_is_read_again() {
        let german = "Gerätestatus – “nicht registriert”";
        let western = encoding_rs::WINDOWS_1252.decode(german.as_bytes()).0.into_owned();
        assert_eq!(normal(&western, &[]).text, "Gerätestatus - \"nicht registriert\"");
        let russian = "Код ошибки: 53003";
        let cyrillic = encoding_rs::WINDOWS_1251.decode(russian.as_bytes()).0.into_owned();
        assert_eq!(normal(&cyrillic, &[]).text, russian);
        let dos: String = "Anforderung für Geräte"
            .bytes()
            .map(|b| if b < 0x80 { char::from(b) } else { DOS.chars().nth(usize::from(b) - 0x80).unwrap_or('?') })
            .collect();
        assert_eq!(normal(&dos, &[]).text, "Anforderung für Geräte");
        let japanese = "エラー コード: 53003";
        let western = encoding_rs::WINDOWS_1252.decode(japanese.as_bytes()).0.into_owned();
        assert_eq!(normal(&western, &[]).text, japanese);
    }

    #[test]
    fn what_was_read_well_stays() {
        for text in [
            "Il a été « bloqué »",
            "Київ, Різне",
            "Gerät",
            "Код ошибки",
            "“a”",
            "┌──┐ x",
            "「あ」",
            "café\u{a0}»",
            "naïve",
        ] {
            assert_eq!(page_of(text), None, "{text}");
        }
    }
}
