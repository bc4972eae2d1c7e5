//! What the files alone can show: ids, cross-references, overlaps, samples present.

use std::collections::{BTreeMap, BTreeSet};

use super::load::{File, Parsed, line_of};
use super::schema::{Cause, Clause, CodeEntry, Condition, Language, Syntax};
use super::{Problem, check_guidance, named};
use crate::model::{Bearing, FactKind};

/// Everything wrong with these entries, in the order of the files.
pub(super) fn check(parsed: &Parsed, files: &[File]) -> Vec<Problem> {
    let mut checker = Checker {
        files,
        causes: parsed.causes.iter().map(|(_, cause)| cause.id.get_ref().as_str()).collect(),
        sentences: parsed.sentences.iter().map(|sentence| sentence.id.get_ref().as_str()).collect(),
        problems: Vec::new(),
    };
    checker.codes(parsed);
    checker.causes(parsed);
    checker.reachable(parsed);
    checker.sentences(parsed);
    checker.languages(parsed);
    checker.formats(parsed);
    checker.queries(parsed);
    checker.problems.extend(check_guidance::check(parsed, files));
    checker.problems.extend(super::systems::check(&parsed.systems));
    checker.problems.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    checker.problems
}

/// One wording proves only itself.
const LEAST_SAMPLES: usize = 2;

struct Checker<'a> {
    files: &'a [File],
    causes: BTreeSet<&'a str>,
    sentences: BTreeSet<&'a str>,
    problems: Vec<Problem>,
}

impl Checker<'_> {
    fn problem(&mut self, file: &str, byte: Option<usize>, message: impl Into<String>) {
        let text = self.files.iter().find(|f| f.name == file).map_or("", |f| &*f.text);
        let line = byte.map_or(0, |byte| line_of(text, byte));
        self.problems.push(Problem { file: file.to_owned(), line, message: message.into() });
    }

    fn codes(&mut self, parsed: &Parsed) {
        let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
        for (file, entry) in &parsed.codes {
            let at = Some(entry.code.span().start);
            let code = entry.code.get_ref().as_str();
            if !code.bytes().all(|b| b.is_ascii_digit()) || code.is_empty() {
                self.problem(file, at, format!("code {code:?}: give the digits only"));
            }
            if let Some(other) = seen.insert(code, file) {
                self.problem(file, at, format!("code {code} stands in {other} too; keep one of them"));
            }
            for cause in named_causes(entry) {
                if !self.causes.contains(cause.as_str()) {
                    let known = self.causes.iter().copied().collect::<Vec<_>>().join(", ");
                    self.problem(
                        file,
                        at,
                        format!("code {code} names the cause {cause:?}, which has no file in causes/; known: {known}"),
                    );
                }
            }
        }
        let mut rows = BTreeSet::new();
        for row in &parsed.rows {
            if !rows.insert(&row.code) {
                self.problem("codes.csv", None, format!("code {} stands twice; keep one row", row.code));
            }
            if !row.cause.is_empty() && !self.causes.contains(row.cause.as_str()) {
                self.problem(
                    "codes.csv",
                    None,
                    format!("code {} names the cause {:?}, which has no file in causes/", row.code, row.cause),
                );
            }
        }
    }

    fn causes(&mut self, parsed: &Parsed) {
        for (file, cause) in &parsed.causes {
            let at = Some(cause.id.span().start);
            let id = cause.id.get_ref();
            if file.strip_prefix("causes/").and_then(|f| f.strip_suffix(".toml")) != Some(id) {
                self.problem(file, at, format!("the id {id:?} must be the name of the file"));
            }
            if cause.example.is_empty() || cause.counter_example.is_empty() || cause.reference.is_empty() {
                self.problem(file, at, "give at least one [[example]], one [[counter-example]] and one [[reference]]");
            }
            let steps = [&cause.advice.user, &cause.advice.helpdesk, &cause.advice.admin];
            for step in steps.into_iter().flatten() {
                if !step.ends_with(['.', '?']) {
                    self.problem(file, at, format!("a step ends in a full stop: {step:?}"));
                }
            }
            if steps.iter().any(|list| list.is_empty()) {
                self.problem(file, at, "give advice for user, helpdesk and admin");
            }
            self.places(file, cause);
            self.clauses(file, cause);
        }
        self.rivals(parsed);
    }

    /// Facts that prove two causes prove neither: each has to say what of the other's must not be there.
    fn rivals(&mut self, parsed: &Parsed) {
        let mut all: Vec<(&str, &str, &Clause)> = Vec::new();
        for (file, cause) in &parsed.causes {
            let proofs = cause.when.iter().filter(|clause| clause.bearing == Bearing::Proves);
            all.extend(proofs.map(|clause| (file.as_str(), cause.id.get_ref().as_str(), clause)));
        }
        for (file, cause, clause) in &all {
            for (_, other, rival) in all.iter().filter(|(_, other, _)| other != cause) {
                if may_hold_together(clause, rival) {
                    let message = format!(
                        "what proves {cause:?} here can stand beside what proves {other:?}; name that in `unless`, or support only"
                    );
                    self.problem(file, Some(clause.fact.span().start), message);
                }
            }
        }
    }

    /// Advice may hold places for an organisation's own names; other texts hold none.
    fn places(&mut self, file: &str, cause: &Cause) {
        let at = Some(cause.id.span().start);
        let Cause { now, decided_by, advice, title, summary, headline, missing, not_meaning, .. } = cause;
        let with_places =
            [now, decided_by].into_iter().chain(&advice.user).chain(&advice.helpdesk).chain(&advice.admin);
        for name in with_places.filter_map(|text| named::unknown_place(text)) {
            self.problem(file, at, format!("no place {{{name}}} in advice; known: {}", named::PLACES.join(", ")));
        }
        let without = [title, summary].into_iter().chain(headline).chain(missing).chain(not_meaning);
        for text in without.filter(|text| text.contains('{')) {
            self.problem(file, at, format!("only now, decided-by and advice may hold a place: {text:?}"));
        }
    }

    fn clauses(&mut self, file: &str, cause: &Cause) {
        for clause in &cause.when {
            let at = Some(clause.fact.span().start);
            let own = Condition { fact: *clause.fact.get_ref(), is: clause.is.clone() };
            for condition in clause.and.iter().chain(&clause.unless).chain([&own]) {
                if condition.fact != FactKind::Sentence {
                    continue;
                }
                for id in &condition.is {
                    if !self.sentences.contains(id.as_str()) {
                        self.problem(file, at, format!("no sentence {id:?} in sentences.toml"));
                    }
                }
            }
        }
    }

    /// A cause that nothing leads to would never be found.
    fn reachable(&mut self, parsed: &Parsed) {
        let by_code: BTreeSet<&str> = parsed
            .codes
            .iter()
            .flat_map(|(_, entry)| named_causes(entry))
            .map(String::as_str)
            .chain(parsed.rows.iter().map(|row| row.cause.as_str()))
            .collect();
        for (file, cause) in &parsed.causes {
            let by_clause =
                cause.when.iter().any(|clause| matches!(clause.bearing, Bearing::Proves | Bearing::Supports));
            if !by_clause && !by_code.contains(cause.id.get_ref().as_str()) {
                let message =
                    "nothing leads to this cause: name it in a code, or give it a [[when]] that proves or supports it";
                self.problem(file, Some(cause.id.span().start), message);
            }
        }
    }

    fn sentences(&mut self, parsed: &Parsed) {
        let mut seen = BTreeSet::new();
        for sentence in &parsed.sentences {
            let id = sentence.id.get_ref();
            let at = Some(sentence.id.span().start);
            if !seen.insert(id) {
                self.problem("sentences.toml", at, format!("sentence {id:?} stands twice; keep one"));
            }
            if !parsed.languages.iter().any(|(_, language)| language.sentences.contains_key(id)) {
                self.problem("sentences.toml", at, format!("no language file has words for the sentence {id:?}"));
            }
            let letters =
                |text: &String| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
            if sentence.samples.iter().map(letters).collect::<BTreeSet<_>>().len() < LEAST_SAMPLES {
                let message = format!("sentence {id:?}: give two samples or more, differently worded");
                self.problem("sentences.toml", at, message);
            }
        }
    }

    fn languages(&mut self, parsed: &Parsed) {
        for (file, language) in &parsed.languages {
            if *file != format!("languages/{}.toml", language.tag) {
                self.problem(file, None, format!("the tag {:?} must be the name of the file", language.tag));
            }
            for id in language.sentences.keys() {
                if !self.sentences.contains(id.as_str()) {
                    self.problem(file, None, format!("no sentence {id:?} in sentences.toml"));
                }
            }
            for template in &language.messages {
                if let Err(reason) = super::message::Message::parse(template) {
                    self.problem(
                        file,
                        None,
                        format!("message {template:?}: {reason}; write {{app-id}} and the like for values"),
                    );
                }
            }
            self.labels(file, language);
            self.samples(file, language);
        }
    }

    /// Each label stands in a sample, and a file says which of its words are seen and which are only believed.
    fn samples(&mut self, file: &str, language: &Language) {
        let lines: BTreeSet<String> = language
            .samples
            .iter()
            .flat_map(|sample| sample.lines())
            .filter_map(|line| line.rsplit_once(": "))
            .map(|(label, _)| super::fold(label))
            .collect();
        for label in language.labels.values().flatten().filter(|label| !lines.contains(&super::fold(label))) {
            self.problem(file, None, format!("no sample has a line that begins with the label {label:?}; add one"));
        }
        let text = self.files.iter().find(|f| f.name == file).map_or("", |f| &*f.text);
        let says = |word: &str| text.lines().any(|line| line.starts_with('#') && line.contains(word));
        if !language.labels.is_empty() && language.tag != "en" && !(says("Evidenced") && says("Believed:")) {
            self.problem(file, None, "say in a comment which words are Evidenced and which are Believed:");
        }
    }

    fn labels(&mut self, file: &str, language: &Language) {
        let mut seen: BTreeMap<String, FactKind> = BTreeMap::new();
        for (&kind, labels) in &language.labels {
            for label in labels {
                if let Some(other) = seen.insert(super::fold(label), kind).filter(|&other| other != kind) {
                    let message =
                        format!("the label {label:?} stands for {} and for {}; keep one", other.id(), kind.id());
                    self.problem(file, None, message);
                }
            }
        }
    }

    fn formats(&mut self, parsed: &Parsed) {
        for (file, format) in &parsed.formats {
            let at = Some(format.id.span().start);
            if *file != format!("formats/{}.toml", format.id.get_ref()) {
                self.problem(file, at, format!("the id {:?} must be the name of the file", format.id.get_ref()));
            }
            if format.sample.is_empty() {
                self.problem(file, at, "give at least one [[sample]]");
            }
            let pairs = &format.pairs;
            let used = format.state.iter().flat_map(|state| state.when.keys().chain(state.unless.keys()));
            let used = used.chain(format.fields.keys()).chain(&pairs.person);
            for name in used.filter(|_| format.syntax == Syntax::Pairs) {
                if !pairs.all_names().any(|known| known == name) {
                    self.problem(file, at, format!("the name {name:?} stands in no list of [pairs]; add it to one"));
                }
            }
        }
    }

    fn queries(&mut self, parsed: &Parsed) {
        for query in &parsed.queries {
            let text = &query.text;
            for kind in [FactKind::User, FactKind::DeviceId, FactKind::IpAddress] {
                if text.contains(&format!("{{{}}}", kind.id())) && !query.personal {
                    let message =
                        format!("the query {:?} holds {{{}}}: say personal = true", query.id.get_ref(), kind.id());
                    self.problem("queries.toml", Some(query.id.span().start), message);
                }
            }
        }
        if parsed.clouds.first().is_none_or(|cloud| cloud.id != "public") {
            self.problem("queries.toml", None, "the first [[cloud]] must be the public one");
        }
    }
}

/// Whether the facts of two proofs can be the same ones, or two of one list of conditions, and neither excludes the other.
fn may_hold_together(clause: &Clause, rival: &Clause) -> bool {
    let kind = *clause.fact.get_ref();
    let meets = |a: &[String], b: &[String]| {
        a.is_empty() || b.is_empty() || a.iter().any(|value| b.iter().any(|other| value.eq_ignore_ascii_case(other)))
    };
    let same = kind == *rival.fact.get_ref() && (kind == FactKind::BlockCondition || meets(&clause.is, &rival.is));
    // Conditions on a kind that has one value only cannot both hold where their values differ.
    let apart = |a: &Condition, b: &Condition| {
        a.fact == b.fact && !matches!(a.fact, FactKind::Sentence | FactKind::GrantControl) && !meets(&a.is, &b.is)
    };
    let excludes = |one: &Clause, two: &Clause| {
        let of_two = Condition { fact: *two.fact.get_ref(), is: two.is.clone() };
        one.unless
            .iter()
            .any(|not| two.and.iter().chain([&of_two]).any(|c| not.fact == c.fact && meets(&not.is, &c.is)))
    };
    let and_apart = clause.and.iter().any(|a| rival.and.iter().any(|b| apart(a, b)));
    same && !and_apart && !excludes(clause, rival) && !excludes(rival, clause)
}

fn named_causes(entry: &CodeEntry) -> impl Iterator<Item = &String> {
    entry.proves.iter().chain(&entry.likely).chain(&entry.possible)
}
