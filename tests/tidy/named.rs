//! What must not be named, or only in its place: network, other programs, files, the window's crates, somebody's paths.

use regex::Regex;

use crate::source::SourceFile;

/// A name, where it may stand, and why nowhere else.
struct Fence {
    pattern: &'static str,
    allowed: &'static [&'static str],
    reason: &'static str,
}

const FENCES: &[Fence] = &[
    Fence {
        pattern: r"\bstd::(net\b|\{[^;]*\bnet\b)|\b(TcpStream|TcpListener|UdpSocket|UnixStream|ToSocketAddrs)\b",
        allowed: &[],
        reason: "nothing is sent or received",
    },
    Fence {
        pattern: r"\bprocess::(Command\b|\{[^;]*\bCommand\b)",
        allowed: &[],
        reason: "no other program is started",
    },
    Fence {
        pattern: r"\bthread::(spawn\b|\{[^;]*\bspawn\b)",
        allowed: &[],
        reason: "name your threads: job::Job::spawn",
    },
    Fence {
        pattern: r"\bstd::(fs\b|\{[^;]*\bfs\b)",
        allowed: &[
            "src/intake/folder.rs",
            "src/settings.rs",
            "src/knowledge/load.rs",
            "src/organisation/load.rs",
            "src/cli.rs",
            "src/gui/command.rs",
            "src/device/linux.rs",
            "src/device/macos.rs",
        ],
        reason: "files are read and written in few places",
    },
    Fence {
        pattern: r"\b(egui|eframe|arboard|rfd|pollster|egui_kittest|winit|wgpu)(::|\s*\{|;)",
        // The program says in a box of the system that no window can be opened.
        allowed: &["src/gui/", "src/main.rs"],
        reason: "the window's crates belong to the window",
    },
    Fence { pattern: r"\bsysinfo::", allowed: &["src/device/"], reason: "this computer is asked in one place" },
    Fence {
        pattern: r"\b(SystemTime|Instant|Timestamp|Zoned)::now\b",
        allowed: &["src/gui/"],
        reason: "the clock is an argument",
    },
    Fence {
        pattern: r"\benv::(var|vars|var_os|home_dir|temp_dir)\b",
        allowed: &["src/places.rs", "src/device/", "src/gui/", "src/main.rs"],
        reason: "output never depends on the environment",
    },
];

/// Names that stand where they must not.
pub(crate) fn misplaced(file: &SourceFile) -> Vec<String> {
    let mut wrong = Vec::new();
    for Fence { pattern, allowed, reason } in FENCES {
        if file.is_test() || allowed.iter().any(|place| file.path.starts_with(place)) {
            continue;
        }
        let pattern = Regex::new(pattern).expect("a pattern of our own");
        wrong.extend(pattern.find_iter(&file.code).map(|found| {
            let words = found.as_str().trim_end_matches(['{', ';', ':']).trim();
            format!("{}:{}: `{words}`: {reason}", file.path, file.line_of(found.start()))
        }));
    }
    wrong
}

/// Absolute paths that exist on one machine only.
pub(crate) fn machine_paths(file: &SourceFile) -> Vec<String> {
    // In pieces, so that this file does not find itself.
    let pattern = ["/ho", "me/[a-z]|/ro", "ot/|/Us", "ers/[a-z]|/wo", "rk/|[( \"'=]/t", "mp/"].concat();
    let pattern = Regex::new(&pattern).expect("a pattern of our own");
    let found = pattern.find_iter(&file.text);
    found.map(|found| format!("{}:{}: {}", file.path, file.line_of(found.start()), found.as_str())).collect()
}

#[test]
fn what_is_named_in_the_wrong_place_is_told() {
    let wrong = |path: &str, text: &str| misplaced(&SourceFile::new(path, text)).len();
    assert_eq!(wrong("src/view/mod.rs", "use std::net::TcpStream;"), 2);
    assert_eq!(wrong("src/view/mod.rs", "use std::{fmt, net::{self, IpAddr}};"), 1);
    assert_eq!(wrong("src/cli.rs", "use std::process::Command;"), 1);
    assert_eq!(wrong("src/cli.rs", "use std::process::{Command, ExitCode};"), 1);
    assert_eq!(wrong("src/view/mod.rs", "use std::{io, fs};"), 1);
    assert_eq!(wrong("src/view/mod.rs", "fn a() { std::fs::read(b) }"), 1);
    assert_eq!(wrong("src/job.rs", "use std::thread; fn a() { thread::spawn(b); }"), 1);
    assert_eq!(wrong("src/view/mod.rs", "use eframe::egui::Ui;"), 2);
    assert_eq!(wrong("src/view/mod.rs", "use egui::{self, Ui};"), 1);
    assert_eq!(wrong("src/view/clock.rs", "let now = jiff::Timestamp::now();"), 1);
    assert_eq!(wrong("src/report/text.rs", "std::env::var(\"LANG\")"), 1);
}

#[test]
fn what_stands_in_its_place_is_not_told() {
    let wrong = |path: &str, text: &str| misplaced(&SourceFile::new(path, text));
    assert!(wrong("src/intake/folder.rs", "use std::fs;").is_empty());
    assert!(wrong("src/gui/app.rs", "use eframe::egui;").is_empty());
    assert!(wrong("src/cli.rs", "use std::process::ExitCode; // std::net").is_empty());
    assert!(wrong("src/extract/shapes.rs", "use core::net::IpAddr;").is_empty());
}

#[test]
fn a_machine_path_is_told() {
    let wrong = |text: &str| machine_paths(&SourceFile::new("README.md", text)).len();
    assert_eq!(wrong(&["see /ho", "me/anna/x"].concat()), 1);
    assert_eq!(wrong(&["cd /wo", "rk/main"].concat()), 1);
    assert_eq!(wrong(r"C:\Users\anna\page.txt and https://example.com/a/b"), 0, "a page that people paste");
}
