//! Numbers that look like sign-in codes and are none, beside short texts in which they are.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use whyblocked::job::Progress;
use whyblocked::knowledge::Knowledge;
use whyblocked::model::{FactKind, Origin, Source};
use whyblocked::pipeline::analyse;

/// Ports, prices, orders, postcodes, and the codes of others.
const NONE: [&str; 20] = [
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
