//! The second half of the released module (docs/decisions/0006-two-modules.md): what only a reader who acts needs.
//! A module that was not cut has everything from the start.

use js_sys::{Function, Promise};
use std::cell::{Cell, RefCell};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

thread_local! {
    /// The loader's `(now) => Promise`, while the second half is missing.
    static FETCH: RefCell<Option<Function>> = const { RefCell::new(None) };
    static MISSING: Cell<bool> = const { Cell::new(false) };
}

/// Takes the loader's function that fetches the second half. Without one, the module is whole.
pub fn missing(fetch: Option<Function>) {
    FETCH.with(|slot| {
        if slot.borrow().is_none() && fetch.is_some() {
            MISSING.set(true);
            *slot.borrow_mut() = fetch;
        }
    });
}

/// Whether everything is there.
pub fn is_complete() -> bool {
    !MISSING.get()
}

/// Waits until everything is there.
///
/// # Errors
/// The second half could not be had; the loader has told the developer why, and tries again at the next call.
pub async fn complete() -> Result<(), JsValue> {
    if is_complete() {
        return Ok(());
    }
    let coming: Promise = fetch(false)?.into();
    JsFuture::from(coming).await?;
    MISSING.set(false);
    Ok(())
}

/// Called before whatever is in the second half. Everything that leads there waits for [`complete`] first; should
/// anything else need it, this fetches it at once, while the page stands still.
#[wasm_bindgen]
pub fn complete_now() {
    if !is_complete() && fetch(true).is_ok() {
        MISSING.set(false);
    }
}

fn fetch(now: bool) -> Result<JsValue, JsValue> {
    FETCH.with_borrow(|fetch| match fetch {
        Some(fetch) => fetch.call1(&JsValue::NULL, &now.into()),
        None => Ok(JsValue::NULL),
    })
}
