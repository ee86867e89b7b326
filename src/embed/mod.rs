//! What `embed.js` calls: mount a thread, change its options, ask again, take it away.

mod mounted;

use crate::backend::{Backend, BrowserIntl, Mount, deferred, js, log, root_in};
use crate::config::{Attributes, Config};
use crate::locale::{Catalog, Locale};
use js_sys::Function;
use mounted::Mounted;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::Element;

/// A mounted thread.
#[wasm_bindgen]
pub struct Handle(Rc<Mounted>);

/// Shows a thread in `root`, which is the element itself or its shadow root.
///
/// `options` comes from `embed.js` and holds `host`, `root`, `attributes` (pairs), `mapping` and `catalog` (JSON text),
/// `lang`, `prefix`, `authorize`, for a mapping that nobody has checked yet its `schema` (JSON text), and `complete`,
/// which fetches the second half of a module that was cut in two.
///
/// # Errors
/// Says where the catalog is wrong. What is wrong with the mapping stands in the thread.
#[wasm_bindgen]
pub fn mount(options: &JsValue) -> Result<Handle, JsValue> {
    let text = |name: &str| js::text(options, name);
    let host: Element = js::member(options, "host").unchecked_into();
    let attributes = attributes(&js::member(options, "attributes"));
    let lang = text("lang");
    let mut catalog =
        Catalog::parse(&text("catalog")).map_err(|error| ["locale ", &lang, ": ", &error].concat())?;
    for (key, words) in attributes.texts() {
        catalog.replace(key, words.to_owned());
    }
    let locale = Locale::new(&lang, catalog, Rc::new(BrowserIntl::new(&lang)));
    let root = root_in(js::member(options, "root").unchecked_ref())?;
    let mount = Mount {
        host,
        root: root.clone(),
        attributes: &attributes,
        mapping: &text("mapping"),
        schema: js::member(options, "schema").as_string(),
        prefix: text("prefix"),
        lang: &lang,
        authorize: js::member(options, "authorize").dyn_into::<Function>().ok(),
    };
    deferred::missing(js::member(options, "complete"));
    let backend = Rc::new(Backend::new(mount));
    Ok(Handle(Mounted::begin(config(&attributes), locale, backend, root)))
}

#[wasm_bindgen]
impl Handle {
    /// Takes changed attributes over without asking the backend again, where that is possible.
    pub fn update(&self, attributes: &JsValue) {
        self.0.configure(config(&self::attributes(attributes)));
    }

    /// Asks the backend for the thread again.
    pub fn refresh(&self) {
        self.0.refresh();
    }

    /// Takes the thread off the page and frees what it held.
    pub fn destroy(self) {
        self.0.leave();
    }
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
