//! Event logs that are built here, whole, damaged and hostile.
#![expect(clippy::unwrap_used, reason = "a test may stop where its own ground is missing")]

use super::*;

/// Writes the pieces of a chunk, names in place.
struct Chunk(Vec<u8>);

impl Chunk {
    fn new() -> Self {
        let mut bytes = b"ElfChnk\0".to_vec();
        bytes.resize(FIRST_RECORD, 0);
        Self(bytes)
    }

    fn add(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn number(&mut self, number: usize) {
        self.add(&u32::try_from(number).unwrap().to_le_bytes());
    }

    fn name(&mut self, name: &str) {
        self.number(self.0.len() + 4);
        self.add(&[0; 6]);
        self.add(&u16::try_from(name.len()).unwrap().to_le_bytes());
        self.add(&name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect::<Vec<_>>());
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.add(&[if attributes.is_empty() { 0x01 } else { 0x41 }, 0xff, 0xff, 0, 0, 0, 0]);
        self.name(name);
        if !attributes.is_empty() {
            self.number(0);
        }
        for (name, value) in attributes {
            self.add(&[0x06]);
            self.name(name);
            self.text(value);
        }
        self.add(&[0x02]);
    }

    fn text(&mut self, text: &str) {
        self.add(&[0x05, 0x01]);
        self.add(&u16::try_from(text.encode_utf16().count()).unwrap().to_le_bytes());
        self.add(&text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>());
    }

    fn element(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.text(text);
        self.add(&[0x04]);
    }

    fn record(&mut self, id: u64, content: impl FnOnce(&mut Self)) {
        let start = self.0.len();
        self.add(b"**\0\0\0\0\0\0");
        self.add(&id.to_le_bytes());
        self.add(&134_000_000_000_000_000_u64.to_le_bytes());
        self.add(&[0x0f, 1, 1, 0]);
        content(self);
        self.add(&[0; 5]);
        let size = u32::try_from(self.0.len() - start).unwrap().to_le_bytes();
        self.0.get_mut(start + 4..start + 8).unwrap().copy_from_slice(&size);
    }

    fn event(&mut self, id: u64, provider: &str, channel: &str, message: &str) {
        self.record(id, |chunk| {
            chunk.open("Event", &[]);
            chunk.open("System", &[]);
            chunk.element("Provider", &[("Name", provider)], "");
            chunk.element("EventID", &[], "1098");
            chunk.element("TimeCreated", &[("SystemTime", "2026-03-14T09:26:53.761Z")], "");
            chunk.element("Channel", &[], channel);
            chunk.element("Computer", &[], "CONTOSO-LT0421");
            chunk.add(&[0x04]);
            chunk.open("EventData", &[]);
            chunk.element("Data", &[("Name", "ErrorMessage")], message);
            chunk.add(&[0x04, 0x04]);
        });
    }

    fn file(mut self) -> Vec<u8> {
        let mut bytes = b"ElfFile\0".to_vec();
        bytes.resize(HEAD, 0);
        self.0.resize(CHUNK, 0);
        bytes.append(&mut self.0);
        bytes
    }
}

const AAD: &str = "Microsoft-Windows-AAD";

fn sample() -> Vec<u8> {
    let mut chunk = Chunk::new();
    chunk.event(7, AAD, "Microsoft-Windows-AAD/Operational", "Error: 0xCAA2000C\nDescription: AADSTS53003: Blocked");
    chunk.event(6, AAD, "Microsoft-Windows-AAD/Operational", "Error: 0xCAA90004");
    chunk.event(8, "Contoso-Backup", "Application", "nothing");
    chunk.file()
}

#[test]
fn the_events_of_sign_ins_are_read_the_most_recent_last() {
    let piece = read("", &sample());
    assert!(piece.notes.is_empty());
    let want = "Log Name:      Microsoft-Windows-AAD/Operational\nSource:        Microsoft-Windows-AAD\n\
                Date:          2026-03-14T09:26:53.761Z\nEvent ID:      1098\nRecord ID:     7\n\
                Computer:      CONTOSO-LT0421\nDescription:\nError: 0xCAA2000C\nDescription: AADSTS53003: Blocked\n\n";
    assert!(piece.text.ends_with(want), "{}", piece.text);
    assert_eq!(piece.text.matches("Log Name:").count(), 2);
    assert!(!piece.text.contains("Contoso-Backup"));
}

#[test]
fn another_log_is_called_by_its_name() {
    let mut chunk = Chunk::new();
    chunk.event(1, "Service Control Manager", "System", "The service has stopped.");
    let piece = read("", &chunk.file());
    assert_eq!(piece.notes, ["event-log-without-sign-ins"]);
    assert_eq!(piece.values, [("log", "System".to_owned())]);
    assert_eq!(read("", b"ElfFile\0").notes, ["event-log"]);
}

#[test]
fn a_template_that_contains_itself_ends() {
    let mut chunk = Chunk::new();
    chunk.record(1, |chunk| {
        chunk.add(&[0x0c, 1, 0, 0, 0, 0]);
        let place = chunk.0.len() + 4;
        chunk.number(place);
        chunk.add(&[0; 20]);
        chunk.number(20);
        for _ in 0..2 {
            chunk.add(&[0x0c, 1, 0, 0, 0, 0]);
            chunk.number(place);
        }
        chunk.number(0);
    });
    assert_eq!(read("", &chunk.file()).notes, ["event-log"]);
}

#[test]
fn damage_anywhere_is_no_danger() {
    let sample = sample();
    let end = HEAD + 3_000;
    for at in (0..8).chain(HEAD..end) {
        for value in [0, 1, 0x0c, 0x21, 0x7f, 0xff] {
            let mut damaged = sample.clone();
            *damaged.get_mut(at).unwrap() = value;
            drop(read("", &damaged));
        }
        drop(read("", sample.get(..at).unwrap()));
    }
}
