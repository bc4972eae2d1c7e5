//! Trust on Linux and macOS: the file lies in the machine's place, and it and every folder above it belong to root and can
//! be written by nobody else.
//!
//! Edge: a link anywhere on the way means no, since what it leads to may be anybody's; so does a folder that all may write
//! to, sticky or not, since there a name can be taken before root takes it.

use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

/// Group and all others may write.
const WRITABLE_BY_OTHERS: u32 = 0o022;

/// What a file must satisfy.
pub(super) struct Guard<'a> {
    /// The folder in which it must lie.
    place: &'a Path,
    /// Whose it and the folders must be.
    owner: u32,
    /// The topmost folder that is looked at.
    top: &'a Path,
}

impl<'a> Guard<'a> {
    /// Root's file in this folder, with every folder up to the root of the file system.
    pub(super) fn of_the_machine(place: &'a Path) -> Self {
        Self { place, owner: 0, top: Path::new("/") }
    }

    /// Why an absolute path does not satisfy it.
    pub(super) fn check(&self, path: &Path) -> Result<(), String> {
        if path.parent() != Some(self.place) {
            return Err(format!("it must lie in {}", self.place.display()));
        }
        for step in path.ancestors() {
            self.step(step, step == path)?;
            if step == self.top {
                return Ok(());
            }
        }
        Err(format!("it does not lie below {}", self.top.display()))
    }

    fn step(&self, step: &Path, is_file: bool) -> Result<(), String> {
        let name = step.display();
        let found = step.symlink_metadata().map_err(|error| format!("{name} cannot be looked at ({error})"))?;
        if found.is_symlink() {
            return Err(format!("{name} is a link; put the file itself there"));
        }
        if is_file && !found.is_file() {
            return Err(format!("{name} is no file"));
        }
        if found.uid() != self.owner {
            return Err(format!("{name} does not belong to root; change its owner"));
        }
        if found.mode() & WRITABLE_BY_OTHERS != 0 {
            return Err(format!("{name} can be written by others than root; take that right away (chmod go-w)"));
        }
        Ok(())
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{PermissionsExt as _, chown, symlink};
    use std::path::PathBuf;

    use super::*;

    /// A folder of one test, with a file in it that satisfies the guard, whoever runs the tests.
    struct Tree {
        top: PathBuf,
        place: PathBuf,
        file: PathBuf,
        owner: u32,
    }

    impl Tree {
        fn new(name: &str) -> Self {
            let top = std::env::temp_dir().join(format!("whyblocked-{}-{name}", std::process::id()));
            let place = top.join("etc/whyblocked");
            fs::create_dir_all(&place).unwrap();
            for folder in [&top, &top.join("etc"), &place] {
                fs::set_permissions(folder, Permissions::from_mode(0o755)).unwrap();
            }
            let file = place.join("organisation.toml");
            fs::write(&file, "").unwrap();
            fs::set_permissions(&file, Permissions::from_mode(0o644)).unwrap();
            let owner = file.metadata().unwrap().uid();
            Self { top, place, file, owner }
        }

        fn why(&self) -> String {
            self.check(&self.file, self.owner)
        }

        fn check(&self, file: &Path, owner: u32) -> String {
            Guard { place: &self.place, owner, top: &self.top }.check(file).err().unwrap_or_default()
        }
    }

    impl Drop for Tree {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.top).unwrap();
        }
    }

    #[test]
    fn a_guarded_file_is_trusted_and_only_in_its_place() {
        let place = Tree::new("guarded");
        assert_eq!(place.why(), "");
        let beside = place.top.join("etc/organisation.toml");
        fs::write(&beside, "").unwrap();
        assert!(place.check(&beside, place.owner).contains("must lie in"));
        assert!(place.check(&place.place.join("missing.toml"), place.owner).contains("cannot be looked at"));
        fs::create_dir(place.place.join("folder")).unwrap();
        assert!(place.check(&place.place.join("folder"), place.owner).contains("is no file"));
    }

    #[test]
    fn who_else_may_write_a_file_or_a_folder_above_it_breaks_the_trust() {
        let place = Tree::new("rights");
        let etc = place.top.join("etc");
        for (path, usual) in [(&place.file, 0o644), (&place.place, 0o755), (&etc, 0o755), (&place.top, 0o755)] {
            for more in [0o020, 0o002, 0o022, 0o1002, 0o2020] {
                fs::set_permissions(path, Permissions::from_mode(usual | more)).unwrap();
                let why = place.why();
                assert!(why.contains("can be written by others") && why.contains(path.to_str().unwrap()), "{why}");
            }
            fs::set_permissions(path, Permissions::from_mode(usual)).unwrap();
        }
        assert_eq!(place.why(), "");
    }

    #[test]
    fn whose_it_is_counts_for_the_file_and_for_every_folder() {
        let place = Tree::new("owner");
        let other = place.owner + 1;
        assert!(place.check(&place.file, other).contains("does not belong"));
        // Only root can give a file away; anybody else has seen the same with the owner exchanged.
        if place.owner != 0 {
            return;
        }
        for path in [&place.file, &place.place, &place.top.join("etc")] {
            chown(path, Some(65534), None).unwrap();
            let why = place.why();
            assert!(why.contains("does not belong") && why.contains(path.to_str().unwrap()), "{why}");
            chown(path, Some(0), None).unwrap();
        }
        assert_eq!(place.why(), "");
    }

    #[test]
    fn a_link_on_the_way_breaks_the_trust() {
        let place = Tree::new("link");
        let elsewhere = place.top.join("elsewhere.toml");
        fs::rename(&place.file, &elsewhere).unwrap();
        symlink(&elsewhere, &place.file).unwrap();
        assert!(place.why().contains("is a link"));
        fs::remove_file(&place.file).unwrap();
        fs::rename(&elsewhere, &place.file).unwrap();
        fs::rename(&place.place, place.top.join("moved")).unwrap();
        symlink(place.top.join("moved"), &place.place).unwrap();
        assert!(place.why().contains("is a link"));
    }

    #[test]
    fn a_folder_for_everybody_is_no_place_even_for_root() {
        let place = Tree::new("sticky");
        let guard = Guard { place: &place.place, owner: place.owner, top: Path::new("/") };
        // Somewhere above a temporary folder is one that all may write to, or one that is somebody's own.
        let parent = std::env::temp_dir().metadata().unwrap();
        if parent.mode() & WRITABLE_BY_OTHERS != 0 {
            assert!(guard.check(&place.file).is_err_and(|why| why.contains("can be written by others")));
        }
        assert!(super::super::judge(&place.file).is_err());
        assert!(
            super::super::judge(Path::new("/etc/whyblocked/../../etc/passwd")).is_err_and(|why| why.contains(".."))
        );
    }
}
