//! Windows Error Reporting, asked to leave out what could hold a pasted text.

use windows_sys::Win32::System::ErrorReporting::{WER_FAULT_REPORTING_FLAG_NOHEAP, WerSetFlags};

/// Reports of this process carry no heap. A refusal changes nothing for the person, so it is not told.
#[expect(unsafe_code, reason = "there is no safe wrapper; the call takes a number and keeps no pointer")]
pub(super) fn leave_memory_out_of_reports() {
    // SAFETY: the function takes one number and touches no memory of ours.
    let _result = unsafe { WerSetFlags(WER_FAULT_REPORTING_FLAG_NOHEAP) };
}
