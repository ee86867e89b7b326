//! Ids go back to the backend digit for digit, each as one segment of an address.

use crate::stage::{Manner, Scene, Stage};
use crate::tally::{Found, Tally};
use crate::vector::{Vector, sets};
use causerie_e2e::{Answer, Outcome, Reader, story};
use serde_json::{Value, json};

#[tokio::test]
async fn ids_go_back_as_they_came() -> Outcome {
    let stage = Stage::start().await?;
    let mut failures = Vec::new();
    story(async |reader| {
        for set in sets("json-field", &["field"])? {
            let wanted = |vector: &&Vector| {
                vector.invariant.contains("identical") || vector.invariant.contains("path segment")
            };
            let vectors: Vec<_> = set.vectors.iter().filter(wanted).collect();
            let mut tally = Tally::new(&format!("{} as ids", set.name), vectors.len());
            for vector in vectors {
                let ids = ids(vector)?;
                if let Err(wrong) = answered(reader, &stage, vector, &ids).await {
                    tally.note(Found::Finding, format!("{}: {wrong}", vector.label()));
                }
            }
            failures.extend(tally.close().err());
        }
        Ok(())
    })
    .await?;
    crate::told(failures)
}

/// The ids of a thread as they were written.
fn ids(vector: &Vector) -> Outcome<Vec<String>> {
    let mut ids = Vec::new();
    for item in serde_json::from_str::<Vec<Value>>(&numbers_as_texts(&vector.text()))? {
        let id = item["id"].as_str().unwrap_or_default();
        ids.push(id.to_owned());
    }
    Ok(ids)
}

/// Numbers that are ids become texts, so that no parser rounds them.
fn numbers_as_texts(json: &str) -> String {
    ["\"id\":", "\"parent\":"].iter().fold(json.to_owned(), |json, mark| {
        let (mut out, mut rest) = (String::new(), json.as_str());
        while let Some((before, after)) = rest.split_once(mark) {
            let after = after.trim_start();
            let is_number = after.starts_with(|first: char| first == '-' || first.is_ascii_digit());
            let end = if is_number { after.find([',', '}']).unwrap_or(after.len()) } else { 0 };
            let quote = if is_number { "\"" } else { "" };
            out += &format!("{before}{mark}{quote}{}{quote}", &after[..end]);
            rest = &after[end..];
        }
        out + rest
    })
}

/// Votes for every entry and answers the first, and compares what was sent.
async fn answered(reader: &Reader, stage: &Stage, vector: &Vector, ids: &[String]) -> Outcome {
    let mut scene = Scene::default();
    scene.answers.push(Answer::new(200, "application/json", vector.payload.clone()));
    for id in ids {
        stage.origin.on(&vote(id), Answer::json(200, &json!({})));
    }
    stage.origin.on("POST /api/0/create", Answer::json(200, &json!({ "id": "new" })));
    stage.open(reader, &scene, Manner::Mapped).await?;
    // What was posted before is still kept for the reader, below the rest.
    reader.until(&format!("document.querySelectorAll('article').length >= {}", ids.len())).await?;
    for (place, id) in ids.iter().enumerate() {
        reader.run(&format!("document.querySelectorAll('article')[{place}].scrollIntoView()")).await?;
        let button = format!("document.querySelector('article[data-id={}] .causerie-up').click()", css(id));
        reader.run(&button).await?;
        let sent = stage.origin.until(&vote(id), |sent| !sent.is_empty()).await?;
        is_echoed(&sent[sent.len() - 1].body, "id", id, vector)?;
    }
    let first = format!("article[data-id={}]", css(&ids[0]));
    reader.run(&format!("document.querySelector('{first} .causerie-reply').click()")).await?;
    let form = ".causerie-form:not([data-parent=\"\"])";
    reader.types(&format!("{form} [name=name]"), "Ann").await?;
    reader.types(&format!("{form} [name=body]"), "Oui").await?;
    let before = stage.origin.received("POST /api/0/create").len();
    reader.clicks(&format!("{form} .causerie-submit")).await?;
    let sent = stage.origin.until("POST /api/0/create", |sent| sent.len() > before).await?;
    is_echoed(&sent[before].body, "parent", &ids[0], vector)
}

/// The request for a vote: everything but letters, digits and `-._~` is percent-encoded (RFC 6570 §3.2.2).
fn vote(id: &str) -> String {
    let mut path = String::new();
    for byte in id.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => path.push(byte.into()),
            other => path += &format!("%{other:02X}"),
        }
    }
    format!("POST /api/0/comments/{path}/vote")
}

fn is_echoed(body: &str, member: &str, id: &str, vector: &Vector) -> Outcome {
    let (number, text) = (format!("\"{member}\":{id}"), format!("\"{member}\":{}", json!(id)));
    let was_number =
        vector.text().contains(&format!("\"id\":{id}")) || vector.text().contains(&format!("\"id\": {id}"));
    let wanted = if was_number { &number } else { &text };
    let rest = body.split_once(wanted.as_str()).map(|(_, rest)| rest);
    match rest.and_then(|rest| rest.chars().next()) {
        Some(',' | '}') => Ok(()),
        _ => Err(format!("expected {wanted} in {body}").into()),
    }
}

/// An id as a text in a selector inside of a script.
fn css(id: &str) -> String {
    let mut escaped = String::from("\"");
    for char in id.chars() {
        match char {
            '"' | '\\' | '\'' | '\n' => escaped += &format!("\\\\{:x} ", u32::from(char)),
            other => escaped.push(other),
        }
    }
    escaped + "\""
}
