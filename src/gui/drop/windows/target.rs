//! What OLE calls while something is dragged over the window, and when it is dropped.
//!
//! Edge: a panic must not leave these calls, since there is foreign code above them; it ends here, and the drop is refused.
#![expect(unsafe_code, reason = "`implement` writes the table of the interface, and an effect comes as a pointer")]

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use windows::Win32::Foundation::{E_UNEXPECTED, POINTL};
use windows::Win32::System::Com::IDataObject;
use windows::Win32::System::Ole::{
    DROPEFFECT, DROPEFFECT_COPY, DROPEFFECT_LINK, DROPEFFECT_NONE, IDropTarget, IDropTarget_Impl,
};
use windows::Win32::System::SystemServices::MODIFIERKEYS_FLAGS;
use windows_core::{Ref, Result, implement};

use super::data::Data;
use crate::gui::drop::Teller;
use crate::gui::drop::offer::taken;

/// The target of drops on one window.
#[implement(IDropTarget)]
pub(super) struct Target {
    teller: Teller,
    /// Whether what hovers can be taken.
    is_taken: Cell<bool>,
}

impl Target {
    pub(super) fn new(teller: Teller) -> Self {
        Self { teller, is_taken: Cell::new(false) }
    }

    /// Whether it can be taken, and word of it to the window.
    fn entered(&self, object: Option<&IDataObject>) -> bool {
        let kind = object.and_then(|object| Data::new(object).promised().kind());
        self.is_taken.set(kind.is_some());
        self.teller.hovering(kind);
        kind.is_some()
    }

    fn dropped(&self, object: Option<&IDataObject>) -> bool {
        let dropped = object.map(|object| taken(&mut Data::new(object))).unwrap_or_default();
        let is_taken = !dropped.is_empty();
        self.is_taken.set(false);
        self.teller.dropped(dropped);
        is_taken
    }
}

impl IDropTarget_Impl for Target_Impl {
    fn DragEnter(
        &self,
        object: Ref<'_, IDataObject>,
        _keys: MODIFIERKEYS_FLAGS,
        _at: &POINTL,
        effect: *mut DROPEFFECT,
    ) -> Result<()> {
        answered(effect, || self.entered(object.as_ref()))
    }

    fn DragOver(&self, _keys: MODIFIERKEYS_FLAGS, _at: &POINTL, effect: *mut DROPEFFECT) -> Result<()> {
        answered(effect, || self.is_taken.get())
    }

    fn DragLeave(&self) -> Result<()> {
        guarded(|| {
            self.is_taken.set(false);
            self.teller.hovering(None);
        })
    }

    fn Drop(
        &self,
        object: Ref<'_, IDataObject>,
        _keys: MODIFIERKEYS_FLAGS,
        _at: &POINTL,
        effect: *mut DROPEFFECT,
    ) -> Result<()> {
        answered(effect, || self.dropped(object.as_ref()))
    }
}

fn guarded<T>(work: impl FnOnce() -> T) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_panic| E_UNEXPECTED.into())
}

/// Says by its effect whether it is taken. It is copied, never moved: nobody is to lose what he drags.
fn answered(effect: *mut DROPEFFECT, work: impl FnOnce() -> bool) -> Result<()> {
    let is_taken = guarded(work);
    // SAFETY: OLE hands over a pointer to an effect of its own for the time of the call; one that is null is not followed.
    if let Some(effect) = unsafe { effect.as_mut() } {
        let allowed = [DROPEFFECT_COPY, DROPEFFECT_LINK].into_iter().find(|&one| effect.contains(one));
        *effect = allowed.filter(|_| matches!(is_taken, Ok(true))).unwrap_or(DROPEFFECT_NONE);
    }
    is_taken.map(drop)
}
