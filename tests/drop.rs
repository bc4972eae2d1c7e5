//! Dragging into the real window under X11: a second client of the display drags text, pages, pictures and files over it,
//! drops them, and what the program read is seen in the report that it copies.
//!
//! It needs a display; `.ci/run` runs it below `xvfb-run`. Elsewhere it says that it is skipped.
#![cfg(all(unix, not(target_os = "macos")))]
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may stop where its ground is missing"
)]
#![expect(clippy::indexing_slicing, clippy::cast_possible_truncation, reason = "the numbers are small and our own")]
#![expect(clippy::disallowed_types, reason = "the program is started as a person starts it")]
#![expect(clippy::print_stderr, reason = "it is to be seen that it was skipped")]

#[path = "drop/source.rs"]
mod source;
#[path = "drop/window.rs"]
mod window;

use std::fs;
use std::time::{Duration, Instant};

use source::{Manner, Offered, Source};
use window::Program;
use window::tempfile::Home;

/// An error text that no other part of this test has, and the words by which its report is known.
fn refusal(number: u32) -> (String, String) {
    let id = format!("{number:08}-1111-4222-8333-444444444444");
    let text = "AADSTS53003: Access has been blocked by Conditional Access policies. The access policy does not allow \
                token issuance.";
    (format!("{text}\nTrace ID: {id}\nTimestamp: 2026-03-14 09:00:00Z\n"), id)
}

/// Drags it over the window and drops it there; whether it was taken.
fn drop_it(program: &Program, offered: &[Offered<'_>], manner: Manner) -> Option<bool> {
    let mut source = Source::new(offered, manner);
    let to = source.proxy_of(program.window).expect("the window names its proxy");
    assert!(source.enter(to, program.window), "it is taken");
    source.drop_on(to, program.window)
}

#[test]
fn what_other_programs_drag_is_read() {
    if std::env::var_os("DISPLAY").is_none() {
        assert!(std::env::var_os("WHYBLOCKED_DROPS").is_none(), "there is no display");
        eprintln!("SKIPPED: dragging into the window needs a display (DISPLAY)");
        return;
    }
    let mut program = Program::start();
    text_in_many_forms(&mut program);
    text_in_pieces(&mut program);
    page_without_plain_text(&mut program);
    files_and_folders(&mut program);
    files_by_the_window_itself(&mut program);
    picture(&mut program);
    sources_that_fail(&mut program);
    what_hovers_is_shown(&mut program);
    pasted_files_and_pages(&mut program);
}

fn text_in_many_forms(program: &mut Program) {
    let (text, id) = refusal(1);
    let offered: &[Offered<'_>] = &[
        ("text/x-own", b"no"),
        ("text/html", b"<b>other</b>"),
        ("image/png", b"no"),
        ("TEXT", b"no"),
        ("UTF8_STRING", text.as_bytes()),
    ];
    assert_eq!(drop_it(program, offered, Manner::Whole), Some(true));
    program.report_with(&["53003", &id]);
    program.start_anew();
}

fn text_in_pieces(program: &mut Program) {
    let (text, id) = refusal(2);
    let long = format!("{}{text}", "A line of a log that says nothing.\n".repeat(20_000));
    let offered: &[Offered<'_>] = &[("text/plain;charset=utf-8", long.as_bytes())];
    assert_eq!(drop_it(program, offered, Manner::Pieces(65_536)), Some(true));
    program.report_with(&["53003", &id]);
    program.start_anew();
}

fn page_without_plain_text(program: &mut Program) {
    let (text, id) = refusal(3);
    let page =
        format!("<html><body><p>{}</p></body></html>", text.replace('\n', "<br>").replace("53003", "<b>53003</b>"));
    let wide: Vec<u8> = page.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(drop_it(program, &[("text/html", &wide)], Manner::Whole), Some(true));
    program.report_with(&["53003", &id]);
    program.start_anew();
}

/// Two files and a folder with a third, as a list of addresses; one of the three holds the refusal.
fn three_files(folder: &Home, text: &str, holds: usize) -> String {
    let inner = folder.0.join("größer & more");
    fs::create_dir_all(&inner).unwrap();
    let paths = [folder.0.join("a b.txt"), folder.0.join("c%d.txt"), inner.join("e.txt")];
    for (number, path) in paths.iter().enumerate() {
        fs::write(path, if number == holds { text } else { "Nothing of interest.\n" }).unwrap();
    }
    let folder = folder.0.display();
    format!(
        "# dragged\r\nfile://{folder}/a%20b.txt\r\nfile://{folder}/c%25d.txt\r\nfile://localhost{folder}/gr%C3%B6%C3%9Fer%20&%20more\r\n"
    )
}

fn files_and_folders(program: &mut Program) {
    for holds in 0..3 {
        let folder = Home::new("drop-files");
        let (text, id) = refusal(4 + holds as u32);
        let list = three_files(&folder, &text, holds);
        let offered: &[Offered<'_>] = &[("text/uri-list", list.as_bytes()), ("text/plain", list.as_bytes())];
        assert_eq!(drop_it(program, offered, Manner::Whole), Some(true));
        program.report_with(&["53003", &id]);
        program.start_anew();
    }
}

/// A program that does not look for a proxy talks to winit, as before.
fn files_by_the_window_itself(program: &mut Program) {
    let folder = Home::new("drop-winit");
    let (text, id) = refusal(7);
    let list = three_files(&folder, &text, 0);
    let mut source = Source::new(&[("text/uri-list", list.lines().nth(1).unwrap().as_bytes())], Manner::Whole);
    assert!(source.enter(program.window, program.window));
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(source.drop_on(program.window, program.window), Some(true));
    program.report_with(&["53003", &id]);
    program.start_anew();
}

fn picture(program: &mut Program) {
    let before = program.pixels();
    let png = include_bytes!("../assets/icon/128.png");
    assert_eq!(drop_it(program, &[("image/png", png)], Manner::Pieces(1000)), Some(true));
    program.wait("word of the picture", |program| (program.pixels() != before).then_some(()));
    program.start_anew();
}

fn sources_that_fail(program: &mut Program) {
    let (text, id) = refusal(10);
    assert_eq!(drop_it(program, &[("UTF8_STRING", text.as_bytes())], Manner::Refuses), Some(false));
    let since = Instant::now();
    assert_eq!(drop_it(program, &[("UTF8_STRING", text.as_bytes())], Manner::Dies(10)), None);
    // The next one is served, and does not wait until the patience with the dead one ends.
    assert_eq!(drop_it(program, &[("UTF8_STRING", text.as_bytes())], Manner::Whole), Some(true));
    assert!(since.elapsed() < Duration::from_secs(3), "{:?}", since.elapsed());
    program.report_with(&["53003", &id]);
    program.start_anew();
    let silent: &[Offered<'_>] =
        &[("UTF8_STRING", text.as_bytes()), ("text/html", text.as_bytes()), ("image/png", text.as_bytes())];
    let since = Instant::now();
    assert_eq!(drop_it(program, silent, Manner::Silent), Some(false));
    assert!(since.elapsed() < Duration::from_secs(6), "its silence is suffered once: {:?}", since.elapsed());
}

/// A clipboard that holds files, or part of a page without its text: egui gives neither.
fn pasted_files_and_pages(program: &mut Program) {
    let folder = Home::new("drop-pasted");
    let (text, id) = refusal(11);
    let path = folder.0.join("pasted.txt");
    fs::write(&path, text).unwrap();
    let mut clipboard = arboard::Clipboard::new().unwrap();
    clipboard.set().file_list(&[&path]).unwrap();
    program.press_control('v');
    program.report_with(&["53003", &id]);
    program.start_anew();
    let (text, id) = refusal(12);
    clipboard.set().html(text.replace("53003", "<b>53003</b>"), None).unwrap();
    program.press_control('v');
    program.report_with(&["53003", &id]);
    program.start_anew();
}

fn what_hovers_is_shown(program: &mut Program) {
    std::thread::sleep(Duration::from_millis(500));
    let calm = program.pixels();
    let shows = |program: &mut Program, form: &str| {
        let mut source = Source::new(&[(form, b"x")], Manner::Whole);
        let to = source.proxy_of(program.window).unwrap();
        let is_taken = source.enter(to, program.window);
        std::thread::sleep(Duration::from_millis(500));
        let shown = program.pixels();
        source.leave(to, program.window);
        program.wait("the window as it was", |program| (program.pixels() == calm).then_some(()));
        is_taken.then_some(shown)
    };
    let [text, picture, files] =
        ["UTF8_STRING", "image/png", "text/uri-list"].map(|form| shows(program, form).unwrap());
    assert!(text != calm && text != picture && picture != files && files != text, "each is told in its own words");
    assert_eq!(shows(program, "text/x-own"), None, "what cannot be taken is not accepted");
    // One that ends while it hovers.
    let mut source = Source::new(&[("UTF8_STRING", b"x")], Manner::Whole);
    let to = source.proxy_of(program.window).unwrap();
    assert!(source.enter(to, program.window));
    drop(source);
    program.wait("the window as it was", |program| (program.pixels() == calm).then_some(()));
}
