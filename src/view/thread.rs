//! The whole thread: heading, list, what can be done below it. Walks the tree; decides nothing.

use super::Setting;
use super::around::asking;
use super::drawn::Drawn;
use super::element::{Element, element, fragment, heading};
use super::entry::{EntryProps, InReplyTo, Reply};
use super::form::FormView;
use super::problem::sentence;
use crate::config::{Composer, Pings};
use crate::locale::{Text, fill};
use crate::model::{Comment, Sort};
use crate::state::{Fetching, FormKey, Names, Phase, Said, Saying, Thread};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use yew::Html;

/// A thread and what is needed to show it.
pub struct View<'a> {
    /// The thread.
    pub thread: &'a Thread,
    /// Who has written in it.
    pub names: Rc<Names>,
    /// The time to count from; milliseconds since the epoch.
    pub now: i64,
    /// The surroundings.
    pub setting: Rc<Setting>,
    /// What was drawn before.
    pub drawn: &'a RefCell<Drawn>,
    /// How many entries may still be drawn.
    pub left: Cell<usize>,
}

impl View<'_> {
    /// Shows everything.
    pub fn html(&self) -> Html {
        self.drawn.borrow_mut().begin();
        let locale = &self.setting.locale;
        let busy = if self.thread.phase == Phase::Loading { "true" } else { "false" };
        let section = element("section", "").attribute("class", "causerie").attribute("part", "causerie");
        let section =
            section.attribute("lang", String::from(&*locale.lang)).attribute("dir", locale.direction());
        let header = self.header();
        let section = section.optional("aria-labelledby", header.as_ref().map(|_| self.title_id()));
        let status = element("p", "status hidden").attribute("role", "status").text(self.said());
        let section = section.attribute("aria-busy", busy).maybe(header).child(status).maybe(self.standing());
        section
            .maybe(self.thread.summary.as_ref().map(|summary| self.summary(summary)))
            .maybe(self.moderation())
            .maybe(self.list())
            .maybe(self.pings())
            .maybe(self.more())
            .maybe(self.trouble())
            .maybe(self.slow())
            .maybe(self.footer())
            .into()
    }

    fn title_id(&self) -> String {
        [&self.setting.prefix, "causerie-title"].concat()
    }

    /// The heading with the number of entries.
    fn header(&self) -> Option<Html> {
        let count = self.thread.count();
        // “0 comments” stands over an open form; over a button or a line that says why not, it says nothing.
        let is_bare = self.thread.tree.is_empty() && self.thread.form(&None).is_none();
        let page = self.thread.title.as_deref().unwrap_or(&self.setting.title);
        let words = fill(&self.setting.locale.count(Text::Title, count), &[("title", page)]);
        if self.thread.capabilities.is_none() || is_bare || words.is_empty() {
            return None;
        }
        let title = heading(self.setting.level(0), "title").attribute("id", self.title_id()).text(words);
        Some(element("div", "header").child(title).maybe(self.order()).into())
    }

    fn order(&self) -> Option<Html> {
        let orders = self.thread.orders();
        if orders.len() < 2 || self.thread.count() < 2 {
            return None;
        }
        let shown = self.thread.order_shown();
        let option = |order: Sort| {
            let option = element("option", "").attribute("value", order.as_str());
            option.flag("selected", shown == Some(order)).text(self.words(order_text(order))).into()
        };
        let label = element("span", "order-label").text([&self.words(Text::Order), " "].concat());
        // An order that is neither has an entry without a name, which cannot be chosen again.
        let other =
            shown.is_none().then(|| element("option", "").flag("selected", true).flag("hidden", true).into());
        let select =
            element("select", "select").maybe(other).children(orders.into_iter().map(option).collect());
        Some(element("label", "order").child(label).child(select).into())
    }

    fn said(&self) -> String {
        self.thread.said.as_ref().map(|said| self.saying(said)).unwrap_or_default()
    }

    #[inline(never)]
    fn saying(&self, said: &Said) -> String {
        let mut words = match &said.what {
            Saying::Posted => self.words(Text::SayPosted),
            Saying::Pending => self.words(Text::SayPending),
            Saying::More(count) => self.setting.locale.count(Text::SayMore, *count),
            Saying::Done(act) => self.done(act),
            Saying::Refused(problem) => {
                [&*self.words(Text::Refused), " ", &sentence(problem, &self.setting)].concat()
            }
            Saying::Failed(problem) => {
                [&*self.words(Text::Failed), " ", &sentence(problem, &self.setting)].concat()
            }
        };
        // The same words twice are announced twice only when the text differs.
        if said.times % 2 == 1 {
            words.push('\u{a0}');
        }
        words
    }

    fn list(&self) -> Option<Html> {
        let roots = self.thread.tree.roots();
        (!roots.is_empty()).then(|| self.ol("list", roots).into())
    }

    fn ol(&self, names: &'static str, positions: &[usize]) -> Element {
        element("ol", names)
            .children(self.within(positions).map(|position| self.branch(position, 0)).collect())
    }

    /// The entries that may still be drawn; the reader's own and the one they look for always may.
    fn within<'t>(&'t self, positions: &'t [usize]) -> impl Iterator<Item = usize> + 't {
        let wanted = |position: &usize| {
            let is_known =
                |comment: &Rc<Comment>| comment.mine || self.thread.target.as_ref() == Some(&comment.id);
            self.left.get() > 0 || self.thread.at(*position).is_some_and(is_known)
        };
        positions.iter().copied().filter(wanted)
    }

    /// Entries under one another; deeper than the page's author wants they stand side by side.
    fn branch(&self, position: usize, level: u32) -> Html {
        if level < self.setting.config.depth {
            self.left.set(self.left.get().saturating_sub(1));
            let replies = self.within(self.thread.tree.replies(position));
            let replies = replies.map(|reply| self.branch(reply, level + 1)).collect();
            return self.item(position, Place::Indented, replies);
        }
        let mut flat = vec![self.item(position, Place::Indented, Vec::new())];
        self.left.set(self.left.get().saturating_sub(1));
        let below = self.thread.tree.below(position);
        flat.extend(self.within(&below).map(|reply| {
            self.left.set(self.left.get().saturating_sub(1));
            self.item(reply, Place::Flattened, Vec::new())
        }));
        fragment(flat)
    }

    fn item(&self, position: usize, place: Place, mut replies: Vec<Html>) -> Html {
        let Some(comment) = self.thread.at(position) else { return Html::default() };
        replies.extend(self.more_replies(comment));
        let nested = (!replies.is_empty()).then(|| element("ol", "list replies").children(replies).into());
        let item = element("li", "item")
            .key(self.thread.stable_key(comment))
            .child(self.entry(position, comment, place));
        item.maybe(self.form(Some(comment))).maybe(nested).into()
    }

    fn entry(&self, position: usize, comment: &Rc<Comment>, place: Place) -> Html {
        let key = Some(comment.id.clone());
        let reply = match self.thread.can_reply(comment) {
            false => Reply::Never,
            true if self.thread.form(&key).is_some() => Reply::Open,
            true => Reply::Closed,
        };
        let may = self.thread.may(comment, self.now);
        let decisions = if may.moderate { self.thread.decisions(comment) } else { Vec::new() };
        let number = self.thread.tree.number_of(position).filter(|_| self.setting.is_numbered());
        let props = EntryProps {
            comment: comment.clone(),
            position,
            number,
            in_reply_to: self.in_reply_to(comment, place),
            reply,
            may,
            decisions,
            doing: self.thread.doing(&comment.id).cloned(),
            is_target: self.thread.target.as_ref() == Some(&comment.id),
            is_revealed: self.thread.is_revealed(&comment.id),
            failure: self.thread.failure(&comment.id),
            names: self.names.clone(),
            now: self.now,
            setting: self.setting.clone(),
        };
        self.drawn.borrow_mut().entry(props)
    }

    /// Said only where the indentation does not show it.
    fn in_reply_to(&self, comment: &Comment, place: Place) -> Option<InReplyTo> {
        let person = comment.reply_to.clone().map(InReplyTo::Person);
        let Some(parent) = &comment.parent else { return person };
        match self.thread.comment(parent) {
            Some(found) if comment.reply_to.is_some() && comment.reply_to != found.author.name => person,
            Some(found) if place == Place::Flattened => {
                Some(InReplyTo::Comment(parent.clone(), found.author.name.clone()))
            }
            Some(_) => None,
            None => Some(InReplyTo::Unknown),
        }
    }

    fn more_replies(&self, comment: &Comment) -> Option<Html> {
        let hidden = comment.replies.hidden.filter(|hidden| *hidden > 0)?;
        let busy = self.thread.fetching.contains(&Fetching::Replies(comment.id.clone()));
        let words = self.setting.locale.count(Text::MoreReplies, hidden);
        let more = asking("more-replies", words, busy);
        let item = element("li", "item").key("more").attribute("data-id", comment.id.to_string());
        Some(item.child(more).into())
    }

    fn pings(&self) -> Option<Html> {
        let pings = self.thread.tree.pings();
        if self.setting.config.pings != Pings::Grouped || pings.is_empty() {
            return None;
        }
        let words = self.setting.locale.count(Text::Pings, pings.len() as u64);
        let title = heading(self.setting.level(1), "pings-title").text(words);
        Some(element("section", "pings").child(title).child(self.ol("list", pings)).into())
    }

    pub(super) fn form(&self, parent: Option<&Rc<Comment>>) -> Option<Html> {
        let key: FormKey = parent.map(|comment| comment.id.clone());
        let form = FormView {
            form: self.thread.form(&key)?,
            parent: key.as_ref(),
            parent_name: parent.and_then(|comment| comment.author.name.as_deref()),
            text: self.thread.draft_text(&key),
            other: self.thread.other(&key),
            is_forgetful: self.thread.is_forgetful,
            reader: &self.thread.reader,
            fields: &self.thread.capabilities.as_ref()?.fields,
            can_preview: self.thread.capabilities.as_ref()?.offers.preview,
            can_close: key.is_some() || self.setting.config.composer == Composer::Collapsed,
            setting: &self.setting,
        };
        Some(form.html())
    }

    pub(super) fn words(&self, text: Text) -> String {
        self.setting.words(text)
    }
}

/// Whether the indentation shows what an entry answers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Indented,
    Flattened,
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
