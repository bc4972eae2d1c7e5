//! Which network interfaces look like a VPN, by name, kind and address.
//!
//! Edge: "looks like" is all that can be said. Whose VPN it is, where it ends, and what goes through it, an interface does not
//! show; a VPN inside a browser, or a cloud proxy, has none. Names that people or organisations choose are not told.

use core::net::IpAddr; // An address is only looked at here; nothing is ever connected.

/// A network interface.
#[derive(Clone, Debug, Default)]
pub(super) struct Interface {
    /// Its name: `tun0`, `Ethernet 3`.
    pub(super) name: String,
    /// What its driver calls it; only Windows has that.
    pub(super) description: String,
    /// What kind it is, as far as the system says.
    pub(super) kind: Kind,
    /// Whether it is up.
    pub(super) up: bool,
    /// Its addresses.
    pub(super) addresses: Vec<IpAddr>,
}

/// What a system says about the kind of an interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing that tells it apart.
    #[default]
    Other,
    /// A connection that is dialled, as the VPN built into Windows is.
    #[cfg_attr(not(any(windows, test)), expect(dead_code, reason = "only Windows tells it"))]
    Dialled,
    /// A tunnel.
    Tunnel,
    /// An adapter that is software only.
    #[cfg_attr(not(any(windows, test)), expect(dead_code, reason = "only Windows tells it"))]
    Virtual,
}

/// Marks of products in a description or name, in lower case, and what to call them (device facts, read 2026-11-23).
const PRODUCTS: [(&str, &str); 33] = [
    ("pangp", "GlobalProtect"),
    ("globalprotect", "GlobalProtect"),
    ("cisco anyconnect", "Cisco AnyConnect"),
    ("cisco secure client", "Cisco Secure Client"),
    ("cscotun", "Cisco Secure Client"),
    ("fortinet", "FortiClient"),
    ("juniper networks virtual", "Juniper"),
    ("pulse secure", "Pulse Secure"),
    ("ivanti", "Ivanti Secure Access"),
    ("check point virtual", "Check Point"),
    ("sonicwall", "SonicWall"),
    ("f5 networks vpn", "F5"),
    ("citrix virtual adapter", "Citrix"),
    ("tap-nordvpn", "NordVPN"),
    ("nordlynx", "NordVPN"),
    ("expressvpn", "ExpressVPN"),
    ("tap-windows", "OpenVPN or another with its adapter"),
    ("openvpn", "OpenVPN"),
    ("wireguard", "WireGuard"),
    ("wintun", "WireGuard or another with its adapter"),
    ("tailscale", "Tailscale"),
    ("zerotier", "ZeroTier"),
    ("cloudflare warp", "Cloudflare WARP"),
    ("cloudflarewarp", "Cloudflare WARP"),
    ("zscaler", "Zscaler"),
    ("netskope", "Netskope"),
    ("sangfor ssl vpn", "Sangfor"),
    ("radmin vpn", "Radmin VPN"),
    ("protonvpn", "Proton VPN"),
    ("wan miniport (ikev2)", "VPN built into Windows"),
    ("wan miniport (sstp)", "VPN built into Windows"),
    ("wan miniport (l2tp)", "VPN built into Windows"),
    ("wan miniport (pptp)", "VPN built into Windows"),
];

/// Beginnings of names that systems give to tunnels, before a number.
const NUMBERED: [&str; 12] =
    ["tun", "tap", "utun", "wg", "ppp", "vpn", "ipsec", "xfrm", "vti", "gpd", "proton", "feth"];
/// Names of virtual machines, containers and neighbours, in a name or description, in lower case.
const NEVER: [&str; 13] = [
    "vethernet",
    "hyper-v",
    "vmware",
    "virtualbox",
    "docker",
    "wsl",
    "bluetooth",
    "wi-fi direct",
    "npcap",
    "parallels",
    "teredo",
    "isatap",
    "6to4",
];
/// Beginnings of names of bridges and the like.
const NEVER_BEGINS: [&str; 14] =
    ["br-", "bridge", "veth", "virbr", "vnet", "vmnet", "lxc", "lxd", "cni", "flannel", "cali", "tunl", "sit", "awdl"];

/// How the interfaces that look like a VPN are to be told, in the order of their names.
pub(super) fn alike(interfaces: &[Interface]) -> Vec<String> {
    let mut told: Vec<String> = interfaces.iter().filter_map(tell).collect();
    told.sort();
    told.dedup();
    told
}

fn tell(interface: &Interface) -> Option<String> {
    let words = format!("{} {}", interface.name, interface.description).to_lowercase();
    let name = interface.name.to_lowercase();
    if !interface.up
        || NEVER.iter().any(|mark| words.contains(mark))
        || NEVER_BEGINS.iter().any(|start| name.starts_with(start))
    {
        return None;
    }
    let addresses: Vec<IpAddr> = interface.addresses.iter().copied().filter(leads_on).collect();
    // macOS keeps several of these for itself, without an address of the older kind.
    if addresses.is_empty() || name.starts_with("utun") && !addresses.iter().any(IpAddr::is_ipv4) {
        return None;
    }
    let product = PRODUCTS.iter().find(|(mark, _)| words.contains(mark)).map(|(_, product)| (*product).to_owned());
    let numbered = || NUMBERED.iter().any(|start| is_numbered(&name, start)).then(|| interface.name.clone());
    let zero_tier = || name.starts_with("zt").then(|| "ZeroTier".to_owned());
    let by_kind = || match interface.kind {
        Kind::Other => None,
        Kind::Dialled => Some("dialled connection".to_owned()),
        Kind::Tunnel => Some("tunnel".to_owned()),
        Kind::Virtual => Some("virtual adapter".to_owned()),
    };
    let what = product.or_else(numbered).or_else(zero_tier).or_else(by_kind)?;
    let mut kinds: Vec<&str> = addresses.iter().map(kind_of_address).collect();
    kinds.sort_unstable();
    kinds.dedup();
    Some(format!("{what} ({})", kinds.join(", ")))
}

/// `tun0`, and not a name that somebody chose, such as `tun-contoso`.
fn is_numbered(name: &str, start: &str) -> bool {
    name.strip_prefix(start).is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether an address leads beyond the interface's own cable.
fn leads_on(address: &IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => !(v4.is_loopback() || v4.is_link_local() || v4.is_unspecified()),
        IpAddr::V6(v6) => !(v6.is_loopback() || v6.is_unicast_link_local() || v6.is_unspecified()),
    }
}

/// What kind of address it is: what is told instead of the address itself.
fn kind_of_address(address: &IpAddr) -> &'static str {
    match address {
        IpAddr::V4(v4) => match v4.octets() {
            _ if v4.is_private() => "private address",
            [100, 64..=127, ..] => "shared address",
            _ => "public address",
        },
        IpAddr::V6(v6) if v6.is_unique_local() => "private IPv6 address",
        IpAddr::V6(_) => "IPv6 address",
    }
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test may stop where its own ground is missing")]
mod tests {
    use super::*;

    fn told(name: &str, description: &str, kind: Kind, addresses: &[&str]) -> Option<String> {
        let addresses = addresses.iter().map(|address| address.parse().expect("an address")).collect();
        tell(&Interface { name: name.to_owned(), description: description.to_owned(), kind, up: true, addresses })
    }

    #[test]
    fn what_looks_like_a_vpn_is_told_without_its_address() {
        let table: [(&str, &str, Kind, &[&str], &str); 17] = [
            ("tun0", "", Kind::Other, &["10.8.0.6"], "tun0 (private address)"),
            ("wg0", "", Kind::Tunnel, &["10.9.0.2", "fd00::2"], "wg0 (private IPv6 address, private address)"),
            ("utun6", "", Kind::Other, &["fe80::1", "172.16.3.4"], "utun6 (private address)"),
            ("ppp0", "", Kind::Other, &["192.168.9.1"], "ppp0 (private address)"),
            ("gpd0", "", Kind::Other, &["10.1.2.3"], "gpd0 (private address)"),
            ("tailscale0", "", Kind::Tunnel, &["100.101.102.103"], "Tailscale (shared address)"),
            ("cscotun0", "", Kind::Other, &["172.31.255.1"], "Cisco Secure Client (private address)"),
            ("nordlynx", "", Kind::Other, &["10.5.0.2"], "NordVPN (private address)"),
            ("CloudflareWARP", "", Kind::Other, &["172.16.0.2"], "Cloudflare WARP (private address)"),
            ("zt3jnwaxyz", "", Kind::Tunnel, &["10.147.17.5"], "ZeroTier (private address)"),
            ("contoso-office", "", Kind::Tunnel, &["198.51.100.7"], "tunnel (public address)"),
            (
                "Ethernet 3",
                "Cisco AnyConnect Virtual Miniport Adapter for Windows x64",
                Kind::Other,
                &["10.0.0.9"],
                "Cisco AnyConnect (private address)",
            ),
            (
                "Ethernet 4",
                "PANGP Virtual Ethernet Adapter Secure",
                Kind::Other,
                &["10.0.0.9"],
                "GlobalProtect (private address)",
            ),
            (
                "Local Area Connection",
                "TAP-Windows Adapter V9",
                Kind::Virtual,
                &["10.8.0.3"],
                "OpenVPN or another with its adapter (private address)",
            ),
            ("Contoso VPN", "Contoso VPN", Kind::Dialled, &["10.20.0.4"], "dialled connection (private address)"),
            ("Secret Lab", "Sample Adapter", Kind::Virtual, &["2001:db8::4"], "virtual adapter (IPv6 address)"),
            (
                "Ethernet 5",
                "Fortinet SSL VPN Virtual Ethernet Adapter",
                Kind::Other,
                &["192.168.55.2"],
                "FortiClient (private address)",
            ),
        ];
        for (name, description, kind, addresses, expected) in table {
            assert_eq!(told(name, description, kind, addresses).as_deref(), Some(expected), "{name}");
        }
    }

    #[test]
    fn what_is_no_vpn_is_not_told() {
        let table: [(&str, &str, Kind, &[&str]); 16] = [
            ("lo", "", Kind::Other, &["127.0.0.1"]),
            ("eth0", "", Kind::Other, &["192.168.1.5"]),
            ("en0", "", Kind::Other, &["192.168.1.5", "2001:db8::5"]),
            ("docker0", "", Kind::Other, &["172.17.0.1"]),
            ("br-2f1e3d4c5b6a", "", Kind::Other, &["172.18.0.1"]),
            ("bridge100", "", Kind::Other, &["192.168.64.1"]),
            ("virbr0", "", Kind::Other, &["192.168.122.1"]),
            ("vethab12cd3", "", Kind::Other, &["169.254.1.1"]),
            ("vnet0", "", Kind::Tunnel, &["192.168.122.2"]),
            ("sit0", "", Kind::Other, &["2001:db8::1"]),
            ("tun0", "", Kind::Tunnel, &[]),
            ("utun2", "", Kind::Other, &["fe80::aede:48ff:fe00:1122"]),
            ("utun3", "", Kind::Other, &["2001:db8::7"]),
            ("vEthernet (WSL)", "Hyper-V Virtual Ethernet Adapter", Kind::Virtual, &["172.20.0.1"]),
            (
                "VMware Network Adapter VMnet8",
                "VMware Virtual Ethernet Adapter for VMnet8",
                Kind::Other,
                &["192.168.8.1"],
            ),
            ("Teredo Tunneling Pseudo-Interface", "Teredo", Kind::Tunnel, &["2001:0:db8::1"]),
        ];
        for (name, description, kind, addresses) in table {
            assert_eq!(told(name, description, kind, addresses), None, "{name}");
        }
        let down = Interface {
            name: "tun0".to_owned(),
            addresses: vec!["10.8.0.6".parse().expect("an address")],
            ..Interface::default()
        };
        assert_eq!(tell(&down), None);
    }

    #[test]
    fn the_same_is_told_once_in_the_order_of_names() {
        let one = |name: &str| Interface {
            name: name.to_owned(),
            up: true,
            addresses: vec!["10.8.0.6".parse().expect("an address")],
            ..Interface::default()
        };
        assert_eq!(
            alike(&[one("wg1"), one("tun0"), one("eth0"), one("wg1")]),
            ["tun0 (private address)", "wg1 (private address)"]
        );
    }
}
