//! What a hostile backend, a hostile commenter or a careless mapping tries, and how far it comes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use causerie::model::{Act, Draft, Next, ProblemKind};
use common::flat::{BASE, mapping, merge, open};
use common::{answer, checked, client_of, run, setup};
use serde_json::{Value, json};

/// Addresses that must never become links, pictures or anything else.
const HOSTILE: [&str; 11] = [
    "javascript:alert(1)",
    " JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "\u{1}javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "blob:https://api.example/x",
    "file:///etc/passwd",
    "https://good.example@evil.example/",
    "https://good.example%2f@evil.example/",
    "http:evil.example",
];

#[test]
fn hostile_addresses_lead_nowhere() {
    let shape = json!({
        "author": {"url": "/u", "avatar": "/u"}, "link": "/u", "via": {"url": "/u"},
        "body": {"html": "/html", "text": "/text", "emoji": {"in": "/marks", "key": {"const": "x"}, "value": "/u"}, "facets": {"in": "/marks", "start": {"const": 0}, "end": {"const": 3}, "url": "/u"}}
    });
    let strange = [
        "http://good.example\u{ff0f}evil.example/",
        "http://good.example:99999/",
        "https://a.example/\u{202e}gpj",
    ];
    for url in HOSTILE.into_iter().chain(strange) {
        for text in [json!({"html": ":x:"}), json!({"text": ":x:"})] {
            let mut item = json!({"id": 1, "u": url, "marks": [{"u": url}]});
            merge(&mut item, text);
            let body = json!({"items": [item]}).to_string();
            let (client, _) =
                client_of(mapping(json!({"comment": shape})), setup(BASE), vec![answer(200, &body)]);
            let comment = run(client.open(None, None)).unwrap().page.items.remove(0);
            let found = (comment.author.url, comment.author.avatar, comment.link, comment.via);
            assert_eq!(found, (None, None, None, None), "{url:?}");
            let body = format!("{:?}", comment.body.content);
            assert!(body.ends_with("(\":x:\")"), "{url:?}: {body}");
        }
    }
}

#[test]
fn answers_lead_to_no_other_origin() {
    let first = |url: &str| answer(200, &json!({"items": [{"id": 1}], "next": url}).to_string());
    let more = json!({"list": {"page": {"by": "link", "next": "/next"}}});
    for (next, expected) in [
        ("https://api.example/v1/c?page=2", "1 2"),
        ("HTTPS://API.EXAMPLE:443/v1/c", "1 2"),
        ("?page=2", "1 2"),
        ("../../elsewhere", "1 2"),
    ] {
        let answers = vec![first(next), answer(200, r#"{"items": [{"id": 2}]}"#)];
        assert_eq!(open(more.clone(), answers), expected, "{next}");
    }
    for next in [
        "https://evil.example/",
        "//evil.example/c",
        "http://api.example/v1/c",
        "https://api.example:444/",
        "https://api.example.evil.example/",
    ] {
        let found = open(more.clone(), vec![first(next)]);
        assert!(found.starts_with("setup 0") && found.contains("refused to follow"), "{next}: {found}");
    }
    for next in HOSTILE {
        assert_eq!(open(more.clone(), vec![first(next)]), "1", "{next:?}");
    }
    // Nor does the page lead elsewhere.
    let (client, sent) = client_of(mapping(more), setup(BASE), vec![]);
    let problem = run(client.more(&Next::Link("https://evil.example/".into()))).unwrap_err();
    assert_eq!((problem.kind, sent.borrow().len()), (ProblemKind::Setup, 0));
}

#[test]
fn answers_move_the_backend_nowhere() {
    let told = |vars: Value, options: &[(&str, &str)], captured: &str| {
        let more = json!({"vars": vars, "capture": {"api": "/api"}, "resolve": [{"url": "{+base}/find"}], "list": {"url": "{+api}/c"}});
        let options: Vec<_> = BASE.iter().chain(options).copied().collect();
        let answers =
            vec![answer(200, &json!({"api": captured}).to_string()), answer(200, r#"{"items": []}"#)];
        let (client, sent) = client_of(mapping(more), setup(&options), answers);
        let found = run(client.open(None, None));
        let last = sent.borrow().last().unwrap().url.clone();
        found.map_or_else(|problem| problem.kind.as_str().to_owned(), |_| last)
    };
    let default = json!({"api": {"default": "https://api.example/v2"}});
    let other = json!({"api": {"default": "https://other.example/v2"}});
    assert_eq!(told(default.clone(), &[], ""), "https://api.example/v2/c");
    assert_eq!(told(default.clone(), &[], "https://api.example/v3"), "https://api.example/v3/c");
    assert_eq!(told(other, &[], "https://api.example/v3"), "https://api.example/v3/c");
    for evil in [
        "https://evil.example",
        "//evil.example",
        "javascript:alert(1)",
        "https://api.example@evil.example",
        "https://api.example.evil.example",
    ] {
        assert_eq!(told(default.clone(), &[], evil), "setup", "{evil}");
        // What the owner set stays.
        assert_eq!(told(default.clone(), &[("api", "https://own.example")], evil), "https://own.example/c");
    }
}

#[test]
fn what_a_reader_or_a_page_says_stays_in_its_place() {
    let more = json!({
        "thread": "{page.path}", "http": {"headers": {"X-Name": "{draft.name}"}},
        "list": {"url": "{+base}/t/{thread}/c", "query": {"{thread}": "{thread}"}},
        "create": {"method": "POST", "url": "{+base}/t/{thread}/c", "encoding": "form", "body": {"a": "{draft.body}"}}
    });
    for thread in ["../../admin", "x?y=z#f", "a/b//c", "\r\nHost: evil.example", "é %2e%2e"] {
        let setup = causerie::mapping::Setup { thread: Some(thread.to_owned()), ..setup(BASE) };
        let (client, sent) =
            client_of(mapping(more.clone()), setup, vec![answer(200, r#"{"items": []}"#), answer(200, "{}")]);
        run(client.open(None, None)).unwrap();
        let name = format!("{thread}\r\nX-Evil: 1");
        let draft = Draft { body: "x&b=1\r\n".into(), name, ..Draft::default() };
        run(client.create(&draft)).unwrap();
        let sent = sent.borrow();
        let path = sent[0].url.strip_prefix("https://api.example/v1/t/").unwrap();
        let (inside, rest) = path.split_once('/').unwrap();
        assert!(rest.starts_with("c?") && !inside.contains(['?', '#', '/', '\r', '\n', ' ']), "{path}");
        assert_eq!(sent[1].body.as_deref(), Some("a=x%26b%3D1%0D%0A"));
        assert!(sent[1].headers.iter().all(|(name, _)| name != "X-Name"), "{:?}", sent[1].headers);
    }
}

#[test]
fn an_id_of_dots_leads_to_no_folder_above() {
    let more = json!({
        "comment": {"mine": {"const": true}},
        "delete": {"method": "DELETE", "url": "{+base}/c/{comment.id}", "then": "remove"}
    });
    for (id, expected) in [("..", None), (".", None), ("...", Some("https://api.example/v1/c/..."))] {
        let list = json!({"items": [{"id": id}]}).to_string();
        let base = [("base", "https://api.example/x/../v1")];
        let (client, sent) =
            client_of(mapping(more.clone()), setup(&base), vec![answer(200, &list), answer(200, "{}")]);
        let comment = run(client.open(None, None)).unwrap().page.items.remove(0);
        let refused = run(client.act(Some(&comment), &Act::Delete)).err().map(|problem| problem.kind);
        assert_eq!(refused, expected.is_none().then_some(ProblemKind::Setup), "{id}");
        let asked = sent.borrow().get(1).map(|request| request.url.replace("x/../", ""));
        assert_eq!(asked.as_deref(), expected, "{id}");
    }
}

#[test]
fn texts_of_the_data_see_no_variables() {
    let expression = json!({"text": {"at": "/tpl"}, "with": {"id": "/id"}});
    let more = json!({"vars": {"auth.token": {"secret": true}}, "comment": {"title": expression}});
    for (template, expected) in [
        ("/{id}.png", Some("/1.png")),
        ("{auth.token}", None),
        ("{base}{page.url}{thread}", None),
        ("{id", None),
        ("{+id}{id*}", None),
        ("{id}{{base}}", None),
    ] {
        let options = [BASE, &[("auth-token", "s3cret")]].concat();
        let body = json!({"items": [{"id": 1, "tpl": template}]}).to_string();
        let (client, _) = client_of(mapping(more.clone()), setup(&options), vec![answer(200, &body)]);
        let opened = run(client.open(None, None)).unwrap();
        assert_eq!(opened.page.items[0].title.as_deref(), expected, "{template}");
    }
}

#[test]
fn a_secret_that_an_answer_gives_is_one() {
    let more = json!({
        "vars": {"auth.token": {"secret": true}}, "capture": {"auth.token": "/token"},
        "http": {"headers": {"Authorization": "Bearer {auth.token}"}},
        "resolve": [{"url": "{+base}/in"}], "list": {"url": "{+base}/c{?auth.token}", "query": {"t": "{auth.token}"}},
        "comment": {"title": {"var": "auth.token"}, "lang": {"text": "{auth.token}"}, "link": {"text": "https://a.example/?{auth.token}"}}
    });
    let answers = vec![answer(200, r#"{"token": "fresh"}"#), answer(200, r#"{"items": [{"id": 1}]}"#)];
    let (client, sent) = client_of(mapping(more), setup(BASE), answers);
    let comment = run(client.open(None, None)).unwrap().page.items.remove(0);
    let request = sent.borrow()[1].clone();
    assert_eq!(request.url, "https://api.example/v1/c");
    assert!(request.headers.contains(&("Authorization".into(), "Bearer fresh".into())));
    assert_eq!((comment.title, comment.lang, comment.link), (None, None, None));
}

#[test]
fn headers_of_the_browser_are_refused_in_any_spelling() {
    for header in [
        "Cookie",
        "cookie",
        "HOST",
        "Origin",
        "Referer",
        "Sec-Fetch-Site",
        "Proxy-Authorization",
        "Content-Length",
        "Via",
        "Set-Cookie",
        "a b",
        "x:y",
        "é",
        "",
    ] {
        for place in ["list", "http"] {
            let mut document = json!({"mapping": "1", "name": "x", "list": {"url": "/c", "items": ""}, "comment": {"id": "/id", "body": {"html": "/h"}}});
            merge(&mut document, json!({place: {"headers": {header: "x"}}}));
            let error = checked(&document.to_string()).unwrap_err();
            assert_eq!(error.at, format!("/{place}/headers"), "{header}");
        }
    }
}

#[test]
fn bombs_are_refused_and_a_server_without_end_is_left() {
    let nested = |levels: usize| {
        let (before, after) = ("{\"id\": 1, \"r\": [".repeat(levels), "]}".repeat(levels));
        answer(200, &format!("{{\"items\": [{before}{after}]}}"))
    };
    let deep = json!({"list": {"children": "/r"}});
    assert_eq!(open(deep.clone(), vec![nested(990)]), "1");
    for levels in [1_000, 5_000, 200_000] {
        assert!(open(deep.clone(), vec![nested(levels)]).starts_with("malformed"), "{levels}");
    }
    let wide = format!("{{\"items\": [{}]}}", vec!["{\"id\": 1}"; 100_000].join(","));
    assert_eq!(open(json!({}), vec![answer(200, &wide)]), "1");

    let page = |id: usize| answer(200, &format!("{{\"items\": [{{\"id\": {id}}}], \"more\": true}}"));
    let more =
        json!({"list": {"query": {"p": "{list.page}"}, "page": {"by": "page", "more": {"/more": true}}}});
    let (client, sent) = client_of(mapping(more), setup(BASE), (0..200).map(page).collect());
    let opened = run(client.open(None, None)).unwrap();
    assert_eq!((sent.borrow().len(), opened.page.items.len()), (51, 51));
    assert_eq!(opened.page.next, Some(Next::Page(52)));
}

#[test]
fn strange_names_are_only_names() {
    for id in ["__proto__", "constructor", "../x", "<script>", "\u{202e}", " ", "0", "-1", "1e9"] {
        let items = json!([{"id": id}, {"id": 7, "parent": id}]);
        let found = open(json!({}), vec![answer(200, &json!({"items": items}).to_string())]);
        assert_eq!(found, format!("{id} 7<{id}"), "{id:?}");
    }
    let items = json!({"__proto__": {"id": 1}, "": {"id": 2}, "a/b~c": {"id": 3}});
    let more = json!({"comment": {"title": {"key": true}}});
    assert_eq!(open(more, vec![answer(200, &json!({"items": items}).to_string())]), "1 2 3");
}

#[test]
fn messages_of_the_backend_are_plain_and_short() {
    let more = json!({"error": {"detail": "/message", "title": "/title"}});
    for (body, expected) in [
        (
            json!({"message": "<b>No</b> <script>alert(1)</script> R&amp;D"}).to_string(),
            "Some(\"No alert(1) R&D\")",
        ),
        (json!({"message": {"a": 1}, "title": "Sorry"}).to_string(), "Some(\"Sorry\")"),
        (json!({"message": ""}).to_string(), "None"),
        ("<html><p>one</p><p>two<img src=x onerror=y></p></html>".to_owned(), "Some(\"two\")"),
        (String::new(), "None"),
    ] {
        let found = open(more.clone(), vec![answer(500, &body)]);
        assert_eq!(found, format!("server 500 {expected} [] None"), "{body}");
    }
    let page = format!("<p>{}</p>", "x".repeat(200_000));
    assert!(open(more, vec![answer(500, &page)]).len() < 400);
}
