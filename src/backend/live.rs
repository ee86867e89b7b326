//! Hears from the backend that something changed: by Server-Sent Events, a WebSocket, or by asking again now and then.

use super::{Backend, js};
use crate::mapping::{Live, Wire};
use crate::state::Action;
use gloo::events::EventListener;
use gloo::timers::callback::Interval;
use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::EventTarget;
use yew::Callback;

/// What listens; it ends when dropped.
pub enum Listening {
    Poll(#[expect(dead_code, reason = "asks until it is dropped")] Interval),
    Stream(EventTarget, #[expect(dead_code, reason = "listen until they are dropped")] Vec<EventListener>),
}

impl Drop for Listening {
    fn drop(&mut self) {
        if let Self::Stream(stream, _) = self
            && let Ok(close) = js::member(stream, "close").dyn_into::<Function>()
        {
            drop(close.call0(stream));
        }
    }
}

impl Backend {
    /// Listens for changes for as long as the thread is there.
    #[inline(never)]
    pub(super) fn listen_live(&self, dispatch: &Callback<Action>) {
        let Ok(client) = &self.client else { return };
        let Some(live) = client.live() else { return };
        *self.live.borrow_mut() = listening(live, dispatch.clone());
    }
}

fn listening(live: Live, dispatch: Callback<Action>) -> Option<Listening> {
    let (stream, hello) = match &live.wire {
        Wire::Poll(seconds) => {
            // Nobody looks at a hidden page.
            let ask = move || {
                if js::of_page("document", "hidden") != JsValue::TRUE {
                    dispatch.emit(Action::Changed);
                }
            };
            return Some(Listening::Poll(Interval::new(seconds * 1000, ask)));
        }
        Wire::Events(url) => (made("EventSource", url)?, None),
        Wire::Socket(url, hello) => (made("WebSocket", url)?, hello.clone()),
    };
    let mut listeners: Vec<EventListener> = Vec::new();
    for name in live.events.clone() {
        let (live, dispatch) = (live.clone(), dispatch.clone());
        listeners.push(EventListener::new(&stream, name.clone(), move |event| {
            if live.counts(&name, &js::text(event, "data")) {
                dispatch.emit(Action::Changed);
            }
        }));
    }
    if let Some(hello) = hello {
        let socket = stream.clone();
        listeners.push(EventListener::new(&stream, "open", move |_| {
            if let Ok(send) = js::member(&socket, "send").dyn_into::<Function>() {
                drop(send.call1(&socket, &JsValue::from_str(&hello)));
            }
        }));
    }
    Some(Listening::Stream(stream, listeners))
}

/// Makes one of the browser's streams.
fn made(kind: &str, url: &str) -> Option<EventTarget> {
    let kind: Function = js::member(&js_sys::global(), kind).dyn_into().ok()?;
    Some(Reflect::construct(&kind, &Array::of1(&JsValue::from_str(url))).ok()?.unchecked_into())
}
