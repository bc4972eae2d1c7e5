//! The console program from outside: exit status, streams, formats, and what must never be printed.
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test that cannot run the program must stop")]
#![expect(clippy::disallowed_types, reason = "the program is run as others run it")]

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// What a run gave.
struct Ran {
    status: i32,
    stdout: String,
    stderr: String,
}

impl Ran {
    #[track_caller]
    fn refused_with_one_line(&self, words: &[&str]) {
        assert_eq!((self.status, self.stdout.as_str()), (2, ""), "{}", self.stderr);
        self.one_line(words);
    }

    #[track_caller]
    fn one_line(&self, words: &[&str]) {
        assert_eq!(self.stderr.lines().count(), 1, "one line on standard error:\n{}", self.stderr);
        assert!(self.stderr.starts_with("whyblocked-cli: "), "{}", self.stderr);
        for word in words {
            assert!(self.stderr.contains(word), "no {word:?} in: {}", self.stderr);
        }
    }
}

fn run(arguments: &[&str], input: &[u8]) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_whyblocked-cli"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    // A program that refuses its arguments does not wait for the text.
    drop(stdin.write_all(input));
    drop(stdin);
    let output = child.wait_with_output().expect("the program ends");
    Ran {
        status: output.status.code().expect("it ended by itself"),
        stdout: String::from_utf8(output.stdout).expect("text"),
        stderr: String::from_utf8(output.stderr).expect("text"),
    }
}

fn explain(input: &str, more: &[&str]) -> Ran {
    run(&[&["explain"], more].concat(), input.as_bytes())
}

fn case(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(name).join("input.txt")
}

fn page() -> String {
    fs::read_to_string(case("page-unregistered")).expect("a case")
}

/// A folder of this test alone, emptied.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("removed");
    }
    fs::create_dir_all(&folder).expect("made");
    folder
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a readable path")
}

#[test]
fn a_page_is_explained_from_a_file_and_from_standard_input() {
    let path = case("page-unregistered");
    let from_file = run(&["explain", text(&path)], b"");
    assert_eq!((from_file.status, from_file.stderr.as_str()), (0, ""));
    assert!(from_file.stdout.contains("53003"), "{}", from_file.stdout);
    for arguments in [&["explain", "-"] as &[&str], &["explain"]] {
        let piped = run(arguments, page().as_bytes());
        assert_eq!((piped.status, &piped.stdout), (0, &from_file.stdout));
    }
}

#[test]
fn utf_16_is_read_like_utf_8() {
    let utf8 = explain(&page(), &[]);
    for mark in [vec![], vec![0xff, 0xfe]] {
        let bytes: Vec<u8> = mark.into_iter().chain(page().encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let utf16 = run(&["explain"], &bytes);
        assert_eq!((utf16.status, &utf16.stdout), (0, &utf8.stdout));
    }
}

#[test]
fn what_holds_no_refusal_gives_status_1_and_says_so_in_one_line() {
    let inputs: [(&[u8], &str); 7] = [
        (b"", "empty"),
        (b" \n\t\r\n  ", "empty"),
        (b"The bus was late; invoice 53003 is paid.", "No refused Microsoft sign-in"),
        (&[0, 1, 2, 3, 200, 5, 6, 7, 8, 250, 0, 0], "no text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "picture"),
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"PK\x03\x04\x14\0\0\0", "packed file"),
    ];
    for (bytes, word) in inputs {
        for format in ["text", "markdown", "html", "json"] {
            let ran = run(&["explain", "--format", format], bytes);
            assert_eq!(ran.status, 1, "{word}, {format}");
            ran.one_line(&[word, "standard input"]);
            assert!(!ran.stdout.is_empty(), "{word}, {format}: the report says so too");
            if format == "json" {
                let json: Value = serde_json::from_str(&ran.stdout).expect("JSON");
                assert_eq!(json["sign_ins"], Value::Array(Vec::new()));
            }
        }
    }
}

#[test]
fn mistakes_give_status_2_one_line_and_no_output() {
    let there = case("bare-code");
    let folder = folder("a folder");
    run(&["explain", "no-such-file.txt"], b"").refused_with_one_line(&["cannot be read", "no-such-file.txt"]);
    run(&["explain", text(&there), "no-such-file.txt"], b"").refused_with_one_line(&["no-such-file.txt"]);
    run(&["explain", text(&folder)], b"").refused_with_one_line(&["folder", "a folder"]);
    run(&["explain", "--fromat", "text"], b"").refused_with_one_line(&["--fromat", "help"]);
    run(&["explain", "--format", "pdf"], b"").refused_with_one_line(&["pdf", "text, markdown, html, json"]);
    run(&["explain", "--format"], b"").refused_with_one_line(&["--format"]);
    run(&["explain", "--audience", "boss"], b"").refused_with_one_line(&["helpdesk, admin"]);
    run(&["explain", "--redact", "none"], b"").refused_with_one_line(&["personal, secrets"]);
    run(&["explain", "--lang", "xx"], b"").refused_with_one_line(&["xx", "en"]);
    run(&["explain", "--organisation"], b"").refused_with_one_line(&["--organisation", "file, or none"]);
    run(&["check-organisation", "a", "b"], b"").refused_with_one_line(&["one file"]);
    run(&["check-organisation", "no-such-file.toml"], b"")
        .refused_with_one_line(&["no-such-file.toml", "cannot be read"]);
    run(&["explain", "--now", "yesterday"], b"").refused_with_one_line(&["yesterday", "2026-"]);
    run(&["explian"], b"").refused_with_one_line(&["explian", "explain, code"]);
    run(&["--verbose"], b"").refused_with_one_line(&["--verbose"]);
    run(&["code"], b"").refused_with_one_line(&["53003"]);
    run(&["check-knowledge"], b"").refused_with_one_line(&["folder"]);
    run(&["check-knowledge", "no-such-folder"], b"").refused_with_one_line(&["no-such-folder", "cannot be read"]);
    let nowhere = folder.join("nowhere/report.txt");
    run(&["explain", text(&there), "--out", text(&nowhere)], b"")
        .refused_with_one_line(&["cannot be written", "--out"]);
}

#[test]
fn the_files_of_a_folder_are_one_analysis() {
    let folder = folder("several");
    let page = page();
    for name in ["b.txt", "a.txt", ".hidden.txt", "below/c.txt", "1/2/3/d.txt", "1/2/3/4/too-deep.txt"] {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, &page).expect("written");
    }
    let ran = run(&["explain", text(&folder), "--format", "json"], b"");
    let json: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    let names: Vec<&str> =
        json["inputs"].as_array().expect("inputs").iter().filter_map(|i| i["name"].as_str()).collect();
    assert_eq!(names, ["a.txt", "b.txt", "1/2/3/d.txt", "below/c.txt"]);
    ran.one_line(&["4 of 6", "several"]);
}

/// A link must not lead out of a folder, and a pipe must not be waited for.
#[cfg(target_os = "linux")]
#[test]
fn links_and_devices_are_not_opened() {
    let folder = folder("strange");
    fs::write(folder.join("a.txt"), page()).expect("written");
    let outside = self::folder("outside");
    fs::write(outside.join("secret.txt"), "53003").expect("written");
    std::os::unix::fs::symlink(&outside, folder.join("link")).expect("made");
    std::os::unix::fs::symlink("/dev/zero", folder.join("zero")).expect("made");
    drop(std::os::unix::net::UnixListener::bind(folder.join("socket")));
    let ran = run(&["explain", text(&folder), "--format", "json"], b"");
    let json: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!(json["inputs"].as_array().expect("inputs").len(), 1);
    run(&["explain", "/dev/zero"], b"").refused_with_one_line(&["no ordinary file", "/dev/zero"]);
}

#[test]
fn an_organisation_file_is_checked_and_its_mistakes_are_told() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging/organisation.toml");
    let sound = run(&["check-organisation", text(&example)], b"");
    assert_eq!((sound.status, sound.stderr.as_str()), (0, ""));
    assert!(
        sound
            .stdout
            .starts_with("no mistake found: help desk, 5 ways of working, 5 queues, 5 ticket fields, 2 notes\n"),
        "{}",
        sound.stdout
    );
    assert!(sound.stdout.contains("not trusted there"), "{}", sound.stdout);
    let path = folder("organisation").join("organisation.toml");
    fs::write(&path, "nmae = \"Contoso\"\n[supported]\nvpn = 7\n").expect("written");
    let wrong = run(&["check-organisation", text(&path)], b"");
    assert_eq!((wrong.status, wrong.stdout.as_str(), wrong.stderr.lines().count()), (2, "", 2), "{}", wrong.stderr);
    for words in ["organisation.toml:1: there is no key \"nmae\"", "organisation.toml:3: \"vpn\" is a number"] {
        assert!(wrong.stderr.contains(words), "{}", wrong.stderr);
    }
    fs::write(&path, "# nothing\n").expect("written");
    assert!(run(&["check-organisation", text(&path)], b"").stdout.contains("nothing is said"));
}

#[test]
fn an_organisation_file_given_by_hand_is_unverified_and_never_stops_the_program() {
    let path = folder("by hand").join("organisation.toml");
    fs::write(
        &path,
        "[help-desk]\ntelephone = \"+1 555 0199\"\n[notes.location]\nen = \"See https://contoso.example\"\n",
    )
    .expect("written");
    let own = |more: &[&str]| explain(&page(), &[&["--redact", "secrets", "--organisation"], more].concat());
    let (without, with) = (own(&["none"]), own(&[text(&path)]));
    assert_eq!((with.status, with.stderr.as_str()), (0, ""));
    assert!(!with.stdout.contains("0199") && !with.stdout.contains("contoso.example"), "{}", with.stdout);
    fs::write(&path, b"\xff\xfe\0\0").expect("written");
    let damaged = own(&[text(&path)]);
    assert_eq!((damaged.status, &damaged.stdout), (0, &without.stdout));
    damaged.one_line(&["organisation.toml", "UTF-8"]);
    let masked = explain(&page(), &["--organisation", text(&path)]);
    assert_eq!((masked.status, &masked.stdout), (0, &explain(&page(), &[]).stdout));
    assert!(masked.stderr.contains("--redact secrets"), "{}", masked.stderr);
}

#[test]
fn several_files_are_one_analysis() {
    let (first, second) = (case("page-unregistered"), case("wrong-password-json"));
    let ran = run(&["explain", "--format", "json", text(&first), text(&second)], b"");
    assert_eq!(ran.status, 0);
    let json: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!(json["inputs"].as_array().map(Vec::len), Some(2));
    let inputs: BTreeSet<u64> = facts(&json).into_iter().filter_map(|fact| fact["input"].as_u64()).collect();
    assert_eq!(inputs, BTreeSet::from([0, 1]));
}

#[test]
fn help_version_and_codes() {
    for arguments in
        [&["--help"] as &[&str], &["-h"], &["help"], &["help", "explain"], &["explain", "--help"], &["code", "-h"], &[]]
    {
        let ran = run(arguments, b"");
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{arguments:?}");
        assert!(ran.stdout.contains("whyblocked-cli"), "{arguments:?}");
    }
    let version = run(&["--version"], b"");
    assert!(
        version.stdout.starts_with(&format!("whyblocked-cli {} (knowledge 2", env!("CARGO_PKG_VERSION"))),
        "{}",
        version.stdout
    );
    for code in ["53003", "AADSTS50126", "0xCAA2000C"] {
        let ran = run(&["code", code], b"");
        assert_eq!(ran.status, 0, "{code}: {}", ran.stdout);
    }
    assert_eq!(run(&["code", "12"], b"").status, 1);
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    let checked = run(&["check-knowledge", text(&assets)], b"");
    assert_eq!(checked.status, 0, "{}", checked.stderr);
    assert!(checked.stdout.starts_with("no mistake found"), "{}", checked.stdout);
}

#[test]
fn each_format_is_what_it_says() {
    let plain = explain(&page(), &["--format", "text"]).stdout;
    assert!(plain.starts_with("----- BEGIN") && plain.ends_with("-----\n"), "{plain}");
    let html = explain(&page(), &["--format", "html"]).stdout;
    assert!(html.to_lowercase().starts_with("<!doctype html>") && html.trim_end().ends_with("</html>"), "{html}");
    for outside in ["<script", "src=", "href=\"http", "url(", "@import"] {
        assert!(!html.contains(outside), "the page loads something: {outside}");
    }
    let markdown = explain(&page(), &["--format", "markdown"]).stdout;
    assert!(markdown.contains("53003") && markdown.contains("**"), "{markdown}");
}

#[test]
fn a_report_is_written_to_a_file() {
    let path = folder("out").join("report.txt");
    let ran = explain(&page(), &["--out", text(&path)]);
    assert_eq!((ran.status, ran.stdout.as_str(), ran.stderr.as_str()), (0, "", ""));
    assert_eq!(fs::read_to_string(&path).expect("written"), explain(&page(), &[]).stdout);
}

#[test]
fn a_language_that_is_asked_for_is_the_report_s() {
    let english = explain(&page(), &[]).stdout;
    let mut written = BTreeSet::from([english.clone()]);
    for (asked, words) in [("de", "BEGINN"), ("fr", "DÉBUT"), ("es", "INICIO"), ("pt-BR", "INÍCIO"), ("ja", "レポート")]
    {
        let ran = explain(&page(), &["--language", asked]);
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
        assert!(ran.stdout.contains(words), "{asked}: no {words:?} in\n{}", ran.stdout);
        assert!(ran.stdout.contains("53003"), "{asked}");
        written.insert(ran.stdout);
    }
    assert_eq!(written.len(), 6, "each has its own");
    assert_eq!(explain(&page(), &["--language", "en-GB"]).stdout, english);
    explain(&page(), &["--language", "tlh"]).refused_with_one_line(&["--language", "tlh"]);
}

#[test]
fn output_depends_on_neither_locale_nor_clock() {
    let ran = |language: &str, zone: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_whyblocked-cli"));
        let command = command
            .arg("explain")
            .arg(case("page-unregistered"))
            .env("LANG", language)
            .env("LC_ALL", language)
            .env("TZ", zone);
        command.output().expect("the program runs").stdout
    };
    assert_eq!(ran("C", "UTC"), ran("de_DE.UTF-8", "Pacific/Auckland"));
    let aged = explain(&page(), &["--now", "2026-11-23T12:00:00Z"]).stdout;
    assert_eq!(aged, explain(&page(), &["--now", "2026-11-23T12:00:00Z"]).stdout);
}

/// Every fact and every piece of evidence of an analysis.
fn facts(json: &Value) -> Vec<&Value> {
    let sign_ins = json["sign_ins"].as_array().expect("a list");
    let facts =
        sign_ins.iter().flat_map(|sign_in| sign_in["facts"].as_object().into_iter().flat_map(serde_json::Map::values));
    let evidence = sign_ins
        .iter()
        .flat_map(|sign_in| sign_in["findings"].as_array().into_iter().flatten().map(|finding| &finding["evidence"]));
    let devices = json["devices"].as_array().expect("a list");
    let of_devices =
        devices.iter().flat_map(|device| device["facts"].as_object().into_iter().flat_map(serde_json::Map::values));
    facts.chain(evidence).chain(of_devices).flat_map(|list| list.as_array().into_iter().flatten()).collect()
}

#[test]
fn every_fact_is_what_stands_at_its_place() {
    let cases = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")).expect("the cases");
    let mut checked = 0;
    for entry in cases {
        let folder = entry.expect("a case").path();
        let mut paths: Vec<PathBuf> =
            fs::read_dir(&folder).expect("a case").map(|entry| entry.expect("a file").path()).collect();
        paths.retain(|path| !path.ends_with("expected.txt"));
        paths.sort();
        let inputs: Vec<Vec<u8>> = paths.iter().map(|path| fs::read(path).expect("an input")).collect();
        let arguments: Vec<&str> =
            ["explain", "--format", "json"].into_iter().chain(paths.iter().map(|path| text(path))).collect();
        let json: Value = serde_json::from_str(&run(&arguments, b"").stdout).expect("JSON");
        assert_eq!(json["schema"], 1);
        for fact in facts(&json) {
            let place = |name: &str| usize::try_from(fact[name].as_u64().expect("a place")).expect("a place");
            let input = inputs.get(place("input")).expect("one of the inputs");
            let there = input.get(place("start")..place("end")).expect("inside the input");
            assert_eq!(fact["text"].as_str().map(str::as_bytes), Some(there), "{fact} in {}", folder.display());
            checked += 1;
        }
    }
    assert!(checked > 100, "only {checked} facts checked");
}

/// Every output that the program can make of a text with this redaction.
fn outputs(input: &str, redaction: &str) -> Vec<(String, Ran)> {
    let mut outputs = Vec::new();
    for format in ["text", "markdown", "html", "json"] {
        for audience in ["helpdesk", "admin"] {
            let ran = explain(input, &["--format", format, "--audience", audience, "--redact", redaction]);
            assert_eq!(ran.status, 0, "{}", ran.stderr);
            outputs.push((format!("{format} for {audience}, {redaction}"), ran));
        }
    }
    outputs
}

#[track_caller]
fn never_printed(input: &str, redaction: &str, values: &[&str]) {
    for value in values {
        assert!(input.contains(value), "{value:?} is not even in the input");
    }
    for (name, Ran { stdout, stderr, .. }) in outputs(input, redaction) {
        for value in values {
            let printed = [&stdout, &stderr].iter().any(|text| text.to_lowercase().contains(&value.to_lowercase()));
            assert!(!printed, "{name} holds {value:?}:\n{stdout}\n{stderr}");
        }
    }
}

const TOKEN: &str =
    "eyJ0eXAiOiJKV1QiLCJhbGciOiJub25lIn0.eyJ1cG4iOiJhZGVsZSIsInNjcCI6IkZpbGVzIn0.c2lnbmF0dXJlLW9mLW5vYm9keQ";
const REFRESH: &str = "0.AXoAc2VjcmV0LXJlZnJlc2gtdG9rZW4tb2Ytbm9ib2R5LWF0LWFsbC1pbi10aGlzLXRlc3Q";
const COOKIE: &str = "AQABAAEAAAAtY29va2llLW9mLW5vYm9keS1pbi10aGlzLXRlc3Q";
const AUTHORISATION: &str = "OAQABAAIAAADCoMpjJXrxTq9VG9te7FX2c2VjcmV0";
const DEVICE_CODE: &str = "GQ7XKBW2P";
const PASSWORD: &str = "Tr0ub4dor-and-3";

#[test]
fn tokens_and_cookies_are_never_printed() {
    let input = format!(
        "{}\nAuthorization: Bearer {TOKEN}\nSet-Cookie: ESTSAUTHPERSISTENT={COOKIE}; domain=.login.microsoftonline.com\n\
         {{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS53003: Access has been blocked by Conditional Access policies.\",\"refresh_token\":\"{REFRESH}\"}}\n\
         http://localhost:8400/?code={AUTHORISATION}&state=1\n\
         To sign in, use a web browser to open the page https://microsoft.com/devicelogin and enter the code {DEVICE_CODE} to authenticate.\n\
         password={PASSWORD}\n",
        page()
    );
    for redaction in ["personal", "secrets"] {
        never_printed(&input, redaction, &[TOKEN, REFRESH, COOKIE, AUTHORISATION, DEVICE_CODE, PASSWORD]);
    }
}

/// Of a browser's recording nothing is shown but what says why; cookies, passwords and tokens stand everywhere in it.
#[test]
fn secrets_of_a_recording_are_never_printed() {
    let page = r#"$Config={\"sErrorCode\":\"53003\",\"sessionId\":\"8f2c1d3e-4a5b-4c7d-8e9f-0a1b2c3d4e5f\",\"sFT\":\"PLANTEDtoken\",\"apiCanary\":\"PLANTEDcanary\"};"#;
    let entry = format!(
        r#"{{"startedDateTime":"2026-03-14T09:26:53Z","request":{{"method":"POST","url":"https://login.microsoftonline.com/common/login?code=PLANTEDcode&error=access_denied","headers":[{{"name":"Cookie","value":"a=PLANTEDcookie"}}],"postData":{{"text":"passwd=PLANTEDpassword&login=alex"}}}},"response":{{"status":200,"redirectURL":"https://app.contoso.com/#id_token=PLANTEDtoken","headers":[{{"name":"Set-Cookie","value":"b=PLANTEDcookie"}}],"content":{{"text":"{page}"}}}}}}"#
    );
    let recording = format!(r#"{{"log":{{"version":"1.2","entries":[{entry}]}}}}"#);
    for redaction in ["personal", "secrets"] {
        let secrets = ["PLANTEDtoken", "PLANTEDcanary", "PLANTEDcode", "PLANTEDcookie", "PLANTEDpassword"];
        never_printed(&recording, redaction, &secrets);
    }
    assert_eq!(explain(&recording, &[]).status, 0, "it is explained all the same");
}

#[test]
fn tokens_in_the_places_of_facts_are_never_printed() {
    let input = format!(
        "Error Code: 53003\nRequest Id: 8f2c1d3e-4a5b-4c7d-8e9f-0a1b2c3d4e5f\nApp name: {TOKEN}\nDevice platform: {TOKEN}\nUser: {TOKEN}\n\
         Policy name: {REFRESH}\nBrowser: {TOKEN}\nMessage: {TOKEN}\n"
    );
    for redaction in ["personal", "secrets"] {
        never_printed(&input, redaction, &[TOKEN, REFRESH]);
    }
}

const PERSONAL: &str = "\
Sign-in of Adele Vance <adelev@contoso.com> failed again.
You don't have access to this
Error Code: 53003
Request Id: 8f2c1d3e-4a5b-4c7d-8e9f-0a1b2c3d4e5f
Correlation Id: 1b2c3d4e-5f60-4718-9a0b-1c2d3e4f5061
Timestamp: 2026-11-20T09:26:53Z
App name: OfficeHome
App id: 4765445b-32c6-49b0-83e6-1d93765276ca
User: adelev@contoso.com
IP address: 203.0.113.77
Device identifier: eee0c77f-1b6a-4d92-a1af-ae4aa1524e6a
Device name: CONTOSO-LT-4711
Device platform: Windows 10
Device state: Compliant
Tenant ID: 0f1e2d3c-4b5a-4697-8807-162534435261
Tenant: contoso.onmicrosoft.com
";

const PERSONAL_JSON: &str = r#"{
  "id": "d4e5f607-1829-43a4-85c6-c7d8e9fa0b00",
  "createdDateTime": "2026-11-20T14:22:05Z",
  "userDisplayName": "Alex Wilber",
  "userPrincipalName": "alexw@fabrikam.com",
  "userId": "5e6f7081-92a3-44b5-86c7-d8e9fa0b1c2d",
  "appDisplayName": "Microsoft Azure CLI",
  "appId": "04b07795-8ddb-461a-bbee-02f9e1bf7b46",
  "ipAddress": "2001:db8:85a3::8a2e:370:7334",
  "correlationId": "a3b4c5d6-e7f8-49a0-8bc2-d3e4f5061728",
  "conditionalAccessStatus": "failure",
  "homeTenantId": "6a7b8c9d-0e1f-4a2b-93c4-d5e6f7081920",
  "resourceDisplayName": "Windows Azure Service Management API",
  "status": {"errorCode": 53003, "failureReason": "Access has been blocked by Conditional Access policies."},
  "deviceDetail": {"deviceId": "7b8c9d0e-1f2a-4b3c-84d5-e6f708192a3b", "displayName": "FABRIKAM-PC-9", "operatingSystem": "Windows 10", "browser": ""},
  "location": {"city": "Redmond", "countryOrRegion": "US"}
}"#;

#[test]
fn a_report_for_anyone_else_names_nobody() {
    let of_page = [
        "adelev",
        "Adele Vance",
        "@contoso",
        "203.0.113.77",
        "eee0c77f-1b6a",
        "CONTOSO-LT-4711",
        "0f1e2d3c-4b5a",
        "contoso.onmicrosoft.com",
    ];
    never_printed(PERSONAL, "personal", &of_page);
    let of_log = [
        "alexw",
        "Alex Wilber",
        "fabrikam.com",
        "5e6f7081-92a3",
        "2001:db8:85a3",
        "6a7b8c9d-0e1f",
        "7b8c9d0e-1f2a",
        "FABRIKAM-PC-9",
    ];
    never_printed(PERSONAL_JSON, "personal", &of_log);
}

#[test]
fn a_report_for_anyone_else_keeps_what_it_can_find_the_row_by() {
    for (name, ran) in outputs(PERSONAL, "personal") {
        for kept in
            ["8f2c1d3e-4a5b-4c7d-8e9f-0a1b2c3d4e5f", "1b2c3d4e-5f60-4718-9a0b-1c2d3e4f5061", "53003", "2026-11-20"]
        {
            assert!(ran.stdout.contains(kept), "{name} lacks {kept}");
        }
    }
}

#[test]
fn a_report_for_ones_own_it_keeps_the_person() {
    for (name, ran) in outputs(PERSONAL, "secrets") {
        assert!(ran.stdout.contains("adelev@contoso.com"), "{name}");
    }
    // Scripts are one's own, a report may go anywhere: so the default goes by the format.
    assert!(explain(PERSONAL, &["--format", "json"]).stdout.contains("adelev@contoso.com"));
    assert!(!explain(PERSONAL, &[]).stdout.contains("adelev"));
}
