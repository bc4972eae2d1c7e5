//! What the streams of a PDF hold, unpacked within limits, and a look at the streams that its parser unpacks itself.

use std::io::Read as _;

use flate2::read::ZlibDecoder;
use hayro_syntax::Filter;
use hayro_syntax::object::Stream;

/// The most that one stream of words or letters holds, in bytes.
const LONGEST: usize = 16 << 20;
/// The most that one table of objects holds, in bytes; the parser unpacks these before it is asked.
const LONGEST_TABLE: u64 = 32 << 20;
/// The longest table of objects whose packing cannot be looked into, since it is encrypted.
const LONGEST_ENCRYPTED: usize = 128 << 10;
/// How far before a stream its dictionary may begin.
const DICTIONARY: usize = 512;

/// The content of a stream. `None`: it is packed in a way that words are not.
pub(super) fn content(stream: &Stream) -> Option<Vec<u8>> {
    let mut data = stream.raw_data().into_owned();
    for filter in stream.filters() {
        data = match filter {
            Filter::FlateDecode => inflate(&data),
            Filter::Ascii85Decode => ascii_85(&data),
            Filter::AsciiHexDecode => ascii_hex(&data),
            Filter::Crypt => data,
            _ => return None,
        };
    }
    data.truncate(LONGEST);
    Some(data)
}

/// As far as it is sound. Old programs leave the end out, and a cut file has none.
fn inflate(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    // What was read before an error stays in `out`, and that is all that is wanted.
    drop(ZlibDecoder::new(data).take(LONGEST as u64).read_to_end(&mut out));
    out
}

fn ascii_85(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len() / 5 * 4);
    let mut group: Vec<u8> = Vec::with_capacity(5);
    let push = |group: &[u8], out: &mut Vec<u8>| {
        let digits = group.iter().copied().chain(std::iter::repeat(84)).take(5);
        let word = digits.fold(0_u32, |word, digit| word.wrapping_mul(85).wrapping_add(u32::from(digit)));
        out.extend(word.to_be_bytes().iter().take(group.len() - 1));
    };
    for &byte in data {
        match byte {
            b'z' if group.is_empty() => out.extend([0; 4]),
            b'!'..=b'u' => group.push(byte - b'!'),
            b'~' => break,
            _ => {}
        }
        if group.len() == 5 {
            push(&group, &mut out);
            group.clear();
        }
    }
    if group.len() > 1 {
        push(&group, &mut out);
    }
    out
}

fn ascii_hex(data: &[u8]) -> Vec<u8> {
    let end = data.iter().position(|&b| b == b'>').unwrap_or(data.len());
    let digits: Vec<u8> = data
        .iter()
        .take(end)
        .filter_map(|&b| char::from(b).to_digit(16))
        .filter_map(|d| u8::try_from(d).ok())
        .collect();
    digits
        .chunks(2)
        .map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit) << (4 * (2 - pair.len())))
        .collect()
}

/// Whether the tables of objects, which the parser unpacks without asking how long they become, have a bearable length.
pub(super) fn tables_are_bearable(bytes: &[u8]) -> bool {
    let is_encrypted = find(bytes, b"/Encrypt").is_some();
    let mut at = 0;
    let mut all = 0;
    while let Some(offset) = bytes.get(at..).and_then(|rest| find(rest, b"stream")) {
        let start = at + offset;
        at = start + b"stream".len();
        let before = bytes.get(start.saturating_sub(DICTIONARY)..start).unwrap_or_default();
        // The dictionary of this stream, not of one before.
        let dictionary = before.windows(4).rposition(|four| four == b" obj");
        let dictionary = dictionary.and_then(|from| before.get(from..)).unwrap_or(before);
        let is_table = find(dictionary, b"ObjStm").is_some() || find(dictionary, b"XRef").is_some();
        if !is_table || before.ends_with(b"end") {
            continue;
        }
        let rest = bytes.get(at..).unwrap_or_default();
        let packed = rest.get(..find(rest, b"endstream").unwrap_or(rest.len())).unwrap_or_default();
        if is_encrypted && find(dictionary, b"XRef").is_none() && packed.len() > LONGEST_ENCRYPTED {
            return false;
        }
        // Twice packed tables are written by nobody.
        if dictionary.windows(6).filter(|word| *word == b"Decode").count() > 2 {
            return false;
        }
        let data = packed.trim_ascii_start();
        all += std::io::copy(&mut ZlibDecoder::new(data).take(LONGEST_TABLE), &mut std::io::sink()).unwrap_or(0);
        if all >= LONGEST_TABLE {
            return false;
        }
    }
    true
}

/// Where a word first stands.
pub(super) fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    let &first = word.first()?;
    let mut at = 0;
    loop {
        at += bytes.get(at..)?.iter().position(|&b| b == first)?;
        if bytes.get(at..)?.starts_with(word) {
            return Some(at);
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_encodings_are_undone() {
        assert_eq!(ascii_85(b"87cURD]i,\"Ebo80~>"), b"Hello World!");
        assert_eq!(ascii_85(b"z!!"), [0, 0, 0, 0, 0]);
        assert_eq!(ascii_hex(b"48 65 6c6C 7>"), b"Hellp");
    }
}
