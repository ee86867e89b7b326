//! What the holder of the token does: the queue, the transitions, editing, removing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use serde_json::{Value, json};
use support::{JSON, Server, bearer, texts};

#[test]
fn the_queue_shows_what_waits_in_all_threads() {
    let server = Server::start(&["--moderation", "all"]);
    for thread in ["/a", "/b", "/c"] {
        server.comment(thread, thread, None);
    }
    let first = server.get_as_moderator("/v1/moderation?state=pending&limit=2").json();
    assert_eq!(
        (&first["total"], texts(&first["items"])),
        (&json!(3), vec!["/a".to_owned(), "/b".to_owned()])
    );
    assert_eq!(first["items"][0]["thread"]["key"], "/a");
    let next = first["next"].as_str().unwrap();
    let second = server.get_as_moderator(&format!("/v1/moderation?limit=2&cursor={next}")).json();
    assert_eq!(texts(&second["items"]), ["/c"]);
    assert_eq!(server.get_as_moderator("/v1/moderation?state=lost").status, 400);
}

#[test]
fn an_approved_comment_appears_and_a_rejected_one_goes() {
    let server = Server::start(&["--moderation", "all"]);
    let id = server.comment("/a", "un", None);
    let answer = server.moderate(&id, "approve");
    assert_eq!((answer.status, &answer.json()["state"]), (200, &json!("approved")));
    assert_eq!(server.page("/a")["total"], 1);
    let note = json!({ "action": "reject", "note": "hors\nsujet" });
    let answer = server.moderator("POST", &format!("/v1/comments/{id}/moderation"), &note);
    assert_eq!(
        (&answer.json()["state"], &answer.json()["reason"]),
        (&json!("rejected"), &json!("horssujet"))
    );
    assert_eq!(server.page("/a")["total"], 0);
}

#[test]
fn the_same_action_twice_changes_nothing() {
    let server = Server::start(&[]);
    let id = server.comment("/a", "un", None);
    for action in ["approve", "trash", "trash"] {
        assert_eq!(server.moderate(&id, action).status, 200, "{action}");
    }
}

#[test]
fn an_impossible_action_is_a_conflict() {
    let server = Server::start(&[]);
    let id = server.comment("/a", "un", None);
    for action in ["ham", "restore", "unhide"] {
        let answer = server.moderate(&id, action);
        assert_eq!((answer.status, answer.problem().as_str()), (409, "conflict"), "{action}");
    }
    server.moderate(&id, "trash");
    for action in ["approve", "hold", "reject", "hide", "pin"] {
        assert_eq!(server.moderate(&id, action).status, 409, "{action}");
    }
    assert_eq!(server.moderate(&id, "frobnicate").pointers(), ["/action"]);
    assert_eq!(server.moderate("999", "approve").status, 404);
}

#[test]
fn what_was_trashed_or_called_spam_comes_back_as_it_was() {
    let server = Server::start(&[]);
    let id = server.comment("/a", "un", None);
    for (there, back, state) in [("trash", "restore", "approved"), ("spam", "ham", "approved")] {
        server.moderate(&id, there);
        assert_eq!(server.moderate(&id, back).json()["state"], state);
    }
    server.moderate(&id, "hide");
    server.moderate(&id, "trash");
    assert_eq!(server.moderate(&id, "restore").json()["state"], "hidden");
}

#[test]
fn moderators_are_told_which_actions_are_possible() {
    let server = Server::start(&[]);
    let id = server.comment("/a", "un", None);
    assert_eq!(server.moderate(&id, "pin").json()["pinned"], true);
    let comment = server.get_as_moderator(&format!("/v1/comments/{id}")).json();
    let expected = ["hold", "spam", "reject", "trash", "hide", "unpin", "purge"];
    assert_eq!(comment["can"]["moderate"], json!(expected));
    assert_eq!(server.get(&format!("/v1/comments/{id}")).json()["can"]["moderate"], Value::Null);
}

#[test]
fn trash_is_in_the_queue_and_not_in_the_thread() {
    let server = Server::start(&[]);
    let id = server.comment("/a", "un", None);
    server.moderate(&id, "trash");
    assert_eq!(server.get_as_moderator("/v1/comments?thread=/a").json()["total"], 0);
    assert_eq!(server.get_as_moderator("/v1/moderation?state=trashed").json()["total"], 1);
}

#[test]
fn a_comment_without_replies_is_removed() {
    let server = Server::start(&[]);
    let id = server.comment("/a", "un", None);
    let path = format!("/v1/comments/{id}");
    assert_eq!(server.moderator("DELETE", &path, &json!(null)).status, 204);
    assert_eq!(server.get(&path).status, 404);
    assert_eq!(server.moderator("DELETE", &path, &json!(null)).status, 404);
    assert_eq!(server.moderator("DELETE", &format!("{path}?purge=perhaps"), &json!(null)).status, 400);
}

#[test]
fn a_comment_with_replies_leaves_a_tombstone_without_a_word_of_its_author() {
    let server = Server::start(&[]);
    let root = server.comment("/a", "secret", None);
    let reply = server.comment("/a", "réponse", Some(&root));
    let answer = server.moderator("DELETE", &format!("/v1/comments/{root}?purge=true"), &json!(null));
    assert_eq!((answer.status, &answer.json()["state"]), (200, &json!("deleted")));
    for page in [server.page("/a"), server.get_as_moderator("/v1/comments?thread=/a").json()] {
        assert_eq!((&page["items"][0]["state"], &page["items"][0]["body"]), (&json!("deleted"), &json!({})));
        assert_eq!(texts(&page["items"][0]["replies"]["items"]), ["réponse"]);
    }
    assert_eq!(server.moderate(&root, "approve").status, 409);
    server.moderator("DELETE", &format!("/v1/comments/{reply}"), &json!(null));
    assert_eq!(server.moderate(&root, "approve").status, 404, "the tombstone went with its last reply");
}

#[test]
fn a_text_is_changed_only_if_it_is_still_the_one_that_was_read() {
    let server = Server::start(&[]);
    let id = server.comment("/a", "un", None);
    let path = format!("/v1/comments/{id}");
    let tag = server.get_as_moderator(&path).header("etag").to_owned();
    let body = json!({ "body": { "source": "**deux**", "format": "markdown" } }).to_string();
    let edit = |tag: &str| {
        let kind = ("Content-Type", "application/merge-patch+json");
        server.send("PATCH", &path, &[kind, ("Authorization", &bearer()), ("If-Match", tag)], &body)
    };
    let answer = edit(&tag);
    assert_eq!((answer.status, &answer.json()["body"]["source"]), (200, &json!("**deux**")));
    assert!(answer.json()["edited"].is_string());
    let late = edit(&tag);
    assert_eq!((late.status, late.problem().as_str()), (412, "conflict"));
    assert_eq!(edit(answer.header("etag")).status, 200);
}

#[test]
fn only_the_text_can_be_changed() {
    let server = Server::start(&[]);
    let id = server.comment("/a", "un", None);
    let body = json!({ "source": "deux", "format": "text" });
    for document in
        [json!({}), json!({ "state": "spam", "body": body }), json!({ "body": { "source": "x" } })]
    {
        let answer = server.moderator("PATCH", &format!("/v1/comments/{id}"), &document);
        assert_eq!((answer.status, answer.problem().as_str()), (422, "invalid"), "{document}");
    }
}

#[test]
fn a_thread_can_be_closed_before_its_first_comment() {
    let server = Server::start(&[]);
    let answer = server.moderator("PATCH", "/v1/threads?thread=/a/", &json!({ "state": "closed" }));
    assert_eq!(
        (answer.status, &answer.json()["key"], &answer.json()["state"]),
        (200, &json!("/a"), &json!("closed"))
    );
    assert_eq!(server.page("/a")["thread"]["state"], "closed");
    let answer = server.moderator("PATCH", "/v1/threads?thread=/a", &json!({ "state": "ajar" }));
    assert_eq!((answer.status, answer.pointers()), (422, vec!["/state".to_owned()]));
}

#[test]
fn a_preview_is_what_would_be_shown() {
    let server = Server::start(&[]);
    let body = json!({ "source": "un\n<b>", "format": "text" }).to_string();
    let answer = server.send("POST", "/v1/previews", &[JSON], &body);
    assert_eq!(answer.json(), json!({ "html": "<p>un<br>\n&lt;b&gt;</p>\n" }));
}
