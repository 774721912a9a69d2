//! Permanent ids of feed entries.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// A `urn:uuid:` made from a name, so that an entry keeps its id when the site moves (RFC 4287, section 4.2.6). The UUID
/// is of version 8 (RFC 9562, section 5.8): the first 128 bits of the SHA-256 of the name.
pub(in crate::edition) fn feed_id(name: &str) -> String {
    let digest = Sha256::digest(name.as_bytes());
    let mut bytes: Vec<u8> = digest.iter().copied().take(16).collect();
    bytes[6] = (bytes[6] & 0x0f) | 0x80;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let mut id = String::from("urn:uuid:");
    for (index, byte) in bytes.iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            id.push('-');
        }
        let _ = write!(id, "{byte:02x}");
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_uuids_that_depend_on_the_name_alone() {
        let id = feed_id("prodops@4");
        assert_eq!(id.len(), "urn:uuid:".len() + 36);
        assert_eq!(&id[23..24], "8", "the version stands in {id}");
        assert_eq!(id, feed_id("prodops@4"));
        assert_ne!(id, feed_id("prodops@5"));
    }
}
