//! The network interfaces of Linux and macOS.
//!
//! Edge: they are listed, not used. Windows has its own list, which also holds adapters without a hardware address.

use sysinfo::{InterfaceOperationalState, Networks};

use super::vpn::{Interface, Kind};

/// Every interface; `is_tunnel` tells by its name what the system says of its kind.
pub(super) fn interfaces(is_tunnel: impl Fn(&str) -> bool) -> Vec<Interface> {
    use InterfaceOperationalState::{Down, LowerLayerDown, NotPresent};
    let Ok(networks) = Networks::new_with_refreshed_list() else { return Vec::new() };
    let interface = |(name, network): (&std::ffi::OsString, &sysinfo::NetworkData)| {
        let name = name.to_string_lossy().into_owned();
        Interface {
            kind: if is_tunnel(&name) { Kind::Tunnel } else { Kind::Other },
            description: String::new(),
            // Tunnels often do not know their state.
            up: !matches!(network.operational_state(), Down | LowerLayerDown | NotPresent),
            addresses: network.ip_networks().iter().map(|network| network.addr).collect(),
            name,
        }
    };
    networks.iter().map(interface).collect()
}
