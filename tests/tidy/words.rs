//! Display words: every key that the code asks for stands in the English file, and every key there is asked for.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;
use whyblocked::model::{Bearing, Certainty, FactKind, Team};

use crate::source::SourceFile;

pub(crate) type Words = BTreeMap<String, String>;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/languages")
}

/// Tags of all languages but English.
pub(crate) fn languages() -> Vec<String> {
    let entries = fs::read_dir(folder()).expect("the languages");
    let folders = entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_dir());
    let names = folders.filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()));
    names.filter(|tag| tag != "en").collect()
}

/// The display words of a language.
pub(crate) fn of_language(tag: &str) -> Words {
    let text = fs::read_to_string(folder().join(format!("{tag}/words.toml"))).expect("a language");
    let words: toml::Table = text.parse().expect("a sound file of words");
    words.iter().map(|(key, word)| (key.clone(), word.as_str().unwrap_or_default().to_owned())).collect()
}

/// Beginnings without a point that a function is given and completes itself, and where.
const HANDED_ON: [(&str, &str); 1] = [("src/view/clock.rs", "clock")];

/// Keys in the code: whole ones, and beginnings that the code completes (`"team.{}"`).
struct Asked {
    whole: BTreeMap<String, String>,
    beginnings: BTreeSet<String>,
}

fn asked(files: &[SourceFile], english: &Words) -> Asked {
    let families: BTreeSet<&str> = english.keys().filter_map(|key| key.split('.').next()).collect();
    let key = Regex::new(r"^[a-z][a-z-]*(\.[A-Za-z0-9-]+)+$").expect("a pattern of our own");
    let beginning = Regex::new(r"^([a-z][a-z-]*\.([A-Za-z0-9-]+\.)*)\{").expect("a pattern of our own");
    let mut asked = Asked { whole: BTreeMap::new(), beginnings: BTreeSet::new() };
    for file in files.iter().filter(|file| !file.is_test()) {
        for (at, text) in file.strings() {
            let place = format!("{}:{}", file.path, file.line_of(at));
            let family = text.split('.').next().unwrap_or_default();
            let begins_some =
                || english.keys().any(|key| key.strip_prefix(text).is_some_and(|rest| rest.starts_with('.')));
            let handed_on = HANDED_ON.contains(&(file.path.as_str(), text));
            if handed_on || key.is_match(text) && !english.contains_key(text) && begins_some() {
                asked.beginnings.insert(format!("{text}."));
            } else if key.is_match(text) && (families.contains(family) || is_asked(file, at)) {
                asked.whole.insert(text.to_owned(), place);
            } else if let Some(found) = beginning.captures(text).and_then(|found| found.get(1)) {
                asked.beginnings.insert(found.as_str().to_owned());
            }
        }
    }
    asked
}

/// Whether the string that starts here is handed to a function that looks up words.
fn is_asked(file: &SourceFile, at: usize) -> bool {
    let before = file.code.get(..at - 1).unwrap_or_default().trim_end();
    let calls = ["words.get(", "words.fill(", "words.find(", "words().get(", "words().fill(", ".say("];
    calls.iter().any(|call| before.ends_with(call))
}

/// Keys that the code asks for and English lacks.
pub(crate) fn missing(files: &[SourceFile], english: &Words) -> Vec<String> {
    let asked = asked(files, english);
    let whole = asked.whole.iter().filter(|(key, _)| !english.contains_key(*key));
    let whole = whole.map(|(key, place)| format!("{place}: no word {key:?} in languages/en/words.toml"));
    let beginnings = asked
        .beginnings
        .iter()
        .filter(|start| is_family(start, english) && !english.keys().any(|key| key.starts_with(start.as_str())));
    whole.chain(beginnings.map(|start| format!("no word begins with {start:?} in languages/en/words.toml"))).collect()
}

/// Other strings with places look like beginnings; those of words share a family with a word.
fn is_family(start: &str, english: &Words) -> bool {
    let family = start.split_inclusive('.').next().unwrap_or_default();
    english.keys().any(|key| key.starts_with(family))
}

/// Words that nothing asks for.
pub(crate) fn unused(files: &[SourceFile], english: &Words) -> Vec<String> {
    let asked = asked(files, english);
    let used = |key: &str| {
        asked.whole.contains_key(key) || asked.beginnings.iter().any(|start| key.starts_with(start.as_str()))
    };
    english
        .keys()
        .filter(|key| !used(key))
        .map(|key| format!("languages/en/words.toml: nothing asks for {key:?}"))
        .collect()
}

/// Families of which every member is known: neither one too few nor one too many.
pub(crate) fn incomplete_families(files: &[SourceFile], english: &Words) -> Vec<String> {
    let certainties = [Certainty::RuledOut, Certainty::Possible, Certainty::Likely, Certainty::Established];
    let bearings = [Bearing::Proves, Bearing::Supports, Bearing::Contradicts, Bearing::RulesOut];
    let families: [(&str, BTreeSet<String>); 4] = [
        ("fact.", FactKind::ALL.iter().map(|kind| kind.id().to_owned()).collect()),
        ("team.", Team::ALL.iter().map(|team| team.id().to_owned()).collect()),
        ("certainty.", certainties.iter().map(|certainty| certainty.id().to_owned()).collect()),
        ("bearing.", bearings.iter().map(|bearing| bearing.id().to_owned()).collect()),
    ];
    let warnings = warning_keys(files);
    let strings = strings_of_readers(files);
    let there: BTreeSet<String> =
        english.keys().filter_map(|key| key.strip_prefix("warning.")).map(str::to_owned).collect();
    let lacking = warnings.difference(&there).map(|id| format!("languages/en/words.toml lacks \"warning.{id}\""));
    let too_many =
        there.difference(&strings).map(|id| format!("languages/en/words.toml: \"warning.{id}\" stands for nothing"));
    let others = families.iter().flat_map(|(family, members)| differences(family, members, english));
    others.chain(lacking).chain(too_many).collect()
}

/// Every string of the stages that read: a key of a remark is one of them, however it is handed on.
fn strings_of_readers(files: &[SourceFile]) -> BTreeSet<String> {
    let readers =
        files.iter().filter(|file| file.path.starts_with("src/intake/") || file.path.starts_with("src/extract/"));
    readers.flat_map(|file| file.strings()).map(|(_, text)| text.to_owned()).collect()
}

fn differences(family: &str, members: &BTreeSet<String>, english: &Words) -> Vec<String> {
    let there: BTreeSet<String> =
        english.keys().filter_map(|key| key.strip_prefix(family)).map(str::to_owned).collect();
    let lacking = members.difference(&there).map(|id| format!("languages/en/words.toml lacks \"{family}{id}\""));
    let too_many =
        there.difference(members).map(|id| format!("languages/en/words.toml: \"{family}{id}\" stands for nothing"));
    lacking.chain(too_many).collect()
}

/// Keys of warnings: given where a [`Warning`](whyblocked::model::Warning) or a remark of a piece is made.
fn warning_keys(files: &[SourceFile]) -> BTreeSet<String> {
    let made = Regex::new(
        r"(Warning::(whole|at)\(\s*[\w.()]+,|Piece::unread\(\s*[\w.()]+,|\.say\(|notes\.push\(|Packed\()\s*$",
    )
    .expect("a pattern of our own");
    let key = Regex::new(r"^[a-z]+(-[a-z0-9]+)*$").expect("a pattern of our own");
    let mut keys = BTreeSet::new();
    for file in
        files.iter().filter(|file| file.path.starts_with("src/intake/") || file.path.starts_with("src/extract/"))
    {
        for (at, text) in file.strings().into_iter().filter(|(_, text)| key.is_match(text)) {
            let before = file.code.get(..at - 1).unwrap_or_default();
            if made.is_match(before) {
                keys.insert(text.to_owned());
            }
        }
    }
    keys
}

/// Words of a language that English lacks, and words whose places are not those of the English word.
pub(crate) fn strays(tag: &str, words: &Words, english: &Words) -> Vec<String> {
    let place = Regex::new(r"\{[a-z-]+\}").expect("a pattern of our own");
    let places = |text: &str| place.find_iter(text).map(|found| found.as_str().to_owned()).collect::<BTreeSet<_>>();
    let wrong = |(key, word): (&String, &String)| match english.get(key) {
        None => Some(format!("languages/{tag}/words.toml: English has no word {key:?}")),
        Some(original) if places(original) != places(word) => {
            Some(format!("languages/{tag}/words.toml: {key:?} must have the places of {original:?}"))
        }
        Some(_) => None,
    };
    words.iter().filter_map(wrong).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made_up(words: &[(&str, &str)]) -> Words {
        words.iter().map(|&(key, word)| (key.to_owned(), word.to_owned())).collect()
    }

    fn code(text: &str) -> Vec<SourceFile> {
        vec![SourceFile::new("src/extract/a.rs", text)]
    }

    #[test]
    fn a_missing_word_is_told() {
        let english = made_up(&[("strip.copy", "Copy"), ("team.user", "You")]);
        let told = missing(
            &code(
                "fn a() {\n    words.get(\"strip.copi\");\n    words.get(\"strap.copy\");\n    b(\"strip.copy\");\n}",
            ),
            &english,
        );
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told.iter().any(|line| line.starts_with("src/extract/a.rs:2:")), "{told:?}");
        assert_eq!(missing(&code("format!(\"team.big.{}\", a)"), &english).len(), 1);
        assert!(missing(&code("format!(\"team.{}\", a); open(\"queries.toml\")"), &english).is_empty());
    }

    #[test]
    fn an_unused_word_is_told() {
        let english =
            made_up(&[("strip.copy", "Copy"), ("team.user", "You"), ("report.log.kept", "Kept"), ("strip.old", "Old")]);
        let told = unused(
            &code("words.get(\"strip.copy\"); spoken(\"report.log\"); format!(\"team.{}\", a); // \"strip.old\""),
            &english,
        );
        assert_eq!(told, ["languages/en/words.toml: nothing asks for \"strip.old\""]);
    }

    #[test]
    fn a_warning_without_its_word_is_told() {
        let keys = warning_keys(&code(
            "Warning::whole(input, \"too-long\"); Warning::at(span, \"secret\"); other(\"no-key\");",
        ));
        assert_eq!(keys.iter().map(String::as_str).collect::<Vec<_>>(), ["secret", "too-long"]);
        let told = differences("warning.", &keys, &made_up(&[("warning.secret", "A token"), ("warning.gone", "Gone")]));
        assert_eq!(
            told,
            [
                "languages/en/words.toml lacks \"warning.too-long\"",
                "languages/en/words.toml: \"warning.gone\" stands for nothing"
            ]
        );
    }

    #[test]
    fn a_stray_translation_is_told() {
        let english = made_up(&[("a.b", "{n} of {m}")]);
        assert_eq!(strays("de", &made_up(&[("a.c", "")]), &english).len(), 1);
        assert_eq!(strays("de", &made_up(&[("a.b", "{n} von {k}")]), &english).len(), 1);
        assert!(strays("de", &made_up(&[("a.b", "von {m} sind {n} da")]), &english).is_empty());
    }
}
