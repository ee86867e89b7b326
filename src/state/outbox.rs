//! Comments of the reader's on their way: kept until the backend has taken them, over a reload and a lost connection.
//!
//! Nothing is sent twice on its own. What was never on its way goes when the connection is there; what may have arrived
//! goes again by itself only to a backend that knows it by its key (`Idempotency-Key`), and elsewhere the list is
//! looked through before the reader's second try.

use super::form::complaints;
use super::own::{is_twin, optimistic};
use super::{Effect, Reader, Saying, Thread, Waiting};
use crate::model::{Comment, CommentId, Create, Draft, Problem, ProblemKind, State, Time};

/// A comment of the reader's that the backend has not confirmed.
#[derive(Clone, Debug, PartialEq)]
pub struct Outgoing {
    /// What was written.
    pub draft: Draft,
    /// When it was sent; milliseconds since the epoch.
    pub sent: i64,
    /// What is known of it.
    pub fate: Fate,
    /// Whether it was sent so long ago that the backend may not know its key any more.
    pub is_late: bool,
    /// Why it is not on its way.
    pub problem: Option<Problem>,
    /// The backend wants it later.
    pub(super) is_held: bool,
    /// The list is asked for it before it is sent again, or was.
    pub(super) is_sought: bool,
    /// Whether the backend took it.
    pub(super) settled: bool,
    pub(super) id: CommentId,
}

words! {
    /// What is known of a comment that the backend has not confirmed.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    Fate:
    /// It was never on its way.
    Unsent = "unsent",
    /// It may have arrived though no answer says so.
    Unknown = "unknown",
    /// The backend did not want it.
    Refused = "refused",
}

/// Why a comment of the reader's is not on its way, and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsent {
    /// What went wrong.
    pub problem: Problem,
    /// Whether the backend wants it later.
    pub is_held: bool,
    /// Whether it goes by itself once there is a connection.
    pub goes_on: bool,
}

impl Outgoing {
    /// A draft about to be sent.
    pub fn new(draft: Draft, sent: i64) -> Self {
        let id = optimistic(&draft, sent).id;
        let (fate, problem) = (Fate::Unknown, None);
        let (is_late, is_held, is_sought, settled) = (false, false, false, false);
        Self { draft, sent, fate, is_late, problem, is_held, is_sought, settled, id }
    }

    /// One that had not arrived, as far as was known, when the page was left.
    pub fn left(draft: Draft, sent: i64, fate: Fate, refusal: Option<ProblemKind>) -> Self {
        let problem = refusal.filter(|_| fate == Fate::Refused).unwrap_or(ProblemKind::Interrupted);
        Self { fate, problem: Some(Problem::new(problem)), ..Self::new(draft, sent) }
    }

    /// How it looks in the thread.
    pub(super) fn comment(&self) -> Comment {
        let mut comment = optimistic(&self.draft, self.sent);
        comment.state = if self.problem.is_some() { State::Failed } else { State::Sending };
        comment
    }

    /// Whether a listed comment is this one.
    #[inline(never)]
    fn is_listed_as(&self, listed: &Comment) -> bool {
        let created = listed.created.as_ref().and_then(Time::millis);
        self.fate == Fate::Unknown
            && created.is_none_or(|created| created > self.sent - SKEW)
            && is_twin(listed, &self.comment())
    }
}

impl Thread {
    /// Keeps over a reload what is on its way.
    #[inline(never)]
    pub(super) fn save_unsent(&self, position: usize) -> Effect {
        Effect::SaveUnsent(Box::new(self.outbox[position].clone()), self.reader.remember)
    }

    /// Sends a comment once more, under the same key.
    #[inline(never)]
    pub(super) fn send_again(&mut self, position: usize) -> Vec<Effect> {
        let outgoing = &mut self.outbox[position];
        (outgoing.problem, outgoing.fate, outgoing.is_sought) = (None, Fate::Unknown, false);
        let (id, draft) = (outgoing.id.clone(), outgoing.draft.clone());
        self.change(&id, |comment| comment.state = State::Sending);
        vec![self.save_unsent(position), Effect::Post(Box::new(draft))]
    }

    /// Leaves a comment unsent, for this reason.
    #[inline(never)]
    pub(super) fn leave_unsent(&mut self, position: usize, problem: Problem) -> Vec<Effect> {
        let outgoing = &mut self.outbox[position];
        if is_refusal(&problem) {
            outgoing.fate = Fate::Refused;
        }
        let wait =
            problem.retry_after.filter(|_| is_too_early(&problem)).filter(|seconds| *seconds <= LONGEST);
        outgoing.is_held = wait.is_some();
        outgoing.problem = Some(problem.clone());
        let (id, key) = (outgoing.id.clone(), outgoing.draft.key.clone());
        self.change(&id, |comment| comment.state = State::Failed);
        self.say(Saying::Failed(problem));
        let wait = wait.map(|seconds| Effect::Wait(Waiting::Draft(key), seconds));
        std::iter::once(self.save_unsent(position)).chain(wait).collect()
    }

    /// Why a comment of the reader's did not arrive.
    pub fn failure(&self, id: &CommentId) -> Option<Unsent> {
        let outgoing = self.outbox.iter().find(|outgoing| outgoing.id == *id)?;
        Some(self.unsent_for(outgoing, outgoing.problem.clone()?))
    }

    #[inline(never)]
    fn unsent_for(&self, outgoing: &Outgoing, problem: Problem) -> Unsent {
        let goes_on = self.goes_when_connected(outgoing);
        Unsent { problem, is_held: outgoing.is_held, goes_on }
    }

    /// Whether it may be sent without being told to: that cannot make two of it.
    fn may_go(&self, outgoing: &Outgoing) -> bool {
        match outgoing.fate {
            Fate::Unsent => true,
            Fate::Unknown => !outgoing.is_late && self.is_repeatable(),
            Fate::Refused => false,
        }
    }

    /// Whether it is sent by itself once there is a connection.
    fn goes_when_connected(&self, outgoing: &Outgoing) -> bool {
        let is_cut_off =
            outgoing.problem.as_ref().is_some_and(|problem| problem.kind == ProblemKind::Offline);
        is_cut_off && !outgoing.settled && self.may_go(outgoing)
    }

    /// The list came: what is in it has arrived, and what was sought in vain is sent.
    #[inline(never)]
    pub(super) fn settle_outbox(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        let waits =
            |outgoing: &Outgoing| !outgoing.settled && (outgoing.problem.is_some() || outgoing.is_sought);
        for position in 0..self.outbox.len() {
            let outgoing = &self.outbox[position];
            if waits(outgoing) && self.comments.iter().any(|listed| outgoing.is_listed_as(listed)) {
                effects.push(Effect::ForgetUnsent(outgoing.draft.key.clone()));
                self.outbox[position].settled = true;
                self.say(Saying::Posted);
            }
        }
        effects
    }

    /// Goes on with what was unsent once the thread and what may be done there are known.
    #[inline(never)]
    pub(super) fn resume(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        let keys: Vec<String> = self.unsent().map(|outgoing| outgoing.draft.key.clone()).collect();
        for key in keys {
            let Some(position) = self.sent_as(&key) else { continue };
            let outgoing = &self.outbox[position];
            let is_left =
                outgoing.problem.as_ref().is_some_and(|problem| problem.kind == ProblemKind::Interrupted);
            if outgoing.problem.is_none() && outgoing.is_sought {
                effects.extend(if self.is_complete() {
                    self.send_again(position)
                } else {
                    self.leave_unsent(position, Problem::new(ProblemKind::Interrupted))
                });
            } else if is_left && !outgoing.is_sought && *self.create() == Create::Form {
                effects.extend(self.take_up(position));
            }
        }
        effects
    }

    /// What an earlier visit left is sent if that cannot make two of it, and goes back into its form if who wrote it
    /// was not to be remembered.
    fn take_up(&mut self, position: usize) -> Vec<Effect> {
        let outgoing = &self.outbox[position];
        let draft = outgoing.draft.clone();
        let Draft { name, email, url, .. } = draft.clone();
        let reader = Reader { name, email, url, remember: false };
        let is_whole = self
            .capabilities
            .as_ref()
            .is_some_and(|can| complaints(&can.fields, &draft.body, &reader, &[]).is_empty());
        if !is_whole {
            let id = outgoing.id.clone();
            self.take_back(&id);
            self.refill(&draft.parent, &draft, Vec::new(), Some(Problem::new(ProblemKind::Interrupted)));
            return vec![self.save_typed(&draft.parent), Effect::ForgetUnsent(draft.key)];
        }
        if self.may_go(outgoing) { self.send_again(position) } else { Vec::new() }
    }

    /// The connection is there again.
    #[inline(never)]
    pub(super) fn connected(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        for position in 0..self.outbox.len() {
            if self.goes_when_connected(&self.outbox[position]) {
                effects.extend(self.send_again(position));
            }
        }
        if self.phase_name() == "offline" {
            effects.extend(self.open());
        }
        effects
    }

    /// The list could not be had: what should have been looked for in it stays unsent.
    #[inline(never)]
    pub(super) fn not_found_out(&mut self, problem: &Problem) -> Vec<Effect> {
        let sought =
            |outgoing: &Outgoing| outgoing.is_sought && outgoing.problem.is_none() && !outgoing.settled;
        let positions: Vec<usize> = (0..self.outbox.len()).filter(|at| sought(&self.outbox[*at])).collect();
        let mut effects = Vec::new();
        for position in positions {
            self.outbox[position].is_sought = false;
            effects.extend(self.leave_unsent(position, Problem { status: 0, ..problem.clone() }));
        }
        effects
    }

    /// The position of what was sent under a key and is not settled.
    pub(super) fn sent_as(&self, key: &str) -> Option<usize> {
        self.outbox.iter().position(|outgoing| outgoing.draft.key == key && !outgoing.settled)
    }

    pub(super) fn unsent(&self) -> impl Iterator<Item = &Outgoing> {
        self.outbox.iter().filter(|outgoing| !outgoing.settled)
    }

    /// Whether the backend knows a comment that it gets twice.
    pub(super) fn is_repeatable(&self) -> bool {
        self.capabilities.as_ref().is_some_and(|can| can.offers.repeat)
    }
}

/// Whether the backend said no, so that nothing can have arrived.
fn is_refusal(problem: &Problem) -> bool {
    use ProblemKind::{Interrupted, Malformed, Offline, Server, Timeout};
    !matches!(problem.kind, Interrupted | Malformed | Offline | Server | Timeout)
}

/// Whether the backend asks for patience (RFC 6585 §4, RFC 9110 §15.6.4).
pub(super) fn is_too_early(problem: &Problem) -> bool {
    problem.kind == ProblemKind::RateLimited || problem.status == 503
}

/// Most seconds to wait for the moment a backend names; beyond, the reader decides.
pub(super) const LONGEST: u32 = 60;

/// Milliseconds by which a backend's clock may be behind.
const SKEW: i64 = 3_600_000;
