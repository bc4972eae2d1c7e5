//! Compressed rich text, as Outlook keeps the body of a message (MS-OXRTFCP).

/// What the window holds before the first byte.
const START: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \
\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";
/// Length of the window.
const WINDOW: usize = 4096;

/// Unpacks as far as it is sound, at most `most` bytes.
pub(super) fn unpack(bytes: &[u8], most: usize) -> Vec<u8> {
    let mut out = unpack_about(bytes, most);
    out.truncate(most);
    out
}

/// The last reference may lead a little beyond `most`.
fn unpack_about(bytes: &[u8], most: usize) -> Vec<u8> {
    let kind = bytes.get(8..12);
    let data = bytes.get(16..).unwrap_or_default();
    if kind == Some(b"MELA") {
        return data.get(..data.len().min(most)).unwrap_or_default().to_vec();
    }
    let mut window = [0; WINDOW];
    for (place, byte) in window.iter_mut().zip(START) {
        *place = *byte;
    }
    let mut write = START.len();
    let mut out = Vec::new();
    let mut rest = data.iter().copied();
    let mut put = |byte: u8, window: &mut [u8; WINDOW], out: &mut Vec<u8>| {
        if let Some(place) = window.get_mut(write) {
            *place = byte;
        }
        write = (write + 1) % WINDOW;
        out.push(byte);
        write
    };
    let mut at = START.len();
    while let Some(flags) = rest.next() {
        for bit in 0..8 {
            if out.len() >= most {
                return out;
            }
            let Some(first) = rest.next() else { return out };
            if flags >> bit & 1 == 0 {
                at = put(first, &mut window, &mut out);
                continue;
            }
            let Some(second) = rest.next() else { return out };
            let from = usize::from(first) << 4 | usize::from(second) >> 4;
            // A reference to where the next byte goes is the end.
            if from == at {
                return out;
            }
            for step in 0..usize::from(second & 15) + 2 {
                let byte = window.get((from + step) % WINDOW).copied().unwrap_or(0);
                at = put(byte, &mut window, &mut out);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_of_the_specification_is_unpacked() {
        let packed = [
            0x2d, 0, 0, 0, 0x2b, 0, 0, 0, 0x4c, 0x5a, 0x46, 0x75, 0xf1, 0xc5, 0xc7, 0xa7, 0x03, 0x00, 0x0a, 0x00, 0x72,
            0x63, 0x70, 0x67, 0x31, 0x32, 0x35, 0x42, 0x32, 0x0a, 0xf3, 0x20, 0x68, 0x65, 0x6c, 0x09, 0x00, 0x20, 0x62,
            0x77, 0x05, 0xb0, 0x6c, 0x64, 0x7d, 0x0a, 0x80, 0x0f, 0xa0,
        ];
        assert_eq!(unpack(&packed, 1000), b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n");
        assert_eq!(unpack(&packed, 7).len(), 7);
        assert!(unpack(&packed[..30], 1000).starts_with(b"{\\rtf1\\ansi\\ansicpg"));
    }
}
