//! Bytes to text: byte order marks, UTF-16 and UTF-32 without one, legacy code pages, and what is no text at all.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A decoded text.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    /// Key of a remark, where the reading was a guess or lost something.
    pub(super) note: Option<&'static str>,
}

/// Whether bytes are text in an encoding that is known here.
pub(super) fn is_text(bytes: &[u8]) -> bool {
    utf32(bytes).is_some()
        || Encoding::for_bom(bytes).is_some()
        || !looks_binary(bytes)
        || utf16_without_mark(bytes).is_some()
}

/// Decodes what is text.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    if let Some(text) = utf32(bytes) {
        return Decoded { text, note: None };
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return with(encoding, bytes.get(mark..).unwrap_or_default(), "damaged-characters");
    }
    if let Some(text) = std::str::from_utf8(bytes).ok().filter(|_| !looks_binary(bytes)) {
        return Decoded { text: text.to_owned(), note: None };
    }
    // English in UTF-16 is UTF-8 as well, with a zero in every other place.
    if let Some(encoding) = utf16_without_mark(bytes) {
        return with(encoding, bytes, "damaged-characters");
    }
    let damaged = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    // A cut or damaged byte here and there in UTF-8 is still UTF-8; a legacy page has many.
    let wide = bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii());
    if damaged <= 3 && wide {
        return with(UTF_8, bytes, "damaged-characters");
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), note: Some("legacy-encoding") }
}

fn with(encoding: &'static Encoding, bytes: &[u8], lossy: &'static str) -> Decoded {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), note: had_errors.then_some(lossy) }
}

/// UTF-32 with a mark, or without one where every fourth byte says so.
fn utf32(bytes: &[u8]) -> Option<String> {
    let big = if bytes.starts_with(&[0xff, 0xfe, 0, 0]) {
        false
    } else if bytes.starts_with(&[0, 0, 0xfe, 0xff]) {
        true
    } else {
        let sample = bytes.get(..bytes.len().min(400) / 4 * 4)?;
        if sample.len() < 16 {
            return None;
        }
        let ascii = |position: usize| {
            sample.chunks_exact(4).all(|c| c.iter().enumerate().all(|(i, &b)| (b == 0) != (i == position)))
        };
        if ascii(0) {
            false
        } else if ascii(3) {
            true
        } else {
            return None;
        }
    };
    let decode = |chunk: &[u8]| {
        let four: [u8; 4] = chunk.try_into().ok()?;
        char::from_u32(if big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) })
    };
    let text =
        bytes.chunks_exact(4).map(|chunk| decode(chunk).unwrap_or(char::REPLACEMENT_CHARACTER)).collect::<String>();
    Some(text.trim_start_matches('\u{feff}').to_owned())
}

fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(4096) / 2 * 2)?;
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|&&b| b == 0).count() * 2;
    if sample.len() < 4 {
        return None;
    }
    let many = |count: usize| count * 10 > sample.len() * 4;
    match (many(zeros(0)), many(zeros(1))) {
        (false, true) => Some(UTF_16LE),
        (true, false) => Some(UTF_16BE),
        _ => None,
    }
}

/// Control characters are rare in text.
fn looks_binary(bytes: &[u8]) -> bool {
    let sample = bytes.get(..bytes.len().min(1 << 16)).unwrap_or_default();
    let odd = sample.iter().filter(|&&b| b < 9 || (14..32).contains(&b) && b != 27 || b == 127).count();
    odd * 50 > sample.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unicode_encoding_is_read() {
        let text = "Error Code: 53003\r\nGerätestatus";
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let utf16_big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let utf32: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
        let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        for bytes in [
            text.as_bytes().to_vec(),
            marked(&[0xef, 0xbb, 0xbf], text.as_bytes()),
            marked(&[0xff, 0xfe], &utf16),
            marked(&[0xfe, 0xff], &utf16_big),
            marked(&[0xff, 0xfe, 0, 0], &utf32),
            utf16,
            utf16_big,
        ] {
            assert_eq!(decode(&bytes).text, text);
        }
    }

    #[test]
    fn a_legacy_page_is_read_and_said_to_be_a_guess() {
        let legacy = decode(b"Ger\xe4testatus, \xfcber, \xe4, \xf6, \xfc");
        assert_eq!((legacy.text.as_str(), legacy.note), ("Gerätestatus, über, ä, ö, ü", Some("legacy-encoding")));
    }
}
