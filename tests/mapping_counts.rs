//! Requests and numbers as `www/count.js` must make them: the engine's half of `tests/data/counts.json`. The story
//! `counting` asks the same of the script, in a browser.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::BTreeMap;
use std::rc::Rc;

use causerie::mapping::{Client, Request};
use common::{Replay, Sent, answer, checked, run, setup};
use serde_json::{Value, json};

const BASE: &str = "https://blog.example/b";

#[test]
fn the_engine_counts_as_the_table_says() {
    let table: Vec<Value> = serde_json::from_str(include_str!("data/counts.json")).unwrap();
    for row in table {
        let about = &row["about"];
        let mapping =
            Rc::new(checked(&document(&row).to_string()).unwrap_or_else(|error| panic!("{about}: {error}")));
        let mut setup = setup(&[("base", BASE)]);
        let options = row["options"].as_object().into_iter().flatten();
        setup.options.extend(options.map(|(name, value)| (name.clone(), value.as_str().unwrap().to_owned())));
        setup.thread = row["key"].as_str().map(str::to_owned);
        setup.page.url = format!("https://blog.example{}", row["page"].as_str().unwrap_or("/"));
        let answers = row["answers"].as_array().unwrap().iter().map(|told| {
            // Rows about a number leave the list out, without which an answer is none.
            let mut body = told["body"].clone();
            if body.is_object() && body["items"].is_null() {
                body["items"] = json!([]);
            }
            let mut answer =
                answer(told["status"].as_u64().unwrap_or(200).try_into().unwrap(), &body.to_string());
            let headers = told["headers"].as_object().into_iter().flatten();
            answer
                .headers
                .extend(headers.map(|(name, value)| (name.clone(), value.as_str().unwrap().to_owned())));
            Ok(answer)
        });
        let sent = Sent::default();
        let opened = Client::new(mapping, setup, Replay::new(answers.collect(), &sent))
            .and_then(|client| run(client.open(None, Some(1))));
        let gives = match opened.map(|opened| (opened.page.total, opened.page.items.is_empty())) {
            Ok((Some(total), _)) => json!(total),
            Ok((None, true)) if row["gives"] == "empty" => json!("empty"),
            Ok((None, _)) => Value::Null,
            Err(_) => json!("error"),
        };
        assert_eq!(gives, row["gives"], "{about}");
        if let Some(expected) = row["requests"].as_array() {
            let sent: Vec<_> = sent.borrow().iter().map(asked).collect();
            let expected: Vec<_> = expected.iter().map(awaited).collect();
            assert_eq!(sent, expected, "{about}");
        }
    }
}

/// The mapping of a row: the total of its list is what is counted.
fn document(row: &Value) -> Value {
    let mut mapping = json!({
        "mapping": "1", "name": "x", "vars": {"base": {"required": true}}, "comment": {"id": "/id", "body": {"text": "/text"}},
        "list": {"url": "{+base}/c", "items": "/items", "page": {"by": "page", "unit": "root", "total": row["total"]}}
    });
    for section in ["vars", "list"] {
        mapping[section]
            .as_object_mut()
            .unwrap()
            .extend(row[section].as_object().cloned().unwrap_or_default());
    }
    for section in ["http", "error", "resolve", "thread"] {
        if !row[section].is_null() {
            mapping[section] = row[section].clone();
        }
    }
    mapping
}

type Asked = (String, String, BTreeMap<String, String>, String);

fn asked(request: &Request) -> Asked {
    let headers = request.headers.iter().map(|(name, value)| (name.to_lowercase(), value.clone())).collect();
    (request.method.to_owned(), request.url.clone(), headers, request.body.clone().unwrap_or_default())
}

fn awaited(request: &Value) -> Asked {
    let text = |name: &str, or: &str| request[name].as_str().unwrap_or(or).to_owned();
    let headers = request.get("headers").cloned().unwrap_or_else(|| json!({"accept": "application/json"}));
    (
        text("method", "GET"),
        format!("{BASE}{}", text("url", "")),
        serde_json::from_value(headers).unwrap(),
        text("body", ""),
    )
}
