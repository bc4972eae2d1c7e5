//! Shapes of the service's messages: fixed words with places for values.

use std::sync::OnceLock;

use regex::Regex;

use super::fold;
use crate::model::FactKind;

/// The shape of a message with places for values.
#[derive(Debug)]
pub struct Message {
    /// What stands in the places, in order.
    pub kinds: Vec<FactKind>,
    /// The longest of its fixed words, folded: a text without it does not hold the message.
    pub(super) anchor: String,
    expression: String,
    /// There are many messages and a text holds few of them, so each is made ready when a text first has its anchor.
    pattern: OnceLock<Option<Regex>>,
}

impl Message {
    /// Finds the message; each group is a place. `None`, told by `proof`, if its expression is too large.
    pub fn pattern(&self) -> Option<&Regex> {
        self.pattern.get_or_init(|| Regex::new(&self.expression).ok()).as_ref()
    }

    /// Turns `application '{app-id}'({app-name})` into an expression. Quotes are optional in the text, blanks flexible.
    pub(super) fn parse(template: &str) -> Result<Self, String> {
        let mut expression = String::from("(?i)");
        let mut kinds = Vec::new();
        let mut anchor = "";
        for (number, piece) in template.split('{').enumerate() {
            let literal = if number == 0 {
                anchor = longest(anchor, piece);
                piece
            } else {
                let (id, literal) = piece.split_once('}').ok_or("a { without its }")?;
                anchor = longest(anchor, literal);
                if id == "*" || id == "..." {
                    expression.push_str(if id == "*" { r"[^'\n]{0,80}?" } else { r"[^'\x22]{0,300}?" });
                    push_literal(&mut expression, literal);
                    continue;
                }
                let kind =
                    FactKind::ALL.iter().find(|kind| kind.id() == id).ok_or_else(|| format!("no fact {id:?}"))?;
                kinds.push(*kind);
                expression.push_str(match kind {
                    FactKind::Timestamp => r"(\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d+)?Z?)",
                    FactKind::User => r"([^\s'<>()]+@[^\s'<>()]+)",
                    FactKind::AppName | FactKind::ResourceName => r"([^'\x22<>()\n\r{}]{2,80}?)",
                    _ => r"([0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12})",
                });
                literal
            };
            push_literal(&mut expression, literal);
        }
        Ok(Self { kinds, anchor: fold(anchor), expression, pattern: OnceLock::new() })
    }
}

/// The longest word so far, or a longer one of this literal: blanks and quotes stand in a text in more than one way.
fn longest<'a>(so_far: &'a str, literal: &'a str) -> &'a str {
    literal.split([' ', '\'']).fold(so_far, |best, word| if word.len() > best.len() { word } else { best })
}

/// Quotes are optional in kind, blanks flexible, everything else is meant as it stands.
fn push_literal(expression: &mut String, literal: &str) {
    for c in literal.chars() {
        match c {
            '\'' => expression.push_str(r"['\x22`]"),
            ' ' => expression.push_str(r"\s+"),
            c => expression.push_str(&regex::escape(c.encode_utf8(&mut [0; 4]))),
        }
    }
}
