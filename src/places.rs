//! The folders that each system has for a program's files: one for the machine, one for the person, one beside the program.
//!
//! Edge: it only says where to look. What stands there, and whether to believe it, is decided elsewhere.

use std::env;
use std::path::PathBuf;

/// The person's own folder for this program.
pub(crate) fn of_the_person() -> Option<PathBuf> {
    let variable = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if cfg!(windows) {
        Some(variable("APPDATA")?.join("WhyBlocked"))
    } else if cfg!(target_os = "macos") {
        Some(variable("HOME")?.join("Library/Application Support/WhyBlocked"))
    } else {
        let config = variable("XDG_CONFIG_HOME").or_else(|| Some(variable("HOME")?.join(".config")))?;
        Some(config.join("whyblocked"))
    }
}

/// The folder in which the running program stands.
pub(crate) fn of_the_program() -> Option<PathBuf> {
    Some(env::current_exe().ok()?.parent()?.to_owned())
}

/// The folder for all people of this machine, which only an administrator can write. It never comes from the
/// environment, which everybody can set. On Windows it is the folder of the installation, so there is no other.
pub(crate) fn of_the_machine() -> Option<PathBuf> {
    let folder = if cfg!(windows) {
        return None;
    } else if cfg!(target_os = "macos") {
        "/Library/Application Support/WhyBlocked"
    } else {
        "/etc/whyblocked"
    };
    Some(PathBuf::from(folder))
}
