//! Looking at this computer: what was read waits in the window until the person adds it or leaves it out.

use eframe::egui::Context;

use super::app::App;
use crate::device;
use crate::model::{Origin, Source};

impl App {
    /// Reads what this computer tells now, and shows it. Nothing of it is in an answer yet.
    pub(super) fn look_at_computer(&mut self) {
        self.computer = device::text();
        if self.computer.is_none() {
            self.say("notice.device");
        }
    }

    /// Takes exactly what was shown as an input, in the place of an earlier one.
    pub(super) fn add_computer(&mut self, ctx: &Context) {
        let Some(text) = self.computer.take() else { return };
        let name = self.words().get("source.device").to_owned();
        self.sources.retain(|source| source.name != name || source.origin != Origin::Pasted);
        self.add(Source::text(name, Origin::Pasted, &text), ctx);
    }

    /// Forgets it.
    pub(super) fn leave_computer(&mut self) {
        self.computer = None;
    }
}
