//! One entry written by a person: who, when, what, and what can be done with it.

mod acts;
mod avatar;
pub mod body;
mod mentions;
mod ping;
mod reply;
mod time;
mod votes;

use super::around::asking;
use super::element::{Markup, button, element, heading};
use super::problem::sentence;
use super::{Setting, foreign_link};
use crate::body::{Context, nodes};
use crate::locale::Text;
use crate::model::{Author, Comment, Moderation, Role, State};
use crate::state::{Doing, May, Unsent, is_shown};
pub use acts::{refused, words as decision_words};
use avatar::avatar;
pub use mentions::Mentions;
pub use reply::{InReplyTo, Reply};
use reply::{in_reply_to, reply};
use std::rc::Rc;
use time::time;
use votes::votes;

/// Everything an entry's look depends on.
#[derive(PartialEq, Eq)]
pub struct EntryProps {
    /// The entry.
    pub comment: Rc<Comment>,
    /// Whom its text may mention.
    pub mentions: Option<Box<Mentions>>,
    /// Its number by age, where numbers are shown.
    pub number: Option<u32>,
    /// The comment it answers, where the indentation does not say so.
    pub in_reply_to: Option<InReplyTo>,
    /// Whether it can be answered.
    pub reply: Reply,
    /// What else the reader can do with it.
    pub may: May,
    /// What a moderator can decide about it.
    pub decisions: Vec<Moderation>,
    /// What is going on with it.
    pub doing: Option<Rc<Doing>>,
    /// Whether the page's address points here.
    pub is_target: bool,
    /// Whether a folded text was opened.
    pub is_revealed: bool,
    /// Why it did not arrive.
    pub failure: Option<Unsent>,
    /// The time to count from; milliseconds since the epoch. It stays the same until other words tell the date.
    pub now: i64,
    /// The surroundings.
    pub setting: Rc<Setting>,
}

/// Shows one entry.
pub fn entry(props: &EntryProps) -> Markup {
    if !is_shown(&props.comment) {
        return placeholder(props);
    }
    let mut content = if props.comment.kind.is_ping() { ping::content(props) } else { content(props) };
    content.extend(actions(props));
    if props.doing.is_some() {
        content.extend(acts::below(props));
    }
    article(props, content)
}

fn article(props: &EntryProps, content: Vec<Markup>) -> Markup {
    let (comment, setting) = (&props.comment, &props.setting);
    let id = setting.comment_id(&comment.id);
    let owner = comment.author.roles.contains(&Role::Owner).then_some("owner");
    let alike = element("article", "causerie-comment")
        .attribute("tabindex", "-1")
        .attribute("data-kind", comment.kind.as_str())
        .attribute("data-state", comment.state.as_str())
        .optional("data-author", owner)
        .flag("data-target", props.is_target);
    let named = alike.attribute("data-id", comment.id.to_string());
    let named = named.attribute("aria-labelledby", [&id, "-author"].concat()).attribute("id", id);
    named.children(content).into()
}

fn content(props: &EntryProps) -> Vec<Markup> {
    let (comment, setting) = (&props.comment, &props.setting);
    let header = element("div", "causerie-comment-header").child(avatar(&comment.author, setting));
    let header = header
        .child(title(props, author(&comment.author, setting)))
        .maybe(badge(&comment.author, setting))
        .maybe(pinned(props));
    let header = header.children(permalink(props, setting.name(&comment.author))).into();
    let parts = [Some(header), in_reply_to(props), notice(props), Some(text(props))];
    parts.into_iter().flatten().collect()
}

fn placeholder(props: &EntryProps) -> Markup {
    let words = if props.comment.state == State::Deleted { Text::Deleted } else { Text::Hidden };
    let id = props.setting.comment_id(&props.comment.id);
    let line = element("p", "causerie-placeholder")
        .attribute("id", [&id, "-author"].concat())
        .text(props.setting.words(words));
    article(props, vec![line.into()])
}

/// The heading of an entry, with its number where the page's author wants numbers.
pub fn title(props: &EntryProps, name: Markup) -> Markup {
    let setting = &props.setting;
    let id = [&setting.comment_id(&props.comment.id), "-author"].concat();
    let title = heading(setting.level(1), "causerie-author").attribute("id", id);
    let number = props.number.map(|number| {
        let number = [&setting.locale.number(number.into()), "."].concat();
        Markup::from_iter([element("span", "causerie-number").text(number).into(), " ".into()])
    });
    title.maybe(number).child(name).into()
}

fn author(author: &Author, setting: &Setting) -> Markup {
    let name = setting.name(author);
    match &author.url {
        Some(url) => foreign_link("causerie-author-link", url).text(name).into(),
        None => element("span", "causerie-author-name").attribute("dir", "auto").text(name).into(),
    }
}

fn badge(author: &Author, setting: &Setting) -> Option<Markup> {
    let own = |role: &Role| match role {
        Role::Owner => Some(("owner", Text::AuthorBadge)),
        Role::Moderator => Some(("moderator", Text::ModeratorBadge)),
        Role::Bot => Some(("bot", Text::BotBadge)),
        Role::Member | Role::Verified => None,
    };
    let (role, words) = match author.roles.iter().find_map(own) {
        Some((role, text)) => (role, setting.words(text)),
        None => ("other", author.badge.as_deref()?),
    };
    Some(element("span", "causerie-badge").attribute("data-role", role).text(words).into())
}

fn pinned(props: &EntryProps) -> Option<Markup> {
    props
        .comment
        .pinned
        .then(|| element("span", "causerie-pinned").text(props.setting.words(Text::Pinned)).into())
}

/// The link to the entry itself, with its date; `name` tells it from the others of its kind.
pub fn permalink(props: &EntryProps, name: &str) -> Vec<Markup> {
    let (comment, setting) = (&props.comment, &props.setting);
    if matches!(comment.state, State::Sending | State::Failed) {
        return Vec::new();
    }
    let label = setting.locale.fill(Text::Permalink, &[("name", name)]);
    let shown =
        comment.created.as_ref().map_or_else(|| "#".into(), |created| time(created, props.now, setting));
    let link =
        element("a", "causerie-permalink").attribute("href", setting.comment_href(&comment.id)).child(shown);
    let link = link.child(element("span", "causerie-hidden").text([" ", &label].concat()));
    let edited = comment.edited.as_ref().and_then(|edited| edited.millis()).map(|millis| {
        let words =
            setting.locale.fill(Text::Edited, &[("date", &setting.locale.relative(millis, props.now))]);
        element("span", "causerie-edited").attribute("title", setting.locale.date(millis)).text(words).into()
    });
    std::iter::once(link.into()).chain(edited).collect()
}

/// What is to be said of where an entry stands.
pub fn notice(props: &EntryProps) -> Option<Markup> {
    let setting = &props.setting;
    let text = match props.comment.state {
        State::Pending if props.comment.mine => Text::Pending,
        State::Pending => Text::PendingOther,
        State::Sending => Text::Sending,
        State::Rejected if props.comment.mine => Text::Rejected,
        State::Failed => Text::Failed,
        State::Approved => return None,
        state => acts::standing(state)?,
    };
    let line = element("p", "causerie-notice").text(setting.words(text));
    Some(line.maybe(props.failure.as_ref().map(|unsent| reason(unsent, setting))).into())
}

/// Why a comment is not on its way, and whether it goes by itself.
#[inline(never)]
fn reason(unsent: &Unsent, setting: &Setting) -> Markup {
    let mut words = [" ", &sentence(&unsent.problem, setting)].concat();
    if unsent.goes_on {
        words.push(' ');
        words.push_str(setting.words(Text::GoesOn));
    }
    words.into()
}

fn text(props: &EntryProps) -> Markup {
    let (comment, setting) = (&props.comment, &props.setting);
    if let Some((doing, editor)) =
        props.doing.as_ref().and_then(|doing| Some((doing, doing.editor.as_ref()?)))
    {
        return acts::editor(props, doing, editor);
    }
    let is_folded = (comment.collapsed || comment.body.warning.is_some()) && !props.is_revealed;
    if is_folded {
        let show = button("causerie-show").text(setting.words(Text::Show));
        let warning = comment.body.warning.as_ref().map(|warning| [warning, " "].concat().into());
        return element("p", "causerie-folded").maybe(warning).child(show).into();
    }
    let body =
        element("div", "causerie-body").attribute("dir", "auto").optional("lang", comment.lang.clone());
    body.apart(written(props)).into()
}

/// The text of an entry.
fn written(props: &EntryProps) -> Markup {
    let setting = &props.setting;
    let mention = |text: &str| props.mentions.as_ref()?.find(text, setting);
    let images = |url: &str| setting.may_load(url);
    let context = Context { base: setting.base.as_deref(), mention: &mention, images: &images };
    body::markup(nodes(&props.comment.body.content, &context))
}

fn actions(props: &EntryProps) -> Option<Markup> {
    let (setting, may) = (&props.setting, props.may);
    if props.doing.as_ref().is_some_and(|doing| doing.editor.is_some()) {
        return None;
    }
    if props.comment.state == State::Failed {
        return Some(failed_actions(props));
    }
    let mut parts: Vec<Markup> = votes(props).into_iter().chain(reply(props)).collect();
    if may.flag {
        let is_flagged = props.doing.as_ref().is_some_and(|doing| doing.is_flagged);
        let words = setting.words(if is_flagged { Text::Flagged } else { Text::Flag });
        parts.push(button("causerie-flag").text(words).flag("disabled", is_flagged).into());
    }
    if may.edit || may.delete || may.moderate {
        parts.extend(acts::buttons(props));
    }
    (!parts.is_empty()).then(|| element("div", "causerie-actions").children(parts).into())
}

#[inline(never)]
fn failed_actions(props: &EntryProps) -> Markup {
    let setting = &props.setting;
    let is_held = props.failure.as_ref().is_some_and(|unsent| unsent.is_held);
    let again = asking("causerie-retry", setting.words(Text::TryAgain), is_held);
    let edit = button("causerie-edit").text(setting.words(Text::Edit));
    let discard = button("causerie-discard").text(setting.words(Text::Discard));
    element("div", "causerie-actions").child(again).child(edit).child(discard).into()
}
