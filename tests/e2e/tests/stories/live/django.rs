//! A real django-comments-xtd: on another origin, and in pages that Django serves.

use super::{counted, is_refused, page, shows};
use crate::{FORM, writes};
use causerie_e2e::servers::django::{Post, Settings};
use causerie_e2e::servers::{Call, Django};
use causerie_e2e::{Answer, Origin, Outcome, Reader, dist, story};

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
async fn a_comment_and_a_reply_are_posted_from_another_origin() -> Outcome {
    let (django, blog) = start(Post::Open, Settings::default()).await?;
    story(async |reader| {
        reader.trust(&django.url("/"));
        reader.open(&blog.url("/")).await?;
        comments(reader, "Jean", "Le <premier>.").await?;
        reader.reads("article[data-state=approved] .causerie-body", "Le <premier>.").await?;
        reader.clicks("article .causerie-reply").await?;
        writes(reader, "li > .causerie-form", "", "La réponse.").await?;
        reader.reads(".causerie-replies article[data-state=approved] .causerie-body", "La réponse.").await?;
        shows(reader, &["Le <premier>.", "La réponse."]).await?;
        reader.reload().await?;
        reader.reads(".causerie-title", "2 commentaires").await?;
        shows(reader, &["Le <premier>.", "La réponse."]).await
    })
    .await
}

#[tokio::test]
async fn a_comment_waits_for_approval() -> Outcome {
    let (django, blog) = start(Post::Moderated, Settings::default()).await?;
    story(async |reader| {
        reader.trust(&django.url("/"));
        reader.open(&blog.url("/")).await?;
        comments(reader, "Jean", "Puis-je ?").await?;
        reader.reads("article[data-state=pending] .causerie-notice", "en attente de modération").await?;
        reader.reload().await?;
        reader.reads("article[data-state=pending] .causerie-body", "Puis-je ?").await?;
        shows(reader, &["Puis-je ?"]).await
    })
    .await
}

#[tokio::test]
async fn a_comment_whose_address_must_be_confirmed_waits() -> Outcome {
    let (django, blog) = start(Post::Open, Settings { confirms: true, ..Settings::default() }).await?;
    story(async |reader| {
        reader.trust(&django.url("/"));
        reader.open(&blog.url("/")).await?;
        comments(reader, "Jean", "À confirmer.").await?;
        reader.reads("article[data-state=pending] .causerie-body", "À confirmer.").await?;
        reader.reload().await?;
        shows(reader, &["À confirmer."]).await
    })
    .await
}

#[tokio::test]
async fn an_address_that_only_django_finds_wrong_is_told_at_its_field() -> Outcome {
    let (django, blog) = start(Post::Open, Settings::default()).await?;
    story(async |reader| {
        reader.trust(&django.url("/"));
        reader.expect_error("400");
        reader.open(&blog.url("/")).await?;
        reader.types(&format!("{FORM} [name=email]"), "jean@exemple").await?;
        writes(reader, FORM, "Jean", "Bonjour.").await?;
        reader.sees(&format!("{FORM} [data-field=email] .causerie-field-error")).await?;
        reader.is_focused(&format!("{FORM} [name=email]")).await?;
        reader.until("document.querySelector('.causerie-form [name=body]').value === 'Bonjour.'").await?;
        reader.misses("article").await
    })
    .await
}

#[tokio::test]
async fn what_is_missing_or_too_long_is_said_before_django_is_asked() -> Outcome {
    let (django, blog) = start(Post::Open, Settings::default()).await?;
    story(async |reader| {
        reader.trust(&django.url("/"));
        reader.open(&blog.url("/")).await?;
        let body = format!("document.querySelector('{FORM} [name=body]')");
        reader.sees(&format!("{FORM} [name=body]")).await?;
        reader
            .run(&format!(
                "{body}.value = 'a'.repeat(3001); {body}.dispatchEvent(new Event('input', {{ bubbles: true }}))"
            ))
            .await?;
        reader.clicks(&format!("{FORM} .causerie-submit")).await?;
        reader.reads(&format!("{FORM} [data-field=body] .causerie-field-error"), "au plus 3").await?;
        for field in ["name", "email"] {
            reader.reads(&format!("{FORM} [data-field={field}] .causerie-field-error"), "remplir").await?;
        }
        reader.misses("article").await
    })
    .await
}

#[tokio::test]
async fn a_closed_post_refuses_and_the_text_stays() -> Outcome {
    let (django, blog) = start(Post::Closed, Settings::default()).await?;
    story(async |reader| {
        reader.trust(&django.url("/"));
        reader.expect_error("403");
        reader.open(&blog.url("/")).await?;
        comments(reader, "Jean", "Encore un mot.").await?;
        is_refused(reader, "Encore un mot.", "").await
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
async fn in_a_page_of_django_strangers_and_signed_in_readers_comment() -> Outcome {
    let django = Django::start(Settings::default()).await?;
    story(async |reader| {
        reader.open(&django.url("/post/1/")).await?;
        comments(reader, "Jean", "Sans compte.").await?;
        reader.reads("article[data-state=approved] .causerie-author", "Jean").await?;
        reader.misses("article .causerie-flag").await?;
        signs_in(reader, &django, "lectrice").await?;
        reader.sees("article .causerie-flag").await?;
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
        reader.reads(&format!("#comment-{id} .causerie-refused[role=alert]"), "pas marché").await?;
        reader.sees(&format!("#comment-{id} .causerie-flag:enabled")).await
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

async fn comments(reader: &Reader, name: &str, text: &str) -> Outcome {
    reader.types(&format!("{FORM} [name=email]"), "lecteur@example.org").await?;
    writes(reader, FORM, name, text).await
}

/// A blog of Django's, and a page about one of its posts on another origin.
async fn start(post: Post, settings: Settings<'_>) -> Outcome<(Django, Origin)> {
    let blog = Origin::start().await?;
    let django = Django::start(Settings { origin: &blog.url(""), ..settings }).await?;
    blog.folder("/causerie/", dist());
    blog.on("GET /", Answer::html(&page(&attributes(&django, post).await?)));
    Ok((django, blog))
}

/// What the page's own server found out from Django.
async fn attributes(django: &Django, post: Post) -> Outcome<String> {
    let form = django.form(post).await?;
    let text = |name: &str| form[name].as_str().map_or_else(|| form[name].to_string(), str::to_owned);
    Ok(format!(
        r#"backend="django-comments-xtd" data-base="{}/comments" data-type="{}" data-object="{}" data-timestamp="{}" data-hash="{}""#,
        django.url(""),
        text("content_type"),
        text("object_pk"),
        text("timestamp"),
        text("security_hash")
    ))
}
