//! The whole thread: heading, list, what can be done below it. Walks the tree; decides nothing.

use super::Setting;
use super::drawn::Drawn;
use super::element::{Markup, element, heading};
use super::frame::Frame;
use super::outline::{Outline, Run};
use super::problem::sentence;
use super::run::{Kind, lists};
use super::shown::Shown;
use crate::config::Pings;
use crate::locale::{Text, fill};
use crate::model::Sort;
use crate::state::{Phase, Said, Saying, Thread};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use yew::Html;

/// A thread and what is needed to show it.
pub struct View<'a> {
    /// The thread.
    pub(super) thread: &'a Thread,
    /// Its entries.
    pub(super) outline: &'a Outline,
    /// The time to count from; milliseconds since the epoch.
    pub(super) now: i64,
    /// The surroundings.
    pub(super) setting: Rc<Setting>,
    /// What was drawn before.
    pub(super) drawn: &'a RefCell<Drawn>,
    /// How many entries may still be drawn now.
    left: Cell<usize>,
    /// Whether that is not all.
    pub(super) is_partial: bool,
}

impl<'a> View<'a> {
    /// The first `extent` entries of a thread, in the order of reading.
    pub fn new(
        thread: &'a Thread,
        outline: &'a Outline,
        extent: usize,
        now: i64,
        setting: &Rc<Setting>,
        drawn: &'a RefCell<Drawn>,
    ) -> Self {
        let (setting, left, is_partial) = (setting.clone(), Cell::new(extent), extent < outline.length());
        Self { thread, outline, now, setting, drawn, left, is_partial }
    }

    /// Shows everything, or all but the form and what stands in its place.
    pub fn html(&self, with_form: bool) -> Html {
        self.drawn.borrow_mut().begin();
        let locale = &self.setting.locale;
        let status =
            element("p", "causerie-status causerie-hidden").attribute("role", "status").text(self.said());
        let header = self.header();
        let is_named = header.is_some();
        let summary = self.thread.summary.as_ref().map(|summary| self.summary(summary));
        let mut parts = Vec::new();
        parts.extend(self.part("header", header));
        parts.extend(self.part("status", Some(status.into())));
        parts.extend(self.part("standing", self.standing()));
        parts.extend(self.part("summary", summary));
        parts.extend(self.moderation());
        parts.extend(self.lists("list", &self.outline.list));
        parts.extend(self.pings());
        parts.extend(self.part("more", self.more()));
        parts.extend(self.part("trouble", self.trouble()));
        parts.extend(self.part("slow", self.slow()));
        if with_form {
            parts.extend(self.part("session", self.session()));
            parts.extend(self.part("footer", self.footer()));
        }
        let busy = if self.thread.phase == Phase::Loading { "true" } else { "false" };
        let mut frame = Frame::new("section", "causerie")
            .attribute("lang", locale.lang.to_string())
            .attribute("dir", locale.direction().to_owned());
        if is_named {
            frame = frame.attribute("aria-labelledby", self.title_id());
        }
        self.group("thread", frame.attribute("aria-busy", busy.to_owned()), parts).html()
    }

    pub(super) fn part(&self, key: &str, markup: Option<Markup>) -> Option<Shown> {
        self.drawn.borrow_mut().part(key, markup)
    }

    pub(super) fn group(&self, key: &str, frame: Frame, children: Vec<Shown>) -> Shown {
        self.drawn.borrow_mut().group(key, frame, children)
    }

    fn title_id(&self) -> String {
        [&self.setting.prefix, "causerie-title"].concat()
    }

    /// The heading with the number of entries.
    fn header(&self) -> Option<Markup> {
        let count = self.outline.count;
        // “0 comments” stands over an open form; over a button or a line that says why not, it says nothing.
        let is_bare = self.thread.tree.is_empty() && self.thread.form(&None).is_none();
        let page = self.thread.title.as_deref().unwrap_or(&self.setting.title);
        let words = fill(&self.setting.locale.count(Text::Title, count), &[("title", page)]);
        if self.thread.capabilities.is_none() || is_bare || words.is_empty() {
            return None;
        }
        let title =
            heading(self.setting.level(0), "causerie-title").attribute("id", self.title_id()).text(words);
        Some(element("div", "causerie-header").child(title).maybe(self.order()).into())
    }

    fn order(&self) -> Option<Markup> {
        let orders = self.thread.orders();
        if orders.len() < 2 || self.outline.count < 2 {
            return None;
        }
        let shown = self.thread.order_shown();
        let option = |order: Sort| {
            let option = element("option", "").attribute("value", order.as_str());
            option.flag("selected", shown == Some(order)).text(self.words(order_text(order))).into()
        };
        let label = element("span", "causerie-order-label").text([self.words(Text::Order), " "].concat());
        // An order that is neither has an entry without a name, which cannot be chosen again.
        let other =
            shown.is_none().then(|| element("option", "").flag("selected", true).flag("hidden", true).into());
        let select =
            element("select", "causerie-select").maybe(other).children(orders.into_iter().map(option));
        Some(element("label", "causerie-order").child(label).child(select).into())
    }

    fn said(&self) -> String {
        self.thread.said.as_ref().map(|said| self.saying(said)).unwrap_or_default()
    }

    #[inline(never)]
    fn saying(&self, said: &Said) -> String {
        let mut words = match &said.what {
            Saying::Posted => self.words(Text::SayPosted).to_owned(),
            Saying::Pending => self.words(Text::SayPending).to_owned(),
            Saying::More(count) => self.setting.locale.count(Text::SayMore, *count),
            Saying::Done(act) => self.done(act),
            Saying::Refused(problem) => {
                [self.words(Text::Refused), " ", &sentence(problem, &self.setting)].concat()
            }
            Saying::Failed(problem) => {
                [self.words(Text::Failed), " ", &sentence(problem, &self.setting)].concat()
            }
        };
        // The same words twice are announced twice only when the text differs.
        if said.times % 2 == 1 {
            words.push('\u{a0}');
        }
        words
    }

    fn pings(&self) -> Option<Shown> {
        let pings = self.thread.tree.pings();
        if self.setting.config.pings != Pings::Grouped || pings.is_empty() {
            return None;
        }
        let words = self.setting.locale.count(Text::Pings, pings.len() as u64);
        let title = heading(self.setting.level(1), "causerie-pings-title").text(words);
        let title = self.part("pings", Some(title.into()));
        let parts = title.into_iter().chain(self.lists("pings", &self.outline.pings)).collect();
        Some(self.group("pings", Frame::new("section", "causerie-pings"), parts))
    }

    fn lists(&self, key: &str, runs: &[Rc<Run>]) -> Vec<Shown> {
        let mut left = self.left.get();
        let lists = lists(runs, Kind::Thread, key, None, &mut left, &mut self.drawn.borrow_mut());
        self.left.set(left);
        lists
    }

    pub(super) fn words(&self, text: Text) -> &str {
        self.setting.words(text)
    }
}

fn order_text(order: Sort) -> Text {
    match order {
        Sort::Oldest => Text::OrderOldest,
        Sort::Newest => Text::OrderNewest,
        Sort::Best => Text::OrderBest,
        Sort::Active => Text::OrderActive,
        Sort::Controversial => Text::OrderControversial,
    }
}
