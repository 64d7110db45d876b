//! Several files in one, for saving: a ZIP archive whose entries are stored as they are.

/// CRC-32 as ZIP wants it (ISO 3309), bit by bit: exports are small.
fn crc(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            let carry = crc & 1;
            crc >>= 1;
            if carry != 0 {
                crc ^= 0xedb8_8320;
            }
        }
    }
    !crc
}

/// The most bytes of an archive; a class comes nowhere near it.
const MOST: usize = 256 << 20;

/// An archive of files by name.
#[must_use]
pub fn archive(files: &[(String, String)]) -> Vec<u8> {
    let mut out: Vec<u8> = Vec::new();
    let mut list: Vec<u8> = Vec::new();
    let mut count = 0_u16;
    for (name, text) in files {
        if MOST < out.len() + text.len() || count == u16::MAX {
            break;
        }
        let place = u32::try_from(out.len()).unwrap_or(u32::MAX);
        let size = u32::try_from(text.len()).unwrap_or(u32::MAX);
        let length = u16::try_from(name.len()).unwrap_or(u16::MAX);
        // Version 2.0, names in UTF-8, stored, no time of day, 1 January 1980: nothing of it says when it was made.
        let mut head: Vec<u8> = Vec::new();
        for part in [20_u16, 0x0800, 0, 0, 0x0021] {
            head.extend(part.to_le_bytes());
        }
        for part in [crc(text.as_bytes()), size, size] {
            head.extend(part.to_le_bytes());
        }
        head.extend(length.to_le_bytes());
        head.extend(0_u16.to_le_bytes());
        out.extend(0x0403_4b50_u32.to_le_bytes());
        out.extend(&head);
        out.extend(name.as_bytes());
        out.extend(text.as_bytes());
        list.extend(0x0201_4b50_u32.to_le_bytes());
        list.extend(20_u16.to_le_bytes());
        list.extend(&head);
        for part in [0_u16, 0, 0] {
            list.extend(part.to_le_bytes());
        }
        list.extend(0_u32.to_le_bytes());
        list.extend(place.to_le_bytes());
        list.extend(name.as_bytes());
        count += 1;
    }
    let place = u32::try_from(out.len()).unwrap_or(u32::MAX);
    let size = u32::try_from(list.len()).unwrap_or(u32::MAX);
    out.extend(&list);
    out.extend(0x0605_4b50_u32.to_le_bytes());
    for part in [0_u16, 0, count, count] {
        out.extend(part.to_le_bytes());
    }
    out.extend(size.to_le_bytes());
    out.extend(place.to_le_bytes());
    out.extend(0_u16.to_le_bytes());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_one_that_everybody_knows() {
        assert_eq!(crc(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn an_archive_names_its_files_and_holds_them() {
        let made = archive(&[("a.txt".to_owned(), "one".to_owned()), ("b/c.txt".to_owned(), "two".to_owned())]);
        assert!(made.starts_with(b"PK\x03\x04"));
        assert_eq!(&made[made.len() - 22..made.len() - 18], b"PK\x05\x06");
        assert_eq!(made[made.len() - 12], 2);
        let text = String::from_utf8_lossy(&made).into_owned();
        assert!(text.contains("b/c.txttwo") && text.contains("a.txtone"));
    }
}
