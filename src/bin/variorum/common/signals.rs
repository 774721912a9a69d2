//! Signals that ask the program to end while it writes: what it has begun is finished or taken back first.
//!
//! Before it writes, and in verbs that write nothing, a signal ends the program at once, as the system does it. A second
//! signal does so in any case; what it leaves is what a kill leaves.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

#[cfg(unix)]
const ASKING: [std::ffi::c_int; 3] =
    [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM, signal_hook::consts::SIGHUP];
#[cfg(not(unix))]
const ASKING: [std::ffi::c_int; 2] = [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM];

/// The signal that came; 0 as long as none did.
static CAME: OnceLock<Arc<AtomicUsize>> = OnceLock::new();

/// From now on signals wait until somebody [asks](status) for them.
pub(crate) fn hold() {
    CAME.get_or_init(|| {
        let came = Arc::new(AtomicUsize::new(0));
        let again = Arc::new(AtomicBool::new(false));
        for signal in ASKING {
            let value = usize::try_from(signal).unwrap_or_default();
            // Where a signal cannot be held, it ends the program as before. The order is that of what they do.
            let _ = signal_hook::flag::register_conditional_shutdown(signal, 128 + signal, Arc::clone(&again))
                .and_then(|_| signal_hook::flag::register(signal, Arc::clone(&again)))
                .and_then(|_| signal_hook::flag::register_usize(signal, Arc::clone(&came), value));
        }
        came
    });
}

/// The exit status of a program that a signal asked to end, if one did.
pub(crate) fn status() -> Option<u8> {
    let signal = CAME.get().map_or(0, |came| came.load(Ordering::Relaxed));
    u8::try_from(signal).ok().filter(|signal| *signal > 0).map(|signal| 128 + signal)
}
