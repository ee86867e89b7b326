//! Entries of further backends in the same thread: shown among the others by time, named after where they come from, and
//! read only. A backend that does not answer takes nothing away from the others.

use super::{Effect, Event, Thread};
use crate::model::{Comment, CommentCan, CommentId, Page, Problem};
use std::rc::Rc;

impl Thread {
    /// A page of a further backend came, or did not.
    #[inline(never)]
    pub(super) fn joined(&mut self, source: &str, result: Result<Page, Problem>) -> Vec<Effect> {
        let page = match result {
            Ok(page) => page,
            Err(problem) => return vec![Effect::Emit(Event::Error(problem))],
        };
        let mut effects: Vec<_> = page.skipped.into_iter().map(Effect::Log).collect();
        for comment in page.items {
            let comment = named_after(source, comment);
            self.joined.retain(|known| known.id != comment.id);
            self.joined.push(Rc::new(comment));
        }
        self.join();
        self.rebuild();
        self.pages_joined += 1;
        let next = page.next.filter(|_| self.pages_joined < MOST_PAGES);
        effects.extend(next.map(|next| Effect::Join(Some((source.to_owned(), next)))));
        effects.extend(self.follow());
        effects
    }

    /// Puts the entries of further backends among those of the first.
    #[inline(never)]
    pub(super) fn join(&mut self) {
        let joined = &self.joined;
        self.comments.retain(|comment| !joined.iter().any(|known| known.id == comment.id));
        self.comments.extend(joined.iter().cloned());
    }
}

/// A comment as part of another backend's thread.
fn named_after(source: &str, mut comment: Comment) -> Comment {
    comment.id = named(source, &comment.id);
    comment.parent = comment.parent.as_ref().map(|id| named(source, id));
    comment.root = comment.root.as_ref().map(|id| named(source, id));
    comment.replies = Default::default();
    comment.mine = false;
    comment.pinned = false;
    let no = Some(false);
    comment.can = CommentCan { reply: no, edit: no, delete: no, vote: no, flag: no, moderate: no };
    comment
}

fn named(source: &str, id: &CommentId) -> CommentId {
    CommentId::text([source, ":", id.as_str()].concat())
}

/// Most pages of further backends that are asked for in one go; one that always names a next page must not keep us
/// going for ever.
const MOST_PAGES: u32 = 100;
