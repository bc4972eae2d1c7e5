//! What is on the screen: an analysis, the views built from it, and what the person has chosen there.

use std::sync::Arc;

use crate::knowledge::Knowledge;
use crate::model::{Analysis, Span};
use crate::report::{Format, render};
use crate::view::report::{Audience, Redaction, ReportView, report};
use crate::view::{Options, Views};

/// An answer and what is chosen in it.
pub(super) struct Shown {
    pub(super) analysis: Arc<Analysis>,
    pub(super) views: Views,
    pub(super) options: Options,
    pub(super) selection: Selection,
    /// The report of the chosen case; rebuilt when a choice changes, never while drawing.
    pub(super) report: Option<ReportShown>,
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
    /// Shows a new analysis, keeping of the choices what still has a place. What came in last is shown first.
    pub(super) fn new(
        analysis: Analysis,
        views: Views,
        options: Options,
        before: Option<Self>,
        knowledge: &Knowledge,
    ) -> Self {
        let known = before.as_ref().map_or(0, |shown| shown.views.sources.len());
        let mut selection = before.map(|shown| shown.selection).unwrap_or_default();
        let last = views.sources.len().saturating_sub(1);
        if known > 0 && views.sources.len() > known {
            selection.input = last;
            let newest = views.sources.last().and_then(|source| source.marks.first());
            selection.case = newest.map_or(selection.case, |mark| mark.case);
        }
        selection.input = selection.input.min(last);
        selection.case = selection.case.min(views.cases.len().saturating_sub(1));
        selection.span = None;
        selection.edited = None;
        let mut shown = Self { analysis: Arc::new(analysis), views, options, selection, report: None };
        shown.rebuild_report(knowledge);
        shown
    }

    /// Builds the report anew from the choices.
    pub(super) fn rebuild_report(&mut self, knowledge: &Knowledge) {
        let Self { analysis, views, options, selection, .. } = self;
        let Selection { case, audience, .. } = *selection;
        self.report = (case < views.cases.len()).then(|| {
            let view = report(analysis, case, knowledge, options, audience, selection.redaction());
            ReportShown::new(view)
        });
    }
}
