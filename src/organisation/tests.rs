//! The organisation file: what it says, every mistake with its line, and what is left of it where nobody vouches for it.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use super::*;

const EXAMPLE: &str = include_str!("../../packaging/organisation.toml");

fn knowledge() -> &'static Knowledge {
    static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::embedded().unwrap());
    &KNOWLEDGE
}

fn read(text: &str, trust: Trust) -> Found {
    Organisation::of_text(text, "organisation.toml", trust, knowledge())
}

/// A file of one test.
fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let path = std::env::temp_dir().join(format!("whyblocked-{}-{name}.toml", std::process::id()));
    fs::write(&path, bytes).unwrap();
    path
}

#[test]
fn the_example_for_administrators_holds_no_mistake_and_uses_every_key() {
    let found = read(EXAMPLE, Trust::Verified);
    assert_eq!(found.problems, []);
    let organisation = found.organisation.unwrap();
    let Contents { name, report_language, help_desk, supported, queues, ticket, notes } =
        organisation.verified().unwrap().clone();
    assert!(name.is_some() && report_language.is_some());
    assert!(
        [help_desk.name, help_desk.telephone, help_desk.email, help_desk.portal, help_desk.hours]
            .iter()
            .all(Option::is_some)
    );
    assert!(supported.vpn.is_some() && supported.virtual_desktop.is_some());
    assert!(!supported.browsers.is_empty() && !supported.apps.is_empty() && queues.len() == 5 && ticket.len() == 5);
    let note = notes.get("location").unwrap();
    assert!(note.text("de-AT").unwrap().starts_with("Von") && note.text("fr").unwrap().starts_with("Sign-in"));
    assert!(note.link.is_some());
}

#[test]
fn every_mistake_is_told_with_its_line_and_what_to_do() {
    let told = |text: &str, line: usize, words: &[&str]| {
        let problems = read(text, Trust::Verified).problems;
        let fits = |problem: &&Problem| problem.line == line && words.iter().all(|word| problem.message.contains(word));
        assert!(problems.iter().any(|problem| fits(&problem)), "{text}\n{words:?} in line {line} of {problems:?}");
    };
    told("name = \"a\"\n[help-desk", 2, &["no sound TOML"]);
    told(
        "name = \"a\"\nnmae = \"b\"",
        2,
        &["nmae", "name, report-language, help-desk, supported, queues, ticket, notes"],
    );
    told("[help-desk]\nphone = \"1\"", 2, &["phone", "name, telephone, email, portal, hours"]);
    told("[supported]\n\nvpns = \"1\"", 3, &["vpn, virtual-desktop, browsers, apps"]);
    told("[queues]\nidentiy = \"x\"", 2, &["identiy", "service-desk", "identity"]);
    told("[notes.lokation]\nen = \"x\"", 1, &["lokation", "location"]);
    told("[notes.location]\nxx = \"x\"", 2, &["xx", "link"]);
    told("[notes.location]\nlink = \"https://a.example\"", 1, &["no text"]);
    told("[notes.location]\nen = \"x\"\nlink = \"http://a.example\"", 3, &["another kind than https"]);
    told("[notes.location]\nen = \"x\"\nlink = \"javascript:alert(1)\"", 3, &["another kind"]);
    told("[notes.location]\nen = \"x\"\nlink = \"a.example\"", 3, &["https://…, mailto:… or tel:…"]);
    told("[help-desk]\nportal = \"https://contoso.com@evil.example/\"", 2, &["https://help.contoso.com/"]);
    told("[help-desk]\ntelephone = \"call us\"", 2, &["+1 555 0100"]);
    told("[help-desk]\nemail = \"a b@c\"", 2, &["helpdesk@contoso.com"]);
    told("report-language = \"tlh\"", 1, &["tlh", "choose one of: en"]);
    told("name = 3", 1, &["a number", "quotation marks"]);
    told("name = \" \"", 1, &["empty"]);
    told("help-desk = \"me\"", 1, &["a text", "write a table with: name"]);
    told("[supported]\nbrowsers = \"Edge\"", 2, &["write a list"]);
    told("[supported]\nbrowsers = [\n\"Edge\",\n7]", 4, &["a number"]);
    told("[ticket]\nfields = [\"who: Caller\"]", 2, &["KEY: name", "user, app"]);
    told("[ticket]\nfields = [\"user: Caller\",\n\"user: User\"]", 3, &["twice"]);
    told(&format!("name = \"{}\"", "x".repeat(61)), 1, &["61 characters", "60"]);
    told(&format!("[notes.location]\nen = \"{}\"", "x".repeat(401)), 2, &["401 characters", "400"]);
    told(&format!("[supported]\nbrowsers = [{}]", "\"a\",".repeat(13)), 2, &["13 entries", "first 12"]);
    told("name = \"a\u{202e}b\"", 1, &["cannot be seen"]);
    told(&format!("{} = 1", "k".repeat(5000)), 1, &["there is no key"]);
}

#[test]
fn what_is_beside_a_mistake_is_used() {
    let found = read(
        "nmae = \"x\"\n[supported]\nvpn = \"Contoso\u{202e}\\u0007 Connect\\n\"\nbrowsers = [7, \"Edge\"]",
        Trust::Verified,
    );
    assert_eq!(found.problems.len(), 3, "{:?}", found.problems);
    let contents = found.organisation.unwrap().verified().unwrap().clone();
    assert_eq!(contents.supported.vpn.as_deref(), Some("Contoso Connect"));
    assert_eq!(contents.supported.browsers, ["Edge"]);
}

#[test]
fn damaged_and_huge_files_are_told_and_nothing_else_happens() {
    let knowledge = knowledge();
    let deep = format!("a = {}", "[".repeat(100_000));
    let wide = format!("[supported]\nbrowsers = [{}]", "\"a\",".repeat(40_000));
    let inputs: [(&str, &[u8], &str); 6] = [
        ("binary", &[0xff, 0xfe, 0, 1, 2], "UTF-8"),
        ("late", b"name = \"x\"\n# \xff", "UTF-8"),
        ("long", &vec![b'#'; 300 * 1024], "256 KB"),
        ("deep", deep.as_bytes(), "TOML"),
        ("wide", wide.as_bytes(), "40000 entries"),
        ("cut", &EXAMPLE.as_bytes()[..600], "TOML"),
    ];
    for (name, bytes, word) in inputs {
        let path = file(name, bytes);
        let problems = of_file(&path, knowledge).problems;
        fs::remove_file(&path).unwrap();
        assert!(problems.iter().any(|problem| problem.message.contains(word)), "{name}: {problems:?}");
    }
    let missing = of_file(Path::new("no-such-organisation.toml"), knowledge);
    assert!(missing.problems[0].message.contains("cannot be read") && missing.organisation.is_none());
    assert!(of_file(&std::env::temp_dir(), knowledge).problems[0].message.contains("is no file"));
    // Anything that keys can be cut or changed into is answered, one way or the other.
    for end in (0..EXAMPLE.len()).filter(|&end| EXAMPLE.is_char_boundary(end)).step_by(7) {
        drop(Organisation::of_text(&EXAMPLE[..end], "cut", Trust::Verified, knowledge));
    }
}

#[test]
fn a_file_in_a_place_of_its_own_is_unverified_and_harmless() {
    let path = file("own", EXAMPLE.as_bytes());
    let found = of_file(&path, knowledge());
    assert!(why_unverified(&path).is_some());
    fs::remove_file(&path).unwrap();
    let organisation = found.organisation.unwrap();
    assert_eq!((organisation.trust(), organisation.verified()), (Trust::Unverified, None));
    let Contents { name, report_language, help_desk, supported, queues, ticket, notes } =
        organisation.attributed().clone();
    assert_eq!((name, report_language, queues.len(), ticket.len()), (None, None, 0, 0));
    assert_eq!(help_desk, HelpDesk { name: Some("Contoso Service Desk".to_owned()), ..HelpDesk::default() });
    assert_eq!(supported.vpn.as_deref(), Some("Contoso Connect"));
    assert!(notes.values().all(|note| note.link.is_none()) && notes.len() == 2);
}

#[test]
fn what_is_said_higher_up_counts_and_the_rest_comes_from_below() {
    let of = |text: &str| read(text, Trust::Verified).organisation.unwrap();
    let above = of("[help-desk]\nname = \"Above\"\n[queues]\nidentity = \"A\"\n[notes.location]\nen = \"above\"");
    let below = of(
        "name = \"Below\"\n[help-desk]\nname = \"Below\"\ntelephone = \"+1 555 0100\"\n[queues]\nidentity = \"B\"\nnetwork = \"N\"\n[notes.location]\nen = \"below\"\n[notes.licence]\nen = \"below\"",
    );
    let both = over(Some(above), below);
    let contents = both.verified().unwrap();
    assert_eq!(contents.name.as_deref(), Some("Below"));
    assert_eq!(contents.help_desk.name.as_deref(), Some("Above"));
    assert_eq!(contents.help_desk.telephone.as_deref(), Some("+1 555 0100"));
    assert_eq!(contents.queues.values().collect::<Vec<_>>(), ["A", "N"]);
    assert_eq!(contents.notes.get("location").unwrap().text("en"), Some("above"));
    assert_eq!(contents.notes.len(), 2);
}

#[test]
fn every_key_of_a_ticket_has_its_word() {
    let knowledge = knowledge();
    for key in check::KEYS {
        let word = format!("key.{key}");
        assert_ne!(knowledge.word("en", &word), word);
    }
}
