//! What waits for a moderator, in every thread of the backend.

use super::{Effect, Event, Saying, Thread};
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
                for mut comment in page.items {
                    comment.can.moderate = Some(true);
                    let comment = Rc::new(comment);
                    queue.items.retain(|known| known.id != comment.id);
                    queue.items.push(comment);
                }
                page.skipped.into_iter().map(Effect::Log).collect()
            }
            Err(problem) => {
                self.queue = None;
                self.say(Saying::Refused(problem.clone()));
                vec![Effect::Emit(Event::Error(problem))]
            }
        }
    }

    /// What was decided does not wait any more.
    pub(super) fn settle_queue(&mut self, id: &CommentId) {
        if let Some(queue) = &mut self.queue {
            queue.items.retain(|comment| comment.id != *id || comment.state == State::Pending);
        }
    }
}
