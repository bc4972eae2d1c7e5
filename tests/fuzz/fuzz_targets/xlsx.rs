#![no_main]

whyblocked_fuzz::target!(whyblocked_fuzz::xlsx);
