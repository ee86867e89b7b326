//! What is done to comments that are there: asked about, shown at once, and taken back when the backend refuses.

use super::own::as_the_author_sees;
use super::{Editor, Effect, Event, Focus, Saying, Thread};
use crate::mapping::reckoned;
use crate::model::{Act, Ballot, Body, Comment, CommentId, Content, Done, Moderation, Problem, State};
use std::rc::Rc;

/// What is going on with a comment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Doing {
    /// Its text, while it is being changed.
    pub editor: Option<Editor>,
    /// What the reader must say yes to.
    pub question: Option<Act>,
    /// Something is on its way.
    pub is_busy: bool,
    /// The reader has reported it.
    pub is_flagged: bool,
    /// Why the last thing failed.
    pub problem: Option<Problem>,
    /// The comment as it was before what is on its way.
    before: Option<Rc<Comment>>,
}

impl Doing {
    /// Whether the reader is about something, or waits for what comes of it.
    #[inline(never)]
    pub(super) fn is_under_way(&self) -> bool {
        self.is_busy || self.editor.is_some() || self.question.is_some()
    }
}

impl Thread {
    /// What is going on with a comment, if anything.
    pub fn doing(&self, id: &CommentId) -> Option<&Rc<Doing>> {
        self.doing.iter().find(|(found, _)| found == id).map(|(_, doing)| doing)
    }

    /// A comment of the thread or of the queue.
    pub(super) fn found(&self, id: &CommentId) -> Option<Rc<Comment>> {
        let queued = || self.queue.as_ref()?.items.iter().find(|comment| comment.id == *id);
        self.comment(id).or_else(queued).cloned()
    }

    /// Does something, or asks first whether it is meant.
    #[inline(never)]
    pub(super) fn act(&mut self, id: &CommentId, act: Act) -> Vec<Effect> {
        let Some(comment) = self.found(id) else { return Vec::new() };
        if self.doing(id).is_some_and(|doing| doing.is_busy) {
            return Vec::new();
        }
        let act = match act {
            Act::Vote(ballot) => match self.vote(&comment, ballot) {
                Some(ballot) => Act::Vote(ballot),
                None => return Vec::new(),
            },
            act => act,
        };
        // Pressing the same button twice is not saying yes.
        if matches!(act, Act::Delete | Act::Moderate(Moderation::Purge | Moderation::Block)) {
            self.note(id, |doing| doing.question = Some(act));
            return vec![Effect::Focus(Focus::Part(id.clone(), CONFIRM))];
        }
        self.begin(&comment, act)
    }

    /// The reader means what they were asked about.
    #[inline(never)]
    pub(super) fn confirm(&mut self, id: &CommentId) -> Vec<Effect> {
        let question = self.doing(id).and_then(|doing| doing.question.clone());
        self.found(id).zip(question).map_or_else(Vec::new, |(comment, act)| self.begin(&comment, act))
    }

    /// A vote pressed again takes it back, where it can be taken back.
    fn vote(&self, comment: &Comment, ballot: Ballot) -> Option<Ballot> {
        let mine = Ballot::of(comment.votes.unwrap_or_default().mine);
        let can_clear = self.capabilities.as_ref().is_some_and(|can| can.acts.clear);
        if mine == ballot { can_clear.then_some(Ballot::Clear) } else { Some(ballot) }
    }

    /// Sends it, and shows at once what is expected to come of it.
    pub(super) fn begin(&mut self, comment: &Rc<Comment>, act: Act) -> Vec<Effect> {
        let id = &comment.id;
        self.note(id, |doing| {
            doing.is_busy = true;
            doing.problem = None;
            doing.question = None;
            doing.before = Some(comment.clone());
        });
        let mut expected = Comment::clone(comment);
        expect(&mut expected, &act);
        self.put(expected);
        vec![Effect::Act(Some(comment.clone()), act)]
    }

    /// Closes the thread, or opens it again.
    #[inline(never)]
    pub(super) fn decide(&mut self, decision: Moderation) -> Vec<Effect> {
        self.refusal = None;
        vec![Effect::Act(None, Act::Moderate(decision))]
    }

    /// Leaves the question or the editor; nothing was done.
    #[inline(never)]
    pub(super) fn leave(&mut self, id: &CommentId) -> Vec<Effect> {
        self.note(id, |doing| (doing.question, doing.editor, doing.problem) = (None, None, None));
        let mut effects = vec![Effect::Focus(Focus::Comment(id.clone()))];
        effects.extend(self.forget_edit(id));
        effects
    }

    /// The backend answered.
    #[inline(never)]
    pub(super) fn acted(
        &mut self,
        id: Option<CommentId>,
        act: &Act,
        result: Result<Done, Problem>,
    ) -> Vec<Effect> {
        let Some(id) = id else { return self.decided(act, result) };
        let before = self.doing(&id).and_then(|doing| doing.before.clone());
        let done = match result {
            Ok(done) => done,
            Err(problem) => return self.refused(&id, before, problem),
        };
        self.note(&id, |doing| {
            *doing =
                Doing { is_flagged: doing.is_flagged || matches!(act, Act::Flag { .. }), ..Doing::default() };
        });
        let is_gone = done == Done::Removed || matches!(act, Act::Delete | Act::Moderate(Moderation::Purge));
        let mut effects = Vec::new();
        match done {
            Done::Comment(mut comment) => {
                if comment.can.moderate != Some(true) && comment.state != State::Deleted {
                    comment.state = as_the_author_sees(comment.state);
                }
                self.put(*comment);
            }
            Done::Votes(votes) => {
                if let Some(mut comment) = self.found(&id) {
                    Rc::make_mut(&mut comment).votes = Some(votes);
                    self.put(Comment::clone(&comment));
                }
            }
            Done::Removed => effects.extend(self.remove(&id, before)),
            Done::Refresh => {
                effects.push(Effect::Open { order: self.order, page_size: self.config.page_size });
            }
            Done::Taken => {}
        }
        effects.extend(self.settle_queue(&id, is_gone).map(|next| Effect::Focus(Focus::Comment(next))));
        effects.extend(self.settle_pending(&id, is_gone));
        effects.extend(if matches!(act, Act::Edit(_)) { self.forget_edit(&id) } else { None });
        let state = self.found(&id).map_or(State::Deleted, |comment| comment.state);
        self.say(Saying::Done(act.clone()));
        effects.push(Effect::Emit(Event::Change { id: id.clone(), state, action: act.name() }));
        if !matches!(act, Act::Vote(_)) && effects.iter().all(|effect| !matches!(effect, Effect::Focus(_))) {
            effects.push(Effect::Focus(Focus::Comment(id)));
        }
        effects
    }

    /// What a refused act gives back is what the list said last.
    #[inline(never)]
    pub(super) fn renew_doing(&mut self) {
        for place in 0..self.doing.len() {
            let (id, doing) = &self.doing[place];
            if doing.before.is_some() {
                let now = self.found(id);
                Rc::make_mut(&mut self.doing[place].1).before = now;
            }
        }
    }

    /// Everything is as it was, and says why.
    fn refused(&mut self, id: &CommentId, before: Option<Rc<Comment>>, problem: Problem) -> Vec<Effect> {
        if let Some(before) = before {
            self.put(Comment::clone(&before));
        }
        self.note(id, |doing| {
            doing.is_busy = false;
            doing.before = None;
            doing.problem = Some(problem.clone());
        });
        self.say(Saying::Refused(problem.clone()));
        vec![Effect::Emit(Event::Error(problem))]
    }

    /// The thread was closed or opened.
    fn decided(&mut self, act: &Act, result: Result<Done, Problem>) -> Vec<Effect> {
        match result {
            Ok(_) => {
                self.say(Saying::Done(act.clone()));
                vec![Effect::Open { order: self.order, page_size: self.config.page_size }]
            }
            Err(problem) => {
                self.refusal = Some(problem.clone());
                self.say(Saying::Refused(problem.clone()));
                vec![Effect::Emit(Event::Error(problem))]
            }
        }
    }

    /// Takes a comment away; while it has replies, its place stays.
    fn remove(&mut self, id: &CommentId, before: Option<Rc<Comment>>) -> Vec<Effect> {
        if self.comments.iter().any(|comment| comment.parent.as_ref() == Some(id)) {
            if let Some(comment) = self.comment(id) {
                let mut gone = Comment::clone(comment);
                gone.state = State::Deleted;
                gone.body = Body::default();
                self.put(gone);
            }
            return Vec::new();
        }
        let next = self.neighbour(id);
        // What waits in the queue was never counted here, nor was what a list that came meanwhile left out.
        if self.comment(id).is_some_and(|comment| self.counts(before.as_ref().unwrap_or(comment))) {
            self.total = self.total.map(|total| total.saturating_sub(1));
        }
        self.comments.retain(|comment| comment.id != *id);
        self.rebuild();
        vec![Effect::Focus(next.map_or(Focus::Opener(None), Focus::Comment))]
    }

    /// The comment that reading goes on with when this one is gone.
    fn neighbour(&self, id: &CommentId) -> Option<CommentId> {
        let order = self.tree.depth_first();
        let at =
            order.iter().position(|position| self.at(*position).is_some_and(|comment| comment.id == *id))?;
        let next = order.get(at + 1).or_else(|| order.get(at.checked_sub(1)?))?;
        self.at(*next).map(|comment| comment.id.clone())
    }

    /// Puts a comment in the place of the one with its id.
    fn put(&mut self, comment: Comment) {
        let queued = self.queue.iter_mut().flat_map(|queue| &mut queue.items);
        let comment = Rc::new(comment);
        for slot in self.comments.iter_mut().chain(queued).filter(|slot| slot.id == comment.id) {
            *slot = comment.clone();
        }
        self.rebuild();
    }

    /// What is kept of the reader's own comments that wait follows what was done to them; else the next list would bring
    /// back what they deleted.
    #[inline(never)]
    fn settle_pending(&mut self, id: &CommentId, is_gone: bool) -> Option<Effect> {
        let place = self.pending.iter().position(|own| own.id == *id)?;
        match self.found(id).filter(|own| own.state == State::Pending && !is_gone) {
            Some(own) => self.pending[place] = own,
            None => drop(self.pending.remove(place)),
        }
        Some(Effect::SavePending(self.pending.clone()))
    }

    pub(super) fn note(&mut self, id: &CommentId, note: impl FnOnce(&mut Doing)) {
        let place = self.doing.iter().position(|(found, _)| found == id).unwrap_or_else(|| {
            self.doing.push((id.clone(), Rc::default()));
            self.doing.len() - 1
        });
        note(Rc::make_mut(&mut self.doing[place].1));
    }
}

/// What a comment is expected to be after an act.
#[inline(never)]
fn expect(comment: &mut Comment, act: &Act) {
    use Moderation as M;
    match act {
        Act::Vote(ballot) => {
            comment.votes = Some(reckoned(comment.votes.unwrap_or_default(), ballot.value()));
        }
        Act::Edit(text) => {
            comment.body.content = Content::Text(text.clone());
            comment.body.source = Some(text.clone());
        }
        Act::Moderate(decision) => match decision {
            M::Approve | M::Ham | M::Unhide => comment.state = State::Approved,
            M::Hold => comment.state = State::Pending,
            M::Spam => comment.state = State::Spam,
            M::Reject => comment.state = State::Rejected,
            M::Trash => comment.state = State::Trashed,
            M::Hide => comment.state = State::Hidden,
            M::Pin | M::Unpin => comment.pinned = *decision == M::Pin,
            M::Collapse | M::Expand => comment.collapsed = *decision == M::Collapse,
            M::Restore | M::Purge | M::Block | M::Unblock | M::Close | M::Open => {}
        },
        Act::Delete | Act::Flag { .. } => {}
    }
}

/// The part that says yes to a question.
pub const CONFIRM: &str = "confirm";
