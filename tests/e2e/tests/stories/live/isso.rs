//! The widget with a real Isso server on another origin.

use crate::{FORM, article, writes};
use causerie_e2e::servers::{Isso, Moderation};
use causerie_e2e::{Answer, Origin, Outcome, Reader, dist, story};
use serde_json::json;

#[tokio::test]
async fn a_thread_of_a_live_isso_is_shown_with_its_replies() -> Outcome {
    let (blog, isso) = start(Moderation::Open).await?;
    story(async |reader| {
        reader.trust(&isso.url("/"));
        reader.open(&blog.url("/plain/")).await?;
        let first = post(reader, &isso, "Élodie", "Merci pour ce **billet**.", None).await?;
        post(reader, &isso, "Max & Cie", "D’accord.", Some(first)).await?;
        post(reader, &isso, "Odile", "Je penche pour l’animateur.", None).await?;
        reader.open(&blog.url("/")).await?;
        reader.reads(".causerie-title", "3 commentaires").await?;
        reader.reads(&format!("#comment-{first} .causerie-body strong"), "billet").await?;
        // Isso escapes names; readers see them as they were typed.
        let reply = format!("li:has(> #comment-{first}) > .causerie-replies article .causerie-author");
        reader.reads(&reply, "Max & Cie").await?;
        reader.counts(".causerie-list:not(.causerie-replies) > li", 2).await
    })
    .await
}

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
        writes(reader, "li > .causerie-form", "", "La réponse.").await?;
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

/// A blog on one origin and its Isso on another; `/plain/` is a page without a thread.
async fn start(moderation: Moderation) -> Outcome<(Origin, Isso)> {
    let blog = Origin::start().await?;
    let isso = Isso::start(&blog.url(""), moderation).await?;
    blog.folder("/causerie/", dist());
    let line = format!(
        r#"<script async src="/causerie/embed.js" data-backend="isso" data-base="{}" data-load="eager"></script>"#,
        isso.url("")
    );
    blog.on("GET /", Answer::html(&article(&line)));
    blog.on("GET /plain/", Answer::html(&article("")));
    Ok((blog, isso))
}

/// Posts as Isso's own client does, from a page of the blog; gives the new comment's id.
async fn post(reader: &Reader, isso: &Isso, author: &str, text: &str, parent: Option<i64>) -> Outcome<i64> {
    let body = json!({ "author": author, "text": text, "parent": parent, "title": "Article" });
    let script = format!(
        "const answer = await fetch({}, {{ method: 'POST', credentials: 'include',
           headers: {{ 'Content-Type': 'application/json' }}, body: {} }});
         return (await answer.json()).id",
        json!(isso.url("/new?uri=%2F")),
        json!(body.to_string())
    );
    let id = reader.run(&script).await?;
    id.as_i64().ok_or_else(|| format!("Isso gave no id but {id}").into())
}
