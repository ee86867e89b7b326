//! A thread on its page: asked for at once, and drawn by Yew as soon as there is something to show.
//!
//! Yew draws for the first time when the answer is there: until then the words of the loader or of the page stand there, and
//! what changes a drawing may be in the second half of the module.

use crate::backend::{Backend, deferred, wait_in, wait_on};
use crate::config::Config;
use crate::locale::{Locale, Text};
use crate::state::{Action, Effect, Thread};
use crate::view::{App, AppProps, Begun, Message};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;
use yew::{AppHandle, Callback};

/// A thread on its page.
pub struct Mounted {
    stage: RefCell<Stage>,
    locale: Locale,
    backend: Rc<Backend>,
    root: Element,
}

enum Stage {
    /// The first answer is on its way.
    Waiting(Box<Thread>),
    Shown(AppHandle<App>),
    Gone,
}

impl Mounted {
    /// Asks the backend for the thread and says so in `root`.
    pub fn begin(config: Config, locale: Locale, backend: Rc<Backend>, root: Element) -> Rc<Self> {
        wait_in(&root, locale.text(Text::Loading));
        backend.show_phase("loading");
        let stage = RefCell::new(Stage::Waiting(Box::new(Thread::new(config))));
        let mounted = Rc::new(Self { stage, locale, backend, root });
        if mounted.backend.needs_all() {
            // Only a reader who has written has comments that wait or are unsent, and few backends have marks beside their texts.
            let mounted = mounted.clone();
            spawn_local(async move {
                let complete = deferred::complete().await.is_ok();
                mounted.open(complete);
            });
        } else {
            mounted.open(false);
        }
        mounted
    }

    fn open(self: &Rc<Self>, with_more: bool) {
        let effects = match &mut *self.stage.borrow_mut() {
            Stage::Waiting(thread) => {
                let mut effects = thread.apply(Action::Remembered(self.backend.memory(with_more)));
                if let Some(anchor) = self.backend.anchor() {
                    effects.extend(thread.apply(Action::Follow(anchor)));
                }
                effects.extend(thread.apply(Action::Open));
                effects
            }
            _ => return,
        };
        self.run(effects);
    }

    /// Takes changed options over.
    pub fn configure(self: &Rc<Self>, config: Config) {
        let effects = match &mut *self.stage.borrow_mut() {
            Stage::Waiting(thread) => thread.apply(Action::Configure(config)),
            Stage::Shown(_) => return self.update(config),
            Stage::Gone => return,
        };
        self.run(effects);
    }

    /// Asks the backend for the thread again.
    pub fn refresh(self: &Rc<Self>) {
        if matches!(*self.stage.borrow(), Stage::Shown(_)) {
            let mounted = self.clone();
            deferred::when_quiet(move || mounted.take(Action::Open));
        }
    }

    /// Takes the thread off the page and frees what it held.
    pub fn leave(&self) {
        self.backend.stop();
        self.backend.remove();
        let Stage::Shown(app) = self.stage.replace(Stage::Gone) else { return };
        // Yew creates the component in a later microtask and would not find it if it were destroyed before.
        deferred::when_quiet(move || app.destroy());
    }

    fn update(self: &Rc<Self>, config: Config) {
        let mounted = self.clone();
        deferred::when_quiet(move || {
            let props = mounted.props(config, Begun::default());
            if let Stage::Shown(app) = &mut *mounted.stage.borrow_mut() {
                app.update(props);
            }
        });
    }

    /// Takes what happened: the first time it starts Yew.
    fn take(self: &Rc<Self>, action: Action) {
        let stage = self.stage.replace(Stage::Gone);
        self.stage.replace(match stage {
            Stage::Waiting(thread) => {
                let props = self.props(thread.config.clone(), Begun::new(*thread, action));
                Stage::Shown(yew::Renderer::<App>::with_root_and_props(self.root.clone(), props).render())
            }
            Stage::Shown(app) => {
                app.send_message(Message::Act(action));
                Stage::Shown(app)
            }
            Stage::Gone => Stage::Gone,
        });
    }

    fn run(self: &Rc<Self>, effects: Vec<Effect>) {
        let mounted = self.clone();
        let dispatch = Callback::from(move |action| {
            let is_first = matches!(*mounted.stage.borrow(), Stage::Waiting(_));
            if is_first && matches!(action, Action::Slow) {
                return wait_on(&mounted.root, mounted.locale.text(Text::Slow));
            }
            let mounted = mounted.clone();
            let take = move || mounted.take(action);
            if is_first { take() } else { deferred::when_quiet(take) }
        });
        for effect in effects {
            self.backend.clone().run_soon(effect, &dispatch);
        }
    }

    fn props(&self, config: Config, begun: Begun) -> AppProps {
        AppProps { config, locale: self.locale.clone(), backend: self.backend.clone(), begun }
    }
}
