//! Windows events, as XML or as text copied out of Event Viewer, apart from each other and with the values around them.
//!
//! Edge: which labels begin an event in which language is knowledge; the message inside is read like any other text.

use crate::model::{Field, Record, Span};

/// More events than this are not read one by one.
const MOST_EVENTS: usize = 2000;
/// Lines of a copied event that stand before its description.
const MOST_HEAD_LINES: usize = 14;
/// Values of an event's own elements and attributes: where they stand, and what they are called here.
const ELEMENTS: [(&str, &str); 4] =
    [("EventID", "EventID"), ("EventRecordID", "EventRecordID"), ("Channel", "Channel"), ("Computer", "Computer")];

/// The events of a text; none, if there is no event in it.
pub(super) fn records(input: usize, text: &str, begins: &[String]) -> Vec<Record> {
    let copied = line_starts(text).filter(|&at| begins_here(text, at, begins)).take(MOST_EVENTS).collect::<Vec<_>>();
    // A copied event may be followed by the same event as XML.
    let starts = if copied.is_empty() { elements(text).take(MOST_EVENTS).collect() } else { copied };
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().zip(ends).map(|(&start, end)| record(input, text, start, end)).collect()
}

fn line_starts(text: &str) -> impl Iterator<Item = usize> {
    [0].into_iter().chain(text.match_indices('\n').map(|(at, _)| at + 1))
}

fn begins_here(text: &str, at: usize, begins: &[String]) -> bool {
    let line = text.get(at..).unwrap_or_default().trim_start_matches(['\u{feff}', ' ', '>']);
    let label = |label: &String| {
        line.strip_prefix(label.as_str()).is_some_and(|rest| rest.trim_start().starts_with([':', '：']))
    };
    begins.iter().any(label)
}

/// Where the elements `Event` begin.
fn elements(text: &str) -> impl Iterator<Item = usize> {
    let is_event = |at: &usize| text.get(at + 6..).is_some_and(|rest| rest.starts_with([' ', '>', '\r', '\n', '\t']));
    text.match_indices("<Event").map(|(at, _)| at).filter(is_event)
}

fn record(input: usize, text: &str, start: usize, end: usize) -> Record {
    let mut fields = Vec::new();
    let mut add = |path: &str, range: std::ops::Range<usize>| {
        let Some(value) = text.get(range.clone()) else { return };
        let value = value.to_owned();
        fields.push(Field { path: path.into(), value, span: Span::new(input, range.start, range.end), object: 0 });
    };
    let part = text.get(start..end).unwrap_or_default();
    for (element, path) in ELEMENTS {
        if let Some(range) = element_text(part, element) {
            add(path, start + range.start..start + range.end);
        }
    }
    for (attribute, path) in [("SystemTime", "TimeCreated"), ("Provider Name", "Provider")] {
        if let Some(range) = attribute_value(part, attribute) {
            add(path, start + range.start..start + range.end);
        }
    }
    if !part.starts_with('<') {
        head(part, |path, range| add(path, start + range.start..start + range.end));
    }
    Record { span: Span::new(input, start, end), fields }
}

/// The text of the first element of this name.
fn element_text(part: &str, name: &str) -> Option<std::ops::Range<usize>> {
    let open = part.match_indices('<').find_map(|(at, _)| {
        let rest = part.get(at + 1..)?.strip_prefix(name)?;
        rest.starts_with(['>', ' ']).then_some(at)
    })?;
    let start = open + part.get(open..)?.find('>')? + 1;
    let len = part.get(start..)?.find('<')?;
    Some(start..start + len)
}

/// The value of the first attribute of this name, in either kind of quotation marks.
fn attribute_value(part: &str, name: &str) -> Option<std::ops::Range<usize>> {
    let at = part.find(&format!("{name}="))? + name.len() + 1;
    let quote = part.get(at..)?.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let len = part.get(at + 1..)?.find(quote)?;
    Some(at + 1..at + 1 + len)
}

/// The labelled lines before the description.
fn head<'a>(part: &'a str, mut add: impl FnMut(&'a str, std::ops::Range<usize>)) {
    let mut at = 0;
    for line in part.split_inclusive('\n').take(MOST_HEAD_LINES) {
        let start = at;
        at += line.len();
        let Some((label, value)) = line.split_once([':', '：']) else { break };
        let value_at = start + line.len() - value.len() + (value.len() - value.trim_start().len());
        let value = value.trim();
        // The description is a label without a value, and its text begins below it.
        if value.is_empty() && !label.trim().is_empty() {
            break;
        }
        // A time without a zone is that of some computer, so it names no instant.
        let label = label.trim();
        let is_utc = value.ends_with('Z') && value.contains('T');
        add(if is_utc { "TimeCreated" } else { label }, value_at..value_at + value.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Vec<(String, String)>> {
        let records = records(0, text, &["Log Name".to_owned(), "Protokollname".to_owned()]);
        for field in records.iter().flat_map(|record| &record.fields) {
            assert_eq!(text.get(field.span.start..field.span.end), Some(field.value.as_str()));
        }
        records
            .into_iter()
            .map(|record| record.fields.into_iter().map(|f| (f.path.to_string(), f.value)).collect())
            .collect()
    }

    fn pair(path: &str, value: &str) -> (String, String) {
        (path.to_owned(), value.to_owned())
    }

    #[test]
    fn events_as_xml_are_read_apart_with_their_attributes() {
        let event = |number: &str| {
            format!(
                "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>\
                 <Provider Name='Microsoft-Windows-AAD'/><EventID Qualifiers=''>1098</EventID>\
                 <TimeCreated SystemTime=\"2026-03-14T09:26:53.7613000Z\"/><EventRecordID>{number}</EventRecordID>\
                 <Computer>PC</Computer></System></Event>"
            )
        };
        let read = read(&format!("<Events>{}{}<Event", event("1"), event("2")));
        assert_eq!(read.len(), 2);
        let want = [
            pair("EventID", "1098"),
            pair("EventRecordID", "2"),
            pair("Computer", "PC"),
            pair("TimeCreated", "2026-03-14T09:26:53.7613000Z"),
            pair("Provider", "Microsoft-Windows-AAD"),
        ];
        assert_eq!(read.get(1).map(Vec::as_slice), Some(want.as_slice()));
    }

    #[test]
    fn copied_events_are_read_apart_and_a_local_time_is_no_instant() {
        let text = "Log Name:      A\r\nDate:          3/14/2026 9:26:53 AM\r\nEvent ID:      1098\r\nDescription:\r\nx: y\r\n\
                    Protokollname: B\r\nDatum:         2026-03-14T09:26:53Z\r\nBeschreibung:\r\n";
        let want = [
            vec![pair("Log Name", "A"), pair("Date", "3/14/2026 9:26:53 AM"), pair("Event ID", "1098")],
            vec![pair("Protokollname", "B"), pair("TimeCreated", "2026-03-14T09:26:53Z")],
        ];
        assert_eq!(read(text), want);
    }

    #[test]
    fn what_is_cut_off_or_hostile_is_no_danger() {
        for text in ["<Event ", "<Event><System><Computer", "Log Name:", "<Event>SystemTime=", "<Event>SystemTime='"] {
            drop(read(text));
        }
        assert_eq!(read(&"<Event>".repeat(100_000)).len(), MOST_EVENTS);
    }
}
