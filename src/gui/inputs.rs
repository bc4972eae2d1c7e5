//! What people hand over: pasted, typed, dropped, opened. It becomes sources here, and an analysis in a job.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use eframe::egui::text_edit::TextEditState;
use eframe::egui::{Context, DroppedFileHandle, Event, Id, Key, Memory, Modifiers, Popup};

use super::app::{App, Running};
use super::command::Command;
use super::panels::help;
use super::panels::source::{find_id, text_id};
use super::panels::start::DRAFT;
use super::pictures::Picture;
use super::shown::{Hold, Shown};
use crate::intake::{self, Handed, LeftOut, Unreadable};
use crate::job::{Cancelled, Job, Progress};
use crate::knowledge::Knowledge;
use crate::model::{Analysis, Origin, Source, Told};
use crate::pipeline::analyse_told;
use crate::view::{Options, SourceView, Views};

/// The longest text that is edited in a text field. A field lays all of its text out anew whenever it changes.
pub(super) const MOST_EDITED: usize = 64 << 10;

/// How many unreadable files are told one by one.
const MOST_TOLD: usize = 3;

/// Something that is still to be read.
#[derive(Clone, Debug)]
pub(super) enum Input {
    Path(PathBuf),
    Dropped(DroppedFileHandle),
}

/// What a job brings back.
pub(super) struct Reading {
    sources: Vec<Source>,
    pictures: Vec<Picture>,
    /// For each input whether its text may be changed.
    editable: Vec<bool>,
    unreadable: Vec<Unreadable>,
    left_out: Vec<LeftOut>,
    analysis: Analysis,
    views: Views,
    options: Options,
}

fn shortcuts(ctx: &Context, answered: bool, finds: bool) -> impl Iterator<Item = Command> {
    let table = [
        (Modifiers::COMMAND | Modifiers::SHIFT, Key::C, answered.then_some(Command::CopyReport)),
        (Modifiers::COMMAND, Key::O, Some(Command::Open)),
        (Modifiers::COMMAND, Key::N, Some(Command::New)),
        (Modifiers::COMMAND, Key::F, Some(Command::OpenFind)),
        // With a modifier first: without one a key counts whatever is held beside Shift.
        (Modifiers::SHIFT, Key::F3, Some(Command::FindStep(false))),
        (Modifiers::NONE, Key::F3, Some(Command::FindStep(true))),
        (Modifiers::SHIFT, Key::Enter, finds.then_some(Command::FindStep(false))),
        (Modifiers::NONE, Key::Enter, finds.then_some(Command::FindStep(true))),
        (Modifiers::NONE, Key::F1, Some(Command::Help)),
        (Modifiers::NONE, Key::F6, Some(Command::NextPane)),
        // An open menu is closed by it first.
        (Modifiers::NONE, Key::Escape, (!Popup::is_any_open(ctx)).then_some(Command::Leave)),
    ];
    ctx.input_mut(|input| table.map(|(modifiers, key, command)| command.filter(|_| input.consume_key(modifiers, key))))
        .into_iter()
        .flatten()
}

impl App {
    /// The wishes in this frame's keys and events.
    pub(super) fn asked_by_input(&self, ctx: &Context) -> Vec<Command> {
        let answered = self.shown.is_some();
        let focused = ctx.memory(Memory::focused);
        let finds = focused.is_some_and(|id| id == find_id() || id == help::find_id());
        let mut asked: Vec<Command> = shortcuts(ctx, answered, finds).collect();
        // What is pasted while a text that cannot be changed has the focus is a new input.
        let typing = ctx.text_edit_focused() && focused != self.fixed_text();
        // A focused button takes the space bar for itself.
        let free = focused.is_none() && self.overlay.is_none();
        let mut typed = String::new();
        ctx.input_mut(|input| {
            input.events.retain(|event| match event {
                Event::Paste(text) if !typing || text.len() > MOST_EDITED => {
                    asked.push(Command::AddText(text.clone()));
                    false
                }
                Event::PasteImage(points) => {
                    asked.push(Command::AddPicture(Picture::points(Arc::clone(points))));
                    false
                }
                Event::Text(text) if free && !answered => {
                    typed.push_str(text);
                    false
                }
                _ => true,
            });
        });
        if !typed.is_empty() {
            asked.push(Command::Draft(format!("{}{typed}", self.draft)));
            ctx.memory_mut(|memory| memory.request_focus(Id::unique(DRAFT)));
        }
        asked
    }

    /// The shown text, where it cannot be changed.
    fn fixed_text(&self) -> Option<Id> {
        let shown = self.shown.as_ref()?;
        let input = shown.selection.input;
        (!shown.is_editable(input)).then(|| Id::unique(text_id(input)))
    }

    /// Forgets what could be undone in the texts: it holds what was in them, and their places are given to others.
    pub(super) fn forget_typing(&self, ctx: &Context) {
        let inputs = self.shown.as_ref().map_or(0, |shown| shown.views.sources.len());
        let texts = (0..inputs).map(|input| Id::unique(text_id(input)));
        let boxes = [Id::unique(DRAFT), find_id(), help::find_id()];
        ctx.data_mut(|data| texts.chain(boxes).for_each(|id| data.remove::<TextEditState>(id)));
    }

    /// Takes the files that were dropped on the window.
    pub(super) fn take_dropped(&mut self, ctx: &Context) {
        let dropped = ctx.input_mut(|input| std::mem::take(&mut input.raw.dropped_files));
        if !dropped.is_empty() {
            self.waiting.extend(dropped.into_iter().map(Input::Dropped));
            self.restart(ctx);
        }
    }

    /// Takes these files.
    pub(super) fn add_paths(&mut self, paths: Vec<PathBuf>, ctx: &Context) {
        self.waiting.extend(paths.into_iter().map(Input::Path));
        self.restart(ctx);
    }

    /// Takes a pasted text.
    pub(super) fn add_text(&mut self, text: &str, ctx: &Context) {
        self.add_text_as("source.pasted", text, ctx);
    }

    /// Takes a text under a name that is a display word; several of them are numbered.
    pub(super) fn add_text_as(&mut self, name: &str, text: &str, ctx: &Context) {
        let name = self.words().get(name).to_owned();
        let alike = self.sources.iter().filter(|source| source.name.starts_with(&name)).count();
        let name = if alike == 0 { name } else { format!("{name} {}", alike + 1) };
        self.add(Source::text(name, Origin::Pasted, text), ctx);
    }

    /// Takes a source and shows it.
    pub(super) fn add(&mut self, source: Source, ctx: &Context) {
        self.sources.push(source);
        self.restart(ctx);
    }

    /// Puts an edited text in the place of the shown input.
    pub(super) fn edit(&mut self, text: String, ctx: &Context) {
        let Some(shown) = &mut self.shown else { return };
        let Some(view) = shown.views.sources.get(shown.selection.input) else { return };
        if !shown.is_editable(shown.selection.input) {
            return;
        }
        let Some(source) = self.sources.get_mut(view.source) else { return };
        source.bytes = Arc::from(text.as_bytes());
        // From now on it is a text of this window, so this is said once.
        let of_file = matches!(std::mem::replace(&mut source.origin, Origin::Pasted), Origin::File(_));
        let name = source.name.clone();
        shown.selection.edited = Some(text);
        if of_file {
            let text = self.words().fill("notice.changed-here", &[("name", &name)]);
            self.tell(text);
        }
        self.restart(ctx);
    }

    /// Starts the analysis of everything handed over. A running one is dropped, and so stopped.
    pub(super) fn restart(&mut self, ctx: &Context) {
        let work = Work {
            knowledge: Arc::clone(&self.knowledge),
            sources: self.sources.clone(),
            told: self.told.clone(),
            waiting: self.waiting.clone(),
            options: self.options(),
        };
        let wake = ctx.clone();
        match Job::spawn("analysis", move || wake.request_repaint(), move |progress| work.done(progress)) {
            Ok(job) => self.job = Some(Running { job, since: Instant::now() }),
            Err(_no_thread) => self.say("notice.failed"),
        }
    }

    /// Shows what the job has brought.
    pub(super) fn take_finished_job(&mut self, ctx: &Context) {
        let Some(finished) = self.job.as_ref().and_then(|running| running.job.poll()) else { return };
        self.job = None;
        match finished {
            Ok(Ok(reading)) => self.show(reading, ctx),
            Ok(Err(Cancelled)) => {}
            Err(_panicked) => {
                // What made it fail must not make the next one fail.
                self.waiting.clear();
                self.tell_failed();
            }
        }
        ctx.request_repaint();
    }

    fn show(&mut self, reading: Reading, ctx: &Context) {
        let Reading { sources, pictures, editable, unreadable, left_out, analysis, views, options } = reading;
        self.waiting.clear();
        if sources.len() > self.sources.len() {
            self.pictures.chosen = None;
        }
        for picture in pictures {
            self.add_picture(picture, ctx);
        }
        self.tell_unread(unreadable, left_out);
        self.sources = sources;
        if self.sources.is_empty() {
            self.shown = None;
            return;
        }
        let (before, handed) = (self.shown.take(), self.sources.len());
        let languages = (options, self.settings.report_language.clone());
        let mut shown = Shown::new(analysis, views, languages, handed, before, &self.knowledge);
        shown.editable = editable;
        shown.selection.one_person = self.told.one_person;
        shown.selection.hold = self.answered_in.take().map(Hold::new);
        self.shown = Some(shown);
    }

    /// Tells what could not be read and what was left out.
    fn tell_unread(&mut self, unreadable: Vec<Unreadable>, left_out: Vec<LeftOut>) {
        let more = unreadable.len().saturating_sub(MOST_TOLD);
        for Unreadable { path, error } in unreadable.into_iter().take(MOST_TOLD) {
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
            let text = self.words().fill("notice.unreadable", &[("reason", &error.to_string()), ("name", &name)]);
            self.tell(text);
        }
        if more > 0 {
            let text = self.words().fill("notice.more-unreadable", &[("count", &more.to_string())]);
            self.tell(text);
        }
        for LeftOut { folder, read, all } in left_out {
            let values = [("read", &*read.to_string()), ("all", &*all.to_string()), ("name", &*folder)];
            let text = self.words().fill("notice.folder-left-out", &values);
            self.tell(text);
        }
    }
}

/// What a job is given.
struct Work {
    knowledge: Arc<Knowledge>,
    sources: Vec<Source>,
    told: Told,
    waiting: Vec<Input>,
    options: Options,
}

impl Work {
    fn done(self, progress: &Progress) -> Result<Reading, Cancelled> {
        let Self { knowledge, mut sources, told, waiting, options } = self;
        let mut unreadable = Vec::new();
        let mut left_out = Vec::new();
        for input in waiting {
            progress.advance(0, 1)?;
            match read(&input) {
                Ok(handed) => {
                    sources.extend(handed.sources);
                    unreadable.extend(handed.unreadable);
                    left_out.extend(handed.left_out);
                }
                Err(reason) => unreadable.push(reason),
            }
        }
        // Pictures stand beside the texts; nothing in them is read.
        let (seen, sources): (Vec<Source>, Vec<Source>) =
            sources.into_iter().partition(|source| intake::is_picture(&source.bytes));
        let pictures = seen.into_iter().map(|source| Picture::encoded(source.name, source.bytes)).collect();
        let analysis = analyse_told(&sources, &told, &knowledge, progress)?;
        let views = Views::build(&analysis, &knowledge, &options);
        let editable = views.sources.iter().map(|view| is_editable(view, &sources)).collect();
        Ok(Reading { sources, pictures, editable, unreadable, left_out, analysis, views, options })
    }
}

/// Whether an input is shown as it came, and so may be changed in its place.
fn is_editable(view: &SourceView, sources: &[Source]) -> bool {
    sources.get(view.source).is_some_and(|source| match source.origin {
        Origin::Pasted | Origin::Example => true,
        Origin::File(_) | Origin::StandardInput => intake::is_whole(source, &view.text),
    })
}

/// Reads an input. A dropped thing that has no path here can still tell its bytes.
fn read(input: &Input) -> Result<Handed, Unreadable> {
    match input {
        Input::Path(path) => intake::read(path),
        Input::Dropped(file) => intake::read(file.path()).or_else(|reason| match file.bytes() {
            Ok(mut bytes) => {
                bytes.truncate(intake::MOST_BYTES + 1);
                let name = file.path().file_name().unwrap_or_default().to_string_lossy().into_owned();
                Ok(Handed::one(Source { name, origin: Origin::File(file.path().to_owned()), bytes: bytes.into() }))
            }
            Err(_no_bytes_either) => Err(reason),
        }),
    }
}
