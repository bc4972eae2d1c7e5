//! The report as Markdown for ticket systems and chats.

use crate::view::report::{KeyView, ReportView};

/// Headings and lists; nothing in a value is read as Markdown.
pub(super) fn render(view: &ReportView) -> String {
    let mut blocks = vec![format!("# {}", escaped(&view.title))];
    if !view.route.is_empty() {
        blocks.push(format!("**{}**", escaped(&view.route)));
    }
    let key = |name: &str, value: &str| format!("* **{}** {}", escaped(&view.form.heading(name)), escaped(value));
    let keys: Vec<String> = view.keys.iter().map(|KeyView { name, value }| key(name, value)).collect();
    if !keys.is_empty() {
        blocks.push(keys.join("\n"));
    }
    for section in &view.sections {
        let lines: Vec<String> = section.lines.iter().map(|line| format!("* {}", escaped(line))).collect();
        blocks.push(format!("## {}\n\n{}", escaped(&section.heading), lines.join("\n")));
    }
    blocks.push("---".to_owned());
    let foot = [&view.removed, &view.mode, &view.footer].into_iter().filter(|line| !line.is_empty());
    blocks.extend(foot.map(|line| escaped(line)));
    if !view.queries.is_empty() {
        blocks.push(format!("## {}", escaped(&view.queries_heading)));
    }
    for query in &view.queries {
        let fence = fence(&query.text);
        blocks.push(format!("### {}\n\n{}", escaped(&query.title), escaped(&query.roles)));
        blocks.push(format!("{fence}{}\n{}\n{fence}", query.language, query.text));
    }
    let mut text = blocks.join("\n\n");
    text.push('\n');
    text
}

/// The text with a backslash before every character that Markdown could read as its own.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let line_start = at == 0 && matches!(c, '-' | '+');
        if line_start || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!') {
            escaped.push('\\');
        }
        escaped.push(if c == '\n' { ' ' } else { c });
    }
    // "7. text" would begin a numbered list.
    match escaped.find(|c: char| !c.is_ascii_digit()) {
        Some(at)
            if at > 0 && escaped.get(at..).is_some_and(|rest| rest.starts_with(". ") || rest.starts_with(") ")) =>
        {
            escaped.insert(at, '\\');
            escaped
        }
        _ => escaped,
    }
}

/// A fence longer than any run of backticks inside.
fn fence(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    "`".repeat(longest.max(2) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_never_read_as_markdown() {
        assert_eq!(escaped("[user 1] *a* <b> `c` #d a_b"), r"\[user 1\] \*a\* \<b\> \`c\` \#d a\_b");
        assert_eq!(escaped("1. first"), r"1\. first");
        assert_eq!(escaped("53003: refused"), "53003: refused");
        assert_eq!(escaped("- x\ny"), r"\- x y");
        assert_eq!(fence("a ``` b"), "````");
    }
}
