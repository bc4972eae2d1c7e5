//! What came in: bytes, a name to call them by, and how they arrived.

use std::path::PathBuf;
use std::sync::Arc;

/// One thing that a person handed over. Its bytes are never changed and never stored.
#[derive(Clone, Debug)]
pub struct Source {
    /// What to call it in messages: a file name, or "pasted text".
    pub name: String,
    /// How it arrived.
    pub origin: Origin,
    /// Exactly the bytes received.
    pub bytes: Arc<[u8]>,
}

/// How a [`Source`] arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Typed or pasted into the window.
    Pasted,
    /// Read from standard input.
    StandardInput,
    /// Read from a file.
    File(PathBuf),
    /// One of the examples that the program brings with it.
    Example,
}

impl Source {
    /// A source made of text that is at hand already.
    pub fn text(name: impl Into<String>, origin: Origin, text: &str) -> Self {
        Self { name: name.into(), origin, bytes: Arc::from(text.as_bytes()) }
    }
}
