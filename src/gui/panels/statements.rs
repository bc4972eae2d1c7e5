//! The verdict and the three lists: what is known, what is ruled out, what this text cannot show.

use eframe::egui::{Align, Color32, CornerRadius, FontId, Frame, Id, Label, Layout, Margin, RichText, Stroke, Ui};

use crate::gui::theme::{colours, size, space, strong};
use crate::gui::widgets::{
    Fold, Icon, announce, bullet_ui, card_ui, copy_ui, fold_ui, icon_ui, is_id, paragraph_ui, quote_ui, small_ui,
    subheading_ui, tone_badge_ui,
};
use crate::gui::{Command, Reveal, Selection, Words};
use crate::view::{CaseView, QuoteView, StatementView, VerdictView};

/// How many statements of a list are shown before the rest is folded.
const AT_ONCE: usize = 5;

/// From this width on the test that decides and what the verdict does not mean stand beside each other.
const TWO_COLUMNS: f32 = 560.0;

/// Draws the verdict.
pub fn verdict_ui(ui: &mut Ui, words: Words<'_>, verdict: &VerdictView) {
    let VerdictView { tone, word, other_way, explanation, reasons, decided_by, not_meaning } = verdict;
    card_ui(ui, |ui| {
        let badges = |ui: &mut Ui| {
            let badge = tone_badge_ui(ui, *tone, word);
            announce(ui, badge.id);
            if let Some(other_way) = other_way {
                other_way_ui(ui, other_way);
            }
        };
        let beside =
            [Some(word), other_way.as_ref()].into_iter().flatten().map(|text| chip_width(ui, text)).sum::<f32>();
        if beside < ui.available_width() {
            ui.horizontal(badges);
        } else {
            badges(ui);
        }
        for text in explanation {
            paragraph_ui(ui, text);
        }
        for text in reasons {
            small_ui(ui, text);
        }
        ui.add_space(space().tight);
        let (decides, denies) = (words.get("verdict.decided-by"), words.get("verdict.not-meaning"));
        let Some(observation) = decided_by else { return list_ui(ui, denies, not_meaning) };
        if ui.available_width() < TWO_COLUMNS || not_meaning.is_empty() {
            subheading_ui(ui, decides);
            paragraph_ui(ui, observation);
            return list_ui(ui, denies, not_meaning);
        }
        ui.spacing_mut().item_spacing.x = space().huge;
        ui.columns_const(|[left, right]: &mut [Ui; 2]| {
            // Columns would stretch their lines to both edges.
            left.with_layout(Layout::top_down(Align::LEFT), |ui| {
                subheading_ui(ui, decides);
                paragraph_ui(ui, observation);
            });
            right.with_layout(Layout::top_down(Align::LEFT), |ui| list_ui(ui, denies, not_meaning));
        });
    });
}

/// Room for a chip with this text and the space behind it.
fn chip_width(ui: &Ui, text: &str) -> f32 {
    let font = FontId::new(size().body, strong());
    let length = ui.fonts_mut(|fonts| fonts.layout_no_wrap(text.to_owned(), font, Color32::WHITE).size().x);
    length + 20.0 + 4.0 * space().small + space().small
}

/// A chip with an outline, for what is said beside a badge.
fn other_way_ui(ui: &mut Ui, text: &str) {
    let colours = colours(ui);
    Frame::new()
        .stroke(Stroke::new(1.0, Color32::from(colours.edge)))
        .corner_radius(CornerRadius::same(16))
        .inner_margin(Margin { left: 8, right: 16, top: 2, bottom: 2 })
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                icon_ui(ui, Icon::AnotherWay, 20.0, colours.text);
                ui.add(Label::new(text).wrap());
            });
        });
}

fn list_ui(ui: &mut Ui, heading: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    subheading_ui(ui, heading);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = space().tight;
        for line in lines {
            bullet_ui(ui, |ui| paragraph_ui(ui, line));
        }
    });
}

/// Draws the three lists, side by side where there is room.
pub fn statements_ui(ui: &mut Ui, words: Words<'_>, case: &CaseView, selection: &Selection) -> Option<Command> {
    card_ui(ui, |ui| {
        let mut command = None;
        let lists: [(&str, List<'_>); 3] = [
            ("answer.known", List::Statements(&case.known)),
            ("answer.ruled-out", List::Statements(&case.ruled_out)),
            ("answer.not-in-text", List::Lines(&case.not_knowable)),
        ];
        if ui.available_width() > 520.0 {
            ui.spacing_mut().item_spacing.x = space().huge;
            ui.columns_const(|columns: &mut [Ui; 3]| {
                for (column, (key, list)) in columns.iter_mut().zip(&lists) {
                    column.spacing_mut().item_spacing.x = space().small;
                    command = column_ui(column, words, key, list, selection).or(command.take());
                }
            });
        } else {
            for (key, list) in &lists {
                command = column_ui(ui, words, key, list, selection).or(command);
                ui.add_space(space().tight);
            }
        }
        ui.add_space(space().tight);
        list_ui(ui, words.get("answer.conflicts"), &case.conflicts);
        command
    })
}

enum List<'a> {
    Statements(&'a [StatementView]),
    Lines(&'a [String]),
}

fn column_ui(
    ui: &mut Ui,
    words: Words<'_>,
    key: &'static str,
    list: &List<'_>,
    selection: &Selection,
) -> Option<Command> {
    subheading_ui(ui, words.get(key));
    match list {
        List::Statements([]) | List::Lines([]) => {
            small_ui(ui, words.get("answer.none"));
            None
        }
        List::Statements(statements) => {
            let (first, more) = statements.split_at(statements.len().min(AT_ONCE));
            let stated = listed_ui(ui, words, first, selection);
            stated.or(more_ui(ui, words, key, more, selection))
        }
        List::Lines(lines) => {
            for line in *lines {
                bullet_ui(ui, |ui| paragraph_ui(ui, line));
            }
            None
        }
    }
}

fn listed_ui(ui: &mut Ui, words: Words<'_>, statements: &[StatementView], selection: &Selection) -> Option<Command> {
    let mut command = None;
    for statement in statements {
        command = bullet_ui(ui, |ui| statement_ui(ui, words, statement, selection)).or(command);
    }
    command
}

/// The rest of a long list, folded until it is asked for, also by a click on the words that one of them rests on.
fn more_ui(ui: &mut Ui, words: Words<'_>, key: &str, more: &[StatementView], selection: &Selection) -> Option<Command> {
    if more.is_empty() {
        return None;
    }
    let asked = more.iter().filter_map(|statement| statement.quote.as_ref()).any(|quote| asked_for(quote, selection));
    let title =
        RichText::new(words.fill("answer.more", &[("count", &more.len().to_string())])).color(colours(ui).accent);
    let id = Id::unique((key, "more", selection.case));
    let fold = if asked { Fold::Asked } else { Fold::Closed };
    fold_ui(ui, id, fold, |_| {}, title, |ui| listed_ui(ui, words, more, selection))
}

fn asked_for(quote: &QuoteView, selection: &Selection) -> bool {
    selection.reveal == Some(Reveal::Answer) && selection.span.is_some_and(|span| span.overlaps(quote.span))
}

pub(super) fn statement_ui(
    ui: &mut Ui,
    words: Words<'_>,
    statement: &StatementView,
    selection: &Selection,
) -> Option<Command> {
    ui.spacing_mut().item_spacing.y = 2.0;
    let label = paragraph_ui(ui, &statement.text);
    let quote = statement.quote.as_ref()?;
    if asked_for(quote, selection) {
        label.scroll_to_me(Some(Align::Center));
    }
    if !is_id(&quote.text) {
        return quote_ui(ui, words, quote, selection.span);
    }
    ui.horizontal(|ui| {
        let copied = copy_ui(ui, words, &quote.text);
        quote_ui(ui, words, quote, selection.span).or(copied)
    })
    .inner
}
