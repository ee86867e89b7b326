//! Commenting without an account: through REST from another origin, and with the form of WordPress from its own.

use super::super::shows;
use super::{ANONYMOUS, REST, at_home, comments, elsewhere};
use crate::writes;
use causerie_e2e::servers::Call;
use causerie_e2e::{Outcome, story};
use serde_json::json;

#[tokio::test]
async fn a_comment_and_a_reply_are_posted_from_another_origin() -> Outcome {
    let (wordpress, _, page) = elsewhere(&[ANONYMOUS], REST).await?;
    story(async |reader| {
        reader.trust(&wordpress.url("/"));
        reader.open(&page.url("/")).await?;
        reader.sees("causerie-thread[data-phase=empty]").await?;
        comments(reader, "Jean", "Le <premier> & le meilleur.").await?;
        reader.reads("article[data-state=approved] .causerie-body", "Le <premier> & le meilleur.").await?;
        reader.clicks("article .causerie-reply").await?;
        writes(reader, "article > .causerie-form", "", "La réponse.").await?;
        reader.reads(".causerie-replies article[data-state=approved] .causerie-body", "La réponse.").await?;
        reader.reload().await?;
        reader.reads(".causerie-title", "2 commentaires").await?;
        shows(reader, &["Le <premier> & le meilleur.", "La réponse."]).await?;
        reader.reads(".causerie-replies article .causerie-author", "Jean").await
    })
    .await
}

#[tokio::test]
async fn lines_and_links_of_a_comment_are_kept() -> Outcome {
    let (wordpress, _, page) = elsewhere(&[ANONYMOUS], REST).await?;
    story(async |reader| {
        reader.trust(&wordpress.url("/"));
        reader.open(&page.url("/")).await?;
        comments(reader, "Jean", "Un\ndeux\n\nTrois https://example.org/a?b=c&d=e fin").await?;
        reader.sees("article[data-state=approved]").await?;
        reader.reload().await?;
        reader.counts("article .causerie-body p", 2).await?;
        reader.counts("article .causerie-body p:first-child br", 1).await?;
        reader.sees("article .causerie-body a[href='https://example.org/a?b=c&d=e']").await
    })
    .await
}

#[tokio::test]
async fn a_moderated_comment_waits_and_is_seen_once_when_it_is_approved() -> Outcome {
    let (wordpress, _, page) = elsewhere(&[ANONYMOUS, ("comment_moderation", "1")], REST).await?;
    story(async |reader| {
        reader.trust(&wordpress.url("/"));
        reader.open(&page.url("/")).await?;
        comments(reader, "Jean", "Puis-je ?").await?;
        reader.reads("article[data-state=pending] .causerie-notice", "en attente de modération").await?;
        reader.reload().await?;
        reader.reads("article[data-state=pending] .causerie-body", "Puis-je ?").await?;

        let held =
            Call::get(&wordpress.url("/wp-json/wp/v2/comments?status=hold")).authorized(&wordpress.owner);
        let held = held.succeed().await?.json()?;
        let path = format!("/wp-json/wp/v2/comments/{}", held[0]["id"]);
        wordpress.ask(&path, &json!({ "status": "approved" })).await?;
        reader.reload().await?;
        reader.sees("article[data-state=approved]").await?;
        shows(reader, &["Puis-je ?"]).await
    })
    .await
}

#[tokio::test]
async fn a_comment_with_many_links_waits() -> Outcome {
    let (wordpress, _, page) = elsewhere(&[ANONYMOUS, ("comment_max_links", "2")], REST).await?;
    story(async |reader| {
        reader.trust(&wordpress.url("/"));
        reader.open(&page.url("/")).await?;
        comments(reader, "Jean", "http://a.example/ http://b.example/ http://c.example/").await?;
        reader.reads("article[data-state=pending] .causerie-notice", "en attente de modération").await
    })
    .await
}

#[tokio::test]
async fn whose_words_are_on_the_list_is_not_told_so() -> Outcome {
    let (wordpress, _, page) = elsewhere(&[ANONYMOUS, ("disallowed_keys", "casino")], REST).await?;
    story(async |reader| {
        reader.trust(&wordpress.url("/"));
        reader.open(&page.url("/")).await?;
        comments(reader, "Jean", "Venez au casino").await?;
        reader.reads("article[data-state=pending] .causerie-body", "Venez au casino").await
    })
    .await
}

#[tokio::test]
async fn the_form_of_wordpress_takes_comments_from_its_own_pages() -> Outcome {
    let (wordpress, post) = at_home(&[]).await?;
    story(async |reader| {
        reader.open(&post.link).await?;
        comments(reader, "Jean", "Le premier.").await?;
        reader.sees("article[data-state=approved]").await?;
        shows(reader, &["Le premier."]).await?;
        reader.clicks("causerie-thread article .causerie-reply").await?;
        writes(reader, "article > .causerie-form", "", "La réponse.").await?;
        reader.sees(".causerie-replies article[data-state=approved]").await?;
        shows(reader, &["Le premier.", "La réponse."]).await?;
        reader.reload().await?;
        reader.reads(".causerie-title", "2 commentaires").await?;
        shows(reader, &["Le premier.", "La réponse."]).await?;
        assert_eq!(wordpress.texts(&post).await?, ["Le premier.", "La réponse."]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_the_form_of_wordpress_took_waits_for_approval() -> Outcome {
    let (_wordpress, post) = at_home(&[("comment_moderation", "1")]).await?;
    story(async |reader| {
        reader.open(&post.link).await?;
        comments(reader, "Jean", "Puis-je ?").await?;
        reader.reads("article[data-state=pending] .causerie-notice", "en attente de modération").await?;
        reader.reload().await?;
        reader.reads("article[data-state=pending] .causerie-body", "Puis-je ?").await?;
        shows(reader, &["Puis-je ?"]).await
    })
    .await
}
