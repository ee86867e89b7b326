//! The script that counts makes the requests and reads the numbers of `tests/data/counts.json`, as the engine does;
//! `tests/mapping_counts.rs` asks the same of the engine.

use crate::article;
use causerie_e2e::{Answer, Origin, Outcome, Received, dist, story};
use serde_json::{Value, json};
use std::collections::BTreeMap;

#[tokio::test]
async fn the_script_counts_as_the_table_says() -> Outcome {
    let table: Vec<Value> = serde_json::from_str(include_str!("../../../data/counts.json"))?;
    let blog = Origin::start().await?;
    blog.folder("/causerie/", dist());
    let badges: String = table.iter().enumerate().map(|(place, row)| badge(place, row)).collect();
    blog.on(
        "GET /",
        Answer::html(&article(&format!("{badges}<script async src='/causerie/count.js'></script>"))),
    );
    for (place, row) in table.iter().enumerate() {
        blog.on(&format!("GET /m/{place}.json"), Answer::json(200, &document(row)));
        for (at, answer) in row["answers"].as_array().into_iter().flatten().enumerate() {
            let headers = answer["headers"].as_object().into_iter().flatten();
            let status = answer["status"].as_u64().unwrap_or(200).try_into()?;
            let told = headers.fold(Answer::json(status, &answer["body"]), |told, (name, value)| {
                told.header(name, value.as_str().unwrap_or_default())
            });
            let asked = &row["requests"][at];
            let asked = if asked.is_null() { &json!({"url": "/c"}) } else { asked };
            blog.on(&what(place, asked), told);
        }
    }
    story(async |reader| {
        reader.expect_error("Failed to load resource");
        reader.open(&blog.url("/")).await?;
        let numbers = |row: &&Value| row["gives"].is_number() || row["gives"] == "empty";
        reader.counts("causerie-count[data-count]", table.iter().filter(numbers).count()).await?;
        for (place, row) in table.iter().enumerate() {
            let found = reader.attribute(&format!("#row-{place}"), "data-count").await?;
            let expected = if row["gives"] == "empty" { json!(0) } else { row["gives"].clone() };
            let expected = expected.is_number().then(|| expected.to_string());
            assert_eq!(found, expected, "row {place}, {}", row["about"]);
            let Some(requests) = row["requests"].as_array() else { continue };
            for request in requests {
                let received = blog.until(&what(place, request), |received| received.len() == 1).await?;
                assert_eq!(asked(place, &received[0]), awaited(request), "row {place}, {}", row["about"]);
            }
            if !requests
                .iter()
                .any(|request| request["url"].as_str().is_some_and(|url| url.starts_with("/c")))
            {
                let list = blog.received(&format!("GET /b/{place}/c"));
                assert!(list.is_empty() || row["gives"] != "error", "row {place} asked: {list:?}");
            }
        }
        Ok(())
    })
    .await
}

fn badge(place: usize, row: &Value) -> String {
    let options = row["options"].as_object().into_iter().flatten();
    let escaped =
        |value: &Value| value.as_str().unwrap_or_default().replace('&', "&amp;").replace('"', "&quot;");
    let options: String =
        options.map(|(name, value)| format!(r#" data-{name}="{}""#, escaped(value))).collect();
    let key = row["key"].as_str().map(|key| format!(r#" thread="{key}""#)).unwrap_or_default();
    let page = row["page"].as_str().unwrap_or("/");
    format!(
        r#"<causerie-count id="row-{place}" backend="/m/{place}.json" data-base="/b/{place}" page="{page}"{key}{options}></causerie-count>"#
    )
}

/// The mapping of a row: the total of its list is what is counted.
fn document(row: &Value) -> Value {
    let mut mapping = json!({
        "mapping": "1", "name": "x", "vars": {"base": {"required": true}}, "comment": {"id": "/id", "body": {"text": "/text"}},
        "list": {"url": "{+base}/c", "items": "/items", "page": {"by": "page", "unit": "root", "total": row["total"]}}
    });
    for section in ["vars", "list"] {
        for (name, value) in row[section].as_object().into_iter().flatten() {
            mapping[section][name] = value.clone();
        }
    }
    for section in ["http", "error", "resolve", "thread"] {
        if !row[section].is_null() {
            mapping[section] = row[section].clone();
        }
    }
    mapping
}

/// How the server names a request.
fn what(place: usize, request: &Value) -> String {
    let path = request["url"].as_str().unwrap_or_default().split('?').next().unwrap_or_default();
    format!("{} /b/{place}{path}", request["method"].as_str().unwrap_or("GET"))
}

type Asked = (String, String, BTreeMap<String, String>, String);

/// What came, without the headers that are the browser's own.
fn asked(place: usize, received: &Received) -> Asked {
    let (method, path) = received.what.split_once(' ').unwrap_or_default();
    let path = path.trim_start_matches(&format!("/b/{place}"));
    let url = if received.query.is_empty() { path.to_owned() } else { format!("{path}?{}", received.query) };
    let is_ours =
        |name: &str| matches!(name, "accept" | "content-type" | "authorization") || name.starts_with("x-");
    let headers = received.headers.iter().filter(|(name, _)| is_ours(name.as_str()));
    let headers = headers
        .map(|(name, value)| (name.as_str().to_owned(), value.to_str().unwrap_or_default().to_owned()));
    (method.to_owned(), url, headers.collect(), received.body.clone())
}

fn awaited(request: &Value) -> Asked {
    let text = |name: &str, or: &str| request[name].as_str().unwrap_or(or).to_owned();
    let plain = json!({"accept": "application/json"});
    let headers = request["headers"].as_object().or(plain.as_object()).into_iter().flatten();
    let headers = headers.map(|(name, value)| (name.clone(), value.as_str().unwrap_or_default().to_owned()));
    (text("method", "GET"), text("url", ""), headers.collect(), text("body", ""))
}
