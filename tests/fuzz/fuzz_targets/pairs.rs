//! `Name : value` lines of a device's status.
#![no_main]

whyblocked_fuzz::target!(|bytes| bytes.to_vec());
