//! What the text means: one fact, its normalised value, and the exact words it was read from.

use jiff::Timestamp;
use serde::Deserialize;

use super::Span;

macro_rules! fact_kinds {
    ($($(#[$doc:meta])* $variant:ident = $id:literal,)*) => {
        /// The closed list of what a fact can be about. Its ids are part of the JSON contract.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum FactKind {
            $($(#[$doc])* $variant,)*
        }

        impl FactKind {
            /// Every kind, in the order in which reports list them.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The id used in the knowledge files and in JSON.
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$variant => $id,)*
                }
            }
        }
    };
}

fact_kinds! {
    /// The code that says why, digits only.
    ErrorCode = "error-code",
    /// Wrapper codes, HRESULTs, tags and codes only mentioned.
    OtherCode = "other-code",
    /// `Request Id` of a page: the sign-in log's id.
    RequestId = "request-id",
    /// `Trace ID` of a program's text: names the same thing as the request id.
    TraceId = "trace-id",
    /// Chosen by the client; may cover several requests.
    CorrelationId = "correlation-id",
    /// When it happened, as printed; `utc` holds the instant.
    Timestamp = "timestamp",
    /// The client application's name.
    AppName = "app-name",
    /// The client application's GUID.
    AppId = "app-id",
    /// The protected service's name.
    ResourceName = "resource-name",
    /// The protected service's GUID.
    ResourceId = "resource-id",
    /// The address that Entra saw.
    IpAddress = "ip-address",
    /// Derived from the address: public-v4, private, shared, documentation, ….
    IpKind = "ip-kind",
    /// The Entra device object's GUID.
    DeviceId = "device-id",
    /// The device's display name.
    DeviceName = "device-name",
    /// The system as the user agent told it.
    DevicePlatform = "device-platform",
    /// `Unregistered`, `Registered`, `DomainJoined`, `Compliant`, ….
    DeviceState = "device-state",
    /// The browser's name.
    Browser = "browser",
    /// Version of the operating system.
    OsVersion = "os-version",
    /// Graph's `clientAppUsed`.
    ClientApp = "client-app",
    /// Derived from the application: browser, desktop, mobile, command-line, legacy, service.
    AppKind = "app-kind",
    /// The user principal name of the person who signs in.
    User = "user",
    /// The directory GUID of the person who signs in.
    UserId = "user-id",
    /// The tenant's GUID.
    TenantId = "tenant-id",
    /// A domain of the tenant.
    TenantDomain = "tenant-domain",
    /// public, usgov, usgov-dod or china, from a sign-in host in the text.
    Cloud = "cloud",
    /// Display name of a policy, from a log.
    PolicyName = "policy-name",
    /// Graph's name of a grant control.
    GrantControl = "grant-control",
    /// Graph's name of a session control.
    SessionControl = "session-control",
    /// Graph's `authenticationProtocol` or `originalTransferMethod`.
    AuthFlow = "auth-flow",
    /// Place as the log gives it.
    Location = "location",
    /// Risk of this sign-in while it ran: none, low, medium, high.
    RiskLevel = "risk-level",
    /// The log's own sentence.
    FailureReason = "failure-reason",
    /// Graph's name of a condition, or of a rule in it, by which a policy that failed applied; only from a log.
    PolicyCondition = "policy-condition",
    /// The same, of a policy that blocks.
    BlockCondition = "block-condition",
    /// Graph's name of a session control that was not met.
    SessionControlUnmet = "session-control-unmet",
    /// Graph's `riskLevelAggregated`: low, medium, high. Detections that come later count in.
    AggregatedRisk = "aggregated-risk",
    /// Graph's `riskState`: `atRisk`, `remediated`, `dismissed`, ….
    RiskState = "risk-state",
    /// Graph's name of a risk detection.
    RiskEvent = "risk-event",
    /// What a log says of the device: not-compliant; no-device where it gives an empty one.
    DeviceCompliance = "device-compliance",
    /// Graph's `networkType`: trusted, `namedNetwork`, intranet, extranet.
    NetworkType = "network-type",
    /// The address that the service saw, where it differs from the one that Entra saw.
    ResourceAddress = "resource-address",
    /// Whether the sign-in came through Global Secure Access: true, false.
    SecuredPath = "secured-path",
    /// Whether the session is bound to the device: bound, unbound.
    TokenBinding = "token-binding",
    /// Graph's number for why it is not bound.
    TokenBindingCode = "token-binding-code",
    /// Graph's `crossTenantAccessType`.
    CrossTenantAccess = "cross-tenant-access",
    /// member or guest.
    UserType = "user-type",
    /// Whether a tenant restriction refused: true, false.
    TenantRestricted = "tenant-restricted",
    /// Who asked for the second factor: Graph's `requirementProvider`.
    RequirementProvider = "requirement-provider",
    /// Who issued the token; the backup service only during an outage.
    TokenIssuer = "token-issuer",
    /// Graph's `signInEventTypes`: `interactiveUser`, `servicePrincipal`, ….
    EventType = "event-type",
    /// A claims challenge.
    Claims = "claims",
    /// The OAuth `suberror`.
    Suberror = "suberror",
    /// Id of a known title, sentence or remark.
    Sentence = "sentence",
    /// How a device says that it is joined: entra-joined, hybrid-joined, joined (one of these), domain-joined,
    /// on-premises-registered, not-joined.
    JoinType = "join-type",
    /// Whether a device says that a work account is registered on it: registered, none.
    WorkAccount = "work-account",
    /// The token with which a joined device signs its person in: present, missing.
    PrimaryRefreshToken = "primary-refresh-token",
    /// When that token was renewed last.
    PrtUpdated = "prt-updated",
    /// What the directory answered when the device showed itself: success, disabled-or-deleted, error.
    DeviceAuthStatus = "device-auth-status",
    /// Whether a device looks managed: looks-enrolled, not-enrolled, check-in-failed, not-signed-in. Never whether it is
    /// compliant.
    Enrolment = "enrolment",
    /// State of the device's own keys: usable, unusable.
    DeviceKeys = "device-keys",
    /// Platform SSO of macOS: registered, device-only, needs-repair, not-registered, not-configured, other-vendor.
    PlatformSso = "platform-sso",
    /// How the device's tool was run: elevated, which makes what it says about the person unreliable.
    RunAs = "run-as",
    /// A network interface of a device that looks like a VPN, and its kind of address; none where no interface does. It is
    /// said by a device of itself, and never evidence about a refusal: whose VPN it is stays open.
    VpnInterface = "vpn-interface",
    /// Whether the version of the system was still serviced at the time of the sign-in: ended. Derived.
    Servicing = "servicing",
}

/// One thing known about a sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is about.
    pub kind: FactKind,
    /// The value in its normal form: GUIDs in lower case, addresses canonical, Microsoft's English words for states.
    pub value: String,
    /// For a timestamp: the instant it names.
    pub instant: Option<Timestamp>,
    /// Where the words stand.
    pub span: Span,
    /// How it was read.
    pub via: Via,
}

/// How a fact was read, which says how sure the reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Via {
    /// Beside a known label.
    Label,
    /// From a named field of a structured text.
    Field,
    /// By the shape of the value alone.
    Pattern,
    /// Out of a claims challenge.
    Claim,
    /// Blanks or line wraps inside the value were undone.
    Repaired,
    /// By comparing attempts; it points at what is different in the other one.
    History,
    /// The person said so when asked.
    Said,
}

impl Via {
    /// The word used in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Label => "label",
            Self::Field => "field",
            Self::Pattern => "pattern",
            Self::Claim => "claim",
            Self::Repaired => "repaired",
            Self::History => "history",
            Self::Said => "said",
        }
    }
}

impl Fact {
    /// A fact without an instant.
    pub fn new(kind: FactKind, value: impl Into<String>, span: Span, via: Via) -> Self {
        Self { kind, value: value.into(), instant: None, span, via }
    }
}
