//! Pingbacks that WordPress sends to itself through XML-RPC, and trackbacks.

use super::super::shows;
use super::signed_in::signs_in;
use super::{THREAD, elsewhere};
use causerie_e2e::servers::wordpress::Post;
use causerie_e2e::servers::{Call, WordPress};
use causerie_e2e::{Outcome, story};

#[tokio::test]
async fn a_post_that_links_to_another_is_a_pingback_in_its_thread() -> Outcome {
    let (wordpress, post, page) = elsewhere(&[], "").await?;
    wordpress.comment(&post, 1, "Élodie", "Merci pour ce billet.").await?;
    let other = mention(&wordpress, &post).await?;
    story(async |reader| {
        reader.trust(&wordpress.url("/"));
        reader.open(&page.url("/")).await?;
        reader.reads(".causerie-title", "2 commentaires").await?;
        let entry = "article[data-kind=pingback]";
        reader.reads(&format!("{entry} .causerie-author"), "Pingback : Retour « sur » & autour").await?;
        reader.reads(&format!("{entry} .causerie-source[href='{}']", other.link), "Retour").await?;
        reader.reads(&format!("{entry} .causerie-site"), "Le blog").await?;
        reader.reads(&format!("{entry} .causerie-excerpt"), "Le billet Le métier résume").await?;
        reader.misses(&format!("{entry} .causerie-reply")).await?;
        reader.sees("article[data-kind=comment] .causerie-reply").await
    })
    .await
}

#[tokio::test]
async fn two_posts_that_link_to_each_other_both_have_a_pingback() -> Outcome {
    let (wordpress, post, page) = elsewhere(&[], "").await?;
    let other = mention(&wordpress, &post).await?;
    let content = format!("<p>On me répond dans <a href=\"{}\">ce retour</a>, et bien.</p>", other.link);
    let update = serde_json::json!({ "content": content });
    wordpress.ask(&format!("/wp-json/wp/v2/posts/{}", post.id), &update).await?;
    wordpress.work().await?;
    let attributes =
        format!(r#"backend="wordpress" data-base="{}/wp-json" data-post="{}""#, wordpress.url(""), other.id);
    let second = super::super::blog(&attributes).await?;
    story(async |reader| {
        reader.trust(&wordpress.url("/"));
        reader.open(&page.url("/")).await?;
        reader.sees(&format!("article[data-kind=pingback] [href='{}']", other.link)).await?;
        reader.open(&second.url("/")).await?;
        reader.sees(&format!("article[data-kind=pingback] [href='{}']", post.link)).await?;
        reader.reads(".causerie-excerpt", "me répond dans ce retour").await
    })
    .await
}

#[tokio::test]
async fn a_trackback_shows_its_title_its_blog_and_its_excerpt() -> Outcome {
    let (wordpress, post, page) = elsewhere(&[], "").await?;
    trackback(&post).await?;
    story(async |reader| {
        reader.trust(&wordpress.url("/"));
        reader.open(&page.url("/")).await?;
        let entry = "article[data-kind=trackback]";
        reader.reads(&format!("{entry} .causerie-source[href='{FRIEND}']"), "Animer, dit-elle").await?;
        reader.reads(&format!("{entry} .causerie-author"), "Rétrolien :").await?;
        reader.reads(&format!("{entry} .causerie-site"), "Blog ami").await?;
        reader.reads(&format!("{entry} .causerie-excerpt"), "Un extrait avec des accents éàù").await
    })
    .await
}

#[tokio::test]
async fn pings_wait_for_approval_like_comments() -> Outcome {
    let (wordpress, post, page) = elsewhere(&[("comment_moderation", "1")], "").await?;
    mention(&wordpress, &post).await?;
    trackback(&post).await?;
    let pings = "/wp-json/wp/v2/comments?status=hold&type=";
    let held = async |kind| -> Outcome<serde_json::Value> {
        let call = Call::get(&wordpress.url(&format!("{pings}{kind}"))).authorized(&wordpress.owner);
        call.succeed().await?.json()
    };
    let (pingbacks, trackbacks) = (held("pingback").await?, held("trackback").await?);
    assert_eq!((pingbacks.as_array().map(Vec::len), trackbacks.as_array().map(Vec::len)), (Some(1), Some(1)));
    story(async |reader| {
        reader.trust(&wordpress.url("/"));
        reader.open(&page.url("/")).await?;
        reader.sees("causerie-thread[data-phase=empty]").await?;
        let path = format!("/wp-json/wp/v2/comments/{}", pingbacks[0]["id"]);
        wordpress.ask(&path, &serde_json::json!({ "status": "approved" })).await?;
        reader.reload().await?;
        reader.sees("article[data-kind=pingback]").await?;
        reader.counts("article", 1).await
    })
    .await
}

#[tokio::test]
async fn without_the_plugins_option_readers_see_no_pings() -> Outcome {
    let (wordpress, post, page) = elsewhere(&[("causerie_pings", "")], "").await?;
    mention(&wordpress, &post).await?;
    trackback(&post).await?;
    wordpress.comment(&post, 1, "Élodie", "Merci pour ce billet.").await?;
    story(async |reader| {
        reader.trust(&wordpress.url("/"));
        reader.open(&page.url("/")).await?;
        shows(reader, &["Merci pour ce billet."]).await?;
        reader.counts("article", 1).await
    })
    .await
}

#[tokio::test]
async fn without_the_option_an_editor_sees_the_pings_that_the_thread_asks_for() -> Outcome {
    let wordpress = WordPress::start(&[("causerie_pings", "")]).await?;
    let thread = THREAD.replace("load=", "data-pings=\"pingback\" load=");
    let post = wordpress.publish("le-metier", "Le métier", &thread).await?;
    wordpress.comment(&post, 1, "Élodie", "Merci pour ce billet.").await?;
    mention(&wordpress, &post).await?;
    story(async |reader| {
        reader.open(&post.link).await?;
        shows(reader, &["Merci pour ce billet."]).await?;
        reader.counts("causerie-thread article", 1).await?;
        signs_in(reader, &wordpress, &post, "editrice").await?;
        reader.sees("article[data-kind=pingback]").await?;
        reader.counts("causerie-thread article", 2).await
    })
    .await
}

/// Publishes a second post that links to the first, and lets WordPress send its pingback.
async fn mention(wordpress: &WordPress, post: &Post) -> Outcome<Post> {
    let content = format!(
        "<p>On en parlait hier. Le billet <a href=\"{}\">Le métier</a> résume la question.</p>",
        post.link
    );
    let other = wordpress.publish("retour", "Retour « sur » & autour", &content).await?;
    wordpress.work().await?;
    Ok(other)
}

/// Sends a trackback, as other blogs did.
async fn trackback(post: &Post) -> Outcome {
    let fields = [
        ("title", "Animer, dit-elle"),
        ("url", FRIEND),
        ("blog_name", "Blog ami"),
        ("excerpt", "Un extrait avec des accents éàù"),
    ];
    let reply = Call::form(&format!("{}trackback/", post.link), &fields).succeed().await?;
    if reply.body.contains("<error>0</error>") { Ok(()) } else { Err(reply.body.into()) }
}

const FRIEND: &str = "http://ami.example/billet";
