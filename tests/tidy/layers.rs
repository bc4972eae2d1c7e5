//! Who may import whom.

use std::collections::BTreeSet;

use crate::source::SourceFile;

/// Each module of the crate and what it may name besides itself, from the bottom up.
const LAYERS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("job", &[]),
    ("places", &[]),
    ("crash", &[]),
    ("settings", &["places"]),
    ("device", &["model"]),
    ("knowledge", &["model"]),
    ("organisation", &["knowledge", "model", "places"]),
    ("intake", &["knowledge", "model"]),
    ("extract", &["knowledge", "model"]),
    ("history", &["knowledge", "model"]),
    ("answers", &["knowledge", "model"]),
    ("diagnose", &["knowledge", "model"]),
    ("pipeline", &["intake", "extract", "history", "answers", "diagnose", "knowledge", "job", "model"]),
    ("proof", &["pipeline", "knowledge", "job", "model"]),
    ("view", &["organisation", "knowledge", "model"]),
    // The whole analysis as JSON is printed from the analysis itself.
    ("report", &["view", "knowledge", "model"]),
    ("cli", &["report", "view", "proof", "pipeline", "intake", "organisation", "crash", "job", "knowledge", "model"]),
    (
        "gui",
        &[
            "report",
            "view",
            "pipeline",
            "intake",
            "organisation",
            "job",
            "settings",
            "device",
            "crash",
            "knowledge",
            "model",
        ],
    ),
    ("main", &["gui", "crash", "knowledge", "organisation", "settings"]),
    ("bin", &["cli", "crash"]),
];

/// Imports that the table does not allow.
pub(crate) fn forbidden_imports(file: &SourceFile) -> Vec<String> {
    let Some(module) = module_of(&file.path).filter(|_| !file.is_test()) else { return Vec::new() };
    let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == module) else {
        return vec![format!(
            "{}: `{module}` stands in no layer; add it to the table in tests/tidy/layers.rs",
            file.path
        )];
    };
    let outside = named_modules(file).into_iter().filter(|name| name != module && !allowed.contains(&name.as_str()));
    outside.map(|name| format!("{}: `{module}` may not import `{name}`", file.path)).collect()
}

/// The module at the top of the crate that a file belongs to; `None` for the root itself.
fn module_of(path: &str) -> Option<&str> {
    let below = path.strip_prefix("src/")?;
    let name = below.split(['/', '.']).next()?;
    (name != "lib").then_some(name)
}

/// How many `super` lead from a file to the root of the crate.
fn depth(path: &str) -> usize {
    let below = path.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
    below.split('/').count()
}

/// Modules at the top of the crate that a file names: `crate::a`, `crate::{a, b::c}`, `super::super::a`, `whyblocked::a`.
fn named_modules(file: &SourceFile) -> BTreeSet<String> {
    let code = &file.code;
    let mut names = BTreeSet::new();
    let roots = ["crate::".to_owned(), "whyblocked::".to_owned(), "super::".repeat(depth(&file.path))];
    for root in &roots {
        for (at, _) in code.match_indices(root.as_str()) {
            let before = code.get(..at).unwrap_or_default();
            if before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
                continue;
            }
            let rest = code.get(at + root.len()..).unwrap_or_default();
            // One `super` more only leads further out, to where there is nothing.
            names.extend(
                members(rest).into_iter().filter(|name| name != "super" && name.starts_with(char::is_lowercase)),
            );
        }
    }
    names
}

/// The first names of what follows `crate::`: one, or each of a group in braces.
fn members(rest: &str) -> Vec<String> {
    let word =
        |text: &str| text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(group) = rest.strip_prefix('{') else { return vec![word(rest)] };
    let mut names = vec![word(group)];
    let mut open = 0_usize;
    for (at, c) in group.char_indices() {
        match c {
            '{' => open += 1,
            '}' if open == 0 => break,
            '}' => open -= 1,
            ',' if open == 0 => names.extend(group.get(at + 1..).map(word)),
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

#[test]
fn a_forbidden_import_is_told() {
    let told = |path: &str, text: &str| forbidden_imports(&SourceFile::new(path, text));
    assert_eq!(told("src/model/span.rs", "use crate::gui::App;"), ["src/model/span.rs: `model` may not import `gui`"]);
    assert_eq!(
        told("src/view/mod.rs", "use crate::{knowledge::{Cause, Code}, model, extract::x};"),
        ["src/view/mod.rs: `view` may not import `extract`"]
    );
    assert_eq!(
        told("src/extract/codes.rs", "fn a() { super::super::intake::read() }"),
        ["src/extract/codes.rs: `extract` may not import `intake`"]
    );
    assert_eq!(told("src/job.rs", "use super::view;"), ["src/job.rs: `job` may not import `view`"]);
    assert_eq!(
        told("src/main.rs", "fn main() { whyblocked::extract::a() }"),
        ["src/main.rs: `main` may not import `extract`"]
    );
    assert_eq!(told("src/server.rs", "").len(), 1, "a module outside the table");
}

#[test]
fn an_allowed_import_is_not_told() {
    let text = "//! See crate::gui.\nuse super::text;\nuse crate::model::Span;\nuse crate::knowledge::{Cause, Code};\nmacro_rules! a { () => { $crate::gui } }";
    assert!(forbidden_imports(&SourceFile::new("src/extract/codes.rs", text)).is_empty());
}
