//! What an organisation tells its people through this program, in one optional file: whom to ask, what its own ways are
//! called, and a remark for a cause.
//!
//! Edge: it adds and never replaces. No text of the knowledge, no masking and no list of what is not knowable can be
//! reached from here, and what does not come from an administrator of this machine is reduced to remarks that name nobody
//! to call and nowhere to go.

mod check;
mod clean;
mod contents;
mod load;
mod node;
mod policy;
#[cfg(test)]
mod tests;
mod trust;

use std::path::{Path, PathBuf};

pub use contents::{Contents, HelpDesk, Note, Supported, TicketField};

use crate::knowledge::{Knowledge, Problem};
use crate::places;

/// The name of the file, wherever it stands.
pub const FILE_NAME: &str = "organisation.toml";

/// Who vouches for what is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// An administrator of this machine: nobody else can write there.
    Verified,
    /// Nobody: whoever uses this machine could have written it.
    Unverified,
}

/// What an organisation says, and who vouches for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Where it is from: the path of a file or the name of a policy key, fit to be shown.
    source: String,
    trust: Trust,
    contents: Contents,
}

/// What was found on this machine, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// What to use, if there is anything.
    pub organisation: Option<Organisation>,
    /// Mistakes; what they stand in is left out, and the rest is used.
    pub problems: Vec<Problem>,
}

impl Organisation {
    /// Contents that nobody vouches for keep only what can do no harm.
    fn new(source: &str, trust: Trust, contents: Contents) -> Self {
        let contents = match trust {
            Trust::Verified => contents,
            Trust::Unverified => contents.harmless(),
        };
        Self { source: clean::visible(source), trust, contents }
    }

    /// The text of such a file. For a file on this machine use [`of_file`], which decides itself whether to trust it.
    pub fn of_text(text: &str, source: &str, trust: Trust, knowledge: &Knowledge) -> Found {
        let (contents, problems) = load::parse(text, source)
            .map_or_else(|problem| (None, vec![problem]), |node| tell(check::contents(&node, source, knowledge)));
        Found { organisation: contents.map(|contents| Self::new(source, trust, contents)), problems }
    }

    /// Where it is from, fit to be shown.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Who vouches for it.
    pub fn trust(&self) -> Trust {
        self.trust
    }

    /// What it says, where an administrator vouches for it.
    pub fn verified(&self) -> Option<&Contents> {
        (self.trust == Trust::Verified).then_some(&self.contents)
    }

    /// What it says, whoever says it. To be shown only with its source.
    pub fn attributed(&self) -> &Contents {
        &self.contents
    }

    /// The same without what its own ways are called.
    #[must_use]
    pub fn without_names(&self) -> Self {
        let mut shorter = self.clone();
        shorter.contents.supported = Supported::default();
        shorter
    }

    /// The same without a wish for the language of reports, where the person has chosen one.
    #[must_use]
    pub fn in_chosen_language(mut self) -> Self {
        self.contents.report_language = None;
        self
    }
}

fn tell((contents, problems): (Contents, Vec<Problem>)) -> (Option<Contents>, Vec<Problem>) {
    ((!contents.is_empty()).then_some(contents), problems)
}

/// What this machine has: policy keys over the file of the machine; where there is neither, unverified remarks.
pub fn of_this_machine(knowledge: &Knowledge) -> Found {
    let mut found = Found::default();
    let mut verified: Option<Organisation> = None;
    let mut unverified = None;
    if let Some((source, read)) = policy::read() {
        let of_keys = read.map(|node| tell(check::contents(&node, source, knowledge)));
        let (contents, problems) = of_keys.unwrap_or_else(|problem| (None, vec![problem]));
        verified = contents.map(|contents| Organisation::new(source, Trust::Verified, contents));
        found.problems.extend(problems);
    }
    for path in candidates() {
        if !path.is_file() || (verified.is_some() || unverified.is_some()) && trust::judge(&path).is_err() {
            continue;
        }
        let Found { organisation, problems } = of_file(&path, knowledge);
        found.problems.extend(problems);
        found.problems.extend(misplaced(&path));
        match organisation {
            Some(file) if file.trust == Trust::Verified => verified = Some(over(verified, file)),
            Some(file) => unverified = Some(file),
            None => {}
        }
    }
    found.organisation = verified.or(unverified);
    found
}

/// A file in the machine's place that others than an administrator can write is a mistake worth a word.
fn misplaced(path: &Path) -> Option<Problem> {
    let is_in_place = path.parent().is_some_and(|folder| places::of_the_machine().as_deref() == Some(folder));
    let why = why_unverified(path).filter(|_| is_in_place)?;
    Some(Problem { file: path.display().to_string(), line: 0, message: format!("is not trusted: {why}") })
}

/// What is said higher up counts; the rest is added from below.
fn over(above: Option<Organisation>, below: Organisation) -> Organisation {
    let Some(above) = above else { return below };
    let source = format!("{}, {}", above.source, below.source);
    Organisation { source, trust: Trust::Verified, contents: above.contents.over(below.contents) }
}

/// One file, trusted only where it stands in the place for it and nobody but an administrator can write it.
pub fn of_file(path: &Path, knowledge: &Knowledge) -> Found {
    let source = path.display().to_string();
    let trust = if trust::judge(path).is_ok() { Trust::Verified } else { Trust::Unverified };
    match load::read(path) {
        Ok(text) => Organisation::of_text(&text, &source, trust, knowledge),
        Err(problem) => Found { organisation: None, problems: vec![problem] },
    }
}

/// What a file would say where it is trusted: for whoever writes it and has not put it there yet.
pub fn as_if_trusted(path: &Path, knowledge: &Knowledge) -> Found {
    match load::read(path) {
        Ok(text) => Organisation::of_text(&text, &path.display().to_string(), Trust::Verified, knowledge),
        Err(problem) => Found { organisation: None, problems: vec![problem] },
    }
}

/// Why a file is not trusted where it stands; `None` where it is.
pub fn why_unverified(path: &Path) -> Option<String> {
    trust::judge(path).err()
}

/// Where such a file may stand, the best place first.
fn candidates() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in [places::of_the_machine(), places::of_the_program(), places::of_the_person()].into_iter().flatten() {
        let file = folder.join(FILE_NAME);
        if !files.contains(&file) {
            files.push(file);
        }
    }
    files
}
