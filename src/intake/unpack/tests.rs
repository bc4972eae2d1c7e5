//! Packed things of all kinds, whole, damaged and hostile.
#![expect(clippy::unwrap_used, reason = "a test may stop where its own ground is missing")]

use std::io::{Cursor, Write as _};

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Piece, Unpacked, unpack};

const TEXT: &[u8] = b"AADSTS53003: Access has been blocked by Conditional Access policies.";

fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn tarred(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        builder.append_data(&mut header, name, *bytes).unwrap();
    }
    builder.into_inner().unwrap()
}

fn told(pieces: &[Piece]) -> Vec<(&str, &str)> {
    let what =
        |piece: &Piece| piece.notes.first().copied().unwrap_or(if piece.text.is_empty() { "nothing" } else { "text" });
    pieces.iter().map(|piece| (piece.name.as_str(), what(piece))).collect()
}

#[test]
fn every_archive_gives_its_texts() {
    let members: [(&str, &[u8]); 3] = [("a/one.txt", TEXT), ("a/._one.txt", b"x"), ("b.png", b"\x89PNG\r\n\x1a\n\0\0")];
    let want = [("a/one.txt", "text"), ("b.png", "picture")];
    assert_eq!(told(&unpack(&zipped(&members)).pieces), want);
    assert_eq!(told(&unpack(&tarred(&members)).pieces), want);
    assert_eq!(told(&unpack(&gzipped(&tarred(&members))).pieces), want);
    assert_eq!(told(&unpack(&gzipped(TEXT)).pieces), [("", "text")]);
    let outer = zipped(&[("in.zip", &zipped(&members)), ("log.gz", &gzipped(TEXT))]);
    let want = [("in.zip › a/one.txt", "text"), ("in.zip › b.png", "picture"), ("log.gz", "text")];
    assert_eq!(told(&unpack(&outer).pieces), want);
}

#[test]
fn gzip_in_several_parts_is_one_text() {
    let bytes = [gzipped(b"Error Code: "), gzipped(b"53003")].concat();
    let unpacked = unpack(&bytes);
    assert_eq!(unpacked.pieces.first().unwrap().text, "Error Code: 53003");
    assert_eq!(told(&unpack(&[gzipped(TEXT), b"trailing".to_vec()].concat()).pieces).first(), Some(&("", "text")));
}

#[test]
fn what_is_cut_off_gives_what_stands_before() {
    let long: Vec<u8> =
        (0..400_000_u32).flat_map(|n| format!("{:x} ", n.wrapping_mul(2_654_435_761)).into_bytes()).collect();
    for packed in [zipped(&[("one.txt", TEXT), ("two.txt", &long)]), gzipped(&[TEXT, &long].concat())] {
        let cut = packed.get(..packed.len() / 2).unwrap();
        let pieces = unpack(cut).pieces;
        assert!(pieces.first().unwrap().text.contains("AADSTS53003"), "{:?}", told(&pieces));
        assert!(pieces.iter().any(|piece| piece.notes.contains(&"archive-damaged")), "{:?}", told(&pieces));
    }
}

#[test]
fn an_empty_archive_is_told() {
    assert_eq!(told(&unpack(&zipped(&[])).pieces), [("", "archive-empty")]);
    assert_eq!(told(&unpack(&zipped(&[("a.txt", b"")])).pieces), [("a.txt", "empty")]);
}

/// The flag of the first member, in its own head and in the directory.
fn with_flag(mut archive: Vec<u8>, flag: u8) -> Vec<u8> {
    for (mark, at) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let place = archive.windows(4).position(|four| four == mark).unwrap() + at;
        *archive.get_mut(place).unwrap() |= flag;
    }
    archive
}

#[test]
fn a_password_is_told_once() {
    let pieces = unpack(&with_flag(zipped(&[("a.txt", TEXT)]), 1)).pieces;
    assert_eq!(told(&pieces), [("", "protected")]);
}

#[test]
fn nesting_ends_somewhere() {
    let mut bytes = zipped(&[("a.txt", TEXT)]);
    for depth in 0..20 {
        bytes = zipped(&[(&format!("{depth}.zip"), &bytes)]);
    }
    let pieces = unpack(&bytes).pieces;
    assert_eq!(pieces.len(), 1);
    assert_eq!(pieces.first().unwrap().notes, ["archive-too-deep"]);
}

#[test]
fn bombs_end_at_the_limits_and_that_is_said() {
    let zeros = vec![b' '; 40 << 20];
    let bomb = zipped(&[("a", &zeros), ("b", &zeros), ("c", &zeros), ("d", TEXT)]);
    let Unpacked { pieces, left_out, .. } = unpack(&bomb);
    assert!(pieces.iter().map(|piece| piece.text.len()).sum::<usize>() <= 64 << 20);
    let left_out = left_out.unwrap();
    assert_eq!((left_out.read, left_out.all), (2, 4));
    let pieces = unpack(&gzipped(&zeros)).pieces;
    assert_eq!(pieces.first().unwrap().notes, ["too-long"]);
}

#[test]
fn of_very_many_members_the_first_are_read() {
    let names: Vec<String> = (0..3_000).map(|number| format!("{number}.txt")).collect();
    let members: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), TEXT)).collect();
    let unpacked = unpack(&zipped(&members));
    let left_out = unpacked.left_out.unwrap();
    assert_eq!((unpacked.pieces.len(), left_out.read, left_out.all), (200, 200, 3_000));
    let pictures: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b"\x89PNG"[..])).collect();
    let unpacked = unpack(&zipped(&pictures));
    assert_eq!((unpacked.pieces.len(), unpacked.untold), (10, 2_990));
}

#[test]
fn damage_anywhere_is_no_danger() {
    let archives = [
        zipped(&[("a.txt", TEXT), ("b/c.txt", TEXT)]),
        tarred(&[("a.txt", TEXT), ("b/c.txt", TEXT)]),
        gzipped(TEXT),
        zipped(&[("in.zip", &zipped(&[("a.txt", TEXT)]))]),
    ];
    for archive in archives {
        for at in 0..archive.len() {
            for value in [0, 1, 0x7f, 0xff] {
                let mut damaged = archive.clone();
                *damaged.get_mut(at).unwrap() = value;
                assert!(!unpack(&damaged).pieces.is_empty());
            }
            assert!(!unpack(archive.get(..at).unwrap()).pieces.is_empty());
        }
    }
}
