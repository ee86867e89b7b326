//! Running it: starting, stopping, starting again, importing, files, other origins.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::io::{Read, Write};
use std::net::TcpStream;

use serde_json::{Value, json};
use sqlx::{Connection, Row};
use support::{JSON, Server, command, draft};

#[test]
fn what_was_written_is_there_after_a_restart() {
    let server = Server::start(&[]);
    let id = server.comment("/a", "un", None);
    let first = server.post_with_key(&draft("/a", "deux"), "k1");
    let server = server.restart(&[]);
    assert_eq!(server.get(&format!("/v1/comments/{id}")).status, 200);
    assert_eq!(server.post_with_key(&draft("/a", "deux"), "k1").text, first.text);
    assert_eq!(server.page("/a")["total"], 2);
}

#[test]
fn a_database_that_is_up_to_date_is_left_alone() {
    let server = Server::start(&[]).restart(&[]);
    assert_eq!(query(&server, "SELECT COUNT(*) FROM _sqlx_migrations"), 1);
    assert_eq!(server.get("/v1/health").json(), json!({ "status": "ok" }));
}

#[test]
fn two_instances_share_one_database() {
    let one = Server::start(&["--rate-limit", "2"]);
    let database = one.database();
    let two = Server::start(&["--rate-limit", "2", "--database", database.to_str().unwrap()]);
    let first = one.post_with_key(&draft("/a", "un"), "k1");
    assert_eq!(two.post_with_key(&draft("/a", "un"), "k1").text, first.text);
    assert_eq!(two.post(&draft("/a", "deux")).status, 201);
    assert_eq!(one.post(&draft("/a", "trois")).status, 429);
}

#[test]
fn an_idempotency_key_is_forgotten_after_a_day() {
    let server = Server::start(&[]);
    server.post_with_key(&draft("/a", "un"), "k1");
    query(&server, "UPDATE idempotency SET created = created - 86400001 RETURNING 0");
    assert_eq!(server.post_with_key(&draft("/a", "deux"), "k1").status, 201);
}

#[test]
fn a_request_that_has_begun_is_finished_before_the_server_stops() {
    let mut server = Server::start(&[]);
    let address = server.address.strip_prefix("http://").unwrap().to_owned();
    let body = draft("/a", "un").to_string();
    let mut stream = TcpStream::connect(&address).unwrap();
    let head =
        "POST /v1/comments HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n";
    write!(stream, "{head}Connection: close\r\nContent-Length: {}\r\n\r\n", body.len()).unwrap();
    let mut go_on = [0; 25];
    stream.read_exact(&mut go_on).unwrap();
    let stopping = std::thread::scope(|scope| {
        let stopping = scope.spawn(|| server.stop());
        stream.write_all(body.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
        stopping.join().unwrap()
    });
    assert_eq!(stopping, Some(0));
}

#[test]
fn the_example_comes_once_and_shows_every_kind_of_comment() {
    let server = Server::start(&["--demo", "--demo-thread", "https://blog.example/"]);
    let page = server.page("https://blog.example/");
    let text = page.to_string();
    for expected in ["pingback", "deleted", "\"owner\"", "@Webaxis:", "2011-", "2016-", "via"] {
        assert!(text.contains(expected), "{expected}");
    }
    let total = page["total"].clone();
    assert_eq!(server.get_as_moderator("/v1/moderation").json()["total"], 1);
    let server = server.restart(&["--demo", "--demo-thread", "https://blog.example/"]);
    assert_eq!(server.page("https://blog.example/")["total"], total);
}

#[test]
fn the_example_is_found_under_the_address_of_the_page() {
    let server = Server::start(&["--demo"]);
    let port = server.address.rsplit(':').next().unwrap();
    for host in ["127.0.0.1", "localhost"] {
        assert_ne!(server.page(&format!("http://{host}:{port}/index.html"))["total"], 0, "{host}");
    }
}

#[test]
fn a_page_is_imported_whole_or_not_at_all() {
    let server = Server::start(&[]);
    let folder = server.database().parent().unwrap().to_owned();
    let import = |page: &Value| {
        std::fs::write(folder.join("page.json"), page.to_string()).unwrap();
        let output = command(&folder).args(["import", "page.json"]).output().unwrap();
        (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let item = json!({ "created": "2011-03-14T08:42:00+01:00", "body": { "text": "un" } });
    let broken = json!({ "created": "hier", "body": { "text": "deux" } });
    let (done, error) = import(&json!({ "thread": { "key": "/a" }, "items": [item, broken] }));
    assert!(!done && error.contains("/items/1/created"), "{error}");
    assert_eq!(server.page("/a")["total"], 0);
    let page = json!({ "thread": { "key": "/a" }, "items": [item] });
    assert!(import(&page).0);
    assert_eq!(server.page("/a")["items"][0]["created"], "2011-03-14T07:42:00Z");
    assert!(!import(&page).0, "a thread with comments is left alone");
    assert_eq!(server.page("/a")["total"], 1);
}

#[test]
fn any_page_may_read_and_only_listed_origins_may_write() {
    let server = Server::start(&["--origin", "https://blog.example"]);
    let preflight = |origin: &str| {
        let headers = [("Origin", origin), ("Access-Control-Request-Method", "POST")];
        server.send("OPTIONS", "/v1/comments", &headers, "")
    };
    let known = preflight("https://blog.example");
    assert_eq!((known.status, known.header("access-control-allow-origin")), (204, "https://blog.example"));
    assert_eq!(known.header("access-control-allow-credentials"), "true");
    assert!(known.header("access-control-allow-methods").contains("POST"));
    assert!(known.header("access-control-allow-headers").contains("Idempotency-Key"));
    assert_eq!(known.header("access-control-max-age"), "7200");
    let foreign = preflight("https://other.example");
    assert_eq!(foreign.header("access-control-allow-origin"), "*");
    assert_eq!(foreign.header("access-control-allow-methods"), "GET, HEAD");
    assert_eq!(foreign.header("access-control-allow-credentials"), "");
    let read = server.send("GET", "/v1/comments?thread=/a", &[("Origin", "https://other.example")], "");
    assert_eq!(read.header("access-control-allow-origin"), "*");
    assert_eq!(read.header("access-control-expose-headers"), "ETag, Link, Location, Retry-After");
    let refused = server.send("POST", "/v1/comments", &[JSON, ("Origin", "https://blog.example")], "{");
    assert_eq!(
        (refused.status, refused.header("access-control-allow-origin")),
        (400, "https://blog.example")
    );
}

#[test]
fn what_is_not_understood_stops_the_start() {
    let cases = [
        (["--frobnicate", "--demo"], "--frobnicate"),
        (["--database", "mysql://me:secret@db/x"], "mysql://…@db/x"),
        (["--database", "/nowhere/at/all.db"], "/nowhere/at/all.db"),
        (["--site", "/nowhere"], "--site"),
    ];
    for (options, expected) in cases {
        let output = command(&std::env::temp_dir()).args(options).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{options:?}");
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(error.contains(expected) && !error.contains("secret"), "{error}");
    }
}

#[test]
fn every_address_is_described() {
    let server = Server::start(&[]);
    let description = server.get("/v1/openapi.json").json();
    for (path, operations) in description["paths"].as_object().unwrap() {
        for method in operations.as_object().unwrap().keys().filter(|key| *key != "parameters") {
            let path = path.replace("{id}", "1");
            let answer = server.send(&method.to_uppercase(), &path, &[], "");
            let described = operations[method]["responses"].as_object().unwrap();
            assert!(described.contains_key(&answer.status.to_string()), "{method} {path}: {}", answer.status);
        }
    }
}

/// The first number that a statement yields, asked of the database itself.
fn query(server: &Server, sql: &'static str) -> i64 {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        sqlx::any::install_default_drivers();
        let address = format!("sqlite://{}", server.database().display());
        let mut connection = sqlx::AnyConnection::connect(&address).await.unwrap();
        sqlx::query(sql).fetch_one(&mut connection).await.unwrap().get(0)
    })
}
