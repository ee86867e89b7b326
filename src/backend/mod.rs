//! Does what the state asks for: requests, storage, events, focus. The only place with side effects.

mod ask;
mod clock;
pub mod deferred;
mod event;
mod fetch;
mod focus;
mod hear;
mod intl;
mod join;
pub mod js;
mod live;
mod page;
mod sign_in;
mod storage;

pub use clock::{fresh_key, in_turn, now, when_painted};
pub use focus::scroll_by;
pub use intl::BrowserIntl;
pub use page::{is_online, log, root_in, wait_in, wait_on};

use crate::config::Attributes;
use crate::mapping::Client;
use crate::model::Problem;
use crate::state::{Action, Effect, Event, Focus, Memory, Waiting};
use ask::{asked, client};
use fetch::Fetch;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use js_sys::Function;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use storage::Storage;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;
use yew::Callback;

/// Everything outside one thread that it can touch.
pub struct Backend {
    host: Element,
    root: Element,
    client: Result<Rc<Client<Fetch>>, Problem>,
    stop: Box<dyn Fn()>,
    /// Set when the thread has left the page: nothing may happen any more.
    is_stopped: Rc<Cell<bool>>,
    storage: Rc<Storage>,
    timers: RefCell<Vec<Timeout>>,
    focus: RefCell<Option<Focus>>,
    phase: Cell<&'static str>,
    listeners: RefCell<Vec<EventListener>>,
    signing_in: RefCell<Option<EventListener>>,
    joined: RefCell<Vec<join::Source>>,
    also: RefCell<Option<join::Also>>,
    live: RefCell<Option<live::Listening>>,
    /// How often the thread was asked for: only the last answer is what the reader wants.
    opens: Rc<Cell<u32>>,
    base: Option<String>,
    /// Put before HTML ids; empty for the first thread of a page.
    pub prefix: String,
    /// The page's address without fragment where a `<base>` would mislead `#…` links, else empty.
    pub page: String,
    /// The page's title.
    pub title: String,
}

/// What a thread is mounted with.
pub struct Mount<'a> {
    /// The `causerie-thread` element.
    pub host: Element,
    /// The element the thread is rendered into.
    pub root: Element,
    /// The element's attributes.
    pub attributes: &'a Attributes,
    /// The mapping document.
    pub mapping: &'a str,
    /// The schema to check it against; none for a mapping that is known to be right.
    pub schema: Option<String>,
    /// The mapping documents of further backends, as the loader gives them.
    pub also: Option<JsValue>,
    /// The language of the interface.
    pub lang: &'a str,
    /// Put before HTML ids.
    pub prefix: String,
    /// The page's own `async (request) => headers`.
    pub authorize: Option<Function>,
    /// What the loader asked the backend already, if anything.
    pub early: JsValue,
}

impl PartialEq for Backend {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Backend {
    /// Prepares for a thread; a mapping or attribute that is wrong shows when the thread is opened.
    pub fn new(mount: Mount) -> Self {
        let Mount { host, root, attributes, mapping, schema, also, lang, prefix, authorize, early } = mount;
        let fetch = Fetch::new(authorize, early);
        let stop = Box::new(fetch.stop());
        let base = attributes.value("data-base").map(page::absolute);
        let scope = page::scope(attributes);
        let setup = page::setup(attributes, lang);
        let title = setup.page.title.clone();
        Self {
            host,
            root,
            client: client(mapping, schema, setup, fetch),
            stop,
            is_stopped: Rc::default(),
            storage: Rc::new(Storage::new(&scope)),
            timers: RefCell::default(),
            focus: RefCell::default(),
            phase: Cell::new(""),
            listeners: RefCell::default(),
            signing_in: RefCell::default(),
            joined: RefCell::default(),
            live: RefCell::default(),
            opens: Rc::default(),
            also: RefCell::new(also.map(|documents| join::Also {
                documents,
                attributes: attributes.clone(),
                lang: lang.to_owned(),
            })),
            base,
            prefix,
            page: page::address_if_misleading(),
            title,
        }
    }

    /// Does one thing at once, or what few backends have once the second half of the module is there.
    pub fn run_soon(self: Rc<Self>, effect: Effect, dispatch: &Callback<Action>) {
        if matches!(effect, Effect::Join(_) | Effect::Summary | Effect::Live) {
            let dispatch = dispatch.clone();
            deferred::when_quiet(move || self.run(effect, &dispatch));
        } else {
            self.run(effect, dispatch);
        }
    }

    /// Does one thing; what comes of it arrives as an action.
    fn run(&self, effect: Effect, dispatch: &Callback<Action>) {
        if self.is_stopped.get() {
            return;
        }
        match effect {
            Effect::SaveDraft(form, text) => self.keep(dispatch, |storage| storage.save_draft(&form, &text)),
            Effect::SaveOther(form, text) => self.keep(dispatch, |storage| storage.save_other(&form, &text)),
            Effect::SaveEdit(id, text) => self.keep(dispatch, |storage| storage.save_edit(&id, &text)),
            Effect::SaveUnsent(outgoing, with_author) => {
                self.keep(dispatch, |storage| storage.save_unsent(&outgoing, with_author));
            }
            Effect::ForgetUnsent(key) => self.storage.forget_unsent(&key),
            Effect::Wait(what, seconds) => self.wait(what, seconds, dispatch),
            Effect::SaveReader(reader) => self.storage.save_reader(&reader),
            Effect::SavePending(pending) => self.storage.save_pending(&pending),
            Effect::Emit(event) => {
                if let Event::Error(problem) = &event {
                    page::log_problem(problem);
                }
                event::emit(&self.host, &event);
            }
            Effect::Focus(focus) => *self.focus.borrow_mut() = Some(focus),
            Effect::Log(line) => page::log(&line),
            Effect::Join(next) => self.join(next, dispatch),
            Effect::Live => self.listen_live(dispatch),
            Effect::AwaitSignIn => self.await_sign_in(dispatch),
            wish => {
                if matches!(wish, Effect::SignOut) {
                    self.signing_in.take();
                }
                self.ask(self.client.clone(), None, wish, dispatch);
            }
        }
    }

    /// Keeps a text, and tells when the browser ceases or begins to keep what is typed.
    fn keep(&self, dispatch: &Callback<Action>, save: impl FnOnce(&Storage)) {
        let was_forgetful = self.storage.is_forgetful();
        save(&self.storage);
        if self.storage.is_forgetful() != was_forgetful {
            dispatch.emit(Action::Keeps(was_forgetful));
        }
    }

    /// Comes back to something a little after so many seconds: readers who wait together do not ask together.
    #[inline(never)]
    fn wait(&self, what: Waiting, seconds: u32, dispatch: &Callback<Action>) {
        let dispatch = dispatch.clone();
        let later = (js_sys::Math::random() * 1000.0) as u32;
        let timer = Timeout::new(seconds * 1000 + later, move || dispatch.emit(Action::Waited(what)));
        self.timers.borrow_mut().push(timer);
    }

    /// Tells the loader that this thread is worked on.
    pub fn at_work(&self) {
        deferred::at(&self.host);
    }

    /// Whether reading the thread needs the second half of the module.
    pub fn needs_all(&self) -> bool {
        self.storage.has_more() || self.client.as_ref().is_ok_and(|client| client.has_marks())
    }

    /// What the browser remembers of this thread: everything, or only what stands in forms.
    pub fn memory(&self, with_more: bool) -> Memory {
        self.storage.memory(with_more).without_stale(now())
    }

    /// The comment the page's address points to.
    pub fn anchor(&self) -> Option<String> {
        page::anchor(&self.prefix)
    }

    /// Shows the phase on the element. Once there is a thread, what stood in its place goes.
    pub fn show_phase(&self, phase: &'static str) {
        if self.is_stopped.get() || self.phase.replace(phase) == phase {
            return;
        }
        drop(self.host.set_attribute("data-phase", phase));
        if !matches!(phase, "loading" | "error" | "offline") && self.host.contains(Some(&self.root)) {
            page::remove_siblings(&self.root);
        }
    }

    /// Whether the thread has left the page.
    pub fn is_stopped(&self) -> bool {
        self.is_stopped.get()
    }

    /// Ends all requests and stops listening.
    pub fn stop(&self) {
        self.is_stopped.set(true);
        (self.stop)();
        self.listeners.take();
        self.signing_in.take();
        self.timers.take();
        self.live.take();
        self.joined.borrow().iter().for_each(|source| (source.stop)());
    }

    /// Takes the root off the page, and the phase off the element.
    pub fn remove(&self) {
        self.root.remove();
        drop(self.host.remove_attribute("data-phase"));
    }

    /// Asks a backend; what one of the further backends answers belongs to its name.
    fn ask(
        &self,
        client: Result<Rc<Client<Fetch>>, Problem>,
        source: Option<String>,
        wish: Effect,
        dispatch: &Callback<Action>,
    ) {
        let dispatch = dispatch.clone();
        let is_stopped = self.is_stopped.clone();
        let opens = self.opens.clone();
        let is_open = source.is_none() && matches!(wish, Effect::Open { .. });
        let open = opens.get() + u32::from(is_open);
        opens.set(open);
        let slow = source.is_none().then(|| {
            let dispatch = dispatch.clone();
            Timeout::new(SOON, move || dispatch.emit(Action::Slow))
        });
        spawn_local(async move {
            let mut action = asked(client, wish, &is_stopped).await;
            drop(slow);
            if is_open && open != opens.get() {
                return;
            }
            if let Some(source) = source {
                action = action.and_then(|action| join::joined(source, action));
            }
            // A request that ended because the thread left the page says nothing about the backend.
            if let Some(action) = action.filter(|_| !is_stopped.get()) {
                dispatch.emit(action);
            }
        });
    }
}

/// Milliseconds after which a reader is told that the answer takes long.
const SOON: u32 = 8_000;
