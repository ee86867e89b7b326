//! The widget with the reference backend: the whole stack of `cargo xtask demo`.

use crate::{FORM, LINE, article, writes};
use causerie_e2e::{Outcome, Reference, story};

#[tokio::test]
async fn comments_and_replies_are_stored_and_seen_by_the_next_reader() -> Outcome {
    let server = Reference::start(&["--moderation", "none"]).await?;
    server.site.write("index.html", &article(LINE))?;
    story(async |reader| {
        reader.open(&server.url("/")).await?;
        reader.sees("causerie-thread[data-phase=empty]").await?;
        writes(reader, FORM, "Jean", "Le premier.").await?;
        reader.reads("article[data-state=approved] .causerie-body", "Le premier.").await?;
        reader.clicks("article .causerie-reply").await?;
        writes(reader, "article > .causerie-form", "Odile", "La deuxième.").await?;
        reader.reads(".causerie-replies article[data-state=approved] .causerie-body", "La deuxième.").await
    })
    .await?;
    story(async |reader| {
        reader.open(&server.url("/")).await?;
        reader.reads(".causerie-title", "2 commentaires").await?;
        reader.reads(".causerie-list > li > article .causerie-author", "Jean").await?;
        reader.reads(".causerie-replies article .causerie-author", "Odile").await
    })
    .await
}

#[tokio::test]
async fn under_moderation_only_the_author_sees_the_comment() -> Outcome {
    let server = Reference::start(&["--moderation", "all"]).await?;
    server.site.write("index.html", &article(LINE))?;
    story(async |reader| {
        reader.open(&server.url("/")).await?;
        writes(reader, FORM, "Jean", "Puis-je ?").await?;
        reader.reads("article[data-state=pending] .causerie-notice", "en attente de modération").await?;
        reader.reload().await?;
        reader.reads("article[data-state=pending] .causerie-body", "Puis-je ?").await
    })
    .await?;
    story(async |reader| {
        reader.open(&server.url("/")).await?;
        reader.sees("causerie-thread[data-phase=empty]").await
    })
    .await
}

#[tokio::test]
async fn where_only_members_may_write_the_reader_is_told() -> Outcome {
    let server = Reference::start(&["--login-required"]).await?;
    server.site.write("index.html", &article(LINE))?;
    story(async |reader| {
        reader.open(&server.url("/")).await?;
        reader.reads("causerie-thread[data-phase=login-required]", "pour publier un commentaire").await?;
        reader.sees(".causerie-login").await?;
        reader.misses(".causerie-form").await
    })
    .await
}

#[tokio::test]
async fn the_demo_shows_its_thread() -> Outcome {
    let server = Reference::start(&["--demo", "--moderation", "none"]).await?;
    server.site.write("index.html", &article(LINE))?;
    story(async |reader| {
        reader.open(&server.url("/")).await?;
        reader.sees("causerie-thread[data-phase=ready] article.causerie-comment").await?;
        reader.sees(FORM).await
    })
    .await
}
