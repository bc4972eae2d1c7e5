//! The console program: for scripts, for the help desk's terminal, and where no window can be opened.

use std::process::ExitCode;

fn main() -> ExitCode {
    whyblocked::cli::run(std::env::args_os().skip(1))
}
