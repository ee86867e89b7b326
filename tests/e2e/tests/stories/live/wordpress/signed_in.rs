//! Readers who are signed in to WordPress, in pages that it serves.

use super::super::shows;
use super::{ANONYMOUS, REST, at_home, comments, elsewhere};
use crate::FORM;
use causerie_e2e::servers::WordPress;
use causerie_e2e::servers::wordpress::Post;
use causerie_e2e::{Outcome, Reader, story};
use serde_json::json;

#[tokio::test]
async fn a_signed_in_reader_comments_under_their_name_and_is_not_asked_for_it() -> Outcome {
    let (wordpress, post) = at_home(&[]).await?;
    story(async |reader| {
        signs_in(reader, &wordpress, &post, "lectrice").await?;
        writes(reader, "Je suis connectée.").await?;
        reader.reads("article[data-state=approved] .causerie-author", "Lectrice").await?;
        for field in ["name", "email", "url"] {
            reader.misses(&format!("{FORM} [name={field}]")).await?;
        }
        reader.reload().await?;
        shows(reader, &["Je suis connectée."]).await?;
        reader.reads("article .causerie-author", "Lectrice").await
    })
    .await
}

#[tokio::test]
async fn the_author_of_the_post_is_marked() -> Outcome {
    let (wordpress, post) = at_home(&[]).await?;
    story(async |reader| {
        signs_in(reader, &wordpress, &post, "autrice").await?;
        writes(reader, "Merci à tous.").await?;
        reader.reads("article[data-author=owner] .causerie-badge", "Auteur").await?;
        reader.reload().await?;
        reader.reads("article[data-author=owner] .causerie-author", "Autrice du blog").await
    })
    .await
}

#[tokio::test]
async fn a_signed_in_reader_is_moderated_like_others_but_an_editor_is_not() -> Outcome {
    let (wordpress, post) = at_home(&[("comment_moderation", "1")]).await?;
    for (login, state) in [("lectrice", "pending"), ("editrice", "approved")] {
        story(async |reader| {
            signs_in(reader, &wordpress, &post, login).await?;
            writes(reader, &format!("Un mot de {login}.")).await?;
            reader.reads(&format!("article[data-state={state}] .causerie-body"), login).await
        })
        .await
        .map_err(|failure| format!("{login}: {failure}"))?;
    }
    Ok(())
}

#[tokio::test]
async fn a_nonce_that_has_become_old_is_renewed_unnoticed() -> Outcome {
    let (wordpress, post) = at_home(&[]).await?;
    story(async |reader| {
        reader.expect_error("403");
        signs_in(reader, &wordpress, &post, "lectrice").await?;
        // The page lay open for a day: what its nonce was is worth nothing.
        reader
            .run(
                "const old = document.querySelector('causerie-thread');
                 document.querySelector('meta[name=wp-rest-nonce]').content = '0123456789';
                 old.replaceWith(old.cloneNode())",
            )
            .await?;
        writes(reader, "Toujours là.").await?;
        reader.reads("article[data-state=approved] .causerie-author", "Lectrice").await?;
        assert_eq!(wordpress.texts(&post).await?, ["Toujours là."]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn who_is_signed_in_is_a_stranger_to_pages_of_another_origin() -> Outcome {
    let (wordpress, post, page) = elsewhere(&[ANONYMOUS], REST).await?;
    story(async |reader| {
        signs_in(reader, &wordpress, &post, "lectrice").await?;
        reader.open(&page.url("/")).await?;
        comments(reader, "Jean", "Sous un autre nom.").await?;
        reader.reads("article[data-state=approved] .causerie-author", "Jean").await
    })
    .await
}

#[tokio::test]
async fn pages_for_strangers_carry_no_nonce() -> Outcome {
    let (_wordpress, post) = at_home(&[]).await?;
    story(async |reader| {
        reader.open(&post.link).await?;
        reader.sees(&format!("{FORM} [name=email]")).await?;
        reader.misses("meta[name=wp-rest-nonce]").await
    })
    .await
}

#[tokio::test]
async fn signing_in_from_the_thread_leads_back_to_the_post() -> Outcome {
    let (_wordpress, post) = at_home(&[("comment_registration", "1")]).await?;
    story(async |reader| {
        reader.open(&post.link).await?;
        reader.sees(FORM).await?;
        reader.run("document.querySelector('causerie-thread').dataset.anonymous = 'no'").await?;
        reader.clicks("causerie-thread a[href*='/wp-login.php']").await?;
        fills_in(reader, "lectrice").await?;
        reader.until(&format!("location.href === {}", json!(post.link))).await?;
        writes(reader, "Me voilà.").await?;
        reader.reads("article[data-state=approved] .causerie-author", "Lectrice").await
    })
    .await
}

/// Signs in with the form of WordPress and comes to the post.
pub async fn signs_in(reader: &Reader, wordpress: &WordPress, post: &Post, login: &str) -> Outcome {
    reader.open(&wordpress.url(&format!("/wp-login.php?redirect_to={}", post.link))).await?;
    fills_in(reader, login).await?;
    reader.until(&format!("location.href === {}", json!(post.link))).await.map(drop)
}

async fn fills_in(reader: &Reader, login: &str) -> Outcome {
    reader.sees("#user_pass").await?;
    reader
        .run(&format!(
            "document.querySelector('#user_login').value = {};
             document.querySelector('#user_pass').value = 'mot-de-passe'",
            json!(login)
        ))
        .await?;
    reader.clicks("#wp-submit").await
}

async fn writes(reader: &Reader, text: &str) -> Outcome {
    reader.types(&format!("{FORM} [name=body]"), text).await?;
    reader.clicks(&format!("{FORM} .causerie-submit")).await
}
