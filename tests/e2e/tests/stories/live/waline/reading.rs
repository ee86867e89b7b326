//! What readers see of a real Waline.

use super::super::shows;
use super::start;
use causerie_e2e::{Outcome, story};
use serde_json::json;

#[tokio::test]
async fn comments_are_shown_with_their_replies_from_old_to_new() -> Outcome {
    let (waline, page) = start(&[], "").await?;
    let first = waline.comment("/", None, "Élodie", "Merci pour ce **billet**.").await?;
    let reply = waline.comment("/", Some((first, first)), "Max & Cie", "D’accord.").await?;
    waline.comment("/", Some((reply, first)), "Élodie", "Alors merci <à tous>.").await?;
    waline.comment("/", None, "Odile", "Je penche pour l’animateur.").await?;
    waline.comment("/autre/", None, "Karim", "Ailleurs.").await?;
    story(async |reader| {
        reader.trust(&waline.url("/"));
        reader.open(&page.url("/")).await?;
        reader.reads(".causerie-title", "4 commentaires").await?;
        shows(
            reader,
            &["Merci pour ce billet.", "D’accord.", "Alors merci <à tous>.", "Je penche pour l’animateur."],
        )
        .await?;
        reader.reads(&format!("#comment-{first} .causerie-body strong"), "billet").await?;
        let nested = format!("li:has(> #comment-{first}) > .causerie-replies #comment-{reply}");
        reader.reads(&format!("{nested} .causerie-author"), "Max & Cie").await
    })
    .await
}

#[tokio::test]
async fn further_pages_come_when_asked_for() -> Outcome {
    let (waline, page) = start(&[], r#"page-size="2""#).await?;
    let first = waline.comment("/", None, "Élodie", "Un").await?;
    for text in ["Deux", "Trois", "Quatre", "Cinq"] {
        waline.comment("/", None, "Odile", text).await?;
    }
    waline.comment("/", Some((first, first)), "Max", "Réponse à un").await?;
    story(async |reader| {
        reader.trust(&waline.url("/"));
        reader.open(&page.url("/")).await?;
        shows(reader, &["Un", "Réponse à un", "Deux"]).await?;
        reader.reads(".causerie-title", "6 commentaires").await?;
        reader.clicks(".causerie-more").await?;
        shows(reader, &["Un", "Réponse à un", "Deux", "Trois", "Quatre"]).await?;
        reader.clicks(".causerie-more").await?;
        shows(reader, &["Un", "Réponse à un", "Deux", "Trois", "Quatre", "Cinq"]).await?;
        reader.misses(".causerie-more").await
    })
    .await
}

#[tokio::test]
async fn the_newest_come_first_on_request_and_replies_stay_from_old_to_new() -> Outcome {
    let (waline, page) = start(&[], r#"order="newest""#).await?;
    let first = waline.comment("/", None, "Élodie", "Un").await?;
    waline.comment("/", None, "Odile", "Deux").await?;
    waline.comment("/", Some((first, first)), "Max", "Réponse").await?;
    waline.comment("/", Some((first, first)), "Max", "Encore une").await?;
    story(async |reader| {
        reader.trust(&waline.url("/"));
        reader.open(&page.url("/")).await?;
        shows(reader, &["Deux", "Un", "Réponse", "Encore une"]).await
    })
    .await
}

#[tokio::test]
async fn an_address_that_is_a_script_is_no_link() -> Outcome {
    let (waline, page) = start(&[], "").await?;
    story(async |reader| {
        reader.trust(&waline.url("/"));
        reader.open(&page.url("/")).await?;
        // The widget would not send it; Waline keeps it.
        let comment = json!({ "url": "/", "nick": "Bob", "link": "javascript:alert(1)", "comment": "Salut" });
        let script = format!(
            "await fetch({}, {{ method: 'POST', headers: {{ 'Content-Type': 'application/json' }}, body: {} }})",
            json!(waline.url("/api/comment")),
            json!(comment.to_string())
        );
        reader.run(&script).await?;
        reader.reload().await?;
        reader.reads("article .causerie-author", "Bob").await?;
        reader.misses("article .causerie-author a").await
    })
    .await
}
