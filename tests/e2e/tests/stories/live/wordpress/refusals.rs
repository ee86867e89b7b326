//! What WordPress refuses, and what the reader is told.

use super::super::{is_given_back, is_refused};
use super::{ANONYMOUS, REST, at_home, comments, elsewhere};
use crate::{FORM, writes};
use causerie_e2e::{Outcome, story};
use serde_json::json;

#[tokio::test]
async fn an_address_that_only_wordpress_finds_wrong_is_told_at_its_field() -> Outcome {
    let (wordpress, post, page) = elsewhere(&[ANONYMOUS], REST).await?;
    story(async |reader| {
        reader.trust(&wordpress.url("/"));
        reader.expect_error("400");
        reader.open(&page.url("/")).await?;
        // Without a dot it is an address for browsers, but none for WordPress.
        reader.types(&format!("{FORM} [name=email]"), "jean@localhost").await?;
        writes(reader, FORM, "Jean", "Bonjour.").await?;
        reader.sees(&format!("{FORM} [data-field=email] .causerie-field-error")).await?;
        reader.is_focused(&format!("{FORM} [name=email]")).await?;
        reader.until("document.querySelector('.causerie-form [name=body]').value === 'Bonjour.'").await?;
        reader.misses("article").await?;
        assert!(wordpress.texts(&post).await?.is_empty());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_is_missing_is_said_before_wordpress_is_asked() -> Outcome {
    let (wordpress, _, page) = elsewhere(&[ANONYMOUS], REST).await?;
    story(async |reader| {
        reader.trust(&wordpress.url("/"));
        reader.open(&page.url("/")).await?;
        reader.types(&format!("{FORM} [name=body]"), "  \n ").await?;
        reader.clicks(&format!("{FORM} .causerie-submit")).await?;
        for field in ["body", "name", "email"] {
            reader.reads(&format!("{FORM} [data-field={field}] .causerie-field-error"), "remplir").await?;
        }
        reader.misses("article").await
    })
    .await
}

#[tokio::test]
async fn a_text_that_is_too_long_only_for_wordpress_is_given_back() -> Outcome {
    let (wordpress, _, page) = elsewhere(&[ANONYMOUS], REST).await?;
    story(async |reader| {
        reader.trust(&wordpress.url("/"));
        reader.expect_error("400");
        reader.open(&page.url("/")).await?;
        // Each character is five when it is sent.
        let body = format!("document.querySelector('{FORM} [name=body]')");
        reader.sees(&format!("{FORM} [name=body]")).await?;
        reader.run(&format!("{body}.value = '&'.repeat(20000); {body}.dispatchEvent(new Event('input', {{ bubbles: true }}))")).await?;
        comments(reader, "Jean", "").await?;
        reader.reads(".causerie-form-error[role=alert]", "trop long").await?;
        reader.until(&format!("{body}.value.length === 20000")).await.map(drop)
    })
    .await
}

#[tokio::test]
async fn who_writes_too_fast_is_asked_to_wait() -> Outcome {
    let (wordpress, _, page) = elsewhere(&[ANONYMOUS, ("test_flood", "1")], REST).await?;
    story(async |reader| {
        reader.trust(&wordpress.url("/"));
        reader.expect_error("400");
        reader.expect_error("429");
        reader.open(&page.url("/")).await?;
        comments(reader, "Jean", "Un.").await?;
        reader.sees("article[data-state=approved]").await?;
        writes(reader, FORM, "", "Deux.").await?;
        is_refused(reader, "Deux.", "trop vite").await?;
        wordpress.set("test_flood", "")?;
        reader.clicks("article[data-state=failed] .causerie-retry").await?;
        reader.misses("article[data-state=failed]").await?;
        reader.counts("article[data-state=approved]", 2).await
    })
    .await
}

#[tokio::test]
async fn a_post_closed_meanwhile_takes_nothing_more() -> Outcome {
    let (wordpress, post, page) = elsewhere(&[ANONYMOUS], REST).await?;
    story(async |reader| {
        reader.trust(&wordpress.url("/"));
        reader.expect_error("403");
        reader.open(&page.url("/")).await?;
        reader.sees(FORM).await?;
        let closed = json!({ "comment_status": "closed" });
        wordpress.ask(&format!("/wp-json/wp/v2/posts/{}", post.id), &closed).await?;
        comments(reader, "Jean", "Encore un mot.").await?;
        is_refused(reader, "Encore un mot.", "Les commentaires sont fermés.").await
    })
    .await
}

#[tokio::test]
async fn who_must_sign_in_first_is_told() -> Outcome {
    for options in [&[("causerie_anonymous", "")], &[("comment_registration", "1")]] {
        let (wordpress, _, page) = elsewhere(options, REST).await?;
        story(async |reader| {
            reader.trust(&wordpress.url("/"));
            reader.expect_error("401");
            reader.open(&page.url("/")).await?;
            comments(reader, "Jean", "Bonjour.").await?;
            is_refused(reader, "Bonjour.", "Vous devez vous connecter").await
        })
        .await
        .map_err(|failure| format!("with {options:?}: {failure}"))?;
    }
    Ok(())
}

#[tokio::test]
async fn where_all_must_sign_in_there_is_a_link_instead_of_the_form() -> Outcome {
    let (wordpress, _, page) = elsewhere(&[("comment_registration", "1")], r#"data-anonymous="no""#).await?;
    story(async |reader| {
        reader.trust(&wordpress.url("/"));
        reader.open(&page.url("/")).await?;
        let link = format!("a[href^='{}']", wordpress.url("/wp-login.php?redirect_to="));
        reader.reads(&format!("causerie-thread {link}"), "vous connecter").await?;
        reader.misses(".causerie-form").await
    })
    .await
}

#[tokio::test]
async fn the_form_of_wordpress_says_why_it_refuses() -> Outcome {
    let (wordpress, post) = at_home(&[]).await?;
    story(async |reader| {
        reader.expect_error("40");
        reader.open(&post.link).await?;
        comments(reader, "Jean", "Deux fois.").await?;
        reader.sees("article[data-state=approved]").await?;
        writes(reader, FORM, "", "Deux fois.").await?;
        is_given_back(reader, "Deux fois.", "déjà publié").await?;
        let closed = json!({ "comment_status": "closed" });
        wordpress.ask(&format!("/wp-json/wp/v2/posts/{}", post.id), &closed).await?;
        reader.types(&format!("{FORM} [name=body]"), " Encore un mot.").await?;
        reader.clicks(&format!("{FORM} .causerie-submit")).await?;
        is_refused(reader, "Deux fois. Encore un mot.", "Les commentaires sont fermés.").await
    })
    .await
}

#[tokio::test]
async fn a_page_of_another_origin_asks_rest_which_wants_an_account_at_first() -> Outcome {
    let (wordpress, _, page) = elsewhere(&[], "").await?;
    story(async |reader| {
        reader.trust(&wordpress.url("/"));
        reader.expect_error("401");
        reader.open(&page.url("/")).await?;
        comments(reader, "Jean", "Bonjour.").await?;
        is_refused(reader, "Bonjour.", "Vous devez vous connecter pour cela.").await
    })
    .await
}
