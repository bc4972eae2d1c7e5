//! Each panel, drawn from a hand-written view, as a screen reader finds it.
#![expect(clippy::expect_used, reason = "a test may stop where its own ground is missing")]

mod common;

use eframe::egui::{CentralPanel, Ui};
use egui_kittest::Harness;
use whyblocked::gui::panels::{
    answer, attempts, bar, causes, clocks, computer, device, help, notices, people, pictures, questions, report,
    source, start, statements, strip, telephone, tried,
};
use whyblocked::gui::{
    Command, Find, Flag, HelpPage, HelpView, Licences, PictureState, PictureView, ReportShown, Selection, Words,
};
use whyblocked::model::{Certainty, FactKind, Outcome, Span, System};
use whyblocked::settings::ThemeChoice;
use whyblocked::view::report::{Audience, Form, KeyView, QueryView, Redaction, ReportView};
use whyblocked::view::telephone::{SpokenView, TelephoneView};
use whyblocked::view::{
    AttemptView, CaseView, CauseView, ChoiceView, ComparedView, ComparisonView, DeviceView, EvidenceView, Mark,
    NoteView, NothingView, PersonView, QuestionView, QuoteView, RecognitionView, SourceView, StatementView, StripView,
    TestView, Tone, VerdictView, Views,
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
        key: "8f2c1d3e".to_owned(),
        person: 0,
        title: "53003 · Contoso Expenses".to_owned(),
        misuse: false,
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
        comparison: Some(comparison()),
        tests: vec![
            test("edge", "Open the page in Edge.", None),
            test("phone", "Sign in on a telephone.", None),
            test("office", "Sign in at the office.", Some(Outcome::Blocked)),
        ],
        questions: vec![
            question("own-attempt", "Did you sign in yourself?", None),
            question("vpn", "Was a VPN on?", Some("yes")),
            question("device", "Is it your own device?", None),
            question("colleagues", "Do colleagues have the same?", None),
        ],
        steps: lines(&["Open the page in Edge.", "Tell IT."]),
        not_helping: lines(&["A private window hides the device."]),
        waiting: lines(&["Wait one hour.", "Then IT has to act."]),
        clocks: lines(&["3 days old"]),
        compared: Vec::new(),
        system: None,
    }
}

fn comparison() -> ComparisonView {
    let row = |name: &str, refused: &str, worked: &str| ComparedView {
        name: name.to_owned(),
        refused: refused.to_owned(),
        worked: worked.to_owned(),
        differs: refused != worked,
    };
    ComparisonView {
        sentence: "The browser did not show the device".to_owned(),
        rows: vec![row("Application", "Expenses", "Expenses"), row("Browser", "Firefox", "Edge")],
    }
}

fn test(id: &str, text: &str, outcome: Option<Outcome>) -> TestView {
    TestView { id: id.to_owned(), text: text.to_owned(), outcome }
}

fn question(id: &str, text: &str, given: Option<&str>) -> QuestionView {
    let answers = [("yes", "Yes"), ("no", "No")];
    let choice =
        |(id, text): (&str, &str)| ChoiceView { id: id.to_owned(), text: text.to_owned(), given: given == Some(id) };
    let told = given.map(|_| "Then switch it off.".to_owned()).into_iter().collect();
    QuestionView { id: id.to_owned(), text: text.to_owned(), answers: answers.map(choice).to_vec(), told }
}

fn person(title: &str, lead: usize) -> PersonView {
    let cells = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
    PersonView {
        title: title.to_owned(),
        counts: "1 refused, 1 worked".to_owned(),
        lead,
        problems: vec![lead],
        headings: cells(["Time", "Outcome", "Browser"]),
        attempts: vec![
            AttemptView { case: Some(lead), cells: cells(["09:12 UTC", "refused 53003", "Firefox"]) },
            AttemptView { case: None, cells: cells(["09:20 UTC", "worked", "Edge"]) },
        ],
        skipped: 3,
    }
}

fn of_two_people() -> Views {
    Views {
        cases: vec![case(), CaseView { person: 1, key: "other".to_owned(), ..case() }],
        people: vec![person("alex@contoso.com", 0), person("megan@contoso.com", 1)],
        shared: vec!["2 people are refused alike".to_owned()],
        ..Views::default()
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
        form: Form::default(),
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
    let drawn = |ui: &mut Ui| {
        let id = "3c1f6a52-7d0e-4b7a-9f43-2a6f0d8e1b00";
        let quote = QuoteView { text: id.to_owned(), ..quote("53003") };
        let known = vec![StatementView { text: "Request id".to_owned(), quote: Some(quote) }];
        statements::statements_ui(ui, words(), &CaseView { known, ..case() }, &Selection::default())
    };
    let id = "3c1f6a52-7d0e-4b7a-9f43-2a6f0d8e1b00";
    assert_eq!(clicked(drawn, &format!("Copy {id}")), Some(Command::CopyText(id.to_owned())));
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
    let drawn = |selection: fn() -> Selection| {
        move |ui: &mut Ui| {
            let inputs = source::Inputs { sources: &[source()], editable: true, ..source::Inputs::default() };
            source::source_ui(ui, words(), &inputs, &selection())
        }
    };
    insta::assert_snapshot!(outline(drawn(Selection::default)));
    assert_eq!(clicked(drawn(Selection::default), "Remove page.txt"), Some(Command::RemoveSource(0)));
    let chosen = || Selection { span: Some(quote("53003").span), ..Selection::default() };
    assert_eq!(clicked(drawn(chosen), "Copy 53003"), Some(Command::CopyText("53003".to_owned())));
    let finding = || {
        let mut find = Find::default();
        (find.wanted, find.found, find.at) = ("e".to_owned(), vec![0..1, 11..12, 14..15], 1);
        Selection { find: Some(find), ..Selection::default() }
    };
    insta::assert_snapshot!(outline(drawn(finding)));
    assert_eq!(clicked(drawn(finding), "Next match"), Some(Command::FindStep(true)));
    assert_eq!(clicked(drawn(finding), "Previous match"), Some(Command::FindStep(false)));
    assert_eq!(clicked(drawn(finding), "Close the search"), Some(Command::CloseFind));
}

#[test]
fn a_picture_says_its_size_and_never_that_something_was_read() {
    let view = |state| PictureView { name: "screen.png".to_owned(), state };
    let drawn =
        |number: usize, picture: PictureView| move |ui: &mut Ui| pictures::picture_ui(ui, words(), number, &picture);
    insta::assert_snapshot!(outline(drawn(0, view(PictureState::Refused("picture.too-large")))));
    assert_eq!(clicked(drawn(2, view(PictureState::Opening)), "Remove screen.png"), Some(Command::RemovePicture(2)));
    let with_texture = |ui: &mut Ui| {
        let image = eframe::egui::ColorImage::filled([30, 20], eframe::egui::Color32::RED);
        let texture = ui.load_texture("screen.png", image, eframe::egui::TextureOptions::LINEAR);
        let state = PictureState::Shown { size: [3000, 2000], texture };
        pictures::picture_ui(ui, words(), 0, &PictureView { name: "screen.png".to_owned(), state })
    };
    insta::assert_snapshot!(outline(with_texture));
    for (here, first) in [(System::Windows, "Windows 11"), (System::MacOs, "Mac: ")] {
        let shown = outline(move |ui| pictures::picture_advice_ui(ui, words(), "", Some(here)));
        let places = ["Windows 11", "Mac: ", "Phone"].map(|way| (shown.find(way).expect("every way is told"), way));
        assert_eq!(places.iter().min().expect("three").1, first, "{shown}");
    }
}

#[test]
fn what_to_read_on_the_telephone() {
    let spoken = |name: &str, value: &str, spelled: Option<&str>, whole: &str| SpokenView {
        name: name.to_owned(),
        value: value.to_owned(),
        spelled: spelled.map(str::to_owned),
        whole: whole.to_owned(),
    };
    let card = move || TelephoneView {
        call: Some("Call: +1 425 555 0100".to_owned()),
        lines: vec![
            spoken("User", "[user 1]", None, "[user 1]"),
            spoken("Request id, its last six characters", "8e 1b 00", Some("8 Echo, 1 Bravo, 0 0"), "3c1f-8e1b00"),
        ],
    };
    let drawn = move |ui: &mut Ui| telephone::telephone_ui(ui, words(), &card(), Redaction::Personal);
    insta::assert_snapshot!(outline(drawn));
    assert_eq!(clicked(drawn, "Copy 3c1f-8e1b00"), Some(Command::CopyText("3c1f-8e1b00".to_owned())));
    assert_eq!(clicked(drawn, "Close"), Some(Command::CloseOverlay));
}

fn help_view(page: HelpPage) -> HelpView {
    HelpView {
        page,
        knowledge: "2026-11-23".to_owned(),
        renderer: "glow".to_owned(),
        organisation: None,
        licences: Licences::default(),
    }
}

#[test]
fn the_help_page_by_page() {
    for page in [HelpPage::About, HelpPage::Keys, HelpPage::Privacy] {
        insta::assert_snapshot!(outline(move |ui| help::help_ui(ui, words(), &help_view(page))));
    }
    let drawn = |ui: &mut Ui| help::help_ui(ui, words(), &help_view(HelpPage::About));
    assert_eq!(clicked(drawn, "Keys"), Some(Command::HelpPage(HelpPage::Keys)));
    assert_eq!(clicked(drawn, "Close"), Some(Command::CloseOverlay));
    let of = |trusted: bool| {
        let organisation = Some(("/etc/whyblocked/organisation.toml".to_owned(), trusted));
        outline(move |ui| {
            let view = HelpView { organisation: organisation.clone(), ..help_view(HelpPage::About) };
            help::help_ui(ui, words(), &view)
        })
    };
    assert!(of(true).contains("set by an administrator: /etc/whyblocked"));
    assert!(of(false).contains("no administrator vouches for: /etc/whyblocked"));
}

#[test]
fn of_the_licences_only_what_is_in_sight_is_drawn() {
    let shown = outline(|ui| help::help_ui(ui, words(), &help_view(HelpPage::Licences)));
    assert!(shown.contains("Licences of the parts") && shown.lines().count() < 400, "{}", shown.lines().count());
    let found = outline(|ui| {
        let mut view = help_view(HelpPage::Licences);
        view.licences.find("zlib License (Zlib), for".to_owned());
        help::help_ui(ui, words(), &view)
    });
    assert!(found.contains("1 of ") && found.contains("zlib License (Zlib), for"), "brought into sight: {found}");
    assert!(!shown.contains("zlib License (Zlib), for"));
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
    let drawn = |ui: &mut Ui| report::report_ui(ui, words(), &report(), &Selection::default());
    assert_eq!(clicked(drawn, "E-mail to IT…"), Some(Command::Mail));
    assert_eq!(clicked(drawn, "By telephone…"), Some(Command::Telephone));
    assert_eq!(clicked(drawn, "Copy 53003"), Some(Command::CopyText("53003".to_owned())));
}

#[test]
fn several_people() {
    insta::assert_snapshot!(outline(|ui| people::people_ui(ui, words(), &of_two_people(), &Selection::default())));
    let other = "megan@contoso.com: 1 refused, 1 worked";
    let click = clicked(|ui| people::people_ui(ui, words(), &of_two_people(), &Selection::default()), other);
    assert_eq!(click, Some(Command::ShowCase(1)));
}

#[test]
fn sign_ins_of_nobody_knows_whom() {
    let views = || Views { unclear_people: true, shared: Vec::new(), ..of_two_people() };
    insta::assert_snapshot!(outline(move |ui| people::people_ui(ui, words(), &views(), &Selection::default())));
    let yes = "Yes: Are these sign-ins all of one person?";
    let click = clicked(move |ui| people::people_ui(ui, words(), &views(), &Selection::default()), yes);
    assert_eq!(click, Some(Command::OnePerson(true)));
    let joined = || Views { people: vec![person("Person not named in the text", 0)], ..of_two_people() };
    let said = || Selection { one_person: true, ..Selection::default() };
    let click = clicked(move |ui| people::people_ui(ui, words(), &joined(), &said()), yes);
    assert_eq!(click, Some(Command::OnePerson(false)), "a second click takes the answer back");
}

#[test]
fn one_person_alone_is_no_list() {
    let views = Views { people: vec![person("alex@contoso.com", 0)], ..of_two_people() };
    let shown = outline(move |ui| people::people_ui(ui, words(), &views, &Selection::default()));
    assert!(!shown.contains("alex"), "{shown}");
}

#[test]
fn attempts_side_by_side() {
    let alex = || person("alex@contoso.com", 0);
    let drawn = move |ui: &mut Ui| attempts::attempts_ui(ui, words(), &alex(), &case(), &Selection::default());
    insta::assert_snapshot!(outline(drawn));
    assert_eq!(clicked(drawn, "09:12 UTC · refused 53003 · Firefox"), Some(Command::ShowCase(0)));
    assert_eq!(clicked(drawn, "09:20 UTC · worked · Edge"), None, "there is no answer to one that worked");
}

#[test]
fn what_was_tried() {
    let drawn = |ui: &mut Ui| tried::tests_ui(ui, words(), &case(), &Selection::default());
    insta::assert_snapshot!(outline(drawn));
    let tried = |step: &str, outcome| Command::Tried { key: "8f2c1d3e".to_owned(), step: step.to_owned(), outcome };
    assert_eq!(clicked(drawn, "Worked: Open the page in Edge."), Some(tried("edge", Some(Outcome::Worked))));
    assert_eq!(clicked(drawn, "Worked: Sign in at the office."), Some(tried("office", Some(Outcome::Worked))));
    for back in ["Still blocked: Sign in at the office.", "Not tried: Sign in at the office."] {
        assert_eq!(clicked(drawn, back), Some(tried("office", None)), "{back}");
    }
    let none = CaseView { tests: Vec::new(), misuse: true, ..case() };
    let shown = outline(move |ui| tried::tests_ui(ui, words(), &none, &Selection::default()));
    assert!(!shown.contains("tried"), "{shown}");
}

#[test]
fn questions_two_at_once() {
    let own = |ui: &mut Ui| questions::own_ui(ui, words(), &case(), &Selection::default());
    insta::assert_snapshot!(outline(own));
    let others = |ui: &mut Ui| questions::questions_ui(ui, words(), &case(), &Selection::default());
    insta::assert_snapshot!(outline(others));
    let answer = |question: &str, answer: Option<&str>| Command::Answer {
        key: "8f2c1d3e".to_owned(),
        question: question.to_owned(),
        answer: answer.map(str::to_owned),
    };
    assert_eq!(clicked(own, "No: Did you sign in yourself?"), Some(answer("own-attempt", Some("no"))));
    assert_eq!(clicked(others, "Yes: Was a VPN on?"), Some(answer("vpn", None)), "a second click takes it back");
}

#[test]
fn the_clocks() {
    let drawn = |selection: fn() -> Selection, case: fn() -> CaseView| {
        move |ui: &mut Ui| clocks::clocks_ui(ui, words(), &of_two_people(), &case(), &selection())
    };
    insta::assert_snapshot!(outline(drawn(Selection::default, case)));
    let click = clicked(drawn(Selection::default, case), "I switched flagging on");
    assert_eq!(click, Some(Command::Flag(Some("8f2c1d3e".to_owned()))));
    let running = || flagged("8f2c1d3e", 12);
    insta::assert_snapshot!(outline(drawn(running, case)));
    assert_eq!(clicked(drawn(running, case), "Stop this clock"), Some(Command::Flag(None)));
    let over = outline(drawn(|| flagged("8f2c1d3e", 0), case));
    assert!(over.contains("are over"), "{over}");
    let of_another = outline(drawn(|| flagged("other", 12), case));
    assert!(!of_another.contains("10:20"), "nothing of another person: {of_another}");
    let misused = outline(drawn(Selection::default, || CaseView { misuse: true, ..case() }));
    assert!(!misused.contains("flagging"), "nobody is asked to repeat it: {misused}");
}

fn flagged(of: &str, left: i64) -> Selection {
    let ends = "2026-11-23T10:20:00Z".parse().expect("a time");
    let flag = Flag { of: of.to_owned(), ends, until: "10:20 UTC".to_owned(), left };
    Selection { flag: Some(flag), ..Selection::default() }
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

#[test]
fn long_answers_go_to_the_next_row_and_stay_inside() {
    use egui_kittest::kittest::Queryable as _;
    let answer = |number: usize| ChoiceView {
        id: number.to_string(),
        text: format!("An answer of so many words that two of them fill a row, number {number}"),
        given: false,
    };
    let question = QuestionView {
        id: "own-attempt".to_owned(),
        text: "Was that you?".to_owned(),
        answers: (0..4).map(answer).collect(),
        told: Vec::new(),
    };
    let case = CaseView { questions: vec![question], ..case() };
    let mut harness = drawn(move |ui| questions::own_ui(ui, words(), &case, &Selection::default()));
    harness.run();
    let choices: Vec<_> =
        harness.get_all_by_role(eframe::egui::accesskit::Role::RadioButton).map(|n| n.rect()).collect();
    assert_eq!(choices.len(), 4);
    assert!(choices.iter().all(|place| place.right() < 700.0), "{choices:?}");
    let below = choices.iter().zip(choices.iter().skip(1)).all(|(one, next)| next.top() > one.top());
    assert!(below, "each in a row of its own: {choices:?}");
}
