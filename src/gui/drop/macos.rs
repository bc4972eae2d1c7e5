//! Drops under macOS: winit's view is given the methods of `NSDraggingDestination` and registered for what is taken here.
//!
//! winit registers its window for files only, and answers through the window's delegate; what a view is registered for goes
//! to the view instead. The methods are added to the class of the view as it is at run time, which has none of them itself
//! but those it inherits, so nothing of winit's is replaced.
//!
//! Edge: AppKit calls all of this on the main thread. There is one window, so what the methods need lies in that thread.
#![expect(unsafe_code, reason = "methods are added to a class by pointers; AppKit's constants are foreign statics")]

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use objc2::ffi::class_addMethod;
use objc2::rc::{Retained, autoreleasepool};
use objc2::runtime::{AnyObject, Bool, Imp, ProtocolObject, Sel};
use objc2::{MainThreadMarker, sel};
use objc2_app_kit::{
    NSDragOperation, NSDraggingInfo, NSPasteboard, NSPasteboardType, NSPasteboardTypeFileURL, NSPasteboardTypeHTML,
    NSPasteboardTypePNG, NSPasteboardTypeString, NSPasteboardTypeTIFF, NSPasteboardTypeURL, NSView,
};
use objc2_foundation::{NSArray, NSURL};
use raw_window_handle::RawWindowHandle;

use super::Teller;
use super::offer::{MOST_BYTES, Offer, Promised, taken};
use crate::intake;

type Info = ProtocolObject<dyn NSDraggingInfo>;

/// How many paths are taken of one drop.
const MOST_PATHS: usize = 10_000;

thread_local! {
    /// Whom the methods tell.
    static TELLER: RefCell<Option<Teller>> = const { RefCell::new(None) };
}

/// Hears drops for as long as it is kept.
pub(super) struct Listener;

impl Drop for Listener {
    fn drop(&mut self) {
        TELLER.set(None);
    }
}

/// Listens for drops on a window.
pub(super) fn listen(window: RawWindowHandle, teller: Teller) -> Option<Listener> {
    let RawWindowHandle::AppKit(handle) = window else { return None };
    MainThreadMarker::new()?;
    // SAFETY: the handle is that of this program's own window, which lives, and this is the main thread.
    let view: Retained<NSView> = unsafe { Retained::retain(handle.ns_view.as_ptr().cast()) }?;
    add_methods(&view);
    TELLER.set(Some(teller));
    view.registerForDraggedTypes(&NSArray::from_slice(&forms()));
    Some(Listener)
}

/// What is taken.
fn forms() -> [&'static NSPasteboardType; 6] {
    // SAFETY: constants of AppKit, set before any code of ours runs.
    unsafe {
        [
            NSPasteboardTypeFileURL,
            NSPasteboardTypeString,
            NSPasteboardTypeHTML,
            NSPasteboardTypePNG,
            NSPasteboardTypeTIFF,
            NSPasteboardTypeURL,
        ]
    }
}

fn add_methods(view: &NSView) {
    let object: &AnyObject = view;
    let class = std::ptr::from_ref(object.class()).cast_mut();
    // SAFETY: each function has the arguments and the result that its types tell: `Q` an operation, `B` a truth, `v`
    // nothing; `@:` the receiver and the selector; `@` the drag. A class that has the method keeps the one it has.
    unsafe {
        let entered: extern "C-unwind" fn(&AnyObject, Sel, &Info) -> NSDragOperation = entered;
        let entered =
            std::mem::transmute::<extern "C-unwind" fn(&AnyObject, Sel, &Info) -> NSDragOperation, Imp>(entered);
        let ready: extern "C-unwind" fn(&AnyObject, Sel, &Info) -> Bool = ready;
        let ready = std::mem::transmute::<extern "C-unwind" fn(&AnyObject, Sel, &Info) -> Bool, Imp>(ready);
        let dropped: extern "C-unwind" fn(&AnyObject, Sel, &Info) -> Bool = dropped;
        let dropped = std::mem::transmute::<extern "C-unwind" fn(&AnyObject, Sel, &Info) -> Bool, Imp>(dropped);
        let left: extern "C-unwind" fn(&AnyObject, Sel, Option<&Info>) = left;
        let left = std::mem::transmute::<extern "C-unwind" fn(&AnyObject, Sel, Option<&Info>), Imp>(left);
        class_addMethod(class, sel!(draggingEntered:), entered, c"Q@:@".as_ptr());
        class_addMethod(class, sel!(prepareForDragOperation:), ready, c"B@:@".as_ptr());
        class_addMethod(class, sel!(performDragOperation:), dropped, c"B@:@".as_ptr());
        class_addMethod(class, sel!(draggingExited:), left, c"v@:@".as_ptr());
    }
}

extern "C-unwind" fn entered(_view: &AnyObject, _method: Sel, info: &Info) -> NSDragOperation {
    let kind = guarded(|| Board(info.draggingPasteboard()).promised().kind()).flatten();
    told(|teller| teller.hovering(kind));
    let copies = info.draggingSourceOperationMask().contains(NSDragOperation::Copy);
    match kind {
        Some(_) if copies => NSDragOperation::Copy,
        // It is copied, never moved: nobody is to lose what he drags.
        Some(_) => NSDragOperation::Generic,
        None => NSDragOperation::None,
    }
}

extern "C-unwind" fn ready(_view: &AnyObject, _method: Sel, _info: &Info) -> Bool {
    Bool::YES
}

extern "C-unwind" fn dropped(_view: &AnyObject, _method: Sel, info: &Info) -> Bool {
    let dropped = guarded(|| autoreleasepool(|_| taken(&mut Board(info.draggingPasteboard())))).unwrap_or_default();
    let is_taken = !dropped.is_empty();
    told(|teller| teller.dropped(dropped));
    Bool::new(is_taken)
}

extern "C-unwind" fn left(_view: &AnyObject, _method: Sel, _info: Option<&Info>) {
    told(|teller| teller.hovering(None));
}

/// A panic must not reach AppKit.
fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

fn told(tell: impl FnOnce(&Teller)) {
    let teller = TELLER.with(|teller| teller.try_borrow().ok().and_then(|teller| teller.clone()));
    // Nothing is told by a method that ends while the thread does.
    let _told = guarded(|| teller.as_ref().map(tell));
}

/// What is dragged.
struct Board(Retained<NSPasteboard>);

impl Board {
    fn promised(&self) -> Promised {
        let has = |form: &NSPasteboardType| self.0.types().is_some_and(|types| types.iter().any(|one| *one == *form));
        let [file, text, html, png, tiff, _link] = forms();
        Promised { files: has(file), text: has(text), html: has(html), picture: has(png) || has(tiff) }
    }

    fn bytes(&self, form: &NSPasteboardType) -> Option<Vec<u8>> {
        let data = self.0.dataForType(form)?;
        // SAFETY: the data is ours alone, and nobody changes it while it is copied.
        let bytes = unsafe { data.as_bytes_unchecked() };
        Some(bytes.get(..MOST_BYTES).unwrap_or(bytes).to_vec())
    }
}

impl Offer for Board {
    fn files(&mut self) -> Vec<PathBuf> {
        let [file, ..] = forms();
        let items = self.0.pasteboardItems().into_iter().flatten().take(MOST_PATHS);
        // Finder names files by number; asking the address for its path gives the name.
        let path = |address: &str| {
            let url = NSURL::URLWithString(&objc2_foundation::NSString::from_str(address))?;
            Some(PathBuf::from(url.filePathURL()?.path()?.to_string()))
        };
        items.filter_map(|item| path(&item.stringForType(file)?.to_string())).collect()
    }

    fn contents(&mut self) -> Vec<(String, Vec<u8>)> {
        Vec::new()
    }

    fn text(&mut self) -> Option<String> {
        let [_, text, _, _, _, link] = forms();
        let mut text = self.0.stringForType(text).or_else(|| self.0.stringForType(link))?.to_string();
        text.truncate(text.floor_char_boundary(MOST_BYTES));
        Some(text)
    }

    fn html(&mut self) -> Option<String> {
        let [_, _, html, ..] = forms();
        self.bytes(html).map(|bytes| intake::decoded(&bytes))
    }

    fn picture(&mut self) -> Option<Vec<u8>> {
        let [_, _, _, png, tiff, _] = forms();
        self.bytes(png).or_else(|| self.bytes(tiff))
    }
}
