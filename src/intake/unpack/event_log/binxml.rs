//! The binary XML in which event logs are written, as far as an event's values need it.
//!
//! Places are counted from the start of a chunk. Every step is counted and every nesting bounded, since a hostile file
//! can make a template contain itself.

use super::event::{Builder, Event};
use super::{file_time, number};

/// More tokens, values and characters than this are not one event.
const MOST_STEPS: usize = 200_000;
/// Templates and values inside one another.
const DEEPEST: usize = 8;
/// Longer names are damage.
const LONGEST_NAME: usize = 256;

/// The event whose tokens stand from `start` to `end`; the steps that it takes are taken from `steps`.
pub(super) fn read(chunk: &[u8], start: usize, end: usize, steps: &mut usize) -> Option<Event> {
    let given = MOST_STEPS.min(*steps);
    let mut reader = Reader { chunk, steps: given, out: Builder::default() };
    let done = reader.tokens(start, end, &[], 0);
    *steps -= given - reader.steps;
    done.map(|()| reader.out.finish())
}

/// A value that is put into a template.
#[derive(Clone, Copy)]
struct Value {
    kind: u8,
    start: usize,
    end: usize,
}

struct Reader<'a> {
    chunk: &'a [u8],
    /// How many more steps may be taken.
    steps: usize,
    out: Builder,
}

impl Reader<'_> {
    fn step(&mut self, steps: usize) -> Option<()> {
        self.steps = self.steps.checked_sub(steps)?;
        Some(())
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.chunk.get(at).copied()
    }

    fn size<const BYTES: usize>(&self, at: usize) -> Option<usize> {
        number::<BYTES>(self.chunk, at).and_then(|size| usize::try_from(size).ok())
    }

    /// Reads tokens up to the end of the stream. `None`: it is damaged.
    fn tokens(&mut self, start: usize, end: usize, values: &[Value], depth: usize) -> Option<()> {
        let mut at = start;
        while at < end {
            self.step(1)?;
            if depth > DEEPEST {
                return None;
            }
            let token = self.byte(at)?;
            at += 1;
            match token & 0xbf {
                0x00 => return Some(()),
                0x01 => at = self.element(at, token & 0x40 != 0)?,
                0x02 => self.out.content(),
                0x03 | 0x04 => self.out.close(),
                0x05 => {
                    let count = self.size::<2>(at + 1)?;
                    self.out.text(&self.utf16(at + 3, count)?);
                    at += 3 + 2 * count;
                }
                0x06 => {
                    let (name, behind) = self.name(at)?;
                    self.out.attribute(name);
                    at = behind;
                }
                // Sections of characters, and the data of instructions.
                0x07 | 0x0b => {
                    let count = self.size::<2>(at)?;
                    self.out.text(&self.utf16(at + 2, count)?);
                    at += 2 + 2 * count;
                }
                0x08 => at += 2,
                0x09 | 0x0a => at = self.name(at)?.1,
                0x0c => at = self.template(at, depth)?,
                0x0d | 0x0e => {
                    let index = self.size::<2>(at)?;
                    if let Some(&value) = values.get(index) {
                        self.value(value, depth)?;
                    }
                    at += 3;
                }
                0x0f => at += 3,
                _ => return None,
            }
        }
        Some(())
    }

    /// The start of an element: maybe a number of its own, its size, its name, the size of its attributes.
    fn element(&mut self, at: usize, has_attributes: bool) -> Option<usize> {
        // The number is missing in streams that are values; the place of the name tells.
        let with_number = self.name(at + 6).filter(|(name, _)| !name.is_empty());
        let (name, behind) = with_number.or_else(|| self.name(at + 4))?;
        self.out.open(name);
        Some(if has_attributes { behind + 4 } else { behind })
    }

    /// A name: the place at `at` says where it stands, which may be right behind.
    fn name(&self, at: usize) -> Option<(String, usize)> {
        let place = self.size::<4>(at)?;
        let count = self.size::<2>(place.checked_add(6)?)?;
        if count > LONGEST_NAME || place > at + 4 {
            return None;
        }
        let name = self.utf16(place + 8, count)?;
        let usual = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ':' | '.');
        let behind = if place == at + 4 { place + 8 + 2 * count + 2 } else { at + 4 };
        name.chars().all(usual).then_some((name, behind))
    }

    /// A template with the values that are put into it.
    fn template(&mut self, at: usize, depth: usize) -> Option<usize> {
        let place = self.size::<4>(at + 5)?;
        let size = self.size::<4>(place.checked_add(20)?)?;
        let body = place + 24;
        let body_end = body.checked_add(size).filter(|&end| end <= self.chunk.len())?;
        let mut list = if place == at + 9 { body_end } else { at + 9 };
        let count = self.size::<4>(list)?;
        list += 4;
        let mut start = list.checked_add(count.checked_mul(4)?).filter(|&start| start <= self.chunk.len())?;
        self.step(count)?;
        let mut values = Vec::with_capacity(count);
        for number in 0..count {
            let end = start + self.size::<2>(list + 4 * number)?;
            values.push(Value { kind: self.byte(list + 4 * number + 2)?, start, end });
            start = end;
        }
        self.tokens(body, body_end, &values, depth + 1)?;
        Some(start)
    }

    fn value(&mut self, value: Value, depth: usize) -> Option<()> {
        let Value { kind, start, end } = value;
        if kind == 0x21 {
            return self.tokens(start, end, &[], depth + 1);
        }
        let raw = self.chunk.get(start..end)?;
        self.step(raw.len())?;
        let whole =
            |bytes: usize| raw.get(..bytes).map(|raw| raw.iter().rev().fold(0, |sum, &b| sum << 8 | u64::from(b)));
        let text = match kind {
            0x01 | 0x81 => self.utf16(start, raw.len() / 2)?.trim_end_matches('\0').replace('\0', "\n"),
            0x02 => raw.iter().take_while(|&&b| b != 0).map(|&b| char::from(b)).collect(),
            0x04 => whole(1)?.to_string(),
            0x06 => whole(2)?.to_string(),
            0x08 => whole(4)?.to_string(),
            0x0a => whole(8)?.to_string(),
            // Numbers with a sign are error codes here, and those are known in hexadecimal.
            0x07 | 0x14 => format!("0x{:08X}", whole(4)?),
            0x09 | 0x15 => format!("0x{:X}", whole(8)?),
            0x0d => (whole(4)? != 0).to_string(),
            0x0f => guid(raw)?,
            0x11 => file_time(whole(8)?)?,
            _ => return Some(()),
        };
        self.out.text(&text);
        Some(())
    }

    fn utf16(&self, at: usize, count: usize) -> Option<String> {
        let raw = self.chunk.get(at..at.checked_add(count.checked_mul(2)?)?)?;
        let units = raw.chunks_exact(2).map(|pair| pair.iter().rev().fold(0, |sum, &b| sum << 8 | u16::from(b)));
        Some(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
    }
}

fn guid(raw: &[u8]) -> Option<String> {
    let (first, second, third) = (number::<4>(raw, 0)?, number::<2>(raw, 4)?, number::<2>(raw, 6)?);
    let rest = raw.get(8..16)?.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
    Some(format!("{first:08x}-{second:04x}-{third:04x}-{}-{}", rest.get(..4)?, rest.get(4..)?))
}
