//! What must survive: comments as blog software sends them are read as a browser reads them, with their links.

use crate::stage::{Manner, Scene, Stage, list};
use crate::trial::Trial;
use crate::vector::{Vector, sets};
use causerie_e2e::{Outcome, story};
use serde_json::json;

#[tokio::test]
async fn harmless_html_is_kept() -> Outcome {
    let stage = Stage::start().await?;
    let trial = Trial { name: "as harmless", cast: &as_harmless, manner: Manner::Mapped, size: 100 };
    story(async |reader| {
        crate::lost_pictures(reader);
        trial.all(reader, &stage, &sets("html", &["kept"])?).await
    })
    .await
}

fn as_harmless(vectors: &[Vector]) -> Scene {
    let mut scene = Scene::default();
    let mut items = Vec::new();
    for (place, vector) in vectors.iter().enumerate() {
        let id = place.to_string();
        items.push(json!({ "id": id, "html": vector.text() }));
        scene.given.insert(id.clone(), json!({ "kept": vector.text() }));
        scene.expected.push(id.clone());
        scene.places.push((id, place));
    }
    scene.answers.push(list(&items));
    scene
}
