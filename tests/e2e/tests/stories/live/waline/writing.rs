//! What readers write to a real Waline, and what it or the widget refuses.

use super::super::{is_given_back, is_refused, shows};
use super::start;
use crate::{FORM, writes};
use causerie_e2e::{Outcome, story};
use serde_json::json;

#[tokio::test]
async fn a_comment_and_replies_are_posted() -> Outcome {
    let (waline, page) = start(&[], "").await?;
    story(async |reader| {
        reader.trust(&waline.url("/"));
        reader.open(&page.url("/")).await?;
        reader.sees("causerie-thread[data-phase=empty]").await?;
        writes(reader, FORM, "Jean", "Le **premier**.").await?;
        reader.reads("article[data-state=approved] .causerie-body strong", "premier").await?;
        reader.clicks("article .causerie-reply").await?;
        writes(reader, "article > .causerie-form", "", "La réponse.").await?;
        reader.reads(".causerie-replies article[data-state=approved] .causerie-body", "La réponse.").await?;
        reader.clicks(".causerie-replies article .causerie-reply").await?;
        writes(reader, "article > .causerie-form", "", "La suite.").await?;
        reader.counts("article[data-state=approved]", 3).await?;
        reader.reload().await?;
        reader.reads(".causerie-title", "3 commentaires").await?;
        shows(reader, &["Le premier.", "La réponse.", "La suite."]).await?;
        reader.reads(".causerie-replies .causerie-replies article .causerie-author", "Jean").await
    })
    .await
}

#[tokio::test]
async fn a_comment_waits_for_approval_and_is_seen_once_when_it_is_approved() -> Outcome {
    let (waline, page) = start(&[("COMMENT_AUDIT", "true")], "").await?;
    let owner = waline.register("Autrice", "autrice@example.org").await?;
    story(async |reader| {
        reader.trust(&waline.url("/"));
        reader.open(&page.url("/")).await?;
        writes(reader, FORM, "Jean", "Puis-je ?").await?;
        reader.reads("article[data-state=pending] .causerie-notice", "en attente de modération").await?;
        reader.reload().await?;
        reader.reads("article[data-state=pending] .causerie-body", "Puis-je ?").await?;
        let id = reader.attribute("article", "data-id").await?.unwrap_or_default();
        waline.change(id.parse()?, &owner, &json!({ "status": "approved" })).await?;
        reader.reload().await?;
        reader.sees("article[data-state=approved]").await?;
        shows(reader, &["Puis-je ?"]).await
    })
    .await
}

#[tokio::test]
async fn whose_words_are_on_the_list_is_not_told_so() -> Outcome {
    let (waline, page) = start(&[("FORBIDDEN_WORDS", "casino")], "").await?;
    story(async |reader| {
        reader.trust(&waline.url("/"));
        reader.open(&page.url("/")).await?;
        writes(reader, FORM, "Jean", "Venez au casino").await?;
        reader.reads("article[data-state=pending] .causerie-body", "Venez au casino").await
    })
    .await
}

#[tokio::test]
async fn a_comment_posted_twice_is_given_back() -> Outcome {
    let (waline, page) = start(&[], "").await?;
    story(async |reader| {
        reader.trust(&waline.url("/"));
        reader.open(&page.url("/")).await?;
        writes(reader, FORM, "Jean", "Deux fois.").await?;
        reader.sees("article[data-state=approved]").await?;
        writes(reader, FORM, "", "Deux fois.").await?;
        is_given_back(reader, "Deux fois.", "déjà publié").await?;
        shows(reader, &["Deux fois."]).await
    })
    .await
}

#[tokio::test]
async fn who_writes_too_fast_is_asked_to_wait() -> Outcome {
    let (waline, page) = start(&[("IPQPS", "60")], "").await?;
    story(async |reader| {
        reader.trust(&waline.url("/"));
        reader.open(&page.url("/")).await?;
        writes(reader, FORM, "Jean", "Un.").await?;
        reader.sees("article[data-state=approved]").await?;
        writes(reader, FORM, "", "Deux.").await?;
        is_refused(reader, "Deux.", "trop vite").await
    })
    .await
}

#[tokio::test]
async fn what_is_missing_is_said_before_waline_is_asked() -> Outcome {
    let (waline, page) = start(&[], "").await?;
    story(async |reader| {
        reader.trust(&waline.url("/"));
        reader.open(&page.url("/")).await?;
        reader.types(&format!("{FORM} [name=email]"), "jean.example").await?;
        reader.clicks(&format!("{FORM} .causerie-submit")).await?;
        reader.reads(&format!("{FORM} [data-field=body] .causerie-field-error"), "remplir").await?;
        reader.reads(&format!("{FORM} [data-field=email] .causerie-field-error"), "valide").await?;
        reader.misses("article").await
    })
    .await
}

#[tokio::test]
async fn who_has_an_account_comments_under_its_name() -> Outcome {
    let (waline, page) = start(&[], "").await?;
    waline.register("Autrice", "autrice@example.org").await?;
    let account = waline.register("Lectrice", "lectrice@example.org").await?;
    story(async |reader| {
        reader.trust(&waline.url("/"));
        reader.open(&page.url("/")).await?;
        reader.sees(FORM).await?;
        let token = json!(account.token);
        reader.run(&format!("document.querySelector('causerie-thread').dataset.authToken = {token}")).await?;
        reader.misses(&format!("{FORM} [name=name]")).await?;
        reader.types(&format!("{FORM} [name=body]"), "Je suis connectée.").await?;
        reader.clicks(&format!("{FORM} .causerie-submit")).await?;
        reader.reads("article[data-state=approved] .causerie-author", "Lectrice").await
    })
    .await
}
