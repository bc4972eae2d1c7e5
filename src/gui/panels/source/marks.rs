//! Where the marks stand in the text that is shown, and how they are painted.

use std::ops::Range;

use eframe::egui::text::{ByteIndex, LayoutJob, LayoutSection, TextFormat};
use eframe::egui::{Color32, FontId};

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

/// The part `part` of a text, with its marks in colour.
pub(super) fn job(
    text: &str,
    part: Range<usize>,
    marks: &[Placed<'_>],
    chosen: Option<Span>,
    colours: &Colours,
    font: &FontId,
) -> LayoutJob {
    let shown = text.get(part.clone()).unwrap_or_default();
    let mut job = LayoutJob { text: shown.to_owned(), ..LayoutJob::default() };
    let plain = TextFormat {
        font_id: font.clone(),
        color: colours.text.into(),
        line_height: Some(20.0),
        expand_bg: 0.0,
        ..TextFormat::default()
    };
    let mut at = 0;
    let mut push = |range: Range<usize>, format: &TextFormat| {
        if !range.is_empty() {
            let byte_range = ByteIndex(range.start)..ByteIndex(range.end);
            job.sections.push(LayoutSection { leading_space: 0.0, byte_range, format: format.clone() });
        }
    };
    for place in marks {
        let start = place.range.start.clamp(part.start, part.end) - part.start;
        let end = place.range.end.clamp(part.start, part.end) - part.start;
        if start < at || start == end {
            continue;
        }
        let is_chosen = chosen.is_some_and(|span| span.overlaps(place.span));
        let (back, fore) =
            if is_chosen { (colours.chosen, colours.on_chosen) } else { (colours.mark, colours.on_mark) };
        push(at..start, &plain);
        push(start..end, &TextFormat { background: back.into(), color: Color32::from(fore), ..plain.clone() });
        at = end;
    }
    push(at..shown.len(), &plain);
    job
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
        let job = job(&source.text, 3..18, &placed(&source, &source.text), None, &colours, &FontId::monospace(12.0));
        let mut at = 0;
        for section in &job.sections {
            assert_eq!(section.byte_range.start.0, at);
            at = section.byte_range.end.0;
        }
        assert_eq!(at, job.text.len());
    }
}
