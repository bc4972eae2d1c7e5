//! Drops under X11, by the Xdnd protocol, version 5 (freedesktop.org, "Drag-and-Drop Protocol for the X Window System").
//!
//! winit answers the protocol for its window, and for files only. A window of our own on a connection of our own is set
//! as that window's `XdndProxy`: programs then talk to it instead, for everything. Should this thread die, its window
//! dies with it, a proxy that is gone counts for nothing, and winit's own file drops are back.
//!
//! Edge: the thread waits without a clock; only while something that was dropped is being handed over does it look at the
//! time, so that a program that falls silent is given up. It ends when the window does.

mod conversation;
mod transfer;

use raw_window_handle::RawWindowHandle;
use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    AtomEnum, ChangeWindowAttributesAux, ConnectionExt as _, CreateWindowAux, EventMask, PropMode, Window, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

use super::Teller;
use crate::job::Job;
use conversation::Conversation;

/// The version of the protocol that is spoken here.
const VERSION: u32 = 5;

x11rb::atom_manager! {
    /// The names of the protocol and of the forms that are taken.
    Atoms: AtomsCookie {
        XdndAware, XdndProxy, XdndSelection, XdndTypeList, XdndActionCopy,
        XdndEnter, XdndPosition, XdndStatus, XdndLeave, XdndDrop, XdndFinished,
        WHYBLOCKED_DROP, INCR, WM_CLIENT_MACHINE, UTF8_STRING,
        TEXT_UTF8: b"text/plain;charset=utf-8",
        TEXT_UTF8_CAPITAL: b"text/plain;charset=UTF-8",
        TEXT: b"text/plain",
        HTML: b"text/html",
        URI_LIST: b"text/uri-list",
        PNG: b"image/png",
        BMP: b"image/bmp",
        TIFF: b"image/tiff",
        JPEG: b"image/jpeg",
    }
}

/// Nothing more can be heard.
struct Gone;

impl<E: std::error::Error> From<E> for Gone {
    fn from(_error: E) -> Self {
        Self
    }
}

/// The thread that listens.
pub(super) struct Listener {
    _job: Job<()>,
}

/// Listens for drops on a window; `None` where it is none of X11.
pub(super) fn listen(window: RawWindowHandle, teller: Teller) -> Option<Listener> {
    let window = match window {
        RawWindowHandle::Xlib(handle) => Window::try_from(handle.window).ok()?,
        RawWindowHandle::Xcb(handle) => handle.window.get(),
        _ => return None,
    };
    // It ends with the window or the connection; both mean that there is nothing left to do.
    let serve = move |_: &_| drop(serve(window, &teller));
    Job::spawn("drops", || {}, serve).ok().map(|job| Listener { _job: job })
}

fn serve(window: Window, teller: &Teller) -> Result<(), Gone> {
    let (connection, screen) = RustConnection::connect(None)?;
    let atoms = Atoms::new(&connection)?.reply()?;
    let proxy = proxy_of(&connection, screen, &atoms, window)?;
    let host = connection.get_property(false, window, atoms.WM_CLIENT_MACHINE, AtomEnum::ANY, 0, 64)?.reply()?;
    let host = String::from_utf8_lossy(&host.value).into_owned();
    let mut conversation = Conversation::new(&connection, atoms, window, proxy, host, teller);
    while !conversation.is_over() {
        let event = match conversation.put_aside() {
            Some(event) => event,
            None => connection.wait_for_event()?,
        };
        match event {
            Event::ClientMessage(message) => conversation.heard(&message)?,
            Event::DestroyNotify(event) => conversation.destroyed(event.window),
            _ => {}
        }
    }
    Ok(())
}

/// Makes a window that nobody sees and sets it as the one that is talked to in the other's stead.
fn proxy_of(connection: &RustConnection, screen: usize, atoms: &Atoms, window: Window) -> Result<Window, Gone> {
    let root = connection.setup().roots.get(screen).ok_or(Gone)?.root;
    let proxy = connection.generate_id()?;
    let aux = CreateWindowAux::new().override_redirect(1).event_mask(EventMask::PROPERTY_CHANGE);
    connection.create_window(0, proxy, root, -1, -1, 1, 1, 0, WindowClass::INPUT_ONLY, 0, &aux)?.check()?;
    connection.change_property32(PropMode::REPLACE, proxy, atoms.XdndAware, AtomEnum::ATOM, &[VERSION])?;
    // A proxy that does not name itself is one that was left behind.
    connection.change_property32(PropMode::REPLACE, proxy, atoms.XdndProxy, AtomEnum::WINDOW, &[proxy])?;
    let aux = ChangeWindowAttributesAux::new().event_mask(EventMask::STRUCTURE_NOTIFY);
    connection.change_window_attributes(window, &aux)?.check()?;
    connection.change_property32(PropMode::REPLACE, window, atoms.XdndProxy, AtomEnum::WINDOW, &[proxy])?.check()?;
    Ok(proxy)
}
