//! What somebody with an account at a real Waline does to their own comments, and not to those of others.

use super::super::{replaces, shows};
use super::{knows, with_accounts};
use crate::FORM;
use causerie_e2e::{Outcome, story};

#[tokio::test]
async fn a_plain_user_changes_their_own_text_and_no_other() -> Outcome {
    let (waline, blog, _, lectrice) = with_accounts(&[]).await?;
    let other = waline.comment("/", None, "Max", "D’accord").await?;
    let own = waline.comment_by(&lectrice, "/", "Merci **beaucoup**").await?;
    knows(&blog, &waline, &lectrice);
    story(async |reader| {
        reader.trust(&waline.url("/"));
        reader.open(&blog.url("/")).await?;
        reader.clicks(&format!("#comment-{own} .causerie-edit")).await?;
        replaces(reader, &format!("#comment-{own}"), "Merci **beaucoup**", "Merci *bien*").await?;
        for _ in ["at once", "and for those who come later"] {
            reader.reads(&format!("#comment-{own} .causerie-body em"), "bien").await?;
            reader.reads(&format!("#comment-{own} .causerie-author"), "Lectrice").await?;
            shows(reader, &["D’accord", "Merci bien"]).await?;
            reader.sees(&format!("#comment-{own} .causerie-edit")).await?;
            reader.misses(".causerie-moderation, .causerie-decide, .causerie-queue").await?;
            let buttons = format!("#comment-{other} .causerie-edit, #comment-{other} .causerie-delete");
            reader.misses(&buttons).await?;
            reader.reload().await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_plain_user_deletes_their_own_comment_and_its_replies_go_with_it() -> Outcome {
    let (waline, blog, _, lectrice) = with_accounts(&[]).await?;
    waline.comment("/", None, "Max", "D’accord").await?;
    let own = waline.comment_by(&lectrice, "/", "À effacer").await?;
    waline.comment("/", Some((own, own)), "Max", "Réponse").await?;
    knows(&blog, &waline, &lectrice);
    story(async |reader| {
        reader.trust(&waline.url("/"));
        reader.open(&blog.url("/")).await?;
        reader.clicks(&format!("#comment-{own} .causerie-delete")).await?;
        reader.clicks(&format!("#comment-{own} .causerie-confirm")).await?;
        reader.misses(&format!("#comment-{own}")).await?;
        shows(reader, &["D’accord"]).await?;
        reader.reads(".causerie-title", "1 commentaire").await?;
        assert_eq!(waline.listed("/").await?["count"], 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_plain_user_changes_what_they_have_just_posted() -> Outcome {
    let (waline, blog, _, lectrice) = with_accounts(&[]).await?;
    knows(&blog, &waline, &lectrice);
    story(async |reader| {
        reader.trust(&waline.url("/"));
        reader.open(&blog.url("/")).await?;
        reader.types(&format!("{FORM} [name=body]"), "Premier").await?;
        reader.clicks(&format!("{FORM} .causerie-submit")).await?;
        reader.clicks("article[data-state=approved] .causerie-edit").await?;
        replaces(reader, "article", "Premier", "Deuxième").await?;
        shows(reader, &["Deuxième"]).await?;
        reader.reload().await?;
        shows(reader, &["Deuxième"]).await
    })
    .await
}

#[tokio::test]
async fn a_plain_user_sees_their_own_comment_wait_once_and_can_change_it() -> Outcome {
    let (waline, blog, _, lectrice) = with_accounts(&[("COMMENT_AUDIT", "true")]).await?;
    let own = waline.comment_by(&lectrice, "/", "Puis-je ?").await?;
    knows(&blog, &waline, &lectrice);
    story(async |reader| {
        reader.trust(&waline.url("/"));
        reader.open(&blog.url("/")).await?;
        let entry = format!("#comment-{own}[data-state=pending]");
        reader.reads(&format!("{entry} .causerie-notice"), "Votre commentaire est en attente").await?;
        reader.clicks(&format!("{entry} .causerie-edit")).await?;
        replaces(reader, &entry, "Puis-je ?", "Puis-je donc ?").await?;
        reader.reads(&format!("{entry} .causerie-body"), "Puis-je donc ?").await?;
        shows(reader, &["Puis-je donc ?"]).await?;
        reader.misses(".causerie-decide").await
    })
    .await
}

#[tokio::test]
async fn a_stranger_gets_no_buttons_to_change_anything() -> Outcome {
    let (waline, blog, _, lectrice) = with_accounts(&[]).await?;
    waline.comment_by(&lectrice, "/", "Merci").await?;
    story(async |reader| {
        reader.trust(&waline.url("/"));
        reader.open(&blog.url("/")).await?;
        reader.sees("article .causerie-reply").await?;
        reader.misses(".causerie-edit, .causerie-delete, .causerie-decide, .causerie-queue").await
    })
    .await
}
