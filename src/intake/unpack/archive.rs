//! Archives: zip, tar and gzip. Each member is opened in turn.
//!
//! Edge: an archive is only read, in memory, up to the limits of the [`Budget`]; nothing is ever written to a disk.

use std::io::{Cursor, Read};

use flate2::bufread::MultiGzDecoder;
use zip::ZipArchive;
use zip::result::ZipError;

use super::budget::{Budget, DEEPEST};
use super::{Piece, names, open, unread};
use crate::intake::MOST_BYTES;

/// The container that is being read.
pub(super) struct Container<'a> {
    /// Its own name inside its input; empty for the input itself.
    pub(super) name: &'a str,
    /// How many containers it stands in.
    pub(super) depth: usize,
    pub(super) budget: &'a mut Budget,
    pub(super) pieces: &'a mut Vec<Piece>,
}

impl Container<'_> {
    /// Whether its members would stand too deep; then that is said.
    fn is_too_deep(&mut self) -> bool {
        let too_deep = self.depth >= DEEPEST;
        if too_deep {
            self.say("archive-too-deep");
        }
        too_deep
    }

    /// Says something about the container itself.
    fn say(&mut self, note: &'static str) {
        unread(self.name, note, self.budget, self.pieces);
    }

    /// Reads and opens one member. `Err`: its packed bytes are damaged; what came before the damage was opened.
    fn take(&mut self, member: &str, from: impl Read) -> std::io::Result<()> {
        let name = names::inside(self.name, member);
        let most = self.budget.bytes().min(MOST_BYTES);
        let mut bytes = Vec::new();
        // One byte more tells that there was more.
        let result = from.take(most as u64 + 1).read_to_end(&mut bytes);
        let is_cut = bytes.len() > most;
        bytes.truncate(most);
        self.budget.spend(bytes.len());
        self.budget.count_opened();
        let first = self.pieces.len();
        if !bytes.is_empty() {
            open(&name, &bytes, self.depth + 1, self.budget, self.pieces);
        } else if result.is_ok() {
            unread(&name, "empty", self.budget, self.pieces);
        }
        if is_cut && let Some(piece) = self.pieces.get_mut(first) {
            piece.notes.push("too-long");
        }
        result.map(drop)
    }
}

/// Opens the members of a zip archive.
pub(super) fn zip(bytes: &[u8], mut container: Container<'_>) {
    if container.is_too_deep() {
        return;
    }
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return zip_without_directory(bytes, container);
    };
    let mut is_protected = false;
    for number in 0..archive.len() {
        if container.budget.is_spent() {
            container.budget.leave_out(archive.len() - number);
            break;
        }
        // The raw member first: its head tells what opening it would only refuse.
        let Ok(head) = archive.by_index_raw(number) else { continue };
        let name = head.name().map_or_else(|_no_text| String::new(), std::borrow::Cow::into_owned);
        if head.is_dir() || head.is_symlink() || names::is_clutter(&name) {
            continue;
        }
        if head.encrypted() {
            is_protected = true;
            continue;
        }
        drop(head);
        let note = match archive.by_index(number) {
            Ok(member) => container.take(&name, member).err().map(|_damaged| "archive-damaged"),
            Err(ZipError::UnsupportedArchive(_)) => Some("archive-method"),
            Err(_damaged) => Some("archive-damaged"),
        };
        if let Some(note) = note {
            unread(&names::inside(container.name, &name), note, container.budget, container.pieces);
        }
    }
    if is_protected {
        container.say("protected");
    }
}

/// The directory of a zip archive stands at its end: of one that was cut off, the members are read one after another.
fn zip_without_directory(bytes: &[u8], mut container: Container<'_>) {
    let mut rest = Cursor::new(bytes);
    while !container.budget.is_spent() {
        let Ok(Some(member)) = zip::read::read_zipfile_from_stream(&mut rest) else { break };
        let name = member.name().map_or_else(|_no_text| String::new(), std::borrow::Cow::into_owned);
        let passed_over = member.is_dir() || member.is_symlink() || names::is_clutter(&name);
        if !passed_over && container.take(&name, member).is_err() {
            break;
        }
    }
    container.say("archive-damaged");
}

/// Opens the members of a tar archive.
pub(super) fn tar(bytes: &[u8], mut container: Container<'_>) {
    if container.is_too_deep() {
        return;
    }
    let mut archive = tar::Archive::new(Cursor::new(bytes));
    let Ok(entries) = archive.entries() else { return container.say("archive-damaged") };
    for entry in entries {
        let Ok(entry) = entry else { return container.say("archive-damaged") };
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if !entry.header().entry_type().is_file() || names::is_clutter(&name) {
            continue;
        }
        if container.budget.is_spent() {
            container.budget.leave_out(1);
        } else if container.take(&name, entry).is_err() {
            return container.say("archive-damaged");
        }
    }
}

/// Opens what is packed with gzip, several parts in a row included.
pub(super) fn gzip(bytes: &[u8], mut container: Container<'_>) {
    if container.is_too_deep() {
        return;
    }
    let decoder = MultiGzDecoder::new(bytes);
    let name =
        decoder.header().and_then(|header| header.filename()).map(|name| String::from_utf8_lossy(name).into_owned());
    if container.budget.is_spent() {
        container.budget.leave_out(1);
    } else if container.take(&name.unwrap_or_default(), decoder).is_err() {
        container.say("archive-damaged");
    }
}
