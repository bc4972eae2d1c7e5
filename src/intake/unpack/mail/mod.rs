//! Messages (.eml) and pages saved as one file (.mht): subject and body as one text, what is attached in its turn.
//!
//! Edge: the other header fields are about the message's own way, not about a sign-in, and are left out.

use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders as _, PartType};

use super::budget::Budget;
use super::{Piece, has_extension, html, inside, open as open_next};

/// Pictures inside a message that are smaller are logos, not what somebody wants to show.
const LEAST_PICTURE: usize = 16 << 10;
/// A plain body that is shorter only says that there is an HTML body.
const LEAST_BODY: usize = 200;
/// Fields of a header are looked for in its first bytes.
const HEADER: usize = 32 << 10;

/// More parts that hold others than this are no message.
const MOST_NESTED: usize = 200;
/// What says that a part holds others.
const NESTED: [&[u8]; 2] = [b"message/", b"multipart/"];

/// Whether a text is a message as a mail program saves it, by its header. What a person copied from a mail program has
/// `From:` and `Subject:` too, but nothing of what machines add.
pub(in crate::intake) fn is_message(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(HEADER)).unwrap_or_default();
    let head = String::from_utf8_lossy(head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head));
    let mut names = Vec::new();
    for (number, line) in head.lines().enumerate() {
        if line.is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) || number == 0 && line.starts_with("From ") {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else { return false };
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')) {
            return false;
        }
        names.push(name.to_ascii_lowercase());
    }
    let has = |name: &str| names.iter().any(|known| known == name);
    has("mime-version") || has("from") && (has("received") || has("message-id") || has("return-path"))
}

/// Opens a message and adds its texts.
pub(super) fn open(name: &str, bytes: &[u8], depth: usize, budget: &mut Budget, pieces: &mut Vec<Piece>) {
    // Each message in a message is a step of recursion when the parser cleans up, and each part in a part is searched
    // for the ends of all around it: the stack and the time are not endless.
    let nested: usize = NESTED.iter().map(|word| times(bytes, word)).sum();
    let message = if nested > MOST_NESTED { None } else { MessageParser::new().parse(bytes) };
    match message.filter(|message| !message.parts.is_empty()) {
        Some(message) => read(name, &message, depth, budget, pieces),
        None => pieces.push(super::text(name, bytes)),
    }
}

/// How often a word stands in a text, in capitals or not.
fn times(bytes: &[u8], word: &[u8]) -> usize {
    let slash = word.len() - 1;
    let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'/').map(|(at, _)| at);
    ends.filter(|at| {
        at.checked_sub(slash).and_then(|from| bytes.get(from..=*at)).is_some_and(|w| w.eq_ignore_ascii_case(word))
    })
    .count()
}

fn read(name: &str, message: &Message, depth: usize, budget: &mut Budget, pieces: &mut Vec<Piece>) {
    let mut text = message.subject().map(|subject| format!("{subject}\n\n")).unwrap_or_default();
    let body = body(message);
    budget.spend(body.len());
    text.push_str(&body);
    let mut attached = Vec::new();
    for part in message.attachments() {
        attach(name, part, depth, budget, &mut attached);
    }
    if !text.trim().is_empty() || attached.is_empty() {
        pieces.push(Piece::read(name, text, Vec::new()));
    }
    pieces.extend(attached);
}

/// The words of a message: the plain body, or the HTML body where the plain one is missing or only points to it.
fn body(message: &Message) -> String {
    let plain = joined(message.text_bodies());
    let html = joined(message.html_bodies());
    if plain.trim().len() >= LEAST_BODY || html.trim().is_empty() { plain } else { html }
}

fn joined<'a>(parts: impl Iterator<Item = &'a MessagePart<'a>>) -> String {
    let mut all = String::new();
    for part in parts {
        match &part.body {
            PartType::Text(text) => all.push_str(text),
            PartType::Html(text) => all.push_str(&html::to_text(text)),
            _ => {}
        }
        all.push('\n');
    }
    all
}

fn attach(name: &str, part: &MessagePart, depth: usize, budget: &mut Budget, pieces: &mut Vec<Piece>) {
    let kind = part.content_type().map(|kind| (kind.ctype(), kind.subtype().unwrap_or_default()));
    let title = part.attachment_name().unwrap_or(match part.body {
        PartType::Message(_) => "message",
        _ => "attachment",
    });
    let name = inside(name, title);
    // Looks of a saved page, not its words.
    if matches!(kind, Some(("text", "css" | "javascript") | ("font", _) | ("application", "javascript"))) {
        return;
    }
    if let PartType::Message(inner) = &part.body {
        if depth < super::budget::DEEPEST && budget.take_piece() {
            read(&name, inner, depth + 1, budget, pieces);
        } else {
            pieces.push(Piece::unread(&name, "unpacked-in-part"));
        }
        return;
    }
    let bytes = part.contents();
    let is_inline = part.content_id().is_some() || part.content_location().is_some();
    if is_inline && bytes.len() < LEAST_PICTURE && matches!(kind, Some(("image", _))) {
        return;
    }
    if has_extension(title, "rpmsg") {
        pieces.push(Piece::unread(&name, "protected-label"));
    } else if has_extension(title, "p7m") {
        signed(&name, bytes, depth, budget, pieces);
    } else if !is_signature(title, kind) {
        budget.spend(bytes.len());
        open_next(&name, bytes, depth + 1, budget, pieces);
    }
}

/// A message in an envelope: signed ones hold it as it is, encrypted ones cannot be read.
pub(super) fn signed(name: &str, bytes: &[u8], depth: usize, budget: &mut Budget, pieces: &mut Vec<Piece>) {
    let field = b"content-type:";
    match bytes.windows(field.len()).position(|window| window.eq_ignore_ascii_case(field)) {
        Some(at) if depth < super::budget::DEEPEST => {
            open(name, bytes.get(at..).unwrap_or_default(), depth + 1, budget, pieces);
        }
        _ => pieces.push(Piece::unread(name, "protected-label")),
    }
}

fn is_signature(name: &str, kind: Option<(&str, &str)>) -> bool {
    matches!(kind, Some(("application", "pkcs7-signature" | "x-pkcs7-signature" | "pgp-signature")))
        || ["p7s", "vcf", "asc"].iter().any(|end| has_extension(name, end))
}

#[cfg(test)]
#[expect(clippy::indexing_slicing, reason = "a test may stop where its own ground is missing")]
mod tests {
    use super::*;

    fn read_all(bytes: &[u8]) -> Vec<Piece> {
        let mut pieces = Vec::new();
        open("", bytes, 0, &mut Budget::default(), &mut pieces);
        pieces
    }

    const MAIL: &str = "Received: from mail.contoso.com (203.0.113.9) by x; Fri, 20 Nov 2026 09:26:53 +0000\r\n\
        From: Alex <alex@contoso.com>\r\nSubject: =?utf-8?Q?Fehler_beim_Anmelden_=C3=BC?=\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n\
        --c\r\nContent-Type: text/plain\r\n\r\nsee HTML\r\n--c\r\nContent-Type: text/html; charset=windows-1252\r\n\
        Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>Fehlercode: <b>53=\r\n003</b></p><p>Ger=E4t</p>\r\n--c--\r\n\
        --b\r\nContent-Type: text/plain; name=log.txt\r\nContent-Disposition: attachment; filename=log.txt\r\n\
        Content-Transfer-Encoding: base64\r\n\r\nUmVxdWVzdCBJZDogOGYyYw==\r\n\
        --b\r\nContent-Type: application/x-microsoft-rpmsg-message; name=message.rpmsg\r\n\r\nx\r\n--b--\r\n";

    #[test]
    fn subject_body_and_attachments_are_read_and_the_header_is_not() {
        assert!(is_message(MAIL.as_bytes()));
        let pieces = read_all(MAIL.as_bytes());
        let texts: Vec<&str> = pieces.iter().map(|piece| piece.text.trim()).collect();
        assert_eq!(texts, ["Fehler beim Anmelden ü\n\nFehlercode: 53003\n\nGerät", "Request Id: 8f2c", ""]);
        assert_eq!(pieces.last().map(|piece| piece.notes.clone()), Some(vec!["protected-label"]));
    }

    #[test]
    fn what_a_person_copied_is_no_message() {
        assert!(!is_message(b"From: Alex\r\nSent: Friday\r\nSubject: help\r\n\r\nError Code: 53003"));
        assert!(!is_message(b"Content-Type: application/json\r\nDate: now\r\nx-ms-request-id: 8f2c\r\n\r\n{}"));
        assert!(!is_message(b"Error Code: 53003\r\nRequest Id: 8f2c"));
    }

    #[test]
    fn cut_and_hostile_messages_end() {
        for end in (0..MAIL.len()).step_by(13) {
            read_all(&MAIL.as_bytes()[..end]);
        }
        let nested = "Content-Type: message/rfc822\r\n\r\n".repeat(20_000);
        read_all(format!("MIME-Version: 1.0\r\n{nested}").as_bytes());
        let mut parts = "MIME-Version: 1.0\r\n".to_owned();
        parts += &"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n".repeat(5000);
        read_all(parts.as_bytes());
    }
}
