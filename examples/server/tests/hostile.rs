//! Texts that mean something to a database, a log, a header or a page, in every place that takes a text.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::process::Command;

use serde_json::json;
use support::strangers;
use support::{Server, command, draft};

#[test]
fn a_text_is_kept_as_it_is_wherever_it_stands() {
    strangers::keep_texts(&Server::start(&[]));
}

#[test]
fn a_text_where_a_word_or_a_number_belongs_is_refused() {
    strangers::refuse_texts(&Server::start(&[]));
}

#[test]
fn a_nul_is_refused_in_every_field() {
    strangers::refuse_nul(&Server::start(&[]));
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
    strangers::answer_numbers(&Server::start(&[]));
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
