//! Whether only an administrator of this machine can have written a file.
//!
//! Edge: a path is judged, not what stands in the file. Doubt means no.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

use std::path::Path;

/// Why a file is not to be trusted; nothing where it is.
pub(super) fn judge(path: &Path) -> Result<(), String> {
    let path = std::path::absolute(path).map_err(|error| format!("its place cannot be told ({error})"))?;
    if path.components().any(|part| matches!(part, std::path::Component::ParentDir)) {
        return Err("its path goes up again with “..”".to_owned());
    }
    of_this_system(&path)
}

/// The same for the managed preferences of macOS, which have a place of their own.
#[cfg(target_os = "macos")]
pub(super) fn judge_managed(path: &Path) -> Result<(), String> {
    let Some(place) = path.parent() else { return Err("it lies nowhere".to_owned()) };
    unix::Guard::of_the_machine(place).check(path)
}

#[cfg(unix)]
fn of_this_system(path: &Path) -> Result<(), String> {
    let Some(place) = crate::places::of_the_machine() else { return Err("this system has no place for it".to_owned()) };
    unix::Guard::of_the_machine(&place).check(path)
}

#[cfg(windows)]
fn of_this_system(path: &Path) -> Result<(), String> {
    windows::check(path)
}

#[cfg(not(any(unix, windows)))]
fn of_this_system(_: &Path) -> Result<(), String> {
    Err("this system has no place for it".to_owned())
}
