//! A mistake of the program is told without a word of the text that it was working on.
#![expect(clippy::expect_used, clippy::panic, reason = "tests that panic on purpose")]

use whyblocked::crash;

/// One test, since there is one hook for the whole process.
#[test]
fn a_crash_tells_the_place_and_nothing_of_the_text() {
    crash::prepare();
    assert_eq!(crash::guard(|| 7), Ok(7));

    let secret = "é password=Contoso-2026";
    let cut = crash::guard(|| secret[1..].len()).expect_err("in the middle of a letter");
    let told = crash::guard(|| panic!("read {secret}")).expect_err("on purpose");
    for crash in [cut, told] {
        let text = crash.to_string();
        assert!(crash.place().starts_with("tests/crash.rs:"), "{text}");
        assert!(text.contains(env!("CARGO_PKG_VERSION")) && text.contains("thread: "), "{text}");
        assert!(!text.contains("password") && !text.contains("Contoso"), "{text}");
        assert_eq!(text.lines().count(), 4, "{text}");
    }
    assert_eq!(crash::last(), None, "told once");
}
