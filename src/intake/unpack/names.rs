//! Names inside containers, made fit to be shown: a name is only ever shown, never used as a path.

/// Longer names are cut at their front, since their ends tell more.
const LONGEST: usize = 100;

/// A member's name without what could mislead: the way up, drives, control characters, turned reading direction.
pub(super) fn shown(name: &str) -> String {
    let parts = name.split(['/', '\\']).map(str::trim).filter(|part| !matches!(*part, "" | "." | ".."));
    let plain: String =
        parts.collect::<Vec<_>>().join("/").chars().map(|c| if misleads(c) { '_' } else { c }).collect();
    let count = plain.chars().count();
    if count <= LONGEST { plain } else { plain.chars().skip(count - LONGEST).fold("…".to_owned(), with) }
}

fn with(mut text: String, c: char) -> String {
    text.push(c);
    text
}

/// Whether a character would not show, or would change how others show.
fn misleads(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// The name of a member of `outer`.
pub(super) fn inside(outer: &str, member: &str) -> String {
    let member = shown(member);
    match (outer.is_empty(), member.is_empty()) {
        (true, _) => member,
        (false, true) => outer.to_owned(),
        (false, false) => format!("{outer} › {member}"),
    }
}

/// Whether a member is only a trace of the system that packed it.
pub(super) fn is_clutter(name: &str) -> bool {
    let mut parts = name.split(['/', '\\']);
    let file = name.rsplit(['/', '\\']).next().unwrap_or_default();
    parts.any(|part| part == "__MACOSX")
        || file.starts_with("._")
        || [".DS_Store", "Thumbs.db", "desktop.ini"].contains(&file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_shows_what_it_is() {
        for (name, want) in [
            ("logs/app.log", "logs/app.log"),
            ("../../etc/passwd", "etc/passwd"),
            ("/etc//passwd", "etc/passwd"),
            ("C:\\Users\\..\\a.txt", "C:/Users/a.txt"),
            ("a\u{202e}txt.exe", "a_txt.exe"),
            ("a\r\nb\0\u{1b}[31m", "a__b__[31m"),
            ("..", ""),
        ] {
            assert_eq!(shown(name), want, "{name:?}");
        }
        assert_eq!(shown(&format!("{}/end.txt", "a".repeat(5_000))).chars().count(), LONGEST + 1);
    }

    #[test]
    fn what_systems_add_is_clutter() {
        assert!(is_clutter("__MACOSX/._a.txt") && is_clutter("a/.DS_Store") && is_clutter("Thumbs.db"));
        assert!(!is_clutter("a/b.txt") && !is_clutter(".config"));
    }
}
