//! The members of an office file, which is a zip archive. A file that is cut off has lost its list of members; they are
//! then looked for one after the other, and the last one is read as far as it goes.

use std::borrow::Cow;
use std::io::{Cursor, Read as _};

use flate2::read::DeflateDecoder;
use zip::ZipArchive;

use super::super::budget::Budget;
use crate::intake::decode;

/// What a member begins with.
const MEMBER: &[u8] = b"PK\x03\x04";
/// More members than this are not looked for.
const MOST_MEMBERS: usize = 5000;

/// The members of one office file.
pub(super) struct Members<'a> {
    names: Vec<String>,
    store: Store<'a>,
    /// Whether something is missing or was read in part.
    pub(super) is_damaged: bool,
    /// Whether something was left out since there is too much of it.
    pub(super) is_cut: bool,
}

enum Store<'a> {
    Listed(Box<ZipArchive<Cursor<&'a [u8]>>>),
    Found(Vec<Found<'a>>),
}

/// A member without a list: how it is packed, and everything from its first byte on.
struct Found<'a> {
    name: String,
    is_deflated: bool,
    size: usize,
    rest: &'a [u8],
}

impl<'a> Members<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        if let Ok(archive) = ZipArchive::new(Cursor::new(bytes)) {
            let names = archive.file_names().flatten().take(MOST_MEMBERS).map(Cow::into_owned).collect();
            return Self { names, store: Store::Listed(Box::new(archive)), is_damaged: false, is_cut: false };
        }
        let found = search(bytes);
        let names = found.iter().map(|member| member.name.clone()).collect();
        Self { names, store: Store::Found(found), is_damaged: true, is_cut: false }
    }

    /// The names of all members, sorted as a person would: `slide2` before `slide10`.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names = self.names.clone();
        names.sort_by_key(|name| (name.len(), name.clone()));
        names.dedup();
        names
    }

    /// The name of the first member.
    pub(super) fn first(&self) -> Option<&str> {
        self.names.first().map(String::as_str)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.names.iter().any(|member| member == name)
    }

    /// Unpacks a member, as far as it is sound and the budget reaches. `None`: it is not there.
    pub(super) fn read(&mut self, name: &str, budget: &mut Budget) -> Option<Vec<u8>> {
        let most = budget.bytes();
        let (bytes, is_whole) = match &mut self.store {
            Store::Listed(archive) => {
                let file = archive.by_name(name);
                match file {
                    Ok(file) => read_some(file, most),
                    Err(zip::result::ZipError::FileNotFound) => return None,
                    Err(_) => (Vec::new(), false),
                }
            }
            Store::Found(found) => {
                let member = found.iter().find(|member| member.name == name)?;
                if member.is_deflated {
                    read_some(DeflateDecoder::new(member.rest), most)
                } else {
                    read_some(member.rest.get(..member.size).unwrap_or(member.rest), most)
                }
            }
        };
        budget.spend(bytes.len());
        self.is_cut |= bytes.len() >= most;
        self.is_damaged |= !is_whole;
        Some(bytes)
    }

    /// Unpacks a member that is text; nothing where it is not there.
    pub(super) fn text(&mut self, name: &str, budget: &mut Budget) -> String {
        let bytes = self.read(name, budget).unwrap_or_default();
        // XML is UTF-8 nearly always, and then it need not be copied.
        String::from_utf8(bytes).unwrap_or_else(|error| decode::decode(error.as_bytes()).text)
    }
}

/// What can be read, at most `most` bytes, and whether it ended soundly.
fn read_some(from: impl std::io::Read, most: usize) -> (Vec<u8>, bool) {
    let mut bytes = Vec::new();
    let end = from.take(most as u64).read_to_end(&mut bytes);
    (bytes, end.is_ok())
}

fn search(bytes: &[u8]) -> Vec<Found<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = bytes.get(at..).and_then(|rest| rest.windows(4).position(|four| four == MEMBER)) {
        at += offset + MEMBER.len();
        found.extend(bytes.get(at..).and_then(member));
        if found.len() >= MOST_MEMBERS {
            break;
        }
    }
    found
}

/// The member whose head goes on here, behind its mark.
fn member(head: &[u8]) -> Option<Found<'_>> {
    let two = |at: usize| head.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes).map(usize::from);
    let four = |at: usize| head.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes);
    let (method, size) = (two(4)?, usize::try_from(four(14)?).ok()?);
    let (name_len, extra_len) = (two(22)?, two(24)?);
    let name = std::str::from_utf8(head.get(26..26 + name_len)?).ok()?.to_owned();
    let rest = head.get(26 + name_len + extra_len..)?;
    matches!(method, 0 | 8).then_some(Found { name, is_deflated: method == 8, size, rest })
}

#[cfg(test)]
#[expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may stop where its own ground is missing")]
mod tests {
    use super::super::testing::zipped;
    use super::*;

    #[test]
    fn members_of_a_cut_file_are_found_and_read_as_far_as_they_go() {
        let text = (0..4000).map(|n| n.to_string()).collect::<Vec<_>>().join(" ");
        let whole = zipped(&[("a/first.xml", "one"), ("a/second.xml", &text)]);
        let mut sound = Members::of(&whole);
        assert_eq!(sound.read("a/second.xml", &mut Budget::default()).unwrap(), text.as_bytes());
        assert!(!sound.is_damaged && sound.read("a/third.xml", &mut Budget::default()).is_none());
        let mut cut = Members::of(&whole[..whole.len() / 2]);
        assert_eq!(cut.read("a/first.xml", &mut Budget::default()).unwrap(), b"one");
        let part = cut.read("a/second.xml", &mut Budget::default()).unwrap();
        assert!(cut.is_damaged && part.len() > 1000 && text.as_bytes().starts_with(&part));
    }

    #[test]
    fn a_member_that_swells_is_cut() {
        let bomb = zipped(&[("a", &" ".repeat(65 << 20))]);
        let mut budget = Budget::default();
        let mut members = Members::of(&bomb);
        let read = members.read("a", &mut budget).unwrap();
        assert!(members.is_cut && read.len() < 65 << 20 && budget.bytes() == 0);
    }
}
