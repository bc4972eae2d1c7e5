//! The small parts that panels are made of. They know colours and distances, and nothing of sign-ins.

mod badge;
mod controls;
mod layout;
mod quote;

pub(crate) use badge::{certainty_ui, fork_icon_ui, tone_badge_ui, tone_icon_ui};
pub(crate) use controls::{chip_button, icon_button, plain_button, primary_button, segments_ui};
pub(crate) use layout::{block_ui, bullet_ui, card_ui, heading_ui, numbered_ui, paragraph_ui, small_ui, subheading_ui};
pub(crate) use quote::quote_ui;

use eframe::egui::Ui;
use eframe::egui::accesskit::{Live, Role};

/// Tells screen readers what something is, where egui would call it a mere label.
pub(crate) fn role(ui: &Ui, id: eframe::egui::Id, role: Role) {
    ui.ctx().accesskit_node_builder(id, |node| node.set_role(role));
}

/// Lets screen readers say something when it appears or changes.
pub(crate) fn announce(ui: &Ui, id: eframe::egui::Id) {
    ui.ctx().accesskit_node_builder(id, |node| node.set_live(Live::Polite));
}
