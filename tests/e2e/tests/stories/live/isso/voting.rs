//! Votes on comments of a real Isso: it takes one from each address, and none for what came from there.

use super::super::shows;
use super::start;
use crate::{FORM, writes};
use causerie_e2e::servers::{Call, Moderation};
use causerie_e2e::{Outcome, story};
use serde_json::json;

#[tokio::test]
async fn votes_of_all_readers_are_counted_as_isso_tells() -> Outcome {
    let (blog, isso) = start(Moderation::Open).await?;
    let good = isso.comment("/", None, "Élodie", "Merci").await?;
    let bad = isso.comment("/", None, "Max", "Bof").await?;
    story(async |reader| {
        reader.trust(&isso.url("/"));
        reader.open(&blog.url("/")).await?;
        shows(reader, &["Merci", "Bof"]).await?;
        // Somebody votes while the page lies open.
        let like =
            Call::new("POST", &isso.url(&format!("/id/{good}/like"))).with("application/json", String::new());
        like.header("X-Forwarded-For", "198.51.100.7").succeed().await?;
        reader.clicks(&format!("#comment-{good} .causerie-up")).await?;
        reader.reads(&format!("#comment-{good} .causerie-up[aria-pressed=true]"), "2").await?;
        reader.clicks(&format!("#comment-{bad} .causerie-down")).await?;
        reader.reads(&format!("#comment-{bad} .causerie-down[aria-pressed=true]"), "1").await?;
        let listed = isso.listed("/").await?;
        assert_eq!([&listed[0]["likes"], &listed[1]["dislikes"]], [&json!(2), &json!(1)]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_second_vote_changes_nothing_and_says_so() -> Outcome {
    let (blog, isso) = start(Moderation::Open).await?;
    let id = isso.comment("/", None, "Élodie", "Merci").await?;
    story(async |reader| {
        reader.trust(&isso.url("/"));
        reader.open(&blog.url("/")).await?;
        let up = format!("#comment-{id} .causerie-up");
        reader.clicks(&up).await?;
        reader.reads(&format!("{up}[aria-pressed=true]"), "1").await?;
        // Isso does not say who voted; whoever comes again may try.
        reader.reload().await?;
        reader.reads(&format!("{up}[aria-pressed=false]"), "1").await?;
        for button in ["up", "down"] {
            reader.clicks(&format!("#comment-{id} .causerie-{button}")).await?;
            reader.reads(&format!("#comment-{id} .causerie-refused"), "vote").await?;
            reader.reads(&format!("{up}[aria-pressed=false]"), "1").await?;
        }
        let comment = isso.listed("/").await?[0].take();
        assert_eq!([&comment["likes"], &comment["dislikes"]], [&json!(1), &json!(0)]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nobody_votes_for_their_own_words() -> Outcome {
    let (blog, isso) = start(Moderation::Open).await?;
    story(async |reader| {
        reader.trust(&isso.url("/"));
        reader.open(&blog.url("/")).await?;
        writes(reader, FORM, "Jean", "Bonjour.").await?;
        reader.sees("article[data-state=approved] .causerie-edit").await?;
        reader.misses("article .causerie-up, article .causerie-down").await
    })
    .await
}
