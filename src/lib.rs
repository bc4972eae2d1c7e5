//! WhyBlocked.
mod diagnose;
mod extract;
mod intake;
pub mod job;
pub mod knowledge;
pub mod model;
pub mod pipeline;
pub mod report;
pub mod view;
