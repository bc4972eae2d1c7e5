//! Outlook messages (.msg): subject and body as one text, what is attached in its turn.
//!
//! Edge: sender, recipients and the message's own way are not about a sign-in and are left out.

use std::path::{Path, PathBuf};

use encoding_rs::{Encoding, UTF_16LE};

use super::super::{has_extension, html, mail, open as open_next, rtf};
use super::{Budget, File, Piece, inside, lzfu, stream};
use crate::intake::decode;

/// More attachments than this are not opened.
const MOST_ATTACHED: usize = 100;
/// Pictures inside a message that are smaller are logos, not what somebody wants to show.
const LEAST_PICTURE: usize = 16 << 10;
/// Properties of a message and of an attachment, by their number.
const SUBJECT: u32 = 0x0037;
const BODY: u32 = 0x1000;
const COMPRESSED: u32 = 0x1009;
const HTML: u32 = 0x1013;
const CONTENT: u32 = 0x3701;
const SHORT_NAME: u32 = 0x3704;
const LONG_NAME: u32 = 0x3707;
const CONTENT_ID: u32 = 0x3712;
/// The code page of HTML, and of strings that are not in Unicode.
const HTML_PAGE: u32 = 0x3fde;
const STRING_PAGE: u32 = 0x3ffd;

/// Opens the message that stands at `at` in a compound file and adds its texts.
pub(super) fn open(name: &str, file: &mut File, at: &Path, depth: usize, budget: &mut Budget, pieces: &mut Vec<Piece>) {
    let pages = Pages::of(file, at, budget);
    let mut text = pages.string(file, at, SUBJECT, budget).map(|subject| format!("{subject}\n\n")).unwrap_or_default();
    text.push_str(&body(file, at, &pages, budget));
    let attachments = attachments(file, at);
    let mut attached = Vec::new();
    for place in &attachments {
        attach(name, file, place, &pages, depth, budget, &mut attached);
    }
    if !text.trim().is_empty() || attached.is_empty() {
        pieces.push(Piece::read(name, text, Vec::new()));
    }
    pieces.extend(attached);
}

/// The words of a message: the plain body, else the HTML body, else the rich one.
fn body(file: &mut File, at: &Path, pages: &Pages, budget: &mut Budget) -> String {
    if let Some(plain) = pages.string(file, at, BODY, budget).filter(|text| !text.trim().is_empty()) {
        return plain;
    }
    let source = match property(file, at, HTML, "0102", budget) {
        Some(bytes) => Some(pages.html.decode(&bytes).0.into_owned()),
        None => pages.string(file, at, HTML, budget),
    };
    if let Some(source) = source.filter(|source| !source.trim().is_empty()) {
        return html::to_text(&source);
    }
    let packed = property(file, at, COMPRESSED, "0102", budget).unwrap_or_default();
    rtf::to_text(&lzfu::unpack(&packed, budget.bytes())).0
}

/// The storages of what is attached, in order.
fn attachments(file: &File, at: &Path) -> Vec<PathBuf> {
    let entries = file.read_storage(at).into_iter().flatten();
    let like = entries.filter(|entry| entry.is_storage() && entry.name().starts_with("__attach_version1.0_"));
    like.map(|entry| at.join(entry.name())).take(MOST_ATTACHED).collect()
}

fn attach(
    name: &str,
    file: &mut File,
    at: &Path,
    pages: &Pages,
    depth: usize,
    budget: &mut Budget,
    pieces: &mut Vec<Piece>,
) {
    let title = pages.string(file, at, LONG_NAME, budget).or_else(|| pages.string(file, at, SHORT_NAME, budget));
    let title = title.unwrap_or_else(|| "message".to_owned());
    let name = inside(name, title.trim());
    let message = place(at, CONTENT, "000D");
    if file.is_storage(&message) {
        if depth < super::super::budget::DEEPEST && budget.take_piece() {
            open(&name, file, &message, depth + 1, budget, pieces);
        } else {
            pieces.push(Piece::unread(&name, "unpacked-in-part"));
        }
        return;
    }
    let Some(bytes) = property(file, at, CONTENT, "0102", budget) else { return };
    let is_inline = file.is_stream(place(at, CONTENT_ID, "001F")) || file.is_stream(place(at, CONTENT_ID, "001E"));
    let is_picture = ["png", "jpg", "jpeg", "gif", "bmp"].iter().any(|end| has_extension(&title, end));
    if is_inline && is_picture && bytes.len() < LEAST_PICTURE {
        return;
    }
    if has_extension(&title, "rpmsg") {
        pieces.push(Piece::unread(&name, "protected-label"));
    } else if has_extension(&title, "p7m") {
        mail::signed(&name, &bytes, depth, budget, pieces);
    } else {
        open_next(&name, &bytes, depth + 1, budget, pieces);
    }
}

/// Where a property of this number and type stands.
fn place(at: &Path, number: u32, kind: &str) -> PathBuf {
    at.join(format!("__substg1.0_{number:04X}{kind}"))
}

fn property(file: &mut File, at: &Path, number: u32, kind: &str, budget: &mut Budget) -> Option<Vec<u8>> {
    stream(file, &place(at, number, kind), budget)
}

/// The code pages of a message.
struct Pages {
    strings: &'static Encoding,
    html: &'static Encoding,
}

impl Pages {
    fn of(file: &mut File, at: &Path, budget: &mut Budget) -> Self {
        let properties = stream(file, &at.join("__properties_version1.0"), budget).unwrap_or_default();
        // Entries of 16 bytes: type, number, flags, value. The head before them is 8, 24 or 32 bytes long.
        let value = |number: u32| {
            properties.chunks_exact(8).zip(properties.chunks_exact(8).skip(1)).find_map(|(tag, value)| {
                let tag = u32::from_le_bytes(tag.get(..4)?.try_into().ok()?);
                let value = i32::from_le_bytes(value.get(..4)?.try_into().ok()?);
                (tag == number << 16 | 3).then_some(i64::from(value))
            })
        };
        let strings = value(STRING_PAGE).map_or(encoding_rs::WINDOWS_1252, rtf::code_page);
        Self { strings, html: value(HTML_PAGE).map_or(strings, rtf::code_page) }
    }

    /// A property that is a string, in Unicode or in the code page of the message.
    fn string(&self, file: &mut File, at: &Path, number: u32, budget: &mut Budget) -> Option<String> {
        if let Some(bytes) = property(file, at, number, "001F", budget) {
            return Some(UTF_16LE.decode_without_bom_handling(&bytes).0.trim_end_matches('\0').to_owned());
        }
        let bytes = property(file, at, number, "001E", budget)?;
        // Some programs write UTF-8 whatever they say.
        let text = match std::str::from_utf8(&bytes) {
            Ok(text) => text.to_owned(),
            Err(_) if self.strings == encoding_rs::WINDOWS_1252 => decode::decode(&bytes).text,
            Err(_) => self.strings.decode_without_bom_handling(&bytes).0.into_owned(),
        };
        Some(text.trim_end_matches('\0').to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::compound;
    use super::*;

    fn read(streams: &[(&str, &[u8])]) -> Vec<Piece> {
        let mut all = vec![("/__properties_version1.0", &[0; 32][..])];
        all.extend(streams);
        let mut pieces = Vec::new();
        super::super::open("", &compound(&all), 0, &mut Budget::default(), &mut pieces);
        pieces
    }

    fn wide(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn subject_body_and_attachments_are_read() {
        let pieces = read(&[
            ("/__substg1.0_0037001F", &wide("Sign-in ü")),
            ("/__substg1.0_1000001E", b"Ger\xe4t\r\nError Code: 53003\0"),
            ("/__attach_version1.0_#00000000/__substg1.0_3707001F", &wide("log.txt")),
            ("/__attach_version1.0_#00000000/__substg1.0_37010102", b"Request Id: 8f2c"),
            ("/__attach_version1.0_#00000001/__substg1.0_3701000D/__substg1.0_1000001F", &wide("inner")),
            ("/__attach_version1.0_#00000002/__substg1.0_3707001F", &wide("message.rpmsg")),
            ("/__attach_version1.0_#00000002/__substg1.0_37010102", b"x"),
        ]);
        let texts: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(texts, ["Sign-in ü\n\nGerät\r\nError Code: 53003", "Request Id: 8f2c", "inner", ""]);
        assert_eq!(pieces.last().map(|piece| piece.notes.clone()), Some(vec!["protected-label"]));
    }

    #[test]
    fn html_and_rich_bodies_are_read_where_no_plain_one_is() {
        let pieces = read(&[("/__substg1.0_10130102", b"<p>Error Code: 53003</p>")]);
        assert_eq!(pieces.first().map(|piece| piece.text.trim()), Some("Error Code: 53003"));
        let rich = [&[0; 8][..], b"MELA", &[0; 4], b"{\\rtf1 Error Code: 53003}"].concat();
        let pieces = read(&[("/__substg1.0_10090102", &rich)]);
        assert_eq!(pieces.first().map(|piece| piece.text.trim()), Some("Error Code: 53003"));
    }
}
