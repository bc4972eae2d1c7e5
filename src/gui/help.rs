//! What lies over the window when it is asked for: about this program and help, or what to read on the telephone.

use std::ops::Range;
use std::sync::LazyLock;

use eframe::egui::{Context, Memory};

use super::app::App;
use super::find::{Places, pattern, places};
use super::panels::help;
use crate::job::Progress;
use crate::organisation::Trust;
use crate::view::report::Redaction;
use crate::view::telephone::TelephoneView;

/// The licences of all that is inside the program.
const LICENCES: &str = include_str!("../../assets/licences.txt");

/// Where each of their lines stands.
static LINES: LazyLock<Vec<Range<usize>>> = LazyLock::new(|| {
    let start = LICENCES.as_ptr().addr();
    LICENCES
        .lines()
        .map(|line| line.as_ptr().addr() - start)
        .zip(LICENCES.lines())
        .map(|(at, line)| at..at + line.len())
        .collect()
});

/// What lies over the window.
#[derive(Clone, Debug)]
pub(super) enum Overlay {
    /// About this program and help.
    Help(HelpView),
    /// What to read on the telephone.
    Telephone {
        /// The card.
        card: TelephoneView,
        /// What was taken out of it.
        redaction: Redaction,
    },
}

/// The pages of the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HelpPage {
    /// What this program is.
    About,
    /// Its keys.
    Keys,
    /// What it does with data.
    Privacy,
    /// The licences of its parts.
    Licences,
}

/// The help as it is shown.
#[derive(Clone, Debug)]
pub struct HelpView {
    /// The page.
    pub page: HelpPage,
    /// Date of the knowledge.
    pub knowledge: String,
    /// What the window is drawn with.
    pub renderer: String,
    /// Where the organisation's file was found, and whether an administrator vouches for it.
    pub organisation: Option<(String, bool)>,
    /// The licences.
    pub licences: Licences,
}

/// A long text of which only the lines in sight are laid out, with words that are looked for.
#[derive(Clone, Debug)]
pub struct Licences {
    /// All of it.
    pub text: &'static str,
    /// Where each line stands.
    pub lines: &'static [Range<usize>],
    /// The words.
    pub wanted: String,
    /// Where they stand.
    pub found: Vec<Range<usize>>,
    /// Number of the place that is shown.
    pub at: usize,
    /// Whether it is to be brought into sight, in the next frame only.
    pub reveal: bool,
}

impl Default for Licences {
    fn default() -> Self {
        let (wanted, found) = (String::new(), Vec::new());
        Self { text: LICENCES, lines: &LINES, wanted, found, at: 0, reveal: false }
    }
}

impl Licences {
    /// Looks for these words.
    pub fn find(&mut self, wanted: String) {
        let found = pattern(&wanted).and_then(|pattern| places(self.text, &pattern, &Progress::default()).ok());
        let Places { found, .. } = found.unwrap_or_default();
        (self.wanted, self.found, self.at, self.reveal) = (wanted, found, 0, true);
    }

    /// Goes to the next place or the one before.
    pub fn step(&mut self, forward: bool) {
        let count = self.found.len();
        if count > 0 {
            self.at = if forward { self.at + 1 } else { self.at + count - 1 } % count;
            self.reveal = true;
        }
    }
}

impl App {
    /// Opens the help, or closes it where it is open.
    pub(super) fn help(&mut self, ctx: &Context) {
        if matches!(self.overlay, Some(Overlay::Help(_))) {
            return self.close_overlay();
        }
        self.focused_before = ctx.memory(Memory::focused);
        let organisation = self.organisation.as_deref();
        self.overlay = Some(Overlay::Help(HelpView {
            page: HelpPage::About,
            knowledge: self.knowledge.date.clone(),
            renderer: self.renderer.clone(),
            organisation: organisation.map(|found| (found.source().to_owned(), found.trust() == Trust::Verified)),
            licences: Licences::default(),
        }));
    }

    /// Changes what the help shows.
    pub(super) fn in_help(&mut self, change: impl FnOnce(&mut HelpView)) {
        if let Some(Overlay::Help(help)) = &mut self.overlay {
            change(help);
        }
    }

    /// Finds in the licences while these are shown. `false`: they are not.
    pub(super) fn find_in_help(&mut self, ctx: &Context) -> bool {
        let Some(Overlay::Help(help)) = &mut self.overlay else { return self.overlay.is_some() };
        help.page = HelpPage::Licences;
        ctx.memory_mut(|memory| memory.request_focus(help::find_id()));
        true
    }

    /// Takes away what lies over the window and gives the focus back.
    pub(super) fn close_overlay(&mut self) {
        self.overlay = None;
        if let Some(before) = self.focused_before.take() {
            self.focus_back = Some((before, 2));
        }
    }

    /// Gives the focus back to where it was.
    pub(super) fn follow_focus(&mut self, ctx: &Context) {
        if let Some((before, frames)) = self.focus_back.take() {
            ctx.memory_mut(|memory| memory.request_focus(before));
            self.focus_back = frames.checked_sub(1).map(|left| (before, left));
            ctx.request_repaint();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_licences_is_where_it_is_said_to_be() {
        let lines: Vec<&str> = LINES.iter().filter_map(|line| LICENCES.get(line.clone())).collect();
        assert!(lines.len() > 1000 && lines == LICENCES.lines().collect::<Vec<_>>());
    }

    #[test]
    fn a_part_of_the_program_is_found_with_its_licence() {
        let mut licences = Licences::default();
        licences.find("EFRAME 0".to_owned());
        assert!(
            licences.found.first().and_then(|place| LICENCES.get(place.clone())).is_some_and(|text| text == "eframe 0")
        );
        licences.find("no such part".to_owned());
        licences.step(true);
        assert!(licences.found.is_empty());
    }
}
