//! The same thread in another window of the browser: the newer text wins, and the other is offered.

use super::{Effect, FormKey, Thread};
use std::rc::Rc;

impl Thread {
    /// Something was typed in the same form elsewhere; the whole text. What stood here and is no part of it is kept.
    #[inline(never)]
    pub(super) fn typed_elsewhere(&mut self, key: FormKey, text: String) -> Vec<Effect> {
        let own = self.draft_text(&key).to_owned();
        if own == text {
            return Vec::new();
        }
        let mut effects = Vec::new();
        if !text.contains(own.trim()) && self.other(&key).is_none_or(|other| !other.contains(own.trim())) {
            effects.push(self.keep_other(&key, own));
        }
        self.fill(&key, text);
        effects
    }

    /// The form was sent or emptied elsewhere. What stood here and was not the same stays.
    #[inline(never)]
    pub(super) fn emptied_elsewhere(&mut self, key: &FormKey, before: &str) -> Vec<Effect> {
        if self.draft_text(key) == before {
            self.fill(key, String::new());
        }
        Vec::new()
    }

    /// A comment that was on its way was settled elsewhere.
    #[inline(never)]
    pub(super) fn settled_elsewhere(&mut self, key: &str) -> Vec<Effect> {
        // What is on its way here hears of it itself.
        let is_left = |at: &usize| self.outbox[*at].problem.is_some();
        let Some(position) = self.sent_as(key).filter(is_left) else { return Vec::new() };
        let id = self.outbox[position].id.clone();
        self.take_back(&id);
        self.changed()
    }

    /// A text that another window, or this one, replaced by a newer one.
    pub fn other(&self, key: &FormKey) -> Option<&str> {
        self.others.iter().find(|(found, _)| found == key).map(|(_, text)| &**text)
    }

    /// Puts the other text into the form, and offers the one that stood there.
    #[inline(never)]
    pub(super) fn use_other(&mut self, key: &FormKey) -> Vec<Effect> {
        let Some(other) = self.other(key).map(str::to_owned) else { return Vec::new() };
        let own = self.draft_text(key).to_owned();
        let kept = self.keep_other(key, own);
        self.fill(key, other);
        vec![self.save_typed(key), kept]
    }

    #[inline(never)]
    pub(super) fn keep_other(&mut self, key: &FormKey, text: String) -> Effect {
        self.others.retain(|(found, _)| found != key);
        if !text.trim().is_empty() {
            self.others.push((key.clone(), text.clone()));
        }
        Effect::SaveOther(key.clone(), text)
    }

    /// Fills a form in from outside.
    #[inline(never)]
    fn fill(&mut self, key: &FormKey, text: String) {
        self.keep_draft(key, text);
        if let Some((_, form)) = self.forms.iter_mut().find(|(found, _)| found == key) {
            Rc::make_mut(form).version += 1;
        }
    }
}
