//! Windows event logs.
#![no_main]

whyblocked_fuzz::target!(|bytes| bytes.to_vec());
