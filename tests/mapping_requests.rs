//! Which requests are made, in which order, with which variables.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use causerie::mapping::{Place, Request, Response, Setup};
use causerie::model::{Comment, CommentId, Create, Created, Draft, Need};
use common::flat::{BASE, mapping, merge, open};
use common::{answer, client_of, run, setup};
use serde_json::{Value, json};

const EMPTY: &str = r#"{"items": []}"#;

/// Opens a thread with options and what stands on the page; tells the paths that were asked for.
fn asked(more: Value, options: &[(&str, &str)], page: &[(&str, &str)], answers: Vec<Response>) -> String {
    let all: Vec<_> = BASE.iter().chain(options).copied().collect();
    let page: Vec<_> = page.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let setup = Setup {
        lookup: Box::new(move |place, name| {
            let wanted = if place == Place::Meta { ["meta ", name] } else { ["cookie ", name] }.concat();
            page.iter().find(|(found, _)| *found == wanted).map(|(_, value)| value.clone())
        }),
        ..setup(&all)
    };
    let (client, sent) = client_of(mapping(more), setup, answers);
    let found = run(client.open(None, None));
    let paths = sent.borrow();
    let mut paths: Vec<_> =
        paths.iter().map(|request| request.url.replace("https://api.example/v1/", "")).collect();
    if let Err(problem) = found {
        paths.push(problem.kind.as_str().to_owned());
    }
    paths.join(" ")
}

#[test]
fn a_variable_has_the_best_of_its_values() {
    let vars = json!({
        "vars": {
            "default": {"default": "{+page.origin}/{page.lang}"},
            "chained": {"default": "{+default}!"}, "lacking": {"default": "{nothing}!"},
            "cookie": {"from": [{"cookie": "c"}, {"meta": "m"}]}, "meta": {"from": [{"cookie": "none"}, {"meta": "m"}]},
            "first": {"from": [{"var": "long", "split": "/", "index": 0}]},
            "last": {"from": [{"var": "long", "split": "/", "index": -1}], "default": "d"},
            "beyond": {"from": [{"var": "long", "split": "/", "index": 9}], "default": "d"},
            "long": {}, "Camel.Case_x": {}, "found": {"from": [{"meta": "m"}], "default": "d"},
            "auth.key": {"secret": true, "inUrl": true}
        },
        "resolve": [{"url": "{+base}/r", "capture": {"found": "/found", "long": "/long", "auth.key": "/key"}}]
    });
    let page = &[("cookie c", "C"), ("meta m", "M")];
    let from_answer = r#"{"found": "captured", "long": "x/y", "key": "fresh"}"#;
    for (name, options, first, expected) in [
        ("default", &[][..], "{}", "https%3A%2F%2Fblog.example%2Ffr"),
        // `chained` begins with it, so it is an address, relative to the page.
        ("default", &[("default", "own/")], "{}", "https%3A%2F%2Fblog.example%2F2011%2F03%2Fown"),
        ("chained", &[], "{}", "https%3A%2F%2Fblog.example%2Ffr%21"),
        ("lacking", &[], "{}", ""),
        ("cookie", &[], "{}", "C"),
        ("meta", &[], "{}", "M"),
        ("first", &[("long", "a/b/c")], "{}", "a"),
        ("last", &[("long", "a/b/c")], "{}", "c"),
        ("last", &[("last", "own"), ("long", "a/b/c")], "{}", "own"),
        ("beyond", &[("long", "a/b/c")], "{}", "d"),
        ("Camel.Case_x", &[("data-camel-case-x", "v")], "{}", "v"),
        ("Camel.Case_x", &[("camelCaseX", "v")], "{}", "v"),
        ("found", &[], "{}", "M"),
        ("found", &[], from_answer, "captured"),
        ("found", &[("found", "own")], from_answer, "own"),
        ("found", &[("found", "")], from_answer, "captured"),
        ("last", &[], from_answer, "y"),
        // A fresh session beats the one the page was printed with.
        ("auth.key", &[("auth-key", "stale")], from_answer, "fresh"),
        ("page.slug", &[], "{}", "community-manager-ou-animateur"),
        ("page.host", &[], "{}", "blog.example"),
        ("env.ua", &[], "{}", "test"),
    ] {
        let mut more = vars.clone();
        merge(&mut more, json!({"list": {"query": {"v": format!("{{{name}}}")}}}));
        let answers = vec![answer(200, first), answer(200, EMPTY)];
        let expected = if expected.is_empty() { "c".to_owned() } else { format!("c?v={expected}") };
        assert_eq!(asked(more, options, page, answers), format!("r {expected}"), "{name} {options:?}");
    }
}

#[test]
fn steps_are_taken_when_they_are_due() {
    let more = json!({
        "vars": {"post": {}, "token": {}},
        "resolve": [
            {"unless": "post", "url": "{+base}/find", "capture": {"post": "/post"}},
            {"needs": ["post"], "url": "{+base}/post/{post}"},
            {"needs": ["post", "token"], "url": "{+base}/private"}
        ],
        "config": {"url": "{+base}/config"},
        "more": [{"url": "{+base}/more", "items": "/items"}, {"needs": ["token"], "url": "{+base}/mine", "items": "/items"}]
    });
    let all = |count: usize| vec![answer(200, r#"{"post": 7, "items": []}"#); count];
    for (options, expected) in [
        (&[][..], "find post/7 config c more"),
        (&[("post", "3")], "post/3 config c more"),
        (&[("post", "3"), ("token", "t")], "post/3 private config c more mine"),
    ] {
        let count = expected.split(' ').count();
        assert_eq!(asked(more.clone(), options, &[], all(count)), expected);
    }
}

#[test]
fn only_what_names_the_thread_must_be_found() {
    let find =
        json!({"thread": "{post}", "resolve": [{"url": "{+base}/find", "capture": {"post": "/post"}}]});
    let by_title = json!({"thread": "{page.title}", "resolve": [{"url": "{+base}/find"}], "config": {"url": "{+base}/config"}});
    for (more, answers, expected) in [
        (&find, vec![answer(200, r#"{"post": 7}"#), answer(200, EMPTY)], "find c"),
        (&find, vec![answer(200, "{}")], "find not-found"),
        (&find, vec![answer(500, "")], "find server"),
        (&find, vec![answer(404, "")], "find not-found"),
        (&by_title, vec![answer(500, ""), answer(500, ""), answer(200, EMPTY)], "find config c"),
        (&by_title, vec![answer(200, "<p>"), answer(200, "no"), answer(200, EMPTY)], "find config c"),
    ] {
        assert_eq!(asked(more.clone(), &[], &[], answers), expected, "{more}");
    }
}

#[test]
fn settings_narrow_what_may_be_done() {
    let told = |can: Value, config: &str, list: &str| {
        let more = json!({
            "config": {"url": "{+base}/config", "can": {"closed": "/closed", "maxLength": "/max", "field.email": {"at": "/mail", "map": {"true": "required"}}}},
            "list": {"can": {"closed": "/closed", "reply": "/reply", "maxDepth": "/depth"}}, "can": can,
            "create": {"method": "POST", "url": "{+base}/c", "body": {"t": "{draft.body}", "m": "{draft.email}", "p": "{draft.parent}"}}
        });
        let answers = vec![answer(200, config), answer(200, list)];
        let (client, _) = client_of(mapping(more), setup(BASE), answers);
        let can = run(client.open(None, None)).unwrap().capabilities;
        let (email, length) = (can.fields.email.need, can.fields.body.max_length);
        (can.create, can.reply, email, length, can.max_depth)
    };
    let nothing = json!({});
    for (can, config, list, expected) in [
        (&nothing, "{}", EMPTY, (Create::Form, true, Need::Optional, None, None)),
        (
            &nothing,
            r#"{"max": "500", "mail": true}"#,
            EMPTY,
            (Create::Form, true, Need::Required, Some(500), None),
        ),
        (&nothing, r#"{"closed": true}"#, EMPTY, (Create::Closed, false, Need::Optional, None, None)),
        // The list knows better than the settings, and both than the mapping.
        (
            &nothing,
            r#"{"closed": true}"#,
            r#"{"items": [], "closed": false}"#,
            (Create::Form, true, Need::Optional, None, None),
        ),
        (&json!({"closed": true}), "{}", EMPTY, (Create::Closed, false, Need::Optional, None, None)),
        (
            &json!({"closed": true}),
            r#"{"closed": false}"#,
            EMPTY,
            (Create::Form, true, Need::Optional, None, None),
        ),
        (
            &nothing,
            "{}",
            r#"{"items": [], "reply": false, "depth": 2}"#,
            (Create::Form, false, Need::Optional, None, Some(2)),
        ),
        (&json!({"create": false}), "{}", EMPTY, (Create::Unavailable, false, Need::Optional, None, None)),
    ] {
        assert_eq!(told(can.clone(), config, list), expected, "{can} {config} {list}");
    }
}

#[test]
fn further_lists_are_merged_and_may_fail() {
    let more = json!({"more": [{"url": "{+base}/pings", "items": "/pings"}, {"url": "{+base}/likes", "items": "/likes"}]});
    let list = answer(200, r#"{"items": [{"id": 1}]}"#);
    let pings = answer(200, r#"{"pings": [{"id": 2, "parent": 1}, {"id": 1}]}"#);
    let answers = vec![list.clone(), pings, answer(500, "")];
    assert_eq!(open(more.clone(), answers), "1 2<1 [a further list: server]");
    let answers = vec![list, answer(200, "[]"), answer(200, r#"{"likes": []}"#)];
    assert_eq!(open(more, answers), "1 [a further list: malformed]");
}

#[test]
fn what_comes_before_a_write_must_succeed() {
    let more = json!({
        "vars": {"me": {}},
        "create": {
            "before": [{"unless": "me", "url": "{+base}/in", "query": {"who": "{draft.name}"}, "capture": {"me": "/me"}}],
            "method": "POST", "url": "{+base}/c", "body": {"by": "{me}", "text": "{draft.body}"}, "item": ""
        }
    });
    let draft = Draft { body: "x".into(), name: "Ann".into(), ..Draft::default() };
    let made = answer(201, r#"{"id": 5}"#);
    for (options, answers, expected) in [
        (
            &[][..],
            vec![answer(200, r#"{"me": "u1"}"#), made.clone()],
            "in?who=Ann - c {\"by\":\"u1\",\"text\":\"x\"} ok",
        ),
        (&[("me", "u2")], vec![made], "c {\"by\":\"u2\",\"text\":\"x\"} ok"),
        (&[], vec![answer(403, "")], "in?who=Ann - forbidden"),
    ] {
        let options: Vec<_> = BASE.iter().chain(options).copied().collect();
        let (client, sent) = client_of(mapping(more.clone()), setup(&options), answers);
        let end = match run(client.create(&draft)) {
            Ok(Created::Comment(_)) => "ok".to_owned(),
            Ok(other) => format!("{other:?}"),
            Err(problem) => problem.kind.as_str().to_owned(),
        };
        let mut words = Vec::new();
        for request in sent.borrow().iter() {
            words.push(request.url.replace("https://api.example/v1/", ""));
            words.push(request.body.clone().unwrap_or_else(|| "-".into()));
        }
        words.push(end);
        assert_eq!(words.join(" "), expected);
    }
}

#[test]
fn a_list_that_is_not_there_may_be_empty() {
    let more = json!({"list": {"empty": [404, 410]}});
    for (status, expected) in
        [(404, ""), (410, ""), (403, "forbidden 403 None [] None"), (500, "server 500 None [] None")]
    {
        assert_eq!(open(more.clone(), vec![answer(status, "")]), expected, "{status}");
    }
}

#[test]
fn bodies_and_queries_hold_what_has_a_value() {
    let more = json!({
        "vars": {"list": {}, "lacking": {}},
        "http": {"query": {"k": "key", "over": "http"}, "body": {"token": {"$first": ["{lacking}", "none"]}, "over": "http"}, "headers": {"X-A": "http", "X-B": "{lacking}"}},
        "create": {
            "method": "POST", "url": "{+base}/c?fixed=1", "query": {"over": "own", "tag[]": ["a b", "{lacking}", "{draft.name}"], "none": "{lacking}"},
            "headers": {"x-a": "own"},
            "body": {"over": "own", "nested": {"deep": {"gone": "{lacking}"}}, "list": ["{draft.body}", "{lacking}", 1, true, null], "text": "{draft.name}: {draft.body}", "half": "{lacking}/{draft.name}", "fixed": {"n": 0}, "honeypot": ""}
        }
    });
    let body = r#"{"token":"none","over":"own","list":["x & é",1,true,null],"text":"Ann: x & é","half":"/Ann","fixed":{"n":0},"honeypot":""}"#;
    let form = "token=none&over=own&list=x%20%26%20%C3%A9&list=1&list=true&text=Ann%3A%20x%20%26%20%C3%A9&half=%2FAnn&honeypot=";
    for (encoding, kind, body) in
        [("json", "application/json", body), ("form", "application/x-www-form-urlencoded", form)]
    {
        let mut more = more.clone();
        merge(&mut more, json!({"create": {"encoding": encoding}}));
        let (client, sent) = client_of(mapping(more), setup(BASE), vec![answer(200, "{}")]);
        let draft = Draft { body: "x & é".into(), name: " Ann ".into(), ..Draft::default() };
        run(client.create(&draft)).unwrap();
        let request = sent.borrow()[0].clone();
        assert_eq!(
            request.url,
            "https://api.example/v1/c?fixed=1&k=key&over=own&tag%5B%5D=a%20b&tag%5B%5D=Ann"
        );
        assert_eq!(request.body.as_deref(), Some(body), "{encoding}");
        let headers = [("x-a", "own"), ("Accept", "application/json"), ("Content-Type", kind)];
        assert_eq!(request.headers, headers.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }
}

#[test]
fn ids_go_back_as_the_type_they_came() {
    let more = json!({"create": {"method": "POST", "url": "{+base}/c/{draft.parent}", "body": {"p": "{draft.parent}", "r": "{draft.root}", "s": "#{draft.parent}"}}});
    for (id, expected) in [
        (CommentId::number("24"), r##"{"p":24,"r":24,"s":"#24"}"##),
        (CommentId::text("24"), r##"{"p":"24","r":"24","s":"#24"}"##),
        (
            CommentId::number("9007199254740993"),
            r##"{"p":9007199254740993,"r":9007199254740993,"s":"#9007199254740993"}"##,
        ),
    ] {
        let (client, sent) = client_of(mapping(more.clone()), setup(BASE), vec![answer(200, "{}")]);
        let parent = Comment::new(id).id;
        run(client.create(&Draft { parent: Some(parent), body: "x".into(), ..Draft::default() })).unwrap();
        assert_eq!(sent.borrow()[0].body.as_deref(), Some(expected));
    }
}

#[test]
fn complaints_find_the_field_they_are_about() {
    let body = json!({"comment": {"text": "{draft.body}", "guest": {"mail": {"$first": ["{draft.email}", ""]}}, "site": ["{draft.url}"]}, "name": "by {draft.name}"});
    for (errors, entries, expected) in [
        (
            json!({"name": "n", "comment.guest.mail": "m"}),
            json!({"key": {"key": true}, "value": ""}),
            "[(Name, \"n\"), (Email, \"m\")]",
        ),
        (
            json!({"mail": ["m", "x"], "text": []}),
            json!({"key": {"key": true}, "value": "/0"}),
            "[(Email, \"m\")]",
        ),
        (
            json!([{"at": "/comment/guest/mail", "say": "<b>m</b>"}, {"at": "/comment/site", "say": "s"}]),
            json!({"key": "/at", "value": "/say"}),
            "[(Email, \"m\"), (Url, \"s\")]",
        ),
        (json!(["text", "ail", "", "comment", 7]), json!({"key": "", "value": ""}), "[(Body, \"text\")]"),
        (json!(["text"]), json!({"key": "", "value": {"const": ""}}), "[(Body, \"\")]"),
        (json!(["first"]), json!({"key": "index", "value": ""}), "[]"),
        (json!("text"), json!({"key": "", "value": ""}), "[]"),
    ] {
        let mut entries = entries;
        merge(&mut entries, json!({"in": "/errors"}));
        let more = json!({"create": {"method": "POST", "url": "{+base}/c", "body": body}, "error": {"fields": entries}});
        let answers = vec![answer(422, &json!({"errors": errors}).to_string())];
        let (client, _) = client_of(mapping(more), setup(BASE), answers);
        let problem = run(client.create(&Draft { body: "x".into(), ..Draft::default() })).unwrap_err();
        assert_eq!(format!("{:?}", problem.fields), expected, "{errors}");
    }
}

/// The first page of a long list is small where the later ones may be larger.
#[test]
fn the_first_page_of_a_long_list_is_soon_there() {
    let page = || answer(200, r#"{"items": [{"id": "1"}], "next": "two"}"#);
    let (client, sent) = common::client("native", &[("base", "https://c.example/api")], vec![page(), page()]);
    let next = run(client.open(None, Some(1_000))).unwrap().page.next.unwrap();
    run(client.more(&next)).unwrap();
    let limit = |request: &Request| request.url.split("limit=").nth(1)?.split('&').next().map(str::to_owned);
    let limits: Vec<_> = sent.borrow().iter().filter_map(limit).collect();
    assert_eq!(limits, ["100", "1000"]);
}
