//! XML as a row of plain events. What is not well formed ends the row; what came before stays.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

/// One event; names are without their prefix.
pub(super) enum Part<'a> {
    /// An element begins.
    Start(Element<'a>),
    /// An element ends.
    End(&'a str),
    /// Characters, with entities resolved.
    Text(&'a str),
}

/// The start of an element.
pub(super) struct Element<'a> {
    /// Its name without prefix.
    pub(super) name: &'a str,
    start: &'a BytesStart<'a>,
}

impl Element<'_> {
    /// The value of an attribute, by its name without prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let found = self.start.attributes().flatten().find(|a| a.key.local_name().as_ref() == name)?;
        Some(unescape(&found.value).map_or_else(|_| found.value.to_string(), Cow::into_owned))
    }

    /// The value of an attribute that is a number.
    pub(super) fn number(&self, name: &str) -> Option<usize> {
        self.attribute(name)?.trim().parse().ok()
    }
}

/// Hands every event to `take` until that says `false`. `false`: the XML is damaged.
pub(super) fn each(xml: &str, mut take: impl FnMut(Part) -> bool) -> bool {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut depth = 0_usize;
    loop {
        let goes_on = match reader.read_event() {
            Ok(Event::Start(start)) => {
                depth += 1;
                give_start(&start, &mut take)
            }
            Ok(Event::Empty(start)) => give_start(&start, &mut take) && take(Part::End(start.local_name().as_ref())),
            Ok(Event::End(end)) => {
                depth = depth.saturating_sub(1);
                take(Part::End(end.local_name().as_ref()))
            }
            Ok(Event::Text(text)) => take(Part::Text(&text)),
            Ok(Event::CData(text)) => take(Part::Text(&text)),
            Ok(Event::GeneralRef(reference)) => {
                let escaped = format!("&{};", &*reference);
                unescape(&escaped).map_or(true, |text| take(Part::Text(&text)))
            }
            Ok(Event::Eof) => return depth == 0,
            Ok(_) => true,
            Err(_) => return false,
        };
        if !goes_on {
            return true;
        }
    }
}

fn give_start(start: &BytesStart, take: &mut impl FnMut(Part) -> bool) -> bool {
    take(Part::Start(Element { name: start.local_name().into_inner(), start }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(xml: &str) -> (String, bool) {
        let mut all = String::new();
        let sound = each(xml, |part| {
            if let Part::Text(text) = part {
                all.push_str(text);
            }
            true
        });
        (all, sound)
    }

    #[test]
    fn entities_are_resolved_and_damage_ends_the_row() {
        assert_eq!(texts("<a:b>x &amp; &#252;<c d='&lt;'/></a:b>"), ("x & ü".to_owned(), true));
        assert_eq!(texts("<a>one<b>two"), ("onetwo".to_owned(), false));
        assert_eq!(texts("<a>one</a><<<"), ("one".to_owned(), false));
    }
}
