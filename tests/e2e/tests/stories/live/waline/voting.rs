//! Likes at a real Waline: it counts up and down, whoever asks.

use super::super::shows;
use super::start;
use causerie_e2e::{Outcome, story};
use serde_json::json;

#[tokio::test]
async fn a_like_is_counted_and_taken_back_by_the_same_button() -> Outcome {
    let (waline, page) = start(&[], "").await?;
    let id = waline.comment("/", None, "Élodie", "Merci").await?;
    let reply = waline.comment("/", Some((id, id)), "Max", "D’accord").await?;
    story(async |reader| {
        reader.trust(&waline.url("/"));
        reader.open(&page.url("/")).await?;
        shows(reader, &["Merci", "D’accord"]).await?;
        for (id, place) in [(id, "/data/0/like"), (reply, "/data/0/children/0/like")] {
            let up = format!("#comment-{id} .causerie-up:not([aria-disabled=true])");
            reader.clicks(&up).await?;
            reader.reads(&format!("{up}[aria-pressed=true]"), "1").await?;
            assert_eq!(waline.listed("/").await?.pointer(place), Some(&1.into()));
            reader.clicks(&up).await?;
            reader.sees(&format!("{up}[aria-pressed=false]:empty")).await?;
            assert_eq!(waline.listed("/").await?.pointer(place), Some(&0.into()));
        }
        reader.clicks(&format!("#comment-{id} .causerie-up")).await?;
        reader
            .sees(&format!("#comment-{id} .causerie-up[aria-pressed=true]:not([aria-disabled=true])"))
            .await?;
        // Waline forgets who it was.
        reader.reload().await?;
        reader.reads(&format!("#comment-{id} .causerie-up[aria-pressed=false]"), "1").await?;
        reader.misses(".causerie-down").await
    })
    .await
}

#[tokio::test]
async fn a_like_comes_on_top_of_those_of_others() -> Outcome {
    let (waline, page) = start(&[], "").await?;
    let owner = waline.register("Autrice", "autrice@example.org").await?;
    let id = waline.comment("/", None, "Élodie", "Merci").await?;
    story(async |reader| {
        reader.trust(&waline.url("/"));
        reader.open(&page.url("/")).await?;
        reader.sees(&format!("#comment-{id} .causerie-up")).await?;
        for _ in 0..3 {
            waline.change(id, &owner, &json!({ "like": true })).await?;
        }
        reader.clicks(&format!("#comment-{id} .causerie-up")).await?;
        reader.reads(&format!("#comment-{id} .causerie-up[aria-pressed=true]"), "4").await
    })
    .await
}
