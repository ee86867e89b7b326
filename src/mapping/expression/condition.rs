//! Conditions: tests of what stands at JSON pointers.

use serde_json::Value;

use super::super::json::{self, same};

/// Whether a condition holds: all tests of an object, or of one of several objects.
pub fn holds(condition: &Value, item: &Value) -> bool {
    match condition {
        Value::Array(choices) => choices.iter().any(|choice| holds(choice, item)),
        Value::Object(tests) => {
            tests.iter().all(|(pointer, test)| passes(test, json::at(item, pointer).unwrap_or(&Value::Null)))
        }
        _ => false,
    }
}

/// Whether a value passes a test; what is absent counts as null.
pub fn passes(test: &Value, found: &Value) -> bool {
    match test {
        Value::Array(values) => values.iter().any(|value| same(value, found)),
        Value::Object(_) => match &test["present"] {
            Value::Bool(present) => found.is_null() != *present,
            _ => !passes(&test["not"], found),
        },
        value => same(value, found),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn tests_compare_as_text_and_absent_is_null() {
        for (item, test, expected) in [
            (json!({"x": 0}), json!(0), true),
            (json!({"x": "0"}), json!([0]), true),
            (json!({"x": true}), json!(true), true),
            (json!({"x": "x"}), json!(["y", "x"]), true),
            (json!({}), json!([null]), true),
            (json!({"x": "null"}), json!(null), false),
            (json!({"x": []}), json!(null), false),
            (json!({}), json!({"not": [0, null]}), false),
            (json!({}), json!({"not": null}), false),
            (json!({"x": 3}), json!({"not": [0, null]}), true),
            (json!({"x": ""}), json!({"present": true}), true),
            (json!({"x": null}), json!({"present": true}), false),
            (json!({}), json!({"present": false}), true),
        ] {
            assert_eq!(holds(&json!({"/x": test}), &item), expected, "{item} {test}");
        }
        let both = json!([{"/a": 1, "/b": 1}, {"/c": 1}]);
        assert!(holds(&both, &json!({"a": 1, "b": 1})) && holds(&both, &json!({"c": 1})));
        assert!(!holds(&both, &json!({"a": 1})) && !holds(&Value::Null, &json!({})));
    }
}
