//! Texts that mean something to a database, a log, a header or a page, in every place that takes a text.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::process::Command;

use serde_json::json;
use support::{Server, command, draft};

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

#[test]
fn a_text_is_kept_as_it_is_wherever_it_stands() {
    let server = Server::start(&[]);
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

#[test]
fn a_text_where_a_word_or_a_number_belongs_is_refused() {
    let server = Server::start(&[]);
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

#[test]
fn a_nul_is_refused_in_every_field() {
    let server = Server::start(&[]);
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

#[test]
fn a_name_or_a_text_that_nobody_sees_is_none() {
    let server = Server::start(&[]);
    for blank in ["\u{200b}", "\u{feff}\u{2060}", " \u{200d}\u{200e} ", "\u{202e}", "\u{3164}", "\u{ad}"] {
        let mut document = draft("/a", blank);
        document["author"]["name"] = json!(blank);
        let answer = server.post(&document);
        assert_eq!(
            (answer.status, answer.pointers()),
            (422, vec!["/author/name".into(), "/body/source".into()]),
            "{blank:?}"
        );
    }
}

#[test]
fn numbers_at_the_ends_of_their_range_are_answered() {
    let server = Server::start(&[]);
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
    for limit in ["0", "-1", "201", "9223372036854775807", "9223372036854775808", "1e2", "0x10", " 5", "１"]
    {
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

#[test]
fn a_header_takes_no_line_of_its_own() {
    let server = Server::start(&[]);
    for path in
        ["/v1/comments?thread=/a%0d%0aSet-Cookie:%20a=b", "/v1/comments/1%0d%0aSet-Cookie:a=b", "/%0d%0aX: y"]
    {
        let path = path.replace(' ', "%20");
        let answer = server.get(&path);
        assert!((400..500).contains(&answer.status), "{path}");
        assert!(!answer.headers.contains_key("set-cookie") && !answer.headers.contains_key("x"), "{path}");
    }
}

#[test]
fn nothing_secret_is_printed() {
    let server = Server::start(&[]);
    let folder = server.database().parent().unwrap().to_owned();
    let secret = "s3cret-s3cret-s3cret";
    for options in [
        vec!["--moderator-token", secret, "--site", "/nowhere"],
        vec!["--moderator-token", secret, "--origin", "x/y"],
        vec!["--moderator-token", "s3cret"],
    ] {
        let output = command(&folder).args(&options).output().unwrap();
        assert!(!output.status.success());
        let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        assert!(!said.contains("s3cret"), "{said}");
    }
}

#[test]
fn sql_is_made_of_constants_only() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/store");
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let source = std::fs::read_to_string(&path).unwrap();
        for statement in source.split("sqlx::query(").skip(1) {
            let argument = statement.trim_start();
            assert!(
                argument.starts_with('"') || argument.starts_with("AssertSqlSafe(sql)"),
                "{}",
                path.display()
            );
        }
        // Each statement that is put together names its parts; these are constants, `&'static str` or numbers of ours.
        for built in source.split("let sql = format!(").skip(1) {
            let built = &built[..built.find(");\n").unwrap()];
            for part in built.split('{').skip(1).map(|part| part.split('}').next().unwrap()) {
                let known = ["COLUMNS", "TABLES", "which", "seen", "key", "beyond", "direction", "each", ""];
                assert!(known.contains(&part), "{}: {part}", path.display());
            }
            for argument in
                built.rsplit('"').next().unwrap().split(",\n").map(str::trim).filter(|a| !a.is_empty())
            {
                let argument = argument.trim_end_matches(',');
                let known = ["placeholders(", "visible(", "shown("];
                assert!(
                    argument.is_empty() || known.iter().any(|known| argument.starts_with(known)),
                    "{}: {argument}",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn the_server_fetches_nothing() {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let arguments = [
        "tree",
        "--locked",
        "--offline",
        "--package",
        "causerie-server",
        "--all-features",
        "--edges",
        "normal,features",
        "--prefix",
        "none",
    ];
    let output =
        Command::new(cargo).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).unwrap();
    assert!(tree.lines().any(|line| line.starts_with("hyper v1")), "{tree}");
    let clients = [
        "reqwest",
        "ureq",
        "curl",
        "isahc",
        "attohttpc",
        "minreq",
        "awc",
        "surf",
        "hyper-rustls",
        "native-tls",
        "rustls",
        "openssl",
    ];
    for line in tree.lines() {
        let name = line.split_whitespace().next().unwrap_or_default();
        assert!(!clients.contains(&name), "{line}");
        assert!(
            !line.starts_with("hyper feature \"client\"") && !line.starts_with("hyper-util feature \"client"),
            "{line}"
        );
    }
}

fn encode(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
