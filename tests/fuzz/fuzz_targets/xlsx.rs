//! The inside of a workbook.
#![no_main]

whyblocked_fuzz::target!(whyblocked_fuzz::xlsx);
