//! The only component with state: applies actions, hands effects to the backend, shows the result.

use super::{Drawn, Setting, View, deed};
use crate::backend::{Backend, deferred, now};
use crate::config::Config;
use crate::locale::Locale;
use crate::state::{Action, Names, Thread};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
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
    /// What was there before.
    pub begun: Begun,
}

/// The thread as it was while its first answer was on its way, and that answer; to be taken once.
#[derive(Clone, Default)]
pub struct Begun(Rc<RefCell<Option<(Thread, Action)>>>);

impl Begun {
    /// Keeps both for the component.
    pub fn new(thread: Thread, action: Action) -> Self {
        Self(Rc::new(RefCell::new(Some((thread, action)))))
    }
}

/// Only the first draws from it, so none differs.
impl PartialEq for Begun {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// A thread on a page.
pub struct App {
    thread: Thread,
    names: Rc<Names>,
    setting: Rc<Setting>,
    now: i64,
    dispatch: Callback<Action>,
    drawn: RefCell<Drawn>,
}

impl Component for App {
    type Message = Action;
    type Properties = AppProps;

    fn create(context: &Context<Self>) -> Self {
        let props = context.props();
        let (thread, action) = props.begun.0.take().unzip();
        let (dispatch, told) = (dispatch(context), context.link().callback(|action| action));
        props.backend.listen(dispatch.clone(), |root| deed::listen(root, &told));
        let setting = setting(context);
        let thread = thread.unwrap_or_default();
        let mut app =
            Self { thread, names: Rc::default(), setting, now: now(), dispatch, drawn: RefCell::default() };
        if let Some(action) = action {
            app.apply(context, action);
        }
        app
    }

    fn update(&mut self, context: &Context<Self>, action: Action) -> bool {
        // What is typed stands in its control already.
        let is_typing = matches!(
            action,
            Action::Typed(..) | Action::Introduced(..) | Action::Remember(_) | Action::Retyped(..)
        );
        self.apply(context, action);
        !is_typing
    }

    fn changed(&mut self, context: &Context<Self>, _: &AppProps) -> bool {
        self.setting = setting(context);
        self.apply(context, Action::Configure(context.props().config.clone()));
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        context.props().backend.at_work();
        let (names, setting) = (self.names.clone(), self.setting.clone());
        let left = Cell::new(self.thread.limit());
        View { thread: &self.thread, names, now: self.now, setting, drawn: &self.drawn, left }.html()
    }

    fn rendered(&mut self, context: &Context<Self>, _: bool) {
        let backend = &context.props().backend;
        backend.show_phase(self.thread.phase_name());
        backend.move_focus(&self.setting);
    }
}

impl App {
    fn apply(&mut self, context: &Context<Self>, action: Action) {
        context.props().backend.at_work();
        for effect in self.thread.apply(action) {
            context.props().backend.clone().run_soon(effect, &self.dispatch);
        }
        let names = self.thread.names();
        if names != *self.names {
            self.names = Rc::new(names);
        }
        // Dates are shown to the minute; between two minutes no entry has to be drawn again for them.
        let now = now();
        if !(self.now..self.now + MINUTE).contains(&now) {
            self.now = now;
        }
    }
}

/// Hands answers and changed addresses to the component, once everything that may follow from them is there.
fn dispatch(context: &Context<App>) -> Callback<Action> {
    let link = context.link().clone();
    Callback::from(move |action| {
        let link = link.clone();
        deferred::when_complete(move || link.send_message(action));
    })
}

fn setting(context: &Context<App>) -> Rc<Setting> {
    let AppProps { config, locale, backend, .. } = context.props();
    Rc::new(Setting {
        locale: locale.clone(),
        prefix: backend.prefix.clone(),
        page: backend.page.clone(),
        title: backend.title.clone(),
        base: backend.base(),
        origins: backend.origins(),
        config: config.clone(),
    })
}

/// Milliseconds.
const MINUTE: i64 = 60_000;
