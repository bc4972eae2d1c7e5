//! The faces of the window: Inter for text; egui's own Hack for ids, since it joins no signs: what is shown as `--` or `!=` must
//! look like what is copied. Behind Inter stand egui's other faces, for more scripts and signs.

use std::sync::Arc;

use eframe::egui::{Context, FontData, FontDefinitions, FontFamily};

/// How far signs for text as it is copied are moved down, in parts of their size: egui sets them on top of the line, and what
/// is marked would stick out below.
const MONOSPACE_DOWN: f32 = 0.2;

/// Name of the heavier face.
pub(super) const STRONG: &str = "strong";

/// Hands the faces to egui.
pub(super) fn install(ctx: &Context) {
    let mut fonts = FontDefinitions::default();
    let files: [(&str, &'static [u8]); 2] = [
        ("inter", include_bytes!("../../assets/fonts/Inter-Regular.otf")),
        ("inter-semibold", include_bytes!("../../assets/fonts/Inter-SemiBold.otf")),
    ];
    for (name, bytes) in files {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    for name in fonts.families.get(&FontFamily::Monospace).into_iter().flatten().take(1) {
        if let Some(data) = fonts.font_data.get_mut(name) {
            Arc::make_mut(data).tweak.y_offset_factor = MONOSPACE_DOWN;
        }
    }
    let behind = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let chain = |first: &str| std::iter::once(first.to_owned()).chain(behind.iter().cloned()).collect::<Vec<_>>();
    fonts.families.insert(FontFamily::Proportional, chain("inter"));
    fonts.families.insert(FontFamily::Name(STRONG.into()), chain("inter-semibold"));
    ctx.set_fonts(fonts);
}
