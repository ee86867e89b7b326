//! Where answers come from: recordings, fixtures, or the story itself.

use std::path::Path;

use causerie::mapping::Response;
use serde_json::Value;

use crate::common;

/// An answer and, of a recorded one, the method and address that it answered.
pub type Told = (Response, Option<(String, String)>);

/// Finds an answer by its name; a story may also write it down as `{status, headers, body}`.
pub fn find(preset: &str, named: &Value) -> Told {
    let Some(name) = named.as_str() else { return (written(named), None) };
    let path = format!("tests/recordings/{preset}/{name}.json");
    if !Path::new(&path).exists() {
        let fixture = &fixture(preset)[name];
        assert!(fixture.is_object(), "{preset}: there is no answer {name}");
        return (written(fixture), None);
    }
    let recording: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let asked = |member: &str| recording["request"][member].as_str().unwrap().to_owned();
    let mut answer = common::recorded(&format!("{preset}/{name}"));
    // Pages of the test ask another host.
    answer.url = String::new();
    (answer, Some((asked("method"), asked("url"))))
}

/// The names of all answers that are kept for a preset.
pub fn kept(preset: &str) -> Vec<String> {
    let mut names: Vec<_> =
        fixture(preset).as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect();
    if let Ok(entries) = std::fs::read_dir(format!("tests/recordings/{preset}")) {
        names.extend(entries.map(|entry| name(&entry.unwrap().path())));
    }
    names.sort();
    names
}

/// The name of a file or folder, without what ends it.
pub fn name(path: &Path) -> String {
    let name = path.file_name().unwrap().to_str().unwrap();
    name.strip_suffix(".json").unwrap_or(name).to_owned()
}

fn fixture(preset: &str) -> Value {
    match std::fs::read_to_string(format!("tests/fixtures/presets/{preset}.json")) {
        Ok(text) => serde_json::from_str(&text).unwrap(),
        Err(_) => Value::Null,
    }
}

fn written(told: &Value) -> Response {
    let headers = told["headers"].as_object().into_iter().flatten();
    Response {
        status: told["status"].as_u64().unwrap_or(200).try_into().unwrap(),
        url: String::new(),
        headers: headers.map(|(name, value)| (name.clone(), value.as_str().unwrap().to_owned())).collect(),
        body: match &told["body"] {
            Value::String(text) => text.clone(),
            body => body.to_string(),
        },
    }
}
