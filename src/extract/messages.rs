//! Values inside the service's own sentences: `application '…'(Contoso Expenses)`.
//!
//! The sentences' shapes are knowledge; here they are only searched for.

use super::labels::{Reading, is_redacted, looks_like_id};
use super::normal::Mapped;
use super::shapes::{self, Reader, Shape};
use crate::knowledge::Knowledge;
use crate::model::Via;

/// All values that stand in known places of messages.
pub(super) fn read(normal: &Mapped, knowledge: &Knowledge) -> Vec<Reading> {
    let mut readings = Vec::new();
    for message in knowledge.matchers.messages_in(&normal.folded) {
        let Some(pattern) = message.pattern() else { continue };
        for found in pattern.captures_iter(&normal.text) {
            for (number, &kind) in message.kinds.iter().enumerate() {
                let Some(place) = found.get(number + 1) else { continue };
                let text = place.as_str();
                let shape = match shapes::reader(kind) {
                    Reader::Shape(read) => read(text),
                    Reader::Words | Reader::Name if !is_name(text, knowledge) => None,
                    Reader::Words | Reader::Name => Some(Shape::plain(text.len(), text.to_owned())),
                };
                readings.extend(shape.map(|shape| {
                    let via = shape.repaired.unwrap_or(Via::Label);
                    Reading { kind, shape, start: place.start(), via }
                }));
            }
        }
    }
    readings
}

/// Whether somebody would call an application this; not its id, an address, or what stands in for a name.
fn is_name(text: &str, knowledge: &Knowledge) -> bool {
    !(looks_like_id(text) || text.contains("://") || is_redacted(text) || knowledge.matchers.is_absent(text))
}
