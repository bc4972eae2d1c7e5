//! HTML of messages to text. A saved page stays as it came, so that its places can be shown; the body of a message is
//! nobody's original, and its source would hide the few lines that were written.

/// Elements whose content is not shown.
const HIDDEN: [&str; 5] = ["script", "style", "head", "title", "noscript"];
/// Elements that begin and end a line.
const LINES: [&str; 19] = [
    "p",
    "div",
    "br",
    "tr",
    "li",
    "ul",
    "ol",
    "table",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "pre",
    "blockquote",
    "hr",
    "section",
    "article",
];
/// An entity is not longer than this, in bytes.
const LONGEST_ENTITY: usize = 12;

/// The words of an HTML text as lines; cells of a table are parted by tabs.
pub(super) fn to_text(html: &str) -> String {
    let mut out = Lines::default();
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        out.words(rest.get(..at).unwrap_or_default());
        rest = rest.get(at..).unwrap_or_default();
        rest = if rest.starts_with('&') { entity(rest, &mut out) } else { tag(rest, &mut out) };
    }
    out.words(rest);
    out.text
}

#[derive(Default)]
struct Lines {
    text: String,
    /// Inside `pre`, line ends are line ends.
    is_plain: bool,
    owes_blank: bool,
}

impl Lines {
    fn words(&mut self, words: &str) {
        if self.is_plain {
            self.text.push_str(words);
            return;
        }
        for (number, word) in words.split([' ', '\n', '\r', '\t']).enumerate() {
            self.owes_blank |= number > 0;
            if !word.is_empty() {
                if std::mem::take(&mut self.owes_blank) && !self.text.is_empty() && !self.text.ends_with(['\n', '\t']) {
                    self.text.push(' ');
                }
                self.text.push_str(word);
            }
        }
    }

    fn end_line(&mut self) {
        self.owes_blank = false;
        let kept = self.text.trim_end_matches([' ', '\t']).len();
        self.text.truncate(kept);
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    fn end_cell(&mut self) {
        self.owes_blank = false;
        // A cell that holds paragraphs ended its last line itself.
        if self.text.ends_with('\n') && !self.text.ends_with("\n\n") {
            self.text.pop();
        }
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\t');
        }
    }
}

/// Takes the tag or remark at the start, and what it hides.
fn tag<'a>(rest: &'a str, out: &mut Lines) -> &'a str {
    if let Some(remark) = rest.strip_prefix("<!--") {
        return remark.find("-->").and_then(|end| remark.get(end + 3..)).unwrap_or_default();
    }
    let is_end = rest.starts_with("</");
    let inner = rest.get(if is_end { 2 } else { 1 }..).unwrap_or_default();
    let name_len = inner.find(|c: char| !(c.is_ascii_alphanumeric() || c == ':')).unwrap_or(inner.len());
    let name = inner.get(..name_len).unwrap_or_default().to_ascii_lowercase();
    if name.is_empty() && !inner.starts_with(['!', '?']) {
        out.words("<");
        return rest.get(1..).unwrap_or_default();
    }
    let after = inner.find('>').and_then(|end| inner.get(end + 1..)).unwrap_or_default();
    if HIDDEN.contains(&name.as_str()) && !is_end {
        return hidden(after, &name);
    }
    match name.as_str() {
        "td" | "th" if is_end => out.end_cell(),
        "pre" => {
            out.end_line();
            out.is_plain = !is_end;
        }
        name if LINES.contains(&name) => out.end_line(),
        _ => {}
    }
    after
}

/// What stands behind the end of a hidden element. One that never ends hides nothing: better too many words than none.
fn hidden<'a>(rest: &'a str, name: &str) -> &'a str {
    let mut at = 0;
    while let Some(offset) = rest.get(at..).and_then(|rest| rest.find("</")) {
        at += offset + 2;
        let end = rest.get(at..).unwrap_or_default();
        if end.get(..name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name)) {
            return end.find('>').and_then(|close| end.get(close + 1..)).unwrap_or_default();
        }
    }
    rest
}

/// Takes the entity at the start.
fn entity<'a>(rest: &'a str, out: &mut Lines) -> &'a str {
    let known = rest.bytes().take(LONGEST_ENTITY).position(|b| b == b';').and_then(|end| {
        let text = resolved(rest.get(1..end)?)?;
        Some((text, rest.get(end + 1..)?))
    });
    let (text, after) = known.unwrap_or_else(|| ("&".to_owned(), rest.get(1..).unwrap_or_default()));
    out.words(&text);
    after
}

fn resolved(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']);
        let code = hex.map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())?;
        return char::from_u32(code).map(|c| if c == '\u{a0}' { ' ' } else { c }.to_string());
    }
    let known = [
        ("nbsp", " "),
        ("amp", "&"),
        ("lt", "<"),
        ("gt", ">"),
        ("quot", "\""),
        ("apos", "'"),
        ("auml", "ä"),
        ("ouml", "ö"),
        ("uuml", "ü"),
        ("Auml", "Ä"),
        ("Ouml", "Ö"),
        ("Uuml", "Ü"),
        ("szlig", "ß"),
        ("eacute", "é"),
        ("egrave", "è"),
        ("agrave", "à"),
        ("ccedil", "ç"),
        ("ecirc", "ê"),
        ("acirc", "â"),
        ("ocirc", "ô"),
        ("icirc", "î"),
        ("ugrave", "ù"),
        ("ucirc", "û"),
        ("aacute", "á"),
        ("iacute", "í"),
        ("oacute", "ó"),
        ("uacute", "ú"),
        ("ntilde", "ñ"),
        ("atilde", "ã"),
        ("otilde", "õ"),
        ("aring", "å"),
        ("oslash", "ø"),
        ("aelig", "æ"),
        ("lsquo", "'"),
        ("rsquo", "'"),
        ("ldquo", "\""),
        ("rdquo", "\""),
        ("ndash", "–"),
        ("mdash", "—"),
        ("hellip", "…"),
        ("bull", "•"),
        ("copy", "©"),
        ("reg", "®"),
        ("middot", "·"),
    ];
    known.iter().find(|(entity, _)| *entity == name).map(|(_, text)| (*text).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_and_the_rest_is_not() {
        let html = "<html><head><style>p { color: red }</style></head><body><!-- <p>no</p> --><p class=x>Error\n  Co<b>de</b>:\
            &nbsp;53003</p><script>let a = '<p>';</script><table><tr><td><p>Request Id</p></td><td>8f2c</td></tr></table>\
            <o:p></o:p>Ger&auml;t &#x41; a < b &amp c<pre>1\n2</pre></body>";
        let text = to_text(html);
        assert_eq!(
            text.split('\n').filter(|line| !line.is_empty()).collect::<Vec<_>>(),
            ["Error Code: 53003", "Request Id\t8f2c", "Gerät A a < b &amp c", "1", "2"]
        );
    }

    #[test]
    fn hostile_html_ends() {
        assert_eq!(to_text(&"<".repeat(100_000)).len(), 100_000);
        assert!(to_text(&"<script>".repeat(20_000)).is_empty());
        assert_eq!(to_text("<p").len() + to_text("&#xffffffff;").len(), 12);
    }
}
