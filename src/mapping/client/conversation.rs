//! The part of a conversation that waits for nobody: variables, requests out, answers in.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use serde_json::Value;

use super::super::decode::{self, Seen};
use super::super::document::{Listing, Mapping, Step, Unit};
use super::super::expression::{Answer, Expression};
use super::super::template::Data;
use super::paging::{self, Brought};
use super::trouble::Trouble;
use super::variables::Rank;
use super::{Request, Response, Scope, Setup, Variables, capabilities, encode, trouble};
use crate::model::{Capabilities, CommentId, Next, Page, Problem, ProblemKind, Sort};

/// What is known while talking to a backend.
pub struct Conversation {
    /// How to talk to it.
    pub mapping: Rc<Mapping>,
    /// The page.
    pub setup: Setup,
    /// The variables that have values.
    pub variables: RefCell<Variables>,
    /// Capabilities the backend spoke of.
    pub told: RefCell<Vec<(String, Value)>>,
    /// The comments that came so far.
    pub seen: RefCell<Seen>,
    /// The comments this reader posted.
    pub own: RefCell<Vec<CommentId>>,
    /// The order of the list.
    pub sort: Cell<Option<Sort>>,
    /// The size of a page.
    pub size: Cell<Option<u64>>,
}

/// Variables of one request.
pub type Local = Vec<(String, Value)>;

impl Conversation {
    /// Begins with what the page says; the error names a missing attribute.
    pub fn new(mapping: Rc<Mapping>, setup: Setup) -> Result<Self, Trouble> {
        let mut variables = Variables::default();
        variables.begin(&mapping, &setup)?;
        Ok(Self {
            mapping,
            setup,
            variables: RefCell::new(variables),
            told: RefCell::default(),
            seen: RefCell::default(),
            own: RefCell::default(),
            sort: Cell::default(),
            size: Cell::default(),
        })
    }

    /// Lets a function see the variables.
    pub fn scoped<T>(&self, local: &[(String, Value)], see: impl FnOnce(&Scope<'_>) -> T) -> T {
        let variables = self.variables.borrow();
        let minutes = self.setup.utc_offset;
        see(&Scope { mapping: &self.mapping, variables: &variables, local, minutes })
    }

    /// Whether a step is to be taken: its needs are met and it is not superfluous.
    pub fn due(&self, step: &Step) -> bool {
        self.scoped(&[], |scope| {
            capabilities::met(scope, &step.needs)
                && step.unless.as_ref().is_none_or(|name| scope.value(name).is_none())
        })
    }

    /// Looks at cookies again and finds the thread's key.
    pub fn look_around(&self) {
        let mut variables = self.variables.borrow_mut();
        variables.look_around(&self.mapping, &self.setup);
        let own = self.setup.thread.as_ref().map(|thread| Value::from(&**thread));
        let rule = self.mapping.thread.as_ref();
        let found = own.or_else(|| rule?.fill(&|name: &str| variables.find(name).map(|(value, _)| value)));
        match found {
            Some(thread) => variables.set("thread", thread, Rank::Owner),
            None => variables.forget("thread"),
        }
    }

    /// Pages of single comments make a tree only together, unless parents come first.
    pub fn loads_all(&self) -> bool {
        let partial = self.mapping.list.page.as_ref().is_some_and(|paging| paging.unit == Unit::Any);
        partial && self.sort.get() != Some(Sort::Oldest)
    }

    /// Whether the thread has a name.
    pub fn has_thread(&self) -> bool {
        self.scoped(&[], |scope| scope.value("thread").is_some())
    }

    /// Makes the request of a step; `next` is an address that a page before gave.
    pub fn request(&self, step: &Step, local: &Local, next: Option<&Next>) -> Result<Request, Trouble> {
        let request =
            self.scoped(local, |scope| encode::request(scope, &step.request, &self.setup.page.url))?;
        let Some(Next::Link(url)) = next else { return Ok(request) };
        if super::super::address::origin(url) != super::super::address::origin(&request.url) {
            return Err(trouble::setup_problem(&[
                "refused to follow ",
                url,
                ": the next page is on another origin",
            ]));
        }
        Ok(Request { url: url.clone(), ..request })
    }

    /// Judges an answer and keeps what the mapping captures from it.
    pub fn judge(
        &self,
        step: &Step,
        answer: &Answer,
        local: &Local,
        body: Option<&Data>,
    ) -> Result<(), Trouble> {
        self.capture(&self.mapping.capture, answer, local);
        if let Some(problem) = self.scoped(local, |scope| trouble::problem(scope, answer, body)) {
            return Err(problem);
        }
        self.capture(&step.capture, answer, local);
        let told: Vec<_> = self.scoped(local, |scope| read(&step.can, answer, scope));
        self.told.borrow_mut().extend(told);
        Ok(())
    }

    /// Keeps variables from an answer.
    fn capture(&self, captures: &[(String, Expression)], answer: &Answer, local: &Local) {
        let found = self.scoped(local, |scope| read(captures, answer, scope));
        for (name, value) in found {
            // A fresh session beats the one the page was printed with; other values of the owner stay.
            let rank =
                if super::variables::secret(&self.mapping, &name) { Rank::Owner } else { Rank::Captured };
            self.variables.borrow_mut().set(&name, value, rank);
        }
    }

    /// Decodes a page of a list and finds the next one.
    pub fn page(
        &self,
        listing: &Listing,
        answer: &Answer,
        local: &Local,
        now: Option<&Next>,
        under: Option<&CommentId>,
    ) -> Result<Page, Trouble> {
        if let Err(why) = &answer.readable {
            return Err(trouble::malformed(answer, why));
        }
        self.scoped(local, |scope| {
            let context = answer.context(scope);
            let mut seen = self.seen.borrow_mut();
            let page = decode::page(&self.mapping.comment, listing, context, under, &mut seen);
            let Some((mut page, items)) = page else {
                return Err(trouble::malformed(answer, "expected a list of comments at `items`"));
            };
            let own = self.own.borrow();
            page.items
                .iter_mut()
                .filter(|comment| own.contains(&comment.id))
                .for_each(|comment| comment.mine = true);
            let count = |expression: Option<&Expression>| u64::try_from(expression?.integer(context)?).ok();
            if let Some(paging) = &listing.page {
                page.total = count(paging.total.as_ref());
                page.roots = count(paging.roots.as_ref());
            }
            let last = match listing.items.find(context) {
                Some(found) => last(&found.value).map(|node| match &listing.item {
                    Some(pointer) => pointer.find(node).unwrap_or(node).clone(),
                    None => node.clone(),
                }),
                None => None,
            };
            let context = super::super::expression::Context { last: last.as_ref(), ..context };
            let brought = Brought { items, fresh: page.items.len() as u64 };
            page.next = paging::next(listing, context, self.size.get(), now, &brought);
            Ok(page)
        })
    }

    /// What this reader may do now.
    pub fn capabilities(&self) -> Capabilities {
        self.scoped(&[], |scope| {
            let fixed = self.mapping.can.iter().filter_map(|(name, can)| {
                let nothing = Answer::new(Response {
                    status: 0,
                    url: String::new(),
                    headers: Vec::new(),
                    body: String::new(),
                });
                Some((name.clone(), can.find(nothing.context(scope))?.value.into_owned()))
            });
            let told: Vec<_> = fixed.chain(self.told.borrow().iter().cloned()).collect();
            capabilities::capabilities(scope, &told, &self.setup.page.url)
        })
    }

    /// The text a variable has.
    pub fn text(&self, name: &str) -> Option<String> {
        self.scoped(&[], |scope| scope.public(name).and_then(Value::as_str).map(str::to_owned))
    }

    /// The variables of every list: the order and what asks for the page.
    pub fn listed(&self, listing: &Listing, next: Option<&Next>) -> Local {
        let mut local = paging::ask(listing, self.size.get(), next);
        let sorts = if listing.sorts.is_empty() { &self.mapping.list.sorts } else { &listing.sorts };
        let sort = sorts.iter().find(|(sort, _)| Some(*sort) == self.sort.get());
        for (name, value) in sort.into_iter().flat_map(|(_, values)| values) {
            local.push((name.clone(), Value::from(&**value)));
        }
        local
    }

    /// Forgets the session that has ended; false when the mapping cannot regain one.
    pub fn forget_session(&self, problem: &Problem) -> bool {
        let Some(session) =
            self.mapping.session.as_ref().filter(|_| problem.kind == ProblemKind::SessionExpired)
        else {
            return false;
        };
        for (name, _) in &session.capture {
            self.variables.borrow_mut().forget(name);
        }
        true
    }
}

fn read(expressions: &[(String, Expression)], answer: &Answer, scope: &Scope<'_>) -> Vec<(String, Value)> {
    let context = answer.context(scope);
    let found = expressions
        .iter()
        .map(|(name, expression)| Some((name.clone(), expression.find(context)?.value.into_owned())));
    found.flatten().collect()
}

fn last(items: &Value) -> Option<&Value> {
    match items {
        Value::Array(items) => items.last(),
        Value::Object(members) => members.values().next_back(),
        _ => None,
    }
}
