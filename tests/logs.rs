//! Logs of sign-ins: how many records, which of them were refused, and what is said about what could not be read.
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test that cannot read its own text must stop")]

use std::fmt::Write as _;
use std::sync::LazyLock;

use whyblocked::job::Progress;
use whyblocked::knowledge::Knowledge;
use whyblocked::model::{Analysis, FactKind, Origin, Source};
use whyblocked::pipeline::analyse;

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::embedded().expect("sound knowledge"));

fn read(text: &str) -> Analysis {
    analyse(&[Source::text("log", Origin::Pasted, text)], &KNOWLEDGE, &Progress::default()).expect("not cancelled")
}

fn guid(number: usize) -> String {
    format!("8f2c1d3e-4a5b-4c7d-8e9f-{number:012x}")
}

/// A sign-in as Graph gives it.
fn record(number: usize, correlation: usize, second: usize, code: u32) -> String {
    format!(
        r#"{{"id":"{}","createdDateTime":"2026-11-20T10:{:02}:{:02}Z","userPrincipalName":"user{number}@contoso.com","correlationId":"{}","status":{{"errorCode":{code},"failureReason":"AADSTS50126 and error 53003 for other@fabrikam.com"}},"appliedConditionalAccessPolicies":[]}}"#,
        guid(number),
        second / 60 % 60,
        second % 60,
        guid(1_000_000 + correlation),
    )
}

fn codes(analysis: &Analysis) -> Vec<&str> {
    analysis.diagnoses.iter().filter_map(|diagnosis| diagnosis.sign_in.value(FactKind::ErrorCode)).collect()
}

fn warnings(analysis: &Analysis) -> Vec<&str> {
    analysis.warnings.iter().map(|warning| warning.key).collect()
}

#[test]
fn one_record_is_one_sign_in_and_its_sentences_are_no_facts() {
    let log = format!("[{},{},{}]", record(1, 1, 30, 53003), record(2, 2, 20, 0), record(3, 3, 10, 50126));
    let analysis = read(&log);
    assert_eq!(analysis.documents[0].records.len(), 3);
    assert_eq!(codes(&analysis), ["53003", "50126"]);
    for diagnosis in &analysis.diagnoses {
        for kind in [FactKind::ErrorCode, FactKind::User, FactKind::RequestId, FactKind::CorrelationId] {
            assert_eq!(diagnosis.sign_in.all(kind).count(), 1, "{kind:?}");
        }
        assert_eq!(diagnosis.sign_in.all(FactKind::OtherCode).count(), 0);
    }
}

#[test]
fn a_step_in_between_is_no_refusal_where_the_sign_in_went_on() {
    let went_on = [record(1, 1, 0, 50074), record(2, 1, 5, 0)].join("\n");
    assert!(codes(&read(&went_on)).is_empty());
    let refused = [record(2, 1, 5, 53003), record(1, 1, 0, 50074)].join("\n");
    let analysis = read(&refused);
    assert_eq!(codes(&analysis), ["53003"]);
    assert_eq!(analysis.diagnoses[0].sign_in.value(FactKind::OtherCode), Some("50074"));
    let last = [record(1, 1, 0, 0), record(2, 1, 5, 50074), record(3, 1, 9, 50140)].join("\n");
    assert_eq!(codes(&read(&last)), ["50140"], "only the last step stays");
    let others = [record(1, 1, 0, 50074), record(2, 2, 5, 0)].join("\n");
    assert_eq!(codes(&read(&others)), ["50074"], "another sign-in settles nothing");
}

#[test]
fn the_same_request_exported_twice_is_one_sign_in() {
    assert_eq!(codes(&read(&format!("[{0},{0}]", record(1, 1, 0, 53003)))).len(), 1);
}

#[test]
fn policies_count_only_where_they_failed() {
    let policy = |name: &str, result: &str| {
        format!(
            r#"{{"displayName":"{name}","enforcedGrantControls":["Block"],"conditionsSatisfied":11,"result":"{result}"}}"#
        )
    };
    let results = ["reportOnlyFailure", "notApplied", "notEnabled", "success", "unknownFutureValue", "failure"];
    let policies: Vec<String> = results.iter().map(|result| policy(&format!("CA {result}"), result)).collect();
    let list = policies.join(",");
    let array = record(1, 1, 0, 53003).replace("Policies\":[]", &format!("Policies\":[{list}]"));
    let row = format!(
        r#"[{{"TimeGenerated":"2026-11-20T10:00:00Z","ResultType":"53003","Id":"{}","AppDisplayName":"OfficeHome","ConditionalAccessPolicies":"[{}]"}}]"#,
        guid(1),
        list.replace('"', "\\\"")
    );
    for log in [array, row] {
        let analysis = read(&log);
        let all = |kind| analysis.diagnoses[0].sign_in.all(kind).map(|fact| fact.value.clone()).collect::<Vec<_>>();
        assert_eq!(all(FactKind::PolicyName), ["CA failure"]);
        assert_eq!(all(FactKind::GrantControl), ["block"]);
        // Application is 1, users is 2 and location is 8.
        assert_eq!(all(FactKind::PolicyCondition), ["application", "users", "location"]);
    }
}

#[test]
fn damage_is_shown_where_it_is_and_costs_one_record() {
    let broken = record(2, 2, 1, 53000).replace("\"status\":{", "\"status\":");
    let log = format!("[{},\n{broken},\n{}]", record(1, 1, 0, 53003), record(3, 3, 2, 50126));
    let analysis = read(&log);
    assert!(codes(&analysis).contains(&"53003") && codes(&analysis).contains(&"50126"));
    let warning = analysis.warnings.iter().find(|warning| warning.key == "damaged-log").expect("told");
    let span = warning.span.expect("a place");
    let start = log.find('\n').expect("lines");
    assert!(span.start > start && span.end <= start + 2 + broken.len(), "{span:?}");
    let whole = format!("[{},{}", record(1, 1, 0, 53003), record(2, 2, 1, 53000));
    let cut = read(&whole[..whole.len() - 60]);
    assert_eq!(codes(&cut), ["53003", "53000"]);
    assert_eq!(warnings(&cut), ["cut-log"]);
}

#[test]
fn pages_empty_logs_and_other_logs_are_told() {
    let page = format!(r#"{{"@odata.nextLink":"https://graph.microsoft.com/x","value":[{}]}}"#, record(1, 1, 0, 53003));
    assert_eq!(warnings(&read(&page)), ["more-pages"]);
    for empty in [
        r#"{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#auditLogs/signIns","value":[]}"#,
        "[]",
        "Date (UTC),Request ID,Correlation ID,Username,Application,Sign-in error code\n",
        r#"{"tables":[{"name":"PrimaryResult","columns":[{"name":"ResultType"},{"name":"UserPrincipalName"}],"rows":[]}]}"#,
    ] {
        let analysis = read(empty);
        assert_eq!(warnings(&analysis), ["empty-log"], "{empty}");
        assert_eq!(analysis.documents[0].records.len(), 0, "{empty}");
    }
    let policies = r#"{"value":[{"id":"1","displayName":"Block 53003","state":"enabled","conditions":{"clientAppTypes":["all"]}},{"id":"2","displayName":"B","state":"enabledForReportingButNotEnforced","conditions":{"clientAppTypes":["all"]}},{"id":"3","displayName":"C","state":"disabled","conditions":{"clientAppTypes":["all"]}}]}"#;
    let analysis = read(policies);
    assert!(analysis.diagnoses.is_empty());
    let counts: Vec<&str> = analysis.warnings[0].values.iter().map(|(_, value)| value.as_str()).collect();
    assert_eq!((analysis.warnings[0].key, counts), ("policies", vec!["1", "1", "1"]));
}

#[test]
fn a_time_without_a_zone_is_shown_and_not_used() {
    let pane = |date: &str| {
        format!(
            "Activity Details: Sign-ins\nBasic info\tLocation\tDevice info\tConditional Access\tReport-only\nDate\n{date}\nRequest ID\n{}\nCorrelation ID\n{}\nStatus\nFailure\nSign-in error code\n53003\nFailure reason\nBlocked\nUsername\nalex@contoso.com\nPolicy Name\tGrant Controls\tSession Controls\tResult\nCA001 Watch\tBlock access\t\tReport-only: Failure\nCA002 Block\tBlock access\t\tFailure\n",
            guid(1),
            guid(2)
        )
    };
    let local = read(&pane("11/20/2026, 2:22:05 PM"));
    assert_eq!(warnings(&local), ["local-time"]);
    assert_eq!(local.diagnoses[0].sign_in.value(FactKind::Timestamp), None);
    let policies: Vec<&str> =
        local.diagnoses[0].sign_in.all(FactKind::PolicyName).map(|fact| fact.value.as_str()).collect();
    assert_eq!(policies, ["CA002 Block"]);
    let utc = read(&pane("11/20/2026, 2:22:05 PM UTC"));
    assert!(warnings(&utc).is_empty() && utc.diagnoses[0].sign_in.value(FactKind::Timestamp).is_some());
}

#[test]
fn words_around_a_log_make_no_sign_in_of_their_own() {
    let text = format!(
        "Hello,\nAlex gets error 53003 in Teams, only at home. This is the row:\n\n{}\n\nThanks",
        record(1, 1, 0, 53003)
    );
    assert_eq!(codes(&read(&text)), ["53003"]);
}

#[test]
fn a_log_of_many_refusals_ends_and_says_so() {
    let mut log = String::new();
    for number in 0..1500 {
        writeln!(log, "{}", record(number, number, number, 53003)).expect("written");
    }
    let analysis = read(&log);
    assert_eq!((analysis.documents[0].records.len(), analysis.diagnoses.len()), (1500, 1000));
    assert_eq!(warnings(&analysis), ["too-many-sign-ins"]);
}
