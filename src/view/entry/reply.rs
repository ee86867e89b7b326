//! Whom an entry answers, and whether it can be answered.

use super::super::element::{Markup, button, element};
use super::EntryProps;
use crate::locale::Text;
use crate::model::CommentId;

/// Whom an entry answers.
#[derive(Clone, Debug, PartialEq, Eq)]
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

/// The line that names whom it answers.
pub fn in_reply_to(props: &EntryProps) -> Option<Markup> {
    let setting = &props.setting;
    let to = |name: &str| setting.locale.fill(Text::InReplyTo, &[("name", name)]);
    let line = element("p", "causerie-in-reply-to");
    let line = match props.in_reply_to.as_ref()? {
        InReplyTo::Unknown => line.text(setting.words(Text::InReplyToUnknown)),
        InReplyTo::Person(name) => line.text(to(name)),
        InReplyTo::Comment(id, name) => {
            let name = name.as_deref().unwrap_or_else(|| setting.words(Text::Anonymous));
            line.child(element("a", "").attribute("href", setting.comment_href(id)).text(to(name)))
        }
    };
    Some(line.into())
}

/// The button that opens the form.
pub fn reply(props: &EntryProps) -> Option<Markup> {
    let (setting, id) = (&props.setting, &props.comment.id);
    if props.reply == Reply::Never {
        return None;
    }
    let label = setting.locale.fill(Text::ReplyTo, &[("name", setting.name(&props.comment.author))]);
    let is_open = if props.reply == Reply::Open { "true" } else { "false" };
    let reply = button("causerie-reply").attribute("aria-expanded", is_open).attribute("aria-label", label);
    let reply = reply.attribute("id", setting.form_id(Some(id), "open"));
    Some(reply.text(setting.words(Text::Reply)).into())
}
