//! What authors do to comments that are there: Isso lets them for a quarter of an hour, by a cookie.

use super::super::{page, replaces, shows};
use super::{line, post, start};
use crate::{FORM, article, writes};
use causerie_e2e::servers::{Isso, Moderation};
use causerie_e2e::{Answer, Origin, Outcome, Reader, dist, story};
use serde_json::json;

#[tokio::test]
async fn an_author_changes_their_text_in_its_place() -> Outcome {
    let (blog, isso) = start(Moderation::Open).await?;
    story(async |reader| {
        reader.trust(&isso.url("/"));
        reader.open(&blog.url("/")).await?;
        reader.types(&format!("{FORM} [name=url]"), "https://jean.example/?a=1&b=2").await?;
        writes(reader, FORM, "Jean & Cie", "Le **premier** & `<b>`.").await?;
        reader.clicks("article[data-state=approved] .causerie-edit").await?;
        // What was typed comes back, not what became of it.
        replaces(reader, "article", "Le **premier** & `<b>`.", "Le *second* & `<i>`.").await?;
        reader.reads("article .causerie-body em", "second").await?;
        for _ in ["at once", "and for those who come later"] {
            reader.reads("article .causerie-author", "Jean & Cie").await?;
            let link = reader.attribute("article .causerie-author a", "href").await?;
            assert_eq!(link.as_deref(), Some("https://jean.example/?a=1&b=2"));
            reader.sees("article .causerie-edited").await?;
            shows(reader, &["Le second & <i>."]).await?;
            reader.reload().await?;
        }
        assert_eq!(isso.listed("/").await?[0]["text"], "Le *second* & `<i>`.");
        // The cookie outlives a reload, and so does the button.
        reader.clicks("article .causerie-edit").await?;
        replaces(reader, "article", "Le *second* & `<i>`.", "Le troisième.").await?;
        shows(reader, &["Le troisième."]).await
    })
    .await
}

#[tokio::test]
async fn a_changed_comment_keeps_its_face_and_can_be_changed_again_and_deleted() -> Outcome {
    let (blog, isso) = start(Moderation::Open).await?;
    story(async |reader| {
        reader.trust(&isso.url("/"));
        reader.open(&blog.url("/")).await?;
        writes(reader, FORM, "Jean", "Premier").await?;
        reader.sees("article[data-state=approved] .causerie-edit").await?;
        for (before, after) in [("Premier", "Deuxième"), ("Deuxième", "Troisième")] {
            reader.clicks("article .causerie-edit").await?;
            replaces(reader, "article", before, after).await?;
            shows(reader, &[after]).await?;
        }
        deletes(reader, "article").await?;
        reader.sees("causerie-thread[data-phase=empty]").await?;
        reader.misses("article").await?;
        reader.reads(".causerie-status", "Le commentaire est supprimé.").await?;
        assert_eq!(isso.listed("/").await?, json!([]));
        reader.reload().await?;
        reader.sees("causerie-thread[data-phase=empty]").await
    })
    .await
}

#[tokio::test]
async fn the_owner_of_a_blog_stays_marked_when_they_change_their_text() -> Outcome {
    let (blog, isso) = start(Moderation::Open).await?;
    story(async |reader| {
        reader.trust(&isso.url("/"));
        reader.open(&blog.url("/plain/")).await?;
        post(reader, &isso, "Autrice", "D’avant", None).await?;
        let hash = isso.listed("/").await?[0]["hash"].as_str().unwrap_or_default().to_owned();
        blog.on("GET /", Answer::html(&article(&line(&isso, &format!(r#"data-owner="{hash}""#)))));
        reader.open(&blog.url("/")).await?;
        writes(reader, FORM, "Autrice", "Premier").await?;
        reader.clicks("#comment-2[data-author=owner] .causerie-edit").await?;
        replaces(reader, "#comment-2", "Premier", "Deuxième").await?;
        shows(reader, &["D’avant", "Deuxième"]).await?;
        reader.sees("#comment-2[data-author=owner] .causerie-badge").await
    })
    .await
}

#[tokio::test]
async fn a_comment_that_was_answered_leaves_its_place_when_its_author_deletes_it() -> Outcome {
    let (blog, isso) = start(Moderation::Open).await?;
    story(async |reader| {
        reader.trust(&isso.url("/"));
        reader.open(&blog.url("/")).await?;
        writes(reader, FORM, "Jean", "À effacer").await?;
        reader.sees("article[data-state=approved]").await?;
        let id = reader.attribute("article", "data-id").await?.unwrap_or_default();
        reader.clicks("article .causerie-reply").await?;
        writes(reader, "article > .causerie-form", "", "Réponse").await?;
        reader.sees(".causerie-replies article[data-state=approved]").await?;
        deletes(reader, &format!("#comment-{id}")).await?;
        for _ in ["at once", "and for those who come later"] {
            reader.reads(&format!("#comment-{id}"), "Ce commentaire a été supprimé.").await?;
            reader.misses(&format!("#comment-{id} button")).await?;
            shows(reader, &["Réponse"]).await?;
            reader.reload().await?;
        }
        assert_eq!(isso.listed("/").await?[0]["mode"], 4);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_waits_is_changed_and_deleted_by_its_author_and_does_not_come_back() -> Outcome {
    let (blog, isso) = start(Moderation::Moderated).await?;
    story(async |reader| {
        reader.trust(&isso.url("/"));
        reader.open(&blog.url("/")).await?;
        reader.types(&format!("{FORM} [name=email]"), "jean@example.org").await?;
        writes(reader, FORM, "Jean", "Puis-je ?").await?;
        reader.sees("article[data-state=pending] .causerie-delete").await?;
        reader.reload().await?;
        reader.clicks("article[data-state=pending] .causerie-edit").await?;
        replaces(reader, "article", "Puis-je ?", "Puis-je **donc** ?").await?;
        for _ in ["at once", "and after a reload"] {
            reader.reads("article[data-state=pending] .causerie-body strong", "donc").await?;
            shows(reader, &["Puis-je donc ?"]).await?;
            reader.reload().await?;
        }
        deletes(reader, "article").await?;
        reader.misses("article").await?;
        reader.reload().await?;
        reader.sees("causerie-thread[data-phase=empty]").await?;
        isso.approve_all().await?;
        assert_eq!(isso.listed("/").await?, json!([]));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_is_not_ones_own_has_no_buttons_to_change_it() -> Outcome {
    let (blog, isso) = start(Moderation::Open).await?;
    isso.comment("/", None, "Élodie", "Merci").await?;
    story(async |reader| {
        reader.trust(&isso.url("/"));
        reader.open(&blog.url("/")).await?;
        shows(reader, &["Merci"]).await?;
        reader.sees("article .causerie-reply").await?;
        reader.misses("article .causerie-edit, article .causerie-delete").await
    })
    .await
}

#[tokio::test]
async fn a_page_of_another_site_gets_no_cookie_and_says_at_the_comment_that_it_stays() -> Outcome {
    let (blog, isso) = on_another_site().await?;
    story(async |reader| {
        reader.trust(&isso.url("/"));
        reader.expect_error("403");
        reader.open(&elsewhere(&blog)).await?;
        writes(reader, FORM, "Jean", "Bonjour.").await?;
        reader.sees("article[data-state=approved]").await?;
        deletes(reader, "article").await?;
        reader.reads("article .causerie-refused", "Le site ne permet pas cette action.").await?;
        shows(reader, &["Bonjour."]).await?;
        assert_eq!(isso.listed("/").await?[0]["text"], "Bonjour.");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_page_of_another_site_says_at_the_comment_that_it_cannot_be_changed() -> Outcome {
    let (blog, isso) = on_another_site().await?;
    story(async |reader| {
        reader.trust(&isso.url("/"));
        reader.expect_error("403");
        reader.open(&elsewhere(&blog)).await?;
        writes(reader, FORM, "Jean", "Bonjour.").await?;
        reader.clicks("article[data-state=approved] .causerie-edit").await?;
        reader.reads("article .causerie-refused", "Le site ne permet pas cette action.").await?;
        shows(reader, &["Bonjour."]).await
    })
    .await
}

#[tokio::test]
async fn a_text_is_looked_at_before_it_is_sent() -> Outcome {
    let (blog, isso) = start(Moderation::Open).await?;
    story(async |reader| {
        reader.trust(&isso.url("/"));
        reader.open(&blog.url("/")).await?;
        reader.types(&format!("{FORM} [name=body]"), "Un **mot** <script>alert(1)</script>").await?;
        reader.clicks(&format!("{FORM} .causerie-preview-button")).await?;
        reader.reads(".causerie-preview[role=status] strong", "mot").await?;
        reader.misses(".causerie-preview script").await?;
        assert_eq!(isso.listed("/").await?, json!([]));
        Ok(())
    })
    .await
}

async fn deletes(reader: &Reader, entry: &str) -> Outcome {
    reader.clicks(&format!("{entry} .causerie-delete")).await?;
    reader.clicks(&format!("{entry} .causerie-confirm")).await
}

/// A blog on a site that browsers keep apart from that of its Isso.
async fn on_another_site() -> Outcome<(Origin, Isso)> {
    let blog = Origin::start().await?;
    let isso = Isso::start(&elsewhere(&blog), Moderation::Open).await?;
    blog.folder("/causerie/", dist());
    blog.on("GET /", Answer::html(&page(&format!(r#"backend="isso" data-base="{}""#, isso.url("")))));
    Ok((blog, isso))
}

/// The same blog under a name that makes it another site.
fn elsewhere(blog: &Origin) -> String {
    blog.url("").replace("127.0.0.1", "localhost")
}
