//! Handing a report on by mail or by telephone, on a click only.

use eframe::egui::{Context, Memory, OpenUrl};

use super::app::App;
use super::help::Overlay;
use super::words::Words;
use crate::report::mail;
use crate::view::report::Redaction;
use crate::view::telephone::telephone;

impl App {
    /// Opens a message with the search keys in the person's own mail program, and copies the whole report for it.
    pub(super) fn mail_report(&mut self, ctx: &Context) {
        let Some(shown) = &self.shown else { return };
        let Some(report) = &shown.report else { return };
        // Like every word of an organisation, its address stays out of what is for anyone else.
        let is_for_own_it = shown.selection.destination != Some(Redaction::Personal);
        let organisation = self.organisation.as_deref().filter(|_| is_for_own_it);
        let desk = organisation.and_then(|organisation| organisation.verified()?.help_desk.email.as_deref());
        let words = Words::new(&self.knowledge, &report.view.language);
        let ask = format!("{}\n{}", words.get("mail.paste"), words.get("mail.whole"));
        let address = mail(&report.view, desk.unwrap_or_default(), &ask);
        let is_chosen = shown.selection.destination.is_some();
        self.put_report_into_clipboard(ctx);
        ctx.open_url(OpenUrl::new_tab(address));
        self.say(if is_chosen { "notice.mail" } else { "notice.mail-masked" });
    }

    /// Shows what to read aloud.
    pub(super) fn telephone(&mut self, ctx: &Context) {
        self.focused_before = ctx.memory(Memory::focused);
        let Some(shown) = &self.shown else { return };
        let redaction = shown.selection.redaction();
        let card = telephone(&shown.analysis, shown.selection.case, &self.knowledge, &shown.options, redaction);
        self.overlay = card.map(|card| Overlay::Telephone { card, redaction });
    }
}
