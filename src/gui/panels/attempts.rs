//! The attempts of one person in a table: which was refused, which worked. A refused one can be chosen, and is then explained.

use eframe::egui::accesskit::Role;
use eframe::egui::scroll_area::ScrollBarVisibility as BarVisibility;
use eframe::egui::{Color32, FontFamily, FontId, Id, Rect, ScrollArea, Sense, Stroke, Ui, WidgetInfo, vec2};

use super::compared::compared_ui;
use super::{is_new_choice, note_place};
use crate::gui::theme::{colours, size, space, strong};
use crate::gui::widgets::{GUTTER, Row, card_ui, cut, follow_into, heading_ui, row_ui, sign_ui, small_ui, walk_ui};
use crate::gui::{Command, Part, Selection, Words};
use crate::view::{AttemptView, CaseView, PersonView, Tone};

/// The height of a row.
const ROW: f32 = 28.0;
/// The height of the headings.
const HEADINGS: f32 = 24.0;
/// How many rows are in sight before the table scrolls.
const IN_SIGHT: usize = 6;
/// Columns that are never cut: when it was, and how it ended.
const WHOLE: usize = 2;
/// The widest that another column gets, and the narrowest before the table scrolls sideways.
const WIDTHS: (f32, f32) = (240.0, 80.0);
/// Room for the icon before the outcome.
const SIGN: f32 = 20.0;

/// Draws a person's attempts, where there are several, and the chosen one beside one that worked.
pub fn attempts_ui(
    ui: &mut Ui,
    words: Words<'_>,
    person: &PersonView,
    case: &CaseView,
    selection: &Selection,
) -> Option<Command> {
    if person.attempts.len() < 2 && case.comparison.is_none() {
        return None;
    }
    note_place(ui, Part::Attempts, selection);
    card_ui(ui, |ui| {
        let count = (person.attempts.len() + person.skipped).to_string();
        heading_ui(ui, &words.fill("attempts.heading", &[("count", &count)]));
        if person.skipped > 0 {
            small_ui(ui, &words.fill("attempts.skipped", &[("count", &person.skipped.to_string())]));
        }
        let chosen = table_ui(ui, person, selection.case);
        if let Some(comparison) = &case.comparison {
            ui.add_space(space().small);
            compared_ui(ui, words, comparison);
        }
        chosen
    })
}

fn table_ui(ui: &mut Ui, person: &PersonView, chosen: usize) -> Option<Command> {
    let scrolls = person.attempts.len() > IN_SIGHT;
    // The scroll bar floats above the rows, where there is one.
    let bar = if scrolls { space().small } else { 0.0 };
    let room = ui.available_width() - bar;
    let widths = widths(ui, person, room - GUTTER);
    let table = room.max(GUTTER + widths.iter().sum::<f32>());
    // A bar of an area below the window's edge would be drawn at the edge.
    let rows = u16::try_from(person.attempts.len().min(IN_SIGHT)).map_or(0.0, f32::from);
    let area = Rect::from_min_size(ui.next_widget_position(), vec2(room, HEADINGS + rows * ROW));
    let is_in_sight = area.bottom() < ui.clip_rect().bottom();
    let bars = if is_in_sight { BarVisibility::VisibleWhenNeeded } else { BarVisibility::AlwaysHidden };
    let across = ScrollArea::horizontal().id_salt("attempts across").scroll_bar_visibility(bars);
    let draw = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        headings_ui(ui, &person.headings, &widths, table);
        let clicked = if scrolls {
            scrolled_ui(ui, person, (&widths, table + bar), chosen)
        } else {
            rows_ui(ui, person, (&widths, table), chosen)
        };
        // Room for the bar below the last row.
        ui.add_space(if table > room { space().medium } else { 0.0 });
        clicked
    };
    let clicked = across.auto_shrink([false, true]).show(ui, draw).inner;
    follow_into(ui, area);
    clicked
}

/// The rows of a long table, with the chosen one in sight when it was chosen elsewhere.
fn scrolled_ui(ui: &mut Ui, person: &PersonView, (widths, width): (&[f32], f32), chosen: usize) -> Option<Command> {
    // Half a row more shows that there is more.
    let most = ROW * 6.5;
    let mut area = ScrollArea::vertical().id_salt("attempts down").max_height(most).min_scrolled_height(most);
    let at = person.attempts.iter().position(|attempt| attempt.case == Some(chosen));
    if let Some(at) = at.filter(|_| is_new_choice(ui, "attempts", chosen)) {
        let above = u16::try_from(at).map_or(0.0, f32::from) - 3.0;
        area = area.vertical_scroll_offset(above.max(0.0) * ROW);
    }
    let draw = |ui: &mut Ui| {
        ui.set_width(width);
        rows_ui(ui, person, (widths, width - space().small), chosen)
    };
    area.auto_shrink([false, true]).show(ui, draw).inner
}

fn rows_ui(ui: &mut Ui, person: &PersonView, (widths, width): (&[f32], f32), chosen: usize) -> Option<Command> {
    let mut command = None;
    for (number, attempt) in person.attempts.iter().enumerate() {
        let is_chosen = attempt.case == Some(chosen);
        let clicked = attempt_ui(ui, attempt, number, (widths, width), is_chosen);
        if let Some(case) = attempt.case.filter(|_| clicked) {
            command = Some(Command::ShowCase(case));
        }
    }
    command
}

fn headings_ui(ui: &mut Ui, headings: &[String], widths: &[f32], table: f32) {
    let (row, _) = ui.allocate_exact_size(vec2(table, HEADINGS), Sense::hover());
    let colours = colours(ui);
    let mut left = row.left() + GUTTER;
    for (number, (heading, &width)) in headings.iter().zip(widths).enumerate() {
        let cell = Rect::from_min_size(eframe::egui::pos2(left, row.top()), vec2(width, row.height()));
        let response = ui.interact(cell, Id::unique(("attempts heading", number)), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, heading));
        let font = FontId::new(size().small, strong());
        let galley = cut(ui, heading, font, colours.weak.into(), width - space().small);
        let down = (row.height() - galley.size().y) / 2.0;
        ui.painter().galley(cell.min + vec2(0.0, down), galley, Color32::PLACEHOLDER);
        left += width;
    }
    ui.painter().hline(row.x_range(), row.bottom(), Stroke::new(1.0, Color32::from(colours.line)));
}

/// Draws a row. Gives whether it was clicked.
fn attempt_ui(ui: &mut Ui, attempt: &AttemptView, number: usize, (widths, table): (&[f32], f32), chosen: bool) -> bool {
    let name = attempt.cells.join(" · ");
    let id = Id::unique(("attempt", number));
    let row = Row { id, chosen, open: attempt.case.is_some(), name: &name };
    let response = row_ui(ui, &row, table, ROW);
    if row.open {
        walk_ui(ui, "attempts", &response);
    }
    let colours = colours(ui);
    let (tone, ink) = match (attempt.case, chosen) {
        (Some(_), true) => (Tone::Structural, colours.on_mark),
        (Some(_), false) => (Tone::Structural, colours.text),
        (None, _) => (Tone::Fine, colours.text),
    };
    let (mut left, mut is_cut) = (response.rect.left() + GUTTER, false);
    for (column, (cell, &width)) in attempt.cells.iter().zip(widths).enumerate() {
        let middle = eframe::egui::pos2(left, response.rect.center().y);
        let sign = if column + 1 == WHOLE { sign_ui(ui, tone, middle) } else { 0.0 };
        let face = if column + 1 == WHOLE { strong() } else { FontFamily::Proportional };
        let font = FontId::new(size().small, face);
        let galley = cut(ui, cell, font, ink.into(), width - sign - space().small);
        is_cut |= galley.elided;
        ui.painter().galley(middle + vec2(sign, -galley.size().y / 2.0), galley, Color32::PLACEHOLDER);
        left += width;
    }
    let clicked = response.clicked();
    if is_cut {
        response.on_hover_text(name);
    }
    clicked
}

/// How wide each column is: as its longest cell, or less, so that the table fits into `room` if it can. No heading is cut.
fn widths(ui: &Ui, person: &PersonView, room: f32) -> Vec<f32> {
    let (widest, narrowest) = WIDTHS;
    let columns = person.headings.iter().enumerate().map(|(column, heading)| {
        let cells = person.attempts.iter().filter_map(|attempt| attempt.cells.get(column));
        let sign = if column + 1 == WHOLE { SIGN } else { 0.0 };
        let least = text_width(ui, heading);
        let whole = cells.map(|cell| text_width(ui, cell) + sign).fold(least, f32::max);
        if column < WHOLE { (whole, whole) } else { (least.max(narrowest), whole.max(narrowest)) }
    });
    let columns: Vec<(f32, f32)> = columns.collect();
    let within = |most: f32| -> Vec<f32> { columns.iter().map(|&(least, whole)| whole.min(most).max(least)).collect() };
    let mut most = widest;
    while most > narrowest && within(most).iter().sum::<f32>() > room {
        most -= space().tight;
    }
    within(most)
}

/// Room for a text and the gap behind it.
fn text_width(ui: &Ui, text: &str) -> f32 {
    let font = FontId::new(size().small, strong());
    cut(ui, text, font, Color32::PLACEHOLDER, f32::INFINITY).size().x.ceil() + space().small
}
