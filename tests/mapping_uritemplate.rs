//! The official test suite of RFC 6570 (see `tests/data/uritemplate`).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use causerie::mapping::expand;
use serde_json::Value;

#[test]
fn the_official_suite_passes() {
    let mut passed = 0;
    for file in ["spec-examples", "spec-examples-by-section", "extended-tests", "negative-tests"] {
        let text = std::fs::read_to_string(format!("tests/data/uritemplate/{file}.json")).unwrap();
        let groups: Value = serde_json::from_str(&text).unwrap();
        for (group, content) in groups.as_object().unwrap() {
            for case in content["testcases"].as_array().unwrap() {
                let template = case[0].as_str().unwrap();
                let lookup = |name: &str| content["variables"].get(name);
                let expanded = expand(template, &lookup);
                let fits = match &case[1] {
                    Value::String(expected) => expanded.as_ref() == Some(expected),
                    Value::Array(choices) => {
                        choices.iter().any(|choice| choice.as_str() == expanded.as_deref())
                    }
                    _ => expanded.is_none(),
                };
                assert!(fits, "{file}, {group}: {template} gave {expanded:?}, not {}", case[1]);
                passed += 1;
            }
        }
    }
    assert_eq!(passed, 234);
}
