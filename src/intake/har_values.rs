//! The values of a recorded request that may be shown: those of these names, and no others.

use super::json;

/// Names in addresses, forms and bodies, in lower case, and the label under which their values are shown.
const NAMES: [(&str, &str); 21] = [
    ("error", "error"),
    ("error_description", "error_description"),
    ("error_subcode", "error_subcode"),
    ("suberror", "suberror"),
    ("error_codes", "Error Code"),
    ("serrorcode", "Error Code"),
    ("serrtxt", "Message"),
    ("strmainmessage", "Message"),
    ("stradditionalmessage", "Message"),
    ("strserviceexceptionmessage", "Message"),
    ("trace_id", "Trace ID"),
    ("sessionid", "Request Id"),
    ("correlation_id", "Correlation Id"),
    ("correlationid", "Correlation Id"),
    ("client-request-id", "Correlation Id"),
    ("timestamp", "Timestamp"),
    ("client_id", "Client ID"),
    ("resource", "Resource"),
    ("scope", "scope"),
    ("error_uri", "error_uri"),
    ("strappname", "App name"),
];
/// Labels whose presence means that something failed.
const ERRORS: [&str; 5] = ["error", "error_description", "Error Code", "error_subcode", "Message"];
/// Longer values are cut, in bytes.
const LONGEST_VALUE: usize = 1500;
/// A page's settings stand behind this.
const CONFIG: &str = "$Config=";

/// Values by their labels, in order; of each label one.
#[derive(Default)]
pub(super) struct Values(Vec<(&'static str, String)>);

impl Values {
    pub(super) fn all(&self) -> &[(&'static str, String)] {
        &self.0
    }

    /// Whether one of them says that something failed.
    pub(super) fn has_error(&self) -> bool {
        self.0.iter().any(|(label, _)| ERRORS.contains(label))
    }

    /// Adds a value where there is none with this label.
    pub(super) fn add_missing(&mut self, label: &'static str, value: &str) {
        let value = plain(value);
        let is_known = self.0.iter().any(|(known, old)| *known == label && (label != "Message" || *old == value));
        if !(value.is_empty() || is_known) {
            self.0.push((label, value));
        }
    }

    fn add(&mut self, name: &str, value: &str) {
        let name = name.to_ascii_lowercase();
        let Some((_, label)) = NAMES.iter().find(|(known, _)| *known == name) else { return };
        // A page without an error says so with a zero or nothing.
        if *label == "Error Code" && !value.contains(|c: char| ('1'..='9').contains(&c)) {
            return;
        }
        self.add_missing(label, value);
    }
}

/// One line without tags; what a value is longer than is cut.
fn plain(value: &str) -> String {
    let mut text = String::new();
    let mut in_tag = false;
    for c in value.chars() {
        match c {
            '<' => in_tag = true,
            '>' if in_tag => {
                in_tag = false;
                text.push(' ');
            }
            _ if in_tag => {}
            c if c.is_control() => text.push(' '),
            c => text.push(c),
        }
        if text.len() >= LONGEST_VALUE {
            break;
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The values in the query and the fragment of an address.
pub(super) fn of_query(url: &str, values: &mut Values) {
    let Some(start) = url.find(['?', '#']) else { return };
    let query = url.get(start + 1..).unwrap_or_default();
    for (name, value) in query.split(['&', '?', '#']).filter_map(|pair| pair.split_once('=')) {
        values.add(name, &decoded(value));
    }
}

/// The values in the body of an answer: of JSON, of a page's settings, and the lines of a page that shows details.
pub(super) fn of_body(body: &str, values: &mut Values) {
    if body.trim_start().starts_with('{') {
        return of_object(body, values);
    }
    if let Some((_, config)) = body.split_once(CONFIG) {
        of_object(config, values);
    }
    of_details(body, values);
    if let Some(sentence) = sentence(body) {
        values.add_missing("Message", sentence);
    }
}

fn of_object(text: &str, values: &mut Values) {
    for field in json::fields(0, text) {
        // Only the object's own members: what lies deeper is settings of the page.
        if !field.path.contains('.') {
            values.add(&field.path, &field.value);
        }
    }
}

/// Labels of the details that a page shows, and what is shown of them here.
const DETAILS: [(&str, &str); 10] = [
    ("Error Code:", "Error Code"),
    ("Request Id:", "Request Id"),
    ("Correlation Id:", "Correlation Id"),
    ("Timestamp:", "Timestamp"),
    ("App name:", "App name"),
    ("App id:", "App id"),
    ("IP address:", "IP address"),
    ("Device identifier:", "Device identifier"),
    ("Device platform:", "Device platform"),
    ("Device state:", "Device state"),
];
/// A detail is not longer than this, in bytes.
const LONGEST_DETAIL: usize = 120;

fn of_details(body: &str, values: &mut Values) {
    for (words, label) in DETAILS {
        let Some((_, behind)) = body.split_once(words) else { continue };
        let behind = behind.trim_start_matches("</strong>").trim_start_matches("</b>").trim_start_matches("</span>");
        let value = behind.trim_start().split(['<', '\n', '"', '\\']).next().unwrap_or_default().trim();
        if value.len() <= LONGEST_DETAIL {
            values.add_missing(label, value);
        }
    }
}

/// The service's own sentence in a page.
fn sentence(body: &str) -> Option<&str> {
    let start = body
        .match_indices("AADSTS")
        .map(|(at, _)| at)
        .find(|at| body.get(at + 6..).is_some_and(|behind| behind.starts_with(|c: char| c.is_ascii_digit())))?;
    let rest = body.get(start..)?;
    Some(rest.split(['<', '"', '\n', '}', '{']).next().unwrap_or(rest).trim_end_matches('\\'))
}

/// Text with its `%xx` and `+` undone, twice where it was written twice.
pub(super) fn decoded(text: &str) -> String {
    let once = decoded_once(&text.replace('+', " "));
    if once.contains("%20") || once.contains("%3a") || once.contains("%3A") { decoded_once(&once) } else { once }
}

fn decoded_once(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, behind)) = rest.split_first() {
        let code = behind.get(..2).filter(|_| byte == b'%');
        let code = code.and_then(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok());
        bytes.push(code.unwrap_or(byte));
        rest = if code.is_some() { behind.get(2..).unwrap_or_default() } else { behind };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
