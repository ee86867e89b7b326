//! What readers write from another origin, and what Django or the widget refuses.

use super::super::{is_refused, shows};
use super::{comments, start};
use crate::{FORM, writes};
use causerie_e2e::servers::django::{Post, Settings};
use causerie_e2e::{Outcome, story};

#[tokio::test]
async fn a_comment_and_a_reply_are_posted_from_another_origin() -> Outcome {
    let (django, blog) = start(Post::Open, Settings::default()).await?;
    story(async |reader| {
        reader.trust(&django.url("/"));
        reader.open(&blog.url("/")).await?;
        comments(reader, "Jean", "Le <premier>.").await?;
        reader.reads("article[data-state=approved] .causerie-body", "Le <premier>.").await?;
        reader.clicks("article .causerie-reply").await?;
        writes(reader, "article > .causerie-form", "", "La réponse.").await?;
        reader.reads(".causerie-replies article[data-state=approved] .causerie-body", "La réponse.").await?;
        shows(reader, &["Le <premier>.", "La réponse."]).await?;
        reader.reload().await?;
        reader.reads(".causerie-title", "2 commentaires").await?;
        shows(reader, &["Le <premier>.", "La réponse."]).await
    })
    .await
}

#[tokio::test]
async fn a_comment_waits_for_approval() -> Outcome {
    let (django, blog) = start(Post::Moderated, Settings::default()).await?;
    story(async |reader| {
        reader.trust(&django.url("/"));
        reader.open(&blog.url("/")).await?;
        comments(reader, "Jean", "Puis-je ?").await?;
        reader.reads("article[data-state=pending] .causerie-notice", "en attente de modération").await?;
        reader.reload().await?;
        reader.reads("article[data-state=pending] .causerie-body", "Puis-je ?").await?;
        shows(reader, &["Puis-je ?"]).await
    })
    .await
}

#[tokio::test]
async fn a_comment_whose_address_must_be_confirmed_waits() -> Outcome {
    let (django, blog) = start(Post::Open, Settings { confirms: true, ..Settings::default() }).await?;
    story(async |reader| {
        reader.trust(&django.url("/"));
        reader.open(&blog.url("/")).await?;
        comments(reader, "Jean", "À confirmer.").await?;
        reader.reads("article[data-state=pending] .causerie-body", "À confirmer.").await?;
        reader.reload().await?;
        shows(reader, &["À confirmer."]).await
    })
    .await
}

#[tokio::test]
async fn an_address_that_only_django_finds_wrong_is_told_at_its_field() -> Outcome {
    let (django, blog) = start(Post::Open, Settings::default()).await?;
    story(async |reader| {
        reader.trust(&django.url("/"));
        reader.expect_error("400");
        reader.open(&blog.url("/")).await?;
        reader.types(&format!("{FORM} [name=email]"), "jean@exemple").await?;
        writes(reader, FORM, "Jean", "Bonjour.").await?;
        reader.sees(&format!("{FORM} [data-field=email] .causerie-field-error")).await?;
        reader.is_focused(&format!("{FORM} [name=email]")).await?;
        reader.until("document.querySelector('.causerie-form [name=body]').value === 'Bonjour.'").await?;
        reader.misses("article").await
    })
    .await
}

#[tokio::test]
async fn what_is_missing_or_too_long_is_said_before_django_is_asked() -> Outcome {
    let (django, blog) = start(Post::Open, Settings::default()).await?;
    story(async |reader| {
        reader.trust(&django.url("/"));
        reader.open(&blog.url("/")).await?;
        let body = format!("document.querySelector('{FORM} [name=body]')");
        reader.sees(&format!("{FORM} [name=body]")).await?;
        reader
            .run(&format!(
                "{body}.value = 'a'.repeat(3001); {body}.dispatchEvent(new Event('input', {{ bubbles: true }}))"
            ))
            .await?;
        reader.clicks(&format!("{FORM} .causerie-submit")).await?;
        reader.reads(&format!("{FORM} [data-field=body] .causerie-field-error"), "au plus 3").await?;
        for field in ["name", "email"] {
            reader.reads(&format!("{FORM} [data-field={field}] .causerie-field-error"), "remplir").await?;
        }
        reader.misses("article").await
    })
    .await
}

#[tokio::test]
async fn a_closed_post_refuses_and_the_text_stays() -> Outcome {
    let (django, blog) = start(Post::Closed, Settings::default()).await?;
    story(async |reader| {
        reader.trust(&django.url("/"));
        reader.expect_error("403");
        reader.open(&blog.url("/")).await?;
        comments(reader, "Jean", "Encore un mot.").await?;
        is_refused(reader, "Encore un mot.", "").await
    })
    .await
}
