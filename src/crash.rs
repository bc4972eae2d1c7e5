//! What is told when the program itself makes a mistake: which version, on what system, at which line of its source.
//!
//! Edge: never the message of a panic, since it can quote the text that was being read, and nothing is written here.

use std::fmt;
use std::io::Write as _;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::Mutex;
use std::thread;

#[cfg(windows)]
mod windows;

/// The newest one, until somebody takes it to tell it.
static LAST: Mutex<Option<Crash>> = Mutex::new(None);

/// A mistake of the program, without a word of what it was working on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crash {
    /// File, line and column in the source of the program or a library: `src/extract/mod.rs:12:5`.
    place: String,
    /// Name of the thread, given by the program.
    thread: String,
}

impl fmt::Display for Crash {
    /// The whole text of a file for a report.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { place, thread } = self;
        let (system, processor) = (std::env::consts::OS, std::env::consts::ARCH);
        writeln!(f, "WhyBlocked {}", env!("CARGO_PKG_VERSION"))?;
        writeln!(f, "system: {system}, {processor}")?;
        writeln!(f, "thread: {thread}")?;
        writeln!(f, "place: {place}")
    }
}

/// Takes over what happens on a panic, and asks the system to keep the memory of the program out of its own reports.
/// Call it once, first of all.
pub fn prepare() {
    #[cfg(windows)]
    windows::leave_memory_out_of_reports();
    panic::set_hook(Box::new(note));
}

/// Does the work. Where it panics, the crash is what comes back.
pub fn guard<T>(work: impl FnOnce() -> T) -> Result<T, Crash> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|_message| last().unwrap_or_else(|| Crash::at("unknown place")))
}

/// The newest crash, once.
pub fn last() -> Option<Crash> {
    LAST.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take()
}

impl Crash {
    fn at(place: &str) -> Self {
        Self { place: place.to_owned(), thread: thread::current().name().unwrap_or("unnamed").to_owned() }
    }

    /// File, line and column.
    pub fn place(&self) -> &str {
        &self.place
    }
}

fn note(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map_or_else(
        || "unknown place".to_owned(),
        |location| format!("{}:{}:{}", short(location.file()), location.line(), location.column()),
    );
    // Without a console there is nobody to tell.
    drop(writeln!(std::io::stderr(), "whyblocked {}: stopped at {place}", env!("CARGO_PKG_VERSION")));
    *LAST.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(Crash::at(&place));
}

/// A path without the folders of the machine that built it. Our own files stand below the folder of the build; those of
/// libraries begin with the name of their package.
fn short(file: &str) -> String {
    let parts: Vec<&str> = file.split(['/', '\\']).collect();
    let is_absolute = parts.first().is_some_and(|first| first.is_empty() || first.ends_with(':'));
    let last = parts.len().saturating_sub(1);
    let from = match parts.iter().rposition(|part| *part == "src") {
        _ if !is_absolute => 0,
        Some(sources) => sources.saturating_sub(1),
        None => last,
    };
    parts.get(from..).unwrap_or_default().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_begins_with_its_package() {
        assert_eq!(short("src/extract/mod.rs"), "src/extract/mod.rs");
        assert_eq!(short("tests\\crash.rs"), "tests/crash.rs");
        assert_eq!(short("/a/registry/src/index/egui-0.37.0/src/text/mod.rs"), "egui-0.37.0/src/text/mod.rs");
        assert_eq!(short("C:\\a\\csv-1.4.0\\src\\reader.rs"), "csv-1.4.0/src/reader.rs");
        assert_eq!(short("/somebody/elsewhere.rs"), "elsewhere.rs");
        assert_eq!(short(""), "");
    }
}
