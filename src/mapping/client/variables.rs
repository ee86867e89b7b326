//! The variables of a conversation: what the owner set, what the page has, what answers gave.

use serde_json::Value;

use super::super::address;
use super::super::document::{Mapping, PageSource, RequestTemplate, Step};
use super::super::template::UriTemplate;
use super::trouble::{Trouble, setup_problem};
use super::{Place, Setup};

/// Where a value came from; a higher rank wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// The mapping's default.
    Default,
    /// A cookie, a `meta` element or another variable.
    Page,
    /// A backend's answer.
    Captured,
    /// The site owner.
    Owner,
}

/// All variables that have a value.
#[derive(Default)]
pub struct Variables {
    all: Vec<(String, Value, Rank)>,
}

/// The variables as one request sees them.
pub struct Scope<'a> {
    /// The mapping, which knows the secrets.
    pub mapping: &'a Mapping,
    /// The variables of the conversation.
    pub variables: &'a Variables,
    /// The variables of this request alone.
    pub local: &'a [(String, Value)],
    /// Minutes the reader's clock is ahead of UTC.
    pub minutes: i32,
}

impl Scope<'_> {
    /// The value of a variable.
    pub fn value(&self, name: &str) -> Option<&Value> {
        let local = self.local.iter().find(|(found, _)| found == name).map(|(_, value)| value);
        local.or_else(|| self.variables.find(name).map(|(value, _)| value))
    }

    /// The value of a variable that may be shown.
    pub fn public(&self, name: &str) -> Option<&Value> {
        if secret(self.mapping, name) { None } else { self.value(name) }
    }

    /// The value of a variable that may stand in an address.
    pub fn for_url(&self, name: &str) -> Option<&Value> {
        let exempt = self.mapping.vars.iter().any(|(found, variable)| found == name && variable.in_url);
        if exempt { self.value(name) } else { self.public(name) }
    }

    /// Minutes the reader's clock is ahead of UTC.
    pub fn minutes_east(&self) -> i32 {
        self.minutes
    }
}

impl Variables {
    /// The value of a variable and where it came from.
    pub fn find(&self, name: &str) -> Option<(&Value, Rank)> {
        self.all.iter().find(|(found, ..)| found == name).map(|(_, value, rank)| (value, *rank))
    }

    /// Sets a variable unless it has a better value; null and the empty text are no values.
    pub fn set(&mut self, name: &str, value: Value, rank: Rank) {
        if value.is_null() || value.as_str() == Some("") {
            return;
        }
        match self.all.iter_mut().find(|(found, ..)| found == name) {
            Some(found) if found.2 <= rank => (found.1, found.2) = (value, rank),
            Some(_) => {}
            None => self.all.push((name.to_owned(), value, rank)),
        }
    }

    /// Forgets a variable.
    pub fn forget(&mut self, name: &str) {
        self.all.retain(|(found, ..)| found != name);
    }

    /// Sets what the owner and the page say; the error names a missing attribute.
    pub fn begin(&mut self, mapping: &Mapping, setup: &Setup) -> Result<(), Trouble> {
        for (name, value) in setup.page.facts() {
            self.set(name, Value::from(value), Rank::Page);
        }
        self.set("env.now", Value::from(setup.now), Rank::Page);
        self.set("env.ua", Value::from(&*setup.agent), Rank::Page);
        for (name, value) in &setup.options {
            // Options are matched without regard to case and punctuation: HTML attributes have no capitals.
            let name = name.strip_prefix("data-").unwrap_or(name);
            let declared = mapping.vars.iter().find(|(found, _)| letters(found).eq(letters(name)));
            let Some((name, _)) = declared else { continue };
            let value = value.trim();
            let value = match is_root(mapping, name) {
                true => address::resolve(&setup.page.url, value).unwrap_or_default(),
                false => value.to_owned(),
            };
            let value = if is_root(mapping, name) { value.trim_end_matches('/') } else { &value };
            self.set(name, Value::from(value), Rank::Owner);
        }
        self.look_around(mapping, setup);
        let missing =
            mapping.vars.iter().find(|(name, variable)| variable.required && self.find(name).is_none());
        match missing {
            None => Ok(()),
            Some((name, variable)) => {
                let about = variable.about.as_deref().unwrap_or("a value");
                Err(setup_problem(&[&attribute(name), ": expected ", about, ", found none"]))
            }
        }
    }

    /// Reads cookies, `meta` elements and defaults (again); defaults may use other variables.
    pub fn look_around(&mut self, mapping: &Mapping, setup: &Setup) {
        for _ in 0..4 {
            for (name, variable) in &mapping.vars {
                let found = variable.from.iter().find_map(|source| self.on_page(source, setup));
                if let Some(value) = found {
                    self.set(name, Value::from(value), Rank::Page);
                }
                let Some(default) = variable.default.as_ref().filter(|_| self.find(name).is_none()) else {
                    continue;
                };
                let lookup = |name: &str| self.find(name).map(|(value, _)| value);
                let value =
                    default.names().all(|name| lookup(name).is_some()).then(|| default.expand(&lookup));
                self.set(name, Value::from(value.flatten().unwrap_or_default()), Rank::Default);
            }
        }
    }

    fn on_page(&self, source: &PageSource, setup: &Setup) -> Option<String> {
        let cookie = source.cookie.as_ref().and_then(|name| (setup.lookup)(Place::Cookie, name));
        let meta = || source.meta.as_ref().and_then(|name| (setup.lookup)(Place::Meta, name));
        let var = || Some(self.find(source.var.as_ref()?)?.0.as_str()?.to_owned());
        let value = cookie.or_else(meta).or_else(var)?;
        let Some(separator) = &source.split else { return Some(value) };
        let pieces: Vec<_> = value.split(&**separator).collect();
        let at =
            if source.index < 0 { source.index + i64::try_from(pieces.len()).ok()? } else { source.index };
        pieces.get(usize::try_from(at).ok()?).map(|piece| (*piece).to_owned())
    }
}

/// The attribute that sets a variable.
pub fn attribute(name: &str) -> String {
    let mut attribute = "data-".to_owned();
    for character in name.chars() {
        match character {
            'A'..='Z' => attribute.extend(['-', character.to_ascii_lowercase()]),
            '.' | '_' => attribute.push('-'),
            other => attribute.push(other),
        }
    }
    attribute
}

/// Whether a variable is a secret.
pub fn secret(mapping: &Mapping, name: &str) -> bool {
    mapping.vars.iter().any(|(found, variable)| found == name && variable.secret)
}

/// Whether some address begins with a variable.
fn is_root(mapping: &Mapping, name: &str) -> bool {
    let roots = |template: &Option<UriTemplate>| template.as_ref().and_then(UriTemplate::root) == Some(name);
    let request = |request: &RequestTemplate| roots(&request.url);
    let step = |step: &Step| request(&step.request);
    request(&mapping.http)
        || step(&mapping.list.step)
        || mapping.config.as_ref().is_some_and(step)
        || mapping.session.as_ref().is_some_and(step)
        || mapping.replies.as_ref().is_some_and(|list| step(&list.step))
        || mapping.more.iter().any(|list| step(&list.step))
        || mapping.resolve.iter().any(step)
        || mapping
            .create
            .iter()
            .any(|create| step(&create.write.step) || create.write.before.iter().any(step))
        || mapping.vars.iter().any(|(_, variable)| roots(&variable.default))
}

fn letters(name: &str) -> impl Iterator<Item = char> {
    name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase())
}
