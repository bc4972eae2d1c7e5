//! Until when versions of operating systems get security updates: `systems.csv`, and finding a version's rows.
//!
//! Edge: the end of servicing is a vendor's date. Which version is accepted, an organisation's own rule decides.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer};

use super::Problem;
use crate::model::System;

/// The file.
pub(super) const FILE: &str = "systems.csv";

/// One row of `systems.csv`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SystemRow {
    /// Whose system it is.
    pub system: Product,
    /// What tells the version apart: the build of Windows, else the beginning of the version.
    pub version: String,
    /// What people call it: `24H2`, `Sequoia`.
    pub release: String,
    /// The editions that the date is for; a version has one row for each.
    pub editions: Editions,
    /// The last day with updates; none where no end is announced.
    #[serde(deserialize_with = "maybe_day")]
    pub ends: Option<Date>,
    /// Document and its date.
    pub source: String,
    /// When it was read.
    #[serde(deserialize_with = "day")]
    pub checked: Date,
}

/// A system with versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum Product {
    /// Windows 7.
    #[serde(rename = "Windows 7")]
    Windows7,
    /// Windows 8.1.
    #[serde(rename = "Windows 8.1")]
    Windows81,
    /// Windows 10.
    #[serde(rename = "Windows 10")]
    Windows10,
    /// Windows 11.
    #[serde(rename = "Windows 11")]
    Windows11,
    /// macOS.
    #[serde(rename = "macOS")]
    MacOs,
    /// Ubuntu, its long-term versions.
    Ubuntu,
    /// Red Hat Enterprise Linux.
    #[serde(rename = "Red Hat Enterprise Linux")]
    RedHat,
}

/// Editions of one version that have an end of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Editions {
    /// All there are.
    All,
    /// Home and Pro.
    HomePro,
    /// Enterprise and Education.
    EnterpriseEducation,
    /// The long-term servicing channel.
    Ltsc,
    /// The long-term servicing channel for devices of one purpose.
    IotLtsc,
    /// Any edition for which updates beyond the end were bought.
    ExtendedUpdates,
}

impl Product {
    /// As its vendor calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Windows7 => "Windows 7",
            Self::Windows81 => "Windows 8.1",
            Self::Windows10 => "Windows 10",
            Self::Windows11 => "Windows 11",
            Self::MacOs => "macOS",
            Self::Ubuntu => "Ubuntu",
            Self::RedHat => "Red Hat Enterprise Linux",
        }
    }

    fn family(self) -> System {
        match self {
            Self::Windows7 | Self::Windows81 | Self::Windows10 | Self::Windows11 => System::Windows,
            Self::MacOs => System::MacOs,
            Self::Ubuntu | Self::RedHat => System::Linux,
        }
    }

    /// Whether a text names it; a build of Windows tells by itself which one it is.
    fn is_named(self, text: &str) -> bool {
        match self {
            Self::Ubuntu | Self::RedHat => text.to_lowercase().contains(&self.name().to_lowercase()),
            _ => true,
        }
    }
}

impl Editions {
    /// Its id, as display words use it.
    pub fn id(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::HomePro => "home-pro",
            Self::EnterpriseEducation => "enterprise-education",
            Self::Ltsc => "ltsc",
            Self::IotLtsc => "iot-ltsc",
            Self::ExtendedUpdates => "extended-updates",
        }
    }

    /// The editions that a text such as `Windows 11 24H2 Professional` names.
    fn named(text: &str) -> Option<Self> {
        let words: Vec<String> =
            text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).filter(|w| !w.is_empty()).collect();
        let has = |names: &[&str]| words.iter().any(|word| names.contains(&word.as_str()));
        // Names of editions as people and as the registry write them.
        if has(&["iotenterprises", "iotenterprisesk"]) || has(&["iot"]) && has(&["ltsc"]) {
            Some(Self::IotLtsc)
        } else if has(&["ltsc", "ltsb", "enterprises", "enterprisesn", "enterpriseseval"]) {
            Some(Self::Ltsc)
        } else if has(&["enterprise", "enterprisen", "education", "educationn", "iotenterprise", "serverrdsh"]) {
            Some(Self::EnterpriseEducation)
        } else if has(&["home", "core", "coren", "coresinglelanguage", "corecountryspecific"])
            || has(&["pro", "professional", "professionaln", "professionalworkstation", "professionaleducation"])
        {
            Some(Self::HomePro)
        } else {
            None
        }
    }
}

/// The rows of one version, of the editions that it may be.
#[derive(Clone, Debug)]
pub struct Servicing<'a> {
    /// At least one row.
    pub rows: Vec<&'a SystemRow>,
}

impl Servicing<'_> {
    /// Whether no edition that it may be got updates on that day. Bought updates show nowhere, so they do not count.
    pub fn has_ended(&self, day: Date) -> bool {
        let bought = |row: &&&SystemRow| row.editions == Editions::ExtendedUpdates;
        let mut rows = self.rows.iter().filter(|row| !bought(row)).peekable();
        rows.peek().is_some() && rows.all(|row| row.ends.is_some_and(|ends| ends < day))
    }
}

/// The rows of the version that a system and a version, as a device prints them, name.
pub(super) fn find<'a>(rows: &'a [SystemRow], system: &str, version: &str) -> Option<Servicing<'a>> {
    let text = format!("{system} {version}");
    let family = System::of(system).or_else(|| System::of(version))?;
    // Servers share builds with other systems and have ends of their own.
    if family == System::Windows && text.to_lowercase().contains("server") {
        return None;
    }
    let numbers: Vec<&str> = version
        .split(|c: char| !(c.is_ascii_digit() || c == '.'))
        .map(|number| number.trim_matches('.'))
        .filter(|number| !number.is_empty())
        .collect();
    let is_version = |row: &SystemRow| match family {
        System::Windows => numbers.iter().any(|number| number.split('.').any(|part| part == row.version)),
        _ => numbers.first().is_some_and(|number| begins(number, &row.version)),
    };
    let of_version: Vec<&SystemRow> = rows
        .iter()
        .filter(|row| row.system.family() == family && row.system.is_named(&text) && is_version(row))
        .collect();
    let edition = Editions::named(version);
    let fits = |row: &&&SystemRow| {
        edition.is_some_and(|edition| row.editions == edition)
            || matches!(row.editions, Editions::All | Editions::ExtendedUpdates)
    };
    let known: Vec<&SystemRow> = of_version.iter().filter(fits).copied().collect();
    // An edition without a row of its own is one of the others.
    let is_certain = known.iter().any(|row| row.editions != Editions::ExtendedUpdates);
    let rows = if is_certain { known } else { of_version };
    (!rows.is_empty()).then_some(Servicing { rows })
}

/// Whether a version begins with another, part by part: `10.15.7` with `10.15`, `150.1` not with `15`.
fn begins(version: &str, with: &str) -> bool {
    version.strip_prefix(with).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// What is wrong with the rows; beside each its line.
pub(super) fn check(rows: &[(usize, SystemRow)]) -> Vec<Problem> {
    let mut seen = BTreeSet::new();
    let mut problems = Vec::new();
    let mut problem = |line: usize, message: &str| {
        problems.push(Problem { file: FILE.to_owned(), line, message: message.to_owned() });
    };
    for (line, row) in rows {
        if !seen.insert((row.system, &row.version, row.editions)) {
            problem(*line, "this version and these editions stand twice; keep one row");
        }
        if row.version.is_empty() || !row.version.chars().all(|c| c.is_ascii_digit() || c == '.') {
            problem(
                *line,
                "the version is the build of Windows, else the beginning of the version, in digits and points",
            );
        }
        if row.source.is_empty() {
            problem(*line, "say where the date is from, in the column source");
        }
        if row.ends.is_none() && row.editions != Editions::All {
            problem(*line, "only a row for all editions may have no end");
        }
    }
    problems
}

/// `2026-10-13`.
fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map_err(|_no_date| serde::de::Error::custom(format!("{text:?} is no date; write YYYY-MM-DD")))
}

/// The same, or nothing.
fn maybe_day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.is_empty() {
        return Ok(None);
    }
    let parsed = text.parse();
    parsed.map(Some).map_err(|_no_date| serde::de::Error::custom(format!("{text:?} is no date; write YYYY-MM-DD")))
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test may stop where its own ground is missing")]
mod tests {
    use crate::knowledge::Knowledge;

    /// The days on which updates end, of the version that these words name; empty where it is not known.
    fn ends(knowledge: &Knowledge, system: &str, version: &str) -> Vec<String> {
        let servicing = knowledge.servicing(system, version);
        let rows = servicing.iter().flat_map(|servicing| &servicing.rows);
        rows.map(|row| row.ends.map_or_else(|| "open".to_owned(), |ends| ends.to_string())).collect()
    }

    #[test]
    fn a_version_is_found_by_its_build_and_edition() {
        let knowledge = Knowledge::embedded().expect("sound knowledge");
        let table: [(&str, &str, &[&str]); 20] = [
            ("", "Windows 11 24H2 Professional (26100.4061)", &["2026-10-13"]),
            ("", "Windows 11 24H2 Enterprise (26100.4061)", &["2027-10-12"]),
            ("", "Windows 11 24H2 EnterpriseS (26100.4061)", &["2029-10-09"]),
            ("", "Windows 11 24H2 IoTEnterpriseS (26100.4061)", &["2034-10-10"]),
            ("", "Windows 11 (26100)", &["2026-10-13", "2027-10-12", "2029-10-09", "2034-10-10"]),
            ("Windows", "10.0.22631.4317", &["2025-11-11", "2026-11-10"]),
            ("", "Windows 10 22H2 Core (19045.6456)", &["2025-10-14", "2028-10-10"]),
            ("", "Windows 7 Professional (7601)", &["2020-01-14"]),
            ("macOS", "15.7.9", &["open"]),
            ("macOS", "10.15.7", &["2026-02-02"]),
            ("", "macOS 13.7.8 Ventura", &["2025-09-15"]),
            ("", "Ubuntu 24.04.3 LTS (Linux)", &["2029-05-31"]),
            ("", "Red Hat Enterprise Linux 9.4 (Plow)", &["2032-05-31"]),
            // What is not told exactly, or is another system with a number alike, is not known.
            ("", "Windows 10", &[]),
            ("", "Windows 11", &[]),
            ("Windows", "Windows Server 2025 Datacenter 24H2 (26100.4061)", &[]),
            ("", "Windows 11 (27891)", &[]),
            ("macOS", "150.1", &[]),
            ("", "Debian GNU/Linux 10 (buster)", &[]),
            ("", "26100", &[]),
        ];
        for (system, version, expected) in table {
            assert_eq!(ends(&knowledge, system, version), expected, "{system} {version}");
        }
    }

    #[test]
    fn a_version_has_ended_when_no_edition_is_left() {
        let knowledge = Knowledge::embedded().expect("sound knowledge");
        let ended = |version: &str, day: &str| {
            let day = day.parse().expect("a day");
            knowledge.servicing("", version).expect("a known version").has_ended(day)
        };
        assert!(!ended("Windows 11 (22631)", "2025-11-12"), "Enterprise still has updates");
        assert!(ended("Windows 11 Professional (22631)", "2025-11-12"));
        assert!(!ended("Windows 11 Professional (22631)", "2025-11-11"), "the last day is one with updates");
        assert!(ended("Windows 11 (22631)", "2026-11-11"));
        assert!(ended("Windows 10 (19045)", "2026-11-20"), "bought updates do not show");
        assert!(!ended("macOS 15.7.9", "2030-01-01"));
    }
}
