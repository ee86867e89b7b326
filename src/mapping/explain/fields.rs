//! Which alternative gave each field of the comments.

use std::fmt::Write as _;

use serde_json::Value;

use super::super::document::Mapping;
use super::super::expression::{Context, holds};
use super::super::json::{self, items};
use super::super::lint::meant;
use super::nodes::Node;
use super::unread::Missed;
use crate::model::Time;

/// Writes, for every field the mapping reads, who gave it how often.
pub fn write(mapping: &Mapping, context: Context<'_>, nodes: &[Node], missed: &[Missed], out: &mut String) {
    let kept: Vec<_> = nodes.iter().filter(|node| !node.is_dropped).collect();
    let _ = writeln!(out, "\nwhat gave each field of {} items:", kept.len());
    let fields = expressions(mapping.section("comment"));
    let width = fields.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    for (name, expression) in fields {
        let mut givers: Vec<(String, usize)> = Vec::new();
        let mut none = 0;
        for node in &kept {
            match giver(context.at(&node.item, &node.key), expression, reading(&name)) {
                None => none += 1,
                Some(giver) => match givers.iter_mut().find(|(known, _)| *known == giver) {
                    Some((_, count)) => *count += 1,
                    None => givers.push((giver, 1)),
                },
            }
        }
        let mut words: Vec<_> = givers.iter().map(|(giver, count)| format!("{giver} ({count})")).collect();
        if none > 0 {
            words.push(format!("none ({none})"));
        }
        if givers.is_empty() {
            let near = nearest(expression, missed);
            words.push(format!("looked at {}{near}", shown(expression)));
        }
        let _ = writeln!(out, "  {name:width$}  {}", words.join(", "));
    }
}

/// The expressions of a comment's shape with the names of their fields.
fn expressions(shape: &Value) -> Vec<(String, &Value)> {
    let mut found = Vec::new();
    let Some(members) = shape.as_object() else { return found };
    for (name, expression) in members {
        match name.as_str() {
            "drop" => {}
            "author" | "body" | "via" | "votes" | "replies" | "can" => {
                let inner = expression.as_object().into_iter().flatten();
                found.extend(
                    inner
                        .filter(|(inner, _)| !matches!(inner.as_str(), "emoji" | "facets"))
                        .map(|(inner, expression)| (format!("{name}.{inner}"), expression)),
                );
            }
            "mine" if expression == "session" => {}
            _ => found.push((name.clone(), expression)),
        }
    }
    found
}

/// What sort of value a field takes; alternatives that are none are passed over.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    Value,
    Text,
    Whole,
    Flag,
    Date,
}

fn reading(field: &str) -> Reading {
    match field {
        "created" | "edited" => Reading::Date,
        "pinned" | "collapsed" | "mine" | "author.owner" => Reading::Flag,
        "id" | "root" | "author.roles" | "replies.next" | "can.moderate" => Reading::Value,
        "replies.total" | "replies.hidden" => Reading::Whole,
        _ if field.starts_with("can.") => Reading::Flag,
        _ if field.starts_with("votes.") => Reading::Whole,
        _ => Reading::Text,
    }
}

/// Who gives a value.
fn giver(here: Context<'_>, expression: &Value, reading: Reading) -> Option<String> {
    if reading == Reading::Date {
        let date = |expression: &Value| matches!(here.time(expression), Some(Time::At(_)));
        return first(here, expression, &date)
            .or_else(|| first(here, expression, &|it| here.text(it).is_some()));
    }
    first(here, expression, &|expression| match reading {
        Reading::Text | Reading::Date => here.text(expression).is_some(),
        Reading::Whole => here.whole(expression).is_some(),
        Reading::Flag => here.flag(expression).is_some(),
        Reading::Value => here.find(expression).is_some(),
    })
}

fn first(here: Context<'_>, expression: &Value, gives: &dyn Fn(&Value) -> bool) -> Option<String> {
    match expression {
        Value::Array(choices) => choices.iter().find_map(|choice| first(here, choice, gives)),
        Value::Object(steps) if steps.contains_key("else") => {
            let mut without = steps.clone();
            let other = without.remove("else").unwrap_or_default();
            let own = Value::Object(without);
            if gives(&own) && own.as_object().is_some_and(|own| !own.is_empty()) {
                return Some(named(here, &own));
            }
            let words = if other.is_object() { shown(&other) } else { json::encoded(&other) };
            gives(expression).then(|| format!("else {words}"))
        }
        _ => gives(expression).then(|| named(here, expression)),
    }
}

/// The name of what gave a value.
fn named(here: Context<'_>, expression: &Value) -> String {
    let rules = items(&expression["rules"]);
    match rules.iter().position(|rule| holds(&rule["when"], here.item)) {
        Some(at) if rules[at].get("is").is_some() => {
            format!("rule {at}: {}", json::encoded(&rules[at]["is"]))
        }
        Some(at) => {
            let inner = &rules[at]["use"];
            let used = first(here, inner, &|expression| here.find(expression).is_some());
            format!("rule {at}: {}", used.unwrap_or_else(|| shown(inner)))
        }
        None => shown(expression),
    }
}

/// An expression in a few words.
pub fn shown(expression: &Value) -> String {
    match expression {
        Value::String(pointer) if pointer.is_empty() => "\"\" (the whole)".to_owned(),
        Value::String(pointer) => pointer.clone(),
        Value::Array(choices) => choices.iter().map(shown).collect::<Vec<_>>().join(", "),
        Value::Object(steps) => {
            let source = SOURCES.iter().find_map(|name| Some((*name, steps.get(*name)?)));
            let source = match source {
                Some(("at", at)) => shown(at),
                Some(("key", _)) => "its key".to_owned(),
                Some(("const", fixed)) => json::encoded(fixed),
                Some(("last", inner)) => format!("last {}", shown(inner)),
                Some(("rules", _)) => "rules".to_owned(),
                Some((name, told)) => format!("{name} {}", json::scalar(told).unwrap_or_default()),
                None => String::new(),
            };
            let table = steps.get("in").map(|table| format!(" in {}", shown(table))).unwrap_or_default();
            let map = if steps.contains_key("map") { " by map" } else { "" };
            let words = [&*source, &*table, map].concat();
            match steps.get("is").and_then(Value::as_str) {
                Some(variable) => format!("{words}, if it is `{variable}`"),
                None => words,
            }
        }
        other => json::encoded(other),
    }
}

/// The member of the items that the writer may have meant: one that nothing reads.
fn nearest(expression: &Value, missed: &[Missed]) -> String {
    let pointer = expression.as_str().or(expression["at"].as_str()).unwrap_or_default();
    meant(pointer, missed.iter().filter(|missed| missed.is_item).map(|missed| &*missed.at))
}

const SOURCES: &[&str] =
    &["at", "const", "var", "key", "header", "link", "response", "last", "text", "rules"];
