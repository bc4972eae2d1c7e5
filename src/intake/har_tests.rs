//! Recordings with secrets planted everywhere.
#![expect(clippy::unwrap_used, reason = "a test may stop where its own ground is missing")]

use super::*;

const SECRETS: [&str; 6] =
    ["PLANTEDcookie", "PLANTEDpassword", "PLANTEDcode", "PLANTEDtoken", "PLANTEDcanary", "PLANTEDstate"];

fn entry(request: &str, response: &str) -> String {
    format!(
        r#"{{"startedDateTime":"2026-03-14T09:26:53.761Z","request":{{{request},"headers":[{{"name":"Cookie","value":"ESTSAUTH=PLANTEDcookie"}}],"cookies":[{{"name":"ESTSAUTH","value":"PLANTEDcookie"}}],"postData":{{"text":"passwd=PLANTEDpassword&flowToken=PLANTEDtoken"}}}},"response":{{{response},"cookies":[]}}}}"#
    )
}

fn recording(entries: &[String]) -> String {
    format!(r#"{{"log":{{"version":"1.2","pages":[],"entries":[{}]}}}}"#, entries.join(","))
}

fn sample() -> String {
    let page = r#"<script>$Config={\"sErrorCode\":\"53003\",\"sErrTxt\":\"\",\"correlationId\":\"1b2c3d4e-5f60-4718-92a3-b4c5d6e7f809\",\"sessionId\":\"8f2c1d3e-4a5b-6c7d-8e9f-0a1b2c3d4e5f\",\"urlPost\":\"/kmsi?ctx=PLANTEDtoken\",\"sFT\":\"PLANTEDtoken\",\"apiCanary\":\"PLANTEDcanary\"};</script><div>App name: OfficeHome</div>"#;
    recording(&[
        entry(
            r#""method":"GET","url":"https://www.contoso.com/""#,
            r#""status":200,"headers":[],"content":{"text":"PLANTEDtoken"}"#,
        ),
        entry(
            r#""method":"POST","url":"https://login.microsoftonline.com/common/login?code=PLANTEDcode&state=PLANTEDstate""#,
            &format!(
                r#""status":200,"headers":[{{"name":"x-ms-request-id","value":"8f2c1d3e-4a5b-6c7d-8e9f-0a1b2c3d4e5f"}},{{"name":"Set-Cookie","value":"a=PLANTEDcookie"}}],"content":{{"text":"{page}"}}"#
            ),
        ),
        entry(
            r#""method":"GET","url":"https://login.microsoftonline.com/contoso.com/oauth2/authorize?client_id=6a5b4c3d-2e1f-4a0b-9c8d-7e6f5a4b3c2d&nonce=PLANTEDstate""#,
            r#""status":302,"redirectURL":"https://app.contoso.com/cb#error=access_denied&error_description=AADSTS50105%3a+Not+assigned.&state=PLANTEDstate&id_token=PLANTEDtoken","headers":[],"content":{}"#,
        ),
    ])
}

fn read(text: &str) -> Digest {
    digest(text, &Knowledge::embedded().unwrap()).unwrap()
}

#[test]
fn only_failed_sign_in_requests_are_kept_and_no_secret_is() {
    let digest = read(&sample());
    assert!(digest.notes.is_empty());
    let want = "HAR: 3 requests, 2 to sign-in pages, 2 failed\n\n\
        Request: POST https://login.microsoftonline.com/common/login\nStatus: 200\nError Code: 53003\n\
        Correlation Id: 1b2c3d4e-5f60-4718-92a3-b4c5d6e7f809\nRequest Id: 8f2c1d3e-4a5b-6c7d-8e9f-0a1b2c3d4e5f\n\
        App name: OfficeHome\nTimestamp: 2026-03-14T09:26:53.761Z\n\n\
        Request: GET https://login.microsoftonline.com/contoso.com/oauth2/authorize\nStatus: 302\n\
        Client ID: 6a5b4c3d-2e1f-4a0b-9c8d-7e6f5a4b3c2d\nerror: access_denied\n\
        error_description: AADSTS50105: Not assigned.\nTimestamp: 2026-03-14T09:26:53.761Z\n";
    assert_eq!(digest.text, want);
}

#[test]
fn a_cut_recording_is_read_as_far_as_it_goes_and_shows_no_secret() {
    let whole = sample();
    let knowledge = Knowledge::embedded().unwrap();
    for end in (0..whole.len()).step_by(7) {
        let Some(digest) = digest(whole.get(..end).unwrap(), &knowledge) else { continue };
        for secret in SECRETS {
            assert!(!digest.text.contains(secret), "{secret}: {}", digest.text);
        }
    }
    let cut = read(whole.get(..whole.len() - 20).unwrap());
    assert!(cut.text.contains("AADSTS50105") && cut.notes == ["har-cut"]);
}

#[test]
fn a_recording_of_something_else_is_told() {
    let shop = recording(&[entry(
        r#""method":"GET","url":"https://shop.contoso.com/?order=53003""#,
        r#""status":500,"headers":[]"#,
    )]);
    assert_eq!(read(&shop).notes, ["har-without-sign-ins"]);
    let knowledge = Knowledge::embedded().unwrap();
    for text in ["", "{}", r#"{"log":"x"}"#, r#"{"error_codes":[53003]}"#, "53003"] {
        assert!(digest(text, &knowledge).is_none(), "{text}");
    }
}

#[test]
fn depth_and_damage_are_no_danger() {
    let deep = format!(r#"{{"log":{{"entries":[{}"#, r#"{"a":["#.repeat(100_000));
    assert_eq!(read(&deep).notes.last(), Some(&"har-cut"));
    assert_eq!(read(r#"{"log":{"entries":[]]]}}"#).text, "HAR: 0 requests, 0 to sign-in pages, 0 failed\n");
}
