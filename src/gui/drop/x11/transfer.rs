//! Fetches what was dropped, form by form, from the program that dragged it.
//!
//! Edge: at most [`MOST_BYTES`] of a form are fetched, in one piece or in many (`INCR`); a program that is silent for
//! [`PATIENCE`], or ends, is given up, and then nothing is fetched from it any more.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{Atom, AtomEnum, ConnectionExt as _, GetPropertyReply, Property, Timestamp, Window};
use x11rb::rust_connection::RustConnection;

use super::{Atoms, Gone};
use crate::gui::drop::offer::{MOST_BYTES, Offer};
use crate::gui::drop::uri_list;
use crate::intake;

/// How long a program may be silent while it hands something over.
const PATIENCE: Duration = Duration::from_secs(4);
/// How often it is looked whether it has spoken.
const STEP: Duration = Duration::from_millis(2);
/// How many events are put aside while it is waited for.
const MOST_ASIDE: usize = 1000;

impl Atoms {
    /// The forms of plain text, the best first.
    pub(super) fn texts(&self) -> [Atom; 5] {
        [self.UTF8_STRING, self.TEXT_UTF8, self.TEXT_UTF8_CAPITAL, self.TEXT, AtomEnum::STRING.into()]
    }

    /// The forms of pictures, the best first.
    pub(super) fn pictures(&self) -> [Atom; 4] {
        [self.PNG, self.BMP, self.TIFF, self.JPEG]
    }
}

/// One thing that was dropped.
pub(super) struct Transfer<'a> {
    pub(super) connection: &'a RustConnection,
    pub(super) atoms: Atoms,
    pub(super) proxy: Window,
    pub(super) host: &'a str,
    pub(super) source: Window,
    pub(super) forms: &'a [Atom],
    pub(super) time: Timestamp,
    pub(super) aside: &'a mut VecDeque<Event>,
    /// The program is given up.
    pub(super) gone: bool,
}

impl Offer for Transfer<'_> {
    fn files(&mut self) -> Vec<PathBuf> {
        let list = self.first_of(&[self.atoms.URI_LIST]);
        list.map(|list| uri_list::paths(&list, self.host)).unwrap_or_default()
    }

    fn contents(&mut self) -> Vec<(String, Vec<u8>)> {
        Vec::new()
    }

    fn text(&mut self) -> Option<String> {
        self.first_of(&self.atoms.texts()).map(|bytes| text(&bytes))
    }

    fn html(&mut self) -> Option<String> {
        self.first_of(&[self.atoms.HTML]).map(|bytes| text(&bytes))
    }

    fn picture(&mut self) -> Option<Vec<u8>> {
        self.first_of(&self.atoms.pictures())
    }
}

/// A text in whatever encoding, without the zero that some programs end it with.
fn text(bytes: &[u8]) -> String {
    intake::decoded(bytes).trim_end_matches('\0').to_owned()
}

impl Transfer<'_> {
    /// The first of these forms that is on offer.
    fn first_of(&mut self, forms: &[Atom]) -> Option<Vec<u8>> {
        let form = *forms.iter().find(|form| self.forms.contains(form))?;
        if self.gone {
            return None;
        }
        self.fetch(form).unwrap_or_else(|Gone| {
            self.gone = true;
            None
        })
    }

    /// Fetches a form; `Ok(None)`: the program has it not after all.
    fn fetch(&mut self, form: Atom) -> Result<Option<Vec<u8>>, Gone> {
        let Self { proxy, atoms, time, .. } = *self;
        self.connection.delete_property(proxy, atoms.WHYBLOCKED_DROP)?;
        self.connection.convert_selection(proxy, atoms.XdndSelection, form, atoms.WHYBLOCKED_DROP, time)?;
        let property = self.wait_for(|event| match event {
            Event::SelectionNotify(answer) if answer.requestor == proxy && answer.target == form => {
                Some(answer.property)
            }
            _ => None,
        })?;
        if property != atoms.WHYBLOCKED_DROP {
            return Ok(None);
        }
        let whole = self.read_property()?;
        if whole.type_ != atoms.INCR {
            return Ok(Some(whole.value));
        }
        let mut bytes = Vec::new();
        while bytes.len() < MOST_BYTES {
            self.wait_for(|event| match event {
                Event::PropertyNotify(change) => (change.window == proxy
                    && change.atom == atoms.WHYBLOCKED_DROP
                    && change.state == Property::NEW_VALUE)
                    .then_some(()),
                _ => None,
            })?;
            let piece = self.read_property()?;
            // A piece that is announced twice is there once; the end is an empty one.
            if piece.type_ != 0 && piece.value.is_empty() {
                break;
            }
            bytes.extend(piece.value);
        }
        bytes.truncate(MOST_BYTES);
        Ok(Some(bytes))
    }

    /// Takes what the program has laid down.
    fn read_property(&self) -> Result<GetPropertyReply, Gone> {
        let Self { proxy, atoms, .. } = *self;
        // The length counts in units of four bytes.
        let most = u32::try_from(MOST_BYTES.div_ceil(4)).unwrap_or(u32::MAX);
        let mut reply =
            self.connection.get_property(true, proxy, atoms.WHYBLOCKED_DROP, AtomEnum::ANY, 0, most)?.reply()?;
        if reply.bytes_after > 0 {
            self.connection.delete_property(proxy, atoms.WHYBLOCKED_DROP)?;
        }
        reply.value.truncate(MOST_BYTES);
        Ok(reply)
    }

    /// Waits for an event; others are put aside.
    fn wait_for<T>(&mut self, wanted: impl Fn(&Event) -> Option<T>) -> Result<T, Gone> {
        self.connection.flush()?;
        let until = Instant::now() + PATIENCE;
        loop {
            while let Some(event) = self.connection.poll_for_event()? {
                if let Some(found) = wanted(&event) {
                    return Ok(found);
                }
                let is_end = matches!(&event, Event::DestroyNotify(end) if end.window == self.source);
                if matches!(event, Event::ClientMessage(_) | Event::DestroyNotify(_)) && self.aside.len() < MOST_ASIDE {
                    self.aside.push_back(event);
                }
                if is_end {
                    return Err(Gone);
                }
            }
            if Instant::now() >= until {
                return Err(Gone);
            }
            thread::sleep(STEP);
        }
    }
}
