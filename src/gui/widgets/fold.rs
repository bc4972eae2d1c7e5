//! Something that is folded until it is asked for. The whole title unfolds it, not the small triangle alone.

use eframe::egui::accesskit::Role;
use eframe::egui::collapsing_header::{CollapsingState, paint_default_icon};
use eframe::egui::{Id, Label, RichText, Sense, Ui, WidgetInfo};

use super::{follow_focus, walk_ui};
use crate::gui::Command;

/// What a fold is at first, and whether it must be open now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fold {
    /// Folded until it is clicked.
    Closed,
    /// Unfolded until it is clicked.
    Open,
    /// Unfolded now, since something in it was asked for.
    Asked,
}

/// Draws a title, what stands before it, and below it the rest if it is unfolded.
pub(crate) fn fold_ui(
    ui: &mut Ui,
    id: Id,
    fold: Fold,
    before: impl FnOnce(&mut Ui),
    title: RichText,
    body: impl FnOnce(&mut Ui) -> Option<Command>,
) -> Option<Command> {
    let mut state = CollapsingState::load_with_default_open(ui.ctx(), id, fold == Fold::Open);
    if fold == Fold::Asked {
        state.set_open(true);
    }
    let name = title.text().to_owned();
    let header = ui.horizontal_wrapped(|ui| {
        let toggle = follow_focus(state.show_toggle_button(ui, paint_default_icon));
        walk_ui(ui, "folds", &toggle);
        let open = state.is_open();
        toggle.widget_info(|| WidgetInfo::labeled(Role::DisclosureTriangle, true, &name));
        ui.ctx().accesskit_node_builder(toggle.id, |node| node.set_expanded(open));
        before(ui);
        // The triangle has the name already; a title that is read twice is noise.
        ui.add(Label::new(title).wrap().selectable(false).sense(Sense::CLICK))
    });
    if header.inner.clicked() {
        state.toggle(ui);
    }
    state.show_body_indented(&header.response, ui, body).and_then(|body| body.inner)
}
