//! What the widget reads from the page around it.

use super::{Backend, js, storage};
use crate::body::url::origin;
use crate::config::Attributes;
use crate::cut;
use crate::digits::decimal;
use crate::mapping::{PageFacts, Place, Setup};
use crate::model::{Problem, ProblemKind};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, Node, console};

impl Backend {
    /// The backend's address, against which relative links resolve.
    pub fn base(&self) -> Option<String> {
        self.base.clone()
    }

    /// The origins whose pictures may be loaded: the page's and the backend's.
    pub fn origins(&self) -> Vec<String> {
        let own = absolute("/");
        [Some(own.as_str()), self.base.as_deref()]
            .into_iter()
            .flatten()
            .filter_map(origin)
            .map(str::to_owned)
            .collect()
    }
}

/// Gathers what a mapping may want to know of the page.
pub fn setup(attributes: &Attributes, lang: &str) -> Setup {
    let (kept, around) = (backend_scope(attributes), around());
    let keeping = kept.clone();
    Setup {
        options: attributes.variables(),
        thread: attributes.value("thread").map(str::to_owned),
        page: PageFacts { url: address(), base: absolute("."), title: title(), lang: lang.to_owned() },
        lookup: Box::new(move |place, name| match place {
            Place::Cookie => cookie(name),
            Place::Meta => meta(&around, name),
            Place::Kept => storage::kept(&kept, name),
        }),
        keep: Box::new(move |name, is_short, value| storage::keep(&keeping, name, is_short, value)),
        utc_offset: -(js_sys::Date::new_0().get_timezone_offset() as i32),
        now: super::now,
        agent: js::of_page("navigator", "userAgent").as_string().unwrap_or_default(),
    }
}

/// Resolves an address of the page's author against the page.
pub fn absolute(url: &str) -> String {
    let Some(link) = document().and_then(|document| document.create_element("a").ok()) else {
        return url.to_owned();
    };
    drop(link.set_attribute("href", url));
    js::text(&link, "href")
}

/// Names the thread within its origin, for the storage: the backend, the page's author's variables but for
/// secrets, and the thread's key or the page's address with its query.
pub fn scope(attributes: &Attributes) -> String {
    let thread = attributes.value("thread").map_or_else(address, str::to_owned);
    [&backend_scope(attributes), " ", &thread].concat()
}

/// Names the backend within the page's origin.
fn backend_scope(attributes: &Attributes) -> String {
    let mut scope = attributes.value("backend").unwrap_or("native").to_owned();
    for (name, value) in attributes.variables() {
        // A further backend has secrets too.
        if !name.strip_prefix("also-").unwrap_or(&name).starts_with("auth") {
            scope.push(' ');
            scope.push_str(&value);
        }
    }
    scope
}

/// The anchor of the comment in the page's address, for the thread with this prefix.
pub fn anchor(prefix: &str) -> Option<String> {
    let hash = js::of_page("location", "hash").as_string()?;
    let anchor = hash.strip_prefix('#')?.strip_prefix(prefix)?.strip_prefix("comment-")?;
    Some(anchor.to_owned()).filter(|anchor| !anchor.is_empty())
}

/// The page's address without fragment, if a `<base>` would send `#…` links elsewhere.
pub fn address_if_misleading() -> String {
    let has_base = document().and_then(|document| document.query_selector("base[href]").ok().flatten());
    has_base.map(|_| location()).unwrap_or_default()
}

/// Adds the element that a thread is rendered into.
pub fn root_in(parent: &Node) -> Result<Element, JsValue> {
    let root = document().ok_or(JsValue::NULL)?.create_element("div")?;
    parent.append_child(&root)?;
    Ok(root)
}

/// Says in an empty element that something is on its way.
pub fn wait_in(root: &Element, words: &str) {
    let Some(document) = document() else { return };
    let Ok(line) = document.create_element("p") else { return };
    drop(line.set_attribute("class", "causerie-state causerie-loading"));
    drop(line.append_child(&document.create_text_node(words)));
    drop(root.append_child(&line));
}

/// Says in an element that is still waiting that it takes long.
#[inline(never)]
pub fn wait_on(root: &Element, words: &str) {
    if let Some(line) = root.first_element_child() {
        line.set_text_content(Some(words));
    }
}

/// Whether the browser knows of a connection.
pub fn is_online() -> bool {
    js::of_page("navigator", "onLine") != JsValue::FALSE
}

/// Removes everything beside `root` from its parent.
pub fn remove_siblings(root: &Element) {
    let Some(parent) = root.parent_node() else { return };
    while let Some(sibling) = root.next_sibling().or_else(|| root.previous_sibling()) {
        if parent.remove_child(&sibling).is_err() {
            return;
        }
    }
}

/// Tells “no network” from “the backend does not answer this page”: only the browser knows the first,
/// and then the backend's name says nothing.
pub fn settle_offline(mut problem: Problem) -> Problem {
    if problem.kind == ProblemKind::Offline && !is_online() {
        problem.origin = None;
    }
    if let Some(origin) = problem.origin.as_ref().filter(|_| problem.kind == ProblemKind::Offline) {
        let page = absolute("/");
        let page = cut::trim_end(&page, "/");
        let question = ": is it running, and does it allow requests from ";
        log(&["no answer from ", origin, question, page, " (CORS)?"].concat());
    }
    problem
}

/// The problem of having no answer from the page's own site.
pub fn no_answer() -> Problem {
    let origin = is_online().then(|| cut::trim_end(&absolute("/"), "/").to_owned());
    Problem { origin, ..Problem::new(ProblemKind::Offline) }
}

/// Tells the developer what the reader is spared. No answer and a wrong set-up were told where they were found.
pub fn log_problem(problem: &Problem) {
    if matches!(problem.kind, ProblemKind::Offline | ProblemKind::Setup) {
        return;
    }
    let (kind, status) = (problem.kind.as_str(), problem.status);
    let origin = problem.origin.as_deref().unwrap_or("the backend");
    let detail = problem.detail.as_deref().unwrap_or_default();
    log(&[origin, ": ", kind, ", status ", &decimal(status.into()), ". ", detail].concat());
}

/// Tells the developer.
pub fn log(line: &str) {
    console::warn_1(&["[causerie] ", line].concat().into());
}

/// The canonical address of the page, or else its location; without fragment.
fn address() -> String {
    let canonical =
        document().and_then(|document| document.query_selector("link[rel=canonical]").ok().flatten());
    canonical
        .map(|link| js::text(&link, "href"))
        .filter(|href| href.starts_with("http"))
        .unwrap_or_else(location)
}

fn location() -> String {
    let href = js::of_page("location", "href").as_string().unwrap_or_default();
    cut::part(&href, 0, cut::find(&href, 0, "#")).to_owned()
}

fn title() -> String {
    js::of_page("document", "title").as_string().unwrap_or_default()
}

/// Where the page's `meta` elements stand, or may come: most often in its head, and nobody looks for them among ten thousand
/// comments.
fn around() -> Element {
    let is_coming = js::of_page("document", "readyState") == "loading";
    let found = document().and_then(|document| document.query_selector("body meta[name]").ok().flatten());
    let place = if is_coming || found.is_some() { "documentElement" } else { "head" };
    js::of_page("document", place).unchecked_into()
}

fn meta(around: &Element, name: &str) -> Option<String> {
    // Nothing in a name may end the text of the selector.
    if cut::find(name, 0, "\"\\\n\r\x0c") < name.len() {
        return None;
    }
    let meta = around.query_selector(&["meta[name=\"", name, "\"]"].concat()).ok().flatten()?;
    Some(js::text(&meta, "content"))
}

fn cookie(name: &str) -> Option<String> {
    let cookies = js::of_page("document", "cookie").as_string()?;
    let value = cut::pieces(&cookies, ";")
        .filter_map(|cookie| cut::once(cookie.trim(), "="))
        .find(|(found, _)| *found == name)?
        .1;
    Some(js_sys::decode_uri_component(value).map_or_else(|_| value.to_owned(), String::from))
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}
