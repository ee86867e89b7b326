//! Whatever a reader does and a backend answers, in any order: nothing panics, and no text that was typed is lost.
//!
//! Each text that is typed has a word of its own. Until the backend has taken it or the reader thrown it away, the word
//! stands in a form or in a comment on its way, and in what the browser keeps over a reload.

use causerie::config::{Composer, Config};
use causerie::mapping::Opened;
use causerie::model::{
    Act, Acts, Ballot, Capabilities, Comment, CommentId, Create, Created, Done, FieldName, Fields,
    Moderation, Next, Offers, Page, Problem, ProblemKind, Session, Sort, State, Summary,
};
use causerie::state::{Action, Effect, FormKey, Memory, Outgoing, Submission, Thread};
use proptest::prelude::*;
use std::collections::BTreeMap;

proptest! {
    #![proptest_config(crate::config(2000))]
    #[test]
    fn no_text_is_ever_lost(steps in prop::collection::vec((0u8..49, 0u8..6, 0u8..6), 0..60)) {
        let mut story = Story::default();
        story.act(Action::Open);
        story.act(opened(0, 0));
        for (step, one, other) in steps {
            story.step(step, one, other);
            story.check().map_err(TestCaseError::fail)?;
        }
    }
}

#[derive(Default)]
struct Story {
    thread: Thread,
    /// What the browser keeps.
    kept: BTreeMap<FormKey, String>,
    /// What the browser keeps of comments on their way, by their keys.
    unsent: BTreeMap<String, Outgoing>,
    /// Words that are neither posted nor thrown away.
    words: Vec<String>,
    typed: usize,
    /// Drafts on their way, by their keys.
    sent: BTreeMap<String, String>,
    attempts: usize,
    done: Vec<String>,
}

impl Story {
    fn act(&mut self, action: Action) {
        self.done.push(format!("{action:?}").chars().take(160).collect());
        for effect in self.thread.apply(action) {
            match effect {
                Effect::SaveDraft(form, text) => drop(self.kept.insert(form, text)),
                Effect::SaveUnsent(outgoing, _) => {
                    drop(self.unsent.insert(outgoing.draft.key.clone(), *outgoing))
                }
                Effect::ForgetUnsent(key) => drop(self.unsent.remove(&key)),
                Effect::Post(draft) => drop(self.sent.insert(draft.key, draft.body)),
                _ => {}
            }
        }
    }

    fn step(&mut self, step: u8, one: u8, other: u8) {
        let id = id(one);
        let own = self.sent.keys().nth(usize::from(other)).cloned();
        let own_id = own.as_ref().map_or_else(|| id.clone(), |key| CommentId::text(format!("own-{key}")));
        let form = (one > 0).then(|| id.clone());
        let action = match step {
            0..=7 => return self.types(form),
            8..=15 => {
                self.attempts += 1;
                let version = self.thread.form(&form).map_or(0, |form| form.version);
                let key = format!("k{}", self.attempts);
                Action::Submit(Box::new(Submission {
                    form,
                    version,
                    key,
                    now: 1000,
                    is_offline: other == 1,
                    ..Submission::default()
                }))
            }
            16..=21 => return self.answered(own, one),
            22 => return self.reload(),
            23 => {
                if let Some(body) = own.and_then(|key| self.sent.remove(&key)) {
                    self.words.retain(|word| !body.contains(word.as_str()));
                }
                Action::Discard(own_id)
            }
            24 | 25 => Action::Retry(own_id),
            26 | 27 => {
                // A comment that failed goes back into its form; its answer can no longer come.
                let is_failed =
                    self.thread.comment(&own_id).is_some_and(|comment| comment.state == State::Failed);
                if let Some(key) = own.filter(|_| is_failed) {
                    self.sent.remove(&key);
                }
                Action::Edit(own_id)
            }
            28 => Action::Compose,
            29 | 30 => Action::Reply(id),
            31 => Action::Cancel(form),
            32 => Action::Open,
            33 | 34 => opened(one, other),
            35 => Action::Changed,
            36 => Action::LoadAgain,
            37 => Action::Order(Sort::Newest),
            38 => [Action::More, Action::MoreLoaded(Ok(page(one, other)))]
                .into_iter()
                .nth(usize::from(other % 2))
                .unwrap(),
            39 => [Action::Replies(id.clone()), Action::RepliesLoaded(id, Ok(page(one, other)))]
                .into_iter()
                .nth(usize::from(other % 2))
                .unwrap(),
            40 => Action::Act(id, act(other)),
            41 => [Action::Confirm(id.clone()), Action::Acted(Some(id), act(other), Ok(Done::Removed))]
                .into_iter()
                .nth(usize::from(other % 2))
                .unwrap(),
            42 => Action::Configure(config(one)),
            43 => [
                Action::SignIn,
                Action::SignOut,
                Action::Queue,
                Action::MoreQueue,
                Action::Left,
                Action::Preview(form),
            ]
            .into_iter()
            .nth(usize::from(other))
            .unwrap(),
            44 => Action::Opened(Err(problem(one))),
            45 => Action::Introduced(FieldName::Name, format!("Ann {other}")),
            46 => [
                Action::Sourced(id.clone(), Ok(Some("x".to_owned()))),
                Action::Retyped(id.clone(), "y".to_owned()),
                Action::Save(id.clone()),
                Action::Leave(id.clone()),
                Action::Reveal(id),
                Action::Queued(Ok(page(one, 0))),
            ]
            .into_iter()
            .nth(usize::from(other))
            .unwrap(),
            47 => [
                Action::Connected,
                Action::Slow,
                Action::UseOther(form.clone()),
                Action::DropOther(form),
                Action::Connected,
                Action::Slow,
            ]
            .into_iter()
            .nth(usize::from(other))
            .unwrap(),
            _ => [
                Action::Follow(format!("comment-{one}")),
                Action::Summarised(Ok(Summary::default())),
                Action::Decide(Moderation::Close),
                Action::Previewed(form, Ok(None)),
                Action::Joined("x".to_owned(), Ok(page(one, 0))),
                Action::Remember(true),
            ]
            .into_iter()
            .nth(usize::from(other))
            .unwrap(),
        };
        self.act(action);
    }

    /// The reader adds a word to what stands in a form that is open.
    fn types(&mut self, form: FormKey) {
        if self.thread.form(&form).is_none() {
            return;
        }
        self.typed += 1;
        let word = format!("w{}w", self.typed);
        let text = format!("{} {word}", self.thread.draft_text(&form));
        self.words.push(word);
        self.act(Action::Typed(form, text));
    }

    fn answered(&mut self, key: Option<String>, how: u8) {
        let Some(key) = key else { return };
        let result = match how {
            0 => Ok(Created::Wait),
            1 => Ok(Created::Refresh),
            2 => Ok(Created::Comment(Box::new(Comment::new(CommentId::text(format!("new-{key}")))))),
            how => Err(problem(how)),
        };
        let body = self.sent.get(&key).cloned().unwrap_or_default();
        if result.is_ok() {
            self.sent.remove(&key);
            self.words.retain(|word| !body.contains(word.as_str()));
        }
        let goes_back = result
            .as_ref()
            .is_err_and(|problem| matches!(problem.kind, ProblemKind::Invalid | ProblemKind::TooLong));
        if goes_back {
            self.sent.remove(&key);
        }
        self.act(Action::Posted(key, result));
    }

    /// The page is opened again with what the browser kept; answers that were awaited do not come.
    fn reload(&mut self) {
        let drafts = self
            .kept
            .iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(form, text)| (form.clone(), text.clone()));
        let left =
            |outgoing: &Outgoing| Outgoing::left(outgoing.draft.clone(), outgoing.sent, outgoing.fate, None);
        let outbox: Vec<_> = self.unsent.values().map(left).collect();
        self.sent = outbox.iter().map(|left| (left.draft.key.clone(), left.draft.body.clone())).collect();
        let memory = Memory { drafts: drafts.collect(), outbox, ..Memory::default() };
        self.thread = Thread::new(self.thread.config.clone());
        self.act(Action::Remembered(memory));
        self.act(Action::Open);
        self.act(opened(0, 0));
    }

    fn check(&self) -> Result<(), String> {
        let comments = (0..).map_while(|position| self.thread.at(position));
        let unsent = comments.filter(|comment| matches!(comment.state, State::Sending | State::Failed));
        let mut texts: Vec<&str> = unsent.filter_map(|comment| comment.body.source.as_deref()).collect();
        let forms: Vec<FormKey> = (0..6).map(|one| (one > 0).then(|| id(one))).collect();
        texts.extend(forms.iter().map(|form| self.thread.draft_text(form)));
        let unsent = self.unsent.values().map(|outgoing| &outgoing.draft.body);
        let kept: Vec<_> = self.kept.values().chain(unsent).collect();
        for word in &self.words {
            for (place, has) in [
                ("on the page", texts.iter().any(|text| text.contains(word.as_str()))),
                ("in the storage", kept.iter().any(|text| text.contains(word.as_str()))),
            ] {
                if !has {
                    return Err(format!("{word} is not {place} after {:#?}", self.done));
                }
            }
        }
        Ok(())
    }
}

fn id(one: u8) -> CommentId {
    CommentId::text(one.to_string())
}

fn page(one: u8, other: u8) -> Page {
    let comment = |number: u8| {
        let mut comment = Comment::new(id(number));
        comment.parent = number.is_multiple_of(3).then(|| id(number / 3 + other));
        comment.state = if number == other { State::Deleted } else { State::Approved };
        comment
    };
    let next = (other > 3).then_some(Next::Page(2));
    Page { items: (one..6).map(comment).collect(), next, ..Page::default() }
}

fn opened(one: u8, other: u8) -> Action {
    let create = match other {
        4 => Create::LoginRequired(None),
        5 => Create::Closed,
        _ => Create::Form,
    };
    let acts = Acts {
        edit: true,
        delete: true,
        up: true,
        flag: true,
        moderator: true,
        queue: true,
        ..Acts::default()
    };
    let capabilities = Capabilities {
        create,
        reply: true,
        max_depth: None,
        sorts: vec![Sort::Oldest, Sort::Newest],
        order: None,
        fields: Fields::default(),
        feed: None,
        acts,
        session: Session::None,
        offers: Offers { live: true, ..Offers::default() },
    };
    Action::Opened(Ok(Box::new(Opened { page: page(one, other), capabilities, sort: None, title: None })))
}

fn act(other: u8) -> Act {
    match other {
        0 => Act::Delete,
        1 => Act::Vote(Ballot::Up),
        2 => Act::Edit("x".to_owned()),
        3 => Act::Flag { reason: String::new(), detail: String::new() },
        4 => Act::Moderate(Moderation::Purge),
        _ => Act::Moderate(Moderation::Approve),
    }
}

fn config(one: u8) -> Config {
    let composer = match one {
        0 | 1 => Composer::Open,
        2 | 3 => Composer::Collapsed,
        _ => Composer::None,
    };
    Config { composer, ..Config::default() }
}

fn problem(how: u8) -> Problem {
    Problem::new(match how {
        0 | 3 => ProblemKind::Server,
        1 | 4 => ProblemKind::Invalid,
        2 => ProblemKind::LoginRequired,
        _ => ProblemKind::Offline,
    })
}
