//! Pages of other sites: what a visitor's browser sends for them without asking is refused.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use serde_json::json;
use support::{JSON, Server, bearer, draft};

#[test]
fn a_form_of_another_site_is_refused() {
    let server = Server::start(&[]);
    let document = draft("/a", "un").to_string();
    let kinds = [
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain",
        "",
        "application/jsonp",
    ];
    for kind in kinds {
        for more in [vec![], vec![("Origin", "https://other.example")], vec![("Origin", "null")]] {
            let headers = [vec![("Content-Type", kind)], more].concat();
            let answer = server.send("POST", "/v1/comments", &headers, &document);
            assert!([403, 415].contains(&answer.status), "{headers:?} {answer:?}");
        }
    }
    assert_eq!(server.page("/a")["total"], 0);
}

#[test]
fn a_write_from_an_origin_that_is_not_listed_is_refused() {
    let server = Server::start(&["--origin", "https://blog.example"]);
    let here = server.address.clone();
    let id = server.comment("/a", "un", None);
    let cases: [(&[(&str, &str)], bool); 12] = [
        (&[("Origin", "https://blog.example")], true),
        (&[("Origin", "https://blog.example"), ("Sec-Fetch-Site", "cross-site")], true),
        (&[("Origin", &here)], true),
        (&[("Origin", "https://behind.example"), ("Sec-Fetch-Site", "same-origin")], true),
        (&[], true),
        (&[("Origin", "https://blog.example.evil.example")], false),
        (&[("Origin", "http://blog.example")], false),
        (&[("Origin", "https://blog.example:8443")], false),
        (&[("Origin", "null")], false),
        (&[("Origin", "https://other.example"), ("Sec-Fetch-Site", "cross-site")], false),
        (&[("Origin", &here), ("Sec-Fetch-Site", "same-site")], false),
        (&[("Sec-Fetch-Site", "cross-site")], false),
    ];
    for (number, (headers, allowed)) in cases.into_iter().enumerate() {
        let sent = [&[JSON], headers].concat();
        let answer =
            server.send("POST", "/v1/comments", &sent, &draft("/a", &number.to_string()).to_string());
        assert_eq!(answer.status, if allowed { 201 } else { 403 }, "{headers:?}");
        if allowed {
            continue;
        }
        assert_eq!(answer.problem(), "origin-not-allowed");
        let authorization = bearer();
        let sent = [&[JSON, ("Authorization", authorization.as_str())], headers].concat();
        for (method, path) in
            [("DELETE", format!("/v1/comments/{id}")), ("PATCH", "/v1/threads?thread=/a".to_owned())]
        {
            let answer = server.send(method, &path, &sent, &json!({ "state": "closed" }).to_string());
            assert_eq!(answer.status, 403, "{method} {headers:?}");
        }
        assert_eq!(server.send("GET", "/v1/comments?thread=/a", headers, "").status, 200, "anybody may read");
    }
}

#[test]
fn credentials_are_for_listed_origins_and_never_for_all() {
    let cases = [
        (&["--origin", "*"][..], "https://any.example", "*", ""),
        (
            &["--origin", "*", "--origin", "https://a.example"],
            "https://a.example",
            "https://a.example",
            "true",
        ),
        (&["--origin", "https://a.example"], "https://b.example", "*", ""),
        (&[], "https://b.example", "*", ""),
    ];
    for (options, origin, allowed, credentials) in cases {
        let server = Server::start(options);
        let answer = server.send("GET", "/v1/comments?thread=/a", &[("Origin", origin)], "");
        assert_eq!(answer.header("access-control-allow-origin"), allowed, "{options:?}");
        assert_eq!(answer.header("access-control-allow-credentials"), credentials, "{options:?}");
        assert!(answer.header("vary").contains("Origin"));
        assert_eq!(answer.header("set-cookie"), "");
    }
}

#[test]
fn a_token_counts_in_its_header_only() {
    let server = Server::start(&[]);
    let token = support::TOKEN;
    for query in ["token", "access_token", "authorization", "moderator-token"] {
        assert_eq!(server.get(&format!("/v1/me?{query}={token}")).status, 401, "{query}");
    }
    for headers in [
        [("Cookie", format!("token={token}"))],
        [("X-Authorization", bearer())],
        [("Authorization", token.to_owned())],
    ] {
        let headers: Vec<(&str, &str)> =
            headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(server.send("GET", "/v1/me", &headers, "").status, 401, "{headers:?}");
    }
    assert_eq!(server.get_as_moderator("/v1/me").status, 200);
}

#[test]
fn an_answer_of_the_protocol_is_nothing_but_an_answer() {
    let server = Server::start(&[]);
    let site = server.database().parent().unwrap().join("site");
    std::fs::create_dir_all(&site).unwrap();
    std::fs::write(site.join("index.html"), "<p>").unwrap();
    let server = server.restart(&["--site", site.to_str().unwrap()]);
    for path in ["/v1/comments?thread=/a", "/v1/nothing", "/v1/me", "/v1/comments", "/none.html"] {
        let answer = server.get(path);
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(
            answer.header("content-security-policy"),
            "default-src 'none'; frame-ancestors 'none'",
            "{path}"
        );
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
    }
    let page = server.get("/");
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    assert_eq!((page.header("content-security-policy"), page.header("referrer-policy")), ("", ""));
}
