//! A bitmap as Windows programs hand it over (`CF_DIB`, `CF_DIBV5`): a file of the kind BMP without its first 14 bytes.

const FILE_HEAD: usize = 14;
/// The sizes that heads of bitmaps have: OS/2, Windows 3, with masks, with alpha, version 4 and 5.
const HEADS: [u32; 6] = [12, 40, 52, 56, 108, 124];

/// The bitmap as a file; `None` where the head is none or its colours reach beyond the data.
pub(super) fn to_bmp(dib: &[u8]) -> Option<Vec<u8>> {
    let pixels = FILE_HEAD.checked_add(before_pixels(dib)?)?;
    let size = dib.len().checked_add(FILE_HEAD)?;
    let mut bmp = Vec::with_capacity(size);
    bmp.extend_from_slice(b"BM");
    bmp.extend_from_slice(&u32::try_from(size).ok()?.to_le_bytes());
    bmp.extend_from_slice(&[0; 4]);
    bmp.extend_from_slice(&u32::try_from(pixels).ok()?.to_le_bytes());
    bmp.extend_from_slice(dib);
    (pixels < size).then_some(bmp)
}

/// How many bytes stand before the first pixel.
fn before_pixels(dib: &[u8]) -> Option<usize> {
    let head = number(dib, 0).filter(|head| HEADS.contains(head))?;
    let is_old = head == 12;
    let bits = short(dib, if is_old { 10 } else { 14 })?;
    let compression = if is_old { 0 } else { number(dib, 16)? };
    let masks = match (head, compression) {
        (40, 3) => 12,
        (40, 6) => 16,
        _ => 0,
    };
    let told = if is_old { 0 } else { usize::try_from(number(dib, 32)?).ok()? };
    let colours = match (told, bits) {
        (0, 1..=8) => 1 << bits,
        // More cannot be meant.
        (told, _) => (told <= 256).then_some(told)?,
    };
    usize::try_from(head).ok()?.checked_add(masks)?.checked_add(colours * if is_old { 3 } else { 4 })
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn head(size: u32, bits: u16, compression: u32, colours: u32) -> Vec<u8> {
        let mut head = Vec::new();
        head.extend(size.to_le_bytes());
        head.extend(2_i32.to_le_bytes());
        head.extend(1_i32.to_le_bytes());
        head.extend(1_u16.to_le_bytes());
        head.extend(bits.to_le_bytes());
        head.extend(compression.to_le_bytes());
        head.extend([0; 12]);
        head.extend(colours.to_le_bytes());
        head.resize(size as usize, 0);
        head
    }

    fn start(dib: &[u8]) -> Option<u32> {
        number(&to_bmp(dib)?, 10)
    }

    #[test]
    fn the_pixels_are_found() {
        let with = |mut head: Vec<u8>, more: usize| {
            head.resize(head.len() + more, 0);
            head
        };
        assert_eq!(start(&with(head(40, 32, 0, 0), 8)), Some(54));
        assert_eq!(start(&with(head(40, 32, 3, 0), 12 + 8)), Some(66));
        assert_eq!(start(&with(head(124, 32, 3, 0), 8)), Some(138));
        assert_eq!(start(&with(head(40, 8, 0, 0), 1024 + 4)), Some(54 + 1024));
        assert_eq!(start(&with(head(40, 4, 0, 2), 8 + 4)), Some(62));
        let old = [&12_u32.to_le_bytes()[..], &[2, 0, 1, 0, 1, 0, 24, 0], &[0; 8]].concat();
        assert_eq!(start(&old), Some(26));
        let bmp = to_bmp(&with(head(40, 32, 0, 0), 8)).unwrap_or_default();
        assert_eq!((bmp.get(..2), number(&bmp, 2)), (Some(&b"BM"[..]), Some(62)));
    }

    #[test]
    fn what_is_no_bitmap_is_refused() {
        assert_eq!(to_bmp(b""), None);
        assert_eq!(to_bmp(&head(41, 32, 0, 0)), None, "no such head");
        assert_eq!(to_bmp(&head(40, 32, 0, 0)), None, "no pixels");
        assert_eq!(to_bmp(&head(40, 32, 0, u32::MAX)), None, "more colours than there are");
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(size in 0..130_u32, bits: u16, compression in 0..8_u32, colours: u32, rest: Vec<u8>) {
            let dib = [head(size, bits, compression, colours), rest].concat();
            let start = start(&dib);
            prop_assert!(start.is_none_or(|start| (start as usize) < dib.len() + FILE_HEAD));
            to_bmp(dib.get(3..).unwrap_or_default());
        }
    }
}
