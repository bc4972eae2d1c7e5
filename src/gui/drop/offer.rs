//! Which of the forms in which something is on offer is taken.
//!
//! A program offers what is dragged in several forms at once: a browser offers a selection as plain text and as HTML, a
//! spreadsheet adds a picture of its cells, and a picture on a page comes with its address as text.

use std::path::PathBuf;

use super::{Dropped, Kind};
use crate::intake;

/// The most that is taken of one thing: one byte more than is read of an input, so that it is told that there was more.
pub(super) const MOST_BYTES: usize = intake::MOST_BYTES + 1;

/// What is on offer, read when it is asked for. Each form may turn out to be empty.
pub(super) trait Offer {
    /// Paths of files and folders.
    fn files(&mut self) -> Vec<PathBuf>;
    /// Files that lie nowhere: their names and bytes.
    fn contents(&mut self) -> Vec<(String, Vec<u8>)>;
    /// Plain text.
    fn text(&mut self) -> Option<String>;
    /// Part of a page.
    fn html(&mut self) -> Option<String>;
    /// A picture, as the bytes of a file.
    fn picture(&mut self) -> Option<Vec<u8>>;
}

/// The forms that are promised while something hovers.
#[expect(clippy::struct_excessive_bools, reason = "each form is promised or not, whatever the others are")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Promised {
    /// An address of the web comes as a list of addresses too, and then is not a file.
    pub(super) files: bool,
    pub(super) text: bool,
    pub(super) html: bool,
    pub(super) picture: bool,
}

impl Promised {
    /// What it will probably be; `None`: nothing that can be taken.
    pub(super) fn kind(self) -> Option<Kind> {
        let Self { files, text, html, picture } = self;
        let of_a_page = html && files;
        match () {
            () if files && !html => Some(Kind::Files),
            () if picture && (of_a_page || !text) => Some(Kind::Picture),
            () if text || html => Some(Kind::Text),
            () if files => Some(Kind::Files),
            () => None,
        }
    }
}

/// Takes the form that tells most.
pub(super) fn taken(offer: &mut dyn Offer) -> Vec<Dropped> {
    let files = offer.files();
    if !files.is_empty() {
        return vec![Dropped::Files(files)];
    }
    // A link that is dragged out of a browser is offered as a shortcut file too.
    let named: Vec<_> = offer.contents().into_iter().filter(|(name, _)| !is_shortcut(name)).collect();
    if !named.is_empty() {
        return named.into_iter().map(|(name, bytes)| Dropped::File { name, bytes }).collect();
    }
    let text = offer.text().filter(|text| !text.trim().is_empty());
    if text.as_deref().is_none_or(is_link)
        && let Some(picture) = offer.picture().filter(|bytes| !bytes.is_empty())
    {
        return vec![Dropped::Picture(picture)];
    }
    let html = || offer.html().filter(|html| !html.trim().is_empty()).map(Dropped::Html);
    text.map(Dropped::Text).or_else(html).into_iter().collect()
}

fn is_shortcut(name: &str) -> bool {
    [".url", ".website", ".webloc"].iter().any(|ending| name.to_ascii_lowercase().ends_with(ending))
}

/// One address and nothing else.
fn is_link(text: &str) -> bool {
    let text = text.trim();
    !text.contains(char::is_whitespace)
        && ["http:", "https:", "data:", "blob:", "file:"].iter().any(|scheme| text.starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Default)]
    struct Things {
        files: Vec<PathBuf>,
        contents: Vec<(String, Vec<u8>)>,
        text: Option<&'static str>,
        html: Option<&'static str>,
        picture: Option<&'static [u8]>,
    }

    impl Offer for Things {
        fn files(&mut self) -> Vec<PathBuf> {
            self.files.clone()
        }
        fn contents(&mut self) -> Vec<(String, Vec<u8>)> {
            self.contents.clone()
        }
        fn text(&mut self) -> Option<String> {
            self.text.map(str::to_owned)
        }
        fn html(&mut self) -> Option<String> {
            self.html.map(str::to_owned)
        }
        fn picture(&mut self) -> Option<Vec<u8>> {
            self.picture.map(<[u8]>::to_vec)
        }
    }

    fn of(mut things: Things) -> Vec<Dropped> {
        taken(&mut things)
    }

    const PICTURE: Option<&[u8]> = Some(b"picture");

    #[test]
    fn text_goes_before_its_page_and_its_picture() {
        let cells =
            Things { text: Some("Code\t53003"), html: Some("<td>53003"), picture: PICTURE, ..Things::default() };
        assert_eq!(of(cells), [Dropped::Text("Code\t53003".to_owned())]);
        let page = Things { text: Some(" \n"), html: Some("<p>53003"), ..Things::default() };
        assert_eq!(of(page), [Dropped::Html("<p>53003".to_owned())]);
    }

    #[test]
    fn a_picture_goes_before_its_address() {
        let image = Things {
            text: Some("https://contoso.com/a.png"),
            html: Some("<img>"),
            picture: PICTURE,
            ..Things::default()
        };
        assert_eq!(of(image), [Dropped::Picture(b"picture".to_vec())]);
        let link = Things { text: Some("https://contoso.com/a"), html: Some("<a>"), ..Things::default() };
        assert_eq!(of(link), [Dropped::Text("https://contoso.com/a".to_owned())]);
        let sentence = Things { text: Some("https://contoso.com refused me"), picture: PICTURE, ..Things::default() };
        assert_eq!(of(sentence), [Dropped::Text("https://contoso.com refused me".to_owned())]);
    }

    #[test]
    fn files_go_before_all_and_a_shortcut_is_none() {
        let files = vec![PathBuf::from("a.log"), PathBuf::from("b")];
        let both = Things { files: files.clone(), text: Some("a.log"), ..Things::default() };
        assert_eq!(of(both), [Dropped::Files(files)]);
        let named = |name: &str| vec![(name.to_owned(), b"x".to_vec())];
        let mail = Things { contents: named("Sign in.txt"), text: Some("Subject"), ..Things::default() };
        assert_eq!(of(mail), [Dropped::File { name: "Sign in.txt".to_owned(), bytes: b"x".to_vec() }]);
        let link = Things { contents: named("Contoso.URL"), text: Some("https://contoso.com"), ..Things::default() };
        assert_eq!(of(link), [Dropped::Text("https://contoso.com".to_owned())]);
        assert_eq!(of(Things::default()), []);
    }

    #[test]
    fn what_hovers_is_told_by_what_is_promised() {
        let kind = |files, text, html, picture| Promised { files, text, html, picture }.kind();
        assert_eq!(kind(true, true, false, false), Some(Kind::Files), "a file manager");
        assert_eq!(kind(false, true, true, false), Some(Kind::Text), "a selection");
        assert_eq!(kind(false, true, true, true), Some(Kind::Text), "cells");
        assert_eq!(kind(true, true, true, false), Some(Kind::Text), "a link");
        assert_eq!(kind(true, true, true, true), Some(Kind::Picture), "a picture of a page");
        assert_eq!(kind(false, false, false, true), Some(Kind::Picture), "a screenshot");
        assert_eq!(kind(false, false, false, false), None);
    }
}
