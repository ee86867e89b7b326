//! The time, and names that nobody else has.

use super::js;
use js_sys::Promise;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// Milliseconds since the epoch.
pub fn now() -> i64 {
    js_sys::Date::now() as i64
}

/// Does something in a turn of its own, between whatever else the page does; if it `is_urgent`, before frames and other tasks
/// (`user-blocking`, WICG Prioritized Task Scheduling), so that browsers draw fewer frames. Not when the page is idle
/// (`requestIdleCallback`): a page that shows something new has little of such time, and a long thread would take half as
/// long again. Not with a lower priority: a page that is always busy would never let it come.
#[inline(never)]
pub fn in_turn(is_urgent: bool, act: impl FnOnce() + 'static) {
    let act = Closure::once_into_js(act);
    let window = js_sys::global();
    let options =
        if is_urgent { js::object(&[("priority", "user-blocking".into())]) } else { JsValue::UNDEFINED };
    if js::call(&js::member(&window, "scheduler"), "postTask", &[act.clone(), options]).is_none() {
        js::call(&window, "setTimeout", &[act]);
    }
}

/// Does something in a turn of its own once the page is painted as it is now: in a window that nobody sees, when somebody
/// does.
#[inline(never)]
pub fn when_painted(act: impl FnOnce() + 'static) {
    let act = Closure::once_into_js(move || in_turn(false, act));
    js::call(&js_sys::global(), "requestAnimationFrame", &[act]);
}

/// Lets the page do what waits, and goes on soon after; in a window that is hidden too, where the browser has a scheduler.
pub fn turn() -> Promise {
    let window = js_sys::global();
    let soon = js::call(&js::member(&window, "scheduler"), "yield", &[]);
    soon.map(JsCast::unchecked_into)
        .unwrap_or_else(|| Promise::new(&mut |done, _| drop(js::call(&window, "setTimeout", &[done.into()]))))
}

/// A random UUID (RFC 9562 §5.4), for one attempt to post. Works on pages without HTTPS, where
/// `crypto.randomUUID` does not exist.
pub fn fresh_key() -> String {
    let mut bytes = [0; 16];
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    if crypto.and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).ok()).is_none() {
        bytes.fill_with(|| (js_sys::Math::random() * 256.0) as u8);
    }
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut key = String::with_capacity(36);
    for (index, byte) in bytes.iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            key.push('-');
        }
        for digit in [byte >> 4, byte & 15] {
            key.extend(char::from_digit(digit.into(), 16));
        }
    }
    key
}
