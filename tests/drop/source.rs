//! A second program, that drags something: it owns the selection `XdndSelection`, says what the protocol wants said to the
//! window, and hands over what it is asked for.

use std::time::{Duration, Instant};

use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ChangeWindowAttributesAux, ClientMessageEvent, ConnectionExt as _, CreateWindowAux, EventMask,
    PropMode, Property, SELECTION_NOTIFY_EVENT, SelectionNotifyEvent, SelectionRequestEvent, Window, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;
use x11rb::{COPY_DEPTH_FROM_PARENT, CURRENT_TIME, NONE};

/// What is offered: a form and its bytes.
pub(crate) type Offered<'a> = (&'a str, &'a [u8]);

/// How a source behaves when it is asked for what it offered.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Manner {
    /// It hands it over in one piece.
    Whole,
    /// It hands it over in pieces of so many bytes.
    Pieces(usize),
    /// It says nothing.
    Silent,
    /// It ends after the first piece of so many bytes.
    Dies(usize),
    /// It has it not after all.
    Refuses,
}

pub(crate) struct Source {
    connection: RustConnection,
    window: Window,
    offered: Vec<(Atom, Vec<u8>)>,
    manner: Manner,
    /// What is left to hand over in pieces, and to whom.
    rest: Option<(Window, Atom, Atom, Vec<u8>)>,
}

impl Source {
    pub(crate) fn new(offered: &[Offered<'_>], manner: Manner) -> Self {
        let (connection, screen) = x11rb::connect(None).expect("a display");
        let root = connection.setup().roots[screen].root;
        let window = connection.generate_id().unwrap();
        connection
            .create_window(
                COPY_DEPTH_FROM_PARENT,
                window,
                root,
                0,
                0,
                1,
                1,
                0,
                WindowClass::INPUT_OUTPUT,
                0,
                &CreateWindowAux::new(),
            )
            .unwrap();
        let mut source = Self { connection, window, offered: Vec::new(), manner, rest: None };
        source.offered = offered.iter().map(|&(form, bytes)| (source.atom(form), bytes.to_vec())).collect();
        let forms: Vec<Atom> = source.offered.iter().map(|&(form, _)| form).collect();
        let list = source.atom("XdndTypeList");
        source.connection.change_property32(PropMode::REPLACE, window, list, AtomEnum::ATOM, &forms).unwrap();
        let selection = source.atom("XdndSelection");
        source.connection.set_selection_owner(window, selection, CURRENT_TIME).unwrap().check().unwrap();
        source
    }

    fn atom(&self, name: &str) -> Atom {
        self.connection.intern_atom(false, name.as_bytes()).unwrap().reply().unwrap().atom
    }

    /// The window that is to be talked to in the place of this one, as every source looks for it.
    pub(crate) fn proxy_of(&self, window: Window) -> Option<Window> {
        let name = self.atom("XdndProxy");
        let of = |window| {
            let reply = self.connection.get_property(false, window, name, AtomEnum::WINDOW, 0, 1).ok()?.reply().ok()?;
            reply.value32()?.next()
        };
        of(window).filter(|&proxy| of(proxy) == Some(proxy))
    }

    fn say(&self, to: Window, about: Window, kind: &str, [second, third, fourth, fifth]: [u32; 4]) {
        let data = [self.window, second, third, fourth, fifth];
        let message = ClientMessageEvent::new(32, about, self.atom(kind), data);
        self.connection.send_event(false, to, EventMask::NO_EVENT, message).unwrap();
        self.connection.flush().unwrap();
    }

    /// Enters the window and moves over it; whether it would take the drop.
    pub(crate) fn enter(&mut self, to: Window, about: Window) -> bool {
        let forms: Vec<Atom> = self.offered.iter().map(|&(form, _)| form).collect();
        let at = |number: usize| forms.get(number).copied().unwrap_or(NONE);
        self.say(to, about, "XdndEnter", [5 << 24 | u32::from(forms.len() > 3), at(0), at(1), at(2)]);
        let copy = self.atom("XdndActionCopy");
        self.say(to, about, "XdndPosition", [0, 0x0032_0032, CURRENT_TIME, copy]);
        let [of, flags, _, _, action] = self.answer("XdndStatus").expect("an answer to the position");
        assert_eq!(of, about, "the answer names the window, not its proxy");
        // winit answers with an action of its own.
        assert!(flags & 1 == 0 || to == about || action == copy);
        flags & 1 == 1
    }

    pub(crate) fn leave(&mut self, to: Window, about: Window) {
        self.say(to, about, "XdndLeave", [0; 4]);
    }

    /// Drops, and hands over what is asked for; whether it was taken. `None`: this source died before it was told.
    pub(crate) fn drop_on(&mut self, to: Window, about: Window) -> Option<bool> {
        self.say(to, about, "XdndDrop", [0, CURRENT_TIME, 0, 0]);
        self.answer("XdndFinished").map(|[_, flags, ..]| flags & 1 == 1)
    }

    /// Waits for a message; until then it hands over what it is asked for.
    fn answer(&mut self, kind: &str) -> Option<[u32; 5]> {
        let kind = self.atom(kind);
        let until = Instant::now() + Duration::from_secs(20);
        while Instant::now() < until {
            let Some(event) = self.connection.poll_for_event().unwrap() else {
                std::thread::sleep(Duration::from_millis(2));
                continue;
            };
            match event {
                Event::ClientMessage(message) if message.type_ == kind => return Some(message.data.as_data32()),
                Event::SelectionRequest(request) => self.hand_over(&request),
                Event::PropertyNotify(change) if change.state == Property::DELETE => {
                    if self.manner_is_death() && self.rest.is_some() {
                        return None;
                    }
                    self.next_piece(change.window, change.atom);
                }
                _ => {}
            }
        }
        panic!("no answer to the drag");
    }

    fn manner_is_death(&self) -> bool {
        matches!(self.manner, Manner::Dies(_))
    }

    fn hand_over(&mut self, request: &SelectionRequestEvent) {
        let bytes = self.offered.iter().find(|(form, _)| *form == request.target).map(|(_, bytes)| bytes.clone());
        let bytes = bytes.expect("only what is offered is asked for");
        let mut property = request.property;
        match self.manner {
            Manner::Silent => return,
            Manner::Refuses => property = NONE,
            Manner::Whole => {
                let (to, form) = (request.requestor, request.target);
                self.connection.change_property8(PropMode::REPLACE, to, property, form, &bytes).unwrap();
            }
            Manner::Pieces(_) | Manner::Dies(_) => {
                let aux = ChangeWindowAttributesAux::new().event_mask(EventMask::PROPERTY_CHANGE);
                self.connection.change_window_attributes(request.requestor, &aux).unwrap();
                let (to, incr) = (request.requestor, self.atom("INCR"));
                let size = [bytes.len() as u32];
                self.connection.change_property32(PropMode::REPLACE, to, property, incr, &size).unwrap();
                self.rest = Some((to, property, request.target, bytes));
            }
        }
        let answer = SelectionNotifyEvent {
            response_type: SELECTION_NOTIFY_EVENT,
            sequence: 0,
            time: request.time,
            requestor: request.requestor,
            selection: request.selection,
            target: request.target,
            property,
        };
        self.connection.send_event(false, request.requestor, EventMask::NO_EVENT, answer).unwrap();
        self.connection.flush().unwrap();
    }

    fn next_piece(&mut self, window: Window, property: Atom) {
        let (Manner::Pieces(size) | Manner::Dies(size)) = self.manner else { return };
        let Some((to, at, form, mut bytes)) = self.rest.take().filter(|&(to, at, ..)| (to, at) == (window, property))
        else {
            return;
        };
        let rest = bytes.split_off(size.min(bytes.len()));
        self.connection.change_property8(PropMode::REPLACE, to, at, form, &bytes).unwrap();
        self.connection.flush().unwrap();
        // The empty piece ends it.
        self.rest = (!bytes.is_empty()).then_some((to, at, form, rest));
    }
}
