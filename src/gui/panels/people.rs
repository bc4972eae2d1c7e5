//! Who was refused, where the inputs hold several people: a list to choose from, and what they have in common.

use eframe::egui::{Color32, FontFamily, FontId, Id, ScrollArea, Ui, vec2};

use super::is_new_choice;
use crate::gui::theme::{colours, size, space};
use crate::gui::widgets::{
    GUTTER, Row, card_ui, choices_ui, cut, follow_into, heading_ui, paragraph_ui, row_ui, small_ui, subheading_ui,
    walk_ui,
};
use crate::gui::{Command, Selection, Words};
use crate::view::{PersonView, Views};

/// From this width on a person takes one line.
const ONE_LINE: f32 = 600.0;
/// Room for the name where the rest stands beside it.
const NAME_SHARE: f32 = 0.5;
/// How many people are in sight before the list scrolls.
const IN_SIGHT: usize = 4;

/// Draws the people. Nothing where there is one person, and no doubt about that.
pub fn people_ui(ui: &mut Ui, words: Words<'_>, views: &Views, selection: &Selection) -> Option<Command> {
    let asks = views.unclear_people || selection.one_person;
    if views.people.len() < 2 && !asks {
        return None;
    }
    card_ui(ui, |ui| {
        let mut command = None;
        if views.people.len() > 1 {
            let heading = if views.unclear_people { "people.heading-unclear" } else { "people.heading" };
            heading_ui(ui, &words.fill(heading, &[("count", &views.people.len().to_string())]));
            for shared in &views.shared {
                paragraph_ui(ui, shared);
            }
            let chosen = views.cases.get(selection.case).map_or(0, |case| case.person);
            command = ui.scope(|ui| list_ui(ui, &views.people, chosen)).inner;
        }
        ui.add_space(if asks && views.people.len() > 1 { space().tight } else { 0.0 });
        if asks { command.or(one_person_ui(ui, words, selection.one_person)) } else { command }
    })
}

fn list_ui(ui: &mut Ui, people: &[PersonView], chosen: usize) -> Option<Command> {
    let mut command = None;
    let beside = ui.available_width() >= ONE_LINE;
    let height = if beside { 28.0 } else { 44.0 };
    ui.spacing_mut().item_spacing.y = 0.0;
    // Half a row more shows that there is more.
    let most = height * 4.5;
    let mut area = ScrollArea::vertical().id_salt("people").max_height(most).min_scrolled_height(most);
    if is_new_choice(ui, "people", chosen) {
        let above = u16::try_from(chosen).map_or(0.0, f32::from) - 1.0;
        area = area.vertical_scroll_offset(above.max(0.0) * height);
    }
    let shown = area.auto_shrink([false, true]).show_rows(ui, height, people.len(), |ui, rows| {
        for (number, person) in people.iter().enumerate().take(rows.end).skip(rows.start) {
            if person_ui(ui, person, number, number == chosen, (beside, people.len() > IN_SIGHT)) {
                command = Some(Command::ShowCase(person.lead));
            }
        }
    });
    follow_into(ui, shown.inner_rect);
    command
}

/// Draws a person's row. Gives whether it was clicked.
fn person_ui(ui: &mut Ui, person: &PersonView, number: usize, chosen: bool, (beside, scrolls): (bool, bool)) -> bool {
    let width = ui.available_width() - if scrolls { space().small } else { 0.0 };
    let name = format!("{}: {}", person.title, person.counts);
    let row = Row { id: Id::unique(("person", number)), chosen, open: true, name: &name };
    let response = row_ui(ui, &row, width, if beside { 28.0 } else { 44.0 });
    walk_ui(ui, "people", &response);
    let colours = colours(ui);
    let (title, rest) = if chosen { (colours.on_mark, colours.on_mark) } else { (colours.text, colours.weak) };
    let room = width - GUTTER - space().small;
    let named = if beside { room * NAME_SHARE } else { room };
    let title = cut(ui, &person.title, FontId::new(size().body, FontFamily::Proportional), title.into(), named);
    let counted = if beside { room - named - space().small } else { room };
    let small = FontId::new(size().small, FontFamily::Proportional);
    let counts = cut(ui, &person.counts, small, rest.into(), counted);
    let is_cut = title.elided || counts.elided;
    let left = response.rect.left_top() + vec2(GUTTER, 0.0);
    if beside {
        let down = |height: f32| (response.rect.height() - height) / 2.0;
        ui.painter().galley(left + vec2(0.0, down(title.size().y)), title, Color32::PLACEHOLDER);
        let across = vec2(named + space().small, down(counts.size().y));
        ui.painter().galley(left + across, counts, Color32::PLACEHOLDER);
    } else {
        ui.painter().galley(left + vec2(0.0, 4.0), title, Color32::PLACEHOLDER);
        ui.painter().galley(left + vec2(0.0, 24.0), counts, Color32::PLACEHOLDER);
    }
    let clicked = response.clicked();
    if is_cut {
        response.on_hover_text(name);
    }
    clicked
}

fn one_person_ui(ui: &mut Ui, words: Words<'_>, one_person: bool) -> Option<Command> {
    let question = words.get("people.one");
    subheading_ui(ui, question);
    small_ui(ui, words.get("people.one.hint"));
    let choices = [(words.get("people.one.yes"), one_person), (words.get("people.one.no"), !one_person)];
    let clicked = choices_ui(ui, |choice| format!("{choice}: {question}"), &choices, None)?;
    let wanted = clicked == 0;
    // A click on what is chosen takes the answer back, and without an answer they are different people.
    Some(Command::OnePerson(wanted && !one_person))
}
