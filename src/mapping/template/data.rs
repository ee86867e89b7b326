//! Data templates: `{name}` in headers, query and body members; values keep their JSON type.

use crate::cut;
use serde_json::{Map, Value};

use super::super::json;
use super::{Lookup, Piece, pieces};

/// Fills a template of any JSON in; `None` when it is left out because its variables have no value.
pub fn fill(template: &Value, lookup: Lookup<'_, '_>) -> Option<Value> {
    match template {
        Value::String(template) => text(template, lookup),
        Value::Array(items) => {
            let mut filled = Vec::new();
            for item in items {
                if let Some(value) = fill(item, lookup) {
                    filled.push(value);
                }
            }
            Some(Value::Array(filled))
        }
        Value::Object(members) => {
            if let Some(choices) = members.get("$first") {
                return choices.as_array()?.iter().find_map(|choice| fill(choice, lookup));
            }
            if let Some(text) = members.get("$text") {
                return Some(text.clone());
            }
            let needs = json::items(&template["$needs"]);
            if needs.iter().any(|name| lookup(name.as_str().unwrap_or_default()).is_none()) {
                return None;
            }
            let mut filled = Map::new();
            for (name, member) in members {
                if let Some(value) = fill(member, lookup).filter(|_| name != "$needs") {
                    filled.insert(name.clone(), value);
                }
            }
            (members.is_empty() || !filled.is_empty()).then_some(Value::Object(filled))
        }
        constant => Some(constant.clone()),
    }
}

/// Fills a text in; exactly one variable and nothing else gives that variable's value as it is.
pub fn text(template: &str, lookup: Lookup<'_, '_>) -> Option<Value> {
    let inside = template.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    if let Some(name) = inside.filter(|inside| !cut::has(inside, b'{')) {
        return lookup(name.strip_prefix('+').unwrap_or(name)).cloned();
    }
    let mut out = String::new();
    let (mut named, mut found) = (false, false);
    pieces(template, &mut |piece| {
        match piece {
            Piece::Literal(text) => out.push_str(text),
            Piece::Open(_) => named = true,
            Piece::Variable { name, .. } => {
                let value = lookup(name);
                found |= value.is_some();
                match value {
                    Some(Value::String(text)) => out.push_str(text),
                    Some(value) => out.push_str(&json::encoded(value)),
                    None => {}
                }
            }
        }
        Some(())
    })?;
    (found || !named).then_some(Value::String(out))
}

/// Whether a text is a template of the plain form: one variable to a pair of braces, as it is.
pub fn is_text(template: &str) -> bool {
    let mut open = false;
    let plain = |piece: Piece<'_>| match piece {
        Piece::Literal(_) => Some(()),
        Piece::Open(operator) => {
            open = true;
            matches!(operator, 0 | b'+').then_some(())
        }
        Piece::Variable { prefix, explode, .. } => {
            (std::mem::take(&mut open) && prefix.is_none() && !explode).then_some(())
        }
    };
    let mut plain = plain;
    pieces(template, &mut plain).is_some()
}

/// Whether a variable occurs anywhere in a template.
pub fn mentions(template: &Value, variable: &str) -> bool {
    match template {
        Value::String(text) => {
            let other = &mut |piece: Piece<'_>| match piece {
                Piece::Variable { name, .. } if name == variable => None,
                _ => Some(()),
            };
            pieces(text, other).is_none()
        }
        Value::Array(items) => items.iter().any(|item| mentions(item, variable)),
        Value::Object(members) => {
            members.iter().any(|(name, member)| name != "$text" && mentions(member, variable))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn text_templates_keep_types_and_drop_the_undefined() {
        let values = json!({"id": 24, "name": "Ann", "list": [1, "b"], "flag": false});
        for (template, expected) in [
            ("{id}", Some(json!(24))),
            ("{+id}", Some(json!(24))),
            ("{list}", Some(json!([1, "b"]))),
            ("{flag}", Some(json!(false))),
            ("{nobody}", None),
            ("", Some(json!(""))),
            ("plain", Some(json!("plain"))),
            ("#{id}", Some(json!("#24"))),
            ("{name}{id}", Some(json!("Ann24"))),
            ("{name}/{nobody}", Some(json!("Ann/"))),
            ("a{nobody}b", None),
            ("\"{id}\"", Some(json!("\"24\""))),
        ] {
            assert!(is_text(template), "{template}");
            assert_eq!(text(template, &|name| values.get(name)), expected, "{template}");
        }
    }

    #[test]
    fn malformed_text_templates_are_refused() {
        for template in
            ["{", "}", "{}", "a}b", "{a b}", "{a", "{{a}}", "{?a}", "{a}}", "{a,b}", "{a*}", "{a:1}"]
        {
            assert!(!is_text(template), "{template}");
        }
    }

    #[test]
    fn objects_and_first_drop_what_is_undefined() {
        for (template, expected) in [
            (json!({"a": "{x}"}), None),
            (json!({"o": {"a": "{x}"}, "k": "v"}), Some(json!({"k": "v"}))),
            (json!({}), Some(json!({}))),
            (json!({"$first": ["{x}", ""]}), Some(json!(""))),
            (json!(["{x}", "1", 2]), Some(json!(["1", 2]))),
            (json!({"$text": "{ x {y} }"}), Some(json!("{ x {y} }"))),
            (json!({"p": {"$needs": ["x"], "type": "c"}, "k": "v"}), Some(json!({"k": "v"}))),
            (json!({"$needs": ["x"]}), None),
        ] {
            assert_eq!(fill(&template, &|_| None), expected, "{template}");
        }
        let (template, value) = (json!({"$needs": ["x", "x"], "type": "c", "id": "{x}"}), json!(7));
        assert_eq!(fill(&template, &|_| Some(&value)), Some(json!({"type": "c", "id": 7})));
    }

    #[test]
    fn a_text_as_it_is_mentions_nothing() {
        assert!(mentions(&json!({"a": ["{x}"]}), "x"));
        assert!(!mentions(&json!({"a": {"$text": "{x} { y"}}), "x"));
    }
}
