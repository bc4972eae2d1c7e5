//! The source of a web page.
#![no_main]

whyblocked_fuzz::target!(|bytes| bytes.to_vec());
