//! What the registry of Windows shows to everybody: version, work accounts, enrolments.
//!
//! Edge: it is only read. Some keys below need rights; what is hidden there is not taken for missing.

use windows_registry::{CURRENT_USER, Key, LOCAL_MACHINE};

use super::told::Enrolled;
use super::version::Version;

const VERSION: &str = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion";
const JOINED: &str = r"SYSTEM\CurrentControlSet\Control\CloudDomainJoin\JoinInfo";
const REGISTERED: &str = r"Software\Microsoft\Windows NT\CurrentVersion\WorkplaceJoin\JoinInfo";
const ENROLMENTS: &str = r"SOFTWARE\Microsoft\Enrollments";
/// What Intune calls itself.
const INTUNE: &str = "MS DM Server";

/// Name, version and edition.
pub(super) fn version() -> Option<Version> {
    let key = LOCAL_MACHINE.open(VERSION).ok()?;
    let text = |name: &str| key.get_string(name).ok().filter(|text| !text.is_empty());
    Some(Version {
        build: text("CurrentBuildNumber")?.parse().ok()?,
        update: key.get_u32("UBR").ok(),
        release: text("DisplayVersion").or_else(|| text("ReleaseId")),
        edition: text("EditionID"),
        product: text("ProductName").unwrap_or_default(),
    })
}

/// Whether the computer is joined to Entra, alone or beside a domain. `None` where the key does not tell.
pub(super) fn is_joined() -> Option<bool> {
    LOCAL_MACHINE.open(JOINED).ok().map(|key| has_keys(&key))
}

/// Whether this person has registered a work account on it.
pub(super) fn has_work_account() -> bool {
    CURRENT_USER.open(REGISTERED).is_ok_and(|key| has_keys(&key))
}

fn has_keys(key: &Key) -> bool {
    key.keys().is_ok_and(|mut names| names.next().is_some())
}

/// Whether it looks enrolled. `None` where the enrolments cannot be listed.
pub(super) fn enrolment() -> Option<Enrolled> {
    let key = LOCAL_MACHINE.open(ENROLMENTS).ok()?;
    let mut other = false;
    for name in key.keys().ok()? {
        let Ok(enrolment) = key.open(&name) else { continue };
        let is_complete = enrolment.get_u32("EnrollmentState") == Ok(1);
        let provider = enrolment.get_string("ProviderID").unwrap_or_default();
        if is_complete && provider == INTUNE {
            return Some(Enrolled::Intune);
        }
        // Windows keeps entries of its own there, without a person.
        other |= is_complete && !provider.is_empty() && enrolment.get_string("UPN").is_ok_and(|upn| !upn.is_empty());
    }
    Some(if other { Enrolled::Other } else { Enrolled::NoSign })
}
