//! From pieces of text with places on a page to lines as a person reads them: a label and its value stay on one line,
//! whatever order the program drew them in.

/// What was drawn in one go.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) text: String,
    /// Quarter turns of the writing direction; a page that lies on its side has its own lines.
    pub(super) turn: u8,
    /// Where it begins and ends along the line.
    pub(super) start: f64,
    pub(super) end: f64,
    /// How far down the page its line is.
    pub(super) level: f64,
    pub(super) size: f64,
}

/// Two runs are on one line if they are no further apart than this part of their size.
const SAME_LINE: f64 = 0.45;
/// A gap of more than this part of the size is a blank, …
const BLANK: f64 = 0.15;
/// … and of more than this, a column of its own.
const COLUMN: f64 = 1.0;
/// Lines further apart than this part of the size are paragraphs.
const PARAGRAPH: f64 = 2.2;

/// The text of a page.
pub(super) fn text(mut runs: Vec<Run>) -> String {
    runs.sort_by(|a, b| a.turn.cmp(&b.turn).then(a.level.total_cmp(&b.level)));
    let mut text = String::new();
    let mut line: Vec<Run> = Vec::new();
    for run in runs {
        let starts_line = line.first().is_some_and(|first| {
            first.turn != run.turn || run.level - first.level > SAME_LINE * first.size.min(run.size).max(1.0)
        });
        if starts_line {
            let (level, size) = line.first().map_or((0.0, 0.0), |first| (first.level, first.size));
            push(&mut text, std::mem::take(&mut line));
            if run.level - level > PARAGRAPH * size.max(run.size) {
                text.push('\n');
            }
        }
        line.push(run);
    }
    push(&mut text, line);
    text
}

fn push(text: &mut String, mut line: Vec<Run>) {
    line.sort_by(|a, b| a.start.total_cmp(&b.start));
    let mut last: Option<&Run> = None;
    for run in &line {
        let Some(before) = last else {
            text.push_str(run.text.trim_start());
            last = Some(run);
            continue;
        };
        let size = before.size.max(run.size);
        // Bold type is drawn twice by some programs, a hair apart.
        if before.text == run.text && run.start - before.start < BLANK * size {
            continue;
        }
        let gap = run.start - before.end;
        if gap > COLUMN * size {
            text.truncate(text.trim_end_matches(' ').len());
            text.push('\t');
        } else if gap > BLANK * size && !text.ends_with(' ') && !run.text.starts_with(' ') {
            text.push(' ');
        }
        text.push_str(&run.text);
        last = Some(run);
    }
    text.truncate(text.trim_end_matches([' ', '\t']).len());
    if !text.is_empty() && !text.ends_with("\n\n") {
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str, start: f64, level: f64) -> Run {
        let end = start + 5.0 * f64::from(u32::try_from(text.len()).unwrap_or(0));
        Run { text: text.to_owned(), turn: 0, start, end, level, size: 10.0 }
    }

    #[test]
    fn labels_and_values_stand_beside_each_other() {
        let runs = vec![
            run("53003", 100.0, 20.5),
            run("8f2c", 100.0, 34.0),
            run("Title", 10.0, 0.0),
            run("Error Co", 10.0, 20.0),
            run("de", 50.0, 20.0),
            run("Request Id", 10.0, 34.0),
            run("Request Id", 10.3, 34.0),
            run("two", 10.0, 80.0),
            run("words", 27.0, 80.0),
        ];
        assert_eq!(text(runs), "Title\nError Code\t53003\nRequest Id\t8f2c\n\ntwo words\n");
    }

    #[test]
    fn nonsense_places_do_no_harm() {
        let text = text(vec![run("a", f64::NAN, f64::NAN), run("b", f64::INFINITY, 0.0)]);
        assert!(text.contains('a') && text.contains('b'));
    }
}
