//! Texts with `{places}`: filled with given values, or with what a sign-in shows.

use super::Knowledge;
use crate::model::{About, FactKind, Outcome, SignIn};

impl Knowledge {
    /// A text of the knowledge for one sign-in, in a language: its application, browser, platform, time and address stand in the places; a general word
    /// where it does not show them.
    pub fn filled(&self, tag: &str, english: &str, sign_in: &SignIn) -> String {
        let word = |key| self.word(tag, key).to_owned();
        let shown = |kind, key| sign_in.value(kind).map_or_else(|| word(key), str::to_owned);
        let by_id = || sign_in.value(FactKind::AppId).and_then(|id| self.app(id)).map(|app| app.name.clone());
        let app = sign_in.value(FactKind::AppName).map(str::to_owned).or_else(by_id);
        let time = sign_in.instant().map(|instant| instant.strftime("%Y-%m-%d %H:%M UTC").to_string());
        let values = [
            ("app", app.unwrap_or_else(|| word("place.app"))),
            ("browser", shown(FactKind::Browser, "place.browser")),
            ("platform", shown(FactKind::DevicePlatform, "place.platform")),
            ("time", time.unwrap_or_else(|| word("place.time"))),
            ("address", shown(FactKind::IpAddress, "place.address")),
        ];
        fill(self.text(tag, english), &values.each_ref().map(|(name, value)| (*name, value.as_str())))
    }

    /// What was tried or told of a sign-in, in one line of a language; `None` for a step, question or answer that is not known.
    pub(crate) fn told(&self, tag: &str, about: &About, sign_in: &SignIn) -> Option<String> {
        match about {
            About::Step { id, outcome } => {
                let outcome = match outcome {
                    Outcome::Worked => "tried.worked",
                    Outcome::Blocked => "tried.blocked",
                };
                let step = self.filled(tag, &self.guidance.step(id)?.short, sign_in);
                Some(fill(self.word(tag, "form.pair"), &[("name", &step), ("value", self.word(tag, outcome))]))
            }
            About::Question { id, answer } => {
                let question = self.guidance.question(id)?;
                let choice = question.answer.iter().find(|choice| choice.id == *answer)?;
                Some(format!("{} {}", self.filled(tag, &question.text, sign_in), self.text(tag, &choice.text)))
            }
        }
    }
}

/// Fills the `{places}` that are named, from left to right, and leaves all other braces alone. A value is never read for places.
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let value = after.split_once('}').and_then(|(name, behind)| {
            values.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value, behind))
        });
        if let Some((value, behind)) = value {
            text.push_str(value);
            rest = behind;
        } else {
            text.push('{');
            rest = after;
        }
    }
    text.push_str(rest);
    text
}
