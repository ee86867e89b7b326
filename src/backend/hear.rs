//! What the thread hears from around it: the page's address, the connection, other windows of the browser.

use super::{Backend, js, page};
use crate::state::Action;
use gloo::events::EventListener;
use std::rc::Rc;
use web_sys::Element;
use yew::Callback;

impl Backend {
    /// Follows the page's address, and listens in the thread's root as `listen` does, while the thread is there.
    pub fn listen(&self, dispatch: Callback<Action>, listen: impl FnOnce(&Element) -> Vec<EventListener>) {
        let Some(window) = web_sys::window().filter(|_| !self.is_stopped.get()) else { return };
        let mut listeners = listen(&self.root);
        let (prefix, storage) = (self.prefix.clone(), self.storage.clone());
        let hear = move |event: &web_sys::Event| match &*event.type_() {
            "online" => Some(Action::Connected),
            "storage" => {
                let of = |name| js::text(event, name);
                storage.heard(&of("key"), &of("oldValue"), &of("newValue"))
            }
            _ => page::anchor(&prefix).map(Action::Follow),
        };
        let hear = Rc::new(hear);
        for kind in ["hashchange", "online", "storage"] {
            let (hear, dispatch) = (hear.clone(), dispatch.clone());
            let listener = move |event: &web_sys::Event| {
                hear(event).into_iter().for_each(|action| dispatch.emit(action))
            };
            listeners.push(EventListener::new(&window, kind, listener));
        }
        *self.listeners.borrow_mut() = listeners;
    }
}
