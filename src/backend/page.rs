//! What the widget reads from the page around it.

use crate::config::Attributes;
use crate::cut;
use crate::digits::decimal;
use crate::mapping::{PageFacts, Place, Setup};
use crate::model::{Problem, ProblemKind};
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlLinkElement, HtmlMetaElement, Url, console};

/// Gathers what a mapping may want to know of the page.
pub fn setup(attributes: &Attributes, lang: &str) -> Setup {
    let agent = web_sys::window().and_then(|window| window.navigator().user_agent().ok());
    Setup {
        options: attributes.variables(),
        thread: attributes.value("thread").map(str::to_owned),
        page: PageFacts { url: address(), base: absolute("."), title: title(), lang: lang.to_owned() },
        lookup: Box::new(|place, name| match place {
            Place::Cookie => cookie(name),
            Place::Meta => meta(name),
        }),
        utc_offset: -(js_sys::Date::new_0().get_timezone_offset() as i32),
        now: super::now(),
        agent: agent.unwrap_or_default(),
    }
}

/// Resolves an address of the page's author against the page.
pub fn absolute(url: &str) -> String {
    let base = document().and_then(|document| document.base_uri().ok().flatten()).unwrap_or_default();
    Url::new_with_base(url, &base).map_or_else(|_| url.to_owned(), |url| url.href())
}

/// Names the thread within its origin, for the storage: the backend, the page's author's variables but for
/// secrets, and the thread's key or the page's address with its query.
pub fn scope(attributes: &Attributes) -> String {
    let mut scope = attributes.value("backend").unwrap_or("native").to_owned();
    for (name, value) in attributes.variables() {
        if !name.starts_with("auth") {
            scope.push(' ');
            scope.push_str(&value);
        }
    }
    scope.push(' ');
    scope.push_str(&attributes.value("thread").map_or_else(address, str::to_owned));
    scope
}

/// The anchor of the comment in the page's address, for the thread with this prefix.
pub fn anchor(prefix: &str) -> Option<String> {
    let hash = web_sys::window()?.location().hash().ok()?;
    let anchor = hash.strip_prefix('#')?.strip_prefix(prefix)?.strip_prefix("comment-")?;
    Some(anchor.to_owned()).filter(|anchor| !anchor.is_empty())
}

/// The page's address without fragment, if a `<base>` would send `#…` links elsewhere.
pub fn address_if_misleading() -> String {
    let has_base = document().and_then(|document| document.query_selector("base[href]").ok().flatten());
    has_base.map(|_| location()).unwrap_or_default()
}

/// Removes everything beside `root` from its parent.
pub fn remove_siblings(root: &Element) {
    let Some(parent) = root.parent_node() else { return };
    let siblings = parent.child_nodes();
    for index in (0..siblings.length()).rev() {
        if let Some(sibling) = siblings.get(index).filter(|sibling| !sibling.is_same_node(Some(root))) {
            drop(parent.remove_child(&sibling));
        }
    }
}

/// Tells “no network” from “the backend does not answer this page”: only the browser knows the first,
/// and then the backend's name says nothing.
pub fn settle_offline(mut problem: Problem) -> Problem {
    let online = web_sys::window().is_none_or(|window| window.navigator().on_line());
    if problem.kind == ProblemKind::Offline && !online {
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
    let canonical =
        canonical.and_then(|link| link.dyn_into::<HtmlLinkElement>().ok()).map(|link| link.href());
    canonical.filter(|href| href.starts_with("http")).unwrap_or_else(location)
}

fn location() -> String {
    let href = web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    cut::part(&href, 0, cut::find(&href, 0, "#")).to_owned()
}

fn title() -> String {
    document().map(|document| document.title()).unwrap_or_default()
}

fn meta(name: &str) -> Option<String> {
    let metas = document()?.query_selector_all("meta[name]").ok()?;
    let metas = (0..metas.length()).filter_map(|index| metas.get(index)?.dyn_into::<HtmlMetaElement>().ok());
    metas.into_iter().find(|meta| meta.name() == name).map(|meta| meta.content())
}

fn cookie(name: &str) -> Option<String> {
    let document: web_sys::HtmlDocument = document()?.dyn_into().ok()?;
    let cookies = document.cookie().ok()?;
    let value = cut::pieces(&cookies, ";")
        .filter_map(|cookie| cut::once(cookie.trim(), "="))
        .find(|(found, _)| *found == name)?
        .1;
    Some(js_sys::decode_uri_component(value).map_or_else(|_| value.to_owned(), String::from))
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}
