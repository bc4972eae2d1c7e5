//! What a program that drags something says to this window, and what it is answered.
//!
//! Edge: one drag at a time, as there is one pointer. A message of any other window than the one that entered is not heeded.

use std::collections::VecDeque;

use x11rb::CURRENT_TIME;
use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ChangeWindowAttributesAux, ClientMessageEvent, ConnectionExt as _, EventMask, Timestamp, Window,
};
use x11rb::rust_connection::RustConnection;

use super::transfer::Transfer;
use super::{Atoms, Gone, VERSION};
use crate::gui::drop::Teller;
use crate::gui::drop::offer::{Promised, taken};

/// The oldest version that is understood; older ones name no time and no action.
const OLDEST: u32 = 3;
/// How many forms of one thing are looked at.
const MOST_FORMS: u32 = 256;

/// A drag that has entered the window.
struct Drag {
    source: Window,
    forms: Vec<Atom>,
}

/// The talk with the programs that drag something over the window.
pub(super) struct Conversation<'a> {
    connection: &'a RustConnection,
    atoms: Atoms,
    /// The window that is dropped on.
    window: Window,
    /// The one that is talked to in its stead.
    proxy: Window,
    host: String,
    teller: &'a Teller,
    drag: Option<Drag>,
    /// What came while something else was waited for.
    aside: VecDeque<Event>,
    is_over: bool,
}

impl<'a> Conversation<'a> {
    pub(super) fn new(
        connection: &'a RustConnection,
        atoms: Atoms,
        window: Window,
        proxy: Window,
        host: String,
        teller: &'a Teller,
    ) -> Self {
        Self { connection, atoms, window, proxy, host, teller, drag: None, aside: VecDeque::new(), is_over: false }
    }

    /// Whether the window is gone.
    pub(super) fn is_over(&self) -> bool {
        self.is_over
    }

    /// The next event that came while something else was waited for.
    pub(super) fn put_aside(&mut self) -> Option<Event> {
        self.aside.pop_front()
    }

    /// Heeds a message.
    pub(super) fn heard(&mut self, message: &ClientMessageEvent) -> Result<(), Gone> {
        if message.format != 32 {
            return Ok(());
        }
        let [source, second, third, ..] = message.data.as_data32();
        let Atoms { XdndEnter, XdndPosition, XdndLeave, XdndDrop, .. } = self.atoms;
        match message.type_ {
            kind if kind == XdndEnter => self.entered(source, message.data.as_data32()),
            kind if kind == XdndPosition => self.answer_position(source),
            kind if kind == XdndLeave && self.is_from(source) => self.left(),
            // Its second field holds nothing, its third the time.
            kind if kind == XdndDrop => self.dropped(source, if second == 0 { third } else { CURRENT_TIME }),
            _ => Ok(()),
        }
    }

    /// A window is gone: that of this program, or that of the one that drags.
    pub(super) fn destroyed(&mut self, window: Window) {
        self.is_over |= window == self.window;
        if self.is_from(window) {
            self.drag = None;
            self.teller.hovering(None);
        }
    }

    fn is_from(&self, source: Window) -> bool {
        self.drag.as_ref().is_some_and(|drag| drag.source == source)
    }

    fn entered(&mut self, source: Window, [_, flags, forms @ ..]: [u32; 5]) -> Result<(), Gone> {
        if !(OLDEST..=VERSION).contains(&(flags >> 24)) {
            return Ok(());
        }
        // Its end must be told, or what hovers would hover for ever.
        let aux = ChangeWindowAttributesAux::new().event_mask(EventMask::STRUCTURE_NOTIFY);
        if self.connection.change_window_attributes(source, &aux)?.check().is_err() {
            return Ok(());
        }
        let forms = if flags & 1 == 0 { forms.to_vec() } else { self.all_forms(source)? };
        let drag = Drag { source, forms: forms.into_iter().filter(|&form| form != 0).collect() };
        self.teller.hovering(self.promised(&drag).kind());
        self.drag = Some(drag);
        Ok(())
    }

    /// The forms on offer, where they are more than three.
    fn all_forms(&self, source: Window) -> Result<Vec<Atom>, Gone> {
        let list =
            self.connection.get_property(false, source, self.atoms.XdndTypeList, AtomEnum::ATOM, 0, MOST_FORMS)?;
        // A window that is gone by now offers nothing.
        Ok(list.reply().ok().and_then(|list| Some(list.value32()?.collect())).unwrap_or_default())
    }

    fn promised(&self, drag: &Drag) -> Promised {
        let has = |forms: &[Atom]| forms.iter().any(|form| drag.forms.contains(form));
        Promised {
            files: has(&[self.atoms.URI_LIST]),
            text: has(&self.atoms.texts()),
            html: has(&[self.atoms.HTML]),
            picture: has(&self.atoms.pictures()),
        }
    }

    fn answer_position(&self, source: Window) -> Result<(), Gone> {
        let accepted = self.drag.as_ref().filter(|drag| drag.source == source);
        let accepted = accepted.is_some_and(|drag| self.promised(drag).kind().is_some());
        // The empty area asks for a message at every step; it is the same answer everywhere.
        let action = if accepted { self.atoms.XdndActionCopy } else { 0 };
        self.send(source, self.atoms.XdndStatus, [self.window, u32::from(accepted) | 2, 0, 0, action])
    }

    fn left(&mut self) -> Result<(), Gone> {
        self.forget_source()?;
        self.teller.hovering(None);
        Ok(())
    }

    fn dropped(&mut self, source: Window, time: Timestamp) -> Result<(), Gone> {
        let Some(drag) = self.drag.take_if(|drag| drag.source == source) else {
            return self.send(source, self.atoms.XdndFinished, [self.window, 0, 0, 0, 0]);
        };
        let mut transfer = Transfer {
            connection: self.connection,
            atoms: self.atoms,
            proxy: self.proxy,
            host: &self.host,
            source,
            forms: &drag.forms,
            time,
            aside: &mut self.aside,
            gone: false,
        };
        let dropped = taken(&mut transfer);
        let accepted = !dropped.is_empty();
        self.teller.dropped(dropped);
        self.drag = Some(drag);
        self.forget_source()?;
        let action = if accepted { self.atoms.XdndActionCopy } else { 0 };
        self.send(source, self.atoms.XdndFinished, [self.window, u32::from(accepted), action, 0, 0])
    }

    /// Hears no more of the window that dragged something.
    fn forget_source(&mut self) -> Result<(), Gone> {
        if let Some(drag) = self.drag.take() {
            let aux = ChangeWindowAttributesAux::new().event_mask(EventMask::NO_EVENT);
            // It may be gone already.
            self.connection.change_window_attributes(drag.source, &aux)?.ignore_error();
        }
        Ok(())
    }

    fn send(&self, to: Window, kind: Atom, data: [u32; 5]) -> Result<(), Gone> {
        let message = ClientMessageEvent::new(32, to, kind, data);
        self.connection.send_event(false, to, EventMask::NO_EVENT, message)?.ignore_error();
        self.connection.flush()?;
        Ok(())
    }
}
