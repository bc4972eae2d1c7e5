//! What Windows tells through C functions only: its network adapters, and how it is joined.
//!
//! Edge: the functions look at this computer alone and ask no other. Every pointer is read before its owner is freed.
#![expect(unsafe_code, reason = "Windows tells adapters and joins through C functions only")]

use core::net::IpAddr; // An address is only looked at here; nothing is ever connected.
use std::ptr::{null, null_mut};

use windows_sys::Win32::Foundation::{ERROR_BUFFER_OVERFLOW, ERROR_SUCCESS};
use windows_sys::Win32::NetworkManagement::IpHelper::{
    GAA_FLAG_SKIP_ANYCAST, GAA_FLAG_SKIP_DNS_SERVER, GAA_FLAG_SKIP_MULTICAST, GetAdaptersAddresses, IF_TYPE_PPP,
    IF_TYPE_PROP_VIRTUAL, IF_TYPE_TUNNEL, IP_ADAPTER_ADDRESSES_LH,
};
use windows_sys::Win32::NetworkManagement::Ndis::IfOperStatusUp;
use windows_sys::Win32::NetworkManagement::NetManagement::{
    DSREG_DEVICE_JOIN, DSREG_JOIN_INFO, DSREG_WORKPLACE_JOIN, NERR_Success, NetApiBufferFree,
    NetFreeAadJoinInformation, NetGetAadJoinInformation, NetGetJoinInformation, NetSetupDomainName,
    NetSetupUnknownStatus,
};
use windows_sys::Win32::Networking::WinSock::{AF_INET, AF_INET6, AF_UNSPEC, SOCKET_ADDRESS};
use windows_sys::core::PCWSTR;

use super::vpn::{Interface, Kind};

/// The most characters of a text, so that counting ends.
const LONGEST_TEXT: usize = 1024;
/// The list may grow between two calls; after so many it is given up.
const MOST_TRIES: usize = 4;

/// How a computer is known to Entra.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum JoinKind {
    /// Joined, alone or beside a domain.
    Joined,
    /// A work account of this person is registered.
    Registered,
}

/// What Windows says about that.
#[derive(Clone, Debug, Default)]
pub(super) struct Join {
    /// `None`: in no way.
    pub(super) kind: Option<JoinKind>,
    pub(super) device_id: Option<String>,
    pub(super) tenant_id: Option<String>,
    /// The account of the person who is signed in to Windows.
    pub(super) account: Option<String>,
}

/// Every adapter, those without a hardware address too. Empty where Windows does not tell.
pub(super) fn adapters() -> Vec<Interface> {
    let flags = GAA_FLAG_SKIP_ANYCAST | GAA_FLAG_SKIP_MULTICAST | GAA_FLAG_SKIP_DNS_SERVER;
    let mut size: u32 = 16 << 10;
    for _ in 0..MOST_TRIES {
        // In pieces of eight bytes, as the records want to be aligned.
        let mut buffer = vec![0_u64; (size as usize).div_ceil(8)];
        let first = buffer.as_mut_ptr().cast::<IP_ADAPTER_ADDRESSES_LH>();
        // SAFETY: `first` leads to `size` writable, aligned bytes that live through the call, and so does `size`.
        let status = unsafe { GetAdaptersAddresses(u32::from(AF_UNSPEC), flags, null(), first, &raw mut size) };
        match status {
            // SAFETY: the call has filled the buffer with a list of records that ends with a null pointer, and the buffer lives.
            ERROR_SUCCESS => return unsafe { listed(first) },
            ERROR_BUFFER_OVERFLOW => {}
            _ => break,
        }
    }
    Vec::new()
}

/// # Safety
/// `next` is null or leads to a record of Windows whose own pointers are null or valid, and all of that lives through the call.
unsafe fn listed(mut next: *const IP_ADAPTER_ADDRESSES_LH) -> Vec<Interface> {
    let mut interfaces = Vec::new();
    // SAFETY: as the caller promises.
    while let Some(adapter) = unsafe { next.as_ref() } {
        let mut addresses = Vec::new();
        let mut unicast = adapter.FirstUnicastAddress;
        // SAFETY: as the caller promises.
        while let Some(entry) = unsafe { unicast.as_ref() } {
            // SAFETY: as the caller promises; an address has the length that stands beside it.
            addresses.extend(unsafe { address(&entry.Address) });
            unicast = entry.Next;
        }
        interfaces.push(Interface {
            // SAFETY: as the caller promises; texts of Windows end with a zero.
            name: unsafe { text(adapter.FriendlyName) }.unwrap_or_default(),
            // SAFETY: the same.
            description: unsafe { text(adapter.Description) }.unwrap_or_default(),
            kind: match adapter.IfType {
                IF_TYPE_PPP => Kind::Dialled,
                IF_TYPE_TUNNEL => Kind::Tunnel,
                IF_TYPE_PROP_VIRTUAL => Kind::Virtual,
                _ => Kind::Other,
            },
            up: adapter.OperStatus == IfOperStatusUp,
            addresses,
        });
        next = adapter.Next;
    }
    interfaces
}

/// # Safety
/// The pointer is null or leads to as many bytes as the length beside it says.
unsafe fn address(socket: &SOCKET_ADDRESS) -> Option<IpAddr> {
    let length = usize::try_from(socket.iSockaddrLength).ok()?;
    if socket.lpSockaddr.is_null() {
        return None;
    }
    // SAFETY: as the caller promises.
    let bytes = unsafe { std::slice::from_raw_parts(socket.lpSockaddr.cast::<u8>(), length) };
    match u16::from_ne_bytes(*bytes.first_chunk()?) {
        // Behind the family and the port.
        AF_INET => Some(IpAddr::from(*bytes.get(4..)?.first_chunk::<4>()?)),
        // Behind the family, the port and the flow.
        AF_INET6 => Some(IpAddr::from(*bytes.get(8..)?.first_chunk::<16>()?)),
        _ => None,
    }
}

/// How this computer is known to Entra. `None` where Windows does not tell.
pub(super) fn join() -> Option<Join> {
    let mut info: *mut DSREG_JOIN_INFO = null_mut();
    // SAFETY: no tenant means the first one; `info` lives through the call and is freed below.
    let status = unsafe { NetGetAadJoinInformation(null(), &raw mut info) };
    if status < 0 {
        return None;
    }
    // SAFETY: after a success it is null, for no join, or leads to a record that lives until it is freed.
    let Some(known) = (unsafe { info.as_ref() }) else { return Some(Join::default()) };
    // SAFETY: the pointer inside is null or valid for as long as the record.
    let person = unsafe { known.pUserInfo.as_ref() };
    let join = Join {
        kind: match known.joinType {
            DSREG_DEVICE_JOIN => Some(JoinKind::Joined),
            DSREG_WORKPLACE_JOIN => Some(JoinKind::Registered),
            _ => None,
        },
        // SAFETY: texts of the record are null or end with a zero.
        device_id: unsafe { text(known.pszDeviceId) },
        // SAFETY: the same.
        tenant_id: unsafe { text(known.pszTenantId) },
        // SAFETY: the same.
        account: person.and_then(|person| unsafe { text(person.pszUserEmail) }),
    };
    // SAFETY: the record came from the function that belongs to this one, and is not used after it.
    unsafe { NetFreeAadJoinInformation(info) };
    Some(join)
}

/// Whether the computer is joined to a company domain. `None` where Windows does not tell.
pub(super) fn is_in_domain() -> Option<bool> {
    let mut name = null_mut();
    let mut kind = NetSetupUnknownStatus;
    // SAFETY: no server means this computer; both results live through the call, and the name is freed below.
    let status = unsafe { NetGetJoinInformation(null(), &raw mut name, &raw mut kind) };
    if !name.is_null() {
        // SAFETY: Windows has allocated the name for us, and nothing uses it. Whether it could be freed changes nothing here.
        let _freed = unsafe { NetApiBufferFree(name.cast()) };
    }
    (status == NERR_Success && kind != NetSetupUnknownStatus).then_some(kind == NetSetupDomainName)
}

/// A text of Windows; `None` where it is missing or empty.
///
/// # Safety
/// The pointer is null or leads to a text that ends with a zero.
unsafe fn text(start: PCWSTR) -> Option<String> {
    if start.is_null() {
        return None;
    }
    // SAFETY: up to its zero the text can be read, as the caller promises; counting stops there.
    let length = (0..LONGEST_TEXT).find(|&at| unsafe { *start.add(at) } == 0)?;
    // SAFETY: so many units were just read.
    let units = unsafe { std::slice::from_raw_parts(start, length) };
    Some(String::from_utf16_lossy(units)).filter(|text| !text.is_empty())
}
