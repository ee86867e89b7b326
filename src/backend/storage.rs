//! What the browser keeps over a reload: drafts, the reader's name if they wish, comments that wait.

use super::js;
use crate::json;
use crate::model::{Comment, CommentId};
use crate::state::memory::{pending_from_json, pending_to_json};
use crate::state::{FormKey, Memory, Reader};
use serde_json::{Map, Value};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;

/// The part of `localStorage` that belongs to one thread. Without storage everything works but is forgotten.
pub struct Storage {
    scope: String,
    /// Whether comments that wait are stored and were not read.
    unread: Cell<bool>,
}

impl Storage {
    /// `scope` names the thread within the origin.
    pub fn new(scope: &str) -> Self {
        Self { scope: ["causerie ", scope].concat(), unread: Cell::default() }
    }

    /// Whether comments wait for a moderator.
    pub fn has_pending(&self) -> bool {
        matches!(local().get_item(&self.pending_key()), Ok(Some(_)))
    }

    /// Reads everything, but comments that wait only on request.
    pub fn memory(&self, with_pending: bool) -> Memory {
        self.unread.set(!with_pending && self.has_pending());
        let storage = local();
        let get = |key: &str| storage.get_item(key).ok().flatten();
        let prefix = self.draft_prefix();
        let keys = (0..storage.length().unwrap_or(0)).filter_map(|index| storage.key(index).ok().flatten());
        let draft = |key: String| {
            let form = key.strip_prefix(&prefix)?;
            let form = Some(form).filter(|form| !form.is_empty()).map(CommentId::text);
            Some((form, get(&key)?))
        };
        Memory {
            reader: get(READER).map(|stored| reader(&stored)).unwrap_or_default(),
            drafts: keys.filter_map(draft).collect(),
            pending: if with_pending { self.pending() } else { Vec::new() },
        }
    }

    /// Keeps the text of a form; an empty one is forgotten.
    pub fn save_draft(&self, form: &FormKey, text: &str) {
        let key = [&*self.draft_prefix(), form.as_ref().map_or("", CommentId::as_str)].concat();
        set(&key, Some(text).filter(|text| !text.trim().is_empty()));
    }

    /// Keeps who writes, or forgets it.
    #[inline(never)]
    pub fn save_reader(&self, reader: &Reader) {
        let mut words = Map::new();
        for (name, text) in [("name", &reader.name), ("email", &reader.email), ("url", &reader.url)] {
            words.insert(name.to_owned(), Value::String(text.clone()));
        }
        let stored = json::encoded(&Value::Object(words));
        set(READER, reader.remember.then_some(stored.as_str()));
    }

    /// Keeps comments that wait for a moderator, and those that could not be read when the thread began.
    #[inline(never)]
    pub fn save_pending(&self, pending: &[Rc<Comment>]) {
        let mut all = pending.to_vec();
        if self.unread.get() {
            let known = |comment: &Comment| pending.iter().any(|own| own.id == comment.id);
            all.extend(self.pending().into_iter().filter(|comment| !known(comment)).map(Rc::new));
        }
        let stored = pending_to_json(&all);
        set(&self.pending_key(), (!all.is_empty()).then_some(stored.as_str()));
    }

    #[inline(never)]
    fn pending(&self) -> Vec<Comment> {
        let stored = local().get_item(&self.pending_key()).ok().flatten();
        stored.map(|stored| pending_from_json(&stored)).unwrap_or_default()
    }

    fn draft_prefix(&self) -> String {
        [&self.scope, " draft "].concat()
    }

    fn pending_key(&self) -> String {
        [&self.scope, " pending"].concat()
    }
}

/// A value of a mapping that was kept, for one backend.
pub fn kept(backend: &str, name: &str) -> Option<String> {
    let key = kept_key(backend, name);
    let of = |name: &str| storage(name).get_item(&key).ok().flatten();
    of(LOCAL).or_else(|| of(SESSION))
}

/// Keeps a value of a mapping while the tab is open or longer, or forgets it.
#[inline(never)]
pub fn keep(backend: &str, name: &str, is_short: bool, value: Option<&str>) {
    set_in(if is_short { SESSION } else { LOCAL }, &kept_key(backend, name), value);
}

fn kept_key(backend: &str, name: &str) -> String {
    ["causerie ", backend, " var ", name].concat()
}

fn set(key: &str, value: Option<&str>) {
    set_in(LOCAL, key, value);
}

fn set_in(storage: &str, key: &str, value: Option<&str>) {
    let storage = self::storage(storage);
    // A full or forbidden storage loses a convenience, not the comment.
    drop(match value {
        Some(value) => storage.set_item(key, value),
        None => storage.remove_item(key),
    });
}

/// The storage; where there is none, every use of it is an error.
fn local() -> web_sys::Storage {
    storage(LOCAL)
}

fn storage(name: &str) -> web_sys::Storage {
    js::member(&js_sys::global(), name).unchecked_into()
}

fn reader(stored: &str) -> Reader {
    let value: Value = json::parse(stored).unwrap_or_default();
    let words = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
    Reader { name: words("name"), email: words("email"), url: words("url"), remember: true }
}

const LOCAL: &str = "localStorage";
const SESSION: &str = "sessionStorage";
const READER: &str = "causerie reader";
