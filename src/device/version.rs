//! What Windows is called, from its build.
//!
//! Edge: the registry's own name is not believed, since it says Windows 10 on Windows 11 too.

use std::fmt;

/// The first build of Windows 11.
const ELEVEN: u32 = 22_000;
/// The first build of Windows 10.
const TEN: u32 = 10_240;

/// What the registry says about the version of Windows.
#[derive(Clone, Debug, Default)]
pub(super) struct Version {
    /// `CurrentBuildNumber`.
    pub(super) build: u32,
    /// `UBR`, the number of the monthly update.
    pub(super) update: Option<u32>,
    /// `DisplayVersion`: `24H2`.
    pub(super) release: Option<String>,
    /// `EditionID`: `Professional`.
    pub(super) edition: Option<String>,
    /// `ProductName`.
    pub(super) product: String,
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { build, update, release, edition, product } = self;
        let name = match *build {
            // A server's name is right, and its builds are those of other systems too.
            _ if product.contains("Server") => product.as_str(),
            ELEVEN.. => "Windows 11",
            TEN.. => "Windows 10",
            _ if product.is_empty() => "Windows",
            _ => product.as_str(),
        };
        write!(f, "{name}")?;
        for part in [release, edition].into_iter().flatten() {
            write!(f, " {part}")?;
        }
        match update {
            Some(update) => write!(f, " ({build}.{update})"),
            None => write!(f, " ({build})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_build_tells_which_windows_it_is() {
        let named = |build, update, release: Option<&str>, edition: Option<&str>, product: &str| {
            let (release, edition) = (release.map(str::to_owned), edition.map(str::to_owned));
            Version { build, update, release, edition, product: product.to_owned() }.to_string()
        };
        assert_eq!(
            named(26100, Some(4061), Some("24H2"), Some("Professional"), "Windows 10 Pro"),
            "Windows 11 24H2 Professional (26100.4061)"
        );
        assert_eq!(named(19045, None, Some("22H2"), None, "Windows 10 Home"), "Windows 10 22H2 (19045)");
        assert_eq!(named(7601, None, None, None, "Windows 7 Professional"), "Windows 7 Professional (7601)");
        assert_eq!(
            named(20348, None, Some("21H2"), Some("ServerStandard"), "Windows Server 2022 Standard"),
            "Windows Server 2022 Standard 21H2 ServerStandard (20348)"
        );
    }
}
