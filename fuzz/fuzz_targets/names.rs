#![no_main]

libfuzzer_sys::fuzz_target!(init: variorum_fuzz::begin(), |data: &[u8]| variorum_fuzz::check("names")(data));
