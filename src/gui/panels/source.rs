//! The inputs as text, with the pieces that were understood marked in it, and as pictures.

mod find;
mod lines;
mod marks;

use std::sync::Arc;

use eframe::egui::text::CCursor;
use eframe::egui::{
    Align, Color32, Frame, Galley, Id, Layout, Margin, Response, RichText, ScrollArea, TextBuffer, TextEdit, TextStyle,
    Ui, Vec2, vec2,
};

use self::find::find_ui;
use self::lines::lines_ui;
use self::marks::{Found, Placed, job, placed};
use super::pictures::picture_ui;
use super::{Pane, begins_pane};
use crate::gui::find::Find;
use crate::gui::inputs::MOST_EDITED;
use crate::gui::pictures::PictureView;
use crate::gui::theme::{colours, space};
use crate::gui::widgets::{Icon, chip_button, copy_ui, icon_button, small_ui, walk_ui};
use crate::gui::{Command, Reveal, Selection, Words};
use crate::view::SourceView;

/// Room for the names of inputs before they scroll.
const MOST_OF_TABS: f32 = 104.0;

/// Room for the sign that takes an input away.
const REMOVE_WIDTH: f32 = 40.0;

/// What came in.
#[derive(Clone, Copy, Debug, Default)]
pub struct Inputs<'a> {
    /// Texts.
    pub sources: &'a [SourceView],
    /// Whether the shown one may be edited here.
    pub editable: bool,
    /// Pictures, behind the texts.
    pub pictures: &'a [PictureView],
    /// The picture that is shown in the place of a text.
    pub picture: Option<usize>,
}

/// By what the text of an input is known again in the next frame.
pub(crate) fn text_id(input: usize) -> (&'static str, usize) {
    ("source text", input)
}

/// By what the words that are looked for are known again.
pub(crate) fn find_id() -> Id {
    Id::unique("find in the text")
}

/// Draws the inputs.
pub fn source_ui(ui: &mut Ui, words: Words<'_>, inputs: &Inputs<'_>, selection: &Selection) -> Option<Command> {
    let switched = tabs_ui(ui, inputs, selection.input);
    if let Some((number, picture)) = inputs.picture.and_then(|number| Some((number, inputs.pictures.get(number)?))) {
        return switched.or(picture_ui(ui, words, number, picture));
    }
    let Some(source) = inputs.sources.get(selection.input) else { return switched };
    let removed = recognised_ui(ui, words, source);
    let copied = chosen_ui(ui, words, source, selection);
    let searched = selection.find.as_ref().and_then(|find| find_ui(ui, words, find));
    let colours = colours(ui);
    let text = Frame::new()
        .fill(colours.surface.into())
        .stroke(eframe::egui::Stroke::new(1.0, Color32::from(colours.line)))
        .corner_radius(crate::gui::theme::corner())
        .inner_margin(Margin::same(4))
        .show(ui, |ui| {
            if source.text.len() <= MOST_EDITED {
                text_ui(ui, words, source, selection, inputs.editable)
            } else {
                lines_ui(ui, source, selection)
            }
        })
        .inner;
    switched.or(removed).or(copied).or(searched).or(text)
}

fn tabs_ui(ui: &mut Ui, inputs: &Inputs<'_>, chosen: usize) -> Option<Command> {
    let mut command = None;
    let area = ScrollArea::vertical()
        .id_salt("inputs")
        .max_height(MOST_OF_TABS)
        .min_scrolled_height(MOST_OF_TABS)
        .auto_shrink([false, true]);
    area.show(ui, |ui| command = all_tabs_ui(ui, inputs, chosen));
    command
}

fn all_tabs_ui(ui: &mut Ui, inputs: &Inputs<'_>, chosen: usize) -> Option<Command> {
    let mut command = None;
    ui.horizontal_wrapped(|ui| {
        for (number, source) in inputs.sources.iter().enumerate() {
            let chip = chip_button(ui, inputs.picture.is_none() && number == chosen, &source.name);
            walk_ui(ui, "inputs", &chip);
            if chip.clicked() {
                command = Some(Command::ShowInput(number));
            }
        }
        for (number, picture) in inputs.pictures.iter().enumerate() {
            let chip = chip_button(ui, inputs.picture == Some(number), &picture.name);
            walk_ui(ui, "inputs", &chip);
            if chip.clicked() {
                command = Some(Command::ShowPicture(number));
            }
        }
    });
    command
}

/// What the shown input was taken for, and the way to take it out again.
fn recognised_ui(ui: &mut Ui, words: Words<'_>, source: &SourceView) -> Option<Command> {
    let removed = ui.horizontal(|ui| {
        let room = vec2(ui.available_width() - REMOVE_WIDTH, ui.spacing().interact_size.y);
        ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| {
            ui.set_width(room.x);
            small_ui(ui, &source.recognition.line);
        });
        let name = words.fill("source.remove", &[("name", &source.name)]);
        icon_button(ui, Icon::Close, &name).clicked().then_some(Command::RemoveSource(source.source))
    });
    if let Some(better) = &source.recognition.better {
        small_ui(ui, better);
    }
    removed.inner
}

/// One line that says what the chosen words are, with a way to copy them.
fn chosen_ui(ui: &mut Ui, words: Words<'_>, source: &SourceView, selection: &Selection) -> Option<Command> {
    let marked = selection.span.and_then(|span| source.marks.iter().find(|mark| mark.span.overlaps(span)));
    let Some(mark) = marked else {
        if !source.marks.is_empty() {
            small_ui(ui, words.get("source.hint"));
        }
        return None;
    };
    let value = source.text.get(mark.span.start..mark.span.end).unwrap_or_default();
    let text = words.fill("source.chosen", &[("label", &mark.label), ("words", value)]);
    ui.horizontal(|ui| {
        let copied = copy_ui(ui, words, value);
        ui.add(eframe::egui::Label::new(RichText::new(text).small()).truncate());
        copied
    })
    .inner
}

/// A text short enough to be laid out whole, and so to be edited.
fn text_ui(
    ui: &mut Ui,
    words: Words<'_>,
    source: &SourceView,
    selection: &Selection,
    editable: bool,
) -> Option<Command> {
    ScrollArea::vertical()
        .id_salt(("source", selection.input))
        .auto_shrink(false)
        .show(ui, |ui| {
            // Room for the scroll bar, which floats above the text.
            ui.set_max_width(ui.available_width() - space().small);
            let shown = selection.edited.as_deref().unwrap_or(&source.text);
            let chosen = selection.span.filter(|span| span.input == selection.input);
            let colours = colours(ui);
            let font = TextStyle::Monospace.resolve(ui.style());
            let mut layouter = |ui: &Ui, buffer: &dyn TextBuffer, width: f32| {
                let text = buffer.as_str();
                let found = Found::near(selection.find.as_ref());
                let mut job = job(text, 0..text.len(), &placed(source, text), chosen, found, (colours, &font));
                job.wrap.max_width = width;
                ui.fonts_mut(|fonts| fonts.layout_job(job))
            };
            let mut text = shown.to_owned();
            let mut fixed = shown;
            let edit = if editable { TextEdit::multiline(&mut text) } else { TextEdit::multiline(&mut fixed) };
            let edit = edit
                .id(Id::unique(text_id(selection.input)))
                .layouter(&mut layouter)
                .frame(Frame::new().inner_margin(Margin::same(8)))
                .min_size(ui.available_size() - Vec2::splat(space().huge))
                .desired_width(f32::INFINITY);
            let output = ui.name_inputs(words.get("source.text"), |ui| edit.show(ui));
            begins_pane(ui, Pane::Source, &output.response.response);
            let offset = output.galley_pos.to_vec2();
            let found = selection.find.as_ref().filter(|find| find.reveal).and_then(Find::current);
            let wanted = chosen.filter(|_| selection.reveal == Some(Reveal::Source)).map(|span| span.start);
            if let Some(byte) = found.map(|place| place.start).or(wanted) {
                let at = CCursor::new(characters(shown, byte));
                ui.scroll_to_rect(output.galley.pos_from_cursor(at).translate(offset), Some(Align::Center));
            }
            let pointed = pointed_ui(&output.response.response, &output.galley, offset, shown, &placed(source, shown));
            let clicked = pointed
                .filter(|_| output.response.response.clicked())
                .map(|place| Command::ShowFact(place.span, place.case));
            // A text that cannot be changed says that it was when somebody types.
            if output.response.response.changed() && text != shown { Some(Command::Edit(text)) } else { clicked }
        })
        .inner
}

/// The mark under the pointer, named in a tooltip.
fn pointed_ui<'a>(
    response: &Response,
    galley: &Arc<Galley>,
    offset: Vec2,
    text: &str,
    marks: &[Placed<'a>],
) -> Option<Placed<'a>> {
    let position = response.hover_pos()?;
    let at = galley.cursor_from_pos(position.to_vec2() - offset).index;
    let byte = text.char_indices().nth(at.0).map_or(text.len(), |(byte, _)| byte);
    let place = marks.iter().find(|place| place.range.contains(&byte))?;
    response.clone().on_hover_text_at_pointer(place.label);
    Some(place.clone())
}

fn characters(text: &str, byte: usize) -> usize {
    text.get(..byte).map_or(0, |before| before.chars().count())
}
