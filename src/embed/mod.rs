//! What `embed.js` calls: mount a thread, change its options, ask again, take it away.

mod mounted;

use crate::backend::{Backend, BrowserIntl, Mount, deferred, js, log, root_in};
use crate::config::{Attributes, Config};
use crate::locale::{self, Catalog, Locale};
use js_sys::Function;
use mounted::Mounted;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue, wasm_bindgen};
use web_sys::Element;

/// Shows a thread in `root`, which is the element itself or its shadow root.
///
/// `options` comes from `embed.js` and holds `host`, `root`, `attributes` (pairs), `mapping` and `catalog` (JSON text),
/// `lang`, `rules` (what the browser knows of the language), `prefix`, `authorize`, `early` (the request for the list, where
/// the loader has sent it), for a mapping that nobody has checked yet its `schema` (JSON text), for further backends
/// `also` (an array of `name`, `mapping`, `schema`), and `complete`, which has the parts of a module that are on their way
/// and fetches its second half.
///
/// Returns the handle of the thread, a function: with `"refresh"` it asks the backend again, with `"destroy"` it takes
/// the thread off the page and frees what it held, and with changed attributes (pairs) it takes them over, without
/// asking the backend where that is possible. A class would weigh three times as much.
///
/// # Errors
/// Says where the catalog is wrong. What is wrong with the mapping stands in the thread.
#[wasm_bindgen]
pub fn mount(options: &JsValue) -> Result<JsValue, JsValue> {
    let text = |name: &str| js::text(options, name);
    let lang = text("lang");
    let mut catalog =
        Catalog::parse(&text("catalog")).map_err(|error| ["locale ", &lang, ": ", &error].concat())?;
    let host: Element = js::member(options, "host").unchecked_into();
    let attributes = attributes(&js::member(options, "attributes"));
    for (key, words) in attributes.texts() {
        catalog.replace(key, words.to_owned());
    }
    let locale = Locale::new(&lang, catalog, Rc::new(BrowserIntl::new(&lang, js::member(options, "rules"))));
    let root = root_in(js::member(options, "root").unchecked_ref())?;
    let mount = Mount {
        host,
        root: root.clone(),
        attributes: &attributes,
        mapping: &text("mapping"),
        schema: js::member(options, "schema").as_string(),
        also: Some(js::member(options, "also")).filter(JsValue::is_object),
        prefix: text("prefix"),
        lang: &lang,
        authorize: js::member(options, "authorize").dyn_into::<Function>().ok(),
        early: js::member(options, "early"),
    };
    deferred::missing(js::member(options, "complete"));
    let backend = Rc::new(Backend::new(mount));
    // The browser lets go of a function when it likes; what the thread holds goes at once.
    let mounted = RefCell::new(Some(Mounted::begin(config(&attributes), locale, backend, root)));
    let handle = move |wish: JsValue| match (wish.as_string().as_deref(), &mut *mounted.borrow_mut()) {
        (Some("refresh"), Some(mounted)) => mounted.refresh(),
        (Some("destroy"), mounted) => drop(mounted.take().map(|mounted| mounted.leave())),
        (_, Some(mounted)) => mounted.configure(config(&self::attributes(&wish))),
        (_, None) => {}
    };
    Ok(Closure::<dyn Fn(JsValue)>::new(handle).into_js_value())
}

/// Takes the texts of a language that only a reader who acts sees, where a release has them apart.
///
/// # Errors
/// Says where they stop being JSON.
#[wasm_bindgen]
pub fn learn(lang: &str, texts: &str) -> Result<(), JsValue> {
    locale::learn(lang, texts).map_err(|error| ["locale ", lang, ": ", &error].concat().into())
}

/// Reads the options and tells the developer what could not be read.
fn config(attributes: &Attributes) -> Config {
    let (config, complaints) = Config::resolve(attributes);
    complaints.iter().for_each(|complaint| log(complaint));
    config
}

fn attributes(pairs: &JsValue) -> Attributes {
    Attributes::new(js::pairs(pairs))
}
