//! The widget with a real Isso server on another origin.

use super::{is_refused, shows};
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
async fn further_pages_come_when_asked_for() -> Outcome {
    let (blog, isso) = start_with(Moderation::Open, 1000, r#"data-page-size="2""#).await?;
    story(async |reader| {
        reader.trust(&isso.url("/"));
        reader.open(&blog.url("/plain/")).await?;
        let first = post(reader, &isso, "Élodie", "Premier", None).await?;
        post(reader, &isso, "Max", "Réponse", Some(first)).await?;
        for text in ["Deuxième", "Troisième", "Quatrième", "Cinquième"] {
            post(reader, &isso, "Odile", text, None).await?;
        }
        reader.open(&blog.url("/")).await?;
        reader.reads(".causerie-title", "6 commentaires").await?;
        shows(reader, &["Premier", "Réponse", "Deuxième"]).await?;
        reader.clicks(".causerie-more").await?;
        shows(reader, &["Premier", "Réponse", "Deuxième", "Troisième", "Quatrième"]).await?;
        reader.clicks(".causerie-more").await?;
        shows(reader, &["Premier", "Réponse", "Deuxième", "Troisième", "Quatrième", "Cinquième"]).await?;
        reader.misses(".causerie-more").await
    })
    .await
}

#[tokio::test]
async fn the_newest_come_first_on_request_and_replies_stay_from_old_to_new() -> Outcome {
    let (blog, isso) = start_with(Moderation::Open, 1000, r#"data-order="newest""#).await?;
    story(async |reader| {
        reader.trust(&isso.url("/"));
        reader.open(&blog.url("/plain/")).await?;
        let first = post(reader, &isso, "Élodie", "Premier", None).await?;
        post(reader, &isso, "Odile", "Deuxième", None).await?;
        post(reader, &isso, "Max", "Réponse", Some(first)).await?;
        post(reader, &isso, "Max", "Encore une", Some(first)).await?;
        reader.open(&blog.url("/")).await?;
        shows(reader, &["Deuxième", "Premier", "Réponse", "Encore une"]).await
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
        writes(reader, "li > .causerie-form", "Jean", "À la réponse").await?;
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
async fn a_comment_deleted_with_replies_leaves_its_place() -> Outcome {
    let (blog, isso) = start(Moderation::Open).await?;
    story(async |reader| {
        reader.trust(&isso.url("/"));
        reader.open(&blog.url("/plain/")).await?;
        let first = post(reader, &isso, "Élodie", "À effacer", None).await?;
        post(reader, &isso, "Max", "Réponse", Some(first)).await?;
        // The cookie that came with the comment lets its author do so, from another origin too.
        let delete = json!(isso.url(&format!("/id/{first}")));
        reader.run(&format!("await fetch({delete}, {{ method: 'DELETE', credentials: 'include' }})")).await?;
        reader.open(&blog.url("/")).await?;
        reader.reads(&format!("#comment-{first}"), "Ce commentaire a été supprimé.").await?;
        shows(reader, &["Réponse"]).await
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
async fn a_page_of_an_origin_that_isso_does_not_know_is_told_both_causes() -> Outcome {
    let (blog, isso) = start(Moderation::Open).await?;
    let stranger = Origin::start().await?;
    stranger.folder("/causerie/", dist());
    stranger.on("GET /", Answer::html(&article(&line(&isso, ""))));
    story(async |reader| {
        reader.trust(&isso.url("/"));
        reader.expect_error("CORS");
        reader.expect_error("ERR_FAILED");
        reader.expect_error("[causerie]");
        reader.open(&stranger.url("/")).await?;
        let offline = "causerie-thread[data-phase=offline]";
        reader.reads(offline, &format!("Pas de réponse de {}", isso.url(""))).await?;
        reader.reads(offline, "pas de connexion, ou le serveur n’accepte pas les requêtes").await?;
        reader.hears_on_console(&["[causerie]", &isso.url(""), &stranger.url(""), "CORS"]).await?;
        reader.open(&blog.url("/")).await?;
        reader.sees("causerie-thread[data-phase=empty]").await
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

/// A blog on one origin and its Isso on another; `/plain/` is a page without a thread.
async fn start(moderation: Moderation) -> Outcome<(Origin, Isso)> {
    start_with(moderation, 1000, "").await
}

/// The same with an Isso that takes so many comments a minute, and a thread with these attributes besides.
async fn start_with(moderation: Moderation, limit: u32, attributes: &str) -> Outcome<(Origin, Isso)> {
    let blog = Origin::start().await?;
    let isso = Isso::guarded(&blog.url(""), moderation, limit).await?;
    blog.folder("/causerie/", dist());
    blog.on("GET /", Answer::html(&article(&line(&isso, attributes))));
    blog.on("GET /plain/", Answer::html(&article("")));
    Ok((blog, isso))
}

fn line(isso: &Isso, attributes: &str) -> String {
    let base = isso.url("");
    format!(
        r#"<script async src="/causerie/embed.js" data-backend="isso" data-base="{base}" data-load="eager" {attributes}></script>"#
    )
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
