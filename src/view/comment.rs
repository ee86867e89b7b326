//! One entry written by a person: who, when, what, and what can be done with it.

use super::avatar::avatar;
use super::body::html as nodes;
use super::problem::sentence;
use super::time::time;
use super::{Setting, ping};
use crate::body::{self, Mention};
use crate::locale::Text;
use crate::model::{Author, Comment, CommentId, Problem, Role, State};
use crate::state::{Action, Names, is_shown};
use std::rc::Rc;
use yew::{Component, Context, Html, Properties, html};

/// Everything an entry's look depends on.
#[derive(Clone, PartialEq, Properties)]
pub struct EntryProps {
    /// The entry.
    pub comment: Rc<Comment>,
    /// Its place in the flat list, for mentions of people who wrote before.
    pub position: usize,
    /// Its number by age, where numbers are shown.
    pub number: Option<u32>,
    /// The comment it answers, where the indentation does not say so.
    pub in_reply_to: Option<InReplyTo>,
    /// What the reader can do with it.
    pub reply: Reply,
    /// Whether the page's address points here.
    pub is_target: bool,
    /// Whether a folded text was opened.
    pub is_revealed: bool,
    /// Why it did not arrive.
    pub failure: Option<Problem>,
    /// Who else has written here.
    pub names: Rc<Names>,
    /// The time to count from; milliseconds since the epoch.
    pub now: i64,
    /// The surroundings.
    pub setting: Rc<Setting>,
}

/// Whom an entry answers.
#[derive(Clone, Debug, PartialEq)]
pub enum InReplyTo {
    /// A comment of this thread and its author's name.
    Comment(CommentId, Option<String>),
    /// A person the backend names.
    Person(String),
    /// A comment that is not here.
    Unknown,
}

/// Whether an entry can be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    /// It cannot.
    Never,
    /// A button opens the form.
    Closed,
    /// The form is open.
    Open,
}

/// Shows one entry; drawn again only when something it depends on changed.
pub struct Entry;

impl Component for Entry {
    type Message = ();
    type Properties = EntryProps;

    fn create(_: &Context<Self>) -> Self {
        Self
    }

    fn changed(&mut self, context: &Context<Self>, old: &EntryProps) -> bool {
        context.props() != old
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let props = context.props();
        if !is_shown(&props.comment) {
            return placeholder(props);
        }
        if props.comment.kind.is_ping() { ping::ping(props) } else { comment(props) }
    }
}

fn comment(props: &EntryProps) -> Html {
    let (comment, setting) = (&props.comment, &props.setting);
    let id = setting.comment_id(&comment.id);
    let heading = setting.heading(1);
    let by_owner = comment.author.roles.contains(&Role::Owner).then_some("owner");
    html! {
        <article class="causerie-comment" part="comment" id={id.clone()} tabindex="-1" data-kind={comment.kind.as_str()}
            data-state={comment.state.as_str()} data-author={by_owner} data-target={props.is_target.then_some("")}
            aria-labelledby={format!("{id}-author")}>
            <header class="causerie-comment-header" part="comment-header">
                { avatar(&comment.author, setting) }
                <@{heading} class="causerie-author" part="author" id={format!("{id}-author")}>
                    { number(props) }
                    { author(&comment.author, setting) }
                </@>
                { badge(&comment.author, setting) }
                { permalink(props) }
            </header>
            { in_reply_to(props) }
            { notice(props) }
            { text(props) }
            { actions(props) }
        </article>
    }
}

fn placeholder(props: &EntryProps) -> Html {
    let words = if props.comment.state == State::Deleted { Text::Deleted } else { Text::Hidden };
    html! {
        <article class="causerie-comment" part="comment" id={props.setting.comment_id(&props.comment.id)} tabindex="-1"
            data-kind={props.comment.kind.as_str()} data-state={props.comment.state.as_str()}>
            <p class="causerie-placeholder" part="placeholder">{ props.setting.locale.text(words) }</p>
        </article>
    }
}

/// The number by age, where the page's author wants numbers.
pub fn number(props: &EntryProps) -> Html {
    let Some(number) = props.number else { return Html::default() };
    html! { <><span class="causerie-number" part="number">{ format!("{}.", props.setting.locale.number(number.into())) }</span>{ " " }</> }
}

fn author(author: &Author, setting: &Setting) -> Html {
    let name = author.name.as_deref().unwrap_or_else(|| setting.locale.text(Text::Anonymous)).to_owned();
    match &author.url {
        Some(url) => html! {
            <a class="causerie-author-link" part="author-link" href={url.clone()} rel={REL} dir="auto">{ name }</a>
        },
        None => html! { <span class="causerie-author-name" part="author-name" dir="auto">{ name }</span> },
    }
}

fn badge(author: &Author, setting: &Setting) -> Html {
    let own = |role: &Role| match role {
        Role::Owner => Some(("owner", Text::AuthorBadge)),
        Role::Moderator => Some(("moderator", Text::ModeratorBadge)),
        Role::Bot => Some(("bot", Text::BotBadge)),
        Role::Member | Role::Verified => None,
    };
    let (role, words) = match (author.roles.iter().find_map(own), &author.badge) {
        (Some((role, text)), _) => (role, setting.locale.text(text).to_owned()),
        (None, Some(badge)) => ("other", badge.clone()),
        (None, None) => return Html::default(),
    };
    html! { <span class="causerie-badge" part="badge" data-role={role}>{ words }</span> }
}

/// The link to the entry itself, with its date.
pub fn permalink(props: &EntryProps) -> Html {
    let (comment, setting) = (&props.comment, &props.setting);
    if matches!(comment.state, State::Sending | State::Failed) {
        return Html::default();
    }
    let name = comment.author.name.as_deref().unwrap_or_else(|| setting.locale.text(Text::Anonymous));
    let label = setting.locale.fill(Text::Permalink, &[("name", name)]);
    let shown = match &comment.created {
        Some(created) => time(created, props.now, setting),
        None => html! { "#" },
    };
    let edited = comment.edited.as_ref().and_then(|edited| edited.millis()).map(|millis| {
        let words = setting.locale.fill(Text::Edited, &[("date", &setting.locale.relative(millis, props.now))]);
        html! { <span class="causerie-edited" part="edited" title={setting.locale.date(millis)}>{ words }</span> }
    });
    html! {
        <>
            <a class="causerie-permalink" part="permalink" href={setting.comment_href(&comment.id)} title={comment.created.is_none().then(|| label.clone())}>
                { shown }<span class="causerie-hidden">{ format!(" {label}") }</span>
            </a>
            { edited }
        </>
    }
}

fn in_reply_to(props: &EntryProps) -> Html {
    let locale = &props.setting.locale;
    let anonymous = locale.text(Text::Anonymous);
    let content = match &props.in_reply_to {
        None => return Html::default(),
        Some(InReplyTo::Unknown) => html! { locale.text(Text::InReplyToUnknown) },
        Some(InReplyTo::Person(name)) => html! { locale.fill(Text::InReplyTo, &[("name", name)]) },
        Some(InReplyTo::Comment(id, name)) => html! {
            <a href={props.setting.comment_href(id)}>
                { locale.fill(Text::InReplyTo, &[("name", name.as_deref().unwrap_or(anonymous))]) }
            </a>
        },
    };
    html! { <p class="causerie-in-reply-to" part="in-reply-to">{ content }</p> }
}

fn notice(props: &EntryProps) -> Html {
    let setting = &props.setting;
    let words = match props.comment.state {
        State::Pending => setting.locale.text(Text::Pending).to_owned(),
        State::Sending => setting.locale.text(Text::Sending).to_owned(),
        State::Rejected => setting.locale.text(Text::Rejected).to_owned(),
        State::Failed => {
            let reason = props.failure.as_ref().map(|problem| sentence(problem, setting)).unwrap_or_default();
            format!("{} {reason}", setting.locale.text(Text::Failed))
        }
        _ => return Html::default(),
    };
    html! { <p class="causerie-notice" part="notice">{ words }</p> }
}

fn text(props: &EntryProps) -> Html {
    let comment = &props.comment;
    let folded = (comment.collapsed || comment.body.warning.is_some()) && !props.is_revealed;
    if folded {
        let id = comment.id.clone();
        let onclick = props.setting.dispatch.reform(move |_| Action::Reveal(id.clone()));
        let warning = comment.body.warning.clone();
        return html! {
            <p class="causerie-folded" part="folded">
                { warning.map(|warning| format!("{warning} ")) }
                <button type="button" class="causerie-show" part="button" {onclick}>{ props.setting.locale.text(Text::Show) }</button>
            </p>
        };
    }
    html! {
        <div class="causerie-body" part="body" dir="auto" lang={comment.lang.clone()}>{ content(props) }</div>
    }
}

/// The text of an entry as virtual nodes.
pub fn content(props: &EntryProps) -> Html {
    let setting = &props.setting;
    let mention = |text: &str| {
        let (length, id) = props.names.find(text, props.position)?;
        Some(Mention { target: setting.comment_href(id), length })
    };
    let images = |url: &str| setting.may_load(url);
    let context = body::Context { base: setting.base.as_deref(), mention: &mention, images: &images };
    nodes(&body::nodes(&props.comment.body.content, &context))
}

fn actions(props: &EntryProps) -> Html {
    let setting = &props.setting;
    let locale = &setting.locale;
    let id = &props.comment.id;
    let button = |class: &'static str, text: Text, action: fn(CommentId) -> Action| {
        let id = id.clone();
        let onclick = setting.dispatch.reform(move |_| action(id.clone()));
        html! { <button type="button" class={class} part="button" {onclick}>{ locale.text(text) }</button> }
    };
    if props.comment.state == State::Failed {
        return html! {
            <footer class="causerie-actions" part="actions">
                { button("causerie-retry", Text::TryAgain, Action::Retry) }
                { button("causerie-edit", Text::Edit, Action::Edit) }
                { button("causerie-discard", Text::Discard, Action::Discard) }
            </footer>
        };
    }
    if props.reply == Reply::Never {
        return Html::default();
    }
    let name = props.comment.author.name.as_deref().unwrap_or_else(|| locale.text(Text::Anonymous));
    let target = id.clone();
    let onclick = setting.dispatch.reform(move |_| Action::Reply(target.clone()));
    html! {
        <footer class="causerie-actions" part="actions">
            <button type="button" class="causerie-reply" part="button" {onclick}
                id={setting.form_id(Some(id), "open")} aria-expanded={(props.reply == Reply::Open).to_string()}
                aria-label={locale.fill(Text::ReplyTo, &[("name", name)])}>
                { locale.text(Text::Reply) }
            </button>
        </footer>
    }
}

/// Links of strangers: written by users, not vouched for, without access to this page.
const REL: &str = "ugc nofollow noopener";
