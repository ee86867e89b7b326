//! What `embed.js` calls: mount a thread, change its options, ask again, take it away.

mod mounted;

use crate::backend::{Backend, BrowserIntl, Mount, deferred, log};
use crate::config::{Attributes, Config};
use crate::locale::{Catalog, Locale};
use js_sys::{Array, Function, Reflect};
use mounted::Mounted;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{JsError, JsValue, wasm_bindgen};
use web_sys::{Element, Node};

/// A mounted thread.
#[wasm_bindgen]
pub struct Handle(Rc<Mounted>);

/// Shows a thread in `root`, which is the element itself or its shadow root.
///
/// `options` holds `host`, `root`, `attributes` (pairs), `mapping` and `catalog` (JSON text), `lang`, `prefix`,
/// `authorize`, for a mapping that nobody has checked yet its `schema` (JSON text), and `complete`, which fetches the
/// second half of a module that was cut in two.
///
/// # Errors
/// Says which member of `options` is missing, or where the mapping or the catalog is wrong.
#[wasm_bindgen]
pub fn mount(options: &JsValue) -> Result<Handle, JsError> {
    let text = |name: &str| member(options, name).as_string().unwrap_or_default();
    let host: Element = cast(options, "host")?;
    let parent: Node = cast(options, "root")?;
    let attributes = attributes(&member(options, "attributes"));
    let lang = text("lang");
    let mut catalog = Catalog::parse(&text("catalog"))
        .map_err(|error| JsError::new(&["locale ", &lang, ": ", &error].concat()))?;
    for (key, words) in attributes.texts() {
        catalog.replace(key, words.to_owned());
    }
    let locale = Locale::new(&lang, catalog, Rc::new(BrowserIntl::new(&lang)));
    let root: Element = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.create_element("div").ok())
        .ok_or_else(|| JsError::new("the page has no document"))?;
    parent.append_child(&root).map_err(|_| JsError::new("the element takes no content"))?;
    let mount = Mount {
        host,
        root: root.clone(),
        attributes: &attributes,
        mapping: &text("mapping"),
        schema: member(options, "schema").as_string(),
        prefix: text("prefix"),
        lang: &lang,
        authorize: member(options, "authorize").dyn_into::<Function>().ok(),
    };
    deferred::missing(member(options, "complete"));
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
    let pair = |pair: JsValue| {
        let pair: Array = pair.dyn_into().ok()?;
        Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
    };
    let pairs: Option<&Array> = pairs.dyn_ref();
    Attributes::new(pairs.map(|pairs| pairs.iter().filter_map(pair).collect()).unwrap_or_default())
}

fn member(options: &JsValue, name: &str) -> JsValue {
    Reflect::get(options, &name.into()).unwrap_or_default()
}

fn cast<T: JsCast>(options: &JsValue, name: &str) -> Result<T, JsError> {
    member(options, name)
        .dyn_into()
        .map_err(|_| JsError::new(&["mount: ", name, " is not what it should be"].concat()))
}
