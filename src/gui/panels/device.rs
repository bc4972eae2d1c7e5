//! What a device says of itself, and what that does not prove.

use eframe::egui::Ui;

use super::statements::statement_ui;
use crate::gui::widgets::{bullet_ui, card_ui, heading_ui, small_ui, subheading_ui};
use crate::gui::{Command, Selection, Words};
use crate::view::{DeviceView, StatementView};

/// Draws every device that speaks in the inputs; before them, how they compare with the sign-in.
pub fn devices_ui(
    ui: &mut Ui,
    words: Words<'_>,
    devices: &[DeviceView],
    compared: &[StatementView],
    selection: &Selection,
) -> Option<Command> {
    if devices.is_empty() {
        return None;
    }
    let mut command = None;
    card_ui(ui, |ui| {
        heading_ui(ui, words.get("report.device"));
        for (number, statement) in compared.iter().enumerate() {
            let shown = ui.push_id(number, |ui| bullet_ui(ui, |ui| statement_ui(ui, words, statement, selection)));
            command = shown.inner.or(command.take());
        }
        for (number, device) in devices.iter().enumerate() {
            command =
                ui.push_id(("device", number), |ui| device_ui(ui, words, device, selection)).inner.or(command.take());
        }
    });
    command
}

fn device_ui(ui: &mut Ui, words: Words<'_>, device: &DeviceView, selection: &Selection) -> Option<Command> {
    let mut command = None;
    subheading_ui(ui, &device.title);
    for row in &device.rows {
        command = bullet_ui(ui, |ui| statement_ui(ui, words, row, selection)).or(command);
    }
    for remark in &device.remarks {
        small_ui(ui, remark);
    }
    command
}
