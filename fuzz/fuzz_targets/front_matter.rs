#![no_main]

libfuzzer_sys::fuzz_target!(init: variorum_fuzz::begin(), |data: &[u8]| variorum_fuzz::check("front_matter")(data));
