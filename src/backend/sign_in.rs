//! Notices when the reader has signed in in another window: by the message that window sends, or by the focus that
//! comes back.

use super::{Backend, js};
use crate::state::Action;
use gloo::events::EventListener;
use wasm_bindgen::JsValue;
use yew::Callback;

impl Backend {
    /// Waits for the reader to sign in, then opens the thread again.
    #[inline(never)]
    pub(super) fn await_sign_in(&self, dispatch: &Callback<Action>) {
        let (Ok(client), Some(window)) = (self.client.clone(), web_sys::window()) else { return };
        let (dispatch, kind) = (dispatch.clone(), if client.awaits_focus() { "focus" } else { "message" });
        let is_stopped = self.is_stopped.clone();
        let listener = EventListener::new(&window, kind, move |event| {
            // Once they have, the thread need not come anew whenever they look at another page.
            let is_done = match kind {
                "focus" => !client.knows_reader(),
                _ => client.hear(&js::text(event, "origin"), &data(event)),
            };
            if is_done && !is_stopped.get() {
                dispatch.emit(Action::Open);
            }
        });
        // A second window replaces the first; the listener goes with the thread.
        *self.signing_in.borrow_mut() = Some(listener);
    }
}

/// The data of a message as JSON text.
fn data(event: &JsValue) -> String {
    let data = js::member(event, "data");
    let written = js_sys::JSON::stringify(&data).ok();
    data.as_string().or_else(|| written.and_then(|text| text.as_string())).unwrap_or_default()
}
