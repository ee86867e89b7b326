//! The conversation with a backend, pure but for the [`Transport`] that really sends.

mod act;
mod capabilities;
mod conversation;
mod create;
mod encode;
mod goal;
mod live;
mod paging;
mod session;
mod setup;
mod task;
mod trouble;
mod variables;
mod wire;

use std::cell::RefCell;
use std::rc::Rc;

pub use self::act::reckoned;
pub use self::goal::{Gain, Goal};
pub use self::live::{Live, Wire};
pub use self::setup::{Keep, Lookup, PageFacts, Place, Setup};
pub use self::variables::Scope;
pub use self::wire::{Credentials, Failure, LARGEST, Request, Response, Transport};

pub(super) use self::conversation::Conversation;
use self::task::Task;
use self::trouble::Trouble;
use super::document::Mapping;
use super::expression::Answer;
use super::json;
use crate::model::{Act, Capabilities, Comment, Created, Done, Draft, Next, Page, Problem, Sort};

/// Bytes of an answer that are parsed in one go, some milliseconds; a text within it is not cut.
const SLICE: usize = 1 << 17;

/// Talks to one backend about one thread.
pub struct Client<T> {
    mapping: Rc<Mapping>,
    /// Borrowed only while nobody waits.
    talk: RefCell<Conversation>,
    transport: T,
}

/// A thread as it was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The first page, or all pages where only they make a tree.
    pub page: Page,
    /// What this reader may do.
    pub capabilities: Capabilities,
    /// The order it came in; `None` where the backend has none.
    pub sort: Option<Sort>,
    /// The thread's title, where the backend has one.
    pub title: Option<String>,
}

impl<T: Transport> Client<T> {
    /// Begins a conversation; the error is of the kind `Setup` and names the missing attribute.
    pub fn new(mapping: Rc<Mapping>, setup: Setup, transport: T) -> Result<Self, Problem> {
        let talk = Conversation::new(mapping.clone(), setup).map_err(|trouble| *trouble)?;
        Ok(Self { mapping, talk: RefCell::new(talk), transport })
    }

    /// Finds the thread and loads its first page, in an order the backend can give.
    pub async fn open(&self, sort: Option<Sort>, page_size: Option<u64>) -> Result<Opened, Problem> {
        Ok(self.opened(self.ask(Goal::Open(sort, page_size)).await?.page))
    }

    /// Loads the page after one that came.
    pub async fn more(&self, next: &Next) -> Result<Page, Problem> {
        Ok(self.ask(Goal::More(next)).await?.page)
    }

    /// Loads replies of a comment that did not come with it.
    pub async fn replies(&self, comment: &Comment, next: Option<&Next>) -> Result<Page, Problem> {
        Ok(self.ask(Goal::Replies(comment, next)).await?.page)
    }

    /// Posts a comment.
    pub async fn create(&self, draft: &Draft) -> Result<Created, Problem> {
        Ok(self.ask(Goal::Create(draft)).await?.created)
    }

    /// Does something to a comment; closing and opening is done to the thread, without one.
    pub async fn act(&self, comment: Option<&Comment>, act: &Act) -> Result<Done, Problem> {
        Ok(self.ask(Goal::Act(comment, act)).await?.done)
    }

    /// Asks for the text of a comment as its author typed it; `None` where the backend does not tell.
    pub async fn source(&self, comment: &Comment) -> Result<Option<String>, Problem> {
        Ok(self.ask(Goal::Source(comment)).await?.text)
    }

    /// Lists what waits for a moderator, from the beginning or from a page that came.
    pub async fn queue(&self, next: Option<&Next>) -> Result<Page, Problem> {
        Ok(self.ask(Goal::Queue(next)).await?.page)
    }

    /// Does what a reader wants.
    pub async fn ask(&self, goal: Goal<'_>) -> Result<Gain, Problem> {
        Ok(self.exchange(goal).await.map_err(|trouble| *trouble)?.gain)
    }

    /// The thread whose first page just came.
    pub fn opened(&self, page: Page) -> Opened {
        self.talk.borrow().opened(page)
    }

    /// Sends what a task wants to send until it is done.
    async fn exchange<'t>(&'t self, goal: Goal<'t>) -> Result<Task<'t>, Trouble> {
        let mut task = self.talk.borrow_mut().begin(&self.mapping, goal)?;
        loop {
            // Nothing is borrowed while the answer is on its way.
            let Some(request) = self.talk.borrow_mut().request(&mut task)? else { return Ok(task) };
            let url = request.url.clone();
            let answer = match self.transport.send(request).await {
                Ok(response) => self.parse(response).await,
                Err(failure) => Err(failure),
            };
            self.talk.borrow_mut().digest(&mut task, answer, &url)?;
            let mut was_reading = task.is_reading();
            while was_reading || task.free() {
                // Before what is made of the list as well.
                self.transport.pause().await.map_err(|failure| trouble::failed(failure, &url))?;
                was_reading = task.is_reading();
                self.talk.borrow_mut().go_on(&mut task)?;
            }
        }
    }

    /// Parses an answer, however long, and lets others do something meanwhile.
    async fn parse(&self, response: Response) -> Result<Answer, Failure> {
        if response.body.len() > LARGEST {
            return Err(Failure::TooLarge);
        }
        let mut reader = json::Reader::new(response.body.trim_ascii());
        let parsed = loop {
            match reader.go_on(SLICE) {
                Some(parsed) => break parsed,
                None => self.transport.pause().await?,
            }
        };
        Ok(Answer::of(response, parsed))
    }
}
