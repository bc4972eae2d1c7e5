//! Sentences that the rules must catch, and sentences close to them that must pass: the rules themselves can fail.

use crate::rules::{Reader, Text, broken};

/// A text to a person about a rule that refused.
fn to_person(words: &str) -> Text {
    Text { place: String::new(), reader: Reader::Person, policy: true, password_due: false, words: words.to_owned() }
}

/// What must be caught, and by which rule.
const BAD: [(&str, &str); 58] = [
    ("a way round a rule", "Change the user agent of the browser to that of an iPhone."),
    ("a way round a rule", "If that fails, set the user-agent to Windows."),
    ("a way round a rule", "Use another client id, for example that of Microsoft Office."),
    ("a way round a rule", "Make the browser pose as Edge."),
    ("a way round a rule", "Add this key to the registry and restart."),
    ("a way round a rule", "Sign in with a colleague's account for the time being."),
    ("a way round a rule", "You can bypass the policy with an app password."),
    ("a way round a rule", "Copy the cookies of the other computer."),
    ("a protection switched off", "Disable the extension and try again."),
    ("a protection switched off", "Turn off MFA for this account."),
    ("a protection switched off", "Turn MFA off for a day."),
    ("a protection switched off", "Switch the firewall off, then retry."),
    ("a protection switched off", "Pause the Global Secure Access client."),
    ("another country chosen", "Choose another country in your personal VPN."),
    ("another country chosen", "Connect your personal VPN to a server in the office's town."),
    ("another country chosen", "Use your own VPN to appear in a permitted country."),
    ("another country chosen", "Changing the country often helps."),
    ("a harmful remedy", "Try a private window."),
    ("a harmful remedy", "Open the page in an InPrivate window and sign in."),
    ("a harmful remedy", "A private window often helps."),
    ("a harmful remedy", "Disconnect the work account in Settings and connect it again on your employer's device."),
    ("a harmful remedy", "Remove your work or school account, then restart."),
    ("a harmful remedy", "Reinstall the app."),
    ("a harmful remedy", "If nothing helps, uninstall Teams."),
    ("a harmful remedy", "Clear the browser's cookies and cache."),
    ("a harmful remedy", "You should delete the cached credentials."),
    ("a harmful remedy", "Clearing cookies solves it in most cases."),
    ("a new password for an accepted sign-in", "Reset your password and try again."),
    ("a new password for an accepted sign-in", "Wait an hour, then change the password."),
    ("a new password for an accepted sign-in", "A new password helps in most cases."),
    ("a place drawn from an address", "The sign-in came from Germany."),
    ("a place drawn from an address", "203.0.113.7 lies in Frankfurt."),
    ("a place drawn from an address", "The address shows that you are in another country."),
    ("a VPN blamed, or touched without saying whose", "You are blocked because of your VPN."),
    ("a VPN blamed, or touched without saying whose", "The VPN is the reason."),
    ("a VPN blamed, or touched without saying whose", "Turn the VPN off and try again."),
    ("a VPN blamed, or touched without saying whose", "If a VPN is on, switch it off."),
    ("a VPN blamed, or touched without saying whose", "Connect to the VPN first."),
    ("a VPN blamed, or touched without saying whose", "Disconnect from any VPN."),
    ("enrolment before asking whose device it is", "Enrol the device in Intune."),
    ("enrolment before asking whose device it is", "Open Settings and register the device."),
    ("enrolment before asking whose device it is", "Install Company Portal and follow its steps."),
    ("enrolment before asking whose device it is", "Add your work account to Windows."),
    ("enrolment before asking whose device it is", "Join the computer to the organisation."),
    ("enrolment before asking whose device it is", "Allow the organisation to manage your device."),
    ("insider risk named to others than an administrator", "An insider risk condition refused."),
    ("insider risk named to others than an administrator", "The level comes from adaptive protection."),
    ("a device called compliant or managed", "Your device is compliant, so look at the network."),
    ("a device called compliant or managed", "This computer is managed."),
    ("a device called compliant or managed", "It is enrolled."),
    ("nothing but a call for the administrator", "Contact your administrator."),
    ("nothing but a call for the administrator", "Please contact your IT administrator for help."),
    ("nothing but a call for the administrator", "Call the help desk"),
    ("a wrong or typed password, or something broken", "The password was wrong."),
    ("a wrong or typed password, or something broken", "Your password is incorrect; a rule refused."),
    ("a wrong or typed password, or something broken", "You typed the right password, then a rule refused."),
    ("a wrong or typed password, or something broken", "The password was accepted."),
    ("a wrong or typed password, or something broken", "Your computer is broken."),
];

/// What must pass.
const GOOD: [&str; 47] = [
    "Use a normal browser that does not pose as another one.",
    "Tricks that make a browser pose as another one do not meet the rule and can count as an attack.",
    "Do not put your own account into the script as a way around.",
    "This mostly happens when a program uses the id of a Microsoft app as its own.",
    "Use the account that the organisation gave you.",
    "The device's record is disabled or deleted.",
    "Filter the audit log for Disable device.",
    "Do not switch security defaults off for one program; look for a modern way first.",
    "On your employer's device, resume the Global Secure Access client if it is paused.",
    "Tell IT the country and the dates.",
    "Choosing another country in a VPN is no remedy: it looks like an attack.",
    "Compare the ranges with the address; do not read a country from it.",
    "Open the page in Edge with your work profile, not in a private window.",
    "Do not use a private window; it hides the device.",
    "Open the same page in an ordinary window instead of a private one.",
    "A private window has the same effect as an unsupported browser.",
    "Do not disconnect the work account on this one.",
    "Leave the work account connected in Windows, and clear nothing.",
    "Disconnecting the work account does harm: it removes the device's registration.",
    "Reinstalling the application does not change the rule.",
    "Clearing cookies and caches does not change the rule.",
    "A new password does not help here.",
    "If the page asks for it, change the password there.",
    "After a password change away from the office, lock the screen and unlock it.",
    "If a VPN is on, say whose it is: switch a personal one off, switch the one of your organisation on.",
    "If a personal VPN is on, switch it off and try once more.",
    "Use your organisation's own VPN where IT says so.",
    "It does not mean that a VPN is to blame; only you can say whether one was on.",
    "With a VPN on, Microsoft sees the address of the VPN.",
    "It fails with that VPN off as well, so the VPN was not the reason.",
    "Is this your employer's device? If it is your own, ask IT before you enrol it or install anything.",
    "Register a new method only on the organisation's own page.",
    "On your employer's device, open Company Portal and press Check status.",
    "The device is not registered with the organisation.",
    "The sign-in belongs to Microsoft's cloud in China",
    "A compliant device showed itself; look first at network, app and way of signing in",
    "It does not prove that the device is compliant.",
    "If Company Portal says that the device is compliant, tell IT.",
    "It looks enrolled in device management",
    "It is not enrolled in device management",
    "Ask IT for the name of the rule and give them the request id.",
    "Contact the people who invited you.",
    "It does not mean that your password is wrong.",
    "Your password was not refused.",
    "A wrong password: password, key or session had been accepted",
    "Nothing is broken; a rule asks you to sign in afresh.",
    "It does not mean that the device is broken.",
];

#[test]
fn sentences_that_cross_a_line_are_caught_by_its_rule() {
    let missed: Vec<String> = BAD
        .iter()
        .filter(|(rule, words)| !broken(&to_person(words)).contains(rule))
        .map(|(rule, words)| format!("{rule}: {words}"))
        .collect();
    assert!(missed.is_empty(), "not caught:\n{}", missed.join("\n"));
}

#[test]
fn sentences_close_to_a_line_pass() {
    let caught: Vec<String> = GOOD
        .iter()
        .map(|words| (words, broken(&to_person(words))))
        .filter(|(_, rules)| !rules.is_empty())
        .map(|(words, rules)| format!("{rules:?}: {words}"))
        .collect();
    assert!(caught.is_empty(), "caught:\n{}", caught.join("\n"));
}

#[test]
fn every_rule_has_a_sentence_that_it_must_catch() {
    for rule in &crate::rules::RULES {
        assert!(BAD.iter().any(|(name, _)| *name == rule.name), "{}", rule.name);
    }
}

#[test]
fn what_depends_on_the_reader_or_the_cause_does() {
    let admin = |words: &str| Text { reader: Reader::Admin, ..to_person(words) };
    assert!(broken(&admin("The insider risk condition is satisfied.")).is_empty());
    assert!(!broken(&Text { reader: Reader::HelpDesk, ..to_person("Insider risk.") }).is_empty());
    let at_risk = Text { password_due: true, ..to_person("Change the password.") };
    assert!(broken(&at_risk).is_empty());
    let of_credentials = Text { policy: false, ..to_person("The password was wrong.") };
    assert!(broken(&of_credentials).is_empty());
    assert!(broken(&admin("Enrol the device.")).is_empty());
}
