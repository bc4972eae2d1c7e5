//! Values known by their shape: GUIDs, instants, addresses, user names, codes.
//!
//! Each reader looks at the start of a text and says how many bytes it took; none searches.

use core::net::IpAddr; // An address is only parsed here; nothing is ever connected.
use std::sync::LazyLock;

use jiff::Timestamp;
use regex::Regex;

use super::instants::instant;
use crate::model::{FactKind, Via};

/// A value read from the start of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shape {
    /// Bytes taken, from the first to the last that belong to the value.
    pub(super) len: usize,
    /// Its normal form.
    pub(super) value: String,
    /// For instants.
    pub(super) instant: Option<Timestamp>,
    /// `Repaired` where blanks or wraps were undone, else `None`.
    pub(super) repaired: Option<Via>,
}

impl Shape {
    pub(super) fn plain(len: usize, value: String) -> Self {
        Self { len, value, instant: None, repaired: None }
    }
}

#[expect(clippy::expect_used, reason = "the expression is ours and is compiled by the tests")]
pub(super) fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a valid expression")
}

/// How the values of a kind are known.
pub(super) enum Reader {
    /// By their shape: reads one from the start of a text.
    Shape(fn(&str) -> Option<Shape>),
    /// By the vendor's own words.
    Words,
    /// Not at all: any words may stand there.
    Name,
}

/// How the values of this kind are known.
pub(super) fn reader(kind: FactKind) -> Reader {
    match kind {
        FactKind::ErrorCode | FactKind::OtherCode => Reader::Shape(|text| code(text).or_else(|| system_number(text))),
        FactKind::RequestId
        | FactKind::TraceId
        | FactKind::CorrelationId
        | FactKind::AppId
        | FactKind::ResourceId
        | FactKind::DeviceId
        | FactKind::TenantId
        | FactKind::UserId => Reader::Shape(guid),
        FactKind::Timestamp | FactKind::PrtUpdated => Reader::Shape(instant),
        FactKind::IpAddress | FactKind::ResourceAddress => Reader::Shape(address),
        FactKind::User => Reader::Shape(user),
        FactKind::DeviceState | FactKind::DevicePlatform | FactKind::Browser => Reader::Words,
        _ => Reader::Name,
    }
}

/// Where the hyphens of a GUID stand among its digits.
const HYPHENS: [usize; 4] = [8, 12, 16, 20];

/// A GUID: with hyphens, without, or with blanks, wraps and lost hyphens inside, which are undone.
pub(super) fn guid(text: &str) -> Option<Shape> {
    let mut digits = String::with_capacity(36);
    let mut gaps = Vec::new();
    let mut hyphens = [false; 4];
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if c.is_ascii_hexdigit() {
            digits.push(c.to_ascii_lowercase());
            end = at + 1;
            if digits.len() == 32 {
                break;
            }
        } else if c == '-' && !digits.is_empty() {
            let place = HYPHENS.iter().position(|&p| p == digits.len())?;
            *hyphens.get_mut(place)? = true;
        } else if (c.is_whitespace() || matches!(c, '>' | '|')) && !digits.is_empty() && at - end < WIDEST_GAP {
            if gaps.last() != Some(&digits.len()) {
                gaps.push(digits.len());
            }
            if gaps.len() > HYPHENS.len() {
                return None;
            }
        } else {
            return None;
        }
    }
    let whole = hyphens == [true; 4] || hyphens == [false; 4] && gaps.is_empty();
    // Digits alone, or a run of words of hexadecimal letters with many gaps, are no GUID; blanks in place of all hyphens are.
    let loose = hyphens == [false; 4] && !gaps.is_empty() && gaps != HYPHENS;
    let same = digits.bytes().all(|b| digits.as_bytes().first() == Some(&b));
    if same || loose || digits.len() != 32 || !digits.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    // A last group of thirteen is somebody's slip; which digit is too many cannot be known. A capital begins the next label.
    if text.get(end..).is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_digit() || c.is_ascii_lowercase() && c.is_ascii_hexdigit())
    }) {
        return None;
    }
    for place in HYPHENS.into_iter().rev() {
        digits.insert(place, '-');
    }
    let repaired = (!whole || !gaps.is_empty()).then_some(Via::Repaired);
    Some(Shape { len: end, value: digits, instant: None, repaired })
}

/// A wrap and the marks of quoting or drawing behind it are not wider, in bytes.
const WIDEST_GAP: usize = 24;

/// An IPv4 or IPv6 address, canonical; a port behind an IPv4 address is left out.
pub(super) fn address(text: &str) -> Option<Shape> {
    let len = text.find(|c: char| !(c.is_ascii_hexdigit() || matches!(c, '.' | ':' | '%'))).unwrap_or(text.len());
    let mut word = text.get(..len)?.trim_end_matches([':', '.']);
    if let Some((address, _zone)) = word.split_once('%') {
        word = address;
    }
    if let Ok(address) = word.parse::<IpAddr>() {
        return Some(Shape::plain(word.len(), canonical(address).to_string()));
    }
    leading_v4(text)
}

/// `192.0.2.7:51234`, or a mashed `192.0.2.7Device identifier`: what reads as an IPv4 address is kept.
fn leading_v4(text: &str) -> Option<Shape> {
    static V4: LazyLock<Regex> = LazyLock::new(|| regex(r"^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}"));
    let found = V4.find(text)?;
    let followed = text.get(found.end()..)?.chars().next();
    let address = found.as_str().parse::<IpAddr>().ok().filter(|_| !followed.is_some_and(|c| c.is_ascii_digit()))?;
    Some(Shape::plain(found.len(), address.to_string()))
}

fn canonical(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(v6) => v6.to_ipv4_mapped().map_or(address, IpAddr::V4),
        IpAddr::V4(_) => address,
    }
}

/// What kind of address it is. Never where it is.
pub(super) fn address_kind(address: &str) -> Option<&'static str> {
    Some(match address.parse::<IpAddr>().ok()? {
        IpAddr::V4(v4) => match v4.octets() {
            _ if v4.is_loopback() => "loopback",
            _ if v4.is_private() || v4.is_link_local() => "private",
            [100, 64..=127, ..] => "shared",
            _ if v4.is_documentation() => "documentation",
            _ => "public-v4",
        },
        IpAddr::V6(v6) => match v6.segments() {
            _ if v6.is_loopback() => "loopback",
            [0xfc00..=0xfdff | 0xfe80..=0xfebf, ..] => "private",
            [0x2001, 0xdb8, ..] => "documentation",
            _ => "public-v6",
        },
    })
}

/// A user principal name, guests' `#EXT#` form included.
pub(super) fn user(text: &str) -> Option<Shape> {
    static USER: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"^(?:live\.com#|mail#|i:0#\.f\|membership\|)?(\w[\w.%+'&-]*(?:#EXT#|#ext#)?@[\w-]+(?:\.[\w-]+)+)")
    });
    let found = USER.captures(text)?.get(1)?;
    let value = found.as_str().trim_end_matches(['.', '-']);
    let name = value.split('@').next().unwrap_or_default();
    if name.len() > 2 && name.bytes().all(|b| matches!(b, b'x' | b'X' | b'*')) {
        return None;
    }
    Some(Shape::plain(found.start() + value.len(), value.to_lowercase()))
}

/// An error code: 4 to 7 digits, with or without the AADSTS prefix.
pub(super) fn code(text: &str) -> Option<Shape> {
    static CODE: LazyLock<Regex> =
        LazyLock::new(|| regex(r"^(?:AADSTS\s?|aadsts\s?)?(\d{4,7})(?:[^\d.,:/-]|[.,:/-](?:\D|$)|$)"));
    let digits = CODE.captures(text)?.get(1)?;
    Some(Shape::plain(digits.end(), digits.as_str().to_owned()))
}

/// A number of the system's own: HRESULT, signed or unsigned, or a broker's ten digits.
pub(super) fn system_number(text: &str) -> Option<Shape> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| regex(r"^(0[xX][0-9a-fA-F]{8}|-?\d{8,10})(?:[^0-9A-Za-z]|$)"));
    let found = NUMBER.captures(text)?.get(1)?;
    let value = found.as_str();
    let value = match value.strip_prefix("0x").or_else(|| value.strip_prefix("0X")) {
        Some(digits) => format!("0x{}", digits.to_ascii_uppercase()),
        None => value.to_owned(),
    };
    Some(Shape::plain(found.end(), value))
}

/// Whether a number, hexadecimal, signed or unsigned, is one of the sign-in broker's (`0xCAA…`).
pub(super) fn is_broker_number(value: &str) -> bool {
    let bits = match value.strip_prefix("0x") {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => value.parse::<i64>().ok().and_then(|n| u32::try_from(n & 0xffff_ffff).ok()),
    };
    bits.is_some_and(|bits| bits >> 20 == 0xcaa)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guids_are_read_whole_or_repaired_never_changed() {
        let read = |text| guid(text).map(|s| (s.value, s.len, s.repaired.is_some()));
        let want = "8f2c1d3e-4a5b-6c7d-8e9f-0a1b2c3d4e5f".to_owned();
        assert_eq!(read("8F2C1D3E-4a5b-6c7d-8e9f-0a1b2c3d4e5fApp name"), Some((want.clone(), 36, false)));
        assert_eq!(read("8f2c1d3e4a5b6c7d8e9f0a1b2c3d4e5f"), Some((want.clone(), 32, false)));
        assert_eq!(read("8f2c1d3e-4a5b-\n6c7d-8e9f-0a1b 2c3d4e5f"), Some((want, 38, true)));
        assert_eq!(read("8f2c1d3e-4a5b-6c7d-8e9f-0a1b2c3dOO5f"), None);
        assert_eq!(read("8f2c1d3e-4a5b-6c7d-8e9f-0a1b2c3d4e5fa"), None);
        assert_eq!(read("8f2c****-4a5b-6c7d-8e9f-0a1b2c3d4e5f"), None);
    }

    #[test]
    fn addresses_are_canonical_and_ports_left_out() {
        let read = |text| address(text).map(|s| s.value);
        assert_eq!(read("203.0.113.7\n").as_deref(), Some("203.0.113.7"));
        assert_eq!(read("203.0.113.7Device").as_deref(), Some("203.0.113.7"));
        assert_eq!(read("203.0.113.7:443").as_deref(), Some("203.0.113.7"));
        assert_eq!(read("2001:DB8:0::1 ").as_deref(), Some("2001:db8::1"));
        assert_eq!(read("1.2.3"), None);
        assert_eq!(address_kind("100.64.1.1"), Some("shared"));
    }

    #[test]
    fn codes_are_not_parts_of_other_numbers() {
        let read = |text| code(text).map(|s| s.value);
        assert_eq!(read("AADSTS53003: x").as_deref(), Some("53003"));
        assert_eq!(read("530033").as_deref(), Some("530033"));
        assert_eq!(read("3399614476"), None);
        assert_eq!(read("50076.5"), None);
        assert_eq!(system_number("0xcaa2000c ").map(|s| s.value).as_deref(), Some("0xCAA2000C"));
        assert_eq!(system_number("3399614476").map(|s| s.value).as_deref(), Some("3399614476"));
    }

    #[test]
    fn users_are_read_to_their_end() {
        let read = |text| user(text).map(|s| s.value);
        assert_eq!(read("Alex@Contoso.com. Then").as_deref(), Some("alex@contoso.com"));
        assert_eq!(
            read("alex_contoso.com#EXT#@fabrikam.onmicrosoft.com'").as_deref(),
            Some("alex_contoso.com#ext#@fabrikam.onmicrosoft.com")
        );
    }
}
