//! Tokens, cookies and one-time codes: found so that no output ever shows them.

use std::sync::LazyLock;

use regex::Regex;

use super::shapes;
use crate::model::Span;

/// Every place in a text that holds something with which another person could sign in.
pub(super) fn find(text: &str, input: usize) -> Vec<Span> {
    static SECRET: LazyLock<Regex> = LazyLock::new(|| {
        shapes::regex(
            r#"(?xi)
            \b(eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?)        # JSON web token
            | \b([01]\.A[A-Za-z0-9_-]{40,})                                          # refresh token, authorisation code
            | (?:access_token|refresh_token|id_token|client_secret|client_assertion|assertion|code_verifier|device_code|user_code|samlresponse|estsauth\w*|x-ms-refreshtokencredential)
              ["'\\]*\s*(?:=|:|%3d)\s*["'\\]*([^\s"'&;,\\<>{}\[\]]{4,})              # named in a body, address or cookie
            | (?:passwd|password|pwd)(?:=|%3d|["'\\]+\s*[:=]\s*["'\\]*)([^\s"'&;,\\<>{}\[\]()]{4,})   # typed into a form; not "password: it has expired"
            | [?&](?:code|session_state)=([A-Za-z0-9._~-]{16,})                      # in a redirect
            | \bauthorization\s*:\s*(?:bearer|basic|pop)\s+([^\s"']{8,})             # header
            | \bset-cookie\s*:\s*[^=\s]+=([^;\s]{8,})
            | \b(?:enter|use|type)\s+the\s+code\s+((?-i:[A-Z0-9]{8,9}))\b                  # device code shown to a person
            "#,
        )
    });
    SECRET
        .captures_iter(text)
        .filter_map(|found| found.iter().skip(1).flatten().next())
        .map(|found| Span::new(input, found.start(), found.end()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_found_and_ids_are_not() {
        let texts = |text: &str| find(text, 0).iter().map(|s| text[s.start..s.end].to_owned()).collect::<Vec<_>>();
        let jwt = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbGV4In0.c2ln";
        assert_eq!(texts(&format!("Authorization: x {jwt} y")), [jwt]);
        assert_eq!(texts("refresh_token=abcdef123&x=1"), ["abcdef123"]);
        assert_eq!(texts("enter the code ABCD1234Z to authenticate"), ["ABCD1234Z"]);
        assert_eq!(texts("https://localhost/?code=0123456789abcdefXYZ&state=1"), ["0123456789abcdefXYZ"]);
        for harmless in
            ["error?code=53003", "Trace ID: 8f2c1d3e-4a5b-6c7d-8e9f-0a1b2c3d4e5f", "Error Code: 53003", "std::vec"]
        {
            assert!(texts(harmless).is_empty(), "{harmless}");
        }
    }
}
