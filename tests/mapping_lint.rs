//! Advice for people who write a mapping: what is said about each mistake, and what about the presets.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use causerie::mapping::lint::{Level, advice};
use serde_json::{Value, json};

/// A mapping about which there is nothing to say.
fn clean() -> Value {
    json!({
        "mapping": "1", "name": "x", "vars": {"base": {"required": true}}, "thread": "{page.path}",
        "list": {"url": "{+base}/c", "query": {"thread": "{thread}"}, "items": ""},
        "comment": {"id": "/id", "body": {"html": "/html"}}
    })
}

/// What is said about the clean mapping with a value put at each pointer, objects on the way included.
fn said(changes: &[(&str, Value)]) -> Vec<String> {
    let mut mapping = clean();
    for (pointer, value) in changes {
        let (parents, name) = pointer.rsplit_once('/').unwrap();
        let mut place = &mut mapping;
        for parent in parents.split('/').skip(1) {
            place = place.as_object_mut().unwrap().entry(parent).or_insert_with(|| json!({}));
        }
        place[name] = value.clone();
    }
    advice(&mapping.to_string()).iter().map(ToString::to_string).collect()
}

#[test]
fn a_clean_mapping_needs_no_advice() {
    assert_eq!(said(&[]), [""; 0]);
}

/// Each of these was read: it is true, and the preset may keep it until what it waits for is there.
#[test]
fn the_presets_have_no_errors_and_no_warning_but_these() {
    for (name, expected) in [
        (
            "isso",
            &[
                "/list/query/nested_limit: `list.nested` never has a value",
                "/list/can/replyToSelf: the widget knows no such capability",
                "/list/can/notify: the widget knows no such capability",
            ][..],
        ),
        ("native", &["/replies: never used, because no comment says that it has more replies"]),
        ("static", &["/list/capture/thread.key: nothing uses `thread.key`"]),
        ("wordpress", &[]),
    ] {
        let text = std::fs::read_to_string(format!("www/presets/{name}.json")).unwrap();
        let found: Vec<_> = advice(&text).iter().map(ToString::to_string).collect();
        let is_expected = |line: &String| {
            expected
                .iter()
                .any(|words| line.strip_prefix("warning: ").is_some_and(|line| line.starts_with(words)))
        };
        assert!(found.iter().all(is_expected), "{name}: {found:#?}");
        assert_eq!(found.len(), expected.len(), "{name}: {found:#?}");
    }
}

#[test]
fn every_mistake_is_found_not_only_the_first() {
    let found = said(&[
        ("/list/page", json!({"by": "pages", "size": 0})),
        ("/list/item", json!("id")),
        ("/comment/author", json!({"nam": "/n"})),
    ]);
    assert_eq!(
        found,
        [
            "error: /list/page/by: expected one of page, offset, cursor, link, found \"pages\"; did you mean `page`?",
            "error: /list/page/size: expected a whole number above 0, found 0",
            "error: /list/item: expected a JSON pointer (empty, or beginning with /), found \"id\"",
            "error: /comment/author: expected one of id, name, url, avatar, email, roles, owner, badge, found a member \"nam\"; did you mean `name`?",
        ]
    );
    assert!(advice("{\"a\": }")[0].to_string().starts_with("error: the document: this is no JSON: "));
    assert_eq!(advice("{}").len(), 4);
}

#[test]
fn variables_are_followed() {
    for (changes, expected) in [
        (
            vec![("/list/url", json!("{+bas}/c"))],
            vec![
                "error: /list/url: the address begins with `bas`, which never has a value: declare it in `vars`, fill it by a `capture`, or correct the name; did you mean `base`?",
                "warning: /vars/base: nothing uses `base`: write it as {base} where it is needed, or remove it",
            ],
        ),
        (
            vec![("/list/query", json!({"a": "{page.pth}"}))],
            vec![
                "warning: /list/query/a: `page.pth` never has a value: declare it in `vars`, fill it by a `capture`, or remove it; did you mean `page.path`?",
            ],
        ),
        (
            vec![("/list/query", json!({"a": "{draft.name}"}))],
            vec![
                "warning: /list/query/a: `draft.name` has a value only in create, edit, preview: remove it here",
            ],
        ),
        (
            vec![("/resolve", json!([{"needs": ["pots"], "unless": "nobody", "url": "{+base}/x"}]))],
            vec![
                "error: /resolve/0/needs/0: `pots` never has a value, so this is never done: declare it in `vars`, fill it by a `capture`, or remove it",
                "warning: /resolve/0/unless: `nobody` never has a value: declare it in `vars`, fill it by a `capture`, or remove it",
            ],
        ),
        (
            vec![("/capture", json!({"seen": "/seen", "thread.title": "/title"}))],
            vec!["warning: /capture/seen: nothing uses `seen`: use it, or do not capture it"],
        ),
        (
            vec![
                ("/vars/owner", json!({})),
                ("/comment/author", json!({"owner": {"at": "/by", "is": "owner"}})),
            ],
            vec![],
        ),
        (vec![("/comment/link", json!({"text": "{+base}/{id}", "with": {"id": "/id"}}))], vec![]),
        (vec![("/comment/link", json!({"text": "/template/{x}", "with": {"id": "/id"}}))], vec![]),
        (
            vec![("/comment/link", json!({"text": "#{idd}", "with": {"id": "/id"}}))],
            vec![
                "warning: /comment/link/text: `idd` never has a value: declare it in `vars`, fill it by a `capture`, or remove it",
            ],
        ),
    ] {
        assert_eq!(said(&changes), expected, "{changes:?}");
    }
}

#[test]
fn secrets_stay_secret() {
    let token = |more: Value| {
        let mut variable = json!({"secret": true});
        variable.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        ("/vars/auth.token", variable)
    };
    let left_out =
        "`auth.token` is a secret, which addresses leave out: send it in a header or a body, or set `inUrl`";
    for (changes, expected) in [
        (vec![token(json!({})), ("/http", json!({"headers": {"X-Token": "{auth.token}"}}))], vec![]),
        (
            vec![token(json!({})), ("/list/query", json!({"token": "{auth.token}"}))],
            vec![format!("error: /list/query/token: {left_out}")],
        ),
        (
            vec![token(json!({})), ("/list/url", json!("{+base}/c{?auth.token}"))],
            vec![format!("error: /list/url: {left_out}")],
        ),
        (vec![token(json!({"inUrl": true})), ("/list/url", json!("{+base}/c{?auth.token}"))], vec![]),
        (
            vec![token(json!({})), ("/comment/title", json!({"text": "{auth.token}"}))],
            vec![
                "error: /comment/title/text: `auth.token` is a secret, which is never shown: remove it, or `secret`".into(),
            ],
        ),
        (
            vec![token(json!({"default": "x"})), ("/http", json!({"headers": {"X-Token": "{auth.token}"}}))],
            vec![
                "warning: /vars/auth.token/default: everybody can read a mapping, so a secret in it is none: remove `default`, or `secret`".into(),
            ],
        ),
        (
            vec![("/http", json!({"headers": {"Authorization": "Bearer 0123456789"}}))],
            vec![
                "warning: /http/headers/Authorization: everybody can read a mapping: declare a variable with `secret`, and let the page set it".into(),
            ],
        ),
        (
            vec![("/vars/base/default", json!("http://api.example/v1"))],
            vec![
                "warning: /vars/base/default: browsers refuse http from a page of https, and anybody can read along: write https".into(),
            ],
        ),
        (vec![("/vars/base/default", json!("http://localhost:8080"))], vec![]),
    ] {
        assert_eq!(said(&changes), expected, "{changes:?}");
    }
}

#[test]
fn what_is_never_reached_is_named() {
    for (pointer, value, expected) in [
        ("/comment/title", json!(["/a", {"const": "x"}]), ""),
        ("/comment/title", json!([{"at": "/a", "map": {"1": "x"}}, "/b"]), ""),
        ("/comment/created", json!([{"at": "/a", "else": "x"}, "/b"]), ""),
        (
            "/comment/title",
            json!([{"const": "x"}, "/a"]),
            "/comment/title/1: never reached: alternative 0 always has a value; move it to the end, or remove this",
        ),
        (
            "/comment/title",
            json!(["/a", {"at": "/b", "else": "x"}, "/c"]),
            "/comment/title/2: never reached: alternative 1 always has a value; remove its `else`, or remove this",
        ),
        (
            "/comment/title",
            json!({"rules": [{"when": {"/a": [1, 2]}, "is": "x"}, {"when": {"/a": 2, "/b": 1}, "is": "y"}]}),
            "/comment/title/rules/1: never reached: a rule before it holds whenever this one does; move this one before it",
        ),
        (
            "/comment/title",
            json!({"rules": [{"when": {"/a": 1, "/b": 1}, "is": "x"}, {"when": {"/a": 1}, "is": "y"}]}),
            "",
        ),
        (
            "/comment/title",
            json!({"rules": [{"when": {"": {"present": true}}, "is": "x"}, {"when": {"/a": 1}, "is": "y"}]}),
            "/comment/title/rules/1: never reached: a rule before it always holds; move that one to the end, as `else`",
        ),
        (
            "/comment/title",
            json!({"rules": [{"when": [{"/a": {"present": true}}, {"/a": {"present": false}}], "is": "x"}, {"when": {"/b": 1}, "is": "y"}]}),
            "/comment/title/rules/1: never reached: a rule before it always holds; move that one to the end, as `else`",
        ),
        (
            "/comment/title",
            json!({"at": "/a", "index": 1}),
            "/comment/title/index: `index` has no effect without `split`: add that, or remove it",
        ),
        (
            "/error",
            json!({"codes": {"x": "spam"}}),
            "/error/codes: never looked into: add `code`, which reads it from the answer",
        ),
        (
            "/replies",
            json!({"url": "{+base}/r/{comment.id}", "items": ""}),
            "/replies: never used, because no comment says that it has more replies: add `comment.replies.hidden`, or remove this",
        ),
        (
            "/comment/replies",
            json!({"hidden": "/h"}),
            "/comment/replies/hidden: hidden replies are announced but cannot be loaded: add a list `replies`, or remove this",
        ),
        (
            "/list/body",
            json!({"a": "{thread}"}),
            "/list/body: a GET request has no body: set `method` to POST, or use `query`",
        ),
    ] {
        let found = said(&[(pointer, value.clone())]);
        let expected: Vec<_> =
            (!expected.is_empty()).then(|| format!("warning: {expected}")).into_iter().collect();
        assert_eq!(found, expected, "{pointer} {value}");
    }
}

#[test]
fn what_cannot_work_is_an_error() {
    let post = |more: Value| {
        let mut way = json!({"method": "POST", "url": "{+base}/c", "body": {"text": "{draft.body}"}});
        way.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        way
    };
    for (pointer, value, expected) in [
        (
            "/list/url",
            json!("{base}/c"),
            "/list/url: the widget refuses an address that begins with {base}: write {+base}",
        ),
        (
            "/list/url",
            json!("https://{base}/c"),
            "/list/url: a variable must not choose the host: write the whole host and a slash before the first {",
        ),
        (
            "/resolve",
            json!([{"capture": {"thread": "/id"}}]),
            "/resolve/0: this request has no address: add `url`",
        ),
        (
            "/list/page",
            json!({"by": "page"}),
            "/list/page/by: {list.page} is sent nowhere, so every page is the first: put it into `query`, or use another `by`",
        ),
        (
            "/list/sorts",
            json!({"oldest": {"order": "asc"}}),
            "/list/sorts: {sort.order} is sent nowhere, so the order never changes: put it into `query`",
        ),
        (
            "/comment/state",
            json!({"at": "/s", "map": {"1": "aproved", "0": "pending"}}),
            "/comment/state/map/1: `aproved` is no state: write one of approved, pending, spam, rejected, trashed, hidden, deleted; did you mean `approved`?",
        ),
        (
            "/comment/author",
            json!({"roles": [{"at": "/r", "map": {"a/b": "admin"}}]}),
            "/comment/author/roles/0/map/a~1b: `admin` is no role: write one of owner, moderator, member, verified, bot",
        ),
        (
            "/can",
            json!({"closed": {"at": "/x", "map": {"1": "true"}}}),
            "/can/closed/map/1: \"true\" has no effect here: write true or false",
        ),
        (
            "/create",
            post(json!({"body": {}})),
            "/create: the comment itself is sent nowhere: put {draft.body} into `body`",
        ),
        (
            "/create",
            post(json!({"fields": {"name": "required"}})),
            "/create/fields/name: the field is required but sent nowhere: put {draft.name} into `body`, or remove it",
        ),
        (
            "/create",
            post(json!({"then": "insert"})),
            "/create/then: without `item` there is no comment to show: add `item` (\"\" is the whole answer), or write refresh",
        ),
    ] {
        let found = said(&[(pointer, value.clone())]);
        let errors: Vec<_> = found.iter().filter(|line| line.starts_with("error")).cloned().collect();
        assert_eq!(errors, [format!("error: {expected}")], "{pointer} {value}: {found:#?}");
    }
    let second = said(&[("/create", json!([post(json!({})), post(json!({"needs": ["base"]}))]))]);
    assert_eq!(
        second,
        [
            "warning: /create/1: never used: the one before needs nothing, so it is always taken; give that one `needs`, or move it to the end"
        ]
    );
}

#[test]
fn advice_about_nonsense_does_not_panic() {
    let text = std::fs::read_to_string("www/presets/wordpress.json").unwrap();
    let preset: Value = serde_json::from_str(&text).unwrap();
    let mut places = vec![String::new()];
    let mut at = 0;
    while at < places.len() {
        let place = places[at].clone();
        if let Some(Value::Object(members)) = preset.pointer(&place) {
            places.extend(
                members.keys().map(|name| format!("{place}/{}", name.replace('~', "~0").replace('/', "~1"))),
            );
        }
        at += 1;
    }
    for (count, place) in places.iter().enumerate().step_by(3) {
        let odd = [json!(null), json!([[]]), json!({}), json!("{"), json!(7), json!([{"const": null}])];
        let mut changed = preset.clone();
        *changed.pointer_mut(place).unwrap() = odd[count % odd.len()].clone();
        assert!(
            advice(&changed.to_string())
                .iter()
                .all(|finding| finding.level == Level::Error || !finding.words.is_empty())
        );
    }
}
