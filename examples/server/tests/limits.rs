//! What one client may ask of the server: bytes, time, connections, depth.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::time::{Duration, Instant};

use serde_json::json;
use sqlx::{Connection, Executor};
use support::raw::Raw;
use support::{JSON, Server, draft};

#[test]
fn a_body_is_refused_when_it_is_too_long_however_its_length_is_told() {
    let server = Server::start(&[]);
    for size in [128 * 1024 + 1, 1024 * 1024, 1024 * 1024 + 1] {
        let answer = server.send("POST", "/v1/comments", &[JSON], &"x".repeat(size));
        assert_eq!((answer.status, answer.problem().as_str()), (413, "too-long"), "{size}");
    }
    let head =
        "POST /v1/comments HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nConnection: close\r\n";
    let chunk = format!("1000\r\n{}\r\n", " ".repeat(0x1000));
    let mut chunked = Raw::connect(&server.address);
    chunked
        .write(head)
        .write("Transfer-Encoding: chunked\r\n\r\n")
        .write(&chunk.repeat(33))
        .write("0\r\n\r\n");
    assert!(chunked.read_to_end().starts_with("HTTP/1.1 413"));
    let mut announced = Raw::connect(&server.address);
    announced.write(head).write("Content-Length: 99999999999\r\n\r\n").write(&" ".repeat(1024 * 1024 + 1));
    assert!(announced.read_to_end().starts_with("HTTP/1.1 413"));
}

#[test]
fn a_head_that_is_too_long_is_refused() {
    let server = Server::start(&[]);
    let long = "x".repeat(200_000);
    let many: String = (0..200).map(|number| format!("X-{number}: y\r\n")).collect();
    let cases = [
        (format!("GET /v1/comments?thread={long} HTTP/1.1\r\nHost: x\r\n\r\n"), ["414", "431"]),
        (format!("GET /v1/health HTTP/1.1\r\nHost: x\r\nX-Long: {long}\r\n\r\n"), ["431", "431"]),
        (format!("GET /v1/health HTTP/1.1\r\nHost: x\r\n{many}\r\n"), ["431", "431"]),
    ];
    for (request, expected) in cases {
        let mut client = Raw::connect(&server.address);
        let answer = client.write(&request).read_to_end();
        assert!(expected.contains(&answer.get(9..12).unwrap_or_default()), "{answer}");
    }
    assert_eq!(server.get("/v1/health").status, 200);
}

#[test]
fn a_head_that_never_ends_is_cut() {
    let server = Server::start(&["--timeout", "1"]);
    for beginning in ["", "GET /v1/health HTT", "GET /v1/health HTTP/1.1\r\nHost: x\r\nX-Slow: "] {
        let start = Instant::now();
        let answer = Raw::connect(&server.address).write(beginning).read_to_end();
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 408"), "{answer}");
        assert!(start.elapsed() < Duration::from_secs(10));
    }
}

#[test]
fn a_body_that_never_ends_is_cut() {
    let server = Server::start(&["--timeout", "1"]);
    let mut client = Raw::connect(&server.address);
    let head = "POST /v1/comments HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{";
    let answer = client.write(head).read_to_end();
    assert!(answer.starts_with("HTTP/1.1 408") && answer.contains("problems/too-slow"), "{answer}");
}

#[test]
fn an_answer_that_nobody_takes_is_given_up() {
    let server = Server::start(&[]);
    let site = server.database().parent().unwrap().join("site");
    std::fs::create_dir_all(&site).unwrap();
    std::fs::write(site.join("large.bin"), vec![0; 30 * 1024 * 1024]).unwrap();
    let options = ["--site", site.to_str().unwrap(), "--timeout", "1", "--connections", "1"];
    let server = server.restart(&options);
    let mut deaf = Raw::connect(&server.address);
    assert!(deaf.write("GET /large.bin HTTP/1.1\r\nHost: x\r\n\r\n").read_some().starts_with("HTTP/1.1 200"));
    // There is place for one connection: this one is answered as soon as the other is given up.
    let mut next = Raw::connect(&server.address);
    let answer = next.write("GET /v1/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").read_to_end();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(deaf.read_to_end().len() < 30 * 1024 * 1024);
}

#[test]
fn one_address_has_an_eighth_of_the_connections() {
    let server = Server::start(&["--connections", "16"]);
    let request = "GET /v1/health HTTP/1.1\r\nHost: x\r\n\r\n";
    let mut open = [Raw::connect(&server.address), Raw::connect(&server.address)];
    for client in &mut open {
        assert!(client.write(request).read_some().starts_with("HTTP/1.1 200"));
    }
    assert_eq!(Raw::connect(&server.address).write(request).read_to_end(), "");
    drop(open);
    // Those that went make room, as soon as the server has noticed.
    while Raw::connect(&server.address).write("GET /v1/health HTTP/1.0\r\n\r\n").read_to_end().is_empty() {}
}

#[test]
fn what_the_database_keeps_waiting_is_answered_in_time_and_forgotten() {
    let server = Server::start(&["--timeout", "1"]);
    server.comment("/a", "un", None);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut blocker = runtime.block_on(async {
        sqlx::any::install_default_drivers();
        let address = format!("sqlite://{}", server.database().display());
        let mut connection = sqlx::AnyConnection::connect(&address).await.unwrap();
        connection.execute("BEGIN IMMEDIATE").await.unwrap();
        connection
    });
    let start = Instant::now();
    // More than the pool has connections: none may be lost to a request that was given up.
    for number in 0..10 {
        let answer = server.post(&draft("/a", &number.to_string()));
        assert_eq!((answer.status, answer.problem().as_str()), (503, "unavailable"));
        assert!(answer.header("retry-after").parse::<u32>().is_ok(), "{answer:?}");
    }
    assert!(start.elapsed() < Duration::from_secs(30));
    assert_eq!(server.page("/a")["total"], 1, "readers do not wait for a writer");
    runtime.block_on(blocker.execute("ROLLBACK")).unwrap();
    for number in 20..30 {
        let mut answer = server.post(&draft("/a", &number.to_string()));
        // A transaction that was given up may hold the lock until its own patience ends.
        while answer.status == 503 {
            answer = server.post(&draft("/a", &number.to_string()));
        }
        assert_eq!(answer.status, 201, "{answer:?}");
    }
    assert_eq!(server.page("/a")["total"], 11);
}

#[test]
fn replies_nest_to_the_depth_that_is_told_and_no_deeper() {
    let server = Server::start(&[]);
    let deepest = server.page("/a")["thread"]["form"]["maxDepth"].as_u64().unwrap();
    let mut parent = server.comment("/a", "0", None);
    for depth in 1..=deepest {
        parent = server.comment("/a", &depth.to_string(), Some(&parent));
    }
    let mut draft = draft("/a", "too deep");
    draft["parent"] = json!(parent);
    let answer = server.post(&draft);
    assert_eq!((answer.status, answer.problem().as_str()), (409, "conflict"));
    assert_eq!(answer.pointers(), ["/parent"]);
    let last = server.get(&format!("/v1/comments/{parent}")).json();
    assert_eq!(last["can"]["reply"], false);
    assert_eq!(server.page("/a")["total"], deepest + 1);
}

#[test]
fn text_that_nests_without_end_is_shown_in_time() {
    let server = Server::start(&[]);
    let cases = [
        "> ",
        "[",
        "![",
        "*a ",
        "**a _b ",
        "`a``",
        "- ",
        "1. ",
        "<a ",
        "[a](",
        "&#",
        "\\[",
        "~~a ~",
        "<![CDATA[",
    ];
    let start = Instant::now();
    for case in cases {
        let source = case.repeat(9_999 / case.len());
        let answer = server.send(
            "POST",
            "/v1/previews",
            &[JSON],
            &json!({ "source": source, "format": "markdown" }).to_string(),
        );
        assert_eq!(answer.status, 200, "{case}");
        let answer = server.post(&draft("/a", &source));
        assert_eq!(answer.status, 201, "{case}");
    }
    assert_eq!(server.page("/a")["total"], cases.len());
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

#[test]
fn who_comments_too_often_learns_on_any_page_when_to_try_again() {
    let server = Server::start(&["--rate-limit", "1", "--origin", "https://blog.example"]);
    let origin = ("Origin", "https://blog.example");
    let post =
        |text: &str| server.send("POST", "/v1/comments", &[JSON, origin], &draft("/a", text).to_string());
    assert_eq!(post("un").status, 201);
    let answer = post("deux");
    assert_eq!((answer.status, answer.problem().as_str()), (429, "rate-limited"));
    let seconds: u32 = answer.header("retry-after").parse().unwrap();
    assert!((1..=61).contains(&seconds));
    assert_eq!(answer.json()["retryAfter"], seconds);
    assert!(answer.header("access-control-expose-headers").contains("Retry-After"));
    assert_eq!(answer.header("access-control-allow-origin"), "https://blog.example");
}

#[test]
fn behind_a_proxy_the_last_entry_counts_and_nothing_before_it() {
    let post = |server: &Server, text: &str, forwarded: &str| {
        let headers = [JSON, ("X-Forwarded-For", forwarded)];
        server.send("POST", "/v1/comments", &headers, &draft("/a", text).to_string()).status
    };
    let proxied = Server::start(&["--rate-limit", "1", "--trust-proxy"]);
    assert_eq!(post(&proxied, "un", "198.51.100.1, 192.0.2.7"), 201);
    assert_eq!(post(&proxied, "deux", "198.51.100.2, 192.0.2.7:1234"), 429);
    assert_eq!(post(&proxied, "trois", "2001:db8::1"), 201);
    assert_eq!(post(&proxied, "quatre", "2001:db8::2"), 429);
    assert_eq!(post(&proxied, "cinq", "unknown"), 201);
    assert_eq!(post(&proxied, "six", "'; DROP TABLE posts; --"), 429);
    let direct = Server::start(&["--rate-limit", "1"]);
    assert_eq!(post(&direct, "un", "192.0.2.7"), 201);
    assert_eq!(post(&direct, "deux", "192.0.2.8"), 429);
}
