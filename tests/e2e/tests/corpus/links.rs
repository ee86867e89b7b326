//! Addresses: wherever one is given, it leads where the browser would have gone, to the web or to mail, or nowhere.

use crate::stage::{Manner, Scene, Stage, list};
use crate::trial::Trial;
use crate::vector::{Vector, sets};
use causerie_e2e::{Outcome, story};
use serde_json::json;

#[tokio::test]
async fn addresses_of_strangers() -> Outcome {
    let stage = Stage::start().await?;
    let trial = Trial { name: "as links", cast: &as_links, manner: Manner::Mapped, size: 60 };
    story(async |reader| {
        crate::lost_pictures(reader);
        trial.all(reader, &stage, &sets("url", &[])?).await
    })
    .await
}

fn as_links(vectors: &[Vector]) -> Scene {
    let mut scene = Scene::default();
    let mut items = Vec::new();
    for (place, vector) in vectors.iter().enumerate() {
        let url = vector.text();
        let escaped = url.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
        let all = [
            json!({ "html": format!("<a href=\"{escaped}\">x</a>") }),
            json!({ "html": format!("<a href={}>x</a> <img src=\"{escaped}\" alt=y>", url.replace(' ', "")) }),
            json!({ "markdown": format!("[x](<{url}>) ![y](<{url}>) <{url}>") }),
            json!({ "text": format!("see {url} and more") }),
            json!({ "text": "ok", "author": { "name": "Ann", "url": url, "avatar": url }, "link": url }),
            json!({ "html": "ok", "kind": "trackback", "via": { "name": "Page", "url": url } }),
        ];
        for (way, mut item) in all.into_iter().enumerate() {
            let id = format!("{place}-{way}");
            item["id"] = json!(id);
            items.push(item);
            // The oracle compares with what the browser makes of it.
            let given = if matches!(way, 0 | 4 | 5) { json!({ "url": url }) } else { json!(url) };
            scene.given.insert(id.clone(), given);
            scene.expected.push(id.clone());
            scene.places.push((id, place));
        }
    }
    scene.answers.push(list(&items));
    scene
}
