//! Advice about words of the language that an expression gives: states, kinds, roles, capabilities.

use serde_json::Value;

use super::super::document::Mapping;
use super::super::json::{self, items};
use super::{Findings, near, under};
use crate::model::{Kind, Role, State};

pub fn look(mapping: &Mapping, found: &mut Findings) {
    let comment = mapping.section("comment");
    let states: Vec<_> = State::ALL
        .iter()
        .map(|state| state.as_str())
        .filter(|word| State::parse(word) != State::Unknown)
        .collect();
    let kinds: Vec<_> = Kind::ALL.iter().map(|kind| kind.as_str()).collect();
    let roles: Vec<_> = Role::ALL.iter().map(|role| role.as_str()).collect();
    for (name, what, shape, known) in [
        ("/comment/state", "state", &comment["state"], &states),
        ("/comment/kind", "kind", &comment["kind"], &kinds),
        ("/comment/author/roles", "role", &comment["author"]["roles"], &roles),
    ] {
        for (at, value) in outcomes(shape, name.to_owned()) {
            let Some(word) = json::scalar(value).filter(|word| !known.contains(word)) else { continue };
            let near = near::meant(word, known.iter().copied());
            found.error(&at, format!("`{word}` is no {what}: write one of {}{near}", known.join(", ")));
        }
    }
    capabilities(mapping.section("can"), "/can", found);
    for name in ["config", "me", "list", "replies"] {
        capabilities(&mapping.section(name)["can"], &format!("/{name}/can"), found);
    }
}

fn capabilities(can: &Value, at: &str, found: &mut Findings) {
    json::each(can, &mut |name, expression| {
        let at = format!("{at}/{name}");
        let Some((_, values)) = CAN.iter().find(|(names, _)| names.contains(&name)) else {
            let known = CAN.iter().flat_map(|(names, _)| names.iter().copied());
            let near = near::meant(name, known);
            return found.warning(&at, format!("the widget knows no such capability: remove it{near}"));
        };
        if values.is_empty() {
            return;
        }
        for (at, value) in outcomes(expression, at) {
            if !values.contains(&&*json::encoded(value)) && !value.is_null() {
                let words =
                    format!("{} has no effect here: write {}", json::encoded(value), values.join(" or "));
                found.error(&at, words);
            }
        }
    });
}

/// The fixed values an expression can give, with their places.
fn outcomes(expression: &Value, at: String) -> Vec<(String, &Value)> {
    let inner = |name: &str, expression| outcomes(expression, format!("{at}/{name}"));
    let mut found = Vec::new();
    match expression {
        Value::Array(choices) => {
            choices
                .iter()
                .enumerate()
                .for_each(|(index, choice)| found.extend(inner(&index.to_string(), choice)));
        }
        Value::Object(steps) => {
            match (steps.get("map").and_then(Value::as_object), steps.get("const")) {
                (Some(map), _) => {
                    found.extend(map.iter().map(|(name, value)| (under(&format!("{at}/map"), name), value)))
                }
                (None, Some(fixed)) => found.push((format!("{at}/const"), fixed)),
                _ => {}
            }
            if !steps.contains_key("map") {
                for (index, rule) in items(&expression["rules"]).iter().enumerate() {
                    found.extend(rule.get("is").map(|value| (format!("{at}/rules/{index}/is"), value)));
                    found.extend(outcomes(&rule["use"], format!("{at}/rules/{index}/use")));
                }
            }
            match steps.get("else") {
                Some(other @ Value::Object(_)) => found.extend(inner("else", other)),
                Some(other) => found.push((format!("{at}/else"), other)),
                None => {}
            }
        }
        Value::Bool(_) => found.push((at, expression)),
        _ => {}
    }
    found
}

/// Capabilities, and the values that those with a closed list may have, as JSON.
#[rustfmt::skip]
const CAN: &[(&[&str], &[&str])] = &[
    (&["closed", "anonymous", "create", "reply", "edit", "delete", "vote.up", "vote.down", "flag", "moderate", "live"], &["true", "false"]),
    (&["field.name", "field.email", "field.url"], &["\"required\"", "\"optional\"", "\"absent\""]),
    (&["maxLength", "maxDepth", "editWindow"], &[]),
    // They belong to the language, but nothing reads them yet.
    (&["close", "challenge"], &[]),
];
