//! Whether what is displayed in other languages fits the English: no key or text that English has not, the same places, nothing
//! empty. What a language lacks is no mistake of form: it is shown in English, and listed by a test.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;

use super::Problem;
use super::display::{ENGLISH, TEXTS, WORDS, is_words};
use super::load::{File, Parsed, line_of, toml};
use super::schema::{Cause, CodeEntry, Guidance};

type Entries = BTreeMap<Spanned<String>, String>;

/// Everything wrong in the files of the languages.
pub(super) fn check(parsed: &Parsed) -> Vec<Problem> {
    let mut problems = Vec::new();
    let english = words(parsed);
    let texts: BTreeSet<&str> = texts(parsed).into_iter().map(|(_, text)| text).collect();
    if english.is_empty() {
        let message = "English has no words to display".to_owned();
        problems.push(Problem { file: format!("languages/{ENGLISH}/{WORDS}"), line: 0, message });
    }
    let mut seen: BTreeMap<(&str, String), &str> = BTreeMap::new();
    for (tag, file) in &parsed.displays {
        let entries: Entries = match toml(file) {
            Ok(entries) => entries,
            Err(problem) => {
                problems.push(problem);
                continue;
            }
        };
        for (key, text) in entries {
            let (at, key) = (key.span().start, key.into_inner());
            let original = match english.get(&key) {
                word @ Some(_) if is_words(file) => word.map(String::as_str),
                _ => texts.get(key.as_str()).copied().filter(|_| !is_words(file)),
            };
            let elsewhere = seen.insert((tag, key.clone()), &file.name);
            if let Some(message) = mistake(&key, &text, original, elsewhere) {
                problems.push(Problem { file: file.name.clone(), line: line_of(&file.text, at), message });
            }
        }
    }
    problems.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    problems
}

fn mistake(key: &str, text: &str, original: Option<&str>, elsewhere: Option<&str>) -> Option<String> {
    let Some(original) = original else {
        return Some(format!("English has no such key or text any more; translate what it has now: {key:?}"));
    };
    if let Some(other) = elsewhere {
        return Some(format!("stands in {other} too; keep one of them: {key:?}"));
    }
    if text.trim().is_empty() != original.trim().is_empty() {
        return Some(format!("is empty where English is not, or the other way round: {key:?}"));
    }
    let (wanted, there) = (places(original), places(text));
    (wanted != there).then(|| format!("must hold the places {wanted:?} and holds {there:?}: {key:?}"))
}

/// What stands in braces, each as often as it does.
fn places(text: &str) -> Vec<&str> {
    let inside = text.split('{').skip(1).filter_map(|after| after.split_once('}').map(|(name, _)| name));
    let mut places: Vec<&str> = inside.collect();
    places.sort_unstable();
    places
}

/// What each language but English lacks: the file in which it belongs, and the key or the English text.
pub(super) fn lacking(parsed: &Parsed) -> Vec<(String, String)> {
    let words = words(parsed);
    let keys = words.keys().map(|key| (WORDS, key.as_str()));
    let wanted: Vec<(&str, &str)> = keys.chain(texts(parsed)).collect();
    let tags: BTreeSet<&str> =
        parsed.displays.iter().map(|(tag, _)| tag.as_str()).filter(|tag| *tag != ENGLISH).collect();
    let mut lacking = Vec::new();
    for tag in tags {
        let files = parsed.displays.iter().filter(|(other, _)| other == tag);
        let there: BTreeSet<String> = files.flat_map(|(_, file)| own(file).into_keys()).collect();
        let missing = wanted.iter().filter(|(_, text)| !there.contains(*text));
        lacking.extend(missing.map(|(file, text)| (format!("languages/{tag}/{file}"), (*text).to_owned())));
    }
    lacking
}

/// The words of English.
fn words(parsed: &Parsed) -> BTreeMap<String, String> {
    let file = parsed.displays.iter().find(|(tag, file)| tag == ENGLISH && is_words(file));
    file.map(|(_, file)| own(file)).unwrap_or_default()
}

fn own(file: &File) -> BTreeMap<String, String> {
    toml(file).unwrap_or_default()
}

/// Every text of the knowledge that is shown, once, with the file in which its translation stands.
fn texts(parsed: &Parsed) -> Vec<(&'static str, &str)> {
    let [causes, guidance, codes, rows] = TEXTS;
    let Parsed { queries, sentences, formats, .. } = parsed;
    let of_causes = parsed.causes.iter().flat_map(|(_, cause)| of_cause(cause));
    let of_queries = queries.iter().flat_map(|query| {
        // What is run stands in the language of the tool; the steps in the portal are read.
        let steps = (query.language == "portal").then_some(query.text.as_str());
        [query.title.as_str(), query.roles.as_str()].into_iter().chain(steps)
    });
    let of_guidance = of_guidance(&parsed.guidance).into_iter().chain(of_queries);
    let of_guidance = of_guidance.chain(formats.iter().map(|(_, format)| format.title.as_str()));
    let of_guidance = of_guidance.chain(sentences.iter().map(|sentence| sentence.meaning.as_str()));
    let of_codes = parsed.codes.iter().flat_map(|(_, entry)| of_code(entry));
    let written: BTreeSet<&str> = parsed.codes.iter().map(|(_, entry)| entry.code.get_ref().as_str()).collect();
    let of_rows = parsed.rows.iter().filter(|row| !written.contains(row.code.as_str())).map(|row| row.summary.as_str());
    let all = of_causes.map(|text| (causes, text)).chain(of_guidance.map(|text| (guidance, text)));
    let all = all.chain(of_codes.map(|text| (codes, text))).chain(of_rows.map(|text| (rows, text)));
    let mut seen = BTreeSet::new();
    all.filter(|(_, text)| !text.is_empty() && seen.insert(*text)).collect()
}

fn of_cause(cause: &Cause) -> Vec<&str> {
    let Cause { title, summary, headline, now, decided_by, missing, not_meaning, when, advice, .. } = cause;
    let single = [Some(title), Some(summary), headline.as_ref(), Some(now), Some(decided_by)];
    let lists = missing.iter().chain(not_meaning).chain(when.iter().map(|clause| &clause.because));
    let steps = advice.user.iter().chain(&advice.helpdesk).chain(&advice.admin);
    single.into_iter().flatten().chain(lists).chain(steps).map(String::as_str).collect()
}

fn of_code(entry: &CodeEntry) -> [&str; 3] {
    [&entry.summary, &entry.detail, &entry.persistence_reason]
}

fn of_guidance(guidance: &Guidance) -> Vec<&str> {
    let steps = guidance.steps.iter().flat_map(|step| [&step.text, &step.short]);
    let questions = guidance.questions.iter().flat_map(|question| {
        let answers = question.answer.iter().flat_map(|choice| std::iter::once(&choice.text).chain(&choice.told));
        std::iter::once(&question.text).chain(answers)
    });
    let remedies = guidance.remedies.iter().map(|remedy| &remedy.text);
    let delays = guidance.delays.iter().flat_map(|delay| [&delay.wait, &delay.then]);
    steps.chain(questions).chain(remedies).chain(delays).map(String::as_str).collect()
}
