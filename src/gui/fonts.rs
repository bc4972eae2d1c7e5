//! The faces of the window: Inter for text, `JetBrains` Mono for ids, Phosphor for icons; all others are the system's own, loaded
//! when a text needs them.
//!
//! The monospace face joins no signs: what is shown as `--` or `!=` looks like what is copied.

use std::sync::Arc;

use eframe::egui::{Context, FontData, FontDefinitions, FontFamily};

/// Name of the heavier face.
pub(super) const STRONG: &str = "strong";
/// Name of the face of icons.
pub(super) const ICONS: &str = "icons";

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
