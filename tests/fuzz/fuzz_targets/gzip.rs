//! The inside of a compressed file.
#![no_main]

whyblocked_fuzz::target!(whyblocked_fuzz::gzip);
