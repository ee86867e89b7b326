//! What a backend offers beside comments: previews, numbers about the page, word of changes.

use super::{Effect, Event, FormKey, Thread};
use crate::model::{Problem, Summary};
use std::rc::Rc;

impl Thread {
    /// After the first page: what is to be asked for besides, and once listened to.
    pub(super) fn offered(&mut self) -> Vec<Effect> {
        let offers = self.capabilities.as_ref().map(|can| can.offers).unwrap_or_default();
        let mut effects = Vec::new();
        if offers.summary && self.summary.is_none() {
            effects.push(Effect::Summary);
        }
        if offers.live && !self.is_live {
            self.is_live = true;
            effects.push(Effect::Live);
        }
        effects
    }

    #[inline(never)]
    pub(super) fn preview(&mut self, key: FormKey) -> Vec<Effect> {
        let text = self.draft_text(&key).trim().to_owned();
        if text.is_empty() { Vec::new() } else { vec![Effect::Preview(key, text)] }
    }

    #[inline(never)]
    pub(super) fn previewed(
        &mut self,
        key: &FormKey,
        result: Result<Option<String>, Problem>,
    ) -> Vec<Effect> {
        // A text that was sent meanwhile needs none any more.
        let is_there = !self.draft_text(key).trim().is_empty();
        let form = self.forms.iter_mut().find(|(found, _)| found == key).filter(|_| is_there);
        let Some((_, form)) = form else { return Vec::new() };
        let form = Rc::make_mut(form);
        (form.preview, form.problem) = match result {
            Ok(html) => (html, None),
            Err(problem) => (None, Some(problem)),
        };
        Vec::new()
    }

    #[inline(never)]
    pub(super) fn summarised(&mut self, result: Result<Summary, Problem>) -> Vec<Effect> {
        match result {
            Ok(summary) => {
                self.summary = Some(summary);
                Vec::new()
            }
            Err(problem) => vec![Effect::Emit(Event::Error(problem))],
        }
    }

    /// Asks again, unless that would take away what the reader asked for.
    #[inline(never)]
    pub(super) fn changed(&mut self) -> Vec<Effect> {
        let is_busy = self.doing.iter().any(|(_, doing)| doing.is_under_way());
        if is_busy || self.is_extended || self.outbox.iter().any(|sent| !sent.settled) {
            return Vec::new();
        }
        // However many notices come, one list at a time is asked for.
        self.is_outdated = std::mem::replace(&mut self.is_renewing, true);
        if self.is_outdated {
            return Vec::new();
        }
        vec![Effect::Open { order: self.order, page_size: self.config.page_size }]
    }
}
