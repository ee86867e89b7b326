//! The reader's own comments while no list has them: how they look, and how they are known again in one.

use super::outbox::Outgoing;
use super::{Effect, Thread};
use crate::body;
use crate::model::{Author, Body, Comment, CommentId, Content, Draft, State, Time};
use std::rc::Rc;

impl Thread {
    /// After the list came again: own comments that are in it are settled, the others stay on show.
    pub(super) fn keep_own(&mut self) -> Vec<Effect> {
        let before = self.pending.len();
        let listed = &self.comments;
        self.pending
            .retain(|own| !listed.iter().any(|comment| comment.id == own.id || is_twin(comment, own)));
        let pending = self.pending.clone();
        self.comments.extend(pending);
        let settled = if self.outbox.is_empty() { Vec::new() } else { self.settle_outbox() };
        let waiting: Vec<_> = self.unsent().map(Outgoing::comment).collect();
        self.comments.extend(waiting.into_iter().map(Rc::new));
        let changed = (self.pending.len() != before).then(|| Effect::SavePending(self.pending.clone()));
        settled.into_iter().chain(changed).collect()
    }
}

/// How ids of comments begin that no backend has named yet.
const OWN: &str = "own-";

/// Whether the backend has named a comment.
pub(super) fn is_named(id: &CommentId) -> bool {
    !id.as_str().starts_with(OWN)
}

#[inline(never)]
pub(super) fn optimistic(draft: &Draft, now: i64) -> Comment {
    let mut comment = Comment::new(CommentId::text([OWN, &draft.key].concat()));
    comment.parent = draft.parent.clone();
    comment.state = State::Sending;
    comment.mine = true;
    comment.created = Some(Time::At(now));
    comment.body =
        Body { content: Content::Text(draft.body.clone()), source: Some(draft.body.clone()), warning: None };
    comment.author = Author {
        name: Some(draft.name.clone()).filter(|name| !name.is_empty()),
        url: Some(draft.url.clone()).filter(|url| !url.is_empty()),
        ..Author::default()
    };
    comment
}

/// Nobody is told that they were taken for a spammer: what a moderator must see waits.
pub(super) fn as_the_author_sees(state: State) -> State {
    match state {
        State::Approved => State::Approved,
        _ => State::Pending,
    }
}

/// Whether a listed comment is the one kept as pending under another id.
pub(super) fn is_twin(listed: &Comment, pending: &Comment) -> bool {
    !is_named(&pending.id)
        // Who is signed in was not asked for a name.
        && (pending.author.name.is_none() || listed.author.name == pending.author.name)
        && same_words(&body::text(&listed.body.content), &body::text(&pending.body.content))
}

/// Compares letters and digits only: backends re-typeset quotes and line breaks.
fn same_words(left: &str, right: &str) -> bool {
    let is_letter =
        |c: &char| c.is_ascii_alphanumeric() || !matches!(c, '\0'..='\u{bf}' | '\u{2000}'..='\u{206f}');
    left.chars().filter(is_letter).eq(right.chars().filter(is_letter))
}
