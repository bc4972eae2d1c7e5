//! The faces of the window: Inter for text, `JetBrains` Mono for ids, Phosphor for icons; all others are the system's own, loaded
//! when a text needs them.
//!
//! The monospace face joins no signs: what is shown as `--` or `!=` looks like what is copied.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use eframe::egui::{Context, FallbackRequest, FontData, FontDefinitions, FontFamily, FontInsert, FontProvider};
use egui_system_font_provider::SystemFontProvider;

use crate::crash;

/// Name of the heavier face.
pub(super) const STRONG: &str = "strong";
/// Name of the face of icons.
pub(super) const ICONS: &str = "icons";

/// The faces of the system. They are listed when a letter first lacks, not at every start.
#[derive(Default)]
struct SystemFaces {
    listed: OnceLock<SystemFontProvider>,
    /// The library that lists them panics under Linux where no face is installed at all; it is not asked again then.
    has_none: AtomicBool,
}

impl FontProvider for SystemFaces {
    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        if self.has_none.load(Ordering::Relaxed) {
            return None;
        }
        let found = crash::guard(|| self.listed.get_or_init(SystemFontProvider::new).font_for(request));
        self.has_none.store(found.is_err(), Ordering::Relaxed);
        found.ok().flatten()
    }
}

/// Lets egui take faces of the system for letters that the program's own have not.
pub(super) fn borrow_from_system(ctx: &Context) {
    ctx.add_font_provider(Arc::new(SystemFaces::default()));
}

/// Hands the faces to egui.
pub(super) fn install(ctx: &Context) {
    let mut fonts = FontDefinitions::empty();
    let files: [(&str, &'static [u8]); 4] = [
        ("inter", include_bytes!("../../assets/fonts/Inter-Regular.otf")),
        ("inter-semibold", include_bytes!("../../assets/fonts/Inter-SemiBold.otf")),
        ("mono", include_bytes!("../../assets/fonts/JetBrainsMono-Regular.ttf")),
        ("phosphor", include_bytes!("../../assets/fonts/Phosphor-Bold.ttf")),
    ];
    for (name, bytes) in files {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let families = [
        (FontFamily::Proportional, ["inter", "mono"]),
        (FontFamily::Monospace, ["mono", "inter"]),
        (FontFamily::Name(STRONG.into()), ["inter-semibold", "mono"]),
        (FontFamily::Name(ICONS.into()), ["phosphor", "inter"]),
    ];
    fonts.families = families.into_iter().map(|(family, faces)| (family, faces.map(str::to_owned).into())).collect();
    ctx.set_fonts(fonts);
}
