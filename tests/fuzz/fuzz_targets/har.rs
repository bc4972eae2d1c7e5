//! A browser's record of its requests.
#![no_main]

whyblocked_fuzz::target!(|bytes| bytes.to_vec());
