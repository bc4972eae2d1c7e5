//! The texts that the benchmarks hand over: a page with words around it, and a long log.

use std::fmt::Write as _;

/// A page with its details and the words that a person writes around it, about 2 KB.
pub(crate) fn page() -> String {
    let mut page = String::from(
        "Hello, since this morning I cannot open my mail at home. It works in the office. Thank you, Adele\n\n",
    );
    page.push_str("You don't have access to this\nYour sign-in was successful but does not meet the criteria to access this resource. ");
    page.push_str("For example, you might be signing in from a browser, app, location, or an authentication flow that is restricted by your admin.\n\n");
    page.push_str("Troubleshooting details\nIf you contact your administrator, send this info to them.\nCopy info to clipboard\n\n");
    page.push_str("Error Code: 53003\nRequest Id: 8f2c1d3e-4a5b-4c7d-8e9f-0a1b2c3d4e5f\nCorrelation Id: 1b2c3d4e-5f60-4718-9a0b-1c2d3e4f5061\n");
    page.push_str("Timestamp: 2026-11-20T09:26:53Z\nApp name: OfficeHome\nApp id: 4765445b-32c6-49b0-83e6-1d93765276ca\nIP address: 203.0.113.77\n");
    page.push_str("Device identifier: Not available\nDevice platform: Windows 10\nDevice state: Unregistered\n\n");
    while page.len() < 2 << 10 {
        page.push_str("> What I tried: another browser, a new password, and starting the computer again.\n");
    }
    page
}

/// A program's log of this size: most lines say nothing, each hundredth is a refusal of its own.
pub(crate) fn log(size: usize) -> String {
    let mut log = String::with_capacity(size + 512);
    let mut number = 0_u32;
    while log.len() < size {
        let time = format!("2026-11-20 {:02}:{:02}:{:02}", number / 3600 % 24, number / 60 % 60, number % 60);
        if number % 100 == 50 {
            let ids = format!("Trace ID: 8f2c1d3e-4a5b-4c7d-8e9f-{number:012x} Correlation ID: 1b2c3d4e-5f60-4718-9a0b-{number:012x}");
            writeln!(log, "{time}Z ERROR AADSTS53003: Access has been blocked by Conditional Access policies. {ids} Timestamp: {time}Z")
        } else {
            writeln!(log, "{time}Z INFO worker-{} fetched {} items from cache in {} ms", number % 7, number % 991, number % 53)
        }
        .expect("a string takes it");
        number += 1;
    }
    log
}
