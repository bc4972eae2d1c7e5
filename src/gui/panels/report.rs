//! The report for IT: for whom, where it goes, exactly what is copied, and what an administrator can run.

use eframe::egui::{Id, Ui, vec2};

use crate::gui::theme::{bold, size, space};
use crate::gui::widgets::{
    Fold, Icon, block_ui, card_ui, fold_ui, heading_ui, named_ui, plain_button, primary_sign_button, segments_ui,
    sign_button, small_ui, tongue_button,
};
use crate::gui::{Command, ReportShown, Selection, Words};
use crate::view::report::{Audience, KeyView, QueryView, Redaction};

/// Draws the report.
pub fn report_ui(ui: &mut Ui, words: Words<'_>, report: &ReportShown, selection: &Selection) -> Option<Command> {
    card_ui(ui, |ui| {
        heading_ui(ui, words.get("share.heading"));
        let chosen = choices_ui(ui, words, selection);
        let chosen = language_ui(ui, words, &report.view.language).or(chosen);
        block_ui(ui, report.text.trim_end());
        let mut command = None;
        ui.horizontal_wrapped(|ui| {
            if primary_sign_button(ui, Icon::Copy, words.get("share.copy")).clicked() {
                command = Some(Command::CopyReport);
            }
            ui.spacing_mut().button_padding = vec2(space().large, space().small);
            if sign_button(ui, Icon::Save, words.get("share.save")).clicked() {
                command = Some(Command::Save);
            }
            let mail = sign_button(ui, Icon::Mail, words.get("share.mail")).on_hover_text(words.get("share.mail.hint"));
            if mail.clicked() {
                command = Some(Command::Mail);
            }
            let telephone = sign_button(ui, Icon::Telephone, words.get("share.telephone"));
            if telephone.on_hover_text(words.get("share.telephone.hint")).clicked() {
                command = Some(Command::Telephone);
            }
        });
        let key = keys_ui(ui, words, &report.view.keys);
        let copied =
            if selection.audience == Audience::Admin { queries_ui(ui, words, &report.view.queries) } else { None };
        chosen.or(command).or(key).or(copied)
    })
}

fn choices_ui(ui: &mut Ui, words: Words<'_>, selection: &Selection) -> Option<Command> {
    let audiences = [Audience::HelpDesk, Audience::Admin];
    let destinations = [Redaction::Secrets, Redaction::Personal];
    let Selection { audience, destination, .. } = selection;
    let mut command = None;
    let names = [
        (words.get("share.help-desk"), *audience == Audience::HelpDesk),
        (words.get("share.admin"), *audience == Audience::Admin),
    ];
    if let Some(number) = segments_ui(ui, words.get("share.audience"), &names) {
        command = audiences.get(number).copied().map(Command::Audience);
    }
    let names = [
        (words.get("share.own-it"), *destination == Some(Redaction::Secrets)),
        (words.get("share.anyone"), *destination == Some(Redaction::Personal)),
    ];
    if let Some(number) = segments_ui(ui, words.get("share.destination"), &names) {
        command = destinations.get(number).copied().map(Command::Destination);
    }
    let remark = match destination {
        None => "share.masked-until-chosen",
        Some(Redaction::Personal) => "share.masked",
        Some(Redaction::Secrets) => "share.secrets-only",
    };
    small_ui(ui, words.get(remark));
    command
}

/// The language of the report, chosen apart from the window's.
fn language_ui(ui: &mut Ui, words: Words<'_>, current: &str) -> Option<Command> {
    let own_name = words.languages().find(|(tag, _)| *tag == current).map_or(current, |(_, name)| name);
    let name = words.fill("share.language.name", &[("name", own_name)]);
    let (_, chosen) =
        named_ui(ui, words.get("share.language"), |ui| tongue_button(ui, words, (own_name, &name), current));
    chosen.map(Command::ReportLanguage)
}

/// What IT searches by, each copied with one click.
fn keys_ui(ui: &mut Ui, words: Words<'_>, keys: &[KeyView]) -> Option<Command> {
    if keys.is_empty() {
        return None;
    }
    let mut command = None;
    small_ui(ui, words.get("share.one"));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space().tight, space().tight);
        for key in keys.iter().filter(|key| key.value != words.get("key.no-user")) {
            let button = plain_button(ui, &key.name).on_hover_text(&key.value);
            if button.accessible_name(words.fill("copy.value", &[("value", &key.value)])).clicked() {
                command = Some(Command::CopyText(key.value.clone()));
            }
        }
    });
    command
}

fn queries_ui(ui: &mut Ui, words: Words<'_>, queries: &[QueryView]) -> Option<Command> {
    let mut command = None;
    if !queries.is_empty() {
        ui.add_space(space().small);
        heading_ui(ui, words.get("share.queries"));
        small_ui(ui, words.get("share.queries.hint"));
    }
    for (number, query) in queries.iter().enumerate() {
        command = ui.push_id(number, |ui| query_ui(ui, words, number, query)).inner.or(command);
    }
    command
}

fn query_ui(ui: &mut Ui, words: Words<'_>, number: usize, query: &QueryView) -> Option<Command> {
    let fold = if number == 0 { Fold::Open } else { Fold::Closed };
    fold_ui(
        ui,
        Id::unique(("query", number)),
        fold,
        |_| {},
        bold(&query.title, size().body),
        |ui| {
            small_ui(ui, &format!("{} · {}", query.language, query.roles));
            block_ui(ui, query.text.trim_end());
            let copy = plain_button(ui, words.get("share.copy-query"));
            let name = words.fill("share.copy-query.name", &[("title", &query.title)]);
            copy.accessible_name(name).clicked().then(|| Command::CopyText(query.text.clone()))
        },
    )
}
