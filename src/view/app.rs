//! The only component with state: applies actions, hands effects to the backend, shows the result.

use super::{Setting, View};
use crate::backend::{self, Backend, deferred, now};
use crate::config::Config;
use crate::locale::Locale;
use crate::state::{Action, Names, Thread};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::{Callback, Component, Context, Html, Properties};

/// What a mounted thread is given from outside.
#[derive(Clone, PartialEq, Properties)]
pub struct AppProps {
    /// The page author's options.
    pub config: Config,
    /// The language of the interface.
    pub locale: Locale,
    /// Runs effects.
    pub backend: Rc<Backend>,
}

/// A thread on a page.
pub struct App {
    thread: Thread,
    names: Rc<Names>,
    setting: Rc<Setting>,
    now: i64,
}

impl Component for App {
    type Message = Action;
    type Properties = AppProps;

    fn create(context: &Context<Self>) -> Self {
        let props = context.props();
        let thread = Thread::new(props.config.clone());
        let mut app = Self { thread, names: Rc::default(), setting: setting(context), now: now() };
        props.backend.listen(context.link().callback(|action| action));
        app.apply(context, Action::Remembered(props.backend.memory()));
        if let Some(anchor) = props.backend.anchor() {
            app.apply(context, Action::Follow(anchor));
        }
        app.apply(context, Action::Open);
        app
    }

    fn update(&mut self, context: &Context<Self>, action: Action) -> bool {
        let typing = matches!(action, Action::Typed(..));
        self.apply(context, action);
        !typing
    }

    fn changed(&mut self, context: &Context<Self>, _: &AppProps) -> bool {
        self.setting = setting(context);
        self.apply(context, Action::Configure(context.props().config.clone()));
        true
    }

    fn view(&self, _: &Context<Self>) -> Html {
        let (names, setting) = (self.names.clone(), self.setting.clone());
        View { thread: &self.thread, names, now: self.now, setting }.html()
    }

    fn rendered(&mut self, context: &Context<Self>, _: bool) {
        let backend = &context.props().backend;
        backend.show_phase(self.thread.phase_name());
        backend.move_focus(&self.setting);
    }
}

impl App {
    fn apply(&mut self, context: &Context<Self>, action: Action) {
        for effect in self.thread.apply(action) {
            context.props().backend.run(effect, &self.setting.dispatch);
        }
        let names = self.thread.names();
        if names != *self.names {
            self.names = Rc::new(names);
        }
        self.now = now();
    }
}

/// Hands an action to the component, once everything that it needs is there.
fn dispatch(context: &Context<App>) -> Callback<Action> {
    let link = context.link().clone();
    Callback::from(move |action: Action| {
        if deferred::is_complete() || !action.is_deferred() {
            return link.send_message(action);
        }
        let link = link.clone();
        spawn_local(async move {
            link.send_message(match deferred::complete().await {
                Ok(()) => action,
                Err(_) => Action::Hindered(Box::new(action), backend::no_answer()),
            });
        });
    })
}

fn setting(context: &Context<App>) -> Rc<Setting> {
    let AppProps { config, locale, backend } = context.props();
    Rc::new(Setting {
        locale: locale.clone(),
        dispatch: dispatch(context),
        prefix: backend.prefix.clone(),
        page: backend.page.clone(),
        title: backend.title.clone(),
        base: backend.base(),
        origins: backend.origins(),
        config: config.clone(),
    })
}
