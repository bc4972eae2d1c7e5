//! What macOS shows of Company Portal and managed settings in places that everybody may read.
//!
//! Edge: whether it is enrolled only a command shows, which the person runs; managed settings are a sign of it.

use std::fs;
use std::path::Path;

use super::told::{Enrolled, Told};

/// Reads below `root`, which is `/` but in tests.
pub(super) fn read(root: &Path) -> Told {
    let managed = fs::read_dir(root.join("Library/Managed Preferences"));
    let has_settings = managed.is_ok_and(|mut entries| entries.next().is_some());
    Told {
        company_portal: Some(root.join("Applications/Company Portal.app").exists()),
        enrolled: Some(if has_settings { Enrolled::ManagedSettings } else { Enrolled::NotShown }),
        ..Told::default()
    }
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test may stop where its own ground is missing")]
mod tests {
    use super::*;

    #[test]
    fn managed_settings_are_a_sign_and_their_lack_is_none() {
        let root = std::env::temp_dir().join(format!("whyblocked-{}-mac", std::process::id()));
        let bare = read(&root);
        assert_eq!((bare.company_portal, bare.enrolled), (Some(false), Some(Enrolled::NotShown)));
        for folder in ["Applications/Company Portal.app", "Library/Managed Preferences/person"] {
            fs::create_dir_all(root.join(folder)).expect("a folder to write in");
        }
        let managed = read(&root);
        assert_eq!((managed.company_portal, managed.enrolled), (Some(true), Some(Enrolled::ManagedSettings)));
        fs::remove_dir_all(root).expect("it is there");
    }
}
