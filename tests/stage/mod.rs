//! What the tests of rendering share: a thread shown by Yew's server renderer, without a browser, as HTML one can read.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod check;
mod dom;
mod intl;
mod pretty;
pub mod write;

use std::cell::RefCell;
use std::pin::pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{Thread as Worker, current, park};

use causerie::config::{Composer, Config};
use causerie::locale::{Catalog, Locale};
use causerie::model::{Comment, FieldName};
use causerie::state::{Action, Effect, FormKey, Thread};
use causerie::view::{Outline, Setting, View};
pub use dom::Element;
use yew::{Component, Html, Properties, ServerRenderer};

/// The time at which all scenes play: 2014-10-08T07:05:00Z.
pub const NOW: i64 = 1_412_751_900_000;

/// A thread and its surroundings.
pub struct Scene {
    pub thread: Thread,
    pub setting: Setting,
}

impl Scene {
    /// A thread about to load, in a language, with the page author's options.
    pub fn new(lang: &str, config: Config) -> Self {
        let setting = Setting {
            locale: locale(lang, &[]),
            prefix: String::new(),
            page: String::new(),
            title: "Un billet".to_owned(),
            base: Some("https://blog.example/2014/10/billet/".to_owned()),
            origins: vec!["https://blog.example".to_owned()],
            config: config.clone(),
        };
        Self { thread: Thread::new(config), setting }
    }

    /// A French thread as it is by default.
    pub fn french() -> Self {
        Self::new("fr", Config::default())
    }

    /// The same for tests of entries alone: nothing can be written.
    pub fn reading() -> Self {
        Self::new("fr", Config { composer: Composer::None, ..Config::default() })
    }

    /// Replaces texts, as the attributes `text-…` do.
    pub fn texts(mut self, texts: &[(&str, &str)]) -> Self {
        self.setting.locale = locale(&self.setting.locale.lang, texts);
        self
    }

    /// Lets something happen.
    pub fn act(mut self, action: Action) -> Self {
        self.thread.apply(action);
        self
    }

    /// Odile fills in a form and sends it.
    pub fn sends(self, form: FormKey, body: &str) -> Self {
        let told = |field, value: &str| Action::Introduced(field, value.to_owned());
        self.act(told(FieldName::Name, "Odile"))
            .act(told(FieldName::Email, "odile@example.org"))
            .act(Action::Typed(form.clone(), body.to_owned()))
            .act(write::submission(form))
    }

    /// The same, for tests that look at the effects.
    pub fn effects(&mut self, action: Action) -> Vec<Effect> {
        self.thread.apply(action)
    }

    /// The backend answers: these entries, and a form.
    pub fn ready(self, items: Vec<Comment>) -> Self {
        self.act(write::opened(items, write::capabilities()))
    }
}

/// Renders a scene.
pub fn html(scene: impl FnOnce() -> Scene + Send + 'static) -> String {
    let renderer = ServerRenderer::<Page>::with_props(move || PageProps { scene: Rc::new(scene()) });
    wait(renderer.hydratable(false).render())
}

/// Renders a scene and gives its section.
pub fn section(scene: impl FnOnce() -> Scene + Send + 'static) -> Element {
    let section = dom::parse(&html(scene));
    check::references(&section);
    section
}

/// Renders a scene and compares it with the file that keeps it; `UPDATE=1` writes the file instead.
pub fn snapshot(name: &str, scene: impl FnOnce() -> Scene + Send + 'static) -> Element {
    let section = section(scene);
    let html = pretty::html(&section);
    let path = format!("tests/snapshots/render/{name}.html");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &html).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(kept, html, "{path} differs; read it, then run with UPDATE=1 if the new text is right");
    section
}

/// A language of the release, with some texts replaced.
pub fn locale(lang: &str, texts: &[(&str, &str)]) -> Locale {
    let json = std::fs::read_to_string(format!("www/locales/{lang}.json")).unwrap();
    let mut catalog = Catalog::parse(&json).unwrap();
    for (key, words) in texts {
        catalog.replace(key, (*words).to_owned());
    }
    Locale::new(lang, catalog, intl::of(lang))
}

/// Stands where `App` stands in a browser.
struct Page;

#[derive(Properties)]
struct PageProps {
    scene: Rc<Scene>,
}

impl PartialEq for PageProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.scene, &other.scene)
    }
}

impl Component for Page {
    type Message = ();
    type Properties = PageProps;

    fn create(_: &yew::Context<Self>) -> Self {
        Self
    }

    fn view(&self, context: &yew::Context<Self>) -> Html {
        let Scene { thread, setting } = &*context.props().scene;
        let (setting, drawn) = (Rc::new(setting.clone()), RefCell::default());
        let outline = Outline::of(thread, NOW, &setting, &Outline::default());
        View::new(thread, &outline, usize::MAX, NOW, &setting, &drawn).html(true)
    }
}

fn wait<T>(future: impl Future<Output = T>) -> T {
    let waker = Waker::from(Arc::new(Unpark(current())));
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(value) => return value,
            Poll::Pending => park(),
        }
    }
}

struct Unpark(Worker);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}
