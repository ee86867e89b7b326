//! A thread on its page: asked for at once, and drawn by Yew as soon as there is something to show.
//!
//! Yew draws for the first time when the answer is there, and the part of the module that draws: until then the words of the
//! loader or of the page stand there, and what changes a drawing may be in the second half of the module.

use crate::backend::{Backend, deferred, wait_in, wait_on};
use crate::config::Config;
use crate::locale::{Locale, Text};
use crate::state::{Action, Effect, Thread};
use crate::view::{App, AppProps, Begun, First, Message};
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
    /// The first answer is on its way, or what draws it.
    Waiting(Box<Begun>),
    Shown(AppHandle<App>),
    Gone,
}

impl Mounted {
    /// Asks the backend for the thread and says so in `root`.
    pub fn begin(config: Config, locale: Locale, backend: Rc<Backend>, root: Element) -> Rc<Self> {
        wait_in(&root, locale.text(Text::Loading));
        backend.show_phase("loading");
        let begun = Begun { thread: Thread::new(config), ..Begun::default() };
        let stage = RefCell::new(Stage::Waiting(Box::new(begun)));
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
            Stage::Waiting(begun) => {
                let thread = &mut begun.thread;
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
        let mounted = self.clone();
        deferred::when_readable(move || mounted.take_over(config));
    }

    fn take_over(self: &Rc<Self>, config: Config) {
        let effects = match &mut *self.stage.borrow_mut() {
            Stage::Waiting(begun) => begun.thread.apply(Action::Configure(config)),
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
            let props = mounted.props(config, First::default());
            if let Stage::Shown(app) = &mut *mounted.stage.borrow_mut() {
                app.update(props);
            }
        });
    }

    /// Takes what happened; what happens first is drawn.
    fn take(self: &Rc<Self>, action: Action) {
        match &mut *self.stage.borrow_mut() {
            Stage::Waiting(begun) => {
                self.backend.at_work();
                let effects = begun.thread.apply(action);
                begun.effects.extend(effects);
            }
            Stage::Shown(app) => return app.send_message(Message::Act(action)),
            Stage::Gone => return,
        }
        let mounted = self.clone();
        deferred::when_drawable(move || mounted.draw());
    }

    /// Starts Yew. All that only this needs is in the part of the module that comes last.
    #[inline(never)]
    fn draw(&self) {
        let stage = self.stage.replace(Stage::Gone);
        self.stage.replace(match stage {
            Stage::Waiting(begun) => {
                let props = self.props(begun.thread.config.clone(), First::new(*begun));
                Stage::Shown(yew::Renderer::<App>::with_root_and_props(self.root.clone(), props).render())
            }
            stage => stage,
        });
    }

    fn run(self: &Rc<Self>, effects: Vec<Effect>) {
        let mounted = self.clone();
        let dispatch = Callback::from(move |action| {
            let is_first = match *mounted.stage.borrow() {
                Stage::Waiting(_) => true,
                Stage::Shown(_) => false,
                Stage::Gone => return,
            };
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

    fn props(&self, config: Config, first: First) -> AppProps {
        AppProps { config, locale: self.locale.clone(), backend: self.backend.clone(), first }
    }
}
