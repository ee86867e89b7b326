//! Further backends of the same thread (`also`): made ready when the second half of the module is there, and asked like
//! the first one.

use super::{Backend, ask::client, fetch::Fetch, js, page};
use crate::config::Attributes;
use crate::mapping::{Client, Place};
use crate::model::{Next, Problem};
use crate::state::{Action, Effect};
use js_sys::Array;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use yew::Callback;

/// A further backend.
pub struct Source {
    name: String,
    client: Result<Rc<Client<Fetch>>, Problem>,
    pub stop: Box<dyn Fn()>,
}

/// What further backends are made of.
pub struct Also {
    pub documents: JsValue,
    pub attributes: Attributes,
    pub lang: String,
}

impl Backend {
    /// Asks the further backends for their entries, or one of them for its next page.
    #[inline(never)]
    pub(super) fn join(&self, next: Option<(String, Next)>, dispatch: &Callback<Action>) {
        if let Some(also) = self.also.take() {
            let documents = Array::from(&also.documents).to_vec();
            let sources = documents.iter().map(|document| self.source(document, &also));
            *self.joined.borrow_mut() = sources.collect();
        }
        for source in &*self.joined.borrow() {
            let wish = match &next {
                None => Effect::Open { order: None, page_size: None },
                Some((name, next)) if *name == source.name => Effect::More(next.clone()),
                Some(_) => continue,
            };
            self.ask(source.client.clone(), Some(source.name.clone()), wish, dispatch);
        }
    }

    /// The first backend has the attributes that its mapping declares; the others have the rest, and those that begin
    /// with `data-also-`. Nothing that the first one has kept, such as a token, is any business of theirs.
    #[inline(never)]
    fn source(&self, document: &JsValue, also: &Also) -> Source {
        let first = self.client.as_ref().ok();
        let mut setup = page::setup(&also.attributes, &also.lang);
        setup.thread = None;
        let options = std::mem::take(&mut setup.options).into_iter();
        let own = options.filter_map(|(name, value)| match name.strip_prefix("also-") {
            Some(name) => Some((name.to_owned(), value)),
            // Whose the others are is not known while the first mapping cannot be read.
            None => first.is_some_and(|first| !first.declares(&name)).then_some((name, value)),
        });
        setup.options = own.collect();
        let lookup = std::mem::replace(&mut setup.lookup, Box::new(|_, _| None));
        setup.lookup = Box::new(move |place, name| match place {
            Place::Kept => None,
            place => lookup(place, name),
        });
        let fetch = Fetch::new(None, JsValue::UNDEFINED);
        let stop = Box::new(fetch.stop());
        let schema = js::member(document, "schema").as_string();
        Source {
            name: js::text(document, "name"),
            client: client(&js::text(document, "mapping"), schema, setup, fetch),
            stop,
        }
    }
}

/// What came of a request to a further backend.
#[inline(never)]
pub fn joined(source: String, action: Action) -> Option<Action> {
    let result = match action {
        Action::Opened(result) => result.map(|opened| opened.page),
        Action::MoreLoaded(result) => result,
        _ => return None,
    };
    Some(Action::Joined(source, result))
}
