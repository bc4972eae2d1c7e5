//! Each panel, drawn from a hand-written view, as a screen reader finds it.
#![expect(clippy::expect_used, reason = "a test may stop where its own ground is missing")]

mod common;

use eframe::egui::{CentralPanel, Ui};
use egui_kittest::Harness;
use whyblocked::gui::panels::{
    answer, bar, causes, computer, device, notices, report, source, start, statements, strip,
};
use whyblocked::gui::{Command, ReportShown, Selection, Words};
use whyblocked::model::{Certainty, FactKind, Span, System};
use whyblocked::settings::ThemeChoice;
use whyblocked::view::report::{Audience, KeyView, QueryView, Redaction, ReportView};
use whyblocked::view::{
    CaseView, CauseView, DeviceView, EvidenceView, Mark, NoteView, NothingView, QuoteView, RecognitionView, SourceView,
    StatementView, StripView, Tone, VerdictView,
};

const TEXT: &str = "Error Code: 53003\nDevice state: Unregistered\n";

fn words() -> Words<'static> {
    Words::new(&common::KNOWLEDGE, "en")
}

/// Draws a panel, and gives the outline of it and a way to click in it.
fn drawn(panel: impl FnMut(&mut Ui) -> Option<Command> + 'static) -> Harness<'static, Option<Command>> {
    let mut panel = panel;
    Harness::builder().with_size([700.0, 2400.0]).with_context_setup(whyblocked::gui::dress).build_ui_state(
        move |ui, asked: &mut Option<Command>| {
            CentralPanel::default().show(ui, |ui| {
                if let Some(command) = panel(ui) {
                    *asked = Some(command);
                }
            });
        },
        None,
    )
}

fn outline(panel: impl FnMut(&mut Ui) -> Option<Command> + 'static) -> String {
    let mut harness = drawn(panel);
    harness.run();
    common::outline(harness.root())
}

fn clicked(panel: impl FnMut(&mut Ui) -> Option<Command> + 'static, name: &str) -> Option<Command> {
    use egui_kittest::kittest::Queryable as _;
    let mut harness = drawn(panel);
    harness.run();
    harness.get_by_label(name).click();
    harness.run();
    harness.state().clone()
}

fn quote(text: &str) -> QuoteView {
    let start = TEXT.find(text).expect("the words stand in the text");
    QuoteView { text: text.to_owned(), span: Span::new(0, start, start + text.len()) }
}

fn case() -> CaseView {
    let lines = |lines: &[&str]| lines.iter().map(|&line| line.to_owned()).collect::<Vec<_>>();
    let statement = |text: &str, words: &str| StatementView { text: text.to_owned(), quote: Some(quote(words)) };
    CaseView {
        title: "53003 · Contoso Expenses".to_owned(),
        strip: StripView {
            sentence: "A rule refused this attempt".to_owned(),
            who: "Device team".to_owned(),
            now: "Try the page in Edge".to_owned(),
        },
        verdict: VerdictView {
            tone: Tone::Structural,
            word: "Waiting will probably not help".to_owned(),
            other_way: Some("Another way may work".to_owned()),
            explanation: lines(&["Microsoft accepted who you are."]),
            reasons: lines(&["One refusal cannot show it"]),
            decided_by: Some("The same sign-in in Edge".to_owned()),
            not_meaning: lines(&["Your password is wrong"]),
        },
        known: vec![statement("A rule refused", "53003"), statement("No device identity arrived", "Unregistered")],
        ruled_out: Vec::new(),
        not_knowable: lines(&["which policy refused"]),
        conflicts: lines(&["Two error codes: 53003, 53005"]),
        causes: vec![
            cause("device-proof-missing", "The device did not show itself", Certainty::Likely),
            cause("location", "The place", Certainty::Possible),
        ],
        steps: lines(&["Open the page in Edge.", "Tell IT."]),
        clocks: lines(&["3 days old"]),
        compared: Vec::new(),
        system: None,
    }
}

fn cause(id: &str, title: &str, certainty: Certainty) -> CauseView {
    let because = "no device identity arrived".to_owned();
    CauseView {
        id: id.to_owned(),
        title: title.to_owned(),
        certainty,
        word: certainty.id().to_owned(),
        summary: "A rule asks for a known device.".to_owned(),
        evidence: vec![EvidenceView { quote: quote("Unregistered"), bearing: "speaks for it".to_owned(), because }],
        missing: vec!["which browser was used".to_owned()],
        notes: Vec::new(),
    }
}

fn source() -> SourceView {
    let quote = quote("53003");
    SourceView {
        name: "page.txt".to_owned(),
        source: 0,
        recognition: RecognitionView {
            line: "Sign-in page · English · 1 of 10 fields".to_owned(),
            better: Some("A better copy would also hold: request id".to_owned()),
        },
        text: TEXT.into(),
        lines: vec![0..17, 18..44],
        marks: vec![Mark { span: quote.span, label: "Error code".to_owned(), kind: FactKind::ErrorCode, case: 0 }],
    }
}

fn report() -> ReportShown {
    let query = QueryView {
        title: "The row of the log".to_owned(),
        language: "kql".to_owned(),
        roles: "Reports Reader".to_owned(),
        text: "SigninLogs | take 1".to_owned(),
    };
    let view = ReportView {
        language: "en".to_owned(),
        begin: "BEGIN".to_owned(),
        end: "END".to_owned(),
        mode: "For anyone".to_owned(),
        queries_heading: "Queries".to_owned(),
        route: "Route: Device team".to_owned(),
        title: "Sign-in refused: 53003".to_owned(),
        keys: vec![KeyView { name: "Error code".to_owned(), value: "53003".to_owned() }],
        sections: Vec::new(),
        removed: "Removed: nothing".to_owned(),
        footer: "WhyBlocked".to_owned(),
        queries: vec![query],
        redaction: Redaction::Personal,
    };
    ReportShown { text: "Route: Device team\nError code: 53003\n".to_owned(), view }
}

#[test]
fn the_bar() {
    insta::assert_snapshot!(outline(|ui| bar::bar_ui(ui, words(), true, false, ThemeChoice::System)));
    let click = clicked(|ui| bar::bar_ui(ui, words(), true, false, ThemeChoice::System), "New");
    assert_eq!(click, Some(Command::New));
}

#[test]
fn the_start() {
    insta::assert_snapshot!(outline(|ui| start::start_ui(
        ui,
        words(),
        "",
        &["example.blocked-page", "example.wrong-password"],
        "2026-11-23"
    )));
    let click = clicked(|ui| start::start_ui(ui, words(), "", &["example.blocked-page"], "2026-11-23"), "Blocked page");
    assert_eq!(click, Some(Command::Example(0)));
}

#[test]
fn the_strip() {
    insta::assert_snapshot!(outline(|ui| strip::strip_ui(ui, words(), &case())));
    assert_eq!(clicked(|ui| strip::strip_ui(ui, words(), &case()), "Copy for IT"), Some(Command::CopyReport));
}

#[test]
fn the_verdict() {
    insta::assert_snapshot!(outline(|ui| {
        statements::verdict_ui(ui, words(), &case().verdict);
        None
    }));
}

#[test]
fn the_statements() {
    insta::assert_snapshot!(outline(|ui| statements::statements_ui(ui, words(), &case(), &Selection::default())));
    let click = clicked(
        |ui| statements::statements_ui(ui, words(), &case(), &Selection::default()),
        "“53003”, show in the text",
    );
    assert_eq!(click, Some(Command::ShowSpan(quote("53003").span)));
}

#[test]
fn the_causes() {
    insta::assert_snapshot!(outline(|ui| causes::causes_ui(ui, words(), &case().causes, &Selection::default())));
}

#[test]
fn the_source() {
    insta::assert_snapshot!(outline(|ui| source::source_ui(ui, words(), &[source()], &Selection::default(), true)));
    let remove =
        clicked(|ui| source::source_ui(ui, words(), &[source()], &Selection::default(), true), "Remove page.txt");
    assert_eq!(remove, Some(Command::RemoveSource(0)));
}

#[test]
fn the_report_for_an_administrator() {
    let selection =
        || Selection { audience: Audience::Admin, destination: Some(Redaction::Secrets), ..Selection::default() };
    insta::assert_snapshot!(outline(move |ui| report::report_ui(ui, words(), &report(), &selection())));
}

#[test]
fn the_report_is_masked_until_its_destination_is_chosen() {
    insta::assert_snapshot!(outline(|ui| report::report_ui(ui, words(), &report(), &Selection::default())));
    let click = clicked(|ui| report::report_ui(ui, words(), &report(), &Selection::default()), "My own IT");
    assert_eq!(click, Some(Command::Destination(Redaction::Secrets)));
}

#[test]
fn several_cases() {
    insta::assert_snapshot!(outline(|ui| answer::cases_ui(ui, words(), &[case(), case()], 1)));
}

#[test]
fn nothing_recognised() {
    let nothing = NothingView {
        headline: "Nothing was recognised".to_owned(),
        lines: vec!["A usable text has a code".to_owned()],
    };
    insta::assert_snapshot!(outline(move |ui| answer::nothing_ui(ui, words(), &nothing)));
}

#[test]
fn notes_and_notices() {
    let notes = [NoteView { text: "A token stood in the text".to_owned(), span: Some(quote("53003").span) }];
    insta::assert_snapshot!(outline(move |ui| answer::notes_ui(ui, words(), &notes)));
    insta::assert_snapshot!(outline(|ui| notices::notices_ui(ui, words(), ["Report copied"].into_iter())));
}

/// What was read of a computer, before anybody decided about it.
const COMPUTER: &str = "Operating system: Windows 11 24H2 Professional (26100.4061)\nInterfaces like a VPN: none\n";

#[test]
fn this_computer_is_shown_before_it_is_added() {
    let shown = |ui: &mut Ui| computer::computer_ui(ui, words(), COMPUTER);
    insta::assert_snapshot!(outline(shown));
    assert_eq!(clicked(shown, "Add to the answer"), Some(Command::AddComputer));
    assert_eq!(clicked(shown, "Leave it out"), Some(Command::LeaveComputer));
}

#[test]
fn a_device_is_asked_by_the_commands_of_its_system() {
    let both = |ui: &mut Ui| computer::ask_ui(ui, words(), Some(System::Linux), Some(System::MacOs));
    insta::assert_snapshot!(outline(both));
    let copy = clicked(both, "Copy the command profiles status -type enrollment");
    assert_eq!(copy, Some(Command::CopyText("profiles status -type enrollment".to_owned())));
    assert_eq!(clicked(both, "Look at this computer…"), Some(Command::LookAtComputer));
    assert_eq!(clicked(both, "Paste the result"), Some(Command::Paste));

    let windows = outline(|ui| computer::ask_ui(ui, words(), Some(System::Windows), Some(System::Windows)));
    assert_eq!(windows.matches("dsregcmd /status\"").count(), 2, "once as words and once as a button:\n{windows}");
    let phone = outline(|ui| computer::ask_ui(ui, words(), Some(System::Windows), Some(System::Ios)));
    assert!(phone.contains("phone or tablet") && phone.contains("This computer has Windows"), "{phone}");
}

#[test]
fn a_device_says_how_it_compares_with_the_sign_in() {
    let statement = |text: &str| StatementView { text: text.to_owned(), quote: Some(quote("Unregistered")) };
    let devices = [DeviceView {
        title: "This computer".to_owned(),
        rows: vec![statement("It looks enrolled")],
        remarks: vec!["It does not prove that the device is compliant".to_owned()],
    }];
    let compared = [statement("Both say Windows")];
    insta::assert_snapshot!(outline(move |ui| device::devices_ui(
        ui,
        words(),
        &devices,
        &compared,
        &Selection::default()
    )));
}
