//! Every member of a comment, and the order and places of comments, as expressions read them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use causerie::model::{Comment, CommentCan, Content, Kind, Next, Role, State, Via, Votes};
use common::flat::{BASE, mapping, merge, open, told};
use common::{answer, client_of, run, setup};
use serde_json::{Value, json};

/// Reads one comment.
fn read(shape: Value, item: Value) -> Comment {
    let mut whole = json!({"id": 1});
    merge(&mut whole, item);
    let body = json!({"items": [whole], "people": {"u1": {"name": "Ann"}}}).to_string();
    let options = [BASE, &[("owner", "u1")]].concat();
    let more = json!({"vars": {"owner": {}, "me": {}}, "comment": shape});
    let (client, _) = client_of(mapping(more), setup(&options), vec![answer(200, &body)]);
    run(client.open(None, None)).unwrap().page.items.remove(0)
}

#[test]
fn kinds_and_states_are_words_of_the_model() {
    for (word, kind) in [
        (json!("pingback"), Kind::Pingback),
        (json!("rsvp"), Kind::Rsvp),
        (json!("strange"), Kind::Comment),
        (json!(null), Kind::Comment),
    ] {
        assert_eq!(read(json!({"kind": "/k"}), json!({"k": word})).kind, kind, "{word}");
    }
    for (word, state) in [
        (json!("approved"), State::Approved),
        (json!("deleted"), State::Deleted),
        (json!("sending"), State::Unknown),
        (json!("spammy"), State::Unknown),
        (json!(null), State::Approved),
        (json!(""), State::Approved),
    ] {
        assert_eq!(read(json!({"state": "/s"}), json!({"s": word})).state, state, "{word}");
    }
}

#[test]
fn authors_have_names_roles_and_clean_addresses() {
    let shape = json!({"author": {
        "id": "/who", "name": [{"at": "/who", "in": "/people", "then": "/name"}, "/name"], "roles": "/roles", "owner": {"at": "/who", "is": "owner"}, "badge": "/badge"
    }});
    let author =
        read(shape.clone(), json!({"who": "u1", "roles": ["moderator", "wizard", 7], "badge": "Gold"}))
            .author;
    assert_eq!((author.id.as_deref(), author.name.as_deref()), (Some("u1"), Some("Ann")));
    assert_eq!((author.roles, author.badge.as_deref()), (vec![Role::Moderator, Role::Owner], Some("Gold")));
    for (name, expected) in [
        (json!("  Max\u{a0}"), Some("Max")),
        (json!("<b>Bob</b> & Cie"), Some("<b>Bob</b> & Cie")),
        (json!("a\u{202e}gpj\u{2066}.exe"), Some("agpj.exe")),
        (json!(" \u{202e} "), None),
        (json!(42), Some("42")),
        (json!({"first": "x"}), None),
        (json!(true), None),
    ] {
        let author = read(shape.clone(), json!({"who": "u2", "name": name, "roles": "bot"})).author;
        assert_eq!((author.name.as_deref(), author.roles), (expected, vec![Role::Bot]), "{name}");
    }
}

#[test]
fn the_best_form_of_the_text_is_taken() {
    let shape = json!({"body": {"html": ["/html", "/rendered"], "markdown": "/md", "text": "/text", "source": "/typed", "warning": "/cw"}});
    for (item, content) in [
        (json!({"rendered": "<p>x</p>", "md": "*x*", "text": "x"}), Content::Html("<p>x</p>".into())),
        (json!({"html": "", "md": "*x*", "text": "x"}), Content::Markdown("*x*".into())),
        (json!({"html": {"a": 1}, "text": "x"}), Content::Text("x".into())),
        (json!({"html": null, "text": 7}), Content::Text("7".into())),
        (json!({"html": "", "text": ""}), Content::Empty),
    ] {
        assert_eq!(read(shape.clone(), item.clone()).body.content, content, "{item}");
    }
    let body = read(shape, json!({"typed": "*x*", "cw": "spoiler"})).body;
    assert_eq!((body.source.as_deref(), body.warning.as_deref()), (Some("*x*"), Some("spoiler")));
}

#[test]
fn pictures_stand_for_names_between_colons() {
    let shape =
        json!({"body": {"html": "/html", "emoji": {"in": "/emoji", "key": "/code", "value": "/url"}}});
    let item = |html: &str| {
        json!({"html": html, "emoji": [
            {"code": "cat", "url": "/e/cat.png?a&b"}, {"code": "bad", "url": "javascript:alert(1)"},
            {"code": "a\"b", "url": "https://m.example/\"onerror=x"}, {"code": 7}, null, {"url": "https://m.example/none.png"}
        ]})
    };
    let cat = "<img width=\"20\" height=\"20\" src=\"https://api.example/e/cat.png?a&amp;b\" alt=\":cat:\">";
    for (html, expected) in [
        ("<p title=\":cat:\">a :cat: b</p>", format!("<p title=\":cat:\">a {cat} b</p>")),
        (":cat::cat:", format!("{cat}{cat}")),
        (":bad: :dog: 10:30:00", ":bad: :dog: 10:30:00".into()),
        (
            ":a\"b:",
            "<img width=\"20\" height=\"20\" src=\"https://m.example/&quot;onerror=x\" alt=\":a&quot;b:\">"
                .into(),
        ),
    ] {
        assert_eq!(read(shape.clone(), item(html)).body.content, Content::Html(expected), "{html}");
    }
    let keyed =
        json!({"body": {"html": "/html", "emoji": {"in": "/emoji", "key": {"key": true}, "value": ""}}});
    let found = read(keyed, json!({"html": ":cat:", "emoji": {"cat": "/e/cat.png?a&b"}}));
    assert_eq!(found.body.content, Content::Html(cat.into()));
}

#[test]
fn links_stand_at_ranges_of_bytes() {
    let shape = json!({"body": {"text": "/text", "facets": {
        "in": "/facets", "start": "/from", "end": "/to", "url": ["/url", {"text": "https://a.example/{id}", "with": {"id": "/who"}}]
    }}});
    let text = "é <b> à\n\nfin";
    let html = |html: &str| Content::Html(html.to_owned());
    for (facets, expected) in [
        (
            json!([{"from": 3, "to": 6, "url": "https://b.example/?x&y"}]),
            html("é <a href=\"https://b.example/?x&amp;y\">&lt;b></a> à<br><br>fin"),
        ),
        (
            json!([{"from": 7, "to": 9, "who": "u\"1"}, {"from": 0, "to": 2, "url": "/p"}]),
            html(
                "<a href=\"https://api.example/p\">é</a> &lt;b> <a href=\"https://a.example/u&quot;1\">à</a><br><br>fin",
            ),
        ),
        // What overlaps, cuts a character, ends before it begins or leads nowhere is left out.
        (
            json!([{"from": 3, "to": 6, "url": "/p"}, {"from": 5, "to": 9, "url": "/q"}]),
            html("é <a href=\"https://api.example/p\">&lt;b></a> à<br><br>fin"),
        ),
        (json!([{"from": 1, "to": 6, "url": "/p"}]), Content::Text(text.into())),
        (json!([{"from": 6, "to": 3, "url": "/p"}]), Content::Text(text.into())),
        (json!([{"from": 3, "to": 999, "url": "/p"}]), Content::Text(text.into())),
        (
            json!([{"from": -3, "to": 6, "url": "/p"}, {"from": 1e99, "to": 2, "url": "/p"}]),
            Content::Text(text.into()),
        ),
        (
            json!([{"from": 3, "to": 6, "url": "javascript:alert(1)"}, {"from": 3, "to": 6}, null, 7]),
            Content::Text(text.into()),
        ),
        (json!({}), Content::Text(text.into())),
        (json!(null), Content::Text(text.into())),
    ] {
        let found = read(shape.clone(), json!({"text": text, "facets": facets}));
        assert_eq!(found.body.content, expected, "{facets}");
    }
    let many: Vec<_> = (0..1000).map(|at| json!({"from": at, "to": at + 1, "url": "/p"})).collect();
    let found = read(shape, json!({"text": "x".repeat(1000), "facets": many}));
    let Content::Html(html) = found.body.content else { panic!("links are HTML") };
    assert_eq!(html.matches("<a ").count(), 200);
}

#[test]
fn the_other_members_are_read_as_what_they_are() {
    let shape = json!({
        "root": "/root", "replyTo": "/to", "title": "/t", "lang": "/l", "reason": "/why", "created": "/at", "edited": "/changed", "link": "/url",
        "via": {"url": "/from", "name": "/site"}, "votes": {"up": "/up", "down": "/down", "score": "/score", "mine": "/mine"},
        "replies": {"total": "/n", "hidden": "/h", "next": "/next"}, "pinned": "/pin", "collapsed": "/fold", "mine": {"at": "/by", "is": "owner"},
        "can": {"reply": "/re", "edit": true, "delete": "/del", "vote": false, "flag": "/none"}
    });
    let comment = read(
        shape.clone(),
        json!({
            "root": 9, "to": "Max", "t": "Titre", "l": "fr", "why": "liens", "at": 1336036320, "changed": "2012-05-03T09:12:00Z", "url": "/c/1#x",
            "from": "//blog.example/", "site": "Un blog", "up": "12", "down": 3.7, "score": -4, "mine": -5, "n": 7, "h": "2", "next": {"id": [1]},
            "pin": 1, "fold": "false", "by": "u1", "re": 0, "del": "yes"
        }),
    );
    assert_eq!(comment.root.as_ref().map(ToString::to_string).as_deref(), Some("9"));
    let texts = (&comment.reply_to, &comment.title, &comment.lang, &comment.reason);
    assert_eq!(format!("{texts:?}"), r#"(Some("Max"), Some("Titre"), Some("fr"), Some("liens"))"#);
    // What was changed when it was written was not changed.
    assert_eq!((comment.created.unwrap().millis(), comment.edited), (Some(1_336_036_320_000), None));
    assert_eq!(comment.link.as_deref(), Some("https://api.example/c/1#x"));
    let via = Via { url: Some("https://blog.example/".into()), name: Some("Un blog".into()) };
    assert_eq!(comment.via, Some(via));
    assert_eq!(comment.votes, Some(Votes { up: Some(12), down: Some(3), score: Some(-4), mine: -1 }));
    assert_eq!((comment.replies.total, comment.replies.hidden), (Some(7), Some(2)));
    assert_eq!(comment.replies.next.as_deref(), Some("{\"id\":[1]}"));
    assert_eq!((comment.pinned, comment.collapsed, comment.mine), (true, false, true));
    let can = CommentCan {
        reply: Some(false),
        edit: Some(true),
        delete: Some(true),
        vote: Some(false),
        ..CommentCan::default()
    };
    assert_eq!(comment.can, can);

    let bare = read(shape, json!({"root": 1, "by": "u2", "n": -1, "up": "many", "changed": null}));
    assert_eq!((bare.root, bare.via, bare.votes), (None, None, None));
    assert_eq!((bare.mine, bare.replies.total), (false, None));
}

#[test]
fn parents_may_be_called_by_another_name_than_the_id() {
    let more = json!({"comment": {"id": "/id", "key": "/n", "parent": {"at": "/to", "none": [1]}}});
    let items = json!([{"id": 501, "n": 2, "to": 1}, {"id": 502, "n": 3, "to": 2}, {"id": 503, "n": 4, "to": 4}, {"id": 2, "n": 5}]);
    assert_eq!(open(more, vec![answer(200, &json!({"items": items}).to_string())]), "501 502<501 503 2");
}

#[test]
fn an_item_may_hold_the_comment_and_its_replies_apart() {
    let more = json!({"list": {"item": "/comment", "children": ["/replies/data", "/kids"]}});
    let items = json!([
        {"comment": {"id": 1}, "replies": {"data": [{"comment": {"id": 2}, "kids": [{"comment": {"id": 3}}]}]}},
        {"kids": [{"comment": {"id": 4}}]}
    ]);
    let found = open(more, vec![answer(200, &json!({"items": items}).to_string())]);
    assert_eq!(found, "1 2<1 3<2 4 [entry 1: expected an object]");
}

#[test]
fn replies_hang_under_their_comment() {
    let more = json!({
        "comment": {"replies": {"total": "/n", "next": "/more"}},
        "replies": {"url": "{+base}/c/{comment.id}", "query": {"after": "{list.cursor}"}, "items": "/items", "page": {"by": "cursor", "next": "/next"}}
    });
    let answers = vec![
        answer(200, r#"{"items": [{"id": 1, "n": 5, "more": 40}]}"#),
        answer(200, r#"{"items": [{"id": 2}, {"id": 3, "parent": 2}, {"id": 4, "parent": 9}], "next": 44}"#),
        answer(200, r#"{"items": [{"id": 5, "parent": 3}]}"#),
    ];
    let (client, sent) = client_of(mapping(more), setup(BASE), answers);
    let comment = run(client.open(None, None)).unwrap().page.items.remove(0);
    assert_eq!(comment.replies.total, Some(5));
    let first = run(client.replies(&comment, None)).unwrap();
    assert_eq!((told(&first), &first.next), ("2<1 3<2 4<1".to_owned(), &Some(Next::Cursor("44".into()))));
    let second = run(client.replies(&comment, first.next.as_ref())).unwrap();
    assert_eq!((told(&second), second.next), ("5<3".to_owned(), None));
    let urls: Vec<_> = sent.borrow().iter().skip(1).map(|request| request.url.clone()).collect();
    assert_eq!(urls, ["https://api.example/v1/c/1?after=40", "https://api.example/v1/c/1?after=44"]);
}

#[test]
fn a_cursor_to_replies_says_that_some_are_hidden() {
    let shape = json!({"replies": {"total": "/n", "next": "/next"}});
    for (item, expected) in [
        (json!({"n": 5, "next": "c", "kids": [{"id": 2}, {"id": 3}]}), Some(3)),
        (json!({"n": 2, "next": "c", "kids": [{"id": 2}, {"id": 3}]}), Some(1)),
        (json!({"next": "c", "kids": []}), Some(1)),
        (json!({"n": 5, "next": null, "kids": [{"id": 2}]}), None),
    ] {
        let mut whole = json!({"id": 1});
        merge(&mut whole, item.clone());
        let more = json!({"comment": shape, "list": {"children": "/kids"}});
        let body = json!({"items": [whole]}).to_string();
        let (client, _) = client_of(mapping(more), setup(BASE), vec![answer(200, &body)]);
        let page = run(client.open(None, None)).unwrap().page;
        assert_eq!(page.items[0].replies.hidden, expected, "{item}");
        assert!(page.items[1..].iter().all(|reply| reply.replies.hidden.is_none()));
    }
}
