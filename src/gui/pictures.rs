//! Pictures that were handed over: kept beside the texts and shown small.
//!
//! Edge: nothing in them is read, and nothing says so. They are unpacked within limits, in a job, and never stored.

use std::io::Cursor;
use std::sync::Arc;

use eframe::egui::{ColorImage, Context, TextureHandle, TextureOptions};
use image::{DynamicImage, ImageError, ImageFormat, ImageReader, RgbaImage};

use super::app::App;
use crate::job::Job;

/// The most pictures that are kept.
const MOST_PICTURES: usize = 12;
/// The most bytes of a picture as it came.
const MOST_BYTES: usize = 32 << 20;
/// The longest side and the most points of a picture that is unpacked: three large screens side by side have 25 million.
const LONGEST_SIDE: u32 = 16_384;
const MOST_POINTS: u64 = 40_000_000;
/// The longest side of what is shown of it.
const SHOWN_SIDE: u32 = 1600;

/// A picture that is handed over.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    name: String,
    content: Content,
}

/// How it came.
#[derive(Clone, PartialEq)]
enum Content {
    /// A file's bytes.
    Encoded(Arc<[u8]>),
    /// Points, from the clipboard.
    Points(Arc<ColorImage>),
}

impl std::fmt::Debug for Content {
    /// Without its bytes.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Encoded(bytes) => write!(f, "Encoded({} bytes)", bytes.len()),
            Self::Points(points) => write!(f, "Points({:?})", points.size),
        }
    }
}

impl Picture {
    /// A picture in the bytes of a file; without a name it gets one.
    pub fn encoded(name: impl Into<String>, bytes: impl Into<Arc<[u8]>>) -> Self {
        Self { name: name.into(), content: Content::Encoded(bytes.into()) }
    }

    /// A picture as the clipboard gives it.
    pub fn points(points: Arc<ColorImage>) -> Self {
        Self { name: String::new(), content: Content::Points(points) }
    }
}

/// A picture as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct PictureView {
    /// What to call it.
    pub name: String,
    /// How far it is.
    pub state: PictureState,
}

/// What there is to see of a picture.
#[derive(Clone, PartialEq)]
pub enum PictureState {
    /// It is being unpacked.
    Opening,
    /// This.
    Shown {
        /// Width and height as it came.
        size: [u32; 2],
        /// What is shown.
        texture: TextureHandle,
    },
    /// Nothing; the display word that says why.
    Refused(&'static str),
}

impl std::fmt::Debug for PictureState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Opening => f.write_str("Opening"),
            Self::Shown { size, .. } => write!(f, "Shown({size:?})"),
            Self::Refused(why) => write!(f, "Refused({why:?})"),
        }
    }
}

/// The pictures of a window.
#[derive(Default)]
pub(super) struct Pictures {
    pub(super) views: Vec<PictureView>,
    /// The one that is shown in the place of a text.
    pub(super) chosen: Option<usize>,
    /// Work on those that are being unpacked; as many as there are views.
    jobs: Vec<Option<Job<Unpacked>>>,
}

/// The size of a picture as it came, and what is shown of it; or the display word that says why not.
type Unpacked = Result<([u32; 2], ColorImage), &'static str>;

impl App {
    /// Takes a picture and shows it. The one way in for pictures, wherever they come from.
    pub(super) fn add_picture(&mut self, picture: Picture, ctx: &Context) {
        if self.pictures.views.len() >= MOST_PICTURES {
            let text = self.words().fill("picture.too-many", &[("count", &MOST_PICTURES.to_string())]);
            return self.tell(text);
        }
        let Picture { name, content } = picture;
        let name = if name.is_empty() { self.picture_name() } else { name };
        let wake = ctx.clone();
        let job = Job::spawn("picture", move || wake.request_repaint(), move |_| unpacked(&content)).ok();
        let state = if job.is_some() { PictureState::Opening } else { PictureState::Refused("picture.damaged") };
        self.pictures.views.push(PictureView { name, state });
        self.pictures.jobs.push(job);
        self.show_picture(self.pictures.views.len() - 1);
    }

    fn picture_name(&self) -> String {
        let name = self.words().get("picture.pasted").to_owned();
        let alike = self.pictures.views.iter().filter(|view| view.name.starts_with(&name)).count();
        if alike == 0 { name } else { format!("{name} {}", alike + 1) }
    }

    pub(super) fn show_picture(&mut self, number: usize) {
        if number < self.pictures.views.len() {
            self.pictures.chosen = Some(number);
        }
    }

    pub(super) fn remove_picture(&mut self, number: usize) {
        if number < self.pictures.views.len() {
            self.pictures.views.remove(number);
            drop(self.pictures.jobs.remove(number));
            let is_alone = self.sources.is_empty();
            let last = self.pictures.views.len().checked_sub(1);
            self.pictures.chosen = last.filter(|_| is_alone);
        }
    }

    /// Shows what has been unpacked.
    pub(super) fn take_unpacked(&mut self, ctx: &Context) {
        let Pictures { views, jobs, .. } = &mut self.pictures;
        for (view, slot) in views.iter_mut().zip(jobs) {
            let Some(finished) = slot.as_ref().and_then(Job::poll) else { continue };
            *slot = None;
            view.state = match finished.unwrap_or(Err("picture.damaged")) {
                Ok((size, image)) => {
                    let texture = ctx.load_texture(&view.name, image, TextureOptions::LINEAR);
                    PictureState::Shown { size, texture }
                }
                Err(why) => PictureState::Refused(why),
            };
        }
    }
}

/// Unpacks a picture and makes it small.
fn unpacked(content: &Content) -> Unpacked {
    let image = match content {
        Content::Encoded(bytes) => decoded(bytes)?,
        Content::Points(points) => {
            let [width, height] = points.size.map(|side| u32::try_from(side).unwrap_or(u32::MAX));
            fits(width, height)?;
            let bytes = points.pixels.iter().flat_map(eframe::egui::Color32::to_srgba_unmultiplied).collect();
            RgbaImage::from_raw(width, height, bytes).map(DynamicImage::from).ok_or("picture.damaged")?
        }
    };
    let size = [image.width(), image.height()];
    let is_large = size.iter().any(|&side| side > SHOWN_SIDE);
    let small = if is_large { image.thumbnail(SHOWN_SIDE, SHOWN_SIDE) } else { image }.into_rgba8();
    let sides = [small.width() as usize, small.height() as usize];
    Ok((size, ColorImage::from_rgba_unmultiplied(sides, small.as_raw())))
}

fn decoded(bytes: &[u8]) -> Result<DynamicImage, &'static str> {
    if bytes.len() > MOST_BYTES {
        return Err("picture.too-large");
    }
    let reader = || {
        let reader =
            ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_unreadable| "picture.damaged")?;
        match reader.format() {
            Some(ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::Bmp) => Ok(reader),
            _ => Err("picture.kind"),
        }
    };
    let (width, height) = reader()?.into_dimensions().map_err(|error| why(&error))?;
    fits(width, height)?;
    let mut reader = reader()?;
    let mut limits = image::Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_POINTS * 8);
    reader.limits(limits);
    reader.decode().map_err(|error| why(&error))
}

/// Whether a picture of this size is unpacked. What claims to be larger is told before any room is taken for it.
fn fits(width: u32, height: u32) -> Result<(), &'static str> {
    let is_small = width.max(height) <= LONGEST_SIDE && u64::from(width) * u64::from(height) <= MOST_POINTS;
    if width == 0 || height == 0 {
        return Err("picture.damaged");
    }
    if is_small { Ok(()) } else { Err("picture.too-large") }
}

fn why(error: &ImageError) -> &'static str {
    match error {
        ImageError::Limits(_) => "picture.too-large",
        ImageError::Unsupported(_) => "picture.kind",
        _ => "picture.damaged",
    }
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test may stop where its own ground is missing")]
mod tests {
    use super::*;

    fn written(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        let image = DynamicImage::from(RgbaImage::from_pixel(width, height, image::Rgba([200, 30, 30, 255])));
        let image = if format == ImageFormat::Jpeg { image.into_rgb8().into() } else { image };
        image.write_to(&mut bytes, format).expect("memory takes it");
        bytes.into_inner()
    }

    #[test]
    fn the_usual_kinds_of_screenshots_are_unpacked_and_made_small() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Bmp] {
            let (size, image) = unpacked(&Content::Encoded(written(40, 30, format).into())).expect("a picture");
            assert_eq!((size, image.size), ([40, 30], [40, 30]), "{format:?}");
        }
        let (size, image) =
            unpacked(&Content::Encoded(written(3200, 100, ImageFormat::Png).into())).expect("a picture");
        assert_eq!((size, image.size), ([3200, 100], [1600, 50]));
    }

    #[test]
    fn points_of_the_clipboard_are_taken() {
        let points = Arc::new(ColorImage::filled([8, 4], eframe::egui::Color32::RED));
        let (size, image) = unpacked(&Content::Points(points)).expect("a picture");
        assert_eq!((size, image.pixels.first().copied()), ([8, 4], Some(eframe::egui::Color32::RED)));
    }

    #[test]
    fn a_picture_that_claims_to_be_huge_is_refused_before_it_is_unpacked() {
        let mut huge = written(1, 1, ImageFormat::Png);
        // Width and height stand behind the mark of the file, and a sum behind them.
        huge.splice(16..24, [0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]);
        let mut sum = flate2::Crc::new();
        sum.update(huge.get(12..29).expect("a head"));
        huge.splice(29..33, sum.sum().to_be_bytes());
        assert_eq!(decoded(&huge).err(), Some("picture.too-large"));
        assert_eq!(decoded(&vec![0; MOST_BYTES + 1]).err(), Some("picture.too-large"));
    }

    #[test]
    fn damaged_and_other_kinds_are_told() {
        let whole = written(40, 30, ImageFormat::Png);
        assert_eq!(decoded(whole.get(..40).expect("longer")).err(), Some("picture.damaged"));
        assert_eq!(decoded(b"GIF89a").err(), Some("picture.kind"));
        assert_eq!(decoded(b"RIFF\0\0\0\0WEBPVP8 ").err(), Some("picture.kind"));
        assert_eq!(decoded(b"no picture at all").err(), Some("picture.kind"));
    }
}
