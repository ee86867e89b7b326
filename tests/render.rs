//! What the reader sees in every state of a thread, as HTML kept in `tests/snapshots/render/`.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod stage;

mod render {
    mod acts;
    mod entries;
    mod forms;
    mod joined;
    mod own;
    mod pings;
    mod replies;
    mod runs;
    mod thread;
}
