//! What is shown to people, in each language that has it: words by key, and texts of the knowledge by their English.
//!
//! Edge: a language's files are read when it is first asked for something, so a language that nobody uses costs neither time
//! nor memory. Whether they fit the English ones is checked elsewhere.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::load::{File, toml};
use super::{Problem, named};

/// Where the words of the interface stand; every other file of a language holds texts by their English.
pub(super) const WORDS: &str = "words.toml";
/// Those other files, and what is translated in each.
pub(super) const TEXTS: [&str; 4] = ["causes.toml", "guidance.toml", "codes.toml", "rows.toml"];
/// The language that is always there, and in which the knowledge is written.
pub(super) const ENGLISH: &str = "en";

/// One language in which something can be shown.
#[derive(Debug)]
pub(super) struct Display {
    /// BCP 47 tag: the name of the folder.
    pub(super) tag: String,
    files: Vec<File>,
    read: OnceLock<Read>,
}

#[derive(Debug, Default)]
struct Read {
    words: HashMap<String, String>,
    texts: HashMap<String, String>,
}

impl Display {
    /// The languages of these files, English first.
    pub(super) fn all(files: Vec<(String, File)>) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        for (tag, file) in files {
            match all.iter_mut().find(|display| display.tag == tag) {
                Some(display) => display.files.push(file),
                None => all.push(Self { tag, files: vec![file], read: OnceLock::new() }),
            }
        }
        all.sort_by_key(|display| (display.tag != ENGLISH, display.tag.clone()));
        all
    }

    /// The word with this key.
    pub(super) fn word(&self, key: &str) -> Option<&str> {
        self.read().words.get(key).map(String::as_str)
    }

    /// The translation of a text of the knowledge, or of a piece of advice without its places.
    pub(super) fn text(&self, english: &str) -> Option<&str> {
        self.read().texts.get(english).map(String::as_str)
    }

    fn read(&self) -> &Read {
        self.read.get_or_init(|| {
            let mut read = Read::default();
            for file in &self.files {
                // What the tests have read can be read; if not, English stands in its place.
                let entries: HashMap<String, String> = toml(file).unwrap_or_default();
                if is_words(file) {
                    read.words = entries;
                } else {
                    let without = entries.iter().filter_map(|(english, text)| {
                        Some((named::without_places(english)?, named::without_places(text)?))
                    });
                    read.texts.extend(without.collect::<Vec<_>>());
                    read.texts.extend(entries);
                }
            }
            read
        })
    }
}

/// Whether a file holds words by key, not texts by their English.
pub(super) fn is_words(file: &File) -> bool {
    file.name.rsplit('/').next() == Some(WORDS)
}

/// Keeps a file for the language whose folder it stands in.
pub(super) fn keep(tag: &str, file: &File, kept: &mut Vec<(String, File)>) -> Result<(), Problem> {
    let name = file.name.rsplit('/').next().unwrap_or_default();
    if name != WORDS && (tag == ENGLISH || !TEXTS.contains(&name)) {
        let known = if tag == ENGLISH { WORDS.to_owned() } else { format!("{WORDS}, {}", TEXTS.join(", ")) };
        let message = format!("no such file of a language to display; known are {known}");
        return Err(Problem { file: file.name.clone(), line: 0, message });
    }
    kept.push((tag.to_owned(), file.clone()));
    Ok(())
}
