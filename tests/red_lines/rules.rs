//! The red lines as rules over one printed text each: what it must not say, to whom, and what lets it pass.
//!
//! A sentence is read clause by clause, so that "not in a private window" and "do not reset the password" pass while the
//! same words without the "not" do not. Edge: English only, the language that all other words are translated from.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

use regex::Regex;

/// For whom a text is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Reader {
    /// The person who was refused; the help desk sees it as well.
    Person,
    /// The help desk.
    HelpDesk,
    /// An identity administrator.
    Admin,
}

/// One printed text: what stands together for the eye.
#[derive(Clone, Debug)]
pub(crate) struct Text {
    /// Where it is from.
    pub(crate) place: String,
    /// For whom.
    pub(crate) reader: Reader,
    /// It is about a rule that refused somebody whose identity had been accepted.
    pub(crate) policy: bool,
    /// A new password may be asked for: the account is at risk, or the page itself asks.
    pub(crate) password_due: bool,
    /// The words.
    pub(crate) words: String,
}

/// One red line.
pub(crate) struct Rule {
    /// What it is called when it is broken.
    pub(crate) name: &'static str,
    breaks: fn(&Text) -> bool,
}

/// All red lines.
pub(crate) const RULES: [Rule; 12] = [
    Rule { name: "a way round a rule", breaks: way_round },
    Rule { name: "a protection switched off", breaks: protection_off },
    Rule { name: "another country chosen", breaks: other_country },
    Rule { name: "a harmful remedy", breaks: harmful_remedy },
    Rule { name: "a new password for an accepted sign-in", breaks: new_password },
    Rule { name: "a place drawn from an address", breaks: place_named },
    Rule { name: "a VPN blamed, or touched without saying whose", breaks: vpn },
    Rule { name: "enrolment before asking whose device it is", breaks: enrolment },
    Rule { name: "insider risk named to others than an administrator", breaks: insider },
    Rule { name: "a device called compliant or managed", breaks: called_compliant },
    Rule { name: "nothing but a call for the administrator", breaks: only_a_call },
    Rule { name: "a wrong or typed password, or something broken", breaks: wrong_password_or_broken },
];

/// Names of the red lines that a text breaks.
pub(crate) fn broken(text: &Text) -> Vec<&'static str> {
    RULES.iter().filter(|rule| (rule.breaks)(text)).map(|rule| rule.name).collect()
}

/// The pattern, whatever the case; each is made ready once.
fn pattern(text: &str) -> Regex {
    static READY: LazyLock<Mutex<HashMap<String, Regex>>> = LazyLock::new(Mutex::default);
    let mut ready = READY.lock().expect("no rule panics");
    let made = || Regex::new(&format!("(?i){text}")).expect("a pattern of our own");
    ready.entry(text.to_owned()).or_insert_with(made).clone()
}

/// Sentences, and what stands between colons and semicolons.
fn clauses(words: &str) -> Vec<String> {
    static END: LazyLock<Regex> = LazyLock::new(|| pattern(r"[.?!](\s|$)|[;:]\s|\n"));
    END.split(words).map(|clause| clause.trim().to_owned()).filter(|clause| !clause.is_empty()).collect()
}

fn sentences(words: &str) -> impl Iterator<Item = &str> {
    static END: LazyLock<Regex> = LazyLock::new(|| pattern(r"[.?!](\s|$)|\n"));
    END.split(words)
}

/// Whether one of the verbs is told to the reader in this clause, followed by these words, and not forbidden.
fn told(clause: &str, verbs: &str, object: &str) -> bool {
    let start = r"(?:^|[,(–—]\s*|\b(?:and|or|then|please|just|also|simply|otherwise|first|you can|you could|you may|should|must|try to|need to|have to|it helps to)\s+)";
    let imperative = pattern(&format!(r"{start}(?:{verbs})\b[^.;:]*?{object}"));
    imperative.find_iter(clause).any(|found| {
        // What a comma closes does not reach over it: "if nothing helps, …".
        let before = clause.get(..found.start()).unwrap_or_default();
        let before = if found.as_str().starts_with(',') { "" } else { before.rsplit(',').next().unwrap_or_default() };
        !forbids(before) && !forbids(found.as_str())
    })
}

/// Whether a thing is named by its gerund or noun and not called useless or harmful in the same sentence.
fn praised(words: &str, thing: &str) -> bool {
    static USELESS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(does not|do not|doesn't|don't|will not|would not|cannot|never|rarely|no remedy|does harm|harmful|useless|not necessarily|no longer|hides?|removes?|after a|since a|was not|is not|are not)\b",
        )
    });
    let thing = pattern(thing);
    sentences(words).any(|sentence| thing.is_match(sentence) && !USELESS.is_match(sentence))
}

fn forbids(words: &str) -> bool {
    static NOT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(not|never|don't|doesn't|isn't|won't|no|nothing|neither|nor|instead of|rather than|without|outside|unless)\b",
        )
    });
    NOT.is_match(words)
}

fn way_round(text: &Text) -> bool {
    clauses(&text.words).iter().any(|clause| {
        told(clause, "change|set|use|spoof|fake|try|switch|install|send", r"\buser[- ]agent")
            || told(
                clause,
                "use|spoof|borrow|take|pass|try|send",
                r"\b(?:other|another|different|first-party|Microsoft's)\b[^.;:]*\b(?:client|app|application) id\b",
            )
            || told(clause, "make|let|have", r"\b(?:pose|look like|pass as|pretend)\b")
            || told(clause, "edit|set|change|add|create|delete", r"\bregistry\b")
            || told(
                clause,
                "use|try|sign in with|create|make|borrow",
                r"\b(?:colleague's|new|private|personal|another person's) account",
            )
            || told(
                clause,
                "bypass|circumvent|get around|work around|evade|avoid",
                r"\b(?:policy|rule|block|control|check|MFA)",
            )
            || told(clause, "copy|take|steal|replay|import", r"\b(?:cookie|refresh token|PRT|session token)s?\b")
    })
}

fn protection_off(text: &Text) -> bool {
    const WHAT: &str = r"\b(?:MFA|second (?:factor|proof)|multi-?factor|two-step|Conditional Access|polic(?:y|ies)|rules?|security defaults|antivirus|Defender|firewall|Global Secure Access|client|encryption|screen lock|IPv6|token protection|protection)\b";
    clauses(&text.words).iter().any(|clause| {
        told(clause, "disable|deactivate|bypass|skip", "")
            || told(clause, "turn|switch", &format!(r"{WHAT}[^.;:]*?\boff\b"))
            || told(clause, "turn off|switch off|remove|pause|stop", WHAT) && text.reader != Reader::Admin
            || told(clause, "turn off|switch off", WHAT)
    })
}

fn other_country(text: &Text) -> bool {
    clauses(&text.words).iter().any(|clause| {
        told(
            clause,
            "choose|pick|select|set|change|switch|use|connect|try|appear|go",
            r"\b(?:another|other|different|permitted|allowed|admitted|home|right|your)\b[^.;:]*\b(?:country|region)\b",
        ) || told(
            clause,
            "choose|pick|select|change|switch|use|connect",
            r"\b(?:VPN )?(?:server|exit|node|relay)\b[^.;:]*\b(?:in|of|to)\b",
        ) || told(clause, "change|hide|mask|move", r"\b(?:apparent )?(?:country|location|place|IP address|address)\b")
            && pattern("vpn|proxy|country|apparent|hide|mask").is_match(clause)
    }) || praised(&text.words, r"\b(?:choosing|changing|switching)\b[^.?!]*\bcountry\b")
}

fn harmful_remedy(text: &Text) -> bool {
    const ACCOUNT: &str =
        r"\b(?:work|school|work or school|company|organisation's)(?: or school)? (?:account|profile)\b";
    clauses(&text.words).iter().any(|clause| {
        told(
            clause,
            "try|use|open|sign in|start|go|retry|repeat",
            r"\b(?:private|incognito|InPrivate)\b(?: (?:window|browsing|tab|mode|session)|\s*$)",
        ) || told(clause, "disconnect|remove|unlink|delete|unregister", ACCOUNT)
            || told(clause, "reinstall|re-install|uninstall", "")
            || told(
                clause,
                "clear|delete|empty|wipe|remove",
                r"\b(?:caches?|cookies|browsing data|browser data|history|credentials)\b",
            )
    }) || praised(
        &text.words,
        r"\b(?:re-?installing|disconnecting the work account|clearing|deleting)\b[^.?!]*\b(?:app|system|cookies|caches?|account|data)\b",
    ) || praised(&text.words, r"\bprivate window\b[^.?!]*\b(?:helps?|fix(?:es)?|solves?)\b")
}

fn new_password(text: &Text) -> bool {
    if !text.policy || text.password_due {
        return false;
    }
    let asked = pattern(r"\b(?:asks?|offers?|if the page|security does|told by)\b");
    let advised = clauses(&text.words)
        .iter()
        .any(|clause| told(clause, "reset|change|renew|replace", r"\bpasswords?\b") && !asked.is_match(clause));
    advised
        || praised(
            &text.words,
            r"\b(?:resetting|changing|a new|a fresh) (?:the |your )?password\b[^.?!]*\b(?:helps?|works?|solves?|fix(?:es)?)\b",
        )
}

/// Countries, and cities that address databases like to name. A cloud of Microsoft's may be called by its country.
fn place_named(text: &Text) -> bool {
    static PLACE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"\b(Afghanistan|Argentina|Australia|Austria|Belgium|Brazil|Bulgaria|Canada|Chile|China|Colombia|Croatia|Denmark|Egypt|England|Finland|France|Germany|Greece|Hong Kong|Hungary|India|Indonesia|Iran|Iraq|Ireland|Israel|Italy|Japan|Kenya|Korea|Malaysia|Mexico|Netherlands|Nigeria|Norway|Pakistan|Philippines|Poland|Portugal|Romania|Russia|Saudi Arabia|Singapore|Spain|Sweden|Switzerland|Taiwan|Thailand|Turkey|Ukraine|United Kingdom|United States|USA|Vietnam|Amsterdam|Berlin|Chicago|Dublin|Frankfurt|Lagos|London|Los Angeles|Madrid|Moscow|Mumbai|Munich|New York|Paris|Seattle|Sydney|Tokyo|Warsaw|Zurich)\b",
        )
        .expect("a pattern of our own")
    });
    let words = text.words.replace("Microsoft's cloud in China", "").replace("Microsoft China", "");
    let guessed = pattern(
        r"\b(?:address|IP)\b[^.?!]*\b(?:shows?|means?|proves?|tells?)\b[^.?!]*\b(?:you are|you were|the user is|the user was) (?:in|at)\b",
    );
    PLACE.is_match(&words) || clauses(&words).iter().any(|c| guessed.find(c).is_some_and(|f| !forbids(f.as_str())))
}

fn vpn(text: &Text) -> bool {
    static BLAMED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:because of|due to|caused by|blame)\b[^.?!]*\bVPN\b|\bVPN\b[^.?!]*\b(?:is|was) (?:the (?:reason|cause|problem)|to blame|why)\b|\bVPN\b[^.?!]*\b(?:blocks?|blocked|stopped|refused) (?:you|this|the)\b",
        )
    });
    static OWNER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:personal|private|your own|of your own|own VPN|organisation|organization|company|corporate|employer|office|whose|its VPN|IT advises|your IT)\b",
        )
    });
    let verbs = "switch|turn|use|try|connect|disconnect|disable|leave|keep|stay|quit|close|stop|pause|start|enable|repeat|retry";
    sentences(&text.words).any(|sentence| {
        let blamed = BLAMED.find(sentence).is_some_and(|found| {
            let before = sentence.get(..found.start()).unwrap_or_default();
            !forbids(before) && !forbids(found.as_str())
        });
        let touched = clauses(sentence).iter().any(|clause| told(clause, verbs, r"\bVPN\b"))
            || pattern(r"\bVPN\b").is_match(sentence)
                && clauses(sentence)
                    .iter()
                    .any(|clause| told(clause, "switch|turn|leave|keep", r"\b(?:it|one)\b[^.;:]*\b(?:on|off)\b"));
        blamed || touched && text.reader != Reader::Admin && !OWNER.is_match(sentence)
    })
}

fn enrolment(text: &Text) -> bool {
    static WHOSE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:employer|your own|private|personal|company|work|managed) ?(?:'s)? (?:device|computer|laptop|phone|PC|Mac|machine|ones?)s?\b|\b(?:employer's|whose|ask IT (?:first|before|whether|whose)|if it is your own|your own\?)|\bdevice of (?:your|the) (?:employer|organisation)",
        )
    });
    const DEVICE: &str = r"\b(?:device|computer|laptop|phone|PC|Mac|it|machine|this one)\b";
    if text.reader != Reader::Person || WHOSE.is_match(&text.words) {
        return false;
    }
    clauses(&text.words).iter().any(|clause| {
        told(clause, "enrol|enroll", "")
            || told(clause, "register|join|re-register|rejoin", DEVICE)
            || told(clause, "install|download|get|set up|open|use|update", r"\bCompany Portal\b")
            || told(clause, "install|download|get", r"\b(?:Authenticator|Intune|management (?:app|profile)|broker)\b")
            || told(
                clause,
                "add|connect|set up|sign in to (?:Windows|Edge) with",
                r"\b(?:work|school|company|organisation's)(?: or school)? account\b",
            )
            || told(clause, "allow|let", r"\bmanage (?:my|your|this|the) device\b")
    })
}

fn insider(text: &Text) -> bool {
    static NAMES: LazyLock<Regex> = LazyLock::new(|| pattern(r"insider|adaptive protection|purview[^.]*(risk|level)"));
    text.reader != Reader::Admin && NAMES.is_match(&text.words)
}

fn called_compliant(text: &Text) -> bool {
    static CLAIM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:your|this|the|its) (?:device|computer|laptop|phone|PC|Mac|machine) is (?:now |already |known to be |in fact |really )?(?:compliant|managed|enrolled)\b|^it is (?:compliant|managed|enrolled)\b",
        )
    });
    static OPEN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"\b(?:if|whether|unless|until|prove|mean|said|says|when|once|that|check|as told|requires?)\b[^.;:]*$")
    });
    clauses(&text.words).iter().any(|clause| {
        CLAIM.find(clause).is_some_and(|found| {
            !OPEN.is_match(clause.get(..found.start()).unwrap_or_default())
                && !clause.get(..found.start()).is_some_and(forbids)
        }) && !text.words.trim_end().ends_with('?')
    })
}

fn only_a_call(text: &Text) -> bool {
    static CALL: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:please |then )?(?:contact|ask|call|see|consult|tell|inform|speak (?:to|with)|talk to) (?:your |the |an? )?(?:system |network |IT |local )?(?:administrators?|admins?|IT|help ?desk|support|IT department)(?: for (?:help|assistance|support|more information))?[.!]?$",
        )
    });
    CALL.is_match(text.words.trim())
}

fn wrong_password_or_broken(text: &Text) -> bool {
    static WRONG: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\bpassword (?:is|was|may be|must be) (?:wrong|incorrect|mistyped|refused|rejected)\b|\bwrong password was\b|\b(?:you|the user|the person) (?:typed|entered|mistyped)\b[^.;:]*\bpassword\b|\bpassword (?:that )?(?:you|was) (?:typed|entered)\b|\bpassword was (?:accepted|right|correct)\b",
        )
    });
    static BROKEN: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bbroken\b"));
    let asserted = |rule: &Regex, clause: &str| {
        rule.find(clause).is_some_and(|found| !clause.get(..found.start()).is_some_and(forbids))
    };
    clauses(&text.words).iter().any(|clause| text.policy && asserted(&WRONG, clause) || asserted(&BROKEN, clause))
}
