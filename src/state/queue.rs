//! What waits for a moderator, in every thread of the backend.

use super::{Effect, Event, Focus, Saying, Thread};
use crate::model::{Comment, CommentId, Next, Page, Problem, State};
use std::rc::Rc;

/// What waits for a moderator, in every thread.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Queue {
    /// The comments.
    pub items: Vec<Rc<Comment>>,
    /// What to ask for next.
    pub next: Option<Next>,
    /// Whether they are on their way.
    pub is_busy: bool,
}

impl Thread {
    /// Shows what waits, or puts it away again.
    #[inline(never)]
    pub(super) fn toggle_queue(&mut self) -> Vec<Effect> {
        self.refusal = None;
        if self.queue.take().is_some() {
            return Vec::new();
        }
        self.queue = Some(Queue { is_busy: true, ..Queue::default() });
        vec![Effect::Queue(None)]
    }

    /// Asks for more of what waits.
    #[inline(never)]
    pub(super) fn continue_queue(&mut self) -> Vec<Effect> {
        let Some(queue) = &mut self.queue else { return Vec::new() };
        let next = queue.next.clone().filter(|_| !queue.is_busy);
        queue.is_busy |= next.is_some();
        next.map(|next| Effect::Queue(Some(next))).into_iter().collect()
    }

    #[inline(never)]
    pub(super) fn queued(&mut self, result: Result<Page, Problem>) -> Vec<Effect> {
        let Some(queue) = &mut self.queue else { return Vec::new() };
        queue.is_busy = false;
        match result {
            Ok(page) => {
                queue.next = page.next;
                let had_some = !queue.items.is_empty();
                let mut first = None;
                for mut comment in page.items {
                    comment.can.moderate = Some(true);
                    let comment = Rc::new(comment);
                    queue.items.retain(|known| known.id != comment.id);
                    first.get_or_insert_with(|| comment.id.clone());
                    queue.items.push(comment);
                }
                // The button for more had the focus, and may be gone.
                let first = first.filter(|_| had_some).map(|id| Effect::Focus(Focus::Comment(id)));
                page.skipped.into_iter().map(Effect::Log).chain(first).collect()
            }
            Err(problem) => {
                self.queue = None;
                self.refusal = Some(problem.clone());
                self.say(Saying::Refused(problem.clone()));
                vec![Effect::Emit(Event::Error(problem))]
            }
        }
    }

    /// What waits, but for what stands in this thread and can be decided about there.
    #[inline(never)]
    pub fn waiting<'a>(&'a self, queue: &'a Queue) -> impl Iterator<Item = &'a Rc<Comment>> {
        queue.items.iter().filter(|comment| self.comment(&comment.id).is_none())
    }

    /// What was decided does not wait any more; gives what a moderator goes on with, who was in the queue.
    #[inline(never)]
    pub(super) fn settle_queue(&mut self, id: &CommentId, is_gone: bool) -> Option<CommentId> {
        let is_here = self.comment(id).is_some();
        let items = &mut self.queue.as_mut()?.items;
        let place = items.iter().position(|comment| comment.id == *id)?;
        if items[place].state == State::Pending && !is_gone {
            return None;
        }
        items.remove(place);
        items.get(place).or(items.last()).filter(|_| !is_here).map(|comment| comment.id.clone())
    }
}
