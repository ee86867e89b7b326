//! What an editor does to comments that are there, in pages that WordPress serves; and that nobody else can.

use super::super::{decides, replaces, shows};
use super::signed_in::signs_in;
use super::{THREAD, at_home};
use causerie_e2e::servers::wordpress::Post;
use causerie_e2e::servers::{Call, WordPress};
use causerie_e2e::{Outcome, Reader, story};
use serde_json::json;

#[tokio::test]
async fn an_editor_decides_and_takes_it_back() -> Outcome {
    let (wordpress, post) = at_home(&[]).await?;
    let id = wordpress.comment(&post, 1, "Max & Cie", "D’accord &amp; merci.").await?;
    let entry = format!("#comment-{id}");
    story(async |reader| {
        signs_in(reader, &wordpress, &post, "editrice").await?;
        for (decision, state, notice) in [
            ("hold", "pending", "est en attente de modération"),
            ("approve", "approved", ""),
            ("spam", "spam", "est marqué comme indésirable"),
            ("ham", "approved", ""),
            ("trash", "trashed", "est dans la corbeille"),
            ("restore", "approved", ""),
        ] {
            decides(reader, &entry, decision).await?;
            let entry = format!("{entry}[data-state={state}]");
            reader.sees(&format!("{entry}:not(:has([aria-disabled=true]))")).await?;
            if !notice.is_empty() {
                reader.reads(&format!("{entry} .causerie-notice"), notice).await?;
            }
            reader.reads(&format!("{entry} .causerie-author"), "Max & Cie").await?;
            shows(reader, &["D’accord & merci."]).await?;
            assert_eq!(standing(&wordpress, id).await?, state, "after {decision}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_is_in_the_trash_is_deleted_for_good_after_a_question() -> Outcome {
    let (wordpress, post) = at_home(&[]).await?;
    let first = wordpress.comment(&post, 1, "Eve", "Achetez !").await?;
    let other = wordpress.comment(&post, 2, "Max", "D’accord.").await?;
    let entry = format!("#comment-{first}");
    story(async |reader| {
        signs_in(reader, &wordpress, &post, "editrice").await?;
        decides(reader, &entry, "trash").await?;
        reader.sees(&format!("{entry}[data-state=trashed]")).await?;
        decides(reader, &entry, "purge").await?;
        reader.is_focused(&format!("{entry} .causerie-confirm")).await?;
        assert_eq!(standing(&wordpress, first).await?, "trashed");
        reader.clicks(&format!("{entry} .causerie-confirm")).await?;
        reader.misses(&entry).await?;
        reader.is_focused(&format!("#comment-{other}")).await?;
        reader.reads(".causerie-title", "1 commentaire").await?;
        assert_eq!(standing(&wordpress, first).await?, "gone");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_comment_that_was_answered_keeps_its_place_while_it_waits() -> Outcome {
    let (wordpress, post) = at_home(&[]).await?;
    let first = wordpress.comment(&post, 1, "Eve", "Question").await?;
    wordpress.reply(&post, first, 2, "Max", "Réponse").await?;
    story(async |reader| {
        signs_in(reader, &wordpress, &post, "editrice").await?;
        decides(reader, &format!("#comment-{first}"), "hold").await?;
        reader.sees(&format!("#comment-{first}[data-state=pending]")).await?;
        reader.reads(".causerie-replies .causerie-body", "Réponse").await?;
        decides(reader, &format!("#comment-{first}"), "trash").await?;
        reader.sees(&format!("#comment-{first}[data-state=trashed]")).await?;
        reader.reload().await?;
        shows(reader, &["Réponse"]).await
    })
    .await
}

#[tokio::test]
async fn an_editor_decides_about_what_waits_in_every_post() -> Outcome {
    let (wordpress, post) = at_home(&[]).await?;
    let other = wordpress.publish("autre", "Un autre billet", THREAD).await?;
    let here = waiting(&wordpress, &post, "Ici ?").await?;
    let there = waiting(&wordpress, &other, "Là ?").await?;
    let spam = waiting(&wordpress, &other, "Achetez !").await?;
    story(async |reader| {
        signs_in(reader, &wordpress, &post, "editrice").await?;
        reader.clicks(".causerie-queue").await?;
        reader.counts(".causerie-waiting article[data-state=pending]", 3).await?;
        let at = |id: u64| format!(".causerie-waiting #comment-{id}");
        reader.reads(&format!("li:has(> #comment-{there}) .causerie-queue-page"), "/autre/").await?;
        reader.reads(&format!("li:has(> #comment-{here}) .causerie-queue-page"), "/le-metier/").await?;
        for (id, decision, state) in
            [(there, "approve", "approved"), (spam, "spam", "spam"), (here, "approve", "approved")]
        {
            decides(reader, &at(id), decision).await?;
            reader.misses(&at(id)).await?;
            assert_eq!(standing(&wordpress, id).await?, state);
        }
        reader.reads(".causerie-waiting .causerie-empty", "Aucun commentaire").await?;
        reader.reload().await?;
        shows(reader, &["Ici ?"]).await?;
        reader.open(&other.link).await?;
        shows(reader, &["Là ?"]).await
    })
    .await
}

#[tokio::test]
async fn an_editor_changes_a_text_as_it_was_written() -> Outcome {
    let (wordpress, post) = at_home(&[]).await?;
    let id = wordpress.comment(&post, 1, "Max", "D’accord -- et <em>merci</em> à tous.").await?;
    story(async |reader| {
        signs_in(reader, &wordpress, &post, "editrice").await?;
        reader.clicks(&format!("#comment-{id} .causerie-edit")).await?;
        let (before, after) =
            ("D’accord -- et <em>merci</em> à tous.", "D’accord <strong>et</strong> merci.");
        replaces(reader, &format!("#comment-{id}"), before, after).await?;
        reader.reads(&format!("#comment-{id} .causerie-body strong"), "et").await?;
        reader.reads(&format!("#comment-{id} .causerie-author"), "Max").await?;
        assert_eq!(wordpress.texts(&post).await?, [after]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_editor_changes_the_text_of_what_waits_before_approving_it() -> Outcome {
    let (wordpress, post) = at_home(&[]).await?;
    let id = waiting(&wordpress, &post, "Zut alors").await?;
    let entry = format!(".causerie-waiting #comment-{id}");
    story(async |reader| {
        signs_in(reader, &wordpress, &post, "editrice").await?;
        reader.clicks(".causerie-queue").await?;
        reader.clicks(&format!("{entry} .causerie-edit")).await?;
        replaces(reader, &entry, "Zut alors", "Alors").await?;
        reader.reads(&format!("{entry}[data-state=pending] .causerie-body"), "Alors").await?;
        decides(reader, &entry, "approve").await?;
        reader.misses(&entry).await?;
        assert_eq!(wordpress.texts(&post).await?, ["Alors"]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_subscriber_and_a_stranger_get_none_of_these_buttons() -> Outcome {
    let (wordpress, post) = at_home(&[]).await?;
    let id = wordpress.comment(&post, 1, "Max", "D’accord.").await?;
    story(async |reader| {
        reader.open(&post.link).await?;
        has_no_buttons(reader, id).await?;
        signs_in(reader, &wordpress, &post, "lectrice").await?;
        has_no_buttons(reader, id).await
    })
    .await
}

#[tokio::test]
async fn a_nonce_that_became_old_while_the_page_lay_open_is_regained_once() -> Outcome {
    let (wordpress, post) = at_home(&[]).await?;
    let id = wordpress.comment(&post, 1, "Max", "D’accord.").await?;
    story(async |reader| {
        reader.expect_error("403");
        signs_in(reader, &wordpress, &post, "editrice").await?;
        reader.sees(&format!("#comment-{id} .causerie-moderation")).await?;
        // What was given out before is worth nothing from now on.
        wordpress.set("test_nonce_life", "7200")?;
        decides(reader, &format!("#comment-{id}"), "hold").await?;
        reader.sees(&format!("#comment-{id}[data-state=pending]:not(:has([aria-disabled=true]))")).await?;
        assert_eq!(standing(&wordpress, id).await?, "pending");
        reader.misses(".causerie-refused").await?;
        let nonces =
            "performance.getEntriesByType('resource').filter(({ name }) => name.includes('rest-nonce'))";
        reader.until(&format!("{nonces}.length === 1")).await.map(drop)
    })
    .await
}

#[tokio::test]
async fn who_was_signed_out_elsewhere_is_told_at_the_comment() -> Outcome {
    let (wordpress, post) = at_home(&[]).await?;
    let id = wordpress.comment(&post, 1, "Max", "D’accord.").await?;
    story(async |reader| {
        reader.expect_error("40");
        signs_in(reader, &wordpress, &post, "editrice").await?;
        reader.sees(&format!("#comment-{id} .causerie-moderation")).await?;
        reader.client().delete_all_cookies().await?;
        decides(reader, &format!("#comment-{id}"), "hold").await?;
        reader.reads(&format!("#comment-{id} .causerie-refused"), "pas marché").await?;
        reader.sees(&format!("#comment-{id}[data-state=approved]")).await?;
        assert_eq!(standing(&wordpress, id).await?, "approved");
        Ok(())
    })
    .await
}

async fn has_no_buttons(reader: &Reader, id: u64) -> Outcome {
    reader.sees(&format!("#comment-{id} .causerie-reply")).await?;
    reader
        .misses(".causerie-moderation, .causerie-decide, .causerie-edit, .causerie-delete, .causerie-queue")
        .await
}

/// Where a comment stands according to WordPress, in the words of the thread.
async fn standing(wordpress: &WordPress, id: u64) -> Outcome<String> {
    let call = Call::get(&wordpress.url(&format!("/wp-json/wp/v2/comments/{id}")));
    let comment = call.authorized(&wordpress.owner).send().await?;
    if comment.status == 404 {
        return Ok("gone".to_owned());
    }
    Ok(match comment.json()?["status"].as_str() {
        Some("hold") => "pending".to_owned(),
        Some("trash") => "trashed".to_owned(),
        other => other.unwrap_or_default().to_owned(),
    })
}

/// A comment that waits for approval.
async fn waiting(wordpress: &WordPress, post: &Post, text: &str) -> Outcome<u64> {
    let id = wordpress.comment(post, 1, "Eve", text).await?;
    wordpress.ask(&format!("/wp-json/wp/v2/comments/{id}"), &json!({ "status": "hold" })).await?;
    Ok(id)
}
