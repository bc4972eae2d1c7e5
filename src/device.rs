//! This computer as an input: the name and version of its operating system, and nothing else of it.
//!
//! Edge: no name of the computer or of its user, no address, no serial number.

use sysinfo::System;

use crate::model::{Origin, Source};

/// One line about this computer's system, under the name that it is shown by. `None` where the system does not tell.
pub fn source(name: &str) -> Option<Source> {
    let system = System::long_os_version().or_else(|_untold| System::name()).ok()?;
    Some(Source::text(name, Origin::Pasted, &line(&system, System::kernel_version().ok().as_deref())))
}

fn line(system: &str, kernel: Option<&str>) -> String {
    match kernel {
        Some(kernel) => format!("Operating system: {system} ({kernel})\n"),
        None => format!("Operating system: {system}\n"),
    }
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test may stop where its own ground is missing")]
mod tests {
    use super::*;

    #[test]
    fn one_line_without_the_name_of_the_computer() {
        let source = source("This computer").expect("the test machine tells its system");
        let text = String::from_utf8(source.bytes.to_vec()).expect("it is text");
        assert_eq!(text.lines().count(), 1);
        if let Some(host) = System::host_name().ok().filter(|host| host.len() > 3) {
            assert!(!text.contains(&host), "{text}");
        }
    }

    #[test]
    fn a_missing_build_is_left_out() {
        assert_eq!(line("Windows 11", None), "Operating system: Windows 11\n");
        assert_eq!(line("Windows 11", Some("26100")), "Operating system: Windows 11 (26100)\n");
    }
}
