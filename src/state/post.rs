//! A comment's way from the form to the backend: shown at once, then confirmed, held or failed.

use super::form::complaints;
use super::outbox::{Fate, Outgoing};
use super::own::{as_the_author_sees, optimistic};
use super::{Complaint, Effect, Event, Focus, FormKey, Saying, Submission, Thread};
use crate::model::{
    Comment, CommentId, Content, Created, Draft, FieldName, Need, Problem, ProblemKind, Session, State,
};
use std::rc::Rc;

impl Thread {
    #[inline(never)]
    pub(super) fn submit(&mut self, submission: &Submission) -> Vec<Effect> {
        if self.form(&submission.form).is_none_or(|form| form.version != submission.version) {
            return Vec::new();
        }
        if let Some(text) = &submission.text {
            self.keep_draft(&submission.form, text.clone());
        }
        let Some(capabilities) = &self.capabilities else { return Vec::new() };
        let reader = self.reader.tidied();
        let body = self.draft_text(&submission.form);
        let wrong = complaints(&capabilities.fields, body, &reader, &submission.mismatches);
        if let Some((first, _)) = wrong.first() {
            let focus = Effect::Focus(Focus::Field(submission.form.clone(), *first));
            self.change_form(&submission.form, |form| form.complaints = wrong);
            return vec![focus];
        }
        let draft = self.draft(submission, &reader);
        let mut comment = optimistic(&draft, submission.now);
        if let (None, Session::Open(name) | Session::Page(name)) =
            (&comment.author.name, &capabilities.session)
        {
            comment.author.name = Some(name.clone());
        }
        let id = comment.id.clone();
        self.reader = reader.clone();
        self.keep_draft(&submission.form, String::new());
        self.close_after_sending(&submission.form);
        let position = self.outbox.len();
        self.outbox.push(Outgoing::new(draft.clone(), submission.now));
        self.insert(comment);
        // It is kept as a comment on its way before it is forgotten as a text in the form.
        let mut effects = vec![Effect::SaveReader(reader)];
        if submission.is_offline {
            self.outbox[position].fate = Fate::Unsent;
            effects.extend(self.leave_unsent(position, Problem::new(ProblemKind::Offline)));
        } else {
            effects.extend([self.save_unsent(position), Effect::Post(Box::new(draft))]);
        }
        effects.extend([self.save_typed(&submission.form), Effect::Focus(Focus::Comment(id))]);
        effects
    }

    #[inline(never)]
    pub(super) fn posted(&mut self, key: &str, result: Result<Created, Problem>) -> Vec<Effect> {
        let Some(position) = self.sent_as(key) else { return Vec::new() };
        let mut effects = match result {
            Err(problem) => return self.failed(position, problem),
            Ok(Created::Comment(comment)) => self.confirmed(position, *comment),
            Ok(Created::Wait) => self.held(position),
            Ok(Created::Refresh) => {
                let mut effects = self.held(position);
                effects.push(Effect::Open { order: self.order, page_size: self.config.page_size });
                effects
            }
        };
        effects.push(Effect::ForgetUnsent(key.to_owned()));
        effects
    }

    #[inline(never)]
    pub(super) fn retry(&mut self, id: &CommentId) -> Vec<Effect> {
        // What is on its way again is not sent a second time, and what must wait not too early.
        let is_ready =
            |outgoing: &Outgoing| outgoing.id == *id && outgoing.problem.is_some() && !outgoing.is_held;
        let Some(position) = self.outbox.iter().position(is_ready) else { return Vec::new() };
        let focus = Effect::Focus(Focus::Comment(id.clone()));
        let outgoing = &self.outbox[position];
        if outgoing.fate == Fate::Unknown && !outgoing.is_sought && !self.is_repeatable() {
            (self.outbox[position].problem, self.outbox[position].is_sought) = (None, true);
            self.change(id, |comment| comment.state = State::Sending);
            return vec![Effect::Open { order: self.order, page_size: self.config.page_size }, focus];
        }
        self.send_again(position).into_iter().chain([focus]).collect()
    }

    /// Puts a failed comment back into the form it came from; the text of one that arrived is changed in its place.
    #[inline(never)]
    pub(super) fn edit(&mut self, id: &CommentId) -> Vec<Effect> {
        // One that was just posted is still known here.
        let has_arrived = self.outbox.iter().all(|outgoing| outgoing.id != *id || outgoing.settled);
        let Some(outgoing) = (!has_arrived).then(|| self.take_back(id)).flatten() else {
            return self.change_text(id);
        };
        let key = outgoing.draft.parent.clone();
        self.refill(&key, &outgoing.draft, Vec::new(), None);
        let focus = Effect::Focus(Focus::Field(key.clone(), FieldName::Body));
        vec![self.save_typed(&key), Effect::ForgetUnsent(outgoing.draft.key), focus]
    }

    #[inline(never)]
    pub(super) fn discard(&mut self, id: &CommentId) -> Vec<Effect> {
        let Some(outgoing) = self.take_back(id) else { return Vec::new() };
        vec![Effect::ForgetUnsent(outgoing.draft.key), Effect::Focus(Focus::Opener(outgoing.draft.parent))]
    }

    /// A name for the entry that stays the same while the backend's id replaces ours, so that focus is kept.
    pub fn stable_key<'a>(&'a self, comment: &'a Comment) -> &'a str {
        let own = self.outbox.iter().find(|outgoing| outgoing.id == comment.id);
        own.map_or(comment.id.as_str(), |outgoing| &outgoing.draft.key)
    }

    #[inline(never)]
    fn draft(&self, submission: &Submission, reader: &super::Reader) -> Draft {
        let parent = submission.form.as_ref().and_then(|id| self.comment(id));
        // What a form does not show, the reader does not say: an earlier name may still be remembered.
        let shown = |field: FieldName| {
            let fields = self.capabilities.as_ref().map(|can| &can.fields);
            let is_shown = fields.is_some_and(|fields| fields.rules(field).need != Need::Absent);
            if is_shown { reader.value(field).to_owned() } else { String::new() }
        };
        Draft {
            key: submission.key.clone(),
            // The page knows ids as texts; the backend gets back the type that it sent.
            parent: parent.map_or_else(|| submission.form.clone(), |parent| Some(parent.id.clone())),
            root: parent.map(|parent| parent.root.clone().unwrap_or_else(|| self.root_of(parent))),
            reply_to: parent.and_then(|parent| parent.author.name.clone()),
            body: self.draft_text(&submission.form).trim().to_owned(),
            name: shown(FieldName::Name),
            email: shown(FieldName::Email),
            url: shown(FieldName::Url),
        }
    }

    fn root_of(&self, comment: &Comment) -> CommentId {
        let mut current = comment;
        for _ in 0..self.comments.len() {
            let Some(parent) = current.parent.as_ref().and_then(|id| self.comment(id)) else { break };
            current = parent;
        }
        current.id.clone()
    }

    #[inline(never)]
    fn confirmed(&mut self, position: usize, mut comment: Comment) -> Vec<Effect> {
        let old = self.outbox[position].id.clone();
        self.outbox[position].id = comment.id.clone();
        self.outbox[position].settled = true;
        let draft = &self.outbox[position].draft;
        if comment.body.content == Content::Empty {
            comment.body.content = Content::Text(draft.body.clone());
        }
        comment.mine = true;
        let (id, parent) = (comment.id.clone(), comment.parent.clone());
        let state = as_the_author_sees(comment.state);
        comment.state = state;
        self.comments.retain(|entry| entry.id != id);
        match self.comments.iter_mut().find(|entry| entry.id == old) {
            Some(slot) => *slot = Rc::new(comment),
            None => self.comments.push(Rc::new(comment)),
        }
        self.rebuild();
        let mut effects = Vec::new();
        if state == State::Pending {
            self.pending.extend(self.comment(&id).cloned());
            effects.push(Effect::SavePending(self.pending.clone()));
        } else {
            self.total = self.total.map(|total| total + 1);
        }
        self.say(if state == State::Pending { Saying::Pending } else { Saying::Posted });
        effects.push(Effect::Emit(Event::Comment { id, state, parent }));
        effects
    }

    /// The backend took the comment without returning it.
    #[inline(never)]
    fn held(&mut self, position: usize) -> Vec<Effect> {
        self.outbox[position].settled = true;
        let (id, form) = (self.outbox[position].id.clone(), self.outbox[position].draft.parent.clone());
        self.change(&id, |comment| comment.state = State::Pending);
        self.pending.extend(self.comment(&id).cloned());
        self.say(Saying::Pending);
        let event = Event::Comment { id, state: State::Pending, parent: form };
        vec![Effect::SavePending(self.pending.clone()), Effect::Emit(event)]
    }

    /// Trouble with single fields goes back to the form; other trouble stays on the comment, with “try again”.
    #[inline(never)]
    fn failed(&mut self, position: usize, problem: Problem) -> Vec<Effect> {
        let event = Effect::Emit(Event::Error(problem.clone()));
        let (id, draft) = (self.outbox[position].id.clone(), self.outbox[position].draft.clone());
        let goes_back = !problem.fields.is_empty()
            || matches!(problem.kind, ProblemKind::Invalid | ProblemKind::TooLong | ProblemKind::Duplicate);
        if !goes_back {
            return self.leave_unsent(position, problem).into_iter().chain([event]).collect();
        }
        let complaints: Vec<_> =
            problem.fields.iter().map(|(name, words)| (*name, backend_says(words))).collect();
        let field = complaints.first().map_or(FieldName::Body, |(name, _)| *name);
        self.take_back(&id);
        self.refill(&draft.parent, &draft, complaints, Some(problem));
        let focus = Effect::Focus(Focus::Field(draft.parent.clone(), field));
        vec![self.save_typed(&draft.parent), Effect::ForgetUnsent(draft.key), event, focus]
    }

    pub(super) fn take_back(&mut self, id: &CommentId) -> Option<Outgoing> {
        let position = self.outbox.iter().position(|outgoing| outgoing.id == *id)?;
        let outgoing = self.outbox.remove(position);
        self.comments.retain(|comment| comment.id != *id);
        self.rebuild();
        Some(outgoing)
    }

    /// Puts a draft back into its form; what has been typed there meanwhile stays below it.
    pub(super) fn refill(
        &mut self,
        key: &FormKey,
        draft: &Draft,
        complaints: Vec<(FieldName, Complaint)>,
        problem: Option<Problem>,
    ) {
        let typed = self.draft_text(key);
        let is_new = !typed.trim().is_empty() && typed != draft.body;
        let text = if is_new { [&draft.body, "\n\n", typed].concat() } else { draft.body.clone() };
        self.keep_draft(key, text);
        self.open_form(key.clone());
        self.change_form(key, |form| {
            form.version += 1;
            form.complaints = complaints;
            form.problem = problem;
        });
    }

    /// Keeps over a reload what is typed in a form.
    pub(super) fn save_typed(&self, key: &FormKey) -> Effect {
        Effect::SaveDraft(key.clone(), self.draft_text(key).to_owned())
    }

    fn close_after_sending(&mut self, key: &FormKey) {
        if key.is_some() || self.config.composer == crate::config::Composer::Collapsed {
            self.forms.retain(|(found, _)| found != key);
            return;
        }
        self.change_form(key, |form| {
            let version = form.version + 1;
            *form = super::Form { version, ..super::Form::default() };
        });
    }

    fn change_form(&mut self, key: &FormKey, change: impl FnOnce(&mut super::Form)) {
        if let Some((_, form)) = self.forms.iter_mut().find(|(found, _)| found == key) {
            change(Rc::make_mut(form));
        }
    }

    pub(super) fn change(&mut self, id: &CommentId, change: impl FnOnce(&mut Comment)) {
        if let Some(comment) = self.comments.iter_mut().find(|comment| comment.id == *id) {
            change(Rc::make_mut(comment));
            self.rebuild();
        }
    }

    fn insert(&mut self, comment: Comment) {
        let newest_first = comment.parent.is_none() && self.order == Some(crate::model::Sort::Newest);
        let at = if newest_first { 0 } else { self.comments.len() };
        self.comments.insert(at, Rc::new(comment));
        self.rebuild();
    }
}

/// The backend's sentence about a field, or that there is something, where it only names the field.
fn backend_says(words: &str) -> Complaint {
    if words.is_empty() { Complaint::NeedsOther } else { Complaint::Backend(words.to_owned()) }
}
