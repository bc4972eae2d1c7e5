//! What the person says when asked: how it went with what was tried, answers to questions, whose the sign-ins are, and since
//! when flagging is on.
//!
//! Edge: all of it lives as long as the window shows this answer, and is never stored.

use std::time::Duration;

use eframe::egui::Context;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::app::App;
use super::shown::Part;
use crate::model::{About, Answer, Outcome};

/// For so long an error page marks what is tried after flagging was switched on (entra-docs overview-flagged-sign-ins, 2025-03-17).
const FLAGGING: SignedDuration = SignedDuration::from_mins(20);

/// Where "was this you?" is asked; other questions stand beside the tests.
pub(crate) const OWN: [&str; 2] = ["own-attempt", "code-sent"];

/// Flagging that was switched on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag {
    /// Key of a case of the person who did it.
    pub of: String,
    /// When it ends by itself.
    pub ends: Timestamp,
    /// The same as time of day.
    pub until: String,
    /// Minutes that are left; 0: it is over.
    pub left: i64,
}

impl App {
    /// Takes or takes back how it went with something tried, and judges anew.
    pub(super) fn take_tried(&mut self, key: &str, id: String, outcome: Option<Outcome>, ctx: &Context) {
        let about = About::Step { id, outcome: outcome.unwrap_or(Outcome::Blocked) };
        self.take_answer(key, about, outcome.is_some(), Part::Tests, ctx);
    }

    /// Takes or takes back the answer to a question, and judges anew.
    pub(super) fn take_answered(&mut self, key: &str, id: String, answer: Option<String>, ctx: &Context) {
        let part = if OWN.contains(&id.as_str()) { Part::Own } else { Part::Questions };
        let given = answer.is_some();
        self.take_answer(key, About::Question { id, answer: answer.unwrap_or_default() }, given, part, ctx);
    }

    fn take_answer(&mut self, key: &str, about: About, given: bool, part: Part, ctx: &Context) {
        // The same may have been answered while another attempt of this person was shown.
        for of in self.keys_of_person(key) {
            self.told.forget(&Answer { of: Some(of), about: about.clone() });
        }
        if given {
            self.told.take(Answer { of: Some(key.to_owned()), about });
        }
        self.answered_in = Some(part);
        self.restart(ctx);
    }

    /// The keys of all refused attempts of the person whose attempt has this key.
    fn keys_of_person(&self, key: &str) -> Vec<String> {
        let cases = || self.shown.iter().flat_map(|shown| &shown.views.cases);
        let person = cases().find(|case| case.key == key).map(|case| case.person);
        cases().filter(|case| Some(case.person) == person).map(|case| case.key.clone()).collect()
    }

    /// Takes whether sign-ins without a name are of one person, and judges anew.
    pub(super) fn take_one_person(&mut self, one_person: bool, ctx: &Context) {
        self.told.one_person = one_person;
        self.restart(ctx);
    }

    /// Forgets what was tried and answered, of everybody.
    pub(super) fn forget_answers(&mut self, ctx: &Context) {
        self.told.answers.clear();
        self.restart(ctx);
    }

    /// Starts the clock of the flagging that the person with this case switched on; without one, stops it.
    pub(super) fn flag(&mut self, of: Option<String>) {
        let now = self.present();
        let Some(shown) = &mut self.shown else { return };
        let ends = of.and_then(|of| Some((of, now.checked_add(FLAGGING).ok()?)));
        shown.selection.flag = ends.map(|(of, ends)| {
            let until = match &shown.options.zone {
                Some(zone) => ends.to_zoned_datetime(zone.clone()).strftime("%H:%M").to_string(),
                None => ends.to_zoned_datetime(TimeZone::UTC).strftime("%H:%M UTC").to_string(),
            };
            Flag { of, ends, until, left: FLAGGING.as_mins() }
        });
    }

    /// Lets the clock of the flagging go on, and asks for a frame when its minute is over.
    pub(super) fn follow_flag(&mut self, ctx: &Context) {
        let now = self.present();
        let Some(flag) = self.shown.as_mut().and_then(|shown| shown.selection.flag.as_mut()) else { return };
        let seconds = flag.ends.duration_since(now).as_secs().max(0);
        flag.left = (seconds + 59) / 60;
        if seconds > 0 {
            let of_this_minute = u64::try_from((seconds - 1) % 60).unwrap_or_default() + 1;
            ctx.request_repaint_after(Duration::from_secs(of_this_minute));
        }
    }
}
