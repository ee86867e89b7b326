//! How a mapping reads an answer, told to the person who writes it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::rc::Rc;

use causerie::mapping::explain::{Source, explain, recorded};
use causerie::mapping::{Failure, Mapping};
use common::{answer, preset, setup, snapshot};
use serde_json::{Value, json};

fn told(mapping: Rc<Mapping>, recording: &str) -> Result<String, String> {
    let text = std::fs::read_to_string(recording).unwrap();
    explain(&mapping, setup(&[]), Source::Given(recorded(&text).unwrap()))
}

#[test]
fn recorded_answers_are_explained() {
    for (name, recording) in [
        ("isso", "tests/recordings/isso/19-list-all.json"),
        ("wordpress", "tests/recordings/wordpress/52-list-anonymous-with-pings.json"),
        ("static", "examples/pages/static.json"),
        ("native", "tests/fixtures/native.json"),
    ] {
        let text = told(preset(name), recording).unwrap_or_else(|error| panic!("{name}: {error}"));
        snapshot(&format!("explain-{name}"), &text);
    }
}

/// A mapping whose list and comments are told.
fn mapping(list: &Value, comment: &Value) -> Rc<Mapping> {
    let mut document = json!({
        "mapping": "1", "name": "x", "vars": {"base": {"about": "the API", "required": true}}, "thread": "{page.path}",
        "list": {"url": "{+base}/c", "query": {"t": "{thread}"}, "items": "/items"}, "comment": {"id": "/id", "body": {"html": "/html"}},
        "error": {"code": "/code", "codes": {"gone": "not-found"}, "detail": "/why"}
    });
    for (section, more) in [("list", list), ("comment", comment)] {
        document[section].as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    }
    Rc::new(Mapping::parse(&document.to_string()).unwrap())
}

fn given(mapping: &Rc<Mapping>, status: u16, body: &Value) -> String {
    let answer = answer(status, &body.to_string());
    explain(mapping, setup(&[]), Source::Given(answer)).unwrap_or_else(|error| error)
}

#[test]
fn what_is_wrong_is_told_with_what_to_change() {
    let plain = mapping(&json!({}), &json!({}));
    for (status, body, expected) in [
        (
            200,
            json!({"comments": [], "total": 0}),
            "list.items: /items is not there; the answer has: comments, total",
        ),
        (200, json!({"items": "x"}), "list.items: /items is \"x\", not a list; the answer has: items"),
        (
            200,
            json!([]),
            "list.items: /items is not there; the answer has: no members, it is the list itself: write \"\"",
        ),
        (
            404,
            json!({"code": "gone", "why": "No such page"}),
            "an error: not-found (status 404) No such page.",
        ),
        (200, json!({"items": [{"ID": 1}]}), "left out: entry 0: expected an id, found none; it has: ID"),
        (200, json!({"items": ["x"]}), "left out: entry 0: expected an object; it is \"x\""),
        (200, json!({"items": [{"id": 1, "htm": "x"}]}), "none (1), looked at /html; did you mean `/htm`?"),
        (
            200,
            json!({"items": [{"id": 1, "html": "x", "karma": 7}], "took": 2}),
            "  item: /karma (1), as 7\n  /took (1), as 2\n",
        ),
    ] {
        let found = given(&plain, status, &body);
        assert!(found.contains(expected), "{body}: {found}");
    }
    let html = explain(&plain, setup(&[]), Source::Given(answer(200, "<p>Hello")));
    assert!(
        html.unwrap_err()
            .ends_with("the answer is no JSON: look at the address, and at what the backend says there")
    );
}

#[test]
fn each_field_names_the_alternative_that_gave_it() {
    let comment = json!({
        "author": {"name": ["/author/name", "/who"]}, "created": ["/said", {"at": "/secs", "as": "unix"}],
        "state": {"at": "/s", "map": {"1": "pending"}, "else": "approved"},
        "kind": {"rules": [{"when": {"/ping": true}, "is": "pingback"}], "else": {"const": "comment"}},
        "drop": [{"/secret": true}]
    });
    let items = json!([
        {"id": 1, "author": {"name": "Ann"}, "html": "x", "s": 1, "said": "yesterday", "secs": 5},
        {"id": 2, "who": "Max", "html": "y", "ping": true},
        {"id": 3, "secret": true},
    ]);
    let found = given(&mapping(&json!({}), &comment), 200, &json!({"items": items}));
    for line in [
        "author.name  /author/name (1), /who (1)\n",
        "created      /secs (1), none (1)\n",
        "state        /s by map (1), else \"approved\" (1)\n",
        "kind         else \"comment\" (1), rule 0: \"pingback\" (1)\n",
        "left out: entry 2: `comment.drop` says so\n",
        "2 · Max · (no time) · pingback · y\n",
    ] {
        assert!(found.contains(line), "{line}: {found}");
    }
    assert!(!found.contains("nothing reads"), "{found}");
}

#[test]
fn the_list_is_asked_for_as_the_mapping_says() {
    let mut asked = Vec::new();
    let mut send = |request: &causerie::mapping::Request| {
        asked.push(request.url.clone());
        let body =
            if asked.len() == 1 { r#"[{"id": 42, "comment_status": "open"}]"# } else { r#"[{"id": 1}]"# };
        if asked.len() < 3 { Ok(answer(200, body)) } else { Err(Failure::Network) }
    };
    let mut setup = setup(&[("base", "https://blog.example/wp-json")]);
    let found = explain(&preset("wordpress"), setup, Source::Asked(&mut send)).unwrap();
    assert!(found.contains("comments: 1, in all not told"), "{found}");
    assert!(
        asked[0].contains("/wp/v2/posts?slug=community-manager") && asked[1].contains("/comments?post=42&"),
        "{asked:?}"
    );

    setup = common::setup(&[]);
    let missing =
        explain(&mapping(&json!({}), &json!({})), setup, Source::Asked(&mut |_| Err(Failure::Network)));
    assert_eq!(missing.unwrap_err(), "a variable is missing: add --set base=VALUE, the API");
    setup = common::setup(&[("base", "https://api.example")]);
    let silent =
        explain(&mapping(&json!({}), &json!({})), setup, Source::Asked(&mut |_| Err(Failure::Network)));
    assert!(silent.unwrap_err().starts_with("no answer from https://api.example/c?t="));
}
