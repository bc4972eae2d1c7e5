//! The report by mail, by telephone, to a file; and the help.

use eframe::egui::{Event, Key, Modifiers, OutputCommand};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use whyblocked::gui::App;
use whyblocked::knowledge::Knowledge;
use whyblocked::organisation::{Found, Organisation, Trust};

use super::{PAGE, answering, click, common, press, report, wait_for, wait_until_gone};

/// Presses the button for mail, and tells the address that is opened and what reaches the clipboard.
fn mailed(harness: &mut Harness<'_, App>) -> (String, String) {
    press(harness, "E-mail to IT…");
    let (mut address, mut copied) = (None, None);
    for _ in 0..4 {
        for command in &harness.output().platform_output.commands {
            match command {
                OutputCommand::OpenUrl(url) => address = Some(url.url.clone()),
                OutputCommand::CopyText(text) => copied = Some(text.clone()),
                _ => {}
            }
        }
        harness.step();
    }
    (address.expect("a message is opened"), copied.expect("the report is copied"))
}

fn with_desk(trust: Trust) -> Harness<'static, App> {
    let file = "[help-desk]\nemail = \"desk@contoso.com\"\ntelephone = \"+1 425 555 0100\"\n";
    let knowledge: &Knowledge = &common::KNOWLEDGE;
    let Found { organisation, problems } = Organisation::of_text(file, "organisation.toml", trust, knowledge);
    assert!(problems.is_empty(), "{problems:?}");
    let setup = whyblocked::gui::Setup {
        organisation: Found { organisation, problems: Vec::new() },
        ..common::setup(Vec::new())
    };
    let mut harness = Harness::builder().with_size([1100.0, 720.0]).build_eframe(|cc| App::new(&cc.egui_ctx, setup));
    harness.step();
    harness.event(Event::Paste(PAGE.to_owned()));
    wait_for(&mut harness, "Copy for IT");
    harness.run_ok();
    harness
}

#[test]
fn a_message_has_the_keys_and_the_clipboard_the_report() {
    let mut harness = answering(&format!("{PAGE}\nUser: alex@contoso.com\n"));
    let (address, copied) = mailed(&mut harness);
    assert!(address.starts_with("mailto:?subject=") && address.len() <= 1800, "{address}");
    assert!(address.contains("3c1f6a52-7d0e-4b7a-9f43-2a6f0d8e1b00") && address.contains("53003"), "{address}");
    assert!(!address.contains("alex") && address.contains("%5Buser%201%5D"), "masked until chosen: {address}");
    assert!(copied.contains("BEGIN WhyBlocked report"));
    wait_for(&mut harness, "The whole report is copied with personal data masked");
    click(&mut harness, "My own IT");
    harness.run_ok();
    let (address, copied) = mailed(&mut harness);
    assert!(address.contains("alex%40contoso.com") && copied.contains("alex@contoso.com"), "{address}");
    wait_for(&mut harness, "The whole report is copied. Your mail program");
}

#[test]
fn a_message_goes_to_the_help_desk_that_an_administrator_has_set() {
    let to = |harness: &mut Harness<'_, App>| mailed(harness).0.split('?').next().expect("an address").to_owned();
    let mut trusted = with_desk(Trust::Verified);
    assert_eq!(to(&mut trusted), "mailto:desk@contoso.com");
    click(&mut trusted, "By telephone…");
    wait_for(&mut trusted, "Call: +1 425 555 0100");
    trusted.key_press(Key::Escape);
    trusted.run_ok();
    click(&mut trusted, "Anyone else");
    trusted.run_ok();
    assert_eq!(to(&mut trusted), "mailto:");
    let mut other = with_desk(Trust::Unverified);
    assert_eq!(to(&mut other), "mailto:", "nobody vouches for this address");
}

#[test]
fn a_message_and_a_card_never_hold_a_token() {
    let token = format!("eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.{}.c2lnbmF0dXJl", "a1".repeat(60));
    let mut harness = answering(&format!("{PAGE}\nUser: {token}\nApp name: {token}\n"));
    click(&mut harness, "My own IT");
    harness.run_ok();
    let (address, copied) = mailed(&mut harness);
    assert!(!address.contains("eyJ0") && !copied.contains("eyJ0"), "{address}");
    click(&mut harness, "By telephone…");
    wait_for(&mut harness, "What to tell the help desk");
    let shown = common::outline(harness.root());
    let card = shown.split("What to tell the help desk").nth(1).expect("the card");
    assert!(!card.contains("eyJ0"), "{card}");
}

#[test]
fn what_is_read_on_the_telephone_is_spelled_and_masked_by_destination() {
    let mut harness = answering(&format!("{PAGE}\nUser: alex@contoso.com\n"));
    click(&mut harness, "By telephone…");
    wait_for(&mut harness, "What to tell the help desk");
    let card = |harness: &Harness<'_, App>| {
        let shown = common::outline(harness.root());
        shown.split("What to tell the help desk").nth(1).expect("the card").to_owned()
    };
    let masked = card(&harness);
    assert!(masked.contains("8e 1b 00") && masked.contains("8 Echo, 1 Bravo, 0 0"), "{masked}");
    assert!(masked.contains("[user 1]") && !masked.contains("alex"), "{masked}");
    assert!(masked.contains("53003"), "{masked}");
    harness.key_press(Key::Escape);
    wait_until_gone(&mut harness, "What to tell the help desk");
    click(&mut harness, "My own IT");
    harness.run_ok();
    click(&mut harness, "By telephone…");
    wait_for(&mut harness, "What to tell the help desk");
    assert!(card(&harness).contains("alex@contoso.com"), "{}", card(&harness));
}

#[test]
fn the_help_opens_with_a_key_finds_licences_and_closes() {
    let mut harness = answering(PAGE);
    harness.get_by_label("Copy for IT").focus();
    harness.run_ok();
    harness.key_press(Key::F1);
    wait_for(&mut harness, "About WhyBlocked, and help");
    wait_for(&mut harness, "No file of an organisation was found");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run_ok();
    assert!(harness.get_by_label("Find in the licences").is_focused());
    harness.event(Event::Text("eframe 0.37".to_owned()));
    wait_for(&mut harness, "1 of ");
    harness.run_ok();
    wait_for(&mut harness, "    eframe 0.37");
    harness.key_press(Key::Escape);
    wait_until_gone(&mut harness, "About WhyBlocked, and help");
    assert!(harness.get_by_label("Copy for IT").is_focused());
    harness.get_by_label("About and help (F1)").click();
    wait_for(&mut harness, "About WhyBlocked, and help");
    click(&mut harness, "Close");
    wait_until_gone(&mut harness, "About WhyBlocked, and help");
    assert!(report(&harness).contains("53003"), "the answer stays");
}
