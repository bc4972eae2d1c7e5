//! `whyblocked`, the program with the window. Where no window can be opened, it names the program for the console.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, LazyLock};
use std::thread;

use lexopt::prelude::*;
use whyblocked::crash;
use whyblocked::gui::{self, Ended, Renderer, Setup, Words};
use whyblocked::knowledge::{Knowledge, Problem};
use whyblocked::organisation;
use whyblocked::settings::Settings;

/// Loaded once, by whoever needs it first; see `main`.
static KNOWLEDGE: LazyLock<Result<Arc<Knowledge>, Vec<Problem>>> =
    LazyLock::new(|| Knowledge::embedded().map(Arc::new));

/// What was asked for on the command line.
#[derive(Debug, Default)]
struct Asked {
    paths: Vec<PathBuf>,
    renderer: Option<Renderer>,
    language: Option<String>,
    verbose: bool,
    help: bool,
    version: bool,
}

fn main() -> ExitCode {
    crash::prepare();
    // Getting a window takes the system as long as reading the knowledge takes us: both at once. Without a thread one comes
    // after the other.
    drop(thread::Builder::new().name("knowledge".to_owned()).spawn(|| LazyLock::force(&KNOWLEDGE).is_ok()));
    let settings = Settings::load();
    let asked = asked();
    let ended = match &asked {
        Ok(asked) if !asked.help && !asked.version && knows_language(asked) => open(asked, &settings),
        _ => Ok(()),
    };
    let knowledge = match &*KNOWLEDGE {
        Ok(knowledge) => knowledge,
        Err(problems) => {
            complain(&problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
            return ExitCode::from(2);
        }
    };
    let wanted = asked.as_ref().ok().and_then(|asked| asked.language.as_deref());
    let language = gui::language(wanted, &settings, knowledge);
    let words = Words::new(knowledge, &language);
    let asked = match asked {
        Ok(asked) => asked,
        Err(error) => {
            complain(&words.fill("window.bad-argument", &[("reason", &error.to_string())]));
            return ExitCode::from(2);
        }
    };
    if asked.help || asked.version {
        let version = format!("whyblocked {}\n", env!("CARGO_PKG_VERSION"));
        let text = if asked.help { format!("{}\n", words.get("window.help").trim_end()) } else { version };
        // Nobody listens: then there is nobody to tell.
        drop(std::io::stdout().write_all(text.as_bytes()));
        return ExitCode::SUCCESS;
    }
    if let Some(tag) = asked.language.as_deref().filter(|tag| knowledge.displayed_as(tag).is_none()) {
        let known: Vec<&str> = knowledge.displayed().map(|(tag, _)| tag).collect();
        complain(
            &words.fill("window.bad-argument", &[("reason", &format!("--language {tag:?}: {}", known.join(" | ")))]),
        );
        return ExitCode::from(2);
    }
    tell(ended, words)
}

/// Tells how the window ended, where it did not end by being closed.
fn tell(ended: Result<(), Ended>, words: Words<'_>) -> ExitCode {
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(Ended::Crashed(crash)) => {
            complain(&format!(
                "{}\n{}",
                words.get("crash.text"),
                crash.as_ref().map_or_else(String::new, ToString::to_string)
            ));
            if can_show_a_box() {
                gui::tell_of_crash(words, crash.as_ref());
            }
            ExitCode::from(gui::CRASHED)
        }
        Err(Ended::NotOpened(reason)) => {
            // The telling part comes last; before it stand places in the source of libraries.
            let reason = reason.trim_end_matches('.').rsplit(": ").next().unwrap_or_default();
            let text = words.fill("window.none", &[("reason", reason)]);
            complain(&text);
            show_message(&text);
            ExitCode::FAILURE
        }
    }
}

/// Whether the language that was asked for is one of ours. Waits for the knowledge only where one was.
fn knows_language(asked: &Asked) -> bool {
    let known = |tag: &str| KNOWLEDGE.as_ref().is_ok_and(|knowledge| knowledge.displayed_as(tag).is_some());
    asked.language.as_deref().is_none_or(known)
}

fn asked() -> Result<Asked, lexopt::Error> {
    let mut asked = Asked::default();
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Value(path) => asked.paths.push(path.into()),
            Long("renderer") => asked.renderer = Some(arguments.value()?.parse_with(renderer)?),
            Long("language") => asked.language = Some(arguments.value()?.string()?),
            Long("verbose") => asked.verbose = true,
            Long("help") | Short('h') => asked.help = true,
            Long("version") | Short('V') => asked.version = true,
            _ => return Err(argument.unexpected()),
        }
    }
    Ok(asked)
}

fn renderer(name: &str) -> Result<Renderer, String> {
    match name {
        "glow" => Ok(Renderer::Glow),
        "wgpu" => Ok(Renderer::Wgpu),
        _ => Err("glow | wgpu".to_owned()),
    }
}

/// Tries one renderer after the other; of the reasons for failure the first is the telling one.
fn open(asked: &Asked, settings: &Settings) -> Result<(), Ended> {
    let order = match asked.renderer {
        Some(renderer) => vec![renderer],
        None if cfg!(target_os = "macos") => vec![Renderer::Wgpu, Renderer::Glow],
        None => vec![Renderer::Glow, Renderer::Wgpu],
    };
    let mut first = None;
    for renderer in order {
        let setup = || {
            // What is wrong with it is told when the window was given up.
            let knowledge = KNOWLEDGE.as_ref().ok()?;
            Some(Setup {
                knowledge: Arc::clone(knowledge),
                settings: settings.clone(),
                language: gui::language(asked.language.as_deref(), settings, knowledge),
                paths: asked.paths.clone(),
                now: None,
                organisation: organisation::of_this_machine(knowledge),
                of_this_machine: true,
            })
        };
        let reason = match gui::run(setup, renderer) {
            Err(Ended::NotOpened(reason)) => reason,
            ended => return ended,
        };
        if asked.verbose {
            complain(&format!("{renderer}: {reason}"));
        }
        first.get_or_insert(reason);
    }
    Err(Ended::NotOpened(first.unwrap_or_default()))
}

fn complain(text: &str) {
    // Without a console there is nobody to tell.
    drop(writeln!(std::io::stderr(), "{}", text.trim_end()));
}

/// The same in a message box, where the system can show one without our window.
fn show_message(text: &str) {
    if can_show_a_box() {
        rfd::MessageDialog::new()
            .set_level(rfd::MessageLevel::Error)
            .set_title("WhyBlocked")
            .set_description(text)
            .show();
    }
}

fn can_show_a_box() -> bool {
    let display =
        ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()));
    cfg!(any(windows, target_os = "macos")) || display
}
