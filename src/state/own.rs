//! The reader's own comments while no list has them: how they look, and how they are known again in one.

use super::{Effect, Thread};
use crate::body;
use crate::model::{Author, Body, Comment, CommentId, Content, Draft, Problem, State, Time};
use std::rc::Rc;

/// A comment of the reader's that the backend has not confirmed.
#[derive(Clone, Debug)]
pub(super) struct Outgoing {
    pub(super) draft: Draft,
    pub(super) id: CommentId,
    /// When it was sent; milliseconds since the epoch.
    pub(super) now: i64,
    pub(super) problem: Option<Problem>,
    /// Whether the backend took it.
    pub(super) settled: bool,
}

impl Thread {
    /// After the list came again: own comments that are in it are settled, the others stay on show.
    pub(super) fn keep_own(&mut self) -> Vec<Effect> {
        let before = self.pending.len();
        let listed = &self.comments;
        self.pending
            .retain(|own| !listed.iter().any(|comment| comment.id == own.id || is_twin(comment, own)));
        let pending = self.pending.clone();
        self.comments.extend(pending);
        let waiting: Vec<_> =
            self.outbox.iter().filter(|outgoing| !outgoing.settled).map(Outgoing::comment).collect();
        self.comments.extend(waiting.into_iter().map(Rc::new));
        if self.pending.len() == before {
            Vec::new()
        } else {
            vec![Effect::SavePending(self.pending.clone())]
        }
    }
}

impl Outgoing {
    fn comment(&self) -> Comment {
        let mut comment = optimistic(&self.draft, self.now);
        comment.state = if self.problem.is_some() { State::Failed } else { State::Sending };
        comment
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
fn is_twin(listed: &Comment, pending: &Comment) -> bool {
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
