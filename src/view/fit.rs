//! The plain report line by line, and what is left out so that a help desk gets at most forty lines.
//!
//! Edge: the view measures itself by the narrowest format; the other formats show the same content without the wrapping.

use super::report::{Form, ReportView, SectionView};
use super::wide;

/// The most characters of a line.
pub(crate) const WIDTH: usize = 72;
/// The most lines of a report for the help desk.
pub(crate) const MOST_LINES: usize = 40;

/// A section on its way into a report.
pub(super) struct Draft {
    pub(super) section: SectionView,
    /// Lines that stay whatever happens.
    pub(super) least: usize,
    /// Smaller ones are shortened first.
    pub(super) worth: u8,
}

/// Sections worth no more than this may be left out as a whole where nothing else helps.
const DISPENSABLE: u8 = 4;

/// Sections worth this much keep their least lines whatever happens.
const SETTLED: u8 = 9;

/// Takes lines from the sections that are worth least until the report is short enough.
pub(super) fn fit(mut view: ReportView, mut drafts: Vec<Draft>) -> ReportView {
    loop {
        view.sections =
            drafts.iter().map(|draft| draft.section.clone()).filter(|section| !section.lines.is_empty()).collect();
        if plain(&view).len() <= MOST_LINES {
            return view;
        }
        let spare = |draft: &&mut Draft| draft.section.lines.len() > draft.least;
        let dispensable = |draft: &&mut Draft| draft.worth <= DISPENSABLE && !draft.section.lines.is_empty();
        // In a language with longer words the least of all sections can be too much.
        let long = |draft: &&mut Draft| draft.worth < SETTLED && draft.section.lines.len() > 1;
        let ways: [&dyn Fn(&&mut Draft) -> bool; 3] = [&spare, &dispensable, &long];
        let is_found = |way: &&&dyn Fn(&&mut Draft) -> bool| drafts.iter_mut().any(|draft| way(&draft));
        let Some(way) = ways.iter().find(is_found) else { return view };
        let Some(draft) = drafts.iter_mut().filter(|draft| way(draft)).min_by_key(|draft| draft.worth) else {
            return view;
        };
        draft.section.lines.pop();
    }
}

/// The lines of the plain report, each short enough to survive mail and ticket systems.
pub(crate) fn plain(view: &ReportView) -> Vec<String> {
    let mut lines = vec![view.begin.clone()];
    lines.extend(wrap(&view.route, "  "));
    lines.extend(wrap(&view.title, "  "));
    lines.push(String::new());
    for key in &view.keys {
        lines.extend(wrap(&view.form.pair(&key.name, &key.value), "  "));
    }
    lines.push(String::new());
    view.sections.iter().for_each(|section| section_lines(section, &view.form, &mut lines));
    for line in [&view.removed, &view.mode, &view.footer] {
        lines.extend(wrap(line, "  "));
    }
    lines.push(view.end.clone());
    lines.dedup_by(|a, b| a.is_empty() && b.is_empty());
    lines
}

/// "Heading: line" where there is one line, else the heading and a list.
fn section_lines(section: &SectionView, form: &Form, lines: &mut Vec<String>) {
    match section.lines.as_slice() {
        [only] => lines.extend(wrap(&form.pair(&section.heading, only), "  ")),
        several => {
            lines.push(form.heading(&section.heading));
            for line in several {
                lines.extend(wrap(&format!("- {line}"), "  "));
            }
        }
    }
}

/// A text in lines of at most [`WIDTH`] columns; all but the first are indented. A word that is longer is broken, and a text
/// without blanks, as Japanese is written, between its letters.
pub(crate) fn wrap(text: &str, indent: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    let next_line = |line: &mut String, used: &mut usize, lines: &mut Vec<String>| {
        lines.push(std::mem::replace(line, indent.to_owned()));
        *used = wide::columns(indent);
    };
    for (blank, piece) in wide::pieces(text) {
        let (gap, length) = (usize::from(blank), wide::columns(piece));
        let is_empty = line.trim().is_empty();
        if !is_empty && used + gap + length <= WIDTH {
            line.push_str(if blank { " " } else { "" });
            line.push_str(piece);
            used += gap + length;
            continue;
        }
        if !is_empty {
            next_line(&mut line, &mut used, &mut lines);
        }
        for c in piece.chars() {
            if used + wide::of(c) > WIDTH {
                next_line(&mut line, &mut used, &mut lines);
            }
            line.push(c);
            used += wide::of(c);
        }
    }
    if !line.trim().is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_never_longer_than_the_width_and_lose_nothing() {
        let text = format!("- Find the row, {} or ask. {}", "x".repeat(200), "word ".repeat(40));
        let lines = wrap(&text, "  ");
        assert!(lines.iter().all(|line| line.chars().count() <= WIDTH), "{lines:#?}");
        let joined: String = lines.concat().split_whitespace().collect();
        assert_eq!(joined, text.split_whitespace().collect::<String>());
        assert!(lines.iter().skip(1).all(|line| line.starts_with("  ")));
        assert!(wrap("", "  ").is_empty());
    }

    #[test]
    fn japanese_counts_twice_and_breaks_between_letters_but_never_before_a_stop() {
        let text = format!("- {}。{}（要求 ID 8f2c1d3e）", "組織の規則".repeat(14), "端末を確認".repeat(9));
        let lines = wrap(&text, "  ");
        assert!(lines.iter().all(|line| wide::columns(line) <= WIDTH), "{lines:#?}");
        assert!(lines.iter().all(|line| !line.trim_start().starts_with(['。', '、', '）'])), "{lines:#?}");
        assert!(lines.first().is_some_and(|line| wide::columns(line) > WIDTH - 4), "{lines:#?}");
        let joined: String = lines.concat().split_whitespace().collect();
        assert_eq!(joined, text.split_whitespace().collect::<String>());
    }

    #[test]
    fn a_blank_that_does_not_break_stays() {
        let text = format!("{} «\u{a0}règle\u{a0}»", "mot ".repeat(16).trim_end());
        assert_eq!(wrap(&text, "  ").last().map(String::as_str), Some("  «\u{a0}règle\u{a0}»"));
    }
}
