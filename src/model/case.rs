//! One person's attempts: which sign-ins belong together, and what those that worked say about those that were refused.

use jiff::Timestamp;

/// The attempts of one person.
#[derive(Clone, Debug, Default)]
pub struct Case {
    /// Who signs in: the user's name as printed, else the directory's id of the user. `None`: the text does not say.
    pub person: Option<String>,
    /// Attempts in the order of time; those without a time stand last, in the order of the input.
    pub attempts: Vec<Attempt>,
}

/// A sign-in of an analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attempt {
    /// Number of a diagnosis.
    Refused(usize),
    /// Number of a sign-in that worked.
    Worked(usize),
}

impl Case {
    /// The refused attempts, by the numbers of their diagnoses.
    pub fn refused(&self) -> impl Iterator<Item = usize> {
        self.attempts.iter().filter_map(|attempt| match attempt {
            Attempt::Refused(number) => Some(*number),
            Attempt::Worked(_) => None,
        })
    }

    /// The attempts that worked, by their numbers.
    pub fn worked(&self) -> impl Iterator<Item = usize> {
        self.attempts.iter().filter_map(|attempt| match attempt {
            Attempt::Worked(number) => Some(*number),
            Attempt::Refused(_) => None,
        })
    }
}

/// What one person's other attempts, and other people's, say about one refusal.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// How often this happened alike: the same code, application, address and device. At least 1.
    pub alike: usize,
    /// The first of these refusals, where their times are told.
    pub first: Option<Timestamp>,
    /// The last of them.
    pub last: Option<Timestamp>,
    /// A sign-in between the first and the last, alike in all that is shown, that worked.
    pub interrupted: bool,
    /// The attempt that worked and differs least.
    pub contrast: Option<Contrast>,
    /// Others who were refused with the same code in the same application, where they began at about the same time.
    pub others: Option<Others>,
}

/// A refused attempt beside one that worked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contrast {
    /// Number of the sign-in that worked.
    pub worked: usize,
    /// In what the two differ.
    pub differs: Vec<Aspect>,
    /// What one of them does not tell.
    pub untold: Vec<Aspect>,
    /// The one that worked showed its device, the refused one did not.
    pub device_shown_only_there: bool,
    /// Whether it worked after the refusal.
    pub later: Option<bool>,
}

/// What can differ between two attempts of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aspect {
    /// The address.
    Network,
    /// The browser.
    Browser,
    /// The application that signed in.
    App,
    /// The device.
    Device,
    /// The way of signing in, such as a device code.
    Flow,
}

impl Aspect {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 5] = [Self::Network, Self::Browser, Self::App, Self::Device, Self::Flow];

    /// The word used in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Network => "network",
            Self::Browser => "browser",
            Self::App => "app",
            Self::Device => "device",
            Self::Flow => "flow",
        }
    }
}

/// Several people refused alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Others {
    /// How many people in all, this one included.
    pub people: usize,
    /// When the first of them was refused first.
    pub since: Timestamp,
}

impl Contrast {
    /// Whether the two are the same in everything that is compared, and tell all of it.
    pub fn is_same(&self) -> bool {
        self.differs.is_empty() && self.untold.is_empty() && !self.device_shown_only_there
    }

    /// Whether they differ in nothing but that the one that worked showed its device.
    pub fn is_device_shown(&self) -> bool {
        self.differs.is_empty() && self.untold.is_empty() && self.device_shown_only_there
    }

    /// The only thing in which the two differ, where everything else is told and the same. Another browser, application or way
    /// of signing in may show the device or not; that is no difference of its own.
    pub fn only(&self) -> Option<Aspect> {
        match self.differs.as_slice() {
            [only] if self.untold.is_empty() => Some(*only),
            _ => None,
        }
    }
}
