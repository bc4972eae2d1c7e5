//! One event, put together from the elements that its record is made of.

/// The most text of an event that is kept, in bytes.
const MOST_TEXT: usize = 64 << 10;
/// The most values of an event.
const MOST_VALUES: usize = 200;

/// What one event says.
#[derive(Debug, Default)]
pub(super) struct Event {
    pub(super) channel: String,
    pub(super) provider: String,
    pub(super) id: String,
    /// ISO 8601, in UTC.
    pub(super) time: String,
    pub(super) computer: String,
    /// The values of its data, with their names.
    pub(super) data: Vec<(String, String)>,
}

/// An element that is open.
#[derive(Debug, Default)]
struct Element {
    name: String,
    /// The value of its attribute `Name`.
    label: String,
    text: String,
}

/// Takes elements, attributes and texts, and makes an event of them.
#[derive(Debug, Default)]
pub(super) struct Builder {
    event: Event,
    open: Vec<Element>,
    attribute: Option<String>,
    /// Bytes of text so far.
    taken: usize,
}

impl Builder {
    pub(super) fn open(&mut self, name: String) {
        self.attribute = None;
        self.open.push(Element { name, ..Element::default() });
    }

    pub(super) fn attribute(&mut self, name: String) {
        self.attribute = Some(name);
    }

    /// The attributes of the open element are over.
    pub(super) fn content(&mut self) {
        self.attribute = None;
    }

    pub(super) fn text(&mut self, text: &str) {
        let Some(element) = self.open.last_mut() else { return };
        let target = match (self.attribute.as_deref(), element.name.as_str()) {
            (None, _) => &mut element.text,
            (Some("Name"), "Provider") => &mut self.event.provider,
            (Some("SystemTime"), "TimeCreated") => &mut self.event.time,
            (Some("Name"), _) => &mut element.label,
            (Some(_), _) => return,
        };
        self.taken += text.len();
        if self.taken <= MOST_TEXT {
            target.push_str(text);
        }
    }

    pub(super) fn close(&mut self) {
        self.attribute = None;
        let Some(element) = self.open.pop() else { return };
        let in_system = self.open.last().is_some_and(|outer| outer.name == "System");
        let text = element.text.trim();
        if in_system {
            match element.name.as_str() {
                "EventID" => text.clone_into(&mut self.event.id),
                "Channel" => text.clone_into(&mut self.event.channel),
                "Computer" => text.clone_into(&mut self.event.computer),
                _ => {}
            }
        } else if !text.is_empty() && self.event.data.len() < MOST_VALUES {
            let name = if element.label.is_empty() { element.name } else { element.label };
            self.event.data.push((name, text.to_owned()));
        }
    }

    pub(super) fn finish(mut self) -> Event {
        while !self.open.is_empty() {
            self.close();
        }
        self.event
    }
}
