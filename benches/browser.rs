//! How long ten thousand comments take as WebAssembly in a browser; `cargo xtask bench` runs it.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::expect_used, clippy::panic)]

mod thread;

use js_sys::Function;
use serde_json::Value;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// That of the released module.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

#[wasm_bindgen_test]
fn decode() {
    let text = thread::text();
    let foreign = JsValue::from_str(&text);
    let browser = Function::new_with_args("text", "JSON.parse(text)");
    let parse = || drop(browser.call1(&JsValue::NULL, &foreign).expect("the answer is JSON"));
    let read = || drop(serde_json::from_str::<Value>(&text).expect("the answer is JSON"));
    let now = Function::new_no_args("return performance.now()");
    let clock =
        || now.call0(&JsValue::NULL).ok().and_then(|now| now.as_f64()).expect("the browser has a clock");
    let yardsticks: [thread::Yardstick<'_>; 2] =
        [("JSON.parse of the answer", &parse), ("serde_json: a Value of the answer", &read)];
    console_log!("in the browser: {}", thread::table(&text, &yardsticks, &clock));
}
