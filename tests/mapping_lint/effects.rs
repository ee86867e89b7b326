//! What has no effect, and what cannot work.

use crate::said;
use serde_json::{Value, json};

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
            "/replies: never used, because no comment says that it has more replies: add `comment.replies.hidden` or `comment.replies.next`, or remove this",
        ),
        (
            "/comment/replies",
            json!({"hidden": "/h"}),
            "/comment/replies/hidden: hidden replies are announced but cannot be loaded: add a list `replies`, or remove this",
        ),
        (
            "/comment/replies",
            json!({"next": "/n"}),
            "/comment/replies/next: hidden replies are announced but cannot be loaded: add a list `replies`, or remove this",
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
            "/counts",
            json!({"url": "{+base}/n", "each": {"in": "", "key": "index", "value": ""}}),
            "/counts: {list.threads} is sent nowhere, so nobody knows what to count: put it into `query` or `body`",
        ),
        (
            "/count",
            json!({"url": "{+base}/n", "value": ["/n", {"rules": [{"when": {"/a": 1}, "is": 1}]}]}),
            "/count/value/1/rules: `rules` is not known where counts are read: read a pointer, a header or a part of a text",
        ),
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
            "/edit",
            json!({"method": "PUT", "url": "{+base}/c/{comment.id}"}),
            "/edit: the changed text is sent nowhere: put {draft.body} into `body`",
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
