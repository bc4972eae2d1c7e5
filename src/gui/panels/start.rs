//! The start screen: one calm card to hand something over, and examples to try.

use eframe::egui::{
    Align, Id, Key, KeyboardShortcut, Label, Layout, Margin, Modifiers, RichText, ScrollArea, TextEdit, Ui, vec2,
};

use super::{Pane, begins_pane};
use crate::gui::theme::{bold, colours, size, space};
use crate::gui::widgets::{
    Icon, card_ui, heading_ui, is_heading, plain_button, primary_button, primary_sign_button, sign_button, small_ui,
};
use crate::gui::{Command, Words};

/// Name of the text box.
pub(crate) const DRAFT: &str = "draft";
const WIDTH: f32 = 560.0;

/// Draws the start screen. `examples` are keys of display words.
pub fn start_ui(
    ui: &mut Ui,
    words: Words<'_>,
    draft: &str,
    examples: &[&'static str],
    knowledge: &str,
) -> Option<Command> {
    let mut command = None;
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        let width = WIDTH.min(ui.available_width() - 2.0 * space().large);
        let side = (ui.available_width() - width) / 2.0;
        ui.add_space((ui.available_height() * 0.12 - space().large).max(space().small));
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_space(side);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.x = space().small;
                ui.set_width(width);
                command = contents_ui(ui, words, draft, examples, knowledge);
            });
        });
    });
    command
}

fn contents_ui(
    ui: &mut Ui,
    words: Words<'_>,
    draft: &str,
    examples: &[&'static str],
    knowledge: &str,
) -> Option<Command> {
    let title = ui.add(Label::new(bold(words.get("start.question"), size().display)).wrap());
    is_heading(ui, title.id, words.get("start.question"));
    ui.add(Label::new(RichText::new(words.get("start.promise")).color(colours(ui).weak)).wrap());
    ui.add_space(space().small);
    let handed = card_ui(ui, |ui| hand_over_ui(ui, words, draft, "start.title"));
    ui.add_space(space().medium);
    let tried = examples_ui(ui, words, examples);
    ui.add_space(space().huge);
    foot_ui(ui, words, knowledge);
    handed.or(tried)
}

/// Draws the box for a message and the other ways to hand something over, under a heading.
pub(super) fn hand_over_ui(ui: &mut Ui, words: Words<'_>, draft: &str, heading: &'static str) -> Option<Command> {
    let mut command = None;
    heading_ui(ui, words.get(heading));
    let mut text = draft.to_owned();
    let edit = TextEdit::multiline(&mut text)
        .id(Id::unique(DRAFT))
        .desired_rows(4)
        .desired_width(f32::INFINITY)
        .margin(Margin::same(8))
        .hint_text(words.get("start.hint"))
        // A single line, such as a bare code, is explained with Enter.
        .return_key(KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter));
    let response = ui.name_inputs(words.get("start.box"), |ui| ui.add(edit));
    begins_pane(ui, Pane::Source, &response);
    if response.changed() {
        command =
            Some(if is_pasted(draft, &text) { Command::AddText(text.clone()) } else { Command::Draft(text.clone()) });
    }
    let entered = response.has_focus() && ui.input(|input| input.key_pressed(Key::Enter) && input.modifiers.is_none());
    if entered && !text.trim().is_empty() {
        command = Some(Command::Explain);
    }
    ui.horizontal_wrapped(|ui| {
        let ready = !text.trim().is_empty();
        if ready && primary_button(ui, words.get("start.explain")).clicked() {
            command = Some(Command::Explain);
        }
        if !ready && primary_sign_button(ui, Icon::Paste, words.get("start.paste")).clicked() {
            command = Some(Command::Paste);
        }
        ui.spacing_mut().button_padding = vec2(space().large, space().small);
        if sign_button(ui, Icon::Open, words.get("start.open")).clicked() {
            command = Some(Command::Open);
        }
        ui.add_space(space().small);
        small_ui(ui, words.get("start.drop"));
    });
    command
}

/// A whole message that arrives at once in an empty box was pasted: then there is nothing to wait for.
fn is_pasted(before: &str, after: &str) -> bool {
    before.is_empty() && after.trim().len() > 8
}

fn examples_ui(ui: &mut Ui, words: Words<'_>, examples: &[&'static str]) -> Option<Command> {
    let mut command = None;
    small_ui(ui, words.get("start.examples"));
    ui.horizontal_wrapped(|ui| {
        for (number, key) in examples.iter().enumerate() {
            if plain_button(ui, words.get(key)).clicked() {
                command = Some(Command::Example(number));
            }
        }
    });
    command
}

fn foot_ui(ui: &mut Ui, words: Words<'_>, knowledge: &str) {
    ui.with_layout(Layout::top_down(Align::LEFT), |ui| {
        small_ui(ui, words.get("start.private"));
        let versions = [("version", env!("CARGO_PKG_VERSION")), ("date", knowledge)];
        small_ui(ui, &words.fill("start.version", &versions));
    });
}
