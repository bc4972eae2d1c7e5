//! About this program and help: what it does and does not, its keys, what it does with data, the licences of its parts.

use std::ops::Range;

use eframe::egui::text::{ByteIndex, LayoutJob, LayoutSection, TextFormat};
use eframe::egui::{
    Align, Color32, FontId, Id, Key, KeyboardShortcut, Label, Layout, Modifiers, RichText, ScrollArea, TextEdit,
    TextStyle, Ui, vec2,
};

use crate::gui::help::{HelpPage, HelpView, Licences};
use crate::gui::theme::{colours, size, space};
use crate::gui::widgets::{
    Icon, announce, bullet_ui, chip_button, copy_ui, heading_ui, icon_button, name_ui, overlay_ui, paragraph_ui,
    small_ui, subheading_ui,
};
use crate::gui::{Command, Words};

/// Width of the card.
const WIDTH: f32 = 720.0;
/// Room that the window keeps around it.
const AROUND: f32 = 200.0;
/// Height of a line of the licences.
const ROW: f32 = 18.0;
/// Room for keys before what they do.
const KEYS_WIDTH: f32 = 160.0;

const PAGES: [(HelpPage, &str); 4] = [
    (HelpPage::About, "help.about"),
    (HelpPage::Keys, "help.keys"),
    (HelpPage::Privacy, "help.privacy"),
    (HelpPage::Licences, "help.licences"),
];

/// Keys and what they do, in the order of what people do.
const KEYS: [(&[KeyboardShortcut], &str); 12] = [
    (&[command(Key::V)], "keys.paste"),
    (&[command(Key::O)], "keys.open"),
    (&[command(Key::N)], "keys.new"),
    (&[KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::C)], "keys.copy"),
    (&[command(Key::F)], "keys.find"),
    (&[plain(Key::F3), KeyboardShortcut::new(Modifiers::SHIFT, Key::F3)], "keys.next"),
    (&[command(Key::Z)], "keys.undo"),
    (&[plain(Key::F6)], "keys.pane"),
    (&[plain(Key::Tab), plain(Key::ArrowDown), plain(Key::ArrowUp)], "keys.walk"),
    (&[command(Key::Plus), command(Key::Minus), command(Key::Num0)], "keys.zoom"),
    (&[plain(Key::F1)], "keys.help"),
    (&[plain(Key::Escape)], "keys.leave"),
];

const fn command(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

const fn plain(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

/// By what the words that are looked for are known again.
pub(crate) fn find_id() -> Id {
    Id::unique("find in the licences")
}

/// Draws the help.
pub fn help_ui(ui: &Ui, words: Words<'_>, help: &HelpView) -> Option<Command> {
    overlay_ui(ui, Id::unique("help"), WIDTH, |ui| {
        let closed = ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
            let close = icon_button(ui, Icon::Close, words.get("help.close"));
            ui.with_layout(Layout::top_down(Align::LEFT), |ui| heading_ui(ui, words.get("help.heading")));
            close.clicked().then_some(Command::CloseOverlay)
        });
        let turned = pages_ui(ui, words, help.page);
        ui.add_space(space().tight);
        let height = (ui.content_rect().height() - AROUND).max(120.0);
        let asked = if help.page == HelpPage::Licences {
            licences_ui(ui, words, &help.licences, height)
        } else {
            let area = ScrollArea::vertical()
                .id_salt(("help", help.page as u8))
                .max_height(height)
                .min_scrolled_height(height);
            area.auto_shrink(false).show(ui, |ui| page_ui(ui, words, help)).inner
        };
        closed.inner.or(turned).or(asked)
    })
}

fn pages_ui(ui: &mut Ui, words: Words<'_>, page: HelpPage) -> Option<Command> {
    let mut command = None;
    ui.horizontal_wrapped(|ui| {
        for (number, key) in PAGES {
            if chip_button(ui, page == number, words.get(key)).clicked() {
                command = Some(Command::HelpPage(number));
            }
        }
    });
    command
}

fn page_ui(ui: &mut Ui, words: Words<'_>, help: &HelpView) -> Option<Command> {
    // Room for the scroll bar, which floats above the text.
    ui.set_max_width(ui.available_width() - space().medium);
    match help.page {
        HelpPage::About => about_ui(ui, words, help),
        HelpPage::Keys => {
            keys_ui(ui, words);
            None
        }
        HelpPage::Privacy | HelpPage::Licences => {
            privacy_ui(ui, words);
            None
        }
    }
}

fn about_ui(ui: &mut Ui, words: Words<'_>, help: &HelpView) -> Option<Command> {
    paragraph_ui(ui, words.get("help.what"));
    subheading_ui(ui, words.get("help.does-not"));
    for key in ["help.sends-nothing", "help.stores-nothing", "help.starts-nothing", "help.no-proof"] {
        bullet_ui(ui, |ui| paragraph_ui(ui, words.get(key)));
    }
    subheading_ui(ui, words.get("help.this"));
    let versions = [("version", env!("CARGO_PKG_VERSION")), ("date", help.knowledge.as_str())];
    let line = words.fill("help.version", &versions);
    let copied = ui
        .horizontal(|ui| {
            let copied = copy_ui(ui, words, &line);
            ui.add(Label::new(&line).wrap());
            copied
        })
        .inner;
    if !help.renderer.is_empty() {
        paragraph_ui(ui, &words.fill("help.renderer", &[("name", &help.renderer)]));
    }
    let organisation = match &help.organisation {
        Some((source, true)) => words.fill("help.organisation", &[("source", source)]),
        Some((source, false)) => words.fill("help.organisation-unverified", &[("source", source)]),
        None => words.get("help.no-organisation").to_owned(),
    };
    paragraph_ui(ui, &organisation);
    small_ui(ui, words.get("help.not-microsoft"));
    copied
}

fn keys_ui(ui: &mut Ui, words: Words<'_>) {
    for (keys, key) in KEYS {
        let names: Vec<String> = keys.iter().map(|keys| ui.format_shortcut(keys)).collect();
        ui.horizontal_top(|ui| {
            ui.allocate_ui_with_layout(vec2(KEYS_WIDTH, size().line), Layout::left_to_right(Align::Center), |ui| {
                ui.set_min_width(KEYS_WIDTH);
                ui.add(Label::new(RichText::new(names.join("   ")).monospace()).wrap());
            });
            paragraph_ui(ui, words.get(key));
        });
    }
}

fn privacy_ui(ui: &mut Ui, words: Words<'_>) {
    let parts: [(&str, &[&str]); 4] = [
        ("privacy.read", &["privacy.read.text", "privacy.read.computer", "privacy.read.settings", "privacy.read.not"]),
        ("privacy.shown", &["privacy.shown.masked", "privacy.shown.secrets", "privacy.shown.passed"]),
        (
            "privacy.stored",
            &["privacy.stored.settings", "privacy.stored.report", "privacy.stored.crash", "privacy.stored.not"],
        ),
        ("privacy.others", &["privacy.others.clipboard", "privacy.others.system", "privacy.others.links"]),
    ];
    paragraph_ui(ui, words.get("privacy.short"));
    for (heading, lines) in parts {
        subheading_ui(ui, words.get(heading));
        for key in lines {
            bullet_ui(ui, |ui| paragraph_ui(ui, words.get(key)));
        }
    }
}

/// The licences: only the lines in sight are laid out.
fn licences_ui(ui: &mut Ui, words: Words<'_>, licences: &Licences, height: f32) -> Option<Command> {
    let command = find_ui(ui, words, licences);
    let mut area = ScrollArea::both().id_salt("licences").auto_shrink(false).max_height(height - space().huge);
    area = area.min_scrolled_height(height - space().huge);
    if let Some(place) = licences.found.get(licences.at).filter(|_| licences.reveal) {
        let row = licences.lines.partition_point(|line| line.end < place.start);
        let above = u16::try_from(row).map_or(0.0, f32::from) * ROW - height / 3.0;
        area = area.vertical_scroll_offset(above.max(0.0));
    }
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        area.show_rows(ui, ROW, licences.lines.len(), |ui, rows| {
            for line in licences.lines.get(rows).unwrap_or_default() {
                let job = line_job(ui, licences, line);
                ui.add(Label::new(job).extend());
            }
        });
    });
    command
}

fn find_ui(ui: &mut Ui, words: Words<'_>, licences: &Licences) -> Option<Command> {
    let mut command = None;
    // A row of its own: by itself such a layout would take all the height there is.
    let room = vec2(ui.available_width(), ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(room, Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = space().tight;
        for (icon, key, forward) in [(Icon::Next, "find.next", true), (Icon::Before, "find.before", false)] {
            if icon_button(ui, icon, words.get(key)).clicked() {
                command = Some(Command::HelpStep(forward));
            }
        }
        let found = licences.found.len();
        let count = match found {
            _ if licences.wanted.trim().is_empty() => String::new(),
            0 => words.get("find.none").to_owned(),
            _ => words.fill("find.count", &[("at", &(licences.at + 1).to_string()), ("count", &found.to_string())]),
        };
        let count = small_ui(ui, &count);
        announce(ui, count.id);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let mut wanted = licences.wanted.clone();
            let edit = TextEdit::singleline(&mut wanted)
                .id(find_id())
                .hint_text(words.get("help.find.hint"))
                .return_key(None)
                .desired_width(ui.available_width());
            let response = ui.add(edit);
            name_ui(ui, &response, words.get("help.find"));
            if response.changed() {
                command = Some(Command::HelpFind(wanted));
            }
        });
    });
    command
}

/// A line with the found words in it marked.
fn line_job(ui: &Ui, licences: &Licences, line: &Range<usize>) -> LayoutJob {
    let text = licences.text.get(line.clone()).unwrap_or_default();
    let colours = colours(ui);
    let font: FontId = TextStyle::Monospace.resolve(ui.style());
    let mut job = LayoutJob { text: text.to_owned(), ..LayoutJob::default() };
    let plain =
        TextFormat { font_id: font, color: colours.text.into(), line_height: Some(ROW), ..TextFormat::default() };
    let first = licences.found.partition_point(|place| place.end <= line.start);
    let mut at = 0;
    for (number, place) in licences.found.iter().enumerate().skip(first).take_while(|(_, place)| place.start < line.end)
    {
        let [start, end] = [place.start, place.end].map(|byte| byte.clamp(line.start, line.end) - line.start);
        let (back, fore) =
            if number == licences.at { (colours.accent, colours.on_accent) } else { (colours.mark, colours.on_mark) };
        let marked = TextFormat { background: back.into(), color: Color32::from(fore), ..plain.clone() };
        for (range, format) in [(at..start, &plain), (start..end, &marked)] {
            push(&mut job, range, format);
        }
        at = end;
    }
    push(&mut job, at..text.len(), &plain);
    job
}

fn push(job: &mut LayoutJob, range: Range<usize>, format: &TextFormat) {
    if !range.is_empty() || job.text.is_empty() && job.sections.is_empty() {
        let byte_range = ByteIndex(range.start)..ByteIndex(range.end);
        job.sections.push(LayoutSection { leading_space: 0.0, byte_range, format: format.clone() });
    }
}
