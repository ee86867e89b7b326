//! What a moderator has beside the entries: the thread's own switch, and what waits in all threads.

use super::around::asking;
use super::element::{button, element, heading};
use super::entry::{EntryProps, Mentions, Reply, decision_words, refused};
use super::frame::Frame;
use super::shown::Shown;
use super::thread::View;
use crate::cut;
use crate::locale::Text;
use crate::model::{Act, Comment, Moderation};
use crate::state::Queue;
use std::rc::Rc;

impl View<'_> {
    /// The line above the entries.
    pub(super) fn moderation(&self) -> Option<Shown> {
        let is_moderator = self.thread.capabilities.as_ref().is_some_and(|can| can.acts.moderator);
        is_moderator.then(|| self.moderators_line())
    }

    #[inline(never)]
    fn moderators_line(&self) -> Shown {
        let acts = self.thread.capabilities.as_ref().map(|can| &can.acts);
        let is_closed = self.thread.phase_name() == "closed";
        let switch = if is_closed { Moderation::Open } else { Moderation::Close };
        let switch = acts.filter(|acts| acts.moderate.contains(&switch)).map(|_| {
            let words = self.words(decision_words(switch));
            button("causerie-decide").attribute("value", switch.as_str()).text(words).into()
        });
        let queue = self.thread.queue.as_ref();
        let open = acts.filter(|acts| acts.queue).map(|_| {
            let expanded = if queue.is_some() { "true" } else { "false" };
            button("causerie-queue").attribute("aria-expanded", expanded).text(self.words(Text::Queue)).into()
        });
        let line = element("div", "causerie-moderators").maybe(open).maybe(switch);
        let refusal = self.thread.refusal.as_ref().map(|problem| refused(problem, &self.setting));
        let queue = queue.map(|queue| self.queue(queue));
        let parts = [self.part("moderators", Some(line.into())), self.part("refusal", refusal), queue];
        let parts = parts.into_iter().flatten().collect();
        self.group("moderator", Frame::new("div", "causerie-moderator"), parts)
    }

    fn queue(&self, queue: &Queue) -> Shown {
        let title = heading(self.setting.level(1), "causerie-queue-title").text(self.words(Text::Queue));
        // An entry that stood here and below would have the same HTML ids twice.
        let items: Vec<_> = self.thread.waiting(queue).map(|comment| self.waiting(comment)).collect();
        let list = if items.is_empty() && !queue.is_busy {
            let empty = element("p", "causerie-state causerie-empty").text(self.words(Text::QueueEmpty));
            self.part("queue-empty", Some(empty.into()))
        } else {
            Some(self.group("queue", Frame::new("ol", "causerie-list"), items))
        };
        let words = self.words(if queue.is_busy { Text::Loading } else { Text::More });
        let more = queue.is_busy || queue.next.is_some();
        let more = more.then(|| asking("causerie-more-queue", words, queue.is_busy).into());
        let parts = [self.part("queue-title", Some(title.into())), list, self.part("queue-more", more)];
        let parts = parts.into_iter().flatten().collect();
        self.group("waiting", Frame::new("section", "causerie-waiting"), parts)
    }

    /// An entry of any thread: it can be decided about and not answered.
    fn waiting(&self, comment: &Rc<Comment>) -> Shown {
        let id = comment.id.as_str();
        let props = EntryProps {
            comment: comment.clone(),
            mentions: Mentions::of(comment, &self.thread.names(), 0),
            number: None,
            in_reply_to: None,
            reply: Reply::Never,
            may: self.thread.may(comment, self.now),
            decisions: self.thread.decisions(comment),
            doing: self.thread.doing(&comment.id).cloned(),
            is_target: false,
            is_revealed: true,
            failure: None,
            now: self.now,
            setting: self.setting.clone(),
        };
        // The moderator must know which page it is about.
        let page = comment.link.as_ref().map(|link| {
            let (_, words) = cut::once(link, "://").unwrap_or(("", link));
            let words = cut::part(words, 0, cut::find(words, 0, "?#")).to_owned();
            let link = element("a", "causerie-queue-page")
                .attribute("href", link.clone())
                .attribute("dir", "ltr")
                .text(words);
            element("p", "").child(link).into()
        });
        let page = self.part(&["page ", id].concat(), page);
        let key = ["waiting ", id].concat();
        let props = self.drawn.borrow().known(&key, props);
        let entry = self.drawn.borrow_mut().entry(&key, &props, None);
        let parts = page.into_iter().chain([entry]).collect();
        self.group(&key, Frame::new("li", "causerie-item"), parts)
    }

    /// What is read aloud after an act.
    #[inline(never)]
    pub(super) fn done(&self, act: &Act) -> String {
        match act {
            Act::Edit(_) => self.words(Text::SayEdited).to_owned(),
            Act::Delete => self.words(Text::SayDeleted).to_owned(),
            Act::Flag { .. } => self.words(Text::SayFlagged).to_owned(),
            Act::Vote(_) => self.words(Text::SayVoted).to_owned(),
            Act::Moderate(decision) => {
                let action = self.words(decision_words(*decision));
                self.setting.locale.fill(Text::SayDecided, &[("action", action)])
            }
        }
    }
}
