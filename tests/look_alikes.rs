//! Numbers that look like sign-in codes and are none, beside short texts in which they are.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use whyblocked::job::Progress;
use whyblocked::knowledge::Knowledge;
use whyblocked::model::{FactKind, Origin, Source};
use whyblocked::pipeline::analyse;

/// Ports, prices, orders, postcodes, and the codes of others.
const NONE: [&str; 26] = [
    "Error: connection to 192.0.2.10:53003 refused",
    "Port 53003 is blocked by the firewall, access denied",
    "Your order 53003 was shipped; error in the address? Call 50126",
    "Postcode 53003, error in the street name",
    "PLZ 53003 Fehler im Adressfeld",
    "Rechnung Nr. 530003, Art. 50076, Fehler in der Lieferung? Telefon 0228 / 53003",
    "The server answered 500 Internal Server Error after 53003 ms",
    "Exception 53003 in module fabric.c, line 50126",
    "Okta sign-in failed with error 50011",
    "Roblox error code 53003, cannot join",
    "Steam login error code 50053",
    "Error Code: 50011 on the washing machine",
    "Winning numbers: 53000, 53001, 53003. Claim at the error desk in room 16000",
    "INFO sync: 53003 items up to date, 0 errors",
    "Code for the meeting room door: 53000#",
    "Request Id: 8f2c1d3e-4a5b-6c7d-8e9f-0a1b2c3d4e5f 403 Forbidden Authorization_RequestDenied",
    "Sign-in error code 0, success. Request ID 8f2c1d3e-4a5b-6c7d-8e9f-0a1b2c3d4e5f Microsoft Teams",
    "401 Unauthorized",
    "The price is 53,003 euros, 50126 with tax",
    "Use verification code 500761 for Microsoft authentication.",
    "Ihr Sicherheitscode 530003 für die Anmeldung bei Microsoft läuft in 5 Minuten ab",
    "\"You can't get there from here\"? Our network has 6,000 servers in 94 places, free trial today",
    "Tip of the week: a mail that says \"Your sign-in was blocked, click here\" is phishing",
    "| AADSTS50057 | account disabled |\n| AADSTS50126 | wrong password |\n| AADSTS53003 | blocked by a policy |\n",
    "Jun 12 07:44:10 web01 sshd[50126]: Failed password for invalid user admin from 198.51.100.8 port 53003 ssh2",
    "Contoso moved to a new office. Please bring your laptop and sign in at the desk.",
];

/// The same numbers where they are codes, and the code that must be read.
const SOME: [(&str, &str); 10] = [
    ("53003", "53003"),
    ("error 53003??", "53003"),
    ("Error Code: 53003", "53003"),
    ("AADSTS50126", "50126"),
    ("Teams says: Error #53000", "53000"),
    ("I cannot log in, it says error 50126", "50126"),
    ("all of us get 53003 in Outlook since this morning, access blocked", "53003"),
    ("{\"error\":\"invalid_grant\",\"error_codes\":[50076", "50076"),
    ("anyone else getting 53003? \"You cannot access this right now\"", "53003"),
    ("DSTS is another service, but AADSTS700016: Application not found is ours", "700016"),
];

/// The code of the first refusal in a text: "no refusal" without one, "no code" where the refusal has none.
fn first_code(text: &str, knowledge: &Knowledge) -> String {
    let source = Source::text("text", Origin::Pasted, text);
    let analysis = analyse(&[source], knowledge, &Progress::default()).unwrap();
    let Some(diagnosis) = analysis.diagnoses.first() else { return "no refusal".to_owned() };
    diagnosis.sign_in.value(FactKind::ErrorCode).unwrap_or("no code").to_owned()
}

#[test]
fn look_alikes_are_no_refusals() {
    let knowledge = Knowledge::embedded().unwrap();
    for text in NONE {
        assert_eq!(first_code(text, &knowledge), "no refusal", "{text}");
    }
}

#[test]
fn short_texts_with_a_code_are() {
    let knowledge = Knowledge::embedded().unwrap();
    for (text, code) in SOME {
        assert_eq!(first_code(text, &knowledge), code, "{text}");
    }
}

/// The best value of a kind in the first refusal of a text.
fn value(text: &str, kind: FactKind, knowledge: &Knowledge) -> Option<String> {
    let analysis = analyse(&[Source::text("text", Origin::Pasted, text)], knowledge, &Progress::default()).unwrap();
    analysis.diagnoses.first()?.sign_in.value(kind).map(str::to_owned)
}

const MESSAGE: &str = "AADSTS53003: Access has been blocked by Conditional Access policies.";

#[test]
fn what_stands_around_an_error_is_not_about_the_sign_in() {
    let knowledge = Knowledge::embedded().unwrap();
    let heads = [
        "From: Robin Lee <robin@fabrikam.com>\nSent: 2026-11-20 10:30:00Z\nTo: helpdesk@contoso.com\n\n",
        "Von: Robin Lee <robin@fabrikam.com>\nGesendet: 20.11.2026 10:30:00\nAn: helpdesk@contoso.com\n\n",
        "On 2026-11-20 10:30:00, Robin Lee <robin@fabrikam.com> wrote:\n> ",
        "Robin Lee  20.11.2026 10:30\n",
        "[20.11.2026, 10:30:11] Robin Lee: ",
        "Ticket 530002, call +49 30 530003 or mail support@contoso.com\n\n",
    ];
    for head in heads {
        let text = format!("{head}{MESSAGE}\n\nRegards\nRobin Lee\nrobin.lee@fabrikam.com\nTel. +49 30 5300301\n");
        assert_eq!(value(&text, FactKind::ErrorCode, &knowledge).as_deref(), Some("53003"), "{text}");
        for kind in [FactKind::Timestamp, FactKind::User, FactKind::RequestId, FactKind::IpAddress] {
            assert_eq!(value(&text, kind, &knowledge), None, "{text}");
        }
    }
}

#[test]
fn what_was_taken_out_is_no_value() {
    let knowledge = Knowledge::embedded().unwrap();
    for gone in [
        "***",
        "xxxx",
        "<redacted>",
        "[REMOVED]",
        "\u{2588}\u{2588}\u{2588}\u{2588}",
        "(hidden)",
        "00000000-0000-0000-0000-000000000000",
        "12345678-****-****-****-************",
        "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
        "$TENANT",
        "Not available",
        "nicht verf\u{fc}gbar",
        "n.a.",
    ] {
        let text = format!(
            "Error Code: 53003\nRequest Id: {gone}\nApp name: {gone}\nIP address: {gone}\nDevice state: {gone}\n"
        );
        for kind in [FactKind::RequestId, FactKind::AppName, FactKind::IpAddress, FactKind::DeviceState] {
            assert_eq!(value(&text, kind, &knowledge), None, "{text}");
        }
    }
}

#[test]
fn a_time_without_a_label_of_its_own_is_read() {
    let knowledge = Knowledge::embedded().unwrap();
    for line in
        ["2026-11-20 09:26:53Z", "Zeit: 2026-11-20 09:26:53Z", "Heure : 2026-11-20 09:26:53Z", "(2026-11-20 09:26:53Z)"]
    {
        let text = format!("{MESSAGE}\n{line}\n");
        assert_eq!(value(&text, FactKind::Timestamp, &knowledge).as_deref(), Some("2026-11-20 09:26:53Z"), "{text}");
    }
    let text = format!("{MESSAGE} It was issued on 2026-11-20 09:26:53Z and ended.");
    assert_eq!(value(&text, FactKind::Timestamp, &knowledge), None);
}
