//! Files of `--site`: their types, and what is never served.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::os::unix::fs::symlink;
use std::process::Command;

use support::{Server, command};

#[test]
fn files_have_their_types_and_nothing_outside_the_folder_is_served() {
    let server = Server::start(&[]);
    let site = server.database().parent().unwrap().join("site");
    std::fs::create_dir_all(site.join("sub")).unwrap();
    for (name, text) in
        [("index.html", "<p>"), ("a b.wasm", "\0asm"), ("sub/index.html", "sub"), ("x.js", "")]
    {
        std::fs::write(site.join(name), text).unwrap();
    }
    let server = server.restart(&["--site", site.to_str().unwrap()]);
    let cases = [
        ("/", "text/html; charset=utf-8"),
        ("/index.html?x=1", "text/html; charset=utf-8"),
        ("/a%20b.wasm", "application/wasm"),
        ("/sub/", "text/html; charset=utf-8"),
        ("/x.js", "text/javascript; charset=utf-8"),
    ];
    for (path, kind) in cases {
        let answer = server.get(path);
        assert_eq!((answer.status, answer.header("content-type")), (200, kind), "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
    }
    for path in [
        "/../causerie.db",
        "/%2e%2e/causerie.db",
        "/..%2Fcauserie.db",
        "/%00",
        "/%FF",
        "/none.css",
        "/v1/none",
    ] {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
    assert_eq!(server.send("POST", "/", &[], "").header("allow"), "GET, HEAD");
    assert_eq!(server.get("/api/v1/comments?thread=/a").status, 200);
}

#[test]
fn what_is_private_or_leads_outside_is_not_served() {
    let server = Server::start(&[]);
    let folder = server.database().parent().unwrap().to_owned();
    let site = folder.join("site");
    for name in ["sub", "out", ".git", ".well-known"] {
        std::fs::create_dir_all(site.join(name)).unwrap();
    }
    std::fs::create_dir_all(folder.join("site-secret")).unwrap();
    for name in
        ["site-secret/index.html", "secret.txt", "site/.env", "site/.git/config", "site/.well-known/x.txt"]
    {
        std::fs::write(folder.join(name), "secret").unwrap();
    }
    symlink(folder.join("secret.txt"), site.join("sub/index.html")).unwrap();
    symlink(folder.join("secret.txt"), site.join("link.txt")).unwrap();
    symlink(folder.join("site-secret"), site.join("out/folder")).unwrap();
    symlink("/dev/zero", site.join("zero.txt")).unwrap();
    assert!(Command::new("mkfifo").arg(site.join("pipe.txt")).status().unwrap().success());
    std::fs::File::create(site.join("huge.bin")).unwrap().set_len(1 << 40).unwrap();
    let server = server.restart(&["--site", site.to_str().unwrap()]);
    let paths = [
        "/sub/",
        "/sub/index.html",
        "/link.txt",
        "/out/folder/",
        "/zero.txt",
        "/pipe.txt",
        "/huge.bin",
        "/.env",
        "/.git/config",
        "/%2egit/config",
        "/sub/../.env",
        "/../site-secret/",
        "/..%2fsite-secret/index.html",
        "/.%2e/secret.txt",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/sub%5c..%5c..%5csecret.txt",
        "/....//secret.txt",
    ];
    for path in paths {
        let answer = server.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.text.contains("secret\n") && answer.text != "secret", "{path}");
    }
    assert_eq!(server.get("/.well-known/x.txt").text, "secret");
}

#[test]
fn a_site_that_would_give_the_database_away_is_not_served() {
    let server = Server::start(&[]);
    let folder = server.database().parent().unwrap().to_owned();
    std::fs::create_dir_all(folder.join("site/below")).unwrap();
    for (site, database) in [(".", "./causerie.db"), (".", "causerie.db"), ("site", "sqlite:site/below/x.db")]
    {
        let output = command(&folder)
            .args(["--listen", "127.0.0.1:0", "--site", site, "--database", database])
            .output()
            .unwrap();
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && error.contains("--site"), "{site} {database} {error}");
    }
}
