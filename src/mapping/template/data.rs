//! Data templates: `{name}` in headers, query and body members; values keep their JSON type.

use serde_json::{Map, Value};

/// A template of a JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    /// A number, a boolean or null.
    Constant(Value),
    /// A text, perhaps with variables in it.
    Text(Text),
    /// The first of several that is not left out (`$first`).
    First(Vec<Data>),
    /// An array.
    List(Vec<Data>),
    /// An object.
    Object(Vec<(String, Data)>),
}

/// A text with variables in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Text(Vec<Part>);

/// A piece of a text.
#[derive(Clone, Debug, PartialEq)]
enum Part {
    /// Stands as it is.
    Literal(String),
    /// Is replaced by the variable's value.
    Name(String),
}

impl Data {
    /// Fills the template in; `None` when it is left out because its variables have no value.
    pub fn fill<'a>(&self, lookup: &dyn Fn(&str) -> Option<&'a Value>) -> Option<Value> {
        match self {
            Self::Constant(value) => Some(value.clone()),
            Self::Text(text) => text.fill(lookup),
            Self::First(choices) => choices.iter().find_map(|choice| choice.fill(lookup)),
            Self::List(items) => {
                Some(Value::Array(items.iter().filter_map(|item| item.fill(lookup)).collect()))
            }
            Self::Object(members) => {
                // Not `collect`, which brings a sort of its own.
                let mut filled = Map::new();
                for (name, data) in members {
                    if let Some(value) = data.fill(lookup) {
                        filled.insert(name.clone(), value);
                    }
                }
                (members.is_empty() || !filled.is_empty()).then_some(Value::Object(filled))
            }
        }
    }

    /// Whether a variable occurs anywhere in the template.
    pub fn mentions(&self, name: &str) -> bool {
        match self {
            Self::Constant(_) => false,
            Self::Text(text) => text.mentions(name),
            Self::First(items) | Self::List(items) => items.iter().any(|item| item.mentions(name)),
            Self::Object(members) => members.iter().any(|(_, data)| data.mentions(name)),
        }
    }
}

impl Text {
    /// Parses a text template; `None` when a brace or a name is malformed.
    pub fn parse(mut text: &str) -> Option<Self> {
        let mut parts = Vec::new();
        loop {
            let Some((literal, rest)) = text.split_once('{') else {
                if text.contains('}') {
                    return None;
                }
                if !text.is_empty() {
                    parts.push(Part::Literal(text.to_owned()));
                }
                return Some(Self(parts));
            };
            let (name, rest) = rest.split_once('}')?;
            let name = name.strip_prefix('+').unwrap_or(name);
            let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'.';
            if literal.contains('}') || name.is_empty() || !name.bytes().all(fits) {
                return None;
            }
            if !literal.is_empty() {
                parts.push(Part::Literal(literal.to_owned()));
            }
            parts.push(Part::Name(name.to_owned()));
            text = rest;
        }
    }

    /// Fills the text in; exactly one variable and nothing else gives that variable's value as it is.
    pub fn fill<'a>(&self, lookup: &dyn Fn(&str) -> Option<&'a Value>) -> Option<Value> {
        if let [Part::Name(name)] = &self.0[..] {
            return lookup(name).cloned();
        }
        let mut out = String::new();
        let (mut named, mut found) = (false, false);
        for part in &self.0 {
            match part {
                Part::Literal(text) => out.push_str(text),
                Part::Name(name) => {
                    named = true;
                    let Some(value) = lookup(name) else { continue };
                    found = true;
                    match value {
                        Value::String(text) => out.push_str(text),
                        value => out.push_str(&value.to_string()),
                    }
                }
            }
        }
        (found || !named).then_some(Value::String(out))
    }

    /// Whether a variable occurs in the text.
    pub fn mentions(&self, name: &str) -> bool {
        self.0.iter().any(|part| matches!(part, Part::Name(found) if found == name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn fill(template: &str) -> Option<Value> {
        let values = json!({"id": 24, "name": "Ann", "list": [1, "b"], "flag": false});
        let lookup = |name: &str| values.get(name);
        Text::parse(template).unwrap().fill(&lookup)
    }

    #[test]
    fn text_templates_keep_types_and_drop_the_undefined() {
        for (template, expected) in [
            ("{id}", Some(json!(24))),
            ("{+id}", Some(json!(24))),
            ("{list}", Some(json!([1, "b"]))),
            ("{flag}", Some(json!(false))),
            ("{nobody}", None),
            ("", Some(json!(""))),
            ("plain", Some(json!("plain"))),
            ("#{id}", Some(json!("#24"))),
            ("{name}/{nobody}", Some(json!("Ann/"))),
            ("a{nobody}b", None),
            ("\"{id}\"", Some(json!("\"24\""))),
        ] {
            assert_eq!(fill(template), expected, "{template}");
        }
    }

    #[test]
    fn malformed_text_templates_are_refused() {
        for template in ["{", "}", "{}", "a}b", "{a b}", "{a", "{{a}}", "{?a}", "{a}}"] {
            assert_eq!(Text::parse(template), None, "{template}");
        }
    }

    #[test]
    fn objects_and_first_drop_what_is_undefined() {
        let text = |template: &str| Data::Text(Text::parse(template).unwrap());
        let lookup = |_: &str| None;
        let inner = Data::Object(vec![("a".into(), text("{x}"))]);
        assert_eq!(inner.fill(&lookup), None);
        assert_eq!(
            Data::Object(vec![("o".into(), inner), ("k".into(), text("v"))]).fill(&lookup),
            Some(json!({"k": "v"}))
        );
        assert_eq!(Data::Object(vec![]).fill(&lookup), Some(json!({})));
        assert_eq!(Data::First(vec![text("{x}"), text("")]).fill(&lookup), Some(json!("")));
        assert_eq!(Data::List(vec![text("{x}"), text("1")]).fill(&lookup), Some(json!(["1"])));
    }
}
