//! Finding words in the text that is shown: in any case, also where a line ends between them.
//!
//! Edge: it knows bytes and nothing of what they mean. A text short enough to be edited is searched at once, a longer one in a
//! job, so that no frame waits for it.

use std::ops::Range;
use std::sync::Arc;

use eframe::egui::{Context, Id, Memory};
use regex::{Regex, RegexBuilder};

use super::app::App;
use super::inputs::MOST_EDITED;
use super::panels::source;
use super::shown::{Page, Shown};
use crate::job::{Cancelled, Job, Progress};

/// The most places that are told; among more nobody walks.
pub(super) const MOST_FOUND: usize = 10_000;
/// A job looks through so many bytes before it asks whether its result is still wanted.
const SLICE: usize = 1 << 20;
/// The longest words that are looked for, in bytes.
const LONGEST_WANTED: usize = 1000;

/// What is looked for in the shown text, and where it stands.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a matter of its own")]
pub struct Find {
    /// The words.
    pub wanted: String,
    /// Where they stand in the text, in order.
    pub found: Vec<Range<usize>>,
    /// Number of the place that is shown.
    pub at: usize,
    /// Whether there are more places than are told.
    pub is_cut: bool,
    /// Whether the search is still going on.
    pub is_searching: bool,
    /// Whether the place is to be brought into sight, in the next frame only.
    pub reveal: bool,
    /// The text that was searched.
    text: Arc<str>,
    /// Whether it must be searched anew.
    is_stale: bool,
    /// Whether what is found next is to be brought into sight: it was asked for, and not the text changed.
    is_asked: bool,
    /// Where the focus was before, and goes back to.
    before: Option<Id>,
}

/// Places of words in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Places {
    pub(super) found: Vec<Range<usize>>,
    pub(super) is_cut: bool,
}

/// A search on its way.
pub(super) type Finding = Job<Result<Places, Cancelled>>;

impl Find {
    /// The place that is shown.
    pub fn current(&self) -> Option<&Range<usize>> {
        self.found.get(self.at)
    }

    /// Goes to the next or the one before, round the ends.
    pub(super) fn step(&mut self, forward: bool) {
        let count = self.found.len();
        if count > 0 {
            self.at = if forward { self.at + 1 } else { self.at + count - 1 } % count;
            self.reveal = true;
        }
    }

    /// Takes the places. The one that is shown is the first from where the search stood.
    fn take(&mut self, places: Places, from: usize) {
        self.found = places.found;
        self.is_cut = places.is_cut;
        self.is_searching = false;
        let next = self.found.partition_point(|place| place.start < from);
        self.at = if next < self.found.len() { next } else { 0 };
        self.reveal |= std::mem::take(&mut self.is_asked);
    }
}

/// The words as a pattern: letters in any case, and a gap is any gap. `None` where there are no words.
pub(super) fn pattern(wanted: &str) -> Option<Regex> {
    let short = wanted.get(..wanted.floor_char_boundary(LONGEST_WANTED)).unwrap_or(wanted);
    let words: Vec<String> = short.split_whitespace().map(regex::escape).collect();
    if words.is_empty() {
        return None;
    }
    RegexBuilder::new(&words.join(r"\s+")).case_insensitive(true).build().ok()
}

/// All places in a text; stops where they are no longer wanted.
pub(super) fn places(text: &str, pattern: &Regex, progress: &Progress) -> Result<Places, Cancelled> {
    let mut places = Places::default();
    let (mut at, mut end) = (0, 0);
    while end < text.len() {
        end = text.ceil_char_boundary((end + SLICE).min(text.len()));
        progress.advance(end as u64, text.len() as u64)?;
        let part = text.get(..end).unwrap_or(text);
        while let Some(found) = pattern.find_at(part, at) {
            // What reaches the end of the slice may go on behind it: it is looked at again with the next.
            if found.end() == end && end < text.len() {
                break;
            }
            if places.found.len() == MOST_FOUND {
                places.is_cut = true;
                return Ok(places);
            }
            places.found.push(found.range());
            at = found.end();
        }
        // Words that begin in this slice and end in the next are no longer than this, gaps aside.
        at = at.max(text.floor_char_boundary(end.saturating_sub(4 * LONGEST_WANTED)));
    }
    Ok(places)
}

impl App {
    /// Opens the search, or goes back to its words.
    pub(super) fn open_find(&mut self, ctx: &Context) {
        let before = ctx.memory(Memory::focused).filter(|&id| id != source::find_id());
        let Some(shown) = &mut self.shown else { return };
        shown.selection.page = Page::Source;
        self.pictures.chosen = None;
        let text = Id::unique(source::text_id(shown.selection.input));
        let find = shown.selection.find.get_or_insert_with(|| Find { is_stale: true, ..Find::default() });
        find.before = before.or(find.before).or(Some(text));
        ctx.memory_mut(|memory| memory.request_focus(source::find_id()));
    }

    /// Looks for these words from where the last ones stood.
    pub(super) fn find(&mut self, wanted: String) {
        if let Some(find) = self.shown.as_mut().and_then(|shown| shown.selection.find.as_mut()) {
            find.wanted = wanted;
            find.is_stale = true;
            find.is_asked = true;
        }
    }

    /// Goes to the next place or the one before; opens the search where it is not open.
    pub(super) fn find_step(&mut self, forward: bool, ctx: &Context) {
        match self.shown.as_mut().and_then(|shown| shown.selection.find.as_mut()) {
            Some(find) => {
                find.step(forward);
                self.pictures.chosen = None;
                if let Some(shown) = &mut self.shown {
                    shown.selection.page = Page::Source;
                }
            }
            None => self.open_find(ctx),
        }
    }

    /// Closes the search and gives the focus back. `false`: none was open.
    pub(super) fn close_find(&mut self, ctx: &Context) -> bool {
        let Some(find) = self.shown.as_mut().and_then(|shown| shown.selection.find.take()) else { return false };
        self.finding = None;
        if let Some(before) = find.before {
            ctx.memory_mut(|memory| memory.request_focus(before));
        }
        true
    }

    /// Searches the text that is shown now, if it is another one or other words are wanted, and takes what was found.
    pub(super) fn follow_find(&mut self, ctx: &Context) {
        let Some(shown) = &mut self.shown else {
            self.finding = None;
            return;
        };
        let text = text_in_sight(shown);
        let Some(find) = &mut shown.selection.find else { return };
        if !Arc::ptr_eq(&find.text, &text) {
            find.is_stale |= find.text != text;
            find.text = text;
        }
        let from = find.current().map_or(0, |place| place.start);
        if std::mem::take(&mut find.is_stale) {
            self.finding = start(find, from, ctx);
        }
        let Some(finished) = self.finding.as_ref().and_then(Job::poll) else { return };
        self.finding = None;
        find.take(finished.ok().and_then(Result::ok).unwrap_or_default(), from);
    }
}

/// Searches a short text at once and gives a job for a long one.
fn start(find: &mut Find, from: usize, ctx: &Context) -> Option<Finding> {
    let Some(pattern) = pattern(&find.wanted) else {
        find.take(Places::default(), from);
        return None;
    };
    if find.text.len() <= MOST_EDITED {
        find.take(places(&find.text, &pattern, &Progress::default()).unwrap_or_default(), from);
        return None;
    }
    find.is_searching = true;
    let (text, wake) = (Arc::clone(&find.text), ctx.clone());
    Job::spawn("find", move || wake.request_repaint(), move |progress| places(&text, &pattern, progress)).ok()
}

/// The text as it stands on the screen: while the analysis is behind the typing, the typed one.
fn text_in_sight(shown: &Shown) -> Arc<str> {
    let read = shown.views.sources.get(shown.selection.input).map(|source| Arc::clone(&source.text));
    match &shown.selection.edited {
        Some(edited) => Arc::from(edited.as_str()),
        None => read.unwrap_or_default(),
    }
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test may stop where its own ground is missing")]
mod tests {
    use super::*;

    fn found<'t>(text: &'t str, wanted: &str) -> Vec<&'t str> {
        let pattern = pattern(wanted).expect("there are words");
        let places = places(text, &pattern, &Progress::default()).expect("nobody cancels");
        places.found.into_iter().filter_map(|place| text.get(place)).collect()
    }

    #[test]
    fn letters_are_found_in_any_case_and_signs_as_they_are() {
        assert_eq!(found("Error ERROR error", "eRRor").len(), 3);
        assert_eq!(found("Zugriff verweigert: MÜNCHEN", "münchen"), ["MÜNCHEN"]);
        assert_eq!(found("a.c abc", "a.c"), ["a.c"]);
        assert!(pattern(" \n ").is_none());
    }

    #[test]
    fn words_are_found_across_the_end_of_a_line() {
        assert_eq!(found("Device\r\n    state: Unregistered", "device state"), ["Device\r\n    state"]);
    }

    #[test]
    fn a_long_text_is_searched_in_a_job_and_a_short_one_at_once() {
        let find = |text: String| Find { wanted: "b".to_owned(), text: text.into(), ..Find::default() };
        let mut short = find("a b".to_owned());
        assert!(start(&mut short, 0, &Context::default()).is_none() && short.current() == Some(&(2..3)));
        let mut long = find(format!("{}b", "a".repeat(MOST_EDITED)));
        assert!(start(&mut long, 0, &Context::default()).is_some() && long.is_searching && long.found.is_empty());
    }

    #[test]
    fn a_slice_ends_no_word() {
        for before in SLICE - 12..SLICE + 2 {
            let text = format!("{}é Unregistered é", ".".repeat(before));
            assert_eq!(found(&text, "unregistered é"), ["Unregistered é"], "{before}");
        }
    }

    #[test]
    fn too_many_places_are_cut_and_said_so() {
        let text = "ab ".repeat(MOST_FOUND + 1);
        let places = places(&text, &pattern("ab").expect("words"), &Progress::default()).expect("nobody cancels");
        assert!(places.is_cut && places.found.len() == MOST_FOUND);
        let fits = "ab ".repeat(MOST_FOUND);
        assert!(!super::places(&fits, &pattern("ab").expect("words"), &Progress::default()).expect("done").is_cut);
    }

    #[test]
    fn a_search_that_is_not_wanted_any_more_stops() {
        let progress = Progress::default();
        progress.cancel();
        assert_eq!(places("text", &pattern("t").expect("words"), &progress), Err(Cancelled));
    }

    #[test]
    fn steps_go_round_and_an_edit_keeps_the_place() {
        let mut find = Find { found: vec![0..1, 5..6, 9..10], ..Find::default() };
        find.step(false);
        assert_eq!(find.at, 2);
        find.step(true);
        assert_eq!(find.at, 0);
        find.take(Places { found: vec![0..1, 6..7, 10..11], is_cut: false }, 5);
        assert_eq!(find.at, 1);
    }
}
