//! What readers of another origin see.

use super::super::{counted, page, shows};
use super::{attributes, start};
use causerie_e2e::servers::Django;
use causerie_e2e::servers::django::{Post, Settings};
use causerie_e2e::{Answer, Origin, Outcome, dist, story};

#[tokio::test]
async fn comments_are_shown_with_their_replies_as_they_were_typed() -> Outcome {
    let (django, blog) = start(Post::Open, Settings::default()).await?;
    let first = django.comment(Post::Open, None, "Élodie", "Merci pour ce <b>billet</b> & *bravo*.").await?;
    django.comment(Post::Open, None, "Odile", "Je penche pour l’animateur.").await?;
    let reply = django.comment(Post::Open, Some(first), "Max & Cie", "D’accord.").await?;
    let last = django.comment(Post::Open, Some(reply), "Élodie", "Alors merci.").await?;
    story(async |reader| {
        reader.trust(&django.url("/"));
        reader.open(&blog.url("/")).await?;
        reader.reads(".causerie-title", "4 commentaires").await?;
        let texts = [
            "Merci pour ce <b>billet</b> & *bravo*.",
            "D’accord.",
            "Alors merci.",
            "Je penche pour l’animateur.",
        ];
        shows(reader, &texts).await?;
        let nested = format!("li:has(> #comment-{first}) > .causerie-replies #comment-{reply}");
        reader.reads(&format!("{nested} .causerie-author"), "Max & Cie").await?;
        // Deeper replies are refused, so none are offered.
        reader.sees(&format!("#comment-{reply} .causerie-reply")).await?;
        reader.misses(&format!("#comment-{last} .causerie-reply")).await
    })
    .await
}

#[tokio::test]
async fn dates_for_people_are_shown_as_they_are_and_the_order_is_the_servers() -> Outcome {
    let (django, blog) =
        start(Post::Open, Settings { has_dates_for_people: true, ..Settings::default() }).await?;
    for text in ["Un", "Deux", "Trois"] {
        django.comment(Post::Open, None, "Élodie", text).await?;
    }
    story(async |reader| {
        reader.trust(&django.url("/"));
        reader.open(&blog.url("/")).await?;
        shows(reader, &["Un", "Deux", "Trois"]).await?;
        reader.until("/20\\d\\d/.test(document.querySelector('article .causerie-time').innerText)").await?;
        assert_eq!(reader.attribute("article .causerie-time", "datetime").await?, None);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_page_of_an_origin_that_django_does_not_know_is_told_both_causes() -> Outcome {
    let django = Django::start(Settings { origin: "http://blog.example", ..Settings::default() }).await?;
    let blog = Origin::start().await?;
    blog.folder("/causerie/", dist());
    blog.on("GET /", Answer::html(&page(&attributes(&django, Post::Open).await?)));
    story(async |reader| {
        reader.trust(&django.url("/"));
        reader.expect_error("CORS");
        reader.expect_error("ERR_FAILED");
        reader.expect_error("[causerie]");
        reader.open(&blog.url("/")).await?;
        let offline = "causerie-thread[data-phase=offline]";
        reader.reads(offline, &format!("Pas de réponse de {}", django.url(""))).await?;
        reader.reads(offline, "pas de connexion, ou le serveur n’accepte pas les requêtes").await?;
        reader.hears_on_console(&["[causerie]", &django.url(""), &blog.url(""), "CORS"]).await.map(drop)
    })
    .await
}

#[tokio::test]
async fn badges_count_the_comments_that_everybody_may_see() -> Outcome {
    let (django, blog) = start(Post::Open, Settings::default()).await?;
    let first = django.comment(Post::Open, None, "Élodie", "Merci").await?;
    django.comment(Post::Open, Some(first), "Max", "D’accord").await?;
    story(async |reader| {
        reader.trust(&django.url("/"));
        let badge = |post: Post| {
            format!(
                r#"<causerie-count backend="django-comments-xtd" data-base="{}" data-type="blog.post" data-object="{}"></causerie-count>"#,
                django.url("/comments"),
                post as u8
            )
        };
        let badges = [badge(Post::Open), badge(Post::Closed)].concat();
        counted(reader, &blog, &badges, &["2 commentaires", "0 commentaire"]).await
    })
    .await
}
