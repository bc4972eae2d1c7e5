//! Bytes to text: byte order marks, UTF-16 and UTF-32 without one, legacy code pages, and what is no text at all.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A decoded text.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    /// Key of a remark, where the reading was a guess or lost something.
    pub(super) note: Option<&'static str>,
    /// The code page that was guessed.
    pub(super) legacy: Option<&'static str>,
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
    let mut decoded = decode_as_it_is(bytes);
    // The line ends of old Macs and of some consoles.
    if decoded.text.contains('\r') && !decoded.text.contains('\n') {
        decoded.text = decoded.text.replace('\r', "\n");
    }
    decoded
}

fn decode_as_it_is(bytes: &[u8]) -> Decoded {
    if let Some(text) = utf32(bytes) {
        return Decoded { text, note: None, legacy: None };
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return with(encoding, bytes.get(mark..).unwrap_or_default());
    }
    if let Some(text) = std::str::from_utf8(bytes).ok().filter(|_| !looks_binary(bytes)) {
        return Decoded { text: text.to_owned(), note: None, legacy: None };
    }
    // English in UTF-16 is UTF-8 as well, with a zero in every other place.
    if let Some(encoding) = utf16_without_mark(bytes) {
        return with(encoding, bytes);
    }
    let damaged = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    let wide: usize = bytes.utf8_chunks().map(|chunk| chunk.valid().chars().filter(|c| !c.is_ascii()).count()).sum();
    // A cut or damaged byte here and there in UTF-8 is still UTF-8; a legacy page has many.
    if damaged <= 3 && wide >= damaged || damaged.saturating_mul(8) < wide {
        return with(UTF_8, bytes);
    }
    let encoding = legacy(bytes);
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), note: Some("legacy-encoding"), legacy: Some(encoding.name()) }
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), note: had_errors.then_some("damaged-characters"), legacy: None }
}

/// So much of a text is enough to guess by.
const SAMPLE: usize = 1 << 20;

/// The code page that a text without Unicode is most probably in.
fn legacy(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    detector.feed(sample, sample.len() == bytes.len());
    detector.guess(None, Utf8Detection::Deny)
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
        let plain = |big: bool| sample.chunks_exact(4).all(|chunk| utf32_char(chunk, big).is_some_and(is_usual));
        if plain(false) {
            false
        } else if plain(true) {
            true
        } else {
            return None;
        }
    };
    let decode = |chunk: &[u8]| utf32_char(chunk, big).unwrap_or(char::REPLACEMENT_CHARACTER);
    let text = bytes.chunks_exact(4).map(decode).collect::<String>();
    Some(text.trim_start_matches('\u{feff}').to_owned())
}

fn utf32_char(chunk: &[u8], big: bool) -> Option<char> {
    let four: [u8; 4] = chunk.try_into().ok()?;
    char::from_u32(if big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) })
}

/// UTF-16 by the zeros in it: whatever the language, digits, blanks and line ends have one, and always on the same side.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(4096) / 2 * 2)?;
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|&&b| b == 0).count();
    if sample.len() < 4 {
        return None;
    }
    // A single zero among a few bytes is an accident.
    let enough = |count: usize| count * 40 >= sample.len() && (count >= 4 || count * 5 > sample.len() * 2);
    let encoding = match (zeros(0), zeros(1)) {
        (high, low) if enough(low) && high * 16 < low => UTF_16LE,
        (high, low) if enough(high) && low * 16 < high => UTF_16BE,
        _ => return None,
    };
    let (text, _) = encoding.decode_without_bom_handling(sample);
    let unusual = text.chars().filter(|&c| !is_usual(c)).count();
    (unusual * 50 <= text.chars().count()).then_some(encoding)
}

/// Whether a character is one that people write: no control character, no place without a character.
fn is_usual(c: char) -> bool {
    matches!(c, '\t' | '\r' | '\n' | '\u{feff}')
        || !c.is_control() && !matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{fff0}'..='\u{ffff}' | '\u{20000}'.. )
        || matches!(c, '\u{1f300}'..='\u{1faff}')
}

/// Control characters are rare in text.
fn looks_binary(bytes: &[u8]) -> bool {
    let sample = bytes.get(..bytes.len().min(1 << 16)).unwrap_or_default();
    let odd = sample.iter().filter(|&&b| b < 9 || (14..32).contains(&b) && b != 27 || b == 127).count();
    odd * 50 > sample.len()
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test may stop where its own ground is missing")]
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
    fn unicode_without_a_mark_is_read_in_every_script() {
        for text in [
            "これにアクセスする権限がありません\nエラー コード: 53003\n要求 ID: 8f2c1d3e-4a5b-4c7d-8e9f-0a1b2c3d4e5f\n",
            "当前无法访问此内容\r\n错误代码: 53003\r\n",
            "지금은 액세스할 수 없습니다 53003\n",
            "Код ошибки: 53003\n",
        ] {
            let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let utf16_big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            let utf32: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
            let utf32_big: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect();
            for bytes in [utf16, utf16_big, utf32, utf32_big] {
                assert!(is_text(&bytes), "{text}");
                let decoded = decode(&bytes);
                assert_eq!((decoded.text.as_str(), decoded.note), (text, None));
            }
        }
    }

    #[test]
    fn legacy_pages_are_told_apart_and_said_to_be_a_guess() {
        for (name, text) in [
            ("windows-1252", "Gerätestatus: nicht verfügbar. Sie können von hier aus nicht zugreifen, über, ä, ö, ü"),
            ("windows-1250", "Nemůžete k tomuto prostředku přistupovat, kód chyby 53003, příliš žluťoučký kůň"),
            (
                "windows-1251",
                "Вы не можете получить доступ отсюда. Код ошибки: 53003. Состояние устройства: не зарегистрировано",
            ),
            (
                "windows-1254",
                "Şu anda buna erişemezsiniz. Hata kodu: 53003. Cihaz durumu: kayıtlı değil, yöneticinize başvurun",
            ),
            ("Shift_JIS", "これにアクセスする権限がありません。エラー コード: 53003。デバイスの状態: 未登録"),
            ("EUC-JP", "これにアクセスする権限がありません。エラー コード: 53003。デバイスの状態: 未登録"),
            ("gb18030", "你现在无法访问此内容。错误代码: 53003。设备状态: 未注册。请与管理员联系"),
            ("Big5", "您現在無法存取此內容。錯誤碼: 53003。裝置狀態: 未註冊。請連絡系統管理員"),
            ("EUC-KR", "지금은 액세스할 수 없습니다. 오류 코드: 53003. 장치 상태: 등록되지 않음"),
        ] {
            let encoding = Encoding::for_label(name.as_bytes()).expect("a known name");
            let (bytes, ..) = encoding.encode(text);
            let decoded = decode(&bytes);
            assert_eq!((decoded.text.as_str(), decoded.note), (text, Some("legacy-encoding")), "{name}");
        }
    }

    #[test]
    fn cut_unicode_stays_unicode() {
        let text = "デバイスの状態: 未登録";
        let cut = text.as_bytes().get(..text.len() - 1).unwrap_or_default();
        let decoded = decode(cut);
        assert!(decoded.text.starts_with("デバイスの状態: 未登"), "{}", decoded.text);
        assert_eq!(decoded.note, Some("damaged-characters"));
    }

    #[test]
    fn carriage_returns_alone_end_lines() {
        assert_eq!(decode(b"Error Code: 53003\rApp name: Box\r").text, "Error Code: 53003\nApp name: Box\n");
        assert_eq!(decode(b"a\r\nb\rc").text, "a\r\nb\rc");
    }
}
