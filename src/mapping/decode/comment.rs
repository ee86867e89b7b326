//! Decodes one comment by the mapping's expressions.

use serde_json::Value;

use super::super::address;
use super::super::document::{AuthorShape, BodyShape, CommentShape, Mine};
use super::super::expression::{Context, Expression, Found};
use crate::model::{
    Author, Body, Comment, CommentCan, CommentId, Content, Kind, Replies, Role, State, Via, Votes,
};

/// Decodes one comment; the error says what is missing.
pub fn comment(shape: &CommentShape, context: Context<'_>) -> Result<Comment, &'static str> {
    if !context.item.is_object() {
        return Err("expected an object");
    }
    let Some(id) = shape.id.find(context).and_then(|found| id(&found.value)) else {
        return Err("expected an id, found none");
    };
    let read = Reader { context };
    let created = shape.created.as_ref().and_then(|created| created.time(context));
    let edited = shape
        .edited
        .as_ref()
        .and_then(|edited| edited.time(context))
        .filter(|edited| Some(edited) != created.as_ref());
    let [via_url, via_name] = &shape.via;
    let via = Via { url: read.url(via_url), name: read.text(via_name) };
    let [total, hidden, next] = &shape.replies;
    let count = |expression: &Option<Expression>| {
        read.integer(expression).and_then(|count| u64::try_from(count).ok())
    };
    Ok(Comment {
        parent: None,
        root: shape
            .root
            .as_ref()
            .and_then(|root| self::id(&root.find(context)?.value))
            .filter(|root| *root != id),
        reply_to: read.text(&shape.reply_to),
        kind: read.text(&shape.kind).map_or(Kind::Comment, |kind| Kind::parse(&kind)),
        state: read.text(&shape.state).map_or(State::Approved, |state| State::parse(&state)),
        reason: read.text(&shape.reason),
        author: read.author(&shape.author),
        body: read.body(&shape.body),
        title: read.text(&shape.title),
        lang: read.text(&shape.lang),
        link: read.url(&shape.link),
        created,
        edited,
        via: (via != Via::default()).then_some(via),
        votes: shape.votes.as_ref().map(|votes| read.votes(votes)).filter(|votes| *votes != Votes::default()),
        replies: Replies {
            total: count(total),
            hidden: count(hidden),
            // As JSON text, like every cursor, so that a number goes back as a number.
            next: next.as_ref().and_then(|next| next.find(context)).map(|next| next.value.to_string()),
        },
        pinned: read.flag(&shape.pinned),
        collapsed: read.flag(&shape.collapsed),
        mine: matches!(&shape.mine, Mine::Told(mine) if mine.flag(context) == Some(true)),
        can: read.can(&shape.can),
        id,
    })
}

/// The id that a JSON value is; numbers keep their source text.
pub fn id(value: &Value) -> Option<CommentId> {
    match value {
        Value::String(text) if !text.is_empty() => Some(CommentId::text(&**text)),
        Value::Number(number) => Some(CommentId::number(number.as_str())),
        _ => None,
    }
}

struct Reader<'a> {
    context: Context<'a>,
}

impl Reader<'_> {
    fn text(&self, expression: &Option<Expression>) -> Option<String> {
        expression.as_ref()?.text(self.context)
    }

    fn integer(&self, expression: &Option<Expression>) -> Option<i64> {
        expression.as_ref()?.integer(self.context)
    }

    fn flag(&self, expression: &Option<Expression>) -> bool {
        expression.as_ref().and_then(|expression| expression.flag(self.context)).unwrap_or(false)
    }

    /// A web address, relative ones against the backend's; anything but `http` and `https` is left out.
    fn url(&self, expression: &Option<Expression>) -> Option<String> {
        address::resolve(&self.context.answer.response.url, &self.text(expression)?)
    }

    fn author(&self, shape: &AuthorShape) -> Author {
        let roles = shape.roles.as_ref().and_then(|roles| roles.find(self.context));
        Author {
            id: self.text(&shape.id),
            name: self.text(&shape.name),
            url: self.url(&shape.url),
            avatar: self.url(&shape.avatar),
            email: self.text(&shape.email),
            roles: roles.map_or_else(Vec::new, |roles| self::roles(&roles)),
            badge: self.text(&shape.badge),
        }
    }

    fn body(&self, shape: &BodyShape) -> Body {
        let content = self.text(&shape.html).map(Content::Html);
        let content = content.or_else(|| self.text(&shape.markdown).map(Content::Markdown));
        let content = content.or_else(|| self.text(&shape.text).map(Content::Text));
        Body {
            content: content.unwrap_or_default(),
            source: self.text(&shape.source),
            warning: self.text(&shape.warning),
        }
    }

    fn votes(&self, [up, down, score, mine]: &[Option<Expression>; 4]) -> Votes {
        Votes {
            up: self.integer(up),
            down: self.integer(down),
            score: self.integer(score),
            mine: match self.integer(mine) {
                Some(1..) => 1,
                Some(..=-1) => -1,
                _ => 0,
            },
        }
    }

    fn can(&self, shape: &[(String, Expression)]) -> CommentCan {
        let can = |name: &str| {
            shape
                .iter()
                .find(|(found, _)| found == name)
                .and_then(|(_, expression)| expression.flag(self.context))
        };
        CommentCan {
            reply: can("reply"),
            edit: can("edit"),
            delete: can("delete"),
            vote: can("vote"),
            flag: can("flag"),
        }
    }
}

/// Roles from a list of their names, or from one name.
fn roles(found: &Found<'_>) -> Vec<Role> {
    let role = |value: &Value| value.as_str().and_then(Role::parse);
    match &*found.value {
        Value::Array(names) => names.iter().filter_map(role).collect(),
        name => role(name).into_iter().collect(),
    }
}
