//! From files to typed entries; every mistake is told with file and line.

use std::borrow::Cow;
use std::path::Path;

use serde::de::DeserializeOwned;

use super::Problem;
use super::display;
use super::schema::{
    AppRow, Cause, Cloud, CodeEntry, CodeRow, CodesFile, DelaysFile, Format, Guidance, Language, QueriesFile, Query,
    QuestionsFile, RemediesFile, Sentence, SentencesFile, StepsFile,
};
use super::systems::{self, SystemRow};

/// A knowledge file: its path below the knowledge folder, with `/`, and its text.
#[derive(Clone, Debug)]
pub struct File {
    /// For example `causes/location.toml`.
    pub name: String,
    /// Its whole text.
    pub text: Cow<'static, str>,
}

static EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/knowledge_files.rs"));

/// The files inside the program.
pub(super) fn embedded() -> Vec<File> {
    EMBEDDED.iter().map(|&(name, text)| File { name: name.to_owned(), text: Cow::Borrowed(text) }).collect()
}

/// The files in a folder, in the folders directly below it and in those of the languages.
pub(super) fn folder(folder: &Path) -> Result<Vec<File>, Vec<Problem>> {
    let mut files = Vec::new();
    read_folder(folder, "", &mut files).map_err(|problem| vec![problem])?;
    if files.is_empty() {
        return Err(vec![Problem {
            file: folder.display().to_string(),
            line: 0,
            message: "no .toml or .csv file in this folder; give the folder that holds codes.csv and causes/"
                .to_owned(),
        }]);
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

fn read_folder(folder: &Path, prefix: &str, files: &mut Vec<File>) -> Result<(), Problem> {
    let unreadable = |path: &Path, error: std::io::Error| Problem {
        file: path.display().to_string(),
        line: 0,
        message: format!("cannot be read: {error}"),
    };
    for entry in std::fs::read_dir(folder).map_err(|error| unreadable(folder, error))? {
        let path = entry.map_err(|error| unreadable(folder, error))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() && (prefix.is_empty() || prefix == "languages/") {
            read_folder(&path, &format!("{prefix}{name}/"), files)?;
        } else if path.extension().is_some_and(|extension| extension == "toml" || extension == "csv") {
            let text = std::fs::read_to_string(&path).map_err(|error| unreadable(&path, error))?;
            files.push(File { name: format!("{prefix}{name}"), text: text.into() });
        }
    }
    Ok(())
}

/// All entries as they stand in the files; the string beside an entry is its file.
#[derive(Default)]
pub(super) struct Parsed {
    pub(super) codes: Vec<(String, CodeEntry)>,
    pub(super) rows: Vec<CodeRow>,
    pub(super) causes: Vec<(String, Cause)>,
    pub(super) sentences: Vec<Sentence>,
    pub(super) languages: Vec<(String, Language)>,
    /// Files with what is displayed, by language, as they came.
    pub(super) displays: Vec<(String, File)>,
    pub(super) formats: Vec<(String, Format)>,
    pub(super) apps: Vec<AppRow>,
    pub(super) queries: Vec<Query>,
    pub(super) clouds: Vec<Cloud>,
    pub(super) guidance: Guidance,
    /// Beside each its line.
    pub(super) systems: Vec<(usize, SystemRow)>,
}

impl Parsed {
    /// The newest date of any entry.
    pub(super) fn newest_date(&self) -> String {
        let codes = self.codes.iter().map(|(_, code)| code.checked.to_string());
        let causes = self.causes.iter().map(|(_, cause)| cause.since.to_string());
        codes.chain(causes).max().unwrap_or_default()
    }
}

/// Parses every file by the place where it stands.
pub(super) fn parse(files: &[File]) -> Result<Parsed, Vec<Problem>> {
    let mut parsed = Parsed::default();
    let problems: Vec<Problem> = files.iter().filter_map(|file| parse_one(file, &mut parsed).err()).collect();
    if problems.is_empty() { Ok(parsed) } else { Err(problems) }
}

fn parse_one(file: &File, parsed: &mut Parsed) -> Result<(), Problem> {
    let name = file.name.clone();
    match file.name.split_once('/') {
        Some(("codes", _)) => {
            let entries = toml::<CodesFile>(file)?.code;
            parsed.codes.extend(entries.into_iter().map(|code| (name.clone(), code)));
        }
        Some(("causes", _)) => parsed.causes.push((name, toml(file)?)),
        Some(("languages", below)) if below.contains('/') => {
            let tag = below.split('/').next().unwrap_or_default();
            display::keep(tag, file, &mut parsed.displays)?;
        }
        Some(("languages", _)) => parsed.languages.push((name, toml(file)?)),
        Some(("formats", _)) => parsed.formats.push((name, toml(file)?)),
        None if name == "codes.csv" => parsed.rows = rows(file)?,
        None if name == "apps.csv" => parsed.apps = rows(file)?,
        None if name == systems::FILE => parsed.systems = rows_with_lines(file)?,
        None if name == "sentences.toml" => parsed.sentences = toml::<SentencesFile>(file)?.sentence,
        None if name == "queries.toml" => {
            let QueriesFile { query, cloud } = toml(file)?;
            parsed.queries = query;
            parsed.clouds = cloud;
        }
        None if name == "steps.toml" => parsed.guidance.steps = toml::<StepsFile>(file)?.step,
        None if name == "questions.toml" => parsed.guidance.questions = toml::<QuestionsFile>(file)?.question,
        None if name == "remedies.toml" => parsed.guidance.remedies = toml::<RemediesFile>(file)?.remedy,
        None if name == "delays.toml" => parsed.guidance.delays = toml::<DelaysFile>(file)?.delay,
        // The theme belongs to the window, which reads it itself.
        None if name == "theme.toml" => {}
        _ => {
            return Err(Problem {
                file: name,
                line: 0,
                message:
                    "no such place: knowledge stands in codes/, causes/, languages/, formats/, codes.csv, apps.csv, \
                          systems.csv, sentences.toml, steps.toml, questions.toml, remedies.toml, delays.toml and \
                          queries.toml"
                        .to_owned(),
            });
        }
    }
    Ok(())
}

pub(super) fn toml<T: DeserializeOwned>(file: &File) -> Result<T, Problem> {
    toml::from_str(&file.text).map_err(|error| Problem {
        file: file.name.clone(),
        line: error.span().map_or(0, |span| line_of(&file.text, span.start)),
        message: error.message().trim_end().replace('\n', "; "),
    })
}

fn rows<T: DeserializeOwned>(file: &File) -> Result<Vec<T>, Problem> {
    Ok(rows_with_lines(file)?.into_iter().map(|(_, row)| row).collect())
}

/// Rows of a table, and the line of each.
fn rows_with_lines<T: DeserializeOwned>(file: &File) -> Result<Vec<(usize, T)>, Problem> {
    let line = |position: Option<&csv::Position>| position.map_or(0, |at| usize::try_from(at.line()).unwrap_or(0));
    let problem = |error: csv::Error, at: usize| Problem {
        file: file.name.clone(),
        line: if error.position().is_some() { line(error.position()) } else { at },
        message: error.to_string(),
    };
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(file.text.as_bytes());
    let head = reader.headers().map_err(|error| problem(error, 0))?.clone();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| problem(error, 0))?;
        let at = line(record.position());
        rows.push((at, record.deserialize(Some(&head)).map_err(|error| problem(error, at))?));
    }
    Ok(rows)
}

/// The line, counted from 1, in which a byte stands.
pub(super) fn line_of(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|&b| b == b'\n').count() + 1
}
