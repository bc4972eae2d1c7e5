//! The shapes in which people hand over a refusal, and what mail, chat and copying make of them.

use super::event::Event;

type Print = fn(&Event) -> String;
type Dress = fn(&str) -> String;

/// Every way to print an event.
pub(crate) const ALL: [(&str, Print); 12] = [
    ("page", page),
    ("page-other-order", page_other_order),
    ("page-without-colons", page_without_colons),
    ("page-mashed", page_mashed),
    ("page-german", page_german),
    ("markdown-table", markdown_table),
    ("html", html),
    ("aadsts-line", aadsts_line),
    ("exception", exception),
    ("oauth-json", oauth_json),
    ("redirect", redirect),
    ("generic-page", generic_page),
];

/// What happens to a text on its way.
pub(crate) const DRESSINGS: [(&str, Dress); 8] = [
    ("as-is", str::to_owned),
    ("quoted", |text| format!("> {}", text.replace('\n', "\n> "))),
    ("indented", |text| format!("    {}", text.replace('\n', "\n    "))),
    ("crlf", |text| text.replace('\n', "\r\n")),
    ("no-break-spaces", |text| text.replace(": ", ":\u{a0}")),
    ("full-width-colons", |text| text.replace(": ", "：")),
    ("fenced", |text| format!("Hello,\n\nthis is what I get:\n\n```\n{text}\n```\n\nThanks\nAlex")),
    ("double-spaced", |text| text.replace('\n', "\n\n")),
];

/// Whether a shape goes with a dressing at all: an address or JSON has no colons of its own to change.
pub(crate) fn may_wear(shape: &str, dressing: &str) -> bool {
    let structured = ["oauth-json", "redirect", "html", "markdown-table"].contains(&shape);
    !(structured && ["no-break-spaces", "full-width-colons", "double-spaced"].contains(&dressing))
}

/// The block below "More details".
pub(crate) fn page(event: &Event) -> String {
    lines(event).map(|(label, value)| format!("{label}: {value}")).join("\n")
}

fn lines(event: &Event) -> [(&'static str, String); 9] {
    [
        ("Error Code", event.code.clone()),
        ("Request Id", event.request_id.clone()),
        ("Correlation Id", event.correlation_id.clone()),
        ("Timestamp", event.page_time()),
        ("App name", "Contoso Expenses".to_owned()),
        ("App id", event.app_id.clone()),
        ("IP address", event.address.clone()),
        ("Device platform", "Windows 10".to_owned()),
        ("Device state", "Unregistered".to_owned()),
    ]
}

fn page_other_order(event: &Event) -> String {
    let mut lines = lines(event).map(|(label, value)| format!("{label}: {value}"));
    lines.reverse();
    lines.join("\n")
}

fn page_without_colons(event: &Event) -> String {
    lines(event).map(|(label, value)| format!("{label}\n{value}")).join("\n")
}

fn page_mashed(event: &Event) -> String {
    format!("You don't have access to this {}", lines(event).map(|(label, value)| format!("{label}: {value}")).join(""))
}

fn page_german(event: &Event) -> String {
    format!(
        "Sie können nicht darauf zugreifen\nFehlercode: {}\nAnforderungs-ID: {}\nKorrelations-ID: {}\nZeitstempel: {}",
        event.code,
        event.request_id,
        event.correlation_id,
        event.page_time(),
    )
}

fn markdown_table(event: &Event) -> String {
    let rows = lines(event).map(|(label, value)| format!("| {label} | {value} |"));
    format!("| Field | Value |\n|---|---|\n{}", rows.join("\n"))
}

fn html(event: &Event) -> String {
    let rows = lines(event).map(|(label, value)| format!("<div><span>{label}:</span>&nbsp;<b>{value}</b></div>"));
    format!("<html><body><h1>You don&#39;t have access to this</h1>{}</body></html>", rows.join(""))
}

fn aadsts_line(event: &Event) -> String {
    format!(
        "AADSTS{}: Something refused this sign-in. Trace ID: {} Correlation ID: {} Timestamp: {}",
        event.code,
        event.request_id,
        event.correlation_id,
        event.program_time(),
    )
}

fn exception(event: &Event) -> String {
    format!(
        "Unhandled exception. MSAL.NetCore.4.61.3.0.MsalUiRequiredException:\n\tErrorCode: invalid_grant\n\
         Microsoft.Identity.Client.MsalUiRequiredException: AADSTS{}: Something refused this sign-in.\n\
         Trace ID: {}\nCorrelation ID: {}\nTimestamp: {}\n   at Contoso.Program.Main() in Program.cs:line 53",
        event.code,
        event.request_id,
        event.correlation_id,
        event.program_time(),
    )
}

fn oauth_json(event: &Event) -> String {
    format!(
        r#"{{"error":"invalid_grant","error_description":"AADSTS{code}: Something refused this sign-in.\r\nTrace ID: {request}\r\nCorrelation ID: {correlation}\r\nTimestamp: {time}","error_codes":[{code}],"timestamp":"{time}","trace_id":"{request}","correlation_id":"{correlation}"}}"#,
        code = event.code,
        request = event.request_id,
        correlation = event.correlation_id,
        time = event.program_time(),
    )
}

fn redirect(event: &Event) -> String {
    let description = format!(
        "AADSTS{}: Something refused this sign-in.\r\nTrace ID: {}\r\nCorrelation ID: {}\r\nTimestamp: {}",
        event.code,
        event.request_id,
        event.correlation_id,
        event.program_time(),
    );
    let encoded: String = description
        .bytes()
        .map(|byte| match byte {
            b' ' => "+".to_owned(),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' => char::from(byte).to_string(),
            other => format!("%{other:02x}"),
        })
        .collect();
    format!("https://app.contoso.com/signin?error=access_denied&error_description={encoded}&state=a1b2")
}

fn generic_page(event: &Event) -> String {
    format!(
        "Sorry, but we're having trouble signing you in.\n\nAADSTS{code}: Something refused this sign-in.\n\n\
         Troubleshooting details\nRequest Id: {}\nCorrelation Id: {}\nTimestamp: {}\n\
         Message: AADSTS{code}: Something refused this sign-in.",
        event.request_id,
        event.correlation_id,
        event.page_time(),
        code = event.code,
    )
}
