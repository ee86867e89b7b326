//! Advice about expressions: alternatives and rules that are never reached, members without effect.

use serde_json::Value;

use super::super::document::Mapping;
use super::super::json::{items, same};
use super::Findings;
use super::walk::{Place, Walk};

pub fn look(mapping: &Mapping, walk: &Walk<'_>, found: &mut Findings) {
    for place in walk.named("choices") {
        // Times are looked for twice: first what is a date, then words.
        if !matches!(&*place.at, "/comment/created" | "/comment/edited") {
            choices(place, found);
        }
    }
    for place in walk.named("steps").filter(|place| place.value.is_object()) {
        rules(place, found);
        for (member, needed) in IDLE {
            if !place.value[*member].is_null() && place.value[*needed].is_null() {
                let words = format!("`{member}` has no effect without `{needed}`: add that, or remove it");
                found.warning(&format!("{}/{member}", place.at), words);
            }
        }
    }
    let error = mapping.section("error");
    for (tables, readers) in [("codes", &["code"][..]), ("texts", &["detail", "title"])] {
        if error[tables].is_object() && readers.iter().all(|reader| error[*reader].is_null()) {
            let words = format!("never looked into: add `{}`, which reads it from the answer", readers[0]);
            found.warning(&format!("/error/{tables}"), words);
        }
    }
}

fn choices(place: &Place<'_>, found: &mut Findings) {
    let all = items(place.value);
    let Some(last) = all.iter().position(is_certain) else { return };
    if last + 1 < all.len() {
        let why = if all[last].get("else").is_some() { "remove its `else`" } else { "move it to the end" };
        let words = format!("never reached: alternative {last} always has a value; {why}, or remove this");
        found.warning(&format!("{}/{}", place.at, last + 1), words);
    }
}

/// Whether an expression always finds a text.
fn is_certain(expression: &Value) -> bool {
    let is_text = |value: &Value| value.is_number() || value.as_str().is_some_and(|text| !text.is_empty());
    match expression {
        Value::Array(all) => all.iter().any(is_certain),
        Value::Object(steps) => {
            let bare = steps.len() == 1;
            // A key is none: what comes back from a request stands under no name.
            let fixed = steps.get("const").is_some_and(is_text);
            steps.get("else").is_some_and(|other| is_text(other) || is_certain_object(other)) || bare && fixed
        }
        _ => false,
    }
}

fn is_certain_object(other: &Value) -> bool {
    other.is_object() && is_certain(other)
}

fn rules(place: &Place<'_>, found: &mut Findings) {
    let rules = items(&place.value["rules"]);
    for (index, rule) in rules.iter().enumerate() {
        let at = format!("{}/rules/{index}", place.at);
        let before = &rules[..index];
        if before.iter().any(|before| always(&before["when"])) {
            found.warning(
                &at,
                "never reached: a rule before it always holds; move that one to the end, as `else`",
            );
        } else if before.iter().any(|before| covers(&before["when"], &rule["when"])) {
            let words =
                "never reached: a rule before it holds whenever this one does; move this one before it";
            found.warning(&at, words);
        }
    }
}

/// Whether a condition holds whatever the item is.
fn always(when: &Value) -> bool {
    let Value::Array(choices) = when else {
        return when.as_object().is_some_and(|tests| {
            tests.iter().all(|(pointer, test)| {
                pointer.is_empty()
                    && (test["present"] == true || test["not"].is_null() && test.get("not").is_some())
            })
        });
    };
    let single = |choice: &Value, present: bool| {
        let tests = choice.as_object()?;
        let (pointer, test) = tests.iter().next().filter(|_| tests.len() == 1)?;
        (test["present"] == present).then(|| pointer.clone())
    };
    let any = |present| choices.iter().filter_map(move |choice| single(choice, present));
    choices.iter().any(always) || any(true).any(|pointer| any(false).any(|other| other == pointer))
}

/// Whether the first condition holds whenever the second does: it asks for the same or less.
fn covers(first: &Value, second: &Value) -> bool {
    if let Value::Array(choices) = first {
        return choices.iter().any(|choice| covers(choice, second));
    }
    match (first.as_object(), second) {
        (Some(_), Value::Array(choices)) => choices.iter().all(|choice| covers(first, choice)),
        (Some(tests), Value::Object(others)) => tests.iter().all(|(pointer, test)| {
            others.get(pointer).is_some_and(|other| other == test || among(test, other))
        }),
        _ => false,
    }
}

/// Whether a test takes any of several values, of which the other asks for one.
fn among(test: &Value, other: &Value) -> bool {
    !other.is_object() && !other.is_array() && items(test).iter().any(|value| same(value, other))
}

/// Members that do nothing without another.
const IDLE: &[(&str, &str)] =
    &[("index", "split"), ("by", "in"), ("then", "in"), ("with", "text"), ("zone", "as")];
