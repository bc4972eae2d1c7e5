//! What is on the screen: an analysis, the views built from it, and what the person has chosen there.

use std::sync::Arc;

use super::find::Find;
use super::said::Flag;
use super::tongues::letters;
use crate::knowledge::Knowledge;
use crate::model::{Analysis, Span};
use crate::report::{Format, render};
use crate::view::report::{Audience, Redaction, ReportView, report};
use crate::view::{CaseView, Options, Views};

/// An answer and what is chosen in it.
pub(super) struct Shown {
    pub(super) analysis: Arc<Analysis>,
    pub(super) views: Views,
    pub(super) options: Options,
    /// How many sources were handed over; what is numbered behind them is what the person said.
    pub(super) handed: usize,
    pub(super) selection: Selection,
    /// For each input whether its text may be changed here: where it was handed over as a text.
    pub(super) editable: Vec<bool>,
    /// The report of the chosen case; rebuilt when a choice changes, never while drawing.
    pub(super) report: Option<ReportShown>,
    /// The language chosen for the report; `None`: that of the window.
    pub(super) report_language: Option<String>,
    /// Letters of the texts for which this computer may have no face; taken when that is looked up.
    pub(super) letters: String,
}

/// A report and its plain text, which is exactly what is copied.
#[derive(Clone, Debug)]
pub struct ReportShown {
    /// The report.
    pub view: ReportView,
    /// It in plain text.
    pub text: String,
}

impl ReportShown {
    /// A report and its text. The queries are copied one by one, where they are needed: they are no part of the body.
    pub fn new(view: ReportView) -> Self {
        let text = render(&Self::body_of(&view), Format::Text);
        Self { view, text }
    }

    /// The report as it is copied.
    pub(super) fn body(&self) -> ReportView {
        Self::body_of(&self.view)
    }

    fn body_of(view: &ReportView) -> ReportView {
        ReportView { queries: Vec::new(), ..view.clone() }
    }
}

/// What the person has chosen.
#[derive(Clone, Debug)]
pub struct Selection {
    /// Number of the input that is shown.
    pub input: usize,
    /// Number of the case that is shown.
    pub case: usize,
    /// The words that were asked for.
    pub span: Option<Span>,
    /// Where they are to be brought into sight, in the next frame only.
    pub reveal: Option<Reveal>,
    /// For whom the report is.
    pub audience: Audience,
    /// Where it goes; masked until chosen.
    pub destination: Option<Redaction>,
    /// Which half is shown where there is room for one only.
    pub page: Page,
    /// The text of the shown input while the analysis is behind the typing.
    pub edited: Option<String>,
    /// What is looked for in the shown text.
    pub find: Option<Find>,
    /// Sign-ins of which the text does not say whose they are belong to one person.
    pub one_person: bool,
    /// The flagging that was switched on.
    pub flag: Option<Flag>,
    /// What keeps its place on the screen though what stands above it has changed.
    pub hold: Option<Hold>,
}

/// A part of the answer that keeps its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hold {
    /// Which.
    pub part: Part,
    /// For so many frames more. A panel above it takes its new height only in the second frame.
    pub frames: u8,
}

impl Hold {
    /// Holds a part until all above it has its new size.
    pub(super) fn new(part: Part) -> Self {
        Self { part, frames: 3 }
    }

    /// What is left of it after a frame.
    pub(super) fn after_frame(self) -> Option<Self> {
        self.frames.checked_sub(1).map(|frames| Self { frames, ..self })
    }
}

/// Parts of the answer in which something can be chosen that changes what stands above them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// The attempts of one person.
    Attempts,
    /// What was tried.
    Tests,
    /// Whether it was the person himself.
    Own,
    /// What else only the person can tell.
    Questions,
}

/// Where chosen words are brought into sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reveal {
    /// In the text.
    Source,
    /// Among the statements.
    Answer,
}

/// The halves of the answer screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// What it means.
    Answer,
    /// What came in.
    Source,
}

impl Default for Selection {
    fn default() -> Self {
        Self {
            input: 0,
            case: 0,
            span: None,
            reveal: None,
            audience: Audience::HelpDesk,
            destination: None,
            page: Page::Answer,
            edited: None,
            find: None,
            one_person: false,
            flag: None,
            hold: None,
        }
    }
}

impl Selection {
    /// What is taken out of the report.
    pub fn redaction(&self) -> Redaction {
        self.destination.unwrap_or(Redaction::Personal)
    }
}

impl Shown {
    /// Shows a new analysis of `handed` sources, keeping of the choices what still has a place. What came in last is shown first.
    pub(super) fn new(
        analysis: Analysis,
        views: Views,
        (options, report_language): (Options, Option<String>),
        handed: usize,
        before: Option<Self>,
        knowledge: &Knowledge,
    ) -> Self {
        let selection = match before {
            Some(before) => before.selection_in(&views, handed),
            None => Selection { case: views.people.first().map_or(0, |person| person.lead), ..Selection::default() },
        };
        let letters = letters(&views);
        let mut shown = Self {
            analysis: Arc::new(analysis),
            views,
            options,
            handed,
            selection,
            editable: Vec::new(),
            report: None,
            report_language,
            letters,
        };
        shown.rebuild_report(knowledge);
        shown
    }

    /// What is chosen in newer views: the same case, known again by its key, unless something came in.
    fn selection_in(self, views: &Views, handed: usize) -> Selection {
        let Self { views: before, handed: handed_before, mut selection, .. } = self;
        let key = before.cases.get(selection.case).map(|case| case.key.as_str());
        let is_it = |case: &CaseView| Some(case.key.as_str()) == key;
        if !views.cases.get(selection.case).is_some_and(is_it) {
            let again = views.cases.iter().position(is_it);
            selection.case = again.unwrap_or(selection.case).min(views.cases.len().saturating_sub(1));
        }
        let text = |views: &Views, span: Span| views.sources.get(span.input).map(|source| Arc::clone(&source.text));
        selection.span = selection.span.filter(|&span| text(views, span) == text(&before, span));
        let (known, now) = (inputs(&before, handed_before), inputs(views, handed));
        if known > 0 && now > known {
            selection.input = now - 1;
            selection.case = case_of_input(views, now - 1).unwrap_or(selection.case);
            selection.span = None;
        }
        selection.input = selection.input.min(views.sources.len().saturating_sub(1));
        selection.edited = None;
        selection
    }

    /// Whether the text of this input may be changed here.
    pub(super) fn is_editable(&self, input: usize) -> bool {
        let is_handed = self.views.sources.get(input).is_some_and(|view| view.source < self.handed);
        is_handed && self.editable.get(input).copied().unwrap_or_default()
    }

    /// Builds the report anew from the choices.
    pub(super) fn rebuild_report(&mut self, knowledge: &Knowledge) {
        let Self { analysis, views, options, selection, report_language, .. } = self;
        let options = &options.in_report_language(report_language.as_deref());
        let Selection { case, audience, .. } = *selection;
        self.report = (case < views.cases.len()).then(|| {
            let view = report(analysis, case, knowledge, options, audience, selection.redaction());
            ReportShown::new(view)
        });
    }
}

/// How many inputs were handed over; those behind them are what the person said.
fn inputs(views: &Views, handed: usize) -> usize {
    views.sources.iter().filter(|source| source.source < handed).count()
}

/// The case that an input is shown with: that which its person is shown with, if it stands there, else its first.
fn case_of_input(views: &Views, input: usize) -> Option<usize> {
    let marks = &views.sources.get(input)?.marks;
    let first = marks.first()?.case;
    let lead = views.people.get(views.cases.get(first)?.person)?.lead;
    Some(if marks.iter().any(|mark| mark.case == lead) { lead } else { first })
}
