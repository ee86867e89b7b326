//! The only component with state: applies actions, hands effects to the backend, shows the result.

use super::slices::Slices;
use super::{Drawn, Outline, Setting, View, deed};
use crate::backend::{Backend, deferred, now, scroll_by};
use crate::config::Config;
use crate::locale::Locale;
use crate::state::{Action, Effect, Thread};
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
    /// What it begins with.
    pub first: First,
}

/// A thread with its first answer, and what follows from that.
#[derive(Default)]
pub struct Begun {
    /// The thread.
    pub thread: Thread,
    /// What it asks for, and nobody has begun.
    pub effects: Vec<Effect>,
}

/// What the component begins with; to be taken once.
#[derive(Clone, Default)]
pub struct First(Rc<RefCell<Option<Begun>>>);

impl First {
    /// Keeps it for the component.
    pub fn new(begun: Begun) -> Self {
        Self(Rc::new(RefCell::new(Some(begun))))
    }
}

/// Only the first draws from it, so none differs.
impl PartialEq for First {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// What happened.
pub enum Message {
    /// To the thread.
    Act(Action),
    /// There is time to draw more of it.
    Draw,
}

/// A thread on a page.
pub struct App {
    thread: Thread,
    outline: Outline,
    /// How many entries may be drawn.
    extent: usize,
    /// Whether the form waits until the comments are painted: they are what a reader came for. That of a thread which is
    /// drawn in slices waits for the second.
    is_early: bool,
    slices: Slices,
    /// Where the comment that the page's address names stands while more is drawn.
    held: Option<f64>,
    /// Another order was chosen: what is drawn goes slice by slice. What brings the new order waits here for that: the
    /// backend's answer once it has come, or the wish itself where the backend need not be asked.
    going: Option<Option<Action>>,
    setting: Rc<Setting>,
    now: i64,
    dispatch: Callback<Action>,
    drawn: RefCell<Drawn>,
    /// Whether anything has happened since it was drawn but that there is time for more.
    is_touched: Cell<bool>,
}

impl Component for App {
    type Message = Message;
    type Properties = AppProps;

    fn create(context: &Context<Self>) -> Self {
        let props = context.props();
        let Begun { thread, effects } = props.first.0.take().unwrap_or_default();
        let (dispatch, told) = (dispatch(context), context.link().callback(Message::Act));
        props.backend.listen(dispatch.clone(), |root| deed::listen(root, &told));
        let setting = setting(context);
        let mut app = Self {
            thread,
            outline: Outline::default(),
            extent: 0,
            is_early: false,
            slices: Slices::default(),
            held: None,
            going: None,
            setting,
            now: now(),
            dispatch,
            drawn: RefCell::default(),
            is_touched: Cell::new(true),
        };
        app.follow(context, effects);
        app.outline(false);
        app.extent = Slices::first(app.outline.length());
        app.is_early = app.may_be_early(&props.backend);
        app
    }

    fn update(&mut self, context: &Context<Self>, message: Message) -> bool {
        let action = match message {
            // A form opens without the second half of the module, unless more than its entry is outlined.
            Message::Act(action) if action.is_local() && !self.is_renewable() && !deferred::is_complete() => {
                self.dispatch.emit(action);
                return false;
            }
            Message::Act(action @ (Action::Opened(_) | Action::Order(_))) if self.must_wait(&action) => {
                return self.going.replace(Some(action)).is_none();
            }
            // It would be more of what goes.
            Message::Act(Action::More) if self.going.is_some() => return false,
            Message::Draw if self.going.is_some() => match self.shrink() {
                Some(action) => action,
                None => return true,
            },
            // What is here already is drawn before the backend is asked for more.
            Message::Act(Action::More) | Message::Draw if self.extent < self.outline.length() => {
                self.is_early = false;
                self.held = self.top(context);
                self.extent += self.slices.next();
                return true;
            }
            Message::Act(action) => action,
            Message::Draw => return std::mem::take(&mut self.is_early),
        };
        let (is_typing, is_local) = (action.is_typing(), action.is_local());
        match action {
            Action::Order(order) => self.going = self.thread.asks_for(order).then_some(None),
            Action::Opened(_) if !self.is_wish_waiting() => self.going = None,
            _ => {}
        }
        self.apply(context, action);
        if !is_typing {
            let before = self.outline.length();
            self.outline(is_local);
            self.extent = Slices::after(self.extent, before, self.outline.length());
        }
        !is_typing
    }

    fn changed(&mut self, context: &Context<Self>, _: &AppProps) -> bool {
        self.setting = setting(context);
        self.apply(context, Action::Configure(context.props().config.clone()));
        self.outline(false);
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        context.props().backend.at_work();
        let mut drawn = self.drawn.borrow_mut();
        (drawn.is_slice, drawn.is_going) = (!self.is_touched.replace(false), self.going.is_some());
        drop(drawn);
        View::new(&self.thread, &self.outline, self.extent, self.now, &self.setting, &self.drawn)
            .html(!self.is_early)
    }

    fn rendered(&mut self, context: &Context<Self>, _: bool) {
        let backend = &context.props().backend;
        backend.show_phase(self.thread.phase_name());
        backend.move_focus(&self.setting);
        // What is drawn above the comment that the page's address names does not push it away.
        if let Some(before) = self.held.take() {
            self.top(context).into_iter().for_each(|top| scroll_by(top - before));
        }
        let is_waiting = match &self.going {
            Some(next) => next.is_some() || !self.is_small(),
            None => self.is_early || self.extent < self.outline.length(),
        };
        if is_waiting && !backend.is_stopped() {
            self.slices.wait(
                self.is_early && self.extent == self.outline.length(),
                context.link().callback(|()| Message::Draw),
            );
        }
    }
}

impl App {
    fn apply(&mut self, context: &Context<Self>, action: Action) {
        self.is_touched.set(true);
        context.props().backend.at_work();
        let effects = self.thread.apply(action);
        self.follow(context, effects);
        self.now = self.time();
    }

    /// Dates are shown to the minute; between two minutes no entry has to be drawn again for them. Without the second half of the
    /// module they stay as they are.
    fn time(&self) -> i64 {
        let now = now();
        let is_same = deferred::is_missing() || (self.now..self.now + MINUTE).contains(&now);
        if is_same { self.now } else { now }
    }

    fn is_renewable(&self) -> bool {
        self.outline.is_renewable(&self.thread, self.time())
    }

    fn follow(&self, context: &Context<Self>, effects: Vec<Effect>) {
        for effect in effects {
            context.props().backend.clone().run_soon(effect, &self.dispatch);
        }
    }

    /// A comment that the page's address names is scrolled to once, and what broke has left a form where it was.
    #[inline(never)]
    fn may_be_early(&self, backend: &Backend) -> bool {
        self.extent > 0 && self.thread.target.is_none() && !backend.is_beside_another()
    }

    /// Whether a wish for an order waits.
    fn is_wish_waiting(&self) -> bool {
        matches!(self.going, Some(Some(Action::Order(_))))
    }

    /// Whether an answer, or a wish for an order, brings another order while too much of the old one is drawn. An answer that
    /// comes while a wish waits is in the old order.
    #[inline(never)]
    fn must_wait(&self, action: &Action) -> bool {
        let brings_order = match action {
            Action::Order(order) => !self.thread.asks_for(*order),
            Action::Opened(Ok(_)) => self.going.is_some() && !self.is_wish_waiting(),
            _ => false,
        };
        brings_order && !self.is_small()
    }

    /// Whether as few entries are drawn as at first.
    fn is_small(&self) -> bool {
        self.extent <= Slices::first(self.outline.length())
    }

    /// Takes a slice away that is not in the new order; gives what brings that once few enough entries are left.
    #[inline(never)]
    fn shrink(&mut self) -> Option<Action> {
        let length = self.outline.length();
        let left = self.extent.min(length).saturating_sub(self.slices.next() * GOING);
        self.extent = left.max(Slices::first(length));
        if self.is_small() { self.going.as_mut()?.take() } else { None }
    }

    #[inline(never)]
    fn top(&self, context: &Context<Self>) -> Option<f64> {
        context.props().backend.top(self.thread.target.as_ref()?, &self.setting)
    }

    fn outline(&mut self, is_local: bool) {
        let make = if is_local { Outline::renewed } else { Outline::of };
        self.outline = make(&self.thread, self.now, &self.setting, &self.outline);
    }
}

/// Hands answers and changed addresses to the component, once everything that may follow from them is there.
fn dispatch(context: &Context<App>) -> Callback<Action> {
    let link = context.link().clone();
    Callback::from(move |action| {
        let link = link.clone();
        deferred::when_complete(move || link.send_message(Message::Act(action)));
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

/// As many entries are taken away in the time that one is drawn in.
const GOING: usize = 5;
/// Milliseconds.
const MINUTE: i64 = 60_000;
