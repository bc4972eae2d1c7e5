//! Where the marks stand in the text that is shown, and how they are painted.

use std::ops::Range;

use eframe::egui::text::{ByteIndex, LayoutJob, LayoutSection, TextFormat};
use eframe::egui::{Color32, FontId, Stroke};

use crate::gui::find::Find;
use crate::gui::theme::Colours;
use crate::model::Span;
use crate::view::SourceView;

/// A mark in the text that is shown.
#[derive(Clone, Debug)]
pub(super) struct Placed<'a> {
    pub(super) range: Range<usize>,
    pub(super) label: &'a str,
    pub(super) span: Span,
    pub(super) case: usize,
}

/// The marks of a source in a text that may have been edited since: those before the edit stay, those behind it move
/// along, those inside it go.
pub(super) fn placed<'a>(source: &'a SourceView, text: &str) -> Vec<Placed<'a>> {
    let before = &*source.text;
    let head = before.bytes().zip(text.bytes()).take_while(|(a, b)| a == b).count();
    let room = before.len().min(text.len()) - head;
    let tail = before.bytes().rev().zip(text.bytes().rev()).take(room).take_while(|(a, b)| a == b).count();
    let place = |span: Span| {
        if span.end <= head {
            Some(span.start..span.end)
        } else if span.start >= before.len() - tail {
            Some(span.start + text.len() - before.len()..span.end + text.len() - before.len())
        } else {
            None
        }
    };
    source
        .marks
        .iter()
        .filter_map(|mark| {
            let range = place(mark.span)?;
            // An edit between the bytes of one character leaves no text there.
            text.get(range.clone())?;
            Some(Placed { range, label: &mark.label, span: mark.span, case: mark.case })
        })
        .collect()
}

/// Words that were looked for, and the place among them that is shown.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Found<'a> {
    pub(super) places: &'a [Range<usize>],
    pub(super) current: Option<&'a Range<usize>>,
}

/// The most places that are marked before and behind the one that is shown, in a text that is laid out whole.
const MARKED_AROUND: usize = 1000;

impl<'a> Found<'a> {
    /// What a search has found, around the place that is shown.
    pub(super) fn near(find: Option<&'a Find>) -> Self {
        let Some(find) = find else { return Self::default() };
        let first = find.at.saturating_sub(MARKED_AROUND);
        let last = (find.at + MARKED_AROUND).min(find.found.len());
        Self { places: find.found.get(first..last).unwrap_or_default(), current: find.current() }
    }

    /// What stands in a part of the text.
    pub(super) fn within(find: Option<&'a Find>, part: &Range<usize>) -> Self {
        let Some(find) = find else { return Self::default() };
        let first = find.found.partition_point(|place| place.end <= part.start);
        let last = find.found.partition_point(|place| place.start < part.end).max(first);
        Self { places: find.found.get(first..last).unwrap_or_default(), current: find.current() }
    }
}

/// The part `part` of a text, with its marks in colour and what was found underlined.
pub(super) fn job(
    text: &str,
    part: Range<usize>,
    marks: &[Placed<'_>],
    chosen: Option<Span>,
    found: Found<'_>,
    (colours, font): (&Colours, &FontId),
) -> LayoutJob {
    let shown = text.get(part.clone()).unwrap_or_default();
    let mut job = LayoutJob { text: shown.to_owned(), ..LayoutJob::default() };
    let within = |range: &Range<usize>| {
        let [start, end] = [range.start, range.end].map(|byte| byte.clamp(part.start, part.end) - part.start);
        // Places of a text that has just changed may lie inside a character of the new one.
        shown.get(start..end).filter(|words| !words.is_empty()).map(|_| start..end)
    };
    let marks = apart(marks.iter().filter_map(|place| Some((within(&place.range)?, place.span))));
    let places = apart(found.places.iter().filter_map(|place| Some((within(place)?, Some(place) == found.current))));
    let ends = |range: &Range<usize>| [range.start, range.end];
    let mut cuts: Vec<usize> = marks.iter().flat_map(|(range, _)| ends(range)).collect();
    cuts.extend(places.iter().flat_map(|(range, _)| ends(range)));
    cuts.extend([0, shown.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    let (mut marks, mut places) = (marks.into_iter().peekable(), places.into_iter().peekable());
    for (&start, &end) in cuts.iter().zip(cuts.iter().skip(1)) {
        while marks.next_if(|(range, _)| range.end <= start).is_some() {}
        while places.next_if(|(range, _)| range.end <= start).is_some() {}
        let mark = marks.peek().filter(|(range, _)| range.start <= start);
        let place = places.peek().filter(|(range, _)| range.start <= start);
        let is_chosen = mark.map(|(_, span)| chosen.is_some_and(|chosen| chosen.overlaps(*span)));
        let format = format(is_chosen, place.map(|(_, current)| *current), colours, font);
        job.sections.push(LayoutSection { leading_space: 0.0, byte_range: ByteIndex(start)..ByteIndex(end), format });
    }
    job
}

/// Ranges of which none begins before the one before it has ended.
fn apart<T>(ranges: impl Iterator<Item = (Range<usize>, T)>) -> Vec<(Range<usize>, T)> {
    let mut at = 0;
    let mut apart = Vec::new();
    for (range, what) in ranges {
        if range.start >= at {
            at = range.end;
            apart.push((range, what));
        }
    }
    apart
}

/// How letters look: in a mark, which may be the chosen one, and in words that were looked for, which may be the shown ones.
fn format(mark: Option<bool>, found: Option<bool>, colours: &Colours, font: &FontId) -> TextFormat {
    let plain = TextFormat {
        font_id: font.clone(),
        color: colours.text.into(),
        line_height: Some(20.0),
        expand_bg: 0.0,
        ..TextFormat::default()
    };
    let (back, fore) = match (mark, found) {
        (_, Some(true)) => (colours.accent, colours.on_accent),
        (Some(true), _) => (colours.chosen, colours.on_chosen),
        (Some(false), _) => (colours.mark, colours.on_mark),
        (None, Some(false)) => (colours.hover, colours.text),
        (None, None) => return plain,
    };
    let line = if found == Some(false) { Stroke::new(2.0, Color32::from(fore)) } else { Stroke::NONE };
    TextFormat { background: back.into(), color: fore.into(), underline: line, ..plain }
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test may stop where its own ground is missing")]
mod tests {
    use super::*;
    use crate::model::FactKind;
    use crate::view::{Mark, RecognitionView};

    fn source(text: &str, words: &[&str]) -> SourceView {
        let mark = |word: &&str| {
            let start = text.find(word).expect("the word stands in the text");
            Mark {
                span: Span::new(0, start, start + word.len()),
                label: (*word).to_owned(),
                kind: FactKind::ErrorCode,
                case: 0,
            }
        };
        let marks = words.iter().map(mark).collect();
        SourceView {
            name: String::new(),
            source: 0,
            recognition: RecognitionView::default(),
            text: text.into(),
            lines: Vec::new(),
            marks,
        }
    }

    fn shown<'t>(source: &SourceView, text: &'t str) -> Vec<&'t str> {
        placed(source, text).into_iter().filter_map(|place| text.get(place.range)).collect()
    }

    #[test]
    fn marks_move_with_the_text_around_an_edit() {
        let source = source("Code: 53003 at 09:26", &["53003", "09:26"]);
        assert_eq!(shown(&source, "Code: 53003 at 09:26"), ["53003", "09:26"]);
        assert_eq!(shown(&source, "Error Code: 53003 at 09:26"), ["53003", "09:26"]);
        assert_eq!(shown(&source, "Code: 5303 at 09:26"), ["09:26"]);
        assert_eq!(shown(&source, ""), Vec::<&str>::new());
    }

    #[test]
    fn an_edit_inside_a_character_is_survived() {
        let source = source("é 53003", &["é", "53003"]);
        assert_eq!(shown(&source, "è 53003"), ["53003"]);
        assert_eq!(shown(&source, "éé 53003").last(), Some(&"53003"));
    }

    #[test]
    fn sections_cover_the_part_without_gaps() {
        let source = source("Code: 53003 at 09:26", &["53003", "09:26"]);
        let colours = Colours::default();
        let places = [0..4, 8..13, 17..30];
        let found = Found { places: &places, current: places.get(1) };
        let look = (&colours, &FontId::monospace(12.0));
        let job = job(&source.text, 3..18, &placed(&source, &source.text), None, found, look);
        let mut at = 0;
        for section in &job.sections {
            assert_eq!(section.byte_range.start.0, at);
            at = section.byte_range.end.0;
        }
        assert_eq!(at, job.text.len());
        let shown: Vec<&str> = job
            .sections
            .iter()
            .map(|section| &job.text[section.byte_range.start.0..section.byte_range.end.0])
            .collect();
        assert_eq!(
            shown,
            ["e", ": ", "53", "003", " a", "t ", "09", ":"],
            "found words may begin and end inside a mark"
        );
    }

    #[test]
    fn places_of_a_text_that_has_changed_are_survived() {
        let source = source("Code: é", &[]);
        let places = [7..8, 6..100, 100..101];
        let found = Found { places: &places, current: None };
        let job = job(&source.text, 0..8, &[], None, found, (&Colours::default(), &FontId::monospace(12.0)));
        assert_eq!(job.sections.len(), 2);
    }
}
