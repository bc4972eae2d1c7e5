//! JSON: a sign-in log, an OAuth answer, exported policies.
#![no_main]

whyblocked_fuzz::target!(|bytes| bytes.to_vec());
