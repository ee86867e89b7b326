//! What must be asked for a reader's wish, one request after the other, without ever waiting.

use serde_json::Value;
use std::rc::Rc;

use super::super::decode::{Reading, raw};
use super::super::document::Mapping;
use super::super::expression::{Answer, passes};
use super::super::json;
use super::conversation::{Conversation, Local, Seen};
use super::goal::{Gain, Goal, waiting};
use super::trouble::{self, Trouble};
use super::{Failure, Request};
use crate::model::{Created, Done, Next, Page, Problem, ProblemKind, Summary};

/// The way to a goal and what came of it so far.
pub struct Task<'t> {
    /// What came of it.
    pub gain: Gain,
    pub(super) goal: Goal<'t>,
    steps: Vec<(Role, &'t Value)>,
    /// The step that is taken now.
    at: usize,
    /// The page that is asked for now.
    next: Option<Next>,
    /// The variables of the request.
    pub(super) local: Local,
    session: Session,
    /// The comments of its list.
    seen: Seen,
    /// Pages that may still be loaded in one go.
    further: usize,
    /// A list that is being decoded.
    reading: Option<(Answer, Reading)>,
    /// What is left of answers whose lists are decoded.
    read: Vec<Value>,
}

/// What a step is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Finds the thread.
    Find,
    /// Finds settings, which only narrow what may be done.
    Prepare,
    /// Lists comments.
    List,
    /// Lists comments that may as well be missing.
    Further,
    /// Must come before the write.
    Before,
    /// Writes.
    Write,
}

/// How far a session that has ended is regained; that is tried once for each request.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Session {
    Untried,
    Asked,
    Tried,
}

impl Task<'_> {
    /// Whether a list is being decoded.
    pub fn is_reading(&self) -> bool {
        self.reading.is_some()
    }

    /// Frees some of what is left of answers; says whether that was not all.
    #[inline(never)]
    pub fn free(&mut self) -> bool {
        json::free(&mut self.read, FREED);
        !self.read.is_empty()
    }
}

impl Conversation {
    /// Begins a task.
    pub fn begin<'t>(&mut self, mapping: &'t Mapping, goal: Goal<'t>) -> Result<Task<'t>, Trouble> {
        let (mut steps, mut local, mut next) = (Vec::new(), Local::new(), None);
        let mut add = |role, section| add(&mut steps, role, section);
        let list = mapping.section("list");
        // What waits is of all threads: it is listed though it came before, and is no part of this one.
        let is_new = matches!(goal, Goal::Open(..) | Goal::Queue(_));
        let seen = if is_new { Seen::default() } else { self.seen.clone() };
        let mut further = 0;
        match goal {
            Goal::Open(sort, size) => {
                self.newest = seen.clone();
                self.arrange(sort, size);
                self.look_around();
                add(Role::Find, mapping.section("resolve"));
                add(Role::Prepare, mapping.section("config"));
                if self.has_session() {
                    add(Role::Prepare, mapping.section("me"));
                }
                add(Role::List, list);
                add(Role::Further, mapping.section("more"));
                further = if self.loads_all() { MOST_PAGES } else { 0 };
            }
            Goal::More(asked) => {
                add(Role::List, list);
                next = Some(asked.clone());
            }
            Goal::Replies(comment, asked) => {
                add(Role::List, mapping.section("replies"));
                next = asked.cloned().or_else(|| comment.replies.next.clone().map(Next::Cursor));
            }
            goal => self.begin_acting(mapping, goal, &mut steps, &mut local, &mut next),
        }
        if steps.is_empty() {
            return Err(Box::new(Problem::new(ProblemKind::Unsupported)));
        }
        let gain = Gain {
            page: Page::default(),
            created: Created::Refresh,
            done: Done::Taken,
            text: None,
            summary: Summary::default(),
        };
        Ok(Task {
            gain,
            goal,
            steps,
            at: 0,
            next,
            local,
            session: Session::Untried,
            seen,
            further,
            reading: None,
            read: Vec::new(),
        })
    }

    /// Makes the next request of a task; `None` when it is done.
    pub fn request(&mut self, task: &mut Task<'_>) -> Result<Option<Request>, Trouble> {
        if task.session == Session::Asked {
            return self.make(self.mapping.session(), &Local::new(), None).map(Some);
        }
        while let Some(&(role, step)) = task.steps.get(task.at) {
            if matches!(role, Role::Find | Role::Prepare | Role::Before | Role::Further) && !self.due(step) {
                task.at += 1;
                continue;
            }
            if role == Role::List && matches!(task.goal, Goal::Open(..)) && task.next.is_none() {
                self.named()?;
            }
            if matches!(role, Role::List | Role::Further) {
                task.local = self.listed(step, task.next.as_ref());
                match task.goal {
                    Goal::Replies(comment, _) => {
                        task.local.push(("comment.id".to_owned(), raw(&comment.id)));
                    }
                    Goal::Queue(_) => task.local.extend(waiting(step)),
                    _ => {}
                }
            }
            match self.make(step, &task.local, task.next.as_ref()) {
                Ok(request) => return Ok(Some(request)),
                Err(trouble) => self.settle(task, Err(trouble))?,
            }
        }
        Ok(None)
    }

    /// Takes the answer to the request of a task.
    pub fn digest(
        &mut self,
        task: &mut Task<'_>,
        answer: Result<Answer, Failure>,
        url: &str,
    ) -> Result<(), Trouble> {
        let answer = answer.map_err(|failure| trouble::failed(failure, url));
        if task.session == Session::Asked {
            task.session = Session::Tried;
            // If the session cannot be regained, the reader is a guest, who may still read.
            if let Ok(answer) = answer {
                let mapping = self.mapping.clone();
                drop(self.judge(mapping.session(), &answer, &Local::new(), &Value::Null));
            }
            return Ok(());
        }
        let result = answer.and_then(|answer| self.accept(task, answer));
        if let Err(problem) = &result
            && task.session == Session::Untried
            && self.forget_session(problem)
        {
            task.session = Session::Asked;
            return Ok(());
        }
        if task.is_reading() { self.go_on(task) } else { self.settle(task, result) }
    }

    /// Decodes the next slice of a list; after the last one the task goes on.
    pub fn go_on(&mut self, task: &mut Task<'_>) -> Result<(), Trouble> {
        let Some((answer, mut reading)) = task.reading.take() else { return Ok(()) };
        let Some(&(role, step)) = task.steps.get(task.at) else { return Ok(()) };
        if !reading.is_whole {
            if let Err(trouble) = self.read(step, &answer, &task.local, &mut reading) {
                return self.settle(task, Err(trouble));
            }
            if !reading.is_whole || reading.is_long() {
                task.reading = Some((answer, reading));
                return Ok(());
            }
        }
        let under = if let Goal::Replies(comment, _) = task.goal { Some(&comment.id) } else { None };
        let page = reading.page(under, &mut task.seen.borrow_mut());
        let page = self.page(step, &answer, &task.local, task.next.as_ref(), page);
        task.read.push(answer.root);
        if Rc::ptr_eq(&task.seen, &self.newest) {
            self.seen = task.seen.clone();
        }
        task.gain.page.items.extend(page.items);
        task.gain.page.skipped.extend(page.skipped);
        task.next = page.next;
        if role == Role::List && task.gain.page.total.is_none() {
            (task.gain.page.total, task.gain.page.roots) = (page.total, page.roots);
        }
        self.settle(task, Ok(()))
    }

    /// Keeps what an answer brought.
    fn accept(&mut self, task: &mut Task<'_>, answer: Answer) -> Result<(), Trouble> {
        let Some(&(role, step)) = task.steps.get(task.at) else { return Ok(()) };
        let listing = matches!(role, Role::List | Role::Further);
        if listing && passes(&step["empty"], &json::number(answer.response.status)) {
            task.next = None;
            return Ok(());
        }
        let body = if role == Role::Write { &step["body"] } else { &Value::Null };
        self.judge(step, &answer, &task.local, body)?;
        if listing {
            task.reading = Some((answer, Reading::default()));
        } else if role == Role::Write {
            self.accept_acting(task, step, &answer);
        } else if step["author"].is_object() {
            self.recognise(step, &answer);
        }
        Ok(())
    }

    /// Goes on to the next step, unless the trouble is one that ends the task.
    fn settle(&mut self, task: &mut Task<'_>, result: Result<(), Trouble>) -> Result<(), Trouble> {
        let Some(&(role, step)) = task.steps.get(task.at) else { return result };
        task.session = Session::Untried;
        match (role, result) {
            // Who wants to leave has left, whatever the backend says.
            (Role::Write, _) if matches!(task.goal, Goal::Leave) => self.forget_reader(),
            // A thread that its owner names wrongly is none, however empty the list of its comments may be.
            (Role::Find, Err(problem)) if problem.kind == ProblemKind::NotFound => return Err(problem),
            // A backend that lets the first question hang would let the next one hang too.
            (Role::Find | Role::Prepare, Err(problem)) if problem.kind == ProblemKind::Timeout => {
                return Err(problem);
            }
            (Role::Find | Role::Prepare, result) => {
                // Who was signed in is so no more.
                if step["author"].is_object() && result.is_err() {
                    self.variables.forget_all("me.");
                }
                self.look_around();
                // What a step fails to find out is only missed if the thread cannot be named without it.
                if !self.has_thread() {
                    result?;
                }
            }
            // A session that just began may have brought a cookie.
            (Role::Before, Ok(())) => self.look_around(),
            (Role::Further, Err(problem)) => {
                task.gain.page.skipped.push(["a further list: ", problem.kind.as_str()].concat());
            }
            (Role::List, Ok(())) if task.next.is_some() && task.further > 0 => {
                task.further -= 1;
                return Ok(());
            }
            (Role::List, Ok(())) => task.gain.page.next = task.next.take(),
            (_, result) => result?,
        }
        task.next = None;
        task.at += 1;
        Ok(())
    }
}

/// Adds the steps of a section, which may be one, several or none.
pub(super) fn add<'t>(steps: &mut Vec<(Role, &'t Value)>, role: Role, section: &'t Value) {
    match section {
        Value::Null => {}
        Value::Array(sections) => steps.extend(sections.iter().map(|step| (role, step))),
        step => steps.push((role, step)),
    }
}

/// Values that are freed in one go, a few milliseconds.
const FREED: usize = 20_000;
/// Most further pages loaded in one go; with pages of 100 that is a thread of 5000.
const MOST_PAGES: usize = 50;
