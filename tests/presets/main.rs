//! Every preset against what its server really answers: each folder here tells stories of one preset, and keeps what
//! the reader sees and what is sent.
//!
//! `stories.json` names answers recorded in `tests/recordings` or written from documentation in
//! `tests/fixtures/presets`; the other files are written with `UPDATE=1` and read before they are believed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod acts;
mod answers;
#[path = "../common/mod.rs"]
mod common;
mod story;

use std::collections::BTreeSet;

use common::checked;
use serde_json::Value;

/// The names of the presets that have stories.
fn told() -> Vec<String> {
    let folders = std::fs::read_dir("tests/presets").unwrap().map(|entry| entry.unwrap().path());
    let names = folders.filter(|path| path.is_dir()).map(|path| answers::name(&path));
    names.collect::<BTreeSet<_>>().into_iter().collect()
}

fn presets() -> BTreeSet<String> {
    std::fs::read_dir("www/presets").unwrap().map(|entry| answers::name(&entry.unwrap().path())).collect()
}

fn stories(name: &str) -> Value {
    serde_json::from_str(&std::fs::read_to_string(format!("tests/presets/{name}/stories.json")).unwrap())
        .unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn stories_end_as_they_did() {
    for name in told() {
        let all = stories(&name);
        for (title, story) in all["stories"].as_object().unwrap() {
            story::keep(&format!("{name}/{title}"), &story::tell(&name, &all, story));
        }
    }
}

#[test]
fn errors_are_understood() {
    for name in told() {
        let all = stories(&name);
        let mut table = String::new();
        for (wish, errors) in all["errors"].as_object().into_iter().flatten() {
            for names in errors.as_array().unwrap() {
                table.push_str(&story::error(&name, &all, wish, names));
            }
        }
        story::keep(&format!("{name}/errors"), &table);
    }
}

#[test]
fn acts_send_what_the_server_takes() {
    for name in told() {
        let told = acts::tell(&name, &stories(&name));
        if !told.is_empty() {
            story::keep(&format!("{name}/acts"), &told);
        }
    }
}

#[test]
fn every_answer_that_is_kept_is_used() {
    for name in told() {
        let used = stories(&name).to_string();
        let elsewhere = std::fs::read_to_string("tests/mapping_backends.rs").unwrap();
        for kept in answers::kept(&name) {
            let used = used.contains(&format!("\"{kept}\"")) || elsewhere.contains(&kept);
            assert!(used, "{name}: nobody tells of {kept}");
        }
    }
}

#[test]
fn no_answer_is_a_surprise_anywhere() {
    for name in told() {
        let all = stories(&name);
        for kept in answers::kept(&name) {
            for wish in ["open", "more", "replies", "create"] {
                story::try_out(&name, &all, wish, &answers::find(&name, &Value::from(&*kept)).0);
            }
        }
    }
}

#[test]
fn every_preset_is_a_mapping_that_knows_its_name() {
    for name in presets() {
        let text = std::fs::read_to_string(format!("www/presets/{name}.json")).unwrap();
        let mapping = checked(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(mapping.name, name);
        let elsewhere = ["native", "static", "isso", "wordpress"];
        assert!(told().contains(&name) || elsewhere.contains(&&*name), "{name} has no stories");
    }
}

#[test]
fn no_preset_sends_a_header_of_our_own_invention() {
    // Most backends allow few request headers from other origins.
    let known = [
        "Accept",
        "Accept-Language",
        "Authorization",
        "Content-Type",
        "Idempotency-Key",
        "If-Match",
        "Prefer",
        "X-CSRF-Token",
        "X-CSRFToken",
        "X-JWT",
        "X-User-Session",
        "X-WP-Nonce",
        "X-XSRF-TOKEN",
        "apikey",
    ];
    for name in presets() {
        let text = std::fs::read_to_string(format!("www/presets/{name}.json")).unwrap();
        visit(&serde_json::from_str(&text).unwrap(), &mut |member, value| {
            for (header, _) in value.as_object().filter(|_| member == "headers").into_iter().flatten() {
                assert!(known.contains(&&**header), "{name}: {header}");
            }
        });
    }
}

/// Visits all members of all objects.
fn visit(value: &Value, see: &mut dyn FnMut(&str, &Value)) {
    match value {
        Value::Object(members) => members.iter().for_each(|(name, member)| {
            see(name, member);
            visit(member, see);
        }),
        Value::Array(items) => items.iter().for_each(|item| visit(item, see)),
        _ => {}
    }
}
