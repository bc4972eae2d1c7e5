//! All that a panel may ask for, and what each wish does. The only place of the window that writes a file.

use std::path::Path;
use std::{fs, io};

use eframe::egui::Context;

use super::app::App;
use super::examples::EXAMPLES;
use super::help::HelpPage;
use super::panels;
use super::pictures::Picture;
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
    /// Take this picture as an input.
    AddPicture(Picture),
    /// Show this picture in the place of a text.
    ShowPicture(usize),
    /// Take this picture away.
    RemovePicture(usize),
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
    /// Open a message with the beginning of the report in the person's mail program.
    Mail,
    /// Show what to read aloud on the telephone.
    Telephone,
    /// Open the search in the shown text.
    OpenFind,
    /// Look for these words in the shown text.
    Find(String),
    /// Go to the next of the found words, or to the ones before.
    FindStep(bool),
    /// Close the search.
    CloseFind,
    /// Show what this program is, and help.
    Help,
    /// Show this page of the help.
    HelpPage(HelpPage),
    /// Look for these words in the licences.
    HelpFind(String),
    /// Go to the next of them, or to the ones before.
    HelpStep(bool),
    /// Take away what lies over the window.
    CloseOverlay,
    /// Ask where to save the report.
    Save,
    /// Use the language with this tag in the window.
    Language(String),
    /// Write the report in the language with this tag.
    ReportLanguage(String),
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
            Command::AddPicture(picture) => self.add_picture(picture, ctx),
            Command::ShowPicture(number) => self.show_picture(number),
            Command::RemovePicture(number) => self.remove_picture(number),
            Command::Open => self.open(ctx),
            Command::Example(number) => self.show_example(number, ctx),
            Command::Draft(text) => self.draft = text,
            Command::Explain => self.explain(ctx),
            Command::New => self.clear(ctx),
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
            Command::Mail => self.mail_report(ctx),
            Command::Telephone => self.telephone(ctx),
            Command::OpenFind | Command::Find(_) | Command::FindStep(_) | Command::CloseFind => {
                self.run_find(command, ctx);
            }
            Command::Help | Command::HelpPage(_) | Command::HelpFind(_) | Command::HelpStep(_) => {
                self.run_help(command, ctx);
            }
            Command::CloseOverlay => self.close_overlay(),
            Command::Save => self.ask_where_to_save(ctx),
            Command::Language(tag) => self.speak(tag, ctx),
            Command::ReportLanguage(tag) => self.write_in(tag),
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

    fn run_find(&mut self, command: Command, ctx: &Context) {
        match command {
            // Over the window there is a text of its own.
            Command::OpenFind => {
                if !self.find_in_help(ctx) {
                    self.open_find(ctx);
                }
            }
            Command::Find(wanted) => self.find(wanted),
            Command::FindStep(forward) if self.overlay.is_some() => self.in_help(|help| help.licences.step(forward)),
            Command::FindStep(forward) => self.find_step(forward, ctx),
            _ => {
                self.close_find(ctx);
            }
        }
    }

    fn run_help(&mut self, command: Command, ctx: &Context) {
        match command {
            Command::HelpPage(page) => self.in_help(|help| help.page = page),
            Command::HelpFind(wanted) => self.in_help(|help| help.licences.find(wanted)),
            Command::HelpStep(forward) => self.in_help(|help| help.licences.step(forward)),
            _ => self.help(ctx),
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
            self.forget_typing(ctx);
            // Without an id a sign-in is known by its place, which now another one may have.
            self.told.answers.retain(|answer| answer.of.as_ref().is_some_and(|key| !key.contains(':')));
        }
        if self.sources.is_empty() && self.pictures.views.is_empty() {
            self.clear(ctx);
        } else {
            self.restart(ctx);
        }
    }

    fn show_input(&mut self, input: usize) {
        self.pictures.chosen = None;
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
            self.pictures.chosen = None;
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
            self.pictures.chosen = None;
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

    /// Leaves one thing after the other: what lies over the window, the search, and then what is chosen.
    fn leave(&mut self, ctx: &Context) {
        if self.overlay.is_some() {
            return self.close_overlay();
        }
        if self.computer.is_none() && self.close_find(ctx) {
            return;
        }
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
