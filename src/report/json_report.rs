//! The report for programs: the same content as the other formats, under the names of the view's own fields.
//!
//! Names of fields are the same in every language; all that they hold besides ids and values is written in `language`.
//!
//! Edge: this is the report's twin for ticket systems; the analysis itself in JSON is `json`'s business.

use serde::Serialize;

use crate::view::report::ReportView;

/// Changes when a field changes its meaning.
const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Twin<'a> {
    report_schema: u32,
    version: &'static str,
    #[serde(flatten)]
    report: &'a ReportView,
}

/// The report as indented JSON.
pub(super) fn render(view: &ReportView) -> String {
    let twin = Twin { report_schema: SCHEMA, version: env!("CARGO_PKG_VERSION"), report: view };
    let mut text = serde_json::to_string_pretty(&twin).unwrap_or_default();
    text.push('\n');
    text
}
