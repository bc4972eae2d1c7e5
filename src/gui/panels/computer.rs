//! This computer: what was read, shown before it enters anything; and the commands with which a device is asked itself.
//!
//! Edge: the program runs none of these commands. The person runs one, and pastes what it prints.

use eframe::egui::{Frame, Id, Label, Margin, Modal, RichText, ScrollArea, Stroke, Ui};

use crate::gui::theme::{colours, corner, space};
use crate::gui::widgets::{
    block_ui, card_ui, heading_ui, paragraph_ui, plain_button, primary_button, small_ui, subheading_ui,
};
use crate::gui::{Command, Words};
use crate::model::System;

/// Width of the card with what was read.
const WIDTH: f32 = 560.0;
/// Room that the heading and the buttons need beside the text.
const AROUND_TEXT: f32 = 280.0;

/// A command, and the key of what it tells.
type Asked = (&'static str, &'static str);

const WINDOWS: [Asked; 1] = [("dsregcmd /status", "ask.dsregcmd")];
const MACOS: [Asked; 3] = [
    ("app-sso platform -s", "ask.app-sso"),
    ("profiles status -type enrollment", "ask.profiles"),
    ("sw_vers", "ask.sw-vers"),
];
const LINUX: [Asked; 2] =
    [("journalctl --user -u intune-agent -n 50 --no-pager", "ask.journal"), ("dsreg --status", "ask.dsreg")];

/// Draws what this computer tells, over the window, until the person decides what becomes of it.
pub fn computer_ui(ui: &Ui, words: Words<'_>, text: &str) -> Option<Command> {
    let colours = colours(ui);
    let frame = Frame::new()
        .fill(colours.surface.into())
        .stroke(Stroke::new(1.0, eframe::egui::Color32::from(colours.line)))
        .corner_radius(corner())
        .inner_margin(Margin::same(16));
    let window = ui.ctx().content_rect();
    let card = Modal::new(Id::unique("this computer")).frame(frame).show(ui.ctx(), |ui| {
        ui.set_width(WIDTH.min(window.width() - 4.0 * space().large));
        ui.spacing_mut().item_spacing.y = space().small;
        heading_ui(ui, words.get("computer.heading"));
        paragraph_ui(ui, words.get("computer.what"));
        let most = (window.height() - AROUND_TEXT).max(80.0);
        ScrollArea::vertical().max_height(most).show(ui, |ui| block_ui(ui, text.trim_end()));
        small_ui(ui, words.get("computer.same"));
        let mut command = None;
        ui.horizontal_wrapped(|ui| {
            if primary_button(ui, words.get("computer.add")).clicked() {
                command = Some(Command::AddComputer);
            }
            if plain_button(ui, words.get("computer.leave")).clicked() {
                command = Some(Command::LeaveComputer);
            }
        });
        command
    });
    let left = card.backdrop_response.clicked().then_some(Command::LeaveComputer);
    card.inner.or(left)
}

/// Draws how a device is asked itself: `here` is the system of this computer, `named` the one that the sign-in names.
pub fn ask_ui(ui: &mut Ui, words: Words<'_>, here: Option<System>, named: Option<System>) -> Option<Command> {
    card_ui(ui, |ui| {
        heading_ui(ui, words.get("ask.heading"));
        let looked =
            plain_button(ui, words.get("answer.add-device")).on_hover_text(words.get("answer.add-device.hint"));
        let mut command = looked.clicked().then_some(Command::LookAtComputer);
        paragraph_ui(ui, words.get("ask.why"));
        // The refused device first.
        for (number, system) in [named, here.filter(|_| here != named)].into_iter().flatten().enumerate() {
            let key = if Some(system) == named { "ask.named" } else { "ask.here" };
            command = ui.push_id(number, |ui| commands_ui(ui, words, system, key)).inner.or(command);
        }
        command.or_else(|| plain_button(ui, words.get("ask.paste")).clicked().then_some(Command::Paste))
    })
}

fn commands_ui(ui: &mut Ui, words: Words<'_>, system: System, key: &'static str) -> Option<Command> {
    let (commands, place): (&[Asked], &str) = match system {
        System::Windows => (&WINDOWS, "ask.where.windows"),
        System::MacOs => (&MACOS, "ask.where.macos"),
        System::Linux => (&LINUX, "ask.where.linux"),
        System::Ios | System::Android | System::ChromeOs => (&[], ""),
    };
    let name = [("system", system.name())];
    ui.add_space(space().tight);
    if commands.is_empty() {
        paragraph_ui(ui, &words.fill("ask.phone", &name));
        return None;
    }
    subheading_ui(ui, &words.fill(key, &name));
    small_ui(ui, words.get(place));
    let mut asked = None;
    for (command, tells) in commands {
        ui.horizontal_top(|ui| {
            let copy = plain_button(ui, words.get("ask.copy"));
            let copy = copy.accessible_name(words.fill("ask.copy.name", &[("command", command)]));
            if copy.clicked() {
                asked = Some(Command::CopyText((*command).to_owned()));
            }
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.add(Label::new(RichText::new(*command).monospace()).wrap());
                small_ui(ui, words.get(tells));
            });
        });
    }
    asked
}
