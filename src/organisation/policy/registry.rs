//! Policy keys of Windows. A table of the file is a key here, a text a string value, a list a value of several strings.
//!
//! Edge: Windows lets only administrators write below `Policies`, so nothing here has to be judged.

use windows_registry::{Key, LOCAL_MACHINE, Type};

use crate::organisation::node::{Node, Value};

/// As people write it.
pub(super) const PLACE: &str = r"HKLM\Software\Policies\WhyBlocked";
/// The same below the machine's part of the registry.
const KEY: &str = r"Software\Policies\WhyBlocked";
/// Keys within keys that are looked at; the file has no more tables within tables.
const DEEPEST: usize = 3;

/// What the keys hold, if there are any.
pub(super) fn read() -> Option<Node> {
    LOCAL_MACHINE.open(KEY).ok().map(|key| Node::new(0, table(&key, DEEPEST)))
}

fn table(key: &Key, deeper: usize) -> Value {
    let mut entries = Vec::new();
    for (name, value) in key.values().into_iter().flatten() {
        let read = match value.ty() {
            Type::String | Type::ExpandString => key.get_string(&name).ok().map(Value::Text),
            Type::MultiString => key.get_multi_string(&name).ok().map(list),
            _ => None,
        };
        entries.push((name, Node::new(0, read.unwrap_or(Value::Other("no string value")))));
    }
    if deeper > 0 {
        for name in key.keys().into_iter().flatten() {
            if let Ok(below) = key.open(&name) {
                entries.push((name, Node::new(0, table(&below, deeper - 1))));
            }
        }
    }
    Value::Table(entries)
}

fn list(texts: Vec<String>) -> Value {
    Value::List(texts.into_iter().filter(|text| !text.is_empty()).map(|text| Node::new(0, Value::Text(text))).collect())
}
