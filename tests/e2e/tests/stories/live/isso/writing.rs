//! What readers write to a real Isso, and what it or the widget refuses.

use super::super::{is_refused, shows};
use super::{post, start, start_with};
use crate::{FORM, writes};
use causerie_e2e::servers::Moderation;
use causerie_e2e::{Outcome, story};
use serde_json::json;

#[tokio::test]
async fn a_comment_and_a_reply_are_posted_to_a_live_isso() -> Outcome {
    let (blog, isso) = start(Moderation::Open).await?;
    story(async |reader| {
        reader.trust(&isso.url("/"));
        reader.open(&blog.url("/")).await?;
        reader.sees("causerie-thread[data-phase=empty]").await?;
        writes(reader, FORM, "Jean", "Le premier.").await?;
        reader.reads("article[data-state=approved] .causerie-body", "Le premier.").await?;
        reader.clicks("article .causerie-reply").await?;
        writes(reader, "article > .causerie-form", "", "La réponse.").await?;
        reader.reads(".causerie-replies article[data-state=approved] .causerie-body", "La réponse.").await?;
        reader.reload().await?;
        reader.reads(".causerie-title", "2 commentaires").await?;
        reader.reads(".causerie-replies article .causerie-body", "La réponse.").await
    })
    .await
}

#[tokio::test]
async fn a_comment_waits_for_approval_at_a_moderated_live_isso() -> Outcome {
    let (blog, isso) = start(Moderation::Moderated).await?;
    story(async |reader| {
        reader.trust(&isso.url("/"));
        reader.open(&blog.url("/")).await?;
        reader.types(&format!("{FORM} [name=email]"), "jean@example.org").await?;
        writes(reader, FORM, "Jean", "Puis-je ?").await?;
        reader.reads("article[data-state=pending] .causerie-notice", "en attente de modération").await?;
        reader.reload().await?;
        reader.reads("article[data-state=pending] .causerie-body", "Puis-je ?").await
    })
    .await
}

#[tokio::test]
async fn a_comment_that_was_approved_is_seen_once() -> Outcome {
    let (blog, isso) = start(Moderation::Moderated).await?;
    story(async |reader| {
        reader.trust(&isso.url("/"));
        reader.open(&blog.url("/")).await?;
        reader.types(&format!("{FORM} [name=email]"), "jean@example.org").await?;
        writes(reader, FORM, "Jean", "Puis-je ?").await?;
        reader.sees("article[data-state=pending]").await?;
        isso.approve_all().await?;
        reader.reload().await?;
        reader.sees("article[data-state=approved]").await?;
        shows(reader, &["Puis-je ?"]).await
    })
    .await
}

#[tokio::test]
async fn a_reply_to_a_reply_stands_where_isso_puts_it() -> Outcome {
    let (blog, isso) = start(Moderation::Open).await?;
    story(async |reader| {
        reader.trust(&isso.url("/"));
        reader.open(&blog.url("/plain/")).await?;
        let first = post(reader, &isso, "Élodie", "Premier", None).await?;
        let reply = post(reader, &isso, "Max", "Réponse", Some(first)).await?;
        reader.open(&blog.url("/")).await?;
        reader.clicks(&format!("#comment-{reply} .causerie-reply")).await?;
        writes(reader, "article > .causerie-form", "Jean", "À la réponse").await?;
        // Isso knows two levels only.
        let second = format!("li:has(> #comment-{first}) > .causerie-replies > li:nth-child(2) > article");
        for _ in ["at once", "and for those who come later"] {
            reader.reads(&format!("{second}[data-state=approved] .causerie-body"), "À la réponse").await?;
            reader.reload().await?;
        }
        shows(reader, &["Premier", "Réponse", "À la réponse"]).await
    })
    .await
}

#[tokio::test]
async fn the_cookie_that_makes_a_comment_ones_own_is_kept() -> Outcome {
    let (blog, isso) = start(Moderation::Open).await?;
    story(async |reader| {
        reader.trust(&isso.url("/"));
        reader.open(&blog.url("/")).await?;
        writes(reader, FORM, "Jean", "Le premier.").await?;
        reader.sees("article[data-state=approved]").await?;
        let id = reader.attribute("article", "data-id").await?;
        let cookies = reader.devtools("Network.getCookies", json!({ "urls": [isso.url("/")] })).await?;
        let names: Vec<_> =
            cookies["cookies"].as_array().into_iter().flatten().map(|it| it["name"].as_str()).collect();
        assert!(names.contains(&id.as_deref()), "{cookies}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn who_writes_too_fast_is_asked_to_wait() -> Outcome {
    let (blog, isso) = start_with(Moderation::Open, 1, "").await?;
    story(async |reader| {
        reader.trust(&isso.url("/"));
        reader.expect_error("403");
        reader.open(&blog.url("/")).await?;
        writes(reader, FORM, "Jean", "Le premier.").await?;
        reader.sees("article[data-state=approved]").await?;
        writes(reader, FORM, "", "Le deuxième.").await?;
        is_refused(reader, "Le deuxième.", "trop vite").await
    })
    .await
}

#[tokio::test]
async fn a_text_that_is_too_short_or_too_long_is_told_before_isso_sees_it() -> Outcome {
    let (blog, isso) = start(Moderation::Open).await?;
    story(async |reader| {
        reader.trust(&isso.url("/"));
        reader.open(&blog.url("/")).await?;
        let error = format!("{FORM} [data-field=body] .causerie-field-error");
        writes(reader, FORM, "", "Ah").await?;
        reader.reads(&error, "au moins 3").await?;
        let body = format!("document.querySelector('{FORM} [name=body]')");
        let typed = format!("{body}.dispatchEvent(new Event('input', {{ bubbles: true }}))");
        reader.run(&format!("{body}.value = 'a'.repeat(65536); {typed}")).await?;
        reader.clicks(&format!("{FORM} .causerie-submit")).await?;
        reader.reads(&error, "au plus 65").await?;
        reader.misses("article").await
    })
    .await
}

#[tokio::test]
async fn a_bad_address_is_told_at_its_field_before_isso_sees_it() -> Outcome {
    let (blog, isso) = start(Moderation::Moderated).await?;
    story(async |reader| {
        reader.trust(&isso.url("/"));
        reader.open(&blog.url("/")).await?;
        reader.types(&format!("{FORM} [name=email]"), "jean.example").await?;
        writes(reader, FORM, "Jean", "Puis-je ?").await?;
        reader.reads(&format!("{FORM} [data-field=email] .causerie-field-error"), "valide").await?;
        reader.is_focused(&format!("{FORM} [name=email]")).await?;
        reader.misses("article").await
    })
    .await
}

#[tokio::test]
async fn a_live_isso_that_refuses_a_comment_says_why_and_the_text_stays() -> Outcome {
    let (blog, isso) = start(Moderation::Open).await?;
    story(async |reader| {
        reader.trust(&isso.url("/"));
        reader.expect_error("40");
        reader.open(&blog.url("/")).await?;
        // Isso itself refuses a website that is no address; the widget's own check lets this one through.
        reader.types(&format!("{FORM} [name=url]"), "https://exemple .invalid").await?;
        writes(reader, FORM, "Jean", "Bonjour.").await?;
        reader.until("[...document.querySelectorAll('.causerie-field-error, .causerie-form-error, [data-state=failed]')].some(it => it.checkVisibility())").await?;
        reader.until("document.querySelector('causerie-thread').innerText.includes('Bonjour.') || document.querySelector('.causerie-form [name=body]').value === 'Bonjour.'").await.map(drop)
    })
    .await
}
