//! Every language in which the program speaks: nothing lacks, nothing stale is kept, and no value is torn from its mask by the
//! words beside it.
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test that cannot read its own files must stop")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use whyblocked::job::Progress;
use whyblocked::knowledge::{File, Knowledge};
use whyblocked::model::{About, Analysis, Answer, Fact, FactKind, Origin, Outcome, SignIn, Source, Span, Told, Via};
use whyblocked::organisation::{Organisation, Trust};
use whyblocked::pipeline::{analyse, analyse_told};
use whyblocked::report::{Format, render};
use whyblocked::view::redact::Masker;
use whyblocked::view::report::{Audience, Redaction, report};
use whyblocked::view::{Options, Views};

/// The languages that are promised.
const TAGS: [&str; 6] = ["en", "de", "es", "fr", "ja", "pt"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets")
}

fn knowledge() -> Knowledge {
    Knowledge::embedded().expect("sound knowledge")
}

/// The real knowledge files.
fn files() -> Vec<File> {
    fn collect(folder: &Path, prefix: &str, files: &mut Vec<File>) {
        for entry in fs::read_dir(folder).expect("the knowledge") {
            let path = entry.expect("the knowledge").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            if path.is_dir() {
                collect(&path, &format!("{prefix}{name}/"), files);
            } else if path.extension().is_some_and(|ending| ending == "toml" || ending == "csv") {
                let text = fs::read_to_string(&path).expect("a text").into();
                files.push(File { name: format!("{prefix}{name}"), text });
            }
        }
    }
    let mut files = Vec::new();
    collect(&folder(), "", &mut files);
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

/// The mistakes that one replacement in one file brings.
fn told(file: &str, from: &str, to: &str) -> String {
    let mut files = files();
    let changed = files.iter_mut().find(|f| f.name == file).expect("the file to break");
    assert!(changed.text.contains(from), "{file} holds no {from:?} any more");
    changed.text = changed.text.replacen(from, to, 1).into();
    let problems = Knowledge::from_files(&files).map(|_sound| ()).expect_err("a mistake must be told");
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn options(tag: &str) -> Options {
    let now = Some("2026-03-14T10:00:00Z".parse().expect("a time"));
    Options { language: tag.to_owned(), now, zone: None, organisation: None }
}

fn page() -> Source {
    let page = folder().join("examples/blocked-page.txt");
    Source::text("page.txt", Origin::Pasted, &fs::read_to_string(page).expect("an example"))
}

fn of_page(knowledge: &Knowledge) -> Analysis {
    analyse(&[page()], knowledge, &Progress::default()).expect("not cancelled")
}

#[test]
fn the_languages_are_those_that_are_promised() {
    assert_eq!(knowledge().displayed().map(|(tag, _)| tag).collect::<Vec<_>>(), TAGS);
    let names: Vec<String> = knowledge().displayed().map(|(_, name)| name.to_owned()).collect();
    assert!(names.contains(&"日本語".to_owned()) && names.contains(&"Deutsch".to_owned()), "{names:?}");
}

#[test]
fn no_language_lacks_a_word_or_text() {
    let lacking = Knowledge::untranslated(&files()).expect("sound knowledge");
    let list: Vec<String> = lacking.iter().map(|(file, text)| format!("{file}: {text}")).collect();
    assert!(list.is_empty(), "{} not translated:\n{}", list.len(), list.join("\n"));
}

#[test]
fn what_lacks_is_listed_with_its_file() {
    let mut files = files();
    let german = files.iter_mut().find(|file| file.name == "languages/de/words.toml").expect("German words");
    let without: Vec<&str> = german.text.lines().filter(|line| !line.starts_with("\"strip.copy\"")).collect();
    german.text = without.join("\n").into();
    let lacking = Knowledge::untranslated(&files).expect("sound knowledge");
    assert!(lacking.contains(&("languages/de/words.toml".to_owned(), "strip.copy".to_owned())), "{lacking:?}");
}

#[test]
fn the_files_of_all_languages_are_sound() {
    let problems = Knowledge::load(&folder()).map(|_sound| ()).err().unwrap_or_default();
    assert!(problems.is_empty(), "{}", problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
}

#[test]
fn mistakes_in_a_language_are_told_with_file_and_line() {
    let words = "languages/de/words.toml";
    let line = |needle: &str| {
        let text = fs::read_to_string(folder().join(words)).expect("German words");
        let at = text.find(needle).expect("there");
        text[..at].matches('\n').count() + 1
    };
    let at = line("\"strip.copy\"");
    assert!(
        told(words, "\"strip.copy\" =", "\"strip.coppy\" =").starts_with(&format!("{words}:{at}: English has no such"))
    );
    let at = line("\"known.code\"");
    let of_places = told(words, "{code}: {summary}", "{code}: {sumary}");
    assert!(of_places.starts_with(&format!("{words}:{at}: must hold the places")), "{of_places}");
    let text = fs::read_to_string(folder().join(words)).expect("German words");
    let value = text.lines().find(|line| line.starts_with("\"strip.copy\"")).expect("the word");
    assert!(told(words, value, "\"strip.copy\" = \"\"").contains("is empty where English is not"));
    assert!(told(words, value, "\"strip.copy\" = [").starts_with(words), "a slip of form");
    assert!(told(words, value, &format!("{value}\n{value}")).starts_with(words), "a key that stands twice");
    let causes = "languages/ja/causes.toml";
    let stale = told(causes, "\"The account is switched off\"", "\"The account was switched off\"");
    assert!(stale.starts_with(causes) && stale.contains("English has no such key or text any more"), "{stale}");
    let elsewhere = told("languages/ja/rows.toml", "# Japanese", "\"The account is switched off\" = \"x\"\n# Japanese");
    assert!(elsewhere.contains("stands in languages/ja/causes.toml too"), "{elsewhere}");
    let mut files = files();
    files.push(File { name: "languages/de/lost.toml".to_owned(), text: "".into() });
    let problems = Knowledge::from_files(&files).map(|_sound| ()).expect_err("a file of no use");
    assert!(problems[0].to_string().contains("languages/de/lost.toml: no such file of a language"), "{}", problems[0]);
}

#[test]
fn a_text_that_is_not_there_is_shown_in_english() {
    let knowledge = knowledge();
    assert_eq!(knowledge.text("de", "no text of the knowledge"), "no text of the knowledge");
    assert_eq!(knowledge.word("de", "no.key"), "no.key");
    assert_eq!(knowledge.word("xx", "strip.copy"), knowledge.word("en", "strip.copy"));
    assert_ne!(knowledge.word("de", "strip.copy"), knowledge.word("en", "strip.copy"));
}

#[test]
fn every_language_tells_the_same_page_in_its_own_words() {
    let knowledge = knowledge();
    let analysis = of_page(&knowledge);
    let english = Views::build(&analysis, &knowledge, &options("en"));
    for tag in TAGS.into_iter().filter(|tag| *tag != "en") {
        let views = Views::build(&analysis, &knowledge, &options(tag));
        let (case, ours) = (&views.cases[0], &english.cases[0]);
        assert_eq!(case.causes.len(), ours.causes.len(), "{tag}");
        for (cause, our) in case.causes.iter().zip(&ours.causes) {
            assert_eq!((&cause.id, cause.certainty), (&our.id, our.certainty), "{tag}");
            assert_ne!(cause.title, our.title, "{tag}");
            assert_ne!(cause.summary, our.summary, "{tag}");
            // What the text says stays as it says it.
            let quotes = |cause: &whyblocked::view::CauseView| {
                cause.evidence.iter().map(|evidence| evidence.quote.text.clone()).collect::<Vec<_>>()
            };
            assert_eq!(quotes(cause), quotes(our), "{tag}");
        }
        assert_ne!(case.strip, ours.strip, "{tag}");
        assert!(case.steps.iter().zip(&ours.steps).all(|(step, our)| step != our), "{tag}: {:?}", case.steps);
        for (list, our) in
            [(&case.verdict.explanation, &ours.verdict.explanation), (&case.not_helping, &ours.not_helping)]
        {
            assert!(list.len() == our.len() && list.iter().zip(our).all(|(text, our)| text != our), "{tag}: {list:?}");
        }
        assert!(!case.strip.now.ends_with(['.', '。']), "{tag}: {}", case.strip.now);
    }
}

#[test]
fn what_the_person_said_is_told_in_the_language_that_is_shown() {
    let knowledge = knowledge();
    let step = knowledge.guidance.steps[0].id.get_ref().clone();
    let mut told = Told::default();
    told.take(Answer { of: None, about: About::Step { id: step, outcome: Outcome::Blocked } });
    let analysis = analyse_told(&[page()], &told, &knowledge, &Progress::default()).expect("not cancelled");
    for tag in TAGS {
        let views = Views::build(&analysis, &knowledge, &options(tag));
        let said = views.sources.last().expect("what was said");
        let line = knowledge.word(tag, "tried.blocked");
        assert_eq!(said.name, knowledge.word(tag, "source.said"));
        assert!(said.text.trim_end().ends_with(line), "{tag}: {}", said.text);
        for mark in &said.marks {
            let words = said.text.get(mark.span.start..mark.span.end).expect("a place in the text that is shown");
            assert!(words.ends_with(line), "{tag}: {words}");
        }
        let view = report(&analysis, 0, &knowledge, &options(tag), Audience::Admin, Redaction::Personal);
        let text = render(&view, Format::Markdown);
        assert!(text.contains(line), "{tag}: {text}");
        assert!(tag == "en" || !text.contains("still blocked"), "{tag}: {text}");
    }
}

#[test]
fn advice_names_the_ways_of_the_organisation_in_every_language() {
    let knowledge = knowledge();
    let text = "[supported]\nvpn = \"Contoso Connect\"\n";
    let found = Organisation::of_text(text, "test", Trust::Verified, &knowledge);
    assert!(found.problems.is_empty(), "{:?}", found.problems);
    let organisation = found.organisation.map(Arc::new);
    let page = "AADSTS53003 blocked by Conditional Access, it works on the company VPN. IP address: 203.0.113.7";
    let sources = [Source::text("page.txt", Origin::Pasted, page)];
    let analysis = analyse(&sources, &knowledge, &Progress::default()).expect("not cancelled");
    for tag in TAGS {
        let options = Options { organisation: organisation.clone(), ..options(tag) };
        let views = format!("{:?}", Views::build(&analysis, &knowledge, &options).cases);
        assert!(views.contains("Contoso Connect"), "{tag}");
        assert!(!views.contains("{vpn}"), "{tag}");
    }
}

/// A value of each kind that is masked; the words of a language may stand close beside it.
const PERSONAL: [(FactKind, &str); 6] = [
    (FactKind::User, "alex@contoso.com"),
    (FactKind::IpAddress, "203.0.113.7"),
    (FactKind::DeviceId, "6a5b4c3d-2e1f-4a0b-9c8d-7e6f5a4b3c2d"),
    (FactKind::DeviceName, "CONTOSO-PC7"),
    (FactKind::TenantDomain, "fabrikam.onmicrosoft.com"),
    (FactKind::TenantId, "5a5b4c3d-2e1f-4a0b-9c8d-7e6f5a4b3c2e"),
];

#[test]
fn no_language_lets_a_personal_value_slip_past_its_mask() {
    let knowledge = knowledge();
    let fact = |&(kind, value): &(FactKind, &str)| Fact::new(kind, value, Span::new(0, 0, 1), Via::Label);
    let masker = Masker::new(&SignIn::new(PERSONAL.iter().map(fact).collect()));
    let english: toml::Table =
        fs::read_to_string(folder().join("languages/en/words.toml")).expect("words").parse().expect("words");
    let mut tried = 0;
    for (tag, key) in TAGS.iter().flat_map(|tag| english.keys().map(move |key| (tag, key))) {
        let template = knowledge.word(tag, key);
        // Numbers, times and our own words stand in other places.
        for place in ["value", "values", "chosen", "what", "reason", "name", "policy", "words"] {
            if !template.contains(&format!("{{{place}}}")) {
                continue;
            }
            for (kind, value) in PERSONAL {
                let text = template.replace(&format!("{{{place}}}"), value);
                let shown = masker.mask(&text);
                assert!(!shown.contains(value), "{tag} {key}: {shown}");
                // The same value has the same label whatever stands beside it.
                let label = masker.mask(value);
                assert!(shown.contains(&label), "{tag} {key} ({}): {shown} without {label}", kind.id());
                tried += 1;
            }
        }
    }
    assert!(tried > 500, "only {tried} tried");
}

#[test]
fn a_place_of_two_letters_is_masked_in_every_language() {
    let knowledge = knowledge();
    let fact = Fact::new(FactKind::Location, "JP", Span::new(0, 0, 1), Via::Label);
    let masker = Masker::new(&SignIn::new(vec![fact]));
    for tag in TAGS {
        let text = knowledge.word(tag, "known.location").replace("{value}", "JP");
        assert_eq!(masker.mask(&text), text.replace("JP", "[place 1]"), "{tag}");
    }
}

#[test]
fn reports_are_short_and_narrow_in_every_language_and_html_says_which() {
    let knowledge = knowledge();
    for (name, analysis) in of_cases(&knowledge) {
        for (tag, redaction) in TAGS.iter().flat_map(|tag| [(tag, Redaction::Personal), (tag, Redaction::Secrets)]) {
            let view = report(&analysis, 0, &knowledge, &options(tag), Audience::HelpDesk, redaction);
            let text = render(&view, Format::Text);
            assert!(text.lines().count() <= 40, "{name} {tag}: {} lines\n{text}", text.lines().count());
            assert!(text.lines().all(|line| columns(line) <= 72), "{name} {tag}\n{text}");
            assert!(analysis.diagnoses.is_empty() || view.title.chars().count() <= 100, "{name} {tag}: {}", view.title);
            assert!(render(&view, Format::Html).contains(&format!("<html lang=\"{tag}\">")), "{name} {tag}");
        }
    }
}

/// The inputs of `tests/cases`, each by itself.
fn of_cases(knowledge: &Knowledge) -> Vec<(String, Analysis)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let folders = fs::read_dir(root).expect("cases").map(|entry| entry.expect("a case").path());
    let inputs = folders.filter_map(|folder| Some((fs::read_to_string(folder.join("input.txt")).ok()?, folder)));
    let inputs = inputs.map(|(text, folder)| {
        let source = Source::text("input.txt", Origin::Pasted, &text);
        let analysis = analyse(&[source], knowledge, &Progress::default()).expect("not cancelled");
        (folder.file_name().expect("a name").to_string_lossy().into_owned(), analysis)
    });
    inputs.collect()
}

#[test]
fn masked_reports_hold_no_personal_value_in_any_language() {
    let knowledge = knowledge();
    let values = ["@contoso", "@fabrikam", "203.0.113.", "198.51.100.", "192.0.2.", "2001:db8:", "contoso.onmicrosoft"];
    for (name, analysis) in of_cases(&knowledge) {
        for (tag, audience) in TAGS.iter().flat_map(|tag| [(tag, Audience::HelpDesk), (tag, Audience::Admin)]) {
            let view = report(&analysis, 0, &knowledge, &options(tag), audience, Redaction::Personal);
            let text = render(&view, Format::Json).to_lowercase();
            for value in values.iter().chain(&["contoso-", "eyj"]) {
                assert!(!text.contains(value), "{name} {tag} holds {value}\n{text}");
            }
            let unfilled = ["{user}", "{request-id}", "{from}", "{code}", "{value}", "{what}", "{vpn}", "{name}"];
            assert!(unfilled.iter().all(|place| !text.contains(place)), "{name} {tag}: unfilled place\n{text}");
        }
    }
}

/// Columns of a line: Japanese letters and their signs take two.
fn columns(line: &str) -> usize {
    line.chars().map(|c| if matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ff00}'..='\u{ff60}') { 2 } else { 1 }).sum()
}

#[test]
fn the_keys_of_a_ticket_have_names_of_their_own_in_every_language() {
    let knowledge = knowledge();
    let keys =
        ["user", "app", "correlation-id", "request-id", "trace-id", "time", "time-local", "time-printed", "code"];
    for tag in TAGS {
        let names: BTreeSet<String> =
            keys.iter().map(|key| knowledge.word(tag, &format!("key.{key}")).to_owned()).collect();
        assert_eq!(names.len(), keys.len(), "{tag}: {names:?}");
    }
}

#[test]
fn machine_values_are_the_same_in_every_language() {
    let knowledge = knowledge();
    let analysis = of_page(&knowledge);
    let json = |tag: &str| -> serde_json::Value {
        let text = whyblocked::report::json::render(&analysis, &knowledge, tag, Audience::Admin, Redaction::Personal);
        serde_json::from_str(&text).expect("JSON")
    };
    let english = json("en");
    for tag in TAGS.into_iter().filter(|tag| *tag != "en") {
        let mut translated = Vec::new();
        differences("", &english, &json(tag), &mut translated);
        let allowed =
            ["missing", "because", "not_knowable", "reasons", "decided_by", "reason", "steps", "text", "message"];
        for path in &translated {
            assert!(path.split('.').any(|name| allowed.contains(&name)), "{tag}: {path} changes with the language");
            assert!(!path.contains(".facts."), "{tag}: {path}");
        }
        assert!(translated.len() > 20, "{tag}: {translated:?}");
    }
}

fn differences(path: &str, one: &serde_json::Value, other: &serde_json::Value, found: &mut Vec<String>) {
    use serde_json::Value::{Array, Object};
    match (one, other) {
        (Object(one), Object(other)) => {
            assert!(one.keys().eq(other.keys()), "{path}");
            one.iter().zip(other.values()).for_each(|((key, a), b)| differences(&format!("{path}.{key}"), a, b, found));
        }
        (Array(one), Array(other)) => {
            assert_eq!(one.len(), other.len(), "{path}");
            one.iter().zip(other).for_each(|(a, b)| differences(path, a, b, found));
        }
        (one, other) if one != other => found.push(path.to_owned()),
        _ => {}
    }
}
