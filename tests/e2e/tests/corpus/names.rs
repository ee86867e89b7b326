//! Names: somebody is always named, and nothing beside a name moves because of it.

use crate::stage::{Manner, Scene, Stage, list};
use crate::trial::Trial;
use crate::vector::{Vector, sets};
use causerie_e2e::{Outcome, story};
use serde_json::json;

#[tokio::test]
async fn names_of_strangers() -> Outcome {
    let stage = Stage::start().await?;
    let trial = Trial { name: "as names", cast: &as_names, manner: Manner::Mapped, size: 100 };
    story(async |reader| trial.all(reader, &stage, &sets("author-name", &[])?).await).await
}

/// A plain name first, then each with and without an address and a badge, and as the name of a page.
fn as_names(vectors: &[Vector]) -> Scene {
    let mut scene = Scene::default();
    let date = "2011-05-18T09:12:00Z";
    let mut items = vec![
        json!({ "id": "plain comment", "author": { "name": "Ann" }, "date": date, "text": "ok" }),
        json!({ "id": "plain pingback", "kind": "pingback", "via": { "name": "Ann" }, "date": date, "text": "ok" }),
    ];
    for (place, vector) in vectors.iter().enumerate() {
        let name = vector.text();
        let all = [
            json!({ "author": { "name": name } }),
            json!({ "author": { "name": name, "url": "https://a.example/", "badge": name } }),
            json!({ "kind": "pingback", "via": { "name": name, "url": "https://a.example/" } }),
            json!({ "author": { "name": "Max" }, "to": name }),
        ];
        for (way, mut item) in all.into_iter().enumerate() {
            let id = format!("{place}-{way}");
            item["id"] = json!(id);
            item["date"] = json!(date);
            item["text"] = json!("ok");
            items.push(item);
            scene.given.insert(id.clone(), json!({ "name": name }));
            scene.expected.push(id.clone());
            scene.places.push((id, place));
        }
    }
    scene.answers.push(list(&items));
    scene
}
