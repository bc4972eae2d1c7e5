//! How long the window's thread works for a frame while a job analyses: `logic`, `ui` and tessellation, without a graphics card.
//!
//! `cargo bench --bench frames`; takes a good minute, since frames come 60 a second as on a screen. Beside the time that
//! passed stands the thread's own time, since on a busy machine a frame also waits for its turn. The aims hold for what passed:
//! 95 of 100 frames below 16 ms, 999 of 1000 below 33 ms; with a miss it ends with 1.
#![expect(clippy::expect_used, reason = "a benchmark without sound knowledge must stop")]
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

mod texts;

use std::hint::black_box;
use std::process::ExitCode;
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use eframe::App as _;
use eframe::egui::{
    Context, Event, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, RawInput, Rect, Shape,
    TouchPhase, ViewportId, pos2, vec2,
};
use whyblocked::gui::{App, Setup};
use whyblocked::job::Job;
use whyblocked::knowledge::Knowledge;
use whyblocked::model::{Origin, Source};
use whyblocked::organisation::Found;
use whyblocked::pipeline::analyse;
use whyblocked::settings::Settings;
use whyblocked::view::{Options, Views};

use self::texts::{log, page};

const FRAME: Duration = Duration::from_micros(16_667);
const FRAMES: usize = 1200;
/// Somewhere in the column of the text, and somewhere in the answer.
const TEXT: Pos2 = pos2(200.0, 400.0);
const ANSWER: Pos2 = pos2(720.0, 450.0);

/// The window without a screen.
struct Window {
    ctx: Context,
    app: App,
    frame: eframe::Frame,
    opened: Instant,
    took: Vec<Took>,
}

/// What a frame took.
#[derive(Clone, Copy)]
struct Took {
    passed: Duration,
    /// The thread's own time; `None` where the system does not tell.
    own: Option<Duration>,
}

/// Does the work and tells what it took.
fn timed<T>(work: impl FnOnce() -> T) -> (T, Took) {
    let (begun, own) = (Instant::now(), own_time());
    let done = work();
    let own = own.zip(own_time()).map(|(before, now)| now.saturating_sub(before));
    (done, Took { passed: begun.elapsed(), own })
}

impl Window {
    fn open(knowledge: &Arc<Knowledge>, paths: Vec<std::path::PathBuf>) -> Self {
        let setup = Setup {
            knowledge: Arc::clone(knowledge),
            language: "en".to_owned(),
            settings: Settings::default(),
            paths,
            now: Some("2026-11-23T10:00:00Z".parse().expect("a time")),
            organisation: Found::default(),
            of_this_machine: false,
        };
        let ctx = Context::default();
        let app = App::new(&ctx, setup);
        Self { ctx, app, frame: eframe::Frame::_new_kittest(), opened: Instant::now(), took: Vec::new() }
    }

    /// Draws a frame with these events; tells whether it shows an answer.
    fn frame(&mut self, events: Vec<Event>) -> bool {
        let input = RawInput {
            viewport_id: ViewportId::ROOT,
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1100.0, 720.0))),
            max_texture_side: Some(8192),
            time: Some(self.opened.elapsed().as_secs_f64()),
            focused: true,
            events,
            ..RawInput::default()
        };
        let (output, drawn) = timed(|| {
            self.ctx.run_ui(input, |ui| {
                let ctx = ui.ctx().clone();
                self.app.logic(&ctx, &mut self.frame);
                self.app.ui(ui, &mut self.frame);
            })
        });
        let answered = output.shapes.iter().any(|clipped| shows(&clipped.shape, "Copy for IT"));
        let (_, cut) = timed(|| black_box(self.ctx.tessellate(output.shapes, output.pixels_per_point)));
        let passed = drawn.passed + cut.passed;
        self.took.push(Took { passed, own: drawn.own.zip(cut.own).map(|(drawn, cut)| drawn + cut) });
        sleep(FRAME.saturating_sub(passed));
        answered
    }

    fn until_answered(&mut self) {
        let begun = Instant::now();
        while !self.frame(Vec::new()) {
            assert!(begun.elapsed() < Duration::from_mins(2), "no answer");
        }
    }

    /// What the frames so far took, worst last; whether the aims are met.
    fn tell(&mut self, what: &str) -> bool {
        let took = std::mem::take(&mut self.took);
        let passed = row(took.iter().map(|took| took.passed).collect());
        let own: Option<Vec<_>> = took.iter().map(|took| took.own).collect();
        println!("{what}, {} frames", took.len());
        println!("  passed    {}", in_words(passed));
        if let Some(own) = own {
            println!("  own time  {}", in_words(row(own)));
        }
        let [_, most_of_them, nearly_all, _] = passed;
        most_of_them < Duration::from_millis(16) && nearly_all < Duration::from_millis(33)
    }
}

/// The median, 95 %, 99.9 %, and the longest.
fn row(mut took: Vec<Duration>) -> [Duration; 4] {
    took.sort_unstable();
    let last = took.len().saturating_sub(1);
    [500, 950, 999, 1000].map(|of_1000| took.get((took.len() * of_1000 / 1000).min(last)).copied().unwrap_or_default())
}

fn in_words(row: [Duration; 4]) -> String {
    let [half, most, nearly_all, longest] = row.map(|took| took.as_secs_f64() * 1000.0);
    format!("50 % {half:6.2} ms   95 % {most:6.2} ms   99.9 % {nearly_all:6.2} ms   longest {longest:6.2} ms")
}

fn own_time() -> Option<Duration> {
    #[cfg(unix)]
    {
        let now = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
        Duration::try_from(now).ok()
    }
    #[cfg(not(unix))]
    None
}

fn shows(shape: &Shape, words: &str) -> bool {
    match shape {
        Shape::Text(text) => text.galley.text().contains(words),
        Shape::Vec(shapes) => shapes.iter().any(|shape| shows(shape, words)),
        _ => false,
    }
}

fn click(at: Pos2, pressed: bool) -> Vec<Event> {
    let modifiers = Modifiers::NONE;
    vec![Event::PointerMoved(at), Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers }]
}

/// Letters into the text of a page, each fourth frame; each starts the analysis anew.
fn typing(knowledge: &Arc<Knowledge>) -> bool {
    let mut window = Window::open(knowledge, Vec::new());
    window.frame(vec![Event::Paste(page())]);
    window.until_answered();
    window.frame(click(TEXT, true));
    window.frame(click(TEXT, false));
    assert!(window.ctx.text_edit_focused(), "a click into the text does not edit it");
    let first = window.tell("a page of 2 KB: pasted, until it is answered");
    for number in 0..FRAMES {
        window.frame(if number % 4 == 0 { vec![Event::Text("x".to_owned())] } else { Vec::new() });
    }
    window.tell("typing into it") && first
}

/// A long log: while it is read first, and while its text and its answer are scrolled and it is analysed again and again.
fn scrolling(knowledge: &Arc<Knowledge>) -> bool {
    let text = log(5 << 20);
    let path = std::env::temp_dir().join(format!("whyblocked-frames-{}.log", std::process::id()));
    std::fs::write(&path, &text).expect("room for a file of 5 MB");
    let mut window = Window::open(knowledge, vec![path.clone()]);
    window.until_answered();
    drop(std::fs::remove_file(path));
    let mut met = vec![window.tell("a log of 5 MB: from the start to its answer")];

    let of_job = Arc::clone(knowledge);
    let again = move |progress: &whyblocked::job::Progress| {
        let source = [Source::text("log", Origin::Pasted, &text)];
        let options = Options { language: "en".to_owned(), now: None, zone: None, organisation: None };
        while let Ok(analysis) = analyse(&source, &of_job, progress) {
            black_box(Views::build(&analysis, &of_job, &options));
        }
    };
    let job = Job::spawn("analysis", || {}, again).expect("a thread");
    for (what, at) in [("scrolling its text", TEXT), ("scrolling its answer", ANSWER)] {
        window.frame(vec![Event::PointerMoved(at)]);
        for number in 0..FRAMES {
            // Down for two seconds and up again, a notch of the wheel each third frame.
            let notch = if number / 120 % 2 == 0 { -3.0 } else { 3.0 };
            let wheel = Event::MouseWheel {
                unit: MouseWheelUnit::Line,
                delta: vec2(0.0, notch),
                phase: TouchPhase::Move,
                source: MouseWheelSource::Unknown,
                modifiers: Modifiers::NONE,
            };
            window.frame(if number % 3 == 0 { vec![wheel] } else { Vec::new() });
        }
        met.push(window.tell(what));
    }
    drop(job);
    met.into_iter().all(|met| met)
}

fn main() -> ExitCode {
    let knowledge = Arc::new(Knowledge::embedded().expect("sound knowledge"));
    let met = [typing(&knowledge), scrolling(&knowledge)];
    if met.into_iter().all(|met| met) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
