//! What a client may ask of the server, and how long it may take.

use std::time::Duration;

/// The most connections at once. When a further one comes, the one ends that has asked for nothing for the longest time.
pub(super) const CONNECTIONS: usize = 256;
/// The most pages that listen for changes at once. A browser opens at most six connections to one host, and a page that
/// nobody sees listens to nothing.
pub(super) const LISTENERS: usize = 128;
/// The largest head of a request, in bytes: what browsers send is below 2 KiB.
pub(super) const HEAD: usize = 16 << 10;
/// The most headers of a request.
pub(super) const HEADERS: usize = 64;
/// The longest address, in bytes: several times the longest route.
pub(super) const ADDRESS: usize = 4 << 10;
/// How long a client may take to send the head of a request, also of the next one on the same connection.
pub(super) const HEAD_TIME: Duration = Duration::from_secs(5);
/// How long a client may leave what is sent to it unread.
pub(super) const WRITE_TIME: Duration = Duration::from_secs(10);
/// How often a page that listens is sent something, so that one which went away without a word is noticed.
pub(super) const HEARTBEAT: Duration = Duration::from_secs(15);
/// The most bytes of rendered pages that are kept to be asked for again: those of some thousand usual pages.
pub(super) const KEPT: usize = 32 << 20;
/// The most threads that render pages.
pub(super) const RENDERERS: usize = 4;
/// The most mistakes that a page tells; the terminal tells them all.
pub(super) const TOLD: usize = 50;
