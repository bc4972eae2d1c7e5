//! Families of operating systems, as far as they must be told apart.
//!
//! Edge: a family only. Versions, and until when they are serviced, are the knowledge's business.

/// A family of operating systems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum System {
    /// Windows on a computer.
    Windows,
    /// The system of Macs.
    MacOs,
    /// Any distribution of Linux.
    Linux,
    /// The system of iPhones and iPads.
    Ios,
    /// Android.
    Android,
    /// `ChromeOS`.
    ChromeOs,
}

/// Words that name a distribution of Linux.
const LINUX: [&str; 8] = ["linux", "ubuntu", "debian", "red hat", "rhel", "fedora", "centos", "suse"];

impl System {
    /// The family that a text such as `Windows 11 (26100)` or `macOS 15.7.9` names; `None` where it names none that is known.
    pub fn of(text: &str) -> Option<Self> {
        let text = text.to_ascii_lowercase();
        let begins = [
            ("windows", Self::Windows),
            ("macos", Self::MacOs),
            ("mac os", Self::MacOs),
            ("ios", Self::Ios),
            ("ipados", Self::Ios),
            ("android", Self::Android),
            ("chromeos", Self::ChromeOs),
            ("chrome os", Self::ChromeOs),
        ];
        let found = begins.into_iter().find(|(name, _)| text.starts_with(name)).map(|(_, system)| system);
        found.or_else(|| LINUX.iter().any(|name| text.contains(name)).then_some(Self::Linux))
    }

    /// Its id, as display words use it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Windows => "windows",
            Self::MacOs => "macos",
            Self::Linux => "linux",
            Self::Ios => "ios",
            Self::Android => "android",
            Self::ChromeOs => "chromeos",
        }
    }

    /// Its name, the same in every language.
    pub fn name(self) -> &'static str {
        match self {
            Self::Windows => "Windows",
            Self::MacOs => "macOS",
            Self::Linux => "Linux",
            Self::Ios => "iOS",
            Self::Android => "Android",
            Self::ChromeOs => "ChromeOS",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_are_told_apart() {
        for (text, system) in [
            ("Windows 10", Some(System::Windows)),
            ("Windows 11 (26100)", Some(System::Windows)),
            ("macOS", Some(System::MacOs)),
            ("MacOs 15.1", Some(System::MacOs)),
            ("Ubuntu 24.04.1 LTS", Some(System::Linux)),
            ("openSUSE Leap 15.6 (Linux)", Some(System::Linux)),
            ("iOS 18", Some(System::Ios)),
            ("Unknown", None),
            ("", None),
        ] {
            assert_eq!(System::of(text), system, "{text}");
        }
    }
}
