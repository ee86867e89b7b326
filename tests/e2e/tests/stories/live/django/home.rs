//! Readers in pages that Django serves, where they may be signed in.

use super::comments;
use crate::FORM;
use causerie_e2e::servers::django::{Post, Settings};
use causerie_e2e::servers::{Call, Django};
use causerie_e2e::{Outcome, Reader, story};

#[tokio::test]
async fn in_a_page_of_django_strangers_and_signed_in_readers_comment() -> Outcome {
    let django = Django::start(Settings::default()).await?;
    story(async |reader| {
        reader.open(&django.url("/post/1/")).await?;
        comments(reader, "Jean", "Sans compte.").await?;
        reader.reads("article[data-state=approved] .causerie-author", "Jean").await?;
        reader.misses("article .causerie-flag").await?;
        signs_in(reader, &django, "lectrice").await?;
        reader.sees("article .causerie-flag").await?;
        reader.sees(&format!("{FORM} [name=body]")).await?;
        reader.misses(&format!("{FORM} [name=email]")).await?;
        reader.types(&format!("{FORM} [name=body]"), "Avec un compte.").await?;
        reader.clicks(&format!("{FORM} .causerie-submit")).await?;
        let authors = "[...document.querySelectorAll('article[data-state=approved] .causerie-author')]";
        reader.until(&format!("{authors}.some(author => author.innerText === 'Lectrice')")).await.map(drop)
    })
    .await
}

#[tokio::test]
async fn a_signed_in_reader_reports_a_comment_once() -> Outcome {
    let django = Django::start(Settings::default()).await?;
    let good = django.comment(Post::Open, None, "Max", "D’accord.").await?;
    let bad = django.comment(Post::Open, None, "Eve", "Achetez !").await?;
    story(async |reader| {
        signs_in(reader, &django, "lectrice").await?;
        reader.clicks(&format!("#comment-{bad} .causerie-flag")).await?;
        reader.reads(&format!("#comment-{bad} .causerie-flag:disabled"), "Signalé").await?;
        reader.reads(".causerie-status", "Le commentaire est signalé").await?;
        reader.sees(&format!("#comment-{good} .causerie-flag:enabled")).await?;
        let comments = Call::get(&django.url("/comments/api/blog-post/1/")).succeed().await?.json()?;
        let flags = |place: usize| comments[place]["flags"].as_array().map_or(0, Vec::len);
        assert_eq!([flags(0), flags(1)], [0, 1], "{comments}");
        assert_eq!(comments[1]["flags"][0]["flag"], "removal", "{comments}");
        // Who does not remember having done so does no harm.
        reader.reload().await?;
        reader.clicks(&format!("#comment-{bad} .causerie-flag")).await?;
        reader.reads(&format!("#comment-{bad} .causerie-flag:disabled"), "Signalé").await?;
        let comments = Call::get(&django.url("/comments/api/blog-post/1/")).succeed().await?.json()?;
        assert_eq!(comments[1]["flags"].as_array().map(Vec::len), Some(1), "{comments}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn who_was_signed_out_elsewhere_is_told_so_at_the_comment_they_report() -> Outcome {
    let django = Django::start(Settings::default()).await?;
    let id = django.comment(Post::Open, None, "Eve", "Achetez !").await?;
    story(async |reader| {
        reader.expect_error("40");
        signs_in(reader, &django, "lectrice").await?;
        reader.sees(&format!("#comment-{id} .causerie-flag")).await?;
        reader.client().delete_all_cookies().await?;
        reader.clicks(&format!("#comment-{id} .causerie-flag")).await?;
        reader.reads(&format!("#comment-{id} .causerie-refused"), "pas marché").await?;
        reader.sees(&format!("#comment-{id} .causerie-flag:enabled")).await
    })
    .await
}

#[tokio::test]
async fn a_closed_post_is_read_only_in_a_page_of_django() -> Outcome {
    let django = Django::start(Settings::default()).await?;
    story(async |reader| {
        reader.open(&django.url("/post/2/")).await?;
        reader.reads("causerie-thread[data-phase=closed]", "Les commentaires sont fermés.").await?;
        reader.misses(".causerie-form").await
    })
    .await
}

async fn signs_in(reader: &Reader, django: &Django, login: &str) -> Outcome {
    reader.open(&django.url("/login/?next=/post/1/")).await?;
    reader.types("[name=username]", login).await?;
    reader.types("[name=password]", "mot-de-passe").await?;
    reader.clicks("button").await?;
    reader.until("location.pathname === '/post/1/'").await.map(drop)
}
