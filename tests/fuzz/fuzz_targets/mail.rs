//! Messages with parts and attachments.
#![no_main]

whyblocked_fuzz::target!(|bytes| bytes.to_vec());
