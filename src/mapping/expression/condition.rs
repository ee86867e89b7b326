//! Conditions: tests of what stands at a pointer.

use serde_json::Value;

use super::{Pointer, same};

/// Holds when every test of one of its groups holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Condition(pub Vec<Vec<(Pointer, Test)>>);

/// A test of one value; what is absent counts as null.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// Equal to one of these.
    Any(Vec<Value>),
    /// Equal to none of these.
    Not(Vec<Value>),
    /// Neither absent nor null, or the opposite.
    Present(bool),
}

impl Condition {
    /// Whether the condition holds for a value.
    pub fn holds(&self, item: &Value) -> bool {
        self.0.iter().any(|group| group.iter().all(|(pointer, test)| test.holds(pointer.find(item))))
    }
}

impl Test {
    fn holds(&self, found: Option<&Value>) -> bool {
        let found = found.unwrap_or(&Value::Null);
        match self {
            Self::Any(values) => values.iter().any(|value| same(value, found)),
            Self::Not(values) => !values.iter().any(|value| same(value, found)),
            Self::Present(present) => found.is_null() != *present,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn tests_compare_as_text_and_absent_is_null() {
        let any = |values: Value| Test::Any(values.as_array().unwrap().clone());
        let not = |values: Value| Test::Not(values.as_array().unwrap().clone());
        for (found, test, expected) in [
            (Some(json!(0)), any(json!([0])), true),
            (Some(json!("0")), any(json!([0])), true),
            (Some(json!(true)), any(json!([true])), true),
            (Some(json!("x")), any(json!(["y", "x"])), true),
            (None, any(json!([null])), true),
            (Some(json!("null")), any(json!([null])), false),
            (Some(json!([])), any(json!([null])), false),
            (None, not(json!([0, null])), false),
            (Some(json!(3)), not(json!([0, null])), true),
            (Some(json!("")), Test::Present(true), true),
            (Some(json!(null)), Test::Present(true), false),
            (None, Test::Present(false), true),
        ] {
            assert_eq!(test.holds(found.as_ref()), expected, "{found:?} {test:?}");
        }
    }
}
