//! What only a browser can show: mounting and leaving, events, the browser's own knowledge of languages, storage, focus.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);

mod web {
    mod focus;
    mod intl;
    mod mounting;
    mod place;
    mod storage;
}
