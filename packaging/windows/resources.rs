//! Part of the build script: icon, version information and manifest of the Windows programs.

use std::{env, io};

/// Both programs, and what Windows calls them where it shows a name: in the task manager and in file properties.
const PROGRAMS: [(&str, &str); 2] = [("whyblocked", "WhyBlocked"), ("whyblocked-cli", "WhyBlocked, console program")];
/// English (United Kingdom), the language of the version information.
const LANGUAGE: u16 = 0x0809;

/// Puts them into the programs; does nothing for other systems.
pub(super) fn embed() {
    println!("cargo::rerun-if-changed=packaging/windows/app.manifest");
    if env::var("CARGO_CFG_TARGET_OS").as_deref() != Ok("windows") {
        return;
    }
    let version = env::var("CARGO_PKG_VERSION").expect("cargo sets it");
    let manifest = include_str!("app.manifest").replace("@version@", &four_parts(&version));
    for (program, name) in PROGRAMS {
        let mut resource = winresource::WindowsResource::new();
        resource
            .set_language(LANGUAGE)
            .set_icon("assets/icon/whyblocked.ico")
            .set_manifest(&manifest)
            .set("ProductName", "WhyBlocked")
            .set("FileDescription", name)
            .set("CompanyName", "The WhyBlocked contributors")
            .set("LegalCopyright", "Copyright (c) 2026 The WhyBlocked contributors. MIT or Apache 2.0")
            .set("InternalName", program)
            .set("OriginalFilename", &format!("{program}.exe"));
        match resource.compile_for(program) {
            Ok(()) => {}
            // Types can be checked without a resource compiler; packaging/windows/build reads back what a program has.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                println!("cargo::warning=no resource compiler: {program}.exe gets no icon, version and manifest");
            }
            Err(error) => panic!("the resources of {program}.exe: {error}"),
        }
    }
}

/// A manifest wants four numbers, where Rust's versions have three and perhaps a word.
fn four_parts(version: &str) -> String {
    let numbers = version.split(['-', '+']).next().unwrap_or_default();
    format!("{numbers}.0")
}
