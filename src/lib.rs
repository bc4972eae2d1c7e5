//! Says in plain words why a Microsoft sign-in was refused (error 53003 and its neighbours), from the text of the error
//! alone: nothing is sent, and no text that is read is stored.
//!
//! This page is the architecture of the program. What it says about imports and sizes is held by `tests/tidy`.
//!
//! # The whole in one picture
//!
//! ```text
//!                      assets/  (TOML, CSV; embedded; checked)
//!                         │
//!                    knowledge  ── typed, cross-checked, immutable
//!                         │ &Knowledge to every stage
//!   bytes                 ▼
//!  ┌────────┐  Source ┌────────┐ Document ┌─────────┐ SignIn ┌─────────┐ Case    ┌──────────┐ Diagnosis
//!  │ paste  ├────────►│ intake ├─────────►│ extract ├───────►│ history ├────────►│ diagnose ├─────────┐
//!  │ file   │         │ decode │ text +   │ facts   │ facts  │ whose,  │ + what  │ causes,  │ findings│
//!  │ stdin  │         │ fields │ records  │ by event│ +spans │ compared│ was said│ ranked   │+evidence│
//!  │ device │         └────────┘          └─────────┘        └─────────┘(answers)└──────────┘         ▼
//!  └────────┘      pipeline::analyse_told(sources, told, &knowledge, &progress) ──► Analysis
//!                                                                                 │
//!                     words of a language ──────►  view  ◄────────────────────────┘
//!                                                  │  plain structs, ready to show
//!                          ┌───────────────────────┼────────────────────┐
//!                          ▼                       ▼                    ▼
//!                     gui/panels/*            report/{text,        cli (prints a report,
//!                     draw a view,            markdown,html,       exit 0 / 1 / 2)
//!                     return a Command        json}
//! ```
//!
//! One function, [`pipeline::analyse_told`], is the product. The window and the console program are two ways to call it and
//! to show its result.
//!
//! # Modules, and what each may import
//!
//! | module | what it is for | may import |
//! |---|---|---|
//! | [`model`] | the vocabulary: plain data that one stage hands to the next | – |
//! | [`job`] | one background thread with progress, cancellation and one result | – |
//! | `places` | the folders that each system has for a program's files | – |
//! | `settings` | languages, theme and zoom in one small file; never content | places |
//! | `device` | what this computer tells about itself, as an input | model |
//! | [`knowledge`] | `assets/` read, typed and cross-checked, once | model |
//! | [`organisation`] | what an organisation adds: contact, names of its own ways, remarks on causes; and whether to believe it | knowledge, model, places |
//! | [`intake`] | bytes to documents: unpack, decode, recognise, take apart | knowledge, model |
//! | `extract` | documents to sign-ins: facts with their places, grouped by event | knowledge, model |
//! | `history` | sign-ins to cases: whose they are, what those that worked and other people's show | knowledge, model |
//! | `answers` | what the person said when asked, as an input and as facts | knowledge, model |
//! | `diagnose` | sign-ins to diagnoses: causes, certainty, whether waiting helps, who can act | knowledge, model |
//! | [`pipeline`] | the stages in a row | intake, extract, history, answers, diagnose, knowledge, job, model |
//! | [`proof`] | every sample in `assets/` through the pipeline | pipeline, knowledge, job, model |
//! | [`view`] | an analysis in the words of one language, masked where it must be, ready to show | organisation, knowledge, model |
//! | [`report`] | a finished view as text, Markdown or HTML; the whole analysis as JSON | view, knowledge, model |
//! | [`crash`] | a mistake of the program, told without the text it was reading | nothing |
//! | [`cli`] | the console program | report, view, proof, pipeline, intake, organisation, crash, job, knowledge, model |
//! | `gui` | the window; the only place where egui is named | report, view, pipeline, intake, organisation, job, settings, device, crash, knowledge, model |
//!
//! `intake`, `extract` and `diagnose` do not import one another. `gui`, `settings` and `device` exist with the feature
//! `gui` only: the console program builds without them, which is the proof that the rest does not need a window.
//!
//! # Three decisions that carry the design
//!
//! * **Every structured text becomes fields with a path, a value and a place** ([`model::Field`]). What a field means is
//!   the business of a format file in `assets/formats`, so a new export of a known kind needs no Rust. The readers
//!   of JSON and tables are our own, since the usual ones give no places and refuse what is cut off, and cut-off pastes are
//!   the normal case. Containers are opened by crates where these keep within limits (`intake::unpack`).
//! * **A place is always a range of bytes in the decoded text of one input** ([`model::Span`]). Every fact has one, every
//!   finding rests on facts, and so every claim on the screen or in a report can be shown in the text.
//! * **Certainty is an order, not a score** ([`model::Certainty`]). A clause of a cause proves, supports, contradicts or
//!   rules out; the ranking can be told in one sentence, and what a text cannot show is a list of its own.
//!
//! # Rules that follow
//!
//! * Codes, causes, labels, names and every word shown to people stand in `assets/`, never in Rust, and bring the samples
//!   that prove them. Mistakes in these files are told with file, line and what to do ([`knowledge::Problem`]), by the
//!   same code in the tests and in `whyblocked-cli check-knowledge`.
//! * What cannot be read is a [`model::Warning`] beside the rest of the result, not an error instead of it.
//! * What is masked is masked in [`view`], before any format sees it. Tokens are taken out in every mode.
//! * What an organisation says stands beside our statements, never instead of one, and always with who says it. A report for
//!   anyone else is built without it ([`view::Options::for_anyone`]), so it cannot touch what is masked.
//! * A panel takes a view and returns what is wanted; nothing changes while drawing; work runs in a [`job::Job`].
//! * What people read is translated where it is shown, never where it is found out: an analysis is the same in every language,
//!   and another language needs new views only. Words are looked up by key, texts of the knowledge by their English
//!   ([`knowledge::Knowledge::text`]); a language's files are parsed when it is first used.
//! * The clock, the time zone and the language are arguments ([`view::Options`]), so output depends on nothing else.
//! * No network: `packaging/deny.toml` refuses crates that speak HTTP, TLS, DNS or QUIC, `clippy.toml` and `tests/tidy`
//!   refuse `std::net` and the start of other programs. `device` lists network interfaces; it opens no connection.

mod answers;
pub mod cli;
pub mod crash;
#[cfg(feature = "gui")]
pub mod device;
mod diagnose;
mod extract;
#[cfg(feature = "gui")]
pub mod gui;
mod history;
pub mod intake;
pub mod job;
pub mod knowledge;
pub mod model;
pub mod organisation;
pub mod pipeline;
mod places;
pub mod proof;
pub mod report;
#[cfg(feature = "gui")]
pub mod settings;
pub mod view;
