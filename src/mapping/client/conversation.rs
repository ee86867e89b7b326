//! What is known while talking to a backend: variables, requests out, answers in.

use std::cell::RefCell;
use std::rc::Rc;

use serde_json::{Map, Value};

use super::super::address;
use super::super::decode::Reading;
use super::super::document::Mapping;
use super::super::expression::{Answer, Context};
use super::super::json;
use super::super::template;
use super::trouble::{self, Trouble};
use super::variables::{Rank, Variables};
use super::{Opened, Request, Scope, Setup, capabilities, encode, paging, session};
use crate::model::{CommentId, Next, Page, Problem, ProblemKind, Sort};

/// What is known while talking to a backend.
pub struct Conversation {
    /// How to talk to it.
    pub mapping: Rc<Mapping>,
    /// The page.
    pub setup: Setup,
    /// The variables that have values.
    pub variables: Variables,
    /// The comments of the list on show.
    pub seen: Seen,
    /// Those of the list that was asked for last, which may not be here yet.
    pub newest: Seen,
    /// The comments this reader posted.
    pub own: Vec<CommentId>,
    /// This reader's votes, where the backend does not tell them.
    pub ballots: Vec<(CommentId, i8)>,
    /// Capabilities the backend spoke of.
    told: Vec<(String, Value)>,
    sort: Option<Sort>,
    size: Option<u64>,
}

/// The ids of the comments of one list that came so far, by what `parent` calls them. A page belongs to the list it was
/// asked for with, whatever was asked for meanwhile.
pub type Seen = Rc<RefCell<Map<String, Value>>>;

/// Variables of one request.
pub type Local = Vec<(String, Value)>;

impl Conversation {
    /// Begins with what the page says; the error names a missing attribute.
    pub fn new(mapping: Rc<Mapping>, setup: Setup) -> Result<Self, Trouble> {
        let mut variables = Variables::default();
        variables.begin(&mapping, &setup)?;
        let own = session::kept_own(&mapping, &setup);
        let (seen, newest) = Default::default();
        let (ballots, told) = Default::default();
        Ok(Self { mapping, setup, variables, seen, newest, own, ballots, told, sort: None, size: None })
    }

    /// The variables as a request with variables of its own sees them.
    pub fn scope<'a>(&'a self, local: &'a [(String, Value)]) -> Scope<'a> {
        Scope { mapping: &self.mapping, variables: &self.variables, local, minutes: self.setup.utc_offset }
    }

    /// Whether a step is to be taken: its needs are met and it is not superfluous.
    pub fn due(&self, step: &Value) -> bool {
        let scope = self.scope(&[]);
        let superfluous = step["unless"].as_str().is_some_and(|name| scope.value(name).is_some());
        scope.meets(step) && !superfluous
    }

    /// The first way to post whose needs are met.
    pub fn way<'m>(&self, mapping: &'m Mapping) -> Option<&'m Value> {
        capabilities::ways(mapping).iter().find(|way| self.scope(&[]).meets(way))
    }

    /// Looks at cookies again and finds the thread's key.
    pub fn look_around(&mut self) {
        self.variables.look_around(&self.mapping, &self.setup);
        let found = match &self.setup.thread {
            Some(own) => Some(Value::from(own.as_str())),
            None => match self.mapping.section("thread") {
                Value::Null => None,
                rule => template::fill(rule, &|name| self.variables.find(name)),
            },
        };
        match found {
            Some(thread) => self.variables.set("thread", thread, Rank::Owner),
            None => self.variables.forget("thread"),
        }
    }

    /// Begins with an empty thread, in an order the backend can give.
    pub fn arrange(&mut self, sort: Option<Sort>, size: Option<u64>) {
        let sorts = capabilities::sorts(self.mapping.section("list"));
        self.sort = sort.filter(|sort| sorts.contains(sort)).or(sorts.first().copied());
        // Where all pages are loaded at once, small ones would only cost time.
        self.size = size.filter(|_| !self.loads_all());
        self.told.clear();
    }

    /// Pages of single comments make a tree only together, unless parents come first.
    pub fn loads_all(&self) -> bool {
        let page = &self.mapping.section("list")["page"];
        page.is_object() && page["unit"] != "root" && self.sort != Some(Sort::Oldest)
    }

    /// Whether the thread has a name.
    pub fn has_thread(&self) -> bool {
        self.variables.find("thread").is_some()
    }

    /// Sees to it that the thread has a name; the error says that there is no such thread.
    pub fn named(&self) -> Result<(), Trouble> {
        if self.has_thread() || self.mapping.section("thread").is_null() {
            return Ok(());
        }
        let detail = "the backend knows no thread for this page";
        Err(Box::new(Problem { detail: Some(detail.to_owned()), ..Problem::new(ProblemKind::NotFound) }))
    }

    /// Makes the request of a step; `next` may be an address that a page before gave.
    pub fn make(&self, step: &Value, local: &Local, next: Option<&Next>) -> Result<Request, Trouble> {
        let mut request = encode::request(&self.scope(local), step, &self.setup.page.url)?;
        if let Some(Next::Link(url)) = next {
            if address::origin(url) != address::origin(&request.url) {
                let why = ": the next page is on another origin";
                return Err(trouble::setup_problem(&["refused to follow ", url, why]));
            }
            request.url.clone_from(url);
        }
        Ok(request)
    }

    /// Judges an answer and keeps what the mapping captures from it.
    pub fn judge(
        &mut self,
        step: &Value,
        answer: &Answer,
        local: &Local,
        body: &Value,
    ) -> Result<(), Trouble> {
        let mapping = self.mapping.clone();
        self.capture(mapping.section("capture"), answer, local);
        if let Some(problem) = trouble::problem(answer.context(&self.scope(local)), body) {
            return Err(problem);
        }
        self.capture(&step["capture"], answer, local);
        let told = read(&step["can"], answer.context(&self.scope(local)));
        self.told.extend(told);
        Ok(())
    }

    /// Keeps variables from an answer.
    pub fn capture(&mut self, captures: &Value, answer: &Answer, local: &Local) {
        for (name, value) in read(captures, answer.context(&self.scope(local))) {
            // A fresh session beats the one the page was printed with; other values of the owner stay.
            let rank = if self.mapping.secret(&name) { Rank::Owner } else { Rank::Captured };
            self.variables.set(&name, value, rank);
        }
    }

    /// Decodes a slice of a list.
    pub fn read(
        &self,
        listing: &Value,
        answer: &Answer,
        local: &Local,
        reading: &mut Reading,
    ) -> Result<(), Trouble> {
        if let Some(why) = &answer.unreadable {
            return Err(trouble::malformed(answer, why));
        }
        let scope = self.scope(local);
        let read = reading.go_on(self.mapping.section("comment"), listing, answer.context(&scope));
        read.ok_or_else(|| trouble::malformed(answer, "expected a list of comments at `items`"))
    }

    /// Decodes a list in one go, as if it were the first page.
    pub fn whole(&self, listing: &Value, answer: &Answer, local: &Local) -> Result<Page, Trouble> {
        let mut reading = Reading::default();
        while !reading.is_whole {
            self.read(listing, answer, local, &mut reading)?;
        }
        Ok(self.page(listing, answer, local, None, reading.page(None, &mut Map::new())))
    }

    /// Makes a page of a list that is decoded and finds the next one.
    pub fn page(
        &self,
        listing: &Value,
        answer: &Answer,
        local: &Local,
        now: Option<&Next>,
        mut page: Page,
    ) -> Page {
        let scope = self.scope(local);
        for comment in &mut page.items {
            comment.mine |= self.own.contains(&comment.id);
        }
        if !self.ballots.is_empty() {
            self.mark_ballots(&mut page);
        }
        paging::finish(&mut page, listing, answer.context(&scope), self.size, now);
        page
    }

    /// What a thread is opened with, besides its comments.
    pub fn opened(&self, page: Page) -> Opened {
        let scope = self.scope(&[]);
        let nothing = Answer::nothing();
        let mut told = read(self.mapping.section("can"), nothing.context(&scope));
        told.extend(self.told.iter().cloned());
        let capabilities = capabilities::capabilities(&scope, &told, &self.setup.page.url);
        let title = scope.public("thread.title").and_then(Value::as_str).map(str::to_owned);
        Opened { page, capabilities, sort: self.sort, title }
    }

    /// The variables of every list: the order and what asks for the page.
    pub fn listed(&self, listing: &Value, next: Option<&Next>) -> Local {
        let mut local = paging::ask(listing, self.size, next);
        let sorts = if listing["sorts"].is_null() {
            &self.mapping.section("list")["sorts"]
        } else {
            &listing["sorts"]
        };
        match self.sort.map(|sort| &sorts[sort.as_str()]) {
            Some(name @ Value::String(_)) => local.push(("sort".to_owned(), name.clone())),
            Some(names) => {
                json::each(names, &mut |name, value| local.push((["sort.", name].concat(), value.clone())));
            }
            None => {}
        }
        local
    }
}

/// Reads an object of expressions; those without a value are left out.
pub fn read(expressions: &Value, context: Context<'_>) -> Local {
    let mut found = Local::new();
    json::each(expressions, &mut |name, expression| {
        if let Some(value) = context.find(expression) {
            found.push((name.to_owned(), value.value.into_owned()));
        }
    });
    found
}
