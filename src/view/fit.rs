//! The plain report line by line, and what is left out so that a help desk gets at most forty lines.
//!
//! Edge: the view measures itself by the narrowest format; the other formats show the same content without the wrapping.

use super::report::{ReportView, SectionView};

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
        let draft = match drafts.iter_mut().filter(spare).min_by_key(|draft| draft.worth) {
            Some(draft) => Some(draft),
            None => drafts.iter_mut().filter(dispensable).min_by_key(|draft| draft.worth),
        };
        let Some(draft) = draft else { return view };
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
        lines.extend(wrap(&format!("{}: {}", key.name, key.value), "  "));
    }
    lines.push(String::new());
    view.sections.iter().for_each(|section| section_lines(section, &mut lines));
    for line in [&view.removed, &view.mode, &view.footer] {
        lines.extend(wrap(line, "  "));
    }
    lines.push(view.end.clone());
    lines.dedup_by(|a, b| a.is_empty() && b.is_empty());
    lines
}

/// "Heading: line" where there is one line, else the heading and a list.
fn section_lines(section: &SectionView, lines: &mut Vec<String>) {
    match section.lines.as_slice() {
        [only] => lines.extend(wrap(&format!("{}: {only}", section.heading), "  ")),
        several => {
            lines.push(format!("{}:", section.heading));
            for line in several {
                lines.extend(wrap(&format!("- {line}"), "  "));
            }
        }
    }
}

/// A text in lines of at most [`WIDTH`] characters; all but the first are indented. A word that is longer is broken.
pub(crate) fn wrap(text: &str, indent: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut width = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if width > 0 && width + 1 + length <= WIDTH && !line.trim().is_empty() {
            line.push(' ');
            line.push_str(word);
            width += 1 + length;
            continue;
        }
        if width > 0 && !line.trim().is_empty() {
            lines.push(std::mem::replace(&mut line, indent.to_owned()));
            width = indent.chars().count();
        }
        for c in word.chars() {
            if width == WIDTH {
                lines.push(std::mem::replace(&mut line, indent.to_owned()));
                width = indent.chars().count();
            }
            line.push(c);
            width += 1;
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
}
