//! The state of the window and the two halves of a frame: `logic` changes things, `ui` draws them.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe::egui::{Context, Id, ThemePreference, Ui};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::command::Command;
use super::drop::{Drops, PasteKey};
use super::find::Finding;
use super::help::Overlay;
use super::inputs::{Input, Reading};
use super::layout;
use super::output::{Clipboard, Dialog};
use super::pictures::Pictures;
use super::shown::{Hold, Part, Shown};
use super::words::Words;
use crate::crash;
use crate::job::{Cancelled, Job};
use crate::knowledge::Knowledge;
use crate::model::{Source, Told};
use crate::organisation::{Found, Organisation};
use crate::settings::{Settings, ThemeChoice};
use crate::view::Options;

/// How long a message about something done stays.
const PASSING_SECS: f64 = 4.0;
/// How many mistakes in an organisation file are told; `whyblocked-cli check-organisation` tells all.
const MOST_PROBLEMS: usize = 2;

/// What the window starts with.
#[derive(Debug)]
pub struct Setup {
    /// What is known.
    pub knowledge: Arc<Knowledge>,
    /// What was chosen before: language, theme, zoom.
    pub settings: Settings,
    /// BCP 47 tag of the language to begin with, see [`super::language`].
    pub language: String,
    /// Files to read at once.
    pub paths: Vec<PathBuf>,
    /// The present, fixed for tests; `None` takes the machine's clock and time zone.
    pub now: Option<Timestamp>,
    /// What an organisation adds, and mistakes in it.
    pub organisation: Found,
    /// Whether this machine may be touched: its clipboard for copies, its settings file. Tests say no.
    pub of_this_machine: bool,
}

/// The window.
pub struct App {
    pub(super) knowledge: Arc<Knowledge>,
    pub(super) settings: Settings,
    /// BCP 47 tag of the language in use.
    pub(super) language: String,
    /// Whether it is still to be seen that there are letters for that language.
    pub(super) unchecked_language: bool,
    /// It was told already that letters of the text are missing.
    pub(super) told_of_letters: bool,
    pub(super) organisation: Option<Arc<Organisation>>,
    now: Option<Timestamp>,
    of_this_machine: bool,
    /// What was handed over and read. Never stored.
    pub(super) sources: Vec<Source>,
    /// What was said of it when asked. Never stored.
    pub(super) told: Told,
    /// Where the answer was given that is being judged.
    pub(super) answered_in: Option<Part>,
    /// What was handed over and is still to be read, by the job.
    pub(super) waiting: Vec<Input>,
    /// The text in the box of the start screen.
    pub(super) draft: String,
    pub(super) job: Option<Running>,
    pub(super) dialog: Option<Dialog>,
    pub(super) shown: Option<Shown>,
    pub(super) notices: Vec<Notice>,
    /// What this computer tells, while the person has not decided about it.
    pub(super) computer: Option<String>,
    pub(super) clipboard: Clipboard,
    /// Pictures that were handed over. Never stored.
    pub(super) pictures: Pictures,
    /// The search in a long text, while it goes on.
    pub(super) finding: Option<Finding>,
    /// What lies over the window.
    pub(super) overlay: Option<Overlay>,
    /// Where the focus was before something lay over the window.
    pub(super) focused_before: Option<Id>,
    /// Where the focus goes back to, and for how many frames it is asked for: what lay over the window holds it for one more.
    pub(super) focus_back: Option<(Id, u8)>,
    /// What the window is drawn with, in words.
    pub(super) renderer: String,
    pub(super) drops: Drops,
    pub(super) paste_key: PasteKey,
    /// Asked for while drawing, run in `logic`; empty between frames.
    commands: Vec<Command>,
}

/// An analysis on its way.
pub(super) struct Running {
    pub(super) job: Job<Result<Reading, Cancelled>>,
    pub(super) since: Instant,
}

/// Something to tell, apart from the answer.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Notice {
    pub(super) text: String,
    /// When it goes by itself, in egui's seconds; `None`: when it is dismissed.
    pub(super) until: Option<f64>,
}

impl App {
    /// A window that has nothing to show yet.
    pub fn new(ctx: &Context, setup: Setup) -> Self {
        let Setup { knowledge, settings, language, paths, now, organisation, of_this_machine } = setup;
        super::dress(ctx);
        ctx.set_zoom_factor(settings.zoom);
        let mut app = Self {
            knowledge,
            settings,
            language,
            unchecked_language: true,
            told_of_letters: false,
            organisation: organisation.organisation.map(Arc::new),
            now,
            of_this_machine,
            sources: Vec::new(),
            told: Told::default(),
            answered_in: None,
            waiting: paths.into_iter().map(Input::Path).collect(),
            draft: String::new(),
            job: None,
            dialog: None,
            shown: None,
            notices: Vec::new(),
            computer: None,
            clipboard: Clipboard::new(of_this_machine),
            pictures: Pictures::default(),
            finding: None,
            overlay: None,
            focused_before: None,
            focus_back: None,
            renderer: String::new(),
            drops: Drops::default(),
            paste_key: PasteKey::default(),
            commands: Vec::new(),
        };
        app.apply_theme(ctx);
        for problem in organisation.problems.iter().take(MOST_PROBLEMS) {
            let text = app.words().fill("notice.organisation", &[("problem", &problem.to_string())]);
            app.tell(text);
        }
        if !app.waiting.is_empty() {
            app.restart(ctx);
        }
        app
    }

    /// The same window, told what it is drawn with.
    #[must_use]
    pub fn drawn_with(self, renderer: String) -> Self {
        Self { renderer, ..self }
    }

    pub(super) fn words(&self) -> Words<'_> {
        Words::new(&self.knowledge, &self.language)
    }

    pub(super) fn options(&self) -> Options {
        let language = self.language.clone();
        let organisation = self.organisation.clone();
        match self.now {
            Some(now) => Options { language, now: Some(now), zone: None, organisation },
            None => Options { language, now: Some(Timestamp::now()), zone: Some(TimeZone::system()), organisation },
        }
    }

    /// The present.
    pub(super) fn present(&self) -> Timestamp {
        self.now.unwrap_or_else(Timestamp::now)
    }

    /// Whether the analysis has been going on so long that it is worth a word.
    pub(super) fn is_slow(&self) -> bool {
        self.job.as_ref().is_some_and(|running| running.since.elapsed() > Duration::from_millis(200))
    }

    pub(super) fn apply_theme(&self, ctx: &Context) {
        match self.settings.theme {
            // Set only what differs from the usual, so that a test harness can choose the theme.
            ThemeChoice::System if ctx.options(|options| options.theme_preference) == ThemePreference::System => {}
            ThemeChoice::System => ctx.set_theme(ThemePreference::System),
            ThemeChoice::Light => ctx.set_theme(ThemePreference::Light),
            ThemeChoice::Dark => ctx.set_theme(ThemePreference::Dark),
        }
    }

    /// Stores the settings.
    pub(super) fn remember(&mut self) {
        if self.of_this_machine && self.settings.save().is_err() {
            self.say("notice.settings");
        }
    }

    /// Tells something that stays until it is dismissed.
    pub(super) fn say(&mut self, key: &str) {
        let text = self.words().get(key).to_owned();
        self.tell(text);
    }

    /// The same for a text that is made already.
    pub(super) fn tell(&mut self, text: String) {
        self.notices.retain(|notice| notice.until.is_none() && notice.text != text);
        self.notices.push(Notice { text, until: None });
    }

    /// Tells that the work on a text ended in a mistake of the program, and where.
    pub(super) fn tell_failed(&mut self) {
        let words = self.words();
        let place = crash::last().map(|crash| {
            words.fill("notice.failed-at", &[("version", env!("CARGO_PKG_VERSION")), ("place", crash.place())])
        });
        let text = [Some(words.get("notice.failed").to_owned()), place];
        let text = match text {
            [Some(failed), Some(place)] => words.fill("form.sentences", &[("one", &failed), ("other", &place)]),
            text => text.into_iter().flatten().collect(),
        };
        self.tell(text);
    }

    /// Tells that something was done; it goes by itself.
    pub(super) fn tell_done(&mut self, text: String, ctx: &Context) {
        self.notices.retain(|notice| notice.until.is_none());
        let until = Some(ctx.input(|input| input.time) + PASSING_SECS);
        self.notices.push(Notice { text, until });
    }

    pub(super) fn dismiss(&mut self, number: usize) {
        if number < self.notices.len() {
            self.notices.remove(number);
        }
    }

    /// Forgets everything that was handed over.
    pub(super) fn clear(&mut self, ctx: &Context) {
        self.forget_typing(ctx);
        self.pictures = Pictures::default();
        self.finding = None;
        self.job = None;
        self.shown = None;
        self.sources.clear();
        self.told = Told::default();
        self.answered_in = None;
        self.waiting.clear();
        self.notices.clear();
        self.computer = None;
        self.draft.clear();
        self.told_of_letters = false;
    }

    fn drop_passed_notices(&mut self, ctx: &Context) {
        let now = ctx.input(|input| input.time);
        self.notices.retain(|notice| notice.until.is_none_or(|until| until > now));
        if let Some(until) = self.notices.iter().filter_map(|notice| notice.until).reduce(f64::min) {
            ctx.request_repaint_after(Duration::from_secs_f64((until - now).max(0.0)));
        }
    }

    fn follow_zoom(&mut self, ctx: &Context) {
        let zoom = ctx.zoom_factor();
        if (zoom - self.settings.zoom).abs() > 0.001 {
            self.settings.zoom = zoom;
            self.remember();
        }
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, _: &mut eframe::Frame) {
        if let Some(shown) = &mut self.shown {
            shown.selection.reveal = None;
            if let Some(find) = &mut shown.selection.find {
                find.reveal = false;
            }
            shown.selection.hold = shown.selection.hold.and_then(Hold::after_frame);
        }
        self.in_help(|help| help.licences.reveal = false);
        self.take_pasted(ctx);
        let typed = self.asked_by_input(ctx);
        let commands = std::mem::take(&mut self.commands);
        for command in commands.into_iter().chain(typed) {
            self.run(command, ctx);
        }
        self.take_dropped(ctx);
        self.take_drops(ctx);
        self.take_finished_job(ctx);
        self.take_finished_dialog(ctx);
        self.take_unpacked(ctx);
        self.follow_focus(ctx);
        self.follow_find(ctx);
        self.drop_passed_notices(ctx);
        self.follow_flag(ctx);
        self.follow_zoom(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _: &mut eframe::Frame) {
        self.check_letters(ui);
        let asked = layout::window_ui(ui, self);
        if !asked.is_empty() {
            ui.request_repaint();
        }
        if self.job.is_some() {
            ui.request_repaint_after(Duration::from_millis(200));
        }
        self.commands.extend(asked);
    }
}
