//! Vectors as the text of comments: HTML in the page and in a shadow root, Markdown, plain text.

use crate::stage::{Manner, Scene, Stage, list};
use crate::trial::Trial;
use crate::vector::{Vector, sets};
use causerie_e2e::{Answer, Outcome, native, story};
use serde_json::{Value, json};

#[tokio::test]
async fn html_of_strangers_in_the_page() -> Outcome {
    html("as text", Manner::Native).await
}

#[tokio::test]
async fn html_of_strangers_in_a_shadow_root_under_the_strictest_policy() -> Outcome {
    html("in a shadow root", Manner::Shadow).await
}

#[tokio::test]
async fn markdown_of_strangers() -> Outcome {
    typed("markdown", "as text").await
}

#[tokio::test]
async fn text_of_strangers() -> Outcome {
    typed("text", "as text").await
}

async fn html(name: &str, manner: Manner) -> Outcome {
    let stage = Stage::start().await?;
    let trial = Trial { name, cast: &as_native, manner, size: 400 };
    story(async |reader| {
        crate::lost_pictures(reader);
        trial.all(reader, &stage, &sets("html", &["body", "attribute"])?).await
    })
    .await
}

async fn typed(format: &str, name: &str) -> Outcome {
    let stage = Stage::start().await?;
    let cast = |vectors: &[Vector]| as_mapped(format, vectors);
    let trial = Trial { name, cast: &cast, manner: Manner::Mapped, size: 300 };
    story(async |reader| {
        crate::lost_pictures(reader);
        trial.all(reader, &stage, &sets(format, &[])?).await
    })
    .await
}

/// Comments of the native protocol. What is to break out of an attribute stands in one, too.
fn as_native(vectors: &[Vector]) -> Scene {
    let mut scene = Scene::default();
    let mut items: Vec<Value> = Vec::new();
    for (place, vector) in vectors.iter().enumerate() {
        let text = vector.text();
        let mut add = |id: String, html: String| {
            let mut comment = native::comment(&id, "Ann", "");
            comment["body"]["html"] = html.into();
            comment["can"] = json!({});
            items.push(comment);
            scene.given.insert(id.clone(), json!(text));
            scene.expected.push(id.clone());
            scene.places.push((id, place));
        };
        add(place.to_string(), text.clone());
        if vector.about == "attribute" {
            add(format!("{place}-in"), format!("<a href=\"https://a.example/\" title=\"{text}\">x</a>"));
        }
    }
    scene.answers.push(Answer::json(200, &native::thread(&items)));
    scene
}

/// Comments of which one member is the payload.
fn as_mapped(member: &str, vectors: &[Vector]) -> Scene {
    let mut scene = Scene::default();
    let mut items = Vec::new();
    for (place, vector) in vectors.iter().enumerate() {
        let id = place.to_string();
        let text = vector.text();
        items.push(
            json!({ "id": id, "author": { "name": "Ann" }, "date": "2011-05-18T09:12:00Z", member: text }),
        );
        scene.given.insert(id.clone(), json!(text));
        scene.expected.push(id.clone());
        scene.places.push((id, place));
    }
    scene.answers.push(list(&items));
    scene
}
