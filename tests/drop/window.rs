//! The real program in its real window: found, typed into, looked at, and asked for its report through the clipboard.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{
    AtomEnum, ConnectionExt as _, ImageFormat, InputFocus, KEY_PRESS_EVENT, KEY_RELEASE_EVENT, MapState, Window,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;
use x11rb::{CURRENT_TIME, NONE};

const CONTROL: u32 = 0xffe3;
const SHIFT: u32 = 0xffe1;

pub(crate) struct Program {
    child: Child,
    connection: RustConnection,
    root: Window,
    pub(crate) window: Window,
    _home: tempfile::Home,
}

/// A folder that is gone afterwards.
pub(crate) mod tempfile {
    use std::path::PathBuf;

    pub(crate) struct Home(pub(crate) PathBuf);

    impl Home {
        pub(crate) fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("whyblocked-{name}-{}", std::process::id()));
            std::fs::create_dir_all(&path).expect("a folder");
            Self(path)
        }
    }

    impl Drop for Home {
        fn drop(&mut self) {
            std::fs::remove_dir_all(&self.0).expect("a folder of our own");
        }
    }
}

impl Program {
    /// Starts it and waits until it draws.
    pub(crate) fn start() -> Self {
        let home = tempfile::Home::new("drop-home");
        let child = Command::new(env!("CARGO_BIN_EXE_whyblocked"))
            .env("HOME", &home.0)
            .env("XDG_CONFIG_HOME", &home.0)
            .env_remove("WAYLAND_DISPLAY")
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let (connection, screen) = x11rb::connect(None).expect("a display");
        let root = connection.setup().roots[screen].root;
        let mut program = Self { child, connection, root, window: NONE, _home: home };
        program.window = program.wait("a window", |program| program.find(program.root));
        program.wait("something drawn", |program| (program.colours() > 20).then_some(()));
        program
    }

    /// Asks again and again until there is an answer.
    pub(crate) fn wait<T>(&mut self, what: &str, mut ask: impl FnMut(&mut Self) -> Option<T>) -> T {
        let until = Instant::now() + Duration::from_secs(30);
        while Instant::now() < until {
            assert!(self.child.try_wait().unwrap().is_none(), "the program has ended");
            if let Some(found) = ask(self) {
                return found;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("waited in vain for {what}");
    }

    fn find(&self, below: Window) -> Option<Window> {
        let name = self.connection.get_property(false, below, AtomEnum::WM_NAME, AtomEnum::ANY, 0, 64);
        let map = self.connection.get_window_attributes(below).ok()?.reply().ok()?.map_state;
        if name.ok()?.reply().ok()?.value == b"WhyBlocked" && map == MapState::VIEWABLE {
            return Some(below);
        }
        let children = self.connection.query_tree(below).ok()?.reply().ok()?.children;
        children.into_iter().find_map(|child| self.find(child))
    }

    /// The pixels of the window.
    pub(crate) fn pixels(&self) -> Vec<u8> {
        let size = self.connection.get_geometry(self.window).unwrap().reply().unwrap();
        let (width, height) = (size.width.min(1000), size.height.min(600));
        let image = self.connection.get_image(ImageFormat::Z_PIXMAP, self.window, 0, 0, width, height, !0);
        image.unwrap().reply().map(|image| image.data).unwrap_or_default()
    }

    fn colours(&self) -> usize {
        let pixels = self.pixels();
        pixels.chunks_exact(4).collect::<std::collections::BTreeSet<_>>().len()
    }

    fn key(&self, symbols: &[u32]) {
        self.connection.set_input_focus(InputFocus::PARENT, self.window, CURRENT_TIME).unwrap();
        let setup = self.connection.setup();
        let count = setup.max_keycode - setup.min_keycode + 1;
        let map = self.connection.get_keyboard_mapping(setup.min_keycode, count).unwrap().reply().unwrap();
        let code = |symbol: u32| {
            let mut keys = map.keysyms.chunks(usize::from(map.keysyms_per_keycode));
            setup.min_keycode + keys.position(|key| key.first() == Some(&symbol)).expect("a key") as u8
        };
        let send = |kind, symbol| {
            self.connection.xtest_fake_input(kind, code(symbol), CURRENT_TIME, NONE, 0, 0, 0).unwrap();
            self.connection.flush().unwrap();
            std::thread::sleep(Duration::from_millis(20));
        };
        for &symbol in symbols {
            send(KEY_PRESS_EVENT, symbol);
        }
        for &symbol in symbols.iter().rev() {
            send(KEY_RELEASE_EVENT, symbol);
        }
    }

    /// Presses Ctrl and a letter.
    pub(crate) fn press_control(&self, letter: char) {
        self.key(&[CONTROL, u32::from(letter)]);
    }

    /// Copies the report again and again until it holds all these words, and gives it.
    pub(crate) fn report_with(&mut self, words: &[&str]) -> String {
        let mut clipboard = arboard::Clipboard::new().expect("a clipboard");
        let mut last = String::new();
        self.wait(&format!("a report with {words:?}"), |program| {
            program.key(&[CONTROL, SHIFT, u32::from('c')]);
            std::thread::sleep(Duration::from_millis(150));
            last = clipboard.get_text().unwrap_or_default();
            words.iter().all(|word| last.contains(word)).then_some(())
        });
        last
    }

    /// Forgets everything, in the window and on the clipboard.
    pub(crate) fn start_anew(&self) {
        self.press_control('n');
        std::thread::sleep(Duration::from_millis(300));
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
