//! Walks a document along its schema, so that every place is known by what the schema calls it: an expression, a
//! URI template, the name of a variable. What the language gains later is walked too.

use serde_json::Value;

use super::super::json::{self, items};
use super::under;

/// All places of a document, in its order.
pub struct Walk<'v> {
    /// The places; each comes after the one it is in.
    pub places: Vec<Place<'v>>,
    schema: &'v Value,
}

/// One place of a document.
pub struct Place<'v> {
    /// Where it is, as a JSON pointer.
    pub at: String,
    /// Its name in the object, or its index in the array, that it stands in.
    pub name: String,
    /// What stands there.
    pub value: &'v Value,
    /// What the schema calls it: the names of its definitions, the nearest first.
    pub kinds: Vec<&'v str>,
    /// The place it is in.
    pub parent: Option<usize>,
}

impl<'v> Walk<'v> {
    /// Walks a document.
    pub fn over(document: &'v Value, schema: &'v Value) -> Self {
        let mut walk = Self { places: Vec::new(), schema };
        walk.visit(document, schema, (String::new(), String::new()), None, LEVELS);
        walk
    }

    /// The places that the schema calls so.
    pub fn named<'w>(&'w self, kind: &'w str) -> impl Iterator<Item = &'w Place<'v>> {
        self.places.iter().filter(move |place| place.is(kind))
    }

    /// The place that another is in.
    pub fn parent(&self, place: &Place<'v>) -> Option<&Place<'v>> {
        self.places.get(place.parent?)
    }

    /// The nearest place around another, or that place itself, which the schema calls so.
    pub fn around<'w>(&'w self, place: &'w Place<'v>, kind: &str) -> Option<&'w Place<'v>> {
        let mut place = place;
        while !place.is(kind) {
            place = self.parent(place)?;
        }
        Some(place)
    }

    fn visit(
        &mut self,
        value: &'v Value,
        schema: &'v Value,
        (at, name): (String, String),
        parent: Option<usize>,
        levels: usize,
    ) {
        let (mut parts, mut kinds) = (Vec::new(), Vec::new());
        self.parts(value, schema, levels, &mut parts, &mut kinds);
        let here = Some(self.places.len());
        self.places.push(Place { at: at.clone(), name, value, kinds, parent });
        if levels == 0 {
            return;
        }
        let mut enter = |name: &str, member: &'v Value| {
            let known = parts.iter().find_map(|part| match value.is_object() {
                true => part["properties"].get(name),
                false => part.get("items"),
            });
            let other = || parts.iter().find_map(|part| part.get("additionalProperties"));
            let schema = known.or_else(other).unwrap_or(&Value::Null);
            self.visit(member, schema, (under(&at, name), name.to_owned()), here, levels - 1);
        };
        match value {
            Value::Object(members) => members.iter().for_each(|(name, member)| enter(name, member)),
            value => items(value).iter().enumerate().for_each(|(at, item)| enter(&at.to_string(), item)),
        }
    }

    /// A schema, those it refers to, and of alternatives those of the value's type.
    fn parts(
        &self,
        value: &Value,
        schema: &'v Value,
        levels: usize,
        parts: &mut Vec<&'v Value>,
        kinds: &mut Vec<&'v str>,
    ) {
        if levels == 0 {
            return;
        }
        parts.push(schema);
        if let Some(target) = schema["$ref"].as_str() {
            kinds.extend(target.rsplit('/').next());
            if let Some(part) = target.strip_prefix('#').and_then(|target| json::at(self.schema, target)) {
                self.parts(value, part, levels - 1, parts, kinds);
            }
        }
        for alternative in items(&schema["oneOf"]) {
            let (mut inner, mut names) = (Vec::new(), Vec::new());
            self.parts(value, alternative, levels - 1, &mut inner, &mut names);
            if inner.iter().any(|part| is_typed(value, &part["type"])) {
                parts.append(&mut inner);
                kinds.append(&mut names);
            }
        }
    }
}

impl Place<'_> {
    /// Whether the schema calls it so.
    pub fn is(&self, kind: &str) -> bool {
        self.kinds.contains(&kind)
    }

    /// The section of the document it is in.
    pub fn section(&self) -> &str {
        self.at.split('/').nth(1).unwrap_or_default()
    }
}

fn is_typed(value: &Value, wanted: &Value) -> bool {
    let name = match value {
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
        Value::Bool(_) => "boolean",
        Value::Null => "null",
        Value::Number(_) => "number",
    };
    *wanted == name || items(wanted).iter().any(|wanted| *wanted == name)
}

/// How deeply a document is walked.
const LEVELS: usize = 48;

#[cfg(test)]
mod tests {
    use super::super::SCHEMA;
    use super::*;

    #[test]
    fn places_are_called_what_the_schema_calls_them() {
        let document = r#"{"list": {"url": "{+base}", "query": {"a": ["{x}"]}, "needs": ["n"], "items": ["/a", {"text": "{y}"}]},
            "create": [{"before": [{"url": "z"}]}], "comment": {"state": {"rules": [{"when": {"/a": 1}, "use": "/b"}]}}}"#;
        let (document, schema) = (json::parse(document).unwrap(), json::parse(SCHEMA).unwrap());
        let walk = Walk::over(&document, &schema);
        for (at, kind) in [
            ("/list", "listing"),
            ("/list", "step"),
            ("/list", "request"),
            ("/list/url", "uri"),
            ("/list/query/a/0", "template"),
            ("/list/needs/0", "variable"),
            ("/list/items", "choices"),
            ("/list/items/1", "steps"),
            ("/list/items/1/text", "template"),
            ("/create/0", "create"),
            ("/create/0/before/0/url", "uri"),
            ("/comment/state/rules/0/when", "tests"),
            ("/comment/state/rules/0/use", "pointer"),
        ] {
            let place = walk.places.iter().find(|place| place.at == at).unwrap();
            assert!(place.is(kind), "{at} is {:?}", place.kinds);
        }
        let inner = walk.places.iter().find(|place| place.at == "/list/query/a/0").unwrap();
        assert_eq!(walk.around(inner, "request").unwrap().at, "/list");
    }
}
