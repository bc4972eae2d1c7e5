//! The synthetic cases that the start screen offers. Their names are display words: `example.<id>`.

/// Id and text of each example.
pub(super) const EXAMPLES: [(&str, &str); 4] = [
    ("example.blocked-page", include_str!("../../assets/examples/blocked-page.txt")),
    ("example.command-line", include_str!("../../assets/examples/command-line.txt")),
    ("example.wrong-password", include_str!("../../assets/examples/wrong-password.txt")),
    ("example.session-expired", include_str!("../../assets/examples/session-expired.txt")),
];
