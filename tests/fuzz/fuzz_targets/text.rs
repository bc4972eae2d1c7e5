//! Text of any shape.
#![no_main]

whyblocked_fuzz::target!(|bytes| bytes.to_vec());
