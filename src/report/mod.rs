//! Reports in the formats in which they leave the program.
//!
//! Edge: a format only prints a finished view; it neither judges nor masks.

mod html;
pub mod json;
mod json_report;
mod mail;
mod markdown;
mod text;

use crate::view::report::ReportView;

pub use mail::{LONGEST as LONGEST_MAIL, mail};
pub use text::case_text;

/// How a report is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text, at most 72 characters a line.
    Text,
    /// Markdown for ticket systems and chats.
    Markdown,
    /// One self-contained page.
    Html,
    /// The same content for programs.
    Json,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 4] = [Self::Text, Self::Markdown, Self::Html, Self::Json];

    /// The format that a file name's extension asks for; case does not matter.
    pub fn from_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "txt" | "text" | "log" => Some(Self::Text),
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" => Some(Self::Html),
            "json" => Some(Self::Json),
            _ => None,
        }
    }

    /// The extension of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Json => "json",
        }
    }
}

/// Prints a report. It ends in a line end.
pub fn render(view: &ReportView, format: Format) -> String {
    render_all(std::slice::from_ref(view), format)
}

/// Prints one report after the other, as one document.
pub fn render_all(views: &[ReportView], format: Format) -> String {
    let joined = |render: fn(&ReportView) -> String| views.iter().map(render).collect::<Vec<_>>().join("\n");
    match format {
        Format::Text => joined(text::render),
        Format::Markdown => joined(markdown::render),
        Format::Html => html::render(views),
        Format::Json => joined(json_report::render),
    }
}
