//! WhyBlocked.
pub mod cli;
mod diagnose;
mod extract;
pub mod intake;
pub mod job;
pub mod knowledge;
pub mod model;
pub mod pipeline;
pub mod proof;
pub mod report;
pub mod view;
