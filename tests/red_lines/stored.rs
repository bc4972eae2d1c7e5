//! Every text that stands in the knowledge and can be shown, each with its reader.
//!
//! Edge: what is only recognised in a text (labels, sentences of pages, samples, examples) is not printed and not read here.

use std::fs;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use crate::rules::{Reader, Text};

fn assets() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets")
}

fn read(path: &Path) -> Table {
    fs::read_to_string(path).expect("a text").parse().expect("sound TOML")
}

fn files(below: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(assets().join(below)).expect("a folder of the knowledge");
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    files
}

/// All of them.
pub(crate) fn all() -> Vec<Text> {
    let mut texts = causes();
    texts.extend(codes());
    texts.extend(code_rows());
    texts.extend(words());
    texts.extend(sentences());
    texts.extend(queries());
    for (file, list) in [("steps", "step"), ("questions", "question"), ("remedies", "remedy"), ("delays", "delay")] {
        texts.extend(answers(file, list));
    }
    texts
}

/// The strings below a value, lists and tables included.
fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(list) => list.iter().flat_map(strings).collect(),
        Value::Table(table) => table.values().flat_map(strings).collect(),
        _ => Vec::new(),
    }
}

fn of_keys(table: &Table, keys: &[&str]) -> Vec<String> {
    keys.iter().filter_map(|key| table.get(*key)).flat_map(strings).collect()
}

fn tables<'a>(table: &'a Table, key: &str) -> impl Iterator<Item = &'a Table> {
    table.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table)
}

fn named(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn causes() -> Vec<Text> {
    let mut texts = Vec::new();
    for path in files("causes") {
        let cause = read(&path);
        let says = |key: &str, value: &str| cause.get(key).and_then(Value::as_str) == Some(value);
        let policy = says("family", "policy");
        let hidden = says("audience", "admin");
        let mut add = |reader: Reader, found: Vec<String>| {
            texts.extend(found.into_iter().map(|words| Text {
                place: named(&path),
                reader,
                policy,
                password_due: says("id", "user-risk"),
                words,
            }));
        };
        let shown = if hidden { Reader::Admin } else { Reader::Person };
        add(shown, of_keys(&cause, &["title", "summary", "headline", "decided-by", "missing", "not-meaning"]));
        // A cause that is for administrators alone still has steps for others, which must not give it away.
        add(Reader::Person, of_keys(&cause, &["now"]));
        for clause in tables(&cause, "when") {
            add(shown, of_keys(clause, &["because"]));
        }
        let advice = cause.get("advice").and_then(Value::as_table).expect("advice");
        add(Reader::Person, of_keys(advice, &["user"]));
        add(Reader::HelpDesk, of_keys(advice, &["helpdesk"]));
        add(Reader::Admin, of_keys(advice, &["admin"]));
    }
    texts
}

fn codes() -> Vec<Text> {
    let mut texts = Vec::new();
    for path in files("codes") {
        for code in tables(&read(&path), "code") {
            let policy = code.get("kind").and_then(Value::as_str) == Some("refusal");
            let at_risk = of_keys(code, &["proves", "likely"]).iter().any(|cause| cause == "user-risk");
            // What stands together for the eye: the summary and what it means.
            let words = of_keys(code, &["summary", "detail"]).join("\n");
            let reason = of_keys(code, &["persistence-reason"]).join("\n");
            for words in [words, reason] {
                let place = format!("{} {}", named(&path), of_keys(code, &["code"]).join(""));
                texts.push(Text { place, reader: Reader::Person, policy, password_due: at_risk, words });
            }
        }
    }
    texts
}

fn code_rows() -> Vec<Text> {
    let rows = fs::read_to_string(assets().join("codes.csv")).expect("the table of codes");
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(rows.as_bytes());
    let headers = reader.headers().expect("a header").clone();
    let column = |name: &str| headers.iter().position(|header| header == name).expect("a column");
    let (code, summary) = (column("code"), column("summary"));
    let rows = reader.into_records().filter_map(Result::ok);
    rows.map(|row| {
        let number = row.get(code).unwrap_or_default();
        Text {
            place: format!("codes.csv {number}"),
            reader: Reader::Person,
            policy: number.starts_with("530"),
            password_due: false,
            words: row.get(summary).unwrap_or_default().to_owned(),
        }
    })
    .collect()
}

/// The words of the program, English; the other languages are translated from them.
fn words() -> Vec<Text> {
    let english = read(&assets().join("languages/en/words.toml"));
    // The spelling alphabet is no sentence; two of its words are places.
    let said = english.iter().filter(|(key, _)| *key != "telephone.letters");
    said.map(|(key, word)| plain(format!("words {key}"), Reader::Person, strings(word).join("\n"))).collect()
}

fn sentences() -> Vec<Text> {
    let file = read(&assets().join("sentences.toml"));
    let meaning = |sentence: &Table| {
        let words = of_keys(sentence, &["meaning"]).join("");
        // What the person or the page says is printed as said.
        plain(of_keys(sentence, &["id"]).join(""), Reader::Person, format!("As told: {words}"))
    };
    tables(&file, "sentence").map(meaning).collect()
}

fn queries() -> Vec<Text> {
    let file = read(&assets().join("queries.toml"));
    let texts = tables(&file, "query").flat_map(|query| of_keys(query, &["title", "roles"]));
    texts.map(|words| plain("queries.toml".to_owned(), Reader::Admin, words)).collect()
}

/// Steps, questions, remedies and delays; a question's answer is shown with what follows from it.
fn answers(file: &str, list: &str) -> Vec<Text> {
    let path = assets().join(format!("{file}.toml"));
    if !path.exists() {
        return Vec::new();
    }
    let table = read(&path);
    let mut texts = Vec::new();
    for entry in tables(&table, list) {
        let place = format!("{file}.toml {}", of_keys(entry, &["id"]).join(""));
        let mut add = |words: String| texts.push(plain(place.clone(), Reader::Person, words));
        for words in of_keys(entry, &["text", "short", "wait", "then"]) {
            add(words);
        }
        for answer in tables(entry, "answer") {
            add(of_keys(answer, &["text"]).join(""));
            for words in of_keys(answer, &["told"]) {
                add(words);
            }
        }
    }
    texts
}

/// A text that a policy's refusal may be shown with.
fn plain(place: String, reader: Reader, words: String) -> Text {
    Text { place, reader, policy: true, password_due: false, words }
}
