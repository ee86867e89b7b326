//! The whole thread: heading, list, what can be done below it. Walks the tree; decides nothing.

use super::Setting;
use super::comment::{Entry, EntryProps, InReplyTo, Reply};
use super::form::FormView;
use super::problem::sentence;
use crate::config::{Composer, Pings};
use crate::locale::Text;
use crate::model::{Comment, CommentId, Create, Sort};
use crate::state::{Action, Fetching, FormKey, Names, Phase, Saying, Thread};
use std::rc::Rc;
use web_sys::{Event, HtmlSelectElement};
use yew::{Callback, Html, TargetCast, html};

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
}

impl View<'_> {
    /// Shows everything.
    pub fn html(&self) -> Html {
        let locale = &self.setting.locale;
        html! {
            <section class="causerie" part="causerie" lang={locale.lang.to_string()} dir={locale.direction()}
                aria-labelledby={self.title_id()} aria-busy={(self.thread.phase == Phase::Loading).to_string()}>
                { self.header() }
                <p class="causerie-status causerie-hidden" role="status">{ self.said() }</p>
                { self.list() }
                { self.pings() }
                { self.more() }
                { self.footer() }
            </section>
        }
    }

    fn title_id(&self) -> String {
        format!("{}causerie-title", self.setting.prefix)
    }

    fn header(&self) -> Html {
        let locale = &self.setting.locale;
        let heading = self.setting.heading(0);
        let words = match self.thread.phase {
            Phase::Ready => locale.count(Text::Title, self.thread.count()),
            Phase::Loading if self.thread.capabilities.is_some() => {
                locale.count(Text::Title, self.thread.count())
            }
            _ => String::new(),
        };
        if words.is_empty() {
            return Html::default();
        }
        html! {
            <header class="causerie-header" part="header">
                <@{heading} class="causerie-title" part="title" id={self.title_id()}>{ words }</@>
                { self.order() }
            </header>
        }
    }

    fn order(&self) -> Html {
        let orders = self.thread.orders();
        if orders.len() < 2 || self.thread.count() < 2 {
            return Html::default();
        }
        let locale = &self.setting.locale;
        let dispatch = self.setting.dispatch.clone();
        let onchange = Callback::from(move |event: Event| {
            let chosen = Sort::parse(&event.target_unchecked_into::<HtmlSelectElement>().value());
            chosen.into_iter().for_each(|order| dispatch.emit(Action::Order(order)));
        });
        let chosen = self.thread.order;
        let option = |order: &Sort| {
            html! {
                <option value={order.as_str()} selected={chosen == Some(*order)}>{ locale.text(order_text(*order)) }</option>
            }
        };
        html! {
            <label class="causerie-order" part="order">
                <span class="causerie-order-label" part="order-label">{ locale.text(Text::Order) }</span>{ " " }
                <select class="causerie-select" part="select" {onchange}>{ for orders.iter().map(option) }</select>
            </label>
        }
    }

    fn said(&self) -> String {
        let locale = &self.setting.locale;
        let Some(said) = &self.thread.said else { return String::new() };
        let words = match &said.what {
            Saying::Posted => locale.text(Text::SayPosted).to_owned(),
            Saying::Pending => locale.text(Text::SayPending).to_owned(),
            Saying::More(count) => locale.count(Text::SayMore, *count),
            Saying::Failed(problem) => {
                format!("{} {}", locale.text(Text::Failed), sentence(problem, &self.setting))
            }
        };
        // The same words twice are announced twice only when the text differs.
        if said.times % 2 == 0 { words } else { format!("{words}\u{a0}") }
    }

    fn list(&self) -> Html {
        let roots = self.thread.tree.roots();
        match &self.thread.phase {
            Phase::Loading if roots.is_empty() => self.line("causerie-state causerie-loading", Text::Loading),
            Phase::Trouble(problem) if roots.is_empty() => self.trouble(sentence(problem, &self.setting)),
            _ if !roots.is_empty() => html! {
                <ol class="causerie-list" part="list">{ for roots.iter().map(|root| self.branch(*root, 0)) }</ol>
            },
            _ if self.thread.tree.is_empty()
                && matches!(self.thread.create(), Create::Form | Create::Open(_)) =>
            {
                self.line("causerie-state causerie-empty", Text::Empty)
            }
            _ => Html::default(),
        }
    }

    /// Entries under one another; deeper than the page's author wants they stand side by side.
    fn branch(&self, position: usize, level: u32) -> Html {
        if level < self.setting.config.depth {
            let replies = self.thread.tree.replies(position).iter();
            return self.item(position, level, replies.map(|reply| self.branch(*reply, level + 1)).collect());
        }
        let below =
            self.thread.tree.below(position).into_iter().map(|reply| self.item(reply, level, Vec::new()));
        html! { <>{ self.item(position, level, Vec::new()) }{ for below }</> }
    }

    fn item(&self, position: usize, level: u32, replies: Vec<Html>) -> Html {
        let Some(comment) = self.thread.at(position) else { return Html::default() };
        let nested = !replies.is_empty() || hidden_replies(comment) > 0;
        html! {
            <li class="causerie-item" part="item" key={self.thread.stable_key(comment)}>
                { self.entry(position, comment, level) }
                { self.form(Some(comment)) }
                if nested {
                    <ol class="causerie-list causerie-replies" part="list replies">
                        { for replies }
                        { self.more_replies(comment) }
                    </ol>
                }
            </li>
        }
    }

    fn entry(&self, position: usize, comment: &Rc<Comment>, level: u32) -> Html {
        let key = Some(comment.id.clone());
        let reply = match self.thread.can_reply(comment) {
            false => Reply::Never,
            true if self.thread.forms.contains_key(&key) => Reply::Open,
            true => Reply::Closed,
        };
        let number = self.setting.is_numbered().then(|| self.thread.tree.number_of(position)).flatten();
        let props = EntryProps {
            comment: comment.clone(),
            position,
            number,
            in_reply_to: self.in_reply_to(comment, level),
            reply,
            is_target: self.thread.target.as_ref() == Some(&comment.id),
            is_revealed: self.thread.is_revealed(&comment.id),
            failure: self.thread.failure(&comment.id).cloned(),
            names: self.names.clone(),
            now: self.now,
            setting: self.setting.clone(),
        };
        html! { <Entry ..props /> }
    }

    /// Said only where the indentation does not show it.
    fn in_reply_to(&self, comment: &Comment, level: u32) -> Option<InReplyTo> {
        let person = comment.reply_to.clone().map(InReplyTo::Person);
        let Some(parent) = &comment.parent else { return person };
        match self.thread.comment(parent) {
            Some(found) if comment.reply_to.is_some() && comment.reply_to != found.author.name => person,
            Some(found) if level == self.setting.config.depth => {
                Some(InReplyTo::Comment(parent.clone(), found.author.name.clone()))
            }
            Some(_) => None,
            None => Some(InReplyTo::Unknown),
        }
    }

    fn more_replies(&self, comment: &Comment) -> Html {
        let hidden = hidden_replies(comment);
        if hidden == 0 {
            return Html::default();
        }
        let id = comment.id.clone();
        let busy = self.thread.fetching.contains(&Fetching::Replies(id.clone()));
        let onclick = self.setting.dispatch.reform(move |_| Action::Replies(id.clone()));
        html! {
            <li class="causerie-item" key="more">
                <button type="button" class="causerie-more-replies" part="button" aria-disabled={busy.to_string()} {onclick}>
                    { self.setting.locale.count(Text::MoreReplies, hidden) }
                </button>
            </li>
        }
    }

    fn pings(&self) -> Html {
        let pings = self.thread.tree.pings();
        if self.setting.config.pings != Pings::Grouped || pings.is_empty() {
            return Html::default();
        }
        let heading = self.setting.heading(1);
        html! {
            <section class="causerie-pings" part="pings">
                <@{heading} class="causerie-pings-title" part="pings-title">
                    { self.setting.locale.count(Text::Pings, pings.len() as u64) }
                </@>
                <ol class="causerie-list" part="list">{ for pings.iter().map(|ping| self.branch(*ping, 0)) }</ol>
            </section>
        }
    }

    fn more(&self) -> Html {
        if !self.thread.has_more() {
            return Html::default();
        }
        let busy = self.thread.fetching.contains(&Fetching::More);
        let onclick = self.setting.dispatch.reform(|_| Action::More);
        html! {
            <button type="button" class="causerie-more" part="button more" aria-disabled={busy.to_string()} {onclick}>
                { self.setting.locale.text(if busy { Text::Loading } else { Text::More }) }
            </button>
        }
    }

    fn footer(&self) -> Html {
        if self.thread.phase != Phase::Ready {
            return Html::default();
        }
        match self.thread.create() {
            Create::Closed => self.line("causerie-state causerie-closed", Text::Closed),
            Create::LoginRequired(url) => self.login(url.as_deref()),
            Create::Open(url) => html! {
                <p class="causerie-state"><a class="causerie-open" part="open" href={url.clone()} rel="noopener">
                    { self.setting.locale.text(Text::OpenElsewhere) }
                </a></p>
            },
            Create::Form => self.composer(),
            Create::Unavailable => Html::default(),
        }
    }

    fn composer(&self) -> Html {
        if self.setting.config.composer == Composer::None {
            return Html::default();
        }
        if self.thread.forms.contains_key(&None) {
            return self.form(None);
        }
        let onclick = self.setting.dispatch.reform(|_| Action::Compose);
        html! {
            <button type="button" class="causerie-compose" part="button compose" id={self.setting.form_id(None, "open")}
                aria-expanded="false" {onclick}>
                { self.setting.locale.text(Text::Compose) }
            </button>
        }
    }

    fn form(&self, parent: Option<&Rc<Comment>>) -> Html {
        let key: FormKey = parent.map(|comment| comment.id.clone());
        let (Some(form), Some(can)) = (self.thread.forms.get(&key), &self.thread.capabilities) else {
            return Html::default();
        };
        let can_close = key.is_some() || self.setting.config.composer == Composer::Collapsed;
        html! {
            <FormView key={key.as_ref().map_or("form", CommentId::as_str)} parent={key.clone()} form={form.clone()} {can_close}
                parent_name={parent.and_then(|comment| comment.author.name.clone())} reader={self.thread.reader.clone()}
                fields={can.fields.clone()} setting={self.setting.clone()} />
        }
    }

    fn login(&self, url: Option<&str>) -> Html {
        let locale = &self.setting.locale;
        let words = locale.text(Text::LoginRequired);
        let (before, after) = words.split_once("{link}").unwrap_or((words, ""));
        let link = locale.text(Text::LoginLink).to_owned();
        let link = match url {
            Some(url) => html! { <a class="causerie-login" part="login" href={url.to_owned()}>{ link }</a> },
            None => html! { link },
        };
        html! { <p class="causerie-state causerie-login-required" part="state">{ before.to_owned() }{ link }{ after.to_owned() }</p> }
    }

    fn trouble(&self, reason: String) -> Html {
        let locale = &self.setting.locale;
        let onclick = self.setting.dispatch.reform(|_| Action::Open);
        html! {
            <div class="causerie-state causerie-error" part="state" role="alert">
                <p>{ format!("{} {reason}", locale.text(Text::CannotLoad)) }</p>
                <button type="button" class="causerie-retry" part="button" {onclick}>{ locale.text(Text::Retry) }</button>
            </div>
        }
    }

    fn line(&self, class: &'static str, text: Text) -> Html {
        html! { <p {class} part="state">{ self.setting.locale.text(text) }</p> }
    }
}

fn hidden_replies(comment: &Comment) -> u64 {
    comment.replies.hidden.unwrap_or(0)
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
