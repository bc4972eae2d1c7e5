//! The lines that are written about this computer. Their names are those of the format `assets/formats/this-computer.toml`.
//!
//! Edge: what could not be read has no line, so that nothing is taken for a "no" that is none.

use std::fmt::Write as _;

/// What a computer tells about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Told {
    /// Name, version, edition and build of its system.
    pub(super) system: Option<String>,
    /// Whether it is joined to Entra.
    pub(super) joined: Option<bool>,
    /// Whether it is joined to a company domain.
    pub(super) domain: Option<bool>,
    /// Its id in the directory.
    pub(super) device_id: Option<String>,
    /// The organisation that it belongs to.
    pub(super) tenant_id: Option<String>,
    /// Whether a work account is registered on it.
    pub(super) registered: Option<bool>,
    /// The account of its person, where the join names it.
    pub(super) account: Option<String>,
    /// Whether it looks managed.
    pub(super) enrolled: Option<Enrolled>,
    /// Whether Company Portal is there.
    pub(super) company_portal: Option<bool>,
    /// Whether the Intune app for Linux is there.
    pub(super) intune_app: Option<bool>,
    /// Whether somebody is signed in to that app.
    pub(super) signed_in: Option<bool>,
    /// Interfaces that look like a VPN, as they are to be named.
    pub(super) interfaces: Vec<String>,
}

/// Signs of an enrolment on the computer itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(test), expect(dead_code, reason = "each system has its own signs"))]
pub(super) enum Enrolled {
    /// By Intune.
    Intune,
    /// By another service.
    Other,
    /// Settings that somebody manages are there.
    ManagedSettings,
    /// Looked for, and no sign found.
    NoSign,
    /// Only a command shows it.
    NotShown,
}

impl Enrolled {
    fn words(self) -> &'static str {
        match self {
            Self::Intune => "yes (Intune)",
            Self::Other => "yes (another service)",
            Self::ManagedSettings => "yes (managed settings)",
            Self::NoSign => "no sign of it",
            Self::NotShown => "not shown without the command profiles",
        }
    }
}

impl Told {
    /// The lines. `None` where not even the system is known.
    pub(super) fn text(&self) -> Option<String> {
        let yes = |held: Option<bool>| held.map(|held| if held { "yes" } else { "no" });
        let found = |there: Option<bool>| there.map(|there| if there { "found" } else { "not found" });
        let interfaces = if self.interfaces.is_empty() { "none".to_owned() } else { self.interfaces.join("; ") };
        let lines = [
            ("Operating system", Some(self.system.as_deref()?)),
            ("Joined to Entra", yes(self.joined)),
            ("Joined to a domain", yes(self.domain)),
            ("Device id", self.device_id.as_deref()),
            ("Tenant id", self.tenant_id.as_deref()),
            ("Company Portal", found(self.company_portal)),
            ("Intune app", found(self.intune_app)),
            ("Signed in to the Intune app", yes(self.signed_in)),
            ("Work account registered", yes(self.registered)),
            ("Work account of this person", self.account.as_deref()),
            ("Looks enrolled", self.enrolled.map(Enrolled::words)),
            ("Interfaces like a VPN", Some(&*interfaces)),
        ];
        let mut text = String::new();
        for (name, value) in lines {
            if let Some(value) = value.map(on_one_line).filter(|value| !value.is_empty()) {
                // Writing to a string cannot fail.
                writeln!(text, "{name}: {value}").ok()?;
            }
        }
        Some(text)
    }
}

/// A value that cannot be taken for a line of its own.
fn on_one_line(value: &str) -> String {
    value.split(char::is_control).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test may stop where its own ground is missing")]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_has_no_line() {
        let told = Told { system: Some("Windows 11\nJoined to Entra: yes".to_owned()), ..Told::default() };
        let text = told.text().expect("the system is known");
        assert_eq!(text, "Operating system: Windows 11 Joined to Entra: yes\nInterfaces like a VPN: none\n");
        assert_eq!(Told::default().text(), None);
    }

    #[test]
    fn what_is_known_has_one_line_each() {
        let told = Told {
            system: Some("Windows 11 24H2 Professional (26100.4061)".to_owned()),
            joined: Some(true),
            domain: Some(false),
            registered: Some(false),
            enrolled: Some(Enrolled::Intune),
            interfaces: vec!["GlobalProtect (private address)".to_owned(), "tunnel (IPv6 address)".to_owned()],
            ..Told::default()
        };
        let expected = "Operating system: Windows 11 24H2 Professional (26100.4061)\nJoined to Entra: yes\n\
            Joined to a domain: no\nWork account registered: no\nLooks enrolled: yes (Intune)\n\
            Interfaces like a VPN: GlobalProtect (private address); tunnel (IPv6 address)\n";
        assert_eq!(told.text().as_deref(), Some(expected));
    }

    #[test]
    fn only_a_sign_of_enrolment_says_yes() {
        use Enrolled::{Intune, ManagedSettings, NoSign, NotShown, Other};
        assert!([Intune, Other, ManagedSettings].iter().all(|enrolled| enrolled.words().starts_with("yes ")));
        assert!(NoSign.words().starts_with("no ") && NotShown.words().starts_with("not shown"));
    }
}
