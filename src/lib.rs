//! WhyBlocked.
mod diagnose;
mod extract;
pub mod intake;
pub mod job;
pub mod knowledge;
pub mod model;
pub mod pipeline;
pub mod proof;
pub mod report { pub mod json; }
pub mod view { 
    pub struct Options;
    pub mod redact { pub struct Masker; impl Masker { pub fn new(_: &crate::model::SignIn) -> Self { Masker } pub fn mask(&self, t: &str) -> String { t.to_owned() } } }
    pub mod report { #[derive(Clone,Copy)] pub enum Redaction { Personal, Secrets } }
}
