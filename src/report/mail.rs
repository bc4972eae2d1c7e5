//! The beginning of a message to IT as a `mailto:` address: the title and the search keys, with a word on the rest.
//!
//! Edge: an address is short, since some systems cut a long one, so the report itself goes by the clipboard.

use std::fmt::Write as _;

use crate::view::report::ReportView;

/// The most characters of such an address.
pub const LONGEST: usize = 1800;
/// The most of them that a recipient may take.
const LONGEST_RECIPIENT: usize = 254;

/// An address that opens a message: `ask` is said below the keys. Keys that have no room are left out from the last on.
pub fn mail(view: &ReportView, recipient: &str, ask: &str) -> String {
    let recipient = if recipient.len() <= LONGEST_RECIPIENT { recipient } else { "" };
    let keys: Vec<String> = view.keys.iter().map(|key| one_line(&view.form.pair(&key.name, &key.value))).collect();
    let title = one_line(&view.title);
    let with = |title: &str, keys: &[String]| {
        let lines: Vec<&str> = keys.iter().map(String::as_str).chain([""]).chain(ask.lines()).collect();
        let body = lines.join("\r\n");
        format!("mailto:{}?subject={}&body={}", encoded(recipient, "@"), encoded(title, ""), encoded(&body, ""))
    };
    let fits = |address: &String| address.len() <= LONGEST;
    let fewer = (0..=keys.len()).rev().map(|count| with(&title, keys.get(..count).unwrap_or_default()));
    let shorter = title.char_indices().rev().map(|(end, _)| with(title.get(..end).unwrap_or_default(), &[]));
    fewer.chain(shorter).find(fits).unwrap_or_else(|| "mailto:".to_owned())
}

/// Nothing in a value may begin a new line of the message.
fn one_line(text: &str) -> String {
    text.split(char::is_control).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Percent-encoded UTF-8; letters, digits, `-._~` and what is in `kept` stay.
fn encoded(text: &str, kept: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || kept.as_bytes().contains(&byte) {
            out.push(char::from(byte));
        } else {
            // A string takes everything.
            let _infallible = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::report::{Form, KeyView, Redaction};

    fn view(title: &str, keys: &[(&str, &str)]) -> ReportView {
        let key = |&(name, value): &(&str, &str)| KeyView { name: name.to_owned(), value: value.to_owned() };
        ReportView {
            language: "en".to_owned(),
            form: Form::default(),
            begin: String::new(),
            route: String::new(),
            title: title.to_owned(),
            keys: keys.iter().map(key).collect(),
            sections: Vec::new(),
            removed: String::new(),
            mode: String::new(),
            footer: String::new(),
            end: String::new(),
            queries: Vec::new(),
            queries_heading: String::new(),
            redaction: Redaction::Personal,
        }
    }

    #[test]
    fn every_sign_is_encoded_and_lines_end_as_mail_wants_them() {
        let address =
            mail(&view("Grüße & 53003?", &[("User", "a+b@contoso.com"), ("App", "x")]), "desk@contoso.com", "One\nTwo");
        assert_eq!(
            address,
            "mailto:desk@contoso.com?subject=Gr%C3%BC%C3%9Fe%20%26%2053003%3F&body=User%3A%20a%2Bb%40contoso.com%0D%0AApp%3A%20x%0D%0A%0D%0AOne%0D%0ATwo"
        );
    }

    #[test]
    fn a_value_begins_no_line_and_a_recipient_no_field() {
        let address = mail(&view("t\r\nBcc: x", &[("User", "a\r\nCc: b")]), "a@b?cc=c@d&x", "ask");
        assert!(
            address.starts_with("mailto:a@b%3Fcc%3Dc@d%26x?subject=t%20Bcc%3A%20x&body=User%3A%20a%20Cc%3A%20b%0D%0A"),
            "{address}"
        );
    }

    #[test]
    fn no_address_is_too_long_and_none_is_cut_inside_a_sign() {
        let long = "é".repeat(300);
        let keys = [("User", "alex@contoso.com"), ("App", long.as_str()), ("Code", "53003")];
        let address = mail(&view("Sign-in refused", &keys), "", "Please ask");
        assert!(address.len() <= LONGEST && address.contains("alex") && !address.contains("%C3%A9"), "{address}");
        let wide = "拒".repeat(300);
        let address = mail(&view(&wide, &keys), "", &"請".repeat(60));
        assert!(address.len() <= LONGEST && address.contains("%E8%AB%8B"), "{address}");
        assert_eq!((address.len() - address.matches('%').count() * 3), "mailto:?subject=&body=".len());
    }
}
