//! The marks of HTML made plain: entities by name and by number, and tags.

use super::escapes::DEEPEST;
use super::plain::plain;

/// `&quot;` and its kin, also when the ampersand itself was escaped.
pub(super) fn entity(rest: &str) -> Option<(usize, String)> {
    let mut name_at = 1;
    while name_at < 4 * DEEPEST && rest.get(name_at..)?.starts_with("amp;") {
        name_at += 4;
    }
    let name = rest.get(name_at..)?;
    let end = name.bytes().take(LONGEST_ENTITY).position(|b| b == b';');
    let with = end.and_then(|end| name.get(..end)).and_then(character);
    match (end, with) {
        (Some(end), Some(with)) => Some((name_at + end + 1, plain(with).unwrap_or_else(|| with.to_string()))),
        _ if name_at > 1 => Some((name_at, "&".to_owned())),
        _ => None,
    }
}

/// No entity's name or number is longer.
const LONGEST_ENTITY: usize = 10;

/// The character behind `quot`, `eacute`, `#39`, `#x3A`.
fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hexadecimal = number.strip_prefix(['x', 'X']);
        let code = hexadecimal.map_or_else(|| number.parse().ok(), |digits| u32::from_str_radix(digits, 16).ok());
        return code.and_then(char::from_u32);
    }
    ENTITIES.iter().find(|(known, _)| *known == name).map(|&(_, c)| c)
}

/// Entities by name: those that programs write, and the letters of the pages' languages.
const ENTITIES: [(&str, char); 46] = [
    ("quot", '"'),
    ("apos", '\''),
    ("lt", '<'),
    ("gt", '>'),
    ("nbsp", ' '),
    ("amp", '&'),
    ("colon", ':'),
    ("shy", '\u{ad}'),
    ("rsquo", '\''),
    ("lsquo", '\''),
    ("rdquo", '"'),
    ("ldquo", '"'),
    ("laquo", '"'),
    ("raquo", '"'),
    ("ndash", '-'),
    ("mdash", '-'),
    ("auml", 'ä'),
    ("ouml", 'ö'),
    ("uuml", 'ü'),
    ("Auml", 'Ä'),
    ("Ouml", 'Ö'),
    ("Uuml", 'Ü'),
    ("szlig", 'ß'),
    ("aacute", 'á'),
    ("eacute", 'é'),
    ("iacute", 'í'),
    ("oacute", 'ó'),
    ("uacute", 'ú'),
    ("Eacute", 'É'),
    ("agrave", 'à'),
    ("egrave", 'è'),
    ("igrave", 'ì'),
    ("ograve", 'ò'),
    ("ugrave", 'ù'),
    ("acirc", 'â'),
    ("ecirc", 'ê'),
    ("icirc", 'î'),
    ("ocirc", 'ô'),
    ("atilde", 'ã'),
    ("otilde", 'õ'),
    ("ntilde", 'ñ'),
    ("ccedil", 'ç'),
    ("aring", 'å'),
    ("oslash", 'ø'),
    ("aelig", 'æ'),
    ("yacute", 'ý'),
];

/// A tag of an HTML source: those that begin a line become a line end, the others nothing. `<redacted>` is no tag.
pub(super) fn tag(rest: &str) -> Option<(usize, String)> {
    const LINES: [&str; 28] = [
        "br",
        "p",
        "div",
        "tr",
        "li",
        "td",
        "th",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "table",
        "dl",
        "dt",
        "dd",
        "section",
        "article",
        "header",
        "footer",
        "form",
        "hr",
        "button",
        "blockquote",
        "caption",
    ];
    const WORDS: [&str; 28] = [
        "strong", "b", "i", "em", "span", "a", "code", "pre", "font", "u", "html", "body", "head", "tbody", "thead",
        "small", "label", "main", "img", "meta", "link", "mark", "sup", "sub", "kbd", "samp", "input", "col",
    ];
    let name_at = if rest.starts_with("</") { 2 } else { 1 };
    let after = rest.get(name_at..)?;
    let name_len = after.find(|c: char| !c.is_ascii_alphanumeric())?;
    let name = after.get(..name_len)?.to_ascii_lowercase();
    let with = if LINES.contains(&name.as_str()) {
        "\n"
    } else if WORDS.contains(&name.as_str()) {
        ""
    } else {
        return None;
    };
    let end = rest.bytes().take(LONGEST_TAG).position(|b| b == b'>')?;
    Some((end + 1, with.to_owned()))
}

/// A tag with its attributes is not longer than this, in bytes.
const LONGEST_TAG: usize = 600;
