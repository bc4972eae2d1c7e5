//! Browser recordings (HAR): of all requests only the failed ones to a Microsoft sign-in page, and of these only what
//! says why.
//!
//! A recording holds passwords, cookies and tokens. What goes into the digest is listed by name here and nothing else
//! does, so nothing of the kind can be shown. Edge: which hosts are sign-in pages is knowledge.

use std::fmt::Write as _;

use super::har_values::{Values, decoded, of_body, of_query};
use super::json;
use crate::knowledge::Knowledge;
use crate::model::Field;

/// The names that a recording begins with stand within so many bytes.
const LONGEST_HEAD: usize = 4096;
/// More failed requests than this are not told one by one.
const MOST_BLOCKS: usize = 200;
/// Longer addresses are cut.
const LONGEST_ADDRESS: usize = 300;

/// What is kept of a recording.
pub(super) struct Digest {
    pub(super) text: String,
    /// Keys of remarks.
    pub(super) notes: Vec<&'static str>,
}

/// The digest of a text, if it is a recording.
pub(super) fn digest(text: &str, knowledge: &Knowledge) -> Option<Digest> {
    let entries = entries_at(text)?;
    let mut counts = Counts::default();
    let mut blocks = String::new();
    let mut list = Entries { text, at: entries, cut: false };
    while let Some(entry) = list.next() {
        counts.all += 1;
        // Most entries are pictures and scripts of other hosts; they are not even taken apart.
        if !(names_host(entry, knowledge) || entry.contains("error_description")) {
            continue;
        }
        let entry = Entry::of(entry);
        let is_own = is_sign_in(&entry.url, knowledge);
        counts.sign_in += usize::from(is_own);
        if let Some(block) = entry.block(is_own).filter(|_| counts.failed < MOST_BLOCKS) {
            counts.failed += 1;
            blocks.push_str(&block);
        }
    }
    let head = format!("HAR: {} requests, {} to sign-in pages, {} failed\n", counts.all, counts.sign_in, counts.failed);
    let without = (counts.sign_in == 0 && counts.failed == 0).then_some("har-without-sign-ins");
    let notes = without.into_iter().chain(list.cut.then_some("har-cut")).collect();
    Some(Digest { text: head + &blocks, notes })
}

#[derive(Default)]
struct Counts {
    all: usize,
    sign_in: usize,
    failed: usize,
}

/// Where the list of entries begins, if the text begins like a recording.
fn entries_at(text: &str) -> Option<usize> {
    let head = text.get(..floor(text, LONGEST_HEAD))?;
    let start = head.trim_start().strip_prefix('{')?.trim_start();
    if !start.starts_with("\"log\"") {
        return None;
    }
    // Pages may stand before the entries, and there may be many.
    let name = text.find("\"entries\"")?;
    let behind = text.get(name + 9..)?;
    let list = behind.find('[')?;
    let between = behind.get(..list)?;
    between.chars().all(|c| c.is_whitespace() || c == ':').then_some(name + 9 + list + 1)
}

fn floor(text: &str, most: usize) -> usize {
    (0..=most.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// The objects of a list, one after another, without taking them apart.
struct Entries<'a> {
    text: &'a str,
    at: usize,
    /// The text ended inside the list.
    cut: bool,
}

impl<'a> Entries<'a> {
    fn next(&mut self) -> Option<&'a str> {
        let bytes = self.text.as_bytes();
        while bytes.get(self.at).is_some_and(|b| b.is_ascii_whitespace() || *b == b',') {
            self.at += 1;
        }
        match bytes.get(self.at) {
            Some(b'{') => {}
            Some(_) => return None,
            None => {
                self.cut = true;
                return None;
            }
        }
        let start = self.at;
        let (mut depth, mut quoted) = (0_usize, false);
        while let Some(byte) = bytes.get(self.at) {
            match byte {
                b'\\' if quoted => self.at += 1,
                b'"' => quoted = !quoted,
                b'{' | b'[' if !quoted => depth += 1,
                b'}' | b']' if !quoted => depth -= 1,
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return self.text.get(start..self.at);
            }
        }
        self.cut = true;
        self.text.get(start..)
    }
}

/// Whether one of the hosts is named anywhere in a text.
fn names_host(text: &str, knowledge: &Knowledge) -> bool {
    knowledge.clouds.iter().flat_map(|cloud| &cloud.hosts).any(|host| text.contains(host.as_str()))
}

/// Whether an address is one of a sign-in page.
fn is_sign_in(url: &str, knowledge: &Knowledge) -> bool {
    let host = host(url).to_ascii_lowercase();
    let fits =
        |known: &String| host == *known || host.strip_suffix(known.as_str()).is_some_and(|rest| rest.ends_with('.'));
    knowledge.clouds.iter().flat_map(|cloud| &cloud.hosts).any(fits)
}

fn host(url: &str) -> &str {
    let behind = url.split_once("://").map_or(url, |(_, behind)| behind);
    let end = behind.find(['/', '?', '#']).unwrap_or(behind.len());
    let authority = behind.get(..end).unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    host.split(':').next().unwrap_or_default()
}

/// What an entry says, as far as it may be shown or searched.
#[derive(Default)]
struct Entry {
    time: String,
    method: String,
    url: String,
    status: String,
    /// Where the answer sent the browser.
    redirect: String,
    request_id: String,
    correlation_id: String,
    body: String,
    /// What the browser sent to an application: the error that it was given to hand over.
    sent: String,
}

impl Entry {
    fn of(text: &str) -> Self {
        let mut entry = Self::default();
        let mut header: Option<&Field> = None;
        let fields = json::fields(0, text);
        for field in &fields {
            let value = &field.value;
            match &*field.path {
                "startedDateTime" => entry.time.clone_from(value),
                "request.method" => entry.method.clone_from(value),
                "request.url" => entry.url.clone_from(value),
                "request.postData.text" => entry.sent.clone_from(value),
                "response.status" => entry.status.clone_from(value),
                "response.redirectURL" => entry.redirect.clone_from(value),
                "response.content.text" => entry.body.clone_from(value),
                "response.headers.name" => header = Some(field),
                "response.headers.value" => {
                    if let Some(name) = header.filter(|name| name.object == field.object) {
                        entry.header(&name.value.to_ascii_lowercase(), value);
                    }
                }
                _ => {}
            }
        }
        entry
    }

    fn header(&mut self, name: &str, value: &str) {
        match name {
            "x-ms-request-id" => value.clone_into(&mut self.request_id),
            "client-request-id" => value.clone_into(&mut self.correlation_id),
            "location" if self.redirect.is_empty() => value.clone_into(&mut self.redirect),
            _ => {}
        }
    }

    /// The lines of this entry, if it failed.
    fn block(&self, is_own: bool) -> Option<String> {
        let mut values = Values::default();
        of_query(&self.url, &mut values);
        of_query(&self.redirect, &mut values);
        if is_own {
            of_body(&self.body, &mut values);
        } else {
            of_query(&format!("?{}", self.sent), &mut values);
        }
        let refused = self.status.starts_with(['4', '5']) && is_own;
        if !values.has_error() && !refused {
            return None;
        }
        values.add_missing("Request Id", &self.request_id);
        values.add_missing("Correlation Id", &self.correlation_id);
        values.add_missing("Timestamp", &self.time);
        let address = address(&self.url);
        let mut block = format!("\nRequest: {} {address}\nStatus: {}\n", word(&self.method), word(&self.status));
        for (label, value) in values.all() {
            // Writing into a string cannot fail.
            let _infallible = writeln!(block, "{label}: {value}");
        }
        Some(block)
    }
}

/// A method or a status: a short word, whatever the recording claims.
fn word(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).take(12).collect()
}

/// Host and path of an address; nothing that stands behind them.
fn address(url: &str) -> String {
    let plain = url.split(['?', '#']).next().unwrap_or_default();
    let path = plain.split_once("://").map_or(plain, |(_, behind)| behind).split_once('/').map_or("", |(_, path)| path);
    let shown: String = decoded(path).chars().filter(|c| !c.is_control()).take(LONGEST_ADDRESS).collect();
    format!("https://{}/{shown}", host(url))
}

#[cfg(test)]
#[path = "har_tests.rs"]
mod tests;
