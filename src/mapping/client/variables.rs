//! The variables of a conversation: what the owner set, what the page has, what answers gave.

use crate::cut;
use serde_json::Value;

use super::super::document::Mapping;
use super::super::template::{self, Piece};
use super::super::{address, json};
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
        local.or_else(|| self.variables.find(name))
    }

    /// The value of a variable that may be shown.
    pub fn public(&self, name: &str) -> Option<&Value> {
        if self.mapping.secret(name) { None } else { self.value(name) }
    }

    /// The value of a variable that may stand in an address.
    pub fn for_url(&self, name: &str) -> Option<&Value> {
        if self.mapping.variable(name)["inUrl"] == true { self.value(name) } else { self.public(name) }
    }

    /// Whether all variables a step needs have values, and the page has the origin it needs.
    pub fn meets(&self, step: &Value) -> bool {
        let given = |name: &Value| name.as_str().is_none_or(|name| self.value(name).is_some());
        json::items(&step["needs"]).iter().all(given) && (step["sameOrigin"] != true || self.is_at_home(step))
    }

    /// Whether a step's address has the page's own origin.
    fn is_at_home(&self, step: &Value) -> bool {
        let url = step["url"].as_str().and_then(|url| template::expand(url, &|name| self.for_url(name)));
        let origin = url.and_then(|url| address::origin(&url));
        let page = self.value("page.origin").and_then(Value::as_str);
        origin.is_some_and(|origin| page.and_then(address::origin) == Some(origin))
    }
}

impl Variables {
    /// The value of a variable.
    pub fn find(&self, name: &str) -> Option<&Value> {
        self.ranked(name).map(|(value, _)| value)
    }

    /// The value of a variable and where it came from.
    pub fn ranked(&self, name: &str) -> Option<(&Value, Rank)> {
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

    /// Forgets all variables whose names begin so.
    #[inline(never)]
    pub fn forget_all(&mut self, beginning: &str) {
        self.all.retain(|(found, ..)| !found.starts_with(beginning));
    }

    /// Sets what the owner and the page say; the error names a missing attribute.
    pub fn begin(&mut self, mapping: &Mapping, setup: &Setup) -> Result<(), Trouble> {
        let mut fact = |name: &str, value: &str| self.set(name, Value::from(value), Rank::Page);
        setup.page.visit(&mut fact);
        fact("env.ua", &setup.agent);
        let Some(declared) = mapping.section("vars").as_object() else { return Ok(()) };
        for (option, value) in &setup.options {
            let option = option.strip_prefix("data-").unwrap_or(option);
            let Some((name, _)) = declared.iter().find(|(name, _)| alike(name, option)) else { continue };
            if mapping.begins_with(name) {
                let address = address::resolve(&setup.page.base, value).unwrap_or_default();
                self.set(name, Value::from(cut::trim_end(&address, "/")), Rank::Owner);
            } else {
                self.set(name, Value::from(value.trim_ascii()), Rank::Owner);
            }
        }
        self.look_around(mapping, setup);
        for (name, variable) in declared {
            if variable["required"] == true && self.find(name).is_none() {
                let about = variable["about"].as_str().unwrap_or("a value");
                return Err(setup_problem(&[&attribute(name), ": expected ", about, ", found none"]));
            }
        }
        Ok(())
    }

    /// Reads cookies, `meta` elements and defaults (again); defaults may use other variables.
    pub fn look_around(&mut self, mapping: &Mapping, setup: &Setup) {
        self.set("env.now", json::number((setup.now)()), Rank::Page);
        let Some(declared) = mapping.section("vars").as_object() else { return };
        for _ in 0..4 {
            for (name, variable) in declared {
                let mut sources = json::items(&variable["from"]).iter();
                if let Some(value) = sources.find_map(|source| self.on_page(source, setup)) {
                    self.set(name, value, Rank::Page);
                }
                if variable["keep"].is_string()
                    && let Some(value) = (setup.lookup)(Place::Kept, name)
                {
                    self.set(name, Value::from(value), Rank::Captured);
                }
                let Some(default) = variable["default"].as_str() else { continue };
                if self.find(name).is_none() && self.has_all(default) {
                    let value = template::expand(default, &|name| self.find(name)).unwrap_or_default();
                    self.set(name, Value::from(value), Rank::Default);
                }
            }
        }
    }

    /// Whether all variables of a template have values.
    pub fn has_all(&self, template: &str) -> bool {
        let has = &mut |piece: Piece<'_>| match piece {
            Piece::Variable { name, .. } => self.find(name).map(drop),
            _ => Some(()),
        };
        template::pieces(template, has).is_some()
    }

    fn on_page(&self, source: &Value, setup: &Setup) -> Option<Value> {
        let place = |place, name: &str| (setup.lookup)(place, source[name].as_str()?);
        let value = place(Place::Cookie, "cookie").or_else(|| place(Place::Meta, "meta"));
        let value = match value {
            Some(value) => value,
            None => self.find(source["var"].as_str()?)?.as_str()?.to_owned(),
        };
        match source["split"].as_str() {
            Some(separator) => json::piece(&value, separator, &source["index"]).map(Value::from),
            None => Some(Value::from(value)),
        }
    }
}

/// The attribute that sets a variable.
pub fn attribute(name: &str) -> String {
    let mut attribute = "data-".to_owned();
    for character in name.chars() {
        if character.is_ascii_uppercase() {
            attribute.push('-');
        }
        attribute.push(match character {
            '.' | '_' => '-',
            other => other.to_ascii_lowercase(),
        });
    }
    attribute
}

/// Whether two names have the same letters and digits: HTML attributes have no capitals and no dots.
pub fn alike(one: &str, other: &str) -> bool {
    letters(one) == letters(other)
}

fn letters(name: &str) -> Vec<u8> {
    let mut letters = name.to_ascii_lowercase().into_bytes();
    letters.retain(u8::is_ascii_alphanumeric);
    letters
}
