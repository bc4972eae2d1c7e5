//! The languages of the window and of the report: which to begin with, what changes with another one, and whether this computer
//! has letters for it.
//!
//! Edge: nothing is read again; views are built anew from the analysis that is there.

use std::sync::Arc;

use eframe::egui::{Context, FontFamily, FontId, Ui};

use super::app::App;
use super::examples::EXAMPLES;
use super::words::Words;
use crate::knowledge::Knowledge;
use crate::model::{Analysis, Origin, Source};
use crate::settings::Settings;
use crate::view::Views;

/// The language that has always letters: its face comes with the program.
const ENGLISH: &str = "en";
/// So many different letters of a text are looked up; a text with more is shown with these already.
const MOST_LETTERS: usize = 400;
/// Letters up to here are in the faces that come with the program.
const LAST_COVERED: char = '\u{24f}';

/// The language to begin with: what is asked for, else what was chosen before, else the first of the system's that the
/// program speaks, else English.
pub fn language(asked: Option<&str>, settings: &Settings, knowledge: &Knowledge) -> String {
    let wanted = asked.into_iter().chain(settings.language.as_deref()).map(str::to_owned);
    first_spoken(wanted.chain(sys_locale::get_locales()), knowledge)
}

fn first_spoken(wanted: impl Iterator<Item = String>, knowledge: &Knowledge) -> String {
    let spoken = |tag: String| knowledge.displayed_as(&tag).map(str::to_owned);
    wanted.into_iter().find_map(spoken).unwrap_or_else(|| ENGLISH.to_owned())
}

/// Whether this computer has letters for all of a text.
pub(super) fn has_letters(ui: &Ui, text: &str) -> bool {
    ui.fonts_mut(|fonts| fonts.has_glyphs(&FontId::new(14.0, FontFamily::Proportional), text))
}

/// The different letters of these texts that the faces of the program may lack.
pub(super) fn letters(views: &Views) -> String {
    let mut letters: Vec<char> = Vec::new();
    for c in views.sources.iter().flat_map(|source| source.text.chars()) {
        if c > LAST_COVERED && c.is_alphanumeric() && !letters.contains(&c) {
            letters.push(c);
            if letters.len() == MOST_LETTERS {
                break;
            }
        }
    }
    letters.into_iter().collect()
}

impl App {
    /// Says where there are no letters for what is about to be shown: once for a text, and English instead of a language.
    pub(super) fn check_letters(&mut self, ui: &Ui) {
        if std::mem::take(&mut self.unchecked_language) {
            let sample: String = self.words().get("start.question").chars().filter(|c| c.is_alphanumeric()).collect();
            if !has_letters(ui, &sample) {
                let tag = std::mem::replace(&mut self.language, ENGLISH.to_owned());
                self.follow_language(ui);
                let text = self.words().fill("notice.no-font-for", &[("tag", &tag)]);
                self.tell(text);
            }
        }
        let letters = self.shown.as_mut().map(|shown| std::mem::take(&mut shown.letters)).unwrap_or_default();
        let monospace = FontId::new(14.0, FontFamily::Monospace);
        let has_all = ui.fonts_mut(|fonts| fonts.has_glyphs(&monospace, &letters));
        if !has_all && !std::mem::replace(&mut self.told_of_letters, true) {
            self.say("notice.no-font");
        }
    }

    /// Uses this language from now on.
    pub(super) fn speak(&mut self, tag: String, ctx: &Context) {
        self.language.clone_from(&tag);
        self.settings.language = Some(tag);
        self.unchecked_language = true;
        self.follow_language(ctx);
        self.remember();
    }

    /// Lets everything that is shown follow the language.
    fn follow_language(&mut self, ctx: &Context) {
        self.rename_sources();
        let options = self.options();
        if let Some(shown) = &mut self.shown {
            shown.views = Views::build(&shown.analysis, &self.knowledge, &options);
            shown.options = options;
            // Places in what the person said are others in another language.
            shown.selection.span = None;
            shown.rebuild_report(&self.knowledge);
        }
        // A running analysis would bring views in the language before.
        if self.job.is_some() {
            self.restart(ctx);
        }
        ctx.request_repaint();
    }

    /// Writes the report in this language from now on.
    pub(super) fn write_in(&mut self, tag: String) {
        self.settings.report_language = Some(tag);
        if let Some(shown) = &mut self.shown {
            shown.report_language.clone_from(&self.settings.report_language);
            shown.rebuild_report(&self.knowledge);
        }
        self.remember();
    }

    /// Gives what the window named itself its name in the new language.
    fn rename_sources(&mut self) {
        let Self { knowledge, sources, shown, language, .. } = self;
        let words = Words::new(knowledge, language);
        let mut analysis = shown.as_mut().map(|shown| Arc::make_mut(&mut shown.analysis));
        for (number, source) in sources.iter_mut().enumerate() {
            let Some(name) = renamed(source, words) else { continue };
            if let Some(analysis) = &mut analysis {
                rename_documents(analysis, number, &source.name, &name);
            }
            source.name = name;
        }
    }
}

fn rename_documents(analysis: &mut Analysis, source: usize, before: &str, name: &str) {
    let its = analysis.documents.iter_mut().filter(|document| document.source == source && document.name == before);
    its.for_each(|document| name.clone_into(&mut document.name));
}

/// The new name of a source that bears one of our words, with its number behind it.
fn renamed(source: &Source, words: Words<'_>) -> Option<String> {
    if !matches!(source.origin, Origin::Pasted | Origin::Example) {
        return None;
    }
    let keys = ["source.pasted", "source.device"].into_iter().chain(EXAMPLES.map(|(key, _)| key));
    let named = keys.flat_map(|key| words.in_all_languages(key).map(move |word| (key, word)));
    let (key, rest) =
        named.filter_map(|(key, word)| Some((key, source.name.strip_prefix(word)?))).find(|(_, rest)| {
            rest.is_empty() || rest.strip_prefix(' ').is_some_and(|number| number.bytes().all(|b| b.is_ascii_digit()))
        })?;
    Some(format!("{}{rest}", words.get(key)))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test")]
mod tests {
    use super::*;

    #[test]
    fn the_first_language_that_is_spoken_counts_whatever_its_place() {
        let knowledge = Knowledge::embedded().unwrap();
        let first = |wanted: &[&str]| first_spoken(wanted.iter().map(|&tag| tag.to_owned()), &knowledge);
        assert_eq!(first(&["pt-PT", "en"]), "pt");
        assert_eq!(first(&["cs-CZ", "de_AT.UTF-8", "en"]), "de");
        assert_eq!(first(&["JA"]), "ja");
        assert_eq!(first(&["C", "cs"]), "en");
        assert_eq!(first(&[]), "en");
    }

    #[test]
    fn what_was_chosen_goes_before_the_system_and_what_is_asked_for_before_both() {
        let knowledge = Knowledge::embedded().unwrap();
        let chosen = Settings { language: Some("fr".to_owned()), ..Settings::default() };
        assert_eq!(language(None, &chosen, &knowledge), "fr");
        assert_eq!(language(Some("es"), &chosen, &knowledge), "es");
    }

    #[test]
    fn our_own_names_follow_and_names_of_files_stay() {
        let knowledge = Knowledge::embedded().unwrap();
        let words = Words::new(&knowledge, "de");
        let name = |name: &str, origin| renamed(&Source::text(name, origin, "x"), words);
        assert_eq!(name("Pasted text 2", Origin::Pasted), Some(format!("{} 2", words.get("source.pasted"))));
        assert_eq!(name("Blocked page", Origin::Example).as_deref(), Some(words.get("example.blocked-page")));
        assert_eq!(name("Pasted text", Origin::File("a".into())), None);
        assert_eq!(name("Pasted texts of mine", Origin::Pasted), None);
    }
}
