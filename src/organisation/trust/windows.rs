//! Trust on Windows: the file lies below a Program Files folder, and the rights of it and of every folder between let nobody
//! write but the system, administrators and the installer of Windows.
//!
//! Edge: what cannot be read counts as a right for everybody. A right given by a rule of an unknown kind does so too.
#![expect(unsafe_code, reason = "Windows tells folders and rights through C functions only")]

use std::ffi::OsString;
use std::os::windows::ffi::{OsStrExt as _, OsStringExt as _};
use std::path::{Path, PathBuf};
use std::ptr::null_mut;

use windows_sys::Win32::Foundation::{ERROR_SUCCESS, GENERIC_ALL, GENERIC_WRITE, LocalFree};
use windows_sys::Win32::Security::Authorization::{ConvertSidToStringSidW, GetNamedSecurityInfoW, SE_FILE_OBJECT};
use windows_sys::Win32::Security::{
    ACCESS_ALLOWED_ACE, ACE_HEADER, ACL, DACL_SECURITY_INFORMATION, GetAce, INHERIT_ONLY_ACE,
    OWNER_SECURITY_INFORMATION, PSECURITY_DESCRIPTOR, PSID,
};
use windows_sys::Win32::System::Com::CoTaskMemFree;
use windows_sys::Win32::UI::Shell::{FOLDERID_ProgramFiles, FOLDERID_ProgramFilesX86, SHGetKnownFolderPath};
use windows_sys::core::{GUID, PWSTR};

/// The system, administrators, and the installer of Windows.
const ADMINISTRATORS: [&str; 3] =
    ["S-1-5-18", "S-1-5-32-544", "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464"];
/// Write, append, attributes, delete a child, delete, change rights, take ownership; and the general rights that hold them.
const WRITING: u32 = 0x0000_0156 | 0x0001_0000 | 0x0004_0000 | 0x0008_0000 | GENERIC_ALL | GENERIC_WRITE;
/// The most characters of a path or an id, so that counting ends.
const LONGEST_TEXT: usize = 32_768;
/// Kinds of rule: who may, who may not.
const ALLOWED: u8 = 0;
const DENIED: u8 = 1;

/// Why an absolute path is not to be trusted.
pub(super) fn check(path: &Path) -> Result<(), String> {
    let places = [&FOLDERID_ProgramFiles, &FOLDERID_ProgramFilesX86].map(known_folder);
    let lower = |path: &Path| PathBuf::from(path.to_string_lossy().to_lowercase());
    let place = places.into_iter().flatten().find(|place| lower(path).starts_with(lower(place)));
    let Some(place) = place else { return Err("it must lie below the Program Files folder".to_owned()) };
    for step in path.ancestors() {
        let name = step.display();
        let found = step.symlink_metadata().map_err(|error| format!("{name} cannot be looked at ({error})"))?;
        if found.is_symlink() {
            return Err(format!("{name} is a link; put the file itself there"));
        }
        if !only_administrators_write(step) {
            return Err(format!("{name} can be written by others than administrators; take that right away"));
        }
        if lower(step) == lower(&place) {
            return Ok(());
        }
    }
    Err(format!("it does not lie below {}", place.display()))
}

/// A folder as Windows itself knows it; environment variables can be set by anybody.
fn known_folder(id: &GUID) -> Option<PathBuf> {
    let mut text: PWSTR = null_mut();
    // `id` lives through the call, and `text` takes a pointer that is freed below, as the function asks in every case.
    let status = unsafe { SHGetKnownFolderPath(id, 0, null_mut(), &raw mut text) };
    let folder = (status == 0).then(|| wide(text)).flatten();
    unsafe { CoTaskMemFree(text.cast()) };
    folder.map(PathBuf::from)
}

fn only_administrators_write(path: &Path) -> bool {
    let name: Vec<u16> = path.as_os_str().encode_wide().chain([0]).collect();
    let (mut owner, mut rules): (PSID, *mut ACL) = (null_mut(), null_mut());
    let mut descriptor: PSECURITY_DESCRIPTOR = null_mut();
    let wanted = OWNER_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION;
    // `name` ends in zero. `owner` and `rules` point into `descriptor`, which is freed below, after their last use.
    let status = unsafe {
        GetNamedSecurityInfoW(
            name.as_ptr(),
            SE_FILE_OBJECT,
            wanted,
            &raw mut owner,
            null_mut(),
            &raw mut rules,
            null_mut(),
            &raw mut descriptor,
        )
    };
    // Without any list of rules everybody may do everything.
    let only = status == ERROR_SUCCESS && !rules.is_null() && is_administrator(owner) && rules_are_strict(rules);
    unsafe { LocalFree(descriptor) };
    only
}

fn rules_are_strict(rules: *const ACL) -> bool {
    // Windows gave this list and keeps it until its descriptor is freed.
    let count = unsafe { (*rules).AceCount };
    (0..u32::from(count)).all(|number| {
        let mut rule = null_mut();
        let found = unsafe { GetAce(rules, number, &raw mut rule) } != 0 && !rule.is_null();
        found && rule_is_strict(rule.cast())
    })
}

fn rule_is_strict(rule: *const ACE_HEADER) -> bool {
    // Each rule begins with this head.
    let head = unsafe { rule.read_unaligned() };
    let for_later = u32::from(head.AceFlags) & INHERIT_ONLY_ACE != 0;
    if for_later || head.AceType == DENIED {
        return true;
    }
    if head.AceType != ALLOWED {
        return false;
    }
    // A rule of this kind has this layout; the id of whom it is for begins in its last field.
    let rule: *const ACCESS_ALLOWED_ACE = rule.cast();
    let mask = unsafe { (&raw const (*rule).Mask).read_unaligned() };
    let whom = unsafe { &raw const (*rule).SidStart };
    mask & WRITING == 0 || is_administrator(whom.cast_mut().cast())
}

fn is_administrator(whom: PSID) -> bool {
    let mut text: PWSTR = null_mut();
    // `text` takes a pointer that is freed below.
    let told = !whom.is_null() && unsafe { ConvertSidToStringSidW(whom, &raw mut text) } != 0;
    let name = told.then(|| wide(text)).flatten();
    unsafe { LocalFree(text.cast()) };
    name.is_some_and(|name| ADMINISTRATORS.iter().any(|known| name == *known))
}

/// The text at a pointer, up to its zero.
fn wide(text: *const u16) -> Option<OsString> {
    if text.is_null() {
        return None;
    }
    // The functions that give these texts end them with zero.
    let length = (0..LONGEST_TEXT).take_while(|&at| unsafe { *text.add(at) } != 0).count();
    Some(OsString::from_wide(unsafe { std::slice::from_raw_parts(text, length) }))
}
