//! What a device says of itself, in the output of its own tools.
//!
//! Edge: it is the device's view. Whether the directory agrees, and whether the device is compliant, it cannot show.

use super::{Fact, FactKind, Field, SignIn, Span, System};

/// Output of a device's tool, taken apart; it may stand amid other words.
#[derive(Clone, Debug)]
pub struct StatusBlock {
    /// Id of the format that it was taken for, such as `dsregcmd`.
    pub format: String,
    /// Its named values, the heading above each before its name: `Device State.AzureAdJoined`.
    pub fields: Vec<Field>,
    /// Everything that belongs to it, in order and apart: none of it is to be read as running text.
    pub covered: Vec<Span>,
    /// Failed attempts to get a token that it tells of: sign-ins of their own.
    pub attempts: Vec<Span>,
}

/// What one tool printed about one device.
#[derive(Clone, Debug, Default)]
pub struct DeviceStatus {
    /// Number of the document.
    pub input: usize,
    /// Id of the format.
    pub format: String,
    /// Windows, macOS or Linux; empty where it is not known.
    pub system: String,
    /// What it says, in the order of the kinds.
    pub facts: Vec<Fact>,
}

impl DeviceStatus {
    /// The fact of one kind.
    pub fn first(&self, kind: FactKind) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.kind == kind)
    }

    /// The normalised value of the fact of one kind.
    pub fn value(&self, kind: FactKind) -> Option<&str> {
        self.first(kind).map(|fact| fact.value.as_str())
    }
    /// The family of its system, where that is known.
    pub fn family(&self) -> Option<System> {
        System::of(&self.system)
    }

    /// Whether a sign-in speaks of this device, as far as both say which one they are.
    pub fn compare(&self, sign_in: &SignIn) -> Comparison {
        let ids = sign_in.value(FactKind::DeviceId).zip(self.value(FactKind::DeviceId));
        let systems = sign_in.value(FactKind::DevicePlatform).and_then(System::of).zip(self.family());
        match (ids, systems) {
            (Some((theirs, own)), _) if !theirs.eq_ignore_ascii_case(own) => Comparison::OtherId,
            (_, Some((theirs, own))) if theirs != own => Comparison::OtherSystem(theirs, own),
            (Some(_), _) => Comparison::SameId,
            (None, Some((_, own))) => Comparison::SameSystem(own),
            (None, None) => Comparison::Open,
        }
    }
}

/// Whether a sign-in and a device's own words are about the same device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// Both name the same device id.
    SameId,
    /// They name different ones.
    OtherId,
    /// The sign-in names no device, and the same system; many devices have it.
    SameSystem(System),
    /// The sign-in's system, and the device's, which is another.
    OtherSystem(System, System),
    /// One of them says neither.
    Open,
}

impl Comparison {
    /// Whether the device is certainly not the one that signed in.
    pub fn is_other(self) -> bool {
        matches!(self, Self::OtherId | Self::OtherSystem(..))
    }
}
