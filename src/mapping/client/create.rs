//! Posting a comment: the variables of a draft, and what the answer says became of it.

use serde_json::Value;

use super::super::decode::{self, raw};
use super::super::expression::Answer;
use super::super::{json, text};
use super::conversation::{Conversation, Local};
use crate::model::{CommentId, Created, Draft, State};

impl Conversation {
    /// The variables of a draft; what was left empty has no value, unless the reader's session tells it.
    #[inline(never)]
    pub fn drafted(&self, draft: &Draft, format: &Value) -> Local {
        let body = written(&draft.body, format);
        let mut local = Local::new();
        for (name, text, known) in [
            ("draft.key", &*draft.key, ""),
            ("draft.body", &body, ""),
            ("draft.name", draft.name.trim_ascii(), "me.name"),
            ("draft.email", draft.email.trim_ascii(), "me.email"),
            ("draft.url", draft.url.trim_ascii(), "me.url"),
            ("draft.replyTo", draft.reply_to.as_deref().unwrap_or_default(), ""),
        ] {
            let typed = Some(Value::from(text)).filter(|_| !text.is_empty());
            let value = typed.or_else(|| self.variables.find(known).cloned());
            local.extend(value.map(|value| (name.to_owned(), value)));
        }
        for (name, id) in [("draft.parent", &draft.parent), ("draft.root", &draft.root)] {
            if let Some(id) = id.as_ref().or(draft.parent.as_ref()) {
                local.push((name.to_owned(), raw(id)));
            }
        }
        local
    }

    /// Reads what became of a draft.
    #[inline(never)]
    pub fn created(&mut self, way: &Value, answer: &Answer, draft: &Draft, local: &Local) -> Created {
        let shape = self.mapping.section("comment");
        let scope = self.scope(local);
        let item = way["item"].as_str().and_then(|item| json::at(&answer.root, item));
        let here = answer.context(&scope).at(item.unwrap_or(&Value::Null), "");
        let mut back = decode::comment(shape, here).ok();
        if let Some(comment) = &mut back {
            let told = here.text(&shape["parent"]).filter(|parent| parent != comment.id.as_str());
            comment.parent = self.placed(told, draft);
            comment.mine = true;
            // Whoever the answer does not name is the one who wrote.
            if comment.author.name.is_none() {
                comment.author.name = scope.value("draft.name").and_then(json::scalar).map(str::to_owned);
            }
        }
        let id = match &back {
            Some(comment) => Some(comment.id.clone()),
            None => answer.context(&scope).find(&way["id"]).and_then(|found| decode::id(&found.value)),
        };
        let session = shape["mine"].is_null() || shape["mine"] == "session";
        if let Some(id) = id.filter(|_| session) {
            self.own.push(id);
            self.keep_own();
        }
        if let Some(comment) = &back {
            self.seen.borrow_mut().insert(comment.id.as_str().to_owned(), raw(&comment.id));
        }
        // 202 Accepted: it was taken but waits (RFC 9110 §15.3.3).
        let waits = answer.response.status == 202;
        let default = if way["item"].is_null() { "refresh" } else { "insert" };
        match (way["then"].as_str().unwrap_or(default), back) {
            ("insert" | "replace", Some(mut comment)) => {
                if waits && comment.state == State::Approved {
                    comment.state = State::Pending;
                }
                Created::Comment(Box::new(comment))
            }
            ("wait", _) => Created::Wait,
            _ if waits => Created::Wait,
            _ => Created::Refresh,
        }
    }

    /// Where a comment hangs: where the answer says, or where the draft said when the answer cannot say.
    fn placed(&self, told: Option<String>, draft: &Draft) -> Option<CommentId> {
        // A mapping that reads parents would have found one.
        let reads = !self.mapping.section("comment")["parent"].is_null();
        match told {
            Some(parent) => match self.seen.borrow().get(&parent) {
                Some(id) => decode::id(id),
                None => draft.parent.clone().filter(|asked| asked.as_str() == parent),
            },
            None => draft.parent.clone().filter(|_| !reads),
        }
    }
}

/// A text as the backend wants it.
#[inline(never)]
pub fn written(typed: &str, format: &Value) -> String {
    match format.as_str() {
        Some("html") => text::to_html(typed),
        Some("escaped") => text::escaped(typed),
        _ => typed.to_owned(),
    }
}
