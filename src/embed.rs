//! What `embed.js` calls: mount a thread, change its options, ask again, take it away.

use crate::backend::{Backend, BrowserIntl, Mount, log};
use crate::config::{Attributes, Config};
use crate::locale::{Catalog, Locale};
use crate::state::Action;
use crate::view::{App, AppProps};
use js_sys::{Array, Function, Reflect};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{JsError, JsValue, wasm_bindgen};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Node};
use yew::AppHandle;

/// Runs once when the module is there.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|info| log(&format!("{info}"))));
}

/// A mounted thread.
#[wasm_bindgen]
pub struct Handle {
    app: AppHandle<App>,
    backend: Rc<Backend>,
    locale: Locale,
}

/// Shows a thread in `root`, which is the element itself or its shadow root.
///
/// `options` holds `host`, `root`, `attributes` (pairs), `mapping` and `catalog` (JSON text), `lang`, `prefix`,
/// `authorize`, and for a mapping that nobody has checked yet its `schema` (JSON text).
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
    let mut catalog =
        Catalog::parse(&text("catalog")).map_err(|error| JsError::new(&format!("locale {lang}: {error}")))?;
    for (key, words) in attributes.texts() {
        catalog.replace(key, words.to_owned());
    }
    let locale = Locale::new(&lang, catalog, Rc::new(BrowserIntl::new(&lang)));
    let root = web_sys::window()
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
    let backend = Rc::new(Backend::new(mount));
    let props = AppProps { config: config(&attributes), locale: locale.clone(), backend: backend.clone() };
    let app = yew::Renderer::<App>::with_root_and_props(root, props).render();
    Ok(Handle { app, backend, locale })
}

#[wasm_bindgen]
impl Handle {
    /// Takes changed attributes over without asking the backend again, where that is possible.
    pub fn update(&mut self, attributes: &JsValue) {
        let config = config(&self::attributes(attributes));
        self.app.update(AppProps { config, locale: self.locale.clone(), backend: self.backend.clone() });
    }

    /// Asks the backend for the thread again.
    pub fn refresh(&self) {
        self.app.send_message(Action::Open);
    }

    /// Takes the thread off the page and frees what it held.
    pub fn destroy(self) {
        self.backend.stop();
        self.backend.remove();
        // Yew creates the component in a later microtask and would not find it if it were destroyed before.
        let app = self.app;
        spawn_local(async move { app.destroy() });
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
        .map_err(|_| JsError::new(&format!("mount: {name} is not what it should be")))
}
