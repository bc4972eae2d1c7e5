//! What an address in the text tells: the tenant, its domain, the cloud.

use std::sync::LazyLock;

use regex::Regex;

use super::Found;
use super::normal::Mapped;
use super::shapes;
use crate::knowledge::Knowledge;
use crate::model::{Fact, FactKind, Span, Via};

/// Facts from addresses of the sign-in service.
pub(super) fn read(normal: &Mapped, input: usize, knowledge: &Knowledge) -> Vec<Found> {
    static HOST: LazyLock<Regex> = LazyLock::new(|| shapes::regex(r"([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:/([a-z0-9.-]+))?"));
    let mut found = Vec::new();
    for address in HOST.captures_iter(&normal.folded) {
        let Some(host) = address.get(1) else { continue };
        let Some(cloud) = knowledge.clouds.iter().find(|cloud| cloud.hosts.iter().any(|h| h == host.as_str())) else {
            continue;
        };
        let mut add = |kind, range: &std::ops::Range<usize>, value: &str| {
            let raw = normal.raw(range);
            let span = Span::new(input, raw.start, raw.end);
            found.push(Found { fact: Fact::new(kind, value, span, Via::Pattern), weight: 0 });
        };
        add(FactKind::Cloud, &host.range(), &cloud.id);
        let Some(path) = address.get(2) else { continue };
        match shapes::guid(path.as_str()).filter(|guid| guid.len == path.len()) {
            Some(guid) => add(FactKind::TenantId, &path.range(), &guid.value),
            None if path.as_str().contains('.') => {
                add(FactKind::TenantDomain, &path.range(), path.as_str().trim_end_matches('.'));
            }
            None => {}
        }
    }
    found
}
