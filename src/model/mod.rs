//! The vocabulary of the program: plain data that one stage hands to the next.
//!
//! Edge: nothing here reads, decides or formats; it only says what exists.

mod device;
mod diagnosis;
mod document;
mod fact;
mod sign_in;
mod source;
mod span;
mod system;
mod warning;

pub use device::{Comparison, DeviceStatus, StatusBlock};
pub use diagnosis::{
    Analysis, Basis, Bearing, Because, Certainty, Conflict, Diagnosis, Evidence, Finding, Persistence, Phrase, Route,
    Steps, Team, Verdict,
};
pub use document::{Document, Field, Quality, Record};
pub use fact::{Fact, FactKind, Via};
pub use sign_in::SignIn;
pub use source::{Origin, Source};
pub use span::Span;
pub use system::System;
pub use warning::Warning;
