//! The size of files and functions, and the sentence that each file opens with.

use crate::source::SourceFile;

/// Lines of a file, its tests not counted.
const LONGEST_FILE: usize = 400;
/// Lines of a function.
const LONGEST_FUNCTION: usize = 60;

pub(crate) fn missing_doc(file: &SourceFile) -> Vec<String> {
    let opens = file
        .text
        .trim_start_matches("#![cfg(feature = \"gui\")]")
        .trim_start()
        .strip_prefix("//! ")
        .is_some_and(|rest| rest.len() > 20);
    if opens { Vec::new() } else { vec![format!("{}: begin with `//!` and a sentence of purpose", file.path)] }
}

pub(crate) fn too_long_file(file: &SourceFile) -> Vec<String> {
    let lines = file.text.lines().count();
    if lines <= LONGEST_FILE || file.is_test() {
        return Vec::new();
    }
    vec![format!("{}: {lines} lines; split it, at most {LONGEST_FILE}", file.path)]
}

pub(crate) fn too_long_functions(file: &SourceFile) -> Vec<String> {
    let long = functions(file).into_iter().filter(|f| f.lines > LONGEST_FUNCTION && !f.only_dispatches);
    long.map(|f| format!("{}:{}: `{}` has {} lines, at most {LONGEST_FUNCTION}", file.path, f.line, f.name, f.lines))
        .collect()
}

struct Function {
    name: String,
    line: usize,
    lines: usize,
    only_dispatches: bool,
}

fn functions(file: &SourceFile) -> Vec<Function> {
    let code = &file.code;
    let mut functions = Vec::new();
    for (at, _) in code.match_indices("fn ") {
        if code.get(..at).is_some_and(|before| before.ends_with(|c: char| c.is_alphanumeric() || c == '_')) {
            continue;
        }
        let rest = code.get(at..).unwrap_or_default();
        let name: String = rest.chars().skip(3).take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        let Some(body) = body(rest).filter(|_| !name.is_empty()) else { continue };
        let end = body.as_ptr() as usize - code.as_ptr() as usize + body.len();
        functions.push(Function {
            name,
            line: file.line_of(at),
            lines: file.line_of(end) - file.line_of(at) + 1,
            only_dispatches: only_dispatches(body),
        });
    }
    functions
}

/// The body of the function that starts here, in its braces; `None` where it has none.
fn body(rest: &str) -> Option<&str> {
    let open = head_len(rest)?;
    let mut depth = 0_usize;
    for (at, c) in rest.get(open..)?.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return rest.get(open..=open + at);
        }
    }
    None
}

/// Length of a function's head, up to its body; `None` where it has none.
fn head_len(rest: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in rest.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.checked_sub(1)?,
            '{' if depth == 0 => return Some(at),
            ';' if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

/// One `match` and nothing else, each arm in one line.
fn only_dispatches(body: &str) -> bool {
    let mut lines = body.lines().skip(1).map(str::trim).filter(|line| !line.is_empty() && *line != "}");
    lines.next().is_some_and(|first| first.starts_with("match ") && first.ends_with('{'))
        && lines.all(|line| line.starts_with('|') || (line.contains("=>") && !line.ends_with('{')))
}

#[test]
fn a_file_without_purpose_is_told() {
    let opens = |text: &str| missing_doc(&SourceFile::new("src/a.rs", text)).is_empty();
    assert!(!opens("use std::fmt;\n"));
    assert!(!opens("// What this is for, but no doc comment.\n"));
    assert!(!opens("//! A.\n"));
    assert!(opens("//! What came in and how it arrived.\n"));
}

#[test]
fn a_long_file_is_told_and_its_tests_do_not_count() {
    let lines = |n: usize| "a();\n".repeat(n);
    assert_eq!(too_long_file(&SourceFile::new("src/a.rs", &lines(401))).len(), 1);
    assert!(too_long_file(&SourceFile::new("src/a.rs", &lines(400))).is_empty());
    let with_tests = format!("{}#[cfg(test)]\nmod tests {{\n{}}}\n", lines(300), lines(300));
    assert!(too_long_file(&SourceFile::new("src/a.rs", &with_tests)).is_empty());
}

#[test]
fn a_long_function_is_told_unless_it_only_dispatches() {
    let told = |text: &str| too_long_functions(&SourceFile::new("src/a.rs", text));
    let long = format!("fn short() {{}}\nfn long(a: [u8; 2]) {{\n{}}}\n", "    a(\"{\");\n".repeat(59));
    assert_eq!(told(&long), ["src/a.rs:2: `long` has 61 lines, at most 60"]);
    let arms = |arm: &str| format!("fn run() {{\n    match command {{\n{}    }}\n}}\n", arm.repeat(40));
    assert_eq!(told(&arms("        A => {\n            b();\n        }\n")).len(), 1);
    assert!(told(&arms("        A => b(),\n        C | D => d(),\n")).is_empty());
}
