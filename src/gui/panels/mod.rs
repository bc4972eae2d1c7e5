//! The panels: each a function from a finished view to what the person asks for.

pub mod answer;
pub mod attempts;
pub mod bar;
pub mod causes;
pub mod clocks;
pub mod compared;
pub mod computer;
pub mod device;
pub mod help;
pub mod notices;
pub mod people;
pub mod pictures;
pub mod questions;
pub mod report;
pub mod source;
pub mod start;
pub mod statements;
pub mod strip;
pub mod telephone;
pub mod tried;

use eframe::egui::style::ScrollAnimation;
use eframe::egui::{Context, Id, Memory, Response, Ui, vec2};

use super::{Part, Selection};

/// The panes that F6 walks through, in the order of the screen.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Pane {
    Bar,
    Source,
    Answer,
}

const PANES: [Pane; 3] = [Pane::Bar, Pane::Source, Pane::Answer];

fn place(pane: Pane) -> Id {
    Id::unique(("pane", pane as u8))
}

/// Says with what control a pane begins.
pub(crate) fn begins_pane(ui: &Ui, pane: Pane, response: &Response) {
    let frame = ui.cumulative_frame_nr();
    ui.data_mut(|data| data.insert_temp(place(pane), (response.id, frame)));
}

/// Moves the focus to the first control of the next pane that is on the screen.
pub(crate) fn focus_next_pane(ctx: &Context) {
    let frame = ctx.cumulative_frame_nr();
    let starts: Vec<Id> = PANES
        .iter()
        .filter_map(|&pane| ctx.data(|data| data.get_temp::<(Id, u64)>(place(pane))))
        .filter(|&(_, drawn)| drawn + 2 >= frame)
        .map(|(id, _)| id)
        .collect();
    let focused = ctx.memory(Memory::focused);
    // From inside a pane the walk goes on behind the pane that it reached last.
    let last: Option<Id> = ctx.data(|data| data.get_temp(Id::unique("last pane")));
    let current = focused.filter(|id| starts.contains(id)).or(last);
    let next = match current.and_then(|current| starts.iter().position(|&id| id == current)) {
        Some(at) => starts.get(at + 1).or_else(|| starts.first()),
        None => starts.first(),
    };
    if let Some(&id) = next {
        ctx.memory_mut(|memory| memory.request_focus(id));
        ctx.data_mut(|data| data.insert_temp(Id::unique("last pane"), id));
    }
}

/// Where a part of the answer stands on the screen now, and where it stood before something was chosen in it.
#[derive(Clone, Copy, Default)]
struct Stand {
    now: f32,
    before: f32,
}

fn stand(part: Part) -> Id {
    Id::unique(("stand", part))
}

/// Notes where a part of the answer stands.
fn note_place(ui: &Ui, part: Part, selection: &Selection) {
    let now = ui.next_widget_position().y;
    let is_held = selection.hold.is_some_and(|hold| hold.part == part);
    ui.data_mut(|data| {
        let stand = data.get_temp_mut_or_default::<Stand>(stand(part));
        *stand = Stand { now, before: if is_held { stand.before } else { now } };
    });
}

/// Lets the part in which something was chosen stay where it was though what stands above it has grown or shrunk. Called behind
/// all parts: a list that scrolls by itself would take the movement for its own.
fn hold_place(ui: &Ui, selection: &Selection) {
    let held = selection.hold.and_then(|hold| ui.data(|data| data.get_temp::<Stand>(stand(hold.part))));
    if let Some(Stand { now, before }) = held {
        ui.scroll_with_delta_animation(vec2(0.0, before - now), ScrollAnimation::none());
        ui.request_repaint();
    }
}

/// Whether something else is chosen in this list than in the last frame, here or by a click in the text.
fn is_new_choice(ui: &Ui, list: &str, chosen: usize) -> bool {
    let key = Id::unique(("chosen last", list));
    let before = ui.data(|data| data.get_temp::<usize>(key));
    ui.data_mut(|data| data.insert_temp(key, chosen));
    before != Some(chosen)
}
