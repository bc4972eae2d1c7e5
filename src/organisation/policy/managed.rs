//! Managed preferences of macOS, as a configuration profile sets them for the whole machine.
//!
//! Edge: the file is believed only where root alone can write it, as any other. It is read in both forms, binary and XML.

use std::io::Cursor;

use plist::Value as Listed;

use crate::knowledge::Problem;
use crate::organisation::node::{Node, Value};

/// Where a profile for this program puts its keys.
#[cfg(target_os = "macos")]
pub(super) const PLACE: &str = "/Library/Managed Preferences/WhyBlocked.plist";
/// Tables within tables that are looked at; the file has no more.
const DEEPEST: usize = 3;

/// What the profile says, if there is one.
#[cfg(target_os = "macos")]
pub(super) fn read() -> Option<Result<Node, Problem>> {
    let path = std::path::Path::new(PLACE);
    let guarded = path.is_file() && crate::organisation::trust::judge_managed(path).is_ok();
    guarded.then(|| crate::organisation::load::bytes(path).and_then(|bytes| parse(&bytes, PLACE)))
}

/// The tree of a property list.
fn parse(bytes: &[u8], source: &str) -> Result<Node, Problem> {
    let listed = Listed::from_reader(Cursor::new(bytes)).map_err(|error| Problem {
        file: source.to_owned(),
        line: 0,
        message: format!("is no sound property list ({error}); install the profile again"),
    })?;
    Ok(Node::new(0, value(listed, DEEPEST)))
}

fn value(listed: Listed, deeper: usize) -> Value {
    match listed {
        Listed::String(text) => Value::Text(text),
        Listed::Array(list) if deeper > 0 => {
            Value::List(list.into_iter().map(|item| Node::new(0, value(item, deeper - 1))).collect())
        }
        Listed::Dictionary(table) if deeper > 0 => {
            Value::Table(table.into_iter().map(|(key, item)| (key, Node::new(0, value(item, deeper - 1)))).collect())
        }
        Listed::Array(_) | Listed::Dictionary(_) => Value::Other("too deep"),
        Listed::Boolean(_) => Value::Other("true or false"),
        Listed::Date(_) => Value::Other("a date"),
        _ => Value::Other("a number or data"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROFILE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0"><dict>
<key>help-desk</key><dict><key>name</key><string>Contoso Service Desk</string></dict>
<key>supported</key><dict><key>browsers</key><array><string>Microsoft Edge</string></array></dict>
<key>name</key><integer>3</integer>
</dict></plist>"#;

    #[test]
    fn a_profile_becomes_the_same_tree_as_a_file() {
        let text = |text: &str| Node::new(0, Value::Text(text.to_owned()));
        let table = |entries: Vec<(&str, Node)>| {
            Node::new(0, Value::Table(entries.into_iter().map(|(key, node)| (key.to_owned(), node)).collect()))
        };
        let browsers = Node::new(0, Value::List(vec![text("Microsoft Edge")]));
        let want = table(vec![
            ("help-desk", table(vec![("name", text("Contoso Service Desk"))])),
            ("supported", table(vec![("browsers", browsers)])),
            ("name", Node::new(0, Value::Other("a number or data"))),
        ]);
        assert_eq!(parse(PROFILE.as_bytes(), "profile"), Ok(want));
    }

    #[test]
    fn a_damaged_profile_is_told() {
        for bytes in
            [b"" as &[u8], b"bplist00\xff\xff\xff", b"<plist><dict>", PROFILE.get(..120).unwrap_or_default().as_bytes()]
        {
            assert!(
                parse(bytes, "profile").is_err_and(|problem| problem.file == "profile" && !problem.message.is_empty())
            );
        }
    }
}
