//! Notices that something changed. Whatever they say, they mean: ask again.

use serde_json::Value;

use super::super::document::Mapping;
use super::super::expression::holds;
use super::super::{json, template};
use super::conversation::Conversation;
use super::variables::Rank;
use super::{Client, encode};
use std::rc::Rc;

/// How to hear of changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Live {
    /// Over what.
    pub wire: Wire,
    /// The names of the events to listen to; the unnamed one is `message`.
    pub events: Vec<String>,
    mapping: Rc<Mapping>,
}

/// Over what a backend tells of changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wire {
    /// Server-Sent Events at this address.
    Events(String),
    /// A WebSocket at this address, which begins with this message.
    Socket(String, Option<String>),
    /// Asking again after so many seconds.
    Poll(u32),
}

impl<T> Client<T> {
    /// How to hear of changes; `None` where the mapping does not say, or names an address it may not.
    #[inline(never)]
    pub fn live(&self) -> Option<Live> {
        let live = self.mapping.section("live");
        let wire = self.talk.borrow().wire(live)?;
        let mut events = Vec::new();
        json::each(&live["events"], &mut |name, _| {
            events.push(if name.is_empty() { "message".to_owned() } else { name.to_owned() });
        });
        if events.is_empty() {
            events.push("message".to_owned());
        }
        Some(Live { wire, events, mapping: self.mapping.clone() })
    }
}

impl Live {
    /// Whether a notice counts.
    #[inline(never)]
    pub fn counts(&self, event: &str, data: &str) -> bool {
        let events = &self.mapping.section("live")["events"];
        let name = if event == "message" { "" } else { event };
        let when = &events[name]["when"];
        when.is_null() || json::parse(data).is_ok_and(|data| holds(when, &data))
    }
}

impl Conversation {
    fn wire(&self, live: &Value) -> Option<Wire> {
        let seconds = json::whole(&live["seconds"]).and_then(|seconds| seconds.try_into().ok());
        match live["by"].as_str()? {
            "sse" => {
                let request = encode::request(&self.scope(&[]), live, &self.setup.page.url).ok()?;
                Some(Wire::Events(request.url))
            }
            "ws" => {
                let template = live["url"].as_str()?;
                // Like every address, it begins with what the owner or the mapping says, not an answer.
                let root = template::root(template)?;
                self.variables.ranked(root).filter(|(_, rank)| *rank != Rank::Captured)?;
                let scope = self.scope(&[]);
                let url = template::expand(template, &|name| scope.for_url(name))?;
                let is_socket = url.starts_with("wss://") || url.starts_with("ws://");
                let hello =
                    template::fill(&live["send"], &|name| scope.value(name)).filter(|hello| !hello.is_null());
                is_socket.then(|| Wire::Socket(url, hello.map(|hello| json::encoded(&hello))))
            }
            _ => Some(Wire::Poll(seconds.unwrap_or(60).max(5))),
        }
    }
}
