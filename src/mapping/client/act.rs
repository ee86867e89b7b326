//! Changing, voting on, reporting and moderating a comment: which request that is, and what the answer says became of it.

use serde_json::Value;

use super::super::decode::{self, raw};
use super::super::document::Mapping;
use super::super::expression::Answer;
use super::super::json;
use super::conversation::{Conversation, Local};
use super::create::written;
use crate::model::{Act, Author, Ballot, Comment, CommentId, Content, Done, Moderation, Page, State, Votes};

words! {
    /// What repeating a vote does.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    VoteStyle:
    /// Nothing, or it is an error.
    #[default]
    Once = "once",
    /// It takes the vote back.
    Toggle = "toggle",
    /// Nothing: each request says what the vote is from now on.
    Set = "set",
    /// Nothing; voting the other way first takes the vote back.
    OppositeClears = "opposite-clears",
}

/// Whether a vote can be taken back.
pub fn clears(vote: &Value) -> bool {
    !vote["clear"].is_null() || matches!(style(vote), VoteStyle::Toggle | VoteStyle::OppositeClears)
}

/// The step that does something to a comment; null where the mapping has none.
#[inline(never)]
pub fn step<'m>(mapping: &'m Mapping, act: &Act, comment: Option<&Comment>) -> &'m Value {
    match act {
        Act::Edit(_) => mapping.section("edit"),
        Act::Delete => mapping.section("delete"),
        Act::Flag { .. } => mapping.section("flag"),
        Act::Moderate(decision) => &mapping.section("moderate")[decision.as_str()],
        Act::Vote(ballot) => {
            let vote = mapping.section("vote");
            let mine = comment.and_then(|comment| comment.votes).unwrap_or_default().mine;
            let ballot = match (ballot, style(vote)) {
                (Ballot::Clear, VoteStyle::Toggle) => Ballot::of(mine),
                (Ballot::Clear, VoteStyle::OppositeClears) => Ballot::of(-mine),
                _ => *ballot,
            };
            &vote[ballot.as_str()]
        }
    }
}

/// What repeating a vote does.
fn style(vote: &Value) -> VoteStyle {
    vote["style"].as_str().and_then(VoteStyle::named).unwrap_or_default()
}

/// The variables of a request about a comment.
#[inline(never)]
pub fn about(comment: &Comment) -> Local {
    let mut local = Local::new();
    for (name, id) in [
        ("comment.id", Some(&comment.id)),
        ("comment.parent", comment.parent.as_ref()),
        ("comment.root", comment.root.as_ref()),
    ] {
        local.extend(id.map(|id| (name.to_owned(), raw(id))));
    }
    let author = &comment.author;
    for (name, text) in
        [("comment.author.id", &author.id), ("draft.name", &author.name), ("draft.url", &author.url)]
    {
        local.extend(text.as_ref().map(|text| (name.to_owned(), Value::from(text.as_str()))));
    }
    local
}

/// The variables that say what is to be done.
#[inline(never)]
pub fn doing(act: &Act, step: &Value) -> Local {
    let written = match act {
        Act::Edit(body) => vec![("draft.body", written(body, &step["format"]))],
        Act::Flag { reason, detail } => {
            vec![("flag.reason", reason.clone()), ("flag.detail", detail.clone())]
        }
        _ => Vec::new(),
    };
    let written = written.into_iter().filter(|(_, text)| !text.is_empty());
    written.map(|(name, text)| (name.to_owned(), Value::from(text))).collect()
}

impl Conversation {
    /// Reads what became of a comment.
    #[inline(never)]
    pub fn done(
        &self,
        step: &Value,
        answer: &Answer,
        comment: Option<&Comment>,
        act: &Act,
        local: &Local,
    ) -> Done {
        if let (Act::Vote(ballot), Some(comment)) = (act, comment)
            && step["then"] != "refresh"
        {
            return Done::Votes(self.voted(step, answer, comment, *ballot, local));
        }
        let default = match act {
            _ if !step["item"].is_null() => "replace",
            Act::Delete | Act::Moderate(Moderation::Purge) => "remove",
            Act::Flag { .. } => "wait",
            _ => "refresh",
        };
        let then = step["then"].as_str().unwrap_or(default);
        let back = comment.filter(|_| then == "replace").and_then(|before| {
            let scope = self.scope(local);
            let item = json::at(&answer.root, step["item"].as_str()?)?;
            let here = answer.context(&scope).at(item, "");
            let now = decode::comment(self.mapping.section("comment"), here).ok()?;
            Some(joined(before, now, act))
        });
        match (then, back) {
            (_, Some(comment)) => Done::Comment(Box::new(comment)),
            ("remove", _) => Done::Removed,
            ("wait", _) => Done::Taken,
            // Nothing comes back where nothing is left.
            ("replace", None) if *act == Act::Delete => Done::Removed,
            _ => Done::Refresh,
        }
    }

    /// Remembers a vote where lists do not tell it: else the next one would have the reader vote once more.
    pub fn keep_ballot(&mut self, id: &CommentId, votes: Votes) {
        if self.mapping.section("comment")["votes"]["mine"].is_null() {
            self.ballots.retain(|(known, _)| known != id);
            self.ballots.push((id.clone(), votes.mine));
        }
    }

    /// Marks the votes that are remembered.
    #[inline(never)]
    pub fn mark_ballots(&self, page: &mut Page) {
        for comment in &mut page.items {
            let ballot = self.ballots.iter().find(|(id, _)| *id == comment.id);
            if let (Some(votes), Some((_, mine))) = (&mut comment.votes, ballot) {
                votes.mine = *mine;
            }
        }
    }

    /// The votes after a vote: what the answer tells, and the rest reckoned.
    fn voted(
        &self,
        step: &Value,
        answer: &Answer,
        comment: &Comment,
        ballot: Ballot,
        local: &Local,
    ) -> Votes {
        let scope = self.scope(local);
        let here = answer.context(&scope);
        let told = decode::votes(&step["votes"], here);
        let before = comment.votes.unwrap_or_default();
        let one_step_only = style(self.mapping.section("vote")) == VoteStyle::OppositeClears;
        let mine = match here.whole(&step["votes"]["mine"]) {
            Some(_) => told.mine,
            None if one_step_only && ballot.value() == -before.mine => 0,
            None => ballot.value(),
        };
        if told.up.is_none() && told.down.is_none() && told.score.is_none() {
            return reckoned(before, mine);
        }
        Votes {
            up: told.up.or(before.up),
            down: told.down.or(before.down),
            score: told.score.or(before.score),
            mine,
        }
    }
}

/// Votes as they would be if only this reader had changed theirs.
pub fn reckoned(before: Votes, mine: i8) -> Votes {
    let is = |value: i8, wanted: i8| i64::from(value == wanted);
    let change = |wanted: i8| is(mine, wanted) - is(before.mine, wanted);
    Votes {
        up: before.up.map(|up| up + change(1)),
        down: before.down.map(|down| down + change(-1)),
        score: before.score.map(|score| score + i64::from(mine) - i64::from(before.mine)),
        mine,
    }
}

/// A comment that was changed, with what the answer to the change does not tell.
fn joined(before: &Comment, mut now: Comment, act: &Act) -> Comment {
    if now.body.content == Content::Empty && now.state != State::Deleted {
        now.body.content = match act {
            Act::Edit(text) => Content::Text(text.clone()),
            _ => before.body.content.clone(),
        };
    }
    // An answer to a change may leave out who wrote, or the table in which the names stand.
    let is_told = now.author.id.is_some() && now.author.name.is_some();
    if !is_told && now.state != State::Deleted {
        now.author = still(&before.author, now.author);
    }
    let can = before.can;
    let keep = |now: Option<bool>, before: Option<bool>| now.or(before);
    now.can.moderate = keep(now.can.moderate, can.moderate);
    now.can.edit = keep(now.can.edit, can.edit);
    now.can.delete = keep(now.can.delete, can.delete);
    now.can.vote = keep(now.can.vote, can.vote);
    now.can.flag = keep(now.can.flag, can.flag);
    now.can.reply = keep(now.can.reply, can.reply);
    Comment {
        parent: before.parent.clone(),
        root: now.root.or_else(|| before.root.clone()),
        reply_to: now.reply_to.or_else(|| before.reply_to.clone()),
        created: now.created.or_else(|| before.created.clone()),
        link: now.link.or_else(|| before.link.clone()),
        votes: now.votes.or(before.votes),
        replies: before.replies.clone(),
        mine: now.mine || before.mine,
        id: before.id.clone(),
        ..now
    }
}

/// Whoever wrote a comment, where the answer to its change does not tell all of it.
fn still(before: &Author, now: Author) -> Author {
    let was = before.clone();
    Author {
        id: now.id.or(was.id),
        name: now.name.or(was.name),
        url: now.url.or(was.url),
        avatar: now.avatar.or(was.avatar),
        email: now.email.or(was.email),
        roles: if now.roles.is_empty() { was.roles } else { now.roles },
        badge: now.badge.or(was.badge),
    }
}
