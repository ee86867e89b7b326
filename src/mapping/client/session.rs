//! Who the reader is to the backend: recognised, signed in by another window, signed out.

use serde_json::Value;

use super::super::document::Mapping;
use super::super::expression::{Answer, holds};
use super::super::{address, json};
use super::capabilities;
use super::conversation::{Conversation, Local, read};
use super::variables::{Rank, alike};
use super::{Client, Place, Response, Setup};
use crate::cut;
use crate::model::{CommentId, Problem, ProblemKind};

impl<T> Client<T> {
    /// Takes a message of the window in which the reader signs in; whether that is what it says.
    ///
    /// Only messages of the window's own origin count.
    #[inline(never)]
    pub fn hear(&self, origin: &str, data: &str) -> bool {
        self.talk.borrow_mut().hear(origin, data)
    }

    /// Whether texts have pictures or links beside them, which only the second half of the module puts in.
    pub fn has_marks(&self) -> bool {
        let body = &self.mapping.section("comment")["body"];
        !body["emoji"].is_null() || !body["facets"].is_null()
    }

    /// Whether the mapping has a variable for an attribute of the page.
    #[inline(never)]
    pub fn declares(&self, option: &str) -> bool {
        let vars = self.mapping.section("vars").as_object();
        vars.is_some_and(|vars| vars.keys().any(|name| alike(name, option)))
    }

    /// Whether the backend has said who the reader is.
    #[inline(never)]
    pub fn knows_reader(&self) -> bool {
        self.talk.borrow().scope(&[]).value("me.name").is_some()
    }

    /// Whether the reader may have signed in when the page has the focus again.
    #[inline(never)]
    pub fn awaits_focus(&self) -> bool {
        self.mapping.section("auth")["login"]["done"] == "focus"
    }
}

impl Conversation {
    /// Whether the reader seems to be signed in: some secret of the mapping is known.
    pub fn has_session(&self) -> bool {
        capabilities::has_secret(&self.scope(&[]))
    }

    /// Keeps who the reader is.
    #[inline(never)]
    pub fn recognise(&mut self, step: &Value, answer: &Answer) {
        for (name, value) in read(&step["author"], answer.context(&self.scope(&[]))) {
            self.variables.set(&["me.", &name].concat(), value, Rank::Captured);
        }
    }

    fn hear(&mut self, origin: &str, data: &str) -> bool {
        let done = &self.mapping.section("auth")["login"]["done"];
        let window = capabilities::login(&self.scope(&[]), &self.setup.page.url);
        if window.and_then(|window| address::origin(&window)).as_deref() != Some(origin) {
            return false;
        }
        let response =
            Response { status: 200, url: origin.to_owned(), headers: Vec::new(), body: data.to_owned() };
        let answer = Answer::new(response);
        if !holds(&done["when"], &answer.root) {
            return false;
        }
        let captures = done["capture"].clone();
        self.capture(&captures, &answer, &Local::new());
        self.keep();
        true
    }

    /// Keeps over a reload, while the tab is open, which comments are the reader's: they may still be changed.
    #[inline(never)]
    pub fn keep_own(&self) {
        if can_change(&self.mapping) {
            let ids: Vec<&str> = self.own.iter().map(CommentId::as_str).collect();
            (self.setup.keep)(OWN, true, Some(&ids.join("\n")));
        }
    }

    /// Keeps over a reload what the mapping wants kept. Only after the reader did something: who only reads leaves
    /// no trace. What the page itself has is not kept: when the page has it no longer, the reader has left.
    #[inline(never)]
    pub fn keep(&self) {
        json::each(self.mapping.section("vars"), &mut |name, variable| {
            if let Some(place) = variable["keep"].as_str().filter(|place| *place != "memory") {
                let found = self.variables.ranked(name).filter(|(_, rank)| *rank >= Rank::Captured);
                let value = found.and_then(|(value, _)| json::scalar(value)).filter(|value| {
                    let mut options = self.setup.options.iter();
                    !options.any(|(option, own)| alike(name, option) && own.trim_ascii() == *value)
                });
                (self.setup.keep)(name, place == "session", value);
            }
        });
    }

    /// Forgets who the reader is.
    #[inline(never)]
    pub fn forget_reader(&mut self) {
        let mapping = self.mapping.clone();
        json::each(mapping.section("vars"), &mut |name, variable| {
            if variable["secret"] == true {
                self.variables.forget(name);
            }
        });
        self.variables.forget_all("me.");
        self.keep();
    }

    /// Forgets the session that has ended; false when the mapping cannot regain one.
    #[inline(never)]
    pub fn forget_session(&mut self, problem: &Problem) -> bool {
        let mapping = self.mapping.clone();
        let session = mapping.session();
        if problem.kind != ProblemKind::SessionExpired || session.is_null() {
            return false;
        }
        json::each(&session["capture"], &mut |name, _| self.variables.forget(name));
        true
    }
}

/// The comments that the reader posted while the tab was open, as far as it matters.
pub fn kept_own(mapping: &Mapping, setup: &Setup) -> Vec<CommentId> {
    let kept = if can_change(mapping) { (setup.lookup)(Place::Kept, OWN) } else { None };
    kept.iter().flat_map(|ids| cut::pieces(ids, "\n")).map(CommentId::text).collect()
}

fn can_change(mapping: &Mapping) -> bool {
    !mapping.section("edit").is_null() || !mapping.section("delete").is_null()
}

/// The name under which they are kept; no variable has a blank.
const OWN: &str = "own comments";
