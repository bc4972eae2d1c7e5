//! What Linux shows of its version and of Intune in files that everybody may read.
//!
//! Edge: of Intune's own registration only which entries there are; their values are not taken.

use std::fs;
use std::path::Path;

use super::told::{Enrolled, Told};

/// Where the registration stands below the home folder (public scripts, read 2026-11-23).
const REGISTRATIONS: [&str; 2] = [".config/intune/registration.toml", ".local/state/intune/registration.toml"];
/// Where the Intune app puts its program and its agent.
const INTUNE: [&str; 3] = [
    "opt/microsoft/intune/bin/intune-portal",
    "usr/lib/systemd/user/intune-agent.timer",
    "lib/systemd/user/intune-agent.timer",
];
/// A registration and a description of the system are short; what is longer is none.
const LONGEST_FILE: u64 = 64 << 10;

/// Reads below `root`, which is `/` but in tests, and below the home folder of the person.
pub(super) fn read(root: &Path, home: Option<&Path>) -> Told {
    let app = INTUNE.iter().any(|path| root.join(path).exists());
    let registration = home.and_then(|home| REGISTRATIONS.iter().find_map(|path| short_text(&home.join(path))));
    let entries: Vec<&str> = registration.as_deref().map(entries).unwrap_or_default();
    let has = |name| entries.contains(&name);
    let enrolled = if has("device_hint") { Enrolled::Intune } else { Enrolled::NoSign };
    Told {
        system: system(root),
        intune_app: Some(app),
        signed_in: registration.is_some().then(|| has("account_hint")),
        registered: (app || registration.is_some()).then(|| has("aad_device_hint")),
        enrolled: Some(enrolled),
        ..Told::default()
    }
}

/// Whether the system itself calls an interface a tunnel.
pub(super) fn is_tunnel(root: &Path, name: &str) -> bool {
    let folder = root.join("sys/class/net").join(name);
    folder.join("tun_flags").exists()
        || short_text(&folder.join("uevent")).is_some_and(|text| text.lines().any(|line| line == "DEVTYPE=wireguard"))
}

/// `Ubuntu 24.04.3 LTS (Linux)`.
fn system(root: &Path) -> Option<String> {
    let text = ["etc/os-release", "usr/lib/os-release"].iter().find_map(|path| short_text(&root.join(path)))?;
    let value = |name: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('='))?;
        Some(line.trim().trim_matches(['"', '\'']).to_owned()).filter(|value| !value.is_empty())
    };
    let pretty = value("PRETTY_NAME").or_else(|| {
        let version = value("VERSION_ID").map(|version| format!(" {version}")).unwrap_or_default();
        Some(format!("{}{version}", value("NAME")?))
    })?;
    Some(if pretty.contains("Linux") { pretty } else { format!("{pretty} (Linux)") })
}

/// Names of entries that have a value.
fn entries(text: &str) -> Vec<&str> {
    let entry =
        |line: &str| line.split_once('=').is_some_and(|(_, value)| !value.trim().trim_matches(['"', '\'']).is_empty());
    text.lines().filter(|line| entry(line)).filter_map(|line| line.split('=').next()).map(str::trim).collect()
}

fn short_text(path: &Path) -> Option<String> {
    let file = fs::metadata(path).ok().filter(|file| file.is_file() && file.len() <= LONGEST_FILE);
    file.and_then(|_| fs::read_to_string(path).ok())
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test may stop where its own ground is missing")]
mod tests {
    use super::*;

    /// A made-up tree of files in a folder of its own.
    fn tree(name: &str, files: &[(&str, &str)]) -> std::path::PathBuf {
        let root = std::env::temp_dir().join(format!("whyblocked-{}-{name}", std::process::id()));
        for (path, text) in files {
            let path = root.join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder to write in");
            fs::write(path, text).expect("a file to write");
        }
        fs::create_dir_all(&root).expect("a folder to write in");
        root
    }

    #[test]
    fn an_enrolled_computer_is_told_without_its_ids() {
        let root = tree(
            "enrolled",
            &[
                ("etc/os-release", "NAME=\"Ubuntu\"\nVERSION_ID=\"24.04\"\nPRETTY_NAME=\"Ubuntu 24.04.3 LTS\"\n"),
                ("opt/microsoft/intune/bin/intune-portal", ""),
                (
                    "person/.config/intune/registration.toml",
                    "account_hint = '1b2c3d4e'\naad_device_hint = '6a5b4c3d'\ndevice_hint = '2c3d4e5f'\n",
                ),
                ("sys/class/net/office/uevent", "DEVTYPE=wireguard\nINTERFACE=office\n"),
                ("sys/class/net/tun0/tun_flags", "0x1001\n"),
                ("sys/class/net/eth0/uevent", "INTERFACE=eth0\n"),
            ],
        );
        let told = read(&root, Some(&root.join("person")));
        assert_eq!(told.system.as_deref(), Some("Ubuntu 24.04.3 LTS (Linux)"));
        assert_eq!((told.intune_app, told.signed_in, told.registered), (Some(true), Some(true), Some(true)));
        assert_eq!(told.enrolled, Some(Enrolled::Intune));
        assert!(!told.text().expect("a text").contains("6a5b4c3d"));
        assert!(is_tunnel(&root, "office") && is_tunnel(&root, "tun0"));
        assert!(!is_tunnel(&root, "eth0") && !is_tunnel(&root, "none"));
        fs::remove_dir_all(root).expect("it is there");
    }

    #[test]
    fn a_registration_in_the_newer_place_may_be_incomplete() {
        let root = tree(
            "half",
            &[
                ("usr/lib/os-release", "NAME='Debian GNU/Linux'\nVERSION_ID=12\n"),
                ("person/.local/state/intune/registration.toml", "account_hint = '1b2c3d4e'\ndevice_hint = ''\n"),
            ],
        );
        let told = read(&root, Some(&root.join("person")));
        assert_eq!(told.system.as_deref(), Some("Debian GNU/Linux 12"));
        assert_eq!((told.intune_app, told.signed_in, told.registered), (Some(false), Some(true), Some(false)));
        assert_eq!(told.enrolled, Some(Enrolled::NoSign));
        fs::remove_dir_all(root).expect("it is there");
    }

    #[test]
    fn without_intune_nothing_is_said_about_accounts() {
        let root = tree("bare", &[("etc/os-release", "PRETTY_NAME=\"Red Hat Enterprise Linux 9.4 (Plow)\"\n")]);
        let text = read(&root, None).text().expect("a text");
        assert_eq!(
            text,
            "Operating system: Red Hat Enterprise Linux 9.4 (Plow)\nIntune app: not found\nLooks enrolled: no sign of it\n\
             Interfaces like a VPN: none\n"
        );
        assert_eq!(read(&root.join("nowhere"), None).text(), None);
        fs::remove_dir_all(root).expect("it is there");
    }
}
