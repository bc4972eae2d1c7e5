//! The vocabulary of the program: plain data that one stage hands to the next.
//!
//! Edge: nothing here reads, decides or formats; it only says what exists.

mod case;
mod device;
mod diagnosis;
mod document;
mod fact;
mod sign_in;
mod source;
mod span;
mod system;
mod told;
mod warning;

pub use case::{Aspect, Attempt, Case, Contrast, History, Others};
pub use device::{Comparison, DeviceStatus, StatusBlock};
pub use diagnosis::{
    Analysis, Basis, Bearing, Because, Certainty, Conflict, Diagnosis, Evidence, Finding, Guide, Persistence, Phrase,
    Route, Steps, Team, Test, Verdict,
};
pub use document::{Document, Field, Quality, Record};
pub use fact::{Fact, FactKind, Via};
pub use sign_in::SignIn;
pub use source::{Origin, Source};
pub use span::Span;
pub use system::System;
pub use told::{About, Answer, Outcome, SAID, Told};
pub use warning::Warning;
