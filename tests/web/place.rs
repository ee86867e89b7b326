//! A place on the test's page: an element, what it is mounted with, and the events that reach the document.

use causerie::embed::mount;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use js_sys::{Array, Function, JSON, Object, Promise, Reflect};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    CustomEvent, Document, Element, Event, EventInit, HtmlElement, HtmlInputElement, HtmlTextAreaElement,
    Response,
};

/// A host element with what happened on it; gone from the page when dropped.
pub struct Place {
    pub host: Element,
    events: Rc<RefCell<Vec<String>>>,
    _listeners: Vec<EventListener>,
}

impl Place {
    /// An empty element at the end of the page.
    pub fn new() -> Self {
        serve_files();
        let host = document().create_element("causerie-thread").unwrap();
        host.set_inner_html("<p>What readers without a widget see</p>");
        document().body().unwrap().append_child(&host).unwrap();
        let events = Rc::<RefCell<Vec<String>>>::default();
        let listen = |name: &'static str| {
            let events = events.clone();
            EventListener::new(&document(), name, move |event| {
                let detail = event.dyn_ref::<CustomEvent>().unwrap().detail();
                let detail = String::from(JSON::stringify(&detail).unwrap());
                events.borrow_mut().push(format!("{} {detail}", event.type_()));
            })
        };
        let listeners = ["causerie-ready", "causerie-comment", "causerie-error"].map(listen).into();
        Self { host, events, _listeners: listeners }
    }

    /// Mounts a thread of the static preset.
    pub fn mount(&self, attributes: &[(&str, &str)]) -> Handle {
        Handle(mount(&self.options(attributes, STATIC)).expect("the options are right").unchecked_into())
    }

    /// What `mount` is called with.
    pub fn options(&self, attributes: &[(&str, &str)], mapping: &str) -> JsValue {
        let pair = |(name, value): &(&str, &str)| Array::of2(&(*name).into(), &(*value).into());
        let options: [(&str, JsValue); 8] = [
            ("host", self.host.clone().into()),
            ("root", self.host.clone().into()),
            ("attributes", attributes.iter().map(pair).collect::<Array>().into()),
            ("mapping", mapping.into()),
            ("catalog", FRENCH.into()),
            ("rules", rules("fr")),
            ("lang", "fr".into()),
            ("prefix", "".into()),
        ];
        let object = Object::new();
        for (name, value) in &options {
            Reflect::set(&object, &(*name).into(), value).unwrap();
        }
        object.into()
    }

    pub fn phase(&self) -> Option<String> {
        self.host.get_attribute("data-phase")
    }

    /// What reached the document so far.
    pub fn events(&self) -> Vec<String> {
        self.events.borrow().clone()
    }

    /// The first element that matches.
    pub fn find(&self, selector: &str) -> Option<HtmlElement> {
        self.host.query_selector(selector).unwrap().map(JsCast::unchecked_into)
    }

    /// Waits for an element, and for the phase it comes with.
    pub async fn wait_for(&self, selector: &str) -> HtmlElement {
        until(|| self.find(selector).is_some()).await;
        self.find(selector).unwrap()
    }

    pub async fn click(&self, selector: &str) {
        self.wait_for(selector).await.click();
    }

    /// Types into a field as a reader does.
    pub async fn types(&self, selector: &str, text: &str) {
        let field = self.wait_for(selector).await;
        match field.dyn_ref::<HtmlTextAreaElement>() {
            Some(area) => area.set_value(text),
            None => field.unchecked_ref::<HtmlInputElement>().set_value(text),
        }
        let init = EventInit::new();
        init.set_bubbles(true);
        field.dispatch_event(&Event::new_with_event_init_dict("input", &init).unwrap()).unwrap();
        pause(0).await;
    }
}

/// What `embed.js` holds of a mounted thread.
pub struct Handle(Function);

impl Handle {
    pub fn refresh(&self) {
        self.wish(&"refresh".into());
    }

    pub fn destroy(self) {
        self.wish(&"destroy".into());
    }

    pub fn update(&self, attributes: &JsValue) {
        self.wish(attributes);
    }

    fn wish(&self, wish: &JsValue) {
        self.0.call1(&JsValue::NULL, wish).unwrap();
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.host.remove();
    }
}

/// What the loader knows of a language.
pub fn rules(lang: &str) -> JsValue {
    let loader = include_str!("../../www/embed.js");
    let (_, rest) = loader.split_once("function rules(lang) {\n").unwrap();
    let (make, _) = rest.split_once("\n  }\n").unwrap();
    let make = ["const script = null;", make].concat();
    Function::new_with_args("lang", &make).call1(&JsValue::NULL, &lang.into()).unwrap()
}

/// Waits until something holds; a test that waits in vain fails.
pub async fn until(holds: impl Fn() -> bool) {
    for _ in 0..200 {
        if holds() {
            return;
        }
        pause(10).await;
    }
    let places = document().query_selector_all("causerie-thread").unwrap();
    let last = places.item(places.length().saturating_sub(1)).map(|last| last.unchecked_into::<Element>());
    panic!("what was waited for did not come: {:?}", last.map(|last| last.outer_html()));
}

/// Lets the browser work for some milliseconds.
pub async fn pause(millis: u32) {
    let promise = Promise::new(&mut |resolve, _| {
        Timeout::new(millis, move || drop(resolve.call0(&JsValue::NULL))).forget();
    });
    JsFuture::from(promise).await.unwrap();
}

pub fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// The address of a file that no server needs to have: the page's `fetch` reads it from the address itself.
pub fn file(text: &str) -> String {
    format!("{FILES}{}", js_sys::encode_uri_component(text))
}

/// Lets the page's `fetch` answer for [`file`], after a moment; everything else goes its way.
fn serve_files() {
    if IS_SERVING.replace(true) {
        return;
    }
    let window = web_sys::window().unwrap();
    let real: Function = Reflect::get(&window, &"fetch".into()).unwrap().unchecked_into();
    let fetch = Closure::<dyn Fn(String, JsValue) -> Promise>::new(move |url: String, init: JsValue| {
        let Some(text) = url.strip_prefix(FILES) else {
            return real.call2(&web_sys::window().unwrap(), &url.into(), &init).unwrap().unchecked_into();
        };
        let text = String::from(js_sys::decode_uri_component(text).unwrap());
        wasm_bindgen_futures::future_to_promise(async move {
            pause(20).await;
            Ok(Response::new_with_opt_str(Some(&text)).unwrap().into())
        })
    });
    Reflect::set(&window, &"fetch".into(), fetch.as_ref()).unwrap();
    fetch.forget();
}

thread_local! {
    static IS_SERVING: Cell<bool> = const { Cell::new(false) };
}

const FILES: &str = "https://files.example/?";

/// Two comments, the second an answer.
pub fn two() -> String {
    file(
        r#"{"thread": {"title": "Un billet"}, "comments": [
        {"id": 1, "author": "Zoé", "date": "2014-10-07T09:05:00Z", "text": "Une question."},
        {"id": 2, "parent": 1, "author": "Max", "date": "2014-10-07T10:05:00Z", "text": "Une réponse."}]}"#,
    )
}

pub const STATIC: &str = include_str!("../../www/presets/static.json");
pub const FRENCH: &str = include_str!("../../www/locales/fr.json");
