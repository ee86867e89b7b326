//! What the browser keeps over a reload: drafts, the reader's name if they wish, comments that wait.

use super::js;
use crate::json;
use crate::model::{Comment, CommentId};
use crate::state::memory::{outgoing_from_json, outgoing_to_json, pending_from_json, pending_to_json};
use crate::state::{Action, FormKey, Memory, Outgoing, Reader};
use serde_json::{Map, Value};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;

/// The part of `localStorage` that belongs to one thread. Without storage everything works but is forgotten.
pub struct Storage {
    scope: String,
    /// Whether comments that wait are stored and were not read.
    unread: Cell<bool>,
    /// Whether the browser did not keep the last text.
    is_forgetful: Cell<bool>,
}

impl Storage {
    /// `scope` names the thread within the origin.
    pub fn new(scope: &str) -> Self {
        Self { scope: ["causerie ", scope].concat(), unread: Cell::default(), is_forgetful: Cell::default() }
    }

    /// Whether there are comments that wait for a moderator or are on their way, or texts beside those of forms.
    pub fn has_more(&self) -> bool {
        let draft = self.text_key(DRAFT, "");
        let all = [&*self.scope, " "].concat();
        keys().any(|key| key.starts_with(&all) && !key.starts_with(&draft))
    }

    fn has_pending(&self) -> bool {
        matches!(local().get_item(&self.pending_key()), Ok(Some(_)))
    }

    /// Reads everything, or only who writes and the texts of forms.
    pub fn memory(&self, with_more: bool) -> Memory {
        self.unread.set(!with_more && self.has_pending());
        let stored = local().get_item(READER).ok().flatten();
        let memory = Memory {
            reader: stored.map(|stored| reader(&stored)).unwrap_or_default(),
            drafts: self.texts(DRAFT).into_iter().map(|(form, text)| (form_named(&form), text)).collect(),
            ..Memory::default()
        };
        if with_more { self.with_more(memory) } else { memory }
    }

    #[inline(never)]
    fn with_more(&self, memory: Memory) -> Memory {
        // Who wrote is known while the window is open, or as long as the reader wishes.
        let outgoing = |(key, stored): (String, String)| {
            let here = storage(SESSION).get_item(&self.text_key(OUTBOX, &key)).ok().flatten();
            outgoing_from_json(&key, &here.unwrap_or(stored))
        };
        Memory {
            pending: self.pending(),
            others: self.texts(OTHER).into_iter().map(|(form, text)| (form_named(&form), text)).collect(),
            edits: self.texts(EDIT).into_iter().map(|(id, text)| (CommentId::text(id), text)).collect(),
            outbox: self.texts(OUTBOX).into_iter().filter_map(outgoing).collect(),
            ..memory
        }
    }

    /// Keeps the text of a form; an empty one is forgotten.
    pub fn save_draft(&self, form: &FormKey, text: &str) {
        self.save_text(DRAFT, form_name(form), text);
    }

    /// Keeps a text that a newer one has replaced.
    #[inline(never)]
    pub fn save_other(&self, form: &FormKey, text: &str) {
        self.save_text(OTHER, form_name(form), text);
    }

    /// Keeps the changed text of a comment.
    #[inline(never)]
    pub fn save_edit(&self, id: &CommentId, text: &str) {
        self.save_text(EDIT, id.as_str(), text);
    }

    /// Keeps a comment on its way, and who wrote it longer than this window only on request.
    #[inline(never)]
    pub fn save_unsent(&self, outgoing: &Outgoing, with_author: bool) {
        let key = self.text_key(OUTBOX, &outgoing.draft.key);
        self.note(set_in(LOCAL, &key, Some(&outgoing_to_json(outgoing, with_author))));
        set_in(SESSION, &key, Some(&outgoing_to_json(outgoing, true)));
    }

    /// Forgets what was on its way.
    #[inline(never)]
    pub fn forget_unsent(&self, key: &str) {
        let key = self.text_key(OUTBOX, key);
        for storage in [LOCAL, SESSION] {
            set_in(storage, &key, None);
        }
    }

    /// Whether the browser does not keep what is typed.
    pub fn is_forgetful(&self) -> bool {
        self.is_forgetful.get()
    }

    /// What a change by another window of the browser means for the thread.
    #[inline(never)]
    pub fn heard(&self, key: &str, before: &str, now: &str) -> Option<Action> {
        if let Some(form) = key.strip_prefix(&*self.text_key(DRAFT, "")) {
            let form = form_named(form);
            return Some(if now.is_empty() {
                Action::EmptiedElsewhere(form, before.to_owned())
            } else {
                Action::TypedElsewhere(form, now.to_owned())
            });
        }
        let sent = key.strip_prefix(&*self.text_key(OUTBOX, "")).filter(|_| now.is_empty())?;
        Some(Action::SettledElsewhere(sent.to_owned()))
    }

    /// The texts on a shelf, with what is behind its name.
    fn texts(&self, shelf: &str) -> Vec<(String, String)> {
        let prefix = self.text_key(shelf, "");
        let text = |key: String| {
            Some((key.strip_prefix(&prefix)?.to_owned(), local().get_item(&key).ok().flatten()?))
        };
        keys().filter_map(text).collect()
    }

    fn save_text(&self, shelf: &str, name: &str, text: &str) {
        let key = self.text_key(shelf, name);
        match text.trim().is_empty() {
            // A full storage can forget; that it did says nothing about the next text.
            true => drop(set(&key, None)),
            false => self.note(set(&key, Some(text))),
        }
    }

    fn note(&self, is_kept: bool) {
        self.is_forgetful.set(!is_kept);
    }

    fn text_key(&self, shelf: &str, name: &str) -> String {
        [&*self.scope, shelf, name].concat()
    }

    /// Keeps who writes, or forgets it.
    pub fn save_reader(&self, reader: &Reader) {
        if reader.remember {
            self.keep_reader(reader);
        } else {
            set(READER, None);
        }
    }

    #[inline(never)]
    fn keep_reader(&self, reader: &Reader) {
        let mut words = Map::new();
        for (name, text) in [("name", &reader.name), ("email", &reader.email), ("url", &reader.url)] {
            words.insert(name.to_owned(), Value::String(text.clone()));
        }
        let stored = json::encoded(&Value::Object(words));
        set(READER, Some(&stored));
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

/// The names of everything that is kept for the page's origin.
fn keys() -> impl Iterator<Item = String> {
    let storage = local();
    (0..storage.length().unwrap_or(0)).filter_map(move |index| storage.key(index).ok().flatten())
}

fn set(key: &str, value: Option<&str>) -> bool {
    set_in(LOCAL, key, value)
}

/// Keeps a value, or forgets it; whether that worked. A full or forbidden storage loses a convenience, not the comment.
fn set_in(storage: &str, key: &str, value: Option<&str>) -> bool {
    let storage = self::storage(storage);
    match value {
        Some(value) => storage.set_item(key, value),
        None => storage.remove_item(key),
    }
    .is_ok()
}

/// Names a form in a key.
fn form_name(form: &FormKey) -> &str {
    form.as_ref().map_or("", CommentId::as_str)
}

fn form_named(name: &str) -> FormKey {
    Some(name).filter(|name| !name.is_empty()).map(CommentId::text)
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
/// Texts of forms.
const DRAFT: &str = " draft ";
/// Texts that newer ones have replaced.
const OTHER: &str = " other ";
/// Changed texts of comments.
const EDIT: &str = " edit ";
/// Comments on their way.
const OUTBOX: &str = " outbox ";
