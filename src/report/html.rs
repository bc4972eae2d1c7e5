//! The report as one page without script or outside resource, which also pastes well into Outlook and Teams.

use crate::view::report::ReportView;

/// Plain and narrow, so that a report for the help desk fits one A4 or Letter page.
const STYLE: &str = "body{font:14px/1.4 'Segoe UI',system-ui,sans-serif;max-width:46em;margin:1.5em auto;padding:0 1em;color:#1a1a1a;background:#fff}\
h1{font-size:20px;margin:0 0 .3em}h2{font-size:15px;margin:1em 0 .2em}h3{font-size:14px;margin:1em 0 .2em}\
ul{margin:.2em 0;padding-left:1.3em}li,p,pre{overflow-wrap:anywhere}\
pre{font:12px/1.35 Consolas,Menlo,monospace;white-space:pre-wrap;background:#f4f4f4;border:1px solid #ddd;padding:.6em}\
.foot{margin-top:1em;border-top:1px solid #bbb;padding-top:.4em;font-size:12px;color:#444}\
@page{margin:10mm 12mm}@media print{body{font-size:8.2pt;line-height:1.2;margin:0;max-width:none;padding:0}h1{font-size:13pt}h2{font-size:9.5pt;margin:.5em 0 .1em;break-after:avoid}ul{margin:.1em 0}p{margin:.35em 0}li{break-inside:avoid}.foot{font-size:8pt}.queries{display:none}article+article{break-before:page}}";

/// One page with one report after the other, each beginning on a sheet of its own when printed.
pub(super) fn render(views: &[ReportView]) -> String {
    let first = views.first();
    let language = first.map_or("en", |view| view.language.as_str());
    let title = first.map_or("WhyBlocked", |view| view.title.as_str());
    let mut lines = vec![
        "<!doctype html>".to_owned(),
        format!("<html lang=\"{}\">", escaped(language)),
        "<head>\n<meta charset=\"utf-8\">".to_owned(),
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
            .to_owned(),
        "<meta name=\"viewport\" content=\"width=device-width\">".to_owned(),
        format!("<title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>", escaped(title)),
    ];
    for view in views {
        article(&mut lines, view);
    }
    lines.push("</body>\n</html>\n".to_owned());
    lines.join("\n")
}

fn article(lines: &mut Vec<String>, view: &ReportView) {
    lines.push("<article>".to_owned());
    if !view.route.is_empty() {
        lines.push(format!("<p><b>{}</b></p>", escaped(&view.route)));
    }
    lines.push(format!("<h1>{}</h1>", escaped(&view.title)));
    list(
        lines,
        view.keys
            .iter()
            .map(|key| format!("<b>{}</b> {}", escaped(&view.form.heading(&key.name)), escaped(&key.value))),
    );
    for section in &view.sections {
        lines.push(format!("<h2>{}</h2>", escaped(&section.heading)));
        list(lines, section.lines.iter().map(|line| escaped(line)));
    }
    lines.push("<div class=\"foot\">".to_owned());
    let foot = [&view.removed, &view.mode, &view.footer].into_iter().filter(|line| !line.is_empty());
    lines.extend(foot.map(|line| format!("<p>{}</p>", escaped(line))));
    lines.push("</div>".to_owned());
    queries(lines, view);
    lines.push("</article>".to_owned());
}

fn queries(lines: &mut Vec<String>, view: &ReportView) {
    if view.queries.is_empty() {
        return;
    }
    lines.push(format!("<div class=\"queries\">\n<h2>{}</h2>", escaped(&view.queries_heading)));
    for query in &view.queries {
        lines.push(format!("<h3>{} ({})</h3>", escaped(&query.title), escaped(&query.language)));
        lines.push(format!("<p>{}</p>\n<pre>{}</pre>", escaped(&query.roles), escaped(&query.text)));
    }
    lines.push("</div>".to_owned());
}

fn list(lines: &mut Vec<String>, items: impl Iterator<Item = String>) {
    let mut items = items.map(|item| format!("<li>{item}</li>")).peekable();
    if items.peek().is_some() {
        lines.push("<ul>".to_owned());
        lines.extend(items);
        lines.push("</ul>".to_owned());
    }
}

/// The text with nothing left that a browser could read as markup.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_a_value_stays_text() {
        assert_eq!(
            escaped("<img src=x onerror=\"a('b')\"> & co"),
            "&lt;img src=x onerror=&quot;a(&#39;b&#39;)&quot;&gt; &amp; co"
        );
    }
}
