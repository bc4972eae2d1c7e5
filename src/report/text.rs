//! The report as plain text that survives mail, chats and ticket systems.

use crate::view::CaseView;
use crate::view::fit::{plain, wrap};
use crate::view::report::ReportView;

/// The report with its marks; queries stand below the end mark and keep their lines.
pub(super) fn render(view: &ReportView) -> String {
    let mut text = plain(view).join("\n");
    text.push('\n');
    if !view.queries.is_empty() {
        text.push_str(&format!("\n{}\n", view.queries_heading));
    }
    for query in &view.queries {
        text.push_str(&format!("\n== {} ({})\n", query.title, query.language));
        text.push_str(&wrap(&query.roles, "").join("\n"));
        text.push_str(&format!("\n\n{}\n", query.text));
    }
    text
}

/// One case in a few lines, for a console.
pub fn case_text(case: &CaseView) -> String {
    let verdict = &case.verdict;
    let mut lines = wrap(&case.title, "");
    let mut add = |text: &str, bullet: &str| lines.extend(wrap(&format!("{bullet}{text}"), if bullet.is_empty() { "" } else { "  " }));
    add(&case.strip.sentence, "");
    verdict.explanation.iter().for_each(|text| add(text, ""));
    add(&verdict.word, "");
    verdict.reasons.iter().chain(&verdict.other_way).for_each(|text| add(text, "- "));
    for cause in &case.causes {
        add(&format!("{}: {}", cause.word, cause.title), "- ");
    }
    add(&format!("{}: {}", case.strip.who, case.strip.now), "");
    let mut text = lines.join("\n");
    text.push('\n');
    text
}
