//! A mistake of the program is told without a word of the text that it was working on.
#![expect(clippy::expect_used, clippy::panic, reason = "tests that panic on purpose")]
#![expect(clippy::disallowed_types, reason = "a test starts the program that it looks at")]

use std::process::Command;

use whyblocked::crash;

/// One test, since there is one hook for the whole process.
#[test]
fn a_crash_tells_the_place_and_nothing_of_the_text() {
    crash::prepare();
    assert_eq!(crash::guard(|| 7), Ok(7));

    let secret = "é password=Contoso-2026";
    let cut = crash::guard(|| secret[1..].len()).expect_err("in the middle of a letter");
    let told = crash::guard(|| panic!("read {secret}")).expect_err("on purpose");
    for crash in [cut, told] {
        let text = crash.to_string();
        assert!(crash.place().starts_with("tests/crash.rs:"), "{text}");
        assert!(text.contains(env!("CARGO_PKG_VERSION")) && text.contains("thread: "), "{text}");
        assert!(!text.contains("password") && !text.contains("Contoso"), "{text}");
        assert_eq!(text.lines().count(), 4, "{text}");
    }
    assert_eq!(crash::last(), None, "told once");
}

/// The example beside this test, where there is a screen to open its window on.
#[test]
fn a_panel_that_panics_in_the_open_window_ends_it_with_its_own_status_and_nothing_of_the_text() {
    use std::io::Write as _;
    let tests = std::env::current_exe().expect("a path");
    let name = format!("crash-window{}", std::env::consts::EXE_SUFFIX);
    let window = tests.ancestors().nth(2).expect("a folder").join("examples").join(name);
    let has_screen = cfg!(any(windows, target_os = "macos")) || std::env::var_os("DISPLAY").is_some();
    if !window.is_file() || !has_screen {
        let skipped = "\nskipped: a crash in the open window; it needs a screen and the feature gui\n";
        std::io::stderr().write_all(skipped.as_bytes()).expect("standard error is open");
        return;
    }
    let ended = Command::new(window).output().expect("it runs");
    let told = String::from_utf8_lossy(&ended.stderr);
    assert_eq!(ended.status.code(), Some(3), "{told}");
    assert!(told.contains("stopped at tests/crash/window.rs:") && !told.contains("password"), "{told}");
}
