//! What may be in a text of an organisation: nothing that cannot be seen, no link but the three kinds that are safe, and
//! in a text that nobody vouches for nobody to call and nowhere to go.
//!
//! Edge: it looks at one text at a time and knows no keys.

use std::sync::LazyLock;

use regex::Regex;

/// Stands for what was taken out.
const LEFT_OUT: &str = "[…]";

/// The text on one line, without characters that cannot be seen or that turn the direction of writing.
pub(super) fn visible(text: &str) -> String {
    let seen: String = text
        .chars()
        .map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c })
        .filter(|&c| !is_invisible(c))
        .collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether something in it cannot be seen. Line ends and tabs are ordinary.
pub(super) fn has_hidden(text: &str) -> bool {
    text.chars().any(|c| is_invisible(c) || c.is_control() && !c.is_whitespace())
}

/// Marks of direction, fillers and tags. Joiners stay: Persian and Indian words need them.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
    )
}

#[expect(clippy::expect_used, reason = "the expressions are ours and are compiled by the tests")]
fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a valid expression")
}

/// An address of a web page with `https`, a plain host name, and nothing that hides where it leads.
pub(super) fn is_web(link: &str) -> bool {
    static WEB: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"^https://[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+(?::[0-9]{1,5})?(?:[/?#][A-Za-z0-9/._~%?#&=+,;:!$'*-]*)?$",
        )
    });
    WEB.is_match(link)
}

/// A mail address.
pub(super) fn is_email(text: &str) -> bool {
    static EMAIL: LazyLock<Regex> = LazyLock::new(|| regex(r"^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$"));
    EMAIL.is_match(text)
}

/// A telephone number.
pub(super) fn is_telephone(text: &str) -> bool {
    static TELEPHONE: LazyLock<Regex> = LazyLock::new(|| regex(r"^\+?[0-9(][0-9 ()/.-]{1,28}$"));
    TELEPHONE.is_match(text)
}

/// One of the three kinds of link.
pub(super) fn is_link(link: &str) -> bool {
    match link.split_once(':') {
        Some(("mailto", address)) => is_email(address),
        Some(("tel", number)) => is_telephone(number),
        _ => is_web(link),
    }
}

/// Whether a text names an address of another kind than a link may have.
pub(super) fn has_other_link(text: &str) -> bool {
    static SCHEME: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)\b([a-z][a-z0-9+.-]*)://|\b(javascript|data|vbscript|file|ms-[a-z-]+):\S"));
    SCHEME.captures_iter(text).any(|found| found.get(1).is_none_or(|scheme| scheme.as_str() != "https"))
}

/// The text without addresses, without numbers to call, and without the claim to speak for somebody's IT.
pub(super) fn harmless(text: &str) -> String {
    // Programs make links of bare names of hosts too, so these go as well. Wide digits and points count as digits and points.
    static REACH: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?ix) [a-z][a-z0-9+.-]*:\s?//\S* | \b(?:mailto|tel|sms|callto|sip|javascript|data|file|ms-[a-z-]+):\s?\S+ | \bwww[.]\S*
            | \S+ @ \S+ | [\w-]{2,} (?:[.．。｡][\w-]+)* [.．。｡] [^\W\d_]{2,} (?:[/:?]\S*)?
            | (?:[+(]\s?)? \d (?:[\s()/.\-–—·]{0,3} \d){5,}",
        )
    });
    static CLAIM: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\b(?:your|our)\s+(?:own\s+)?(?:organi[sz]ation|company|employer|it|help\s?desk|service\s?desk|administrator)\b",
        )
    });
    let without = REACH.replace_all(text, LEFT_OUT);
    CLAIM.replace_all(&without, LEFT_OUT).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_goes() {
        assert_eq!(visible("a\u{202e}b\u{200b}c\u{7}\r\n d\u{e0041}"), "abc d");
        assert!(has_hidden("a\u{202e}") && has_hidden("a\u{7}") && !has_hidden("a\r\n\tb"));
    }

    #[test]
    fn three_kinds_of_link_and_no_other() {
        for good in [
            "https://help.contoso.com",
            "https://help.contoso.com:8443/a?b=c#d",
            "mailto:it@contoso.com",
            "tel:+1 555 0100",
        ] {
            assert!(is_link(good), "{good}");
        }
        for bad in [
            "http://help.contoso.com",
            "https://contoso.com@evil.example",
            "https://",
            "https://localhost",
            "javascript:alert(1)",
            "https://contoso.com/ x",
            "https://сontoso.com/",
            "file:///c:/x",
            "mailto:it@contoso.com?subject=x",
            "tel:",
            "HTTPS://x.example\u{202e}",
        ] {
            assert!(!is_link(bad), "{bad}");
        }
        assert!(
            has_other_link("see http://x")
                && has_other_link("JavaScript:alert(1)")
                && !has_other_link("see https://x, at 10:30")
        );
    }

    #[test]
    fn a_text_that_nobody_vouches_for_leads_nowhere() {
        for (text, left) in [
            ("See https://evil.example/a now", "See […] now"),
            ("See evil.example/a and www.x or it@evil.example", "See […] and […] or […]"),
            ("Call +1 (555) 010-0199!", "Call […]!"),
            ("Call 0800 ５５５ 0100", "Call […]"),
            ("Your organisation and your  IT ask", "[…] and […] ask"),
            ("tel:5550100 mailto:a@b.example", "[…] […]"),
            ("hxxps://evil[.]example", "[…]"),
            ("Version 1.2, e.g. 53003, room 12", "Version 1.2, e.g. 53003, room 12"),
        ] {
            assert_eq!(harmless(text), left);
        }
    }
}
