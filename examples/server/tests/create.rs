//! Sending a comment: what is taken, what is refused, and that nothing is taken twice.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::thread;

use serde_json::json;
use support::{JSON, Server, bearer, draft};

#[test]
fn an_approved_comment_is_created_and_can_be_read_at_its_location() {
    let server = Server::start(&[]);
    let answer = server.post(&draft("/a", "un\ndeux"));
    assert_eq!(answer.status, 201);
    let read = server.get(answer.header("location"));
    assert_eq!(read.json()["body"]["html"], "<p>un<br />\ndeux</p>\n");
    assert_eq!(answer.json()["mine"], true);
}

#[test]
fn the_location_stays_below_the_address_that_was_asked() {
    let server = Server::start(&[]);
    let answer = server.send("POST", "/api/v1/comments", &[JSON], &draft("/a", "un").to_string());
    assert_eq!(
        answer.header("location"),
        format!("/api/v1/comments/{}", answer.json()["id"].as_str().unwrap())
    );
    assert_eq!(server.get(answer.header("location")).status, 200);
}

#[test]
fn a_moderated_comment_waits_and_readers_do_not_see_it() {
    let server = Server::start(&["--moderation", "all"]);
    let answer = server.post(&draft("/a", "un"));
    assert_eq!((answer.status, &answer.json()["state"]), (202, &json!("pending")));
    assert_eq!(server.get(answer.header("location")).status, 404);
    assert_eq!(server.page("/a")["total"], 0);
}

#[test]
fn an_author_with_an_approved_comment_waits_no_more() {
    let server = Server::start(&["--moderation", "first"]);
    let mut first = draft("/a", "un");
    first["author"]["email"] = json!("zoe@courriel.example");
    let answer = server.post(&first);
    assert_eq!(answer.status, 202);
    server.moderate(answer.json()["id"].as_str().unwrap(), "approve");
    first["body"]["source"] = json!("deux");
    assert_eq!(server.post(&first).status, 201);
    assert_eq!(server.post(&draft("/a", "trois")).status, 202, "nobody is known without an address");
}

#[test]
fn every_wrong_field_is_named() {
    let server = Server::start(&[]);
    let cases = [
        ("/author/name", json!("  ")),
        ("/author/name", json!("x".repeat(101))),
        ("/author/name", json!(null)),
        ("/author/email", json!("zoe")),
        ("/author/url", json!("javascript:alert(1)")),
        ("/author", json!("Zoé")),
        ("/body/source", json!("")),
        ("/body/source", json!("x".repeat(10_001))),
        ("/body/source", json!("a\u{0}b")),
        ("/body/format", json!("html")),
        ("/body", json!([])),
        ("/thread", json!("")),
        ("/parent", json!(7)),
        ("/notify", json!("yes")),
    ];
    for (pointer, value) in cases {
        let mut document = draft("/a", "un");
        for member in ["parent", "notify"] {
            document[member] = json!(null);
        }
        document["author"] = json!({ "name": "Zoé", "email": null, "url": null });
        *document.pointer_mut(pointer).unwrap() = value.clone();
        let answer = server.post(&document);
        assert_eq!((answer.status, answer.problem().as_str()), (422, "invalid"), "{pointer}: {value}");
        assert!(answer.pointers().contains(&pointer.to_owned()), "{pointer}: {answer:?}");
    }
    assert_eq!(server.page("/a")["total"], 0);
}

#[test]
fn the_longest_comment_fits_however_it_is_escaped() {
    let server = Server::start(&[]);
    let escaped = "\\ud83d\\ude42".repeat(10_000);
    let document = draft("/a", "LONG").to_string().replace("LONG", &escaped);
    assert_eq!(server.send("POST", "/v1/comments", &[JSON], &document).status, 201);
}

#[test]
fn the_same_key_and_document_are_answered_alike_and_kept_once() {
    let server = Server::start(&[]);
    let first = server.post_with_key(&draft("/a", "un"), "\"k1\"");
    let again = server.post_with_key(&draft("/a", "un"), "\"k1\"");
    assert_eq!((first.status, &first.text), (again.status, &again.text));
    assert_eq!(first.header("location"), again.header("location"));
    assert_eq!(server.page("/a")["total"], 1);
}

#[test]
fn the_same_key_with_another_document_is_refused() {
    let server = Server::start(&[]);
    server.post_with_key(&draft("/a", "un"), "k1");
    let answer = server.post_with_key(&draft("/a", "deux"), "k1");
    assert_eq!((answer.status, answer.problem().as_str()), (422, "key-reused"));
    assert_eq!(server.page("/a")["total"], 1);
}

#[test]
fn a_refused_comment_does_not_use_up_its_key() {
    let server = Server::start(&[]);
    server.moderator("PATCH", "/v1/threads?thread=/a", &json!({ "state": "closed" }));
    assert_eq!(server.post_with_key(&draft("/a", "un"), "k1").status, 403);
    server.moderator("PATCH", "/v1/threads?thread=/a", &json!({ "state": "open" }));
    assert_eq!(server.post_with_key(&draft("/a", "un"), "k1").status, 201);
}

#[test]
fn twenty_parallel_posts_with_one_key_are_one_comment() {
    let server = Server::start(&[]);
    let statuses: Vec<u16> = thread::scope(|scope| {
        let post = || server.post_with_key(&draft("/a", "un"), "k1").status;
        let posts: Vec<_> = (0..20).map(|_| scope.spawn(post)).collect();
        posts.into_iter().map(|post| post.join().unwrap()).collect()
    });
    assert_eq!(statuses, [201; 20]);
    assert_eq!(server.page("/a")["total"], 1);
}

#[test]
fn twenty_parallel_posts_of_different_comments_are_all_kept() {
    let server = Server::start(&[]);
    thread::scope(|scope| {
        for number in 0..20 {
            let server = &server;
            scope.spawn(move || assert_eq!(server.post(&draft("/a", &format!("n° {number}"))).status, 201));
        }
    });
    assert_eq!(server.page("/a")["total"], 20);
}

#[test]
fn the_same_comment_without_a_key_is_a_duplicate() {
    let server = Server::start(&[]);
    assert_eq!(server.post(&draft("/a", "un")).status, 201);
    let answer = server.post(&draft("/a", "un"));
    assert_eq!((answer.status, answer.problem().as_str()), (409, "duplicate"));
    assert_eq!(server.post(&draft("/b", "un")).status, 201);
}

#[test]
fn a_reply_needs_a_comment_that_everybody_sees_in_the_same_thread() {
    let server = Server::start(&[]);
    let elsewhere = server.comment("/b", "ailleurs", None);
    let hidden = server.comment("/a", "caché", None);
    server.moderate(&hidden, "hide");
    for parent in ["999", "abc", "", &elsewhere, &hidden] {
        let mut reply = draft("/a", "réponse");
        reply["parent"] = json!(parent);
        let answer = server.post(&reply);
        assert_eq!((answer.status, answer.problem().as_str()), (409, "conflict"), "{parent}");
        assert_eq!(answer.pointers(), ["/parent"]);
    }
}

#[test]
fn replies_nest_up_to_the_depth_the_thread_tells() {
    let server = Server::start(&[]);
    let depth = server.page("/a")["thread"]["form"]["maxDepth"].as_i64().unwrap();
    let mut parent = server.comment("/a", "0", None);
    for level in 1..=depth {
        parent = server.comment("/a", &level.to_string(), Some(&parent));
    }
    assert_eq!(server.get(&format!("/v1/comments/{parent}")).json()["can"]["reply"], false);
    let mut reply = draft("/a", "trop");
    reply["parent"] = json!(parent);
    assert_eq!(server.post(&reply).status, 409);
}

#[test]
fn a_closed_thread_is_readable_and_takes_no_comment() {
    let server = Server::start(&[]);
    server.comment("/a", "un", None);
    assert_eq!(server.moderator("PATCH", "/v1/threads?thread=/a", &json!({ "state": "closed" })).status, 200);
    let answer = server.post(&draft("/a", "deux"));
    assert_eq!((answer.status, answer.problem().as_str()), (403, "closed"));
    let page = server.page("/a");
    assert_eq!((&page["total"], &page["thread"]["state"]), (&json!(1), &json!("closed")));
    assert_eq!(page["thread"]["can"]["create"], false);
    assert_eq!(page["items"][0]["can"]["reply"], false);
}

#[test]
fn where_signing_in_is_required_readers_are_told_so() {
    let server = Server::start(&["--login-required"]);
    let answer = server.post(&draft("/a", "un"));
    assert_eq!((answer.status, answer.problem().as_str()), (401, "login-required"));
    assert_eq!(server.page("/a")["thread"]["can"]["anonymous"], false);
    let answer = server.moderator("POST", "/v1/comments", &draft("/a", "un"));
    assert_eq!((answer.status, &answer.json()["author"]["roles"]), (201, &json!(["moderator"])));
}

#[test]
fn too_many_comments_in_a_minute_are_told_when_to_try_again() {
    let server = Server::start(&["--rate-limit", "2"]);
    assert_eq!(server.post_with_key(&draft("/a", "un"), "k1").status, 201);
    assert_eq!(server.post(&draft("/a", "deux")).status, 201);
    let answer = server.post(&draft("/a", "trois"));
    assert_eq!((answer.status, answer.problem().as_str()), (429, "rate-limited"));
    let wait: i64 = answer.header("retry-after").parse().unwrap();
    assert!((1..=61).contains(&wait));
    assert_eq!(answer.json()["retryAfter"], wait);
    let replay = server.post_with_key(&draft("/a", "un"), "k1");
    assert_eq!(replay.status, 201, "an answer given before costs nothing");
    let headers = [JSON, ("Authorization", &bearer())];
    assert_eq!(server.send("POST", "/v1/comments", &headers, &draft("/a", "x").to_string()).status, 201);
}

#[test]
fn behind_a_proxy_each_reader_has_a_limit_of_their_own() {
    let server = Server::start(&["--rate-limit", "1", "--trust-proxy"]);
    let post = |text: &str, address: &str| {
        let headers = [JSON, ("X-Forwarded-For", address)];
        server.send("POST", "/v1/comments", &headers, &draft("/a", text).to_string()).status
    };
    assert_eq!(post("un", "203.0.113.1"), 201);
    assert_eq!(post("deux", "198.51.100.9, 203.0.113.1"), 429);
    assert_eq!(post("trois", "203.0.113.2"), 201);
}

#[test]
fn a_reader_cannot_point_permalinks_to_another_page() {
    let server = Server::start(&[]);
    let mut comment = draft("https://blog.example/a", "un");
    comment["threadUrl"] = json!("https://evil.example/a");
    comment["threadTitle"] = json!("Un titre");
    server.post(&comment);
    let page = server.page("https://blog.example/a");
    assert_eq!((&page["items"][0]["link"], &page["thread"]["title"]), (&json!(null), &json!(null)));
    comment["threadUrl"] = json!("http://blog.example/a/?utm_source=x");
    comment["body"]["source"] = json!("deux");
    let link = server.post(&comment).json()["link"].clone();
    assert_eq!(link, "http://blog.example/a/?utm_source=x#comment-2");
    assert_eq!(
        server.get_as_moderator("/v1/comments?thread=https://blog.example/a").json()["thread"]["title"],
        "Un titre"
    );
}
