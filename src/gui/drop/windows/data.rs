//! Reads what is dragged out of the data object of the program that drags it.
//!
//! Edge: at most [`MOST_BYTES`] of anything are copied, and everything that was handed over is given back
//! ([`ReleaseStgMedium`]). What the bytes mean is read elsewhere, safely.
#![expect(unsafe_code, reason = "there is no safe wrapper of OLE's data objects")]

use std::ffi::OsString;
use std::os::windows::ffi::OsStringExt as _;
use std::path::PathBuf;

use windows::Win32::Foundation::{HGLOBAL, S_OK};
use windows::Win32::System::Com::StructuredStorage::{
    CreateILockBytesOnHGlobal, GetHGlobalFromILockBytes, IStorage, StgCreateDocfileOnILockBytes,
};
use windows::Win32::System::Com::{
    DVASPECT_CONTENT, FORMATETC, IDataObject, IStream, STGM_CREATE, STGM_READWRITE, STGM_SHARE_EXCLUSIVE, STGMEDIUM,
    TYMED_HGLOBAL, TYMED_ISTORAGE, TYMED_ISTREAM,
};
use windows::Win32::System::DataExchange::RegisterClipboardFormatW;
use windows::Win32::System::Memory::{GlobalLock, GlobalSize, GlobalUnlock};
use windows::Win32::System::Ole::{CF_DIB, CF_DIBV5, CF_HDROP, CF_UNICODETEXT, ReleaseStgMedium};
use windows::Win32::UI::Shell::{DragQueryFileW, HDROP};
use windows_core::{PCWSTR, w};

use crate::gui::drop::offer::{MOST_BYTES, Offer, Promised};
use crate::gui::drop::{dib, file_group, html_format};

/// How many paths are taken of one drop.
const MOST_PATHS: u32 = 10_000;
/// A path is not longer than this, in units of UTF-16.
const LONGEST_PATH: usize = 1 << 15;
/// How much is asked of a stream at once.
const PIECE: usize = 1 << 16;

/// What is dragged.
pub(super) struct Data<'a>(&'a IDataObject);

/// A form that was handed over; given back when dropped.
struct Medium(STGMEDIUM);

impl Drop for Medium {
    fn drop(&mut self) {
        // SAFETY: it came out of `GetData`, is released nowhere else, and is not used afterwards.
        unsafe { ReleaseStgMedium(&raw mut self.0) };
    }
}

fn registered(name: PCWSTR) -> u16 {
    // SAFETY: the name is a constant that ends with a zero. Numbers of registered formats fit (0xC000 to 0xFFFF).
    u16::try_from(unsafe { RegisterClipboardFormatW(name) }).unwrap_or_default()
}

fn html() -> u16 {
    registered(w!("HTML Format"))
}

fn png() -> u16 {
    registered(w!("PNG"))
}

fn group() -> u16 {
    registered(w!("FileGroupDescriptorW"))
}

fn form(number: u16, index: i32, media: i32) -> FORMATETC {
    FORMATETC {
        cfFormat: number,
        dwAspect: DVASPECT_CONTENT.0,
        lindex: index,
        tymed: media.cast_unsigned(),
        ..FORMATETC::default()
    }
}

impl<'a> Data<'a> {
    pub(super) fn new(object: &'a IDataObject) -> Self {
        Self(object)
    }

    /// What is on offer, without reading it.
    pub(super) fn promised(&self) -> Promised {
        Promised {
            files: self.has(CF_HDROP.0) || self.has(group()),
            text: self.has(CF_UNICODETEXT.0),
            html: self.has(html()),
            picture: self.has(png()) || self.has(CF_DIBV5.0) || self.has(CF_DIB.0),
        }
    }

    fn has(&self, number: u16) -> bool {
        let form = form(number, -1, TYMED_HGLOBAL.0);
        // SAFETY: the object lives while it is borrowed, and the form for the time of the call.
        number != 0 && unsafe { self.0.QueryGetData(&raw const form) } == S_OK
    }

    fn get(&self, form: FORMATETC) -> Option<Medium> {
        if form.cfFormat == 0 {
            return None;
        }
        // SAFETY: as above; what is handed over belongs to us and is released by `Medium`.
        unsafe { self.0.GetData(&raw const form) }.ok().map(Medium)
    }

    fn bytes(&self, number: u16) -> Option<Vec<u8>> {
        self.get(form(number, -1, TYMED_HGLOBAL.0))?.bytes()
    }
}

impl Medium {
    /// The handle of a piece of memory; `None` where it is something else.
    fn global(&self) -> Option<HGLOBAL> {
        // SAFETY: the kind says which part of the union is set.
        let is_global = self.0.tymed == TYMED_HGLOBAL.0.cast_unsigned();
        is_global.then(|| unsafe { self.0.u.hGlobal }).filter(|global| !global.is_invalid())
    }

    /// A copy of what it holds.
    fn bytes(&self) -> Option<Vec<u8>> {
        if let Some(global) = self.global() {
            return of_global(global, usize::MAX);
        }
        let kind = self.0.tymed.cast_signed();
        // SAFETY: the kind says which part of the union is set; it is borrowed for as long as the medium lives.
        unsafe {
            if kind == TYMED_ISTREAM.0 {
                return self.0.u.pstm.as_ref().map(of_stream);
            }
            if kind == TYMED_ISTORAGE.0 { self.0.u.pstg.as_ref().and_then(of_storage) } else { None }
        }
    }
}

/// A copy of the first bytes of a piece of memory.
fn of_global(global: HGLOBAL, most: usize) -> Option<Vec<u8>> {
    // SAFETY: between lock and unlock the memory stays in its place and is at least as long as `GlobalSize` says.
    unsafe {
        let len = GlobalSize(global).min(MOST_BYTES).min(most);
        let start = GlobalLock(global).cast::<u8>();
        if start.is_null() {
            return None;
        }
        let bytes = std::slice::from_raw_parts(start, len).to_vec();
        // It fails with "no error" when the count is back at zero.
        drop(GlobalUnlock(global));
        Some(bytes)
    }
}

fn of_stream(stream: &IStream) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut piece = vec![0_u8; PIECE];
    while bytes.len() < MOST_BYTES {
        let mut read = 0;
        // SAFETY: the piece is as long as is said, and both pointers live for the time of the call.
        let result = unsafe { stream.Read(piece.as_mut_ptr().cast(), PIECE as u32, Some(&raw mut read)) };
        let read = piece.get(..read as usize).unwrap_or_default();
        bytes.extend_from_slice(read);
        if result.is_err() || read.is_empty() {
            break;
        }
    }
    bytes.truncate(MOST_BYTES);
    bytes
}

/// A compound file, such as a mail out of Outlook, as the bytes that it would have on a disk.
fn of_storage(storage: &IStorage) -> Option<Vec<u8>> {
    // SAFETY: the copy is made in memory of its own, which ends with `lock`; the handle is used while it lives.
    unsafe {
        let lock = CreateILockBytesOnHGlobal(None, true).ok()?;
        let copy = StgCreateDocfileOnILockBytes(&lock, STGM_CREATE | STGM_READWRITE | STGM_SHARE_EXCLUSIVE, 0).ok()?;
        storage.CopyTo(None, None, &copy).ok()?;
        copy.Commit(0).ok()?;
        of_global(GetHGlobalFromILockBytes(&lock).ok()?, MOST_BYTES)
    }
}

impl Offer for Data<'_> {
    fn files(&mut self) -> Vec<PathBuf> {
        let Some(medium) = self.get(form(CF_HDROP.0, -1, TYMED_HGLOBAL.0)) else { return Vec::new() };
        let Some(drop) = medium.global().map(|global| HDROP(global.0)) else { return Vec::new() };
        // SAFETY: the list lives as long as the medium; this number asks for how many there are.
        let count = unsafe { DragQueryFileW(drop, u32::MAX, None) };
        let path = |number| {
            // SAFETY: as above; without a place to write to, the length is asked for.
            let len = unsafe { DragQueryFileW(drop, number, None) } as usize;
            let mut units = vec![0_u16; len.min(LONGEST_PATH) + 1];
            // SAFETY: as above; the length of the place is that of the slice.
            let written = unsafe { DragQueryFileW(drop, number, Some(&mut units)) } as usize;
            let path = OsString::from_wide(units.get(..written)?);
            (!path.is_empty()).then(|| path.into())
        };
        (0..count.min(MOST_PATHS)).filter_map(path).collect()
    }

    fn contents(&mut self) -> Vec<(String, Vec<u8>)> {
        let names = self.bytes(group()).map(|group| file_group::files(&group)).unwrap_or_default();
        let number = registered(w!("FileContents"));
        let media = TYMED_HGLOBAL.0 | TYMED_ISTREAM.0 | TYMED_ISTORAGE.0;
        let mut left = MOST_BYTES;
        let mut files = Vec::new();
        for (index, name) in names {
            let Some(bytes) = self.get(form(number, index, media)).and_then(|medium| medium.bytes()) else { continue };
            let Some(rest) = left.checked_sub(bytes.len()) else { break };
            left = rest;
            files.push((name, bytes));
        }
        files
    }

    fn text(&mut self) -> Option<String> {
        let bytes = self.bytes(CF_UNICODETEXT.0)?;
        let units = bytes.chunks_exact(2).filter_map(|pair| Some(u16::from_le_bytes(*pair.first_chunk()?)));
        let units: Vec<u16> = units.take_while(|&unit| unit != 0).collect();
        Some(String::from_utf16_lossy(&units))
    }

    fn html(&mut self) -> Option<String> {
        self.bytes(html()).map(|bytes| html_format::fragment(&bytes))
    }

    fn picture(&mut self) -> Option<Vec<u8>> {
        let bitmap = |number| self.bytes(number).and_then(|bytes| dib::to_bmp(&bytes));
        self.bytes(png()).or_else(|| bitmap(CF_DIBV5.0)).or_else(|| bitmap(CF_DIB.0))
    }
}
