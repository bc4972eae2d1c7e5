//! Source files as the rules see them: their text, and the same with comments and strings blanked out.

use std::fs;
use std::path::Path;

/// A file to look at.
pub(crate) struct SourceFile {
    /// Its path below the repository, with `/`.
    pub(crate) path: String,
    /// Its text without the tests at its end.
    pub(crate) text: String,
    /// The same, comments and the insides of strings replaced by blanks: byte for byte as long.
    pub(crate) code: String,
}

impl SourceFile {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        let text = without_tests(text);
        Self { path: path.to_owned(), code: blanked(text), text: text.to_owned() }
    }

    /// The line, counted from 1, of a byte.
    pub(crate) fn line_of(&self, byte: usize) -> usize {
        self.text.bytes().take(byte).filter(|&b| b == b'\n').count() + 1
    }

    /// Whether it holds nothing but tests.
    pub(crate) fn is_test(&self) -> bool {
        self.path.ends_with("/tests.rs") || self.path.contains("/tests/")
    }

    /// The insides of its strings, each with its first byte.
    pub(crate) fn strings(&self) -> Vec<(usize, &str)> {
        let mut strings = Vec::new();
        let mut start = None;
        for (at, _) in self.code.match_indices('"') {
            match start.take() {
                None => start = Some(at + 1),
                Some(from) => strings.extend(self.text.get(from..at).map(|inside| (from, inside))),
            }
        }
        strings
    }
}

/// The part before `#[cfg(test)] mod tests { … }`, which stands last in a file.
fn without_tests(text: &str) -> &str {
    let marks = text.match_indices("#[cfg(test)]");
    let inline = |at: usize| {
        let rest = text.get(at..).unwrap_or_default();
        rest.lines()
            .find(|line| line.trim_start().starts_with("mod "))
            .is_some_and(|line| line.trim_end().ends_with('{'))
    };
    marks.map(|(at, _)| at).find(|&at| inline(at)).and_then(|at| text.get(..at)).unwrap_or(text)
}

/// Rust files below a folder of the repository.
pub(crate) fn rust_files(folder: &str) -> Vec<SourceFile> {
    files_below(folder, &["rs"])
}

/// Files with one of these endings below a folder of the repository, in the order of their paths. What is built or
/// belongs to the version control is left out.
pub(crate) fn files_below(folder: &str, endings: &[&str]) -> Vec<SourceFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect(root, &root.join(folder), endings, &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn collect(root: &Path, folder: &Path, endings: &[&str], files: &mut Vec<SourceFile>) {
    for entry in fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable folder").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            if !["target", ".git"].contains(&name.as_str()) {
                collect(root, &path, endings, files);
            }
        } else if name.rsplit('.').next().is_some_and(|ending| endings.contains(&ending)) {
            let below = path.strip_prefix(root).expect("found below it").to_string_lossy().replace('\\', "/");
            let text = String::from_utf8_lossy(&fs::read(&path).expect("a readable file")).into_owned();
            files.push(SourceFile::new(&below, &text));
        }
    }
}

/// Replaces comments, characters and the insides of strings by blanks. Line ends and quotation marks stay.
fn blanked(text: &str) -> String {
    let mut rest = text;
    let mut out = String::with_capacity(text.len());
    while let Some(c) = rest.chars().next() {
        let in_word = out.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let (len, kept) = match c {
            '/' if rest.starts_with("//") => (rest.find('\n').unwrap_or(rest.len()), false),
            '/' if rest.starts_with("/*") => (rest.find("*/").map_or(rest.len(), |end| end + 2), false),
            '"' => (string_len(rest, 0), false),
            'r' if !in_word || out.ends_with(['b', 'c']) => raw_len(rest).map_or((1, true), |len| (len, false)),
            '\'' => char_len(rest).map_or((1, true), |len| (len, false)),
            c => (c.len_utf8(), true),
        };
        let (piece, behind) = rest.split_at(len);
        if kept {
            out.push_str(piece);
        } else {
            let ends = (piece.find('"'), piece.rfind('"'));
            let is_string = c == '"' || c == 'r';
            out.extend(piece.char_indices().flat_map(|(at, c)| {
                let mark = is_string && (ends.0 == Some(at) || ends.1 == Some(at));
                let stays = c == '\n' || mark;
                std::iter::repeat_n(if stays { c } else { ' ' }, if stays { 1 } else { c.len_utf8() })
            }));
        }
        rest = behind;
    }
    out
}

/// Length of the string that starts here, from its quotation mark to the one that closes it.
fn string_len(rest: &str, before: usize) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return before + at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// Length of the raw string that starts here with `r`, if one does.
fn raw_len(rest: &str) -> Option<usize> {
    let after = rest.get(1..)?;
    let hashes = after.bytes().take_while(|&b| b == b'#').count();
    let inside = after.get(hashes..)?.strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(hashes));
    Some(inside.find(&close).map_or(rest.len(), |at| 1 + hashes + 1 + at + close.len()))
}

/// Length of the character that starts here; `None` for a lifetime.
fn char_len(rest: &str) -> Option<usize> {
    let mut chars = rest.char_indices().skip(1);
    match chars.next()?.1 {
        '\\' => rest.get(3..)?.find('\'').map(|at| at + 4),
        _ => chars.next().filter(|&(_, c)| c == '\'').map(|(at, _)| at + 1),
    }
}

#[test]
fn comments_and_strings_are_no_code() {
    let text =
        "fn a<'x>() { // std::net {\n  b(\"std::fs \\\" {\", r#\"a\"b{\"#, '{', '\\'', b\"{\"); /* { */ c('é') }";
    let file = SourceFile::new("src/a.rs", text);
    assert_eq!(file.code.len(), text.len());
    assert_eq!(file.code.matches('{').count(), 1, "{}", file.code);
    assert!(
        file.code.contains("fn a<'x>()") && file.code.contains("c(") && !file.code.contains("std"),
        "{}",
        file.code
    );
    let strings: Vec<&str> = file.strings().into_iter().map(|(_, inside)| inside).collect();
    assert_eq!(strings, ["std::fs \\\" {", "a\"b{", "{"]);
}

#[test]
fn tests_at_the_end_of_a_file_are_left_out() {
    let file = SourceFile::new("src/a.rs", "fn a() {}\n#[cfg(test)]\nmod tests {\n    use std::net;\n}\n");
    assert_eq!(file.text, "fn a() {}\n");
    let declared = "#[cfg(test)]\nmod tests;\nfn a() {}\n";
    assert_eq!(SourceFile::new("src/a.rs", declared).text, declared);
}
