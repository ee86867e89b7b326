//! Posting a comment: the variables of a draft, and what the answer says became of it.

use serde_json::Value;

use super::super::decode;
use super::super::document::{CreateShape, Format, Mine, Then};
use super::super::expression::Answer;
use super::super::text;
use super::conversation::{Conversation, Local};
use crate::model::{Comment, CommentId, Created, Draft, State};

/// The variables of a draft; what was left empty has no value.
pub fn drafted(draft: &Draft, format: Format) -> Local {
    let mut local = Vec::new();
    let mut add = |name: &str, value: Option<Value>| {
        if let Some(value) = value.filter(|value| value.as_str() != Some("")) {
            local.push((["draft.", name].concat(), value));
        }
    };
    let body = match format {
        Format::Typed => draft.body.clone(),
        Format::Html => text::to_html(&draft.body),
    };
    add("key", Some(Value::from(&*draft.key)));
    add("body", Some(Value::from(body)));
    add("name", Some(Value::from(draft.name.trim())));
    add("email", Some(Value::from(draft.email.trim())));
    add("url", Some(Value::from(draft.url.trim())));
    add("parent", draft.parent.as_ref().map(raw));
    add("root", draft.root.as_ref().or(draft.parent.as_ref()).map(raw));
    add("replyTo", draft.reply_to.as_deref().map(Value::from));
    local
}

/// An id as the JSON value it came as: some backends refuse `"24"` for 24.
pub fn raw(id: &CommentId) -> Value {
    let number = if id.is_number() { id.as_str().parse().ok() } else { None };
    number.map_or_else(|| Value::from(id.as_str()), Value::Number)
}

impl Conversation {
    /// Reads what became of a draft.
    pub fn created(&self, way: &CreateShape, answer: &Answer, draft: &Draft, local: &Local) -> Created {
        let then =
            way.write.then.unwrap_or(if way.write.item.is_some() { Then::Insert } else { Then::Refresh });
        let back = self.scoped(local, |scope| {
            let context = answer.context(scope);
            let item = way.write.item.as_ref()?.find(&answer.root)?;
            decode::comment(&self.mapping.comment, context.at(item, "")).ok().map(|comment| {
                let parent =
                    self.mapping.comment.parent.as_ref().and_then(|parent| parent.text(context.at(item, "")));
                self.placed(comment, parent, draft)
            })
        });
        let id = match &back {
            Some(comment) => Some(comment.id.clone()),
            None => self.scoped(local, |scope| {
                decode::id(&way.write.id.as_ref()?.find(answer.context(scope))?.value)
            }),
        };
        if self.mapping.comment.mine == Mine::Session {
            self.own.borrow_mut().extend(id);
        }
        match (then, back) {
            (Then::Insert | Then::Replace, Some(mut comment)) => {
                comment.mine = true;
                // 202 Accepted: it was taken but waits (RFC 9110 §15.3.3).
                if answer.response.status == 202 && comment.state == State::Approved {
                    comment.state = State::Pending;
                }
                Created::Comment(Box::new(comment))
            }
            (Then::Wait, _) => Created::Wait,
            _ if answer.response.status == 202 => Created::Wait,
            _ => Created::Refresh,
        }
    }

    /// Hangs a comment where the answer says, or where the draft said when the answer does not.
    fn placed(&self, mut comment: Comment, parent: Option<String>, draft: &Draft) -> Comment {
        let told = parent.filter(|parent| parent != comment.id.as_str());
        comment.parent = match (told, &self.mapping.comment.parent) {
            (Some(parent), _) => {
                let seen = self.seen.borrow();
                seen.get(&parent)
                    .cloned()
                    .or_else(|| draft.parent.clone().filter(|asked| asked.as_str() == parent))
            }
            // A mapping that reads parents would have found one.
            (None, Some(_)) => None,
            (None, None) => draft.parent.clone(),
        };
        self.seen.borrow_mut().insert(comment.id.as_str().to_owned(), comment.id.clone());
        comment
    }
}
