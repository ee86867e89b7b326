//! Decodes one comment by the mapping's expressions.

use serde_json::Value;

use super::super::expression::Context;
use super::super::json;
use super::{marks, names};
use crate::model::{
    Author, Body, Comment, CommentCan, CommentId, Content, Kind, Replies, Role, State, Summary, Time, Via,
    Votes,
};
use crate::url::{safe_url, web_prefix};

/// Decodes one comment; the error says what is missing. One that has a text but no id has an empty one.
#[inline(never)]
pub fn comment(shape: &Value, here: Context<'_>) -> Result<Comment, &'static str> {
    if !here.item.is_object() {
        return Err("expected an object");
    }
    let body = body(&shape["body"], here);
    let id = match found_id(&shape["id"], here) {
        Some(id) => id,
        None if body.content == Content::Empty => return Err(NO_ID),
        None => CommentId::text(""),
    };
    let text = |name: &str| here.text(&shape[name]);
    let created = time(&shape["created"], here);
    let edited = time(&shape["edited"], here).filter(|edited| Some(edited) != created.as_ref());
    let via = &shape["via"];
    let via = Via { url: url(&via["url"], here), name: name(&via["name"], here) };
    let votes = votes(&shape["votes"], here);
    let replies = &shape["replies"];
    Ok(Comment {
        parent: None,
        root: found_id(&shape["root"], here).filter(|root| *root != id),
        reply_to: name(&shape["replyTo"], here),
        kind: Kind::parse(&text("kind").unwrap_or_default()),
        state: text("state").map_or(State::Approved, |state| State::parse(&state)),
        reason: text("reason"),
        author: author(&shape["author"], here),
        body,
        title: name(&shape["title"], here),
        lang: text("lang"),
        link: url(&shape["link"], here),
        created,
        edited,
        via: (via != Via::default()).then_some(via),
        votes: (votes != Votes::default()).then_some(votes),
        replies: Replies {
            total: count(&replies["total"], here),
            hidden: count(&replies["hidden"], here),
            // As JSON text, like every cursor, so that a number goes back as a number.
            next: here.find(&replies["next"]).map(|next| json::encoded(&next.value)),
        },
        pinned: here.flag(&shape["pinned"]) == Some(true),
        collapsed: here.flag(&shape["collapsed"]) == Some(true),
        // "session" is no pointer, so it finds nothing.
        mine: here.flag(&shape["mine"]) == Some(true),
        can: can(&shape["can"], here),
        id,
    })
}

/// Decodes one comment that has an id.
#[inline(never)]
pub fn named(shape: &Value, here: Context<'_>) -> Result<Comment, &'static str> {
    comment(shape, here)
        .and_then(|comment| if comment.id.as_str().is_empty() { Err(NO_ID) } else { Ok(comment) })
}

/// What is said of an entry without an id.
pub const NO_ID: &str = "expected an id, found none";

/// Numbers about the page itself.
#[inline(never)]
pub fn summary(shape: &Value, here: Context<'_>) -> Summary {
    Summary {
        link: url(&shape["link"], here),
        likes: count(&shape["likes"], here),
        shares: count(&shape["shares"], here),
        total: count(&shape["total"], here),
    }
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

/// A web address, relative ones against the backend's; anything but `http` and `https` is left out.
pub fn url(expression: &Value, here: Context<'_>) -> Option<String> {
    let url = safe_url(&here.text(expression)?, Some(&here.answer.response.url))?;
    (web_prefix(&url, 0) > 0).then_some(url)
}

/// A point in time of the years that dates can be written for, or words that are not those of a failed calculation.
#[inline(never)]
fn time(expression: &Value, here: Context<'_>) -> Option<Time> {
    here.time(expression).filter(|time| match time {
        Time::At(millis) => (-62_135_596_800_000..253_402_300_800_000).contains(millis),
        Time::Words(words) => !matches!(words.as_str(), "NaN" | "Invalid Date" | "undefined" | "null"),
    })
}

/// A name as it may stand beside others.
#[inline(never)]
fn name(expression: &Value, here: Context<'_>) -> Option<String> {
    names::cleaned(&here.text(expression)?)
}

fn author(shape: &Value, here: Context<'_>) -> Author {
    let mut roles = Vec::new();
    if let Some(found) = here.find(&shape["roles"]) {
        // A list of names, or one name.
        let names = found.value.as_array().map_or(std::slice::from_ref(&*found.value), Vec::as_slice);
        roles.extend(names.iter().filter_map(|name| Role::named(name.as_str()?)));
    }
    if here.flag(&shape["owner"]) == Some(true) && !roles.contains(&Role::Owner) {
        roles.push(Role::Owner);
    }
    Author {
        id: here.text(&shape["id"]),
        name: name(&shape["name"], here),
        url: url(&shape["url"], here),
        avatar: url(&shape["avatar"], here),
        email: here.text(&shape["email"]),
        roles,
        badge: name(&shape["badge"], here),
    }
}

fn body(shape: &Value, here: Context<'_>) -> Body {
    let read = |name: &str| here.text(&shape[name]);
    let content = match (read("html"), read("markdown"), read("text")) {
        (Some(html), ..) => Content::Html(html),
        (_, Some(markdown), _) => Content::Markdown(markdown),
        (.., Some(text)) => Content::Text(text),
        _ => Content::Empty,
    };
    let content = match (&shape["emoji"], &shape["facets"]) {
        (Value::Null, Value::Null) => content,
        (emoji, facets) => marks::placed(content, emoji, facets, here),
    };
    Body { content, source: read("source"), warning: read("warning") }
}

/// The votes on a comment.
pub fn votes(shape: &Value, here: Context<'_>) -> Votes {
    Votes {
        up: here.whole(&shape["up"]),
        down: here.whole(&shape["down"]),
        score: here.whole(&shape["score"]),
        mine: here.whole(&shape["mine"]).unwrap_or(0).signum() as i8,
    }
}

fn can(shape: &Value, here: Context<'_>) -> CommentCan {
    let can = |name: &str| here.flag(&shape[name]);
    CommentCan {
        reply: can("reply"),
        edit: can("edit"),
        delete: can("delete"),
        vote: can("vote"),
        flag: can("flag"),
        // Some backends list what may be decided.
        moderate: here.find(&shape["moderate"]).map(|found| match &*found.value {
            Value::Array(decisions) => !decisions.is_empty(),
            _ => found.flag() == Some(true),
        }),
    }
}
