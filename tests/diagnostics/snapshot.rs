//! Compares a text with a file, or rewrites the file.

use std::path::Path;

use snapbox::Data;
use snapbox::data::DataFormat;

/// What differs between a text and a file, letter for letter; with `SNAPSHOTS=overwrite` the file becomes the text.
pub(crate) fn difference(text: String, expected: &Path) -> Option<String> {
    let expected = Data::read_from(expected, Some(DataFormat::Text)).raw();
    let assert = snapbox::Assert::new().action_env(snapbox::assert::DEFAULT_ACTION_ENV);
    assert.try_eq(Some(&"what came out"), Data::text(text), expected).err().map(|error| error.to_string())
}
