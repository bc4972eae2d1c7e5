//! Files and folders: the only place that reads what a path names.
//!
//! A folder gives one source for each file in it. Edge: links are not followed out of a folder, and what is no ordinary
//! file (a device, a pipe, a socket) is never opened, since opening one can hang.

use std::fs;
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};

use super::{MOST_BYTES, read_limited};
use crate::model::{Origin, Source};

/// The most files that are read of one folder.
const MOST_FILES: usize = 200;
/// The most bytes that are read of one folder.
const MOST_FOLDER_BYTES: u64 = 128 << 20;
/// How many folders down files are read.
const DEEPEST: usize = 3;
/// The most names that are looked at.
const MOST_NAMES: usize = 20_000;

/// Why a path could not be read.
#[derive(Debug)]
pub struct Unreadable {
    /// The path.
    pub path: PathBuf,
    /// What the system said.
    pub error: Error,
}

/// What a path gave.
#[derive(Debug, Default)]
pub struct Handed {
    /// The file, or the files of the folder by name.
    pub sources: Vec<Source>,
    /// Files of the folder that could not be read.
    pub unreadable: Vec<Unreadable>,
    /// How many files of the folder were read, where it was not all.
    pub left_out: Option<LeftOut>,
}

/// How far a folder was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its name.
    pub folder: String,
    /// Files that were read.
    pub read: usize,
    /// Files that were seen.
    pub all: usize,
}

impl Handed {
    /// One thing that was handed over by itself.
    pub fn one(source: Source) -> Self {
        Self { sources: vec![source], ..Self::default() }
    }
}

/// Reads a file, at most [`MOST_BYTES`] and one byte of it, or the files of a folder.
pub fn read(path: &Path) -> Result<Handed, Unreadable> {
    let unreadable = |error| Unreadable { path: path.to_owned(), error };
    let metadata = fs::metadata(path).map_err(unreadable)?;
    if !metadata.is_dir() {
        return file(path, name_of(path)).map(Handed::one).map_err(unreadable);
    }
    let mut walk = Walk { handed: Handed::default(), seen: 0, names: 0, bytes: 0 };
    walk.folder(path, "", 0).map_err(unreadable)?;
    let Walk { mut handed, seen, .. } = walk;
    if handed.sources.is_empty() && handed.unreadable.is_empty() {
        return Err(unreadable(Error::new(ErrorKind::NotFound, "there is no file to read in this folder")));
    }
    let (read, all) = (handed.sources.len(), seen);
    handed.left_out = (read + handed.unreadable.len() < all).then(|| LeftOut { folder: name_of(path), read, all });
    Ok(handed)
}

fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// Reads one ordinary file.
fn file(path: &Path, name: String) -> Result<Source, Error> {
    if !fs::metadata(path)?.is_file() {
        return Err(Error::new(ErrorKind::InvalidInput, "it is no ordinary file"));
    }
    let bytes = read_limited(fs::File::open(path)?)?;
    Ok(Source { name, origin: Origin::File(path.to_owned()), bytes })
}

/// A walk through a folder.
struct Walk {
    handed: Handed,
    /// Files and links that were seen.
    seen: usize,
    /// Names that were looked at.
    names: usize,
    bytes: u64,
}

impl Walk {
    /// Reads the files of a folder, then those of the folders in it, both by name.
    fn folder(&mut self, path: &Path, prefix: &str, depth: usize) -> Result<(), Error> {
        let room = MOST_NAMES.saturating_sub(self.names);
        let mut entries: Vec<fs::DirEntry> = fs::read_dir(path)?.take(room).filter_map(Result::ok).collect();
        self.names += entries.len();
        entries.sort_by_key(fs::DirEntry::file_name);
        let mut folders = Vec::new();
        for entry in entries {
            let name = entry.file_name().to_string_lossy().into_owned();
            // The entry's own kind: a link is a link, wherever it leads.
            let Ok(kind) = entry.file_type() else { continue };
            let is_hidden = name.starts_with('.') || is_hidden_by_system(&entry);
            let shown = format!("{prefix}{name}");
            if kind.is_dir() && !is_hidden {
                folders.push((entry.path(), format!("{shown}/")));
            } else if !kind.is_dir() {
                self.seen += 1;
                if !is_hidden && !kind.is_symlink() {
                    self.file(&entry, shown, depth);
                }
            }
        }
        for (folder, prefix) in folders {
            if let Err(error) = self.folder(&folder, &prefix, depth + 1) {
                self.handed.unreadable.push(Unreadable { path: folder, error });
            }
        }
        Ok(())
    }

    fn file(&mut self, entry: &fs::DirEntry, name: String, depth: usize) {
        let size = entry.metadata().map_or(0, |metadata| metadata.len().min(MOST_BYTES as u64));
        let is_over =
            depth > DEEPEST || self.handed.sources.len() >= MOST_FILES || self.bytes + size > MOST_FOLDER_BYTES;
        if is_over {
            return;
        }
        self.bytes += size;
        match file(&entry.path(), name) {
            Ok(source) => self.handed.sources.push(source),
            Err(error) => self.handed.unreadable.push(Unreadable { path: entry.path(), error }),
        }
    }
}

/// Whether Windows hides a file.
#[cfg(windows)]
fn is_hidden_by_system(entry: &fs::DirEntry) -> bool {
    use std::os::windows::fs::MetadataExt as _;
    const HIDDEN: u32 = 2;
    entry.metadata().is_ok_and(|metadata| metadata.file_attributes() & HIDDEN != 0)
}

/// Elsewhere a name with a point in front is all there is.
#[cfg(not(windows))]
fn is_hidden_by_system(_entry: &fs::DirEntry) -> bool {
    false
}
