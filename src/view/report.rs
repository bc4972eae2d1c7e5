//! The report for IT: one value, from which every format is printed.
//!
//! Specification: first line the route, then a title; search keys as `name: value`; at most 40 lines for the help desk.
//! Edge: what is masked is masked here, so no format can forget it.

use serde::Serialize;

use super::fit::Draft;
pub use super::form::{Form, KeyView, QueryView, SectionView};
use super::redact::Masker;
use super::removal;
use super::subject::{Subject, bare, cut};
use super::{
    CauseView, EvidenceView, Options, Words, case, clock, comparison, device, facts, guide, keys, organisation, people,
    query, source,
};
use crate::knowledge::{CodeKind, Knowledge};
use crate::model::{Analysis, Basis, Certainty, FactKind, Team};

/// For whom the report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// First line: which team, which keys, what was tried.
    HelpDesk,
    /// Identity administrator: evidence, what to check, where.
    Admin,
}

/// Where the report goes, which decides what is taken out. Tokens are taken out always.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Redaction {
    /// For anyone else: user, names, address, device and tenant are masked.
    Personal,
    /// For the person's own IT: only secrets are taken out.
    Secrets,
}

/// A report, ready to be printed in any format.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReportView {
    /// BCP 47 tag of the language it is written in.
    pub language: String,
    /// The mark above the plain report, by which a cut-off copy shows.
    pub begin: String,
    /// Which team, and why.
    pub route: String,
    /// For the subject of a ticket: at most 100 characters.
    pub title: String,
    /// What IT searches by, in the order of the sign-in diagnostic.
    pub keys: Vec<KeyView>,
    /// Headed lists, in the order of the screen.
    pub sections: Vec<SectionView>,
    /// What was taken out, in one line.
    pub removed: String,
    /// For whom it is, and how IT gets the other version.
    pub mode: String,
    /// Version of the program and of its knowledge.
    pub footer: String,
    /// The mark below the plain report.
    pub end: String,
    /// What an administrator can run; not part of the body.
    pub queries: Vec<QueryView>,
    /// The heading above the queries.
    pub queries_heading: String,
    /// What was taken out.
    pub redaction: Redaction,
    /// How names and values are put together in this language.
    #[serde(skip)]
    pub form: Form,
}

/// The most characters of a title.
const LONGEST_TITLE: usize = 100;
/// What IT checks where an attempt may not be the person's own: display words.
const MISUSE_CHECKS: [&str; 3] = ["misuse.check-background", "misuse.check-log", "misuse.check-account"];
/// The most causes that a help desk is told.
const CAUSES_FOR_HELP_DESK: usize = 3;
/// So many lines of what was tried stay in a report for the help desk, whatever else it holds.
const MOST_TRIED: usize = 5;
/// The most causes that an administrator is told.
const CAUSES_FOR_ADMIN: usize = 6;
/// The most attempts of one person that an administrator is told one by one.
const MOST_ATTEMPTS: usize = 10;

/// Numbers of the sign-ins of which reports are written, one for each problem of each person: the others stand in these as
/// attempts of the same person.
pub fn problems(analysis: &Analysis) -> Vec<usize> {
    analysis.cases.iter().flat_map(|case| people::problems(analysis, case)).collect()
}

/// The report on one sign-in. Without such a sign-in it says that no refusal was recognised.
pub fn report(
    analysis: &Analysis,
    case: usize,
    knowledge: &Knowledge,
    options: &Options,
    audience: Audience,
    redaction: Redaction,
) -> ReportView {
    let build = |options: &Options| built(analysis, case, knowledge, options, audience, redaction);
    // What an organisation says goes to its own IT only: it would tell anyone else which organisation it is.
    if redaction == Redaction::Personal {
        return build(&options.for_anyone());
    }
    let options = options.for_own_it();
    let plain = build(&options.for_anyone());
    if options.organisation.is_none() {
        return plain;
    }
    // Where room is short, its words go before any line of ours.
    let keeps_ours = |view: &ReportView| organisation::keeps_all_of(&plain, view);
    [options.clone(), options.without_names()].iter().map(build).find(keeps_ours).unwrap_or(plain)
}

fn built(
    analysis: &Analysis,
    case: usize,
    knowledge: &Knowledge,
    options: &Options,
    audience: Audience,
    redaction: Redaction,
) -> ReportView {
    let words = Words::new(knowledge, &options.language);
    let Some(diagnosis) = analysis.diagnoses.get(case) else { return nothing(analysis, words, options, redaction) };
    let subject = Subject { analysis, diagnosis, words, options, audience };
    let frame = ReportView {
        route: route(subject),
        title: cut(&title(subject), LONGEST_TITLE),
        keys: organisation::as_ticket(subject, keys::keys(subject)),
        mode: mode(subject, redaction),
        queries: if audience == Audience::Admin { query::queries(subject, redaction) } else { Vec::new() },
        ..frame(words, options, redaction)
    };
    removal::redacted(frame, drafts(subject), &Masker::of_all(analysis), analysis, words, audience)
}

/// What is the same in every report.
fn frame(words: Words<'_>, options: &Options, redaction: Redaction) -> ReportView {
    let date = words.knowledge().date.clone();
    ReportView {
        language: options.language.clone(),
        begin: words.get("report.begin"),
        route: String::new(),
        title: String::new(),
        keys: Vec::new(),
        sections: Vec::new(),
        removed: String::new(),
        mode: String::new(),
        footer: words.fill("report.footer", &[("version", env!("CARGO_PKG_VERSION")), ("date", &date)]),
        end: words.get("report.end"),
        queries: Vec::new(),
        queries_heading: words.get("report.queries"),
        redaction,
        form: Form::new(words),
    }
}

/// Where no refusal was recognised: what was looked for, or what a device says of itself.
fn nothing(analysis: &Analysis, words: Words<'_>, options: &Options, redaction: Redaction) -> ReportView {
    let nothing = source::nothing(analysis, words);
    let lines = device::lines(analysis, words, options, false);
    let mut view = ReportView { title: nothing.headline, ..frame(words, options, redaction) };
    if lines.is_empty() {
        view.sections = vec![SectionView { heading: words.get("report.note"), lines: nothing.lines }];
        return view;
    }
    let section = |heading: &str, lines| Draft {
        section: SectionView { heading: words.get(heading), lines },
        least: 1,
        worth: 1,
    };
    let drafts = vec![section("report.device", lines), section("report.next", nothing.lines)];
    removal::redacted(view, drafts, &Masker::of_all(analysis), analysis, words, Audience::HelpDesk)
}

/// "Route: Identity team: …".
fn route(subject: Subject<'_>) -> String {
    let words = subject.words;
    if subject.diagnosis.misuse.is_some() {
        let team = organisation::with_queue(subject, case::team(subject));
        return words.fill("report.route-misuse", &[("team", &team)]);
    }
    let route = &subject.diagnosis.route;
    let team = match route.team {
        Team::User => words.get("route.user"),
        _ => case::team(subject),
    };
    let team = organisation::with_queue(subject, team);
    let cause = route.because_of.as_ref().and_then(|id| subject.open().find(|(_, cause)| cause.id.get_ref() == id));
    if let Some((finding, cause)) = cause {
        let certainty = words.get(&format!("certainty.{}", finding.certainty.id()));
        return words.fill(
            "report.route-sure",
            &[("team", &team), ("reason", bare(&words.text(&cause.title))), ("certainty", &certainty)],
        );
    }
    let policy = subject.value(FactKind::PolicyName);
    let reason = match policy.filter(|_| subject.diagnosis.policy_refusal) {
        Some(policy) => words.fill("route.policy-named", &[("policy", policy)]),
        None if subject.diagnosis.policy_refusal => words.get("route.policy"),
        None => words.get("route.by-code"),
    };
    words.fill("report.route", &[("team", &team), ("reason", &reason)])
}

fn title(subject: Subject<'_>) -> String {
    let kind = subject.code().map(|code| code.kind);
    let key = match kind {
        Some(CodeKind::Interrupt) => "report.title-interrupted",
        Some(CodeKind::Failure | CodeKind::Success) => "report.title-failed",
        Some(CodeKind::Refusal) | None => "report.title-refused",
    };
    let time = clock::instant(subject).map(|instant| instant.strftime("%Y-%m-%d %H:%M UTC").to_string());
    let parts = [subject.value(FactKind::ErrorCode).map(str::to_owned), subject.app_name().map(str::to_owned), time];
    let what = subject.words.list(&parts.into_iter().flatten().collect::<Vec<_>>());
    if what.is_empty() { subject.words.get("report.title-bare") } else { subject.words.fill(key, &[("what", &what)]) }
}

fn mode(subject: Subject<'_>, redaction: Redaction) -> String {
    let key = match (redaction, query::request_id(subject)) {
        (Redaction::Secrets, _) => "report.mode-secrets",
        (Redaction::Personal, Some(_)) => "report.mode-personal",
        (Redaction::Personal, None) => "report.mode-personal-no-id",
    };
    subject.words.get(key)
}

fn drafts(subject: Subject<'_>) -> Vec<Draft> {
    let words = subject.words;
    let draft = |heading: &str, lines: Vec<String>, least: usize, worth: u8| Draft {
        section: SectionView { heading: words.get(heading), lines },
        least,
        worth,
    };
    let steps = &subject.diagnosis.steps;
    let admin = subject.audience == Audience::Admin;
    let misuse = subject.diagnosis.misuse.is_some();
    let checks = if misuse {
        MISUSE_CHECKS.map(|key| words.get(key)).to_vec()
    } else {
        subject.without_hidden(if admin { &steps.admin } else { &steps.helpdesk })
    };
    let for_user = if admin { Vec::new() } else { case::steps(subject) };
    let tried = guide::tried(subject);
    let tried = if tried.is_empty() { vec![words.get("report.tried-nothing")] } else { tried };
    let (causes_heading, causes) = causes(subject);
    // While two causes fit equally, one must not stand alone; the route has named one of them where others are listed.
    let named = usize::from(causes_heading == "report.other-causes");
    let equal = subject.equally_sure().min(CAUSES_FOR_HELP_DESK).saturating_sub(named).min(causes.len());
    vec![
        draft("report.happened", happened(subject), 1, 7),
        draft(if misuse { "report.decides" } else { "report.waiting" }, waiting(subject), 3, 6),
        draft("report.attempts", attempts(subject), 2, 6),
        draft(causes_heading, causes, equal.max(1), 4),
        draft("report.known", known(subject), 1, 2),
        draft("report.device", device::lines_of(subject), 2, 2),
        draft("report.ruled-out", ruled_out(subject), 1, 5),
        draft("report.not-in-text", not_in_text(subject), 1, 9),
        draft("report.care", facts::conflicts(subject), 1, 9),
        draft("report.check", checks, 2, 3),
        draft("report.what-if", if admin { query::what_if(subject) } else { Vec::new() }, 0, 9),
        draft("report.steps", for_user, 0, 1),
        draft("report.tried", tried, MOST_TRIED, 9),
        draft("report.in-log", vec![clock::in_short(subject)], 1, 8),
        // Worth less than anything of ours, so that it goes first where room is short.
        Draft { section: organisation::section(subject), least: 0, worth: 0 },
    ]
}

/// What happened, without what the route says already.
fn happened(subject: Subject<'_>) -> Vec<String> {
    if subject.diagnosis.misuse.is_some() {
        return vec![case::misuse_explanation(subject)];
    }
    let accepted = subject.identity_accepted();
    let mut lines = vec![if accepted { subject.words.get("report.policy") } else { subject.headline() }];
    // A code that names its condition says more than that a rule refused.
    let specific = subject.code().filter(|code| accepted && code.proves.as_deref() != Some("policy-block-unspecified"));
    lines.extend(specific.map(|code| bare(&subject.words.text(&code.summary)).to_owned()));
    if subject.audience == Audience::Admin {
        lines.extend(subject.pointed_at().map(|(_, cause)| subject.words.text(&cause.summary)));
    }
    lines
}

/// The verdict with its reason, the test that would decide, and the other way.
fn waiting(subject: Subject<'_>) -> Vec<String> {
    let words = subject.words;
    if subject.diagnosis.misuse.is_some() {
        return vec![words.get("decided.own-device")];
    }
    let mut lines = vec![case::verdict_word(subject)];
    let by_default = subject.diagnosis.persistence.basis == Basis::Default;
    let shared = subject.diagnosis.history.others.is_some();
    let reasons = if by_default && !shared { vec![words.get("reason.default")] } else { case::reasons(subject) };
    lines.extend(reasons.into_iter().take(1 + usize::from(shared)));
    lines.extend(case::decided_by(subject).map(|text| words.fill("report.decided-by", &[("what", &text)])));
    lines.extend(case::other_way(subject));
    lines
}

/// The other attempts of the same person: how many, what a comparison with one that worked shows, and for an administrator
/// each of the last ones with its request id.
fn attempts(subject: Subject<'_>) -> Vec<String> {
    let Some(case) = subject.person().and_then(|number| subject.analysis.cases.get(number)) else { return Vec::new() };
    if case.attempts.len() < 2 {
        return Vec::new();
    }
    let mut lines = vec![people::counts(subject.analysis, case, subject.words)];
    lines.extend(subject.diagnosis.history.contrast.as_ref().map(|contrast| comparison::sentence(subject, contrast)));
    if subject.audience == Audience::Admin {
        let skipped = case.attempts.len().saturating_sub(MOST_ATTEMPTS);
        lines.extend(case.attempts.iter().skip(skipped).filter_map(|&attempt| people::line(subject, attempt)));
    }
    lines
}

/// In one line. Who signed in stands among the keys, and whether it happens again under what is said about waiting.
fn not_in_text(subject: Subject<'_>) -> Vec<String> {
    let [user, repeats] = ["unknown.user", "unknown.repeats"].map(|key| subject.words.get(key));
    let mut things = case::not_knowable(subject);
    things.retain(|thing| *thing != user);
    if things.len() > 1 {
        things.retain(|thing| *thing != repeats);
    }
    if things.is_empty() { Vec::new() } else { vec![subject.words.parts(&things)] }
}

/// The causes under their heading. For the help desk the route has named one already, with its certainty.
fn causes(subject: Subject<'_>) -> (&'static str, Vec<String>) {
    let causes = case::causes(subject);
    if subject.audience == Audience::Admin {
        let lines = causes.iter().take(CAUSES_FOR_ADMIN).map(|cause| cause_in_full(subject, cause));
        return ("report.causes", lines.collect());
    }
    let named = subject.diagnosis.route.because_of.as_deref().filter(|id| causes.iter().any(|cause| cause.id == *id));
    let others = causes.iter().filter(|cause| Some(cause.id.as_str()) != named).take(CAUSES_FOR_HELP_DESK);
    let lines = others.map(|cause| subject.words.pair(&cause.word, &cause.title)).collect();
    (if named.is_some() { "report.other-causes" } else { "report.causes" }, lines)
}

/// A cause with its evidence and what would settle it, in one line.
fn cause_in_full(subject: Subject<'_>, cause: &CauseView) -> String {
    let words = subject.words;
    let evidence = |evidence: &EvidenceView| {
        let EvidenceView { quote, bearing, because } = evidence;
        words.fill("form.evidence", &[("words", &quote.text), ("bearing", bearing), ("because", because)])
    };
    let mut parts = vec![words.pair(&cause.word, &cause.title)];
    // That the code leaves a cause open is what "possible" says.
    let can_mean = words.get("because.code-possible");
    parts.extend(cause.evidence.iter().filter(|evidence| evidence.because != can_mean).map(evidence));
    // For a cause that nothing but the code leaves open, its title says what to look for.
    if cause.certainty >= Certainty::Likely && !cause.missing.is_empty() {
        parts.push(words.fill("report.would-settle", &[("what", &words.list(&cause.missing))]));
    }
    words.parts(&parts)
}

/// What the text shows, without what the search keys and the first lines say already.
fn known(subject: Subject<'_>) -> Vec<String> {
    let said = [FactKind::ErrorCode, FactKind::AppName, FactKind::AppId, FactKind::Timestamp, FactKind::User];
    let known = facts::known(subject).into_iter().filter(|known| !said.contains(&known.kind));
    known
        .map(|known| {
            let text = known.statement.text;
            let quote = known
                .statement
                .quote
                .filter(|quote| !known.is_remark && !text.to_lowercase().contains(&quote.text.to_lowercase()));
            quote.map_or_else(
                || text.clone(),
                |quote| subject.words.pair(&subject.words.fill("form.quote", &[("words", &quote.text)]), &text),
            )
        })
        .collect()
}

fn ruled_out(subject: Subject<'_>) -> Vec<String> {
    facts::ruled_out(subject).into_iter().map(|statement| statement.text).collect()
}
