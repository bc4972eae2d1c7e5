//! A made-up refused sign-in.

use jiff::Timestamp;
use proptest::prelude::*;

/// What the shapes print and the analysis must give back.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    pub(crate) code: String,
    pub(crate) request_id: String,
    pub(crate) correlation_id: String,
    pub(crate) time: Timestamp,
    pub(crate) app_id: String,
    pub(crate) address: String,
}

impl Event {
    /// `2026-11-20T08:41:17.123Z`, as the page prints it.
    pub(crate) fn page_time(&self) -> String {
        self.time.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
    }

    /// `2026-11-20 08:41:17Z`, as programs print it.
    pub(crate) fn program_time(&self) -> String {
        self.time.strftime("%Y-%m-%d %H:%M:%SZ").to_string()
    }
}

fn guid() -> impl Strategy<Value = String> {
    "[1-9a-f][0-9a-f]{7}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
}

/// Any refusal that a policy page or a token service prints.
pub(crate) fn event() -> impl Strategy<Value = Event> {
    let code = prop::sample::select(vec![
        "53003", "53000", "53001", "53002", "53004", "50105", "50126", "50053", "50057", "50034", "530003", "530033",
        "65001", "50158", "700016", "7000215",
    ]);
    let time = (1_735_689_600_i64..1_798_761_600, 1_i32..999)
        .prop_map(|(second, milli)| Timestamp::new(second, milli * 1_000_000).expect("a time of these years"));
    let address = (1_u8..255).prop_map(|last| format!("203.0.113.{last}"));
    (code, guid(), guid(), time, guid(), address).prop_map(
        |(code, request_id, correlation_id, time, app_id, address)| Event {
            code: code.to_owned(),
            request_id,
            correlation_id,
            time,
            app_id,
            address,
        },
    )
}
