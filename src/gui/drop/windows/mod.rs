//! Drops under Windows: an `IDropTarget` in the place of winit's, which takes files only.
//!
//! Edge: OLE calls the target on the thread of the window while it pumps messages. OLE holds it; winit revokes whatever is
//! registered when the window is destroyed, and with that it is released. A program that runs as administrator is not given
//! drops of ordinary programs by Windows.

mod data;
mod target;

use raw_window_handle::RawWindowHandle;
use windows::Win32::Foundation::HWND;
use windows::Win32::System::Ole::{IDropTarget, RegisterDragDrop, RevokeDragDrop};

use super::Teller;
use target::Target;

/// Nothing is held here: the target belongs to OLE until the window is destroyed.
pub(super) struct Listener;

/// Listens for drops on a window.
#[expect(unsafe_code, reason = "there is no safe wrapper of OLE's drag and drop")]
pub(super) fn listen(window: RawWindowHandle, teller: Teller) -> Option<Listener> {
    let RawWindowHandle::Win32(handle) = window else { return None };
    let window = HWND(handle.hwnd.get() as *mut _);
    let target: IDropTarget = Target::new(teller).into();
    // SAFETY: the handle is that of this program's own window, which lives, and this is its thread: eframe creates the app
    // there. winit has called `OleInitialize` on it. Revoking takes winit's target out of use, and nothing else.
    unsafe {
        // Without a target of winit's there is nothing to revoke.
        drop(RevokeDragDrop(window));
        RegisterDragDrop(window, &target).ok()?;
    }
    Some(Listener)
}
