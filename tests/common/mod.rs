//! What the tests of the window share.

use std::fmt::Write as _;
use std::sync::{Arc, LazyLock};

use eframe::egui::accesskit::Toggled;
use egui_kittest::Node;
use egui_kittest::kittest::NodeT as _;
use whyblocked::knowledge::Knowledge;
use whyblocked::settings::Settings;

pub(crate) static KNOWLEDGE: LazyLock<Arc<Knowledge>> =
    LazyLock::new(|| Arc::new(Knowledge::embedded().expect("the knowledge is sound")));

/// A window that touches nothing of this machine, at a fixed time.
#[allow(dead_code, reason = "each test program uses its part")]
pub(crate) fn setup(paths: Vec<std::path::PathBuf>) -> whyblocked::gui::Setup {
    whyblocked::gui::Setup {
        knowledge: Arc::clone(&KNOWLEDGE),
        settings: Settings::default(),
        language: "en".to_owned(),
        paths,
        now: Some("2026-11-23T10:00:00Z".parse().expect("a time")),
        organisation: whyblocked::organisation::Found::default(),
        of_this_machine: false,
    }
}

/// What a screen reader would find, as text: role and name, indented.
#[allow(dead_code, reason = "each test program uses its part")]
pub(crate) fn outline(root: Node<'_>) -> String {
    let mut out = String::new();
    describe(root, 0, &mut out);
    out
}

fn describe(node: Node<'_>, depth: usize, out: &mut String) {
    let known = node.accesskit_node();
    let role = format!("{:?}", known.role());
    let text = known.label().or_else(|| known.value()).unwrap_or_default();
    let told = !text.is_empty() && role != "TextRun";
    if told {
        let is_chosen = known.is_selected() == Some(true) || known.toggled() == Some(Toggled::True);
        let chosen = if is_chosen { " (chosen)" } else { "" };
        writeln!(out, "{}{role} {text:?}{chosen}", "  ".repeat(depth)).expect("a string takes it");
    }
    for child in node.children() {
        describe(child, depth + usize::from(told), out);
    }
}
