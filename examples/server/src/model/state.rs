//! The states of a comment and the moderator's actions between them; `store::moderate` carries them out.

/// Where a comment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Approved,
    Pending,
    Spam,
    Rejected,
    Trashed,
    Hidden,
    Deleted,
}

impl State {
    /// The protocol's words.
    pub const ALL: [(&'static str, Self); 7] = [
        ("approved", Self::Approved),
        ("pending", Self::Pending),
        ("spam", Self::Spam),
        ("rejected", Self::Rejected),
        ("trashed", Self::Trashed),
        ("hidden", Self::Hidden),
        ("deleted", Self::Deleted),
    ];

    /// Reads the protocol's word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == word).map(|(_, state)| *state)
    }

    /// The protocol's word.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, state)| *state == self).map_or("pending", |(word, _)| word)
    }

    /// Everybody sees it.
    pub fn is_public(self) -> bool {
        self == Self::Approved
    }

    /// Moderators see it in the thread.
    pub fn is_kept(self) -> bool {
        !matches!(self, Self::Trashed | Self::Deleted)
    }

    /// What readers are told when only a placeholder may stand there: never that it was spam.
    pub fn placeholder(self) -> Self {
        if self.is_kept() { Self::Hidden } else { Self::Deleted }
    }
}

/// What a moderator does to a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Approve,
    Hold,
    Spam,
    Ham,
    Reject,
    Trash,
    Restore,
    Hide,
    Unhide,
    Pin,
    Unpin,
}

/// What an action does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is so already.
    Same,
    /// The comment changes its state.
    To(State),
    /// The comment is pinned or not.
    Pinned(bool),
}

impl Action {
    /// The protocol's words.
    pub const ALL: [(&'static str, Self); 11] = [
        ("approve", Self::Approve),
        ("hold", Self::Hold),
        ("spam", Self::Spam),
        ("ham", Self::Ham),
        ("reject", Self::Reject),
        ("trash", Self::Trash),
        ("restore", Self::Restore),
        ("hide", Self::Hide),
        ("unhide", Self::Unhide),
        ("pin", Self::Pin),
        ("unpin", Self::Unpin),
    ];

    /// Reads the protocol's word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == word).map(|(_, action)| *action)
    }

    /// What the action does to a comment in a state; `None` when it is not possible.
    /// `previous` is the state before it was trashed or called spam.
    pub fn on(self, state: State, previous: Option<State>) -> Option<Outcome> {
        use State::{Approved, Deleted, Hidden, Pending, Rejected, Spam, Trashed};
        let to = match (self, state) {
            (_, Deleted) => return None,
            (Self::Pin | Self::Unpin, Approved) => return Some(Outcome::Pinned(self == Self::Pin)),
            (Self::Ham, Spam) | (Self::Restore, Trashed) => previous.unwrap_or(Pending),
            (Self::Spam, _) => Spam,
            (Self::Trash, _) => Trashed,
            (_, Trashed) => return None,
            (Self::Approve, _) | (Self::Unhide, Hidden) => Approved,
            (Self::Hold, _) => Pending,
            (Self::Reject, _) => Rejected,
            (Self::Hide, Approved | Hidden) => Hidden,
            _ => return None,
        };
        Some(if to == state { Outcome::Same } else { Outcome::To(to) })
    }

    /// The actions a moderator may choose from.
    pub fn possible(state: State, previous: Option<State>, pinned: bool) -> Vec<&'static str> {
        let changes = |action: Self| match action.on(state, previous) {
            None | Some(Outcome::Same) => false,
            Some(Outcome::To(_)) => true,
            Some(Outcome::Pinned(to)) => to != pinned,
        };
        Self::ALL.iter().filter(|(_, action)| changes(*action)).map(|(word, _)| *word).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_on_every_state_does_what_the_table_says() {
        // Columns: approved, pending, spam, rejected, trashed, hidden, deleted.
        // `.` no change, `x` not possible, `v` previous, otherwise the first letter of the new state.
        let table = [
            ("approve", ". a a a x a x"),
            ("hold", "p . p p x p x"),
            ("spam", "s s . s s s x"),
            ("ham", "x x v x x x x"),
            ("reject", "r r r . x r x"),
            ("trash", "t t t t . t x"),
            ("restore", "x x x x v x x"),
            ("hide", "h x x x x . x"),
            ("unhide", "x x x x x a x"),
        ];
        for (word, row) in table {
            let action = Action::parse(word).unwrap();
            for ((name, state), expected) in State::ALL.into_iter().zip(row.split(' ')) {
                let found = match action.on(state, Some(State::Rejected)) {
                    None => "x",
                    Some(Outcome::Same) => ".",
                    Some(Outcome::To(State::Rejected)) if expected == "v" => "v",
                    Some(Outcome::To(to)) => &to.word()[..1],
                    Some(Outcome::Pinned(_)) => "pinned",
                };
                assert_eq!(found, expected, "{word} on {name}");
            }
        }
    }

    #[test]
    fn only_an_approved_comment_is_pinned() {
        assert_eq!(Action::Pin.on(State::Approved, None), Some(Outcome::Pinned(true)));
        assert_eq!(Action::Pin.on(State::Pending, None), None);
    }

    #[test]
    fn what_was_never_elsewhere_is_restored_as_pending() {
        assert_eq!(Action::Restore.on(State::Trashed, None), Some(Outcome::To(State::Pending)));
    }
}
