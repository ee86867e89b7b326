//! Tells the page what happened: `CustomEvent`s on the element, with plain JSON in `detail`.

use super::js;
use crate::model::CommentId;
use crate::state::Event;
use wasm_bindgen::JsValue;
use web_sys::Element;

/// Dispatches a `causerie-…` event that bubbles and leaves a shadow root.
pub fn emit(host: &Element, event: &Event) {
    let (name, detail): (&str, Vec<(&str, JsValue)>) = match event {
        Event::Ready { total } => ("causerie-ready", vec![("total", JsValue::from(*total as f64))]),
        Event::Comment { id, state, parent } => (
            "causerie-comment",
            vec![
                ("id", id.as_str().into()),
                ("state", state.as_str().into()),
                ("parent", words(parent.as_ref().map(CommentId::as_str))),
            ],
        ),
        Event::Change { id, state, action } => (
            "causerie-change",
            vec![("id", id.as_str().into()), ("state", state.as_str().into()), ("action", (*action).into())],
        ),
        Event::Error(problem) => (
            "causerie-error",
            vec![
                ("kind", problem.kind.as_str().into()),
                ("status", problem.status.into()),
                ("title", words(problem.detail.as_deref())),
            ],
        ),
    };
    if let Some(event) = js::event(name, &detail) {
        drop(host.dispatch_event(&event));
    }
}

/// A text, or `null`: `undefined` would vanish from JSON.
fn words(text: Option<&str>) -> JsValue {
    text.map_or(JsValue::NULL, JsValue::from)
}
