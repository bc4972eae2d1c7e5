//! `FILEGROUPDESCRIPTORW`: the names of files that lie nowhere, such as the attachments of a mail.

/// How many files are taken of one drop.
const MOST_FILES: usize = 200;
const DESCRIPTOR: usize = 592;
const ATTRIBUTES: usize = 36;
const NAME: usize = 72;
const HAS_ATTRIBUTES: u32 = 0x4;
const IS_FOLDER: u32 = 0x10;

/// The files in a group: the number under which each is asked for, and its name without a folder.
pub(super) fn files(group: &[u8]) -> Vec<(i32, String)> {
    let Some((count, descriptors)) = group.split_first_chunk::<4>() else { return Vec::new() };
    let count = usize::try_from(u32::from_le_bytes(*count)).unwrap_or(usize::MAX).min(MOST_FILES);
    let descriptors = descriptors.chunks_exact(DESCRIPTOR).take(count);
    (0..).zip(descriptors).filter_map(|(number, descriptor)| Some((number, name(descriptor)?))).collect()
}

/// The name in a descriptor; `None` for a folder, whose files stand in the group themselves.
fn name(descriptor: &[u8]) -> Option<String> {
    let number = |at: usize| Some(u32::from_le_bytes(*descriptor.get(at..)?.first_chunk()?));
    if number(0)? & HAS_ATTRIBUTES != 0 && number(ATTRIBUTES)? & IS_FOLDER != 0 {
        return None;
    }
    let units =
        descriptor.get(NAME..)?.chunks_exact(2).filter_map(|pair| Some(u16::from_le_bytes(*pair.first_chunk()?)));
    let units: Vec<u16> = units.take_while(|&unit| unit != 0).collect();
    let path = String::from_utf16_lossy(&units);
    let name = path.rsplit(['\\', '/', ':']).next().unwrap_or_default().trim();
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn descriptor(name: &str, flags: u32, attributes: u32) -> Vec<u8> {
        let mut bytes = vec![0; DESCRIPTOR];
        let mut put = |at: usize, part: &[u8]| bytes.splice(at..at + part.len(), part.iter().copied()).for_each(drop);
        put(0, &flags.to_le_bytes());
        put(36, &attributes.to_le_bytes());
        put(72, &name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>());
        bytes
    }

    fn group(count: u32, descriptors: &[Vec<u8>]) -> Vec<u8> {
        [count.to_le_bytes().to_vec(), descriptors.concat()].concat()
    }

    #[test]
    fn names_are_found_with_their_numbers() {
        let three = [
            descriptor("Sign in – größer.txt", 0, 0),
            descriptor("logs", HAS_ATTRIBUTES, IS_FOLDER),
            descriptor("logs\\a.json", HAS_ATTRIBUTES, 0x20),
        ];
        let wanted = [(0, "Sign in – größer.txt".to_owned()), (2, "a.json".to_owned())];
        assert_eq!(files(&group(3, &three)), wanted);
    }

    #[test]
    fn a_count_beyond_the_data_is_not_believed() {
        assert_eq!(files(&group(u32::MAX, &[descriptor("a.txt", 0, 0)])).len(), 1);
        assert_eq!(files(&group(0, &[descriptor("a.txt", 0, 0)])), []);
        assert_eq!(files(&group(2, &[descriptor("C:\\", 0, 0), vec![0; 10]])), []);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..3000)) {
            prop_assert!(files(&bytes).iter().all(|(_, name)| !name.contains(['\\', '/'])));
        }
    }
}
