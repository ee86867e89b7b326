//! What the reader may do with one comment now.

use super::Thread;
use super::own::is_named;
use crate::model::{Comment, Moderation, State, Time};

/// What the reader may do with one comment now, beside answering it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct May {
    /// Vote for it.
    pub up: bool,
    /// Vote against it.
    pub down: bool,
    /// Report it.
    pub flag: bool,
    /// Change its text.
    pub edit: bool,
    /// Delete it.
    pub delete: bool,
    /// Decide about it.
    pub moderate: bool,
}

impl Thread {
    /// What the reader may do with a comment; `now` is in milliseconds since the epoch.
    pub fn may(&self, comment: &Comment, now: i64) -> May {
        let (Some(can), State::Approved | State::Pending) = (&self.capabilities, comment.state) else {
            return May { moderate: self.may_moderate(comment), ..May::default() };
        };
        let (acts, own) = (&can.acts, comment.can);
        let is_public = comment.state == State::Approved && !comment.kind.is_ping() && !comment.mine;
        let votes = is_public && own.vote != Some(false);
        let changes = |acts: bool, told: Option<bool>| {
            let recent = || comment.mine && is_recent(comment, can.acts.window, now);
            acts && is_named(&comment.id) && told.unwrap_or_else(recent)
        };
        let moderate = self.may_moderate(comment);
        May {
            up: votes && acts.up,
            down: votes && acts.down,
            flag: is_public && acts.flag && own.flag != Some(false) && !moderate,
            edit: changes(acts.edit, own.edit)
                || moderate && acts.edit && !acts.is_authors_only && own.edit != Some(false),
            delete: changes(acts.delete, own.delete),
            moderate,
        }
    }

    fn may_moderate(&self, comment: &Comment) -> bool {
        let has = |can: &crate::model::Capabilities| !can.acts.moderate.is_empty();
        comment.can.moderate == Some(true)
            && is_named(&comment.id)
            && self.capabilities.as_ref().is_some_and(has)
    }

    /// What a moderator may decide about a comment where it stands, the likeliest first.
    #[inline(never)]
    pub fn decisions(&self, comment: &Comment) -> Vec<Moderation> {
        use Moderation as M;
        let mut sensible: Vec<M> = match comment.state {
            State::Approved => vec![M::Hold, M::Spam, M::Reject, M::Hide, M::Trash],
            State::Pending | State::Unknown => vec![M::Approve, M::Spam, M::Reject, M::Trash],
            State::Spam => vec![M::Ham, M::Trash, M::Purge],
            State::Rejected => vec![M::Approve, M::Spam, M::Trash, M::Purge],
            State::Trashed => vec![M::Restore, M::Purge],
            State::Hidden => vec![M::Unhide, M::Trash],
            State::Deleted | State::Sending | State::Failed => Vec::new(),
        };
        let can = self.capabilities.as_ref().map_or(&[][..], |can| &can.acts.moderate);
        let is_able = |decision: &M| can.contains(decision);
        if comment.state == State::Spam && !is_able(&M::Ham) {
            sensible[0] = M::Approve;
        }
        // Where there is no trash, what is to go goes for ever.
        if sensible.contains(&M::Trash) && !sensible.contains(&M::Purge) && !is_able(&M::Trash) {
            sensible.push(M::Purge);
        }
        if comment.state == State::Approved {
            if comment.parent.is_none() {
                sensible.push(if comment.pinned { M::Unpin } else { M::Pin });
            }
            sensible.push(if comment.collapsed { M::Expand } else { M::Collapse });
        }
        if comment.author.id.is_some() && !comment.mine && comment.state != State::Deleted {
            sensible.push(M::Block);
        }
        sensible.retain(is_able);
        sensible
    }
}

/// Whether a comment was posted less than so many seconds ago.
fn is_recent(comment: &Comment, window: Option<u32>, now: i64) -> bool {
    let age = comment.created.as_ref().and_then(Time::millis).map(|created| now - created);
    window.zip(age).is_none_or(|(window, age)| age < i64::from(window) * 1000)
}
