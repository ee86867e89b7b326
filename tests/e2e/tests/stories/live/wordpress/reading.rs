//! Reading the thread of a post.

use super::super::shows;
use super::{at_home, elsewhere};
use causerie_e2e::{Answer, Outcome, story};
use serde_json::json;

#[tokio::test]
async fn comments_are_shown_with_their_replies_from_another_origin() -> Outcome {
    let (wordpress, post, page) = elsewhere(&[], "").await?;
    let first = wordpress.comment(&post, 1, "Élodie", "Merci pour ce <strong>billet</strong>.").await?;
    wordpress.comment(&post, 2, "Odile", "Je penche pour l’animateur.").await?;
    let reply = wordpress.reply(&post, first, 3, "Max & Cie", "D’accord.").await?;
    wordpress.reply(&post, reply, 4, "Élodie", "Alors « merci » & à bientôt…").await?;
    story(async |reader| {
        reader.trust(&wordpress.url("/"));
        reader.open(&page.url("/")).await?;
        reader.reads(".causerie-title", "4 commentaires").await?;
        let texts = [
            "Merci pour ce billet.",
            "D’accord.",
            "Alors « merci » & à bientôt…",
            "Je penche pour l’animateur.",
        ];
        shows(reader, &texts).await?;
        reader.reads(&format!("#comment-{first} .causerie-body strong"), "billet").await?;
        // WordPress gives names with entities; readers see them as they were typed.
        let reply = format!("li:has(> #comment-{first}) > .causerie-replies #comment-{reply}");
        reader.reads(&format!("{reply} .causerie-author"), "Max & Cie").await?;
        let time = format!("#comment-{first} time");
        assert_eq!(reader.attribute(&time, "datetime").await?.as_deref(), Some("2011-03-14T09:01:00Z"));
        reader.sees(&format!("#comment-{first} img.causerie-avatar[src$='/face.svg']")).await
    })
    .await
}

#[tokio::test]
async fn a_post_is_found_by_the_last_part_of_the_address() -> Outcome {
    let (wordpress, post, page) = elsewhere(&[], "").await?;
    wordpress.comment(&post, 1, "Élodie", "Merci pour ce billet.").await?;
    let attributes = format!(r#"backend="wordpress" data-base="{}/wp-json""#, wordpress.url(""));
    page.on("GET /2011/le-metier/", Answer::html(&super::super::page(&attributes)));
    story(async |reader| {
        reader.trust(&wordpress.url("/"));
        reader.open(&page.url("/2011/le-metier/")).await?;
        shows(reader, &["Merci pour ce billet."]).await
    })
    .await
}

#[tokio::test]
async fn the_thread_of_a_page_that_wordpress_serves_finds_its_post() -> Outcome {
    let (wordpress, post) = at_home(&[]).await?;
    wordpress.comment(&post, 1, "Élodie", "Merci pour ce billet.").await?;
    story(async |reader| {
        reader.open(&post.link).await?;
        reader.reads(".causerie-title", "1 commentaire").await?;
        shows(reader, &["Merci pour ce billet."]).await
    })
    .await
}

#[tokio::test]
async fn further_pages_come_when_asked_for_and_replies_find_their_place() -> Outcome {
    let (wordpress, post, page) = elsewhere(&[], r#"page-size="2""#).await?;
    let first = wordpress.comment(&post, 1, "Élodie", "Un").await?;
    wordpress.comment(&post, 2, "Odile", "Deux").await?;
    wordpress.comment(&post, 3, "Karim", "Trois").await?;
    wordpress.reply(&post, first, 4, "Max", "Réponse à un").await?;
    wordpress.comment(&post, 5, "Sophie", "Quatre").await?;
    story(async |reader| {
        reader.trust(&wordpress.url("/"));
        reader.open(&page.url("/")).await?;
        reader.reads(".causerie-title", "5 commentaires").await?;
        shows(reader, &["Un", "Deux"]).await?;
        reader.clicks(".causerie-more").await?;
        shows(reader, &["Un", "Réponse à un", "Deux", "Trois"]).await?;
        reader.clicks(".causerie-more").await?;
        shows(reader, &["Un", "Réponse à un", "Deux", "Trois", "Quatre"]).await?;
        reader.misses(".causerie-more").await
    })
    .await
}

#[tokio::test]
async fn the_newest_come_first_on_request_and_replies_stay_from_old_to_new() -> Outcome {
    let (wordpress, post, page) = elsewhere(&[], r#"page-size="2" order="newest""#).await?;
    let first = wordpress.comment(&post, 1, "Élodie", "Un").await?;
    wordpress.comment(&post, 2, "Odile", "Deux").await?;
    wordpress.reply(&post, first, 3, "Max", "Réponse").await?;
    wordpress.reply(&post, first, 4, "Max", "Encore une").await?;
    story(async |reader| {
        reader.trust(&wordpress.url("/"));
        reader.open(&page.url("/")).await?;
        shows(reader, &["Deux", "Un", "Réponse", "Encore une"]).await
    })
    .await
}

#[tokio::test]
async fn what_moderators_took_away_is_not_shown_but_its_replies_are() -> Outcome {
    let (wordpress, post, page) = elsewhere(&[], "").await?;
    let gone = wordpress.comment(&post, 1, "Bob", "À jeter").await?;
    wordpress.reply(&post, gone, 2, "Marc", "Réponse à ce qui part").await?;
    let held = wordpress.comment(&post, 3, "Zoé", "En attente").await?;
    let spam = wordpress.comment(&post, 4, "Pills", "Achetez").await?;
    for (id, status) in [(gone, "trash"), (held, "hold"), (spam, "spam")] {
        wordpress.ask(&format!("/wp-json/wp/v2/comments/{id}"), &json!({ "status": status })).await?;
    }
    story(async |reader| {
        reader.trust(&wordpress.url("/"));
        reader.open(&page.url("/")).await?;
        shows(reader, &["Réponse à ce qui part"]).await?;
        reader.reads("article", "En réponse à un commentaire qui n’est plus là").await?;
        reader.reads(".causerie-title", "1 commentaire").await
    })
    .await
}

#[tokio::test]
async fn an_administrators_dangerous_markup_does_nothing() -> Outcome {
    let (wordpress, post, page) = elsewhere(&[], "").await?;
    let text = "Gare <img src=x onerror=\"document.hurt = true\"><script>document.hurt = true</script>\
                <a href=\"javascript:alert(1)\" onclick=\"alert(1)\">là</a>";
    let comment = json!({ "post": post.id, "content": text });
    let comment = wordpress.ask("/wp-json/wp/v2/comments", &comment).await?;
    assert!(
        comment["content"]["rendered"].as_str().is_some_and(|html| html.contains("onerror")),
        "{comment}"
    );
    story(async |reader| {
        reader.trust(&wordpress.url("/"));
        reader.expect_error("/x - Failed to load resource");
        reader.open(&page.url("/")).await?;
        reader.reads(".causerie-body", "Gare").await?;
        reader.misses(".causerie-body :is(script, [onerror], [onclick], [href^=javascript])").await?;
        assert_eq!(reader.run("return document.hurt ?? null").await?, json!(null));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_closed_post_is_read_only() -> Outcome {
    let (wordpress, post, page) = elsewhere(&[], "").await?;
    wordpress.comment(&post, 1, "Élodie", "Merci pour ce billet.").await?;
    wordpress
        .ask(&format!("/wp-json/wp/v2/posts/{}", post.id), &json!({ "comment_status": "closed" }))
        .await?;
    story(async |reader| {
        reader.trust(&wordpress.url("/"));
        reader.open(&page.url("/")).await?;
        reader.reads("causerie-thread[data-phase=closed]", "Les commentaires sont fermés.").await?;
        shows(reader, &["Merci pour ce billet."]).await?;
        reader.misses(".causerie-form").await?;
        reader.misses(".causerie-reply").await
    })
    .await
}

#[tokio::test]
async fn an_address_without_a_post_is_an_error() -> Outcome {
    let (wordpress, _, page) = elsewhere(&[], "").await?;
    let attributes = format!(r#"backend="wordpress" data-base="{}/wp-json""#, wordpress.url(""));
    page.on("GET /2011/rien/", Answer::html(&super::super::page(&attributes)));
    story(async |reader| {
        reader.trust(&wordpress.url("/"));
        reader.expect_error("[causerie]");
        reader.open(&page.url("/2011/rien/")).await?;
        reader.sees("causerie-thread[data-phase=error] .causerie-retry").await?;
        assert_eq!(reader.hears("causerie-error").await?["kind"], "not-found");
        Ok(())
    })
    .await
}
