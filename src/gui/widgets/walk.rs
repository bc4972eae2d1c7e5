//! Lists through which the arrow keys walk.

use eframe::egui::{EventFilter, Id, Key, Modifiers, Response, Ui};

/// What was drawn of a list: in which frame, and in what order.
type Drawn = (u64, Vec<Id>);

/// Makes a control a member of the list with this name, in the order in which they are drawn: while it has the focus, the arrow
/// keys go to the one before and the next one.
pub(crate) fn walk_ui(ui: &Ui, list: &'static str, response: &Response) {
    let frame = ui.cumulative_frame_nr();
    let (now, before) = (Id::unique(("list", list)), Id::unique(("list before", list)));
    let members = ui.data_mut(|data| {
        let drawn = data.get_temp::<Drawn>(now).unwrap_or_default();
        let (_, mut members) = if drawn.0 == frame {
            drawn
        } else {
            data.insert_temp(before, drawn);
            (frame, Vec::new())
        };
        members.push(response.id);
        data.insert_temp(now, (frame, members));
        data.get_temp::<Drawn>(before).unwrap_or_default().1
    });
    if !response.has_focus() {
        return;
    }
    let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
    let pressed =
        |keys: [Key; 2]| ui.input_mut(|input| keys.iter().any(|&key| input.consume_key(Modifiers::NONE, key)));
    let at = members.iter().position(|&id| id == response.id);
    let next = match (pressed([Key::ArrowDown, Key::ArrowRight]), pressed([Key::ArrowUp, Key::ArrowLeft])) {
        (true, _) => at.and_then(|at| members.get(at + 1)),
        (_, true) => at.and_then(|at| members.get(at.checked_sub(1)?)),
        _ => None,
    };
    if let Some(&id) = next {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
}

/// Names a box for words; a hint in it is no name once something is typed.
pub(crate) fn name_ui(ui: &Ui, response: &Response, name: &str) {
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
}
