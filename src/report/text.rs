//! The report as plain text that survives mail, chats and ticket systems.

use crate::view::CaseView;
use crate::view::fit::{plain, wrap};
use crate::view::report::{Form, ReportView};

/// The report with its marks; queries stand below the end mark and keep their lines.
pub(super) fn render(view: &ReportView) -> String {
    let mut lines = plain(view);
    if !view.queries.is_empty() {
        lines.extend([String::new(), view.queries_heading.clone()]);
    }
    for query in &view.queries {
        lines.extend([String::new(), format!("== {} ({})", query.title, query.language)]);
        lines.extend(wrap(&query.roles, ""));
        lines.extend([String::new(), query.text.clone()]);
    }
    lines.push(String::new());
    lines.join("\n")
}

/// One case in a few lines, for a console.
pub fn case_text(case: &CaseView, form: &Form) -> String {
    let verdict = &case.verdict;
    let mut lines = wrap(&format!("{} · {}", case.title, case.strip.who), "");
    let mut add = |text: &str, bullet: &str| {
        lines.extend(wrap(&format!("{bullet}{text}"), if bullet.is_empty() { "" } else { "  " }));
    };
    add(&case.strip.sentence, "");
    verdict.explanation.iter().for_each(|text| add(text, ""));
    add(&verdict.word, "");
    verdict.reasons.iter().chain(&verdict.other_way).for_each(|text| add(text, "- "));
    for cause in &case.causes {
        add(&form.pair(&cause.word, &cause.title), "- ");
    }
    add(&case.strip.now, "");
    let mut text = lines.join("\n");
    text.push('\n');
    text
}
