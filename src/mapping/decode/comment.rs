//! Decodes one comment by the mapping's expressions.

use serde_json::Value;

use super::super::expression::Context;
use super::super::{address, json};
use crate::model::{Comment, CommentId, Content, Kind, Role, State, Via, Votes};

/// Decodes one comment; the error says what is missing.
pub fn comment(shape: &Value, here: Context<'_>) -> Result<Comment, &'static str> {
    if !here.item.is_object() {
        return Err("expected an object");
    }
    let Some(id) = found_id(&shape["id"], here) else { return Err("expected an id, found none") };
    let mut comment = Comment::new(id);
    let (author, body, can) = (&shape["author"], &shape["body"], &shape["can"]);
    for (expression, text) in [
        (&shape["replyTo"], &mut comment.reply_to),
        (&shape["reason"], &mut comment.reason),
        (&shape["title"], &mut comment.title),
        (&shape["lang"], &mut comment.lang),
        (&author["id"], &mut comment.author.id),
        (&author["name"], &mut comment.author.name),
        (&author["email"], &mut comment.author.email),
        (&author["badge"], &mut comment.author.badge),
        (&body["source"], &mut comment.body.source),
        (&body["warning"], &mut comment.body.warning),
    ] {
        *text = here.text(expression);
    }
    // Relative addresses are the backend's; anything but `http` and `https` is left out.
    let url = |expression| address::resolve(&here.answer.response.url, &here.text(expression)?);
    for (expression, address) in [
        (&author["url"], &mut comment.author.url),
        (&author["avatar"], &mut comment.author.avatar),
        (&shape["link"], &mut comment.link),
    ] {
        *address = url(expression);
    }
    for (expression, flag) in [
        (&shape["pinned"], &mut comment.pinned),
        (&shape["collapsed"], &mut comment.collapsed),
        // "session" is no pointer, so it finds nothing.
        (&shape["mine"], &mut comment.mine),
    ] {
        *flag = here.flag(expression) == Some(true);
    }
    for (name, may) in [
        ("reply", &mut comment.can.reply),
        ("edit", &mut comment.can.edit),
        ("delete", &mut comment.can.delete),
        ("vote", &mut comment.can.vote),
        ("flag", &mut comment.can.flag),
    ] {
        *may = here.flag(&can[name]);
    }
    comment.root = found_id(&shape["root"], here).filter(|root| *root != comment.id);
    comment.kind = Kind::parse(&here.text(&shape["kind"]).unwrap_or_default());
    comment.state = here.text(&shape["state"]).map_or(State::Approved, |state| State::parse(&state));
    comment.author.roles = roles(author, here);
    comment.body.content = content(body, here);
    comment.created = here.time(&shape["created"]);
    comment.edited = here.time(&shape["edited"]).filter(|edited| Some(edited) != comment.created.as_ref());
    let via = Via { url: url(&shape["via"]["url"]), name: here.text(&shape["via"]["name"]) };
    comment.via = Some(via).filter(|via| *via != Via::default());
    comment.votes = votes(&shape["votes"], here);
    let replies = &shape["replies"];
    comment.replies.total = count(&replies["total"], here);
    comment.replies.hidden = count(&replies["hidden"], here);
    // As JSON text, like every cursor, so that a number goes back as a number.
    comment.replies.next = here.find(&replies["next"]).map(|next| json::encoded(&next.value));
    Ok(comment)
}

/// The id that a JSON value is; numbers keep their source text.
pub fn id(value: &Value) -> Option<CommentId> {
    match value {
        Value::String(text) if !text.is_empty() => Some(CommentId::text(&**text)),
        Value::Number(number) => Some(CommentId::number(number.as_str())),
        _ => None,
    }
}

/// A count, if it is one.
pub fn count(expression: &Value, here: Context<'_>) -> Option<u64> {
    here.whole(expression)?.try_into().ok()
}

fn found_id(expression: &Value, here: Context<'_>) -> Option<CommentId> {
    id(&here.find(expression)?.value)
}

/// Roles from a list of their names, or from one name, and the post's author by a rule of its own.
fn roles(author: &Value, here: Context<'_>) -> Vec<Role> {
    let mut roles = Vec::new();
    if let Some(found) = here.find(&author["roles"]) {
        let names = found.value.as_array().map_or(std::slice::from_ref(&*found.value), Vec::as_slice);
        roles.extend(names.iter().filter_map(|name| Role::parse(name.as_str()?)));
    }
    if here.flag(&author["owner"]) == Some(true) && !roles.contains(&Role::Owner) {
        roles.push(Role::Owner);
    }
    roles
}

fn content(shape: &Value, here: Context<'_>) -> Content {
    if let Some(html) = here.text(&shape["html"]) {
        return Content::Html(html);
    }
    if let Some(markdown) = here.text(&shape["markdown"]) {
        return Content::Markdown(markdown);
    }
    here.text(&shape["text"]).map_or(Content::Empty, Content::Text)
}

fn votes(shape: &Value, here: Context<'_>) -> Option<Votes> {
    let votes = Votes {
        up: here.whole(&shape["up"]),
        down: here.whole(&shape["down"]),
        score: here.whole(&shape["score"]),
        mine: here.whole(&shape["mine"]).unwrap_or(0).signum() as i8,
    };
    Some(votes).filter(|votes| *votes != Votes::default())
}
