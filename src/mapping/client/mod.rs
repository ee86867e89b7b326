//! The conversation with a backend, pure but for the [`Transport`] that really sends.

mod capabilities;
mod conversation;
mod create;
mod encode;
mod paging;
mod setup;
mod trouble;
mod variables;
mod wire;

use std::rc::Rc;

use serde_json::Value;

pub use self::setup::{Lookup, PageFacts, Place, Setup};
pub use self::variables::{Scope, Variables};
pub use self::wire::{Failure, LARGEST, Request, Response, Transport};

use self::conversation::{Conversation, Local};
use self::trouble::Trouble;
use super::document::{Listing, Mapping, Step};
use super::expression::Answer;
use super::template::Data;
use crate::model::{Capabilities, Comment, Created, Draft, Next, Page, Problem, ProblemKind, Sort};

/// Talks to one backend about one thread.
pub struct Client<T> {
    talk: Conversation,
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
    /// Begins a conversation; the error is a [`ProblemKind::Setup`] that names the missing attribute.
    pub fn new(mapping: Rc<Mapping>, setup: Setup, transport: T) -> Result<Self, Problem> {
        let talk = Conversation::new(mapping, setup).map_err(|trouble| *trouble)?;
        Ok(Self { talk, transport })
    }

    /// Finds the thread and loads its first page, in an order the backend can give.
    pub async fn open(&self, sort: Option<Sort>, page_size: Option<u64>) -> Result<Opened, Problem> {
        let talk = &self.talk;
        let sorts = &talk.mapping.list.sorts;
        let known = sorts.iter().find(|(known, _)| Some(*known) == sort).or(sorts.first());
        talk.sort.set(known.map(|(known, _)| *known));
        // Where all pages are loaded at once, small ones would only cost time.
        talk.size.set(page_size.filter(|_| !talk.loads_all()));
        talk.told.borrow_mut().clear();
        self.load(true).await.map_err(|trouble| *trouble)
    }

    /// Loads the thread again, in the order it was opened in.
    pub async fn refresh(&self) -> Result<Opened, Problem> {
        self.load(false).await.map_err(|trouble| *trouble)
    }

    /// Loads the page after one that came.
    pub async fn more(&self, next: &Next) -> Result<Page, Problem> {
        self.listed(&self.talk.mapping.list, Some(next), None).await.map_err(|trouble| *trouble)
    }

    /// Loads replies of a comment that did not come with it.
    pub async fn replies(&self, comment: &Comment, next: Option<&Next>) -> Result<Page, Problem> {
        let Some(listing) = &self.talk.mapping.replies else {
            return Err(Problem::new(ProblemKind::Unsupported));
        };
        let first = comment.replies.next.clone().map(Next::Cursor);
        self.listed(listing, next.or(first.as_ref()), Some(comment)).await.map_err(|trouble| *trouble)
    }

    /// Posts a comment.
    pub async fn create(&self, draft: &Draft) -> Result<Created, Problem> {
        self.post(draft).await.map_err(|trouble| *trouble)
    }

    /// What this reader may do now.
    pub fn capabilities(&self) -> Capabilities {
        self.talk.capabilities()
    }

    async fn post(&self, draft: &Draft) -> Result<Created, Trouble> {
        let talk = &self.talk;
        talk.look_around();
        let way = talk.scoped(&[], |scope| {
            let way = capabilities::way(scope)?;
            talk.mapping.create.iter().find(|known| std::ptr::eq(*known, way))
        });
        let Some(way) = way.filter(|way| way.open.is_none()) else {
            return Err(Box::new(Problem::new(ProblemKind::Unsupported)));
        };
        let local = create::drafted(draft, way.format);
        for step in way.write.before.iter().filter(|step| talk.due(step)) {
            self.exchange(step, &local, None, None).await?;
        }
        let body = way.write.step.request.body.as_ref();
        let answer = self.exchange(&way.write.step, &local, None, body).await?;
        Ok(talk.created(way, &answer, draft, &local))
    }

    async fn load(&self, first: bool) -> Result<Opened, Trouble> {
        let talk = &self.talk;
        let mapping = &talk.mapping;
        talk.look_around();
        // What finds the thread, then the settings, which only narrow what may be done.
        let steps = mapping.resolve.iter().chain(&mapping.config).filter(|_| first);
        for step in steps {
            if !talk.due(step) {
                continue;
            }
            let found = self.exchange(step, &Vec::new(), None, None).await;
            talk.look_around();
            // What a step fails to find out is only missed if the thread cannot be named without it.
            if let (Err(trouble), false) = (found, talk.has_thread()) {
                return Err(trouble);
            }
        }
        if mapping.thread.is_some() && !talk.has_thread() {
            let detail = "the backend knows no thread for this page".to_owned();
            return Err(Box::new(Problem { detail: Some(detail), ..Problem::new(ProblemKind::NotFound) }));
        }
        talk.seen.borrow_mut().clear();
        let mut page = self.listed(&mapping.list, None, None).await?;
        for _ in 0..MOST_PAGES {
            let Some(next) = page.next.take_if(|_| talk.loads_all()) else { break };
            let further = self.listed(&mapping.list, Some(&next), None).await?;
            append(&mut page, further);
        }
        for listing in mapping.more.iter().filter(|listing| talk.due(&listing.step)) {
            match self.listed(listing, None, None).await {
                Ok(further) => {
                    let next = page.next.take();
                    append(&mut page, Page { next, ..further });
                }
                Err(problem) => page.skipped.push(["a further list: ", problem.kind.as_str()].concat()),
            }
        }
        let (capabilities, sort, title) = (talk.capabilities(), talk.sort.get(), talk.text("thread.title"));
        Ok(Opened { page, capabilities, sort, title })
    }

    async fn listed(
        &self,
        listing: &Listing,
        next: Option<&Next>,
        under: Option<&Comment>,
    ) -> Result<Page, Trouble> {
        let mut local = self.talk.listed(listing, next);
        if let Some(comment) = under {
            local.push(("comment.id".to_owned(), create::raw(&comment.id)));
        }
        let answer = self.exchange(&listing.step, &local, next, None).await?;
        self.talk.page(listing, &answer, &local, next, under.map(|comment| &comment.id))
    }

    /// Sends the request of a step; when the session has ended, regains it once and asks again.
    async fn exchange(
        &self,
        step: &Step,
        local: &Local,
        next: Option<&Next>,
        body: Option<&Data>,
    ) -> Result<Answer, Trouble> {
        let answer = self.send(self.talk.request(step, local, next)?).await?;
        let Err(problem) = self.talk.judge(step, &answer, local, body) else { return Ok(answer) };
        if !self.talk.forget_session(&problem) {
            return Err(problem);
        }
        if let Some(session) = &self.talk.mapping.session {
            // If the session cannot be regained, the reader is a guest, who may still read.
            let none: &[(String, Value)] = &[];
            let request = self.talk.request(session, &none.to_vec(), None)?;
            if let Ok(answer) = self.send(request).await {
                let _ = self.talk.judge(session, &answer, &none.to_vec(), None);
            }
        }
        let answer = self.send(self.talk.request(step, local, next)?).await?;
        self.talk.judge(step, &answer, local, body).map(|()| answer)
    }

    async fn send(&self, request: Request) -> Result<Answer, Trouble> {
        let url = request.url.clone();
        match self.transport.send(request).await {
            Ok(response) if response.body.len() <= LARGEST => Ok(Answer::new(response)),
            Ok(_) => Err(trouble::failed(Failure::TooLarge, &url)),
            Err(failure) => Err(trouble::failed(failure, &url)),
        }
    }
}

/// Adds a further page to those that came.
fn append(page: &mut Page, further: Page) {
    page.items.extend(further.items);
    page.skipped.extend(further.skipped);
    page.next = further.next;
}

/// Most pages loaded in one go; with pages of 100 that is a thread of 5000.
const MOST_PAGES: usize = 50;
