//! What readers see of a real Isso.

use super::super::shows;
use super::{line, post, start, start_with};
use crate::article;
use causerie_e2e::servers::Moderation;
use causerie_e2e::{Answer, Origin, Outcome, dist, story};
use serde_json::json;

#[tokio::test]
async fn a_thread_of_a_live_isso_is_shown_with_its_replies() -> Outcome {
    let (blog, isso) = start(Moderation::Open).await?;
    story(async |reader| {
        reader.trust(&isso.url("/"));
        reader.open(&blog.url("/plain/")).await?;
        let first = post(reader, &isso, "Élodie", "Merci pour ce **billet**.", None).await?;
        post(reader, &isso, "Max & Cie", "D’accord.", Some(first)).await?;
        post(reader, &isso, "Odile", "Je penche pour l’animateur.", None).await?;
        reader.open(&blog.url("/")).await?;
        reader.reads(".causerie-title", "3 commentaires").await?;
        reader.reads(&format!("#comment-{first} .causerie-body strong"), "billet").await?;
        // Isso escapes names; readers see them as they were typed.
        let reply = format!("li:has(> #comment-{first}) > .causerie-replies article .causerie-author");
        reader.reads(&reply, "Max & Cie").await?;
        reader.counts(".causerie-list:not(.causerie-replies) > li", 2).await
    })
    .await
}

#[tokio::test]
async fn further_pages_come_when_asked_for() -> Outcome {
    let (blog, isso) = start_with(Moderation::Open, 1000, r#"data-page-size="2""#).await?;
    story(async |reader| {
        reader.trust(&isso.url("/"));
        reader.open(&blog.url("/plain/")).await?;
        let first = post(reader, &isso, "Élodie", "Premier", None).await?;
        post(reader, &isso, "Max", "Réponse", Some(first)).await?;
        for text in ["Deuxième", "Troisième", "Quatrième", "Cinquième"] {
            post(reader, &isso, "Odile", text, None).await?;
        }
        reader.open(&blog.url("/")).await?;
        reader.reads(".causerie-title", "6 commentaires").await?;
        shows(reader, &["Premier", "Réponse", "Deuxième"]).await?;
        reader.clicks(".causerie-more").await?;
        shows(reader, &["Premier", "Réponse", "Deuxième", "Troisième", "Quatrième"]).await?;
        reader.clicks(".causerie-more").await?;
        shows(reader, &["Premier", "Réponse", "Deuxième", "Troisième", "Quatrième", "Cinquième"]).await?;
        reader.misses(".causerie-more").await
    })
    .await
}

#[tokio::test]
async fn the_newest_come_first_on_request_and_replies_stay_from_old_to_new() -> Outcome {
    let (blog, isso) = start_with(Moderation::Open, 1000, r#"data-order="newest""#).await?;
    story(async |reader| {
        reader.trust(&isso.url("/"));
        reader.open(&blog.url("/plain/")).await?;
        let first = post(reader, &isso, "Élodie", "Premier", None).await?;
        post(reader, &isso, "Odile", "Deuxième", None).await?;
        post(reader, &isso, "Max", "Réponse", Some(first)).await?;
        post(reader, &isso, "Max", "Encore une", Some(first)).await?;
        reader.open(&blog.url("/")).await?;
        shows(reader, &["Deuxième", "Premier", "Réponse", "Encore une"]).await
    })
    .await
}

#[tokio::test]
async fn a_comment_deleted_with_replies_leaves_its_place() -> Outcome {
    let (blog, isso) = start(Moderation::Open).await?;
    story(async |reader| {
        reader.trust(&isso.url("/"));
        reader.open(&blog.url("/plain/")).await?;
        let first = post(reader, &isso, "Élodie", "À effacer", None).await?;
        post(reader, &isso, "Max", "Réponse", Some(first)).await?;
        // The cookie that came with the comment lets its author do so, from another origin too.
        let delete = json!(isso.url(&format!("/id/{first}")));
        reader.run(&format!("await fetch({delete}, {{ method: 'DELETE', credentials: 'include' }})")).await?;
        reader.open(&blog.url("/")).await?;
        reader.reads(&format!("#comment-{first}"), "Ce commentaire a été supprimé.").await?;
        shows(reader, &["Réponse"]).await
    })
    .await
}

#[tokio::test]
async fn a_page_of_an_origin_that_isso_does_not_know_is_told_both_causes() -> Outcome {
    let (blog, isso) = start(Moderation::Open).await?;
    let stranger = Origin::start().await?;
    stranger.folder("/causerie/", dist());
    stranger.on("GET /", Answer::html(&article(&line(&isso, ""))));
    story(async |reader| {
        reader.trust(&isso.url("/"));
        reader.expect_error("CORS");
        reader.expect_error("ERR_FAILED");
        reader.expect_error("[causerie]");
        reader.open(&stranger.url("/")).await?;
        let offline = "causerie-thread[data-phase=offline]";
        reader.reads(offline, &format!("Pas de réponse de {}", isso.url(""))).await?;
        reader.reads(offline, "pas de connexion, ou le serveur n’accepte pas les requêtes").await?;
        reader.hears_on_console(&["[causerie]", &isso.url(""), &stranger.url(""), "CORS"]).await?;
        reader.open(&blog.url("/")).await?;
        reader.sees("causerie-thread[data-phase=empty]").await
    })
    .await
}
