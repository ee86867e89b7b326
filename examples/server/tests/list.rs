//! Reading threads: order, cursors, replies, placeholders, counts, caches.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use serde_json::{Value, json};
use support::{Server, command, texts};

#[test]
fn a_thread_that_nobody_wrote_to_is_open_and_empty() {
    let server = Server::start(&[]);
    let page = server.page("https://blog.example/a/");
    assert_eq!((&page["total"], &page["roots"], &page["items"]), (&json!(0), &json!(0), &json!([])));
    assert_eq!(page["thread"]["state"], "open");
    assert_eq!(page["thread"]["key"], "https://blog.example/a");
    assert_eq!(page["thread"]["can"]["create"], true);
    assert_eq!(page["thread"]["form"]["name"], "required");
}

#[test]
fn addresses_of_one_page_are_one_thread() {
    let server = Server::start(&[]);
    server.comment("http://blog.example/a?utm_source=x#top", "un", None);
    assert_eq!(server.page("https://blog.example/a/")["total"], 1);
    let page = server.get("/v1/comments?thread=https%3A%2F%2Fblog.example%2Fa").json();
    assert_eq!(page["total"], 1);
}

#[test]
fn each_order_is_kept_from_page_to_page() {
    let server = Server::start(&[]);
    let ids: Vec<String> = (0..5).map(|number| server.comment("/a", &number.to_string(), None)).collect();
    server.comment("/a", "réponse", Some(&ids[3]));
    for (sort, expected) in [("oldest", "0 1 2 3 4"), ("newest", "4 3 2 1 0"), ("best", "3 4 2 1 0")] {
        assert_eq!(walk(&server, &format!("thread=/a&sort={sort}&limit=2")).join(" "), expected, "{sort}");
    }
}

#[test]
fn a_cursor_is_stable_when_comments_come_and_go() {
    let server = Server::start(&[]);
    let ids: Vec<String> = (0..4).map(|number| server.comment("/a", &number.to_string(), None)).collect();
    let first = server.get("/v1/comments?thread=/a&sort=newest&limit=2").json();
    assert_eq!(texts(&first["items"]), ["3", "2"]);
    server.comment("/a", "nouveau", None);
    server.moderate(&ids[2], "trash");
    let next = first["next"].as_str().unwrap();
    let second = server.get(&format!("/v1/comments?thread=/a&sort=newest&limit=2&cursor={next}")).json();
    assert_eq!(texts(&second["items"]), ["1", "0"]);
    assert_eq!(second["next"], Value::Null);
}

#[test]
fn replies_come_as_a_tree_and_the_rest_by_cursor() {
    let server = Server::start(&[]);
    let root = server.comment("/a", "racine", None);
    let reply = server.comment("/a", "r0", Some(&root));
    server.comment("/a", "feuille", Some(&reply));
    for number in 1..23 {
        server.comment("/a", &format!("r{number}"), Some(&root));
    }
    let page = server.page("/a");
    assert_eq!((&page["total"], &page["roots"]), (&json!(25), &json!(1)));
    let replies = &page["items"][0]["replies"];
    assert_eq!(replies["total"], 23);
    assert_eq!(replies["items"].as_array().unwrap().len(), 20);
    assert_eq!(replies["items"][0]["replies"]["items"][0]["parent"], json!(reply));
    assert_eq!(replies["items"][0]["replies"]["items"][0]["root"], json!(root));
    let next = replies["next"].as_str().unwrap();
    let rest = server.get(&format!("/v1/comments?thread=/a&parent={root}&sort=newest&cursor={next}")).json();
    assert_eq!(texts(&rest["items"]), ["r20", "r21", "r22"]);
}

#[test]
fn a_page_of_a_thousand_replies_stays_bounded() {
    let server = Server::start(&[]);
    let item = |text: &str| json!({ "created": "2011-03-14T08:42:00Z", "body": { "text": text } });
    let mut root = item("racine");
    root["replies"] = json!({ "items": vec![item("réponse"); 18] });
    let page = json!({ "thread": { "key": "/a" }, "items": vec![root; 60] });
    let folder = server.database().parent().unwrap().to_owned();
    std::fs::write(folder.join("page.json"), page.to_string()).unwrap();
    assert!(command(&folder).args(["import", "page.json"]).status().unwrap().success());
    let page = server.get("/v1/comments?thread=/a&limit=1000").json();
    let replies: Vec<&Value> =
        page["items"].as_array().unwrap().iter().map(|item| &item["replies"]).collect();
    let shown: usize = replies.iter().map(|replies| replies["items"].as_array().unwrap().len()).sum();
    assert!((500..=1000).contains(&shown), "{shown}");
    assert!(replies.iter().all(|replies| replies["total"] == 18 && replies["next"].is_string()));
}

#[test]
fn a_comment_that_is_not_public_leaves_a_placeholder_when_it_was_answered() {
    let server = Server::start(&[]);
    for (action, shown) in
        [("hide", "hidden"), ("spam", "hidden"), ("reject", "hidden"), ("trash", "deleted")]
    {
        let thread = format!("/{action}");
        let id = server.comment(&thread, "secret", None);
        server.comment(&thread, "réponse", Some(&id));
        server.moderate(&id, action);
        let page = server.page(&thread);
        let item = &page["items"][0];
        assert_eq!((&item["state"], &item["body"]), (&json!(shown), &json!({})), "{action}");
        assert_eq!(item["author"], Value::Null);
        assert_eq!((&page["total"], &page["roots"]), (&json!(1), &json!(1)), "{action}");
        assert_eq!(texts(&item["replies"]["items"]), ["réponse"]);
    }
}

#[test]
fn a_placeholder_goes_with_the_last_reply_that_readers_saw() {
    let server = Server::start(&[]);
    let root = server.comment("/a", "racine", None);
    let middle = server.comment("/a", "milieu", Some(&root));
    let leaf = server.comment("/a", "feuille", Some(&middle));
    server.moderate(&root, "hide");
    server.moderate(&middle, "hide");
    assert_eq!(server.page("/a")["items"][0]["replies"]["items"][0]["replies"]["total"], 1);
    server.moderate(&leaf, "hide");
    assert_eq!(server.page("/a")["items"], json!([]));
    server.moderate(&leaf, "unhide");
    assert_eq!(server.page("/a")["roots"], 1);
}

#[test]
fn the_address_of_an_author_is_for_moderators_only() {
    let server = Server::start(&[]);
    let mut draft = support::draft("/a", "un");
    draft["author"]["email"] = json!("zoe@courriel.example");
    draft["author"]["url"] = json!("https://zoe.example/");
    let id = server.post(&draft).json()["id"].as_str().unwrap().to_owned();
    for path in ["/v1/comments?thread=/a".to_owned(), format!("/v1/comments/{id}")] {
        let text = server.get(&path).text;
        assert!(text.contains("https://zoe.example/") && !text.contains("courriel"), "{text}");
        assert!(server.get_as_moderator(&path).text.contains("zoe@courriel.example"));
    }
}

#[test]
fn counts_are_told_under_the_names_that_were_asked() {
    let server = Server::start(&[]);
    server.comment("https://blog.example/a", "un", None);
    let hidden = server.comment("https://blog.example/a", "deux", None);
    server.moderate(&hidden, "hide");
    let answer = server.get("/v1/counts?thread=http%3A%2F%2Fblog.example%2Fa%2F&thread=/b");
    assert_eq!(answer.json(), json!({ "counts": { "http://blog.example/a/": 1, "/b": 0 } }));
    assert_eq!(answer.header("cache-control"), "public, max-age=60");
}

#[test]
fn a_client_that_has_the_page_already_is_told_so() {
    let server = Server::start(&[]);
    server.comment("/a", "un", None);
    let first = server.get("/v1/comments?thread=/a");
    assert_eq!(first.header("cache-control"), "no-cache");
    assert_eq!(first.header("vary"), "Cookie, Authorization, Accept-Language, Origin");
    let tag = first.header("etag").to_owned();
    for tags in [tag.clone(), format!("W/{tag}"), format!("\"x\", {tag}"), "*".to_owned()] {
        let again = server.send("GET", "/v1/comments?thread=/a", &[("If-None-Match", &tags)], "");
        assert_eq!(
            (again.status, again.text.as_str(), again.header("etag")),
            (304, "", tag.as_str()),
            "{tags}"
        );
    }
    server.comment("/a", "deux", None);
    assert_eq!(server.send("GET", "/v1/comments?thread=/a", &[("If-None-Match", &tag)], "").status, 200);
    assert_eq!(
        server.get_as_moderator("/v1/comments?thread=/a").header("cache-control"),
        "private, no-cache"
    );
}

#[test]
fn a_hidden_thread_is_empty_for_readers() {
    let server = Server::start(&[]);
    let id = server.comment("/a", "un", None);
    server.moderator("PATCH", "/v1/threads?thread=/a", &json!({ "state": "hidden" }));
    assert_eq!((&server.page("/a")["total"], &server.page("/a")["items"]), (&json!(0), &json!([])));
    assert_eq!(server.get(&format!("/v1/comments/{id}")).status, 404);
    assert_eq!(server.get("/v1/counts?thread=/a").json()["counts"]["/a"], 0);
    assert_eq!(server.get_as_moderator("/v1/comments?thread=/a").json()["total"], 1);
}

/// The texts of every page, following the cursors.
fn walk(server: &Server, query: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = server.get(&format!("/v1/comments?{query}{cursor}")).json();
        found.extend(texts(&page["items"]));
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return found,
        }
    }
}
