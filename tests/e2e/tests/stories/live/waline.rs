//! A real Waline on another origin.

use super::{blog, is_given_back, is_refused, shows};
use crate::{FORM, writes};
use causerie_e2e::servers::Waline;
use causerie_e2e::{Origin, Outcome, story};
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
async fn a_comment_and_replies_are_posted() -> Outcome {
    let (waline, page) = start(&[], "").await?;
    story(async |reader| {
        reader.trust(&waline.url("/"));
        reader.open(&page.url("/")).await?;
        reader.sees("causerie-thread[data-phase=empty]").await?;
        writes(reader, FORM, "Jean", "Le **premier**.").await?;
        reader.reads("article[data-state=approved] .causerie-body strong", "premier").await?;
        reader.clicks("article .causerie-reply").await?;
        writes(reader, "li > .causerie-form", "", "La réponse.").await?;
        reader.reads(".causerie-replies article[data-state=approved] .causerie-body", "La réponse.").await?;
        reader.clicks(".causerie-replies article .causerie-reply").await?;
        writes(reader, "li > .causerie-form", "", "La suite.").await?;
        reader.counts("article[data-state=approved]", 3).await?;
        reader.reload().await?;
        reader.reads(".causerie-title", "3 commentaires").await?;
        shows(reader, &["Le premier.", "La réponse.", "La suite."]).await?;
        reader.reads(".causerie-replies .causerie-replies article .causerie-author", "Jean").await
    })
    .await
}

#[tokio::test]
async fn a_comment_waits_for_approval_and_is_seen_once_when_it_is_approved() -> Outcome {
    let (waline, page) = start(&[("COMMENT_AUDIT", "true")], "").await?;
    let owner = waline.register("Autrice", "autrice@example.org").await?;
    story(async |reader| {
        reader.trust(&waline.url("/"));
        reader.open(&page.url("/")).await?;
        writes(reader, FORM, "Jean", "Puis-je ?").await?;
        reader.reads("article[data-state=pending] .causerie-notice", "en attente de modération").await?;
        reader.reload().await?;
        reader.reads("article[data-state=pending] .causerie-body", "Puis-je ?").await?;
        let id = reader.attribute("article", "data-id").await?.unwrap_or_default();
        waline.change(id.parse()?, &owner, &json!({ "status": "approved" })).await?;
        reader.reload().await?;
        reader.sees("article[data-state=approved]").await?;
        shows(reader, &["Puis-je ?"]).await
    })
    .await
}

#[tokio::test]
async fn whose_words_are_on_the_list_is_not_told_so() -> Outcome {
    let (waline, page) = start(&[("FORBIDDEN_WORDS", "casino")], "").await?;
    story(async |reader| {
        reader.trust(&waline.url("/"));
        reader.open(&page.url("/")).await?;
        writes(reader, FORM, "Jean", "Venez au casino").await?;
        reader.reads("article[data-state=pending] .causerie-body", "Venez au casino").await
    })
    .await
}

#[tokio::test]
async fn a_comment_posted_twice_is_given_back() -> Outcome {
    let (waline, page) = start(&[], "").await?;
    story(async |reader| {
        reader.trust(&waline.url("/"));
        reader.open(&page.url("/")).await?;
        writes(reader, FORM, "Jean", "Deux fois.").await?;
        reader.sees("article[data-state=approved]").await?;
        writes(reader, FORM, "", "Deux fois.").await?;
        is_given_back(reader, "Deux fois.", "déjà publié").await?;
        shows(reader, &["Deux fois."]).await
    })
    .await
}

#[tokio::test]
async fn who_writes_too_fast_is_asked_to_wait() -> Outcome {
    let (waline, page) = start(&[("IPQPS", "60")], "").await?;
    story(async |reader| {
        reader.trust(&waline.url("/"));
        reader.open(&page.url("/")).await?;
        writes(reader, FORM, "Jean", "Un.").await?;
        reader.sees("article[data-state=approved]").await?;
        writes(reader, FORM, "", "Deux.").await?;
        is_refused(reader, "Deux.", "trop vite").await
    })
    .await
}

#[tokio::test]
async fn what_is_missing_is_said_before_waline_is_asked() -> Outcome {
    let (waline, page) = start(&[], "").await?;
    story(async |reader| {
        reader.trust(&waline.url("/"));
        reader.open(&page.url("/")).await?;
        reader.types(&format!("{FORM} [name=email]"), "jean.example").await?;
        reader.clicks(&format!("{FORM} .causerie-submit")).await?;
        reader.reads(&format!("{FORM} [data-field=body] .causerie-field-error"), "remplir").await?;
        reader.reads(&format!("{FORM} [data-field=email] .causerie-field-error"), "valide").await?;
        reader.misses("article").await
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

#[tokio::test]
async fn who_has_an_account_comments_under_its_name() -> Outcome {
    let (waline, page) = start(&[], "").await?;
    waline.register("Autrice", "autrice@example.org").await?;
    let account = waline.register("Lectrice", "lectrice@example.org").await?;
    story(async |reader| {
        reader.trust(&waline.url("/"));
        reader.open(&page.url("/")).await?;
        reader.sees(FORM).await?;
        let token = json!(account.token);
        reader.run(&format!("document.querySelector('causerie-thread').dataset.authToken = {token}")).await?;
        reader.misses(&format!("{FORM} [name=name]")).await?;
        reader.types(&format!("{FORM} [name=body]"), "Je suis connectée.").await?;
        reader.clicks(&format!("{FORM} .causerie-submit")).await?;
        reader.reads("article[data-state=approved] .causerie-author", "Lectrice").await
    })
    .await
}

/// Waline with these settings, and a page on another origin whose thread has these attributes besides.
async fn start(settings: &[(&str, &str)], attributes: &str) -> Outcome<(Waline, Origin)> {
    let waline = Waline::start(settings).await?;
    let page = blog(&format!(r#"backend="waline" data-base="{}" {attributes}"#, waline.url(""))).await?;
    Ok((waline, page))
}
