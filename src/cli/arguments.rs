//! What was typed, and what it means.

use std::ffi::OsString;
use std::path::PathBuf;

use jiff::Timestamp;
use lexopt::prelude::*;

use super::{Audience, Format, Knowledge, Options, Redaction};
use crate::model::{About, Answer, Outcome, Told};

/// What to do.
pub(super) enum Command {
    /// Print how to use the program, or one command.
    Help(Topic),
    /// Print the versions of the program and its knowledge.
    Version,
    /// Print the licences of the parts that the program is made of.
    Licences,
    /// Explain bare codes.
    Code {
        codes: Vec<String>,
        /// Nothing where none was asked for.
        language: Option<String>,
    },
    /// Check a folder of knowledge files.
    CheckKnowledge(PathBuf),
    /// Check an organisation file, or what this machine uses.
    CheckOrganisation(Option<PathBuf>),
    /// Explain texts.
    Explain(Explain),
}

/// What help is asked about.
#[derive(Clone, Copy)]
pub(super) enum Topic {
    Program,
    Explain,
    Code,
    CheckKnowledge,
    CheckOrganisation,
}

/// In which form to print.
#[derive(Clone, Copy)]
pub(super) enum Output {
    /// The whole analysis, for scripts.
    Json,
    /// A report for people.
    Report(Format),
}

/// Which organisation's additions to use.
pub(super) enum Additions {
    /// What an administrator or the person has put on this machine.
    OfThisMachine,
    /// This file.
    OfFile(PathBuf),
    /// None.
    None,
}

/// What `explain` was asked.
pub(super) struct Explain {
    /// Files; `-` is standard input.
    pub(super) inputs: Vec<PathBuf>,
    pub(super) format: Output,
    pub(super) audience: Audience,
    pub(super) redaction: Redaction,
    pub(super) now: Option<Timestamp>,
    pub(super) out: Option<PathBuf>,
    /// What the person says besides.
    pub(super) told: Told,
    pub(super) additions: Additions,
    /// Nothing where none was asked for.
    language: Option<String>,
}

impl Explain {
    /// The language asked for, if the knowledge has it.
    pub(super) fn language(&self, knowledge: &Knowledge) -> Result<String, String> {
        known_language(self.language.as_deref(), knowledge)
    }

    /// A language that was asked for counts more than the one that an organisation sets for its reports.
    pub(super) fn in_language(&self, options: &Options) -> Options {
        let chosen = self.language.is_some().then(|| options.language.clone());
        options.in_report_language(chosen.as_deref())
    }
}

impl Explain {
    /// Checks that what was told is about steps and questions that the knowledge has.
    pub(super) fn check_told(&self, knowledge: &Knowledge) -> Result<(), String> {
        let guidance = &knowledge.guidance;
        for Answer { about, .. } in &self.told.answers {
            match about {
                About::Step { id, .. } if guidance.step(id).is_none() => {
                    let known = guidance.steps.iter().map(|step| step.id.get_ref().as_str());
                    return Err(unknown("--tried", id, known));
                }
                About::Question { id, answer } => {
                    let Some(question) = guidance.question(id) else {
                        let known = guidance.questions.iter().map(|question| question.id.get_ref().as_str());
                        return Err(unknown("--answer", id, known));
                    };
                    if question.answer.iter().all(|choice| choice.id != *answer) {
                        let known = question.answer.iter().map(|choice| choice.id.as_str());
                        return Err(unknown(&format!("--answer {id}"), answer, known));
                    }
                }
                About::Step { .. } => {}
            }
        }
        Ok(())
    }
}

/// The language that is meant; English where none is asked for. A place, as in `pt-BR`, is left out.
pub(super) fn known_language(asked: Option<&str>, knowledge: &Knowledge) -> Result<String, String> {
    let Some(asked) = asked else { return Ok("en".to_owned()) };
    let known: Vec<&str> = knowledge.displayed().map(|(tag, _)| tag).collect();
    let of = || format!("--language {asked:?} is not known; choose one of: {}", known.join(", "));
    knowledge.displayed_as(asked).map(str::to_owned).ok_or_else(of)
}

fn unknown<'a>(option: &str, value: &str, known: impl Iterator<Item = &'a str>) -> String {
    format!("{option} {value:?} is not known; choose one of: {}", known.collect::<Vec<_>>().join(", "))
}

/// Reads the arguments. An error is one line that says what and what to do.
pub(super) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, String> {
    let mut parser = lexopt::Parser::from_args(arguments);
    let asked = |error: lexopt::Error| format!("{error}; see whyblocked-cli --help");
    let command = match parser.next().map_err(asked)? {
        None | Some(Long("help") | Short('h')) => return Ok(Command::Help(Topic::Program)),
        Some(Long("version") | Short('V')) => return Ok(Command::Version),
        Some(Value(command)) => command.to_string_lossy().into_owned(),
        Some(other) => return Err(asked(other.unexpected())),
    };
    match command.as_str() {
        "explain" => explain(&mut parser),
        "code" => codes(&mut parser),
        "check-knowledge" => values(&mut parser, Topic::CheckKnowledge).and_then(|values| match values {
            Values::Help(topic) => Ok(Command::Help(topic)),
            Values::Given(values) => match <[OsString; 1]>::try_from(values) {
                Ok([folder]) => Ok(Command::CheckKnowledge(folder.into())),
                Err(_) => Err("check-knowledge: give one folder".to_owned()),
            },
        }),
        "check-organisation" => values(&mut parser, Topic::CheckOrganisation).and_then(|values| match values {
            Values::Help(topic) => Ok(Command::Help(topic)),
            Values::Given(values) if values.len() > 1 => Err("check-organisation: give one file, or none".to_owned()),
            Values::Given(values) => Ok(Command::CheckOrganisation(values.into_iter().next().map(PathBuf::from))),
        }),
        "licences" | "licenses" => Ok(Command::Licences),
        "help" => values(&mut parser, Topic::Program).map(|values| {
            let topic = match values {
                Values::Given(values) => values.first().and_then(|v| v.to_str()).map_or(Topic::Program, topic),
                Values::Help(topic) => topic,
            };
            Command::Help(topic)
        }),
        other => Err(format!(
            "there is no command {other:?}; known are explain, code, check-knowledge, check-organisation, licences and help"
        )),
    }
}

fn codes(parser: &mut lexopt::Parser) -> Result<Command, String> {
    let (mut codes, mut language) = (Vec::new(), None);
    while let Some(argument) = parser.next().map_err(|error| error.to_string())? {
        match argument {
            Value(code) => codes.push(code.to_string_lossy().into_owned()),
            Long("help") | Short('h') => return Ok(Command::Help(Topic::Code)),
            Long("language" | "lang") => language = Some(word("--language", parser)?),
            other => return Err(format!("{}; see whyblocked-cli --help", other.unexpected())),
        }
    }
    if codes.is_empty() {
        return Err("code: give one code or more, such as 53003".to_owned());
    }
    Ok(Command::Code { codes, language })
}

enum Values {
    Help(Topic),
    Given(Vec<OsString>),
}

fn values(parser: &mut lexopt::Parser, topic: Topic) -> Result<Values, String> {
    let mut given = Vec::new();
    while let Some(argument) = parser.next().map_err(|error| error.to_string())? {
        match argument {
            Value(value) => given.push(value),
            Long("help") | Short('h') => return Ok(Values::Help(topic)),
            other => return Err(format!("{}; see whyblocked-cli --help", other.unexpected())),
        }
    }
    Ok(Values::Given(given))
}

fn explain(parser: &mut lexopt::Parser) -> Result<Command, String> {
    let mut format = Output::Report(Format::Text);
    let mut redaction = None;
    let mut explain = Explain {
        inputs: Vec::new(),
        format,
        audience: Audience::HelpDesk,
        redaction: Redaction::Personal,
        now: None,
        out: None,
        told: Told::default(),
        additions: Additions::OfThisMachine,
        language: None,
    };
    while let Some(argument) = parser.next().map_err(|error| error.to_string())? {
        match argument {
            Value(path) => explain.inputs.push(path.into()),
            Short('h') | Long("help") => return Ok(Command::Help(Topic::Explain)),
            Long("format") => format = choice("--format", parser, &FORMATS)?,
            Long("audience") => explain.audience = choice("--audience", parser, &AUDIENCES)?,
            Long("redact") => redaction = Some(choice("--redact", parser, &REDACTIONS)?),
            Long("one-person") => explain.told.one_person = true,
            Long("tried") => {
                let (id, outcome) = pair("--tried", parser)?;
                let outcome = [Outcome::Worked, Outcome::Blocked].into_iter().find(|known| known.id() == outcome);
                let outcome = outcome.ok_or("--tried: write STEP=worked or STEP=blocked")?;
                explain.told.take(Answer { of: None, about: About::Step { id, outcome } });
            }
            Long("answer") => {
                let (id, answer) = pair("--answer", parser)?;
                explain.told.take(Answer { of: None, about: About::Question { id, answer } });
            }
            Long("language" | "lang") => explain.language = Some(word("--language", parser)?),
            Long("organisation") => explain.additions = additions(parser)?,
            Long("out") => explain.out = Some(parser.value().map_err(|error| error.to_string())?.into()),
            Long("now") => {
                let text = word("--now", parser)?;
                let now = text
                    .parse()
                    .map_err(|_no_time| format!("--now {text:?} is no time; write it as 2026-03-14T09:26:53Z"))?;
                explain.now = Some(now);
            }
            other => return Err(format!("{}; see whyblocked-cli help explain", other.unexpected())),
        }
    }
    if explain.inputs.is_empty() {
        explain.inputs.push("-".into());
    }
    // Redaction goes by destination: scripts are one's own, a report may go anywhere.
    let by_format = if matches!(format, Output::Json) { Redaction::Secrets } else { Redaction::Personal };
    explain.redaction = redaction.unwrap_or(by_format);
    explain.format = format;
    Ok(Command::Explain(explain))
}

fn additions(parser: &mut lexopt::Parser) -> Result<Additions, String> {
    let value = parser.value().map_err(|_missing| "--organisation needs a file, or none".to_owned())?;
    Ok(if value == "none" { Additions::None } else { Additions::OfFile(value.into()) })
}

const FORMATS: [(&str, Output); 4] = [
    ("text", Output::Report(Format::Text)),
    ("markdown", Output::Report(Format::Markdown)),
    ("html", Output::Report(Format::Html)),
    ("json", Output::Json),
];
const AUDIENCES: [(&str, Audience); 2] = [("helpdesk", Audience::HelpDesk), ("admin", Audience::Admin)];
const REDACTIONS: [(&str, Redaction); 2] = [("personal", Redaction::Personal), ("secrets", Redaction::Secrets)];

fn word(option: &str, parser: &mut lexopt::Parser) -> Result<String, String> {
    let value = parser.value().map_err(|_missing| format!("{option} needs a value"))?;
    value.into_string().map_err(|_unreadable| format!("the value of {option} is no readable text"))
}

/// `NAME=VALUE`.
fn pair(option: &str, parser: &mut lexopt::Parser) -> Result<(String, String), String> {
    let value = word(option, parser)?;
    let (name, value) = value.split_once('=').ok_or_else(|| format!("{option} {value:?}: write NAME=VALUE"))?;
    Ok((name.to_owned(), value.to_owned()))
}

fn choice<T: Copy>(option: &str, parser: &mut lexopt::Parser, choices: &[(&str, T)]) -> Result<T, String> {
    let value = word(option, parser)?;
    choices.iter().find(|(name, _)| *name == value).map(|&(_, choice)| choice).ok_or_else(|| {
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        format!("{option} {value:?} is not known; choose one of: {}", names.join(", "))
    })
}

fn topic(name: &str) -> Topic {
    match name {
        "explain" => Topic::Explain,
        "code" => Topic::Code,
        "check-knowledge" => Topic::CheckKnowledge,
        "check-organisation" => Topic::CheckOrganisation,
        _ => Topic::Program,
    }
}

const HELP_FOR_EXPLAIN: &str = "\
whyblocked-cli explain [FILE|-]... [options]

Several files are one analysis, and so are the files of a folder or an archive. Without FILE, or with -, standard input
is read. Archives (zip, tar, gz), Windows event logs (evtx) and browser recordings (HAR) are opened.

  --format text|markdown|html|json   a report for people (default text), or the whole analysis as JSON
  --audience helpdesk|admin          for whom the report is written (default helpdesk)
  --redact personal|secrets          personal: names, address and device are masked, for anyone else (default for reports)
                                     secrets: they stay, for your own IT (default for json); tokens are always removed
  --language TAG                     language of the words: en, de, fr, es, pt or ja (default en)
  --tried STEP=worked|blocked        what the person tried and how it went; the judgement and the report follow
  --answer QUESTION=ANSWER           what the person answered, such as vpn=personal
  --one-person                       sign-ins of which the text does not say whose they are belong to one person
  --now TIME                         fixes the clock for the age of the event, such as 2026-03-14T09:26:53Z
  --organisation FILE|none           what an organisation adds, instead of what this machine has; it stands in reports with
                                     --redact secrets only, since it tells which organisation it is
  --out FILE                         writes there instead of standard output
";

/// How to use the program, or one command.
pub(super) fn help(topic: Topic) -> String {
    let text = match topic {
        Topic::Program => {
            "\
whyblocked-cli says why a Microsoft sign-in was refused. It sends nothing and stores nothing.

  whyblocked-cli explain [FILE|-]...      explain an error text; without FILE it reads standard input
  whyblocked-cli code CODE...             what a bare code means: 53003, AADSTS50126, 0xCAA2000C
  whyblocked-cli check-knowledge DIR      check a folder of knowledge files
  whyblocked-cli check-organisation FILE  check an organisation file; without FILE what this machine uses
  whyblocked-cli licences                 the licences of the parts that it is made of
  whyblocked-cli help COMMAND             more about a command
  whyblocked-cli --version

Exit status: 0 explained; 1 read, but no refusal in it; 2 bad arguments, an unreadable path or a knowledge mistake;
3 a mistake of the program itself.
"
        }
        Topic::Explain => HELP_FOR_EXPLAIN,
        Topic::Code => {
            "\
whyblocked-cli code CODE... [--language TAG]

Says what a code means when nothing else is known: 53003, AADSTS50126, 0xCAA2000C.
"
        }
        Topic::CheckKnowledge => {
            "\
whyblocked-cli check-knowledge DIR

Reads a folder laid out like assets/, checks every entry and runs every sample. Each mistake is told with file, line
and what to do; exit status 2 if there is one.
"
        }
        Topic::CheckOrganisation => {
            "\
whyblocked-cli check-organisation [FILE]

Tells what an organisation file says and whether it is trusted where it stands; without FILE, the same of what this
machine uses: policy keys, the machine's file, or unverified notes. Each mistake is told; exit status 2 if there is one.
"
        }
    };
    text.to_owned()
}
