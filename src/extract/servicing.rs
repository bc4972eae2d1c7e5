//! Whether a system was past its end of servicing when the sign-in was refused.
//!
//! Edge: the time is that of the sign-in, never the clock's, so the same text gives the same fact on every day. What the end
//! means for a refusal is the causes' business.

use jiff::tz::TimeZone;

use crate::knowledge::Knowledge;
use crate::model::{DeviceStatus, Fact, FactKind, SignIn, Via};

/// The value where every kind of edition that the version may be had no more updates.
const ENDED: &str = "ended";

/// A fact where the sign-in's time is known and the version of one of its devices was serviced no more.
pub(super) fn ended(sign_in: &SignIn, devices: &[DeviceStatus], knowledge: &Knowledge) -> Option<Fact> {
    let at = sign_in.all(FactKind::Timestamp).find_map(|fact| fact.instant)?;
    let day = TimeZone::UTC.to_datetime(at).date();
    let version = |device: &DeviceStatus| {
        let fact = device.first(FactKind::OsVersion)?;
        let servicing = knowledge.servicing(&device.system, &fact.value)?;
        servicing.has_ended(day).then(|| Fact::new(FactKind::Servicing, ENDED, fact.span, Via::Field))
    };
    devices.iter().find_map(version)
}
