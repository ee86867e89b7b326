//! The thread as the reader sees it now. [`Thread::apply`] is the only place where it changes;
//! it returns what must happen outside, for `backend` to do.

mod act;
mod action;
mod edit;
mod elsewhere;
mod extent;
mod form;
mod join;
mod load;
mod may;
pub mod memory;
mod names;
mod offers;
mod outbox;
mod own;
mod phase;
mod post;
mod queue;
mod tree;
mod wait;

pub use act::{CONFIRM, Doing};
pub use action::{Action, Effect, Event, Focus, Submission};
pub use edit::{EDITOR, Editor};
pub use extent::FEW;
pub use form::{Complaint, Form, FormKey, Reader};
pub use may::May;
pub use memory::Memory;
pub use names::Names;
pub use outbox::{Outgoing, Unsent};
pub use phase::{Fetching, Phase, Said, Saying};
pub use queue::Queue;
pub use tree::{Tree, is_shown};
pub use wait::Waiting;

use crate::config::{Composer, Config, Numbering, Pings};
use crate::model::{
    Capabilities, Comment, CommentId, Create, Next, Problem, ProblemKind, Sort, State, Summary,
};
use std::rc::Rc;

/// One thread and everything the reader has done with it.
#[derive(Clone, Debug, Default)]
pub struct Thread {
    /// The page author's options.
    pub config: Config,
    /// What the reader is shown in all.
    pub phase: Phase,
    /// The thread's title, where the backend has one.
    pub title: Option<String>,
    /// Every entry that has come, and the reader's own.
    comments: Vec<Rc<Comment>>,
    /// Who answers whom, in the order shown; made anew whenever `comments` change.
    pub tree: Tree,
    /// Who has written; made anew with the tree.
    names: Rc<Names>,
    /// What this reader may do; `None` until the backend has answered.
    pub capabilities: Option<Capabilities>,
    /// The order in force.
    pub order: Option<Sort>,
    total: Option<u64>,
    next: Option<Next>,
    /// Why the last list did not come.
    pub trouble: Option<Problem>,
    /// How often the list was asked for in vain.
    tries: u32,
    /// Whether it is asked for again in a moment.
    pub is_patient: bool,
    /// Whether an answer lets the reader wait.
    pub is_slow: bool,
    /// What is being fetched beside the first page.
    pub fetching: Vec<Fetching>,
    /// Forms that are open.
    forms: Vec<(FormKey, Rc<Form>)>,
    /// Name, e-mail address and website, shared by all forms.
    pub reader: Reader,
    /// Texts of forms that are not sent yet.
    drafts: Vec<(FormKey, String)>,
    /// Texts that were replaced by newer ones of another window.
    others: Vec<(FormKey, String)>,
    /// Changed texts of comments that are not saved yet.
    edits: Vec<(CommentId, String)>,
    /// Whether the browser does not keep what is typed.
    pub is_forgetful: bool,
    outbox: Vec<Outgoing>,
    pending: Vec<Rc<Comment>>,
    /// Entries of further backends.
    joined: Vec<Rc<Comment>>,
    /// How many of their pages have come since the thread was asked for.
    pages_joined: u32,
    /// Numbers about the page itself.
    pub summary: Option<Summary>,
    /// Whether the reader has asked for more than the first page.
    is_extended: bool,
    /// Whether a further page is on its way that nobody asked for.
    is_filling: bool,
    /// How often they have asked for more than can be drawn at once.
    times_extended: usize,
    is_live: bool,
    /// Whether the list is on its way because the backend told of changes.
    is_renewing: bool,
    /// Whether it told of more meanwhile.
    is_outdated: bool,
    /// What is going on with single comments.
    doing: Vec<(CommentId, Rc<Doing>)>,
    /// What waits for a moderator, while it is shown.
    pub queue: Option<Queue>,
    /// Why a decision about the thread failed, or why what waits did not come.
    pub refusal: Option<Problem>,
    /// The last thing to be read aloud.
    pub said: Option<Said>,
    /// The comment the address of the page points to.
    pub target: Option<CommentId>,
    /// Its anchor, while it has not come.
    wanted: Option<String>,
    revealed: Vec<CommentId>,
    /// Whether the reader asked for the thread again: the button that had the focus is gone.
    is_again: bool,
}

impl Thread {
    /// A thread about to load.
    pub fn new(config: Config) -> Self {
        Self { order: config.order, config, ..Self::default() }
    }

    /// Applies what happened and returns what must be done about it. Pure: no clock, no page, no network.
    pub fn apply(&mut self, action: Action) -> Vec<Effect> {
        self.is_slow &= !action.is_answer();
        match action {
            Action::Open => self.open(),
            Action::Opened(result) => self.opened(result),
            Action::Order(order) => self.reorder(order),
            Action::More if self.is_cut() => self.extend(),
            Action::More => self.more(),
            Action::MoreLoaded(result) => self.loaded(&Fetching::More, result),
            Action::Replies(id) => self.replies(id),
            Action::RepliesLoaded(id, result) => self.loaded(&Fetching::Replies(id), result),
            Action::Remembered(memory) => self.remember(memory),
            Action::Compose => self.compose(),
            Action::Reply(id) => self.reply(id),
            Action::Cancel(key) => self.cancel(&key),
            Action::Typed(key, text) => self.typed(key, text),
            Action::Introduced(field, value) => {
                self.reader.set(field, value);
                Vec::new()
            }
            Action::Remember(remember) => {
                self.reader.remember = remember;
                // What must not be kept is forgotten at once; what may be is kept once it was sent.
                if remember { Vec::new() } else { vec![Effect::SaveReader(self.reader.clone())] }
            }
            Action::Left => Vec::new(),
            Action::LoadAgain if self.phase == Phase::Loading => Vec::new(),
            Action::LoadAgain if self.phase == Phase::Ready && self.has_more() => self.more(),
            Action::LoadAgain => {
                self.is_again = true;
                self.open()
            }
            Action::Submit(submission) => self.submit(&submission),
            Action::Posted(key, result) => self.posted(&key, result),
            Action::Retry(id) => self.retry(&id),
            Action::Edit(id) => self.edit(&id),
            Action::Discard(id) => self.discard(&id),
            Action::Act(id, act) => self.act(&id, act),
            Action::Confirm(id) => self.confirm(&id),
            Action::Acted(id, act, result) => self.acted(id, &act, result),
            Action::Decide(decision) => self.decide(decision),
            Action::Sourced(id, result) => self.sourced(&id, result),
            Action::Retyped(id, text) => self.retyped(&id, text),
            Action::Save(id) => self.save(&id),
            Action::Leave(id) => self.leave(&id),
            Action::Joined(source, result) => self.joined(&source, result),
            Action::Preview(key) => self.preview(key),
            Action::Previewed(key, result) => self.previewed(&key, result),
            Action::Summarised(result) => self.summarised(result),
            Action::Changed => self.changed(),
            Action::SignIn => vec![Effect::AwaitSignIn],
            Action::SignOut => vec![Effect::SignOut],
            Action::Queue => self.toggle_queue(),
            Action::MoreQueue => self.continue_queue(),
            Action::Queued(result) => self.queued(result),
            Action::Reveal(id) => {
                self.revealed.push(id.clone());
                vec![Effect::Focus(Focus::Comment(id))]
            }
            Action::Follow(anchor) => {
                self.wanted = Some(anchor);
                self.target = None;
                self.follow()
            }
            Action::Configure(config) => self.configure(config),
            Action::Slow => {
                self.is_slow = true;
                Vec::new()
            }
            Action::Waited(what) => self.waited(&what),
            Action::Connected => self.connected(),
            Action::TypedElsewhere(key, text) => self.typed_elsewhere(key, text),
            Action::EmptiedElsewhere(key, before) => self.emptied_elsewhere(&key, &before),
            Action::SettledElsewhere(key) => self.settled_elsewhere(&key),
            Action::UseOther(key) => self.use_other(&key),
            Action::DropOther(key) => vec![self.keep_other(&key, String::new())],
            Action::Keeps(keeps) => {
                self.is_forgetful = !keeps;
                Vec::new()
            }
        }
    }

    /// Who has written in the thread.
    pub fn names(&self) -> Rc<Names> {
        self.names.clone()
    }

    /// The comment with this id.
    pub fn comment(&self, id: &CommentId) -> Option<&Rc<Comment>> {
        self.comments.iter().find(|comment| comment.id == *id)
    }

    /// The comment at a position of the tree.
    pub fn at(&self, position: usize) -> Option<&Rc<Comment>> {
        self.comments.get(position)
    }

    /// The value for `data-phase`.
    pub fn phase_name(&self) -> &'static str {
        match &self.phase {
            Phase::Loading => "loading",
            Phase::Trouble(problem) if problem.kind == ProblemKind::Offline => "offline",
            Phase::Trouble(problem) if problem.kind == ProblemKind::LoginRequired => "login-required",
            Phase::Trouble(_) => "error",
            Phase::Ready => match self.create() {
                Create::Closed => "closed",
                Create::LoginRequired(_) => "login-required",
                _ if self.tree.is_empty() => "empty",
                _ => "ready",
            },
        }
    }

    /// How many entries the thread has: the backend's number while some are missing here, otherwise those shown.
    pub fn count(&self) -> u64 {
        let shown = self.comments.iter().filter(|comment| self.counts(comment)).count() as u64;
        match self.total {
            Some(total) if !self.is_complete() => total.max(shown),
            _ => shown,
        }
    }

    /// Whether a further page can be asked for.
    pub fn has_more(&self) -> bool {
        self.next.is_some()
    }

    /// Whether and how a comment can be written.
    pub fn create(&self) -> &Create {
        self.capabilities.as_ref().map_or(&Create::Unavailable, |can| &can.create)
    }

    /// The form with this key, if it is open.
    pub fn form(&self, key: &FormKey) -> Option<&Rc<Form>> {
        self.forms.iter().find(|(found, _)| found == key).map(|(_, form)| form)
    }

    /// The form in this comment, if it is open.
    pub fn reply_form(&self, id: &CommentId) -> Option<&Rc<Form>> {
        self.forms.iter().find(|(found, _)| found.as_ref() == Some(id)).map(|(_, form)| form)
    }

    /// Whether a form can be opened under this comment.
    pub fn can_reply(&self, comment: &Comment) -> bool {
        let Some(can) = &self.capabilities else { return false };
        let open = can.reply && matches!(can.create, Create::Form) && self.config.composer != Composer::None;
        open && comment.state == State::Approved
            && !comment.kind.is_ping()
            && comment.can.reply != Some(false)
    }

    /// The orders the reader can choose from: the backend's, or by time when everything is here.
    pub fn orders(&self) -> Vec<Sort> {
        match &self.capabilities {
            Some(can) if !can.sorts.is_empty() => can.sorts.clone(),
            Some(_) if self.is_complete() && self.tree.is_dated() => vec![Sort::Oldest, Sort::Newest],
            _ => Vec::new(),
        }
    }

    /// The order on show: the one in force, or else the one that the dates of the entries follow.
    pub fn order_shown(&self) -> Option<Sort> {
        let roots = self.tree.roots().iter().filter_map(|root| self.at(*root));
        let created = || roots.clone().filter_map(|comment| comment.created.as_ref()?.millis());
        match self.order {
            None if created().is_sorted() => Some(Sort::Oldest),
            None if created().map(|millis| -millis).is_sorted() => Some(Sort::Newest),
            order => order,
        }
    }

    /// Whether the reader asked to see a folded comment.
    pub fn is_revealed(&self, id: &CommentId) -> bool {
        self.revealed.contains(id)
    }

    fn is_complete(&self) -> bool {
        self.next.is_none() && !self.comments.iter().any(|comment| comment.replies.hidden.unwrap_or(0) > 0)
    }

    fn counts(&self, comment: &Comment) -> bool {
        comment.state == State::Approved && !(comment.kind.is_ping() && self.config.pings == Pings::Hidden)
    }

    fn configure(&mut self, config: Config) -> Vec<Effect> {
        let reload = config.page_size != self.config.page_size || config.order != self.config.order;
        self.order = if reload { config.order } else { self.order };
        self.config = config;
        self.rebuild();
        self.open_form_by_default();
        if reload {
            vec![Effect::Open { order: self.order, page_size: self.config.page_size }]
        } else {
            Vec::new()
        }
    }

    fn rebuild(&mut self) {
        let local = match self.order {
            // Two backends know nothing of each other's order.
            order if !self.joined.is_empty() => order.or(Some(Sort::Oldest)),
            order => order.filter(|order| !self.asks_for(*order)),
        };
        let can_number = self.is_complete() || self.order == Some(Sort::Oldest);
        let numbered = self.config.numbering == Numbering::ByAge && can_number;
        self.tree = Tree::build(&self.comments, local, self.config.pings, numbered);
        self.names = Rc::new(Names::collect(&self.comments));
    }

    fn say(&mut self, what: Saying) {
        let times = self.said.as_ref().map_or(0, |said| said.times + 1);
        self.said = Some(Said { what, times });
    }
}

#[cfg(test)]
mod act_tests;
#[cfg(test)]
mod meanwhile_tests;
#[cfg(test)]
mod outbox_tests;
#[cfg(test)]
mod patience_tests;
#[cfg(test)]
mod tests;
