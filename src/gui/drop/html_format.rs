//! The clipboard format "HTML Format" of Windows: a head of offsets, then a page in UTF-8 of which a part was selected.

/// The selected part of the page. Where the offsets lead nowhere, all that begins with the first tag.
pub(super) fn fragment(bytes: &[u8]) -> String {
    let page = bytes.iter().position(|&byte| byte == b'<').unwrap_or(bytes.len());
    let head = bytes.get(..page).unwrap_or_default();
    let between = |start: &str, end: &str| {
        let (start, end) = (offset(head, start)?, offset(head, end)?);
        bytes.get(start.max(page)..end).filter(|part| !part.trim_ascii().is_empty())
    };
    let part = between("StartFragment", "EndFragment").or_else(|| between("StartHTML", "EndHTML"));
    let part = part.or_else(|| bytes.get(page..)).unwrap_or_default();
    String::from_utf8_lossy(part).trim_end_matches('\0').to_owned()
}

/// An offset that the head tells; -1 stands for none.
fn offset(head: &[u8], name: &str) -> Option<usize> {
    head.split(|&byte| matches!(byte, b'\r' | b'\n')).find_map(|line| {
        let (key, value) = std::str::from_utf8(line).ok()?.split_once(':')?;
        (key.trim() == name).then(|| value.trim().parse().ok())?
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PAGE: &str = "<html><body><!--StartFragment--><b>größer</b><!--EndFragment--></body></html>";

    fn made(page: &str) -> String {
        let head = 97;
        let start = head + page.find("<b>").unwrap_or_default();
        let end = head + page.find("<!--End").unwrap_or_default();
        format!(
            "Version:0.9\r\nStartHTML:{head:08}\r\nEndHTML:{:08}\r\nStartFragment:{start:08}\r\nEndFragment:{end:08}\r\n{page}",
            head + page.len()
        )
    }

    #[test]
    fn the_selected_part_is_found() {
        let made = made(PAGE);
        assert_eq!(made.find('<'), Some(97));
        assert_eq!(fragment(made.as_bytes()), "<b>größer</b>");
    }

    #[test]
    fn wrong_offsets_give_the_page() {
        for head in
            ["", "StartFragment:-1\r\nEndFragment:-1\r\n", "StartFragment:9\r\nEndFragment:99999999999999999999\r\n"]
        {
            assert_eq!(fragment(format!("{head}<p>53003\0\0").as_bytes()), "<p>53003", "{head}");
        }
        assert_eq!(fragment(b"StartFragment:30\r\nEndFragment:20\r\n<p>53003"), "<p>53003");
        assert_eq!(fragment(b"no tag at all"), "");
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(bytes: Vec<u8>, start: i64, end: i64) {
            fragment(&bytes);
            let told = format!("StartFragment:{start}\r\nEndFragment:{end}\r\nStartHTML:{end}\r\nEndHTML:{start}\r\n{PAGE}");
            prop_assert!(fragment(told.as_bytes()).len() <= told.len());
            // Offsets inside the page may cut a letter in two.
            let near = format!("StartFragment:{}\r\nEndFragment:{}\r\n{PAGE}", start.rem_euclid(120), end.rem_euclid(120));
            fragment(near.as_bytes());
        }
    }
}
