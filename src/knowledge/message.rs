//! Shapes of the service's messages: fixed words with places for values.

use regex::Regex;

use crate::model::FactKind;

/// The shape of a message with places for values.
#[derive(Debug)]
pub struct Message {
    /// Finds the message; each group is a place.
    pub pattern: Regex,
    /// What stands in the places, in order.
    pub kinds: Vec<FactKind>,
}

impl Message {
    /// Turns `application '{app-id}'({app-name})` into an expression. Quotes are optional in the text, blanks flexible.
    pub(super) fn compile(template: &str) -> Result<Self, String> {
        let mut expression = String::from("(?i)");
        let mut kinds = Vec::new();
        for (number, piece) in template.split('{').enumerate() {
            let literal = if number == 0 {
                piece
            } else {
                let (id, literal) = piece.split_once('}').ok_or("a { without its }")?;
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
        let pattern = Regex::new(&expression).map_err(|error| error.to_string())?;
        Ok(Self { pattern, kinds })
    }
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
