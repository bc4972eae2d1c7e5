//! Where the panels stand: two columns, or two tabs where the window is narrow.

use eframe::egui::{
    Align2, CentralPanel, Color32, FontId, Frame, Id, LayerId, Margin, Memory, Order, Panel, Rect, Stroke, StrokeKind,
    Ui, vec2,
};

use super::app::App;
use super::command::Command;
use super::examples::EXAMPLES;
use super::help::Overlay;
use super::panels::{answer, bar, computer, help, notices, pictures, source, start, strip, telephone};
use super::shown::{Page, Selection, Shown};
use super::theme::{colours, size, space, strong};
use super::widgets::chip_button;
use super::words::Words;
use crate::device;

/// Below this width there is room for one column only.
const TWO_COLUMNS: f32 = 900.0;

/// Draws the whole window.
pub(super) fn window_ui(ui: &mut Ui, app: &App) -> Vec<Command> {
    let words = app.words();
    let mut asked: Vec<Command> = Vec::new();
    let colours = colours(ui);
    let bar = Frame::new().fill(colours.surface.into()).inner_margin(Margin::symmetric(16, 8));
    let theme = app.settings.theme;
    Panel::top("bar")
        .frame(bar)
        .show(ui, |ui| asked.extend(bar::bar_ui(ui, words, app.shown.is_some(), app.is_slow(), theme)));
    if !app.notices.is_empty() {
        let texts = app.notices.iter().map(|notice| notice.text.as_str());
        let frame = Frame::new().fill(colours.surface.into()).inner_margin(Margin::symmetric(16, 8));
        Panel::bottom("notices").frame(frame).show(ui, |ui| asked.extend(notices::notices_ui(ui, words, texts)));
    }
    if let Some(shown) = &app.shown {
        answer_screen(ui, words, app, shown, &mut asked);
    } else if !app.pictures.views.is_empty() {
        picture_screen(ui, words, app, &mut asked);
    } else {
        let examples = EXAMPLES.map(|(key, _)| key);
        CentralPanel::default()
            .show(ui, |ui| asked.extend(start::start_ui(ui, words, &app.draft, &examples, &app.knowledge.date)));
    }
    if let Some(text) = &app.computer {
        asked.extend(computer::computer_ui(ui, words, text));
    }
    match &app.overlay {
        Some(Overlay::Help(view)) => asked.extend(help::help_ui(ui, words, view)),
        Some(Overlay::Telephone { card, redaction }) => {
            asked.extend(telephone::telephone_ui(ui, words, card, *redaction));
        }
        None => {}
    }
    let file = ui.input(|input| !input.raw.hovered_files.is_empty()).then(|| words.get("drop.here"));
    if let Some(text) = app.drops.landing(words).or(file) {
        landing_ui(ui, text);
    }
    focus_ring_ui(ui);
    asked
}

fn answer_screen(ui: &mut Ui, words: Words<'_>, app: &App, shown: &Shown, asked: &mut Vec<Command>) {
    let Shown { views, selection, report, .. } = shown;
    let inputs = source::Inputs {
        sources: &views.sources,
        editable: shown.is_editable(selection.input),
        pictures: &app.pictures.views,
        picture: app.pictures.chosen,
    };
    let around = Frame::new().fill(colours(ui).window.into()).inner_margin(Margin::same(16));
    let wide = ui.available_width() >= TWO_COLUMNS;
    if wide {
        Panel::left("source")
            .frame(around)
            .default_size(384.0)
            .size_range(280.0..=600.0)
            .show(ui, |ui| asked.extend(source::source_ui(ui, words, &inputs, selection)));
    }
    if let Some(case) = views.cases.get(selection.case) {
        Panel::top("strip")
            .frame(Frame::NONE)
            .show_separator_line(false)
            .show(ui, |ui| asked.extend(strip::strip_ui(ui, words, case)));
    }
    if !wide {
        let frame = Frame::new().fill(colours(ui).window.into()).inner_margin(Margin {
            left: 16,
            right: 16,
            top: 8,
            bottom: 0,
        });
        Panel::top("pages")
            .frame(frame)
            .show_separator_line(false)
            .show(ui, |ui| asked.extend(pages_ui(ui, words, selection.page)));
    }
    if wide || selection.page == Page::Answer {
        let frame = Frame::new().fill(colours(ui).window.into());
        CentralPanel::default()
            .frame(frame)
            .show(ui, |ui| asked.extend(answer::answer_ui(ui, words, views, selection, report.as_ref())));
    } else {
        CentralPanel::default()
            .frame(around)
            .show(ui, |ui| asked.extend(source::source_ui(ui, words, &inputs, selection)));
    }
}

/// Pictures without any text: beside them, what helps to get at their words.
fn picture_screen(ui: &mut Ui, words: Words<'_>, app: &App, asked: &mut Vec<Command>) {
    let pictures = &app.pictures.views;
    let inputs = source::Inputs { pictures, picture: app.pictures.chosen.or(Some(0)), ..source::Inputs::default() };
    let selection = Selection::default();
    let around = Frame::new().fill(colours(ui).window.into()).inner_margin(Margin::same(16));
    let frame = Frame::new().fill(colours(ui).window.into());
    if ui.available_width() >= TWO_COLUMNS {
        Panel::left("source")
            .frame(around)
            .default_size(384.0)
            .size_range(280.0..=600.0)
            .show(ui, |ui| asked.extend(source::source_ui(ui, words, &inputs, &selection)));
    } else {
        let most = ui.available_height() * 0.5;
        Panel::top("picture")
            .frame(around)
            .exact_size(most)
            .show(ui, |ui| asked.extend(source::source_ui(ui, words, &inputs, &selection)));
    }
    CentralPanel::default()
        .frame(frame)
        .show(ui, |ui| asked.extend(pictures::picture_advice_ui(ui, words, &app.draft, device::system())));
}

fn pages_ui(ui: &mut Ui, words: Words<'_>, page: Page) -> Option<Command> {
    let mut command = None;
    ui.horizontal(|ui| {
        for (key, number) in [("page.answer", Page::Answer), ("page.source", Page::Source)] {
            if chip_button(ui, page == number, words.get(key)).clicked() {
                command = Some(Command::Page(number));
            }
        }
    });
    command
}

/// Shows where a thing that hovers over the window will land, and what will happen.
fn landing_ui(ui: &Ui, text: &str) {
    let colours = colours(ui);
    let painter = ui.ctx().layer_painter(LayerId::new(Order::Foreground, Id::unique("landing")));
    let area = ui.content_rect();
    painter.rect_filled(area, 0.0, Color32::from(colours.window).gamma_multiply(0.9));
    let inner = area.shrink(space().large);
    painter.rect_stroke(inner, space().radius, Stroke::new(2.0, Color32::from(colours.accent)), StrokeKind::Inside);
    let font = FontId::new(size().display, strong());
    let galley = painter.layout(text.to_owned(), font, colours.text.into(), inner.width() - 2.0 * space().huge);
    let at = Align2::CENTER_CENTER.align_size_within_rect(galley.size(), inner).min;
    painter.galley(at, galley, colours.text.into());
}

/// A clear ring around what has the focus; egui's own outline is thin.
fn focus_ring_ui(ui: &Ui) {
    let Some(response) = ui.memory(Memory::focused).and_then(|id| ui.ctx().read_response(id)) else { return };
    let visible: Rect = response.interact_rect;
    if visible.width() < 1.0 || visible.height() < 1.0 {
        return;
    }
    let ring = visible.expand2(vec2(2.0, 2.0)).intersect(ui.content_rect());
    let painter = ui.ctx().layer_painter(LayerId::new(Order::Foreground, Id::unique("focus")));
    painter.rect_stroke(
        ring,
        space().radius + 2.0,
        Stroke::new(2.0, Color32::from(colours(ui).accent)),
        StrokeKind::Inside,
    );
}
