//! The mapping document: what is accepted, and how mistakes are named.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use causerie::mapping::Mapping;
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
fn every_preset_and_the_example_of_the_docs_is_read() {
    for entry in std::fs::read_dir("www/presets").unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let mapping = Mapping::parse(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(Some(mapping.name.as_str()), path.file_stem().and_then(|stem| stem.to_str()));
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
        ("/list/url", json!(7), "/list/url: expected a text, found 7"),
        (
            "/list/query",
            json!({"a": "{x y}"}),
            "/list/query/a: expected a text with variables as {name}, found \"{x y}\"",
        ),
        (
            "/list/headers",
            json!({"Cookie": "x"}),
            "/list/headers/Cookie: expected a header that a page may send, found \"x\"",
        ),
        (
            "/list/headers",
            json!({"sec-Fetch-Site": "x"}),
            "/list/headers/sec-Fetch-Site: expected a header that a page may send, found \"x\"",
        ),
        (
            "/list/headers",
            json!({"X\r\nA": "x"}),
            "/list/headers/X\r\nA: expected a header that a page may send, found \"x\"",
        ),
        ("/list/needs", json!(["a", "b c"]), "/list/needs/1: expected the name of a variable, found \"b c\""),
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
            "/comment/drop/0: expected an object of JSON pointers and tests, found an object",
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
            "/vars: expected names of variables (letters, digits, _ and dots between), found an object",
        ),
        ("/queue", json!({"url": "x"}), "/queue: expected a member items, found none"),
        ("/mapping", json!("2"), "/mapping: expected one of 1, found \"2\""),
        (
            "/name",
            json!("Big"),
            "/name: expected a name of small letters, digits, '.', '_' and '-', found \"Big\"",
        ),
    ] {
        let error = Mapping::parse(&with(pointer, value)).map(|_| ()).unwrap_err();
        assert_eq!(error.to_string(), expected);
    }
    let unknown = Mapping::parse(&with("/lists", json!(1))).unwrap_err().to_string();
    assert!(
        unknown.starts_with(": expected one of $schema, mapping,")
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
    let error = Mapping::parse(&with("/comment/title", expression)).unwrap_err().to_string();
    assert!(error.contains("expressions nested less deeply"), "{error}");
}

#[test]
fn the_schema_and_the_grammar_name_the_same_members() {
    let schema: Value =
        serde_json::from_str(&std::fs::read_to_string("docs/mapping.schema.json").unwrap()).unwrap();
    for (place, part) in [
        ("", ""),
        ("/vars/x", "/properties/vars/additionalProperties"),
        ("/error", "/properties/error"),
        ("/vote", "/properties/vote"),
        ("/live", "/properties/live"),
        ("/auth", "/properties/auth"),
        ("/auth/login", "/properties/auth/properties/login"),
        ("/list/page", "/$defs/paging"),
        ("/comment", "/$defs/comment"),
        ("/comment/author", "/$defs/author"),
        ("/comment/body", "/$defs/comment/properties/body"),
        ("/comment/via", "/$defs/comment/properties/via"),
        ("/comment/votes", "/$defs/votes"),
        ("/comment/replies", "/$defs/comment/properties/replies"),
        ("/comment/title", "/$defs/exprObject"),
    ] {
        let error = Mapping::parse(&with(&[place, "/no"].concat(), json!(1))).unwrap_err().to_string();
        let names = error.split("expected one of ").nth(1).unwrap().split(", found").next().unwrap();
        let mut names: Vec<_> = names.split(", ").collect();
        names.sort_unstable();
        let members = schema.pointer(part).unwrap()["properties"].as_object().unwrap();
        let mut known: Vec<_> = members.keys().collect();
        known.sort_unstable();
        assert_eq!(names, known, "{place}");
    }
}
