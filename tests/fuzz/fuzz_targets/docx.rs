//! The inside of a text document.
#![no_main]

whyblocked_fuzz::target!(whyblocked_fuzz::docx);
