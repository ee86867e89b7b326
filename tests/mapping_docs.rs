//! The examples of `docs/backends.md` and `docs/recipes.md` work as the pages say.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::rc::Rc;

use causerie::model::{Created, Draft};
use common::{SCHEMA, answer, checked, client_of, run, setup};

/// The JSON blocks of a page, in order.
fn blocks(page: &str) -> Vec<String> {
    let page = std::fs::read_to_string(page).unwrap();
    page.split("```json\n").skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

#[test]
fn the_shortest_example_reads_and_posts() {
    let blocks = blocks("docs/backends.md");
    let (list, mapping) = (&blocks[0], Rc::new(checked(&blocks[1]).unwrap()));
    let one = r#"{"id": 8, "answers": 7, "who": "Max", "text": "<p>Hi</p>", "at": 1336036420}"#;
    let fast = r#"{"error": {"code": "TOO_FAST", "message": "slowly"}}"#;
    let answers = vec![answer(200, list), answer(201, one), answer(400, fast)];
    let (client, sent) = client_of(mapping, setup(&[("base", "https://api.example/v1")]), answers);
    let opened = run(client.open(None, None)).unwrap();
    let comment = &opened.page.items[0];
    assert_eq!(
        (comment.author.name.as_deref(), comment.author.url.as_deref()),
        (Some("Ann"), Some("https://ann.example/"))
    );
    assert_eq!(
        (comment.created.as_ref().unwrap().millis(), opened.page.total),
        (Some(1_336_036_320_000), Some(1))
    );
    let draft =
        Draft { parent: Some(comment.id.clone()), body: "Hi".into(), name: "Max".into(), ..Draft::default() };
    let Created::Comment(posted) = run(client.create(&draft)).unwrap() else {
        panic!("the comment came back")
    };
    assert_eq!(posted.parent.as_ref(), Some(&comment.id));
    assert_eq!(run(client.create(&draft)).unwrap_err().kind.as_str(), "rate-limited");
    let body =
        r#"{"page":"/2011/03/community-manager-ou-animateur/","answers":7,"who":"Max","text":"<p>Hi</p>"}"#;
    assert_eq!(sent.borrow()[1].body.as_deref(), Some(body));
}

#[test]
fn the_second_example_reads_and_posts() {
    let blocks = blocks("docs/backends.md");
    let (list, mapping) = (&blocks[2], Rc::new(checked(&blocks[3]).unwrap()));
    let one = r#"{"data": {"id": "c3", "guest": {"name": "Eve"}, "reply_to": "c1", "attributes": {"content": "Oh"}}}"#;
    let wrong = r#"{"errors": {"email": ["is no address"], "comment.content": "is too short"}}"#;
    let answers = vec![answer(200, list), answer(201, one), answer(422, wrong)];
    let options = [("base", "https://api.example/v1"), ("auth-token", "t")];
    let (client, sent) = client_of(mapping, setup(&options), answers);
    let opened = run(client.open(None, None)).unwrap();
    assert!(opened.page.skipped.is_empty() && opened.page.next.is_none());
    let told: String = opened.page.items.iter().map(common::one).collect();
    let expected = "\
\"c1\" comment approved
  name: Ann
  avatar: https://api.example/a/7.png
  author: 7
  roles: [Moderator]
  created: 1336036320000
  markdown: *Hello*
\"c2\" comment hidden under c1
  name: Max
  created: 1336039200000
  markdown: Hi
";
    assert_eq!(told, expected);
    let draft = Draft {
        parent: Some(opened.page.items[0].id.clone()),
        body: "Oh".into(),
        name: "Eve".into(),
        email: "nowhere".into(),
        ..Draft::default()
    };
    assert!(matches!(run(client.create(&draft)), Ok(Created::Comment(_))));
    let problem = common::problem(&run(client.create(&draft)).unwrap_err());
    assert_eq!(problem, "invalid 422 None [(Email, \"is no address\"), (Body, \"is too short\")] None");
    let body = r#"{"comment":{"content":"Oh","reply_to":"c1","guest":{"name":"Eve","email":"nowhere"}}}"#;
    let request = sent.borrow()[1].clone();
    assert_eq!(
        (request.url.as_str(), request.body.as_deref()),
        ("https://api.example/v1/threads/community-manager-ou-animateur/comments", Some(body))
    );
    assert!(request.headers.contains(&("Authorization".into(), "Bearer t".into())));
}

#[test]
fn a_date_is_put_together_from_pieces() {
    let created: serde_json::Value = serde_json::from_str(&blocks("docs/backends.md")[4]).unwrap();
    let mapping = common::flat::mapping(serde_json::json!({"comment": {"created": created}}));
    let list = r#"{"items": [{"id": 1, "html": "x", "t": "03.05.2012 09:12"}]}"#;
    let (client, _) = client_of(mapping, setup(common::flat::BASE), vec![answer(200, list)]);
    let opened = run(client.open(None, None)).unwrap();
    assert_eq!(opened.page.items[0].created.as_ref().unwrap().millis(), Some(1_336_036_320_000));
}

#[test]
fn the_static_example_is_read_in_full() {
    let example = blocks("docs/recipes.md").remove(0);
    let (client, _) = common::client("static", &[], vec![answer(200, &example)]);
    let opened = run(client.open(None, None)).unwrap();
    assert!(opened.page.skipped.is_empty());
    assert_eq!((opened.page.items.len(), opened.title.as_deref()), (3, Some("Article")));
}

#[test]
fn every_problem_is_in_the_table() {
    let page = std::fs::read_to_string("docs/backends.md").unwrap();
    let schema = std::fs::read_to_string(SCHEMA).unwrap();
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    let codes = &schema["$defs"]["problem"]["enum"];
    for name in codes.as_array().unwrap() {
        let name = name.as_str().unwrap();
        assert!(causerie::model::ProblemKind::parse(name).is_some(), "{name}");
        assert!(page.contains(&format!("`{name}`")), "{name} is missing in docs/backends.md");
    }
}
