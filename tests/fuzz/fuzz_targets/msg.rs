//! Outlook messages and other compound files.
#![no_main]

whyblocked_fuzz::target!(|bytes| bytes.to_vec());
