//! Pictures: taken, shown, never said to be read.

use std::path::Path;
use std::sync::Arc;

use eframe::egui::{Color32, ColorImage, Event};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use whyblocked::gui::App;

use super::{Dropped, PAGE, answering, click, common, wait_for, window};

fn pasted(harness: &mut Harness<'_, App>, size: [usize; 2]) {
    harness.event(Event::PasteImage(Arc::new(ColorImage::filled(size, Color32::WHITE))));
}

#[test]
fn a_pasted_picture_is_shown_with_advice_and_a_box() {
    let mut harness = window(Vec::new());
    harness.step();
    pasted(&mut harness, [200, 100]);
    wait_for(&mut harness, "Picture, 200 × 100");
    wait_for(&mut harness, "Pictures cannot be read yet");
    let shown = common::outline(harness.root());
    for word in ["recognised", "Recognised", "found in the picture", "Copy for IT"] {
        assert!(!shown.contains(word), "{word}: {shown}");
    }
    assert!(shown.contains("Image \"Picture\""), "{shown}");
    // What stands in it is typed, and the picture stays beside the answer.
    harness.event(Event::Text("53003".to_owned()));
    wait_for(&mut harness, "Explain");
    click(&mut harness, "Explain");
    wait_for(&mut harness, "Copy for IT");
    click(&mut harness, "Picture");
    wait_for(&mut harness, "Picture, 200 × 100");
    click(&mut harness, "Remove Picture");
    wait_for(&mut harness, "Text that was read");
    assert!(harness.query_all_by_label_contains("Picture").next().is_none());
}

#[test]
fn a_dropped_picture_stands_beside_a_text_and_a_hostile_one_is_refused() {
    let icon = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/icon/128.png");
    let mut harness = answering(PAGE);
    harness.input_mut().dropped_files.push(Arc::new(Dropped(icon, None)));
    wait_for(&mut harness, "Picture, 128 × 128");
    assert!(harness.query_by_label("Copy for IT").is_some(), "the answer stays");
    assert!(harness.query_all_by_label_contains("picture cannot").next().is_none());
    harness
        .input_mut()
        .dropped_files
        .push(Arc::new(Dropped("/nowhere/cut.png".into(), Some(b"\x89PNG\r\n\x1a\n\0\0"))));
    wait_for(&mut harness, "damaged or cut off");
    harness.input_mut().dropped_files.push(Arc::new(Dropped("/nowhere/a.gif".into(), Some(b"GIF89a\x01\0\x01\0"))));
    wait_for(&mut harness, "PNG, JPEG and BMP can");
    pasted(&mut harness, [20_000, 1]);
    wait_for(&mut harness, "too large to be shown");
    harness.get_by_label("New").click();
    wait_for(&mut harness, "Try an example");
    assert!(harness.query_all_by_label_contains("128.png").next().is_none(), "New forgets pictures too");
}
