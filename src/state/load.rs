//! What comes from the backend: the first page, further pages, replies; and the way to the comment that the
//! page's address names.

use super::{Effect, Event, Fetching, Focus, Phase, Saying, Thread};
use crate::mapping::Opened;
use crate::model::{Comment, CommentId, Page, Problem, Sort};
use crate::places::Places;
use std::rc::Rc;

impl Thread {
    pub(super) fn open(&mut self) -> Vec<Effect> {
        self.phase = Phase::Loading;
        self.trouble = None;
        self.is_patient = false;
        self.pages_joined = 0;
        let mut effects = vec![Effect::Open { order: self.order, page_size: self.config.page_size }];
        effects.extend(self.config.is_joined.then_some(Effect::Join(None)));
        effects
    }

    pub(super) fn opened(&mut self, result: Result<Box<Opened>, Problem>) -> Vec<Effect> {
        self.is_renewing = false;
        let is_outdated = std::mem::take(&mut self.is_outdated);
        let opened = match result {
            Ok(opened) => opened,
            Err(problem) => return self.not_opened(problem),
        };
        self.phase = Phase::Ready;
        self.is_served();
        self.trouble = None;
        self.fetching.clear();
        self.is_extended = false;
        self.capabilities = Some(opened.capabilities);
        self.order = opened.sort.or(self.order);
        self.title = opened.title;
        self.total = opened.page.total;
        self.next = opened.page.next;
        let mut effects = vec![];
        self.comments = opened.page.items.into_iter().map(Rc::new).collect();
        self.tell_moderator();
        if !self.doing.is_empty() {
            self.renew_doing();
        }
        if !self.joined.is_empty() {
            self.join();
        }
        effects.extend(opened.page.skipped.into_iter().map(Effect::Log));
        effects.extend(self.keep_own());
        self.rebuild();
        self.open_form_by_default();
        effects.push(Effect::Emit(Event::Ready { total: self.count() }));
        if !self.outbox.is_empty() {
            effects.extend(self.resume());
        }
        effects.extend(self.offered());
        effects.extend(self.follow());
        if self.is_short() {
            effects.extend(self.go_on());
        }
        if std::mem::take(&mut self.is_again) {
            effects.extend(self.first().map(Effect::Focus));
        }
        if is_outdated {
            effects.extend(self.changed());
        }
        effects
    }

    /// The list did not come. What is here stays, and so does what the reader has not sent yet.
    #[inline(never)]
    fn not_opened(&mut self, problem: Problem) -> Vec<Effect> {
        self.phase = Phase::Trouble(problem.clone());
        self.trouble = Some(problem.clone());
        let mut effects = self.not_found_out(&problem);
        if self.comments.is_empty() {
            effects.extend(self.keep_own());
            self.rebuild();
        }
        effects.extend(self.ask_later(&problem));
        effects.push(Effect::Emit(Event::Error(problem)));
        effects
    }

    /// Marks every comment that the backend says nothing of as the moderator's.
    fn tell_moderator(&mut self) {
        let is_moderator = self.capabilities.as_ref().is_some_and(|can| can.acts.moderator);
        // What waits was for the eyes of the one who signed out.
        self.queue = self.queue.take().filter(|_| is_moderator);
        if is_moderator {
            for comment in self.comments.iter_mut().filter(|comment| comment.can.moderate.is_none()) {
                Rc::make_mut(comment).can.moderate = Some(true);
            }
        }
    }

    /// Where reading begins.
    fn first(&self) -> Option<Focus> {
        let first = self.tree.roots().first().and_then(|root| self.at(*root));
        first.map(|comment| Focus::Comment(comment.id.clone()))
    }

    /// Whether the backend is asked for the thread in an order; otherwise what is here is put in it.
    pub fn asks_for(&self, order: Sort) -> bool {
        self.capabilities.as_ref().is_some_and(|can| can.sorts.contains(&order))
    }

    #[inline(never)]
    pub(super) fn reorder(&mut self, order: Sort) -> Vec<Effect> {
        self.order = Some(order);
        if self.asks_for(order) {
            return vec![Effect::Open { order: self.order, page_size: self.config.page_size }];
        }
        self.rebuild();
        Vec::new()
    }

    pub(super) fn more(&mut self) -> Vec<Effect> {
        if self.fetching.contains(&Fetching::More) {
            return Vec::new();
        }
        let Some(next) = self.next.clone() else { return Vec::new() };
        (self.trouble, self.is_patient) = (None, false);
        self.fetching.push(Fetching::More);
        vec![Effect::More(next)]
    }

    pub(super) fn replies(&mut self, id: CommentId) -> Vec<Effect> {
        let fetching = Fetching::Replies(id.clone());
        if self.fetching.contains(&fetching) {
            return Vec::new();
        }
        let Some(comment) = self.comment(&id).cloned() else { return Vec::new() };
        self.trouble = None;
        self.fetching.push(fetching);
        vec![Effect::Replies(comment)]
    }

    #[inline(never)]
    pub(super) fn loaded(&mut self, fetching: &Fetching, result: Result<Page, Problem>) -> Vec<Effect> {
        // A page of a list that came anew meanwhile, perhaps in another order, does not belong to it.
        if *fetching == Fetching::More && !self.fetching.contains(fetching) {
            return Vec::new();
        }
        self.fetching.retain(|running| running != fetching);
        let page = match result {
            Ok(page) => page,
            Err(problem) => {
                self.trouble = Some(problem.clone());
                let later = if *fetching == Fetching::More { self.ask_later(&problem) } else { None };
                return later.into_iter().chain([Effect::Emit(Event::Error(problem))]).collect();
            }
        };
        self.is_served();
        self.is_extended = true;
        let was_filling = *fetching == Fetching::More && std::mem::take(&mut self.is_filling);
        let before = self.comments.len();
        match fetching {
            Fetching::More => {
                self.next = page.next;
                self.total = page.total.or(self.total);
            }
            Fetching::Replies(id) => self.settle_replies(id, &page),
        }
        let mut effects: Vec<_> = page.skipped.into_iter().map(Effect::Log).collect();
        let first = self.add(page.items);
        let came = self.comments.len() - before;
        self.tell_moderator();
        self.rebuild();
        // A backend that repeats itself must not keep us asking for ever.
        if first.is_some() && self.is_short() {
            effects.extend(self.go_on());
        }
        // A backend that repeats itself must not keep us looking for ever.
        self.wanted = self.wanted.take().filter(|_| first.is_some() || *fetching != Fetching::More);
        if self.wanted.is_some() {
            effects.extend(self.follow());
            return effects;
        }
        if !was_filling {
            self.say(Saying::More(came as u64));
            effects.extend(first.map(|id| Effect::Focus(Focus::Comment(id))));
        }
        effects
    }

    /// Whether fewer entries are here than the page's author wants, and there are more.
    fn is_short(&self) -> bool {
        self.next.is_some() && self.config.page_size.is_some_and(|wanted| wanted > self.comments.len() as u64)
    }

    /// Asks for the next page without being told to.
    #[inline(never)]
    fn go_on(&mut self) -> Vec<Effect> {
        self.is_filling = true;
        self.more()
    }

    /// Goes to the comment the page's address names; asks for further pages until it is there.
    pub(super) fn follow(&mut self) -> Vec<Effect> {
        let Some(anchor) = &self.wanted else { return Vec::new() };
        let Some(id) =
            self.comments.iter().map(|comment| &comment.id).find(|id| id.anchor() == *anchor).cloned()
        else {
            return if self.phase == Phase::Ready { self.more() } else { Vec::new() };
        };
        self.wanted = None;
        self.target = Some(id.clone());
        vec![Effect::Focus(Focus::Comment(id))]
    }

    /// Adds entries that are not here yet; returns the first of them.
    fn add(&mut self, items: Vec<Comment>) -> Option<CommentId> {
        let places = Places::of(self.comments.iter().map(|comment| comment.id.as_str()));
        let is_new = |comment: &Comment| {
            let mut known = places.of_name(comment.id.as_str());
            !known.any(|place| self.comments[place].id == comment.id)
        };
        let new: Vec<_> = items.into_iter().filter(is_new).map(Rc::new).collect();
        let first = new.first().map(|comment| comment.id.clone());
        self.comments.extend(new);
        first
    }

    /// After replies have come, none of that comment are hidden unless the backend has a next page of them.
    fn settle_replies(&mut self, id: &CommentId, page: &Page) {
        let Some(comment) = self.comments.iter_mut().find(|comment| comment.id == *id) else { return };
        let comment = Rc::make_mut(comment);
        let came = page.items.len() as u64;
        let left = comment.replies.hidden.unwrap_or(0).saturating_sub(came);
        comment.replies.hidden = if page.next.is_some() && came > 0 { Some(left.max(1)) } else { None };
    }
}
