//! JSON without white space, and mappings without the words that only their authors read.

use serde_json::{Map, Value};

/// The same document, shorter; members stay in their order.
pub fn minified(text: &str) -> Result<String, String> {
    let mut document: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    if let Some(mapping) = document.as_object_mut().filter(|members| members.contains_key("mapping")) {
        drop_prose(mapping);
    }
    Ok(document.to_string())
}

/// The widget tells what a required variable is about when it is missing; it shows no other prose.
fn drop_prose(mapping: &mut Map<String, Value>) {
    mapping.retain(|name, _| !PROSE.contains(&name.as_str()));
    let Some(variables) = mapping.get_mut("vars").and_then(Value::as_object_mut) else { return };
    for variable in variables.values_mut().filter_map(Value::as_object_mut) {
        let is_required = variable.get("required") == Some(&Value::Bool(true));
        variable.retain(|name, _| name != "about" || is_required);
    }
}

/// Members of a mapping that the widget does not read.
const PROSE: &[&str] = &["$schema", "title", "about", "docs"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_get_short() {
        let cases = [
            ("{ \"b\": [1, true, \"a b\"],\n \"a\": {} }", r#"{"b":[1,true,"a b"],"a":{}}"#),
            (r#"{ "title": "no mapping", "about": "é" }"#, r#"{"title":"no mapping","about":"é"}"#),
            (
                r#"{ "$schema": "x", "mapping": "1", "name": "x", "title": "X", "about": "x", "docs": [], "list": {} }"#,
                r#"{"mapping":"1","name":"x","list":{}}"#,
            ),
            (
                r#"{ "mapping": "1", "vars": { "b": { "about": "x", "default": "" }, "a": { "about": "x", "required": true } } }"#,
                r#"{"mapping":"1","vars":{"b":{"default":""},"a":{"about":"x","required":true}}}"#,
            ),
            (
                r#"{ "mapping": "1", "create": { "body": { "about": "{draft.body}" } } }"#,
                r#"{"mapping":"1","create":{"body":{"about":"{draft.body}"}}}"#,
            ),
        ];
        for (long, short) in cases {
            assert_eq!(minified(long).as_deref(), Ok(short));
        }
    }

    #[test]
    fn what_is_no_json_is_told() {
        assert!(minified("{").is_err());
    }
}
