//! Expressions: one value read from an answer, as the document says it.

use serde_json::{Map, Value};

use super::super::json::{self, same, scalar};
use super::super::{link, template, text, time};
use super::found::{Clock, Want};
use super::{Context, Found, holds};
use crate::model::Time;

impl<'a> Context<'a> {
    /// Finds the first value of an expression; null and the empty text are none.
    pub fn find(self, expression: &'a Value) -> Option<Found<'a>> {
        self.find_any(expression, Want::Value)
    }

    /// Finds the first value that is a text or a number.
    pub fn text(self, expression: &'a Value) -> Option<String> {
        self.find_any(expression, Want::Text)?.text().map(str::to_owned)
    }

    /// Finds the first value that is a number.
    pub fn whole(self, expression: &'a Value) -> Option<i64> {
        self.find_any(expression, Want::Whole)?.whole()
    }

    /// Finds the first value that is a flag.
    pub fn flag(self, expression: &'a Value) -> Option<bool> {
        self.find_any(expression, Want::Flag)?.flag()
    }

    /// Finds the first value that is a time, or else words about one.
    pub fn time(self, expression: &'a Value) -> Option<Time> {
        let date = self.find_any(expression, Want::Date);
        date.or_else(|| self.find_any(expression, Want::Text))?.time()
    }

    fn find_any(self, expression: &'a Value, want: Want) -> Option<Found<'a>> {
        let found = match expression {
            Value::String(pointer) => Found::seen(json::at(self.item, pointer)?),
            Value::Array(choices) => return choices.iter().find_map(|choice| self.find_any(choice, want)),
            Value::Object(_) => self.steps(expression)?,
            // A capability that is fixed.
            fixed => Found::seen(fixed),
        };
        found.fits(want).then_some(found)
    }

    /// A source and what is done to it: `is`, `else` and `as` come last.
    fn steps(self, steps: &'a Value) -> Option<Found<'a>> {
        let mut found = self.looked_up(steps);
        if let Some(name) = steps["is"].as_str() {
            let equal =
                |found: Found<'_>| self.scope.value(name).is_some_and(|value| same(value, &found.value));
            found = Some(Found::made(Value::Bool(found.is_some_and(equal))));
        }
        let mut found = match (found, &steps["else"]) {
            (Some(found), _) => found,
            (None, expression @ Value::Object(_)) => return self.find(expression),
            (None, value) => Found::seen(value),
        };
        let here = self.scope.minutes;
        match steps["as"].as_str().unwrap_or_default() {
            "iso" | "utc" => found.clock = Clock::Local(0),
            "local" => found.clock = Clock::Local(here),
            "zone" => {
                let zone = self.text(&steps["zone"]).unwrap_or_default();
                found.clock = Clock::Local(time::offset(&zone).unwrap_or(here));
            }
            "unix" => found.clock = Clock::Unix(3),
            "unixms" => found.clock = Clock::Unix(0),
            // The same digits as a JSON number.
            "number" => {
                found = Found::made(json::parse(scalar(&found.value)?).ok().filter(Value::is_number)?)
            }
            "text" => found = Found::made(found.text()?.into()),
            "entities" => found = Found::made(text::entities(found.text()?).into()),
            _ => {}
        }
        Some(found)
    }

    /// A source and what looks it up: `in`, `split`, `none`, `map`.
    fn looked_up(self, steps: &'a Value) -> Option<Found<'a>> {
        let mut found = self.source(steps).filter(Found::is_value)?;
        if let Some(table) = steps["in"].as_str() {
            // A table of the whole answer, or else one that the item brought along.
            let table = json::at(&self.answer.root, table).or_else(|| json::at(self.item, table))?;
            let element = match (table, &steps["by"]) {
                (Value::Object(members), _) => members.get(scalar(&found.value)?)?,
                (Value::Array(items), Value::String(by)) => {
                    let matches =
                        |item: &&Value| json::at(item, by).is_some_and(|key| same(key, &found.value));
                    items.iter().find(matches)?
                }
                _ => return None,
            };
            found = match &steps["then"] {
                Value::Null => Found::seen(element),
                then => self.at(element, "").find(then)?,
            };
        }
        if let Some(separator) = steps["split"].as_str() {
            let piece = json::piece(scalar(&found.value)?, separator, &steps["index"])?;
            found = Some(Found::made(piece.into())).filter(Found::is_value)?;
        }
        if steps["none"].as_array().is_some_and(|none| none.iter().any(|none| same(none, &found.value))) {
            return None;
        }
        if let Some(table) = steps["map"].as_object() {
            found = Found::seen(table.get(scalar(&found.value)?)?);
        }
        Some(found)
    }

    /// Where the value comes from.
    fn source(self, steps: &'a Value) -> Option<Found<'a>> {
        for (name, told) in steps.as_object()? {
            let word = told.as_str().unwrap_or_default();
            let text = match name.as_str() {
                "at" => return json::at(self.item, word).map(Found::seen),
                "const" => return Some(Found::seen(told)),
                "var" => return self.scope.public(word).map(Found::seen),
                "last" => return Context { item: self.last?, ..self }.find(told),
                "text" => return self.filled(told, &steps["with"]).map(Found::made),
                "rules" => {
                    let rule = told.as_array()?.iter().find(|rule| holds(&rule["when"], self.item))?;
                    return rule.get("is").map(Found::seen).or_else(|| self.find(&rule["use"]));
                }
                "key" => self.key,
                "header" => self.answer.header(word)?,
                "link" => link::target(self.answer.header("link")?, word)?,
                "response" if word == "status" => {
                    return Some(Found::made(json::number(self.answer.response.status)));
                }
                "response" if word == "url" => &self.answer.response.url,
                "response" => self.answer.response.body.trim_ascii(),
                _ => continue,
            };
            return Some(Found::made(text.into()));
        }
        None
    }

    /// A text template, filled in; all of `with` must have values.
    fn filled(self, template: &'a Value, with: &'a Value) -> Option<Value> {
        let mut values = Map::new();
        if let Some(with) = with.as_object() {
            for (name, expression) in with {
                values.insert(name.clone(), self.find(expression)?.value.into_owned());
            }
        }
        if let Some(template) = template.as_str().filter(|template| !template.starts_with('/')) {
            return template::text(template, &|name| values.get(name).or_else(|| self.scope.public(name)));
        }
        // A template from the data sees only what the mapping hands it.
        let template = self.text(template).filter(|template| template::is_text(template))?;
        template::text(&template, &|name| values.get(name))
    }
}
