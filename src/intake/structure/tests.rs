//! Records as they are written: what is taken apart, what stands where, and what damage costs.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may stop where its own ground is missing")]

use super::*;
use crate::knowledge::Knowledge;

fn json(text: &str) -> Vec<Vec<(String, String)>> {
    records(&Writing::Json.read(0, text, &Knowledge::embedded().unwrap()))
}

fn records(structure: &Structure) -> Vec<Vec<(String, String)>> {
    let pair = |field: &Field| (field.path.to_string(), field.value.clone());
    structure.records.iter().map(|record| record.fields.iter().map(pair).collect()).collect()
}

fn one(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|&(path, value)| (path.to_owned(), value.to_owned())).collect()
}

#[test]
fn nested_names_are_joined_and_places_are_raw() {
    let text = r#"{"status":{"errorCode":53003},"error_codes":[50076,53003],"d":"a\r\nb","n":null}"#;
    let want = [("status.errorCode", "53003"), ("error_codes", "50076"), ("error_codes", "53003"), ("d", "a\r\nb")];
    assert_eq!(json(text), [one(&want)]);
    let structure = Writing::Json.read(0, text, &Knowledge::embedded().unwrap());
    let span = structure.records[0].fields[3].span;
    assert_eq!(&text[span.start..span.end], r"a\r\nb");
}

#[test]
fn every_way_of_wrapping_records_up_gives_the_same_records() {
    let want = [one(&[("id", "1"), ("status.errorCode", "0")]), one(&[("id", "2"), ("status.errorCode", "53003")])];
    let (a, b) = (r#"{"id":1,"status":{"errorCode":0}}"#, r#"{"id":2,"status":{"errorCode":53003}}"#);
    let quoted = |record: &str| record.replace('"', "\\\"");
    for text in [
        format!("[{a},{b}]"),
        format!(r#"{{"@odata.context":"x","value":[{a},{b}],"@odata.nextLink":"y"}}"#),
        format!(r#"{{"records":[{{"properties":{a}}},{{"properties":{b}}}]}}"#),
        format!("{a}\n\n{b}\n"),
        format!("{a}\nnot a record\n{b}"),
        format!(r#"{{"preview":false,"result":{{"_raw":"{}"}}}}"#, quoted(a)).replace(r#""preview":false,"#, "")
            + "\n"
            + &format!(r#"{{"result":{{"_raw":"{}"}}}}"#, quoted(b)),
        format!(r#"{{"responses":[{{"body":{{"value":[{a}]}}}},{{"body":{{"value":[{b}]}}}}]}}"#),
    ] {
        assert_eq!(json(&text), want, "{text}");
    }
    let table = r#"{"tables":[{"name":"PrimaryResult","columns":[{"name":"id","type":"int"},{"name":"Status","type":"dynamic"}],"rows":[[1,"{\"errorCode\":0}"],[2,"{\"errorCode\":53003}"]]}]}"#;
    assert_eq!(
        json(table),
        [one(&[("id", "1"), ("Status.errorCode", "0")]), one(&[("id", "2"), ("Status.errorCode", "53003")])]
    );
}

#[test]
fn json_in_a_string_keeps_its_places() {
    let text = r#"{"a":"[{\"displayName\":\"Ä \\\"x\\\"\",\"result\":\"failure\"}]"}"#;
    let structure = Writing::Json.read(0, text, &Knowledge::embedded().unwrap());
    let fields = &structure.records[0].fields;
    assert_eq!((&*fields[0].path, fields[0].value.as_str()), ("a.displayName", "Ä \"x\""));
    assert_eq!(&text[fields[1].span.start..fields[1].span.end], "failure");
    assert_eq!(fields[0].object, fields[1].object);
}

#[test]
fn what_is_cut_off_keeps_what_came_before() {
    assert_eq!(json(r#"{"error":"invalid_grant","trace_id":"8f2"#), [one(&[("error", "invalid_grant")])]);
    assert_eq!(json(r#"{"a":1,"b""#), [one(&[("a", "1")])]);
}

#[test]
fn behind_damage_the_next_whole_record_is_read() {
    let record = |id: u32| format!(r#"{{"id":"{id}","time":"t","list":[{{"id":"p"}}]}}"#);
    let (a, b, c) = (record(1), record(2), record(3));
    for broken in [b.replace(r#""t","#, r#""t,"#), b.replace(r#""time":"#, r#""time""#), b.replace("]}", "")] {
        let text = format!("[{a},\n{broken},\n{c}]");
        let structure = Writing::Json.read(0, &text, &Knowledge::embedded().unwrap());
        let ids: Vec<&str> = structure.records.iter().map(|record| record.fields[0].value.as_str()).collect();
        assert_eq!((ids.first(), ids.last()), (Some(&"1"), Some(&"3")), "{text}");
        let places: Vec<usize> = structure
            .damage
            .iter()
            .map(|damage| match damage {
                Damage::Broken(span) | Damage::Cut(span) | Damage::TooMuch(span) => span.start,
            })
            .collect();
        assert_eq!(places.len(), 1, "{text}");
        assert!(places[0] > a.len() && places[0] < text.len() - c.len(), "{text}: {places:?}");
    }
}

#[test]
fn hostile_depth_is_no_danger() {
    assert!(json(&"[".repeat(1_000_000)).is_empty());
    assert!(json(&r#"{"a":"#.repeat(100_000)).is_empty());
    assert!(json(&r#"{"a":1,"b":"#.repeat(100_000)).len() < 100_000);
}

#[test]
fn tables_are_read_by_their_delimiter() {
    let knowledge = Knowledge::embedded().unwrap();
    let text = "Date (UTC),Request ID,Username,Application,Sign-in error code\n\
                2026,8f2c,alex@contoso.com,\"Contoso \"\"Expenses\"\",\nand travel\",53003\n\
                2026,9a3d,megan@contoso.com,OfficeHome,0\n";
    let structure = Writing::Table.read(0, text, &knowledge);
    let found = records(&structure);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0][3], ("Application".to_owned(), "Contoso \"Expenses\",\nand travel".to_owned()));
    let plain = |delimiter: char| {
        "Request ID,Username,Application,IP address,Sign-in error code\n1,2,3,4,5\n"
            .to_owned()
            .replace(',', &delimiter.to_string())
    };
    for delimiter in [',', ';', '\t', '|'] {
        assert_eq!(records(&Writing::Table.read(0, &plain(delimiter), &knowledge)).len(), 1, "{delimiter}");
    }
    let drawn = "> | Request ID | Username | Application | Sign-in error code |\n> |---|---|---|---|\n> | 1 | alex |  | 53003 |\n";
    let found = records(&Writing::Table.read(0, drawn, &knowledge));
    assert_eq!(found, [one(&[("Request ID", "1"), ("Username", "alex"), ("Sign-in error code", "53003")])]);
}

#[test]
fn words_with_commas_are_no_table() {
    let knowledge = Knowledge::embedded().unwrap();
    for text in [
        "The app, the user, the browser, the place\na, b, c, d\n",
        "Request ID, Username and two more, please, thanks\n1, 2, 3, 4\n",
    ] {
        assert!(Writing::Table.read(0, text, &knowledge).is_empty(), "{text}");
    }
}

#[test]
fn a_quotation_mark_that_is_never_closed_costs_little() {
    let knowledge = Knowledge::embedded().unwrap();
    let head = "Date (UTC),Request ID,Correlation ID,Username,Application,IP address,Location,Sign-in error code\n";
    let row = "2026,1,2,\"alex,app,203.0.113.7,DE,53003\n2026,1,2,alex,app,203.0.113.7,DE,53003\n";
    let structure = Writing::Table.read(0, &format!("{head}{}", row.repeat(3000)), &knowledge);
    assert!(structure.records.len() >= 2900, "{}", structure.records.len());
    assert!(!structure.damage.is_empty());
}

#[test]
fn blocks_of_names_and_values_are_records() {
    let knowledge = Knowledge::embedded().unwrap();
    let text = "PS> Get-It | fl\n\nId                : 1\nUserPrincipalName : alex@contoso.com\nAppDisplayName    : Contoso\n                    Expenses\nStatus            : @{errorCode=53003; failureReason=Blocked}\nIpAddress         : 203.0.113.7\n\nId                : 2\nUserPrincipalName : megan@contoso.com\nAppDisplayName    : OfficeHome\nIpAddress         :\nErrorCode         : 0\n";
    let found = records(&Writing::List.read(0, text, &knowledge));
    assert_eq!(found.len(), 2);
    assert_eq!(found[0][2], ("AppDisplayName".to_owned(), "Contoso Expenses".to_owned()));
    assert_eq!(found[0][3], ("Status.errorCode".to_owned(), "53003".to_owned()));
    let page = "Error Code: 53003\nRequest Id: 1\nCorrelation Id: 2\nTimestamp: 3\nApp name: 4\nIP address: 5\n";
    assert!(Writing::List.read(0, page, &knowledge).is_empty());
}
