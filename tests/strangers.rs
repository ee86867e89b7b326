//! Mappings of backends that are quite unlike the presets read, post and tell errors.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::fmt::Write as _;
use std::rc::Rc;

use causerie::mapping::Response;
use causerie::mapping::explain::{Source, explain, posting, recorded};
use causerie::mapping::lint::advice;
use causerie::model::{Created, Draft};
use common::{Sent, answer, checked, client_of, run, setup};

fn file(name: &str) -> String {
    std::fs::read_to_string(format!("tests/data/strangers/{name}.json")).unwrap()
}

/// Opens a thread, replies to its first comment with each answer, and tells all that came of it.
fn told(name: &str, prepared: &[(u16, &str)]) -> (String, Sent) {
    let text = file(&format!("{name}/mapping"));
    assert_eq!(advice(&text), [], "{name}");
    let given = |(status, what): &(u16, &str)| answer(*status, &file(&format!("{name}/{what}")));
    let answers: Vec<Response> = prepared.iter().map(given).collect();
    let options = [("base", "https://api.example/v1")];
    let (client, sent) = client_of(Rc::new(checked(&text).unwrap()), setup(&options), answers);
    let opened = run(client.open(None, None)).unwrap();
    let mut out = common::page(&opened.page);
    let draft = Draft {
        parent: Some(opened.page.items[0].id.clone()),
        body: "Oh".into(),
        name: "Eve".into(),
        email: "nowhere".into(),
        ..Draft::default()
    };
    while sent.borrow().len() < prepared.len() {
        out.push_str("\nposted: ");
        match run(client.create(&draft)) {
            Ok(Created::Comment(comment)) => out.push_str(&common::one(&comment)),
            Ok(other) => writeln!(out, "{other:?}").unwrap(),
            Err(problem) => writeln!(out, "{}", common::problem(&problem)).unwrap(),
        }
    }
    for request in sent.borrow().iter() {
        writeln!(out, "\n{} {}", request.method, request.url).unwrap();
        out.push_str(request.body.as_deref().unwrap_or_default());
    }
    (out.trim_end().to_owned() + "\n", sent)
}

#[test]
fn a_graphql_endpoint_works() {
    let (text, _) = told("graphql", &[(200, "list"), (200, "created"), (200, "slow"), (200, "wrong")]);
    common::snapshot("stranger-graphql", &text);
}

#[test]
fn further_replies_of_a_graphql_endpoint_come_by_their_cursor() {
    let mapping = Rc::new(checked(&file("graphql/mapping")).unwrap());
    let answers = vec![answer(200, &file("graphql/list")), answer(200, &file("graphql/replies"))];
    let (client, sent) = client_of(mapping, setup(&[("base", "https://api.example/v1")]), answers);
    let opened = run(client.open(None, None)).unwrap();
    let page = run(client.replies(&opened.page.items[0], None)).unwrap();
    assert_eq!(common::flat::told(&page), "C_7<C_1");
    let body = sent.borrow()[1].body.clone().unwrap();
    assert!(body.ends_with(r#""variables":{"id":"C_1","after":"R1"}}"#), "{body}");
}

#[test]
fn a_query_with_braces_of_its_own_is_told_how_to_be_written() {
    let mut mapping: serde_json::Value = serde_json::from_str(&file("graphql/mapping")).unwrap();
    mapping["list"]["body"]["query"] = mapping["list"]["body"]["query"]["$text"].take();
    let told = advice(&mapping.to_string())[0].to_string();
    let start = "error: /list/body/query: expected a text with variables as {name}, or with other braces {\"$text\": \"…\"}, found \"query(";
    assert!(told.starts_with(start) && told.ends_with('…') && told.len() < 250, "{told}");
}

#[test]
fn json_api_works() {
    let (text, sent) = told("json-api", &[(200, "resolve"), (200, "list"), (201, "created"), (422, "wrong")]);
    common::snapshot("stranger-json-api", &text);
    let accept = ("Content-Type".to_owned(), "application/vnd.api+json".to_owned());
    assert!(sent.borrow()[2].headers.contains(&accept));
}

#[test]
fn an_old_script_works() {
    let answers = [(200, "resolve"), (200, "list"), (200, "list"), (200, "created"), (200, "wrong")];
    let (text, _) = told("old-script", &answers);
    common::snapshot("stranger-old-script", &text);
}

#[test]
fn what_would_be_sent_is_shown_with_what_an_answer_means() {
    let mapping = |name: &str| Rc::new(checked(&file(&format!("{name}/mapping"))).unwrap());
    let post = |name: &str, what: &str, status| {
        let given = Response { status, ..recorded(&file(&format!("{name}/{what}"))).unwrap() };
        posting(&mapping(name), setup(&[]), Some(given)).unwrap()
    };
    let drupal = post("json-api", "wrong", 422);
    assert!(drupal.contains(r#""id":"(node)"}}}}"#), "{drupal}");
    assert!(drupal.contains(r#""pid":{"data":{"type":"comment--comment","id":"(parent)"}}"#), "{drupal}");
    assert!(drupal.ends_with(
        "it is an error: invalid (status 422) mail.0.value: This value is not a valid email address.\n  at the field email: \"mail.0.value: This value is not a valid email address.\"\n  at the field body: \"comment_body: too short\"\n"
    ), "{drupal}");
    let script = post("old-script", "created", 200);
    assert!(script.ends_with("as it came back:\n104 · Ann · (no time) · pending · New\n"), "{script}");
    let slow = post("graphql", "slow", 200);
    assert!(slow.ends_with("rate-limited (status 200) Slow down\n  try again in 30 seconds\n"), "{slow}");
    let none = post("graphql", "list", 200);
    assert!(none.contains("no comment is read from it"), "{none}");

    let mut other = common::flat::mapping(serde_json::json!({
        "create": {"method": "POST", "url": "{+base}/c", "body": {"text": "{draft.body}"}},
        "error": {"fields": {"in": "/errors", "key": "/name", "value": "/why"}}
    }));
    let wrong = answer(400, r#"{"errors": [{"name": "content", "why": "too short"}]}"#);
    let silent = posting(&other, setup(&[]), Some(wrong)).unwrap();
    assert!(silent.contains("finds at /errors: content; of these 0 reach a field. A key must"), "{silent}");
    other = common::flat::mapping(serde_json::json!({}));
    assert_eq!(
        posting(&other, setup(&[]), None).unwrap_err(),
        "the mapping has no `create`, so nobody can post"
    );
}

#[test]
fn a_table_of_the_whole_answer_goes_before_one_of_the_comment() {
    let look = serde_json::json!({"at": "/id", "in": "/names", "by": "/of", "then": "/name"});
    let mapping = common::flat::mapping(serde_json::json!({"comment": {"title": look}}));
    let title = |more: &str| {
        let list = format!(
            r#"{{"items": [{{"id": 1, "html": "x", "names": [{{"of": 1, "name": "own"}}]}}]{more}}}"#
        );
        let (client, _) = client_of(mapping.clone(), setup(common::flat::BASE), vec![answer(200, &list)]);
        run(client.open(None, None)).unwrap().page.items[0].title.clone()
    };
    assert_eq!(title("").as_deref(), Some("own"));
    assert_eq!(title(r#", "names": [{"of": 1, "name": "common"}]"#).as_deref(), Some("common"));
    assert_eq!(title(r#", "names": []"#), None);
}

#[test]
fn a_table_inside_the_comment_counts_as_read() {
    let mapping = Rc::new(checked(&file("graphql/mapping")).unwrap());
    let list = recorded(&file("graphql/list")).unwrap();
    let text = explain(&mapping, setup(&[]), Source::Given(list)).unwrap();
    assert!(text.contains("votes.up       \"THUMBS_UP\" in /reactionGroups (2), none (1)"), "{text}");
    assert!(!text.contains("/node/reactionGroups"), "{text}");
}
