//! Patience: a backend that is slow, one that asks to come again later, and a connection that is gone.

use super::outbox::{LONGEST, is_too_early};
use super::{Effect, Phase, Thread};
use crate::model::Problem;

/// What waits for its moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// The list, after that many tries in vain.
    List(u32),
    /// The comment that was sent under this key.
    Draft(String),
}

impl Thread {
    /// After a list did not come: when to ask again without being told to. Only reading is repeated like that, once if
    /// the backend named a moment (RFC 9110 §10.2.3), else three times at growing distances.
    #[inline(never)]
    pub(super) fn ask_later(&mut self, problem: &Problem) -> Option<Effect> {
        let tries = self.tries;
        let seconds = match problem.retry_after {
            Some(seconds) if seconds <= LONGEST && tries == 0 => seconds,
            None if tries < 3 => 2 << tries,
            _ => return None,
        };
        if !is_too_early(problem) {
            return None;
        }
        self.tries += 1;
        self.is_patient = true;
        Some(Effect::Wait(Waiting::List(self.tries), seconds))
    }

    /// The moment has come.
    #[inline(never)]
    pub(super) fn waited(&mut self, what: &Waiting) -> Vec<Effect> {
        match what {
            Waiting::List(tries) if self.is_patient && *tries == self.tries => {
                self.is_patient = false;
                if self.phase == Phase::Ready { self.more() } else { self.open() }
            }
            Waiting::List(_) => Vec::new(),
            Waiting::Draft(key) => {
                if let Some(position) = self.sent_as(key) {
                    self.outbox[position].is_held = false;
                }
                Vec::new()
            }
        }
    }

    /// A list came: the next trouble is the first again.
    pub(super) fn is_served(&mut self) {
        (self.tries, self.is_patient) = (0, false);
    }
}
