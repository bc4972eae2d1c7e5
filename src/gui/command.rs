//! All that a panel may ask for, and what each wish does. The only place of the window that writes a file.

use std::path::Path;
use std::{fs, io};

use eframe::egui::Context;

use super::app::App;
use super::examples::EXAMPLES;
use super::panels;
use super::shown::{Hold, Page, Part, Reveal};
use crate::model::{Origin, Outcome, Source, Span};
use crate::settings::ThemeChoice;
use crate::view::report::{Audience, Redaction};

/// A wish of the person who uses the window.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Take what the clipboard holds.
    Paste,
    /// Take this text as an input.
    AddText(String),
    /// Say that pictures cannot be read yet.
    RefusePicture,
    /// Ask for files to open.
    Open,
    /// Show the example with this number.
    Example(usize),
    /// The text in the box of the start screen has become this.
    Draft(String),
    /// Explain the text in the box of the start screen.
    Explain,
    /// Forget everything.
    New,
    /// The text of the shown input has become this.
    Edit(String),
    /// Show this input.
    ShowInput(usize),
    /// Take this source away, with every input that came from it.
    RemoveSource(usize),
    /// Show this case.
    ShowCase(usize),
    /// Bring these words of an input into sight.
    ShowSpan(Span),
    /// Bring what follows from these words into sight; they belong to this case.
    ShowFact(Span, usize),
    /// Write the report for these people.
    Audience(Audience),
    /// Write the report for this destination.
    Destination(Redaction),
    /// Copy the report.
    CopyReport,
    /// Copy this text.
    CopyText(String),
    /// Ask where to save the report.
    Save,
    /// Use this theme.
    Theme(ThemeChoice),
    /// Read what this computer tells about itself, and show it.
    LookAtComputer,
    /// Take what was shown of this computer as an input.
    AddComputer,
    /// Leave what was shown of this computer out.
    LeaveComputer,
    /// It went so with a step that was tried; `None`: it was not tried.
    Tried {
        /// Key of the case.
        key: String,
        /// Id of the step.
        step: String,
        /// How it went.
        outcome: Option<Outcome>,
    },
    /// A question has this answer; `None` takes the answer back.
    Answer {
        /// Key of the case.
        key: String,
        /// Id of the question.
        question: String,
        /// Id of the answer.
        answer: Option<String>,
    },
    /// Whether sign-ins of which the text does not say whose they are belong to one person.
    OnePerson(bool),
    /// Flagging was switched on by the person with this case; `None` stops its clock.
    Flag(Option<String>),
    /// Show this half of the answer screen.
    Page(Page),
    /// Take a notice away.
    Dismiss(usize),
    /// Go to the next pane.
    NextPane,
    /// Leave what is chosen.
    Leave,
}

impl App {
    /// Fulfils a wish.
    pub(super) fn run(&mut self, command: Command, ctx: &Context) {
        match command {
            Command::Paste => self.paste(ctx),
            Command::AddText(text) => self.add_text(&text, ctx),
            Command::RefusePicture => self.say("notice.picture"),
            Command::Open => self.open(ctx),
            Command::Example(number) => self.show_example(number, ctx),
            Command::Draft(text) => self.draft = text,
            Command::Explain => self.explain(ctx),
            Command::New => self.clear(),
            Command::Edit(text) => self.edit(text, ctx),
            Command::ShowInput(input) => self.show_input(input),
            Command::RemoveSource(source) => self.remove_source(source, ctx),
            Command::ShowCase(case) => self.show_case(case),
            Command::ShowSpan(span) => self.show_span(span),
            Command::ShowFact(span, case) => self.show_fact(span, case),
            Command::Audience(audience) => self.write_for(audience),
            Command::Destination(redaction) => self.write_to(redaction),
            Command::CopyReport => self.copy_report(ctx),
            Command::CopyText(text) => self.copy_text(text, ctx),
            Command::Save => self.ask_where_to_save(ctx),
            Command::Theme(choice) => self.use_theme(choice, ctx),
            Command::LookAtComputer => self.look_at_computer(),
            Command::AddComputer => self.add_computer(ctx),
            Command::LeaveComputer => self.leave_computer(),
            Command::Tried { key, step, outcome } => self.take_tried(&key, step, outcome, ctx),
            Command::Answer { key, question, answer } => self.take_answered(&key, question, answer, ctx),
            Command::OnePerson(one_person) => self.take_one_person(one_person, ctx),
            Command::Flag(of) => self.flag(of),
            Command::Page(page) => self.show_page(page),
            Command::Dismiss(number) => self.dismiss(number),
            Command::NextPane => panels::focus_next_pane(ctx),
            Command::Leave => self.leave(ctx),
        }
    }

    fn show_example(&mut self, number: usize, ctx: &Context) {
        if let Some((key, text)) = EXAMPLES.get(number) {
            let name = self.words().get(key).to_owned();
            self.add(Source::text(name, Origin::Example, text), ctx);
        }
    }

    fn explain(&mut self, ctx: &Context) {
        let text = std::mem::take(&mut self.draft);
        if !text.trim().is_empty() {
            self.add_text(&text, ctx);
        }
    }

    fn remove_source(&mut self, source: usize, ctx: &Context) {
        if self.shown.as_ref().is_some_and(|shown| source >= shown.handed) {
            return self.forget_answers(ctx);
        }
        if source < self.sources.len() {
            self.sources.remove(source);
            // Without an id a sign-in is known by its place, which now another one may have.
            self.told.answers.retain(|answer| answer.of.as_ref().is_some_and(|key| !key.contains(':')));
        }
        if self.sources.is_empty() {
            self.clear();
        } else {
            self.restart(ctx);
        }
    }

    fn show_input(&mut self, input: usize) {
        if let Some(shown) = &mut self.shown {
            shown.selection.input = input;
            shown.selection.edited = None;
        }
    }

    fn show_case(&mut self, case: usize) {
        let Some(shown) = &mut self.shown else { return };
        let person = |case: usize| shown.views.cases.get(case).map(|case| case.person);
        // Another attempt of the same person is looked at from where it was chosen; another person from the top.
        let is_same = person(case) == person(shown.selection.case);
        shown.selection.hold = is_same.then(|| Hold::new(Part::Attempts));
        shown.selection.case = case;
        let marks = shown.views.sources.iter().flat_map(|source| &source.marks);
        shown.selection.span = marks.filter(|mark| mark.case == case).map(|mark| mark.span).next();
        if let Some(span) = shown.selection.span {
            if shown.selection.input != span.input {
                shown.selection.input = span.input;
                shown.selection.edited = None;
            }
            shown.selection.reveal = Some(Reveal::Source);
        }
        shown.rebuild_report(&self.knowledge);
    }

    fn show_span(&mut self, span: Span) {
        if let Some(shown) = &mut self.shown {
            shown.selection.input = span.input;
            shown.selection.span = Some(span);
            shown.selection.reveal = Some(Reveal::Source);
            shown.selection.page = Page::Source;
        }
    }

    /// The text stays in sight where there is room for one half only: the line above it says what was clicked.
    fn show_fact(&mut self, span: Span, case: usize) {
        if self.shown.as_ref().is_some_and(|shown| shown.selection.case != case) {
            self.show_case(case);
        }
        let Some(shown) = &mut self.shown else { return };
        shown.selection.input = span.input;
        shown.selection.span = Some(span);
        shown.selection.hold = None;
        shown.selection.reveal = Some(Reveal::Answer);
    }

    fn write_for(&mut self, audience: Audience) {
        if let Some(shown) = &mut self.shown {
            shown.selection.audience = audience;
            shown.rebuild_report(&self.knowledge);
        }
    }

    fn write_to(&mut self, redaction: Redaction) {
        if let Some(shown) = &mut self.shown {
            shown.selection.destination = Some(redaction);
            shown.rebuild_report(&self.knowledge);
        }
    }

    fn show_page(&mut self, page: Page) {
        if let Some(shown) = &mut self.shown {
            shown.selection.page = page;
        }
    }

    fn leave(&mut self, ctx: &Context) {
        self.notices.clear();
        self.leave_computer();
        if let Some(shown) = &mut self.shown {
            shown.selection.span = None;
        }
        if let Some(id) = ctx.memory(eframe::egui::Memory::focused) {
            ctx.memory_mut(|memory| memory.surrender_focus(id));
        }
    }

    fn use_theme(&mut self, choice: ThemeChoice, ctx: &Context) {
        self.settings.theme = choice;
        self.apply_theme(ctx);
        self.remember();
    }
}

/// Writes a report to the place that was chosen for it.
pub(super) fn write(path: &Path, text: &str) -> io::Result<()> {
    fs::write(path, text)
}
