//! What devices say of themselves: read wherever it stands, never taken for a refusal, used for their own sign-ins only.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use std::sync::LazyLock;

use whyblocked::job::Progress;
use whyblocked::knowledge::Knowledge;
use whyblocked::model::{Analysis, Certainty, FactKind, Origin, Source};
use whyblocked::pipeline::analyse;
use whyblocked::view::report::{Audience, Redaction};
use whyblocked::view::{Options, Views};

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::embedded().unwrap());

const DUMP: &str = "\
+----------------------------------------------------------------------+
| Device State                                                         |
+----------------------------------------------------------------------+

             AzureAdJoined : YES
          EnterpriseJoined : NO
              DomainJoined : NO
               Device Name : CONTOSO-PC7
                  DeviceId : 6a5b4c3d-2e1f-4a0b-9c8d-7e6f5a4b3c2d
                  TenantId : 0f1e2d3c-4b5a-4968-8776-655443322110
           WorkplaceJoined : NO
             WamDefaultSet : YES
                AzureAdPrt : YES
      AzureAdPrtUpdateTime : 2026-11-20 08:02:11.000 UTC
";

const ATTEMPT: &str = "\
      RefreshPrtDiagnostics : PRESENT
       Previous Prt Attempt : 2026-11-20 08:10:33.789 UTC
             Attempt Status : 0xc00484b2
              User Identity : alex@contoso.com
            Credential Type : NGC
             Correlation ID : 63648321-fc5c-46eb-996e-ed1f3ba7740f
               Endpoint URI : https://login.microsoftonline.com/0f1e2d3c-4b5a-4968-8776-655443322110/oauth2/token/
                HTTP status : 400
          Server Error Code : interaction_required
   Server Error Description : AADSTS53003: Access has been blocked by Conditional Access policies.
             EnterprisePrt : NO
";

const PAGE: &str = "You don't have access to this\nError Code: 53003\nRequest Id: 3b6f0d3e-92c4-4f0b-8a57-1c2d3e4f5a00\n\
    Correlation Id: 7d1e2f30-4a5b-4c6d-9e8f-0a1b2c3d4e5f\nTimestamp: 2026-11-20T08:41:17.204Z\nApp name: OfficeHome\n\
    App id: 4765445b-32c6-49b0-83e6-1d93765276ca\nIP address: 203.0.113.40\nDevice identifier: Not available\n\
    Device platform: Windows 10\nDevice state: Unregistered\n";

fn read(texts: &[&str]) -> Analysis {
    let source = |(number, text): (usize, &&str)| Source::text(format!("input {number}"), Origin::Pasted, text);
    let sources: Vec<Source> = texts.iter().enumerate().map(source).collect();
    analyse(&sources, &KNOWLEDGE, &Progress::default()).unwrap()
}

fn value(analysis: &Analysis, kind: FactKind) -> Option<&str> {
    analysis.devices.iter().find_map(|device| device.value(kind))
}

fn keys(analysis: &Analysis) -> Vec<&str> {
    analysis.warnings.iter().map(|warning| warning.key).collect()
}

/// Whether a device's own words are evidence for the first sign-in.
fn is_used(analysis: &Analysis) -> bool {
    analysis.diagnoses[0].sign_in.first(FactKind::JoinType).is_some()
}

#[test]
fn a_status_is_no_refusal_however_it_was_pasted() {
    let quoted = format!("> > {}", DUMP.replace('\n', "\r\n> > "));
    let spaced = DUMP.replace('\n', "\n\n");
    let on_one_line = DUMP.split_whitespace().collect::<Vec<_>>().join(" ");
    let html = DUMP.replace('\n', "<br/>");
    let in_json = format!("{{\"body\":\"{}\"}}", DUMP.replace('\n', "\\r\\n"));
    let in_table = DUMP.replace(" : ", " | ");
    let in_mail = format!("Hello,\n\nError 42 on port 53003?\n\n{DUMP}\n\nAlex, room 53003\n");
    for text in [DUMP, &quoted, &spaced, &on_one_line, &html, &in_json, &in_table, &in_mail] {
        let analysis = read(&[text]);
        assert!(analysis.diagnoses.is_empty(), "{text}");
        assert_eq!(analysis.devices.len(), 1, "{text}");
        assert_eq!(value(&analysis, FactKind::JoinType), Some("entra-joined"), "{text}");
        assert_eq!(value(&analysis, FactKind::PrimaryRefreshToken), Some("present"), "{text}");
        assert_eq!(value(&analysis, FactKind::DeviceId), Some("6a5b4c3d-2e1f-4a0b-9c8d-7e6f5a4b3c2d"), "{text}");
        assert_eq!(value(&analysis, FactKind::DeviceName), Some("CONTOSO-PC7"), "{text}");
        for fact in &analysis.devices[0].facts {
            assert!(analysis.documents[0].text.get(fact.span.start..fact.span.end).is_some());
        }
    }
}

#[test]
fn fields_stand_below_their_heading_and_every_cut_is_read() {
    let analysis = read(&[DUMP]);
    let fields = &analysis.documents[0].statuses[0].fields;
    assert_eq!((&*fields[0].path, fields[0].value.as_str()), ("Device State.AzureAdJoined", "YES"));
    assert_eq!(&DUMP[fields[0].span.start..fields[0].span.end], "YES");
    for end in 0..DUMP.len() {
        let piece = read(&[&DUMP[..end], &DUMP[end..]]);
        assert!(piece.diagnoses.is_empty() && piece.devices.len() <= 2, "{end}");
    }
}

#[test]
fn words_about_the_command_are_no_status() {
    for text in [
        "Please run dsregcmd /status and send me the output.",
        "AzureAdPrt tells whether the token is there; see Device State and SSO State.",
        "DeviceId: 6a5b4c3d-2e1f-4a0b-9c8d-7e6f5a4b3c2d, TenantId: 0f1e2d3c-4b5a-4968-8776-655443322110",
        "state : 1, Received: from mail.contoso.com, Expiration : soon",
        "Operating system: Windows 11\nBrowser: Edge",
    ] {
        assert!(read(&[text]).devices.is_empty(), "{text}");
    }
}

#[test]
fn page_and_status_are_read_together_in_one_text_or_two() {
    let together = format!("{DUMP}\n{PAGE}\n");
    let amid = format!("{}\n{PAGE}\n{}", &DUMP[..400], &DUMP[400..]);
    for texts in [vec![PAGE, DUMP], vec![DUMP, PAGE], vec![&together], vec![&amid]] {
        let analysis = read(&texts);
        assert_eq!(analysis.diagnoses.len(), 1);
        let sign_in = &analysis.diagnoses[0].sign_in;
        assert_eq!(sign_in.value(FactKind::ErrorCode), Some("53003"));
        assert_eq!(sign_in.value(FactKind::DeviceId), None, "the page showed none");
        assert_eq!(sign_in.value(FactKind::RequestId), Some("3b6f0d3e-92c4-4f0b-8a57-1c2d3e4f5a00"));
        assert!(is_used(&analysis), "{texts:?}");
        let first = &analysis.diagnoses[0].findings[0];
        assert_eq!((first.cause.as_str(), first.certainty), ("device-proof-missing", Certainty::Likely));
        assert!(first.missing.iter().all(|what| !what.contains("dsregcmd")), "it is there already");
    }
}

#[test]
fn a_failed_attempt_inside_a_status_is_a_sign_in_of_its_own() {
    let analysis = read(&[&format!("{DUMP}{ATTEMPT}")]);
    assert_eq!((analysis.diagnoses.len(), analysis.devices.len()), (1, 1));
    let sign_in = &analysis.diagnoses[0].sign_in;
    assert_eq!(sign_in.value(FactKind::ErrorCode), Some("53003"));
    assert_eq!(sign_in.value(FactKind::CorrelationId), Some("63648321-fc5c-46eb-996e-ed1f3ba7740f"));
    assert_eq!(sign_in.value(FactKind::User), Some("alex@contoso.com"));
    let at = sign_in.first(FactKind::Timestamp).unwrap().instant.unwrap();
    assert_eq!(at.to_string(), "2026-11-20T08:10:33.789Z");

    let other =
        ATTEMPT.replace("Refresh", "Acquire").replace("53003: Access has", "50126: Wrong").replace("636483", "736483");
    let both = read(&[&format!("{DUMP}{other}{ATTEMPT}\n{PAGE}")]);
    let codes: Vec<_> = both.diagnoses.iter().map(|d| d.sign_in.value(FactKind::ErrorCode).unwrap()).collect();
    assert_eq!(codes.len(), 3, "{codes:?}");
    assert_eq!(codes.iter().filter(|code| **code == "53003").count(), 2);

    let without_code =
        ATTEMPT.replace("AADSTS53003: Access has been blocked by Conditional Access policies.", "unknown");
    assert!(read(&[&format!("{DUMP}{without_code}")]).diagnoses.is_empty());
}

#[test]
fn nothing_is_taken_from_another_device() {
    let shown = PAGE.replace("Not available", "00aa11bb-22cc-43dd-84ee-55ff66aa77bb");
    let analysis = read(&[&shown, DUMP]);
    assert!(!is_used(&analysis) && keys(&analysis) == ["device-other"]);
    let same = PAGE.replace("Not available", "6a5b4c3d-2e1f-4a0b-9c8d-7e6f5a4b3c2d");
    assert!(is_used(&read(&[&same, DUMP])));
    let phone = PAGE.replace("Windows 10", "iOS");
    assert_eq!(keys(&read(&[&phone, DUMP])), ["device-other-system"]);
    let second = DUMP.replace("6a5b4c3d", "7b6c5d4e").replace("PC7", "PC8");
    let several = read(&[PAGE, DUMP, &second]);
    assert!(!is_used(&several) && keys(&several) == ["several-devices"] && several.devices.len() == 2);
    assert!(is_used(&read(&[PAGE, DUMP, DUMP])), "the same status given twice is one device");
    let mac = PAGE.replace("Windows 10", "macOS");
    let checks =
        "ProductName: macOS\nProductVersion: 15.7.9\nBuildVersion: 24G720\nEnrolled via DEP: No\nMDM enrollment: No\n";
    let of_mac = read(&[&mac, checks]);
    assert_eq!((of_mac.devices.len(), of_mac.warnings.len()), (2, 0));
    assert_eq!(of_mac.diagnoses[0].sign_in.value(FactKind::Enrolment), Some("not-enrolled"));
}

#[test]
fn among_several_people_only_the_one_of_the_device_is_meant() {
    let of = |user: &str, id: &str| format!("{}User: {user}\n", PAGE.replace("3b6f0d3e", id));
    let dump = format!("{DUMP}    Executing Account Name : CONTOSO\\alex, alex@contoso.com\n");
    let analysis = read(&[&of("alex@contoso.com", "3b6f0d3e"), &of("sam@contoso.com", "4b6f0d3e"), &dump]);
    let used: Vec<bool> = analysis.diagnoses.iter().map(|d| d.sign_in.first(FactKind::JoinType).is_some()).collect();
    assert_eq!(used, [true, false]);
}

#[test]
fn an_elevated_run_says_nothing_about_the_person() {
    for line in ["KeySignTest : PASSED", "KeySignTest: : FAILED", "User Context : ELEVATED User"] {
        let analysis = read(&[&format!("{DUMP}{line}\n")]);
        assert_eq!(value(&analysis, FactKind::RunAs), Some("elevated"), "{line}");
        assert_eq!(value(&analysis, FactKind::PrimaryRefreshToken), None, "{line}");
        assert_eq!(value(&analysis, FactKind::PrtUpdated), None, "{line}");
        assert_eq!(value(&analysis, FactKind::JoinType), Some("entra-joined"), "{line}");
        assert_eq!(keys(&analysis), ["device-elevated"], "{line}");
    }
    let error = DUMP.replace("WamDefaultSet : YES", "WamDefaultSet : ERROR (0x80070520)");
    assert_eq!(value(&read(&[&error]), FactKind::RunAs), Some("elevated"));
    let plain = format!("{error}User Context : UN-ELEVATED User\nKeySignTest : MUST Run elevated to test.\n");
    assert_eq!(value(&read(&[&plain]), FactKind::RunAs), None);
}

#[test]
fn the_token_of_a_device_that_is_only_registered_means_nothing() {
    let registered = DUMP
        .replace("AzureAdJoined : YES", "AzureAdJoined : NO")
        .replace("WorkplaceJoined : NO", "WorkplaceJoined : YES");
    let analysis = read(&[&registered]);
    assert_eq!(value(&analysis, FactKind::WorkAccount), Some("registered"));
    assert_eq!(value(&analysis, FactKind::PrimaryRefreshToken), None);
    let mdm = "MdmUrl : https://enrollment.manage.microsoft.com/enrollmentserver/discovery.svc\n";
    assert_eq!(value(&read(&[&format!("{DUMP}{mdm}")]), FactKind::Enrolment), None, "MdmUrl alone proves nothing");
}

#[test]
fn times_are_compared_only_where_the_text_gives_both() {
    let at = |time: &str| keys(&read(&[PAGE, &DUMP.replace("2026-11-20 08:02:11.000", time)])).join(" ");
    assert_eq!(at("2026-11-20 08:02:11.000"), "");
    assert_eq!(at("2026-11-20 02:02:11.000"), "device-older");
    assert_eq!(at("2026-11-20 09:02:11.000"), "device-newer");
    assert_eq!(at("soon"), "");
}

#[test]
fn what_a_device_says_is_shown_and_masked() {
    let analysis = read(&[DUMP]);
    let options = Options { language: "en".to_owned(), now: None, zone: None, organisation: None };
    let views = Views::build(&analysis, &KNOWLEDGE, &options);
    assert_eq!(
        views.nothing.unwrap().headline,
        "No refused sign-in in it; this is the device's own status: joined to Entra, sign-in token present"
    );
    assert!(views.devices[0].rows.iter().any(|row| row.text.contains("2026-11-20 08:02:11 UTC")));
    assert!(views.devices[0].remarks.iter().any(|remark| remark.contains("does not prove")));
    assert!(
        views.sources[0].recognition.line.starts_with("Device status of Windows (dsregcmd)"),
        "{}",
        views.sources[0].recognition.line
    );
    assert!(views.sources[0].marks.iter().any(|mark| mark.kind == FactKind::JoinType));
    let json = whyblocked::report::json::render(&analysis, &KNOWLEDGE, "en", Audience::HelpDesk, Redaction::Personal);
    assert!(!json.contains("PC7") && !json.contains("6a5b4c3d") && !json.contains("0f1e2d3c"), "{json}");
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["devices"][0]["input"], 0);
    assert_eq!(value["devices"][0]["facts"]["join-type"][0]["value"], "entra-joined");
    assert_eq!(value["sign_ins"].as_array().unwrap().len(), 0);
}

#[test]
fn every_state_of_every_format_has_its_words() {
    for format in &KNOWLEDGE.formats {
        for state in &format.state {
            let key = format!("device.row.{}.{}", state.fact.id(), state.is);
            assert_ne!(KNOWLEDGE.word("en", &key), key, "{}", format.id.get_ref());
        }
    }
}

const COMPUTER: &str = "\
Operating system: Windows 11 24H2 Professional (26100.4061)
Joined to Entra: yes
Joined to a domain: no
Device id: 6a5b4c3d-2e1f-4a0b-9c8d-7e6f5a4b3c2d
Work account registered: no
Looks enrolled: yes (Intune)
Interfaces like a VPN: GlobalProtect (private address)
";

fn views(analysis: &Analysis, now: Option<&str>) -> Views {
    let now = now.map(|now| now.parse().unwrap());
    Views::build(analysis, &KNOWLEDGE, &Options { language: "en".to_owned(), now, zone: None, organisation: None })
}

#[test]
fn the_sign_in_and_the_device_are_compared_either_way() {
    let compared = |page: &str, device: &str| {
        let analysis = read(&[page, device]);
        let case = views(&analysis, None).cases.remove(0);
        (case.compared.into_iter().map(|statement| statement.text).collect::<Vec<_>>().join("; "), is_used(&analysis))
    };
    let same_id = PAGE.replace("Not available", "6a5b4c3d-2e1f-4a0b-9c8d-7e6f5a4b3c2d");
    let other_id = PAGE.replace("Not available", "00aa11bb-22cc-43dd-84ee-55ff66aa77bb");
    let mac = PAGE.replace("Windows 10", "macOS");
    let unsaid = PAGE.replace("Device platform: Windows 10\n", "");
    for device in [COMPUTER, DUMP] {
        let table = [
            (PAGE, "both say Windows", true),
            (&same_id, "name the same device identifier", true),
            (&other_id, "another device identifier", false),
            (&mac, "The sign-in says macOS, the device status is of Windows", false),
            (&unsaid, "", true),
        ];
        for (page, expected, used) in table {
            let (text, is_used) = compared(page, device);
            assert!(
                text.contains(expected) && text.is_empty() == expected.is_empty(),
                "{expected:?} is not in {text:?}"
            );
            assert_eq!(is_used, used, "{text}");
        }
    }
    let both = mac.replace("Not available", "6a5b4c3d-2e1f-4a0b-9c8d-7e6f5a4b3c2d");
    assert!(!compared(&both, COMPUTER).1, "one of the two differs");
}

#[test]
fn a_report_says_when_the_status_is_of_another_device() {
    let mac = PAGE.replace("Windows 10", "macOS");
    let analysis = read(&[&mac, COMPUTER]);
    let options = Options { language: "en".to_owned(), now: None, zone: None, organisation: None };
    let report = |audience| {
        let view = whyblocked::view::report::report(&analysis, 0, &KNOWLEDGE, &options, audience, Redaction::Personal);
        let text = whyblocked::report::render(&view, whyblocked::report::Format::Text);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    for audience in [Audience::HelpDesk, Audience::Admin] {
        assert!(report(audience).contains("says macOS, the device status is of Windows"), "{}", report(audience));
    }
}

#[test]
fn the_end_of_updates_counts_at_the_time_of_the_sign_in_and_is_told_for_today() {
    let old = COMPUTER.replace("24H2 Professional (26100.4061)", "23H2 Professional (22631.6199)");
    let refused = |text: &str, day: &str| {
        let analysis = read(&[&PAGE.replace("2026-11-20", day), text]);
        analysis.diagnoses[0].sign_in.value(FactKind::Servicing).map(str::to_owned)
    };
    assert_eq!(refused(&old, "2026-11-20").as_deref(), Some("ended"));
    assert_eq!(refused(&old, "2025-11-01"), None, "it still had updates on that day");
    assert_eq!(refused(DUMP, "2026-11-20"), None, "no version is told");
    let cause = |text: &str| {
        let analysis = read(&[PAGE, text]);
        let finding = analysis.diagnoses[0].findings.iter().find(|finding| finding.cause == "os-version");
        finding.map(|finding| finding.certainty)
    };
    assert_eq!((cause(&old), cause(DUMP)), (Some(Certainty::Possible), None), "supported, never proved");

    let rows = |text: &str, now: Option<&str>| {
        let view = views(&read(&[text]), now).devices.remove(0);
        view.rows.into_iter().map(|row| row.text).chain(view.remarks).collect::<Vec<_>>().join("\n")
    };
    let today = rows(COMPUTER, Some("2026-11-23T10:00:00Z"));
    assert!(today.contains("Windows 11 24H2 (26100): security updates ended on 2026-10-13 (Home, Pro)"), "{today}");
    assert!(today.contains("the organisation's own rule decides") && today.contains("Whose VPN it is"), "{today}");
    let before = rows(COMPUTER, Some("2026-10-01T10:00:00Z"));
    assert!(before.contains("security updates until 2026-10-13 (Home, Pro)"), "{before}");
    assert!(!before.contains("rule decides"), "{before}");
    let undated = rows(COMPUTER, None);
    assert!(undated.contains("end of security updates 2026-10-13 (Home, Pro)"), "{undated}");
    let any = rows(&COMPUTER.replace(" Professional", ""), Some("2026-11-23T10:00:00Z"));
    assert!(
        any.contains("ended on 2026-10-13 (Home, Pro); security updates until 2027-10-12 (Enterprise, Education)"),
        "{any}"
    );
    let mac = rows("ProductName: macOS\nProductVersion: 15.7.9\nBuildVersion: 24G720\n", Some("2026-11-23T10:00:00Z"));
    assert!(mac.contains("macOS 15 Sequoia: no end of security updates is announced"), "{mac}");
}

#[test]
fn this_computer_never_says_that_it_is_compliant_and_its_vpn_is_no_evidence() {
    let analysis = read(&[PAGE, COMPUTER]);
    assert_eq!(value(&analysis, FactKind::VpnInterface), Some("GlobalProtect (private address)"));
    assert!(analysis.diagnoses[0].sign_in.first(FactKind::VpnInterface).is_none());
    let device = views(&analysis, None).devices.remove(0);
    let rows: Vec<String> = device.rows.into_iter().map(|row| row.text).collect();
    assert!(rows.iter().any(|row| row.contains("looks enrolled")), "{rows:?}");
    assert!(rows.iter().all(|row| !row.to_lowercase().contains("compliant")), "{rows:?}");
    assert!(device.remarks.iter().any(|remark| remark.contains("does not prove that the device is compliant")));
}

#[test]
fn two_tools_of_one_device_are_one_device() {
    let linux = "Operating system: Ubuntu 24.04.3 LTS (Linux)\nIntune app: found\nWork account registered: yes\n\
        Looks enrolled: yes (Intune)\nInterfaces like a VPN: none\n";
    let journal =
        "Nov 20 08:02:17 contoso-pc7 intune-agent[4929]: Failed to checkin with Intune: Authentication failed\n";
    let page = PAGE.replace("Windows 10", "Linux");
    let analysis = read(&[&page, linux, journal]);
    assert_eq!((analysis.devices.len(), keys(&analysis).len()), (2, 0), "{:?}", keys(&analysis));
    assert!(analysis.diagnoses[0].sign_in.first(FactKind::Enrolment).is_some());
    let windows = read(&[PAGE, COMPUTER, DUMP]);
    assert!(is_used(&windows) && keys(&windows).is_empty(), "{:?}", keys(&windows));
}

#[test]
fn hostile_repetition_is_read_in_time() {
    let begin = std::time::Instant::now();
    read(&[&DUMP.repeat(2_000)]);
    read(&[&"AzureAdPrt : ".repeat(100_000)]);
    read(&[&ATTEMPT.repeat(2_000)]);
    read(&[&"Previous Prt Attempt : ".repeat(50_000)]);
    read(&[&"Device State\n".repeat(50_000)]);
    assert!(begin.elapsed().as_secs() < 60, "{:?}", begin.elapsed());
}
