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
            found.push(Found::new(Fact::new(kind, value, span, Via::Pattern), 0));
        };
        // A guest's identity provider is that person's home, not where the sign-in went.
        let before = normal.folded.get(..host.start()).unwrap_or_default();
        if before.trim_end_matches("https://").trim_end_matches(['\'', '"', ' ', '\n']).ends_with("provider") {
            continue;
        }
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
    found.extend(endpoints(normal, input));
    found
}

/// `POST /<tenant>/oauth2/v2.0/token`, as programs log their requests without the host.
fn endpoints(normal: &Mapped, input: usize) -> Vec<Found> {
    static ENDPOINT: LazyLock<Regex> =
        LazyLock::new(|| shapes::regex(r"[\s\x22']/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/oauth2/"));
    let tenants = ENDPOINT.captures_iter(&normal.folded).filter_map(|found| found.get(1));
    let fact = |tenant: regex::Match<'_>| {
        let raw = normal.raw(&tenant.range());
        let span = Span::new(input, raw.start, raw.end);
        Found::new(Fact::new(FactKind::TenantId, tenant.as_str(), span, Via::Pattern), 0)
    };
    tenants.map(fact).collect()
}
