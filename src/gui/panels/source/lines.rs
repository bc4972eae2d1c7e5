//! A text too long to be laid out whole: only the lines in sight are.

use std::ops::Range;

use eframe::egui::{Color32, Label, ScrollArea, Sense, TextStyle, Ui};

use super::marks::{Found, Placed, job};
use crate::gui::find::Find;
use crate::gui::theme::colours;
use crate::gui::{Command, Reveal, Selection};
use crate::model::Span;
use crate::view::SourceView;

const ROW: f32 = 20.0;
/// The most that is shown of one line, in bytes. An exported log may be a single line of megabytes.
const MOST_OF_A_LINE: usize = 2000;

/// Draws the lines in sight.
pub(super) fn lines_ui(ui: &mut Ui, source: &SourceView, selection: &Selection) -> Option<Command> {
    let chosen = selection.span.filter(|span| span.input == selection.input);
    let mut area = ScrollArea::both().id_salt(("source lines", selection.input)).auto_shrink(false);
    let find = selection.find.as_ref();
    let found = find.filter(|find| find.reveal).and_then(Find::current);
    let wanted = chosen.filter(|_| selection.reveal == Some(Reveal::Source)).map(|span| span.start);
    if let Some(byte) = found.map(|place| place.start).or(wanted) {
        let above = top_of(line_of(source, byte)) - ui.available_height() / 2.0;
        let left = left_of(ui, source, byte, chosen, find) - ui.available_width() * 0.8;
        area = area.vertical_scroll_offset(above.max(0.0)).horizontal_scroll_offset(left.max(0.0));
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut command = None;
    area.show_rows(ui, ROW, source.lines.len(), |ui, rows| {
        for line in source.lines.get(rows).unwrap_or_default() {
            command = line_ui(ui, source, line, chosen, find).or(command.take());
        }
    });
    command
}

fn line_ui(
    ui: &mut Ui,
    source: &SourceView,
    line: &Range<usize>,
    chosen: Option<Span>,
    find: Option<&Find>,
) -> Option<Command> {
    let part = part(&source.text, line, middle(line, chosen, find));
    let first = source.marks.partition_point(|mark| mark.span.end <= part.start);
    let last = source.marks.partition_point(|mark| mark.span.start < part.end);
    let here = source.marks.get(first..last).unwrap_or_default();
    let marks: Vec<Placed<'_>> = here
        .iter()
        .map(|mark| Placed {
            range: mark.span.start..mark.span.end,
            label: &mark.label,
            span: mark.span,
            case: mark.case,
        })
        .collect();
    let font = TextStyle::Monospace.resolve(ui.style());
    let found = Found::within(find, &part);
    let job = job(&source.text, part.clone(), &marks, chosen, found, (colours(ui), &font));
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let response = ui.add(Label::new(galley.clone()).extend().sense(Sense::click()));
    let position = response.interact_pointer_pos().filter(|_| response.clicked())?;
    let at = galley.cursor_from_pos(position - response.rect.min).index;
    let byte = part.start + source.text.get(part)?.char_indices().nth(at.0).map_or(0, |(byte, _)| byte);
    marks.iter().find(|place| place.range.contains(&byte)).map(|place| Command::ShowFact(place.span, place.case))
}

/// What a line is shown for: the found words that are shown, or the ones that were asked for.
fn middle(line: &Range<usize>, chosen: Option<Span>, find: Option<&Find>) -> Option<Range<usize>> {
    let here = |range: &Range<usize>| line.contains(&range.start);
    let found = find.and_then(Find::current).cloned().filter(here);
    found.or_else(|| chosen.map(|span| span.start..span.end).filter(here))
}

/// What is shown of a line: its beginning, or the surroundings of the words that it is shown for.
fn part(text: &str, line: &Range<usize>, middle: Option<Range<usize>>) -> Range<usize> {
    let far = middle.filter(|words| words.end > line.start + MOST_OF_A_LINE);
    let start = far.map_or(line.start, |words| words.start.saturating_sub(MOST_OF_A_LINE / 4).max(line.start));
    let end = (start + MOST_OF_A_LINE).min(line.end);
    text.floor_char_boundary(start)..text.floor_char_boundary(end)
}

/// How far right of the beginning of its row a byte stands.
fn left_of(ui: &Ui, source: &SourceView, byte: usize, chosen: Option<Span>, find: Option<&Find>) -> f32 {
    let Some(line) = source.lines.get(line_of(source, byte)) else { return 0.0 };
    let part = part(&source.text, line, middle(line, chosen, find));
    let before = source.text.get(part.start..byte.max(part.start)).unwrap_or_default();
    let font = TextStyle::Monospace.resolve(ui.style());
    ui.fonts_mut(|fonts| fonts.layout_no_wrap(before.to_owned(), font, Color32::PLACEHOLDER).size().x)
}

/// Where a row begins.
#[expect(clippy::cast_precision_loss, reason = "among millions of rows a point more or less is out of sight")]
fn top_of(row: usize) -> f32 {
    row as f32 * ROW
}

fn line_of(source: &SourceView, byte: usize) -> usize {
    source.lines.partition_point(|line| line.end < byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_shown_where_the_words_stand() {
        let text = "é".repeat(5000);
        let whole = 0..text.len();
        assert_eq!(part(&text, &whole, None), 0..2000);
        let part = part(&text, &whole, Some(8000..8010));
        assert!(part.contains(&8000) && part.contains(&8009), "{part:?}");
    }
}
