//! Stable stand-ins for personal values: the same value gets the same label, so that events can still be joined.
//!
//! Edge: ids that only IT can use (request, trace and correlation id, application, resource), times, codes and version
//! numbers stay. Tokens never come this far; what looks like one is taken out all the same.

use core::net::IpAddr; // An address is only parsed here; nothing is ever connected.
use std::cell::RefCell;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::wide::is_wide;
use crate::model::{Analysis, Fact, FactKind, SignIn};

/// What is taken out where a secret slipped through.
const SECRET: &str = "[secret removed]";

/// Replaces personal values in texts.
#[derive(Clone, Debug, Default)]
pub struct Masker {
    /// Values and their groups, in the order in which they became known; the place within a group is the number.
    known: RefCell<Vec<(Group, String)>>,
}

/// What a stand-in stands for. Its word is the same in every language, so that reports of one event can be joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The name with which a person signs in.
    User,
    /// The directory id of a person.
    UserId,
    /// A network address.
    Address,
    /// The id of a device.
    DeviceId,
    /// The name of a device.
    Device,
    /// The id or a domain of an organisation.
    Tenant,
    /// A place as a log gives it.
    Place,
}

impl Group {
    /// The word in the stand-in, and the end of the key of its display word.
    pub fn id(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::UserId => "user id",
            Self::Address => "address",
            Self::DeviceId => "device id",
            Self::Device => "device",
            Self::Tenant => "tenant",
            Self::Place => "place",
        }
    }

    /// Every group.
    pub const ALL: [Self; 7] =
        [Self::User, Self::UserId, Self::Address, Self::DeviceId, Self::Device, Self::Tenant, Self::Place];

    /// Whether a masked text holds a stand-in of this group.
    pub fn stands_in(self, masked: &str) -> bool {
        let opening = format!("[{} ", self.id());
        masked.match_indices(&opening).any(|(at, _)| {
            masked.get(at + opening.len()..).is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit()))
        })
    }

    fn of(kind: FactKind) -> Option<Self> {
        Some(match kind {
            FactKind::User => Self::User,
            FactKind::UserId => Self::UserId,
            FactKind::IpAddress => Self::Address,
            FactKind::DeviceId => Self::DeviceId,
            FactKind::DeviceName => Self::Device,
            FactKind::TenantId | FactKind::TenantDomain => Self::Tenant,
            FactKind::Location => Self::Place,
            _ => return None,
        })
    }
}

impl Masker {
    /// Knows the personal values of one sign-in.
    pub fn new(sign_in: &SignIn) -> Self {
        let masker = Self::default();
        masker.learn(sign_in.facts());
        masker
    }

    /// Knows the personal values of all sign-ins and devices, so that two people never share a label.
    pub fn of_all(analysis: &Analysis) -> Self {
        let masker = Self::default();
        analysis.diagnoses.iter().for_each(|diagnosis| masker.learn(diagnosis.sign_in.facts()));
        analysis.worked.iter().for_each(|sign_in| masker.learn(sign_in.facts()));
        analysis.devices.iter().for_each(|device| masker.learn(&device.facts));
        masker
    }

    fn learn(&self, facts: &[Fact]) {
        for fact in facts {
            if let Some(group) = Group::of(fact.kind).filter(|_| fact.value.chars().count() > 1) {
                self.label(group, &fact.value);
            }
            // A user name shows the organisation's domain, also where it stands alone.
            if let Some((_, domain)) = fact.value.rsplit_once('@').filter(|_| fact.kind == FactKind::User) {
                self.label(Group::Tenant, domain);
            }
        }
    }

    /// The text with stand-ins for every personal value, and without anything that looks like a token.
    pub fn mask(&self, text: &str) -> String {
        self.replace(text, self.finds(text))
    }

    /// The text without anything that looks like a token; personal values stay.
    pub fn without_secrets(&self, text: &str) -> String {
        self.replace(text, secrets(text))
    }

    fn replace(&self, text: &str, mut finds: Vec<Find>) -> String {
        // Where finds overlap, the first and longest counts.
        finds.sort_by_key(|find| (find.range.start, std::cmp::Reverse(find.range.end)));
        let mut masked = String::with_capacity(text.len());
        let mut at = 0;
        for Find { range, group } in finds {
            if range.start < at {
                continue;
            }
            let Some(value) = text.get(range.clone()) else { continue };
            masked.push_str(text.get(at..range.start).unwrap_or_default());
            match group {
                Some(group) => masked.push_str(&self.label(group, value)),
                None => masked.push_str(SECRET),
            }
            at = range.end;
        }
        masked.push_str(text.get(at..).unwrap_or_default());
        masked
    }

    /// The stand-in of a value, which is remembered.
    fn label(&self, group: Group, value: &str) -> String {
        let mut known = self.known.borrow_mut();
        let same = |(other, text): &&(Group, String)| *other == group && text.to_lowercase() == value.to_lowercase();
        if !known.iter().any(|entry| same(&entry)) {
            known.push((group, value.to_owned()));
        }
        let of_group = known.iter().filter(|(other, _)| *other == group);
        let number = of_group.enumerate().find(|(_, entry)| same(entry)).map_or(0, |(number, _)| number + 1);
        format!("[{} {number}]", group.id())
    }

    fn finds(&self, text: &str) -> Vec<Find> {
        let mut finds = secrets(text);
        for (group, value) in self.known.borrow().iter() {
            finds.extend(occurrences(text, value).map(|range| Find { range, group: Some(*group) }));
        }
        finds.extend(users(text));
        finds.extend(addresses(text));
        finds
    }
}

/// Something to take out; without a group it is a secret.
struct Find {
    range: Range<usize>,
    group: Option<Group>,
}

/// Where a known value stands by itself, not as part of a longer word.
fn occurrences<'a>(text: &'a str, value: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
    // A country code such as IT or ID is an ordinary word elsewhere: it counts where it is the whole text or all behind a colon.
    let is_short = value.chars().count() < 3;
    // A value that is an ordinary word, such as a device called Desk, counts only as it is written.
    let distinctive = value.chars().any(|c| c.is_ascii_digit() || matches!(c, '@' | '.'));
    let (haystack, needle) = if distinctive {
        (text.to_ascii_lowercase(), value.to_ascii_lowercase())
    } else {
        (text.to_owned(), value.to_owned())
    };
    let starts: Vec<usize> = haystack.match_indices(&needle).map(|(start, _)| start).collect();
    let length = needle.len();
    let stands_alone = move |range: &Range<usize>| {
        let before = text.get(..range.start).and_then(|t| t.chars().next_back());
        let after = text.get(range.end..).and_then(|t| t.chars().next());
        let is_all = after.is_none()
            && text
                .get(..range.start)
                .is_some_and(|t| t.is_empty() || t.ends_with([' ', '：']) && t.trim_end().ends_with([':', '：']));
        // Japanese words stand beside a value without a blank; they are no part of it.
        let goes_on = |c: char| c.is_alphanumeric() && !is_wide(c);
        !before.is_some_and(goes_on) && !after.is_some_and(goes_on) && (!is_short || is_all)
    };
    starts.into_iter().map(move |start| start..start + length).filter(stands_alone)
}

#[expect(clippy::expect_used, reason = "the expression is ours and is compiled by the tests")]
fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a valid expression")
}

/// A letter of a word, but none of a script that is written without blanks: there a word would swallow its neighbours.
const LETTER: &str = r"[\w&&[^\x{1100}-\x{11ff}\x{2e80}-\x{a4cf}\x{ac00}-\x{d7a3}\x{f900}-\x{faff}\x{ff00}-\x{ffef}]]";

/// Anything of the shape of an e-mail address.
fn users(text: &str) -> impl Iterator<Item = Find> {
    static USER: LazyLock<Regex> = LazyLock::new(|| {
        regex(&format!("[{LETTER}%+&-][{LETTER}.%+'&-]*(?:#(?:EXT|ext)#)?@[{LETTER}-]+(?:\\.[{LETTER}-]+)+"))
    });
    USER.find_iter(text).map(|found| Find { range: found.range(), group: Some(Group::User) })
}

/// Anything of the shape of a network address; loopback and version numbers are not.
fn addresses(text: &str) -> impl Iterator<Item = Find> {
    static WORD: LazyLock<Regex> = LazyLock::new(|| regex(r"[0-9A-Za-z_.:]+"));
    WORD.find_iter(text).filter_map(move |found| {
        let word = found.as_str().trim_end_matches(['.', ':']);
        let address = as_address(word)?;
        let range = found.start()..found.start() + address.len();
        let before = text.get(..range.start).unwrap_or_default();
        (!is_version(before, address)).then_some(Find { range, group: Some(Group::Address) })
    })
}

/// The address at the start of a word: all of it, or an IPv4 address before its port.
fn as_address(word: &str) -> Option<&str> {
    let without_port = word.split_once(':').map(|(address, _port)| address).filter(|address| address.contains('.'));
    let address = [Some(word), without_port].into_iter().flatten().find(|word| word.parse::<IpAddr>().is_ok())?;
    let parsed = address.parse::<IpAddr>().ok()?;
    // `std::`, `a::b` and the like: an address has digits, and more than one group.
    let names_something =
        address.contains('.') || address.matches(':').count() > 1 && address.bytes().any(|b| b.is_ascii_digit());
    (names_something && !parsed.is_loopback() && !parsed.is_unspecified()).then_some(address)
}

/// Four numbers are a version where a program or the word stands before them, or where they end in zeros.
fn is_version(before: &str, address: &str) -> bool {
    static NAMED: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)(?:[a-z]/|\bv|\b(?:versions?|ver\.?|build|release|chrome|edge|edg|firefox|safari|opera|msal\S*|adal\S*|client|runtime|sdk|module)[\s:=]{1,2})$",
        )
    });
    address.ends_with(".0.0") || address.contains('.') && NAMED.is_match(before)
}

/// What looks like a token.
fn secrets(text: &str) -> Vec<Find> {
    static SECRET: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"(?-u:\b)eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?|(?-u:\b)[01]\.A[A-Za-z0-9_-]{40,}")
    });
    SECRET.find_iter(text).map(|found| Find { range: found.range(), group: None }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Fact, Span, Via};

    fn masker(facts: &[(FactKind, &str)]) -> Masker {
        let fact = |&(kind, value): &(FactKind, &str)| Fact::new(kind, value, Span::new(0, 0, 1), Via::Label);
        Masker::new(&SignIn::new(facts.iter().map(fact).collect()))
    }

    #[test]
    fn the_same_value_gets_the_same_label_wherever_it_stands() {
        let masker = masker(&[
            (FactKind::User, "alex@contoso.com"),
            (FactKind::IpAddress, "203.0.113.7"),
            (FactKind::DeviceId, "6a5b4c3d-2e1f-4a0b-9c8d-7e6f5a4b3c2d"),
            (FactKind::DeviceName, "CONTOSO-PC7"),
            (FactKind::TenantDomain, "contoso.onmicrosoft.com"),
            (FactKind::Location, "IT"),
        ]);
        assert_eq!(
            masker.mask("Alex@Contoso.com from 203.0.113.7, then alex@contoso.com"),
            "[user 1] from [address 1], then [user 1]"
        );
        assert_eq!(
            masker.mask("sam@fabrikam.com, 198.51.100.4:443 and 2001:db8::1."),
            "[user 2], [address 2]:443 and [address 3]."
        );
        assert_eq!(masker.mask("contoso-pc7 6A5B4C3D-2e1f-4a0b-9c8d-7e6f5a4b3c2d"), "[device 1] [device id 1]");
        assert_eq!(masker.mask("contoso.onmicrosoft.com, contoso.com; ask IT"), "[tenant 2], [tenant 1]; ask IT");
        assert_eq!((masker.mask("IT").as_str(), masker.mask("Place: IT").as_str()), ("[place 1]", "Place: [place 1]"));
        assert_eq!(masker.mask("account 'alex@contoso.com'"), "account '[user 1]'");
        assert_eq!(masker.mask("alex_contoso.com#EXT#@fabrikam.onmicrosoft.com"), "[user 3]");
    }

    #[test]
    fn what_it_needs_and_what_only_looks_alike_stays() {
        let masker = masker(&[(FactKind::User, "alex@contoso.com"), (FactKind::DeviceName, "Desk")]);
        for text in [
            "Request Id: 8f2c1d3e-4a5b-6c7d-8e9f-0a1b2c3d4e5f",
            "std::vec and core::net, a::b, dead::beef",
            "2026-03-14 09:26:53Z, 10:26:53 +01:00",
            "Chrome/120.0.0.0, Edge 118.0.2088.76, version 1.2.3.4, v10.0.1.2, Windows 10.0.19045.3570, az 2.53.0",
            "127.0.0.1, ::1, the desk, Desktop",
            "AADSTS53003: 1.2.3",
        ] {
            assert_eq!(masker.mask(text), text);
        }
    }

    #[test]
    fn values_between_japanese_words_are_masked_as_well() {
        let masker = masker(&[
            (FactKind::User, "alex@contoso.com"),
            (FactKind::IpAddress, "203.0.113.7"),
            (FactKind::DeviceName, "CONTOSO-PC7"),
            (FactKind::Location, "JP"),
        ]);
        assert_eq!(
            masker.mask("ユーザーalex@contoso.comは203.0.113.7からCONTOSO-PC7で"),
            "ユーザー[user 1]は[address 1]から[device 1]で"
        );
        assert_eq!(masker.mask("場所：JP"), "場所：[place 1]");
        assert_eq!(masker.mask("Lieu\u{a0}: JP"), "Lieu\u{a0}: [place 1]");
        assert_eq!(masker.mask("は2001:db8::1です"), "は[address 2]です");
        let token = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbGV4In0.c2ln";
        assert_eq!(masker.without_secrets(&format!("値は{token}です")), "値は[secret removed]です");
    }

    #[test]
    fn tokens_go_in_every_mode() {
        let masker = Masker::default();
        let text = "x eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbGV4In0.c2ln y alex@contoso.com";
        assert_eq!(masker.without_secrets(text), "x [secret removed] y alex@contoso.com");
        assert_eq!(masker.mask(text), "x [secret removed] y [user 1]");
        assert!(Group::User.stands_in(&masker.mask(text)) && !Group::Device.stands_in("[device id 1]"));
    }
}
