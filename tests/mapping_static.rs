//! Static files in the shapes people really have.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use causerie::model::{Create, Created, Draft, Next};
use common::{answer, client, requests, run, snapshot};

#[test]
fn the_usual_shapes_are_read() {
    for name in ["static-array", "static-nested"] {
        let body = std::fs::read_to_string(format!("tests/fixtures/{name}.json")).unwrap();
        // The nested file names a second one.
        let (client, sent) =
            client("static", &[], vec![answer(200, &body), answer(200, r#"[{"id": 6, "parent": 4}]"#)]);
        snapshot(name, &common::opened(&run(client.open(None, None)).unwrap()));
        assert_eq!(sent.borrow()[0].url, "https://blog.example/comments/community-manager-ou-animateur.json");
    }
}

#[test]
fn what_a_file_says_of_its_thread_decides_about_the_form() {
    for (options, body, expected) in [
        (&[][..], r#"{"comments": []}"#, Create::Unavailable),
        (&[("staticman", "https://sm.example/v3")], r#"[]"#, Create::Form),
        (
            &[("staticman", "https://sm.example/v3")],
            r#"{"items": [], "thread": {"state": "closed"}}"#,
            Create::Closed,
        ),
        (&[], r#"{"comments": [], "thread": {"can": {"anonymous": false}}}"#, Create::LoginRequired(None)),
        (
            &[],
            r#"{"comments": [], "thread": {"can": {"anonymous": false}, "login": "/in?x"}}"#,
            Create::LoginRequired(Some("https://blog.example/in?x".into())),
        ),
        (
            &[],
            r#"{"comments": [], "thread": {"can": {"anonymous": false}, "login": "javascript:alert(1)"}}"#,
            Create::LoginRequired(None),
        ),
    ] {
        let (client, _) = client("static", options, vec![answer(200, body)]);
        assert_eq!(run(client.open(None, None)).unwrap().capabilities.create, expected, "{body}");
    }
}

#[test]
fn files_may_be_split_but_not_lead_to_another_origin() {
    let answers =
        vec![answer(200, r#"{"comments": [{"id": 1}], "next": "two.json"}"#), answer(200, r#"[{"id": 2}]"#)];
    let (first, sent) = client("static", &[("file", "/c/one.json")], answers);
    assert_eq!(run(first.open(None, None)).unwrap().page.items.len(), 2);
    assert_eq!(sent.borrow()[1].url, "https://blog.example/c/two.json");
    let answers = vec![answer(200, r#"{"comments": [{"id": 1}], "next": "https://evil.example/"}"#)];
    let (second, _) = client("static", &[("file", "/c/one.json")], answers);
    let problem = run(second.open(None, None)).unwrap_err();
    assert!(problem.detail.unwrap().contains("refused to follow https://evil.example/"));
    let next = Next::Link("https://evil.example/".into());
    assert!(run(first.more(&next)).is_err());
}

#[test]
fn a_file_that_is_not_there_is_an_empty_thread() {
    let (first, _) = client("static", &[], vec![answer(404, "<p>Not found</p>")]);
    let opened = run(first.open(None, None)).unwrap();
    assert_eq!((opened.page.items.len(), opened.page.total, opened.page.next), (0, None, None));
    let (second, _) = client("static", &[], vec![answer(403, "")]);
    assert!(run(second.open(None, None)).is_err());
}

#[test]
fn staticman_is_sent_a_form() {
    let options = [("staticman", "https://sm.example/v3/entry/")];
    let (client, sent) = client("static", &options, vec![answer(200, r#"{"success": true}"#)]);
    let draft =
        Draft { key: "k".into(), body: "Bonjour & merci".into(), name: "Ann".into(), ..Draft::default() };
    assert_eq!(run(client.create(&draft)).unwrap(), Created::Wait);
    snapshot("static-create", &requests(&sent));
}

#[test]
fn native_threads_and_drafts() {
    let body = std::fs::read_to_string("tests/fixtures/native.json").unwrap();
    let created = r#"{"id": "c9", "parent": "c1", "kind": "comment", "state": "pending", "created": "2012-05-06T07:00:00Z", "body": {"html": "<p>x</p>"}}"#;
    let invalid = r#"{"type": "https://causerie.example/problems/invalid", "title": "Invalid", "errors": [{"pointer": "/author/email", "detail": "is not an address"}]}"#;
    let me = answer(200, r#"{"id": "u1", "name": "Élodie"}"#);
    let answers = vec![me, answer(200, &body), answer(202, created), answer(422, invalid)];
    let (client, sent) =
        client("native", &[("base", "https://blog.example/causerie"), ("data-auth-csrf", "c5")], answers);
    let opened = run(client.open(None, None)).unwrap();
    snapshot("native", &common::opened(&opened));
    let draft = Draft {
        key: "8f14e45f".into(),
        parent: Some(opened.page.items[0].id.clone()),
        body: "Bonjour".into(),
        name: "Ann".into(),
        email: "nowhere".into(),
        ..Draft::default()
    };
    let Created::Comment(comment) = run(client.create(&draft)).unwrap() else {
        panic!("a comment came back")
    };
    assert_eq!(comment.parent.as_ref().unwrap().as_str(), "c1");
    let problem = common::problem(&run(client.create(&draft)).unwrap_err());
    assert_eq!(problem, "invalid 422 Some(\"Invalid\") [(Email, \"is not an address\")] None");
    snapshot("native-requests", &requests(&sent));
}
