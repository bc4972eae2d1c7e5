//! The small parts that panels are made of. They know colours and distances, and nothing of sign-ins.

mod badge;
mod controls;
mod copy;
mod fold;
mod icon;
mod layout;
mod overlay;
mod quote;
mod row;
mod tongue;
mod walk;

pub(crate) use badge::{certainty_ui, tone_badge_ui, tone_icon_ui};
pub(crate) use controls::{
    chip_button, choices_ui, icon_button, name_width, named_ui, plain_button, primary_button, primary_sign_button,
    segments_ui, sign_button, theme_button,
};
pub(crate) use copy::{copy_ui, is_id};
pub(crate) use fold::{Fold, fold_ui};
pub(crate) use icon::{Icon, icon_ui};
pub(crate) use layout::{block_ui, bullet_ui, card_ui, heading_ui, numbered_ui, paragraph_ui, small_ui, subheading_ui};
pub(crate) use overlay::overlay_ui;
pub(crate) use quote::quote_ui;
pub(crate) use row::{GUTTER, Row, cut, follow_into, row_ui, sign_ui};
pub(crate) use tongue::tongue_button;
pub(crate) use walk::{name_ui, walk_ui};

use eframe::egui::Ui;
use eframe::egui::accesskit::{Live, Role};

/// Tells screen readers that a label is a heading.
pub(crate) fn is_heading(ui: &Ui, id: eframe::egui::Id, text: &str) {
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_role(Role::Heading);
        // A label's words are its value, a heading's are its name.
        node.clear_value();
        node.set_label(text);
    });
}

/// Brings a control into sight when the Tab key reaches it.
fn follow_focus(response: eframe::egui::Response) -> eframe::egui::Response {
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    response
}

/// Lets screen readers say something when it appears or changes.
pub(crate) fn announce(ui: &Ui, id: eframe::egui::Id) {
    ui.ctx().accesskit_node_builder(id, |node| node.set_live(Live::Polite));
}
