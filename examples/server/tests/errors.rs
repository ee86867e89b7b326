//! Every refusal that needs no comment: a clear 4xx as problem+json, everywhere.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use serde_json::json;
use support::{JSON, Server, draft};

#[test]
fn what_is_no_json_is_refused() {
    let server = Server::start(&[]);
    let nested = "[".repeat(1000);
    for body in ["", "{", "nul", "{\"thread\": \"\\ud83d\"}", &nested] {
        let answer = server.send("POST", "/v1/comments", &[JSON], body);
        assert_eq!((answer.status, answer.problem().as_str()), (400, "malformed"), "{body}");
    }
    for body in ["[]", "3", "null"] {
        let answer = server.send("POST", "/v1/comments", &[JSON], body);
        assert_eq!((answer.status, answer.problem().as_str()), (422, "invalid"), "{body}");
    }
}

#[test]
fn another_media_type_is_refused() {
    let server = Server::start(&[]);
    for kind in ["text/plain", "application/x-www-form-urlencoded", "", "application/merge-patch+json"] {
        let answer = server.send("POST", "/v1/comments", &[("Content-Type", kind)], "{}");
        assert_eq!((answer.status, answer.problem().as_str()), (415, "unsupported-media-type"), "{kind}");
    }
    let kind = ("Content-Type", "Application/JSON; charset=utf-8");
    assert_eq!(server.send("POST", "/v1/comments", &[kind], &draft("/a", "un").to_string()).status, 201);
}

#[test]
fn a_document_that_is_too_large_is_refused() {
    let server = Server::start(&[]);
    let answer = server.post(&draft("/a", &"x".repeat(140_000)));
    assert_eq!((answer.status, answer.problem().as_str()), (413, "too-long"));
}

#[test]
fn an_unknown_address_is_not_found() {
    let server = Server::start(&[]);
    for path in ["/", "/v1", "/v1/", "/v2/comments", "/api/comments", "/v1/comments/1/2/3"] {
        let answer = server.get(path);
        assert_eq!((answer.status, answer.problem().as_str()), (404, "not-found"), "{path}");
    }
    for id in ["999", "abc", "%FF", "1%2F2", "-1", "99999999999999999999"] {
        let answer = server.get(&format!("/v1/comments/{id}"));
        assert_eq!((answer.status, answer.problem().as_str()), (404, "not-found"), "{id}");
    }
}

#[test]
fn an_unsupported_method_is_told_which_are() {
    let server = Server::start(&[]);
    for (method, path) in [("PUT", "/v1/comments"), ("POST", "/v1/counts"), ("TRACE", "/v1/comments/1")] {
        let answer = server.send(method, path, &[], "");
        assert_eq!(
            (answer.status, answer.problem().as_str()),
            (405, "method-not-allowed"),
            "{method} {path}"
        );
        assert!(answer.header("allow").contains("GET"), "{answer:?}");
    }
}

#[test]
fn a_query_that_is_not_understood_is_refused() {
    let server = Server::start(&[]);
    let long = format!("thread={}", "a".repeat(2049));
    let cases = [
        "",
        "thread=",
        "thread=%20",
        "thread=%00",
        "thread=%FF",
        "thread=/a&thread=/b",
        &long,
        "thread=/a&sort=loudest",
        "thread=/a&limit=0",
        "thread=/a&limit=-1",
        "thread=/a&limit=ten",
        "thread=/a&limit=",
        "thread=/a&cursor=eyJhIjoxfQ",
        "thread=/a&cursor=",
    ];
    for query in cases {
        let answer = server.get(&format!("/v1/comments?{query}"));
        assert_eq!((answer.status, answer.problem().as_str()), (400, "malformed"), "{query}");
    }
    assert_eq!(server.get("/v1/comments?thread=/a&parent=9").status, 404);
    let many = "thread=/a&".repeat(101);
    for query in ["", "thread=", many.as_str()] {
        assert_eq!(server.get(&format!("/v1/counts?{query}")).status, 400, "{query}");
    }
}

#[test]
fn an_idempotency_key_that_cannot_be_one_is_refused() {
    let server = Server::start(&[]);
    for key in ["", "\"\"", "a b", &"x".repeat(129)] {
        let answer = server.post_with_key(&draft("/a", "un"), key);
        assert_eq!((answer.status, answer.problem().as_str()), (400, "malformed"), "{key}");
    }
}

#[test]
fn without_the_token_nothing_is_moderated() {
    let server = Server::start(&[]);
    let id = server.comment("/a", "un", None);
    let body = json!({ "action": "trash", "state": "closed" }).to_string();
    let cases = [
        ("POST", format!("/v1/comments/{id}/moderation")),
        ("PATCH", format!("/v1/comments/{id}")),
        ("DELETE", format!("/v1/comments/{id}?purge=true")),
        ("PATCH", "/v1/threads?thread=/a".to_owned()),
        ("GET", "/v1/moderation".to_owned()),
        ("GET", "/v1/me".to_owned()),
    ];
    for (method, path) in &cases {
        for token in [None, Some("Bearer wrong-wrong"), Some("Basic eDp5"), Some("Bearer")] {
            let headers: Vec<_> =
                [JSON].into_iter().chain(token.map(|token| ("Authorization", token))).collect();
            let answer = server.send(method, path, &headers, &body);
            assert_eq!(
                (answer.status, answer.problem().as_str()),
                (401, "login-required"),
                "{method} {path}"
            );
            assert_eq!(answer.header("www-authenticate"), "Bearer");
        }
    }
    assert_eq!(server.page("/a")["total"], 1);
}
