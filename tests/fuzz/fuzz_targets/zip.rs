//! Archives, damaged on the outside.
#![no_main]

whyblocked_fuzz::target!(|bytes| bytes.to_vec());
