//! What leaves the window, on a click only: the clipboard, a saved report, the system's dialogs.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use eframe::egui::Context;
use rfd::AsyncFileDialog;

use super::app::App;
use super::command::write;
use crate::job::Job;
use crate::report::{Format, render};
use crate::view::report::{Redaction, ReportView};

/// The system's clipboard, kept for as long as the window lives: under X11 what was copied goes with it.
pub(super) struct Clipboard {
    allowed: bool,
    system: Option<arboard::Clipboard>,
}

impl Clipboard {
    /// A clipboard that is opened with the first copy, if it may be.
    pub(super) fn new(allowed: bool) -> Self {
        Self { allowed, system: None }
    }

    fn opened(&mut self) -> Option<&mut arboard::Clipboard> {
        if self.allowed && self.system.is_none() {
            self.system = arboard::Clipboard::new().ok();
        }
        self.system.as_mut()
    }

    /// Copies HTML with its plain text. `false`: this system does not take it.
    fn set_html(&mut self, html: &str, text: &str, kept: Kept) -> bool {
        self.opened().is_some_and(|clipboard| kept.set(clipboard).html(html, Some(text)).is_ok())
    }

    /// Copies plain text. `false`: this system does not take it.
    fn set_text(&mut self, text: &str, kept: Kept) -> bool {
        self.opened().is_some_and(|clipboard| kept.set(clipboard).text(text).is_ok())
    }

    /// The files that were copied in a file manager.
    pub(super) fn files(&mut self) -> Vec<PathBuf> {
        self.opened().and_then(|clipboard| clipboard.get().file_list().ok()).unwrap_or_default()
    }

    /// Part of a page that was copied without its plain text.
    pub(super) fn html_alone(&mut self) -> Option<String> {
        let clipboard = self.opened()?;
        if clipboard.get().text().is_ok_and(|text| !text.is_empty()) {
            return None;
        }
        clipboard.get().html().ok()
    }
}

/// Whether a history of the clipboard, here or in a cloud, may keep a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kept {
    Yes,
    No,
}

impl Kept {
    /// A copy with the mark by which histories of this system know that they must not keep it.
    fn set(self, clipboard: &mut arboard::Clipboard) -> arboard::Set<'_> {
        #[cfg(target_os = "macos")]
        use arboard::SetExtApple as _;
        #[cfg(all(unix, not(target_os = "macos")))]
        use arboard::SetExtLinux as _;
        #[cfg(windows)]
        use arboard::SetExtWindows as _;
        let set = clipboard.set();
        match self {
            Self::Yes => set,
            // Each is a format of its own; some histories heed the one, some the other.
            #[cfg(windows)]
            Self::No => set.exclude_from_monitoring().exclude_from_cloud().exclude_from_history(),
            #[cfg(not(windows))]
            Self::No => set.exclude_from_history(),
        }
    }
}

/// A dialog of the system that is open.
pub(super) struct Dialog {
    job: Job<Chosen>,
    since: Instant,
}

/// What came of it.
enum Chosen {
    Nothing,
    Open(Vec<PathBuf>),
    Saved(PathBuf),
    NotSaved(PathBuf, std::io::Error),
}

impl App {
    pub(super) fn copy_report(&mut self, ctx: &Context) {
        if self.shown.as_ref().is_none_or(|shown| shown.report.is_none()) {
            return;
        }
        self.put_report_into_clipboard(ctx);
        let chosen = self.shown.as_ref().is_some_and(|shown| shown.selection.destination.is_some());
        let text = self.words().get(if chosen { "notice.copied" } else { "notice.copied-masked" }).to_owned();
        self.tell_done(text, ctx);
    }

    pub(super) fn put_report_into_clipboard(&mut self, ctx: &Context) {
        let Some(report) = self.shown.as_ref().and_then(|shown| shown.report.as_ref()) else { return };
        let html = render(&report.body(), Format::Html);
        let redaction = self.shown.as_ref().map(|shown| shown.selection.redaction());
        let kept = if redaction == Some(Redaction::Personal) { Kept::Yes } else { Kept::No };
        if !self.clipboard.set_html(&html, &report.text, kept) {
            ctx.copy_text(report.text.clone());
        }
    }

    pub(super) fn copy_text(&mut self, text: String, ctx: &Context) {
        // It may be an id or a name out of what was handed over.
        if !self.clipboard.set_text(&text, Kept::No) {
            ctx.copy_text(text);
        }
        let done = self.words().get("notice.copied-text").to_owned();
        self.tell_done(done, ctx);
    }

    pub(super) fn open(&mut self, ctx: &Context) {
        let asked = AsyncFileDialog::new().set_title(self.words().get("dialog.open")).pick_files();
        self.wait_for(ctx, move || {
            pollster::block_on(asked).map_or(Chosen::Nothing, |files| {
                Chosen::Open(files.iter().map(|file| file.path().to_owned()).collect())
            })
        });
    }

    pub(super) fn ask_where_to_save(&mut self, ctx: &Context) {
        let Some(report) = self.shown.as_ref().and_then(|shown| shown.report.as_ref()) else { return };
        let view = report.view.clone();
        let words = self.words();
        let asked = AsyncFileDialog::new()
            .set_title(words.get("dialog.save"))
            .set_file_name("sign-in-report.txt")
            .add_filter(words.get("format.text"), &["txt"])
            .add_filter(words.get("format.html"), &["html"])
            .add_filter(words.get("format.markdown"), &["md"])
            .add_filter(words.get("format.json"), &["json"])
            .save_file();
        self.wait_for(ctx, move || {
            pollster::block_on(asked).map_or(Chosen::Nothing, |file| save(file.path().to_owned(), &view))
        });
    }

    fn wait_for(&mut self, ctx: &Context, work: impl FnOnce() -> Chosen + Send + 'static) {
        if self.dialog.is_some() {
            return;
        }
        let wake = ctx.clone();
        match Job::spawn("dialog", move || wake.request_repaint(), |_| work()) {
            Ok(job) => self.dialog = Some(Dialog { job, since: Instant::now() }),
            Err(_no_thread) => self.say("notice.failed"),
        }
    }

    /// Does what was chosen in a dialog.
    pub(super) fn take_finished_dialog(&mut self, ctx: &Context) {
        let Some((finished, after)) =
            self.dialog.as_ref().and_then(|dialog| Some((dialog.job.poll()?, dialog.since.elapsed())))
        else {
            return;
        };
        self.dialog = None;
        match finished {
            Ok(Chosen::Open(paths)) => self.add_paths(paths, ctx),
            Ok(Chosen::Saved(path)) => {
                let text = self.words().fill("notice.saved", &[("name", &path.display().to_string())]);
                self.tell_done(text, ctx);
            }
            Ok(Chosen::NotSaved(path, error)) => {
                let name = path.display().to_string();
                let text = self.words().fill("notice.not-saved", &[("reason", &error.to_string()), ("name", &name)]);
                self.tell(text);
            }
            // Nobody cancels a dialog that fast: this system has none to show.
            Ok(Chosen::Nothing) if after < Duration::from_millis(250) => self.say("notice.no-dialog"),
            Ok(Chosen::Nothing) => {}
            Err(_panicked) => self.say("notice.no-dialog"),
        }
    }
}

fn save(path: PathBuf, view: &ReportView) -> Chosen {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    let format = extension.as_deref().and_then(Format::from_extension).unwrap_or(Format::Text);
    match write(&path, &render(view, format)) {
        Ok(()) => Chosen::Saved(path),
        Err(error) => Chosen::NotSaved(path, error),
    }
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test may stop where its own ground is missing")]
mod tests {
    use std::fs;

    use super::*;
    use crate::job::Progress;
    use crate::knowledge::Knowledge;
    use crate::model::{Origin, Source, Told};
    use crate::pipeline::analyse_told;
    use crate::view::Options;
    use crate::view::report::{Audience, Redaction, report};

    #[test]
    fn a_saved_report_is_read_back_in_the_format_of_its_name() {
        let knowledge = Knowledge::embedded().expect("the knowledge is sound");
        let page = Source::text("page", Origin::Example, include_str!("../../assets/examples/blocked-page.txt"));
        let analysis =
            analyse_told(&[page], &Told::default(), &knowledge, &Progress::default()).expect("nobody cancels");
        let options = Options { language: "en".to_owned(), now: None, zone: None, organisation: None };
        let view = report(&analysis, 0, &knowledge, &options, Audience::HelpDesk, Redaction::Personal);
        let folder = std::env::temp_dir().join(format!("whyblocked-save-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        for (name, format) in
            [("r.txt", Format::Text), ("r.HTML", Format::Html), ("r.json", Format::Json), ("r", Format::Text)]
        {
            let path = folder.join(name);
            assert!(matches!(save(path.clone(), &view), Chosen::Saved(_)), "{name}");
            assert_eq!(fs::read_to_string(&path).expect("it is there"), render(&view, format), "{name}");
        }
        assert!(matches!(save(folder.join("no/such/folder.txt"), &view), Chosen::NotSaved(..)));
        fs::remove_dir_all(&folder).expect("a folder");
    }
}
