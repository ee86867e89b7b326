//! Reads sources as text: options of the loader, names in the views, tokens of style sheets, catalogs.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::Names;
use crate::page::{quoted, until};

/// Whether a preset has a variable; case and punctuation do not count.
pub fn is_variable(preset: &str, name: &str) -> bool {
    let letters = |name: &str| name.replace(['.', '-', '_'], "").to_lowercase();
    let mapping: Value = serde_json::from_str(&read(format!("www/presets/{preset}.json"))).unwrap();
    mapping["vars"].as_object().unwrap().keys().any(|variable| letters(variable) == letters(name))
}

/// The options of the loader.
pub fn options() -> Names {
    let loader = read("www/embed.js");
    let list = |name: &str| {
        let (_, rest) = loader.split_once(&format!("const {name} = [")).unwrap();
        quoted(until(rest, ']'), '\'')
    };
    list("LOOKS").into_iter().chain(list("OPTIONS")).collect()
}

/// The events of the widget and of the loader, each with the members of its detail.
pub fn events() -> BTreeMap<String, Names> {
    let (widget, loader) = (read("src/backend/event.rs"), read("www/embed.js"));
    let name_and_rest = |rest: &str, mark: char| {
        let (name, rest) = rest.split_once(mark).unwrap();
        (format!("causerie-{name}"), rest.to_owned())
    };
    let emitted = widget.split("\"causerie-").skip(1).map(|rest| {
        let (name, rest) = name_and_rest(rest, '"');
        (name, rest.split("(\"").skip(1).map(|member| until(member, '"').to_owned()).collect())
    });
    let dispatched = loader.split("_emit('causerie-").skip(1).map(|rest| {
        let (name, rest) = name_and_rest(rest, '\'');
        let members = until(rest.split_once('{').unwrap().1, '}').to_owned();
        (name, members.split(',').map(|member| until(member, ':').trim().to_owned()).collect())
    });
    let mut all: BTreeMap<String, Names> = BTreeMap::new();
    for (name, members) in emitted.chain::<Vec<(String, Names)>>(dispatched.collect()) {
        all.entry(name).or_default().extend(members);
    }
    all
}

/// The classes that views make: what is given to a maker of elements.
pub fn classes() -> Names {
    let views = views();
    let first = ["button(", "foreign_link(", "asking(", "line(", "action("];
    let second = ["element(", "heading(", "Frame::new("];
    let all = first.iter().map(|call| (call, 0)).chain(second.iter().map(|call| (call, 1)));
    all.flat_map(|(call, at)| {
        calls(&views, call).into_iter().filter_map(move |found| literal(found.get(at)?))
    })
    .flat_map(|classes| classes.split(' ').map(str::to_owned).collect::<Vec<_>>())
    .filter(|class| !class.is_empty())
    .collect()
}

/// The arguments of each call of a function.
pub fn calls(source: &str, call: &str) -> Vec<Vec<String>> {
    let starts = source.match_indices(call).map(|(at, _)| at);
    let is_whole = |at: &usize| !source[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
    starts.filter(is_whole).map(|at| arguments(&source[at + call.len()..])).collect()
}

/// Splits what follows an opening parenthesis at its own commas.
pub fn arguments(rest: &str) -> Vec<String> {
    let (mut found, mut depth, mut in_text) = (vec![String::new()], 0, false);
    for c in rest.chars() {
        match c {
            '"' => in_text = !in_text,
            '(' | '[' | '{' if !in_text => depth += 1,
            ')' | ']' | '}' if !in_text && depth == 0 => break,
            ')' | ']' | '}' if !in_text => depth -= 1,
            ',' if !in_text && depth == 0 => {
                found.push(String::new());
                continue;
            }
            _ => {}
        }
        found.last_mut().unwrap().push(c);
    }
    found
}

pub fn literal(argument: &str) -> Option<String> {
    let inside = argument.trim().strip_prefix('"')?.strip_suffix('"')?;
    (!inside.contains('"')).then(|| inside.to_owned())
}

/// Custom properties in the order they are declared, with their values.
pub fn tokens(sheet: &str) -> Vec<(String, String)> {
    let sheet = read(sheet);
    let declarations = sheet.split(['{', ';', '}']).map(str::trim);
    let named = declarations.filter_map(|declaration| declaration.split_once(": "));
    let own = named.filter(|(name, _)| name.starts_with("--causerie-"));
    own.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

pub fn placeholders(words: &Value) -> Names {
    let forms: Vec<&str> = match words {
        Value::Object(forms) => forms.values().filter_map(Value::as_str).collect(),
        words => words.as_str().into_iter().collect(),
    };
    forms
        .iter()
        .flat_map(|words| words.split('{').skip(1))
        .map(|rest| format!("{{{}}}", until(rest, '}')))
        .collect()
}

pub fn catalog(file: &str) -> serde_json::Map<String, Value> {
    serde_json::from_str::<Value>(&read(file)).unwrap().as_object().unwrap().clone()
}

pub fn views() -> String {
    ["src/view", "src/view/entry"].iter().flat_map(|folder| files(folder, "rs")).map(read).collect()
}

/// The files of a folder with one ending, as paths from the root.
pub fn files(folder: &str, ending: &str) -> Vec<String> {
    let entries = fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().file_name());
    let names = entries.filter_map(|name| name.into_string().ok());
    let mut found: Vec<_> = names.filter(|name| name.ends_with(&format!(".{ending}"))).collect();
    found.sort();
    assert!(!found.is_empty(), "{folder} has no .{ending}");
    found.into_iter().map(|name| format!("{folder}/{name}")).collect()
}

pub fn read(file: impl AsRef<Path>) -> String {
    let path = root().join(file);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file below a folder, as paths from the root.
pub fn sources(folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root().join(folder)).unwrap() {
        let path = format!("{folder}/{}", entry.unwrap().file_name().into_string().unwrap());
        if root().join(&path).is_dir() {
            found.extend(sources(&path));
        } else if path.ends_with(".rs") {
            found.push(path);
        }
    }
    found
}
