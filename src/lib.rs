//! WhyBlocked.
pub mod cli;
#[cfg(feature = "gui")]
pub mod device;
mod diagnose;
mod extract;
#[cfg(feature = "gui")]
pub mod gui;
pub mod intake;
pub mod job;
pub mod knowledge;
pub mod model;
pub mod pipeline;
pub mod proof;
pub mod report;
#[cfg(feature = "gui")]
pub mod settings;
pub mod view;
