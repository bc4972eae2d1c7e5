//! The console program: arguments, what to do, exit status.
//!
//! Exit status: 0 a refusal was recognised and explained; 1 read, but none in it; 2 bad arguments, an unreadable path
//! or a mistake in the knowledge; 3 a mistake of the program itself. With 2 or 3, standard output stays empty.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::crash::Crash;
use crate::intake::{self, Handed, Unreadable};
use crate::job::Progress;
use crate::knowledge::{Knowledge, Problem, fill};
use crate::model::{Analysis, Origin, Source};
use crate::pipeline;
use crate::proof;
use crate::report::{self, Format};
use crate::view::report::{Audience, Form, Redaction, ReportView};
use crate::view::{Options, Views, Words};

mod arguments;
mod organisation;

use arguments::{Command, Explain, Output};

/// Made by `packaging/licences` from the crates in `Cargo.lock`.
const LICENCES: &str = include_str!("../assets/licences.txt");

/// Runs the console program with these arguments, the program's name left out.
pub fn run(arguments: impl IntoIterator<Item = std::ffi::OsString>) -> ExitCode {
    let done = arguments::parse(arguments).and_then(execute);
    match done {
        Ok(Done { output, found }) => match write_out(&output.text, output.to.as_deref()) {
            Ok(()) => ExitCode::from(u8::from(!found)),
            Err(message) => fail(&message),
        },
        Err(message) => fail(&message),
    }
}

/// Says that the program itself made a mistake. What it says can be sent on as it is.
pub fn stopped(crash: &Crash) -> ExitCode {
    complain("stopped by a mistake of its own. Please report the lines below; nothing of your text is in them");
    complain(&crash.to_string());
    ExitCode::from(3)
}

/// What to print, where, and whether a refusal was found.
struct Done {
    output: Printed,
    found: bool,
}

struct Printed {
    text: String,
    to: Option<PathBuf>,
}

impl Done {
    fn said(text: String) -> Self {
        Self { output: Printed { text, to: None }, found: true }
    }
}

fn execute(command: Command) -> Result<Done, String> {
    match command {
        Command::Help(topic) => Ok(Done::said(arguments::help(topic))),
        Command::Version => Ok(Done::said(version(&embedded()?))),
        Command::Licences => Ok(Done::said(LICENCES.to_owned())),
        Command::Code { codes, language } => code(&codes, language.as_deref(), &embedded()?),
        Command::CheckKnowledge(folder) => check_knowledge(&folder),
        Command::CheckOrganisation(path) => organisation::check(path.as_deref(), &embedded()?),
        Command::Explain(explain) => explain_files(&explain, &embedded()?),
    }
}

fn embedded() -> Result<Knowledge, String> {
    Knowledge::embedded().map_err(|problems| listed(&problems))
}

fn version(knowledge: &Knowledge) -> String {
    format!("whyblocked-cli {} (knowledge {})\n", env!("CARGO_PKG_VERSION"), knowledge.date)
}

fn explain_files(explain: &Explain, knowledge: &Knowledge) -> Result<Done, String> {
    let language = explain.language(knowledge)?;
    let mut sources = Vec::new();
    for path in &explain.inputs {
        let handed = handed(path)?;
        say_left_out(&handed, knowledge, &language);
        sources.extend(handed.sources);
    }
    explain.check_told(knowledge)?;
    let analysis = pipeline::analyse_told(&sources, &explain.told, knowledge, &Progress::default())
        .map_err(|_cancelled| "the work was cancelled".to_owned())?;
    if !explain.told.answers.is_empty() && analysis.cases.len() > 1 {
        let count = analysis.cases.len().to_string();
        complain(&fill(knowledge.word(&language, "notice.told-of-several"), &[("n", &count)]));
    }
    let found = !analysis.diagnoses.is_empty();
    let organisation = organisation::wanted(explain, knowledge);
    let options = explain.in_language(&Options { language, now: explain.now, zone: None, organisation });
    say_warnings(&analysis, knowledge, &options, found);
    let text = print(explain, &analysis, knowledge, &options);
    Ok(Done { output: Printed { text, to: explain.out.clone() }, found })
}

fn handed(path: &Path) -> Result<Handed, String> {
    if path == Path::new("-") {
        return intake::read_standard_input()
            .map(Handed::one)
            .map_err(|error| format!("standard input cannot be read ({error}); give a file, or pipe text in"));
    }
    intake::read(path).map_err(|unreadable| told(&unreadable))
}

fn told(unreadable: &Unreadable) -> String {
    let Unreadable { path, error } = unreadable;
    format!("cannot be read ({error}); check the name and that you may open it: {}", path.display())
}

/// One line for each file of a folder that could not be read, and one where not all were.
fn say_left_out(handed: &Handed, knowledge: &Knowledge, language: &str) {
    for unreadable in &handed.unreadable {
        complain(&told(unreadable));
    }
    if let Some(left_out) = &handed.left_out {
        let (read, all) = (left_out.read.to_string(), left_out.all.to_string());
        let values = [("read", read.as_str()), ("all", all.as_str()), ("name", left_out.folder.as_str())];
        complain(&fill(knowledge.word(language, "notice.folder-left-out"), &values));
    }
}

/// One line for each thing that could not be read; and one that says so where no refusal was found.
fn say_warnings(analysis: &Analysis, knowledge: &Knowledge, options: &Options, found: bool) {
    for warning in &analysis.warnings {
        let name = analysis.documents.get(warning.input).map_or("", |document| document.name.as_str());
        let values: Vec<(&str, &str)> = warning.values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let message = Words::new(knowledge, &options.language).warning(warning.key, &values);
        let place = warning.span.and_then(|span| {
            let text = &analysis.documents.get(span.input)?.text;
            Some(format!("line {}: ", text.get(..span.start)?.matches('\n').count() + 1))
        });
        complain(&format!("{}{message}: {name}", place.unwrap_or_default()));
    }
    if !found && (analysis.warnings.is_empty() || !analysis.devices.is_empty()) {
        let name = analysis.documents.first().map_or("", |document| document.name.as_str());
        let headline = crate::view::headline_of_nothing(analysis, knowledge, options);
        complain(&format!("{headline}: {name}"));
    }
}

fn print(explain: &Explain, analysis: &Analysis, knowledge: &Knowledge, options: &Options) -> String {
    let format = match explain.format {
        Output::Json => {
            let language = &options.language;
            return report::json::render(analysis, knowledge, language, explain.audience, explain.redaction);
        }
        Output::Report(format) => format,
    };
    // Without a refusal there is one report, which says so.
    let mut cases = crate::view::report::problems(analysis);
    if cases.is_empty() {
        cases.push(0);
    }
    let reports: Vec<ReportView> = cases
        .into_iter()
        .map(|case| {
            crate::view::report::report(analysis, case, knowledge, options, explain.audience, explain.redaction)
        })
        .collect();
    report::render_all(&reports, format)
}

/// What bare codes mean, without any text around them.
fn code(codes: &[String], language: Option<&str>, knowledge: &Knowledge) -> Result<Done, String> {
    let language = &arguments::known_language(language, knowledge)?;
    let mut text = String::new();
    let mut found = false;
    let options = Options { language: language.clone(), now: None, zone: None, organisation: None };
    for code in codes {
        let source = Source::text(code.as_str(), Origin::StandardInput, code);
        let analysis = pipeline::analyse(&[source], knowledge, &Progress::default())
            .map_err(|_cancelled| "the work was cancelled".to_owned())?;
        match Views::build(&analysis, knowledge, &options).cases.first() {
            Some(case) => {
                found = true;
                text.push_str(&report::case_text(case, &Form::new(Words::new(knowledge, language))));
            }
            None => drop(writeln!(text, "{code}: {}", knowledge.word(language, "code.unknown"))),
        }
        text.push('\n');
    }
    Ok(Done { output: Printed { text, to: None }, found })
}

fn check_knowledge(folder: &Path) -> Result<Done, String> {
    let knowledge = Knowledge::load(folder).map_err(|problems| listed(&problems))?;
    let problems = proof::prove(&knowledge);
    if problems.is_empty() {
        let (codes, causes, formats) = (knowledge.code_count(), knowledge.causes.len(), knowledge.formats.len());
        Ok(Done::said(format!(
            "no mistake found: {codes} codes, {causes} causes, {formats} formats, knowledge of {}\n",
            knowledge.date
        )))
    } else {
        Err(listed(&problems))
    }
}

fn listed(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn write_out(text: &str, to: Option<&Path>) -> Result<(), String> {
    match to {
        Some(path) => std::fs::write(path, text).map_err(|error| {
            format!("cannot be written ({error}); choose another place for --out: {}", path.display())
        }),
        None => match std::io::stdout().lock().write_all(text.as_bytes()) {
            // The reader of a pipe may stop early; that is its right.
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
            other => other.map_err(|error| format!("standard output cannot be written ({error})")),
        },
    }
}

fn fail(message: &str) -> ExitCode {
    complain(message);
    ExitCode::from(2)
}

/// Standard error may be closed; then there is nobody to tell.
fn complain(message: &str) {
    let mut stderr = std::io::stderr().lock();
    for line in message.lines() {
        drop(writeln!(stderr, "whyblocked-cli: {line}"));
    }
}
