//! The same keys as in the file, set by the administration of the system: the registry on Windows, managed preferences on
//! macOS. Only an administrator can write these.
//!
//! Edge: values become the same tree as a file's, so that one check serves all. Other systems have no such place.

#[cfg(any(target_os = "macos", test))]
mod managed;
#[cfg(windows)]
mod registry;

use super::node::Node;
use crate::knowledge::Problem;

/// Where the policy keys are, and what they hold; nothing where there are none.
pub(super) fn read() -> Option<(&'static str, Result<Node, Problem>)> {
    #[cfg(windows)]
    return registry::read().map(|node| (registry::PLACE, Ok(node)));
    #[cfg(target_os = "macos")]
    return managed::read().map(|read| (managed::PLACE, read));
    #[cfg(not(any(windows, target_os = "macos")))]
    None
}
