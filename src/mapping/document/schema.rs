//! Checks a document against the JSON Schema of mappings; every mistake is found and names its place.
//!
//! It knows as much of JSON Schema 2020-12 as `www/mapping.schema.json` uses, and takes what it does not know for
//! granted. Along a `$ref`, `properties` add up; of any other keyword the first one counts.

use serde_json::Value;

use super::super::error::Error;
use super::super::json::{self, items};
use super::format;

/// A schema and those it refers to.
type Parts<'s> = [&'s Value];

/// Finds the mistakes of a document, in its own order; what is inside a value of the wrong type is not looked at.
pub fn mistakes(document: &Value, schema: &Value) -> Vec<Error> {
    let mut found = Vec::new();
    Schema { root: schema }.check(document, schema, LEVELS, &mut found);
    found
}

struct Schema<'s> {
    root: &'s Value,
}

impl<'s> Schema<'s> {
    fn check(&self, value: &Value, schema: &'s Value, levels: usize, found: &mut Vec<Error>) {
        if levels == 0 {
            let expected = "data and expressions nested less deeply".to_owned();
            return found.push(mistake(expected, self::found(value)));
        }
        let parts = &*self.parts(schema);
        if !fits(value, parts) {
            return found.push(mistake(expected(parts), self::found(value)));
        }
        self.one_of(value, parts, levels, found);
        for name in items(find(parts, "required")) {
            let name = name.as_str().unwrap_or_default();
            if value.get(name).is_none() {
                found.push(mistake(["a member ", name].concat(), "none".to_owned()));
            }
        }
        json::each(value, &mut |name, member| match value {
            Value::Object(_) => self.member(name, member, parts, levels - 1, found),
            _ => self.inside(name, member, find(parts, "items"), levels - 1, found),
        });
    }

    /// Checks that exactly one alternative fits. If none does, the mistakes are those in the one of the right type.
    fn one_of(&self, value: &Value, parts: &Parts<'s>, levels: usize, found: &mut Vec<Error>) {
        let (mut passed, mut nearest) = (0, None);
        let alternatives = items(find(parts, "oneOf"));
        for alternative in alternatives {
            let mut mistakes = Vec::new();
            self.check(value, alternative, levels - 1, &mut mistakes);
            if mistakes.is_empty() {
                passed += 1;
            } else if is_typed(value, &self.parts(alternative)) == Some(true) {
                nearest = Some(mistakes);
            }
        }
        match nearest {
            _ if passed == 1 || alternatives.is_empty() => {}
            Some(mistakes) => found.extend(mistakes),
            None => found.push(mistake(expected(parts), self::found(value))),
        }
    }

    /// Checks the name of a member and what stands there.
    fn member(&self, name: &str, member: &Value, parts: &Parts<'s>, levels: usize, found: &mut Vec<Error>) {
        let names = find(parts, "propertyNames");
        let named = Value::from(name);
        let this = || ["a member ", &json::encoded(&named)].concat();
        let mut mistakes = Vec::new();
        self.check(&named, names, levels, &mut mistakes);
        if !mistakes.is_empty() {
            return found.push(mistake(expected(&self.parts(names)), this()));
        }
        let known = parts.iter().find_map(|part| part["properties"].get(name));
        let schema = known
            .or_else(|| Some(find(parts, "additionalProperties")).filter(|schema| !schema.is_null()))
            .unwrap_or_else(|| find(parts, "unevaluatedProperties"));
        if *schema == false {
            let mut names = String::new();
            for part in parts {
                json::each(&part["properties"], &mut |name, _| list(name, &mut names));
            }
            return found.push(mistake(names, this()));
        }
        self.inside(name, member, schema, levels, found);
    }

    /// Checks what stands under a name, which goes before the places of mistakes (RFC 6901 §3).
    fn inside(&self, name: &str, value: &Value, schema: &'s Value, levels: usize, found: &mut Vec<Error>) {
        let mut mistakes = Vec::new();
        self.check(value, schema, levels, &mut mistakes);
        for mut mistake in mistakes {
            mistake.at = ["/", &name.replace('~', "~0").replace('/', "~1"), &mistake.at].concat();
            found.push(mistake);
        }
    }

    /// A schema and, from the nearest to the farthest, those it refers to.
    fn parts(&self, mut schema: &'s Value) -> Vec<&'s Value> {
        let mut parts = vec![schema];
        while let Some(target) = schema["$ref"].as_str().and_then(|target| target.strip_prefix('#'))
            && let Some(part) = json::at(self.root, target)
            && parts.len() < LEVELS
        {
            schema = part;
            parts.push(schema);
        }
        parts
    }
}

/// Whether a value fits what is said about it as a whole.
fn fits(value: &Value, parts: &Parts<'_>) -> bool {
    let words = items(find(parts, "enum"));
    let size = match value {
        Value::String(text) => Some(text.len() as i64),
        value => json::whole(value).or(Some(json::each(value, &mut |_, _| {}) as i64)),
    };
    is_typed(value, parts) != Some(false)
        && (words.is_empty() || words.iter().any(|word| json::same(word, value)))
        && LEAST.iter().all(|keyword| json::whole(find(parts, keyword)) <= size)
        && value
            .as_str()
            .is_none_or(|text| format::fits(text, find(parts, "format").as_str().unwrap_or_default()))
}

/// Whether a value has the type that is wanted, if any is.
fn is_typed(value: &Value, parts: &Parts<'_>) -> Option<bool> {
    let wanted = find(parts, "type");
    let name = match value {
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
        Value::Bool(_) => "boolean",
        Value::Null => "null",
        Value::Number(_) if *wanted == "integer" && json::whole(value).is_some() => return Some(true),
        Value::Number(_) => "number",
    };
    (!wanted.is_null()).then(|| *wanted == name || items(wanted).iter().any(|wanted| *wanted == name))
}

/// What the nearest part that knows a keyword says of it; null when none does.
fn find<'s>(parts: &Parts<'s>, keyword: &str) -> &'s Value {
    parts.iter().find_map(|part| part.get(keyword)).unwrap_or(&Value::Null)
}

/// What a schema expects, in words.
fn expected(parts: &Parts<'_>) -> String {
    let mut words = String::new();
    for word in items(find(parts, "enum")) {
        list(json::scalar(word).unwrap_or_default(), &mut words);
    }
    match find(parts, "title") {
        Value::String(title) => title.to_owned(),
        _ if words.is_empty() => ["a JSON ", find(parts, "type").as_str().unwrap_or("value")].concat(),
        _ => words,
    }
}

/// Adds a word to those of which one is expected.
fn list(word: &str, words: &mut String) {
    words.push_str(if words.is_empty() { "one of " } else { ", " });
    words.push_str(word);
}

fn found(value: &Value) -> String {
    match value {
        Value::Array(_) => "an array".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        value => json::encoded(value),
    }
}

fn mistake(expected: String, found: String) -> Error {
    Error { at: String::new(), expected, found }
}

/// Keywords that set the least size of a number, a text, an array and an object.
const LEAST: [&str; 4] = ["minimum", "minLength", "minItems", "minProperties"];
/// How deeply the document and the alternatives of the schema may nest.
const LEVELS: usize = 48;

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_keyword_refuses_what_it_should() {
        for (schema, right, wrong) in [
            (json!({"type": "integer"}), json!(2), json!(2.5)),
            (json!({"type": ["null", "array"]}), json!([]), json!({})),
            (json!({"enum": ["a", "b"]}), json!("b"), json!("c")),
            (json!({"type": "number", "minimum": 5}), json!(5), json!(4)),
            (json!({"type": "string", "minLength": 1}), json!("a"), json!("")),
            (json!({"type": "array", "minItems": 1}), json!([0]), json!([])),
            (json!({"type": "object", "minProperties": 1}), json!({"a": 0}), json!({})),
            (json!({"type": "string", "format": "json-pointer"}), json!("/a"), json!("a")),
            (json!({"items": {"type": "null"}}), json!([null]), json!([null, 1])),
            (json!({"required": ["a"]}), json!({"a": null}), json!({"b": 1})),
            (json!({"properties": {"a": false}}), json!({"b": 1}), json!({"a": 1})),
            (json!({"propertyNames": {"enum": ["a"]}}), json!({"a": 1}), json!({"b": 1})),
            (json!({"additionalProperties": {"type": "null"}}), json!({"a": null}), json!({"a": 1})),
            (
                json!({"properties": {"a": true}, "unevaluatedProperties": false}),
                json!({"a": 1}),
                json!({"b": 1}),
            ),
            (
                json!({"oneOf": [{"required": ["a"]}, {"required": ["b"]}]}),
                json!({"a": 1}),
                json!({"a": 1, "b": 1}),
            ),
            (json!({"$ref": "#/$defs/a", "$defs": {"a": {"type": "null"}}}), json!(null), json!(1)),
            (
                json!({"$ref": "#/$defs/a", "unevaluatedProperties": false, "$defs": {"a": {"properties": {"b": true}}}}),
                json!({"b": 1}),
                json!({"c": 1}),
            ),
            (json!({"unknown": "keyword", "format": "unknown"}), json!("a"), json!({"nested": LEVELS})),
        ] {
            assert_eq!(mistakes(&right, &schema), [], "{schema}");
            let refused = !mistakes(&wrong, &schema).is_empty();
            assert_eq!(refused, schema["unknown"].is_null(), "{schema}");
        }
    }

    #[test]
    fn a_schema_that_goes_in_circles_comes_to_an_end() {
        for schema in
            [json!({"$ref": "#"}), json!({"oneOf": [{"$ref": "#"}]}), json!({"$ref": "#/$ref"}), json!([])]
        {
            let _ = mistakes(&json!({"a": [1]}), &schema);
        }
    }
}
