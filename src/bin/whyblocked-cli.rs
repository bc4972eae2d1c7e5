//! The console program: for scripts, for the help desk's terminal, and where no window can be opened.

use std::process::ExitCode;

use whyblocked::{cli, crash};

fn main() -> ExitCode {
    crash::prepare();
    crash::guard(|| cli::run(std::env::args_os().skip(1))).unwrap_or_else(|crash| cli::stopped(&crash))
}
