//! House rules that the compiler does not hold: who may import whom, how long a file or function may be, what must
//! not be named where, and display words that exist and are used.
//!
//! Every rule is a function from a text to what is wrong with it, and has a test on a small text that breaks it.
#![expect(clippy::expect_used, reason = "a test that cannot read its own files must stop")]

mod layers;
mod named;
mod shape;
mod source;
mod words;

use source::{SourceFile, files_below, rust_files};

/// What a rule finds in all of `src`.
fn in_all_sources(rule: impl Fn(&SourceFile) -> Vec<String>) -> Vec<String> {
    let files = rust_files("src");
    assert!(files.len() > 40, "only {} files found: are they looked for in the right place?", files.len());
    files.iter().flat_map(rule).collect()
}

#[track_caller]
fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} found:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn modules_import_only_what_lies_below_them() {
    none(&in_all_sources(layers::forbidden_imports));
}

#[test]
fn every_file_opens_with_its_purpose() {
    let tests = rust_files("tests");
    none(&in_all_sources(shape::missing_doc));
    none(&tests.iter().flat_map(shape::missing_doc).collect::<Vec<_>>());
}

#[test]
fn files_and_functions_are_short() {
    none(&in_all_sources(shape::too_long_file));
    none(&in_all_sources(shape::too_long_functions));
}

#[test]
fn nothing_is_named_where_it_must_not_be() {
    none(&in_all_sources(named::misplaced));
}

#[test]
fn no_path_of_somebodys_machine_is_committed() {
    let files = files_below("", &["rs", "toml", "md", "txt", "csv", "sh", "json", "yml", "yaml", "desktop", "run"]);
    assert!(files.len() > 100, "only {} files found", files.len());
    none(&files.iter().flat_map(named::machine_paths).collect::<Vec<_>>());
}

#[test]
fn every_word_asked_for_exists_and_every_word_is_asked_for() {
    let files = rust_files("src");
    let english = words::of_language("en");
    assert!(english.len() > 200, "only {} words found", english.len());
    none(&words::missing(&files, &english));
    none(&words::unused(&files, &english));
    none(&words::incomplete_families(&files, &english));
}

#[test]
fn other_languages_have_no_word_or_place_that_english_has_not() {
    let english = words::of_language("en");
    let languages = words::languages();
    assert!(languages.len() > 1, "no other language found");
    none(&languages.iter().flat_map(|tag| words::strays(tag, &words::of_language(tag), &english)).collect::<Vec<_>>());
}
