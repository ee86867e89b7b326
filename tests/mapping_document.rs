//! The mapping document: what is accepted, and how mistakes are named.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::fs;
use std::rc::Rc;

use causerie::mapping::{Client, Mapping};
use common::{SCHEMA, Silent, checked, run, setup};
use serde_json::{Value, json};

fn minimal() -> Value {
    json!({"mapping": "1", "name": "x", "list": {"url": "{+base}/c", "items": ""}, "comment": {"id": "/id", "body": {"html": "/html"}}})
}

/// Puts a value at a pointer of the minimal mapping, objects on the way included.
fn with(pointer: &str, value: Value) -> String {
    let mut mapping = minimal();
    let (parents, name) = pointer.rsplit_once('/').unwrap();
    let mut place = &mut mapping;
    for parent in parents.split('/').skip(1) {
        place = place.as_object_mut().unwrap().entry(parent).or_insert_with(|| json!({}));
    }
    place[name] = value;
    mapping.to_string()
}

#[test]
fn every_preset_follows_the_rules() {
    for (name, text) in presets() {
        let mapping = checked(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(mapping.name, name);
    }
}

#[test]
fn mistakes_name_their_place() {
    for (pointer, value, expected) in [
        (
            "/list/page/by",
            json!("pages"),
            "/list/page/by: expected one of page, offset, cursor, link, found \"pages\"",
        ),
        (
            "/list/item",
            json!("id"),
            "/list/item: expected a JSON pointer (empty, or beginning with /), found \"id\"",
        ),
        ("/list/url", json!("{+base/c"), "/list/url: expected a URI template (RFC 6570), found \"{+base/c\""),
        ("/list/url", json!(7), "/list/url: expected a URI template (RFC 6570), found 7"),
        (
            "/list/query",
            json!({"a": "{x y}"}),
            "/list/query/a: expected a text with variables as {name}, or with other braces {\"$text\": \"…\"}, found \"{x y}\"",
        ),
        (
            "/list/headers",
            json!({"Cookie": "x"}),
            "/list/headers: expected a header that a page may send, found a member \"Cookie\"",
        ),
        (
            "/list/headers",
            json!({"sec-Fetch-Site": "x"}),
            "/list/headers: expected a header that a page may send, found a member \"sec-Fetch-Site\"",
        ),
        (
            "/list/headers",
            json!({"X\r\nA": "x"}),
            "/list/headers: expected a header that a page may send, found a member \"X\\r\\nA\"",
        ),
        (
            "/list/needs",
            json!(["a", "b c"]),
            "/list/needs/1: expected the name of a variable (letters, digits, _ and dots between), found \"b c\"",
        ),
        (
            "/list/sorts",
            json!({"hot": "x"}),
            "/list/sorts: expected one of oldest, newest, best, active, controversial, found a member \"hot\"",
        ),
        (
            "/comment/id",
            json!(true),
            "/comment/id: expected a pointer, an array of expressions or an object, found true",
        ),
        (
            "/comment/state",
            json!({"at": "/a", "var": "b"}),
            "/comment/state: expected exactly one of at, const, var, key, header, link, response, last, text, rules, found an object",
        ),
        (
            "/comment/state",
            json!({"map": {}}),
            "/comment/state: expected exactly one of at, const, var, key, header, link, response, last, text, rules, found an object",
        ),
        (
            "/comment/created",
            json!({"at": "/a", "as": "date"}),
            "/comment/created/as: expected one of iso, utc, local, zone, unix, unixms, number, text, entities, found \"date\"",
        ),
        (
            "/comment/drop",
            json!([{"type": 1}]),
            "/comment/drop/0: expected a JSON pointer (empty, or beginning with /), found a member \"type\"",
        ),
        (
            "/comment/author",
            json!({"nam~/e": "/a"}),
            "/comment/author: expected one of id, name, url, avatar, email, roles, owner, badge, found a member \"nam~/e\"",
        ),
        (
            "/create",
            json!([{"fields": {"name": "must"}}]),
            "/create/0/fields/name: expected one of required, optional, absent, found \"must\"",
        ),
        (
            "/vote/style",
            json!("twice"),
            "/vote/style: expected one of once, toggle, set, opposite-clears, found \"twice\"",
        ),
        (
            "/moderate/approve",
            json!({"then": "go"}),
            "/moderate/approve/then: expected one of insert, replace, remove, refresh, wait, found \"go\"",
        ),
        (
            "/live/by",
            json!("carrier pigeon"),
            "/live/by: expected one of sse, ws, poll, found \"carrier pigeon\"",
        ),
        (
            "/error/codes",
            json!({"x": "oops"}),
            "/error/codes/x: expected the name of a problem, as in docs/backends.md, found \"oops\"",
        ),
        (
            "/vars",
            json!({"a b": {}}),
            "/vars: expected the name of a variable (letters, digits, _ and dots between), found a member \"a b\"",
        ),
        (
            "/comment/drop",
            json!([{}]),
            "/comment/drop/0: expected an object of JSON pointers and tests, found an object",
        ),
        (
            "/comment/drop",
            json!([{"/type": {"not": 1, "present": true}}]),
            "/comment/drop/0/~1type: expected exactly one of not, present, found an object",
        ),
        ("/comment/mine", json!("me"), "/comment/mine: expected session or a JSON pointer, found \"me\""),
        (
            "/comment/state",
            json!({"rules": [{"when": {"/a": 1}}]}),
            "/comment/state/rules/0: expected exactly one of is, use, found an object",
        ),
        (
            "/comment/state",
            json!({"at": "/a", "index": 0.5}),
            "/comment/state/index: expected a whole number, found 0.5",
        ),
        ("/comment/state", json!(["/a", {"key": 1}]), "/comment/state/1/key: expected true, found 1"),
        (
            "/comment/body",
            json!({}),
            "/comment/body: expected an object with html, markdown or text, found an object",
        ),
        (
            "/create",
            json!({"body": {"a": [{"$first": ["{a}"], "b": 1}]}}),
            "/create/body/a/0: expected $first or $text and no other member, found an object",
        ),
        (
            "/create",
            json!({"url": "x", "do": 1}),
            "/create: expected one of open, sameOrigin, kind, fields, challenge, before, item, id, format, window, then, unless, needs, capture, can, method, url, query, headers, encoding, body, credentials, found a member \"do\"",
        ),
        (
            "/list/page",
            json!({"by": "page", "size": 0}),
            "/list/page/size: expected a whole number above 0, found 0",
        ),
        (
            "/moderate",
            json!({"burn": {}}),
            "/moderate: expected one of approve, hold, spam, ham, reject, trash, restore, purge, hide, unhide, pin, unpin, collapse, expand, block, unblock, close, open, found a member \"burn\"",
        ),
        ("/resolve", json!({}), "/resolve: expected a JSON array, found an object"),
        ("/queue", json!({"url": "x"}), "/queue: expected a member items, found none"),
        ("/mapping", json!("2"), "/mapping: expected one of 1, found \"2\""),
        (
            "/name",
            json!("Big"),
            "/name: expected a name of small letters, digits, '.', '_' and '-', found \"Big\"",
        ),
    ] {
        let error = checked(&with(pointer, value)).unwrap_err();
        assert_eq!(error.to_string(), expected);
    }
    let unknown = checked(&with("/lists", json!(1))).unwrap_err().to_string();
    assert!(
        unknown.starts_with("expected one of $schema, mapping,")
            && unknown.ends_with("found a member \"lists\"")
    );
    assert!(Mapping::parse("{").unwrap_err().to_string().starts_with("expected JSON, found "));
}

#[test]
fn nesting_is_bounded() {
    let mut expression = json!("/a");
    for _ in 0..40 {
        expression = json!([expression]);
    }
    let error = checked(&with("/comment/title", expression)).unwrap_err().to_string();
    assert!(error.contains("expressions nested less deeply"), "{error}");
}

#[test]
fn what_the_rules_allow_beside_the_presets_is_taken() {
    for (pointer, value) in [
        ("/comment/state", json!({"else": "approved", "as": "text"})),
        ("/comment/mine", json!("session")),
        (
            "/comment/title",
            json!({"text": ["/a", {"const": "{b}"}], "with": {"b": "/b"}, "else": {"const": 1}}),
        ),
        (
            "/comment/drop",
            json!([{"": null, "/a": [1, "b"], "/c": {"not": [true]}, "/d": {"present": false}}]),
        ),
        ("/comment/body/emoji", json!({"in": "/emoji", "key": "index", "value": ""})),
        (
            "/create",
            json!([{"body": {"$first": ["{a}", {"$first": [1]}]}, "fields": {"url": {"need": "absent"}}}]),
        ),
        ("/auth/login", json!({"done": "focus"})),
        ("/live", json!({"by": "sse", "events": {"": {"then": "refresh"}}})),
        ("/can", json!({"reply": true, "edit": "/x"})),
    ] {
        checked(&with(pointer, value)).unwrap();
    }
}

#[test]
fn no_document_and_no_schema_makes_it_panic() {
    let schema = fs::read_to_string(SCHEMA).unwrap();
    for odd in odd() {
        let _ = Mapping::parse(&odd.to_string()).unwrap().check(&schema);
    }
    for (index, (_, text)) in presets().into_iter().enumerate() {
        let preset: Value = serde_json::from_str(&text).unwrap();
        // There are many presets: each is changed at every fifth place, with every kind of oddity.
        for changed in changed(&preset).skip(index % 5).step_by(5) {
            let mapping = Mapping::parse(&changed.to_string()).unwrap();
            let _ = mapping.check(&schema);
            // What was not checked is read all the same.
            let Ok(client) = Client::new(Rc::new(mapping), setup(&[("base", "https://api.example")]), Silent)
            else {
                continue;
            };
            let _ = run(client.open(None, None));
        }
    }
    let document = Mapping::parse(&minimal().to_string()).unwrap();
    for changed in changed(&serde_json::from_str(&schema).unwrap()).step_by(7) {
        let _ = document.check(&changed.to_string());
    }
}

/// The presets: their names and texts.
fn presets() -> Vec<(String, String)> {
    let files = fs::read_dir("www/presets").unwrap().map(|entry| entry.unwrap().path());
    files
        .map(|path| {
            (path.file_stem().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(path).unwrap())
        })
        .collect()
}

/// What somebody might write by mistake.
fn odd() -> [Value; 8] {
    [
        json!(null),
        json!(-1.5),
        json!("{"),
        json!("/~"),
        json!([]),
        json!([{}]),
        json!({}),
        json!({"$first": 1, "": []}),
    ]
}

/// What becomes of a document when one place or another holds something odd, or nothing.
fn changed(document: &Value) -> impl Iterator<Item = Value> {
    let mut places = Vec::new();
    collect(document, "", &mut places);
    places.into_iter().enumerate().map(|(count, at)| {
        let mut changed = document.clone();
        let (parent, name) = at.rsplit_once('/').unwrap();
        let odd = odd().into_iter().nth(count % 9);
        match (changed.pointer_mut(parent).unwrap(), odd) {
            (Value::Object(members), None) => {
                drop(members.remove(&name.replace("~1", "/").replace("~0", "~")))
            }
            (_, odd) => *changed.pointer_mut(&at).unwrap() = odd.unwrap_or_default(),
        }
        changed
    })
}

/// The pointers to all places of a document but its root.
fn collect(value: &Value, at: &str, places: &mut Vec<String>) {
    let mut enter = |name: &str, value| {
        let at = format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
        places.push(at.clone());
        collect(value, &at, places);
    };
    match value {
        Value::Object(members) => members.iter().for_each(|(name, member)| enter(name, member)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| enter(&index.to_string(), item))
        }
        _ => {}
    }
}
