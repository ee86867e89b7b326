//! What a reader wants of a backend, what came of it, and the steps that only acting readers need.

use serde_json::Value;

use super::super::decode;
use super::super::document::Mapping;
use super::super::expression::Answer;
use super::act;
use super::conversation::{Conversation, Local};
use super::task::{Role, Task, add};
use crate::model::{Act, Comment, Created, Done, Draft, Next, Page, Sort, State, Summary};

/// What a reader wants.
#[derive(Clone, Copy)]
pub enum Goal<'t> {
    /// The thread, in this order and with pages of this size.
    Open(Option<Sort>, Option<u64>),
    /// A further page.
    More(&'t Next),
    /// The replies of a comment, from here on.
    Replies(&'t Comment, Option<&'t Next>),
    /// To post a comment.
    Create(&'t Draft),
    /// To do something to a comment, or to the thread.
    Act(Option<&'t Comment>, &'t Act),
    /// The text of a comment as its author typed it.
    Source(&'t Comment),
    /// What waits for a moderator, from here on.
    Queue(Option<&'t Next>),
    /// What a text will look like.
    Preview(&'t str),
    /// Numbers about the page itself.
    Summary,
    /// To sign out.
    Leave,
}

/// What came of a goal.
#[derive(Debug)]
pub struct Gain {
    /// The comments that came.
    pub page: Page,
    /// What became of the draft.
    pub created: Created,
    /// What became of the comment something was done to.
    pub done: Done,
    /// The text that was asked for.
    pub text: Option<String>,
    /// Numbers about the page itself.
    pub summary: Summary,
}

impl Conversation {
    /// What a reader who acts wants begins with these steps.
    #[inline(never)]
    pub(super) fn begin_acting<'t>(
        &mut self,
        mapping: &'t Mapping,
        goal: Goal<'t>,
        steps: &mut Vec<(Role, &'t Value)>,
        local: &mut Local,
        next: &mut Option<Next>,
    ) {
        match goal {
            Goal::Create(draft) => {
                self.look_around();
                if let Some(way) = self.way(mapping).filter(|way| way["open"].is_null()) {
                    *local = self.drafted(draft, &way["format"]);
                    add(steps, Role::Before, &way["before"]);
                    add(steps, Role::Write, way);
                }
            }
            Goal::Act(comment, deed) => {
                self.look_around();
                let step = act::step(mapping, deed, comment);
                if self.scope(&[]).meets(step) {
                    *local = comment.map(act::about).unwrap_or_default();
                    let doing = act::doing(deed, step);
                    local.retain(|(name, _)| !doing.iter().any(|(other, _)| other == name));
                    local.extend(doing);
                    add(steps, Role::Before, &step["before"]);
                    add(steps, Role::Write, step);
                }
            }
            Goal::Source(comment) => {
                let step = mapping.section("source");
                if self.scope(&[]).meets(step) {
                    *local = act::about(comment);
                    add(steps, Role::Write, step);
                }
            }
            Goal::Preview(text) => {
                *local = vec![("draft.body".to_owned(), Value::from(text))];
                add(steps, Role::Write, mapping.section("preview"));
            }
            Goal::Summary => add(steps, Role::Write, mapping.section("summary")),
            Goal::Leave => {
                add(steps, Role::Write, &mapping.section("auth")["logout"]);
                if steps.is_empty() {
                    self.forget_reader();
                }
            }
            Goal::Queue(asked) => {
                self.look_around();
                add(steps, Role::List, mapping.section("queue"));
                *next = asked.cloned();
            }
            Goal::Open(..) | Goal::More(_) | Goal::Replies(..) => {}
        }
    }

    /// Keeps what came of what the reader did.
    #[inline(never)]
    pub(super) fn accept_acting(&mut self, task: &mut Task<'_>, step: &Value, answer: &Answer) {
        match task.goal {
            Goal::Create(draft) => {
                self.keep();
                task.gain.created = self.created(step, answer, draft, &task.local);
            }
            Goal::Act(comment, deed) => {
                self.keep();
                task.gain.done = self.done(step, answer, comment, deed, &task.local);
                if let (Some(comment), Done::Votes(votes)) = (comment, &task.gain.done) {
                    self.keep_ballot(&comment.id, *votes);
                }
            }
            Goal::Summary => {
                let scope = self.scope(&task.local);
                task.gain.summary = decode::summary(step, answer.context(&scope));
            }
            Goal::Source(_) | Goal::Preview(_) => {
                task.gain.text = answer.context(&self.scope(&task.local)).text(&step["value"]);
            }
            _ => {}
        }
    }
}

/// The variable that asks for what waits, in the backend's word for it.
#[inline(never)]
pub(super) fn waiting(queue: &Value) -> Local {
    let word = queue["states"]["pending"].as_str().unwrap_or(State::Pending.as_str());
    vec![("queue.state".to_owned(), Value::from(word))]
}
