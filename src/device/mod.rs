//! This computer as an input: what it tells about itself without help, as lines of a name and a value.
//!
//! Edge: it is read when somebody asks for it, and goes nowhere from here. No other program is started, nothing is sent. The
//! computer's name, serial numbers and addresses are not read into the text; whether it is compliant no computer can show.

#[cfg(any(target_os = "linux", test))]
mod linux;
#[cfg(any(target_os = "macos", test))]
mod macos;
#[cfg(unix)]
mod network;
#[cfg(windows)]
mod registry;
mod told;
#[cfg(any(windows, test))]
mod version;
mod vpn;
#[cfg(windows)]
mod windows;

use crate::model::System;
use told::Told;

/// The system that this program runs on; `None` where it is one that sign-ins do not know.
pub fn system() -> Option<System> {
    System::of(std::env::consts::OS)
}

/// What this computer tells now, in the words of the format `this-computer`. `None` where it does not even tell its system.
pub fn text() -> Option<String> {
    told().text()
}

#[cfg(windows)]
fn told() -> Told {
    let interfaces = windows::adapters();
    let join = windows::join();
    let is = |kind: windows::JoinKind| join.as_ref().map(|join| join.kind == Some(kind));
    let registered = is(windows::JoinKind::Registered) == Some(true) || registry::has_work_account();
    Told {
        system: registry::version().map(|version| version.to_string()),
        joined: is(windows::JoinKind::Joined).or_else(registry::is_joined),
        domain: windows::is_in_domain(),
        registered: Some(registered),
        enrolled: registry::enrolment(),
        interfaces: vpn::alike(&interfaces),
        device_id: join.as_ref().and_then(|join| join.device_id.clone()),
        tenant_id: join.as_ref().and_then(|join| join.tenant_id.clone()),
        account: join.and_then(|join| join.account),
        ..Told::default()
    }
}

#[cfg(target_os = "macos")]
fn told() -> Told {
    let system = sysinfo::System::os_version().ok().map(|version| format!("macOS {version}"));
    let interfaces = vpn::alike(&network::interfaces(|_| false));
    Told { system, interfaces, ..macos::read(std::path::Path::new("/")) }
}

#[cfg(target_os = "linux")]
fn told() -> Told {
    let root = std::path::Path::new("/");
    let interfaces = vpn::alike(&network::interfaces(|name| linux::is_tunnel(root, name)));
    Told { interfaces, ..linux::read(root, std::env::home_dir().as_deref()) }
}

#[cfg(not(any(windows, target_os = "macos", target_os = "linux")))]
fn told() -> Told {
    Told { system: sysinfo::System::long_os_version().ok(), ..Told::default() }
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test may stop where its own ground is missing")]
mod tests {
    use super::*;

    #[test]
    fn this_machine_is_told_without_its_name_and_addresses() {
        let text = text().expect("the test machine tells its system");
        assert!(text.starts_with("Operating system: ") && text.contains("\nInterfaces like a VPN: "), "{text}");
        for name in [sysinfo::System::host_name().ok(), std::env::home_dir().map(|home| home.display().to_string())] {
            let Some(name) = name.filter(|name| name.len() > 3) else { continue };
            assert!(!text.contains(&name), "{text}");
        }
    }
}
