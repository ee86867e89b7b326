//! Every vector in every other field of a comment, in the title of a thread, and in what a backend says of a failure.

use crate::stage::{Manner, Scene, Stage, list};
use crate::trial::Trial;
use crate::vector::{Set, Vector, sets};
use causerie_e2e::{Answer, Outcome, story};
use serde_json::json;

#[tokio::test]
async fn vectors_in_every_other_field() -> Outcome {
    everywhere("in the fields", &in_fields, 150).await
}

#[tokio::test]
async fn vectors_as_title_of_a_thread_and_as_sentence_of_a_failure() -> Outcome {
    everywhere("as titles and sentences", &as_sentences, 400).await
}

async fn everywhere(name: &str, cast: &dyn Fn(&[Vector]) -> Scene, size: usize) -> Outcome {
    let stage = Stage::start().await?;
    let trial = Trial { name, cast, manner: Manner::Mapped, size };
    story(async |reader| {
        crate::lost_pictures(reader);
        reader.expect_error("the server responded with a status of 422");
        // The widget tells the page's author what a backend refuses.
        reader.expect_error("[causerie]");
        trial.all(reader, &stage, &all()?).await
    })
    .await
}

/// Vectors of every format that is text.
fn all() -> Outcome<Vec<Set>> {
    let mut all = Vec::new();
    for format in ["html", "markdown", "text", "url", "author-name"] {
        all.extend(sets(format, &["body", "attribute", "url", "name"])?);
    }
    for set in &mut all {
        // What is long is tried where it belongs.
        set.vectors.retain(|vector| vector.payload.len() < 5_000);
    }
    Ok(all)
}

fn in_fields(vectors: &[Vector]) -> Scene {
    let mut scene = Scene::default();
    let mut items = Vec::new();
    for (place, vector) in vectors.iter().enumerate() {
        let text = vector.text();
        let author = json!({ "id": text, "name": text, "url": text, "avatar": text, "email": text, "badge": text, "roles": [text] });
        let via = json!({ "url": text, "name": text });
        let ids = [format!("c{place}"), format!("p{place}"), format!("{place}{text}"), format!("s{place}")];
        items.extend([
            json!({
                "id": ids[0], "parent": text, "root": text, "to": text, "kind": text, "reason": text, "author": author,
                "text": "ok", "title": text, "lang": text, "link": text, "date": text, "edited": text, "via": via,
                "likes": text, "dislikes": text, "pinned": text,
            }),
            json!({ "id": ids[1], "kind": "pingback", "author": author, "title": text, "via": via, "html": text }),
            json!({ "id": ids[2], "author": { "name": "Ann" }, "warning": text, "text": "ok" }),
            json!({ "id": ids[3], "status": format!("{text} "), "text": "ok" }),
        ]);
        scene.expected.extend(ids[..3].iter().cloned());
        scene.hidden.push(ids[3].clone());
        for id in ids {
            scene.given.insert(id.clone(), json!(text));
            scene.places.push((id, place));
        }
    }
    scene.answers.push(list(&items));
    scene
}

/// Threads whose title they are, and threads that a backend refuses with them, twenty vectors in each.
fn as_sentences(vectors: &[Vector]) -> Scene {
    let mut scene = Scene::default();
    for some in vectors.chunks(20) {
        let all: Vec<String> = some.iter().map(Vector::text).collect();
        let all = all.join(" \u{2021} ");
        let fine = json!({ "title": all, "items": [{ "id": "1", "text": "ok" }] });
        scene.answers.push(Answer::json(200, &fine));
        let refused = json!({ "detail": all, "title": all, "errors": [] });
        scene.answers.push(Answer::json(422, &refused));
    }
    scene
}
