//! `docs/protocol.md` tells the truth: its commands work and it names every address.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::process::Command;

use support::{Server, TOKEN};

const PAGE: &str = include_str!("../../../docs/protocol.md");

#[test]
fn every_command_of_the_page_works() {
    let server = Server::start(&["--demo", "--moderation", "first"]);
    let folder = server.database().parent().unwrap().to_owned();
    let commands: Vec<&str> =
        PAGE.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert!(commands.len() > 5);
    for command in commands {
        let mut shell = Command::new("sh");
        let shell = shell.args(["-e", "-c", command]).current_dir(&folder);
        let output = shell.env("BASE", &server.address).env("TOKEN", TOKEN).output().unwrap();
        assert!(output.status.success(), "{command}\n{}", String::from_utf8_lossy(&output.stdout));
    }
}

#[test]
fn every_address_is_on_the_page() {
    let server = Server::start(&[]);
    let description = server.get("/v1/openapi.json").json();
    for (path, operations) in description["paths"].as_object().unwrap() {
        for method in operations.as_object().unwrap().keys().filter(|key| *key != "parameters") {
            let words = format!("| `{} {path}", method.to_uppercase());
            assert!(PAGE.contains(&words), "{words}");
        }
    }
}
