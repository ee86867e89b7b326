//! The second half of the released module (docs/decisions/0006-two-modules.md): what only a reader who acts needs.
//! A module that was not cut has everything from the start.

use super::js;
use js_sys::{Function, Promise};
use std::cell::{Cell, RefCell};
use std::future::pending;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use wasm_bindgen_futures::{JsFuture, spawn_local};

thread_local! {
    /// The loader's `{ soon, orTell, now }`, which fetch the second half, and the parts of the first that are on their way:
    /// `reading` and `drawing`.
    static LOADER: RefCell<JsValue> = const { RefCell::new(JsValue::UNDEFINED) };
    static MISSING: Cell<bool> = const { Cell::new(false) };
}

/// Takes what the loader fetches the second half with: `soon` gives a promise, `orTell` does too and tells the reader
/// when it fails, `now` keeps the page waiting. Without them, the module is whole.
pub fn missing(loader: JsValue) {
    LOADER.with_borrow_mut(|known| {
        if known.is_undefined() {
            MISSING.set(js::member(&loader, "soon").is_truthy());
            *known = loader;
        }
    });
}

/// Tells the loader which thread is worked on: should the module break, it is that one's reader who was at something.
pub fn at(host: &JsValue) {
    LOADER.with_borrow(|loader| js::set(loader, "at", host));
}

/// Whether everything is there. Whatever may need the second half asks here first; `cargo xtask profile` takes the
/// first call for the end of what a first thread needs.
#[inline(never)]
pub fn is_complete() -> bool {
    !MISSING.get()
}

/// Whether something is not there yet, for whoever can do without.
pub fn is_missing() -> bool {
    MISSING.get()
}

/// Waits until everything is there.
///
/// # Errors
/// The second half could not be had; the loader has told so, and tries again at the next call.
pub async fn complete() -> Result<(), JsValue> {
    arrive("orTell").await
}

/// Does something soon, once everything is there; not at all when the second half cannot be had.
pub fn when_complete(act: impl FnOnce() + 'static) {
    spawn_local(async move {
        if complete().await.is_ok() {
            act();
        }
    });
}

/// The same for what no reader waits for: a failure is not told.
pub fn when_quiet(act: impl FnOnce() + 'static) {
    spawn_local(async move {
        if arrive("soon").await.is_ok() {
            act();
        }
    });
}

/// Waits for the part of the module that reads answers, which comes behind the one that asks. If it cannot be had this never
/// ends: the loader tells so, and nothing can be done without it.
pub async fn readable() {
    if let Some(coming) = reading()
        && JsFuture::from(coming).await.is_err()
    {
        pending::<()>().await;
    }
}

/// Does something once that part is there; at once where it is.
pub fn when_readable(act: impl FnOnce() + 'static) {
    once_there(reading(), act);
}

/// The same for the part that draws, which is the last.
pub fn when_drawable(act: impl FnOnce() + 'static) {
    once_there(coming("drawing"), act);
}

fn once_there(part: Option<Promise>, act: impl FnOnce() + 'static) {
    let Some(part) = part else { return act() };
    spawn_local(async move {
        if JsFuture::from(part).await.is_ok() {
            act();
        }
    });
}

/// `cargo xtask profile` takes the first call for the end of what asks for a thread.
#[inline(never)]
fn reading() -> Option<Promise> {
    coming("reading")
}

/// A part that is on its way; a module that was not cut has none.
fn coming(part: &str) -> Option<Promise> {
    LOADER.with_borrow(|loader| js::member(loader, part).dyn_into().ok())
}

async fn arrive(way: &str) -> Result<(), JsValue> {
    if !is_complete() {
        let coming: Promise = fetch(way)?.dyn_into()?;
        JsFuture::from(coming).await?;
        MISSING.set(false);
    }
    Ok(())
}

/// Called before whatever is in the second half. Everything that leads there waits for [`complete`] first; should
/// anything else need it, this fetches it while the page stands still.
#[wasm_bindgen]
pub fn complete_now() {
    if MISSING.get() && fetch("now").is_ok() {
        MISSING.set(false);
    }
}

fn fetch(way: &str) -> Result<JsValue, JsValue> {
    LOADER.with_borrow(|loader| {
        let fetch: Function = js::member(loader, way).dyn_into()?;
        fetch.call0(loader)
    })
}
