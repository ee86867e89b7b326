//! What strangers write, wherever a text is taken; the same on every database.

use serde_json::json;

use super::{Server, draft};

pub fn keep_texts(server: &Server) {
    for (number, text) in TEXTS.iter().enumerate() {
        let thread = format!("t{number} {text}");
        let draft = json!({
            "thread": thread, "threadUrl": text, "threadTitle": text, "lang": text, "challenge": text,
            "author": { "name": text, "email": format!("a@{}.example", number), "url": null },
            "body": { "source": text, "format": "text" },
        });
        let answer = server.post_with_key(&draft, &format!("k{number}"));
        assert_eq!(answer.status, 201, "{text} {answer:?}");
        let address = format!("/v1/comments?thread={}", encode(&thread));
        let page = server.get_as_moderator(&address).json();
        assert_eq!(page["total"], 1, "{text}");
        assert_eq!(page["items"][0]["author"]["name"], text.trim(), "{text}");
        assert_eq!(page["items"][0]["body"]["source"], text.trim(), "{text}");
        assert_eq!(
            server.get(&format!("/v1/counts?thread={}", encode(&thread))).json()["counts"][&thread],
            1
        );
        let id = page["items"][0]["id"].as_str().unwrap();
        let note = server.moderator(
            "POST",
            &format!("/v1/comments/{id}/moderation"),
            &json!({ "action": "hold", "note": text }),
        );
        assert_eq!(note.status, 200, "{text}");
        let edited = json!({ "body": { "source": format!("2 {text}"), "format": "markdown" } });
        assert_eq!(server.moderator("PATCH", &format!("/v1/comments/{id}"), &edited).status, 200, "{text}");
    }
    assert_eq!(server.get_as_moderator("/v1/moderation").json()["total"], TEXTS.len());
}

pub fn refuse_texts(server: &Server) {
    server.comment("/a", "un", None);
    for text in TEXTS {
        let encoded = encode(text);
        for query in ["sort", "limit", "cursor"] {
            let answer = server.get(&format!("/v1/comments?thread=/a&{query}={encoded}"));
            assert_eq!((answer.status, answer.problem().as_str()), (400, "malformed"), "{query}={text}");
        }
        assert_eq!(server.get(&format!("/v1/comments?thread=/a&parent={encoded}")).status, 404, "{text}");
        assert_eq!(server.get(&format!("/v1/comments?thread=/a&{encoded}={encoded}")).status, 200, "{text}");
        assert_eq!(server.get(&format!("/v1/comments/{encoded}")).status, 404, "{text}");
        assert_eq!(server.get_as_moderator(&format!("/v1/moderation?state={encoded}")).status, 400, "{text}");
        assert_eq!(
            server.moderator("PATCH", "/v1/threads?thread=/a", &json!({ "state": text })).status,
            422,
            "{text}"
        );
        let mut reply = draft("/a", text);
        reply["parent"] = json!(text);
        assert_eq!(server.post(&reply).status, 409, "{text}");
        let mut email = draft("/a", text);
        email["author"]["email"] = json!(text);
        email["author"]["url"] = json!(text);
        assert_eq!(server.post(&email).status, 422, "{text}");
    }
    assert_eq!(server.page("/a")["total"], 1);
}

pub fn refuse_nul(server: &Server) {
    for pointer in ["/thread", "/author/name", "/author/email", "/author/url", "/body/source", "/body/format"]
    {
        let mut document = draft("/a", "un");
        document["author"]["email"] = json!("a@b.example");
        document["author"]["url"] = json!("https://a.example/");
        let field = document.pointer_mut(pointer).unwrap();
        *field = json!(format!("{}\u{0}", field.as_str().unwrap()));
        let answer = server.post(&document);
        assert_eq!((answer.status, answer.pointers()), (422, vec![pointer.to_owned()]), "{pointer}");
    }
    let mut document = draft("/a", "un");
    for name in ["threadUrl", "threadTitle", "lang", "challenge"] {
        document[name] = json!("a\u{0}b");
    }
    assert_eq!(server.post(&document).status, 201, "facts of the page are mended");
    assert_eq!(server.get("/v1/comments?thread=/a%00").status, 400);
}

pub fn answer_numbers(server: &Server) {
    server.comment("/a", "un", None);
    for (key, id) in [
        ("0".repeat(16), "f".repeat(16)),
        ("8000000000000000".into(), "8000000000000000".into()),
        ("7".to_owned() + &"f".repeat(15), "7".to_owned() + &"f".repeat(15)),
    ] {
        for sort in ["oldest", "newest", "best"] {
            let answer = server.get(&format!("/v1/comments?thread=/a&sort={sort}&cursor={key}{id}"));
            assert_eq!(answer.status, 200, "{key}{id} {sort}");
        }
    }
    for limit in ["0", "-1", "1000001", "9223372036854775808", "1e2", "0x10", " 5", "１"] {
        assert_eq!(
            server.get(&format!("/v1/comments?thread=/a&limit={}", encode(limit))).status,
            400,
            "{limit}"
        );
    }
    for id in ["9223372036854775807", "-9223372036854775808", "9223372036854775808", "1.0", "01e", ""] {
        assert_eq!(server.get(&format!("/v1/comments/{id}")).status, 404, "{id}");
    }
}

/// Every byte escaped.
pub fn encode(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

const TEXTS: [&str; 14] = [
    "'; DROP TABLE comments; --",
    "' OR '1'='1",
    "\" OR \"\"=\"",
    "') UNION SELECT key, key, key FROM idempotency --",
    "\\'; SELECT 1; --",
    "$1 $2 ?1 :a @b %s {0}",
    "%' ESCAPE '\\",
    "a\u{2028}b\u{202e}c\u{200b}d\u{feff}",
    "<script>alert(1)</script>",
    "\u{85}\u{9f}",
    "Ünïcödé 🧑‍🤝‍🧑 \u{10ffff}",
    "${jndi:ldap://x.example/a}",
    "../../etc/passwd",
    "\\u0000 %00 &#0;",
];
