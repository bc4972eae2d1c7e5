//! Rich text (.rtf) of `WordPad`, Word and Outlook, and the HTML that Outlook wraps in rich text.
//!
//! One pass over the bytes; nothing is kept but the text and a small stack of groups.

use encoding_rs::{Encoding, WINDOWS_1252};

use super::html;

/// Groups in groups; deeper ones keep the outer settings.
const DEEPEST: usize = 500;
/// Groups whose content is not text of the document.
const ASIDE: [&str; 26] = [
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "object",
    "themedata",
    "colorschememapping",
    "datastore",
    "latentstyles",
    "listtable",
    "listoverridetable",
    "rsidtbl",
    "generator",
    "fldinst",
    "xmlnstbl",
    "mmathPr",
    "annotation",
    "atnid",
    "atnauthor",
    "atndate",
    "filetbl",
    "revtbl",
    "nonshppict",
    "bkmkstart",
    "bkmkend",
];

/// The text of a rich text document, and whether it is whole.
pub(super) fn to_text(bytes: &[u8]) -> (String, bool) {
    let mut reader = Reader {
        bytes,
        at: 0,
        out: String::new(),
        pending: Vec::new(),
        groups: Vec::new(),
        state: State::new(),
        is_html: false,
    };
    reader.run();
    let end = bytes.iter().rev().find(|byte| !byte.is_ascii_whitespace() && **byte != 0);
    let is_whole = reader.groups.is_empty() && end == Some(&b'}');
    let text = if reader.is_html { html::to_text(&reader.out) } else { reader.out };
    (text, is_whole)
}

#[derive(Clone)]
struct State {
    /// Content of this group is not text.
    is_aside: bool,
    /// Inside `\htmltag`.
    is_tag: bool,
    /// `\htmlrtf`: what follows is for readers of rich text only.
    is_rtf_only: bool,
    /// How many characters stand behind `\u` for old readers.
    fallback: usize,
    encoding: &'static Encoding,
}

impl State {
    fn new() -> Self {
        Self { is_aside: false, is_tag: false, is_rtf_only: false, fallback: 1, encoding: WINDOWS_1252 }
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    out: String,
    /// Bytes of the code page that wait to be decoded together: a letter may take two.
    pending: Vec<u8>,
    groups: Vec<State>,
    state: State,
    /// The document is HTML in disguise.
    is_html: bool,
}

impl Reader<'_> {
    fn run(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'{' => self.open(),
                b'}' => self.close(),
                b'\\' => self.control(),
                b'\r' | b'\n' => {}
                byte => self.byte(byte),
            }
        }
        self.flush();
    }

    fn open(&mut self) {
        self.flush();
        if self.groups.len() < DEEPEST {
            self.groups.push(self.state.clone());
        }
    }

    fn close(&mut self) {
        self.flush();
        if let Some(outer) = self.groups.pop() {
            self.state = outer;
        }
    }

    fn is_silent(&self) -> bool {
        self.state.is_aside || self.state.is_rtf_only
    }

    fn byte(&mut self, byte: u8) {
        if !self.is_silent() {
            self.pending.push(byte);
        }
    }

    fn flush(&mut self) {
        if !self.pending.is_empty() {
            let (text, _) = self.state.encoding.decode_without_bom_handling(&self.pending);
            self.out.push_str(&text);
            self.pending.clear();
        }
    }

    fn push(&mut self, text: &str) {
        self.flush();
        if !self.is_silent() {
            self.out.push_str(text);
        }
    }

    fn control(&mut self) {
        let Some(&byte) = self.bytes.get(self.at) else { return };
        if byte.is_ascii_alphabetic() {
            return self.word();
        }
        self.at += 1;
        match byte {
            b'\'' => {
                let digits = self.bytes.get(self.at..self.at + 2).and_then(|two| std::str::from_utf8(two).ok());
                if let Some(byte) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
                    self.at += 2;
                    self.byte(byte);
                }
            }
            b'\\' | b'{' | b'}' => self.byte(byte),
            b'~' => self.push(" "),
            b'_' => self.push("-"),
            b'\r' | b'\n' => self.push("\n"),
            // `\*` marks a group that may be ignored by who does not know it, and nothing here is known but HTML.
            b'*' if self.bytes.get(self.at..self.at + 8) != Some(b"\\htmltag") => self.state.is_aside = true,
            _ => {}
        }
    }

    fn word(&mut self) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let len = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let word = rest.get(..len).and_then(|word| std::str::from_utf8(word).ok()).unwrap_or_default();
        let after = rest.get(len..).unwrap_or_default();
        let digits =
            after.iter().enumerate().take(11).take_while(|(i, b)| b.is_ascii_digit() || *i == 0 && **b == b'-').count();
        let number: Option<i64> = after
            .get(..digits)
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| digits.parse().ok());
        self.at += len + digits + usize::from(after.get(digits) == Some(&b' '));
        self.act(word, number);
    }

    fn act(&mut self, word: &str, number: Option<i64>) {
        match word {
            "htmlrtf" => {
                self.flush();
                self.state.is_rtf_only = number != Some(0);
            }
            "par" | "line" | "row" | "sect" | "page" | "nestrow" if !self.state.is_tag => self.push("\n"),
            "par" | "line" => self.push("\n"),
            "tab" | "cell" | "nestcell" => self.push("\t"),
            "emdash" => self.push("—"),
            "endash" => self.push("–"),
            "bullet" => self.push("•"),
            "lquote" | "rquote" => self.push("'"),
            "ldblquote" | "rdblquote" => self.push("\""),
            "emspace" | "enspace" | "qmspace" => self.push(" "),
            "u" => self.unicode(number.unwrap_or(0)),
            "uc" => self.state.fallback = number.and_then(|count| usize::try_from(count).ok()).unwrap_or(1).min(16),
            "ansicpg" => self.state.encoding = number.map_or(WINDOWS_1252, code_page),
            "fcharset" => {}
            "mac" => self.state.encoding = encoding_rs::MACINTOSH,
            "bin" => self.at = self.at.saturating_add(number.and_then(|len| usize::try_from(len).ok()).unwrap_or(0)),
            "fromhtml" => self.is_html = true,
            "htmltag" => self.state.is_tag = true,
            // The picture of what a field shows is wanted, its instruction is not; hidden text is not shown.
            word if ASIDE.contains(&word) => self.state.is_aside = true,
            "v" if number != Some(0) => self.state.is_aside = true,
            _ => {}
        }
    }

    /// A character by its number, as 16 bits with a sign; what stands behind it for old readers is skipped.
    fn unicode(&mut self, number: i64) {
        let unit = u16::try_from(number.rem_euclid(0x1_0000)).unwrap_or(0);
        let mut units = vec![unit];
        self.skip_fallback();
        // The second half of a letter beyond 16 bits follows at once.
        if (0xd800..0xdc00).contains(&unit)
            && let Some(rest) = self.bytes.get(self.at..)
            && let Some(digits) = rest.strip_prefix(b"\\u")
        {
            let len = digits.iter().take_while(|b| b.is_ascii_digit() || **b == b'-').count();
            let second: Option<i64> =
                digits.get(..len).and_then(|d| std::str::from_utf8(d).ok()).and_then(|d| d.parse().ok());
            if let Some(second) = second {
                units.push(u16::try_from(second.rem_euclid(0x1_0000)).unwrap_or(0));
                self.at += 2 + len + usize::from(digits.get(len) == Some(&b' '));
                self.skip_fallback();
            }
        }
        let text: String = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        self.push(&text);
    }

    fn skip_fallback(&mut self) {
        for _ in 0..self.state.fallback {
            match self.bytes.get(self.at..).unwrap_or_default() {
                [b'\\', b'\'', ..] => self.at += 4,
                [b'\\' | b'{' | b'}', ..] | [] => return,
                _ => self.at += 1,
            }
        }
    }
}

/// The encoding of a Windows code page.
pub(super) fn code_page(number: i64) -> &'static Encoding {
    let label: &[u8] = match number {
        65001 => b"utf-8",
        932 => b"shift_jis",
        936 => b"gbk",
        949 => b"euc-kr",
        950 => b"big5",
        874 => b"windows-874",
        866 => b"ibm866",
        10000 => b"macintosh",
        20866 => b"koi8-r",
        28591..=28605 => {
            return Encoding::for_label(format!("iso-8859-{}", number - 28590).as_bytes()).unwrap_or(WINDOWS_1252);
        }
        1250..=1258 => return Encoding::for_label(format!("windows-{number}").as_bytes()).unwrap_or(WINDOWS_1252),
        _ => b"windows-1252",
    };
    Encoding::for_label(label).unwrap_or(WINDOWS_1252)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_tables_and_letters_are_read() {
        let rtf = br"{\rtf1\ansi\ansicpg1251\deff0{\fonttbl{\f0 Arial;}}{\*\generator Word;}\pard Error Code: \b 530\b0 03\par
\u1054?\'e0 Ger\u228\'e4t \u-10179?\u-8704? \{x\}\line{\field{\*\fldinst HYPERLINK https://contoso.com}{\fldrslt link}}\par
\trowd Request Id\cell 8f2c\cell\row{\pict\bin3 }}}}{\v hidden}end}";
        let (text, whole) = to_text(rtf);
        assert_eq!(text, "Error Code: 53003\nОа Gerät \u{1f600} {x}\nlink\nRequest Id\t8f2c\t\nend");
        assert!(whole && !to_text(&rtf[..100]).1);
    }

    #[test]
    fn html_in_disguise_is_read() {
        let rtf = br"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0 Arial;}}{\*\htmltag19 <html>}{\*\htmltag34 <style>p\{\}</style>}
{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Error Code: 53003\htmlrtf\par}\htmlrtf0{\*\htmltag72 </p>}{\*\htmltag4 \par}\htmlrtf \line \htmlrtf0 next}";
        assert_eq!(to_text(rtf).0.trim(), "Error Code: 53003\nnext");
    }

    #[test]
    fn hostile_rich_text_ends() {
        to_text(&b"{".repeat(1_000_000));
        to_text(b"{\\rtf1\\bin99999999999999999999 \\u99999999999999999\\'zz\\uc999999 \\u65");
        assert_eq!(to_text(b"\\").0, "");
    }
}
