//! `text/uri-list` (RFC 2483): the paths of the files in it.

use std::ffi::OsString;
use std::path::PathBuf;

/// The paths in a list of addresses; `host` is what this machine calls itself. Other addresses and other machines' files
/// are left out.
pub(super) fn paths(list: &[u8], host: &str) -> Vec<PathBuf> {
    list.split(|&byte| matches!(byte, b'\r' | b'\n' | 0)).filter_map(|line| path(line, host)).collect()
}

fn path(line: &[u8], host: &str) -> Option<PathBuf> {
    let (scheme, rest) = line.trim_ascii().split_at_checked(5)?;
    if !scheme.eq_ignore_ascii_case(b"file:") {
        return None;
    }
    let rest = match rest.strip_prefix(b"//") {
        None => rest,
        Some(rest) => {
            let (machine, path) = rest.split_at(rest.iter().position(|&byte| byte == b'/')?);
            let is_here = machine.is_empty()
                || machine.eq_ignore_ascii_case(b"localhost")
                || machine.eq_ignore_ascii_case(host.as_bytes());
            is_here.then_some(path)?
        }
    };
    let path = percent_decoded(rest);
    (path.starts_with(b"/") && !path.contains(&0)).then(|| os_string(path).into())
}

fn percent_decoded(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((&byte, after)) = rest.split_first() {
        let escaped = after.get(..2).filter(|_| byte == b'%').and_then(|hex| {
            let hex = std::str::from_utf8(hex).ok().filter(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()))?;
            u8::from_str_radix(hex, 16).ok()
        });
        out.push(escaped.unwrap_or(byte));
        rest = if escaped.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    out
}

#[cfg(unix)]
fn os_string(bytes: Vec<u8>) -> OsString {
    std::os::unix::ffi::OsStringExt::from_vec(bytes)
}

#[cfg(not(unix))]
fn os_string(bytes: Vec<u8>) -> OsString {
    String::from_utf8_lossy(&bytes).into_owned().into()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(list: &str) -> Vec<String> {
        paths(list.as_bytes(), "desk").iter().map(|path| path.display().to_string()).collect()
    }

    #[test]
    fn files_of_this_machine_are_found() {
        assert_eq!(of("# two\r\nfile:///a%20b.log\r\nfile://localhost/c%25d\r\n"), ["/a b.log", "/c%d"]);
        assert_eq!(of("file:/old\nFILE://Desk/named"), ["/old", "/named"]);
        assert_eq!(of("file:///gr%C3%B6%C3%9Fer.txt"), ["/größer.txt"]);
        assert_eq!(of("file:///100%\r\nfile:///%zz%4"), ["/100%", "/%zz%4"]);
    }

    #[test]
    fn other_addresses_are_no_files() {
        assert_eq!(
            of("https://contoso.com/a\r\nfile://server/share/a\r\nfile:relative\r\nfile:///a%00b\r\nfile://"),
            [""; 0]
        );
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(bytes: Vec<u8>, noise in "(file:(//)?[a-z/%0-9\n]{0,12}){0,4}") {
            let found = paths(&bytes, "desk");
            prop_assert!(found.len() <= bytes.len());
            prop_assert!(paths(noise.as_bytes(), "").iter().all(|path| path.is_absolute()));
        }
    }
}
